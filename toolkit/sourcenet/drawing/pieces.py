"""The pieces of a picture: a source, the learner, a connection, a clock. Shapes come from the vocabulary."""

from __future__ import annotations

from math import hypot

from sourcenet.drawing.lettering import text_width
from sourcenet.drawing.markup import el, number, text_el
from sourcenet.drawing.palette import Category
from sourcenet.drawing.scene import Line, Mark
from sourcenet.drawing.structure import Point
from sourcenet.drawing.tokens import DASHES, LIGHT, WIDTHS
from sourcenet.model.vocabulary import Kind

__all__ = ["badge", "clock", "connection", "glyph_of", "label", "learner", "plus", "ring", "source", "swatch"]

PAPER = "#fff"
SCALE = 0.84


def colour_of(category: Category | None) -> str:
    """Return the colour of a category on white paper; grey for one that was not said."""
    return LIGHT[f"c{category.colour}"] if category else LIGHT["c0"]


def glyph_of(kind: Kind) -> str:
    """Draw what stands inside an outline: the glyph, or the code of a kind that has none."""
    if kind.glyph:
        return el("path", d=kind.glyph)
    return text_el(
        kind.code, 0, 4, fill="currentColor", stroke="none", text_anchor="middle", font_size=12, font_weight=700
    )


def source(mark: Mark, kind: Kind) -> str:
    """Draw a source: outline and glyph for its kind, colour and badge for where it stands."""
    ink = colour_of(mark.category)
    hollow, gone = mark.category is None, mark.how == "gone"
    glyph_ink = ink if hollow else PAPER
    parts = [_shape(kind, SCALE, fill=PAPER, stroke=PAPER, stroke_width=9)]
    if mark.how == "new":
        parts.append(ring())
    if mark.source.origin == "brought" and not gone:
        parts.append(_shape(kind, SCALE * 1.3, fill="none", stroke=ink, stroke_width=1.15))
    dash: dict[str, str] = {"stroke_dasharray": "2 3"} if gone else {}
    parts.append(_shape(kind, SCALE, fill=PAPER if hollow else ink, stroke=ink, stroke_width=1.8, **dash))
    parts.append(
        el(
            "g",
            glyph_of(kind),
            transform=f"scale({SCALE})",
            fill="none",
            stroke=glyph_ink,
            color=glyph_ink,
            stroke_width=1.7,
            stroke_linecap="round",
            stroke_linejoin="round",
        )
    )
    if mark.category:
        parts.append(badge(mark.category, 13.5, -12.5))
    return el("g", *parts, transform=_move(mark.at))


def _shape(kind: Kind, scale: float, **look: str | float) -> str:
    return el("path", d=kind.shape, transform=f"scale({scale:g})", stroke_linejoin="round", **look)


def _move(at: Point) -> str:
    return f"translate({number(at[0])} {number(at[1])})"


def badge(category: Category, x: float, y: float, *, size: float = 10.0) -> str:
    """Draw the key of a category: what the colour says, in a character or two."""
    r = size * 0.62
    half = r if len(category.mark) < 2 else max(r, text_width(category.mark, size, bold=True) / 2 + 1.5)
    pill = el(
        "rect",
        x=x - half,
        y=y - r,
        width=2 * half,
        height=2 * r,
        rx=r,
        fill=PAPER,
        stroke=colour_of(category),
        stroke_width=1.6,
    )
    size = size if len(category.mark) < 2 else size - 1
    return pill + text_el(category.mark, x, y + size * 0.35, text_anchor="middle", font_size=size, font_weight=700)


def swatch(category: Category, x: float, y: float) -> str:
    """Draw a category for the legend: a disc with its key, or an empty ring for "not said"."""
    if not category.value:
        return el("circle", cx=x, cy=y, r=6.8, fill=PAPER, stroke=LIGHT["c0"], stroke_width=1.8)
    disc = el("circle", cx=x, cy=y, r=7.6, fill=colour_of(category))
    return disc + badge(category, x + 7, y - 5, size=9.5)


def learner(at: Point, word: str) -> str:
    """Draw the learner: a disc of ink and one ring, the same ring as of what was brought along."""
    return el(
        "g",
        el("circle", r=27, fill=PAPER),
        el("circle", r=23, fill="none", stroke=LIGHT["ink"], stroke_width=1.4),
        el("circle", r=18.5, fill=LIGHT["ink"]),
        text_el(word, 0, 4.5, text_anchor="middle", font_size=13, font_weight=700, fill=PAPER),
        transform=_move(at),
    )


def label(mark: Mark) -> str:
    """Write the label of a source; its halo is set on the group of all labels."""
    shown = mark.label
    return "".join(
        text_el(line, shown.x, shown.y + 13 * i, text_anchor=shown.anchor) for i, line in enumerate(shown.lines)
    )


def ring(radius: float = 22.5) -> str:
    """Draw the ring around what is new."""
    return el("circle", r=radius, fill="none", stroke=LIGHT["accent"], stroke_width=2.5)


def plus(at: Point) -> str:
    """Draw the sign of a connection that is new, so that it is not said by colour alone."""
    return el(
        "g",
        el("circle", r=6.5, fill=PAPER, stroke=LIGHT["accent"]),
        el("path", d="M-3 0h6M0-3v6", fill="none", stroke=LIGHT["accent"], stroke_width=1.5, stroke_linecap="round"),
        transform=_move(at),
    )


def clock(at: Point) -> str:
    """Draw the clock that says that a connection has rested for long."""
    return el(
        "g",
        el("circle", r=6.5, fill=PAPER, stroke=LIGHT["stale"]),
        el("path", d="M0-3.4V0l2.2 1.6", fill="none", stroke=LIGHT["muted"], stroke_width=1.3, stroke_linecap="round"),
        transform=_move(at),
    )


def connection(line: Line, family: str, own: Category | None) -> str:
    """Draw a connection: width for reliance, dash for its family, an arrow, a gap before each end."""
    width = WIDTHS[min(5, max(1, line.tie.strength)) - 1]
    gone = line.how == "gone"
    ink = LIGHT["stale"] if line.stale or gone else colour_of(own) if own else LIGHT["link"]
    if line.how == "new":
        ink = LIGHT["accent"]
    (x1, y1), (x2, y2) = line.start, line.end
    length = hypot(x2 - x1, y2 - y1)
    if length <= line.gaps[0] + line.gaps[1] + 2:
        return ""
    nx, ny = (y2 - y1) / length, -(x2 - x1) / length
    cx, cy = (x1 + x2) / 2 + 2 * line.bend * nx, (y1 + y2) / 2 + 2 * line.bend * ny
    ux, uy = _unit(cx - x1, cy - y1)
    vx, vy = _unit(x2 - cx, y2 - cy)
    head = min(5 + width * 1.5, length - line.gaps[0] - line.gaps[1])
    half = 2.2 + width * 0.95
    start = (x1 + ux * line.gaps[0], y1 + uy * line.gaps[0])
    tip = (x2 - vx * line.gaps[1], y2 - vy * line.gaps[1])
    base = (tip[0] - vx * head, tip[1] - vy * head)
    end = (tip[0] - vx * head * 0.8, tip[1] - vy * head * 0.8)
    curve = f"Q{_at(cx, cy)} {_at(*end)}" if line.bend else f"L{_at(*end)}"
    dash = "2 3" if gone else DASHES.get(family, "")
    path = el(
        "path",
        d=f"M{_at(*start)}{curve}",
        stroke=ink,
        stroke_width=width,
        fill="none",
        stroke_dasharray=dash or None,
        stroke_linecap="round" if dash.startswith("1.5") else None,
    )
    left = (base[0] - vy * half, base[1] + vx * half)
    right = (base[0] + vy * half, base[1] - vx * half)
    return path + el("path", d=f"M{_at(*tip)}L{_at(*left)}L{_at(*right)}Z", fill=ink)


def _at(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def _unit(x: float, y: float) -> tuple[float, float]:
    length = hypot(x, y) or 1.0
    return x / length, y / length
