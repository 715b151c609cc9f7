"""What chance alone would give: a figure means little until it stands beside that."""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Compared", "deals", "middle"]


class Compared(NamedTuple):
    """A figure beside what chance alone would give for a network of the same size.

    Attributes
    ----------
    value
        The figure; ``None`` where nothing can be compared.
    connections
        How many connections it rests on.
    expected
        What chance would give on average.
    low, high
        Nine in ten of what chance gives lie between these.
    """

    value: float | None
    connections: int
    expected: float | None
    low: float | None
    high: float | None

    @property
    def telling(self) -> bool:
        """Whether the value lies outside what chance gives; while it does not, it is too early to say."""
        if self.value is None or self.low is None or self.high is None:
            return False
        return not self.low <= self.value <= self.high


def middle(found: list[float]) -> tuple[float, float]:
    """Return between which two values nine in ten lie.

    Parameters
    ----------
    found
        The values, at least one.

    Returns
    -------
    tuple of float
        The smallest value with at least 5 % of them at or below it, and the same from above.
    """
    found = sorted(found)
    cut = math.ceil(len(found) / 20) - 1
    return found[cut], found[-1 - cut]


def deals(labels: list[int], most: int, seed: int) -> Iterator[list[int]]:
    """Deal labels out anew: in all ways where they are few, else in so many random ones.

    Parameters
    ----------
    labels
        The labels in their order.
    most
        How many deals at most.
    seed
        Where the random numbers begin.

    Yields
    ------
    list of int
        The labels in another order. It is the same list each time: read it before the next.
    """
    counts = Counter(labels)
    # By logarithms: the factorials of thousands are numbers of thousands of digits.
    ways = math.lgamma(len(labels) + 1) - sum(math.lgamma(n + 1) for n in counts.values())
    if ways <= math.log(max(most, 1)) + 1e-9:
        yield from _all(sorted(labels))
        return
    bits, deal = random.Random(seed).getrandbits, list(labels)
    # What random.shuffle does, without its calls: half the cost of a page of measures would be theirs.
    places = [(n, n.bit_length()) for n in range(len(labels), 1, -1)]
    for _deal in range(most):
        for n, length in places:
            other = bits(length)
            while other >= n:
                other = bits(length)
            deal[n - 1], deal[other] = deal[other], deal[n - 1]
        yield deal


def _all(deal: list[int]) -> Iterator[list[int]]:
    """Give every different order of a sorted list, each the next in the dictionary."""
    while True:
        yield deal
        turn = len(deal) - 2
        while turn >= 0 and deal[turn] >= deal[turn + 1]:
            turn -= 1
        if turn < 0:
            return
        other = len(deal) - 1
        while deal[other] <= deal[turn]:
            other -= 1
        deal[turn], deal[other] = deal[other], deal[turn]
        deal[turn + 1 :] = deal[:turn:-1]
