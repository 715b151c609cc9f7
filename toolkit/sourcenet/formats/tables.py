"""Two tables, of sources and of connections, wherever they come from: which columns are ids, names and ends."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any, NamedTuple

from sourcenet.errors import UnreadableFile
from sourcenet.formats.foreign import Edge, Graph
from sourcenet.formats.giving import Given
from sourcenet.formats.naming import NAMES, plain_name
from sourcenet.formats.placing import lift
from sourcenet.model.source import SOURCE_FIELDS
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["Table", "connections_of", "graph_of", "is_connections", "sources_of"]

# What people call the two ends of a connection, in pairs; the second one is where it leads.
_ENDS = (
    ("start", "end"),
    ("source", "target"),
    ("from", "to"),
    ("sender", "receiver"),
    ("sender", "recipient"),
    ("src", "dst"),
    ("tail", "head"),
    ("ego", "alter"),
    ("node1", "node2"),
    ("node 1", "node 2"),
    ("source id", "target id"),
    ("from id", "to id"),
    ("id1", "id2"),
    ("i", "j"),
)
_IDS = ("id", "uid", "node id", "nodeid", "source id", "key", "node")
_OURS_SOURCES, _OURS_CONNECTIONS = ("id", "name", "kind"), ("id", "start", "end")


class Table(NamedTuple):
    """A table: its column names, and its rows with their places."""

    columns: list[str]
    rows: list[tuple[str, list[Any]]]
    name: str = ""


def ends_of(columns: Sequence[str]) -> tuple[int, int] | None:
    """Return which columns hold the two ends of a connection; a misspelt one is recognised too."""
    plain = [plain_name(column) for column in columns]
    for start, end in _ENDS:
        if start in plain and end in plain:
            return plain.index(start), plain.index(end)
    for start, end in _ENDS[:5]:  # one of the two as it should be, the other one nearly: "Reciever"
        for sure, near in ((start, end), (end, start)):
            if sure in plain:
                rest = [name for name in plain if name != sure]
                close = difflib.get_close_matches(near, rest, n=1, cutoff=0.75)
                if close:
                    places = plain.index(sure), plain.index(close[0])
                    return places if sure == start else (places[1], places[0])
    return None


def is_connections(table: Table) -> bool:
    """Tell whether a table is one of connections, by its columns."""
    return ends_of(table.columns) is not None


def graph_of(
    sources: Table | None, connections: Table | None, name: str, format: str, *, ours: bool | None = None
) -> Graph:
    """Return what two tables hold, or one of them.

    Raises
    ------
    UnreadableFile
        A table has no column that its rows can be told by.
    """
    graph = Graph(name, format, ends_name_sources=True)
    given = [(table, start) for table, start in ((sources, _OURS_SOURCES), (connections, _OURS_CONNECTIONS)) if table]
    graph.ours = all(tuple(table.columns[:3]) == start for table, start in given) if ours is None else ours
    if sources is not None:
        _take_sources(graph, sources)
        lift(graph.nodes)
    if connections is not None:
        _take_connections(graph, connections)
    return graph


def _take_sources(graph: Graph, table: Table) -> None:
    plain = [plain_name(column) for column in table.columns]
    by_id = next((plain.index(one) for one in _IDS if one in plain), None)
    by_name = next((plain.index(one) for one in NAMES if one in plain), None)
    if by_id is None and by_name is None:
        raise UnreadableFile(
            _(
                "{file} has no column that names its sources: it has {columns}. Call one of them “name” (or “id”), "
                "and in a table of connections call two “start” and “end”."
            ).format(file=graph.name, columns=clean_text(", ".join(table.columns), 200))
        )
    for place, row in table.rows:
        fields = _fields(table, row, {by_id})
        id = _text(row[by_id]) if by_id is not None and by_id < len(row) else ""
        if not id and by_name is not None and by_name < len(row):
            id = _text(row[by_name])
        graph.add_node(id, fields, place)


def _take_connections(graph: Graph, table: Table) -> None:
    found = ends_of(table.columns)
    if found is None:
        raise UnreadableFile(
            _(
                "{file} has no two columns for the ends of a connection: it has {columns}. "
                "Call them “start” and “end” (or “source” and “target”)."
            ).format(file=graph.name, columns=clean_text(", ".join(table.columns), 200))
        )
    plain = [plain_name(column) for column in table.columns]
    for column in found:
        if plain[column] not in {name for pair in _ENDS for name in pair}:
            graph.notes.append(_("“{column}” is read as an end of a connection.").format(column=table.columns[column]))
    names = [plain.index(one) if one in plain else None for one in ("start name", "end name")]
    by_id = plain.index("id") if "id" in plain else None
    by_type = plain.index("type") if "type" in plain else None
    for place, row in table.rows:
        ends = []
        for column, named in zip(found, names, strict=True):
            end = _text(row[column]) if column < len(row) else ""
            ends.append(end or (_text(row[named]) if named is not None and named < len(row) else ""))
        directed, without = None, {*found, *names, by_id}
        if by_type is not None and by_type < len(row):  # Gephi's table of edges says so in each row
            kind = _text(row[by_type]).casefold()
            if kind in ("directed", "undirected"):
                directed, without = kind == "directed", {*without, by_type}
        id = _text(row[by_id]) if by_id is not None and by_id < len(row) else ""
        fields = _fields(table, row, without)
        if _text(fields.get("directed")).casefold() == "false":
            directed = False
            del fields["directed"]
        graph.add_edge(Edge(id, ends[0], ends[1], fields, place, directed))


def _fields(table: Table, row: list[Any], without: set[int | None]) -> dict[str, Any]:
    return {
        column: value
        for n, (column, value) in enumerate(zip(table.columns, row, strict=False))
        if n not in without and value is not None and value != ""
    }


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return "" if value is None else clean_text(str(value))


# -- a network as two tables


def sources_of(given: Given) -> Table:
    """Return the table of sources: id, name, kind, then what is said of any of them."""
    rows = [{"id": row.id, **row.all_with_place} for row in given.sources_only]
    return _table(rows, ["id", "name", "kind"])


def connections_of(given: Given) -> Table:
    """Return the table of connections: id, the ends and their names, then what is said of any of them."""
    rows = [
        {
            "id": tie.id,
            "start": tie.start,
            "end": tie.end,
            "start_name": tie.start_name,
            "end_name": tie.end_name,
            **{name: value for name, value in given.fields_of(tie).items() if name not in ("start_name", "end_name")},
            **({"directed": False} if given.undirected else {}),
        }
        for tie in given.connections
    ]
    return _table(rows, ["id", "start", "end", "start_name", "end_name", "relation"])


def _table(rows: list[dict[str, Any]], first: list[str]) -> Table:
    order = {"x": 1, "y": 1}
    found = dict.fromkeys(name for row in rows for name in row)
    mine = [name for name in found if name in SOURCE_FIELDS and name not in first]
    more = sorted((n for n in found if n not in first and n not in mine), key=lambda name: order.get(name, 0))
    columns = [*first, *mine, *more]
    return Table(columns, [("", [row.get(name) for name in columns]) for row in rows])
