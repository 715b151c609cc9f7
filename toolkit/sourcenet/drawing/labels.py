"""On which side of its source each label stands: where it covers fewest connections, sources and other labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot

from sourcenet.drawing.lettering import text_width, wrap
from sourcenet.drawing.structure import Point

__all__ = ["Box", "Label", "choose_sides", "label_lines"]

#: Left, top, right, bottom in px.
Box = tuple[float, float, float, float]

#: Lines of a label stand so far below each other.
LEADING = 13.0
SIDES = ("below", "above", "right", "left")

# What a label would rather not cover; a label on a label cannot be read at all.
_COST = {"label": 1000.0, "outside": 1500.0, "source": 150.0, "small": 12.0, "line": 8.0}


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text beside a source.

    Attributes
    ----------
    lines
        What it says.
    x, y
        Where the first line's anchor stands, in px of the picture.
    anchor
        ``start``, ``middle`` or ``end`` of the text.
    box
        What it covers.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    box: Box


def label_lines(name: str) -> list[str]:
    """Break a name into the two lines of its label."""
    return wrap(name)


def beside(at: Point, lines: list[str], side: str, *, ringed: bool, wider: float = 0.0) -> Label:
    """Put a label on one side of its source; a badge of two characters makes it wider to the right."""
    x, y = at
    out = 4.0 if ringed else 0.0
    more = len(lines) - 1
    across, down, anchor = {
        "below": (0.0, 28 + out, "middle"),
        "above": (0.0, -23 - LEADING * more - out, "middle"),
        "right": (23 + out + wider, 4 - LEADING / 2 * more, "start"),
        "left": (-21 - out, 4 - LEADING / 2 * more, "end"),
    }[side]
    wide = max(text_width(line) for line in lines)
    left = x + across - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    top = y + down - 10
    box = (left, top, left + wide, top + LEADING * more + 13)
    return Label(tuple(lines), x + across, y + down, anchor, box)


def choose_sides(
    points: list[Point],
    texts: list[list[str]],
    ringed: list[bool],
    wider: list[float],
    *,
    lines: list[tuple[Point, Point]],
    tips: list[Point],
    clocks: list[Point],
    first: list[int],
    frame: tuple[float, float],
) -> list[Label]:
    """Choose a side for every label.

    Parameters
    ----------
    points
        The learner, then the sources.
    texts, ringed, wider
        For each source the lines of its label, whether it has a second outline, and by how many px its badge
        is wider than one character.
    lines
        Both ends of each connection.
    tips, clocks
        Where arrows end, and where clocks stand.
    first
        The numbers of the sources (the first is 1), the most connected first: they choose first.
    frame
        Width and height of the picture.

    Returns
    -------
    list of Label
        One for each source, in their order.
    """
    bodies = [
        (x - 17.0, y - 19.0, x + 20.0 + more, y + 17.0) for (x, y), more in zip(points, [0.0, *wider], strict=True)
    ]
    bodies[0] = (points[0][0] - 25, points[0][1] - 25, points[0][0] + 25, points[0][1] + 25)
    small = [(x - 8.0, y - 8.0, x + 8.0, y + 8.0) for x, y in clocks] + [(x - 3, y - 3, x + 3, y + 3) for x, y in tips]
    ways: dict[int, list[tuple[float, Label]]] = {}
    for i in first:
        ways[i] = []
        for place, side in enumerate(SIDES):
            label = beside(points[i], texts[i - 1], side, ringed=ringed[i - 1], wider=wider[i - 1])
            cost = place + _covered(label.box, i, bodies, small, lines, frame)
            ways[i].append((cost, label))
    chosen: dict[int, Label] = {}
    for _pass in range(4):
        before = dict(chosen)
        for i in first:
            others = [label.box for j, label in chosen.items() if j != i]
            chosen[i] = min(ways[i], key=lambda way: way[0] + _clash(way[1].box, others))[1]
        if chosen == before:
            break
    for i in reversed(first):  # the least connected gives way
        others = [label.box for j, label in chosen.items() if j != i]
        if any(overlap(chosen[i].box, box) for box in others):
            more = _makeshifts(points[i], texts[i - 1], ringed=ringed[i - 1], wider=wider[i - 1])
            chosen[i] = min(
                more,
                key=lambda way: (
                    way[0] + _clash(way[1].box, others) + _covered(way[1].box, i, bodies, small, lines, frame)
                ),
            )[1]
    return [chosen[i] for i in range(1, len(points))]


def _makeshifts(at: Point, lines: list[str], *, ringed: bool, wider: float) -> list[tuple[float, Label]]:
    """List what else can be done where every side is taken: a step aside, then fewer words, each at its price."""
    name = " ".join(lines)
    found = []
    for price, text in ((0.0, lines), (100.0, wrap(name, lines=1)), (200.0, wrap(name, lines=1, count=9))):
        for side in SIDES:
            label = beside(at, text, side, ringed=ringed, wider=wider)
            steps = (0, 12, -12, 24, -24, 36, -36) if side in ("below", "above") else (0, 8, -8, 16, -16)
            found += [(price + abs(step), _moved(label, step, side)) for step in steps]
    return found


def _moved(label: Label, step: float, side: str) -> Label:
    dx, dy = (step, 0.0) if side in ("below", "above") else (0.0, step)
    left, top, right, bottom = label.box
    box = (left + dx, top + dy, right + dx, bottom + dy)
    return replace(label, x=label.x + dx, y=label.y + dy, box=box)


def _clash(box: Box, others: list[Box]) -> float:
    """Weigh what a label covers of others; two in one line also need a blank between them."""
    cost = sum(_COST["label"] for other in others if overlap(box, other))
    return cost + sum(_COST["line"] for other in others if overlap(box, other, across=8.0, down=-3.0))


def _covered(
    box: Box,
    own: int,
    bodies: list[Box],
    small: list[Box],
    lines: list[tuple[Point, Point]],
    frame: tuple[float, float],
) -> float:
    cost = sum(_COST["source"] for j, body in enumerate(bodies) if j != own and overlap(box, body))
    cost += sum(_COST["small"] for one in small if overlap(box, one))
    cost += sum(_COST["line"] for start, end in lines if crosses(start, end, box))
    if box[0] < 2 or box[1] < 2 or box[2] > frame[0] - 2 or box[3] > frame[1] - 6:
        cost += _COST["outside"]
    return cost


def overlap(one: Box, other: Box, *, across: float = 1.0, down: float = 1.0) -> bool:
    """Tell whether two boxes cover each other, or nearly."""
    return (
        one[0] < other[2] + across
        and other[0] < one[2] + across
        and one[1] < other[3] + down
        and other[1] < one[3] + down
    )


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Tell whether a straight line runs through a box (Liang and Barsky's clipping)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    if hypot(dx, dy) < 1e-9:
        return False
    enter, leave = 0.0, 1.0
    for p, q in (
        (-dx, start[0] - box[0]),
        (dx, box[2] - start[0]),
        (-dy, start[1] - box[1]),
        (dy, box[3] - start[1]),
    ):
        if p == 0:
            if q < 0:
                return False
        elif p < 0:
            enter = max(enter, q / p)
        else:
            leave = min(leave, q / p)
    return enter < leave
