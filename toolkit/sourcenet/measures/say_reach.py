"""Sentences about where the learner gets: how far, by which way, through whom, and what would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.measures.hosts import concentration, openness
from sourcenet.measures.look import ENOUGH, Look, listed, percent, short
from sourcenet.measures.routing import routes
from sourcenet.measures.said import Said
from sourcenet.measures.sentences import first_said
from sourcenet.measures.walking import behind_of, loss, lost_without
from sourcenet.words import _, many

if TYPE_CHECKING:
    from collections.abc import Callable

    from sourcenet.model.source import Source

__all__ = ["REACH"]

ME = "me"


def _reach(look: Look) -> Said:
    said = first_said(look.network)
    near = sum(far == 1 for far in look.steps.values())
    figure = _("{near} in one step, {two} in two, {far} in all, of {n}").format(
        near=near, two=sum(far <= 2 for far in look.steps.values()), far=len(look.steps), n=look.n
    )
    return said._replace(measure="reach", figure="" if look.early else figure, points=look.ids(look.steps))


def _routes(look: Look) -> Said:
    if look.early:
        early = _("It is too early to say by which ways you get to your sources: six sources are enough for that.")
        return Said(early, ME, _("When you used one of them last: what had led you there?"), "routes", early=True)
    far = [n for n, steps in look.steps.items() if steps > 1]
    if not far:
        return Said(
            _("All that you get to is one step away: there is no longer way yet."),
            ME,
            _("Which of your sources sends you on to another? Connect those two."),
            "routes",
            _("the longest way: {n} steps").format(n=max(look.steps.values(), default=0)),
        )
    last = far[-1]
    ways = routes(look.network, ME, look.sources[last], most=2)
    best = ways[0]
    return Said(
        _("The way to {name} is the longest: {route}.").format(name=look.name(last), route=best.words)
        if len(ways) == 1
        else _("{name} is farthest from you, and there is more than one way. The first: {route}.").format(
            name=look.name(last), route=best.words
        ),
        ME,
        _("Which step of it would fail first, and what would you do then?"),
        "routes",
        many("one step", "{n} steps", best.length)
        + _("; how much you rely on the lightest of them: {n} of 5").format(n=best.weakest),
        (*(source.id for source in best.sources), *(tie.id for tie in best.connections)),
    )


def _lost(look: Look) -> Said:
    if look.early:
        early = _("It is too early to say which source would be missed most: six sources are enough for that.")
        return Said(early, ME, _("Which one would you miss first?"), "lost_without", early=True)
    behind = [(lost, -n) for n, lost in enumerate(look.coded.whole.kept(behind_of)[:-1]) if lost]
    if not behind:
        return Said(
            _("You could do without any one of your sources, and still get to all the others that you get to now."),
            ME,
            _("Which two of them together would be hard to do without?"),
            "lost_without",
            _("lost with any one source: 0"),
        )
    number = -max(behind)[1]
    lost = [look.coded.number[one.id] for one in lost_without(look.network, look.sources[number])]
    return Said(
        many(
            "Without {{name}} you would not get to one more source: {{names}}.",
            "Without {{name}} you would not get to {n} more sources: {{names}}.",
            len(lost),
        ).format(name=look.name(number), names=listed([look.name(n) for n in lost])),
        ME,
        _("It brings you there, and it would be missed. Is there a second way to {name}?").format(name=look.name(lost[0])),
        "lost_without",
        _("{n} of {all} in reach").format(n=len(lost), all=len(look.steps)),
        look.ids([number, *lost]),
    )  # fmt: skip


def _platforms(look: Look) -> Said:
    if look.early:
        early = _(
            "It is too early to say through how few platforms your sources come: six sources are enough for that."
        )
        return Said(early, "sources", _("Where does the one you use most lie?"), "concentration", early=True)
    found = concentration(look.network)
    if not found.platforms:
        return Said(
            _("None of your sources has a web address, so no platform stands between you and them."),
            "sources",
            _("Is there one of them that you in fact reach through a site or an app?"),
            "concentration",
        )
    first = found.platforms[0]
    figure = _("{largest} of {with_address} with an address; as if {n:.1f} platforms brought equally much").format(
        largest=len(first.sources), with_address=look.n - found.without, n=found.value
    )
    if len(first.sources) == 1:
        return Said(
            many(
                "One of your {{all}} sources has a web address.",
                "Your {n} sources with a web address lie on {n} different platforms.",
                len(found.platforms),
            ).format(all=look.n),
            "sources",
            _("Which of those platforms could you least do without?"),
            "concentration",
            figure,
        )
    return Said(
        _("{n} of your {all} sources come through one platform, {name}.").format(
            n=len(first.sources), all=look.n, name=first.name
        ),
        "sources",
        _("What would you do on the day it is down?"),
        "concentration",
        figure,
        tuple(source.id for source in first.sources),
    )


def _owners(look: Look) -> Said | None:
    """Say which sources have one owner; nothing where none has, since most sources do not say."""
    largest = concentration(look.network, by="owner").platforms[:1]
    if look.early or not largest or len(largest[0].sources) < 2:
        return None
    names = listed([short(source) for source in largest[0].sources])
    return Said(
        _("{names} belong to one owner, {owner}.").format(names=names, owner=largest[0].name),
        "sources",
        _("Where two of them say the same: would a third, of another house, say so too?"),
        "owners",
        _("{n} of {all} sources").format(n=len(largest[0].sources), all=look.n),
        tuple(source.id for source in largest[0].sources),
    )


def _open(look: Look) -> Said:
    found = openness(look.network)
    if found.stated < ENOUGH:
        early = _("It is too early to say how open your sources are: that takes six that say how one gets at them.")
        return Said(early, "sources", _("Which of them asks you for a login, or for money?"), "openness", early=True)
    return Said(
        _("{open} of the {n} sources that say so are open to anybody.").format(open=found.open, n=found.stated),
        "sources",
        _("What could a classmate without your logins not get at?")
        if found.open < found.stated
        else _("Which of them would you show first to somebody without an account?"),
        "openness",
        _("by open ones alone you get to {n} of {all}").format(n=found.reach, all=look.n),
        tuple(source.id for source in look.sources if source.access not in ("", "open")),
    )


def _logins(look: Look) -> Said:
    found = loss(look.network, access=("login", "paid"))
    if look.early or openness(look.network).stated < ENOUGH:
        early = _(
            "It is too early to say what hangs on your logins: that takes six sources that say how one gets at them."
        )
        return Said(early, ME, _("Which login do you use most?"), "loss", early=True)
    if not found.gone:
        return Said(_("Nothing here hangs on a login or on money."), ME, _("What lies behind a login that you would like to read?"), "loss", _("0 of {n}").format(n=look.n))  # fmt: skip
    text = many(
        "On the day your logins end, one source is shut to you, and {{more}} behind it.",
        "On the day your logins end, {n} sources are shut to you, and {{more}} behind them.",
        len(found.gone),
    ).format(more=many("one more lies", "{n} more lie", len(found.lost)) if found.lost else _("none lies"))
    return Said(
        text,
        ME,
        _("Who could get you what {name} has, without a login?").format(name=short(found.gone[0])),
        "loss",
        _("{share} of what you get to now").format(share=percent(_shut(look, found.gone, len(found.lost)))),
        tuple(source.id for source in (*found.gone, *found.lost)),
    )


def _shut(look: Look, gone: tuple[Source, ...], lost: int) -> float:
    inside = sum(look.coded.number[source.id] in look.steps for source in gone)
    return (inside + lost) / len(look.steps) if look.steps else 0.0


#: In reading order.
REACH: tuple[Callable[[Look], Said | None], ...] = (_reach, _routes, _lost, _platforms, _owners, _open, _logins)
