"""Sentences about time: what is up to date, what rests, what came and went."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sourcenet.measures.growing import turnover
from sourcenet.measures.keeping import currency, find_unused, tie_decay
from sourcenet.measures.look import ENOUGH, Look, listed, percent
from sourcenet.measures.said import Said
from sourcenet.words import _, long_date, many

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TIME"]

ME = "me"


def _fresh(look: Look) -> Said:
    found = currency(look.network, look.today)
    if found.known < ENOUGH:
        early = _(
            "It is too early to say how up to date your sources are: that takes six with a day on which they were used, checked or written."
        )
        return Said(early, "sources", _("When did you look at one of them last?"), "currency", early=True)
    aged = {id: one for id, one in found.sources.items() if one.value is not None}
    first = min(aged, key=lambda id: aged[id].value or 0)
    past = [id for id, one in aged.items() if one.value is not None and one.value < 0.5]
    oldest, name = aged[first], look.name(look.coded.number[first])
    day = long_date(oldest.day) if oldest.day else ""
    when = {
        "used": _("used last on {day}"),
        "checked": _("checked last on {day}"),
        "published": _("written on {day}"),
    }[oldest.by].format(day=day)
    return Said(
        many(
            "One of the {{all}} sources that age has passed the time after which half of it may be out of date: {{name}}, {{when}}.",
            "{n} of the {{all}} sources that age have passed the time after which half of it may be out of date, {{name}} by most: {{when}}.",
            len(past),
        ).format(all=len(aged), name=name, when=when)
        if past
        else _("All {n} sources that age are within the time in which most of it still holds; {name} is nearest its end: {when}.").format(
            n=len(aged), name=name, when=when
        ),
        "sources",
        _("Newest is not truest. Look at {name} once: does it still say what you took from it?").format(name=name),
        "currency",
        _("{share} of what they said still holds, on average by their kinds").format(share=percent(found.value or 0)),
        tuple(past or [first]),
    )  # fmt: skip


def _rest(look: Look) -> Said:
    own = [one for one in look.network.connections if one.start == ME and one.last_used]
    if look.early or not own:
        early = _(
            "It is too early to say what you have not used for long: that takes six sources, and days on which you used them."
        )
        return Said(early, ME, _("Which one did you use last, and when?"), "find_unused", early=True)
    resting = find_unused(look.network, look.today)
    if not resting:
        return Said(
            many(
                "The one connection of yours with a day was used within the past year.",
                "All {n} connections of yours with a day were used within the past year.",
                len(own),
            ),
            ME,
            _("Which one did you use only out of habit?"),
            "find_unused",
            _("0 of {n}").format(n=len(own)),
        )
    names = listed([look.name(look.coded.number[one.end]) for one in resting if one.end in look.coded.number])
    return Said(
        many(
            "One connection of yours has rested for more than a year: to {{names}}.",
            "{n} connections of yours have rested for more than a year: to {{names}}.",
            len(resting),
        ).format(names=names),
        ME,
        _("Renew one by using it, or set it aside with the reason: what was it for?"),
        "find_unused",
        _("{n} of {all} with a day").format(n=len(resting), all=len(own)),
        tuple(point for one in resting for point in (one.id, one.end)),
    )


def _fading(look: Look) -> Said:
    left = tie_decay(look.network, look.today)
    strong = [
        one for one in look.network.connections if one.start == ME and one.strength >= 4 and left[one.id] is not None
    ]
    if look.early or not strong:
        early = _(
            "It is too early to say whether what you rely on most is in use: that takes six sources, and days on which you used them."
        )
        return Said(early, ME, _("What do you rely on most, and when did you use it last?"), "tie_decay", early=True)
    faded = [one for one in strong if (left[one.id] or 0) < one.strength / 2]
    if not faded:
        return Said(
            _("What you say you rely on most, you have used in the time that its kind asks for."),
            ME,
            _("Which of them would you recommend, and what for?"),
            "tie_decay",
            many("one connection", "{n} connections", len(strong)),
        )
    first = min(faded, key=lambda one: (left[one.id] or 0) / one.strength)
    return Said(
        _("You say that you rely much on {name}, and you have not used it for a long time of its kind.").format(
            name=look.name(look.coded.number[first.end])
        ),
        ME,
        _("Is it still what it was for you? Use it once, or say anew how much you rely on it."),
        "tie_decay",
        _("{n} of {all} such connections").format(n=len(faded), all=len(strong)),
        (first.id, first.end),
    )


def _grown(look: Look) -> Said:
    events = look.network.events
    first = _day(events[0].at) if events else None
    if look.early or first is None or first >= look.today or first >= (_day(events[-1].at) or first):
        early = _("It is too early to look back: what there is came on one day.")
        return Said(
            early, "sources", _("Come back in a week: what do you hope will have changed?"), "growth", early=True
        )
    before, now = look.network.at(first).plain(), look.network.plain()
    sources = turnover(set(before.sources), set(now.sources))
    ties = turnover(set(before.connections), set(now.connections))
    return Said(
        _("Since the end of {day}: sources that came {came}, that went {went}, that stayed {stayed}.").format(
            day=long_date(first), came=sources.came, went=sources.went, stayed=sources.stayed
        ),
        "sources",
        _("Which of the new ones changed what you think, and which one has stayed all the time?"),
        "growth",
        _("connections that came {came}, that went {went}, that stayed {stayed}").format(
            came=ties.came, went=ties.went, stayed=ties.stayed
        ),
        tuple(source.id for source in look.sources if source.id not in before.sources),
    )


def _day(at: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(at[:10])
    except ValueError:
        return None


#: In reading order.
TIME: tuple[Callable[[Look], Said | None], ...] = (_fresh, _rest, _fading, _grown)
