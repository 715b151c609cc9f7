"""Sources appraised: whether a card says something about a source that one has to look for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import Once, says_more
from sourcenet.checks.counts import Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.wording import label, named
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Appraisal, Source

__all__ = ["appraised", "cards", "evidence_of", "known_words"]


def appraised(n: int = 1, *, chosen: bool = False, since: str = "", weight: float = 1.0) -> Property:
    """Ask for sources with a card whose evidence says something that name and address do not.

    Numbers alone count nothing, several cards of one source count one, the same evidence on two sources counts once,
    and people whom the learner knows are not appraised. Meant against ticking boxes.

    Parameters
    ----------
    n
        How many sources.
    chosen
        Only cards on the reading list.
    since
        A moment, such as ``"session-5"``: cards written after it, with evidence that stood on none before. Where the
        history has no such moment, all of it is read, and the result says so.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory()
    >>> site = network.add("NHS website")
    >>> card = network.appraise(site, "cor", {}, evidence="Two trials are named there, and I found both of them.")
    >>> sn.check(network, sn.appraised(2))
    0.5
    """
    asked = arguments.whole(n, "appraised")
    only = arguments.truth(chosen, "appraised", "chosen")
    moment = arguments.text(since, "appraised", "since")

    def look(reading: Reading) -> Found:
        after = reading.since(moment)
        once, there, empty = Once(reading), {}, []
        for card, source in cards(reading, only):
            thing = reading.one.get(source.id, source.id)
            if thing in there:
                continue
            counts = _counts(reading, card, source, once)  # an earlier card is read all the same: its words are taken
            if after is not None and card.id not in after:
                continue
            if counts:
                there[thing] = source
            else:
                empty.append(source)
        empty = [source for source in empty if reading.one.get(source.id, source.id) not in there]
        return Found(
            min(1.0, len(there) / asked),
            _looked_for(asked, only),
            _found(list(there.values()), empty, reading, only) + reading.note_on(moment),
            "" if len(there) >= asked else _try(reading, empty, only),
        )

    title = many("{n} source appraised with evidence", "{n} sources appraised with evidence", asked)
    return Property("appraised", title, look, arguments.weight(weight, "appraised"))


def cards(reading: Reading, only_chosen: bool = False) -> Iterator[tuple[Appraisal, Source]]:
    """Yield the cards of sources with a name of their own that are no person whom the learner knows.

    Parameters
    ----------
    reading
        The network; a source that was set aside since is still one that was appraised.
    only_chosen
        Leave out cards that are not on the reading list.
    """
    past, picked = reading.past, set(reading.network.chosen) if only_chosen else None
    for card in reading.network.appraisals:
        source = past.sources.get(card.source)
        if source is None or (picked is not None and card.id not in picked):
            continue
        if past.has_name(source.id) and not past.is_known(source.id):
            yield card, source


def evidence_of(card: Appraisal) -> str:
    """Return what a card rests on, in one text: the evidence, and what was seen line by line."""
    return " ".join(filter(None, (card.evidence, *card.seen.values())))


def known_words(reading: Reading, source: Source) -> list[str]:
    """Return what of a source stands there without looking: its name, address, kind, owner, and the question."""
    return [source.name, source.label, source.url, source.kind, source.owner, source.authors, reading.network.question]


def _counts(reading: Reading, card: Appraisal, source: Source, once: Once) -> bool:
    text = evidence_of(card)
    return says_more(text, known_words(reading, source)) and once.counts(text, [source.name, source.label, source.url])


def _looked_for(asked: int, only: bool) -> str:
    if only:
        return many(
            "{n} source on your reading list, appraised with evidence that another person could check",
            "{n} sources on your reading list, each appraised with evidence that another person could check",
            asked,
        )
    return many(
        "{n} source appraised with evidence that another person could check",
        "{n} sources, each appraised with evidence that another person could check",
        asked,
    )


def _found(there: list[Source], empty: list[Source], reading: Reading, only: bool) -> str:
    parts = []
    if there:
        parts.append(_("with evidence: {names}").format(names=named(there)))
    if empty:
        parts.append(_("without evidence that counts: {names}").format(names=named(list(dict.fromkeys(empty)))))
    people = {card.source for card in reading.network.appraisals if reading.past.is_known(card.source)}
    if people and not only:
        parts.append(many("{n} person you know, who is not appraised", "{n} people you know, who are not", len(people)))
    if not parts and only and reading.network.appraisals:
        return _("no appraisal on the reading list yet")
    return "; ".join(parts) or _("no appraisal yet")


def _try(reading: Reading, empty: list[Source], only: bool) -> str:
    if empty:
        return _(
            "What did you see at {name} that its name and address do not tell? Write it so that another person could"
            " check it, in words that stand on no other card."
        ).format(name=label(empty[0].label))
    if only and reading.network.appraisals:
        return _("Choose the appraisals that cost you most thought for the reading list.")
    return reading.first_step or _(
        "Take the source that your question leans on most. Before you judge it, write down what you saw: who is behind"
        " it, what it rests on, when it was made."
    )
