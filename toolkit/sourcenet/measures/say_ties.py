"""Sentences about how the sources hang together, taken among them without the learner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.measures.between import betweenness_of
from sourcenet.measures.holes import constraint_of, effective_of, efficiency_of
from sourcenet.measures.joints import articulation, widest_bridge
from sourcenet.measures.look import Look, listed, percent, short
from sourcenet.measures.said import Said
from sourcenet.measures.say_chance import CHANCE, early_ties
from sourcenet.measures.shape import core_of, density_of, lines_of
from sourcenet.words import _, many

if TYPE_CHECKING:
    from collections.abc import Callable

    from sourcenet.measures.coded import Graph

__all__ = ["TIES"]

#: Above so many sources the ways between all of them take too long: they are estimated from SOME starting points.
MANY, SOME = 1000, 200


def _bridges(look: Look) -> Said:
    if early := early_ties(look, "bridges", _("It is too early to say what holds your sources together: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    only = widest_bridge(look.network)
    if not only:
        return Said(
            _(
                "No connection among your sources is the only one between two parts: there is always a second way round."
            ),
            "sources",
            _("Which source is not yet connected with any other, and what led you to it?"),
            "bridges",
            _("only connections between two parts: 0"),
        )
    start, end = (look.name(look.coded.number[one]) for one in (only.connection.start, only.connection.end))
    sides = min(len(only.near), len(only.far))
    alone = end if len(only.far) == 1 else start
    return Said(
        _("The connection from {start} to {end} is the only one between two parts of your network: it brings what is nowhere else, and would be missed.").format(
            start=start, end=end
        )
        if sides > 1
        else _("The connection from {start} to {end} is the only one that joins {alone} to your other sources: it brings what is nowhere else, and would be missed.").format(
            start=start, end=end, alone=alone
        ),
        "sources",
        _("Is there a second way?"),
        "bridges",
        _("{near} sources on one side, {far} on the other").format(near=len(only.near), far=len(only.far)),
        (only.connection.id, only.connection.start, only.connection.end),
    )  # fmt: skip


def _joints(look: Look) -> Said:
    if early := early_ties(look, "articulation", _("It is too early to say where parts of your network meet: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    found = articulation(look.network)
    if not found:
        return Said(
            _("No single source is the only place where two parts of your network meet."),
            "sources",
            _("Which two of your sources should know of each other, and do not?"),
            "articulation",
            _("sources of that sort: 0"),
        )
    return Said(
        many(
            "One source is the only place where parts of your network meet: {{names}}. It brings them together, and would be missed.",
            "{n} sources are each the only place where parts of your network meet: {{names}}. They bring them together, and would be missed.",
            len(found),
        ).format(names=listed([short(one) for one in found])),
        "sources",
        _("Where could those parts meet besides?"),
        "articulation",
        _("{n} of {all} sources").format(n=len(found), all=look.n),
        tuple(one.id for one in found),
    )  # fmt: skip


def _density(look: Look) -> Said:
    if early := early_ties(look, "density", _("It is too early to say how closely your sources are connected: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    share = density_of(look.among) or 0
    return Said(
        _("Of all the connections that your sources could have with each other, {share} are there.").format(
            share=percent(share)
        ),
        "sources",
        _("It falls as a network grows, so compare it with nobody. Which two of your sources speak of each other?"),
        "density",
        _("{n} of {all}").format(n=look.among.pairs, all=look.n * (look.n - 1)),
    )


def _core(look: Look) -> Said:
    if early := early_ties(look, "core", _("It is too early to say which of your sources hang closely together: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    cores = look.among.kept(core_of)
    most = max(cores)
    inside = [n for n, k in enumerate(cores) if k == most]
    if most < 2:
        return Said(
            _("No group of your sources hangs closely together yet: each is connected with one other here and there."),
            "sources",
            _("Which three of them do you use for the same thing? Do they know of each other?"),
            "core",
        )
    return Said(
        _("{n} of your sources hang closely together: each of them is connected with at least {k} others of them.").format(
            n=len(inside), k=most
        )
        if len(inside) < look.n
        else _("All your {n} sources hang together: each is connected with at least {k} others.").format(n=look.n, k=most),
        "sources",
        _("What do they all leave out, and who would know?"),
        "core",
        listed([look.name(n) for n in inside], 6),
        (*look.ids(inside), *look.ties(inside)),
    )  # fmt: skip


def _degree(look: Look) -> Said:
    if early := early_ties(look, "degree", _("It is too early to say which source is connected with most others: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    lines = look.among.kept(lines_of)
    first = max(range(look.n), key=lambda n: lines[n])
    alone = [n for n in range(look.n) if not lines[n]]
    return Said(
        _("{name} is connected with more of your other sources than any: {n}.").format(
            name=look.name(first), n=lines[first]
        )
        if lines.count(lines[first]) == 1
        else _("{name} is connected with {n} of your other sources, and no source with more.").format(
            name=look.name(first), n=lines[first]
        ),
        "sources",
        _("And {name}, which is connected with none yet: what led you there?").format(name=look.name(alone[0]))
        if alone
        else _("Which one is connected with fewest, and why?"),
        "degree",
        _("{n:.1f} on average").format(n=sum(lines) / look.n),
        look.ids([first]),
    )


def _between(look: Look) -> Said:
    if early := early_ties(look, "betweenness", _("It is too early to say through which source most ways lead: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    found = [one or 0 for one in between(look)]
    first = max(range(look.n), key=lambda n: found[n])
    if not found[first]:
        return Said(
            _("No source lies on the way from one of your sources to another yet."),
            "sources",
            _("Take two that are connected: where does the second one lead?"),
            "betweenness",
        )
    return Said(
        _("More ways from one of your sources to another lead through {name} than through any other.").format(
            name=look.name(first)
        )
        if sum(one == found[first] for one in found) == 1
        else _("No source lies on more ways from one of your sources to another than {name}.").format(
            name=look.name(first)
        ),
        "sources",
        _("It passes on what others say: what do you think it leaves out?"),
        "betweenness",
        _("on {share} possible ways between two others").format(share=percent(found[first])),
        look.ids([first]),
    )


def between(look: Look) -> list[float | None]:
    """Return how often each source lies between others; of thousands an estimate.

    Parameters
    ----------
    look
        The network that is looked at.
    """
    return look.among.kept(betweenness_of if look.n <= MANY else estimate_of)


def estimate_of(graph: Graph) -> list[float | None]:
    """Return betweenness, estimated from some starting points."""
    return betweenness_of(graph, SOME)


def _meeting(look: Look) -> Said:
    if early := early_ties(look, "effective_size", _("It is too early to say where things meet that do not know each other: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    sizes, shares = look.among.kept(effective_of), look.among.kept(efficiency_of)
    first = max(range(look.n), key=lambda n: sizes[n] or 0)
    return Said(
        _("Round {name} there are about {n:.0f} sources that hardly know each other: news from different sides meets there.").format(
            name=look.name(first), n=sizes[first]
        )
        if (sizes[first] or 0) >= 1.5
        else _("Nowhere among your sources do two meet that do not know each other already."),
        "sources",
        _("What did you last hear there that the others had not said?")
        if (sizes[first] or 0) >= 1.5
        else _("Which source could bring two of them together that do not know each other?"),
        "effective_size",
        _("{n:.1f}, {share} of what it is connected with").format(n=sizes[first], share=percent(shares[first] or 0)),
        look.ids([first]),
    )  # fmt: skip


def _leaning(look: Look) -> Said:
    if early := early_ties(look, "constraint", _("It is too early to say which source leans on a few that lean on each other: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    found = look.among.kept(constraint_of)
    lines = look.among.kept(lines_of)
    some = [n for n in range(look.n) if lines[n] >= 3]
    if not some:
        return Said(
            _("No source is connected with three others yet, so that one could say how far those know each other."),
            "sources",
            _("Which source could lead you to a third?"),
            "constraint",
        )
    first = max(some, key=lambda n: found[n] or 0)
    return Said(
        _("Of the sources with three connections or more, {name} leans most on a few, and on what those lean on.").format(
            name=look.name(first)
        ),
        "sources",
        _("Whom could it lead you to that the others do not know?"),
        "constraint",
        _("{n:.2f}; the least of them {least:.2f}").format(n=found[first], least=min(found[n] or 0 for n in some)),
        look.ids([first]),
    )  # fmt: skip


#: In reading order.
TIES: tuple[Callable[[Look], Said | None], ...] = (
    _bridges, _joints, _degree, _between, _core, _meeting, _leaning, *CHANCE, _density,
)  # fmt: skip
