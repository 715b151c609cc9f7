"""What pyvis makes of a network: the drawing library in its page, and the nodes and edges that it wrote into it.

pyvis writes a whole page, with headings that are read as markup, links to other people's servers, and menus. Of that
page three things are taken over: vis-network (checked byte by byte), nodes, and edges. All else of it stays behind.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from sourcenet.drawing.scripts import vis_text
from sourcenet.errors import CannotDo
from sourcenet.words import _

__all__ = ["VERSION", "Made", "made_by_pyvis"]

#: The version that this toolkit was tried with; its page is read by its exact words.
VERSION = "0.3.2"
_NODES, _EDGES = "nodes = new vis.DataSet(", "edges = new vis.DataSet("


class Made(NamedTuple):
    """What is taken over from the page of pyvis."""

    library: str
    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]


def made_by_pyvis(nodes: Iterable[dict[str, Any]], edges: Iterable[dict[str, Any]]) -> Made:
    """Let pyvis make a page of nodes and edges, and take over what it is safe to take.

    Parameters
    ----------
    nodes, edges
        As pyvis wants them, each with an ``id``; an edge with ``from`` and ``to``. Without ``title``, which
        pyvis would show as markup.

    Returns
    -------
    Made
        The drawing library and the data, read back out of the page.

    Raises
    ------
    CannotDo
        pyvis is not installed, or not as it was tried.
    """
    library = _library()
    page = _network(directed=True, cdn_resources="in_line")
    page.toggle_physics(False)
    for node in nodes:
        page.add_node(node["id"], **{key: value for key, value in node.items() if key != "id"})
    for edge in edges:
        page.add_edge(
            edge["from"], edge["to"], **{key: value for key, value in edge.items() if key not in ("from", "to")}
        )
    html: str = page.generate_html()
    at = html.find(library)
    return Made(library, _read(html, _NODES, at), _read(html, _EDGES, at))


def _library() -> str:
    try:
        found = version("pyvis")
    except PackageNotFoundError:
        found = ""
    if not found:
        raise CannotDo(
            _("No page was made: pyvis is not installed here. Install it with: pip install pyvis=={version}").format(
                version=VERSION
            )
        )
    library = vis_text() if found == VERSION else None
    if library is None:
        raise CannotDo(
            _(
                "No page was made: it needs pyvis {version} as it was published, and found is {found}."
                " Install it with: pip install --force-reinstall pyvis=={version}"
            ).format(version=VERSION, found=found)
        )
    return library.replace("\r\n", "\n").rstrip()  # as pyvis writes it, and as a browser reads it


def _network(**options: Any) -> Any:
    """Return pyvis's own network; it loads NetworkX, IPython and jinja2, so only now."""
    try:
        return importlib.import_module("pyvis.network").Network(**options)
    except ImportError as error:
        raise CannotDo(
            _("No page was made: pyvis could not be loaded ({why}). Install it again.").format(why=error)
        ) from error


def _read(html: str, head: str, start: int) -> list[dict[str, Any]]:
    """Read the data that follows certain words of pyvis's script."""
    at = html.find(head, start) if start >= 0 else -1
    if at < 0:
        raise CannotDo(_("No page was made: the page of pyvis reads otherwise than expected. Install pyvis again."))
    data: list[dict[str, Any]] = json.JSONDecoder().raw_decode(html, at + len(head))[0]
    return data
