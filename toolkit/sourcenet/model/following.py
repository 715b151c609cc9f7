"""Following a journal: the events that stand in it, the state that they make, and those who watch it change."""

from __future__ import annotations

import contextlib
import logging
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sourcenet.errors import NewerJournal
from sourcenet.model.events import FORMAT, Event, make_id, now
from sourcenet.model.journal import Journal
from sourcenet.model.noting import notes
from sourcenet.model.replay import State, replay, undone_after
from sourcenet.model.undo import Acts
from sourcenet.words import _

__all__ = ["Change", "Follower"]

_log = logging.getLogger(__name__)
_MAJOR = re.compile(r"([0-9]+)(?:\.|$)")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Change:
    """What those who watch a network are told: new events, or that all is to be read again."""

    events: tuple[Event, ...]
    whole: bool = False


class _Pending(threading.local):
    """What a thread has made or found, and not told yet.

    Each thread tells its own, before its act returns: told by another, what a page asked for came after the answer.
    """

    def __init__(self) -> None:
        self.changes: list[Change] = []

    def append(self, change: Change) -> None:
        self.changes.append(change)

    def take(self) -> list[Change]:
        taken, self.changes = self.changes, []
        return taken


class Follower:
    """The events of a journal and the state that they make, kept up with what anybody writes.

    Parameters
    ----------
    journal
        Where events are kept.
    learner
        Whose acts can be taken back; empty: whoever began the journal.
    """

    def __init__(self, journal: Journal, *, learner: str = "") -> None:
        self.journal = journal
        self.lock = threading.RLock()
        self.events: list[Event] = []
        self.state = State()
        self.revision = 0
        self.learner = learner
        self.acts = Acts(learner)
        self._asides: list[str] = []
        self._ids: dict[str, Event] = {}
        self._doubled: list[str] = []
        self._unkept: list[Event] = []
        self._owed: list[Event] = []
        self._pending = _Pending()
        self._watchers: list[Callable[[Change], None]] = []
        self.refresh()
        if journal.torn:
            journal.wait_for_line()
            self.refresh()
        if not self.learner:
            self.learner = self.state.beginner or f"l-{make_id(10)}"
            self.acts = Acts(self.learner)
            for event in self.events:
                self.acts.see(event)

    def refresh(self) -> None:
        """Look for what other writers have added, and tell those who watch."""
        try:
            with self.lock:
                self._take_new()
        finally:
            self._tell()

    def _take_new(self) -> None:
        events, anew = self.journal.read_new()
        if not events and not anew:
            return
        if anew:
            self._owed = self._lacking(events)
        # What could only be kept in memory, or stood in the file before, outlives the file's being put anew.
        given = [*events, *self._owed, *self._unkept] if anew else events
        try:
            self._pending.append(self._take_in(given, whole=anew, anew=anew))
        except NewerJournal:
            self.journal.restart()  # it says so again at the next look, and nothing is written behind it
            raise

    def _lacking(self, events: list[Event]) -> list[Event]:
        """Return what was read or kept before and the file put in place lacks: a sync tool brings older copies.

        Another network's file lacks all of it, and is taken as it is; what was forgotten stays in a file as an
        emptied line, so it is not among what a copy lacks.
        """
        theirs = {event.id for event in events}
        if not theirs & self._ids.keys():
            return []
        unkept = {event.id for event in self._unkept}
        return [event for event in self.events if event.id not in theirs and event.id not in unkept]

    def _take_in(self, events: Iterable[Event], *, whole: bool = False, anew: bool = False) -> Change:
        """Follow events that stand in the journal now; ``anew`` where they are all that stands."""
        given = list(events)
        for event in given:
            if event.do == "begin":
                _refuse_newer(event)
        if anew:
            self.events, self._ids, self._doubled = [], {}, []
        fresh = []
        for event in given:
            held = self._ids.get(event.id)
            if held is None:
                self._ids[event.id] = event
                fresh.append(event)
            elif held != event and "forgotten" not in (held.do, event.do):
                # The same line twice (a sync tool's, a retry's) says nothing new; another one under its id does.
                self._doubled.append(_("a change whose id was there already"))
        whole = whole or any(event.do in ("undo", "redo", "forget") for event in fresh)
        self.events.extend(fresh)
        self.revision += 1
        if whole:
            self._replay()
        else:
            for event in fresh:
                problem = self.state.apply(event)
                if problem:
                    self._asides.append(problem)
                self.acts.see(event)
        return Change(tuple(fresh), whole)

    def _replay(self) -> None:
        self.state, self._asides = replay(self.events, undone_after(self.events))
        self.acts = Acts(self.learner)
        for event in self.events:
            self.acts.see(event)

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be read or followed, in sentences."""
        return notes(self.journal, [*self._doubled, *self._asides], owed=len(self._owed))

    def _time(self) -> str:
        """Return the time of a new event: never earlier than that of the one before it."""
        last = self.events[-1].at if self.events else ""
        return max(now(), last) if _TIME.fullmatch(last) else now()

    def watch(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Have a function called after every change; returns what stops it."""
        self._watchers.append(callback)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._watchers.remove(callback)

        return stop

    def _tell(self) -> None:
        """Tell those who watch what this thread has changed or found; never while it holds the file."""
        for change in self._pending.take():
            for callback in tuple(self._watchers):
                try:
                    callback(change)
                except Exception:  # noqa: BLE001 - the change is kept: a view that fails must not make it look otherwise
                    _log.exception("A view of the network could not follow a change.")


def _refuse_newer(event: Event) -> None:
    version = str(event.get("format", FORMAT))
    major = _MAJOR.match(version)
    if major and (len(major[1]) > 9 or int(major[1]) > int(FORMAT.split(".")[0])):
        raise NewerJournal(
            _(
                "This journal was written by a newer sourcenet (journal {theirs}; this one reads {ours}). "
                "Update sourcenet to open it; the file was not touched."
            ).format(theirs=version[:20], ours=FORMAT)
        )
