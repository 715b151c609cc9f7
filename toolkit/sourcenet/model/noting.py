"""What a learner is told of a journal that is not whole: what was set aside, and that the rest was read."""

from __future__ import annotations

from sourcenet.model.journal import Journal
from sourcenet.words import _, many

__all__ = ["notes"]

_NAMED = 3


def _listed(things: list[str]) -> str:
    return "; ".join(things[:_NAMED]) + ("; …" if len(things) > _NAMED else "")


def notes(journal: Journal, asides: list[str], *, owed: int = 0) -> tuple[str, ...]:
    """Return what could not be read or followed, in sentences.

    Parameters
    ----------
    journal
        The file, with its damaged lines.
    asides
        What replay set aside, in words.
    owed
        How many changes are known here that the file lacks since another was put in its place.
    """
    name = journal.path.name if journal.path else _("the history")
    found = []
    if journal.damage:
        found.append(
            many(
                "{n} damaged line of {{file}} was set aside: {{lines}}. Everything else was read.",
                "{n} damaged lines of {{file}} were set aside: {{lines}}. Everything else was read.",
                len(journal.damage),
            ).format(file=name, lines=_listed(journal.damage))
        )
    if journal.torn:
        found.append(_("The last line of {file} was never finished. It was set aside.").format(file=name))
    if asides:
        found.append(
            many(
                "{n} change could not be followed and was set aside: {{what}}.",
                "{n} changes could not be followed and were set aside: {{what}}.",
                len(asides),
            ).format(what=_listed(list(dict.fromkeys(asides))))
        )
    if journal.gone:
        found.append(
            _(
                "{file} is not there any more, or was emptied. What it held is still here, in memory; "
                "your next change writes all of it again."
            ).format(file=name)
        )
    if owed:
        found.append(
            many(
                "{{file}} was replaced by an older copy, without {n} change of yours. It is still here, in memory; "
                "your next change writes it again.",
                "{{file}} was replaced by an older copy, without {n} changes of yours. They are still here, in memory; "
                "your next change writes them again.",
                owed,
            ).format(file=name)
        )
    if journal.cannot_lock:
        found.append(_("This folder cannot lock files. Your changes are kept; write from one notebook at a time."))
    return tuple(found)
