"""A whole class in one go: course, hand-ins, marks, feedback, with learners who never were.

What comes out is a real nbgrader course: its gradebook, its formgrader, its feedback pages. Beside each mark
stands the one that was planted, so that anybody can see whether the way from a click to a mark is right.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sourcenet.cohort.simulate import Learner, simulate
from sourcenet.errors import CannotDo
from sourcenet.marking import gradebook
from sourcenet.marking.autograding import autograde
from sourcenet.marking.course import Course
from sourcenet.marking.feedback import write_pages
from sourcenet.marking.judged import Outcome
from sourcenet.marking.scripts import break_in_two, check_cells, damage_journal, write_answers
from sourcenet.words import _

__all__ = ["Rehearsal", "Row", "practice", "rehearse"]

ASSIGNMENT = "build-network"
_COMMENT = "[demo] This why would fit any source: what did it do for you the last time?"
_PRAISE = "[demo] Good: you say what it did for you, and when."

Tell = Callable[[str, int, int], None]


def _quiet(_stage: str, _done: int, _all: int) -> None:
    """Say nothing."""


@dataclass(frozen=True)
class Row:
    """What was planted in one learner, and what came out.

    Parameters
    ----------
    learner, habit
        Who, and what was planted in words.
    planted, given
        Points of the checks: worked out from what was planted, and those in the gradebook; None where none was given.
    mark
        The whole mark, with what the simulated marker gave.
    problem
        What could not be read, in the sentence that the learner reads.
    look_at
        What a person must look at, in sentences.
    """

    learner: str
    habit: str
    planted: float
    given: float | None
    mark: float | None
    problem: str = ""
    look_at: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether what was given is what was planted."""
        return self.given is not None and abs(self.planted - self.given) < 0.005


@dataclass(frozen=True)
class Rehearsal:
    """A class that was run end to end.

    Parameters
    ----------
    course
        The course; formgrader opens it.
    marks
        The marks as CSV.
    rows
        One a learner.
    """

    course: Course
    marks: Path
    rows: tuple[Row, ...]

    @property
    def feedback(self) -> Path:
        """The folder of the feedback pages."""
        return self.course.folder / "feedback"

    @property
    def agrees(self) -> bool:
        """Whether everybody got what was planted."""
        return all(row.agrees for row in self.rows)


def practice(folder: str | Path, *, n: int = 13, seed: int = 1, assignment: str = ASSIGNMENT) -> Course:
    """Make a course with a class that has handed in, to practise marking on; open the one that is there already.

    Parameters
    ----------
    folder
        Where.
    n, seed
        How many learners, and which class.
    assignment
        Which assignment they handed in.

    Raises
    ------
    CannotDo
        Something else lies there already.
    """
    folder = Path(folder)
    if (folder / "nbgrader_config.py").is_file() and (folder / "submitted").is_dir():
        return Course(folder)
    _refuse_what_is_there(folder)
    with tempfile.TemporaryDirectory(prefix="sourcenet-practice-") as own:
        return _hand_in_all(folder, Path(own), assignment, n=n, seed=seed, tell=_quiet)[0]


def rehearse(
    folder: Path, *, n: int = 12, seed: int = 1, assignment: str = ASSIGNMENT, tell: Tell = _quiet
) -> Rehearsal:
    """Run a class of simulated learners from the assignment to the marks.

    Parameters
    ----------
    folder
        A new folder: ``course/`` for nbgrader, ``learners/`` for each learner's own files, ``marks.csv``.
    n, seed
        How many learners, and which class.
    assignment
        Which assignment they do.
    tell
        Called with the stage, how many are done and how many there are.

    Raises
    ------
    CannotDo
        The folder is there already, or the assignment cannot be made.
    """
    _refuse_what_is_there(folder)
    folder.mkdir(parents=True, exist_ok=True)
    course, learners = _hand_in_all(folder / "course", folder / "learners", assignment, n=n, seed=seed, tell=tell)
    report = autograde(course.folder, assignment, tell=tell)
    outcomes = {one.learner: one for one in report.outcomes}
    readable = [learner for learner in learners if not learner.notebook_is_broken]  # the others are asked again
    for learner in _each(readable, tell, _("reading")):
        _mark_by_hand(course, learner)
    tell(_("writing feedback"), 0, len(learners))
    write_pages(course.folder, assignment)
    tell(_("writing feedback"), len(learners), len(learners))
    marks = gradebook.write_marks(course, assignment, folder / "marks.csv")
    return Rehearsal(course, marks, tuple(_rows(course, assignment, learners, outcomes)))


def _refuse_what_is_there(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotDo(
            _("{folder} is there already, and nothing in it is overwritten. Name another folder.").format(folder=folder)
        )


def _hand_in_all(
    folder: Path, own: Path, assignment: str, *, n: int, seed: int, tell: Tell
) -> tuple[Course, list[Learner]]:
    """Make the course and the class, and let everybody hand in."""
    now = datetime.now(UTC)
    tell(_("making the course"), 0, 1)
    course = Course.make(folder)
    release = course.generate(assignment, due=now - timedelta(hours=12))
    tell(_("making the course"), 1, 1)
    with _set(NBGRADER_EXECUTION=None):  # learners keep what they do, also where this notebook is being validated
        learners = simulate(n, seed=seed, folder=own, assignment=assignment)
        for learner in _each(learners, tell, _("handing in")):
            _hand_in(course, learner, release, own / learner.id, now)
    return course, learners


def _each(learners: list[Learner], tell: Tell, stage: str) -> Iterator[Learner]:
    for number, learner in enumerate(learners):
        tell(stage, number, len(learners))
        yield learner
    tell(stage, len(learners), len(learners))


def _hand_in(course: Course, learner: Learner, release: Path, own: Path, now: datetime) -> None:
    """Do what a learner does: fetch the assignment, write the answers, hand in, as the lesson says."""
    folder = own / learner.assignment
    folder.mkdir()
    for file in release.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    for notebook in folder.glob("*.ipynb"):
        write_answers(notebook, learner.answers)
        if learner.notebook_is_broken:
            break_in_two(notebook)
    if learner.habit != "empty":
        with _set(SOURCENET_FOLDER=str(own)):  # where a network is handed in depends on where its notebooks lie
            receipt = learner.network.hand_in(learner.assignment)
        if learner.journal_is_damaged:
            damage_journal(receipt.path)
    when = now if learner.is_late else now - timedelta(days=1)
    course.place(learner.assignment, learner.id, sorted(folder.iterdir()), at=when)


@contextmanager
def _set(**wanted: str | None) -> Iterator[None]:
    """Work with some variables of the environment set, or not there."""
    before = {name: os.environ.get(name) for name in wanted}
    _put(wanted)
    try:
        yield
    finally:
        _put(before)


def _put(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def _mark_by_hand(course: Course, learner: Learner) -> None:
    """Give what a marker would give for the planted level: weight times level over three."""
    waiting = gradebook.waiting(course, learner.assignment, learner.id)
    cells = {
        cell: most for cell, most in waiting.items() if not cell.startswith("check-")
    }  # those are left to a person
    points = {cell: round(most * learner.level / 3, 1) for cell, most in cells.items()}
    comment = _PRAISE if learner.level > 1 else _COMMENT
    gradebook.give(course, learner.assignment, learner.id, points=points, comments=dict.fromkeys(cells, comment))


def _rows(course: Course, assignment: str, learners: list[Learner], outcomes: Mapping[str, Outcome]) -> Iterator[Row]:
    cells = check_cells(course.folder / "release" / assignment / f"{assignment}.ipynb")
    points = {name: most for name, (_cell, most) in cells.items()}
    marks = {mark.learner: mark for mark in gradebook.marks(course, assignment)}
    for learner in learners:
        mark, outcome = marks[learner.id], outcomes[learner.id]
        given = sum(mark.checks.values()) if mark.checks else None
        planted = sum(learner.deserves(points).values())
        yield Row(learner.id, learner.habit, planted, given, mark.score, outcome.sentence, outcome.look_at)
