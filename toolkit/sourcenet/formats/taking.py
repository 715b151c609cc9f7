"""From what a file holds to a network in memory: every thing counted, whatever does not fit named with its place."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from sourcenet.errors import SourcenetError
from sourcenet.formats.foreign import Edge, Graph, Node
from sourcenet.formats.giving import LEARNER
from sourcenet.formats.naming import Plan, connection_plan, source_plan
from sourcenet.formats.placing import places_for
from sourcenet.formats.values import as_flag, as_number, split_tags
from sourcenet.model.events import FORMAT, Event, make_id, now
from sourcenet.model.fields import clean_connection, clean_source
from sourcenet.model.fitting import Fitted, fit_connection, fit_source
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.report import Entry, Report
from sourcenet.model.rules import MAX_SOURCES, is_id
from sourcenet.model.vocabulary import Vocabulary
from sourcenet.safety import LIMITS, clean_text, is_visible
from sourcenet.words import _, many

__all__ = ["take_in"]

#: What a connection is called of which a file says only that there is one.
RELATION = "connected with"
_OURS = re.compile(r"[a-z0-9]{16}|[0-9a-f]{20}")
_FLAGS = ("private", "known", "machine")
_TEXTS = frozenset(["name", "url", "feed", "doi", "arxiv", "isbn", "orcid", "authors", "owner", "year", "published", "viewpoint", "subject", "access", "setting", "language", "notes", "consent", "added", "checked", "relation", "why", "formed", "last_used", "evidence"])  # fmt: skip


def take_in(graph: Graph, data: bytes, words: Vocabulary, *, kind: str = "") -> SourceNetwork:
    """Return a file's network in memory, with its ``report``.

    Parameters
    ----------
    graph
        What the file holds.
    data
        The file's bytes: what has no id of ours gets one made from them, the same at each reading.
    words
        The vocabulary.
    kind
        What the sources are of which the file says nothing.
    """
    return _Taking(graph, data, words, kind).network()


class _Taking:
    def __init__(self, graph: Graph, data: bytes, words: Vocabulary, kind: str) -> None:
        self.graph, self.words = graph, words
        self.kind = words.kind(kind) if kind else ""
        self.digest = blake2b(data, digest_size=16).digest()
        self.by, self.at = f"l-{make_id(10)}", now()
        self.group = f"read-{self.digest.hex()[:8]}"
        self.events: list[Event] = []
        self.used: set[str] = {ME}
        self.ids: dict[str, str] = {}
        self.named: dict[str, str] = {}
        self.first: dict[str, Node] = {}
        self.without_kind: Counter[str] = Counter()
        self.not_fitting: Counter[tuple[str, str]] = Counter()
        self.read: list[Entry] = []
        self.merged: list[Entry] = []
        self.skipped, self.changed, self.notes = list(graph.skipped), list(graph.changed), list(graph.notes)
        self.trust_ids = graph.ours or _look_like_ours([node.id for node in graph.nodes])

    def network(self) -> SourceNetwork:
        """Return the network."""
        graph = self.graph
        question = clean_text(graph.question, LIMITS["question"]).replace("\n", " ")
        begin = {"format": FORMAT, **({"question": question} if question else {})}
        self._event(make_id(), "begin", begin)
        self._take_nodes()
        self._take_edges()
        sources = sum(event.do == "add" for event in self.events)
        connections = sum(event.do == "connect" for event in self.events)
        self._place()
        self._say_kinds()
        network = SourceNetwork.in_memory(vocabulary=self.words, events=self.events)
        network.report = Report(
            "read", (graph.name,), graph.format, sources, connections,
            tuple(self.read), tuple(self.merged), tuple(self.skipped), tuple(self.changed), tuple(self.notes),
        )  # fmt: skip
        return network

    def _event(self, id: str, do: str, fields: dict[str, Any]) -> None:
        self.events.append(Event(id, self.at, self.by, do, fields, group="" if do == "begin" else self.group))

    def _id(self, given: str, what: str) -> str:
        """Return our id for a thing of the file: its own where it is one of ours, else the same at each reading."""
        if self.trust_ids and is_id(given) and given not in self.used:
            id = given
        else:
            id = blake2b(f"{what}/{given}".encode("utf-8", "replace"), key=self.digest, digest_size=10).hexdigest()
            while id in self.used:
                id = blake2b(id.encode(), key=self.digest, digest_size=10).hexdigest()
        self.used.add(id)
        return id

    # -- sources

    def _take_nodes(self) -> None:
        graph = self.graph
        plan = source_plan((name for node in graph.nodes for name in node.fields), ours=graph.ours)
        if not plan.names and not graph.ours:
            plan = plan._replace(names=_telling(graph.nodes))
        self._say_plan(plan, _("sources"))
        for node in graph.nodes:
            id = node.id
            if id in self.first:
                self._meet_twice(node)
            elif id == ME and node.fields.get("kind") == LEARNER:
                self.first[id], self.ids[id] = node, ME
            else:
                self._take_node(node, plan)

    def _take_node(self, node: Node, plan: Plan) -> None:
        name, beside = self._name(node, plan)
        if not name:
            self.skipped.append(
                Entry(node.place, clean_text(node.id, 80), _("it has neither a name nor an id that shows anything"))
            )
            return
        if len(self.read) >= MAX_SOURCES:
            raise self.graph.too_many()
        given: dict[str, Any] = {"name": name}
        self._sort(node.fields, plan, given, beside, clean_source)
        if not self.trust_ids and not self.graph.counted and node.id and node.id != name:
            beside["id_"] = node.id
        fitted = fit_source(given, beside, self.words)
        if "kind" not in fitted.fields:
            fitted.fields["kind"] = self.kind or ("site" if fitted.fields.get("url") else "object")
            self.without_kind[fitted.fields["kind"]] += 1
        id = self._id(node.id, "source")
        self.first[node.id], self.ids[node.id] = node, id
        self.named[name] = "" if name in self.named else id
        self._event(id, "add", fitted.fields)
        self.read.append(Entry(node.place, name, fitted.fields["kind"]))
        self._say_fitted(fitted, node.place, name)

    def _name(self, node: Node, plan: Plan) -> tuple[str, dict[str, Any]]:
        """Return a node's name: the first attribute that holds one, else its id; other such attributes stay beside."""
        name, beside = "", {}
        for called in plan.names:
            value = node.fields.get(called)
            text = clean_text(_as_field_text(value)) if value is not None else ""
            if not name and is_visible(text):
                name = re.sub(r"\s+", " ", text)
            elif text and text != name:
                beside[plan.beside.get(called, f"{called}_")] = value
        if not name and is_visible(clean_text(node.id)):
            name = re.sub(r"\s+", " ", clean_text(node.id))
        return name, beside

    def _sort(
        self, fields: Mapping[str, Any], plan: Plan, given: dict[str, Any], beside: dict[str, Any], clean: Any
    ) -> None:
        """Put each attribute where the plan says; a value that the field cannot hold stays beside under its own name."""
        for called, value in fields.items():
            if value is None or value == "" or called in plan.names:
                continue
            field = plan.fields.get(called)
            if field is not None:
                self._sort_field(field, value, given, beside)
                continue
            other = plan.other.get(called)
            if other is not None and other not in given:
                try:
                    given[other] = clean({other: _ready(other, value)}, self.words)[other]
                    continue
                except (SourcenetError, TypeError, ValueError, OverflowError, KeyError):
                    self.not_fitting[called, other] += 1
            if called in plan.beside:
                beside[plan.beside[called]] = value

    def _sort_field(self, field: str, value: Any, given: dict[str, Any], beside: dict[str, Any]) -> None:
        ready = _ready(field, value)
        if field == "weight" and ready is None:
            beside["weight_"] = value
        elif field in _FLAGS and ready is None:
            given[field] = field == "private"  # what may be meant to stay private stays private
            beside[f"{field}_"] = value
        else:
            given[field] = ready

    def _meet_twice(self, node: Node) -> None:
        first = self.first[node.id]
        differ = sorted(name for name, value in node.fields.items() if first.fields.get(name) != value)
        reason = _("the id stands twice; the first one counts, at {place}").format(place=first.place)
        if differ:
            reason += _("; here it says other things: {fields}").format(fields=clean_text(", ".join(differ), 200))
        self.merged.append(Entry(node.place, clean_text(node.id, 80), reason))

    # -- connections

    def _take_edges(self) -> None:
        graph = self.graph
        plan = connection_plan((name for edge in graph.edges for name in edge.fields), ours=graph.ours)
        self._say_plan(plan, _("connections"))
        without = made = 0
        with_table = bool(graph.nodes)
        for n, edge in enumerate(graph.edges):
            ends = []
            for end in (edge.start, edge.end):
                id = self._end(end)
                if not id and graph.ends_name_sources and is_visible(clean_text(end)):
                    id = self._from_end(end, edge.place)
                    made += 1
                ends.append(id)
            if not ends[0] or not ends[1]:
                self._skip_edge(edge, ends)
            elif ends[0] == ends[1]:
                self.skipped.append(
                    Entry(edge.place, clean_text(edge.start, 80), _("a connection of a source to itself is not kept"))
                )
            else:
                without += self._take_edge(edge, ends[0], ends[1], plan, n)
        if made and with_table:
            self.notes.append(
                many("{n} source stands only in the connections.", "{n} sources stand only in the connections.", made)
            )
        if without:
            self.notes.append(
                many(
                    "{n} connection has no direction in the file: it runs from the end that stands first there, and keeps “directed: false” beside.",
                    "{n} connections have no direction in the file: they run from the end that stands first there, and keep “directed: false” beside.",
                    without,
                )
            )

    def _end(self, end: str) -> str:
        id = self.ids.get(end)
        if id:
            return id
        if (self.graph.ends_name_sources or self.graph.ours) and end.strip().casefold() == ME:
            return ME
        return self.named.get(end, "")

    def _from_end(self, end: str, place: str) -> str:
        node = self.graph.add_node(end, {}, place)
        self._take_node(node, Plan({}, {}, {}))
        return self.ids.get(end, "")

    def _skip_edge(self, edge: Edge, ends: list[str]) -> None:
        lacking = [clean_text(end, 60) for end, id in zip((edge.start, edge.end), ends, strict=True) if not id]
        reason = (
            _("there is no source “{end}”").format(end=lacking[0]) if all(lacking) else _("one of its ends is empty")
        )
        self.skipped.append(Entry(edge.place, f"{clean_text(edge.start, 60)} - {clean_text(edge.end, 60)}", reason))

    def _take_edge(self, edge: Edge, start: str, end: str, plan: Plan, n: int) -> bool:
        """Take a connection; tell whether it has no direction."""
        without = edge.directed is False or (edge.directed is None and not self.graph.directed)
        fields: dict[str, Any] = {"relation": RELATION}
        if edge.fields:
            fields = self._edge_fields(edge, plan, without=without)
        elif without:
            fields["directed"] = False
        what = f"connection/{n}" if not self.trust_ids else "connection"
        self._event(self._id(edge.id, what), "connect", {"start": start, "end": end, **fields})
        return without

    def _edge_fields(self, edge: Edge, plan: Plan, *, without: bool) -> dict[str, Any]:
        given: dict[str, Any] = {}
        beside: dict[str, Any] = {}
        self._sort(edge.fields, plan, given, beside, clean_connection)
        if without and not isinstance(beside.get("directed"), str):
            beside["directed"] = False
        fitted = fit_connection({"relation": RELATION, **given}, beside, self.words)
        if not fitted.fields.get("relation"):
            fitted.fields["relation"] = RELATION
        if fitted.changed or fitted.lost:
            self._say_fitted(fitted, edge.place, f"{edge.start} - {edge.end}")
        return fitted.fields

    # -- places, and what is said of it all

    def _place(self) -> None:
        spots = {node.id: node.at for node in self.first.values() if node.at is not None}
        placed, note = places_for(spots, as_they_are=self.graph.ours)
        to = {self.ids[id]: at for id, at in placed.items() if id in self.ids}
        if to:
            self._event(make_id(), "place", {"to": to})
        self.notes += [note] if note else []

    def _say_plan(self, plan: Plan, what: str) -> None:
        renamed = [
            (old, new)
            for old, new in plan.beside.items()
            if old != new and old not in plan.other and old not in plan.names
        ]
        for old, new in renamed:
            self.notes.append(
                _("“{old}” of {what} is kept as “{new}”: that name is used here.").format(
                    old=clean_text(old, 60), what=what, new=new
                )
            )
        for old, field in plan.other.items():
            self.notes.append(
                _("“{old}” of {what} is read as {field}.").format(
                    old=clean_text(old, 60), what=what, field=field.replace("_", " ")
                )
            )
        if plan.names and plan.names[0] != "name":
            self.notes.append(_("“{old}” is read as the name.").format(old=clean_text(plan.names[0], 60)))

    def _say_fitted(self, fitted: Fitted, place: str, name: str) -> None:
        called = clean_text(name, 80)
        self.changed += [Entry(place, called, f"{field}: {why}") for field, why in fitted.changed]
        self.changed += [
            Entry(place, called, _("{field} was left out: {why}").format(field=field, why=why))
            for field, why in fitted.lost
        ]

    def _say_kinds(self) -> None:
        for kind, n in self.without_kind.items():
            self.notes.append(
                many(
                    "Of {n} source the file names no kind that there is here: it counts as {{kind}}. Another one: kind=“person” when reading.",
                    "Of {n} sources the file names no kind that there is here: each counts as {{kind}}. Another one: kind=“person” when reading.",
                    n,
                ).format(kind=kind)
            )
        for (called, field), n in self.not_fitting.items():
            self.notes.append(
                many(
                    "{n} value of “{{called}}” is none that {{field}} holds: it is kept beside.",
                    "{n} values of “{{called}}” are none that {{field}} holds: they are kept beside.",
                    n,
                ).format(called=clean_text(called, 60), field=field)
            )


def _ready(field: str, value: Any) -> Any:
    """Return a value as its field wants it; None where a number or a truth is none."""
    if field in _FLAGS:
        return as_flag(value)
    if field == "weight":
        number = as_number(value)
        return float(number) if number is not None and abs(number) < 1e300 and math.isfinite(number) else None
    if field == "strength":
        number = as_number(value)
        return int(number) if isinstance(number, float) and number.is_integer() else value if number is None else number
    if field == "tags":
        return split_tags(value) if isinstance(value, str) else value
    return _as_field_text(value) if field in _TEXTS or field == "kind" else value


def _as_field_text(value: Any) -> str:
    """Return a value as the text of a field: 2019.0, as a spreadsheet keeps a year, is 2019."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, (list, tuple)):
        return "; ".join(_as_field_text(item) for item in value)
    return str(value)


def _look_like_ours(ids: list[str]) -> bool:
    """Tell whether the ids of a file are ones that we made: another program handed our own file back."""
    others = [id for id in ids if id != ME]
    return bool(others) and sum(_OURS.fullmatch(id) is not None for id in others) >= 0.9 * len(others)


def _telling(nodes: list[Node]) -> tuple[str, ...]:
    """Return the attribute that tells nodes apart in words, where their ids are mere numbers and nothing is called a name."""
    if not nodes or not all(re.fullmatch(r"\W*[A-Za-z]{0,3}\d+\W*", node.id) for node in nodes):
        return ()
    columns: dict[str, list[str]] = {}
    for node in nodes:
        for called, value in node.fields.items():
            if isinstance(value, str) and re.search(r"[^\W\d_]{2}", value):
                columns.setdefault(called, []).append(value)
    telling = [
        c for c, values in columns.items() if len(values) == len(nodes) and len(set(values)) >= 0.95 * len(nodes)
    ]
    return tuple(telling[:1])
