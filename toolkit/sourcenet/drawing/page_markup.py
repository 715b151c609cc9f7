"""The markup of a page that is handed out: what is there before any script runs, and stays where none may run."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from sourcenet.drawing.describe import counts
from sourcenet.drawing.markup import el, words
from sourcenet.drawing.picture import picture_of
from sourcenet.drawing.scripts import shared_js
from sourcenet.drawing.structure import Point
from sourcenet.drawing.tables import bare_tables
from sourcenet.drawing.tokens import DASHES, WIDTHS, sn_css
from sourcenet.model.dates import UNUSED_DAYS, long_date
from sourcenet.words import _, language, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["MADE_BY", "html_of"]

#: What tells a page of ours from any other file.
MADE_BY = '<meta name="generator" content="sourcenet page">'
#: So many rows are there without scripts; with them the tables show all, a hundred at a time.
ROWS = 500
#: Runs before anything is drawn: where scripts run, the picture that moves takes the place of the one that stands still.
_LIVE = 'document.documentElement.classList.add("live");'
_DARK_IN_LAB = 'body[data-jp-theme-light="false"] .sn {'


def html_of(network: SourceNetwork, places: Mapping[str, Point], *, withheld: int, library: str, data: str) -> str:
    """Write the whole page.

    Parameters
    ----------
    network
        A network that holds only what others may see.
    places
        What :func:`layout` gave.
    withheld
        How many private sources are not in it.
    library
        The script of vis-network.
    data
        What :func:`sourcenet.drawing.page_data.embedded` gave.

    Returns
    -------
    str
        One HTML document that asks for nothing from anywhere, and may not.
    """
    question = network.question or _("My sources")
    style, own = _style(), _script()
    library = library.replace("//# sourceMappingURL=vis-network.min.js.map", "")
    lines = [
        "<!doctype html>",
        f'<html lang="{words(language().replace("_", "-") or "en")}">',
        "<head>",
        '<meta charset="utf-8">',
        MADE_BY,
        f'<meta http-equiv="Content-Security-Policy" content="{_policy([_LIVE, library, own], style)}">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        '<link rel="icon" href="data:,">',
        el("title", words(question)),
        f"<style>{style}</style>",
        f"<script>{_LIVE}</script>",
        "</head>",
        "<body>",
        '<main class="sn sn-page">',
        _header(network, question, withheld),
        f'<div class="app"><div id="app"></div>{_legend(network)}</div>',
        f'<script type="application/json" id="network">{data}</script>',
        f"<script>{library}</script>",
        f"<script>{own}</script>",
        _still(network, places, withheld),
        "</main>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _policy(scripts: list[str], style: str) -> str:
    """Allow exactly these scripts and this style, and nothing else: no other script, no request, no form."""

    def sums(texts: list[str]) -> str:
        return " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)

    return (
        f"default-src 'none'; script-src {sums(scripts)}; style-src {sums([style])}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _own(name: str) -> str:
    return (files("sourcenet.drawing") / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    """Join the page's own script; in a scope of its own, where it leaves nothing on the page."""
    return f"(() => {{\n{shared_js()}\n{_own('page.js')}\n}})();\n"


@cache
def _style() -> str:
    """Join the style sheet: the shared tokens, dark where the reader's system is dark, then the page's own rules."""
    tokens = sn_css()
    start = tokens.index(_DARK_IN_LAB)
    end = tokens.index("}", start) + 1
    dark = ".sn {" + tokens[start + len(_DARK_IN_LAB) : end]
    light = tokens[:start] + tokens[end:]
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n{_own('page.css')}"


def _header(network: SourceNetwork, question: str, withheld: int) -> str:
    said = _("{counts}, on {date}").format(counts=counts(network), date=long_date(network.today))
    parts = [el("h1", words(question), dir="auto"), el("p", words(said), class_="where num")]
    if withheld:
        left = many("{n} private source is not in this page.", "{n} private sources are not in this page.", withheld)
        parts.append(el("p", words(left), class_="where"))
    return el("header", *parts, class_="top")


def _still(network: SourceNetwork, places: Mapping[str, Point], withheld: int) -> str:
    """Write what stands where no script runs, and on paper: the picture, its words, and the tables."""
    still = picture_of(network, withheld, places)
    paper = el("div", still.svg, class_="paper", tabindex="0", role="group", aria_label=_("Picture"))
    return el(
        "div",
        el("p", words(still.description), class_="about", dir="auto"),
        paper,
        el("div", bare_tables(network, ROWS), class_="written"),
        class_="still",
    )


def _legend(network: SourceNetwork) -> str:
    """Write how connections read; what sources show is explained by the chips above the picture."""
    families = {network.vocabulary.family(tie.relation) for tie in network.connections}
    if not families:
        return ""
    told = {
        "uses": _("uses"),
        "made": _("makes"),
        "refers": _("refers to"),
        "argues": _("argues with"),
        "meets": _("meets"),
    }
    dashes = [_line(text, 2.2, DASHES[name]) for name, text in told.items() if name in families]
    strengths = zip(network.vocabulary.strengths, WIDTHS, strict=False)
    widths = [_line(text, width) for text, width in strengths]
    rest = _("Pale, with a clock: not used for {n} days. A second outline round a source: brought with me.").format(
        n=UNUSED_DAYS
    )
    return el(
        "details",
        el("summary", words(_("How to read the lines"))),
        el("h3", words(_("Kind of connection"))),
        el("ul", *dashes, class_="lines"),
        el("h3", words(_("How much I rely on it"))),
        el("ul", *widths, class_="lines"),
        el("p", words(rest), class_="muted"),
        class_="legend",
    )


def _line(text: str, width: float, dash: str = "") -> str:
    path = el("path", d="M1 6H35", stroke_width=width, stroke_dasharray=dash or None)
    return el(
        "li", el("svg", path, viewBox="0 0 36 12", width=36, height=12, aria_hidden="true"), el("span", words(text))
    )
