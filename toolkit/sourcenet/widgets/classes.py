"""What the Builder asks to colour and size by: measures with one value a source, in a few classes with words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sourcenet import measures
from sourcenet.errors import BadValue
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.words import _

__all__ = ["Measure", "choices", "classes_of", "measured", "only_connections", "per_source"]

#: The keys of the classes, from least to most: letters, because a figure on a source would be read as its value.
_MARKS = "abcde"
_SMALL = 0.001
Values = dict[str, float | None]


class Measure(NamedTuple):
    """A measure that gives one value a source.

    Attributes
    ----------
    title
        What learners read.
    explain
        A sentence on what the figure says.
    more_is
        What a larger figure means, in a few words.
    values
        Works it out: by the id of the source, None where it cannot be said.
    """

    title: str
    explain: str
    more_is: str
    values: Callable[[SourceNetwork], Values]


def per_source() -> Mapping[str, Measure]:
    """Return the measures to choose from, by key."""
    return {
        "connections": Measure(
            _("connections"), _("How many connections meet at a source."), _("more connections"), _connections
        ),
        "steps": Measure(
            _("steps from me"),
            _("How many connections one follows from you to a source, the way they point."),
            _("further away"),
            _steps,
        ),
        "lost": Measure(
            _("lost without it"),
            _("How many other sources you would no longer get to if this one were gone."),
            _("more hangs on it"),
            _lost,
        ),
    }


def _connections(network: SourceNetwork) -> Values:
    ends = Counter(end for tie in network.connections for end in (tie.start, tie.end))
    return {source.id: float(ends[source.id]) for source in network.sources}


def _steps(network: SourceNetwork) -> Values:
    found: Values = {source.id: None for source in network.sources}
    onward: dict[str, list[str]] = {}
    for tie in network.connections:
        onward.setdefault(tie.start, []).append(tie.end)
    here, step = [ME], 0
    while here:
        step += 1
        ahead = dict.fromkeys(end for start in here for end in onward.get(start, ()))
        here = [id for id in ahead if id in found and found[id] is None]
        found.update(dict.fromkeys(here, float(step)))
    return found


def _lost(network: SourceNetwork) -> Values:
    return {source.id: float(len(measures.lost_without(network, source))) for source in network.sources}


def choices() -> list[list[str]]:
    """Return what there is to choose from, as the page is told it: key, title, what it says, what more of it is."""
    return [[key, one.title, one.explain, one.more_is] for key, one in per_source().items()]


def measured(network: SourceNetwork, message: Mapping[str, Any]) -> dict[str, Any]:
    """Work out the measures that a page asks for.

    Parameters
    ----------
    network
        The network to look at.
    message
        ``names`` holds the keys of the measures.

    Returns
    -------
    dict
        By key: the classes as mark, words and count, and for each source its class and its value in words.

    Raises
    ------
    BadValue
        A key is none of :func:`per_source`.
    """
    known, wanted = per_source(), message.get("names")
    names = [name for name in wanted if isinstance(name, str)] if isinstance(wanted, list) else []
    if not names or any(name not in known for name in names):
        raise BadValue(_("The page asked for something that this version does not know. Load the page again."))
    return {"measures": {name: classes_of(known[name].values(network)) for name in dict.fromkeys(names)}}


def classes_of(values: Values) -> dict[str, Any]:
    """Part values into three to five classes with words; a few different values are each their own class.

    Parameters
    ----------
    values
        By the id of the source; None where it cannot be said.

    Returns
    -------
    dict
        ``classes``, from least to most, as mark, words and count; ``of``, by id, the number of the class (None
        for none) and the value in words.
    """
    stated = sorted(value for value in values.values() if value is not None)
    tops = _tops(stated)
    digits = _digits(stated, tops)
    counts: Counter[int] = Counter()
    bounds: dict[int, tuple[float, float]] = {}
    number: dict[str, int | None] = dict.fromkeys(values)
    for id, value in values.items():
        if value is None:
            continue
        at = next(i for i, top in enumerate(tops) if value <= top)
        number[id] = at
        counts[at] += 1
        low, high = bounds.get(at, (value, value))
        bounds[at] = min(low, value), max(high, value)
    unsaid = _("cannot be said") if stated else _("too early to say")
    written = {id: unsaid if value is None else _written(value, digits) for id, value in values.items()}
    return {
        "classes": [[_MARKS[at], _range(*bounds[at], digits), counts[at]] for at in range(len(tops))],
        "of": {id: [at, written[id]] for id, at in number.items()},
        "unsaid": unsaid,
    }


def _tops(stated: Sequence[float]) -> list[float]:
    """Return the largest value of each class: alike in size as far as equal values can stay together."""
    different = sorted(set(stated))
    most = len(_MARKS)
    if len(different) <= most:
        return different
    wanted = 3 if len(stated) < 12 else 4 if len(stated) < 30 else most
    tops, at = [], 0
    for left in range(wanted, 1, -1):
        # What is left is dealt out evenly over the classes that are left.
        aim = at + max(1, round((len(stated) - at) / left))
        top = stated[min(aim, len(stated)) - 1]
        at = sum(value <= top for value in stated)
        if at >= len(stated):
            break
        tops.append(top)
    return [*tops, different[-1]]


def _digits(stated: Sequence[float], tops: Sequence[float]) -> int:
    """Return how many digits tell the classes apart; 0 for whole numbers."""
    if all(value == round(value) for value in stated):
        return 0
    return next((d for d in (2, 3) if len({f"{top:.{d}g}" for top in tops}) == len(tops)), 4)


def _written(value: float, digits: int) -> str:
    if digits and 0 < abs(value) < _SMALL:
        return _("under {small}").format(small=_SMALL)
    return str(round(value)) if not digits else f"{value:.{digits}g}"


def _range(low: float, high: float, digits: int) -> str:
    first, last = _written(low, digits), _written(high, digits)
    return first if first == last else _("{low} to {high}").format(low=first, high=last)


def only_connections(network: SourceNetwork, _message: Mapping[str, Any]) -> dict[str, Any]:
    """Find the connections that are the only one between two parts, with what lies on either side.

    Parameters
    ----------
    network
        The network to look at; taken among the sources.
    """
    said = _("the only connection between two parts, of {near} and of {far}")
    return {
        "ties": {
            one.connection.id: said.format(near=len(one.near), far=len(one.far)) for one in measures.bridges(network)
        }
    }
