"""Room between sources: finding a free spot, and moving apart what stands too close."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from math import cos, hypot, pi, sin

from sourcenet.drawing.structure import Point

__all__ = ["GAP", "HIGH", "WIDE", "Grid", "clear_lines", "free_spot", "push_apart", "rings"]

#: Two sources closer than this, in css px, are in each other's way.
GAP = 74.0
#: A source with its name needs about this much room across and down.
WIDE, HIGH = 108.0, 66.0
#: A connection passes a source that it does not belong to at least this far away.
CLEAR = 30.0


class Grid:
    """Points sorted into squares, so that the near ones are found without looking at all.

    Parameters
    ----------
    size
        The side of a square; neighbours are found up to this far away.
    """

    def __init__(self, size: float) -> None:
        self.size = size
        self.cells: dict[tuple[int, int], list[int]] = {}
        self.points: list[Point] = []

    def add(self, point: Point) -> None:
        """Put one more point in; points are numbered in order."""
        cell = (int(point[0] // self.size), int(point[1] // self.size))
        self.cells.setdefault(cell, []).append(len(self.points))
        self.points.append(point)

    def around(self, point: Point) -> Iterator[int]:
        """Give the numbers of the points in the nine squares around a point."""
        column, row = int(point[0] // self.size), int(point[1] // self.size)
        cells = self.cells
        for x in (column - 1, column, column + 1):
            for y in (row - 1, row, row + 1):
                yield from cells.get((x, y), ())

    def is_free(self, point: Point, gap: float) -> bool:
        """Tell whether no point is closer than the gap (at most the side of a square)."""
        points = self.points
        return all(hypot(points[i][0] - point[0], points[i][1] - point[1]) >= gap for i in self.around(point))


def free_spot(grid: Grid, wanted: Point, *, towards: float, gap: float = GAP, first: int = 0) -> Point:
    """Find the free spot nearest to a wanted one, in rings around it.

    Parameters
    ----------
    grid
        What stands already.
    wanted
        Where it would stand best.
    towards
        The direction, in radians, that is looked at first on each ring.
    gap
        How far everything else must be; at most the side of the grid's squares.
    first
        The ring to begin with; 0 is the wanted spot itself, each further one is half a gap away.

    Returns
    -------
    tuple
        The spot.
    """
    for _ring, spot in rings(wanted, towards=towards, step=gap / 2, first=first):
        if grid.is_free(spot, gap):
            return spot
    return wanted


def rings(middle: Point, *, towards: float, step: float, first: int = 0) -> Iterator[tuple[int, Point]]:
    """Give spots in rings around a middle without end, on each ring those in the wanted direction first."""
    for ring in count(first):
        radius, places = ring * step, max(1, ring * 6)
        for k in range(places):
            # right, left, right: the opposite direction comes last
            angle = towards + (k + 1) // 2 * (1 if k % 2 else -1) * 2 * pi / places
            yield ring, (middle[0] + radius * cos(angle), middle[1] + radius * sin(angle))


def push_apart(
    points: list[Point],
    *,
    fixed: int = 0,
    wide: float = WIDE,
    high: float = HIGH,
    rounds: int = 40,
    sizes: list[float] | None = None,
) -> bool:
    """Move points apart until each has room for itself and its name.

    Parameters
    ----------
    points
        Changed in place.
    fixed
        How many of the first points never move.
    wide, high
        The room of one point; round, so that neighbours may stand above or beside each other.
    rounds
        When to stop trying.
    sizes
        For each point how much of that room it needs; all of it where not given.

    Returns
    -------
    bool
        Whether everything has its room.
    """
    needs = sizes or [1.0] * len(points)
    size = wide * max(1.0, *needs)
    squares: list[tuple[int, int]] = []
    near: list[list[int]] = []
    for _round in range(rounds):
        now = [(int(x // size), int(y // size)) for x, y in points]
        if now != squares:  # most rounds move nothing into another square
            squares, near = now, _neighbours(now, fixed)
        shift, worst = _pushes(points, near, needs, fixed, wide, wide / high)
        for i, (px, py) in enumerate(shift):
            far = hypot(px, py)
            if far > wide / 2:  # many neighbours must not throw a point across the picture
                px, py = px * wide / 2 / far, py * wide / 2 / far
            points[i] = (points[i][0] + px, points[i][1] + py)
        if worst < 1.0:
            return True
    return False


def _neighbours(squares: list[tuple[int, int]], fixed: int) -> list[list[int]]:
    """List for each point the later ones that may move in the nine squares around it."""
    inside: dict[tuple[int, int], list[int]] = {}
    for i, square in enumerate(squares):
        inside.setdefault(square, []).append(i)
    around: dict[tuple[int, int], list[int]] = {}
    for column, row in inside:
        nine = ((x, y) for x in (column - 1, column, column + 1) for y in (row - 1, row, row + 1))
        around[column, row] = [j for square in nine for j in inside.get(square, ()) if j >= fixed]
    return [[j for j in around[square] if j > i] for i, square in enumerate(squares)]


def _pushes(
    points: list[Point], near: list[list[int]], needs: list[float], fixed: int, wide: float, ratio: float
) -> tuple[list[Point], float]:
    """Work out how far each point is pushed by those around it, and how much room the worst pair lacks."""
    across, down = [0.0] * len(points), [0.0] * len(points)
    worst = 0.0
    for i, (x, y) in enumerate(points):
        mine, free = needs[i], i >= fixed
        share = 0.5 if free else 1.0
        for j in near[i]:
            ox, oy = points[j]
            dx, dy = ox - x, (oy - y) * ratio
            apart = hypot(dx, dy)
            lack = wide * (mine + needs[j]) / 2 - apart
            if lack <= 0:
                continue
            if apart < 1e-6:  # the same spot: part them in a direction of their own
                dx, dy, apart = cos(j * 2.4), sin(j * 2.4), 1.0
            if lack > worst:
                worst = lack
            push = lack * share * 0.9 / apart
            px, py = dx * push, dy * push / ratio
            across[j] += px
            down[j] += py
            if free:
                across[i] -= px
                down[i] -= py
    return list(zip(across, down, strict=True)), worst


def clear_lines(points: list[Point], pairs: list[tuple[int, int]], *, fixed: int = 0, clear: float = CLEAR) -> float:
    """Move sources once off the connections that would run through them.

    Parameters
    ----------
    points
        Changed in place.
    pairs
        The connected pairs.
    fixed
        How many of the first points never move.
    clear
        How far a connection stays from a source that is not one of its ends.

    Returns
    -------
    float
        How far the worst one had to go.
    """
    worst = 0.0
    for a, b in pairs:
        ax, ay = points[a]
        bx, by = points[b]
        dx, dy = bx - ax, by - ay
        length = hypot(dx, dy)
        if length < 1.0:
            continue
        left, right = (ax, bx) if ax < bx else (bx, ax)
        low, high = (ay, by) if ay < by else (by, ay)
        left, right, low, high = left - clear, right + clear, low - clear, high + clear
        # Those that are near are told first: none of them moves another, and most are nowhere near.
        for i in [i for i, (x, y) in enumerate(points) if left < x < right and low < y < high]:
            if i < fixed or i in (a, b):
                continue
            x, y = points[i]
            along = ((x - ax) * dx + (y - ay) * dy) / length
            if not 0 < along < length:
                continue
            off = ((x - ax) * dy - (y - ay) * dx) / length
            if abs(off) < clear:
                side = 1.0 if off > 0 or (off == 0 and i % 2) else -1.0
                go = (clear - abs(off)) * 0.5
                points[i] = (x + side * go * dy / length, y - side * go * dx / length)
                worst = max(worst, go)
    return worst
