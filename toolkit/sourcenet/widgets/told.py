"""What the page is told about a network: its state as plain data, and the difference that a change makes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from sourcenet import words
from sourcenet.errors import UnknownConnection, UnknownSource
from sourcenet.model.events import Event
from sourcenet.model.history import line_of, newest
from sourcenet.model.joining import conflict_copies
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.source import Archived, Connection, Source
from sourcenet.safety import LIMITS
from sourcenet.words import _

__all__ = ["TABLES", "Record", "Told", "record_of", "state_of"]

Record = dict[str, Any]
#: The tables that page and Python keep in step, each by id.
TABLES = ("sources", "connections", "archive", "positions")
#: How many lines of the history the page is given.
_LINES = 200
#: Verbs after which only what they name can stand otherwise; after any other everything is compared.
_NEAR = frozenset({"add", "edit", "connect", "reconnect", "place", "appraise", "decide", "traverse", "choose", "begin"})
_SILENT = frozenset({"place", "undo", "redo", "forget"})
_SOURCE = (
    *("id", "name", "kind", "url", "feed", "doi", "arxiv", "isbn", "orcid", "authors", "owner", "year", "published"),
    *("viewpoint", "subject", "access", "setting", "language", "origin", "notes", "consent", "private", "known"),
    *("added", "checked", "label"),
)
_CONNECTION = ("id", "start", "end", "relation", "strength", "why", "viewpoint", "formed", "last_used", "evidence")


def record_of(thing: Source | Connection, network: SourceNetwork) -> Record:
    """Return a source or a connection as plain data; fields that say nothing are left out.

    Parameters
    ----------
    thing
        What is told.
    network
        Where it stands, for the family of a relation.
    """
    if isinstance(thing, Source):
        found = {name: getattr(thing, name) for name in _SOURCE}
        if thing.tags:
            found["tags"] = list(thing.tags)
    else:
        found = {name: getattr(thing, name) for name in _CONNECTION}
        found["family"] = network.vocabulary.family(thing.relation)
    return {name: value for name, value in found.items() if value not in ("", False)}


def _aside(entry: Archived, network: SourceNetwork) -> Record:
    kind = "source" if isinstance(entry.what, Source) else "connection"
    return {"what": record_of(entry.what, network), "type": kind, "reason": entry.reason, "at": entry.at}


def _history(network: SourceNetwork) -> list[list[str]]:
    return [[line.at, line.did, line.what] for line in islice(newest(network), _LINES)]


@cache
def _shipped(name: str) -> dict[str, Any]:
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
    }


def _clock(at: str) -> str:
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
    # A page keeps what Python has not answered yet under this key: the same file and learner, never another's.
    key = hashlib.blake2b(f"{path.absolute()}|{network.learner}".encode(), digest_size=8).hexdigest() if path else ""
    return {
        "file": path.name if path else "",
        "owner": _("Your network"),
        "saved": _clock(events[-1].at) if events and network.kept else "",
        "kept": network.kept,
        "why": "" if network.kept else why,
        "welcome": network.welcome,
        "key": key,
    }


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
        self.read()

    def read(self) -> None:
        """Take everything as told: the page gets all of it."""
        self.tables = self._standing(self.tables["positions"])
        self.rest = self._others()

    def _standing(self, places: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        network = self.network
        sources = {one.id: record_of(one, network) for one in network.sources}
        kept = {**places, **{id: list(at) for id, at in network.positions.items()}}
        return {
            "sources": sources,
            "connections": {one.id: record_of(one, network) for one in network.connections},
            "archive": {entry.id: _aside(entry, network) for entry in network.archive},
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
        network = self.network
        found: dict[str, dict[str, Any]] = {"sources": {}, "connections": {}, "archive": {}}
        aside: dict[str, Archived] | None = None
        for id in ids:
            one: Source | Connection | None
            for table, look in (("sources", network.source), ("connections", network.connection)):
                try:
                    one = look(id)
                except (UnknownSource, UnknownConnection):
                    one = None
                found[table][id] = record_of(one, network) if one is not None and one.id == id else None
            if aside is None:
                aside = {entry.id: entry for entry in network.archive}
            found["archive"][id] = _aside(aside[id], network) if id in aside else None
        return found


def _translations() -> dict[str, str]:
    """Return the catalogue of sentences for the page; empty for English."""
    if not words.language():
        return {}
    listed = getattr(words._catalogue(), "_catalog", {})
    return {one: other for one, other in listed.items() if isinstance(one, str) and one and isinstance(other, str)}


def state_of(told: Told, *, task: str, says: list[str]) -> Record:
    """Return the whole state for a page that knows nothing yet.

    Parameters
    ----------
    told
        What stands; it is read anew.
    task
        What the learner is asked to do, above the canvas.
    says
        What the network says, in sentences.
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
        "says": [{"text": text} for text in says],
        "task": task,
        "vocabulary": _vocabulary(network),
        "icons": _shipped("icons.json"),
        "words": _translations(),
        "today": network.today.isoformat(),
        "limits": dict(LIMITS),
        "rev": network.revision,
    }
