"""Then and now: what came to a network, what went and what changed between two days, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from sourcenet.drawing.describe import listed
from sourcenet.drawing.structure import ME
from sourcenet.errors import BadValue
from sourcenet.model.dates import long_date
from sourcenet.model.source import CONNECTION_FIELDS, SOURCE_FIELDS
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["Comparison", "Difference", "Edited", "between", "compare", "days_of"]

T = TypeVar("T")
#: What is done on a day without changing what the network is.
_SILENT = frozenset({"place", "undo", "redo", "forgotten"})
_SOURCE = sorted(SOURCE_FIELDS - {"added"})
_CONNECTION = sorted(CONNECTION_FIELDS - {"start", "end", "formed"})
#: Longer texts are named where they changed, not written out.
_SHORT = 60


class Edited(NamedTuple):
    """A source or a connection that says something else than before.

    Attributes
    ----------
    before, after
        As it stood on the two days.
    fields
        The names of the fields that differ.
    """

    before: Source | Connection
    after: Source | Connection
    fields: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of what changed."""
        return self.after.id


class Difference(NamedTuple):
    """One row of the table of differences.

    Attributes
    ----------
    id
        Of the source or connection.
    what
        ``"source"`` or ``"connection"``.
    how
        ``"new"``, ``"gone"`` or ``"changed"``.
    name
        What it is called, or a connection as a sentence.
    detail
        Its kind where it is new, the reason where it was set aside, what changed.
    """

    id: str
    what: str
    how: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two days.

    Attributes
    ----------
    since, until
        The two days; each as it stood at its end.
    added, gone
        Sources that stand on the second day and not on the first, and the other way round.
    changed
        Sources that stand on both and say something else.
    added_connections, gone_connections, changed_connections
        The same of connections.
    sizes
        How many sources and connections stood on the first day, and on the second.
    question
        The question on the first day, where it is another by the second; else empty.
    differences
        Everything as rows: sources first, what is new before what is gone.
    """

    since: dt.date
    until: dt.date
    added: tuple[Source, ...]
    gone: tuple[Source, ...]
    changed: tuple[Edited, ...]
    added_connections: tuple[Connection, ...]
    gone_connections: tuple[Connection, ...]
    changed_connections: tuple[Edited, ...]
    sizes: tuple[tuple[int, int], tuple[int, int]]
    question: str
    differences: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.differences or self.question)

    def __str__(self) -> str:
        return self.text

    @property
    def marks(self) -> dict[str, str]:
        """How each source and connection differs, by its id."""
        return {one.id: one.how for one in self.differences}

    @property
    def sentences(self) -> tuple[str, ...]:
        """How large it was and is; what came; what went and what changed."""
        return (self._sizes(), self._came(), self._went())

    @property
    def text(self) -> str:
        """All of it in words."""
        return " ".join(self.sentences)

    def _sizes(self) -> str:
        then, now = (_counted(*size) for size in self.sizes)
        said = {"since": long_date(self.since), "until": long_date(self.until), "then": then, "now": now}
        if self.since == self.until:
            return _("On {until} the network has {now}.").format(**said)
        return _("On {since} the network had {then}; on {until} it has {now}.").format(**said)

    def _came(self) -> str:
        came = _some(self.added, self.added_connections)
        return _("New: {came}.").format(came=came) if came else _("Nothing new came.")

    def _went(self) -> str:
        said = []
        if gone := _some(self.gone, self.gone_connections):
            said.append(_("No longer there: {gone}").format(gone=gone))
        if changed := _some([one.after for one in self.changed], self.changed_connections):
            said.append(_("Saying something else: {changed}").format(changed=changed))
        if self.question:
            said.append(_("The question was “{question}”").format(question=self.question.rstrip(" .")))
        return " ".join(f"{one}." for one in said) or _("Nothing went, and nothing changed.")


def compare(
    network: SourceNetwork, since: str | dt.date | None = None, until: str | dt.date | None = None
) -> Comparison:
    """Compare a network with itself on another day: what came, what was set aside, what changed.

    A network is what one made of it so far. To see it beside what it was is how one notices what one
    has learnt, and what one has let go.

    Parameters
    ----------
    network
        The network to look at.
    since
        The earlier day, such as ``"2026-09-03"``; the first day of its history where not given.
    until
        The later day; as it stands now where not given.

    Returns
    -------
    Comparison
        Says itself in words; ``.added``, ``.gone``, ``.changed`` and the same of connections.

    Raises
    ------
    BadValue
        A day is none, or the first is later than the second.

    Examples
    --------
    >>> import sourcenet as sn
    >>> grown = sn.compare(sn.load_example("first-steps"), "2026-09-03", "2026-09-17")
    >>> for sentence in grown.sentences:
    ...     print(sentence)
    On 3 September 2026 the network had 6 sources and 8 connections; on 17 September 2026 it has 10 sources and 20 connections.
    New: 4 sources (course tutor, Wikipedia, NHS website and library guide) and 12 connections.
    Nothing went, and nothing changed.
    >>> [source.name for source in grown.added][:2]
    ['course tutor', 'Wikipedia']
    """
    then, now = network.at(_first_day(network) if since is None else since), network
    if until is not None:
        now = network.at(until)
    if then.today > now.today:
        raise BadValue(
            _("{since} is later than {until}. Give the earlier day first.").format(
                since=long_date(then.today), until=long_date(now.today)
            ),
            field="since",
        )
    return between(then, now)


def days_of(network: SourceNetwork) -> tuple[dt.date, ...]:
    """Return the days on which something happened to a network, in order; moving things about is nothing.

    Parameters
    ----------
    network
        The network to look at.

    Returns
    -------
    tuple of datetime.date
        UTC days; what was undone is left out.
    """
    found = {event.at[:10] for event in network.events if event.do not in _SILENT and not event.undone}
    return tuple(sorted(day for day in map(_date, found) if day is not None))


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _first_day(network: SourceNetwork) -> dt.date:
    return min((*days_of(network), network.today))


def between(then: SourceNetwork, now: SourceNetwork) -> Comparison:
    """Compare two networks of one learner, such as what was handed in twice.

    Parameters
    ----------
    then, now
        The earlier and the later; what has the same id is the same source or connection.
    """
    old, new = ({source.id: source for source in one.sources} for one in (then, now))
    old_ties, new_ties = ({tie.id: tie for tie in one.connections} for one in (then, now))
    changed = tuple(_edited(old, new, _SOURCE))
    changed_ties = tuple(_edited(old_ties, new_ties, _CONNECTION))
    added, gone = _apart(old, new), _apart(new, old)
    added_ties, gone_ties = _apart(old_ties, new_ties), _apart(new_ties, old_ties)
    rows = _Rows(then, now)
    return Comparison(
        since=then.today,
        until=now.today,
        added=added,
        gone=gone,
        changed=changed,
        added_connections=added_ties,
        gone_connections=gone_ties,
        changed_connections=changed_ties,
        sizes=((len(old), len(old_ties)), (len(new), len(new_ties))),
        question="" if then.question == now.question else then.question,
        differences=(*rows.of(added, gone, changed), *rows.of(added_ties, gone_ties, changed_ties)),
    )


def _apart(one: Mapping[str, T], other: Mapping[str, T]) -> tuple[T, ...]:
    """Return what is in the other and not in the one."""
    return tuple(held for id, held in other.items() if id not in one)


def _edited(
    old: Mapping[str, Source] | Mapping[str, Connection],
    new: Mapping[str, Source] | Mapping[str, Connection],
    fields: Iterable[str],
) -> Iterable[Edited]:
    for id, after in new.items():
        before = old.get(id)
        if before is not None and before != after:
            differ = tuple(name for name in fields if getattr(before, name) != getattr(after, name))
            if differ:
                yield Edited(before, after, differ)


class _Rows:
    """Write differences as rows, in the words of the two networks."""

    def __init__(self, then: SourceNetwork, now: SourceNetwork) -> None:
        self.strengths = now.vocabulary.strengths
        self.names = {ME: _("me")}
        for network in (then, now):
            self.names.update((source.id, source.label) for source in network.sources)
        self.reasons = {held.id: held.reason for held in now.archive}

    def of(
        self,
        added: Sequence[Source | Connection],
        gone: Sequence[Source | Connection],
        changed: Sequence[Edited],
    ) -> list[Difference]:
        return [*map(self.new, added), *map(self.gone, gone), *map(self.changed, changed)]

    def new(self, one: Source | Connection) -> Difference:
        if (kind := getattr(one, "kind", None)) is not None:
            return Difference(one.id, "source", "new", self._name(one), str(kind))
        return Difference(one.id, "connection", "new", self._name(one), str(getattr(one, "why", "")))

    def gone(self, one: Source | Connection) -> Difference:
        what = "source" if hasattr(one, "kind") else "connection"
        if one.id in self.reasons:
            detail = _("set aside: {reason}").format(reason=self.reasons[one.id])
        elif any(end in self.reasons for end in (getattr(one, "start", ""), getattr(one, "end", ""))):
            detail = _("went with what was set aside")
        else:
            detail = _("taken back")
        return Difference(one.id, what, "gone", self._name(one), detail)

    def changed(self, one: Edited) -> Difference:
        what = "source" if hasattr(one.after, "kind") else "connection"
        said = [self._change(name, getattr(one.before, name), getattr(one.after, name)) for name in one.fields]
        return Difference(one.id, what, "changed", self._name(one.after), "; ".join(said))

    def _name(self, one: Source | Connection) -> str:
        if (label := getattr(one, "label", None)) is not None:
            return str(label)
        start, relation, end = (str(getattr(one, name)) for name in ("start", "relation", "end"))
        return f"{self.names.get(start, start)} {relation} {self.names.get(end, end)}"

    def _change(self, name: str, before: object, after: object) -> str:
        field = _field_words().get(name, name.replace("_", " "))
        old, new = (self._value(name, value) for value in (before, after))
        if max(len(old), len(new)) > _SHORT or name in ("extra", "tags"):
            return field
        return _("{field}: {old}, now {new}").format(field=field, old=old, new=new)

    def _value(self, name: str, value: object) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name == "strength" and isinstance(value, int):
            return self.strengths[min(5, max(1, value)) - 1]
        return str(value) if value not in ("", None) else _("not said")


def _field_words() -> dict[str, str]:
    return {
        "viewpoint": _("where it stands"),
        "strength": _("how much I rely on it"),
        "last_used": _("last used"),
        "url": _("web address"),
        "origin": _("where from"),
        "known": _("a person I know"),
    }


def _counted(sources: int, connections: int) -> str:
    some = many("{n} source", "{n} sources", sources)
    return _("{sources} and {connections}").format(
        sources=some, connections=many("{n} connection", "{n} connections", connections)
    )


def _some(sources: Sequence[Source | Connection], connections: Sequence[object]) -> str:
    """Count what there is of both: "6 sources (with their names) and 5 connections"; empty for nothing."""
    said = []
    if sources:
        names = listed([str(getattr(source, "label", "")) for source in sources], 4)
        said.append(f"{many('{n} source', '{n} sources', len(sources))} ({names})")
    if connections:
        said.append(many("{n} connection", "{n} connections", len(connections)))
    return listed(said, 2)
