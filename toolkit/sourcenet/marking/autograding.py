"""A pile of submissions marked from the data: nothing that a student wrote is run, one bad submission stops nobody."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.marking.assignment import asks_for_code, read_assignment
from sourcenet.marking.by_code import CodeRunner
from sourcenet.marking.feedback import write_pages
from sourcenet.marking.judged import Assignment, Judged, Outcome, Submission
from sourcenet.marking.judging import judge
from sourcenet.marking.pile.folders import Earlier, clear_up
from sourcenet.marking.pile.listing import list_pile
from sourcenet.marking.pile.one_run import one_run
from sourcenet.marking.pile.run import Run, Steps
from sourcenet.marking.pile.workers import LIMITS, Limits
from sourcenet.marking.submission import read_submission

if TYPE_CHECKING:
    from sourcenet.marking.course import Course

__all__ = ["Report", "autograde"]

# Below this many submissions another process costs more than it saves.
_WORTH_A_JOB = 8


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a pile.

    Parameters
    ----------
    outcomes
        One a submission, by learner.
    seconds
        How long it took, by the clock.
    ran
        How learners' code was run, in a sentence; empty where none was.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float
    ran: str = ""

    def _repr_html_(self) -> str:
        from sourcenet.marking.report_html import as_html

        return as_html(self)

    @property
    def marked(self) -> tuple[Outcome, ...]:
        """Those that have a mark: marked now, or before and unchanged since."""
        return self._of("marked", "broken", "unchanged")

    @property
    def unchanged(self) -> tuple[Outcome, ...]:
        """Those that nothing had changed of since the last run."""
        return self._of("unchanged")

    @property
    def broken(self) -> tuple[Outcome, ...]:
        """Those marked as far as they could be read, with the sentence each learner reads."""
        return tuple(one for one in self.marked if one.sentence)

    @property
    def late(self) -> tuple[Outcome, ...]:
        """Those handed in late, after any extension."""
        return tuple(one for one in self.outcomes if one.seconds_late > 0)

    @property
    def look_at(self) -> tuple[Outcome, ...]:
        """Those that a person must look at."""
        return tuple(one for one in self.outcomes if one.look_at)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Those that could not be marked, with why; nothing was stored of them."""
        return self._of("failed")

    def _of(self, *states: str) -> tuple[Outcome, ...]:
        return tuple(one for one in self.outcomes if one.state in states)


def autograde(
    course: Course | Path | str,
    assignment: str,
    *,
    only: Iterable[str] | None = None,
    again: bool = False,
    jobs: int | None = None,
    tell: Callable[[str, int, int], None] = lambda _stage, _done, _total: None,
    pages: bool = True,
    trust_code: bool = False,
    limits: Limits = LIMITS,
) -> Report:
    """Mark what was handed in for an assignment, and write the pages of feedback.

    Marks come from the submitted data by the instructor's own check cells; what students wrote is cleaned and shown to
    a person. A run can be ended at any moment and started again: it goes on with what is missing, and what did not
    change since is left as it is.

    Parameters
    ----------
    course
        The course, or its folder: ``source/``, ``submitted/``, ``gradebook.db``.
    assignment
        The assignment's name.
    only
        Learners, by id; everybody where None.
    again
        Mark also what did not change.
    jobs
        How many processes; as many as the machine has processors where None.
    tell
        Called with the stage, how many are done, how many there are.
    pages
        Whether pages of feedback are written in the same pass.
    trust_code
        Where an assignment asks for code: run it also where no box can be made, on this machine, as whoever marks.
    limits
        What one submission may take of time and memory.

    Returns
    -------
    Report
        What became of each submission.

    Raises
    ------
    CannotDo
        The assignment cannot be marked from the data, nobody handed it in, another run is at work, the gradebook
        cannot be written, or code was asked for and there is no box for it.
    """
    started = time.monotonic()
    folder = (Path(course) if isinstance(course, str | Path) else course.folder).resolve()
    read = read_assignment(folder, assignment)
    code = CodeRunner(read, trust=trust_code) if asks_for_code(read) else None
    pile = list_pile(folder, assignment, frozenset(only) if only is not None else None)
    with one_run(folder) as lock:
        clear_up(folder)
        run = Run(folder, read, _steps(folder, read, code, pages=pages), tell=tell, again=again)
        outcomes = run.through(
            pile.learners,
            jobs=_jobs(jobs, len(pile.learners)),
            limits=limits,
            closing=() if lock is None else (lock,),
            here=code is not None,
        )
    everybody = sorted([*outcomes, *pile.refused], key=lambda one: one.learner)
    return Report(tuple(everybody), time.monotonic() - started, "" if code is None else code.sentence)


def _jobs(asked: int | None, submissions: int) -> int:
    wanted = asked if asked is not None else os.cpu_count() or 1
    return max(1, min(wanted, -(-submissions // _WORTH_A_JOB)))


def _steps(folder: Path, assignment: Assignment, code: CodeRunner | None, *, pages: bool) -> Steps:
    def place(learner: str) -> Path:
        return folder / "submitted" / learner / assignment.name

    def read(learner: str) -> Submission:
        return read_submission(place(learner), assignment, learner)

    def judged(submission: Submission, earlier: Earlier) -> tuple[Submission, Judged]:
        if code is not None:
            return code.judged(place(submission.learner), submission, earlier)
        return submission, judge(assignment, submission, before=earlier.journal, earlier=earlier.facts)

    def made(room: str, learner: str, suffix: str) -> list[Path]:
        place = folder / room / learner / assignment.name
        return [place / f"{notebook.name}{suffix}" for notebook in assignment.notebooks]

    def page(learner: str) -> None:
        write_pages(folder, assignment.name, [learner])
        for path in made("feedback", learner, ".html"):
            os.utime(path)  # one that says the same as before is left as it is, and counts as written now

    def has_page(learner: str) -> bool:
        try:
            youngest = max(path.stat().st_mtime_ns for path in made("autograded", learner, ".ipynb"))
            return all(path.stat().st_mtime_ns >= youngest for path in made("feedback", learner, ".html"))
        except OSError:
            return False

    return Steps(read, judged, lambda submission: submission.fingerprint, page if pages else None, has_page)
