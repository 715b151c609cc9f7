"""Comments answered: whether each has a change or a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import Once, is_supplied
from sourcenet.checks.counts import Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.wording import label
from sourcenet.model.undo import mentions
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.events import Event
    from sourcenet.model.source import Comment

__all__ = ["comments_answered"]

_WHOLE = "network"
#: What changes a network or says something new about it.
_CHANGES = frozenset({"add", "edit", "connect", "reconnect", "prune", "restore", "appraise", "decide", "traverse"})
#: Changes that may answer a comment on any place.
_ANYWHERE = frozenset({"add", "connect", "decide"})
#: How many comments one change answers.
_PER_CHANGE = 2


def comments_answered(*, weight: float = 1.0) -> Property:
    """Ask that each comment in this network has an answer: a change, or a reason.

    The change came after the comment, was not undone, and has to do with the place of the comment, or is something
    added, connected or decided; it answers two comments at most. The reason is a sentence of its own. Comments on
    other networks are not asked about. Where nobody commented, all is answered. Meant against answering "ok".

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
        received = [comment for comment in reading.network.comments if not comment.about]
        if not received:
            there = bool(reading.counting)
            found = (
                _("nobody has commented yet, so there is nothing to answer")
                if there
                else _("nothing to comment on yet")
            )
            return Found(float(there), _looked_for(), found, "" if there else reading.first_step or _begin())
        waiting = _waiting(reading, received)
        answered = len(received) - len(waiting)
        return Found(
            answered / len(received),
            _looked_for(),
            _("{n} of {total} answered").format(n=answered, total=len(received)),
            _try(waiting[0]) if waiting else "",
        )

    title = _("Every comment answered")
    return Property("comments_answered", title, look, arguments.weight(weight, "comments_answered"))


def _looked_for() -> str:
    return _("an answer to every comment on your network: a change that you made, or a reason")


def _begin() -> str:
    return _("Give your connections a reason first: then there is something to comment on.")


def _waiting(reading: Reading, received: list[Comment]) -> list[Comment]:
    """Return the comments without an answer that counts."""
    once, used = Once(reading), dict[str, int]()
    waiting = []
    for comment in received:
        own = Once(reading, comment.text, comment.suggestion)
        names = reading.past.names(comment.of)
        answered = False
        for answer in comment.answers:
            if _is_a_change(reading, comment, answer.change) and used.get(answer.change, 0) < _PER_CHANGE:
                used[answer.change] = used.get(answer.change, 0) + 1
                answered = True
            elif is_supplied(comment.text) and is_supplied(answer.reason):
                answered = True  # it came with its answer, in a network that ships with the toolkit
            elif own.counts(answer.reason, names) and once.counts(answer.reason, names):
                answered = True
            if answered:
                break
        if not answered:
            waiting.append(comment)
    return waiting


def _is_a_change(reading: Reading, comment: Comment, id: str) -> bool:
    past = reading.past
    place = past.place.get(id) if id else None
    if place is None or place <= past.place.get(comment.id, len(past.events)):
        return False
    event = past.events[place]
    if event.undone or event.do not in _CHANGES or id in past.stays:
        return False
    return comment.of == _WHOLE or event.do in _ANYWHERE or not _around(reading, comment.of).isdisjoint(_about(event))


def _around(reading: Reading, of: str) -> set[str]:
    """Return a place and what belongs to it: of a connection its ends, of a source its connections."""
    ties = reading.past.connections
    if of in ties:
        return {of, ties[of].start, ties[of].end} - {"me"}
    return {of, *(id for id, tie in ties.items() if of in (tie.start, tie.end))}


def _about(event: Event) -> set[str]:
    return {event.id, *mentions(event)}


def _try(comment: Comment) -> str:
    if comment.answers:
        return _("Say in a sentence what you changed, or why it stays as it is: “{text}”").format(
            text=label(comment.text)
        )
    return _("Answer by a change that you made, or by a reason: “{text}”").format(text=label(comment.text))
