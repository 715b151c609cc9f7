"""Node-link JSON as networkx reads and writes it; d3's, Cytoscape's and graphology's dialects are read too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sourcenet.errors import UnreadableFile
from sourcenet.formats.foreign import Edge, Graph
from sourcenet.formats.giving import Given
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["read", "write"]

# Names that mean something in node-link JSON itself: an extra field of such a name is kept one level deeper.
_OF_NODES = {"id", "key", "data", "attributes", "position", "extra"}
_OF_EDGES = {"id", "key", "source", "target", "from", "to", "data", "attributes", "extra"}


def read(data: bytes, name: str) -> Graph:
    """Read node-link JSON.

    Raises
    ------
    UnreadableFile
        It is no JSON, or JSON without nodes.
    """
    content = _load(data, name)
    if isinstance(content, dict) and isinstance(content.get("elements"), dict):  # Cytoscape
        content = {**content, **content["elements"]}
    if not isinstance(content, dict) or not isinstance(content.get("nodes"), list):
        raise UnreadableFile(
            _(
                "{file} is JSON, but no network: there is no list “nodes” in it. A network has “nodes” and “edges” "
                "(or “links”), as networkx.node_link_data writes them."
            ).format(file=name)
        )
    edges: list[Any] = next((content[key] for key in ("edges", "links") if isinstance(content.get(key), list)), [])
    about = content.get("graph") if isinstance(content.get("graph"), dict) else {}
    graph = Graph(name, "json", directed=_directed(content))
    graph.question = str(about.get("question") or "") if about else ""
    graph.ours = bool(about and about.get("sourcenet"))
    ids: list[str] = []
    for n, node in enumerate(content["nodes"], 1):
        place = _("node {n}").format(n=n)
        fields = _fields(node, {"id", "key"})
        id = _id(node) if isinstance(node, dict) else clean_text(str(node))
        ids.append(id or f"{n - 1}")
        graph.add_node(ids[-1], fields, place)
    known = set(ids)
    named = any(_id(node) for node in content["nodes"] if isinstance(node, dict))
    graph.counted = not named
    for n, edge in enumerate(edges, 1):
        place = _("connection {n}").format(n=n)
        if not isinstance(edge, dict):
            edge = dict(zip(("source", "target"), edge, strict=False)) if isinstance(edge, list) else {}
        flat = {**edge, **_inner(edge)}
        ends = [_end(flat, key, ids, known, named=named) for key in (("source", "from"), ("target", "to"))]
        fields = _fields(edge, {"id", "key", "source", "target", "from", "to"})
        without = fields.get("directed") is False or fields.get("undirected") is True
        directed = False if without else None
        if without:
            fields = {name: value for name, value in fields.items() if name not in ("directed", "undirected")}
        graph.add_edge(Edge(_id(edge), ends[0], ends[1], fields, place, directed))
    return graph


def _load(data: bytes, name: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig") if data[:3] == b"\xef\xbb\xbf" else data)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            _("{file} is not written in UTF-8. Save it as UTF-8, then read it again.").format(file=name)
        ) from error
    except RecursionError as error:
        raise UnreadableFile(_("{file} is nested too deep for a network.").format(file=name)) from error
    except ValueError as error:
        line = getattr(error, "lineno", 0)
        raise UnreadableFile(
            _(
                "{file}, line {line}: this is not whole JSON. Nothing was read; fetch it again or export it anew."
            ).format(file=name, line=line)
        ) from error


def _directed(content: Mapping[str, Any]) -> bool:
    options = content.get("options")
    if isinstance(options, dict) and "type" in options:  # graphology
        return bool(options["type"] != "undirected")
    return content.get("directed") is not False


def _inner(thing: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for key in ("data", "attributes") if isinstance(thing.get(key), dict) for k, v in thing[key].items()}


def _id(thing: Mapping[str, Any]) -> str:
    flat = {**thing, **_inner(thing)}
    found = flat.get("id") if flat.get("id") not in (None, "") else flat.get("key")
    return "" if found is None else found if isinstance(found, str) else json.dumps(found)


def _end(flat: Mapping[str, Any], keys: tuple[str, ...], ids: list[str], known: set[str], *, named: bool) -> str:
    end = next((flat[key] for key in keys if flat.get(key) is not None), "")
    if isinstance(end, dict):  # d3 puts the node itself there once it has drawn it
        end = _id(end)
    text = end if isinstance(end, str) else json.dumps(end)
    if isinstance(end, int) and not isinstance(end, bool) and 0 <= end < len(ids) and (not named or text not in known):
        return ids[end]
    return text


def _fields(thing: Any, without: set[str]) -> dict[str, Any]:
    """Return what is said of a node or edge, flat: what lies deeper is brought up or kept as JSON."""
    if not isinstance(thing, dict):
        return {}
    fields: dict[str, Any] = {}
    for name, value in {**thing, **_inner(thing)}.items():
        if name in without or (name in ("data", "attributes") and isinstance(value, dict)):
            continue
        if name == "extra" and isinstance(value, dict):
            fields.update({f"{k}": v for k, v in value.items()})
        elif name == "position" and isinstance(value, dict):
            fields.update({axis: value[axis] for axis in ("x", "y") if axis in value})
        elif isinstance(value, dict) or (isinstance(value, list) and any(isinstance(v, (list, dict)) for v in value)):
            fields[name] = json.dumps(value, ensure_ascii=False)
        else:
            fields[name] = value
    return fields


def write(given: Given) -> bytes:
    """Return a network as node-link JSON."""
    nodes = [{"id": row.id, **_flat(row.all_with_place, _OF_NODES)} for row in given.sources]
    edges = [
        {"source": tie.start, "target": tie.end, "key": tie.id, **_flat(given.fields_of(tie), _OF_EDGES)}
        for tie in given.connections
    ]
    content = {
        "directed": not given.undirected,
        "multigraph": True,
        "graph": {"sourcenet": given.version, **({"question": given.question} if given.question else {})},
        "nodes": nodes,
        "edges": edges,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _flat(fields: Mapping[str, Any], reserved: set[str]) -> dict[str, Any]:
    flat = {name: value for name, value in fields.items() if name not in reserved}
    deeper = {name: value for name, value in fields.items() if name in reserved}
    return {**flat, "extra": deeper} if deeper else flat
