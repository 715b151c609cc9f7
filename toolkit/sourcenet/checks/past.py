"""What stood in a network and when: things set aside since, the events by id, and what lies between two of them.

Two events are of different sittings (episodes) where the second is of a later day, where a named moment lies between
them, or five other acts: enough has happened to look back. Hours are never read, since what is handed in has days only,
and what a private source left behind is not counted, since it stays with the learner: a marker sees the same.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sourcenet.checks.placeholders import is_placeholder
from sourcenet.model.erasing import is_shy
from sourcenet.model.sharing import stays_behind
from sourcenet.model.source import Connection, Source
from sourcenet.model.undo import UNDOABLE, mentions

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["ACTS", "Past"]

#: So many other acts between two make them acts of two sittings.
ACTS = 5


class Past:
    """All that ever stood in a network, by id, with its history.

    Parameters
    ----------
    network
        The network to read.
    """

    def __init__(self, network: SourceNetwork) -> None:
        self._network = network
        self._state = network.plain()
        self.events = network.events

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source, those that were set aside among them."""
        aside = {one.id: one.what for one in self._network.archive if isinstance(one.what, Source)}
        return {**aside, **{source.id: source for source in self._network.sources}}

    @cached_property
    def connections(self) -> dict[str, Connection]:
        """Every connection that stands or was set aside by itself, and those that went with a source."""
        from sourcenet.model import records

        held = {one.id: one.what for one in self._network.archive if isinstance(one.what, Connection)}
        for aside in self._state.archive.values():
            for record in aside.taken:
                held[record["id"]] = records.connection(record, self._state)
        return {**held, **{tie.id: tie for tie in self._network.connections}}

    @cached_property
    def place(self) -> dict[str, int]:
        """Where in the file each event stands, by its id; of two with one id the first."""
        found: dict[str, int] = {}
        for place, event in enumerate(self.events):
            found.setdefault(event.id, place)
        return found

    @cached_property
    def stays(self) -> frozenset[str]:
        """Ids of the events that are not handed in: what is private, and where people are found. Nothing rests on them."""
        aside = {id: one.record for id, one in self._state.archive.items() if one.is_source}
        records = {**aside, **self._state.sources}
        hidden = {id for id, record in records.items() if record.get("private") is True}
        shy = {id for id, record in records.items() if is_shy(record)} - hidden
        for event in self.events:
            gone = event.id in hidden or not hidden.isdisjoint(mentions(event))
            if gone or (shy and event.do == "edit" and stays_behind(event, shy)):
                hidden.add(event.id)
        return frozenset(hidden)

    @cached_property
    def _before(self) -> tuple[list[int], list[int]]:
        """How many acts, and how many named moments, stand before each event in the file."""
        acts, moments = [0], [0]
        group = ""
        for event in self.events:
            counts = event.do in UNDOABLE and not event.undone and event.id not in self.stays
            new = counts and not (event.group and event.group == group)
            group = event.group if counts else group
            acts.append(acts[-1] + new)
            moments.append(moments[-1] + bool(event.do == "begin" and event.get("moment")))
        return acts, moments

    def apart(self, first: str, second: str) -> bool:
        """Tell whether two events, by their ids, are of different sittings, the first of them before the second."""
        a, b = self.place.get(first), self.place.get(second)
        if a is None or b is None or a >= b:
            return False
        acts, moments = self._before
        if self.events[b].at[:10] > self.events[a].at[:10] or moments[b] > moments[a + 1]:
            return True
        return acts[b] - acts[a + 1] >= ACTS

    def has_name(self, id: str) -> bool:
        """Tell whether a source that stands or stood has a name of its own; the learner has."""
        source = self.sources.get(id)
        return id == "me" or (source is not None and bool(source.kind) and not is_placeholder(source.name))

    def is_known(self, id: str) -> bool:
        """Tell whether a source is a person whom the learner knows; of a person who is not said to be public, yes."""
        record = self._state.sources.get(id) or self._state.aside(id, is_source=True) or {}
        return record.get("known") is True or (record.get("kind") == "person" and record.get("known") is not False)

    def names(self, *ids: str) -> list[str]:
        """Return what things are called: of a source its name and label, of a connection those of its ends."""
        found: list[str] = []
        for id in ids:
            tie = self.connections.get(id)
            for end in (tie.start, tie.end) if tie is not None else (id,):
                source = self.sources.get(end)
                if source is not None:
                    found += dict.fromkeys((source.name, source.label))
        return found
