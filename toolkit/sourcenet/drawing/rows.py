"""One table for whoever marks or cannot see: a title a row, the columns in which something was said."""

from __future__ import annotations

from typing import NamedTuple

from sourcenet.drawing.markup import el, words
from sourcenet.words import _, many

__all__ = ["Row", "caption", "whole"]


class Row(NamedTuple):
    """A row: its title as text, its cells as markup."""

    title: str
    cells: list[str]
    chosen: bool = False


def caption(title: str, shown: int, all_: int) -> str:
    """Return what stands above a table, and how many rows are not in it."""
    if shown == all_:
        return f"{title}: {all_}"
    rest = many(
        "{n} more is in the network and not in this table",
        "{n} more are in the network and not in this table",
        all_ - shown,
    )
    return f"{title}: {shown}; {rest}"


def whole(titles: list[str], rows: list[Row], caption: str, empty: str = "") -> str:
    """Put a table together, without the columns in which nothing was said."""
    if not rows:
        return el("p", words(empty)) if empty else ""
    said = [k for k in range(len(titles) - 1) if any(row.cells[k] for row in rows)]
    columns = [titles[0], *(titles[k + 1] for k in said)]
    head = el("thead", el("tr", *(el("th", words(title), scope="col") for title in columns)))
    tag = el("br") + el("span", words(_("chosen by the learner")), class_="sn-tag")
    body = []
    for row in rows:
        first = el("th", words(row.title), tag if row.chosen else "", scope="row")
        # An empty cell still needs its closing tag: a browser does not know <td/>.
        others = "".join(f"<td>{row.cells[k]}</td>" for k in said)
        body.append(el("tr", first, others, class_="sn-chosen" if row.chosen else None))
    return el("table", el("caption", words(caption)), head, el("tbody", *body))
