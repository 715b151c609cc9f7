"""What counts: which sources and connections of a network there is something to read about.

Every property asks here, so that a thing counts in all of them or in none. What is said in
:data:`WHAT_COUNTS` stands above every check, in a fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from sourcenet.checks.past import Past
from sourcenet.checks.placeholders import is_placeholder
from sourcenet.checks.sentences import key, plain, verdict
from sourcenet.checks.wording import label
from sourcenet.model.identity import keys, same
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Archived, Connection, Source

__all__ = ["HANDFUL", "Reading", "what_counts"]

#: The fewest things that a share is taken of: one of one says little.
HANDFUL = 5
_MOST_ALIKE = 8
_IDENTITY = ("name", "kind", "url", "doi", "arxiv", "isbn", "orcid", "year")


def what_counts() -> list[str]:
    """Return, in a learner's words, what counts in every check."""
    return [
        _(
            'A source counts when it has a name of its own (not "test" or "source 1"), a kind, and a connection with a reason.'
        ),
        _(
            "A reason counts when it is your own sentence: four words or more, more than the name, and not used on"
            " another connection. Where writing has no blanks between words, six characters or so are enough."
        ),
        _("The same thing under two names or addresses counts once. More than is asked for earns nothing more."),
        _("A share is taken of five things at least: one of one is a good beginning, not the whole."),
    ]


class Reading:
    """A network as the checks read it, worked out once for all properties.

    Parameters
    ----------
    network
        The network to read. Nothing is written to it.

    Attributes
    ----------
    sources, connections
        What stands in the network.
    named
        Ids of the sources that have a name of their own and a kind.
    one
        Id of a source to the id that stands for it and for all that are the same thing.
    verdicts
        Id of a connection to the empty text where it counts, else why not: ``"none"``, ``"short"``, ``"name"``,
        ``"ready"``, ``"again"`` (the sentence stands elsewhere), ``"filler"`` (an end has no name of its own),
        ``"itself"`` (both ends are one thing), ``"twice"`` (the same relation between the same two).
    """

    def __init__(self, network: SourceNetwork) -> None:
        self.network = network
        self.sources: tuple[Source, ...] = network.sources
        self.connections: tuple[Connection, ...] = network.connections
        self.by_id: dict[str, Source] = {source.id: source for source in self.sources}
        self.named = {source.id for source in self.sources if source.kind and not is_placeholder(source.name)}
        self.one = _same_things(self.sources)
        self._used: dict[str, str] = {}
        self.verdicts = self._judge_connections()

    # -- connections and sources that count

    def _judge_connections(self) -> dict[str, str]:
        verdicts: dict[str, str] = {}
        seen: set[tuple[str, str, str]] = set()
        for tie in self.connections:
            ends = [end for end in (tie.start, tie.end) if end != "me"]
            between = (self.one.get(tie.start, tie.start), self.one.get(tie.end, tie.end), plain(tie.relation))
            why_not = verdict(tie.why, self.names(ends))
            sentence = "" if why_not else key(tie.why, self.names(ends))
            if not why_not and any(end not in self.named for end in ends):
                why_not = "filler"
            elif not why_not and between[0] == between[1]:
                why_not = "itself"
            elif not why_not and sentence in self._used:
                why_not = "again"
            elif not why_not and between in seen:
                why_not = "twice"
            if not why_not:
                # The first that counts keeps the sentence: taking filler away can then never lower a share.
                self._used[sentence] = tie.id
                seen.add(between)
            verdicts[tie.id] = why_not
        return verdicts

    def names(self, ids: Iterable[str]) -> list[str]:
        """Return what the sources of some ids are called: names and short labels."""
        found = []
        for id in ids:
            source = self.by_id.get(id)
            if source is not None:
                found.append(source.name)
                if source.label != source.name:
                    found.append(source.label)
        return found

    @cached_property
    def good(self) -> list[Connection]:
        """The connections that count."""
        return [tie for tie in self.connections if not self.verdicts[tie.id]]

    @cached_property
    def counting(self) -> list[Source]:
        """The sources that count, each thing once, in the order in which they were added."""
        touched = {self.one.get(end) for tie in self.good for end in (tie.start, tie.end)}
        return [source for source in self.sources if source.id in touched]

    @cached_property
    def things(self) -> list[Source]:
        """All sources, each thing once, whether or not they count."""
        return [source for source in self.sources if self.one[source.id] == source.id]

    def without(self, *why_not: str) -> list[Connection]:
        """Return the connections that do not count for one of some causes."""
        return [tie for tie in self.connections if self.verdicts[tie.id] in why_not]

    @property
    def first_step(self) -> str:
        """What to do while there is nothing to read at all; empty once there is a connection."""
        if not self.sources:
            return _(
                "Begin with one source that you used this week: a person, a site, a thing. Connect yourself to it, and"
                " finish the sentence: I go there when ..."
            )
        if not self.connections:
            return _("Connect yourself to {name}, and finish the sentence: I go there when ...").format(
                name=label(self.sources[0].label)
            )
        return ""

    # -- other sentences

    def sentence(self, text: str, names: Iterable[str], used: set[str]) -> str:
        """Judge a sentence that is not on a connection, and remember it.

        Parameters
        ----------
        text
            What the learner wrote.
        names
            Names of the sources that it is about.
        used
            Sentences that have counted already; this one is added where it counts.

        Returns
        -------
        str
            Empty where it counts, else why not, as in :attr:`verdicts`.
        """
        why_not = verdict(text, names)
        if why_not:
            return why_not
        said = key(text, names)
        if said in used or said in self._used:
            return "again"
        used.add(said)
        return ""

    def is_a_reason(self, text: str, names: Iterable[str]) -> bool:
        """Tell whether a text stands as the why of a connection that counts."""
        return key(text, names) in self._used or key(text) in self._used

    # -- the part of the history that is asked for

    @cached_property
    def past(self) -> Past:
        """All that ever stood in the network, and when."""
        return Past(self.network)

    def since(self, moment: str) -> set[str] | None:
        """Return the ids of the events after a named moment; None where the whole history is to be read.

        What came in with another network that was included was not done here, whenever it came.
        """
        began = self.network.moments.get(moment) if moment else None
        if began is None:
            return None
        return {event.id for event in self.network.events[began.index :] if not event.group.startswith("include-")}

    def note_on(self, moment: str) -> str:
        """Say that the whole history was read where the moment that was asked for is not in it."""
        if not moment or moment in self.network.moments:
            return ""
        return ". " + _('There is no moment "{name}" in this history, so all of it was read').format(name=moment)

    def set_aside(self, after: set[str] | None) -> list[Archived]:
        """Return what stands set aside, in the history or in the part of it that is asked for."""
        if after is None:
            return list(self.network.archive)
        when: dict[str, str] = {}
        for event in self.network.events:
            of = event.fields.get("of")
            if event.do == "prune" and not event.undone and isinstance(of, str):
                when[of] = event.id
        return [aside for aside in self.network.archive if when.get(aside.id) in after]


def _same_things(sources: tuple[Source, ...]) -> dict[str, str]:
    """Return for each source the first one that is the same thing by the rules of identity."""
    one: dict[str, str] = {}
    alike: dict[str, list[dict[str, object]]] = {}
    for source in sources:
        fields: dict[str, object] = {name: getattr(source, name) for name in _IDENTITY}
        marks = [mark.rsplit(":", 1)[0] if mark.startswith("title:") else mark for mark in keys(fields)]
        # A crowd under one mark that are all different works (a mirror's page) is compared with the first few only.
        found = next((o for m in marks for o in alike.get(m, ())[:_MOST_ALIKE] if same(fields, o)), None)
        fields["id"] = one[source.id] = source.id if found is None else str(found["id"])
        for mark in marks:
            alike.setdefault(mark, []).append(fields)
    return one
