"""Places with only one way that were given a second one. For lessons only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import Once, is_supplied
from sourcenet.checks.counts import Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.second_ways import second_ways
from sourcenet.checks.sentences import plain
from sourcenet.checks.wording import named, tie_label
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Connection

__all__ = ["mended"]


def mended(n: int = 1, *, since: str = "", weight: float = 1.0) -> Property:
    """Ask for places with only one way that were given a second one, or for a decision about a lightest connection.

    A connection counts that stands and has a reason that counts, and that closed a round when it was made: behind
    something that had been the only way to two sources or more, made in an earlier act. A second connection between
    the same two is no second way. Each place is mended once.

    Parameters
    ----------
    n
        How many places.
    since
        A moment, such as ``"session-6"``: second ways and decisions made after it. Where the history has no such
        moment, all of it is read, and the result says so.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(n, "mended")
    moment = arguments.text(since, "mended", "since")

    def look(reading: Reading) -> Found:
        after = reading.since(moment)
        ties = [tie for tie in _mending(reading) if after is None or (tie.id in after and not is_supplied(tie.why))]
        about = _decided(reading, after) if len(ties) < asked else []
        there = len(ties) + len(about)
        return Found(
            min(1.0, there / asked),
            many(
                "{n} place with only one way that has a second one now, or a decision about a connection you rely on least",
                "{n} places with only one way that have a second one now, or decisions about connections you rely on least",
                asked,
            ),
            _found(ties, about) + reading.note_on(moment),
            "" if there >= asked else _try(reading),
        )

    title = many("{n} place with a second way", "{n} places with a second way", asked)
    return Property("mended", title, look, arguments.weight(weight, "mended"))


def _mending(reading: Reading) -> list[Connection]:
    one, past = reading.one, reading.past
    asked = {tie.id for tie in reading.good}
    ways = second_ways(past.events, asked, named=past.has_name, one=lambda id: one.get(id, id))
    return [tie for tie in reading.good if tie.id in ways]


def _lightest(reading: Reading) -> list[Connection]:
    least = min((tie.strength for tie in reading.good), default=0)
    return [tie for tie in reading.good if tie.strength == least]


def _decided(reading: Reading, after: set[str] | None) -> list[str]:
    """Return the names of the lightest connections' ends that a decision with its own why is about, each once."""
    once, about = Once(reading), []
    ends = [end for tie in _lightest(reading) for end in (tie.start, tie.end) if end != "me"]
    called = {plain(name): name for name in reading.names(dict.fromkeys(ends)) if plain(name)}
    for decision in reading.network.decisions:
        words = f" {plain(decision.what)} {plain(decision.why)} "
        name = next((name for said, name in called.items() if f" {said} " in words and name not in about), None)
        if name is None or not once.counts(decision.why, [name, decision.what]):
            continue
        if after is None or decision.id in after:
            about.append(name)
    return about


def _found(ties: list[Connection], about: list[str]) -> str:
    parts = []
    if ties:
        parts.append(_("a second way by {names}").format(names=named([tie_label(tie) for tie in ties])))
    if about:
        parts.append(_("decided about {names}").format(names=named(about)))
    return "; ".join(parts) or _("no second way made yet")


def _try(reading: Reading) -> str:
    if reading.first_step:
        return reading.first_step
    light = _lightest(reading)
    if light:
        return _(
            "Take away one source in your thoughts: what could you not get to any more? Connect a second way to it, and"
            " say why. Nothing to mend? Decide what you would do without {name}, and why."
        ).format(name=tie_label(light[0]))
    return _("Give your connections a reason first: then it can be seen where there is only one way.")
