"""A network in a few sentences: what is worth saying now, and the one thing to try that would change most."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.choosing import choose, everything
from sourcenet.measures.facts import Facts
from sourcenet.measures.said import ENOUGH, Said
from sourcenet.measures.suggesting import suggest
from sourcenet.measures.suggestion import Suggestion
from sourcenet.words import _, many

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from sourcenet.measures.reference import Candidate, Reference
    from sourcenet.model.network import SourceNetwork

__all__ = ["Summary", "summarise"]


class Summary(NamedTuple):
    """What a network says: shows as a table in a notebook, ``print`` it elsewhere.

    Attributes
    ----------
    question
        What the network is about.
    sentences
        What is worth reading now: one sentence below ten sources, up to three from then on.
    suggestion
        The one thing to try that would change most; None where it is too early, or nothing would.
    whole
        Works out the page when it is asked for: three sentences cost a small part of all of them.
    size
        How many sources there are.
    today
        The day that it was measured from.
    """

    question: str
    sentences: tuple[Said, ...]
    suggestion: Suggestion | None
    whole: Callable[[], tuple[Said, ...]]
    size: int
    today: dt.date

    @property
    def early(self) -> bool:
        """Whether there are too few sources to say anything of the whole."""
        return self.size < ENOUGH

    @property
    def try_next(self) -> str:
        """What to try next, in words: the suggestion, or what the first sentence asks."""
        if self.suggestion is not None:
            return self.suggestion.text
        return next((one.try_next for one in self.sentences if one.try_next), "")

    @property
    def page(self) -> tuple[Said, ...]:
        """Everything that can be said so far, a sentence a measure, and of what it is too early to say."""
        return self.whole()

    @property
    def rest(self) -> tuple[Said, ...]:
        """What stands on the page and is not among the sentences."""
        return tuple(one for one in self.page if one not in self.sentences)

    def __str__(self) -> str:
        head = many("{n} source", "{n} sources", self.size)
        lines = [f"{self.question} ({head})" if self.question else head, ""]
        for one in self.sentences:
            lines.append(f"  {one.text}")
            if one.figure:
                lines.append(f"    ({one.figure})")
        if self.try_next:
            lines += ["", f"{_('One thing to try:')} {self.try_next}"]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        from sourcenet.measures.summary_html import as_html

        return as_html(self)


def summarise(network: SourceNetwork, reference: Reference | None = None) -> Summary:
    """Say what is worth knowing about a network now, and the one thing to try that would change most.

    Which sentences are worth reading depends on what stands in the network; ``docs/what-it-says.md`` says how. Below
    six sources it is too early to say anything of the whole.

    Parameters
    ----------
    network
        The learner's network.
    reference
        Sources to compare standpoints with: another network (the instructor's, the class's), or who takes which
        viewpoint, such as ``{"critic": ["Kop & Hill 2008"]}``. Labels alone are none: each needs somebody to turn to.

    Returns
    -------
    Summary
        The sentences, the suggestion, and the page of everything that can be said.

    Raises
    ------
    BadValue
        The reference set is neither a network nor says who takes which viewpoint.

    Examples
    --------
    >>> import sourcenet as sn
    >>> summary = sn.summarise(sn.load_example("first-steps"))
    >>> [one.measure for one in summary.sentences]
    ['reach', 'bridges', 'diversity']
    >>> summary.suggestion.measure, summary.suggestion.before, summary.suggestion.after
    ('bridges', 1, 0)
    """
    facts = Facts(network)
    candidates: tuple[Candidate, ...] = ()
    missing = None
    if reference is not None:
        from sourcenet.measures.reference import candidates_of, say_missing  # most summaries need none of it

        candidates = candidates_of(reference)
        missing = say_missing(facts, candidates) if candidates and facts.size >= ENOUGH else None
    sentences = choose(facts, missing)
    found = suggest(facts, candidates)
    whole = _page_of(network, facts, missing)
    return Summary(network.question, sentences, found[0] if found else None, whole, facts.size, facts.today)


def _page_of(network: SourceNetwork, facts: Facts, missing: Said | None) -> Callable[[], tuple[Said, ...]]:
    """Return what works out the whole page, once, of the network as it stands now, whatever is done to it later."""
    revision, events = network.revision, network.events

    @cache
    def whole() -> tuple[Said, ...]:
        from sourcenet.measures.catalogue import page  # most summaries are read for three sentences

        then = network
        if network.revision != revision:
            copies = [event.copy() for event in events]
            then = type(network).in_memory(vocabulary=network.vocabulary, events=copies, today=facts.today)
        return (*everything(facts, page(then, facts.today)), *([missing] if missing else []))

    return whole
