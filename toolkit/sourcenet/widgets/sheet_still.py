"""A sheet without Python and without scripts: the same blocks as plain markup, what can be pressed left out."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sourcenet.drawing.markup import el, words
from sourcenet.words import _

__all__ = ["sheet_html"]

#: So many rows of a table and items of a list stand in a still.
_MOST = 200
_PLAIN = "color:#1d2127;background:#fff;padding:10px 14px;border:1px solid #dfe2e6;border-radius:8px;font:13px/1.5 system-ui,sans-serif"
_NOTE = {"good": "#eaf5ee", "warn": "#fdf4e3", "try": "#e8f0fb", "plain": "#f3f4f6"}


def sheet_html(title: str, name: str, task: str, blocks: Iterable[Mapping[str, Any]]) -> str:
    """Write a sheet as HTML without scripts: hidden while the widget lives, there on paper and the next day.

    Parameters
    ----------
    title, name, task
        The learner's question, what the widget is called, and what is to be done in it.
    blocks
        What stands in it, as of :mod:`sourcenet.widgets.blocks`.

    Returns
    -------
    str
        HTML in which every text is escaped.
    """
    head = el("p", el("strong", words(title)), " ", el("span", words(name), style="color:#565e68"))
    asked = el("p", words(task), style=f"background:{_NOTE['try']};padding:6px 10px;border-radius:6px") if task else ""
    return f'<div class="sn-still"><div style="{_PLAIN}">{head}{asked}{_all(blocks)}</div></div>'


def _all(blocks: Iterable[Mapping[str, Any]]) -> str:
    return "".join(_WRITE[str(block["is"])](block) for block in blocks if str(block.get("is")) in _WRITE)


def _heading(block: Mapping[str, Any]) -> str:
    about = el("p", words(block["about"]), style="color:#565e68;margin:0") if block.get("about") else ""
    return el(f"h{block['level'] + 1}", words(block["words"]), style="margin:10px 0 2px") + about


def _text(block: Mapping[str, Any]) -> str:
    return "".join(el("p", words(part), style="margin:4px 0") for part in block["words"].split("\n\n") if part.strip())


def _note(block: Mapping[str, Any]) -> str:
    title = el("strong", words(block["title"])) + " " if block.get("title") else ""
    return el(
        "p", title, words(block["words"]), style=f"background:{_NOTE[block['kind']]};padding:6px 10px;margin:6px 0"
    )


def _items(block: Mapping[str, Any]) -> str:
    all_ = block.get("items", [])
    lines = [el("li", words(one) if isinstance(one, str) else _all([one])) for one in all_[:_MOST]]
    rest = len(all_) - _MOST
    more = el("p", words(_("and {n} more").format(n=rest))) if rest > 0 else ""
    return el("ol" if block.get("numbered") else "ul", *lines) + more


def _table(block: Mapping[str, Any]) -> str:
    head = el("tr", *(el("th", words(one), scope="col", style="text-align:left") for one in block["head"]))
    rows = [
        el("tr", *(el("th" if n == 0 else "td", _cell(cell), style="text-align:left") for n, cell in enumerate(row)))
        for row in block.get("rows", [])[:_MOST]
    ]
    return el("table", el("caption", words(block["caption"])), el("thead", head), el("tbody", *rows))


def _cell(cell: object) -> str:
    if isinstance(cell, Mapping):
        return "" if cell.get("is") == "act" else _all([cell])
    return words(str(cell))


def _picture(block: Mapping[str, Any]) -> str:
    data = base64.b64encode(block["svg"].encode()).decode()
    return f'<p><img alt="{words(block["words"])}" style="max-width:640px;width:100%" src="data:image/svg+xml;base64,{data}"></p>'


def _scale(block: Mapping[str, Any]) -> str:
    of = _("{value} of {of}").format(value=f"{block['value']:g}", of=block["of"])
    return el("p", words(f"{block['words']}: {of}"), style="margin:2px 0")


def _card(block: Mapping[str, Any]) -> str:
    return el(
        "div", _all(block.get("inside", ())), style="border-left:3px solid #dfe2e6;padding-left:10px;margin:8px 0"
    )


def _columns(block: Mapping[str, Any]) -> str:
    return _all(block["main"]) + _all(block["side"])


def _inside(block: Mapping[str, Any]) -> str:
    return _all(block.get("inside", ()))


def _fold(block: Mapping[str, Any]) -> str:
    return el("details", el("summary", words(block["words"])), _all(block.get("inside", ())))


def _form(block: Mapping[str, Any]) -> str:
    return _all(block.get("fields", ()))


def _part(block: Mapping[str, Any]) -> str:
    about = el("p", words(block["about"]), style="color:#565e68;margin:0") if block.get("about") else ""
    return el("p", el("strong", words(block["label"])), style="margin:10px 0 0") + about + _inside(block)


def _field(block: Mapping[str, Any]) -> str:
    value = block.get("value") or ""
    if value and "options" in block:
        called = dict(_flat(block["options"]))
        some = value if isinstance(value, list) else [value]
        value = ", ".join(called.get(str(one), str(one)) for one in some)
    label = el("span", words(block["label"]), style="color:#565e68")
    return el("p", label, " ", words(str(value)) or "…", style="margin:4px 0;white-space:pre-line")


def _flat(some: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for one in some:
        if isinstance(one[1], (list, tuple)):
            yield from _flat(one[1])
        else:
            yield str(one[0]), str(one[1])


def _options(block: Mapping[str, Any]) -> str:
    lines = [el("li", words(" · ".join(filter(None, one[1:])))) for one in block["options"][:_MOST]]
    return el("p", words(block["words"]), style="margin:6px 0 0") + (el("ul", *lines) if lines else "")


_WRITE: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "heading": _heading,
    "text": _text,
    "note": _note,
    "items": _items,
    "table": _table,
    "picture": _picture,
    "scale": _scale,
    "card": _card,
    "columns": _columns,
    "fold": _fold,
    "form": _form,
    "options": _options,
    "part": _part,
    **dict.fromkeys(("line", "area", "date", "select", "five", "choice", "ticks"), _field),
}
