"""Bringing a layout into the frame of a picture, wherever a person has put things."""

from __future__ import annotations

from math import sqrt

from sourcenet.drawing.room import Grid, clear_lines, push_apart, rings
from sourcenet.drawing.structure import Point

__all__ = ["FULL", "WIDTH", "fit"]

#: Pictures are drawn for this width, in px.
WIDTH = 640.0
#: Up to so many sources all have their names in the picture.
FULL = 40
#: A source with its name needs about this much room across and down.
WIDE, HIGH = 100.0, 64.0
#: Nothing but labels comes nearer to the edges of the picture.
SIDE, TOP, BOTTOM = 62.0, 36.0, 56.0


def fit(points: list[Point], sizes: list[float], pairs: list[tuple[int, int]], height: float) -> list[Point]:
    """Bring a layout into the frame of the picture, and give every label room below its source.

    Parameters
    ----------
    points
        A layout, of any extent; the learner first.
    sizes
        For each point how much room it needs: 1 for one with a name.
    pairs
        The connected pairs.
    height
        The height of the frame; its width is :data:`WIDTH`.

    Returns
    -------
    list of tuple
        Points in px of the picture, none on another and all inside.
    """
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
    # room left over is shared out
    share = min(1.3, max(1.0, sqrt(room[0] * room[1] / len(points) / (1.3 * WIDE * HIGH))))
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
    """Put whatever still stands on another source on the nearest free spot inside the frame."""
    grid = Grid(38.0)
    for x, y in points:
        grid.add(
            next(
                spot
                for _ring, spot in rings((x, y), towards=0.0, step=19.0)
                if 24 <= spot[0] <= WIDTH - 24 and 24 <= spot[1] <= height - 30 and grid.is_free(spot, 38.0)
            )
        )
    return grid.points
