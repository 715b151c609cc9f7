"""Boxes: what a label covers, and what covers it."""

from __future__ import annotations

from math import hypot

from sourcenet.drawing.structure import Point

__all__ = ["Box", "around", "crosses", "inside", "overlap"]

#: Left, top, right, bottom in px.
Box = tuple[float, float, float, float]


def around(at: Point, reach: float) -> Box:
    """Give the square around a point."""
    return (at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach)


def overlap(one: Box, other: Box, *, across: float = 1.0, down: float = 1.0) -> bool:
    """Tell whether two boxes cover each other, or nearly."""
    return (
        one[0] < other[2] + across
        and other[0] < one[2] + across
        and one[1] < other[3] + down
        and other[1] < one[3] + down
    )


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Tell whether a straight line runs through a box."""
    return inside(start, end, box) > 0


def inside(start: Point, end: Point, box: Box) -> float:
    """Tell how long a straight line runs inside a box (Liang and Barsky's clipping)."""
    left, top, right, bottom = box
    if max(start[0], end[0]) < left or min(start[0], end[0]) > right:
        return 0.0  # most lines are nowhere near
    if max(start[1], end[1]) < top or min(start[1], end[1]) > bottom:
        return 0.0
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    for p, q in (
        (-dx, start[0] - left),
        (dx, right - start[0]),
        (-dy, start[1] - top),
        (dy, bottom - start[1]),
    ):
        if p == 0:
            if q < 0:
                return 0.0
        elif p < 0:
            enter = max(enter, q / p)
        else:
            leave = min(leave, q / p)
    return max(0.0, leave - enter) * hypot(dx, dy)
