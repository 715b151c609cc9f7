"""What a network says about itself: sentences that are true at six sources, kind, and lead to one action."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.joints import widest_bridge
from sourcenet.measures.look import ENOUGH, LARGER, short
from sourcenet.measures.voices import diversity, stated
from sourcenet.measures.walking import reach
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Said", "first_sentence", "says", "told"]

ME = "me"


class Said(NamedTuple):
    """One thing that a network says.

    Attributes
    ----------
    text
        What is so, in a sentence or two.
    about
        ``"sources"`` where it is measured among the sources, ``"me"`` where it is seen from where the learner
        stands, empty where it is about neither.
    try_next
        What to try next, or empty.
    measure
        Name of the measure behind it, such as ``"bridges"``; empty where there is none.
    figure
        The figure behind it, in a few words: shown to those who ask for it.
    points
        Ids of the sources and connections that it is about, for a view to point at.
    early
        True where the answer is that it is too early to say.
    """

    text: str
    about: str = ""
    try_next: str = ""
    measure: str = ""
    figure: str = ""
    points: tuple[str, ...] = ()
    early: bool = False

    @property
    def whole(self) -> str:
        """What is so, and what to try next."""
        return f"{self.text} {self.try_next}".rstrip()


def first_sentence(network: SourceNetwork) -> str:
    """Return one thing that is true of the network now, and one thing to do next.

    It tells what is there, never how many faults there are. Below six sources it is too early to say.

    Parameters
    ----------
    network
        The learner's network.

    Returns
    -------
    str
        Two or three short sentences in the learner's language.

    Examples
    --------
    >>> import sourcenet as sn
    >>> sentence = sn.first_sentence(sn.load_example("first-steps"))
    >>> for part in sentence.split(". "):
    ...     print(part)
    In one step you get to 8 of your 12 sources, and on from there to 4 more
    Take the way to Cochrane Library once this week, and note what you do at each step.
    """
    return first_said(network).whole


def first_said(network: SourceNetwork) -> Said:
    """Return what :func:`first_sentence` says, with what it is about and what to try next apart from it.

    Parameters
    ----------
    network
        The learner's network.
    """
    sources = network.sources
    if len(sources) < ENOUGH:
        return _early(len(sources))
    joined = _joined(network)
    if not joined:
        kinds = many("one kind", "{n} kinds", len({source.kind for source in sources}))
        return Said(
            _("You have {n} sources, of {kinds}.").format(n=len(sources), kinds=kinds),
            "sources",
            _("Take the one you used last and connect it with you: what do you go there for?"),
        )
    if len(joined) < len(sources):
        loose = next(source for source in sources if source.id not in joined)
        return Said(
            _("You are connected with {n} of your {all} sources, directly or through others.").format(
                n=len(joined), all=len(sources)
            ),
            ME,
            _("How did you come by {name}? Connect it with whatever led you there.").format(name=short(loose)),
        )
    return _far(network)


def says(network: SourceNetwork) -> list[str]:
    """Return everything that can be said so far: the first sentence, and more once there is more to go by.

    Parameters
    ----------
    network
        The learner's network.

    Returns
    -------
    list of str
        One sentence at six sources; from ten on also the only connection between two parts, if there is one,
        and where the sources stand, if six of them say so.

    Examples
    --------
    >>> import sourcenet as sn
    >>> for sentence in sn.says(sn.load_example("first-steps"))[1:]:
    ...     print(sentence.split(". ")[0])
    The connection from course tutor to library guide is the only one between two parts of your network
    On your question they speak as if about 3 voices in balance
    """
    return [one.whole for one in told(network)]


def told(network: SourceNetwork) -> list[Said]:
    """Return what :func:`says` does, with what each is about and what to try next apart from it.

    Parameters
    ----------
    network
        The learner's network.

    Returns
    -------
    list of Said
        As many as there are sentences of :func:`says`, in the same order.

    Examples
    --------
    >>> import sourcenet as sn
    >>> from sourcenet.measures import told
    >>> [(one.about, one.text) for one in told(sn.load_example("first-steps"))][0]
    ('me', 'In one step you get to 8 of your 12 sources, and on from there to 4 more.')
    """
    found = [first_said(network)]
    if len(network.sources) < LARGER:
        return found
    only = widest_bridge(network)
    # A single source that hangs by one connection is how every source begins: nothing to remark on.
    if only and min(len(only.near), len(only.far)) > 1:
        start, end = (network.source(one) for one in (only.connection.start, only.connection.end))
        only_way = _(
            "The connection from {start} to {end} is the only one between two parts of your network. "
            "It brings what is nowhere else, and would be missed: is there a second way?"
        )
        found.append(Said(only_way.format(start=short(start), end=short(end)), "sources"))
    voices = diversity(network)
    if voices and len(stated(network)) >= ENOUGH:
        balance = many(
            "On your question they speak as if with one voice. Who would see it differently?",
            "On your question they speak as if about {n} voices in balance. "
            "Who else would have something to say on it?",
            round(voices),
        )
        found.append(Said(balance, "sources"))
    return found


def _early(number: int) -> Said:
    if not number:
        start = _("Whom or what did you ask last? One line in the quick list is a start.")
        return Said(_("Nothing is here yet."), try_next=start, measure="reach", early=True)
    return Said(
        _("{sources} so far. It is too early to say what the whole looks like.").format(
            sources=many("One source", "{n} sources", number)
        ),
        try_next=_("Whom or what else did you use this week?"),
        measure="reach",
        early=True,
    )


def _far(network: SourceNetwork) -> Said:
    """Say how far one gets, for a network in which everything hangs together with the learner."""
    near, far = reach(network, steps=1), reach(network, steps=None)
    if not near:
        return Said(
            _("You are connected with your {n} sources, and no connection leads from you to one of them yet.").format(
                n=len(network.sources)
            ),
            ME,
            _("Which one do you turn to first? Connect from you to it."),
        )
    if len(far) > len(near):
        return Said(
            _("In one step you get to {near} of your {all} sources, and on from there to {more} more.").format(
                near=len(near), all=len(network.sources), more=len(far) - len(near)
            ),
            ME,
            _("Take the way to {name} once this week, and note what you do at each step.").format(name=short(far[-1])),
        )
    if any(ME not in (one.start, one.end) and one.start != one.end for one in network.connections):
        return Said(
            _("In one step you get to {n} of your {all} sources.").format(n=len(near), all=len(network.sources)),
            ME,
            _("Which of them could tell you something about another?"),
        )
    return Said(
        _("Your {n} sources are all one step from you.").format(n=len(near)),
        ME,
        _("Which of them sends you on to another? Connect those two: it gives you a second way."),
    )


def _joined(network: SourceNetwork) -> set[str]:
    """Return the ids of the sources that hang together with the learner, whichever way the connections point."""
    beside: dict[str, list[str]] = {}
    for one in network.connections:
        beside.setdefault(one.start, []).append(one.end)
        beside.setdefault(one.end, []).append(one.start)
    met, here = {ME}, [ME]
    while here:
        ahead = [there for there in beside.get(here.pop(), ()) if there not in met]
        met.update(ahead)
        here.extend(ahead)
    return met - {ME}

