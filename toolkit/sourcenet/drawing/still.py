"""The still: a network as one SVG, drawn for 640 px on white paper, in light and dark alike."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from sourcenet.drawing import pieces
from sourcenet.drawing.describe import counts
from sourcenet.drawing.legend import legend, number_key
from sourcenet.drawing.lettering import wrap
from sourcenet.drawing.markup import el, text_el, words
from sourcenet.drawing.scene import WIDTH, Scene, scene_of
from sourcenet.drawing.tokens import FONT, LIGHT
from sourcenet.model.dates import long_date
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.drawing.overlaying import Overlay
    from sourcenet.drawing.structure import Point
    from sourcenet.model.network import SourceNetwork

__all__ = ["draw"]


def draw(
    network: SourceNetwork,
    *,
    description: str,
    note: str = "",
    places: Mapping[str, Point] | None = None,
    beside: Overlay | None = None,
) -> str:
    """Draw a network.

    Parameters
    ----------
    network
        The network to draw.
    description
        What the picture shows, for those who do not see it.
    note
        What the picture does not show; stands under the title.
    places
        Where everything stands, as :func:`layout` says; worked out where not given.
    beside
        The network on another day, laid over this one: what is new has a ring, what is gone is dashed.

    Returns
    -------
    str
        One ``svg`` element, well-formed, with nothing in it that runs or loads.
    """
    scene = scene_of(beside.network, beside.marks) if beside else scene_of(network, places=places)
    question = network.question or _("My sources")
    subtitle = _subtitle(network, beside)
    head, top = _heading(question, subtitle, note)
    body = _body(network, scene)
    below, tall = legend(network, scene)
    key, deep = number_key(scene)
    middle = top + scene.height
    height = middle + tall + deep + (0 if tall else 8)
    parts = [
        el("rect", width=WIDTH, height=height, fill="#fff"),
        head,
        el("g", body, transform=f"translate(0 {top:g})"),
        el("g", below, transform=f"translate(0 {middle:g})") if below else "",
        el("g", key, transform=f"translate(0 {middle + tall:g})") if key else "",
    ]
    # An id of its own for each picture: two stills in one page must not answer for each other.
    own = "sn" + sha256("".join(parts).encode()).hexdigest()[:10]
    return el(
        "svg",
        el("title", words(f"{question}: {subtitle}"), id=f"{own}t"),
        el("desc", words(description), id=f"{own}d"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:g} {height:g}",
        width=WIDTH,
        height=height,
        role="img",
        aria_labelledby=f"{own}t",
        aria_describedby=f"{own}d",
        font_family=FONT,
        direction="ltr",
    )


def _subtitle(network: SourceNetwork, beside: Overlay | None) -> str:
    said = _("{counts}, on {date}").format(counts=counts(network), date=long_date(network.today))
    if beside is None:
        return said
    return _("{said}, beside {date}").format(said=said, date=long_date(beside.comparison.since))


def _heading(question: str, subtitle: str, note: str) -> tuple[str, float]:
    """Write the question, what is counted and what is left out; also tell where the drawing begins."""
    lines = wrap(question, lines=3, most=WIDTH - 34, size=16, count=200, bold=True)
    parts = [
        text_el(line, 16, 25 + 20 * i, font_size=16, font_weight=650, fill=LIGHT["ink"]) for i, line in enumerate(lines)
    ]
    y = 22 + 20 * len(lines)
    small = [subtitle, *(wrap(note, lines=3, most=WIDTH - 34, count=200) if note else ())]
    parts += [text_el(line, 16, y + 17 * i, fill=LIGHT["muted"]) for i, line in enumerate(small)]
    return "".join(parts), y + 17 * (len(small) - 1) + 4


def _body(network: SourceNetwork, scene: Scene) -> str:
    vocabulary = network.vocabulary
    by_value = {category.value: category for category in scene.categories if category.value}
    parts = [
        pieces.connection(line, vocabulary.family(line.tie.relation), by_value.get(line.tie.viewpoint))
        for line in scene.lines
    ]
    parts += [
        pieces.plus(line.clock) if line.how == "new" else pieces.clock(line.clock) for line in scene.lines if line.clock
    ]
    parts += [pieces.source(mark, vocabulary.look(mark.source.kind)) for mark in scene.marks]
    parts.append(pieces.learner(scene.me, _("me")))
    names = "".join(pieces.label(mark) for mark in scene.marks)
    halo: dict[str, str | float | None] = {
        "paint_order": "stroke",
        "stroke": "#fff",
        "stroke_width": 3.5,
        "stroke_linejoin": "round",
    }
    return "".join(parts) + (el("g", names, **halo) if names else "")
