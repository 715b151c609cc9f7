"""Finding a source or a connection by what a person calls it, and telling whether it stands already."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from sourcenet.errors import AlreadyHere, UnknownConnection, UnknownSource
from sourcenet.model import records
from sourcenet.model.events import Event
from sourcenet.model.identity import differ, keys, page_of, same, title_of
from sourcenet.model.replay import State
from sourcenet.model.source import SOURCE_FIELDS, Connection, Source
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = [
    "SOURCE_FIELDS",
    "Finder",
    "as_it_stands",
    "connection_record",
    "default",
    "same_connection",
    "slip",
    "tie_as_it_stands",
]


def _name_key(record: Mapping[str, Any]) -> str:
    name = record.get("name")
    return title_of(name) or clean_text(name) if isinstance(name, str) else ""


class Finder:
    """An index of a network's sources by name and identity, brought up to date as sources come.

    It follows what a state tells of its sources, and is made anew where the network was read anew: so an
    addition costs the same at 10 and at 10,000 sources, whatever was done in between.
    """

    def __init__(self) -> None:
        self._state: State | None = None
        self._seen = 0
        self._by_key: dict[str, list[str]] = {}

    def _bring_up(self, state: State) -> None:
        if state is not self._state:
            self._state, self._seen, self._by_key = state, 0, {}
        for id in state.told[self._seen :]:
            record = _record(id, state)
            if record is not None:
                self._index(id, record, state.made.get(id))
        self._seen = len(state.told)

    def _index(self, id: str, record: Mapping[str, Any], first: Mapping[str, Any] | None = None) -> None:
        for said in (record, first) if first is not None and first != record else (record,):
            for key in (*keys(said), f"name:{_name_key(said)}"):
                ids = self._by_key.setdefault(key, [])
                if id not in ids[-2:]:
                    ids.append(id)

    def same(self, given: Mapping[str, Any], state: State) -> str | None:
        """Return the id of the source that is the same as a described one, standing or set aside.

        Within one learner's network a name of the same kind names the same source, people included: a cell
        that adds "my tutor" twice means one tutor. Across learners it does not (:mod:`identity`).
        """
        self._bring_up(state)
        for key in (*keys(given), f"name:{_name_key(given)}"):
            for id in self._by_key.get(key, ()):
                record = _record(id, state)
                if record is None:
                    continue
                for said in (record, state.made.get(id, record)):
                    if same(given, said) or (key == f"name:{_name_key(said)}" and _not_in_conflict(given, said)):
                        return id
        return None

    def source_id(self, ref: object, state: State, *, archived: bool = False) -> str:
        """Return the id of a source named by id, name, web address, or the source itself.

        Raises
        ------
        UnknownSource
            There is none, or two share the name.
        """
        if isinstance(ref, Source):
            ref = ref.id
        text = clean_text(ref)
        if text in state.sources or (archived and text in state.archive and state.archive[text].is_source):
            return text
        self._bring_up(state)
        page = page_of(text)
        named = self._by_key.get(f"name:{title_of(text) or text}", [])
        ids = (self._by_key.get(f"page:{page}") or named) if page else named
        standing = [id for id in ids if id in state.sources] or _labelled(text, state)
        found = standing or [id for id in ids if archived and _record(id, state) is not None]
        if len(found) == 1:
            return found[0]
        if found:
            exact = [id for id in found if (_record(id, state) or {}).get("name") == text]
            if len(exact) == 1:
                return exact[0]
            listed = ", ".join(f"{id} ({(_record(id, state) or {}).get('kind')})" for id in found[:5])
            raise UnknownSource(
                _("{n} sources are called “{name}”: {ids}. Name the one you mean by its id.").format(
                    n=len(found), name=clean_text(text, 80), ids=listed
                )
            )
        raise UnknownSource(_unknown(text, state))


def _labelled(text: str, state: State) -> list[str]:
    """Return the ids of papers and books that are drawn under this label: "Rheingold 2012" is what people read."""
    wanted = text.casefold()
    return [
        id
        for id, record in state.sources.items()
        if record.get("authors") and record.get("year") and records.source(record).label.casefold() == wanted
    ]


def _unknown(text: str, state: State) -> str:
    names = {clean_text(r.get("name")).casefold(): clean_text(r.get("name"), 80) for r in state.sources.values()}
    near = difflib.get_close_matches(text.casefold(), list(names)[:5000], n=1, cutoff=0.6)
    near = near or [name for name in names if text and text.casefold() in name.split()][:1]
    hint = _(" Did you mean “{name}”?").format(name=names[near[0]]) if near else ""
    set_aside = any(clean_text(a.record.get("name")).casefold() == text.casefold() for a in state.archive.values())
    if set_aside:
        hint = _(" It was set aside; network.restore(...) brings it back.")
    return _("There is no source “{name}” in this network.{hint} List them with network.sources.").format(
        name=clean_text(text, 80), hint=hint
    )


def slip(ref: object, events: Iterable[Event]) -> str:
    """Return the id of a source that was added by mistake and undone: its name still stands in the file."""
    name = clean_text(ref)
    return next((e.id for e in events if e.undone and e.do == "add" and name and e.get("name") == name), "")


def _record(id: str, state: State) -> dict[str, Any] | None:
    record = state.sources.get(id)
    if record is None and id in state.archive and state.archive[id].is_source:
        record = state.archive[id].record
    return record


def _not_in_conflict(given: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Two of one name are one source unless both have addresses or identifiers, and these differ."""
    if differ(given, record):
        return False
    ours = [key for key in keys(given) if not key.startswith("title:")]
    theirs = [key for key in keys(record) if not key.startswith("title:")]
    return not (ours and theirs) or bool(set(ours) & set(theirs))


def connection_record(ref: object, state: State, *, archived: bool = False) -> dict[str, Any]:
    """Return the record of a connection.

    Raises
    ------
    UnknownConnection
        There is none with this id.
    """
    id = ref.id if isinstance(ref, Connection) else str(ref)
    record = state.connections.get(id)
    made = state.made.get(id, {})
    if record is None and archived and "start" in made:
        record = _set_aside(id, made["start"], made["end"], state)
    if record is None:
        raise UnknownConnection(
            _("There is no connection “{id}” in this network. List them with network.connections.").format(
                id=clean_text(id, 80)
            )
        )
    return record


def same_connection(start: str, end: str, relation: str, state: State) -> dict[str, Any] | None:
    """Return the record of the connection with these ends and this relation, standing or set aside.

    A connection is recognised as it stands and as it was first made: a cell that made it and is run again after
    the learner has changed its relation means the same one.
    """
    found = None
    for id in state.ties.get((start, end, relation), {}):
        found = state.connections.get(id) or _set_aside(id, start, end, state) or found
    return found


def _set_aside(id: str, start: str, end: str, state: State) -> dict[str, Any] | None:
    """Return the record of a connection in the archive: by itself, or taken along with one of its ends."""
    for place in (id, start, end):
        aside = state.archive.get(place)
        for record in () if aside is None else aside.taken if aside.is_source else [aside.record]:
            if record["id"] == id:
                return record
    return None


def default(name: str) -> Any:
    """Return what a field holds where nothing was said."""
    if name in ("private", "known", "machine"):
        return False
    return {"origin": "added", "kind": "site", "relation": "uses", "strength": 3, "tags": []}.get(name, "")


def as_it_stands(held: str, given: Mapping[str, Any], state: State) -> dict[str, Any]:
    """Return the record of a source that was described again, if nothing in the description is new.

    Raises
    ------
    AlreadyHere
        The description says other things than were first said and than stand now.
    """
    record = state.sources.get(held) or state.archive[held].record
    first = state.made.get(held, {})
    other = [
        name
        for name, value in given.items()
        if value not in (record.get(name), first.get(name))
        and (name == "kind" or value != default(name))
        and (name != "name" or _name_key(given) not in (_name_key(record), _name_key(first)))
    ]
    if other:
        raise AlreadyHere(
            _(
                "“{name}” is already in this network, with another {fields}. "
                "Change it with network.edit(...), or give the new source a name of its own."
            ).format(name=clean_text(record["name"], 80), fields=", ".join(other)),
            field="name",
        )
    return record


def tie_as_it_stands(held: Mapping[str, Any], given: Mapping[str, Any], state: State) -> Connection:
    """Return a connection that was described again, if nothing in the description is new.

    Raises
    ------
    AlreadyHere
        The description says other things than were first said and than stand now.
    """
    first = state.made.get(held["id"], {})
    stands = records.connection(dict(held), state)
    if any(value not in (held.get(name), first.get(name)) for name, value in given.items()):
        raise AlreadyHere(
            _("This connection is already here: {tie}. Change it with network.edit(...).").format(tie=stands),
            field="end",
        )
    return stands
