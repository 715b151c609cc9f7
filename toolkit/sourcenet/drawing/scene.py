"""What a picture shows, worked out before a line is drawn: which sources, where, with which label on which side."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, sqrt
from typing import TYPE_CHECKING

from sourcenet.drawing.dates import is_unused
from sourcenet.drawing.labels import Label, choose_sides, label_lines
from sourcenet.drawing.palette import Category, categories
from sourcenet.drawing.placing import layout
from sourcenet.drawing.room import Grid, clear_lines, free_spot, push_apart
from sourcenet.drawing.structure import ME, Point

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["DRAWN", "NAMED", "WIDTH", "Line", "Mark", "Scene", "scene_of"]

#: Pictures are drawn for this width, in px.
WIDTH = 640.0
#: So many sources are drawn at most; so many have names where there are more than FULL.
DRAWN, NAMED, FULL = 150, 25, 40
#: Nothing but the edge of a label comes nearer to the edge of the picture.
WIDE, HIGH = 100.0, 64.0
SIDE, TOP, BOTTOM = 62.0, 36.0, 56.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One source as it is drawn."""

    source: Source
    at: Point
    category: Category | None
    label: Label
    number: int


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


def scene_of(network: SourceNetwork) -> Scene:
    """Work out what the picture of a network shows."""
    degree = {source.id: 0 for source in network.sources}
    for tie in network.connections:
        for end in (tie.start, tie.end):
            if end in degree:
                degree[end] += 1
    often = sorted(network.sources, key=lambda source: -degree[source.id])
    drawn = {source.id for source in often[:DRAWN]}
    sources = [source for source in network.sources if source.id in drawn]
    ends = drawn | {ME}
    ties = [tie for tie in network.connections if tie.start in ends and tie.end in ends and tie.start != tie.end]
    named = {source.id for source in often[: NAMED if len(network.sources) > FULL else len(often)]}
    texts: list[list[str]] = []
    numbers: list[int] = []
    for source in sources:
        numbers.append(0 if source.id in named else 1 + max(numbers, default=0))
        texts.append(label_lines(source.label) if source.id in named else [str(numbers[-1])])
    height = 478.0 + 14 * max(0, len(sources) - 20)
    order = [ME, *(source.id for source in sources)]
    everything = layout(network)
    pairs = [(order.index(a), order.index(b)) for a, b in dict.fromkeys((tie.start, tie.end) for tie in ties)]
    points = _fit([everything[name] for name in order], texts, pairs, height)
    at = dict(zip(order, points, strict=True))
    gap = {ME: 27.0, **{source.id: 23.0 if source.origin == "brought" else 19.0 for source in sources}}
    lines = _lines(network, ties, at, gap)
    kinds = categories(network)
    by_value = {kind.value: kind for kind in kinds if kind.value}
    labels = choose_sides(
        points,
        texts,
        [source.origin == "brought" for source in sources],
        [6.0 if len(_mark_of(source, by_value)) > 1 else 0.0 for source in sources],
        lines=[(line.start, line.end) for line in lines],
        tips=[toward(line.end, line.start, line.gaps[1] + 5) for line in lines],
        clocks=[line.clock for line in lines if line.clock],
        first=[order.index(source.id) for source in often if source.id in drawn],
        frame=(WIDTH, height),
    )
    marks = [
        Mark(source, at[source.id], by_value.get(source.viewpoint), label, number)
        for source, label, number in zip(sources, labels, numbers, strict=True)
    ]
    return Scene(at[ME], tuple(marks), tuple(lines), height, tuple(kinds))


def _mark_of(source: Source, by_value: dict[str, Category]) -> str:
    category = by_value.get(source.viewpoint)
    return category.mark if category else ""


def _fit(points: list[Point], texts: list[list[str]], pairs: list[tuple[int, int]], height: float) -> list[Point]:
    """Bring a layout into the frame of the picture, and give every label room below its source."""
    room = (WIDTH - 2 * SIDE, height - TOP - BOTTOM)
    low = (min(x for x, _y in points), min(y for _x, y in points))
    span = (max(x for x, _y in points) - low[0], max(y for _x, y in points) - low[1])
    scale = [min(1.7, room[k] / span[k]) if span[k] > 1 else 1.0 for k in (0, 1)]
    stretch = 1.6 if len(points) <= 60 else 4.0
    scale = [min(scale[0], scale[1] * stretch), min(scale[1], scale[0] * stretch)]
    middle = (WIDTH / 2, TOP + room[1] / 2)
    here = [
        (
            middle[0] + (x - low[0] - span[0] / 2) * scale[0],
            middle[1] + (y - low[1] - span[1] / 2) * scale[1],
        )
        for x, y in points
    ]
    if len(points) > 61:
        here = _evened(here, room, middle)
    # room left over is shared out; a number needs less of it than a name
    share = min(1.3, max(1.0, sqrt(room[0] * room[1] / len(points) / (1.3 * WIDE * HIGH))))
    sizes = [1.0, *(1.0 if text and len(text[0]) > 3 else 0.68 for text in texts)]
    for _round in range(30 if len(points) <= FULL + 1 else 12):
        off = clear_lines(here, pairs, clear=28.0) if len(points) <= 70 else 0.0
        apart = push_apart(here, wide=WIDE * share, high=HIGH * share, rounds=4, sizes=sizes)
        inside = _keep_inside(here, height)
        if apart and inside < 1.0 and off < 2.0:
            break
    return _part(here, height)


def _evened(points: list[Point], room: tuple[float, float], middle: Point) -> list[Point]:
    """Spread many sources over the whole frame: mostly by their order from side to side, partly by distance."""
    count = len(points)
    ranks = [sorted(range(count), key=lambda i, k=k: points[i][k]) for k in (0, 1)]  # type: ignore[misc]
    spread = [[0.0] * count, [0.0] * count]
    for k in (0, 1):
        for rank, i in enumerate(ranks[k]):
            even = middle[k] + ((rank + 0.5) / count - 0.5) * room[k]
            spread[k][i] = 0.3 * points[i][k] + 0.7 * even
    return list(zip(*spread, strict=True))


def _keep_inside(points: list[Point], height: float) -> float:
    worst = 0.0
    for i, (x, y) in enumerate(points):
        nx = min(max(x, SIDE - 12), WIDTH - SIDE + 12)
        ny = min(max(y, TOP), height - BOTTOM)
        worst = max(worst, abs(nx - x), abs(ny - y))
        points[i] = (nx, ny)
    return worst


def _part(points: list[Point], height: float) -> list[Point]:
    """Put whatever still stands on another source on a free spot inside the frame."""
    grid = Grid(40.0)
    for x, y in points:
        inside = (min(max(x, 24.0), WIDTH - 24), min(max(y, 24.0), height - 30))
        spot = free_spot(grid, inside, towards=0.0, gap=38.0)
        grid.add(spot)
    return grid.points


def _lines(network: SourceNetwork, ties: list[Connection], at: dict[str, Point], gap: dict[str, float]) -> list[Line]:
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
        stale = is_unused(tie.last_used, network.today)
        clock = _clock(at, tie, bend, clocks) if stale else None
        if clock:
            clocks.append(clock)
        lines.append(Line(tie, at[tie.start], at[tie.end], (gap[tie.start], gap[tie.end]), bend, stale, clock))
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
