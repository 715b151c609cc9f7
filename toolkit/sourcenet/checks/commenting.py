"""Comments: whether they stand at a place, say something there, and suggest what could be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import Once
from sourcenet.checks.counts import Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.sentences import plain
from sourcenet.checks.wording import label
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Comment

__all__ = ["commented"]

_WHOLE = "network"
#: What the first, the second and every further comment on one place counts.
_AGAIN = (1.0, 0.5, 0.0)
_LEAST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class _Said:
    """A comment: its type, what it is worth, and whether its text and its suggestion count."""

    type: str
    worth: float
    text: bool
    suggestion: bool


def commented(n: int = 1, types: int = 1, *, weight: float = 1.0) -> Property:
    """Ask for comments at places, of different types, each with a suggestion.

    Half is a sentence on what one sees there, half a suggestion (for a strength: what would be lost without it). A second
    comment on one place counts half, a third nothing; the same words count once. With ``types=2`` one of the comments
    has to be of another type. Comments of other people are not counted.

    Parameters
    ----------
    n
        How many comments.
    types
        Of how many types.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked, sorts = arguments.whole(n, "commented"), arguments.whole(types, "commented")

    def look(reading: Reading) -> Found:
        said = _all(reading)
        share, kinds = _share(said, asked, sorts)
        return Found(
            share,
            many(
                "{n} comment at a place, with a suggestion",
                "{n} comments, each at a place and with a suggestion",
                asked,
            )
            + (_(", of {n} types").format(n=sorts) if sorts > 1 else ""),
            _found(said),
            "" if share >= 1 else _try(said, asked, kinds < sorts),
        )

    title = many("{n} comment made", "{n} comments made", asked)
    return Property("commented", title, look, arguments.weight(weight, "commented"))


def _share(said: list[_Said], asked: int, sorts: int) -> tuple[float, int]:
    """Return the share, and how many types there are: as many comments as types are missing stay open."""
    best = sorted((one for one in said if one.worth), key=lambda one: -one.worth)
    kinds = len({one.type for one in best})
    # The best of each type first: whoever used two types has both among those that are counted.
    firsts = list({one.type: one for one in reversed(best)}.values())
    rest = [one for one in best if not any(one is first for first in firsts)]
    firsts.sort(key=lambda one: -one.worth)
    taken = [*firsts[:sorts], *sorted([*firsts[sorts:], *rest], key=lambda one: -one.worth)]
    room = max(0, asked - max(0, min(sorts, asked) - kinds))
    return min(1.0, sum(one.worth for one in taken[:room]) / asked), kinds


def _all(reading: Reading) -> list[_Said]:
    network, once, advised = reading.network, Once(reading), Once(reading)
    times: dict[tuple[str, ...], int] = {}
    found = []
    for comment in network.comments:
        at = _place(reading, comment)
        if at is None or (comment.by and comment.by != network.learner) or not plain(comment.type):
            continue
        names = [*reading.past.names(comment.of), comment.anchor, comment.about]
        text = once.counts(comment.text, names)
        own = Once(reading, comment.text)
        suggestion = text and own.counts(comment.suggestion, names, least=_LEAST_SUGGESTED)
        suggestion = suggestion and advised.counts(comment.suggestion, names, least=_LEAST_SUGGESTED)
        turn = times.get(at, 0)
        if text:
            times[at] = turn + 1
        worth = (text + suggestion) / 2 * _AGAIN[min(turn, len(_AGAIN) - 1)]
        found.append(_Said(plain(comment.type), worth, text, suggestion))
    return found


def _place(reading: Reading, comment: Comment) -> tuple[str, ...] | None:
    """Return the place of a comment; None where there is none."""
    if comment.about:
        where = comment.anchor or (_WHOLE if comment.of == _WHOLE else "")
        return (plain(comment.about), comment.of, plain(where)) if plain(where) else None
    if comment.of == _WHOLE:
        return (_WHOLE,)
    past, one = reading.past, reading.one
    if comment.of in past.connections:
        return (comment.of,)
    return (one.get(comment.of, comment.of),) if past.has_name(comment.of) and comment.of != "me" else None


def _found(said: list[_Said]) -> str:
    if not said:
        return _("no comment yet")
    whole = sum(one.text and one.suggestion for one in said)
    kinds = len({one.type for one in said if one.worth})
    parts = [_("{n} of {total} with a suggestion").format(n=whole, total=len(said))]
    if kinds > 1:
        parts.append(many("{n} type", "{n} types", kinds))
    if any(not one.worth and one.text for one in said):
        parts.append(_("more than two at one place"))
    return "; ".join(parts)


def _try(said: list[_Said], asked: int, same: bool) -> str:
    for one in said:
        if not one.text:
            return _("Say in a sentence of its own what you see at that place.")
        if not one.suggestion:
            return _(
                "What could be done there, and for a strength: what would be lost without it? Add it as a suggestion."
            )
    if same and sum(one.worth for one in said) >= asked - 1:
        return _("Make one of another type than {type}.").format(type=label(said[0].type))
    return _("Choose a source or a connection, and say what you see there and what could be done.")
