"""Everybody's mark as it is given back: after a penalty for lateness, and only when a person has seen to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcenet.errors import UnreadableFile
from sourcenet.marking.lms.ledger import Ledger
from sourcenet.words import _

__all__ = ["Result", "results_of"]

_PENALTIES = """
    select submission.student_id, sum(coalesce(notebook.late_submission_penalty, 0))
    from submitted_notebook notebook
    join submitted_assignment submission on notebook.assignment_id = submission.id
    join assignment on submission.assignment_id = assignment.id
    where assignment.name = ? group by submission.student_id"""
_COMMENTS = """
    select submission.student_id, comment.manual_comment
    from comment
    join submitted_notebook notebook on comment.notebook_id = notebook.id
    join submitted_assignment submission on notebook.assignment_id = submission.id
    join assignment on submission.assignment_id = assignment.id
    where assignment.name = ? and comment.manual_comment is not null order by comment.cell_id"""


@dataclass(frozen=True, slots=True)
class Result:
    """One learner's mark.

    Parameters
    ----------
    state
        As in the gradebook: ``marked``, ``waits for a person``, ``not marked``; ``nothing usable`` where nothing that
        can be marked was handed in.
    score, out_of
        Points, after a penalty for lateness; points that can be had.
    comment
        What the marker wrote, cell by cell, where it was asked for.
    """

    state: str
    score: float = 0.0
    out_of: float = 0.0
    comment: str = ""

    @property
    def final(self) -> bool:
        """Whether nobody has to look at it any more."""
        return self.state == "marked"

    @property
    def waits(self) -> bool:
        """Whether there is a mark that a person has yet to complete."""
        return self.state == "waits for a person"

    @property
    def nothing(self) -> bool:
        """Whether nothing was handed in that can be marked."""
        return self.state == "nothing usable"

    @property
    def said(self) -> str:
        """The state in words."""
        return {"waits for a person": _("waits for a person"), "not marked": _("not marked")}.get(
            self.state, self.state
        )


def results_of(course: Path, assignment: str, ledger: Ledger, *, comments: bool = False) -> dict[str, Result]:
    """Return everybody's mark.

    Parameters
    ----------
    course, assignment
        Where, and of what.
    ledger
        Who was collected.
    comments
        Whether what the marker wrote is wanted too.

    Raises
    ------
    UnreadableFile
        The gradebook cannot be read.
    """
    from sourcenet.marking.course import Course
    from sourcenet.marking.gradebook import marks

    given = {mark.learner: mark for mark in marks(Course(course), assignment)}
    penalties = {learner: float(points) for learner, points in _read(course, _PENALTIES, assignment)}
    words: dict[str, list[str]] = {}
    for learner, said in _read(course, _COMMENTS, assignment) if comments else ():
        if said and str(said).strip():
            words.setdefault(learner, []).append(str(said).strip())
    results = {}
    for learner in ledger.people:
        if learner in ledger.stood_for():
            continue  # another member of their group stands for them
        mark = given.get(learner)
        if mark is None:
            results[learner] = Result("nothing usable")
        elif mark.score is None:
            results[learner] = Result("not marked", out_of=mark.out_of)
        else:
            score = max(0.0, mark.score - penalties.get(learner, 0.0))
            results[learner] = Result(mark.state, score, mark.out_of, "\n".join(words.get(learner, [])))
    return results


def _read(course: Path, query: str, assignment: str) -> list[tuple[str, Any]]:
    path = course / "gradebook.db"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
            return base.execute(query, (assignment,)).fetchall()
    except sqlite3.Error as error:
        raise UnreadableFile(
            _("{file} cannot be read as a gradebook ({why}). Autograde first; nothing was given back.").format(
                file=path, why=error
            )
        ) from error
