"""What became of a pile, as a notebook shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.drawing.markup import el, words
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.marking.autograding import Report

__all__ = ["as_html", "summed_up", "title"]

#: How many names a line holds before it says how many more there are.
_NAMED = 8


def summed_up(report: Report) -> list[tuple[str, str, str]]:
    """Return the lines of a report: what, how many, who; lines with nobody are left out."""
    groups = [
        (_("marked"), [one for one in report.marked if one not in report.unchanged and not one.sentence]),
        (_("unchanged since the last time"), report.unchanged),
        (_("broken: not read whole; each learner reads why"), report.broken),
        (_("failed on our side: not marked, run it again"), report.failed),
        (_("late"), report.late),
        (_("to look at: a person decides, or should know"), report.look_at),
    ]
    return [(what, str(len(ones)), _names([one.learner for one in ones])) for what, ones in groups if ones]


def _names(names: list[str]) -> str:
    if len(names) <= _NAMED:
        return ", ".join(names)
    return _("{names} and {n} more").format(names=", ".join(names[:_NAMED]), n=len(names) - _NAMED)


def title(report: Report) -> str:
    """Say how many were marked, how long it took, and what was run."""
    count = many("{n} submission", "{n} submissions", len(report.outcomes))
    ran = report.ran or _("Nothing that a student wrote was run.")
    return _("{count} in {seconds:.1f} seconds. {ran}").format(count=count, seconds=report.seconds, ran=ran)


def as_html(report: Report) -> str:
    """Return a report as a table that needs no style of its own."""
    cell = "padding:4px 14px 4px 0;text-align:left;vertical-align:top"
    rows = [
        el("tr", *(el("td", words(part), style=f"{cell};overflow-wrap:anywhere") for part in line))
        for line in summed_up(report)
    ]
    heads = [_("What"), _("How many"), _("Who")]
    head = el("tr", *(el("th", words(name), style=cell, scope="col") for name in heads))
    return el("p", words(title(report))) + el("table", el("thead", head), el("tbody", *rows))
