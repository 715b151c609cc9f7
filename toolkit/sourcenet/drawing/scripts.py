"""The scripts that every living picture shares: how a source looks on a canvas, where things go, how it is looked at.

The Builder joins them with its forms, a page that is handed out with its cards: each takes the text from here. The
parts are plain scripts that share one scope, because nothing can be imported by a relative path in a page without a
server, nor from the ``blob:`` address from which a widget is loaded.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

__all__ = ["SHARED", "shared_js", "vis_text"]

#: The parts in ``drawing/parts``, in the order in which they are joined; all else follows.
SHARED = ("dom", "counts", "saying", "geometry", "painter", "dots", "pointer", "canvas")

#: The SHA-256 of vis-network 9.1.2 inside pyvis 0.3.2; a file with another sum is not given to a browser.
_VIS_PATH = "templates/lib/vis-9.1.2/vis-network.min.js"
_VIS_SUM = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


@cache
def shared_js() -> str:
    """Join the scripts that draw.

    Returns
    -------
    str
        JavaScript that declares what a page or a widget needs (`createCanvas` ...) and does nothing by itself.
    """
    folder = files("sourcenet.drawing") / "parts"
    return "\n".join((folder / f"{name}.js").read_text(encoding="utf-8") for name in SHARED)


@cache
def vis_text() -> str | None:
    """Read vis-network from the installed pyvis, byte by byte the file that this toolkit was tried with.

    Returns
    -------
    str or None
        The script, or None where pyvis is not there or holds another file.
    """
    import hashlib

    spec = find_spec("pyvis")  # to import pyvis would cost seconds, and nothing of it is run
    if spec is None or spec.origin is None:
        return None
    try:
        raw = (Path(spec.origin).parent / _VIS_PATH).read_bytes()
    except OSError:
        return None
    return raw.decode("utf-8") if hashlib.sha256(raw).hexdigest() == _VIS_SUM else None
