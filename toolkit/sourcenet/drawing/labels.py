"""On which side of its source each label stands: where it covers fewest connections, sources and other labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sourcenet.drawing.boxes import Box, around, inside, overlap
from sourcenet.drawing.lettering import text_width, wrap
from sourcenet.drawing.structure import Point

__all__ = ["Label", "Named", "Obstacles", "choose_sides"]

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


@dataclass(frozen=True, slots=True)
class Named:
    """A source that wants a label: where it stands, what the label says, and how far the source reaches.

    Attributes
    ----------
    ringed
        It has a second outline.
    wider
        Its badge is so many px wider than one of a single character.
    """

    at: Point
    text: tuple[str, ...]
    ringed: bool = False
    wider: float = 0.0

    @property
    def body(self) -> Box:
        """What its outline and its badge cover."""
        x, y = self.at
        return (x - 17.0, y - 19.0, x + 20.0 + self.wider, y + 17.0)

    def label(self, side: str, text: Sequence[str] = ()) -> Label:
        """Put a label on one side."""
        lines = tuple(text or self.text)
        out = 4.0 if self.ringed else 0.0
        more = LEADING * (len(lines) - 1)
        across, down, anchor = {
            "below": (0.0, 28 + out, "middle"),
            "above": (0.0, -23 - more - out, "middle"),
            "right": (23 + out + self.wider, 4 - more / 2, "start"),
            "left": (-21 - out, 4 - more / 2, "end"),
        }[side]
        x, y = self.at[0] + across, self.at[1] + down
        wide = max(text_width(line) for line in lines)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        return Label(lines, x, y, anchor, (left, y - 10, left + wide, y + more + 3))


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What labels should not cover, besides sources and each other.

    Attributes
    ----------
    me
        Where the learner stands.
    lines
        Both ends of each connection.
    small
        The heads of arrows, and clocks.
    frame
        Width and height of the picture.
    """

    me: Point
    lines: Sequence[tuple[Point, Point]]
    small: Sequence[Box]
    frame: tuple[float, float]
    #: The box around each line.
    spans: tuple[Box, ...] = field(init=False)

    def __post_init__(self) -> None:
        spans = ((min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in self.lines)
        object.__setattr__(self, "spans", tuple(spans))

    def cost(self, box: Box) -> float:
        """Weigh what a label would cover."""
        left, top, right, bottom = box
        cost: float = sum(
            _COST["small"]
            for west, north, east, south in self.small
            if west < right + 1 and left < east + 1 and north < bottom + 1 and top < south + 1
        )
        cost += _COST["source"] * overlap(box, around(self.me, 25.0))
        # a line along a label hides more of it than one across; most lines are nowhere near
        runs = [
            run
            for (start, end), (west, north, east, south) in zip(self.lines, self.spans, strict=True)
            if not (east < left or west > right or south < top or north > bottom)
            and (run := inside(start, end, box)) > 0
        ]
        cost += sum(_COST["line"] * (0.6 + run / 40) for run in runs)
        out = box[0] < 2 or box[1] < 2 or box[2] > self.frame[0] - 2 or box[3] > self.frame[1] - 6
        return cost + _COST["outside"] * out


def choose_sides(named: Sequence[Named], obstacles: Obstacles, *, first: Sequence[int]) -> list[Label]:
    """Choose a side for every label.

    Parameters
    ----------
    named
        The sources.
    obstacles
        What else there is in the picture.
    first
        The numbers of the sources (the first is 0), the most connected first: they choose first.

    Returns
    -------
    list of Label
        One for each source, in their order.
    """
    bodies = [one.body for one in named]

    def cost(label: Label, own: int) -> float:
        covers = sum(_COST["source"] for j, body in enumerate(bodies) if j != own and overlap(label.box, body))
        return covers + obstacles.cost(label.box)

    ways: dict[int, list[tuple[float, Label]]] = {}
    for i in first:
        labels = [named[i].label(side) for side in SIDES]
        ways[i] = [(place + cost(label, i), label) for place, label in enumerate(labels)]
    chosen: dict[int, Label] = {}
    for _pass in range(4):
        before = dict(chosen)
        for i in first:
            chosen[i] = _best(ways[i], _others(chosen, i))
        if chosen == before:
            break
    for i in reversed(first):  # the least connected gives way
        others = _others(chosen, i)
        if cost(chosen[i], i) + _clash(chosen[i].box, others) >= _COST["source"]:
            chosen[i] = _best([(price + cost(label, i), label) for price, label in _makeshifts(named[i])], others)
    return [chosen[i] for i in range(len(named))]


def _others(chosen: dict[int, Label], own: int) -> list[Box]:
    return [label.box for i, label in chosen.items() if i != own]


def _best(ways: list[tuple[float, Label]], others: list[Box]) -> Label:
    return min(ways, key=lambda way: way[0] + _clash(way[1].box, others))[1]


def _clash(box: Box, others: list[Box]) -> float:
    """Weigh what a label covers of others; two in one line also need a blank between them."""
    cost = sum(_COST["label"] for other in others if overlap(box, other))
    return cost + sum(_COST["line"] for other in others if overlap(box, other, across=8.0, down=-3.0))


def _makeshifts(one: Named) -> list[tuple[float, Label]]:
    """List what else can be done where every side is taken: a step aside, then fewer words, each at its price."""
    name = " ".join(one.text)
    # fewer words cost more; where a short text stays the same, it costs nothing
    prices = {tuple(wrap(name, lines=1, count=9)): 200.0, tuple(wrap(name, lines=1)): 100.0, one.text: 0.0}
    found = []
    for text, price in prices.items():
        for side in SIDES:
            level = side in ("below", "above")
            for step in (0, 12, -12, 24, -24, 36, -36) if level else (0, 8, -8, 16, -16):
                across, down = (step, 0) if level else (0, step)
                found.append((price + abs(step), _moved(one.label(side, text), across, down)))
    return found


def _moved(label: Label, across: float, down: float) -> Label:
    left, top, right, bottom = label.box
    box = (left + across, top + down, right + across, bottom + down)
    return replace(label, x=label.x + across, y=label.y + down, box=box)
