"""A network as whole numbers: read once a revision and shared by all measures, so that a page of them stays cheap."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["ME", "Coded", "Graph", "coded"]

ME = "me"
T = TypeVar("T")


class Graph:
    """Arrows with weights between the numbers from 0 to ``size`` - 1.

    Arrows from a number to itself, and weights that are not above 0, say nothing and are left out.

    Parameters
    ----------
    size
        How many numbers there are.
    arrows
        (start, end, weight), repeated ones allowed.

    Attributes
    ----------
    ahead
        For each number where its arrows lead, with the weight of the strongest of parallel ones.
    back
        The same against the arrows.
    pairs
        How many ordered pairs have an arrow.
    """

    def __init__(self, size: int, arrows: Iterable[tuple[int, int, float]]) -> None:
        self.size = size
        self.ahead: list[dict[int, float]] = [{} for _ in range(size)]
        self.back: list[dict[int, float]] = [{} for _ in range(size)]
        self._summed: list[tuple[int, int, float]] = []
        self._kept: dict[object, Any] = {}
        for start, end, weight in arrows:
            if start == end or not weight > 0:
                continue
            self._summed.append((start, end, weight))
            if weight > self.ahead[start].get(end, 0):
                self.ahead[start][end] = self.back[end][start] = weight
        self.pairs = sum(map(len, self.ahead))

    @cached_property
    def mutual(self) -> list[dict[int, float]]:
        """For each number its neighbours, with the weights of all arrows between the two, both ways, summed."""
        mutual: list[dict[int, float]] = [{} for _ in range(self.size)]
        for start, end, weight in self._summed:
            mutual[start][end] = mutual[end][start] = mutual[start].get(end, 0) + weight
        return mutual

    def kept(self, work: Callable[[Graph], T]) -> T:
        """Return what ``work`` finds in this graph; it is asked once."""
        if work not in self._kept:
            self._kept[work] = work(self)
        value: T = self._kept[work]
        return value


class Coded:
    """The sources of a network numbered in their order, the learner after the last of them.

    Parameters
    ----------
    sources, connections
        What the network holds; a connection with an end that is not there is left out.
    """

    def __init__(self, sources: tuple[Source, ...], connections: tuple[Connection, ...]) -> None:
        self.sources = sources
        self.number = {source.id: n for n, source in enumerate(sources)}
        self.me = len(sources)
        known = {**self.number, ME: self.me}
        #: (start, end, strength, place among the connections).
        self.ties: list[tuple[int, int, int, int]] = [
            (known[one.start], known[one.end], one.strength, n)
            for n, one in enumerate(connections)
            if one.start in known and one.end in known
        ]

    @cached_property
    def whole(self) -> Graph:
        """The sources and the learner."""
        return Graph(self.me + 1, ((start, end, strength) for start, end, strength, _n in self.ties))

    @cached_property
    def among(self) -> Graph:
        """The sources alone."""
        me = self.me
        return Graph(me, ((a, b, strength) for a, b, strength, _n in self.ties if a != me and b != me))

    def graph(self, with_me: bool) -> Graph:
        """Return the sources, with or without the learner."""
        return self.whole if with_me else self.among

    def by_id(self, values: list[T], with_me: bool = False) -> dict[str, T]:
        """Return what each number has by the id that it stands for; the learner is ``"me"``."""
        ids = [*self.number, ME] if with_me else list(self.number)
        return dict(zip(ids, values, strict=True))


def coded(network: SourceNetwork) -> Coded:
    """Return the network as numbers, read once a revision.

    Parameters
    ----------
    network
        The network to read.
    """
    return network.once("coded", lambda: Coded(network.sources, network.connections))
