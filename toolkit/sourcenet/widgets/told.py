"""What the page is told about a network: its state as plain data, and the difference that a change makes."""

from __future__ import annotations

import datetime as dt
import gc
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from sourcenet import measures, words
from sourcenet.model.events import Event
from sourcenet.model.history import line_of, newest
from sourcenet.model.joining import conflict_copies
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.records import source
from sourcenet.model.replay import Aside
from sourcenet.model.source import CONNECTION_FIELDS, SOURCE_FIELDS
from sourcenet.safety import LIMITS, clean_text, is_safe_url
from sourcenet.words import _

__all__ = [
    "TABLES",
    "Record",
    "Told",
    "clock",
    "connection_record",
    "no_collecting",
    "says_record",
    "shipped",
    "source_record",
    "state_of",
]

Record = dict[str, Any]
#: The tables that page and Python keep in step, each by id.
TABLES = ("sources", "connections", "archive", "positions")
#: How many lines of the history the page is given.
_LINES = 200
#: Verbs after which only what they name can stand otherwise; after any other everything is compared.
_NEAR = frozenset(
    {
        *("add", "edit", "connect", "reconnect", "place", "appraise", "decide", "traverse", "choose", "begin"),
        *("comment", "answer", "post"),
    }
)
_SILENT = frozenset({"place", "undo", "redo", "forgotten"})
_SOURCE = (SOURCE_FIELDS - {"tags", "machine", "added"}) | {"id"}
_CONNECTION = (CONNECTION_FIELDS - {"strength", "weight", "formed"}) | {"id"}
_FLAGS = ("private", "known")
_SHORT, _LONGEST = LIMITS["name"], LIMITS["text"]


@contextmanager
def no_collecting() -> Iterator[None]:
    """Make many records that all stay, without Python's search for garbage in between: it took longer than they do."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _plain(record: Mapping[str, Any], fields: frozenset[str]) -> Record:
    """Return those fields of a record that say something, clean. Most texts are clean already, which is soon seen."""
    said = {name: value for name, value in record.items() if value and name in fields}
    try:
        whole = "".join(said.values())
    except TypeError:  # not all of them are texts
        whole = ""
    if whole and len(whole) <= _SHORT and whole.isascii() and whole.isprintable():
        return said
    found: Record = {}
    for name, value in said.items():
        if type(value) is str:
            if len(value) > _SHORT or not (value.isascii() and value.isprintable()):
                value = clean_text(value, LIMITS["name"] if name == "name" else _LONGEST)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        elif value is not True or name not in _FLAGS:
            continue
        if value:
            found[name] = value
    return found


def source_record(record: Mapping[str, Any]) -> Record:
    """Return the record of a source as a page is told it; fields that say nothing are left out.

    The label is told where it is not the name: of papers and books.
    """
    found = _plain(record, _SOURCE)
    for name in ("url", "feed"):
        if name in found and not is_safe_url(found[name]):
            del found[name]
    found.setdefault("name", "…")
    if record.get("known") is False and found.get("kind") == "person":
        found["known"] = False  # a public person: not saying it would be saying otherwise
    if "authors" in found and "year" in found:
        label = source(dict(record)).label
        if label != found["name"]:
            found["label"] = label
    tags = record.get("tags")
    if isinstance(tags, (list, tuple)) and tags:
        found["tags"] = [clean_text(tag, 60) for tag in tags[:40]]
    return found


def connection_record(record: Mapping[str, Any], network: SourceNetwork) -> Record:
    """Return the record of a connection as a page is told it, with the family of its relation."""
    found = _plain(record, _CONNECTION)
    strength = record.get("strength", 3)
    fits = isinstance(strength, (int, float)) and not isinstance(strength, bool) and 1 <= strength <= 5
    found["strength"] = round(strength) if fits else 3
    found["family"] = network.vocabulary.family(found.get("relation", ""))
    return found


def _aside(held: Aside, network: SourceNetwork) -> Record:
    what = source_record(held.record) if held.is_source else connection_record(held.record, network)
    kind = "source" if held.is_source else "connection"
    return {"what": what, "type": kind, "reason": clean_text(held.reason, _LONGEST), "at": held.at}


def _history(network: SourceNetwork) -> list[list[str]]:
    return [[line.at, line.did, line.what] for line in islice(newest(network), _LINES)]


@cache
def shipped(name: str) -> dict[str, Any]:
    """Return one of the shared files in ``data``, such as ``icons.json``; read once."""
    return dict(json.loads((files("sourcenet.data") / name).read_text(encoding="utf-8")))


def _vocabulary(network: SourceNetwork) -> Record:
    known = network.vocabulary
    return {
        "kinds": {name: {"code": k.code, "shape": k.shape, "glyph": k.glyph} for name, k in known.kinds.items()},
        "relations": dict(known.relations),
        "viewpoints": [[view.name, view.mark] for view in known.viewpoints],
        "subjects": list(known.subjects),
        "strengths": list(known.strengths),
        "accesses": list(known.accesses),
        "devices": list(known.devices),
    }


def clock(at: str) -> str:
    """Return the learner's own time of day for a time in UTC."""
    try:
        return dt.datetime.fromisoformat(at).astimezone().strftime("%H:%M")
    except ValueError:
        return ""


def _notes(network: SourceNetwork) -> list[str | Record]:
    """Return the notes; one on a sync tool's copy of the journal says which file can be joined."""
    copies = [copy.name for copy in conflict_copies(network.path)] if network.path else []
    found: list[str | Record] = []
    for note in network.notes:
        copy = next((name for name in copies if name in note), "")
        found.append({"text": note, "join": copy} if copy else note)
    return found


def _where(network: SourceNetwork) -> Record:
    path = network.path
    events = network.events
    if path is None:
        why = _("this network lives in this notebook only, and is gone when it closes.")
    else:
        unkept = (note for note in network.extra_notes if note.startswith(_("Not kept")))
        why = next(unkept, _("this file may not be written here.")).removeprefix(_("Not kept")).lstrip(": ")
    return {
        "file": path.name if path else "",
        "owner": _("Your network"),
        "saved": clock(events[-1].at) if events and network.kept else "",
        "kept": network.kept,
        "why": "" if network.kept else why,
        "welcome": network.welcome,
        "key": _key(network),
    }


def _key(network: SourceNetwork) -> str:
    """Return the key under which a page keeps what Python has not answered: the same file and learner, never another's.

    Before the first event the learner's id is drawn anew at each opening, and only the file can be the same.
    """
    if network.path is None:
        return ""
    whose = network.learner if network.events else ""
    return hashlib.blake2b(f"{network.path.absolute()}|{whose}".encode(), digest_size=8).hexdigest()


class Told:
    """What all pages of one network have been told so far, so that a change is told as a difference.

    Parameters
    ----------
    network
        The network that the pages show.
    """

    def __init__(self, network: SourceNetwork) -> None:
        self.network = network
        self.tables: dict[str, dict[str, Any]] = {name: {} for name in TABLES}
        self.rest: Record = {}
        self.key = _key(network)

    def read(self) -> None:
        """Take everything as told: the page gets all of it."""
        self.tables = self._standing(self.tables["positions"])
        self.rest = self._others()
        self.key = _key(self.network)

    def _standing(self, places: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        network, state = self.network, self.network.plain()
        sources = {one["id"]: source_record(one) for one in state.in_order(state.sources)}
        kept = {**places, **{id: list(at) for id, at in network.positions.items()}}
        return {
            "sources": sources,
            "connections": {one["id"]: connection_record(one, network) for one in state.in_order(state.connections)},
            "archive": {id: _aside(held, network) for id, held in state.archive.items()},
            "positions": {id: at for id, at in kept.items() if id == ME or id in sources},
        }

    def _others(self) -> Record:
        network = self.network
        return {
            "question": network.question,
            "undo": network.can_undo,
            "redo": network.can_redo,
            "notes": _notes(network),
            "chosen": list(network.chosen),
        }

    def place(self, places: Mapping[str, Iterable[float]]) -> dict[str, Any]:
        """Note where things stand now; return what of it is new to the page."""
        mine = self.tables["positions"]
        fresh = {id: list(at) for id, at in places.items() if mine.get(id) != list(at)}
        mine.update(fresh)
        return fresh

    def difference(self, events: Iterable[Event], *, whole: bool) -> Record:
        """Return what a change makes different, as the tables of a patch, and take it as told.

        Parameters
        ----------
        events
            What was done.
        whole
            True where anything may have changed: everything is compared then.
        """
        events = list(events)
        far = whole or any(event.do not in _NEAR for event in events)
        found = self._compare() if far else self._near(events)
        now = self._others()
        found.update({name: value for name, value in now.items() if value != self.rest.get(name)})
        self.rest = now
        key = _key(self.network)
        if key != self.key:
            found["where"] = {"key": key}
            self.key = key
        if whole:
            found["history_whole"] = _history(self.network)
        else:
            lines = [line_of(event, self.network) for event in reversed(events)]
            found["history"] = [[line.at, line.did, line.what] for line in lines if line is not None]
        found["history_count"] = sum(event.do not in _SILENT for event in self.network.events)
        return found

    def _compare(self) -> Record:
        now = self._standing(self.tables["positions"])
        found: Record = {}
        for table in TABLES:
            before, after = self.tables[table], now[table]
            changed = {id: one for id, one in after.items() if before.get(id) != one}
            changed.update(dict.fromkeys(before.keys() - after.keys()))
            if changed:
                found[table] = changed
        self.tables = now
        return found

    def _near(self, events: Iterable[Event]) -> Record:
        found: Record = {}
        for event in events:
            if event.do == "place":
                positions = {id: list(at) for id, at in self.network.positions.items() if id in event.get("to", {})}
                found.setdefault("positions", {}).update(positions)
            ids = [event.id if event.do in ("add", "connect") else event.get("of")]
            for table, standing in self.standing(id for id in ids if isinstance(id, str)).items():
                found.setdefault(table, {}).update({id: one for id, one in standing.items() if one is not None})
        for table, changed in found.items():
            self.tables[table].update(changed)
        return {table: changed for table, changed in found.items() if changed}

    def standing(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return what stands under these ids in every table, None where nothing does."""
        network, state = self.network, self.network.plain()
        found: dict[str, dict[str, Any]] = {"sources": {}, "connections": {}, "archive": {}}
        for id in ids:
            one, tie, held = state.sources.get(id), state.connections.get(id), state.archive.get(id)
            found["sources"][id] = source_record(one) if one else None
            found["connections"][id] = connection_record(tie, network) if tie else None
            found["archive"][id] = _aside(held, network) if held else None
        return found


def says_record(network: SourceNetwork) -> list[Record]:
    """Return what the network says, with what it is about; after it the one thing to try next, if there is one."""
    said = measures.told(network)
    suggested = next((one.try_next for one in said if one.try_next), "")
    found: list[Record] = [{"text": one.text, "about": one.about} for one in said]
    return [*found, {"text": suggested, "try": True}] if suggested else found


def state_of(told: Told, *, task: str, says: list[Record]) -> Record:
    """Return the whole state for a page that knows nothing yet.

    Parameters
    ----------
    told
        What stands; it is read anew.
    task
        What the learner is asked to do, above the canvas.
    says
        What the network says, as of :func:`says_record`.
    """
    told.read()
    network, tables = told.network, told.tables
    return {
        **told.rest,
        **{name: list(tables[name].values()) for name in ("sources", "connections", "archive")},
        "positions": tables["positions"],
        "history": _history(network),
        "history_count": sum(event.do not in _SILENT for event in network.events),
        "where": _where(network),
        "says": says,
        "task": task,
        "vocabulary": _vocabulary(network),
        "icons": shipped("icons.json"),
        "words": words.sentences(),
        "today": network.today.isoformat(),
        "limits": dict(LIMITS),
        "rev": network.revision,
    }
