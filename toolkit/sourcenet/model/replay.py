"""The network that a list of events makes. Replay never fails: what cannot be followed is set aside and named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sourcenet.model.events import Event
from sourcenet.model.source import CONNECTION_FIELDS, SOURCE_FIELDS
from sourcenet.words import _

__all__ = ["State", "replay", "undone_after"]

ME = "me"
#: What a comment is on where it is on no single source or connection.
WHOLE = "network"


@dataclass(slots=True)
class Aside:
    """What was set aside, and the connections that went with it."""

    record: dict[str, Any]
    is_source: bool
    reason: str
    at: str
    taken: list[dict[str, Any]] = field(default_factory=list)


class State:
    """A network while it is read: plain records by id, indexed so that every event costs the same.

    Records are dicts with ``id`` and the fields of :class:`~sourcenet.model.source.Source` or
    :class:`~sourcenet.model.source.Connection`, as they stand in the events.
    """

    def __init__(self) -> None:
        self.question = ""
        self.display = ""
        self.beginner = ""
        self.handed_in = ""
        self.sources: dict[str, dict[str, Any]] = {}
        self.connections: dict[str, dict[str, Any]] = {}
        self.archive: dict[str, Aside] = {}
        self.touching: dict[str, dict[str, None]] = {}
        # As it was first said, by id; and connections by their ends and relation, as first said and as changed.
        self.made: dict[str, dict[str, Any]] = {}
        self.order: dict[str, int] = {}
        #: Ids of sources as they come and change, for those who keep an index of them.
        self.told: list[str] = []
        self.ties: dict[tuple[str, str, str], dict[str, None]] = {}
        self.positions: dict[str, tuple[float, float]] = {}
        self.moments: dict[str, tuple[str, str]] = {}
        self.appraisals: dict[str, dict[str, Any]] = {}
        self.decisions: dict[str, dict[str, Any]] = {}
        self.traversals: dict[str, dict[str, Any]] = {}
        self.comments: dict[str, dict[str, Any]] = {}
        #: Answers by their id, and by the comment that they are about.
        self.answers: dict[str, dict[str, Any]] = {}
        self.answered: dict[str, list[str]] = {}
        self.posts: dict[str, dict[str, Any]] = {}
        self.chosen: dict[str, None] = {}

    def apply(self, event: Event) -> str:
        """Take one event in; return what could not be followed, in words, or an empty text."""
        verb = _VERBS.get(event.do)
        if verb is None:
            return ""  # of a newer minor version: kept in the file, not understood here
        try:
            return verb(self, event) or ""
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            return _("an event ({do}) that could not be understood").format(do=event.do[:20])

    # -- helpers

    def in_order(self, of: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
        """Return records in the order in which they first came; what was brought back is in its old place."""
        return sorted(of.values(), key=lambda record: self.order[record["id"]])

    def aside(self, id: str, *, is_source: bool) -> dict[str, Any] | None:
        """Return the record of a source, or of a connection, that was set aside by itself."""
        held = self.archive.get(id)
        return held.record if held is not None and held.is_source is is_source else None

    def stands(self, id: str) -> bool:
        """Tell whether an end of a connection is there: the learner, or a standing source."""
        return id == ME or id in self.sources

    def _join(self, record: dict[str, Any]) -> None:
        self.connections[record["id"]] = record
        self.touching.setdefault(record["start"], {})[record["id"]] = None
        self.touching.setdefault(record["end"], {})[record["id"]] = None

    def _part(self, id: str) -> dict[str, Any]:
        record = self.connections.pop(id)
        self.touching[record["start"]].pop(id, None)
        self.touching[record["end"]].pop(id, None)
        return record

    def note_tie(self, id: str, start: str, end: str, relation: object) -> None:
        """Remember a connection by what it joins and how, so that the same one is recognised at once."""
        if isinstance(relation, str):
            self.ties.setdefault((start, end, relation), {})[id] = None

    def between(self, a: str, b: str) -> bool:
        """Tell whether a connection joins two ends, in either direction."""
        fewer = min(self.touching.get(a, {}), self.touching.get(b, {}), key=len)
        return any({self.connections[id]["start"], self.connections[id]["end"]} == {a, b} for id in fewer)


def _begin(state: State, event: Event) -> str | None:
    moment = event.get("moment")
    if isinstance(moment, str) and moment:
        state.moments.setdefault(moment, (event.at, event.id))
        return None
    if not state.beginner:
        state.beginner = event.by
        state.question = _text(event, "question")
        state.display = _text(event, "display")
        state.handed_in = _text(event, "handed_in")
    return None


def _text(event: Event, name: str) -> str:
    value = event.get(name, "")
    return value if isinstance(value, str) else ""


def _add(state: State, event: Event) -> str | None:
    if event.id in state.sources or event.id in state.archive or event.id in state.connections or event.id == ME:
        return _("a source whose id was there already")
    if not _text(event, "name").strip():
        return _("a source without a name")
    state.sources[event.id] = {**event.fields, "id": event.id, "added": event.get("added") or event.at[:10]}
    state.made[event.id] = event.fields
    state.order[event.id] = len(state.order)
    state.told.append(event.id)
    return None


def _edit(state: State, event: Event) -> str | None:
    of, changes = event.fields["of"], event.fields["set"]
    if of == "question":
        question = changes["question"]
        if not isinstance(question, str):
            return _("a question that is not a text")
        state.question = question
        return None
    record = state.sources.get(of) or state.aside(of, is_source=True)
    if record is None:
        return _("a change to a source that is not there")
    state.told.append(of)
    return _set(record, changes)


def _set(record: dict[str, Any], changes: dict[str, Any]) -> str | None:
    for name, value in changes.items():
        if name not in ("id", "start", "end"):
            record[name] = value
    return None


def _connect(state: State, event: Event) -> str | None:
    start, end = event.fields["start"], event.fields["end"]
    if event.id in state.connections or event.id in state.sources or event.id in state.archive:
        return _("a connection whose id was there already")
    if start == end or not state.stands(start) or not state.stands(end):
        return _("a connection to a source that is not there")
    state._join({**event.fields, "id": event.id, "formed": event.get("formed") or event.at[:10]})
    state.made[event.id] = event.fields
    state.order[event.id] = len(state.order)
    state.note_tie(event.id, start, end, event.get("relation"))
    return None


def _reconnect(state: State, event: Event) -> str | None:
    of = event.fields["of"]
    record = state.connections.get(of) or state.aside(of, is_source=False)
    if record is None:
        return _("a change to a connection that is not there")
    changes = event.fields["set"]
    if "relation" in changes and "start" in record:
        state.note_tie(of, record["start"], record["end"], changes["relation"])
    return _set(record, changes)


def _prune(state: State, event: Event) -> str | None:
    of = event.fields["of"]
    reason = _text(event, "reason")
    if of in state.connections:
        state.archive[of] = Aside(state._part(of), False, reason, event.at)
    elif of in state.sources:
        taken = [state._part(id) for id in list(state.touching.get(of, {}))]
        state.archive[of] = Aside(state.sources.pop(of), True, reason, event.at, taken)
    else:
        return _("something set aside that is not there")
    return None


def _restore(state: State, event: Event) -> str | None:
    of = event.fields["of"]
    aside = state.archive.get(of)
    if aside is None:
        return _("something brought back that was not set aside")
    if not aside.is_source:
        if not (state.stands(aside.record["start"]) and state.stands(aside.record["end"])):
            return _("a connection brought back between sources that are set aside")
        state._join(aside.record)
        del state.archive[of]
        return None
    state.sources[of] = aside.record
    del state.archive[of]
    for record in aside.taken:
        other = record["end"] if record["start"] == of else record["start"]
        if state.stands(other):
            state._join(record)
        elif other in state.archive:
            state.archive[other].taken.append(record)  # it comes back with the other end
    return None


def _place(state: State, event: Event) -> str | None:
    placed = {id: (float(x), float(y)) for id, (x, y) in event.fields["to"].items()}
    if not all(abs(part) <= 1e6 for spot in placed.values() for part in spot):
        raise ValueError
    state.positions.update(placed)
    return None


def _appraise(state: State, event: Event) -> str | None:
    of = event.fields["of"]
    if of not in state.sources and state.aside(of, is_source=True) is None:
        return _("an appraisal of a source that is not there")
    state.appraisals[event.id] = {**event.fields, "id": event.id, "at": event.at}
    return None


def _decide(state: State, event: Event) -> str | None:
    state.decisions[event.id] = {**event.fields, "id": event.id, "at": event.at}
    return None


def _traverse(state: State, event: Event) -> str | None:
    steps = event.fields["steps"]
    if not isinstance(steps, list):
        return _("a route without steps")
    pairs = list(pairwise(steps))
    real = bool(pairs) and steps[0] == ME and all(a != b and state.between(a, b) for a, b in pairs)
    state.traversals[event.id] = {**event.fields, "id": event.id, "at": event.at, "real": real}
    return None


def _comment(state: State, event: Event) -> str | None:
    of = event.fields["of"]
    placed = of == WHOLE or state.stands(of) or of in state.connections or of in state.archive
    if not placed and not event.get("about"):
        return _("a comment on something that is not there")
    state.comments[event.id] = {**event.fields, "id": event.id, "at": event.at, "by": event.by}
    return None


def _answer(state: State, event: Event) -> str | None:
    of = event.fields["of"]
    if of not in state.comments:
        return _("an answer to a comment that is not there")
    state.answers[event.id] = {**event.fields, "id": event.id, "at": event.at, "by": event.by}
    state.answered.setdefault(of, []).append(event.id)
    return None


def _post(state: State, event: Event) -> str | None:
    if not _text(event, "step").strip():
        return _("a note that belongs to no step")
    state.posts[event.id] = {**event.fields, "id": event.id, "at": event.at, "by": event.by}
    return None


def _choose(state: State, event: Event) -> str | None:
    chosen, out = event.fields.get("of", []), event.fields.get("out", [])
    for id in chosen:
        state.chosen[str(id)] = None
    for id in out:
        state.chosen.pop(str(id), None)
    return None


def _nothing(_state: State, _event: Event) -> str | None:
    """Undo, redo and forget do their work before and behind the replay."""
    return None


_VERBS: dict[str, Callable[[State, Event], str | None]] = {
    "begin": _begin,
    "add": _add,
    "edit": _edit,
    "connect": _connect,
    "reconnect": _reconnect,
    "prune": _prune,
    "restore": _restore,
    "place": _place,
    "appraise": _appraise,
    "decide": _decide,
    "traverse": _traverse,
    "choose": _choose,
    "comment": _comment,
    "answer": _answer,
    "post": _post,
    "undo": _nothing,
    "redo": _nothing,
    "forget": _nothing,
    "forgotten": _nothing,
}
KNOWN_VERBS = frozenset(_VERBS)


def undone_after(events: Iterable[Event]) -> set[str]:
    """Return the ids of the events that are undone and not redone."""
    undone: set[str] = set()
    for event in events:
        if event.do in ("undo", "redo"):
            of = event.get("of", [])
            ids = {id for id in of if isinstance(id, str)} if isinstance(of, list) else set()
            if event.do == "undo":
                undone |= ids
            else:
                undone -= ids
    return undone


def replay(events: Iterable[Event], undone: set[str]) -> tuple[State, list[str]]:
    """Read events in their order, without those that are undone.

    Returns
    -------
    state : State
        The network as it stands.
    notes : list of str
        What could not be followed and was set aside.
    """
    state = State()
    notes = []
    for event in events:
        event.undone = event.id in undone
        if not event.undone and (problem := state.apply(event)):
            notes.append(problem)
    return state, notes


def plain_source(record: dict[str, Any]) -> dict[str, Any]:
    """Part a record into fields and ``extra`` for what is not one of ours."""
    known = {name: record[name] for name in SOURCE_FIELDS & record.keys()}
    extra = {name: value for name, value in record.items() if name not in SOURCE_FIELDS and name != "id"}
    return {"id": record["id"], **known, "extra": extra}


def plain_connection(record: dict[str, Any]) -> dict[str, Any]:
    """Part a record into fields and ``extra`` for what is not one of ours."""
    known = {name: record[name] for name in CONNECTION_FIELDS & record.keys()}
    extra = {name: value for name, value in record.items() if name not in CONNECTION_FIELDS and name != "id"}
    return {"id": record["id"], **known, "extra": extra}
