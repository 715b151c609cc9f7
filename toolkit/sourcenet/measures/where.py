"""The sentence on where the learner stands in their network: from nothing at all to the longest way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.measures.said import Said
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.measures.facts import Facts

__all__ = ["early", "where"]

ME = "me"


def early(number: int) -> Said:
    """Say kindly that it is too early to say anything of the whole.

    Parameters
    ----------
    number
        How many sources there are: fewer than six.
    """
    if not number:
        start = _("Whom or what did you ask last? One line in the quick list is a start.")
        return Said(_("Nothing is here yet."), try_next=start, early=True)
    return Said(
        _("{sources} so far. It is too early to say what the whole looks like.").format(
            sources=many("One source", "{n} sources", number)
        ),
        try_next=_("Whom or what else did you use this week?"),
        early=True,
    )


def where(facts: Facts) -> Said:
    """Say how the learner is connected with their sources, and what a next step could be.

    Parameters
    ----------
    facts
        What can be read off a network of six sources or more.
    """
    if not facts.joined:
        kinds = many("one kind", "{n} kinds", len(set(facts.said("kind"))))
        return Said(
            _("You have {n} sources, of {kinds}.").format(n=facts.size, kinds=kinds),
            "sources",
            _("Take the one you used last and connect it with you: what do you go there for?"),
            "joined",
            _("connected with you: none of {all}").format(all=facts.size),
        )
    if facts.joined < facts.size:
        return _loose(facts)
    return _far(facts)


def _loose(facts: Facts) -> Said:
    loose = [n for n in range(facts.size) if facts.parts[n]]
    return Said(
        _("You are connected with {n} of your {all} sources, directly or through others.").format(
            n=facts.joined, all=facts.size
        ),
        ME,
        _("How did you come by {name}? Connect it with whatever led you there.").format(name=facts.label(loose[0])),
        "joined",
        _("connected with you: {n} of {all}").format(n=facts.joined, all=facts.size),
        facts.ids(loose),
    )


def _far(facts: Facts) -> Said:
    """Say how far one gets, for a network in which everything hangs together with the learner."""
    near, reached = facts.within(1), facts.reached
    figure = _("{one} in one step, {two} in two, {all} in all, of {sources}").format(
        one=near, two=facts.within(2), all=reached, sources=facts.size
    )
    if not near:
        return Said(
            _("You are connected with your {n} sources, and no connection leads from you to one of them yet.").format(
                n=facts.size
            ),
            ME,
            _("Which one do you turn to first? Connect from you to it."),
            "reach",
            figure,
        )
    if reached > near:
        farthest = max(range(facts.size), key=lambda n: (facts.far[n], n))
        return Said(
            _("In one step you get to {near} of your {all} sources, and on from there to {more} more.").format(
                near=near, all=facts.size, more=reached - near
            ),
            ME,
            _("Take the way to {name} once this week, and note what you do at each step.").format(
                name=facts.label(farthest)
            ),
            "reach",
            figure,
            (facts.id(farthest),),
        )
    if any(facts.wires.me not in tie for tie in facts.wires.ties):
        text = _("In one step you get to {n} of your {all} sources.").format(n=near, all=facts.size)
        return Said(text, ME, _("Which of them could tell you something about another?"), "reach", figure)
    return Said(
        _("Your {n} sources are all one step from you.").format(n=near),
        ME,
        _("Which of them sends you on to another? Connect those two: it gives you a second way."),
        "reach",
        figure,
    )
