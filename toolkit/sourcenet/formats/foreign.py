"""What a file of any format holds, before it is a network: nodes and edges with their places, as they stand in the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sourcenet.errors import UnreadableFile
from sourcenet.model.report import Entry
from sourcenet.model.rules import MAX_SOURCES
from sourcenet.words import _

__all__ = ["MAX_BYTES", "MAX_CONNECTIONS", "Edge", "Graph", "Node"]

#: The largest file that is read, and the most connections.
MAX_BYTES = 50_000_000
MAX_CONNECTIONS = 200_000


@dataclass(slots=True)
class Node:
    """A node of a file: its id there, what is said of it, and where it stands."""

    id: str
    fields: dict[str, Any]
    place: str
    at: tuple[float, float] | None = None


@dataclass(slots=True)
class Edge:
    """An edge of a file: its ends, what is said of it, and where it stands; ``directed`` None where not said."""

    id: str
    start: str
    end: str
    fields: dict[str, Any]
    place: str
    directed: bool | None = None


@dataclass(slots=True)
class Graph:
    """What a reader hands on.

    Parameters
    ----------
    name
        The file's name, for sentences.
    ours
        True where the file says that it was written by us: then no name of a field stands for another one.
    directed
        False where an edge of which nothing is said has no direction.
    ends_name_sources
        True where an end may name a source that has no row of its own, as in a list of edges.
    counted
        True where the file gives its nodes no ids, so that they go by their number.
    """

    name: str
    format: str
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    question: str = ""
    ours: bool = False
    directed: bool = True
    ends_name_sources: bool = False
    counted: bool = False
    skipped: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_node(self, id: str, fields: dict[str, Any], place: str) -> Node:
        """Add a node; refuse the one too many."""
        if len(self.nodes) > MAX_SOURCES:  # one more than the sources: the learner
            raise self.too_many()
        node = Node(id, fields, place)
        self.nodes.append(node)
        return node

    def too_many(self) -> UnreadableFile:
        """Return what is said of a file with more sources than a network holds."""
        return UnreadableFile(
            _(
                "{file} holds more than {most} sources, which is the most that one network holds. "
                "Take a part of it in the program that it comes from, then read that."
            ).format(file=self.name, most=f"{MAX_SOURCES:,}")
        )

    def add_edge(self, edge: Edge) -> None:
        """Add an edge; refuse the one too many."""
        if len(self.edges) >= MAX_CONNECTIONS:
            raise UnreadableFile(
                _(
                    "{file} holds more than {most} connections, which is the most that is read. "
                    "Take a part of it in the program that it comes from, then read that."
                ).format(file=self.name, most=f"{MAX_CONNECTIONS:,}")
            )
        self.edges.append(edge)

    def add_edges(self, edges: Iterable[Edge]) -> None:
        """Add edges."""
        for edge in edges:
            self.add_edge(edge)
