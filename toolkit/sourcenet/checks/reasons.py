"""Reasons on connections, and what to say of connections that have none that counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.counts import HANDFUL, Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.wording import named, tie_label
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Connection

__all__ = ["missing", "reasons_given", "what_to_try"]


def reasons_given(share: float = 0.9, *, weight: float = 1.0) -> Property:
    """Ask for a reason that counts on most connections.

    What is seen is the share of all standing connections, taken of five at least, that carry a sentence of the
    learner's own. Meant against one reason pasted everywhere.

    Parameters
    ----------
    share
        The part of the connections that is asked for, above 0 and at most 1.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory()
    >>> tie = network.connect("me", network.add("Wikipedia"), why="A first map of words, never the last stop.")
    >>> sn.check(network, sn.reasons_given(share=1))
    0.2
    """
    asked = arguments.part(share, "reasons_given")

    def look(reading: Reading) -> Found:
        good, total = len(reading.good), len(reading.connections)
        of = max(total, HANDFUL)
        return Found(
            min(1.0, good / (of * asked)),
            _looked_for(asked),
            _found(reading, good, total),
            _try(reading, good, total),
        )

    return Property("reasons_given", _("A reason on most connections"), look, arguments.weight(weight, "reasons_given"))


def _looked_for(asked: float) -> str:
    tenths = asked * 10
    if abs(tenths - round(tenths)) < 1e-9:
        part = _("every connection") if round(tenths) == 10 else _("{n} connections in 10").format(n=round(tenths))
    else:
        part = _("{n} connections in 100").format(n=round(asked * 100))
    return _("a reason of your own on {part}, and at least {few} connections in all").format(part=part, few=HANDFUL)


def _found(reading: Reading, good: int, total: int) -> str:
    if not total:
        return _("no connection yet")
    return _("{good} of {total} have one{but}").format(
        good=good, total=total, but=missing(reading, reading.connections)
    )


def missing(reading: Reading, ties: Sequence[Connection]) -> str:
    """Say how many connections do not count, and for what cause; empty where all do."""
    words = {
        "none": _("without a reason"),
        "short": _("with less than a sentence"),
        "name": _("with the name only"),
        "ready": _("with a ready reason only"),
        "again": _("with a sentence that stands elsewhere too"),
        "filler": _("to something without a name of its own"),
        "itself": _("from a thing to itself"),
        "twice": _("said twice"),
    }
    verdicts = [reading.verdicts[tie.id] for tie in ties]
    parts = [f"{verdicts.count(cause)} {text}" for cause, text in words.items() if cause in verdicts]
    return ". " + _("The rest: {parts}").format(parts=", ".join(parts)) if parts else ""


def _try(reading: Reading, good: int, total: int) -> str:
    if not total:
        return reading.first_step
    if good == total:
        return many(
            "One more connection to read makes a handful. Whom or what did you turn to last?",
            "{n} more connections make a handful. Whom or what did you turn to last?",
            max(1, HANDFUL - total),
        )
    return what_to_try(reading, reading.connections)


def what_to_try(reading: Reading, ties: Sequence[Connection]) -> str:
    """Say one thing to do for connections that do not count: for the cause that most of them share.

    Parameters
    ----------
    reading
        The network.
    ties
        Connections, those that count among them.

    Returns
    -------
    str
        A sentence or two; empty where all count.
    """
    causes = [reading.verdicts[tie.id] for tie in ties if reading.verdicts[tie.id]]
    if not causes:
        return ""
    cause = max(dict.fromkeys(causes), key=causes.count)
    which = [tie for tie in ties if reading.verdicts[tie.id] == cause]
    names = named([tie_label(tie) for tie in which])
    if cause == "filler":
        ends = {end: None for tie in which for end in (tie.start, tie.end) if end != "me" and end not in reading.named}
        names = named([reading.by_id[end] for end in ends if end in reading.by_id])
    return _SAY[cause]().format(names=names)


# Functions, so that each sentence is translated when it is said and not when this file is read.
_SAY = {
    "none": lambda: _("No reason yet: {names}. Take one and finish the sentence: I go there when ..."),
    "short": lambda: _("A few words more: {names}. What did it do for you the last time?"),
    "name": lambda: _("The name alone does not say why: {names}. What would you miss without it?"),
    "ready": lambda: _("A ready reason is a beginning: {names}. Add what happened, in your own words."),
    "again": lambda: _("The same sentence stands elsewhere too: {names}. What is different here?"),
    "filler": lambda: _("Nobody can tell what this is: {names}. Give it its name, or set it aside."),
    "itself": lambda: _("Both ends are the same thing under two names: {names}. Set one of the two aside."),
    "twice": lambda: _(
        "Said twice with the same relation: {names}. Put both sentences into one, or name another relation."
    ),
}
