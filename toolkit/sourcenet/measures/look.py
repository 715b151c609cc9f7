"""What the sentences of a page share: the network read once, names short enough to say, and words for shares."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from sourcenet.measures import said
from sourcenet.measures.coded import coded
from sourcenet.measures.groups import stated
from sourcenet.measures.said import ENOUGH, LARGER
from sourcenet.measures.walking import walk
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Source

__all__ = ["ENOUGH", "LARGER", "Look", "listed", "percent", "short"]


class Look:
    """One look at a network, from which all sentences of a page are made.

    Parameters
    ----------
    network
        The network.
    today
        The day to measure from; the network's own today where None.
    """

    def __init__(self, network: SourceNetwork, today: dt.date | None = None) -> None:
        self.network = network
        self.today = today or network.today
        self.sources = network.sources
        self.n = len(self.sources)
        self.coded = coded(network)
        self.among = self.coded.among

    @property
    def early(self) -> bool:
        """Whether there are too few sources to say anything about the whole."""
        return self.n < ENOUGH

    @cached_property
    def stated(self) -> dict[str, str]:
        """Where sources stand on the question, those that say so."""
        return stated(self.network)

    @cached_property
    def steps(self) -> dict[int, int]:
        """What can be reached from the learner, nearest first, and after how many steps; without the learner."""
        met = walk(self.coded.whole, self.coded.me)
        return {n: far for n, far in met.items() if n != self.coded.me}

    def name(self, n: int) -> str:
        """Return what a source is called, by its number."""
        return short(self.sources[n])

    def ids(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of sources by their numbers."""
        return tuple(self.sources[n].id for n in numbers)

    def ties(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of the connections that lead from one of some sources to another of them."""
        inside, held = set(numbers), self.network.connections
        return tuple(held[place].id for a, b, _strength, place in self.coded.ties if a in inside and b in inside)


def short(source: Source) -> str:
    """Return what a source is called, cut where it is long."""
    return said.short(source.label)


def listed(names: list[str], most: int = 3) -> str:
    """Return names as one text: all of a few, the first of many and how many more.

    Parameters
    ----------
    names
        What to list.
    most
        How many are named.

    Examples
    --------
    >>> from sourcenet.measures.look import listed
    >>> listed(["a", "b", "c", "d", "e"]), listed(["a"])
    ('a, b, c and 2 more', 'a')
    """
    if len(names) <= most:
        return ", ".join(names)
    return _("{names} and {n} more").format(names=", ".join(names[:most]), n=len(names) - most)


def percent(share: float) -> str:
    """Return a share in words that can be read aloud, never "0" or "100" of what is not none or all."""
    whole = min(max(round(100 * share), 1), 99) if 0 < share < 1 else round(100 * share)
    return _("{n} of 100").format(n=whole)
