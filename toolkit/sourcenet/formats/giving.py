"""What a network gives to another program: plain rows, cleaned as for handing in unless the owner wants everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from sourcenet.formats.values import join_tags
from sourcenet.model import records
from sourcenet.model.events import FORMAT
from sourcenet.model.source import Connection, Source
from sourcenet.safety import clean_text

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["LEARNER", "Given", "SourceRow", "TieRow", "given_by"]

#: The kind of the node that stands for the learner.
LEARNER = "learner"
_SOURCE = [f.name for f in fields(Source) if f.name not in ("id", "extra")]
_TIE = [f.name for f in fields(Connection) if f.name not in ("id", "start", "end", "extra", "start_label", "end_label")]


class SourceRow(NamedTuple):
    """A source as a file holds it."""

    id: str
    fields: dict[str, Any]
    extra: dict[str, Any]
    at: tuple[float, float] | None

    @property
    def all_with_place(self) -> dict[str, Any]:
        """Everything under one roof, the place as ``x`` and ``y``; an extra field gives way to a place."""
        place = {} if self.at is None else {"x": self.at[0], "y": self.at[1]}
        return {**self.fields, **place, **{n: v for n, v in self.extra.items() if n not in place}}


class TieRow(NamedTuple):
    """A connection as a file holds it."""

    id: str
    start: str
    end: str
    start_name: str
    end_name: str
    fields: dict[str, Any]
    extra: dict[str, Any]


@dataclass(frozen=True)
class Given:
    """A network as plain rows.

    Parameters
    ----------
    undirected
        True where no connection has a direction, as in a graph that was read so.
    learner
        The row of the learner, where connections or a place need one.
    """

    question: str
    learner: SourceRow | None
    sources_only: tuple[SourceRow, ...]
    connections: tuple[TieRow, ...]
    undirected: bool

    @cached_property
    def sources(self) -> tuple[SourceRow, ...]:
        """The rows of a graph's nodes: the learner, where there is need of one, and the sources."""
        return self.sources_only if self.learner is None else (self.learner, *self.sources_only)

    @property
    def version(self) -> str:
        """The mark that says by whom a file was written."""
        return FORMAT

    def fields_of(self, row: TieRow) -> dict[str, Any]:
        """Return everything that is said of a connection; a direction only where they differ in it."""
        if self.undirected:
            return {**row.fields, **{name: value for name, value in row.extra.items() if name != "directed"}}
        return {**row.fields, **row.extra}

    @property
    def edge_fields(self) -> Iterator[dict[str, Any]]:
        """Everything that is said of each connection."""
        return (self.fields_of(row) for row in self.connections)


def given_by(network: SourceNetwork, *, lists: bool = False) -> Given:
    """Return a network as plain rows.

    Parameters
    ----------
    network
        The network, already as others may see it.
    lists
        True for a format that holds lists: tags are then a list, not a text.
    """
    state, placed = network.plain(), network.positions
    sources = tuple(
        SourceRow(record["id"], *_source(record, lists=lists), placed.get(record["id"]))
        for record in state.in_order(state.sources)
    )
    called: dict[str, str] = {}
    ties = tuple(_tie(record, state, called, lists=lists) for record in state.in_order(state.connections))
    with_learner = "me" in placed or any("me" in (tie.start, tie.end) for tie in ties)
    learner = SourceRow("me", {"name": "me", "kind": LEARNER}, {}, placed.get("me")) if with_learner else None
    undirected = bool(ties) and all(tie.extra.get("directed") is False for tie in ties)
    return Given(network.question, learner, sources, ties, undirected)


def _source(record: dict[str, Any], *, lists: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    source = records.source(record)
    given: dict[str, Any] = {}
    for name in _SOURCE:
        value = getattr(source, name)
        if name == "known":
            if isinstance(record.get("known"), bool):  # a person of whom nothing is said counts as known
                given[name] = value
        elif name == "tags":
            if value:
                given[name] = [tag for tag in value if tag] if lists else join_tags(value)
        elif value:
            given[name] = value
    return given, _extra(source.extra, record, lists=lists)


def _extra(shown: Any, record: dict[str, Any], *, lists: bool) -> dict[str, Any]:
    if not shown:
        return {}
    as_kept = {clean_text(name, 60): value for name, value in record.items()}
    return {
        name: as_kept[name] if lists and isinstance(as_kept.get(name), list) else value
        for name, value in shown.items()
        if as_kept.get(name) is not None and value != ""
    }


def _tie(record: dict[str, Any], state: Any, called: dict[str, str], *, lists: bool) -> TieRow:
    tie = records.connection(record, state, called)
    given: dict[str, Any] = {}
    for name in _TIE:
        value = getattr(tie, name)
        if name == "strength":
            if "strength" in record:  # a graph of another program has none
                given[name] = value
        elif value or (name == "weight" and value is not None):
            given[name] = value
    extra = _extra(tie.extra, record, lists=lists)
    return TieRow(tie.id, tie.start, tie.end, tie.start_label, tie.end_label, given, extra)
