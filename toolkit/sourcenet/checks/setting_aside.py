"""Looking after a network: something set aside, something looked at and kept, each for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.counts import Reading
from sourcenet.checks.placeholders import is_placeholder
from sourcenet.checks.result import Found, Property
from sourcenet.checks.sentences import plain
from sourcenet.checks.wording import label, named
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Archived, Connection, Source

__all__ = ["set_aside_and_kept"]


def set_aside_and_kept(*, since: str = "", weight: float = 1.0) -> Property:
    """Ask for something set aside and something looked at and kept, each with a reason that counts.

    What was kept is a decision with its why ("keep the course tutor"). In a network where nothing should go, two
    things looked at and kept, each with its own reason, are worth the same. Something without a name of its own
    cannot be set aside for this. Meant against filler that is added to be cut.

    Parameters
    ----------
    since
        A moment, such as ``"grow-and-prune"``: what was done after it. Where the history has no such moment, all of
        it is read, and the result says so.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    moment = arguments.text(since, "set_aside_and_kept", "since")

    def look(reading: Reading) -> Found:
        after = reading.since(moment)
        used: set[str] = set()
        aside = reading.set_aside(after)
        gone = [entry for entry in aside if _counts(reading, entry, used)]
        decisions = [d for d in reading.network.decisions if after is None or d.id in after]
        kept = {
            plain(d.what): d.what for d in decisions if plain(d.what) and not reading.sentence(d.why, [d.what], used)
        }
        return Found(
            (min(2, len(kept)) if not gone else 1 + min(1, len(kept))) / 2,
            _("something set aside and something looked at and kept, or two things kept, each with a reason"),
            _found(gone, list(kept.values()), len(aside), len(decisions)) + reading.note_on(moment),
            _try(reading, gone, bool(kept), aside),
        )

    title = _("Something set aside, something kept")
    return Property("set_aside_and_kept", title, look, arguments.weight(weight, "set_aside_and_kept"))


def _names(reading: Reading, what: Source | Connection) -> list[str]:
    name = getattr(what, "name", None)
    if name is not None:
        return [name, getattr(what, "label", name)]
    ends = [end for end in (getattr(what, "start_label", ""), getattr(what, "end_label", "")) if end]
    return [*ends, *reading.names([getattr(what, "start", ""), getattr(what, "end", "")])]


def _counts(reading: Reading, entry: Archived, used: set[str]) -> bool:
    names = _names(reading, entry.what)
    if any(is_placeholder(name) for name in names if name):
        return False
    return not reading.sentence(entry.reason, names, used)


def _called(entry: Archived) -> str:
    return str(entry.what)


def _found(gone: list[Archived], kept: list[str], aside: int, decisions: int) -> str:
    parts = []
    if gone:
        parts.append(_("set aside: {names}").format(names=named([_called(entry) for entry in gone])))
    elif aside:
        parts.append(
            many("{n} set aside without a reason that counts", "{n} set aside without a reason that counts", aside)
        )
    if kept:
        parts.append(_("kept: {names}").format(names=named(kept)))
    elif decisions:
        parts.append(
            many("{n} decision without a reason that counts", "{n} decisions without a reason that counts", decisions)
        )
    return "; ".join(parts) or _("nothing set aside or kept yet")


def _try(reading: Reading, gone: list[Archived], kept: bool, aside: list[Archived]) -> str:
    if reading.first_step and not aside and not kept:
        return reading.first_step
    if gone and not kept:
        return _("Look at another one that you doubt, and keep it if you can say what you would lose without it.")
    if aside and not gone:
        return _("Say in a sentence of your own why {name} had to go.").format(name=label(_called(aside[0])))
    if kept:
        return _("Look at one more: set it aside, or keep it, and say what decided it for you.")
    return _("Which of them did you use least? Set it aside with the reason, or keep it: under More, A decision.")
