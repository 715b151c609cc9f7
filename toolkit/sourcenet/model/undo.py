"""What may be undone and redone: a learner's acts in their order, whichever process wrote them."""

from __future__ import annotations

from collections.abc import Iterable

from sourcenet.model.events import Event
from sourcenet.model.replay import State

__all__ = ["UNDOABLE", "Acts", "mentions", "resting_on"]

#: Verbs that undo takes back. Positions, moments and forgetting stay outside.
UNDOABLE = frozenset(
    {
        *("add", "edit", "connect", "reconnect", "prune", "restore", "appraise", "decide", "traverse", "choose"),
        *("comment", "answer", "post"),
    }
)


class Acts:
    """The acts of one learner, ready to be taken back; an act is an event, or all events of a group.

    Parameters
    ----------
    learner
        Whose acts are looked at.
    """

    def __init__(self, learner: str) -> None:
        self.learner = learner
        self.done: list[list[Event]] = []
        self.undone: list[list[Event]] = []
        self._seen: dict[str, Event] = {}
        self._place: dict[str, int] = {}

    def see(self, event: Event) -> None:
        """Take note of an event, in the order of the file."""
        mine = event.by == self.learner
        if event.do == "undo":
            named = self._named(event)
            _take(self.done, named)
            if mine and named:
                self.undone.append(named)
        elif event.do == "redo":
            named = self._named(event)
            _take(self.undone, named)
            back = [one for one in named if one.by == self.learner]
            if back:
                self.done.append(back)
                self.done.sort(key=lambda act: self._place[act[0].id])
        elif event.do in UNDOABLE:
            self._place[event.id] = len(self._place)
            self._seen[event.id] = event
            if mine:
                self._did(event)

    def _did(self, event: Event) -> None:
        last = self.done[-1][-1] if self.done else None
        if event.group and last is not None and last.group == event.group:
            self.done[-1].append(event)
        else:
            self.done.append([event])
        self.undone.clear()

    def _named(self, event: Event) -> list[Event]:
        """Return the events that an undo or a redo names, in their order."""
        of = event.get("of", [])
        ids = {id for id in of if isinstance(id, str)} if isinstance(of, list) else set()
        return sorted((self._seen[id] for id in ids & self._seen.keys()), key=lambda one: self._place[one.id])


def _take(acts: list[list[Event]], events: list[Event]) -> None:
    """Take events out of the acts that they are part of; what is left of an act stays."""
    ids = {event.id for event in events}
    for place in range(len(acts) - 1, -1, -1):  # nearly always the last
        left = [one for one in acts[place] if one.id not in ids]
        if len(left) < len(acts[place]):
            ids -= {one.id for one in acts[place]}
            acts[place : place + 1] = [left] if left else []
        if not ids:
            return


def mentions(event: Event) -> set[str]:
    """Return the ids of what an event is about, its own left out."""
    fields = event.fields
    found: list[object] = [fields.get(name) for name in ("of", "start", "end", "revisits", "event", "change")]
    for name in ("of", "out", "steps", "compared_with", "refers"):
        value = fields.get(name)
        if isinstance(value, list):
            found.extend(value)
    places = fields.get("to")
    if isinstance(places, dict):
        found.extend(places)
    said = fields.get("said")
    if isinstance(said, dict):
        found.extend(said)
    return {id for id in found if isinstance(id, str)} - {"", "me", "question", "network"}


def resting_on(events: list[Event], now: set[str], then: set[str]) -> list[Event]:
    """Return the events that would lose what they rest on if other events were undone than are.

    An event rests on another if it names what that one made, if it could not be followed without it, or if it
    is a route that would have a step without a connection. Places do not count.

    Parameters
    ----------
    events
        All events, in the order of the file.
    now, then
        The ids of those that are undone now, and of those that would be.
    """
    gone, changed = then - now, then ^ now
    first = next((n for n, event in enumerate(events) if event.id in changed), len(events))
    rest = (event for event in events[first + 1 :] if event.id not in then and event.id not in changed)
    if not any(event.do in UNDOABLE for event in rest):
        return []  # the last act, as nearly always: nothing can rest on it
    falls = _fallen(events, then) - _fallen(events, now)
    return [
        event
        for event in events
        if event.id not in then
        and event.do in UNDOABLE
        and (event.id in falls or (gone and not gone.isdisjoint(mentions(event))))
    ]


def _fallen(events: Iterable[Event], undone: set[str]) -> set[str]:
    """Return the ids of the events that cannot be followed, and of the routes that have a step too far."""
    state = State()
    fallen = {event.id for event in events if event.id not in undone and state.apply(event)}
    return fallen | {id for id, record in state.traversals.items() if not record["real"]}
