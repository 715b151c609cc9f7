"""What a marker sees in formgrader beside the learner's words: the checks, the picture, the notes.

formgrader has its own style sheets and none of ours, and prefers HTML to a picture, so everything here is HTML with
its style on the spot, for a light page. MathJax reads formgrader's whole page: what learners named is kept from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sourcenet.checks.result import Result, Row
from sourcenet.drawing.markup import el, words
from sourcenet.drawing.picture import picture
from sourcenet.drawing.tables import table
from sourcenet.drawing.tokens import LIGHT
from sourcenet.marking.cleaning.plain import IGNORE, one_line
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.drawing.picture import Picture
    from sourcenet.model.network import SourceNetwork

__all__ = ["check_output", "notes_cell", "picture_output"]

# The page's own letters.
_TEXT = f"font-size:14px;line-height:1.5;color:{LIGHT['ink']};background:#fff;text-align:left"
_CELL = "text-align:left;vertical-align:top;white-space:normal;padding:10px 16px 10px 0;border:0"
_MOST_NOTES = 50


def check_output(result: Result | None, points: float, problem: str = "") -> dict[str, Any]:
    """Return what stands below a check cell.

    Parameters
    ----------
    result
        What the check gave; None where it could not be worked out.
    points
        What can be had: the number is never outside.
    problem
        Where there is no result: why, in a sentence.

    Returns
    -------
    dict
        An output of nbformat's. Its plain text is the bare number; without a result there is none, and the cell's
        mark must be left to a person.
    """
    if result is None:
        said = problem or _("This check could not be worked out. Please look at the network and decide.")
        return _output("display_data", _box(_list(_("To look at"), [said], LIGHT["warn"])), said)
    number = min(float(points), max(0.0, float(result)))
    return _output("execute_result", _check(result), repr(number))


def _output(kind: str, html: str, plain: str) -> dict[str, Any]:
    output: dict[str, Any] = {"output_type": kind, "metadata": {}, "data": {"text/html": html, "text/plain": plain}}
    return output | {"execution_count": None} if kind == "execute_result" else output


def _box(*inside: str) -> str:
    return el("div", *inside, class_=f"sn-face {IGNORE}", style=_TEXT + ";max-width:1040px;padding:4px 0 8px")


def _paragraph(said: str, style: str = "margin:0 0 6px") -> str:
    return el("p", words(said), style=style)


# -- checks ------------------------------------------------------------------------------------------------------------


def _check(result: Result) -> str:
    levels = [row.level for row in result.rows]
    counted = ", ".join(f"{levels.count(level)} {level}" for level in dict.fromkeys(levels))
    head = el("b", words(_("Is it ready?"))) + " " + el("span", words(counted), style=f"color:{LIGHT['muted']}")
    titles = [_("Level"), _("Property"), _("Looked for"), _("Found"), _("What to try")]
    if not any(row.try_next for row in result.rows):
        titles.pop()
    edge = f"border-bottom:1px solid {LIGHT['edge']}"
    top = f"{_CELL};padding-top:4px;padding-bottom:4px;font-size:12px;color:{LIGHT['muted']};{edge}"
    table = el(
        "table",
        el("thead", el("tr", *(el("th", words(title), scope="col", style=top) for title in titles))),
        el("tbody", *(_row(row, len(titles) - 2) for row in result.rows)),
        style="border-collapse:collapse;border:0;margin:6px 0 0;width:100%;font-size:14px;table-layout:auto",
    )
    return _box(el("p", head, style="margin:0 0 4px;font-size:15px"), table)


def _row(row: Row, columns: int) -> str:
    met, nearly = row.share == 1, row.level == _("nearly")
    ink, edge = (LIGHT["good"], "solid") if met else (LIGHT["warn"], "solid") if nearly else (LIGHT["muted"], "dashed")
    sign = "✓" if met else "–" if nearly else "○"
    level = el(
        "span",
        el("span", sign, aria_hidden="true") + " " + words(row.level),
        style=f"display:inline-block;white-space:nowrap;padding:1px 9px;border:1px {edge} {ink};border-radius:10px;color:{ink};font-size:13px",
    )
    line = f"{_CELL};border-bottom:1px solid {LIGHT['line']};overflow-wrap:anywhere"
    cells = [words(row.looked_for), words(row.found), words(row.try_next)][:columns]
    return el(
        "tr",
        el("td", level, style=f"{line};width:7em"),
        el("th", words(row.title), scope="row", style=f"{line};font-weight:600;width:18%"),
        *(f'<td style="{line};min-width:9em">{cell}</td>' for cell in cells),
        style="background:none",
    )


# -- the picture -------------------------------------------------------------------------------------------------------


def picture_output(network: SourceNetwork, drawn: Picture | None = None) -> dict[str, Any]:
    """Return what stands below a cell that draws the network: the picture, in words, and its tables.

    Parameters
    ----------
    network
        The network that was handed in.
    drawn
        Its picture, where it is drawn already: drawing costs most of what a submission costs.
    """
    drawn = drawn or picture(network)
    tables = drawn.tables or table(network)
    svg = drawn.svg.replace("<svg ", '<svg style="display:block;width:640px;max-width:100%;height:auto" ', 1)
    said = _paragraph(drawn.description, f"margin:8px 0 14px;max-width:640px;font-size:13px;color:{LIGHT['muted']}")
    # Two hundred rows would push the next answer out of sight; all of them can be reached, also by keys.
    framed = el(
        "div",
        tables,
        style=f"max-height:640px;overflow:auto;border-top:1px solid {LIGHT['line']};border-bottom:1px solid {LIGHT['line']};padding-top:8px",
        tabindex="0",
        role="region",
        aria_label=_("Connections and sources"),
    )
    return _output("display_data", _box(svg, said, framed), drawn.description)


# -- notes -------------------------------------------------------------------------------------------------------------


def notes_cell(notes: Iterable[str] = (), look_at: Iterable[str] = (), broken: Iterable[str] = ()) -> dict[str, Any]:
    """Return a cell for the marker: what to look at, what the learner reads, what was noted.

    Parameters
    ----------
    notes
        What was seen in reading.
    look_at
        What a person must look at.
    broken
        What the learner is told could not be read.

    Returns
    -------
    dict
        A Markdown cell of nbformat's, locked and without marks; its source is one line of clean HTML.
    """
    parts = [
        _list(_("To look at"), look_at, LIGHT["warn"]),
        _list(_("The learner reads"), broken, LIGHT["accent"]),
        _list(_("Notes of the autograder"), notes, LIGHT["edge"]),
    ]
    metadata = {"editable": False, "deletable": False, "sourcenet": {"notes": True}}
    source = one_line(_box(*parts))
    return {"cell_type": "markdown", "id": "sourcenet-notes", "metadata": metadata, "source": source}


def _list(title: str, sentences: Iterable[str], ink: str) -> str:
    said = list(sentences)
    if not said:
        return ""
    shown = said[:_MOST_NOTES]
    if len(said) > len(shown):
        shown.append(many("{n} more like these", "{n} more like these", len(said) - len(shown)))
    items = (el("li", words(sentence), style="margin:2px 0;overflow-wrap:anywhere") for sentence in shown)
    style = f"margin:0 0 8px;padding:8px 14px;border-left:4px solid {ink};background:{LIGHT['sunken']}"
    return el("div", el("b", words(title)), el("ul", *items, style="margin:4px 0 0;padding-left:20px"), style=style)
