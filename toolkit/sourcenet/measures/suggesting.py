"""What could be tried next, and what it would change by how much: computed, never guessed, and never a new label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sourcenet.measures.facts import Facts
from sourcenet.measures.likeness import Likeness
from sourcenet.measures.possible import Possible, all_possible
from sourcenet.measures.said import ENOUGH, short
from sourcenet.measures.suggestion import Suggestion
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.measures.reference import Candidate, Reference
    from sourcenet.model.network import SourceNetwork

__all__ = ["suggest", "suggestions"]

ME = "me"


def suggestions(network: SourceNetwork, reference: Reference | None = None) -> tuple[Suggestion, ...]:
    """Return what could be tried next, that first which changes something for most of the sources.

    Each says what it changes and by how much, and does exactly that when it is followed. A new label on a source
    is never among them, and a viewpoint that the learner does not have only with a source of the reference set
    that takes it.

    Parameters
    ----------
    network
        The learner's network.
    reference
        Sources to compare standpoints with: another network (the instructor's, the class's), or who takes which
        viewpoint, such as ``{"critic": ["Kop & Hill 2008"]}``.

    Returns
    -------
    tuple of Suggestion
        Best first; empty below six sources, and where nothing would change anything.

    Raises
    ------
    BadValue
        The reference set is neither a network nor says who takes which viewpoint.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> one = sn.suggestions(network)[0]
    >>> one.measure, one.before, one.after
    ('bridges', 1, 0)
    >>> one.apply(network, why="Its pages on sleep name the studies, and those are in there.")
    >>> sn.bridges(network)
    ()
    """
    if reference is None:
        return suggest(Facts(network))
    from sourcenet.measures.reference import candidates_of

    return suggest(Facts(network), candidates_of(reference))


def suggest(facts: Facts, candidates: tuple[Candidate, ...] = ()) -> tuple[Suggestion, ...]:
    """Work like :func:`suggestions`, on facts and candidates that are at hand.

    Parameters
    ----------
    facts
        What can be read off the network.
    candidates
        The named sources of the reference set.
    """
    if facts.size < ENOUGH:
        return ()
    like = Likeness(facts)
    found = [_connect(facts, like, one) for one in all_possible(facts, like)]
    if facts.unused:
        found.append(_renew(facts))
    if candidates:
        from sourcenet.measures.reference import from_reference

        found += from_reference(facts, candidates)
    # Sorting is stable: of those that change as much, the one that was looked for first.
    return tuple(sorted(found, key=lambda one: -one.weight))


def _connect(facts: Facts, like: Likeness, one: Possible) -> Suggestion:
    start, end = facts.wires.ids[one.start], facts.wires.ids[one.end]
    human = facts.network.vocabulary.look(facts.said("kind")[one.end]).human
    relation = "led me to" if start != ME else "asks" if human else "uses"
    fields: dict[str, Any] = {"start": start, "end": end, "relation": relation, "strength": 1}
    text = _TEXTS[one.measure](facts, like, one)
    points = tuple(id for id in (start, end) if id != ME)
    weight = one.touched / facts.size
    return Suggestion(text, "connect", fields, one.measure, one.before, one.after, one.of, weight, points)


def _ask(facts: Facts, like: Likeness, one: Possible) -> str:
    """Ask for the connection: only the learner knows whether there is one."""
    end = facts.label(one.end)
    if one.start == facts.wires.me:
        return _("Turn to {end} yourself once, and connect it with you.").format(end=end)
    ask = _("Does {start} lead on to {end}? Look, and connect the two if it does.")
    shared = like.shared(one.start, one.end)
    return f"{ask.format(start=facts.label(one.start), end=end)} {shared}".rstrip()


def _text_joined(facts: Facts, like: Likeness, one: Possible) -> str:
    ask = _("How did you come by {end}?").format(end=facts.label(one.end))
    if one.start == facts.wires.me:
        then = _("Connect it with you, or with whatever led you there.")
    else:
        then = _("Connect it with whatever led you there: was it {start}?").format(start=facts.label(one.start))
    figure = _("Sources that hang together with you: {before} of {all} now, {after} after it.")
    return f"{ask} {then} {figure.format(before=one.before, all=facts.size, after=one.after)}"


def _text_bridges(facts: Facts, like: Likeness, one: Possible) -> str:
    then = _("It would be a second way between two parts of your network.")
    figure = _("Connections that are the only one between two parts: {before} now, {after} after it.")
    return f"{_ask(facts, like, one)} {then} {figure.format(before=one.before, after=one.after)}"


def _text_reach(facts: Facts, like: Likeness, one: Possible) -> str:
    figure = _("Sources in reach in two steps: {before} of {all} now, {after} after it.")
    return f"{_ask(facts, like, one)} {figure.format(before=one.before, all=facts.size, after=one.after)}"


def _text_lost_without(facts: Facts, like: Likeness, one: Possible) -> str:
    return _only_through(facts, like, one, facts.called(one.of))


def _text_lost_with_place(facts: Facts, like: Likeness, one: Possible) -> str:
    return _only_through(facts, like, one, short(one.of))


def _only_through(facts: Facts, like: Likeness, one: Possible, name: str) -> str:
    figure = _("Other sources that you get to only through {name}: {before} now, {after} after it.")
    return f"{_ask(facts, like, one)} {figure.format(name=name, before=one.before, after=one.after)}"


def _text_open(facts: Facts, like: Likeness, one: Possible) -> str:
    figure = _("Sources that you get to by open ones alone: {before} of {all} now, {after} after it.")
    return f"{_ask(facts, like, one)} {figure.format(before=one.before, all=facts.size, after=one.after)}"


_TEXTS = {
    "joined": _text_joined,
    "bridges": _text_bridges,
    "reach": _text_reach,
    "lost_without": _text_lost_without,
    "lost_with_place": _text_lost_with_place,
    "open_reach": _text_open,
}


def _renew(facts: Facts) -> Suggestion:
    """Use what has rested for long: of the learner's own connections the one with most behind it, or the longest unused."""

    def worth(place: int) -> tuple[bool, int]:
        _id, start, end = facts.line(place)
        return start == ME, facts.through.behind[facts.numbers[end]] if end in facts.numbers and end != ME else 0

    chosen = max(facts.unused, key=worth)  # of those that are alike the first: the longest unused
    before = len(facts.unused)
    id, start, end = facts.line(chosen)
    name = facts.called(end if end != ME else start)
    ask = _("Use {name} once this week, and note what for.").format(name=name)
    figure = _("Connections that have rested for half a year: {before} now, {after} once it is used.")
    text = f"{ask} {figure.format(before=before, after=before - 1)}"
    fields = {"of": id, "set": {"last_used": facts.today.isoformat()}}
    points = (id, *(one for one in (start, end) if one != ME))
    return Suggestion(text, "reconnect", fields, "unused", before, before - 1, "", 1 / facts.size, points)
