"""Marks in and out of a course's gradebook: what a check gave, what a person gives, a table for everybody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import BadValue, CannotDo
from sourcenet.marking.gradebook.opening import Base, opened
from sourcenet.marking.gradebook.rows import Book, Grade, GradedCell, Rows, score_of
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


def waiting(course: Course, assignment: str, learner: str) -> dict[str, float]:
    """Return the cells that wait for a person, each with the points it has.

    Parameters
    ----------
    course, assignment, learner
        Whose work it is, and on what.

    Raises
    ------
    CannotDo
        Nothing of this learner was marked yet.
    """
    with opened(course.folder, assignment) as base:
        rows = _standing(base, assignment, learner)
        return {name: cell.points for name, cell, grade in _graded(base.book, rows) if grade.needs}


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
        More points than the cell has, or fewer than none; or there is no such cell.
    CannotDo
        Nothing of this learner was marked yet.
    """
    comments = comments or {}
    with opened(course.folder, assignment, write=True) as base:
        rows = _standing(base, assignment, learner)
        _must_know(base.book, assignment, points, comments)
        notebooks = dict(rows.notebooks)
        for cells in base.book.notebooks.values():
            there = notebooks[cells.id]
            grades, said = dict(there.grades), dict(there.comments)
            for name, cell in cells.graded.items():
                if name in points:
                    grades[cell.id] = replace(
                        grades.get(cell.id, Grade()), manual=_within(name, cell, points[name]), needs=False
                    )
            for name, row in cells.commented.items():
                if name in comments:
                    said[row] = replace(said[row], manual=comments[name])
            notebooks[cells.id] = replace(there, grades=grades, comments=said)
        base.put(learner, rows, replace(rows, notebooks=notebooks))


def marks(course: Course, assignment: str) -> list[Mark]:
    """Return the mark of everybody who handed something in, by id.

    Parameters
    ----------
    course, assignment
        Which marks.
    """
    with opened(course.folder, assignment) as base:
        return [_mark(base, learner) for learner in course.learners(assignment)]


def write_marks(course: Course, assignment: str, path: str | Path) -> Path:
    """Write the marks as CSV: one line a learner, one column a cell, nothing but ids and numbers.

    Parameters
    ----------
    course, assignment
        Which marks.
    path
        The file.
    """
    import csv

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


def _mark(base: Base, learner: str) -> Mark:
    rows = base.rows(learner)
    graded = list(_graded(base.book, rows)) if rows is not None else []
    checks: dict[str, float] = {}
    written: dict[str, float | None] = {}
    for name, cell, grade in graded:
        if cell.is_code and grade.auto is not None and grade.manual is None:
            checks[name] = grade.auto
        else:
            written[name] = grade.manual if grade.manual is not None else grade.auto
    flagged = any(grade.needs for _name, _cell, grade in graded)
    nothing = all(grade.auto is grade.manual is None for _name, _cell, grade in graded)
    if rows is None or (nothing and not flagged):  # nbgrader leaves such a row behind when a submission fails
        return Mark(learner, "not marked", None, base.book.points)
    score = sum(score_of(notebook) for notebook in rows.notebooks.values())
    return Mark(learner, "waits for a person" if flagged else "marked", score, base.book.points, checks, written)


def _graded(book: Book, rows: Rows) -> list[tuple[str, GradedCell, Grade]]:
    found = []
    for cells in book.notebooks.values():
        grades = rows.notebooks[cells.id].grades if cells.id in rows.notebooks else {}
        found += [(name, cell, grades[cell.id]) for name, cell in cells.graded.items() if cell.id in grades]
    return found


def _standing(base: Base, assignment: str, learner: str) -> Rows:
    rows = base.rows(learner)
    if rows is None:
        raise CannotDo(
            _("Nothing that {learner} handed in for {name} was marked yet. Autograde it first.").format(
                learner=learner, name=assignment
            )
        )
    return rows


def _must_know(book: Book, assignment: str, points: Mapping[str, float], comments: Mapping[str, str]) -> None:
    cells = book.notebooks.values()
    with_points = {name for one in cells for name in one.graded}
    with_comments = {name for one in cells for name in one.commented}
    for given, known in ((points, with_points), (comments, with_comments)):
        for name in given:
            if name not in known:
                raise BadValue(
                    _('{name} has no cell "{cell}" for that. Use one of: {cells}.').format(
                        name=assignment, cell=name, cells=", ".join(sorted(known))
                    )
                )


def _within(name: str, cell: GradedCell, points: float) -> float:
    if not 0 <= points <= cell.points:
        raise BadValue(
            _("{cell} has {most:g} points; {points:g} cannot be given.").format(
                cell=name, most=cell.points, points=points
            )
        )
    return float(points)
