"""Decisions, and what would change the learner's mind. For lessons only."""

from __future__ import annotations

from sourcenet.checks import arguments
from sourcenet.checks.counts import Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.sentences import plain
from sourcenet.checks.wording import label
from sourcenet.words import _, many

__all__ = ["decided"]


def decided(n: int = 1, *, since: str = "", weight: float = 1.0) -> Property:
    """Ask for decisions that say what would change the learner's mind.

    A decision that says what would change it counts whole; one that has only its reason counts half.

    Parameters
    ----------
    n
        How many decisions.
    since
        A moment, such as ``"session-7"``: decisions noted after it, with a why that stood in none before. Where the
        history has no such moment, all of it is read, and the result says so.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(n, "decided")
    moment = arguments.text(since, "decided", "since")

    def look(reading: Reading) -> Found:
        used: set[str] = set()
        worth: dict[str, float] = {}
        half, after = "", reading.since(moment)
        for decision in reading.network.decisions:
            reason = not reading.sentence(decision.why, [decision.what], used)
            value = 1.0 if not reading.sentence(decision.change_my_mind, [decision.what], used) else 0.5 * reason
            if after is not None and decision.id not in after:
                continue  # it was read, since its words are taken
            half = half or (decision.what if value < 1 else "")
            what = plain(decision.what)
            worth[what] = max(worth.get(what, 0.0), value)
        whole = sum(value == 1 for value in worth.values())
        best = sorted(worth.values(), reverse=True)[:asked]
        return Found(
            sum(best) / asked,
            many(
                "{n} decision with what would change your mind", "{n} decisions with what would change your mind", asked
            ),
            (_("{n} of {total}").format(n=whole, total=len(worth)) if worth else _("no decision yet"))
            + reading.note_on(moment),
            _("What would have to happen for you to take this back: {what}?").format(what=label(half))
            if half
            else _(
                "Decide one thing about your sources, and say what would change your mind: something that can happen."
            ),
        )

    title = many("{n} decision noted", "{n} decisions noted", asked)
    return Property("decided", title, look, arguments.weight(weight, "decided"))
