"""The legend below a picture, on a grid of five columns: only what the picture shows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sourcenet.drawing.lettering import cut, text_width, wrap
from sourcenet.drawing.markup import el, text_el
from sourcenet.drawing.pieces import clock, glyph_of, plus, ring, swatch
from sourcenet.drawing.scene import WIDTH, Scene
from sourcenet.drawing.tokens import DASHES, LIGHT, WIDTHS
from sourcenet.model.dates import UNUSED_DAYS
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.vocabulary import Kind

__all__ = ["legend", "number_key"]

LEFT, FIRST, COLUMN, COLUMNS = 16.0, 100.0, 107.0, 5
ROW, GROUP = 23.0, 27.0


class _Rows:
    """Fill the grid from left to right, row by row."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.y = 24.0

    def group(self, title: str, items: list[tuple[str, str]], *, indent: float = 18.0) -> None:
        """Write a title and, beside it, items of a drawing (around 0, 0) and its words, so far to its right."""
        if not items:
            return
        top, column = self.y, 0
        for drawing, text in items:
            spans = min(COLUMNS, 1 + int((text_width(text) + indent + 14) // COLUMN))
            if column + spans > COLUMNS:
                column, self.y = 0, self.y + ROW
            x = FIRST + COLUMN * column
            self.parts.append(el("g", drawing, transform=f"translate({x:g} {self.y - 4:g})"))
            self.parts.append(text_el(cut(text, WIDTH - x - indent - 8), x + indent, self.y))
            column += spans
        heading = wrap(title, most=FIRST - LEFT - 12, count=40, bold=True)
        for i, line in enumerate(heading):
            self.parts.append(text_el(line, LEFT, top + i * ROW, font_weight=650))
        self.y = max(self.y, top + (len(heading) - 1) * ROW) + GROUP


def legend(network: SourceNetwork, scene: Scene) -> tuple[str, float]:
    """Draw the legend of a picture.

    Returns
    -------
    tuple
        The markup, from (0, 0) on, and its height in px.
    """
    rows = _Rows()
    if scene.marks:
        shown = [one for one in scene.categories if one.total]
        rows.group(
            _("Where it stands"),
            [(swatch(one, 0, 0), f"{one.value or _('not said')} {one.total}") for one in shown],
            indent=24.0 if any(len(one.mark) > 1 for one in shown) else 18.0,
        )
        looks = {mark.source.kind: network.vocabulary.look(mark.source.kind) for mark in scene.marks}
        order = [*network.vocabulary.kinds, *looks]
        rows.group(_("Kind"), [(_outline(looks[name]), name) for name in dict.fromkeys(order) if name in looks])
    if scene.lines:
        families = {network.vocabulary.family(line.tie.relation) for line in scene.lines}
        names = {
            "uses": _("uses"),
            "made": _("makes"),
            "refers": _("refers to"),
            "argues": _("argues with"),
            "meets": _("meets"),
        }
        rows.group(_("Relation"), [(_dash(DASHES[name]), text) for name, text in names.items() if name in families])
    rows.group(_("Then and now"), _then_and_now(scene))
    _reliance(rows, network, scene)
    if not rows.parts:
        return "", 0.0
    rule = el("path", d=f"M{LEFT:g} 0H{WIDTH - LEFT:g}", stroke=LIGHT["line"])
    return rule + "".join(rows.parts), rows.y - GROUP + 14


def _then_and_now(scene: Scene) -> list[tuple[str, str]]:
    """Say how what is new and what is gone is drawn, where two days lie over each other."""
    sources, ties = Counter(mark.how for mark in scene.marks), Counter(line.how for line in scene.lines)
    hollow: dict[str, str | float | None] = {
        "fill": "#fff",
        "stroke": LIGHT["c0"],
        "stroke_width": 1.6,
        "stroke_dasharray": "2 3",
    }
    line: dict[str, str | float | None] = {"stroke_width": 2.2, "d": "M-8 0h22"}
    found = [
        (sources["new"], el("g", ring(8.5), el("circle", r=4.8, fill=LIGHT["link"])), _("new source")),
        (sources["gone"], el("circle", r=6.5, **hollow), _("source that is gone")),
        (ties["new"], el("path", stroke=LIGHT["accent"], **line) + plus((3, 0)), _("new connection")),
        (ties["gone"], el("path", stroke=LIGHT["stale"], stroke_dasharray="2 3", **line), _("connection that is gone")),
    ]
    return [(drawing, f"{text} {n}") for n, drawing, text in found if n]


def _outline(kind: Kind) -> str:
    shape = el("path", d=kind.shape, transform="scale(.56)", stroke=LIGHT["link"], stroke_width=2)
    inside = el("g", glyph_of(kind), transform="scale(.52)", stroke=LIGHT["ink"], stroke_width=2, color=LIGHT["ink"])
    return el("g", shape, inside, fill="none", stroke_linecap="round", stroke_linejoin="round")


def _dash(dash: str) -> str:
    return el(
        "path",
        d="M-8 0h22",
        stroke=LIGHT["link"],
        stroke_width=2.2,
        stroke_dasharray=dash or None,
        stroke_linecap="round" if dash.startswith("1.5") else None,
    )


def _reliance(rows: _Rows, network: SourceNetwork, scene: Scene) -> None:
    """Write the last row: the five widths between their two words, then the clock and the second outline."""
    x, y = FIRST - 8, rows.y
    if scene.lines:
        rows.parts.append(text_el(_("I rely on it"), LEFT, y, font_weight=650))
        least, most = network.vocabulary.strengths[0], network.vocabulary.strengths[-1]
        least, most = cut(least, 100), cut(most, 100)
        rows.parts.append(text_el(least, x, y))
        x += text_width(least) + 8
        for width in WIDTHS:
            rows.parts.append(el("path", d=f"M{x:g} {y - 4:g}h14", stroke=LIGHT["link"], stroke_width=width))
            x += 19
        rows.parts.append(text_el(most, x + 2, y))
        x += text_width(most) + 16
    more: list[tuple[str, str]] = []
    if any(line.stale for line in scene.lines):
        line = el("path", d="M-14 0h28", stroke=LIGHT["stale"], stroke_width=1.6)
        text = many("unused {n} day", "unused {n} days", UNUSED_DAYS)
        more.append((el("g", line, clock((0, 0))), text))
    if any(mark.source.origin == "brought" for mark in scene.marks):
        ring = el("circle", r=7.4, fill="none", stroke=LIGHT["link"]) + el("circle", r=4.8, fill=LIGHT["link"])
        more.append((ring, _("brought with me")))
    for drawing, text in more:
        if x + 32 + text_width(text) > WIDTH - 8:
            x, y = FIRST - 8, y + ROW
        rows.parts.append(el("g", drawing, transform=f"translate({x + 12:g} {y - 4:g})"))
        rows.parts.append(text_el(text, x + 30, y))
        x += 30 + text_width(text) + 12
    if scene.lines or more:
        rows.y = y + GROUP


def number_key(scene: Scene) -> tuple[str, float]:
    """List the sources that are drawn with a number: three columns, read downwards.

    Returns
    -------
    tuple
        The markup, from (0, 0) on, and its height in px; nothing where every source has its name.
    """
    marks = scene.numbered
    if not marks:
        return "", 0.0
    parts = [el("path", d=f"M{LEFT:g} 0H{WIDTH - LEFT:g}", stroke=LIGHT["line"])]
    parts.append(text_el(_("Numbers"), LEFT, 24, font_weight=650))
    deep = -(-len(marks) // 3)
    wide = (WIDTH - 2 * LEFT) / 3
    for i, mark in enumerate(marks):
        x, y = LEFT + wide * (i // deep), 46 + 17 * (i % deep)
        parts.append(text_el(str(mark.number), x + 20, y, text_anchor="end", fill=LIGHT["muted"]))
        parts.append(text_el(cut(mark.source.label, wide - 40), x + 28, y))
    return "".join(parts), 46 + 17 * (deep - 1) + 14
