"""Enough to look at: number, kinds, relations, both origins. For lessons only, since nothing is marked for size."""

from __future__ import annotations

from sourcenet.checks import arguments
from sourcenet.checks.counts import Reading
from sourcenet.checks.reasons import missing, what_to_try
from sourcenet.checks.result import Found, Property
from sourcenet.checks.sentences import plain
from sourcenet.checks.wording import label, named
from sourcenet.errors import BadValue
from sourcenet.words import _, many

__all__ = ["at_least", "brought_and_added", "has_kinds", "relations_used"]


def at_least(n: int, what: str = "sources", *, weight: float = 1.0) -> Property:
    """Ask for a number of sources or connections that count.

    Parameters
    ----------
    n
        How many.
    what
        ``"sources"`` or ``"connections"``.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(n, "at_least")
    if what not in ("sources", "connections"):
        raise BadValue(
            _('at_least was given {what!r}. It counts "sources" or "connections".').format(what=what), field="what"
        )

    def sources(reading: Reading) -> Found:
        there = len(reading.counting)
        return Found(
            min(1.0, there / asked),
            many("{n} source that counts", "{n} sources that count", asked),
            _not_all(there, len(reading.things), _sources_that_do_not(reading)),
            _next_source(reading),
        )

    def connections(reading: Reading) -> Found:
        there = len(reading.good)
        return Found(
            min(1.0, there / asked),
            many("{n} connection with a reason that counts", "{n} connections with a reason that counts", asked),
            _not_all(there, len(reading.connections), missing(reading, reading.connections)),
            reading.first_step
            or what_to_try(reading, reading.connections)
            or _("Which two of your sources have to do with each other? Connect them, and say how you know."),
        )

    if what == "sources":
        title, look = many("{n} source or more", "{n} sources or more", asked), sources
    else:
        title, look = many("{n} connection or more", "{n} connections or more", asked), connections
    return Property("at_least", title, look, arguments.weight(weight, "at_least"))


def _not_all(there: int, total: int, but: str) -> str:
    if not total:
        return _("none yet")
    return (_("{n}, and all count") if there == total else _("{n} of {total} count")).format(n=there, total=total) + but


def _sources_that_do_not(reading: Reading) -> str:
    parts = []
    counting = {source.id for source in reading.counting}
    rest = [source for source in reading.things if source.id not in counting]
    if rest:
        parts.append(_("Not counted yet: {names}").format(names=named(rest)))
    doubled = [source for source in reading.sources if reading.one[source.id] != source.id]
    if doubled:
        parts.append(_("Here under another name or address already: {names}").format(names=named(doubled)))
    return "".join(". " + part for part in parts)


def _next_source(reading: Reading) -> str:
    if reading.first_step:
        return reading.first_step
    connected = {reading.one.get(end) for tie in reading.connections for end in (tie.start, tie.end)}
    loose = [source for source in reading.things if source.id in reading.named and source.id not in connected]
    if loose:
        return _("Connect {name}: do you go there directly, or through whom? Say why in a sentence.").format(
            name=label(loose[0].label)
        )
    counting = {source.id for source in reading.counting}
    lacking = [
        tie
        for tie in reading.connections
        if any(end != "me" and reading.one.get(end) not in counting for end in (tie.start, tie.end))
    ]
    return what_to_try(reading, lacking) or _("Whom or what did you turn to last? Add it, connect it, and say why.")


def has_kinds(n: int, *, people: bool = False, weight: float = 1.0) -> Property:
    """Ask for different kinds among the sources that count.

    Parameters
    ----------
    n
        How many kinds.
    people
        Ask also that one of them is a kind of people: a person, a group, an organisation.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked, wanted = arguments.whole(n, "has_kinds"), arguments.truth(people, "has_kinds", "people")

    def look(reading: Reading) -> Found:
        kinds = list(dict.fromkeys(source.kind for source in reading.counting))
        human = {name for name, kind in reading.network.vocabulary.kinds.items() if kind.human}
        has_people = bool(human.intersection(kinds))
        if not has_people:
            try_next = _("Whom could you ask in person? People and groups are sources too.")
        else:
            try_next = _("Which thing, book, tool or place told you something this month? Add it, and say why.")
        there = min(len(kinds), asked) + (has_people and wanted)
        return Found(there / (asked + wanted), title, _several(kinds), reading.first_step or try_next)

    title = many("{n} kind of source", "{n} kinds of source", asked)
    if wanted:
        title = _("{kinds}, people among them").format(kinds=title)
    return Property("has_kinds", title, look, arguments.weight(weight, "has_kinds"))


def relations_used(n: int, *, weight: float = 1.0) -> Property:
    """Ask for different relations among the connections that count.

    Parameters
    ----------
    n
        How many relations.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(n, "relations_used")

    def look(reading: Reading) -> Found:
        used = list({plain(tie.relation): tie.relation for tie in reversed(reading.good)}.values())[::-1]
        return Found(
            min(1.0, len(used) / asked),
            many("{n} relation between sources", "{n} different relations", asked),
            _several(used),
            reading.first_step
            or _("What do you do there: read, ask, compare, check? Who sends you on to whom? Say it as the relation."),
        )

    title = many("{n} relation", "{n} different relations", asked)
    return Property("relations_used", title, look, arguments.weight(weight, "relations_used"))


def _several(names: list[str]) -> str:
    if not names:
        return _("none yet that counts")
    return _("{n}: {names}").format(n=len(names), names=named(names, most=5))


def brought_and_added(*, weight: float = 1.0) -> Property:
    """Ask for something that the learner brought and something that was added here.

    Parameters
    ----------
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """

    def look(reading: Reading) -> Found:
        brought = [source for source in reading.counting if source.origin == "brought"]
        added = [source for source in reading.counting if source.origin == "added"]
        if not brought:
            try_next = _(
                "What did you know before you came here? Mark one source as brought with you, and say why you go there."
            )
        else:
            try_next = _("Add one source that you met only lately, through a person or a place that you have already.")
        return Found(
            (bool(brought) + bool(added)) / 2,
            _("a source that you brought with you, and one that you added here"),
            _("{brought} brought, {added} added").format(brought=len(brought), added=len(added))
            if reading.counting
            else _("none yet that counts"),
            reading.first_step or try_next,
        )

    title = _("Something brought, something added")
    return Property("brought_and_added", title, look, arguments.weight(weight, "brought_and_added"))
