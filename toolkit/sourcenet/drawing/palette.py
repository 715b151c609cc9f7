"""Which colour and which mark a source gets: seven colours at most, and none without a mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["APART", "NOT_SAID", "Category", "categories"]

#: What a source says of itself that says nothing: drawn hollow, never in a colour.
NOT_SAID = ""
APART = "does not apply"

# The usual viewpoints keep their colours for good; a course's own take the colours in this order, which
# begins with the four that are told apart best.
_USUAL = {"proponent": 1, "critic": 2, "mixed": 4, "neutral": 3, APART: 0}
_ORDER = (1, 2, 4, 3, 5, 6, 7)


class Category(NamedTuple):
    """One value that sources are coloured by.

    Attributes
    ----------
    value
        The value itself; empty for "not said".
    mark
        One or two characters that say the same as the colour; empty for "not said".
    colour
        0 to 7: the token ``c0`` ... ``c7``.
    total
        How many standing sources have it.
    """

    value: str
    mark: str
    colour: int
    total: int


def categories(network: SourceNetwork, by: str = "viewpoint", *, without: Container[str] = ()) -> list[Category]:
    """List the values that sources are coloured by, "not said" last.

    Nothing is said by colour alone, so every value has a mark as well. A value
    keeps its colour while the network grows: viewpoints by the vocabulary, others
    by first use. Of more than seven the six most frequent have a colour, the rest
    share grey.

    Parameters
    ----------
    network
        The network to colour.
    by
        A field of a source: ``"viewpoint"``, ``"subject"``, ``"access"`` ...
    without
        Ids of sources that do not count: they are drawn, and no longer stand.

    Returns
    -------
    list of Category
        Of the vocabulary's viewpoints all, of other values those that are there.
    """
    counts = Counter(str(getattr(one, by) or NOT_SAID) for one in network.sources if one.id not in without)
    unsaid = counts.pop(NOT_SAID, 0)
    known: dict[str, str] = {}
    if by == "viewpoint":
        known = {viewpoint.name: viewpoint.mark for viewpoint in network.vocabulary.viewpoints}
    elif by == "access":
        known = dict.fromkeys((one for one in network.vocabulary.accesses if counts[one]), "")
    names = list(dict.fromkeys((*known, *counts)))
    if by == "viewpoint":
        fixed = _USUAL if all(name in _USUAL for name in known) else {APART: 0}
        used = {fixed[name] for name in fixed if counts[name]}
        free = [colour for colour in _ORDER if colour not in used]
    else:
        fixed, free = {}, sorted(_ORDER)
    colours = _colours(names, counts, fixed, free)
    taken: set[str] = set()
    found = [Category(name, _mark(name, known.get(name, ""), taken), colours[name], counts[name]) for name in names]
    return [*found, Category(NOT_SAID, "", 0, unsaid)] if unsaid else found


def _colours(names: list[str], counts: Counter[str], fixed: dict[str, int], free: list[int]) -> dict[str, int]:
    others = [name for name in names if name not in fixed]
    if len(others) > len(free):
        often = sorted(others, key=lambda name: -counts[name])[: max(0, len(free) - 1)]
        others = [name for name in others if name in often]
    given = dict(zip(others, free, strict=False))
    return {name: fixed.get(name, given.get(name, 0)) for name in names}


def _mark(name: str, known: str, taken: set[str]) -> str:
    """Give the mark of the vocabulary, else two letters that no other value has."""
    words = name.split()
    letters = [letter for word in words for letter in word] or ["?"]
    first = letters[0].upper()
    pair = first + words[1][0].upper() if len(words) > 1 else first + "".join(letters[1:2])
    choices = [known] if known else [pair, *(first + letter for letter in letters[1:])]
    mark = next((choice for choice in choices if choice not in taken), choices[0])
    taken.add(mark)
    return mark
