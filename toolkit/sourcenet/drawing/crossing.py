"""Connections that cross others or run over sources, and the spot from which a newcomer's do so least."""

from __future__ import annotations

from math import atan2, hypot, inf

from sourcenet.drawing.room import GAP, Grid, rings
from sourcenet.drawing.structure import Point

__all__ = ["clear_spot", "crossings", "passes"]

#: Two rings further out are worth one crossing less.
DETOUR = 0.45
#: So many rings are searched where nothing good is found.
RINGS = 6


def clear_spot(
    grid: Grid,
    wanted: Point,
    mine: list[tuple[int, int]],
    pairs: list[tuple[int, int]],
    *,
    gap: float = GAP,
    towards: float | None = None,
    first: int = 0,
) -> Point:
    """Find the spot near a wanted one from which a newcomer's connections cross the fewest others.

    Parameters
    ----------
    grid
        What stands already; the newcomer would be its next number.
    wanted
        Where it would stand best.
    mine
        The newcomer's own connections.
    pairs
        The connections there are.
    gap
        How far everything else must be.
    towards
        The direction that is looked at first, in radians; away from (0, 0) where not given.
    first
        The ring to begin with.
    """
    best, least = wanted, inf
    direction = atan2(wanted[1], wanted[0]) if towards is None else towards
    for ring, spot in rings(wanted, towards=direction, step=gap / 2, first=first):
        detour = DETOUR * (ring - first)
        if least <= detour or (ring - first > RINGS and least < inf):
            break
        if not grid.is_free(spot, 0.95 * gap):
            continue
        points = [*grid.points, spot]
        # a spot that is no better than the best is not counted to the end
        cost = crossings(points, mine, pairs, enough=least - detour + 1e-9) + detour
        if cost < least:
            cost += passes(points, mine, pairs, clear=0.35 * gap)
        if cost < least:
            best, least = spot, cost
    return best


def crossings(
    points: list[Point], some: list[tuple[int, int]], others: list[tuple[int, int]], *, enough: float = inf
) -> int:
    """Count how often some connections cross others, until it is enough; those that meet at a source do not cross."""
    count = 0
    for a, b in some:
        (ax, ay), (bx, by) = points[a], points[b]
        if count >= enough:
            break
        dx, dy = bx - ax, by - ay
        ends = (a, b)
        for p, q in others:
            if p in ends or q in ends:
                continue
            (px, py), (qx, qy) = points[p], points[q]
            if (dx * (py - ay) - dy * (px - ax)) * (dx * (qy - ay) - dy * (qx - ax)) >= 0:
                continue
            ex, ey = qx - px, qy - py
            count += (ex * (ay - py) - ey * (ax - px)) * (ex * (by - py) - ey * (bx - px)) < 0
    return count


def passes(points: list[Point], mine: list[tuple[int, int]], pairs: list[tuple[int, int]], *, clear: float) -> int:
    """Count the sources that a newcomer's connections would run over, and the connections that run over it."""
    last = len(points) - 1
    spot = points[last]
    over = sum(
        _near(points[i], points[pair[0]], points[pair[1]], clear) for pair in mine for i in range(last) if i not in pair
    )
    return over + sum(_near(spot, points[a], points[b], clear) for a, b in pairs if a != last and b != last)


def _near(point: Point, start: Point, end: Point, clear: float) -> bool:
    (x, y), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    # Near the line that goes on without end: most are not, and that is told without a root.
    off = (x - ax) * dy - (y - ay) * dx
    square = dx * dx + dy * dy
    if off * off > 1.01 * clear * clear * square or square < 0.99:
        return False
    length = hypot(dx, dy)
    if length < 1.0:
        return False
    along = ((x - ax) * dx + (y - ay) * dy) / length
    return 0 < along < length and abs(off / length) < clear
