"""GEXF 1.3, under both of its namespaces, and 1.2: attributes with types, places, directions, parallel edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sourcenet.errors import UnreadableFile
from sourcenet.formats.columns import Columns
from sourcenet.formats.foreign import Edge, Graph, Node
from sourcenet.formats.giving import Given
from sourcenet.formats.markup import attributes, element
from sourcenet.formats.values import as_number, as_text, typed
from sourcenet.formats.xml import Walk, parse
from sourcenet.words import _, many

__all__ = ["read", "write"]

_TYPES = {"boolean": "boolean", "whole": "long", "number": "double", "text": "string"}
_DIRECTED = {"directed": True, "undirected": False, "mutual": False}
_LOOKS = ("size", "color", "shape", "thickness")
_OUTSIDE = {"id", "label", "source", "target", "type", "for", "pid"}


class _Reader(Walk):
    def __init__(self, name: str) -> None:
        self.graph = Graph(name, "gexf")
        self.seen = False
        self.of = "node"
        self.attributes: dict[str, dict[str, tuple[str, str]]] = {"node": {}, "edge": {}}
        self.defaults: dict[str, dict[str, Any]] = {"node": {}, "edge": {}}
        self.attribute = ""
        self.open: list[Node | Edge] = []
        self.looks: Counter[str] = Counter()
        self.dynamic: Counter[str] = Counter()
        self.nested = self.mutual = self.spells = 0
        self.creator = ""

    def begin(self, name: str, given: Mapping[str, str]) -> None:
        if name == "attvalue":
            self._value(given)
        elif name == "edge":
            self._edge(given)
        elif name == "node":
            self._node(given)
        elif name == "position":
            self._position(given)
        elif name in _LOOKS:
            self.looks[name] += 1
        elif name == "gexf":
            self.seen = True
        elif name == "graph":
            self.graph.directed = given.get("defaultedgetype", "undirected") == "directed"
        elif name == "attributes":
            self.of = given.get("class", "node")
        elif name == "attribute":
            self.attribute = given.get("id", "")
            called = given.get("title") or self.attribute
            self.attributes.setdefault(self.of, {})[self.attribute] = (called, given.get("type", "string"))
        elif name == "spell":
            self.spells += 1
        elif name == "parent":
            self.nested += 1

    def end(self, name: str, text: str) -> None:
        if name in ("node", "edge"):
            self.open.pop()
        elif name == "default":
            called, kind = self.attributes.get(self.of, {}).get(self.attribute, ("", ""))
            if called:
                self.defaults.setdefault(self.of, {})[called] = typed(text, kind)
        elif name == "creator":
            self.graph.ours = text.startswith("sourcenet")
        elif name == "description":
            self.graph.question = text if self.graph.ours else self.graph.question

    def _node(self, given: Mapping[str, str]) -> None:
        fields: dict[str, Any] = {}
        if given.get("label"):
            fields["name" if self.graph.ours else "label"] = given["label"]
        if self.open or "pid" in given:
            self.nested += 1
        self._more(given, fields)
        self.open.append(self.graph.add_node(given.get("id", ""), fields, _("line {n}").format(n=self.line)))

    def _edge(self, given: Mapping[str, str]) -> None:
        fields: dict[str, Any] = {}
        if given.get("label"):
            fields["relation" if self.graph.ours else "label"] = given["label"]
        if "weight" in given:
            fields["weight"] = given["weight"]
        self._more(given, fields)
        kind = given.get("type", "")
        if kind == "mutual":
            self.mutual += 1
            fields["directed"] = "mutual"
        place = _("line {n}").format(n=self.line)
        edge = Edge(
            given.get("id", ""), given.get("source", ""), given.get("target", ""), fields, place, _DIRECTED.get(kind)
        )
        self.graph.add_edge(edge)
        self.open.append(edge)

    def _more(self, given: Mapping[str, str], fields: dict[str, Any]) -> None:
        """Keep what else stands on the element, such as ``start`` and ``end`` of a graph that changes in time."""
        for name, value in given.items():
            if name not in _OUTSIDE and name != "weight":
                fields[name] = value

    def _value(self, given: Mapping[str, str]) -> None:
        if not self.open:
            return
        on = self.open[-1]
        of = "node" if isinstance(on, Node) else "edge"
        id = given.get("for") or given.get("id", "")
        called, kind = self.attributes[of].get(id, (id, "string"))
        if given.keys() & {"start", "end", "startopen", "endopen", "timestamp"}:
            self.dynamic[called] += 1
        if called == "weight" and of == "edge":
            kind = "string"
        on.fields[called] = typed(given.get("value", ""), kind)

    def _position(self, given: Mapping[str, str]) -> None:
        x, y = as_number(given.get("x", "")), as_number(given.get("y", ""))
        if self.open and isinstance(self.open[-1], Node) and x is not None and y is not None:
            self.open[-1].at = (float(x), 0.0 - float(y))  # GEXF counts upwards, a page downwards


def read(data: bytes, name: str) -> Graph:
    """Read GEXF.

    Raises
    ------
    UnreadableFile
        It is none, or not whole.
    """
    reader = _Reader(name)
    parse(data, reader, name)
    graph = reader.graph
    if not reader.seen:
        raise UnreadableFile(_("{file} is XML, but not GEXF: its first element is another one.").format(file=name))
    things: tuple[tuple[str, list[Any]], ...] = (("node", graph.nodes), ("edge", graph.edges))
    for of, listed in things:
        for called, value in reader.defaults[of].items():
            for one in listed:
                one.fields.setdefault(called, value)
    _say(reader)
    return graph


def _say(reader: _Reader) -> None:
    notes = reader.graph.notes
    if reader.looks:
        looks = ", ".join(sorted(reader.looks))
        notes.append(
            _("Looks are not kept ({looks}): here they come from the kind and from where a source stands.").format(
                looks=looks
            )
        )
    for called, n in reader.dynamic.items():
        notes.append(
            many("“{{called}}” changes in time: of its {n} value the last one counts.", "“{{called}}” changes in time: of its {n} values the last one of each counts.", n).format(called=called)
        )  # fmt: skip
    if reader.spells:
        notes.append(many("{n} span of time was left out.", "{n} spans of time were left out.", reader.spells))
    if reader.nested:
        notes.append(
            many(
                "{n} source lies inside another one there; here it stands beside it.",
                "{n} sources lie inside others there; here they stand beside them.",
                reader.nested,
            )
        )
    if reader.mutual:
        notes.append(
            many(
                "{n} connection goes both ways in the file: it is one connection here, marked so.",
                "{n} connections go both ways in the file: each is one connection here, marked so.",
                reader.mutual,
            )
        )


def write(given: Given) -> bytes:
    """Return a network as GEXF 1.3."""
    nodes = Columns({n: v for n, v in {**row.fields, **row.extra}.items() if n != "name"} for row in given.sources)
    edges = Columns({n: v for n, v in fields.items() if n != "weight"} for fields in given.edge_fields)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        "  <meta>",
        f"    {_plain('creator', f'sourcenet {given.version}')}",
        *([f"    {_plain('description', given.question)}"] if given.question else []),
        "  </meta>",
        f'  <graph defaultedgetype="{"undirected" if given.undirected else "directed"}" mode="static">',
    ]
    for of, columns in (("node", nodes), ("edge", edges)):
        lines.append(f'    <attributes class="{of}" mode="static">')
        for n, (called, kind) in enumerate(columns.kinds.items()):
            lines.append(f"      <attribute {attributes({'id': str(n), 'title': called, 'type': _TYPES[kind]})}/>")
        lines.append("    </attributes>")
    lines.append("    <nodes>")
    for row in given.sources:
        lines.append(f"      <node {attributes({'id': row.id, 'label': str(row.fields['name'])})}>")
        lines += _values({**row.fields, **row.extra}, nodes)
        if row.at is not None:
            spot = {"x": as_text(row.at[0]), "y": as_text(0.0 - row.at[1])}
            lines.append(f"        <viz:position {attributes(spot)}/>")
        lines.append("      </node>")
    lines += ["    </nodes>", "    <edges>"]
    for tie in given.connections:
        fields = given.fields_of(tie)
        head = {"id": tie.id, "source": tie.start, "target": tie.end}
        if "weight" in fields:
            head["weight"] = as_text(fields["weight"])
        lines.append(f"      <edge {attributes(head)}>")
        lines += _values(fields, edges)
        lines.append("      </edge>")
    return "\n".join([*lines, "    </edges>", "  </graph>", "</gexf>", ""]).encode()


def _plain(name: str, text: str) -> str:
    return element(name, {}, text).replace(" >", ">", 1)


def _values(fields: Mapping[str, Any], columns: Columns) -> list[str]:
    values = [
        f"          <attvalue {attributes({'for': str(columns.places[called]), 'value': columns.as_text(called, value)})}/>"
        for called, value in fields.items()
        if called in columns.places
    ]
    return ["        <attvalues>", *values, "        </attvalues>"] if values else []
