"""Everything that can be said about a network, in one reading order, and the measures that give each source a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.coded import ME, coded
from sourcenet.measures.holes import constraint, effective_size
from sourcenet.measures.keeping import currency
from sourcenet.measures.look import Look
from sourcenet.measures.say_reach import REACH
from sourcenet.measures.say_ties import TIES, between
from sourcenet.measures.say_time import TIME
from sourcenet.measures.say_variety import VARIETY
from sourcenet.measures.shape import core, degree
from sourcenet.measures.walking import behind_of, steps
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.measures.said import Said
    from sourcenet.model.network import SourceNetwork

__all__ = ["PER_SOURCE", "PerSource", "page"]

Values = dict[str, float | None]


def page(network: SourceNetwork, today: dt.date | None = None) -> tuple[Said, ...]:
    """Return everything that can be said about a network, one thing a measure, in a good reading order.

    It begins with where the learner gets, then what there is, how it hangs together, and what time has done to it.
    Where there is too little to go by, it says so (``early``).

    Parameters
    ----------
    network
        The learner's network.
    today
        The day to measure from; the network's own today where None.

    Returns
    -------
    tuple of Said
        Each with what to try next, the measure and the figure behind it, and what it points at.

    Examples
    --------
    >>> import sourcenet as sn
    >>> from sourcenet.measures.catalogue import page
    >>> said = {one.measure: one for one in page(sn.load_example("first-steps"))}
    >>> said["lost_without"].text
    'Without course tutor you would not get to 4 more sources: library guide, subject librarian, PubMed and 1 more.'
    >>> said["lost_without"].figure, said["ei"].early
    ('4 of 12 in reach', True)
    """
    look = Look(network, today)
    said = (sentence(look) for sentence in (*REACH, *VARIETY, *TIES, *TIME))
    return tuple(one for one in said if one is not None)


class PerSource(NamedTuple):
    """A measure that gives each source a value, for colouring and sizing.

    Attributes
    ----------
    title
        What learners read, in a few words.
    values
        Makes the values of a network, by id of the source; ``None`` where there is none.
    more
        What a larger value means, in a few words.
    scale
        What small and large values mean, in a sentence.
    """

    title: str
    values: Callable[[SourceNetwork], Values]
    more: str
    scale: str


def _connections(network: SourceNetwork) -> Values:
    return dict(degree(network))


def _strength(network: SourceNetwork) -> Values:
    found: Values = dict.fromkeys(coded(network).number)
    for one in network.connections:
        if one.start == ME and one.end in found:
            found[one.end] = max(found[one.end] or 0, one.strength)
    return found


def _between(network: SourceNetwork) -> Values:
    return coded(network).by_id(between(Look(network)))


def _steps(network: SourceNetwork) -> Values:
    return dict(steps(network))


def _behind(network: SourceNetwork) -> Values:
    found = coded(network)
    return dict(zip(found.number, found.whole.kept(behind_of), strict=False))


def _fresh(network: SourceNetwork) -> Values:
    return {id: one.value for id, one in currency(network).sources.items()}


def _core(network: SourceNetwork) -> Values:
    return dict(core(network))


class _Measures(Mapping[str, PerSource]):
    """Made when asked for, so that titles come in the language of that moment."""

    _made: Mapping[str, Callable[[], PerSource]] = {
        "degree": lambda: PerSource(
            _("sources it is connected with"), _connections, _("more sources"),
            _("From none to many: with how many of your other sources it is connected."),
        ),
        "strength": lambda: PerSource(
            _("how much I rely on it"), _strength, _("I rely on it more"),
            _("From 1, know of it, to 5, the first place you go; nothing where no connection leads from you to it."),
        ),
        "steps": lambda: PerSource(
            _("steps from me"), _steps, _("further away"),
            _("In steps from you along the connections: 1 is nearest; nothing where no way leads."),
        ),
        "lost_without": lambda: PerSource(
            _("lost without it"), _behind, _("more hangs on it"),
            _("How many more sources you could no longer get to without it; nothing where no way leads to it."),
        ),
        "betweenness": lambda: PerSource(
            _("ways that lead through it"), _between, _("more ways"),
            _("From 0 to 1: on which share of the ways between two other sources it lies."),
        ),
        "effective_size": lambda: PerSource(
            _("strangers that meet there"), effective_size, _("more that do not know each other"),
            _("From 1 up: how many of its neighbours it brings together that do not know each other already."),
        ),
        "constraint": lambda: PerSource(
            _("how much it leans on a few"), constraint, _("fewer, or such as all know each other"),
            _("Low: it leads to places that do not know each other. High: to few, or to such as all know each other."),
        ),
        "core": lambda: PerSource(
            _("how closely knit it is"), _core, _("a closer group"),
            _("From 0 up: it belongs to a group in which each is connected with at least so many others of the group."),
        ),
        "currency": lambda: PerSource(
            _("how up to date it is"), _fresh, _("more lately"),
            _("From 0 to 1 by its kind: 1 was used, checked or written today; one half is one half-life ago; nothing where it does not age or nobody said when."),
        ),
    }  # fmt: skip

    def __getitem__(self, name: str) -> PerSource:
        return self._made[name]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


#: The measures that give each source a value, by name.
PER_SOURCE: Mapping[str, PerSource] = _Measures()
