"""One network's events: kept in a journal, followed by a state, seen by those who watch. All changes pass here."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sourcenet.errors import BadValue, CannotDo, NewerJournal, NothingToUndo, StillNeeded
from sourcenet.model.erasing import erased_line, redacted_event
from sourcenet.model.events import FORMAT, Event, make_id, now
from sourcenet.model.journal import Journal
from sourcenet.model.noting import notes
from sourcenet.model.replay import State, replay, undone_after
from sourcenet.model.rules import checked
from sourcenet.model.undo import UNDOABLE, Acts, mentions, resting_on
from sourcenet.model.vocabulary import Vocabulary
from sourcenet.words import _

__all__ = ["Change", "Keeper"]


@dataclass(frozen=True, slots=True)
class Change:
    """What those who watch a network are told: new events, or that all is to be read again."""

    events: tuple[Event, ...]
    whole: bool = False


class Keeper:
    """The events of one network and the state that they make.

    Parameters
    ----------
    journal
        Where events are kept.
    words
        The vocabulary that new events are checked against.
    learner
        Whose acts ``undo`` takes back, and who signs what is written; empty: whoever began the journal.
    first
        Fields of the first event (question, display), written with the first change.
    """

    def __init__(
        self, journal: Journal, words: Vocabulary, *, learner: str = "", first: Mapping[str, str] | None = None
    ) -> None:
        self.journal = journal
        self.words = words
        self.lock = threading.RLock()
        self.events: list[Event] = []
        self.state = State()
        self.revision = 0
        self.learner = learner
        self.first = dict(first or {})
        self.acts = Acts(learner)
        self._asides: list[str] = []
        self._ids: set[str] = set()
        self._group: str = ""
        self._waiting: list[Event] = []
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

    # -- following the file

    def refresh(self) -> None:
        """Look for what other writers have added, and tell those who watch."""
        with self.lock:
            change = self._take_new()
        self._tell(change)

    def _take_new(self) -> Change | None:
        events, anew = self.journal.read_new()
        if anew:
            self.events, self._ids = [], set()
        if not events and not anew:
            return None
        return self._take_in(events, whole=anew)

    def _take_in(self, events: Iterable[Event], *, whole: bool = False) -> Change:
        """Follow events that stand in the journal now."""
        fresh = []
        for event in events:
            if event.do == "begin":
                self._refuse_newer(event)
            if event.id in self._ids:
                continue  # the same line twice: a sync tool's, or a retry whose answer was lost
            self._ids.add(event.id)
            fresh.append(event)
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

    @staticmethod
    def _refuse_newer(event: Event) -> None:
        version = str(event.get("format", FORMAT))
        major = version.split(".")[0]
        if major.isdigit() and int(major) > int(FORMAT.split(".")[0]):
            raise NewerJournal(
                _(
                    "This journal was written by a newer sourcenet (journal {theirs}; this one reads {ours}). "
                    "Update sourcenet to open it; the file was not touched."
                ).format(theirs=version[:20], ours=FORMAT)
            )

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be read or followed, in sentences."""
        return notes(self.journal, self._asides)

    # -- writing

    def commit(self, proposals: list[Mapping[str, Any]]) -> tuple[Event, ...]:
        """Check proposed events, write them as one unit, follow them, tell those who watch.

        Parameters
        ----------
        proposals
            Mappings with ``do``, optionally ``id`` and ``group``, and the verb's fields.

        Returns
        -------
        tuple of Event
            What stands in the journal now; an event that stood already (same id, a retry) is not written twice.
        """
        with self.lock:
            if self._group:
                return tuple(self._stage(proposals))
            with self.journal.writing() as write:
                seen = self._take_new()
                staged = self._stage(proposals)
                self._waiting = []
                try:
                    if staged:
                        write(staged)
                except BaseException:
                    self._drop(staged)
                    raise
            change = Change(tuple(staged)) if staged else None
        self._tell(seen)
        self._tell(change)
        return tuple(staged)

    def _stage(self, proposals: list[Mapping[str, Any]]) -> list[Event]:
        """Check and follow proposals in memory; they wait to be written."""
        staged: list[Event] = []
        try:
            if not self.events and not any(p.get("do") == "begin" and "moment" not in p for p in proposals):
                staged.append(self._follow("begin", make_id(), {"format": FORMAT, **self.first}, ""))
            for proposal in proposals:
                fields = {
                    name: value for name, value in proposal.items() if name not in ("id", "do", "group", "at", "by")
                }
                id = proposal.get("id") or make_id()
                if id in self._ids:
                    if not self._stands_already(str(id), proposal.get("do"), fields):
                        raise BadValue(_("This id was used for another change, so the change was not kept."))
                    continue
                group = self._group or str(proposal.get("group") or "")[:64]
                staged.append(self._follow(str(proposal.get("do")), id, fields, group))
        except BaseException:
            self._drop(staged)
            raise
        self._waiting.extend(staged)
        return staged

    def _stands_already(self, id: str, do: object, fields: Mapping[str, Any]) -> bool:
        event = next(event for event in reversed(self.events) if event.id == id)
        return event.do == do and all(event.fields.get(name, value) == value for name, value in fields.items())

    def _follow(self, do: str, id: str, fields: dict[str, Any], group: str) -> Event:
        if do == "begin":
            fields.setdefault("format", FORMAT)
        kept = checked(do, id, fields, self.state, self.words)
        event = Event(id, self._time(), self.learner, do, kept, group=group)
        problem = self.state.apply(event)
        if problem:  # the rules let through what replay cannot follow: a fault of ours, said before it is kept
            raise BadValue(_("This change was not kept: it would be {problem}.").format(problem=problem))
        self._ids.add(id)
        self.events.append(event)
        self.acts.see(event)
        self.revision += 1
        return event

    def _time(self) -> str:
        last = self.events[-1].at if self.events else ""
        return max(now(), last)

    def _drop(self, staged: list[Event]) -> None:
        """Take back what was followed in memory and not written."""
        if not staged:
            return
        gone = {id(event) for event in staged}
        self.events = [event for event in self.events if id(event) not in gone]
        self._ids = {event.id for event in self.events}
        self._waiting = [event for event in self._waiting if id(event) not in gone]
        self._replay()
        self.revision += 1

    @contextlib.contextmanager
    def group(self, name: str) -> Iterator[None]:
        """Make everything inside one write, one flush to disk and one undo; an error inside takes all of it back."""
        with self.lock:
            if self._group:
                yield
                return
            with self.journal.writing() as write:
                self._take_new()
                self._group = f"{name}-{make_id(8)}"[:64]
                self._waiting = []
                try:
                    yield
                    staged = self._waiting
                    if staged:
                        write(staged)
                except BaseException:
                    self._drop(self._waiting)
                    raise
                finally:
                    self._group, self._waiting = "", []
        self._tell(Change(tuple(staged)))

    # -- undo, redo, forget

    @contextlib.contextmanager
    def _alone(self) -> Iterator[Callable[[list[Event]], None]]:
        """Hold the journal for one act that is not part of a group."""
        with self.lock:
            if self._group:
                raise CannotDo(_("Inside a group nothing can be undone or forgotten. End the group first."))
            with self.journal.writing() as write:
                self._take_new()
                yield write

    def undo(self, ids: list[str] | None = None) -> list[Event]:
        """Take back the learner's last act, or the named events.

        Raises
        ------
        NothingToUndo
            There is nothing to take back.
        StillNeeded
            Later events rest on it.
        """
        with self._alone() as write:
            if ids is None:
                if not self.acts.done:
                    raise NothingToUndo(_("Nothing to undo."))
                ids = [event.id for event in self.acts.done[-1]]
            wanted = set(ids)
            taken = [e for e in self.events if e.id in wanted and not e.undone and e.do in UNDOABLE]
            if not taken:
                raise NothingToUndo(_("This is undone already, or cannot be undone."))
            place = self.events.index(taken[-1])
            resting = [e for e in resting_on(ids, self.events[place + 1 :]) if e.id not in wanted]
            if resting:
                raise StillNeeded(
                    _(
                        "This cannot be undone: {n} later change(s) rest on it, the first is {what}. Undo those first."
                    ).format(n=len(resting), what=self.describe(resting[0]))
                )
            self._write_now(write, "undo", {"of": ids})
        self._tell(Change((self.events[-1],), whole=True))
        return taken

    def redo(self) -> list[Event]:
        """Bring back the act that was undone last.

        Raises
        ------
        NothingToUndo
            Nothing was undone, or something else was done since.
        """
        with self._alone() as write:
            if not self.acts.undone:
                raise NothingToUndo(_("Nothing to redo."))
            back = self.acts.undone[-1]
            self._write_now(write, "redo", {"of": [event.id for event in back]})
        self._tell(Change((self.events[-1],), whole=True))
        return back

    def _write_now(self, write: Callable[[list[Event]], None], do: str, fields: dict[str, Any]) -> Event:
        event = Event(make_id(), self._time(), self.learner, do, fields)
        write([event])
        self.events.append(event)
        self._ids.add(event.id)
        self.revision += 1
        self._replay()
        return event

    def describe(self, event: Event) -> str:
        """Return an event in a learner's words; set by the network, which knows them."""
        return event.do

    def forget(self, id: str, name: str) -> int:
        """Erase a source, and all that mentions it, from the file for good.

        Parameters
        ----------
        id
            The source's id.
        name
            What it is called: the name is taken out of other texts too.

        Returns
        -------
        int
            How many events were emptied.
        """
        with self._alone():
            about = self._about(id)
            tombstone = Event(make_id(), self._time(), self.learner, "forget", {"of": id})
            changed: dict[str, Event] = {}
            for event in self.events:
                new = redacted_event(event, id, name, empty=event.id in about)
                if new is not event:
                    changed[event.id] = new
            self.journal.rewrite(lambda line: erased_line(line, changed, name), [tombstone])
            if self.journal.kept:
                self.events, self._ids = [], set()
                self._take_new()
            else:
                self.events = [changed.get(event.id, event) for event in self.events] + [tombstone]
                self._ids.add(tombstone.id)
                self.revision += 1
                self._replay()
        self._tell(Change((), whole=True))
        return len(changed)

    def _about(self, id: str) -> set[str]:
        """Return the ids of the events that are about a source or about its connections and appraisals."""
        things = {id}
        about: set[str] = set()
        for event in self.events:
            listed = event.do in ("place", "choose", "undo", "redo", "forget")
            if event.id in things or (mentions(event) & things and not listed):
                about.add(event.id)
                if event.do in ("connect", "appraise"):
                    things.add(event.id)
        return about

    # -- watching

    def watch(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Have a function called after every change; returns what stops it."""
        self._watchers.append(callback)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._watchers.remove(callback)

        return stop

    def _tell(self, change: Change | None) -> None:
        if change is not None:
            for callback in tuple(self._watchers):
                callback(change)
