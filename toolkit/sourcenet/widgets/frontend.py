"""The text of a widget's page side: parts joined in a fixed order into one script and one style sheet.

anywidget loads a script from a ``blob:`` address, where nothing can be imported by a relative path; so the
parts are plain scripts that share one module scope, joined here. The order is that of the house: making
elements, counting, the store, drawing, forms, the whole, and last the adapter, which is the only part that
knows Jupyter. A page without Jupyter takes the same parts with another adapter.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

__all__ = ["PARTS", "builder_css", "builder_js", "vis_js"]

#: The parts in ``widgets/parts``, in the order in which they are joined; the widget's own script follows.
PARTS = (
    *("dom", "counts", "store"),
    *("geometry", "painter", "dots", "pointer", "canvas"),
    *("acts", "fields", "forms", "adding", "more", "panel", "tables", "toolbar", "quicklist", "dialogs", "stage"),
)

#: The SHA-256 of vis-network 9.1.2 inside pyvis 0.3.2; a file with another sum is not given to a browser.
_VIS_PATH = "templates/lib/vis-9.1.2/vis-network.min.js"
_VIS_SUM = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"

#: What holds around a Builder: the still hides while it lives, and Notebook 7 does not shut it into a box of 24 lines.
_AROUND = """\
.jp-OutputArea:has(.sn-builder) .sn-still { display: none; }
.jp-CodeCell.jp-mod-outputsScrolled .jp-Cell-outputArea:has(.sn-builder) { max-height: none; overflow: visible; box-shadow: none; resize: none; }
"""


def _text(name: str) -> str:
    return (files("sourcenet.widgets") / name).read_text(encoding="utf-8")


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
    parts = [_text(f"parts/{name}.js") for name in PARTS] + [_text("builder.js")]
    parts.append(_text(f"parts/{adapter}.js") if adapter else "export { createStore, createBuilder, createCanvas };\n")
    return "\n".join(parts)


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
def vis_js() -> str | None:
    """Read vis-network from the installed pyvis, as a module that hands it out.

    Returns
    -------
    str or None
        The text of a JavaScript module, or None where pyvis is not there or holds another file than the one
        this toolkit was tried with. Forms and tables do everything without it.
    """
    import hashlib

    spec = find_spec("pyvis")  # to import pyvis would cost a quarter of a second, and nothing of it is run
    if spec is None or spec.origin is None:
        return None
    try:
        raw = (Path(spec.origin).parent / _VIS_PATH).read_bytes()
    except OSError:
        return None
    if hashlib.sha256(raw).hexdigest() != _VIS_SUM:
        return None
    body = raw.decode("utf-8").replace("//# sourceMappingURL=vis-network.min.js.map", "")
    # The script looks for CommonJS first: given its own module object it leaves nothing on the page.
    head = "const module = { exports: {} }, exports = module.exports;\n"
    return f"{head}{body}\nconst vis = module.exports;\nexport default {{ initialize() {{ return {{ vis }}; }} }};\n"
