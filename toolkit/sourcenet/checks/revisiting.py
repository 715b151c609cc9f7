"""Decisions looked at again: what became of them, and the event that showed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import Once
from sourcenet.checks.counts import Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.wording import label
from sourcenet.model.source import OUTCOMES
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Decision

__all__ = ["decision_revisited"]

#: What is no event that could show anything: marks, places, picks, and what takes back.
_NO_EVENT = frozenset({"begin", "place", "choose", "undo", "redo", "forget", "forgotten"})


@dataclass(frozen=True, slots=True)
class _Again:
    """A decision looked at again: what it is about, whether its why and its event count, and whether it was too soon."""

    what: str
    why: bool
    event: bool
    too_soon: bool

    @property
    def worth(self) -> float:
        return 0.0 if self.too_soon else (self.why + self.event) / 2


def decision_revisited(n: int = 1, *, weight: float = 1.0) -> Property:
    """Ask for an earlier decision looked at again: held, changed, or no longer the question, and what showed it.

    The decision was made in an earlier sitting: on an earlier day, before a named moment such as the beginning of an
    assignment, or with five other acts in between. Half is a why of its own, half an event of the history that came after the first
    decision. One decision counts once, however often it is looked at.

    Parameters
    ----------
    n
        How many decisions.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(n, "decision_revisited")

    def look(reading: Reading) -> Found:
        again = _looked_at(reading)
        best = sorted((one.worth for one in again.values()), reverse=True)[:asked]
        return Found(
            min(1.0, sum(best) / asked),
            many(
                "{n} earlier decision looked at again: what became of it, why, and which moment of your history showed it",
                "{n} earlier decisions looked at again: what became of each, why, and which moment of your history showed it",
                asked,
            ),
            _found(list(again.values())),
            "" if sum(best) >= asked else _try(reading, list(again.values())),
        )

    title = many("{n} decision looked at again", "{n} decisions looked at again", asked)
    return Property("decision_revisited", title, look, arguments.weight(weight, "decision_revisited"))


def _looked_at(reading: Reading) -> dict[str, _Again]:
    """Return by the id of each first decision how well it was looked at again, the best of several times."""
    past, once = reading.past, Once(reading)
    held = {decision.id: decision for decision in reading.network.decisions}
    found: dict[str, _Again] = {}
    for decision in held.values():
        if decision.outcome not in OUTCOMES or decision.revisits not in held:
            continue
        first = _first(decision, held)
        if first is None or not past.place.get(first.id, 0) < past.place.get(decision.id, -1):
            continue
        soon = not past.apart(first.id, decision.id)
        own = Once(reading, first.why, first.what, first.change_my_mind)
        why = not soon and own.counts(decision.why, [first.what]) and once.counts(decision.why, [first.what])
        one = _Again(first.what, why, _shows(reading, decision, first), soon)
        if first.id not in found or one.worth > found[first.id].worth:
            found[first.id] = one
    return found


def _first(decision: Decision, held: dict[str, Decision]) -> Decision | None:
    """Return the decision that all looks lead back to; None where they run in a ring."""
    here, seen = decision, {decision.id}
    while here.revisits in held:
        here = held[here.revisits]
        if here.id in seen:
            return None
        seen.add(here.id)
    return here


def _shows(reading: Reading, decision: Decision, first: Decision) -> bool:
    """Tell whether the event stands in the history between the two, and is something that was done."""
    past = reading.past
    place = past.place.get(decision.event)
    if place is None or decision.event in (decision.id, first.id, decision.revisits):
        return False
    event = past.events[place]
    between = past.place[first.id] < place < past.place[decision.id]
    return between and not event.undone and event.do not in _NO_EVENT and event.id not in past.stays


def _found(again: list[_Again]) -> str:
    if not again:
        return _("no decision looked at again yet")
    parts = []
    for one in sorted(again, key=lambda one: -one.worth)[:3]:
        lacks = [_("too soon after it")] if one.too_soon else []
        if not one.too_soon:
            lacks = [
                *([] if one.why else [_("without a why of its own")]),
                *([] if one.event else [_("without a moment")]),
            ]
        parts.append(label(one.what) + (f" ({', '.join(lacks)})" if lacks else ""))
    return "; ".join(parts)


def _try(reading: Reading, again: list[_Again]) -> str:
    for one in sorted(again, key=lambda one: -one.worth):
        if one.too_soon:
            return _(
                "Take a decision of an earlier time, or do something else first and come back to it. What has happened since"
                " then?"
            )
        if not one.event:
            return _("Which moment of your history showed it: {what}? Choose it from the list.").format(
                what=label(one.what)
            )
        if not one.why:
            return _("What do you know now about “{what}” that you did not know then?").format(what=label(one.what))
    decisions = [decision for decision in reading.network.decisions if not decision.revisits]
    if decisions:
        return _("Look at an old decision again: {what}. Did it hold? Which moment of your history showed it?").format(
            what=label(decisions[0].what.rstrip(" ."))
        )
    return reading.first_step or _(
        "Note a decision now, with what would change your mind. Look at it again another day."
    )
