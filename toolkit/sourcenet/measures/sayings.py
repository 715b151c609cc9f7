"""What can be said of a network besides where the learner stands: a sentence a measure, or that it is too early to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.measures.said import ENOUGH, LARGER, Said, short
from sourcenet.model.dates import long_date
from sourcenet.words import _, many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sourcenet.measures.facts import Facts, Place

__all__ = ["SAYINGS", "concentrated", "parting"]

ME = "me"
#: From so many sources on, and from half of them on, it is said that they come through one place.
_CROWD = 3


def two_steps(facts: Facts) -> Said:
    """Say what is in reach in two steps, and what kinds and viewpoints come with the second."""
    near, two = facts.within(1), facts.within(2)
    if not facts.reached:
        return _early(_("Too early to say what is in reach: no connection leads on from you yet."), "two_steps")
    second = [n for n in range(facts.size) if facts.far[n] == 2]
    if not second:
        text = _("In two steps you get to no more than in one: {n} of your {all} sources.")
    else:
        text = _("In two steps you get to {n} of your {all} sources, {more} of them through others.")
    new = _new_in(facts, second)
    figure = _("{one} in one step, {two} in two, {all} in all, of {sources}").format(
        one=near, two=two, all=facts.reached, sources=facts.size
    )
    if new:
        figure = _("{figure}; new in the second step: {new}").format(figure=figure, new=", ".join(new))
    text = text.format(n=two, all=facts.size, more=two - near)
    return Said(text, ME, "", "two_steps", figure, facts.ids(second))


def _new_in(facts: Facts, second: Sequence[int]) -> list[str]:
    """Return the kinds and viewpoints among the second step that the first does not have."""
    kinds, views = facts.said("kind"), facts.stated
    first = [n for n in range(facts.size) if facts.far[n] == 1]
    held = {kinds[n] for n in first} | {views[n] for n in first}
    found: dict[str, None] = {}
    for n in second:
        found.update(dict.fromkeys(one for one in (kinds[n], views[n]) if one and one not in held))
    return [short(one) for one in found][:6]


def parting(facts: Facts) -> tuple[int, int] | None:
    """Return the number of the only connection between the two largest parts, and the size of the smaller one.

    None where a single source hangs by it: that is how every source begins, and nothing to remark on.
    """
    if facts.widest is None:
        return None
    tie, branch, whole = facts.widest
    smaller = min(len(branch), len(whole) - len(branch))
    return (tie, smaller) if smaller > 1 else None


def only_way(facts: Facts) -> Said:
    """Say which connection is the only one between two parts, and what it does both ways."""
    if facts.size < LARGER:
        return _early(
            _("Too early to say what an only connection between two parts means: that takes ten sources."), "bridges"
        )
    found = parting(facts)
    if found is None:
        none = _("No single connection stands between two larger parts of your network.")
        return Said(none, "sources", "", "bridges", _("larger parts that hang together by one connection: none"))
    tie, smaller = found
    start, end = facts.wires.ties[tie]
    text = _(
        "The connection from {start} to {end} is the only one between two parts of your network. "
        "It brings what is nowhere else, and would be missed: is there a second way?"
    )
    whole = facts.widest[2] if facts.widest else range(0)
    figure = _("{a} sources on one side, {b} on the other").format(a=len(whole) - smaller, b=smaller)
    points = (facts.wires.named[tie], facts.id(start), facts.id(end))
    return Said(text.format(start=facts.label(start), end=facts.label(end)), "sources", "", "bridges", figure, points)


def voices(facts: Facts) -> Said:
    """Say as if about how many voices the sources speak on the question."""
    said = sum(facts.views.values())
    if said < ENOUGH or facts.size < LARGER:
        text = many(
            "Too early to say how many voices there are: one source says where it stands.",
            "Too early to say how many voices there are: {n} sources say where they stand.",
            said,
        )
        return _early(text, "diversity")
    text = many(
        "On your question they speak as if with one voice. Who would see it differently?",
        "On your question they speak as if about {n} voices in balance. Who else would have something to say on it?",
        round(facts.voices),
    )
    counted = ", ".join(f"{short(view)} {n}" for view, n in facts.views.most_common(8))
    return Said(text, "sources", "", "diversity", _("about {n:.1f}: {views}").format(n=facts.voices, views=counted))


def concentrated(facts: Facts) -> Place | None:
    """Return the place that half of the sources or more come through, if there is one."""
    first = next(iter(facts.places), None)
    return first if first and len(first.holds) >= _CROWD and 2 * len(first.holds) >= facts.size else None


def one_place(facts: Facts) -> Said:
    """Say how much comes through one platform or belongs to one owner."""
    if 2 * facts.placed < facts.size:
        text = many(
            "Too early to say whether much hangs on one place: one source gives an address or an owner.",
            "Too early to say whether much hangs on one place: {n} sources give an address or an owner.",
            facts.placed,
        )
        return _early(text, "hosts")
    first = next(iter(facts.places), None)
    if first is None:
        text = _("Of the {n} sources that give an address or an owner, no two come through the same place.")
        return Said(text.format(n=facts.placed), "sources", "", "hosts", _("the largest place: one source"))
    figure = ", ".join(f"{short(one.name)} {len(one.holds)}" for one in facts.places[:4])
    figure = _("{places}, of {all} sources").format(places=figure, all=facts.size)
    points = facts.ids(first.holds)
    if concentrated(facts) is None:
        text = _("No single place holds most of your network: the largest, {place}, has {n} of your {all} sources.")
        text = text.format(place=short(first.name), n=len(first.holds), all=facts.size)
        return Said(text, "sources", "", "hosts", figure, points)
    if first.owner:
        text = _(
            "{n} of your {all} sources belong to one owner, {place}. What would you do on the day it closes its doors?"
        )
    else:
        text = _(
            "{n} of your {all} sources come through one platform, {place}. What would you do on the day it is down?"
        )
    text = text.format(n=len(first.holds), all=facts.size, place=short(first.name))
    elsewhere = _("Find one of them in a second place, and note where.")
    return Said(text, "sources", elsewhere, "hosts", figure, points)


def rested(facts: Facts) -> Said:
    """Say what has not been used for long."""
    if not facts.dated:
        text = _("Too early to say what has rested for long: no connection says when you last used it.")
        return _early(text, "unused")
    figure = _("{n} of {dated} connections with a date, looked at on {day}").format(
        n=len(facts.unused), dated=facts.dated, day=long_date(facts.today)
    )
    if not facts.unused:
        text = many(
            "The one connection with a date was used in the last half year.",
            "All {n} connections with a date were used in the last half year.",
            facts.dated,
        )
        return Said(text, "sources", "", "unused", figure)
    _id, start, end = facts.line(facts.unused[0])
    rest = many("One connection has", "{n} connections have", len(facts.unused))
    text = _("{connections} not been used for half a year, longest of all the one from {start} to {end}.").format(
        connections=rest, start=facts.called(start), end=facts.called(end)
    )
    next_step = _("Use it once this week and note what for, or set it aside with the reason.")
    return Said(text, "sources", next_step, "unused", figure, tuple(facts.line(n)[0] for n in facts.unused))


def stands_between(facts: Facts) -> Said:
    """Say which source stands alone between the learner and most others."""
    if not facts.reached:
        return _early(_("Too early to say what would be lost: no connection leads on from you yet."), "lost_without")
    behind = facts.through.behind
    one = max(range(facts.size), key=lambda n: (behind[n], -n))
    if not behind[one]:
        text = _("No source stands alone between you and another.")
        return Said(text, ME, "", "lost_without", _("lost with any one source: itself alone"))
    text = _("Without {name} you would no longer get to {others} of your sources.").format(
        name=facts.label(one), others=many("one other", "{n} others", behind[one])
    )
    figure = _("lost with it: {n} of {all}").format(n=behind[one], all=facts.size)
    return Said(text, ME, _("Who else could take you there?"), "lost_without", figure, (facts.id(one),))


def open_to_all(facts: Facts) -> Said:
    """Say how many sources somebody without a login or money could get into."""
    if facts.access_said < ENOUGH:
        text = _("Too early to say what is open to everyone: how one gets in is known of {n} of your {all} sources.")
        return _early(text.format(n=facts.access_said, all=facts.size), "openness")
    shut = len(facts.shut)
    text = _("Everyone can get into {open} of the {n} sources that say how one gets in.")
    text = text.format(n=facts.access_said, open=facts.access_said - shut)
    figure = _("open {open}, by login, payment or invitation {shut}, not said {rest}").format(
        open=facts.access_said - shut, shut=shut, rest=facts.size - facts.access_said
    )
    copy = _("Which of the others could a classmate find an open copy of?") if shut else ""
    return Said(text, "sources", copy, "openness", figure, facts.ids(facts.shut))


def _early(text: str, measure: str) -> Said:
    return Said(text, "", "", measure, early=True)


#: Every sentence there is besides the first one, by its measure, in the order in which a page gives them.
SAYINGS = {
    "two_steps": two_steps,
    "bridges": only_way,
    "lost_without": stands_between,
    "hosts": one_place,
    "unused": rested,
    "diversity": voices,
    "openness": open_to_all,
}
