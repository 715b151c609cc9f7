"""What may be undone and redone: a learner's acts in their order, whichever process wrote them."""

from __future__ import annotations

from collections.abc import Iterable

from sourcenet.model.events import Event

__all__ = ["Acts", "mentions"]

#: Verbs that undo takes back. Positions, moments and forgetting stay outside.
UNDOABLE = frozenset(
    {"add", "edit", "connect", "reconnect", "prune", "restore", "appraise", "decide", "traverse", "choose"}
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

    def see(self, event: Event) -> None:
        """Take note of an event, in the order of the file."""
        if event.by != self.learner:
            return
        if event.do in UNDOABLE:
            last = self.done[-1][-1] if self.done else None
            if event.group and last is not None and last.group == event.group:
                self.done[-1].append(event)
            else:
                self.done.append([event])
            self.undone.clear()
        elif event.do == "undo":
            self._move(event, self.done, self.undone)
        elif event.do == "redo":
            self._move(event, self.undone, self.done)

    @staticmethod
    def _move(event: Event, out: list[list[Event]], into: list[list[Event]]) -> None:
        of = event.get("of", [])
        ids = set(of) if isinstance(of, list) and all(isinstance(id, str) for id in of) else set()
        for place in range(len(out) - 1, -1, -1):  # nearly always the last
            if any(one.id in ids for one in out[place]):
                into.append(out.pop(place))
                return


def mentions(event: Event) -> set[str]:
    """Return the ids of what an event is about, its own left out."""
    fields = event.fields
    found: list[object] = [fields.get("of"), fields.get("start"), fields.get("end")]
    for name in ("of", "out", "steps", "compared_with"):
        value = fields.get(name)
        if isinstance(value, list):
            found.extend(value)
    places = fields.get("to")
    if isinstance(places, dict):
        found.extend(places)
    return {id for id in found if isinstance(id, str)} - {"me", "question"}


def resting_on(ids: Iterable[str], later: Iterable[Event]) -> list[Event]:
    """Return the later events that are about what these ids created; places do not count."""
    wanted = set(ids)
    return [event for event in later if not event.undone and event.do in UNDOABLE and mentions(event) & wanted]
