"""What the Builder asks to colour and size by: measures with one value a source, in a few classes with words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sourcenet import measures
from sourcenet.errors import BadValue
from sourcenet.measures.catalogue import PER_SOURCE
from sourcenet.model.network import SourceNetwork
from sourcenet.widgets.judged_classes import APPRAISAL, appraisal_choice, appraisal_classes
from sourcenet.words import _

__all__ = ["choices", "classes_of", "measured", "only_connections"]

#: The keys of the classes, from least to most: letters, because a figure on a source would be read as its value.
_MARKS = "abcde"
_SMALL = 0.001
Values = dict[str, float | None]


def choices() -> list[list[str]]:
    """Return what there is to choose from, as the page is told it: key, title, what it says, what more of it is.

    What has no "more of it" is no scale: one can colour by it and not size.
    """
    return [appraisal_choice(), *([key, one.title, one.scale, one.more] for key, one in PER_SOURCE.items())]


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
        A key is none of :func:`choices`.
    """
    known, wanted = PER_SOURCE, message.get("names")
    names = [name for name in wanted if isinstance(name, str)] if isinstance(wanted, list) else []
    if not names or any(name not in known and name != APPRAISAL for name in names):
        raise BadValue(_("The page asked for something that this version does not know. Load the page again."))
    return {"measures": {name: _classes(network, name) for name in dict.fromkeys(names)}}


def _classes(network: SourceNetwork, name: str) -> dict[str, Any]:
    return appraisal_classes(network) if name == APPRAISAL else classes_of(PER_SOURCE[name].values(network))


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
