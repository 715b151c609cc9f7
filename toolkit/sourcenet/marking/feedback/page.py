"""The page that a student gets back, put together: what to do next first, then marks, checks, picture, words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sourcenet.drawing.markup import words
from sourcenet.marking.feedback import sections
from sourcenet.marking.feedback.facts import read_facts, read_parts
from sourcenet.marking.feedback.marks import FeedbackMarks
from sourcenet.marking.feedback.style import policy, style
from sourcenet.marking.feedback.work import Work, work_of
from sourcenet.safety import clean_text
from sourcenet.words import _, language, long_date

__all__ = ["page"]


def page(documents: Sequence[Mapping[str, Any]], marks: FeedbackMarks) -> str:
    """Write the page that a student gets back.

    Parameters
    ----------
    documents
        The marked notebooks as JSON has them, in the order of ``marks.notebooks``; an empty one where a notebook cannot
        be read. Nothing in them is trusted.
    marks
        What the gradebook holds.

    Returns
    -------
    str
        One HTML document. Nothing in it runs or is loaded from anywhere.

    Examples
    --------
    >>> from sourcenet.marking.feedback import FeedbackMarks, page
    >>> made = page([], FeedbackMarks("learner-07", "build-network", "not marked", None, 100))
    >>> made.count("<script"), "learner-07" in made
    (0, True)
    """
    work = work_of([read_facts(one) for one in documents], [list(read_parts(one)) for one in documents], marks)
    title = _("Feedback on {assignment}").format(assignment=clean_text(marks.assignment, 200))
    body = (
        _header(title, work),
        "<main>",
        sections.broken(work),
        sections.to_do(work),
        sections.points(work),
        sections.checks(work),
        sections.picture(work),
        sections.changed(work),
        sections.written(work),
        "</main>",
        f'<footer><p class="fine">{words(_only_yours())}</p></footer>',
    )
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{words(language().replace("_", "-") or "en")}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy()}">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="robots" content="noindex">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="generator" content="sourcenet feedback">',
            '<link rel="icon" href="data:,">',
            f"<title>{words(title)}</title>",
            f"<style>{style()}</style>",
            "</head>",
            "<body>",
            *filter(None, body),
            "</body>",
            "</html>",
            "",
        )
    )


def _header(title: str, work: Work) -> str:
    told = [work.marks.learner, _handed_in(work.facts.handed_in)]
    question = f'<p class="question" dir="auto">{words(work.facts.question)}</p>' if work.facts.question else ""
    where = " · ".join(words(one) for one in told if one)
    return f'<header><h1>{words(title)}</h1>{question}<p class="where">{where}</p></header>'


def _handed_in(day: str) -> str:
    try:
        return _("handed in on {date}").format(date=long_date(date.fromisoformat(day[:10])))
    except ValueError:
        return ""


def _only_yours() -> str:
    return _(
        "This page is about your work and holds what you wrote: whoever has the file can read it. It works without the "
        "internet. If something in it is wrong or hard to understand, ask the person who teaches you."
    )
