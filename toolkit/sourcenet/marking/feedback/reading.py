"""Marks out of the gradebook for feedback, without names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sourcenet.marking.feedback.marks import CellMark, FeedbackMarks, NotebookMarks
from sourcenet.marking.gradebook.opening import opened
from sourcenet.marking.gradebook.rows import (
    Book,
    Comment,
    Grade,
    GradedCell,
    NotebookCells,
    NotebookRows,
    Rows,
    score_of,
    seconds_late,
)

__all__ = ["read_marks"]


def read_marks(course: Path, assignment: str, only: Iterable[str] | None = None) -> dict[str, FeedbackMarks]:
    """Read what those who handed in an assignment got.

    Parameters
    ----------
    course
        The course's folder, with ``gradebook.db`` in it.
    assignment
        Its name.
    only
        Whose marks; everybody's where None.

    Returns
    -------
    dict
        Learner's id -> marks.

    Raises
    ------
    CannotDo
        There is no gradebook, or it cannot be read.
    """
    with opened(course, assignment) as base:
        wanted = base.learners() if only is None else list(dict.fromkeys(only))
        found = {learner: base.rows(learner) for learner in wanted}
        return {
            learner: _marks(base.book, learner, assignment, rows) for learner, rows in found.items() if rows is not None
        }


def _marks(book: Book, learner: str, assignment: str, rows: Rows) -> FeedbackMarks:
    """Decide what may be said of one submission."""
    notebooks, total, penalty = [], 0.0, 0.0
    for name, cells in sorted(book.notebooks.items()):
        there = rows.notebooks.get(cells.id, NotebookRows())
        notebooks.append(NotebookMarks(name, dict(_cells(cells, there))))
        total, penalty = total + score_of(there), penalty + (there.penalty or 0.0)
    marks = [mark for notebook in notebooks for mark in notebook.cells.values() if mark.out_of > 0]
    waits = any(mark.waits for mark in marks)
    if not waits and all(mark.score is None for mark in marks):  # such rows are left behind where nothing was marked
        return FeedbackMarks(learner, assignment, "not marked", None, book.points, notebooks=tuple(notebooks))
    return FeedbackMarks(
        learner,
        assignment,
        "waits for a person" if waits else "marked",
        None if waits else round(max(0.0, total - penalty), 4),
        book.points,
        penalty,
        seconds_late(book, rows),
        tuple(notebooks),
    )


def _cells(cells: NotebookCells, there: NotebookRows) -> Iterator[tuple[str, CellMark]]:
    for name, cell in cells.graded.items():
        said = there.comments.get(cells.commented[name], Comment()) if name in cells.commented else None
        yield name, _mark(name, cell, there.grades.get(cell.id, Grade()), said)
    for name, row in cells.commented.items():
        if name not in cells.graded:
            said = there.comments.get(row, Comment())
            yield name, CellMark(name, "written", None, 0.0, comment=said.manual or "", auto_comment=said.auto or "")


def _mark(name: str, cell: GradedCell, grade: Grade, said: Comment | None) -> CellMark:
    # Graded code is a check unless a learner writes in it; only what is written in, and a task, has a comment's row.
    kind = "task" if cell.is_task else "check" if cell.is_code and said is None else "written"
    score = grade.auto if grade.manual is None else grade.manual
    return CellMark(
        name,
        kind,
        None if grade.needs else score,
        cell.points,
        grade.extra or 0.0,
        (said.manual if said else "") or "",
        (said.auto if said else "") or "",
        grade.needs,
        grade.manual is not None,
    )
