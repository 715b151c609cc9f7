"""A learner's source network: what it holds, and the verbs that change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcenet.errors import BadValue, UnknownSource
from sourcenet.model import finding, records
from sourcenet.model.events import Event, make_id
from sourcenet.model.fields import clean_connection, clean_date, clean_source, refuse_unknown
from sourcenet.model.history import words_of
from sourcenet.model.journal import Journal
from sourcenet.model.keeper import Change, Keeper
from sourcenet.model.rules import cleaned
from sourcenet.model.saying import Saying
from sourcenet.model.source import CONNECTION_FIELDS, Appraisal, Archived, Connection, Source, Traversal
from sourcenet.model.vocabulary import Vocabulary, shipped_vocabulary
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.hand_in import Receipt
    from sourcenet.model.report import Report

__all__ = ["ME", "SourceNetwork"]

#: The id of the learner as the end of a connection.
ME = "me"


class SourceNetwork(Saying):
    """A learner's sources and connections around a question, read from a journal of what was done.

    Open one with :func:`sourcenet.open_network`; make one that is kept nowhere with :meth:`in_memory`. Every verb
    is kept at once, and a verb whose content already stands changes nothing: cells may be run again.

    Parameters
    ----------
    keeper
        The events and the state that they make.
    today
        The day that counts as today; None asks the clock, or takes the last event of a finished file.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?")
    >>> diary = network.add("my sleep diary", kind="object", origin="brought")
    >>> tie = network.connect("me", diary, relation="keeps", why="The only source that is about me.")
    >>> network
    SourceNetwork of 1 source and 1 connection: Is it worth studying late at night?
    """

    def __init__(self, keeper: Keeper, *, today: dt.date | None = None) -> None:
        super().__init__(keeper, today=today)
        #: What was read and what was not, where the network was read from a file of another program.
        self.report: Report | None = None
        keeper.describe = lambda event: words_of([event], self)  # type: ignore[method-assign]

    @classmethod
    def in_memory(
        cls,
        *,
        question: str = "",
        learner: str = "",
        vocabulary: Vocabulary | None = None,
        events: Iterable[Event] = (),
        today: dt.date | None = None,
    ) -> SourceNetwork:
        """Return a network that touches no file.

        Parameters
        ----------
        question
            What it is about.
        learner
            The learner's id; a random one where empty.
        vocabulary
            Its words; the shipped ones where None.
        events
            Events to begin from, in their order.
        today
            The day that counts as today; that of the last event where None.
        """
        keeper = Keeper(
            Journal(None), vocabulary or shipped_vocabulary(), learner=learner, first={"question": question}
        )
        given = list(events)
        if given:
            if not learner:  # whoever began it signs and undoes; known before it is read, it is read once
                keeper.learner = next((e.by for e in given if e.do == "begin" and not e.get("moment")), keeper.learner)
            keeper._take_in(given, whole=True)
        return cls(keeper, today=today)

    @classmethod
    def from_bytes(
        cls, data: bytes, *, vocabulary: Vocabulary | None = None, today: dt.date | None = None
    ) -> SourceNetwork:
        """Return the network of a journal whose bytes are at hand; no file is touched, and it is kept nowhere.

        Parameters
        ----------
        data
            The bytes of the journal; ``notes`` says what of it could not be read or followed.
        vocabulary
            Its words; the shipped ones where None.
        today
            The day that counts as today; that of the last event where None.

        Raises
        ------
        UnreadableFile
            It never was a journal, or was written by a newer sourcenet.
        """
        journal = Journal(None)
        events = journal.read_bytes(data)
        by = next((event.by for event in events if event.do == "begin" and not event.get("moment")), "")
        keeper = Keeper(journal, vocabulary or shipped_vocabulary(), learner=by or "learner")
        keeper._take_in(events, whole=True)
        return cls(keeper, today=today)

    # -- verbs

    def add(self, name: str, *, kind: str = "site", origin: str = "added", **fields: Any) -> Source:
        """Add a source, or return the one that stands already.

        Parameters
        ----------
        name
            What it is called; of people you know a role ("my aunt, pharmacist") or initials.
        kind
            One of ``network.vocabulary.kinds``.
        origin
            ``"brought"`` for what you came with, ``"added"`` for what you found here.
        **fields
            Other fields of :class:`Source`, such as ``url``, ``viewpoint``, ``subject``, ``access``.

        Raises
        ------
        UnknownKind, BadValue
            A field holds what it cannot.
        AlreadyHere
            It stands already with other content: change it with :meth:`edit`.
        """
        refuse_unknown(fields, finding.SOURCE_FIELDS)
        given = clean_source({"name": name, "kind": kind, "origin": origin, **fields}, self.vocabulary)
        self._look()
        held = self._found.same(given, self._keeper.state)
        if held is not None:
            return records.source(finding.as_it_stands(held, given, self._keeper.state))
        made = self._keeper.commit(
            [{"id": make_id(), "do": "add", **given}],
            unless=lambda: self._found.same(given, self._keeper.state) is not None,
        )
        if not made:
            return self.add(name, kind=kind, origin=origin, **fields)
        event = made[-1]
        return records.source({"id": event.id, "added": event.at[:10], **event.fields})

    def connect(
        self, start: str | Source, end: str | Source, *, relation: str = "uses", strength: int | str = 3, **fields: Any
    ) -> Connection:
        """Connect two sources, or yourself ("me") and a source; or return the connection that stands already.

        Parameters
        ----------
        start, end
            Ids, names, addresses or sources; ``"me"`` is the learner.
        relation
            What the connection is: "reads", "asks", "led me to", or words of your own.
        strength
            How much you rely on it, 1 to 5 or the word for it.
        **fields
            ``why`` (your own sentence), ``viewpoint``, ``last_used``, ``formed``, ``evidence``.

        Raises
        ------
        UnknownSource
            An end is not in the network.
        AlreadyHere
            The connection stands already with other content: change it with :meth:`edit`.
        """
        refuse_unknown(fields, CONNECTION_FIELDS - {"start", "end"})
        ends = self._end(start), self._end(end)
        given = clean_connection({"relation": relation, "strength": strength, **fields}, self.vocabulary)
        held = finding.same_connection(*ends, given["relation"], self._keeper.state)
        if held is not None:
            return finding.tie_as_it_stands(held, given, self._keeper.state)
        made = self._keeper.commit(
            [{"id": make_id(), "do": "connect", "start": ends[0], "end": ends[1], **given}],
            unless=lambda: finding.same_connection(*ends, given["relation"], self._keeper.state) is not None,
        )
        if not made:
            return self.connect(*ends, relation=relation, strength=strength, **fields)
        event = made[-1]
        return records.connection({"id": event.id, "formed": event.at[:10], **event.fields}, self._keeper.state)

    def _end(self, ref: str | Source) -> str:
        self._look()
        return ME if ref == ME else self._source_id(ref, archived=True)

    def edit(self, what: str | Source | Connection, **changes: Any) -> Source | Connection | None:
        """Change a source, a connection, or (``network.edit("question", question="...")``) the question.

        Returns
        -------
        Source or Connection or None
            What was changed, as it stands now; None for the question.
        """
        self._look()
        state = self._keeper.state
        if isinstance(what, str) and what == "question" and "question" in changes:
            given = {"of": what, "set": {"question": changes["question"]}}
            if cleaned("edit", given, state, self.vocabulary)["set"]["question"] != self.question:
                self._keeper.commit([{"do": "edit", **given}])
            return None
        if isinstance(what, Connection) or (isinstance(what, str) and what in state.connections):
            refuse_unknown(changes, CONNECTION_FIELDS - {"start", "end"})
            record = finding.connection_record(what, state, archived=True)
            return self._edit_connection(record, clean_connection(changes, self.vocabulary))
        id = self._source_id(what, archived=True)
        record = state.sources.get(id) or state.archive[id].record
        refuse_unknown(changes, finding.SOURCE_FIELDS)
        given = clean_source(changes, self.vocabulary)
        new = {name: value for name, value in given.items() if record.get(name, finding.default(name)) != value}
        if new:
            self._keeper.commit([{"do": "edit", "of": id, "set": new}])
        state = self._keeper.state
        return records.source(state.sources.get(id) or state.archive[id].record)

    def _edit_connection(self, record: Mapping[str, Any], given: Mapping[str, Any]) -> Connection:
        id = record["id"]
        new = {name: value for name, value in given.items() if record.get(name, finding.default(name)) != value}
        if new:
            self._keeper.commit([{"do": "reconnect", "of": id, "set": new}])
        state = self._keeper.state
        return records.connection(finding.connection_record(id, state, archived=True), state)

    def prune(self, what: str | Source | Connection, *, reason: str) -> None:
        """Set a source or a connection aside, with the reason; it can be brought back with :meth:`restore`."""
        id = self._any_id(what)
        if id not in self._keeper.state.archive:
            self._keeper.commit([{"do": "prune", "of": id, "reason": reason}])

    def restore(self, what: str | Source | Connection) -> None:
        """Bring back what was set aside, with the connections that went with it."""
        id = self._any_id(what)
        if id in self._keeper.state.archive:
            self._keeper.commit([{"do": "restore", "of": id}])

    def _any_id(self, what: str | Source | Connection | Archived) -> str:
        self._look()
        state = self._keeper.state
        if isinstance(what, Archived | Connection):
            return what.id
        if isinstance(what, str) and (what in state.connections or what in state.archive):
            return what
        return self._source_id(what, archived=True)

    def place(self, to: Mapping[str, Sequence[float]]) -> None:
        """Place sources in the picture; ``to`` maps ids to (x, y). Outside growth and undo."""
        given = cleaned("place", {"to": dict(to)}, self._keeper.state, self.vocabulary)["to"]
        held = self.positions
        new = {id: spot for id, spot in given.items() if held.get(id) != tuple(spot)}
        if new:
            self._keeper.commit([{"do": "place", "to": new}])

    def traverse(self, question: str, steps: Sequence[str | Source], doing: Sequence[str] = ()) -> Traversal:
        """Keep a route that you walked: from "me", source by source, to an answer, with what you did at each step."""
        given = {"question": question, "steps": [self._end(step) for step in steps], "doing": list(doing)}
        id = self._once("traverse", self._keeper.state.traversals, given)
        return records.traversal(self._keeper.state.traversals[id])

    def choose(self, *what: str | Connection | Appraisal) -> tuple[str, ...]:
        """Choose connections and appraisals for the marker to read; returns the ids of all that are chosen."""
        ids = [ref if isinstance(ref, str) else ref.id for ref in what]
        new = [id for id in dict.fromkeys(ids) if id not in self.chosen]
        if new:
            self._keeper.commit([{"do": "choose", "of": new}])
        return self.chosen

    def unchoose(self, *what: str | Connection | Appraisal) -> tuple[str, ...]:
        """Take connections and appraisals off the reading list; returns the ids of all that are left."""
        ids = [ref if isinstance(ref, str) else ref.id for ref in what]
        out = [id for id in dict.fromkeys(ids) if id in self.chosen]
        if out:
            self._keeper.commit([{"do": "choose", "of": [], "out": out}])
        return self.chosen

    def begin(self, moment: str) -> None:
        """Mark a named moment of the history, such as the start of an assignment; once."""
        self._look()
        given = cleaned("begin", {"moment": moment}, self._keeper.state, self.vocabulary)
        if given["moment"] not in self._keeper.state.moments:
            self._keeper.commit([{"do": "begin", **given}])

    def undo(self, what: Event | str | None = None) -> str:
        """Take back your last act (or a given event, or a group); returns what was undone, in words.

        Raises
        ------
        NothingToUndo, StillNeeded
            With a sentence that says why.
        """
        ref = what.id if isinstance(what, Event) else what
        ids = None if ref is None else [event.id for event in self.events if ref and ref in (event.id, event.group)]
        return words_of(self._keeper.undo(ids), self)

    def redo(self) -> str:
        """Bring back what was undone last; returns it in words."""
        return words_of(self._keeper.redo(), self)

    @property
    def can_undo(self) -> str:
        """What :meth:`undo` would take back, in words; empty for nothing."""
        done = self._keeper.acts.done
        return words_of(done[-1], self) if done else ""

    @property
    def can_redo(self) -> str:
        """What :meth:`redo` would bring back, in words; empty for nothing."""
        undone = self._keeper.acts.undone
        return words_of(undone[-1], self) if undone else ""

    def forget(self, source: str | Source) -> None:
        """Erase a source, its connections and all that mentions it from the file, for good."""
        self._look()
        try:
            id = self._source_id(source, archived=True)
        except UnknownSource:
            id = finding.slip(source, self._keeper.events)
            if not id:
                raise
        self._keeper.forget(id)

    def group(self, name: str) -> AbstractContextManager[None]:
        """Make all changes inside a ``with`` one write, one flush to disk and one undo."""
        return self._keeper.group(name)

    def propose(self, events: list[Mapping[str, Any]]) -> tuple[Event, ...]:
        """Keep events as a page sends them: checked, then written as one unit.

        Raises
        ------
        SourcenetError
            With a sentence and, where it is about one, the field; nothing was kept then.
        """
        return self._keeper.commit(events)

    def watch(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Have a function called after every change, by whomever; returns what stops it."""
        return self._keeper.watch(callback)

    def refresh(self) -> None:
        """Look for what other notebooks and machines have written, and tell those who watch."""
        self._keeper.refresh()

    # -- other dates, other forms

    def at(self, date: str | dt.date) -> SourceNetwork:
        """Return the network as it stood at the end of a day (UTC), to look at; changes to it are kept nowhere."""
        if isinstance(date, str):
            text = clean_date(date, "date")
            if len(text) != 10:
                raise BadValue(_("Give a whole day, such as 2026-10-01."), field="date")
            date = dt.date.fromisoformat(text)
        elif isinstance(date, dt.datetime):
            date = date.date()
        end = f"{date.isoformat()}T23:59:59Z"
        events = [event.copy() for event in self.events if event.at <= end]
        past = SourceNetwork.in_memory(vocabulary=self.vocabulary, learner=self.learner, events=events)
        past._today = date
        return past

    def join(self, file: str | Path) -> int:
        """Bring in what a copy of this journal has and this one lacks; returns how many events came.

        Raises
        ------
        CannotDo
            The file began as another network.
        """
        from sourcenet.model.joining import join

        return join(self, Path(file))

    def include(self, other: SourceNetwork) -> Report:
        """Bring everything of another network into this one, as one write and one undo.

        What is the same source by its identifiers, its address, or (of works, sites, tools and events) its kind and
        title, is met and not doubled; people, communities, objects and ideas are never taken for the same by name
        alone. Including the same network again changes nothing.

        Returns
        -------
        Report
            What came, what was here already, and what did not come, each with the reason.

        Raises
        ------
        BadValue
            The two together hold more sources than a network can; nothing was changed then.

        Examples
        --------
        >>> import sourcenet as sn
        >>> network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?")
        >>> network.include(sn.load_example("first-steps")).sources
        12
        >>> network.include(sn.load_example("first-steps")).sources
        0
        """
        from sourcenet.model.including import include

        return include(self, other)

    def hand_in(self, assignment: str, *, as_zip: bool = False) -> Receipt:
        """Copy the network, cleaned, into an assignment's folder (or one zip), with a receipt."""
        from sourcenet.model.hand_in import hand_in

        return hand_in(self, assignment, as_zip=as_zip)
