"""What the gradebook is to say of one submission: nbgrader's rules, in one pure function.

The rules are those of nbgrader 0.9 (``converters/autograde.py``, ``preprocessors/saveautogrades.py`` and
``latesubmissions.py``, ``api.py``). Nothing here opens a file: what stands in the gradebook comes in, what shall stand
there goes out, and a writer stores the difference.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sourcenet.marking.judged import Judged, JudgedNotebook

__all__ = [
    "Book",
    "Comment",
    "Grade",
    "GradedCell",
    "Late",
    "NotebookCells",
    "NotebookRows",
    "Rows",
    "decide",
    "moment",
    "score_of",
    "seconds_late",
]

#: Says what lateness costs: learner, score of the notebook, seconds late -> points, or None for nothing.
Late = Callable[[str, float, float], float | None]


# -- what the gradebook knows of the assignment


@dataclass(frozen=True, slots=True)
class GradedCell:
    """A cell with points: its row, the points it has, whether it is code, whether it is a task."""

    id: str
    points: float
    is_code: bool
    is_task: bool = False


@dataclass(frozen=True, slots=True)
class NotebookCells:
    """The cells of a notebook of which the gradebook keeps something: those with points, those with comments."""

    id: str
    graded: Mapping[str, GradedCell] = field(default_factory=dict)
    commented: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """An assignment as the gradebook has it: its row, when it is due (UTC), its notebooks by name."""

    id: str
    due: datetime | None
    notebooks: Mapping[str, NotebookCells]

    @property
    def points(self) -> float:
        """All the points that can be had."""
        return sum(cell.points for notebook in self.notebooks.values() for cell in notebook.graded.values())


# -- what it says of one submission


@dataclass(frozen=True, slots=True)
class Grade:
    """One cell's points: what a check gave, what a person gave, what comes on top, whether a person must look."""

    auto: float | None = None
    manual: float | None = None
    extra: float | None = None
    needs: bool = True

    @property
    def score(self) -> float:
        """The points that count. A person's win; what comes on top counts only where there is something below it."""
        base = self.manual if self.manual is not None else self.auto
        return 0.0 if base is None else base + (self.extra or 0.0)


@dataclass(frozen=True, slots=True)
class Comment:
    """One cell's comment: the machine's and a person's."""

    auto: str | None = None
    manual: str | None = None


@dataclass(frozen=True, slots=True)
class NotebookRows:
    """One notebook of one submission: grades and comments by the row of their cell, and what lateness cost."""

    grades: Mapping[str, Grade] = field(default_factory=dict)
    comments: Mapping[str, Comment] = field(default_factory=dict)
    penalty: float | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything the gradebook says of one submission; notebooks by the row of the assignment's notebook."""

    timestamp: datetime | None = None
    extension: timedelta | None = None
    notebooks: Mapping[str, NotebookRows] = field(default_factory=dict)


# -- the rules


def decide(book: Book, rows: Rows | None, judged: Judged, late: Late | None = None) -> Rows:
    """Decide what the gradebook is to say of a submission that was judged.

    - A first submission has a row for every notebook, every cell with points and every cell with comments.
    - The time of handing in is the submission's; one without keeps the time that stands.
    - A check's points replace those of the last time. A person's points and extra credit stay, and such a cell wants a
      person's look again; so does a cell that has no points from a check.
    - Tasks are left to a person. Of comments only the machine's own is replaced.
    - What lateness cost is worked out anew, from the points that count now.

    Parameters
    ----------
    book
        The assignment.
    rows
        What stands in the gradebook; None where nothing does.
    judged
        What the data says.
    late
        What lateness costs; None where it costs nothing.

    Returns
    -------
    Rows
        What shall stand there.
    """
    mirrored = _mirrored(book, rows or Rows())
    notebooks = dict(mirrored.notebooks)
    judged_ids = set()
    for notebook in judged.notebooks:
        cells = book.notebooks.get(notebook.name)
        if cells is not None:  # one that the gradebook does not know is passed over, as nbgrader does
            notebooks[cells.id] = _with_scores(cells, notebooks[cells.id], notebook)
            judged_ids.add(cells.id)
    timestamp = moment(judged.timestamp) or mirrored.timestamp
    decided = Rows(timestamp, mirrored.extension, notebooks)
    return _penalised(book, decided, judged.learner, late, judged_ids)


def _penalised(book: Book, rows: Rows, learner: str, late: Late | None, judged: set[str]) -> Rows:
    """Work out anew what lateness costs: none where it was in time, never more than the notebook's points."""
    seconds = seconds_late(book, rows)
    notebooks = dict(rows.notebooks)
    for row in judged:
        score = score_of(notebooks[row])
        points = late(learner, score, seconds) if late is not None and seconds > 0 else None
        notebooks[row] = replace(notebooks[row], penalty=_bounded(points, score))
    return replace(rows, notebooks=notebooks)


def seconds_late(book: Book, rows: Rows) -> float:
    """Tell how late a submission is, its extension taken off; 0 where it was in time or no time is known."""
    if rows.timestamp is None or book.due is None:
        return 0.0
    return max(0.0, (rows.timestamp - book.due - (rows.extension or timedelta())).total_seconds())


def score_of(notebook: NotebookRows) -> float:
    """Add up the points of a notebook, extra credit with them, what lateness costs not taken off."""
    return math.fsum(grade.score for grade in notebook.grades.values())


def moment(text: str | None) -> datetime | None:
    """Read a time as the gradebook keeps it; None where it is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except (TypeError, ValueError):
        return None


def _mirrored(book: Book, rows: Rows) -> Rows:
    """Add the rows that are missing: all for a first submission, new cells of an assignment that grew."""
    notebooks = {}
    for cells in book.notebooks.values():
        there = rows.notebooks.get(cells.id, NotebookRows())
        grades = {cell.id: there.grades.get(cell.id, Grade()) for cell in cells.graded.values()}
        comments = {cell: there.comments.get(cell, Comment()) for cell in cells.commented.values()}
        notebooks[cells.id] = NotebookRows(grades, comments, there.penalty)
    return replace(rows, notebooks=notebooks)


def _with_scores(cells: NotebookCells, rows: NotebookRows, judged: JudgedNotebook) -> NotebookRows:
    grades, comments = dict(rows.grades), dict(rows.comments)
    for name, points in judged.scores.items():
        cell = cells.graded.get(name)
        if cell is not None and not cell.is_task:
            auto = _points(points, cell.points)
            stands = grades[cell.id]
            grades[cell.id] = replace(stands, auto=auto, needs=stands.manual is not None or auto is None)
    for name, text in judged.comments.items():
        if name in cells.commented:
            comments[cells.commented[name]] = replace(comments[cells.commented[name]], auto=text)
    return replace(rows, grades=grades, comments=comments)


def _points(points: float | None, most: float) -> float | None:
    """Keep only what a cell can have: nbgrader takes "nan" and less than nothing for full marks."""
    return float(points) if points is not None and 0 <= points <= most else None


def _bounded(points: float | None, most: float) -> float | None:
    if points is None:
        return None
    return 0.0 if points < 0 else most if points > most else float(points)
