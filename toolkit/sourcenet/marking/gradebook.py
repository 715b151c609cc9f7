"""Marks in and out of a course's gradebook: what a check gave, what a person gives, a table for everybody else."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcenet.errors import BadValue
from sourcenet.marking.surroundings import surroundings
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.marking.course import Course

__all__ = ["Mark", "give", "marks", "waiting", "write_marks"]


@dataclass(frozen=True)
class Mark:
    """One learner's mark.

    Parameters
    ----------
    learner
        Whose it is.
    state
        ``marked``; ``waits for a person``; ``not marked`` where the submission could not be read.
    score
        Points so far; None where nothing could be marked.
    out_of
        Points that can be had.
    checks, written
        Points by cell: those that checks gave, and those that a person gives (None while nobody has).
    """

    learner: str
    state: str
    score: float | None
    out_of: float
    checks: Mapping[str, float] = field(default_factory=dict)
    written: Mapping[str, float | None] = field(default_factory=dict)


@contextmanager
def _opened(course: Course) -> Iterator[Any]:
    api = course.api
    with surroundings(), api.gradebook as gradebook:
        yield gradebook


def waiting(course: Course, assignment: str, learner: str) -> dict[str, float]:
    """Return the cells that wait for a person, each with the points it has.

    Parameters
    ----------
    course, assignment, learner
        Whose work it is, and on what.
    """
    with _opened(course) as gradebook:
        notebooks = gradebook.find_submission(assignment, learner).notebooks
        grades = [grade for notebook in notebooks for grade in notebook.grades]
        return {grade.name: float(grade.max_score) for grade in grades if grade.needs_manual_grade}


def give(
    course: Course,
    assignment: str,
    learner: str,
    *,
    points: Mapping[str, float],
    comments: Mapping[str, str] | None = None,
) -> None:
    """Enter what a person gives, as formgrader would.

    Parameters
    ----------
    course, assignment, learner
        Whose work it is, and on what.
    points
        Cell -> points, for written answers and tasks.
    comments
        Cell -> what the learner reads beside it.

    Raises
    ------
    BadValue
        More points than the cell has, or fewer than none.
    """
    with _opened(course) as gradebook:
        for notebook in gradebook.find_submission(assignment, learner).notebooks:
            for grade in notebook.grades:
                if grade.name in points:
                    if not 0 <= points[grade.name] <= grade.max_score:
                        raise BadValue(
                            _("{cell} has {most:g} points; {points:g} cannot be given.").format(
                                cell=grade.name, most=grade.max_score, points=points[grade.name]
                            )
                        )
                    grade.manual_score = points[grade.name]
                    grade.needs_manual_grade = False
            for comment in notebook.comments:
                if comments and comment.name in comments:
                    comment.manual_comment = comments[comment.name]
        gradebook.db.commit()


def marks(course: Course, assignment: str) -> list[Mark]:
    """Return the mark of everybody who handed something in, by id."""
    with _opened(course) as gradebook:
        out_of = float(gradebook.find_assignment(assignment).max_score)
        found = {one.student.id: _mark(one, out_of) for one in gradebook.assignment_submissions(assignment)}
    return [found.get(learner) or Mark(learner, "not marked", None, out_of) for learner in course.learners(assignment)]


def _mark(submission: Any, out_of: float) -> Mark:
    checks: dict[str, float] = {}
    written: dict[str, float | None] = {}
    for notebook in submission.notebooks:
        for grade in notebook.grades:
            by_machine = grade.cell.cell_type == "code" and grade.auto_score is not None and grade.manual_score is None
            if by_machine:
                checks[grade.name] = float(grade.auto_score)
            else:
                written[grade.name] = grade.manual_score if grade.manual_score is not None else grade.auto_score
    learner = submission.student.id
    flagged = any(grade.needs_manual_grade for notebook in submission.notebooks for grade in notebook.grades)
    if not checks and not flagged:  # nbgrader leaves such a row behind when a submission fails
        return Mark(learner, "not marked", None, out_of)
    state = "waits for a person" if submission.needs_manual_grade else "marked"
    return Mark(learner, state, float(submission.score), out_of, checks, written)


def write_marks(course: Course, assignment: str, path: str | Path) -> Path:
    """Write the marks as CSV: one line a learner, one column a cell, nothing but ids and numbers.

    Parameters
    ----------
    course, assignment
        Which marks.
    path
        The file.
    """
    rows = marks(course, assignment)
    cells = list(dict.fromkeys(cell for row in rows for cell in (*row.checks, *row.written)))
    path = Path(path)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["learner", "assignment", "state", "mark", "out of", *cells])
        for row in rows:
            points = {**row.checks, **row.written}
            values = [points.get(cell) for cell in cells]
            writer.writerow([row.learner, assignment, row.state, row.score, row.out_of, *values])
    return path
