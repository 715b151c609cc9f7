"""What a layout needs to know of a network: who stands, and who is connected with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["ME", "Point", "Structure", "structure_of"]

#: The id of the learner, who stands in the middle and is not among the sources.
ME = "me"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Structure:
    """A network as numbers: 0 is the learner, 1 the source that was added first.

    Attributes
    ----------
    ids
        The id behind each number.
    near
        For each number the numbers it is connected with, in either direction, once each, sorted.
    """

    ids: tuple[str, ...]
    near: tuple[tuple[int, ...], ...]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Every connected pair once, the earlier one first."""
        return [(i, j) for i, others in enumerate(self.near) for j in others if i < j]

    def steps(self, start: int, *, most: int) -> dict[int, int]:
        """Count the steps among the sources from one of them, not through the learner, up to a limit."""
        seen = {start: 0}
        edge = [start]
        for step in range(1, most + 1):
            edge = [j for i in edge for j in self.near[i] if j]
            edge = [j for j in dict.fromkeys(edge) if j not in seen]
            seen.update(dict.fromkeys(edge, step))
            if not edge:
                break
        return seen


def structure_of(network: SourceNetwork) -> Structure:
    """Read the structure of a network; what it does not hold (a missing end, a loop) is left out."""
    ids = (ME, *(source.id for source in network.sources))
    return connect(ids, ((tie.start, tie.end) for tie in network.connections))


def connect(ids: tuple[str, ...], ends: Iterable[tuple[str, str]]) -> Structure:
    """Make a structure of ids and of the two ends of each connection."""
    number = {name: i for i, name in enumerate(ids)}
    near: list[set[int]] = [set() for _name in ids]
    for start, end in ends:
        i, j = number.get(start), number.get(end)
        if i is not None and j is not None and i != j:
            near[i].add(j)
            near[j].add(i)
    return Structure(ids, tuple(tuple(sorted(others)) for others in near))
