"""What a network holds, to read: sources, connections, archive, routes, decisions, notes, history."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sourcenet.model import finding, records
from sourcenet.model.events import Event
from sourcenet.model.keeper import Keeper
from sourcenet.model.replay import State
from sourcenet.model.source import Appraisal, Archived, Comment, Connection, Decision, Moment, Post, Source, Traversal
from sourcenet.model.vocabulary import Vocabulary
from sourcenet.safety import clean_text

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from sourcenet.model.verify import Verification

__all__ = ["Reading"]

T = TypeVar("T")


class Reading:
    """The reading side of a network: every look also looks for what other writers have added.

    Parameters
    ----------
    keeper
        The events and the state that they make.
    today
        The day that counts as today; None asks the clock, or takes the last event of a finished file.
    """

    def __init__(self, keeper: Keeper, *, today: dt.date | None = None) -> None:
        self._keeper = keeper
        self._today = today
        self._cache: dict[str, tuple[int, Any]] = {}
        self._found = finding.Finder()
        self.welcome = ""
        self.extra_notes: list[str] = []

    # -- what it is

    @property
    def question(self) -> str:
        """What the network is about; empty where nothing was asked yet."""
        self._look()
        return clean_text(self._keeper.state.question) or self._keeper.first.get("question", "")

    @property
    def learner(self) -> str:
        """The learner's id."""
        return self._keeper.learner

    @property
    def display(self) -> str:
        """The learner's name as they gave it; never handed in."""
        return clean_text(self._keeper.state.display) or self._keeper.first.get("display", "")

    @property
    def path(self) -> Path | None:
        """The journal's file; None for a network in memory."""
        return self._keeper.journal.path

    @property
    def kept(self) -> bool:
        """True where changes are written to the file."""
        return self._keeper.journal.kept

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that this network uses."""
        return self._keeper.words

    @property
    def revision(self) -> int:
        """A number that grows with every change."""
        return self._keeper.revision

    @property
    def today(self) -> dt.date:
        """The day to measure from: the hand-in's when graded, the last event's of a finished file, else today."""
        if self._today is not None:
            return self._today
        if os.environ.get("NBGRADER_EXECUTION") or not self.kept:
            return self._last_day()
        return dt.datetime.now(dt.UTC).date()

    def _last_day(self) -> dt.date:
        path = self.path
        stamp = path.with_name("timestamp.txt") if path else None
        if stamp is not None and os.environ.get("NBGRADER_EXECUTION") and stamp.is_file():
            day = stamp.read_text("utf-8", "replace").strip()[:10]
        else:
            day = self._keeper.events[-1].at[:10] if self._keeper.events else ""
        try:
            return dt.date.fromisoformat(day)
        except ValueError:
            return dt.datetime.now(dt.UTC).date()

    @property
    def notes(self) -> tuple[str, ...]:
        """What could not be read or followed, and what else the learner should know, in sentences."""
        self._look()
        return (*self.extra_notes, *self._keeper.notes)

    # -- what it holds

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that stand, in the order they were added. The learner is not among them."""
        return self._read("sources", lambda s: tuple(records.source(r) for r in s.in_order(s.sources)))

    @property
    def connections(self) -> tuple[Connection, ...]:
        """The connections that stand, in the order they were made; both their ends stand."""
        return self._read("connections", records.connections)

    @property
    def archive(self) -> tuple[Archived, ...]:
        """What was set aside, with its reason."""
        return self._read("archive", lambda s: tuple(records.archived(a, s) for a in s.archive.values()))

    @property
    def appraisals(self) -> tuple[Appraisal, ...]:
        """The judgements on sources."""
        return self._read("appraisals", lambda s: tuple(records.appraisal(r) for r in s.appraisals.values()))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The notes on decisions."""
        return self._read("decisions", lambda s: tuple(records.decision(r) for r in s.decisions.values()))

    @property
    def traversals(self) -> tuple[Traversal, ...]:
        """The routes that were walked."""
        return self._read("traversals", lambda s: tuple(records.traversal(r) for r in s.traversals.values()))

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the connections and appraisals picked for the marker to read, those that stand."""
        return self._read("chosen", lambda s: tuple(id for id in s.chosen if id in s.connections or id in s.appraisals))

    @property
    def comments(self) -> tuple[Comment, ...]:
        """The comments, each with its answers; those with ``about`` are on another network."""
        return self._read(
            "comments",
            lambda s: tuple(
                records.comment(one, (s.answers[id] for id in s.answered.get(one["id"], ())))
                for one in s.comments.values()
            ),
        )

    @property
    def posts(self) -> tuple[Post, ...]:
        """What was written at the steps of lessons, in order; the latest of a step counts."""
        return self._read("posts", lambda s: tuple(records.post(one) for one in s.posts.values()))

    @property
    def positions(self) -> dict[str, tuple[float, float]]:
        """Where a person placed a source, by id; "me" where the learner was moved."""
        return self._read("positions", lambda s: {id: at for id, at in s.positions.items() if s.stands(id)})

    @property
    def moments(self) -> dict[str, Moment]:
        """The named moments of the history."""
        self._look()
        place = {event.id: n for n, event in enumerate(self._keeper.events)}
        return {name: Moment(name, at, place[id]) for name, (at, id) in self._keeper.state.moments.items()}

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that was done, in the order of the file."""
        self._look()
        return tuple(self._keeper.events)

    def plain(self) -> State:
        """Return the plain records that everything else is read from, for views that show thousands; never change them."""
        self._look()
        return self._keeper.state

    def _look(self) -> None:
        self._keeper.refresh()

    def _read(self, name: str, make: Callable[[State], T]) -> T:
        self._look()
        keeper = self._keeper
        with keeper.lock:
            held = self._cache.get(name)
            if held is None or held[0] != keeper.revision:
                held = (keeper.revision, make(keeper.state))
                self._cache[name] = held
            value: T = held[1]
            return value

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Return what ``make`` works out from this network: worked out when first asked for, then kept until a change.

        No lock is held meanwhile, so that an edit never waits for it.

        Parameters
        ----------
        name
            What it is called; the same name always stands for the same work.
        make
            What works it out.
        """
        self._look()
        revision, key = self._keeper.revision, f"once {name}"
        held = self._cache.get(key)
        if held is None or held[0] != revision:
            held = (revision, make())
            self._cache[key] = held
        value: T = held[1]
        return value

    def source(self, ref: str | Source) -> Source:
        """Return a source by id, name or web address.

        Raises
        ------
        UnknownSource
            There is none, or two have this name; the sentence names the nearest, or both.
        """
        self._look()
        record = self._keeper.state.sources[self._source_id(ref)]
        return records.source(record)

    def connection(self, ref: str | Connection) -> Connection:
        """Return a connection by its id.

        Raises
        ------
        UnknownConnection
            There is none with this id.
        """
        self._look()
        state = self._keeper.state
        return records.connection(finding.connection_record(ref, state), state)

    def _source_id(self, ref: str | Source, *, archived: bool = False) -> str:
        return self._found.source_id(ref, self._keeper.state, archived=archived)

    # -- other forms

    def verify(self) -> Verification:
        """Name damaged lines and lines that refer to one that is missing. It finds damage; it proves nothing."""
        from sourcenet.model.verify import verify

        return verify(self)

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The network as a frozen networkx.MultiDiGraph, with the learner as ``"me"``; made once a revision."""
        from sourcenet.model.convert import to_graph

        return self._read("graph", lambda _state: to_graph(self))

    def sources_table(self) -> pd.DataFrame:
        """Return the sources as a pandas table, one row each."""
        from sourcenet.model.convert import sources_table

        return sources_table(self)

    def connections_table(self) -> pd.DataFrame:
        """Return the connections as a pandas table, one row each, with the names of their ends."""
        from sourcenet.model.convert import connections_table

        return connections_table(self)

    def __repr__(self) -> str:
        s, c = len(self.sources), len(self.connections)
        about = f": {self.question}" if self.question else ""
        return f"SourceNetwork of {s} source{'' if s == 1 else 's'} and {c} connection{'' if c == 1 else 's'}{about}"

    def _repr_html_(self) -> str:
        from sourcenet.model.greeting import greeting_html

        return greeting_html(self)
