"""Sentences about how connections run, each beside what chance alone would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.measures.brokers import brokerage
from sourcenet.measures.look import ENOUGH, Look
from sourcenet.measures.mixing import assortativity, ei
from sourcenet.measures.said import Said
from sourcenet.measures.shape import centralisation, reciprocity
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from sourcenet.measures.chance import Compared

__all__ = ["CHANCE", "early_ties"]

#: How often chance is asked for a page: enough for "nine in ten", and cheap. Of a hundred sources and more the half,
#: since what chance gives scatters less there.
SHUFFLES = 200


def early_ties(look: Look, measure: str, text: str) -> Said | None:
    """Say that it is too early for a measure of connections, or None where it is not.

    Parameters
    ----------
    look
        The network that is looked at.
    measure
        Name of the measure.
    text
        What it is too early to say.
    """
    if not look.early and look.among.pairs:
        return None
    try_next = _("Which of your sources sends you on to another? Connect those two.")
    return Said(text, "sources", try_next, measure, early=True)


def _both_ways(look: Look) -> Said:
    if early := early_ties(look, "reciprocity", _("It is too early to say how many connections run both ways: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    both = reciprocity(look.network)
    return Said(
        _("{some} of the {all} connections among your sources are answered by one the other way.").format(
            some=round((both.value or 0) * both.connections), all=both.connections
        )
        if both.value
        else _("No connection among your sources is answered by one the other way yet."),
        "sources",
        _("Where one leads to the other: does it ever come back, and what does it bring?"),
        "reciprocity",
        _chance(both, both.connections),
    )


def _chance(found: Compared, of: int) -> str:
    if found.low is None or found.high is None:
        return ""
    low, high = round(found.low * of), round(found.high * of)
    return _("laid at random it would mostly be between {low} and {high}").format(low=low, high=high)


def _centre(look: Look) -> Said:
    if early := early_ties(look, "centralisation", _("It is too early to say whether your connections gather at one source: that takes six sources, some of them connected with each other.")):  # fmt: skip
        return early
    found = centralisation(look.network, shuffles=_shuffles(look))
    into = [len(beside) for beside in look.among.back]
    first = max(range(look.n), key=lambda n: into[n])
    figure = _("{n} connections lead to {name}").format(n=into[first], name=look.name(first))
    if found.telling and (found.value or 0) > (found.high or 0):
        return Said(
            _("Much leads to one source, {name}: more than chance would bring together.").format(name=look.name(first)),
            "sources",
            _("What do you take from it alone, that you could check somewhere else?"),
            "centralisation",
            figure,
            look.ids([first]),
        )
    return Said(
        _("No source draws the connections to itself more than chance would."),
        "sources",
        _("Is there one that ought to, because you trust it most?"),
        "centralisation",
        figure,
        look.ids([first]),
    )


def _brokers(look: Look) -> Said:
    if len(look.stated) < ENOUGH or not look.among.pairs:
        early = _(
            "It is too early to say which source leads from one standpoint to another: that takes six that stand somewhere on your question, some of them connected."
        )
        return Said(early, "sources", _("Which of your sources quotes one that sees it differently?"), "brokerage", early=True)  # fmt: skip
    found = brokerage(look.network)
    across = {id: one.gatekeeper + one.representative + one.liaison for id, one in found.roles.items()}
    first = max(across, key=lambda id: across[id])
    if not across[first]:
        return Said(
            _("No source leads yet from one standpoint on your question to another."),
            "sources",
            _("Which of your sources quotes one that sees it differently?"),
            "brokerage",
            _("{n} ways over one source stay with one standpoint").format(n=round(sum(found.total))),
        )
    return Said(
        _("{name} leads most often from one standpoint on your question to another.").format(
            name=look.name(look.coded.number[first])
        )
        if list(across.values()).count(across[first]) == 1
        else _("No source leads from one standpoint on your question to another more often than {name}.").format(
            name=look.name(look.coded.number[first])
        ),
        "sources",
        _("How fairly does it speak of the other side?"),
        "brokerage",
        _("{n} of {all} ways over one source cross; dealt out at random it would be about {expected}").format(
            n=round(sum(across.values())),
            all=round(sum(found.total)),
            expected=round(sum(found.expected[2:])) if found.expected else 0,
        ),
        (first,),
    )


def _crossing(look: Look) -> Said:
    found = ei(look.network, shuffles=_shuffles(look))
    if len(look.stated) < ENOUGH or found.value is None:
        early = _(
            "It is too early to say whether connections cross from one standpoint to another: that takes six sources that stand somewhere on your question, some of them connected."
        )
        return Said(early, "sources", _("Which of your sources disagree with each other, and do they answer?"), "ei", early=True)  # fmt: skip
    inside, expected = (round(found.connections * (1 - (one or 0)) / 2) for one in (found.value, found.expected))
    figure = _("{inside} of {all} stay inside one standpoint; dealt out at random it would be about {expected}").format(
        inside=inside, all=found.connections, expected=expected
    )
    if not found.telling:
        text = _(
            "Whether connections keep to one standpoint or cross between them, it is too early to say: they do both, about as chance would have it."
        )
        return Said(text, "sources", _("Which of your sources disagree with each other, and do they answer?"), "ei", figure, early=True)  # fmt: skip
    return Said(
        _("Connections among your sources stay mostly where one stands already: {inside} of {all} lead to the same standpoint.").format(
            inside=inside, all=found.connections
        )
        if found.value < (found.low or 0)
        else _("Connections among your sources cross between standpoints more than chance would have it: {n} of {all}.").format(
            n=found.connections - inside, all=found.connections
        ),
        "sources",
        _("From which source could one step lead to somebody who sees it differently?")
        if found.value < (found.low or 0)
        else _("Do they answer each other there, or only name each other?"),
        "ei",
        figure,
        _crossing_points(look, inside=found.value < (found.low or 0)),
    )  # fmt: skip


def _crossing_points(look: Look, *, inside: bool) -> tuple[str, ...]:
    said = look.stated
    return tuple(
        one.id
        for one in look.network.connections
        if one.start in said
        and one.end in said
        and one.start != one.end
        and (said[one.start] == said[one.end]) is inside
    )


def _alike(look: Look) -> Said:
    found = assortativity(look.network, "kind", shuffles=SHUFFLES // 2) if not look.early else None
    if found is None or found.value is None:
        early = _(
            "It is too early to say whether sources of one kind lead to each other: that takes six sources of different kinds, some of them connected with each other."
        )
        return Said(early, "sources", _("Which of your sites or books sent you to a person?"), "assortativity", early=True)  # fmt: skip
    figure = _("{value:+.2f}, where +1 is only to the same kind; at random mostly {low:+.2f} to {high:+.2f}").format(
        value=found.value, low=found.low or 0, high=found.high or 0
    )
    if not found.telling:
        text = _(
            "Sources of one kind lead to each other about as often as chance would have it: it is too early to say more."
        )
        return Said(text, "sources", _("Which of your sites or books sent you to a person?"), "assortativity", figure, early=True)  # fmt: skip
    return Said(
        _("Your sources lead to others of their own kind more than chance would have it.")
        if found.value > (found.high or 0)
        else _("Your sources lead to others of another kind more than chance would have it."),
        "sources",
        _("Which of your sites or books sent you to a person?"),
        "assortativity",
        figure,
    )


def _shuffles(look: Look) -> int:
    return SHUFFLES if look.n < 100 else SHUFFLES // 2


#: In reading order.
CHANCE: tuple[Callable[[Look], Said | None], ...] = (_crossing, _brokers, _alike, _both_ways, _centre)
