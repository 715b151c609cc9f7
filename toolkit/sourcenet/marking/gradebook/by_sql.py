"""The gradebook read and written directly: one transaction, only rows that change, nothing imported."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from sourcenet.errors import CannotDo
from sourcenet.marking.gradebook.rows import (
    Book,
    Comment,
    Grade,
    GradedCell,
    NotebookCells,
    NotebookRows,
    Rows,
    moment,
)
from sourcenet.words import _

__all__ = ["SqlBook"]

#: The gradebook keeps a span of time as a date counted from here.
_EPOCH = datetime(1970, 1, 1)


class SqlBook:
    """One assignment in a gradebook whose layout is known.

    Parameters
    ----------
    base
        The gradebook, open and in a transaction.
    assignment
        The assignment's name.
    """

    def __init__(self, base: sqlite3.Connection, assignment: str) -> None:
        self._base = base
        self.book = self._read_book(assignment)

    def _read_book(self, assignment: str) -> Book:
        found = self._base.execute("select id, duedate from assignment where name = ?", (assignment,)).fetchone()
        if found is None:
            raise CannotDo(
                _(
                    "There is no assignment {name} in the gradebook. Make it first: nbgrader generate_assignment {name}"
                ).format(name=assignment)
            )
        row, due = found
        notebooks = {}
        order = "select id, name from notebook where assignment_id = ? order by name"
        for notebook, name in self._base.execute(order, (row,)).fetchall():
            graded: dict[str, GradedCell] = {}
            for table, is_task in (("task_cells", True), ("grade_cells", False)):  # of one name, the graded one wins
                ask = f"select name, c.id, max_score, cell_type from {table} c join base_cell using (id) where notebook_id = ?"
                for cell, cell_row, points, kind in self._base.execute(ask, (notebook,)):
                    graded[cell] = GradedCell(cell_row, points, kind == "code", is_task)
            ask = "select name, id from base_cell where notebook_id = ? and type in ('SolutionCell', 'TaskCell') order by type desc"
            notebooks[name] = NotebookCells(notebook, graded, dict(self._base.execute(ask, (notebook,)).fetchall()))
        return Book(row, moment(due), notebooks)

    def learners(self) -> list[str]:
        """Return of whom the gradebook has a submission."""
        ask = "select student_id from submitted_assignment where assignment_id = ? order by student_id"
        return [learner for (learner,) in self._base.execute(ask, (self.book.id,))]

    def rows(self, learner: str) -> Rows | None:
        """Return what stands of one submission; None where nothing does."""
        found = self._submission(learner)
        if found is None:
            return None
        submission, timestamp, extension = found
        span = moment(extension)
        notebooks = {}
        for cells in self.book.notebooks.values():
            there = self._notebook(submission, cells.id)
            if there is not None:
                notebook, penalty = there
                notebooks[cells.id] = NotebookRows(
                    dict(self._grades(notebook, cells)), dict(self._comments(notebook, cells)), penalty
                )
        return Rows(moment(timestamp), span - _EPOCH if span else None, notebooks)

    def put(self, learner: str, before: Rows | None, after: Rows) -> None:
        """Write what differs.

        Parameters
        ----------
        learner
            Whose submission it is.
        before, after
            What stands, and what shall stand.
        """
        if before == after:
            return
        write = self._base.execute
        if before is None:
            write("insert into student (id) values (?) on conflict do nothing", (learner,))
            write(
                "insert into submitted_assignment (id, assignment_id, student_id, timestamp) values (?, ?, ?, ?)",
                (_new_id(), self.book.id, learner, _kept(after.timestamp)),
            )
        submission = _first(self._submission(learner))
        if before is not None and before.timestamp != after.timestamp:
            write("update submitted_assignment set timestamp = ? where id = ?", (_kept(after.timestamp), submission))
        for notebook, rows in after.notebooks.items():
            stood = before.notebooks.get(notebook) if before is not None else None
            if stood != rows:
                self._put_notebook(submission, notebook, stood, rows)

    def _put_notebook(self, submission: str, notebook: str, before: NotebookRows | None, after: NotebookRows) -> None:
        if before is None:
            self._base.execute(
                "insert into submitted_notebook (id, assignment_id, notebook_id, flagged, late_submission_penalty)"
                " values (?, ?, ?, 0, ?)",
                (_new_id(), submission, notebook, after.penalty),
            )
            before = NotebookRows(penalty=after.penalty)
        row = _first(self._notebook(submission, notebook))
        if before.penalty != after.penalty:
            self._base.execute(
                "update submitted_notebook set late_submission_penalty = ? where id = ?", (after.penalty, row)
            )
        new, old = _split(before.grades, after.grades)
        self._base.executemany(
            "insert into grade (id, notebook_id, cell_id, auto_score, manual_score, extra_credit, needs_manual_grade)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            [(_new_id(), row, cell, one.auto, one.manual, one.extra, one.needs) for cell, one in new],
        )
        self._base.executemany(
            "update grade set auto_score = ?, manual_score = ?, extra_credit = ?, needs_manual_grade = ?"
            " where cell_id = ? and notebook_id = ?",
            [(one.auto, one.manual, one.extra, one.needs, cell, row) for cell, one in old],
        )
        fresh, stood = _split(before.comments, after.comments)
        self._base.executemany(
            "insert into comment (id, notebook_id, cell_id, auto_comment, manual_comment) values (?, ?, ?, ?, ?)",
            [(_new_id(), row, cell, one.auto, one.manual) for cell, one in fresh],
        )
        self._base.executemany(
            "update comment set auto_comment = ?, manual_comment = ? where cell_id = ? and notebook_id = ?",
            [(one.auto, one.manual, cell, row) for cell, one in stood],
        )

    # -- single rows

    def _submission(self, learner: str) -> tuple[str, str | None, str | None] | None:
        ask = "select id, timestamp, extension from submitted_assignment where assignment_id = ? and student_id = ?"
        found: tuple[str, str | None, str | None] | None = self._base.execute(ask, (self.book.id, learner)).fetchone()
        return found

    def _notebook(self, submission: str, notebook: str) -> tuple[str, float | None] | None:
        ask = "select id, late_submission_penalty from submitted_notebook where notebook_id = ? and assignment_id = ?"
        found: tuple[str, float | None] | None = self._base.execute(ask, (notebook, submission)).fetchone()
        return found

    def _grades(self, notebook: str, cells: NotebookCells) -> Iterator[tuple[str, Grade]]:
        # Asked for by cell: that is what the table has an index for.
        ids = [cell.id for cell in cells.graded.values()]
        ask = (
            "select cell_id, auto_score, manual_score, extra_credit, needs_manual_grade from grade"
            f" where cell_id in ({', '.join('?' * len(ids))}) and notebook_id = ?"
        )
        for cell, auto, manual, extra, needs in self._base.execute(ask, (*ids, notebook)):
            yield cell, Grade(auto, manual, extra, bool(needs))

    def _comments(self, notebook: str, cells: NotebookCells) -> Iterator[tuple[str, Comment]]:
        ids = list(cells.commented.values())
        ask = (
            "select cell_id, auto_comment, manual_comment from comment"
            f" where cell_id in ({', '.join('?' * len(ids))}) and notebook_id = ?"
        )
        for cell, auto, manual in self._base.execute(ask, (*ids, notebook)):
            yield cell, Comment(auto, manual)


def _new_id() -> str:
    return os.urandom(16).hex()


def _first(row: tuple[str, Any] | tuple[str, Any, Any] | None) -> str:
    if row is None:
        raise CannotDo(_("A row of the gradebook went while it was being written. Start again: what was marked stays."))
    return row[0]


def _kept(time: datetime | None) -> str | None:
    """Write a time as SQLAlchemy does."""
    return None if time is None else time.isoformat(" ", "microseconds")


_Row = TypeVar("_Row")


def _split(
    before: Mapping[str, _Row], after: Mapping[str, _Row]
) -> tuple[list[tuple[str, _Row]], list[tuple[str, _Row]]]:
    """Tell which rows are new, and which stand with other content."""
    differ = [(cell, one) for cell, one in after.items() if before.get(cell) != one]
    return [item for item in differ if item[0] not in before], [item for item in differ if item[0] in before]
