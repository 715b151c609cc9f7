"""Reach: whether every source can be walked to from the learner. For lessons only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.counts import HANDFUL, Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.wording import label, named
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.source import Source

__all__ = ["all_reachable"]


def all_reachable(*, weight: float = 1.0) -> Property:
    """Ask that every source can be walked to from the learner, along connections taken either way.

    A source needs a name of its own here, but no reason yet: that is asked for elsewhere. Steps through something
    without a name of its own do not count. The share is taken of five sources at least. Meant against loose filler.

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
        reached = _reached(reading)
        there = {reading.one[id] for id in reached}
        loose = [source for source in reading.things if source.id not in there]
        total = len(reading.things)
        return Found(
            len(there) / max(total, HANDFUL),
            _("a route from you to each source, taken either way, and at least {few} sources in all").format(
                few=HANDFUL
            ),
            _found(len(there), total, loose),
            _try(reading, loose),
        )

    title = _("Every source can be reached from you")
    return Property("all_reachable", title, look, arguments.weight(weight, "all_reachable"))


def _reached(reading: Reading) -> set[str]:
    beside: dict[str, list[str]] = {}
    for tie in reading.connections:
        if {tie.start, tie.end} - {"me"} <= reading.named:
            beside.setdefault(tie.start, []).append(tie.end)
            beside.setdefault(tie.end, []).append(tie.start)
    reached, waiting = {"me"}, ["me"]
    while waiting:
        for other in beside.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    return reached - {"me"}


def _found(there: int, total: int, loose: list[Source]) -> str:
    if not total:
        return _("no source yet")
    text = _("{n} of {total}").format(n=there, total=total)
    return text + (". " + _("No route yet to {names}").format(names=named(loose)) if loose else "")


def _try(reading: Reading, loose: list[Source]) -> str:
    if reading.first_step:
        return reading.first_step
    if not loose:
        return _("Add one more that you use: do you go there directly, or through whom?")
    nameless = [source for source in loose if source.id not in reading.named]
    if nameless:
        return _("Nobody can tell what this is: {names}. Give it its name, or set it aside.").format(
            names=named(nameless)
        )
    return _("How did you find {name}? Connect the person or place that led you there.").format(
        name=label(loose[0].label)
    )
