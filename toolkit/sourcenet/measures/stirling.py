"""Diversity that counts how far apart the sources are, and not only how many kinds there are (Rao-Stirling)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.errors import BadValue
from sourcenet.measures.coded import ME
from sourcenet.measures.groups import stated
from sourcenet.measures.voices import pielou, shares
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from sourcenet.model.network import SourceNetwork

__all__ = ["Stirling", "rao_stirling"]


class Stirling(NamedTuple):
    """Diversity and its three parts, which one number hides.

    Attributes
    ----------
    value
        How far apart two sources are on average, drawn one after the other with putting back.
    variety
        How many different combinations there are.
    balance
        How evenly the sources spread over them, 1 for all alike; ``None`` below two.
    disparity
        How far apart two different combinations are on average; ``None`` below two.
    sources
        How many sources it rests on.
    """

    value: float | None
    variety: int
    balance: float | None
    disparity: float | None
    sources: int


def rao_stirling(
    network: SourceNetwork,
    by: str | tuple[str, ...] = ("kind", "subject", "viewpoint"),
    distance: Callable[..., float] | None = None,
    *,
    weighted: bool = False,
) -> Stirling:
    """Return how far apart the sources are: in how many of some fields two of them differ, on average.

    In plain words: "take two of your sources blindly: they differ in kind, subject or viewpoint by about half".
    Below six sources it is too early to say.

    Parameters
    ----------
    network
        The network to look at.
    by
        One field or more; a source that says nothing in any of them is left out. Sources that say the same in all
        of them are one category.
    distance
        From 0 to 1 for two categories, each a tuple of what it says in the fields (empty where it says nothing),
        or that text alone where ``by`` is one field; taken to be the same both ways. Where None: in which share
        of the fields in which both say something they differ; what nobody said is no difference.
    weighted
        Count how much the learner relies on each source in place of counting sources.

    Returns
    -------
    Stirling
        The value, and variety, balance and disparity apart.

    Raises
    ------
    BadValue
        There is no such field, or a distance is not from 0 to 1.

    References
    ----------
    .. [1] Stirling, A. (2007). A general framework for analysing diversity in science, technology and society.
       Journal of the Royal Society Interface, 4(15), 707-719.
    .. [2] Leydesdorff, L. (2018). Diversity and interdisciplinarity: how can one distinguish and recombine
       disparity, variety, and balance? Scientometrics, 116, 2113-2121.

    Examples
    --------
    >>> import sourcenet as sn
    >>> apart = sn.rao_stirling(sn.load_example("first-steps"))
    >>> round(apart.value, 2), apart.variety, round(apart.balance, 2), round(apart.disparity, 2)
    (0.79, 10, 0.98, 0.87)
    """
    fields = (by,) if isinstance(by, str) else tuple(by)
    said = [stated(network, field) for field in fields]
    category = {
        source.id: tuple(one.get(source.id, "") for one in said)
        for source in network.sources
        if any(source.id in one for one in said)
    }
    amounts: Counter[tuple[str, ...]] = Counter()
    if weighted:
        for tie in network.connections:
            if tie.start == ME and tie.end in category:
                amounts[category[tie.end]] += tie.strength
    else:
        amounts.update(category.values())
    parts = shares(amounts)
    if not parts:
        return Stirling(None, 0, None, None, 0)
    apart = _distances(list(amounts), distance, single=isinstance(by, str))
    value = total = 0.0
    for a, row in enumerate(apart):
        value += parts[a] * sum(part * far for part, far in zip(parts, row, strict=False))
        total += sum(row)
    pairs = len(parts) * (len(parts) - 1) / 2
    return Stirling(2 * value, len(parts), pielou(parts), total / pairs if pairs else None, len(category))


def _distances(
    categories: list[tuple[str, ...]], distance: Callable[..., float] | None, *, single: bool
) -> list[list[float]]:
    """Return for each category how far it is from each of those before it."""
    if distance is None:
        return [[_differ(one, other) for other in categories[:n]] for n, one in enumerate(categories)]
    rows = []
    for n, one in enumerate(categories):
        rows.append([float(distance(one[0], other[0]) if single else distance(one, other)) for other in categories[:n]])
        if not all(0 <= far <= 1 for far in rows[-1]):
            raise BadValue(_("A distance between two categories is a number from 0 to 1."), field="distance")
    return rows


def _differ(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    both = differ = 0
    for a, b in zip(one, other, strict=True):
        if a and b:
            both += 1
            differ += a != b
    return differ / both if both else 0.0
