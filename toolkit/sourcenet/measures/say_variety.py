"""Sentences about what there is: of which kinds, in how many voices, how far apart, and what the learner turns to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.measures.look import ENOUGH, Look, percent
from sourcenet.measures.profiles import profile
from sourcenet.measures.said import Said
from sourcenet.measures.stirling import rao_stirling
from sourcenet.measures.voices import blau, composition, diversity, evenness
from sourcenet.words import _, many

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["VARIETY"]


def _kinds(look: Look) -> Said:
    if look.early:
        early = _("It is too early to say what your network is made of: six sources are enough for that.")
        return Said(early, "sources", _("Whom could you ask in person?"), "composition", early=True)
    parts = composition(look.network)
    if not parts:  # a file from elsewhere may say it of none
        none = _("None of your sources says yet what kind it is: a person, a site, a book?")
        return Said(none, "sources", _("Whom could you ask in person?"), "composition", early=True)
    first = parts[0]
    return Said(
        many(
            "All your {{all}} sources are of one kind: {{kind}}.",
            "Your {{all}} sources are of {n} kinds; the most common is {{kind}}, {{some}} of them.",
            len(parts),
        ).format(all=look.n, kind=first.name, some=first.sources),
        "sources",
        _("Which kind did you turn to last week that is not here yet?"),
        "composition",
        "; ".join(_("{kind} {n}").format(kind=part.name, n=part.sources) for part in parts),
        tuple(source.id for source in look.sources if source.kind == first.name),
    )


def _voices(look: Look) -> Said:
    voices = diversity(look.network)
    if len(look.stated) < ENOUGH or voices is None:
        return _not_yet("diversity", _("It is too early to say in how many voices your sources speak: that takes six that stand somewhere on your question."))  # fmt: skip
    used = diversity(look.network, weighted=True)
    figure = _("{n:.1f} voices by how many sources there are").format(n=voices)
    if used is not None:
        figure += _("; {n:.1f} by how much you rely on them").format(n=used)
    return Said(
        many(
            "On your question your sources speak as if with one voice.",
            "On your question your sources speak as if with about {n} voices in balance.",
            round(voices),
        ),
        "sources",
        _("Who else would have something to say on it?"),
        "diversity",
        figure,
        tuple(look.stated),
    )


def _balance(look: Look) -> Said:
    even = evenness(look.network)
    if len(look.stated) < ENOUGH:
        return _not_yet("evenness", _("It is too early to say whether one voice is louder than the others: that takes six sources that stand somewhere on your question."))  # fmt: skip
    parts = composition(look.network, "viewpoint")
    first = parts[0]
    points = tuple(id for id, view in look.stated.items() if view == first.name)
    if even is None:
        return Said(
            _("All {n} sources that stand somewhere on your question stand at “{view}”.").format(
                n=first.sources, view=first.name
            ),
            "sources",
            _("Who is concerned by your question and would see it differently?"),
            "evenness",
            points=points,
        )
    figure = _("{even:.2f}, where 1 is all equally common").format(even=even)
    used = max(parts, key=lambda part: part.use or 0)
    if used.use and used.use > used.share + 0.1:
        return Said(
            _("“{view}” is {share} of your sources by count, and {use} by how much you rely on them.").format(
                view=used.name, share=percent(used.share), use=percent(used.use)
            ),
            "sources",
            _("Which of the others did you hear last, and what did it say?"),
            "evenness",
            figure,
            tuple(id for id, view in look.stated.items() if view == used.name),
        )  # fmt: skip
    return Said(
        _("The most common standpoint on your question is “{view}”: {n} of the {all} sources that stand somewhere.").format(
            view=first.name, n=first.sources, all=len(look.stated)
        ),
        "sources",
        _("Which of the others did you hear last, and what did it say?"),
        "evenness",
        figure,
        points,
    )  # fmt: skip


def _blindly(look: Look) -> Said:
    differ = blau(look.network)
    if len(look.stated) < ENOUGH or differ is None:
        return _not_yet("blau", _("It is too early to say how often two of your sources see your question differently: that takes six that stand somewhere."))  # fmt: skip
    return Said(
        _("Take two of your sources blindly: in about {share} cases they see your question differently.").format(
            share=percent(differ)
        ),
        "sources",
        _("Take two that do, and ask each what the other leaves out."),
        "blau",
        _("{share:.2f}, the second taken from all again").format(share=differ),
        tuple(look.stated),
    )


def _apart(look: Look) -> Said:
    if look.early:
        early = _("It is too early to say how far apart your sources are: six sources are enough for that.")
        return Said(early, "sources", _("Which two of them have least in common?"), "rao_stirling", early=True)
    found = rao_stirling(look.network)
    return Said(
        _("Two of your sources, taken blindly, differ in about {share} of what they say of themselves: kind, subject, standpoint.").format(
            share=percent(found.value or 0)
        ),
        "sources",
        _("Which two are furthest apart, and does a way lead from one to the other?"),
        "rao_stirling",
        many("one combination", "{n} combinations", found.variety)
        + (_(", {far:.2f} apart on average").format(far=found.disparity) if found.disparity is not None else ""),
    )  # fmt: skip


def _paths(look: Look) -> Said:
    mine = profile(look.network)
    if look.early or not mine.preference:
        early = _(
            "It is too early to say which way of finding out you like best: that takes six sources, some of them connected with you."
        )
        return Said(early, "me", _("What did you do last when you wanted to know something?"), "profile", early=True)
    path = mine.preference[0]
    return Said(
        _("The way that you use most is “{relation}”, with sources of the kind {kind}.").format(
            relation=path.relation, kind=path.kind
        ),
        "me",
        _("When did it last let you down, and what did you do then?"),
        "profile",
        _("{share} of what you rely on directly; {n} ways in all").format(
            share=percent(path.share), n=len(mine.preference)
        ),
        tuple(
            one.id
            for one in look.network.connections
            if one.start == "me" and one.relation == path.relation and one.end in look.coded.number
            and look.sources[look.coded.number[one.end]].kind == path.kind
        ),
    )  # fmt: skip


def _not_yet(measure: str, text: str) -> Said:
    return Said(
        text, "sources", _("Of which source do you know where it stands on your question?"), measure, early=True
    )


#: In reading order.
VARIETY: tuple[Callable[[Look], Said | None], ...] = (_kinds, _voices, _balance, _blindly, _apart, _paths)
