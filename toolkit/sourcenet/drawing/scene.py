"""What a picture shows, worked out before a line is drawn: which sources, where, with which label on which side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from sourcenet.drawing.boxes import around
from sourcenet.drawing.fitting import FULL, WIDTH, fit
from sourcenet.drawing.labels import Label, Named, Obstacles, choose_sides
from sourcenet.drawing.lettering import wrap
from sourcenet.drawing.palette import Category, categories
from sourcenet.drawing.placing import layout
from sourcenet.drawing.structure import ME, Point
from sourcenet.model.dates import is_unused

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["DRAWN", "FULL", "NAMED", "WIDTH", "Line", "Mark", "Scene", "scene_of"]

#: So many sources are drawn at most; so many have names where there are more than FULL.
DRAWN, NAMED = 150, 25


@dataclass(frozen=True, slots=True)
class Mark:
    """One source as it is drawn."""

    source: Source
    at: Point
    category: Category | None
    label: Label
    number: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One connection as it is drawn: straight, or bent by so many px to its left."""

    tie: Connection
    start: Point
    end: Point
    gaps: tuple[float, float]
    bend: float
    stale: bool
    clock: Point | None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture before it is drawn, the middle of each thing in px."""

    me: Point
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    height: float
    categories: tuple[Category, ...]

    @property
    def numbered(self) -> list[Mark]:
        """The sources that are drawn with a number instead of their name."""
        return [mark for mark in self.marks if mark.number]


def scene_of(
    network: SourceNetwork, marks: Mapping[str, str] | None = None, *, places: Mapping[str, Point] | None = None
) -> Scene:
    """Work out what the picture of a network shows.

    Parameters
    ----------
    network
        The network to draw.
    marks
        What is ``"new"``, ``"gone"`` or ``"changed"``, by id, where two days lie over each other.
    places
        What its layout gave, where that is known.
    """
    marked = marks or {}
    often = _most_connected(network)
    drawn = {source.id for source in often[:DRAWN]}
    named = {source.id for source in often[: NAMED if len(often) > FULL else FULL]}
    sources = [source for source in network.sources if source.id in drawn]
    ends = drawn | {ME}
    ties = [tie for tie in network.connections if tie.start in ends and tie.end in ends and tie.start != tie.end]
    number = {source.id: n for n, source in enumerate((one for one in sources if one.id not in named), 1)}
    height = 478.0 + 14 * max(0, len(sources) - 20)
    everything = layout(network) if places is None else places
    at = _places(everything, [ME, *(source.id for source in sources)], ties, named, height)
    gap = {ME: 27.0, **{source.id: _gap(source, marked) for source in sources}}
    lines = _lines(network, ties, at, gap, marked)
    kinds = categories(network, without={id for id, how in marked.items() if how == "gone"})
    by_value = {kind.value: kind for kind in kinds if kind.value}
    wanted = []
    for source in sources:
        text = (str(number[source.id]),) if source.id in number else tuple(wrap(source.label))
        mark = by_value[source.viewpoint].mark if source.viewpoint in by_value else ""
        ringed = source.origin == "brought" or marked.get(source.id) == "new"
        wanted.append(Named(at[source.id], text, ringed, 6.0 if len(mark) > 1 else 0.0))
    order = {source.id: i for i, source in enumerate(sources)}
    obstacles = Obstacles(
        me=at[ME],
        lines=[(line.start, line.end) for line in lines],
        small=[around(toward(line.end, line.start, line.gaps[1] + 5), 3.0) for line in lines]
        + [around(line.clock, 8.0) for line in lines if line.clock],
        frame=(WIDTH, height),
    )
    labels = choose_sides(wanted, obstacles, first=[order[one.id] for one in often[:DRAWN]])
    shown = [
        Mark(
            source,
            at[source.id],
            None if marked.get(source.id) == "gone" else by_value.get(source.viewpoint),
            label,
            number.get(source.id, 0),
            marked.get(source.id, ""),
        )
        for source, label in zip(sources, labels, strict=True)
    ]
    return Scene(at[ME], tuple(shown), tuple(lines), height, tuple(kinds))


def _gap(source: Source, marked: Mapping[str, str]) -> float:
    """How far a source keeps connections away: a ring or a second outline needs room."""
    how = marked.get(source.id, "")
    if how == "new":
        return 26.0
    return 23.0 if source.origin == "brought" and how != "gone" else 19.0


def _most_connected(network: SourceNetwork) -> list[Source]:
    degree = Counter(end for tie in network.connections for end in (tie.start, tie.end))
    return sorted(network.sources, key=lambda source: -degree[source.id])


def _places(
    everything: Mapping[str, Point], order: list[str], ties: list[Connection], named: set[str], height: float
) -> dict[str, Point]:
    """Fit the layout into the frame; a number needs less room than a name."""
    rank = {name: i for i, name in enumerate(order)}
    pairs = [(rank[a], rank[b]) for a, b in dict.fromkeys((tie.start, tie.end) for tie in ties)]
    sizes = [1.0 if name in named or name == ME else 0.68 for name in order]
    return dict(zip(order, fit([everything[name] for name in order], sizes, pairs, height), strict=True))


def _lines(
    network: SourceNetwork,
    ties: list[Connection],
    at: dict[str, Point],
    gap: dict[str, float],
    marked: Mapping[str, str],
) -> list[Line]:
    together: dict[frozenset[str], list[Connection]] = {}
    for tie in ties:
        together.setdefault(frozenset((tie.start, tie.end)), []).append(tie)
    lines: list[Line] = []
    clocks: list[Point] = []
    for tie in sorted(ties, key=lambda tie: -tie.strength):
        beside = together[frozenset((tie.start, tie.end))]
        bend = 0.0
        if len(beside) > 1:
            turn = 1 if tie.start < tie.end else -1  # to the same side, whichever way it points
            bend = turn * (12.0 * (2 * beside.index(tie) - len(beside) + 1))
        how = marked.get(tie.id, "")
        stale = how != "gone" and is_unused(tie.last_used, network.today)
        # A new connection has its sign where the clock would be.
        clock = _clock(at, tie, bend, clocks) if stale or how == "new" else None
        if clock:
            clocks.append(clock)
        gaps = gap[tie.start], gap[tie.end]
        lines.append(Line(tie, at[tie.start], at[tie.end], gaps, bend, stale, clock, how))
    return lines


def along(start: Point, end: Point, bend: float, share: float) -> Point:
    """Give the point at a share of the way of a line that is bent to its left."""
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1) or 1.0
    lift = 4 * bend * share * (1 - share)
    return (
        x1 + (x2 - x1) * share + (y2 - y1) / length * lift,
        y1 + (y2 - y1) * share - (x2 - x1) / length * lift,
    )


def toward(start: Point, end: Point, way: float) -> Point:
    """Give the point so many px from one point towards another."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    return start[0] + (end[0] - start[0]) / length * way, start[1] + (end[1] - start[1]) / length * way


def _clock(at: dict[str, Point], tie: Connection, bend: float, others: list[Point]) -> Point:
    """Find a spot on a line for the clock, clear of sources and of other clocks."""
    spots = [along(at[tie.start], at[tie.end], bend, share) for share in (0.5, 0.6, 0.4, 0.7, 0.3)]

    def crowded(spot: Point) -> float:
        near = sum(max(0.0, 30 - hypot(spot[0] - x, spot[1] - y)) for x, y in at.values())
        return near + sum(max(0.0, 16 - hypot(spot[0] - x, spot[1] - y)) for x, y in others)

    return min(spots, key=crowded)
