"""What was judged goes into the gradebook, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sourcenet.marking.gradebook.opening import opened
from sourcenet.marking.gradebook.rows import Late, decide, seconds_late
from sourcenet.marking.judged import Assignment, Judged

__all__ = ["lateness", "store"]


def store(
    course: Path, assignment: Assignment | str, judged: Iterable[Judged], late: Late | None = None
) -> dict[str, float]:
    """Store what was judged; only rows that change are written.

    Parameters
    ----------
    course
        The course's folder.
    assignment
        The assignment, or its name.
    judged
        What the data says of each submission.
    late
        What lateness costs; None where it costs nothing.

    Returns
    -------
    dict
        Learner -> how many seconds late, after any extension; 0 where in time.

    Raises
    ------
    CannotDo
        There is no such assignment in the gradebook, or it cannot be written; then nothing was.
    """
    name = assignment if isinstance(assignment, str) else assignment.name
    seconds = {}
    with opened(course, name, write=True) as base:
        for one in judged:
            before = base.rows(one.learner)
            after = decide(base.book, before, one, late)
            base.put(one.learner, before, after)
            seconds[one.learner] = seconds_late(base.book, after)
    return seconds


def lateness(course: Path, assignment: str, learners: Iterable[str]) -> dict[str, float]:
    """Tell how late submissions are that stand already, after any extension; nothing is written.

    What lateness costs is worked out when a submission is marked, as nbgrader does.

    Parameters
    ----------
    course, assignment, learners
        Whose submissions.

    Returns
    -------
    dict
        Learner -> how many seconds late.
    """
    with opened(course, assignment) as base:
        standing = {learner: base.rows(learner) for learner in learners}
        return {learner: seconds_late(base.book, rows) for learner, rows in standing.items() if rows is not None}
