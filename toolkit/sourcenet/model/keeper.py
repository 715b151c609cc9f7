"""One network's events: checked, kept in a journal, undone, forgotten. All changes pass here."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sourcenet.errors import BadValue, CannotDo, NothingToUndo, SourcenetError, StillNeeded
from sourcenet.model.erasing import about, erased_line, names_of, redacted_event, spared
from sourcenet.model.events import ENVELOPE, Event, make_id
from sourcenet.model.following import Change, Follower
from sourcenet.model.journal import Journal
from sourcenet.model.replay import undone_after
from sourcenet.model.rules import checked, cleaned, is_id
from sourcenet.model.undo import UNDOABLE, resting_on
from sourcenet.model.vocabulary import Vocabulary
from sourcenet.safety import clean_text
from sourcenet.words import _, many

__all__ = ["Change", "Keeper"]


class Keeper(Follower):
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
        self.words = words
        self.first = dict(first or {})
        self._group, self._grouping = "", 0
        self._waiting: list[Event] = []
        super().__init__(journal, learner=learner)

    def _tell(self) -> None:
        # Nothing is told by whoever holds the file while what the group has done is not yet on the disk.
        if not self._group or self._grouping != threading.get_ident():
            super()._tell()

    def _take_new(self) -> None:
        if not self._group:  # a group holds the file, and what it has done waits to be written behind the rest
            super()._take_new()

    # -- writing

    def commit(
        self, proposals: Sequence[Mapping[str, Any]], *, unless: Callable[[], bool] | None = None
    ) -> tuple[Event, ...]:
        """Check proposed events, write them as one unit, follow them, tell those who watch.

        Parameters
        ----------
        proposals
            Mappings with ``do``, optionally ``id`` and ``group``, and the verb's fields.
        unless
            Asked once more while nobody else can write; where it says True, nothing is kept: another notebook
            has just done the same.

        Returns
        -------
        tuple of Event
            What stands in the journal now; an event that stood already (same id, a retry) is not written twice.
        """
        try:
            with self.lock:
                if self._group:
                    return tuple(self._stage(proposals))
                with self.journal.writing() as write:
                    self._take_new()
                    staged = self._stage(proposals) if unless is None or not unless() else []
                    self._waiting = []
                    self._write(write, staged)
        finally:
            self._tell()
        return tuple(staged)

    def _write(self, write: Callable[[list[Event]], None], staged: list[Event]) -> None:
        """Write what was followed in memory; where that fails, it is taken back."""
        try:
            if staged:
                write([*self._lost(staged), *staged])
                self._owed = []
        except BaseException:
            self._drop(staged)
            raise
        if staged:
            if not self.journal.kept:
                self._unkept += staged
            self._pending.append(Change(tuple(staged)))

    def _lost(self, new: list[Event]) -> list[Event]:
        """Return the events that the file held until somebody took it, or part of it, away: they are written again."""
        if self.journal.lines or not self.journal.kept:
            return self._owed if self.journal.kept else []
        fresh = {id(event) for event in new}
        return [event for event in self.events if id(event) not in fresh]

    def _stage(self, proposals: Sequence[Mapping[str, Any]]) -> list[Event]:
        """Check and follow proposals in memory; they wait to be written."""
        staged: list[Event] = []
        try:
            if not isinstance(proposals, (list, tuple)) or not all(isinstance(p, Mapping) for p in proposals):
                raise BadValue(_("This change could not be understood, so it was not kept."))
            if not self.events:
                staged.append(self._follow("begin", make_id(), {**self.first}, ""))
            for proposal in proposals:
                fields = {name: value for name, value in proposal.items() if name not in ENVELOPE}
                id = proposal.get("id") or make_id()
                if is_id(id) and id in self._ids:
                    if not self._stands_already(id, proposal.get("do"), fields):
                        raise BadValue(_("This id was used for another change, so the change was not kept."))
                    continue
                group = self._group or clean_text(proposal.get("group"), 64)
                staged.append(self._follow(proposal.get("do"), id, fields, group))
        except BaseException:
            self._drop(staged)
            raise
        self._waiting.extend(staged)
        return staged

    def _stands_already(self, id: str, do: object, fields: dict[str, Any]) -> bool:
        """Tell whether an event of this id says the same: a page sends again what was not answered in time."""
        held = self._ids[id].fields
        if self._ids[id].do != do:
            return False
        with contextlib.suppress(SourcenetError):  # it may rest on what is gone by now: then as it was sent
            fields = cleaned(do, fields, self.state, self.words)
        return all(held.get(name, value) == value for name, value in fields.items())

    def _follow(self, do: object, id: str, fields: dict[str, Any], group: str) -> Event:
        kept = checked(do, id, fields, self.state, self.words)
        event = Event(id, self._time(), self.learner, str(do), kept, group=group)
        problem = self.state.apply(event)
        if problem:  # the rules let through what replay cannot follow: a fault of ours, said before it is kept
            raise BadValue(_("This change was not kept: it would be {problem}.").format(problem=problem))
        self._ids[id] = event
        self.events.append(event)
        self.acts.see(event)
        self.revision += 1
        return event

    def _drop(self, staged: list[Event]) -> None:
        """Take back what was followed in memory and not written."""
        if not staged:
            return
        gone = {id(event) for event in staged}
        self.events = [event for event in self.events if id(event) not in gone]
        self._ids = {event.id: event for event in self.events}
        self._waiting = [event for event in self._waiting if id(event) not in gone]
        self._replay()
        self.revision += 1

    @contextlib.contextmanager
    def group(self, name: str) -> Iterator[None]:
        """Make everything inside one write, one flush to disk and one undo; an error inside takes all of it back."""
        try:
            with self.lock:
                if self._group:
                    yield
                    return
                with self.journal.writing() as write:
                    self._take_new()
                    self._grouping = threading.get_ident()
                    self._group, self._waiting = f"{clean_text(name, 50)}-{make_id(8)}", []
                    try:
                        yield
                    except BaseException:
                        self._drop(self._waiting)
                        raise
                    else:
                        self._write(write, self._waiting)
                    finally:
                        self._group, self._waiting = "", []
        finally:
            self._tell()

    # -- undo, redo, forget

    @contextlib.contextmanager
    def _alone(self) -> Iterator[Callable[[list[Event]], None]]:
        """Hold the journal for one act that is not part of a group."""
        try:
            with self.lock:
                if self._group:
                    raise CannotDo(
                        _("Inside a group nothing can be undone, forgotten or brought in. End the group first.")
                    )
                with self.journal.writing() as write:
                    self._take_new()
                    yield write
        finally:
            self._tell()

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
            self._refuse_resting(undone_after(self.events) | wanted)
            self._write_now(write, "undo", {"of": [event.id for event in taken]})
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
            ids = [event.id for event in back]
            self._refuse_resting(undone_after(self.events) - set(ids))
            self._write_now(write, "redo", {"of": ids})
        return back

    def _refuse_resting(self, undone: set[str]) -> None:
        resting = resting_on(self.events, undone_after(self.events), undone)
        if resting:
            raise StillNeeded(
                many(
                    "This cannot be undone: {n} later change rests on it: {{what}}. Undo that first.",
                    "This cannot be undone: {n} later changes rest on it, the first is: {{what}}. Undo those first.",
                    len(resting),
                ).format(what=self.describe(resting[0]))
            )

    def _write_now(self, write: Callable[[list[Event]], None], do: str, fields: dict[str, Any]) -> None:
        event = Event(make_id(), self._time(), self.learner, do, fields)
        write([*self._lost([]), event])
        self._owed = []
        self._follow_written(event)

    def _follow_written(self, event: Event) -> None:
        self.events.append(event)
        self._ids[event.id] = event
        if not self.journal.kept:
            self._unkept.append(event)
        self.revision += 1
        self._replay()
        self._pending.append(Change((event,), whole=True))

    def describe(self, event: Event) -> str:
        """Return an event in a learner's words; set by the network, which knows them."""
        return event.do

    def forget(self, id: str) -> int:
        """Erase a source, and all that mentions it, from the file for good.

        Parameters
        ----------
        id
            The source's id; every name that it ever had is taken out of other texts too.

        Returns
        -------
        int
            How many events were emptied or changed.
        """
        with self._alone() as write:
            lost = self._lost([])
            if lost:
                write(lost)
                self._owed = []
            emptied, names = about(self.events, id), names_of(self.events, id)
            tombstone = Event(make_id(), self._time(), self.learner, "forget", {"of": id})
            kept_words, spare = self.words.all_words, spared(self.events, id)

            def redact(event: Event) -> Event:
                return redacted_event(event, id, names, empty=event.id in emptied, words=kept_words, spare=spare)

            changed = {event.id: new for event in self.events if (new := redact(event)) is not event}
            self.journal.rewrite(lambda line: erased_line(line, redact, [*names, *emptied]), [tombstone])
            self._unkept = [changed.get(event.id, event) for event in self._unkept]
            if self.journal.kept:
                self.events, self._ids = [], {}
                self._take_new()
            else:
                self.events = [changed.get(event.id, event) for event in self.events]
                self._ids = {event.id: event for event in self.events}
                self._follow_written(tombstone)
            self._pending.append(Change((), whole=True))
        return len(changed)
