"""The gradebook read and written by nbgrader's own API, for layouts that are not known here.

Slower (nbgrader takes seconds to load), and right whatever nbgrader makes of its tables: one commit a submission.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sourcenet.errors import CannotDo
from sourcenet.marking.gradebook.rows import Book, Comment, Grade, GradedCell, NotebookCells, NotebookRows, Rows
from sourcenet.words import _

__all__ = ["ApiBook", "opened_by_api"]


@contextmanager
def opened_by_api(course: Path, assignment: str) -> Iterator[ApiBook]:
    """Open the gradebook of a course with the course's own settings.

    Parameters
    ----------
    course
        The course's folder.
    assignment
        The assignment's name.
    """
    from sourcenet.marking.course import Course
    from sourcenet.marking.surroundings import surroundings

    api = Course(course).api
    from sqlalchemy.exc import SQLAlchemyError

    with surroundings():
        try:
            with api.gradebook as gradebook:
                yield ApiBook(gradebook, assignment)
        except SQLAlchemyError as error:
            raise CannotDo(
                _(
                    "nbgrader cannot use this gradebook: {why}. Was it made by another version? Keep a copy, then: nbgrader db upgrade"
                ).format(why=" ".join(str(error).split())[:200])
            ) from error


class ApiBook:
    """One assignment in a gradebook, reached by nbgrader.

    Parameters
    ----------
    gradebook
        nbgrader's ``Gradebook``, open.
    assignment
        The assignment's name.
    """

    def __init__(self, gradebook: Any, assignment: str) -> None:
        from nbgrader.api import MissingEntry

        self._missing: type[Exception] = MissingEntry
        self._gradebook = gradebook
        self._name = assignment
        try:
            found = gradebook.find_assignment(assignment)
        except MissingEntry as error:
            raise CannotDo(
                _(
                    "There is no assignment {name} in the gradebook. Make it first: nbgrader generate_assignment {name}"
                ).format(name=assignment)
            ) from error
        self.book = Book(found.id, found.duedate, {one.name: _cells(one) for one in found.notebooks})

    def learners(self) -> list[str]:
        """Return of whom the gradebook has a submission."""
        return sorted(one.student.id for one in self._gradebook.assignment_submissions(self._name))

    def rows(self, learner: str) -> Rows | None:
        """Return what stands of one submission; None where nothing does."""
        try:
            found = self._gradebook.find_submission(self._name, learner)
        except self._missing:
            return None
        notebooks = {}
        for one in found.notebooks:
            grades = {
                grade.cell_id: Grade(
                    grade.auto_score, grade.manual_score, grade.extra_credit, bool(grade.needs_manual_grade)
                )
                for grade in one.grades
            }
            comments = {
                comment.cell_id: Comment(comment.auto_comment, comment.manual_comment) for comment in one.comments
            }
            notebooks[one.notebook_id] = NotebookRows(grades, comments, one.late_submission_penalty)
        return Rows(found.timestamp, found.extension, notebooks)

    def put(self, learner: str, before: Rows | None, after: Rows) -> None:
        """Write what differs, and commit.

        Parameters
        ----------
        learner
            Whose submission it is.
        before, after
            What stands, and what shall stand.
        """
        if before == after:
            return
        from nbgrader import api as tables

        session = self._gradebook.db
        if before is None:
            self._gradebook.update_or_create_student(learner)
            self._gradebook.add_submission(self._name, learner)
        submission = self._gradebook.find_submission(self._name, learner)
        submission.timestamp = after.timestamp
        there = {one.notebook_id: one for one in submission.notebooks}
        for row, rows in after.notebooks.items():
            notebook = there.get(row)
            if notebook is None:
                notebook = tables.SubmittedNotebook(notebook_id=row, assignment=submission)
                session.add(notebook)
            notebook.late_submission_penalty = rows.penalty
            grades = {one.cell_id: one for one in notebook.grades}
            for cell, grade in rows.grades.items():
                one = grades.get(cell) or tables.Grade(cell_id=cell, notebook=notebook)
                one.auto_score, one.manual_score, one.extra_credit = grade.auto, grade.manual, grade.extra
                one.needs_manual_grade = grade.needs
            comments = {one.cell_id: one for one in notebook.comments}
            for cell, comment in rows.comments.items():
                one = comments.get(cell) or tables.Comment(cell_id=cell, notebook=notebook)
                one.auto_comment, one.manual_comment = comment.auto, comment.manual
        session.commit()


def _cells(notebook: Any) -> NotebookCells:
    tasks = {
        one.name: GradedCell(one.id, one.max_score, one.cell_type == "code", is_task=True)
        for one in notebook.task_cells
    }
    graded = {one.name: GradedCell(one.id, one.max_score, one.cell_type == "code") for one in notebook.grade_cells}
    commented = {one.name: one.id for one in (*notebook.task_cells, *notebook.solution_cells)}
    return NotebookCells(notebook.id, {**tasks, **graded}, commented)
