"""Including another network: everything of it as one group, what is the same by the rules of identity only once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sourcenet.errors import BadValue, SourcenetError
from sourcenet.model import finding, records
from sourcenet.model.events import make_id
from sourcenet.model.fitting import Fitted, fit_connection, fit_source
from sourcenet.model.identity import keys, same
from sourcenet.model.replay import WHOLE, State, plain_connection, plain_source
from sourcenet.model.report import Entry, Report
from sourcenet.model.rules import MAX_SOURCES, cleaned, is_id
from sourcenet.model.source import CONNECTION_FIELDS, SOURCE_FIELDS
from sourcenet.safety import clean_text
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["include"]

ME = "me"
#: Facts about a source that are filled in where ours says nothing. What a learner thinks of it stays theirs.
_FACTS = ("url", "feed", "doi", "arxiv", "isbn", "orcid", "authors", "owner", "year", "published", "language")
#: What a learner says of a source: where the two differ, the learner's own stays, and the report names it.
_SAID = ("name", "kind", "viewpoint", "subject", "access", "notes", "private")


def include(network: SourceNetwork, other: SourceNetwork) -> Report:
    """Commit everything of another network into this one, as one group: one write, one undo.

    Raises
    ------
    BadValue
        What is given is no network, or the two together hold more sources than one network can.
    """
    if not hasattr(other, "plain"):
        raise BadValue(
            _("A network includes another network. Read a file first: network.include(sn.read(“library.gexf”)).")
        )
    if other is network:
        return Report("included", notes=(_("This is the same network: everything of it is here already."),))
    theirs = other.plain()
    with network.group("include"):
        coming = _Coming(network, theirs)
        coming.take_question(other.question)
        coming.take_sources()
        coming.take_connections()
        coming.take_said()
        coming.take_archive()
        coming.take_places(other.positions)
        return coming.report()


class _Coming:
    """One inclusion: which id of theirs is which of ours, and what became of everything."""

    def __init__(self, network: SourceNetwork, theirs: State) -> None:
        self.network, self.theirs = network, theirs
        self.keeper = network._keeper
        self.words = network.vocabulary
        self.ours: dict[str, str] = {ME: ME}
        self.added: dict[str, str] = {}
        self.called: dict[str, str] = {}
        self.forgotten = {e.get("of") for e in self.keeper.events if e.do == "forget"}
        self.before = set(self.keeper.state.sources) | set(self.keeper.state.archive)
        self.by_key: dict[str, list[str]] = {}
        self.read: list[Entry] = []
        self.merged: list[Entry] = []
        self.skipped: list[Entry] = []
        self.changed: list[Entry] = []
        self.notes: list[str] = []
        # In the order of the network: of two that are the same thing, the first is met, today and when it is included again.
        for id in (*self.keeper.state.sources, *self.keeper.state.archive):
            record = self._record(id)
            if record is not None:
                self._index(id, record)

    @property
    def state(self) -> State:
        """Our network as it stands now."""
        return self.keeper.state

    def _record(self, id: str) -> dict[str, Any] | None:
        state = self.state
        return state.sources.get(id) or state.aside(id, is_source=True)

    def _index(self, id: str, record: Mapping[str, Any]) -> None:
        for key in keys(record):
            self.by_key.setdefault(_bare(key), []).append(id)

    def _propose(self, do: str, **fields: Any) -> None:
        self.network.propose([{"do": do, **fields}])

    # -- ids: the same thing gets the same id each time, so that including twice doubles nothing

    def _place_for(self, id: str, held: Iterable[Collection[str]]) -> tuple[str, bool]:
        """Return our id for a thing of theirs, and whether it stands here already.

        Its own id where nothing ever used it here; after an undo, which keeps its ids in the file, the next one of a
        row that always runs the same.
        """
        for turn in range(10_000):
            ours = id if turn == 0 and is_id(id) else blake2b(f"{id}/{turn}".encode(), digest_size=10).hexdigest()
            if any(ours in things for things in held):
                return ours, True
            if ours not in self.keeper._ids and not self._taken(ours):
                return ours, False
        return make_id(), False

    def _taken(self, id: str) -> bool:
        state = self.state
        return any(id in things for things in (state.sources, state.connections, state.archive, state.appraisals))

    # -- what comes

    def take_question(self, question: str) -> None:
        """Take their question where this network has none; name it where the two differ."""
        if question and not self.network.question:
            self._propose("edit", of="question", set={"question": question})
        elif question and question != self.network.question:
            self.notes.append(_("Your question stays; the other network asks: “{question}”").format(question=question))

    def take_sources(self) -> None:
        """Add their sources, those set aside too; what is the same by the rules is met, not doubled."""
        theirs = self.theirs
        new = theirs.in_order(theirs.sources)
        aside = [one.record for one in theirs.archive.values() if one.is_source]
        for record in [*new, *aside]:
            self._take_source(record)
        if len(self.state.sources) > MAX_SOURCES:
            raise BadValue(_("Together they hold more than {most} sources.").format(most=MAX_SOURCES))

    def _take_source(self, record: dict[str, Any]) -> None:
        source = records.source(record)
        id = record["id"]
        if id in self.forgotten:
            self.skipped.append(Entry("", "", _("a source that you have forgotten here stays forgotten")))
            return
        ours, there = self._place_for(id, (self.state.sources, self.state.archive))
        if there:
            self.ours[id] = ours
            self.merged.append(Entry("", source.name, _("already here")))
            return
        plain = plain_source(record)
        beside = plain.pop("extra")
        plain.pop("id")
        given = {name: value for name, value in plain.items() if value not in ("", None, [], ())}
        given["name"] = source.name
        fitted = fit_source(given, beside, self.words)
        met = self._same(fitted.fields)
        if met is not None:
            self.ours[id] = met
            self._meet(met, fitted.fields)
            return
        self._propose("add", id=ours, **_parted(fitted.fields, SOURCE_FIELDS))
        self.ours[id] = self.added[id] = ours
        self._index(ours, fitted.fields)
        self.read.append(Entry("", source.name, source.kind))
        self._say_lost(source.name, fitted)

    def _say_lost(self, called: str, fitted: Fitted) -> None:
        self.changed += [Entry("", called, f"{field}: {why}") for field, why in fitted.changed]
        self.changed += [
            Entry("", called, _("{field} was left out: {why}").format(field=field, why=why))
            for field, why in fitted.lost
        ]

    def _same(self, given: Mapping[str, Any]) -> str | None:
        for key in keys(given):
            for id in self.by_key.get(_bare(key), ()):
                record = self._record(id)
                if record is not None and same(given, record):
                    return id
        return None

    def _meet(self, id: str, given: Mapping[str, Any]) -> None:
        """Fill in facts that ours lacks, and name what the two say differently."""
        record = self._record(id) or {}
        facts = {name: given[name] for name in _FACTS if given.get(name) and not record.get(name)}
        if facts:
            self._propose("edit", of=id, set=facts)
            self._index(id, self._record(id) or {})
        by = next((key.split(":", 1)[0] for key in keys(given) if key in keys(record)), "title")
        reason = _("the same {by} as “{name}”").format(by=_(by), name=clean_text(record.get("name"), 80))
        if facts:
            reason += _("; filled in: {fields}").format(fields=", ".join(facts))
        differ = [n for n in _SAID if given.get(n) and given[n] != record.get(n, finding.default(n))]
        if differ:
            reason += _("; yours stays: {fields}").format(fields=", ".join(differ))
        self.merged.append(Entry("", str(given["name"]), reason))

    def take_connections(self) -> None:
        """Add their connections; those that stand here between the same two, with the same relation, stay as they are."""
        theirs = self.theirs
        all_of = theirs.in_order(theirs.connections)
        for aside in theirs.archive.values():
            all_of += aside.taken if aside.is_source else [aside.record]
        mine = 0
        for record in all_of:
            mine += self._take_connection(record)
        if mine:
            self.notes.append(
                many(
                    "{n} connection of the learner of that network is yours now.",
                    "{n} connections of the learner of that network are yours now.",
                    mine,
                )
            )

    def _take_connection(self, record: dict[str, Any]) -> bool:
        """Take one connection; tell whether it was the learner's own."""
        called = str(records.connection(record, self.theirs, self.called))
        start, end = self.ours.get(record["start"], ""), self.ours.get(record["end"], "")
        if not start or not end:
            self.skipped.append(Entry("", called, _("one of its ends did not come along")))
            return False
        ours, there = self._place_for(record["id"], (self.state.connections, self.state.archive, self._gone_along()))
        if there:
            self.merged.append(Entry("", called, _("already here")))
            return False
        if start == end:
            self.skipped.append(Entry("", called, _("both ends are the same source here")))
            return False
        if not (self.state.stands(start) and self.state.stands(end)):
            self.skipped.append(Entry("", called, _("one of its ends is set aside here")))
            return False
        plain = plain_connection(record)
        beside = plain.pop("extra")
        given = {
            name: value
            for name, value in plain.items()
            if name not in ("id", "start", "end") and value not in ("", None)
        }
        fitted = fit_connection(given, beside, self.words)
        relation = fitted.fields.get("relation", "uses")
        held = None
        if {start, end} <= self.before | {ME}:
            held = finding.same_connection(start, end, relation, self.state)
        if held is not None:
            self.merged.append(Entry("", called, _("connected so already; yours stays as it is")))
            return False
        self._propose("connect", id=ours, start=start, end=end, **_parted(fitted.fields, CONNECTION_FIELDS))
        self.added[record["id"]] = ours
        self.ours[record["id"]] = ours
        self._say_lost(called, fitted)
        return ME in (start, end)

    def _gone_along(self) -> set[str]:
        """Return the ids of connections that are set aside here together with one of their ends."""
        if not hasattr(self, "_along"):
            self._along = {r["id"] for aside in self.state.archive.values() for r in aside.taken}
        return self._along

    def take_said(self) -> None:
        """Take judgements, decisions, routes and what was chosen for the marker."""
        theirs, state = self.theirs, self.state
        for do, held, all_of in (
            ("appraise", state.appraisals, theirs.appraisals),
            ("decide", state.decisions, theirs.decisions),
            ("traverse", state.traversals, theirs.traversals),
            ("comment", state.comments, theirs.comments),
            ("answer", state.answers, theirs.answers),
            ("post", state.posts, theirs.posts),
        ):
            for record in all_of.values():
                self._take_record(do, held, record)
        chosen = [self.ours[id] for id in theirs.chosen if id in self.ours]
        new = [id for id in chosen if id not in state.chosen and (id in state.connections or id in state.appraisals)]
        if new:
            self._propose("choose", of=new)

    def _take_record(self, do: str, held: Mapping[str, Mapping[str, Any]], record: Mapping[str, Any]) -> None:
        words = {
            "appraise": _("a judgement"),
            "decide": _("a decision"),
            "traverse": _("a route"),
            "comment": _("a comment"),
            "answer": _("an answer"),
            "post": _("a note"),
        }
        fields = {name: value for name, value in record.items() if name not in ("id", "at", "by", "real")}
        for name in ("revisits", "event", "change"):  # of what did not come along nothing can be said
            if name in fields:
                fields[name] = self.ours.get(fields[name], "")
        if do in ("comment", "answer") and fields.get("of") != WHOLE and not fields.get("about"):
            fields["of"] = self.ours.get(fields.get("of", ""), "")
        if "refers" in fields:
            fields["refers"] = [self.ours[id] for id in fields["refers"] if id in self.ours]
        if do == "appraise":
            fields["of"] = self.ours.get(record.get("of", ""), "")
            if record.get("compared_with"):
                fields["compared_with"] = [self.ours.get(id, "") for id in record["compared_with"]]
            if record.get("said"):
                fields["said"] = {self.ours.get(id, ""): text for id, text in record["said"].items()}
        if do == "traverse":
            fields["steps"] = [self.ours.get(id, "") for id in record.get("steps", [])]
        ours, there = self._place_for(record["id"], (held,))
        try:
            kept = cleaned(do, fields, self.state, self.words)
            if not there and not any(_says(one) == kept for one in held.values()):
                self._propose(do, **{**fields, "id": ours})
        except SourcenetError as error:
            self.skipped.append(Entry("", words[do], error.sentence))
            return
        self.ours[record["id"]] = ours

    def take_archive(self) -> None:
        """Set aside what they had set aside, with their reason; what stands in ours goes on standing."""
        for id, aside in self.theirs.archive.items():
            ours = self.added.get(id)
            if ours is not None and (ours in self.state.sources or ours in self.state.connections):
                self._propose("prune", of=ours, reason=clean_text(aside.reason, 2000) or "…")

    def take_places(self, positions: Mapping[str, tuple[float, float]]) -> None:
        """Place what has come and has no place of its own here."""
        to = {self.ours[id]: list(at) for id, at in positions.items() if id in self.ours}
        new = {id: at for id, at in to.items() if id not in self.state.positions and id in self.state.sources}
        if new:
            self._propose("place", to=new)

    def report(self) -> Report:
        """Return what became of everything; what came set aside is counted apart."""
        state, added = self.state, self.added.values()
        aside = sum(id in state.archive for id in added)
        if aside:
            self.notes.append(
                many("{n} came set aside, as it was there.", "{n} came set aside, as they were there.", aside)
            )
        return Report(
            "included",
            sources=sum(id in state.sources for id in added),
            connections=sum(id in state.connections for id in added),
            read=tuple(self.read),
            merged=tuple(self.merged),
            skipped=tuple(self.skipped),
            changed=tuple(self.changed),
            notes=tuple(self.notes),
        )


def _bare(key: str) -> str:
    """Return a key to look up by: a title without its year, since a year that is not known is in no conflict."""
    return key.rsplit(":", 1)[0] if key.startswith("title:") else key


def _parted(fields: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """Return fields as a proposal has them: those that are none of ours lie apart, and keep their types."""
    beside = {name: value for name, value in fields.items() if name not in known}
    return {**{name: value for name, value in fields.items() if name in known}, **({"extra": beside} if beside else {})}


def _says(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in ("id", "at", "real")}
