"""The text of a widget's page side: parts joined in a fixed order into one script and one style sheet.

anywidget loads a script from a ``blob:`` address, where nothing can be imported by a relative path; so the
parts are plain scripts that share one module scope, joined here. The order is that of the house: what draws
(``drawing/parts``), the store, forms, the whole, and last the adapter, which is the only part that knows
Jupyter. A page without Jupyter takes the same parts with another adapter.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sourcenet.drawing.scripts import shared_js, vis_text

__all__ = ["PARTS", "builder_css", "builder_js", "look_back_css", "look_back_js", "sheet_css", "sheet_js", "vis_js"]

#: The parts in ``widgets/parts``, in the order in which they follow the shared ones; the widget's own script comes next.
PARTS = (
    *("store", "frame", "acts", "fields", "forms", "adding", "more"),
    *("measuring", "showing", "panel", "tables", "toolbar", "quicklist", "dialogs", "stage"),
)

#: What the look back has for itself; it takes all that the Builder's parts know of tables, picture and words.
LOOK_PARTS = ("sentences", "days")

#: What a sheet takes of them, and what it has for itself.
SHEET_PARTS = ("frame", "fields", "link", "drafts", "blocks", "blockforms")

#: What holds around a Builder: the still hides while it lives, and Notebook 7 does not shut it into a box of 24 lines.
_AROUND = """\
.jp-OutputArea:has(.sn-builder) .sn-still { display: none; }
.jp-CodeCell.jp-mod-outputsScrolled .jp-Cell-outputArea:has(.sn-builder) { max-height: none; overflow: visible; box-shadow: none; resize: none; }
"""


def _text(name: str) -> str:
    return (files("sourcenet.widgets") / name).read_text(encoding="utf-8")


def _joined(
    parts: tuple[str, ...],
    widget: str,
    make: str,
    adapter: str,
    others: tuple[str, ...] = ("createStore", "createCanvas"),
) -> str:
    """Join parts, a widget's own script and the adapter; the adapter makes whatever is called `createWidget`."""
    texts = [shared_js(), *(_text(f"parts/{name}.js") for name in parts), _text(f"{widget}.js")]
    if adapter:
        texts += [f"const createWidget = {make};", _text("parts/model.js"), _text(f"parts/{adapter}.js")]
    else:
        texts.append(f"export {{ {', '.join([*others, make])} }};\n")
    return "\n".join(texts)


@cache
def builder_js(adapter: str = "jupyter") -> str:
    """Join the script of the Builder.

    Parameters
    ----------
    adapter
        The part that connects it with its surroundings: ``"jupyter"``, or ``""`` for a script that only
        exports what another page needs (`createStore`, `createBuilder`, `createCanvas`).

    Returns
    -------
    str
        The text of one JavaScript module.
    """
    return _joined(PARTS, "builder", "createBuilder", adapter)


@cache
def look_back_js(adapter: str = "jupyter") -> str:
    """Join the script of the look back; see :func:`builder_js` (it exports `createLookBack`)."""
    return _joined((*PARTS, *LOOK_PARTS), "look_back", "createLookBack", adapter)


@cache
def builder_css() -> str:
    """Join the style sheet of the Builder: the shared tokens first, then its own rules.

    Returns
    -------
    str
        The text of one style sheet.
    """
    tokens = (files("sourcenet") / "data" / "tokens.css").read_text(encoding="utf-8")
    return f"{tokens}\n{_text('builder.css')}\n{_AROUND}"


@cache
def look_back_css() -> str:
    """Join the style sheet of the look back: that of the Builder, whose parts it shows, and its own rules."""
    return f"{builder_css()}\n{_text('look_back.css')}"


@cache
def sheet_js(adapter: str = "jupyter_sheet") -> str:
    """Join the script of all sheets; see :func:`builder_js` (it exports `createLink` and `createSheet`)."""
    return _joined(SHEET_PARTS, "sheet", "createSheet", adapter, ("createLink",))


@cache
def sheet_css() -> str:
    """Join the style sheet of all sheets: the shared tokens, and their own rules."""
    tokens = (files("sourcenet") / "data" / "tokens.css").read_text(encoding="utf-8")
    around = _AROUND.replace("sn-builder", "sn-sheet")
    return f"{tokens}\n{_text('sheet.css')}\n{around}"


@cache
def vis_js() -> str | None:
    """Read vis-network from the installed pyvis, as a module that hands it out.

    Returns
    -------
    str or None
        The text of a JavaScript module, or None where pyvis is not there or holds another file than the one
        this toolkit was tried with. Forms and tables do everything without it.
    """
    raw = vis_text()
    if raw is None:
        return None
    body = raw.replace("//# sourceMappingURL=vis-network.min.js.map", "")
    # The script looks for CommonJS first: given its own module object it leaves nothing on the page.
    head = "const module = { exports: {} }, exports = module.exports;\n"
    return f"{head}{body}\nconst vis = module.exports;\nexport default {{ initialize() {{ return {{ vis }}; }} }};\n"
