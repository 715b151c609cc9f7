"""Sentences about whether connections keep to their like: to one standpoint on the question, to one kind."""

from __future__ import annotations

from sourcenet.measures.brokers import brokerage
from sourcenet.measures.look import ENOUGH, SHUFFLES, Look
from sourcenet.measures.mixing import assortativity, ei
from sourcenet.measures.said import Said
from sourcenet.words import _

__all__ = ["alike", "brokers", "crossing"]


def brokers(look: Look) -> Said:
    """Say which source leads from one standpoint to another."""
    if len(look.stated) < ENOUGH or not look.among.pairs:
        early = _("It is too early to say which source leads from one standpoint to another: that takes six that stand somewhere on your question, some of them connected.")
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


def crossing(look: Look) -> Said:
    """Say whether connections cross between standpoints."""
    found = ei(look.network, shuffles=look.shuffles)
    if len(look.stated) < ENOUGH or found.value is None:
        early = _("It is too early to say whether connections cross from one standpoint to another: that takes six sources that stand somewhere on your question, some of them connected.")
        return Said(early, "sources", _("Which of your sources disagree with each other, and do they answer?"), "ei", early=True)  # fmt: skip
    inside, expected = (round(found.connections * (1 - (one or 0)) / 2) for one in (found.value, found.expected))
    figure = _("{inside} of {all} stay inside one standpoint; dealt out at random it would be about {expected}").format(
        inside=inside, all=found.connections, expected=expected
    )
    if not found.telling:
        text = _("Whether connections keep to one standpoint or cross between them, it is too early to say: they do both, about as chance would have it.")
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
        if one.start in said and one.end in said and one.start != one.end and (said[one.start] == said[one.end]) is inside
    )


def alike(look: Look) -> Said:
    """Say whether sources of one kind lead to each other."""
    found = assortativity(look.network, "kind", shuffles=SHUFFLES // 2) if not look.early else None
    if found is None or found.value is None:
        early = _("It is too early to say whether sources of one kind lead to each other: that takes six sources of different kinds, some of them connected with each other.")
        return Said(early, "sources", _("Which of your sites or books sent you to a person?"), "assortativity", early=True)  # fmt: skip
    figure = _("{value:+.2f}, where +1 is only to the same kind; at random mostly {low:+.2f} to {high:+.2f}").format(
        value=found.value, low=found.low or 0, high=found.high or 0
    )
    if not found.telling:
        text = _("Sources of one kind lead to each other about as often as chance would have it: it is too early to say more.")
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
