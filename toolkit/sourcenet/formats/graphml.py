"""GraphML: typed attributes on nodes and edges, parallel edges, one direction for all or one for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sourcenet.errors import UnreadableFile
from sourcenet.formats.columns import Columns
from sourcenet.formats.foreign import Edge, Graph, Node
from sourcenet.formats.giving import Given
from sourcenet.formats.markup import attributes, element
from sourcenet.formats.values import as_number, typed
from sourcenet.formats.xml import Walk, parse
from sourcenet.model.report import Entry
from sourcenet.words import _, many

__all__ = ["read", "write"]

_TYPES = {"boolean": "boolean", "whole": "long", "number": "double", "text": "string"}
_LABELS = ("NodeLabel", "EdgeLabel")  # where yEd keeps what is written on a thing


class _Reader(Walk):
    def __init__(self, name: str) -> None:
        self.graph = Graph(name, "graphml")
        self.keys: dict[str, tuple[str, str, str]] = {}  # id: (name, type, for)
        self.defaults: dict[tuple[str, str], Any] = {}  # (for, name)
        self.open: list[Node | Edge | Graph] = []
        self.key = self.default_of = ""
        self.seen = False
        self.nested = 0
        self.hyper = ""
        self.pending: tuple[str, str, dict[str, Any]] | None = None

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        if name == "graphml":
            self.seen = True
        elif name == "key":
            self._key(given)
        elif name == "graph":
            if self.open:
                self.nested += 1
            self.open.append(self.graph)
            if len(self.open) == 1:
                self.graph.directed = given.get("edgedefault") != "undirected"
        elif name == "node":
            self.open.append(self.graph.add_node(given.get("id", ""), {}, _("line {n}").format(n=self.line)))
        elif name == "edge":
            directed = {"true": True, "false": False}.get(given.get("directed", ""))
            place = _("line {n}").format(n=self.line)
            edge = Edge(given.get("id", ""), given.get("source", ""), given.get("target", ""), {}, place, directed)
            self.graph.add_edge(edge)
            self.open.append(edge)
        elif name == "hyperedge":
            self.hyper = given.get("id", "")
            reason = _("a connection of more than two ends cannot be kept")
            self.graph.skipped.append(Entry(_("line {n}").format(n=self.line), self.hyper, reason))
            self.open.append(Graph("", ""))
        elif name == "data":
            self.key = given.get("key", "")
        elif name == "Geometry" and self.open and isinstance(self.open[-1], Node):  # yEd
            x, y = as_number(given.get("x", "")), as_number(given.get("y", ""))
            if x is not None and y is not None:
                self.open[-1].at = (float(x), float(y))

    def _key(self, given: Mapping[str, str]) -> None:
        id = given.get("id", "")
        kind = given.get("attr.type", "string")
        called = given.get("attr.name") or given.get("yfiles.type") or id
        self.keys[id] = (called, kind, given.get("for", "all"))
        self.default_of = id

    def end(self, name: str, text: str) -> None:
        if name in ("graph", "node", "edge", "hyperedge"):
            self.open.pop()
        elif name == "data":
            self._data(text)
            self.key = ""
        elif name in _LABELS and self.open and not isinstance(self.open[-1], Graph):
            self.open[-1].fields.setdefault("label", text.strip())
        elif name == "default" and self.default_of:
            called, kind, what = self.keys[self.default_of]
            for each in ("node", "edge") if what == "all" else (what,):
                self.defaults[each, called] = typed(text, kind)
        elif name == "key":
            self.default_of = ""

    def _data(self, text: str) -> None:
        if not self.open or self.key not in self.keys:
            if self.open and isinstance(self.open[-1], (Node, Edge)) and text.strip():
                self.open[-1].fields.setdefault(self.key or "data", text)
            return
        called, kind, _what = self.keys[self.key]
        on = self.open[-1]
        if not isinstance(on, Graph):
            if text.strip() or kind == "string":
                value = typed(text, kind)
                if isinstance(value, str) and not value.strip() and called.endswith("graphics"):
                    return
                on.fields[called] = value
        elif on is self.graph and len(self.open) == 1:
            if called == "question":
                self.graph.question = text
            elif called == "sourcenet":
                self.graph.ours = True


def read(data: bytes, name: str) -> Graph:
    """Read GraphML.

    Raises
    ------
    UnreadableFile
        It is none, or not whole.
    """
    reader = _Reader(name)
    parse(data, reader, name)
    graph = reader.graph
    if not reader.seen:
        raise UnreadableFile(_("{file} is XML, but not GraphML: its first element is another one.").format(file=name))
    for node in graph.nodes:
        for (what, called), value in reader.defaults.items():
            if what == "node":
                node.fields.setdefault(called, value)
    for edge in graph.edges:
        for (what, called), value in reader.defaults.items():
            if what == "edge":
                edge.fields.setdefault(called, value)
    if reader.nested:
        graph.notes.append(
            many(
                "{n} graph lies inside a node: its nodes stand beside the others here.",
                "{n} graphs lie inside nodes: their nodes stand beside the others here.",
                reader.nested,
            )
        )
    return graph


def write(given: Given) -> bytes:
    """Return a network as GraphML."""
    nodes, edges = Columns(row.all_with_place for row in given.sources), Columns(given.edge_fields)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation='
        '"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ]
    for what, columns, letter in (("node", nodes, "n"), ("edge", edges, "e")):
        for n, (called, kind) in enumerate(columns.kinds.items()):
            more = {"id": f"{letter}{n}", "for": what, "attr.name": called, "attr.type": _TYPES[kind]}
            lines.append(f"  <key {attributes(more)}/>")
    for called in ("question", "sourcenet"):
        lines.append(
            f"  <key {attributes({'id': called, 'for': 'graph', 'attr.name': called, 'attr.type': 'string'})}/>"
        )
    lines.append(f'  <graph edgedefault="{"undirected" if given.undirected else "directed"}">')
    lines.append(f"    {element('data', {'key': 'sourcenet'}, given.version)}")
    if given.question:
        lines.append(f"    {element('data', {'key': 'question'}, given.question)}")
    for row in given.sources:
        lines.append(f"    <node {attributes({'id': row.id})}>")
        lines += _data(row.all_with_place, nodes, "n")
        lines.append("    </node>")
    for tie in given.connections:
        lines.append(f"    <edge {attributes({'id': tie.id, 'source': tie.start, 'target': tie.end})}>")
        lines += _data(given.fields_of(tie), edges, "e")
        lines.append("    </edge>")
    return "\n".join([*lines, "  </graph>", "</graphml>", ""]).encode()


def _data(fields: Mapping[str, Any], columns: Columns, letter: str) -> list[str]:
    place = columns.places
    return [
        f"      {element('data', {'key': f'{letter}{place[called]}'}, columns.as_text(called, value))}"
        for called, value in fields.items()
    ]
