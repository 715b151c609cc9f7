"""More time for some people, entered in the gradebook as nbgrader's own extensions: lateness is then worked out from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sourcenet.errors import CannotDo
from sourcenet.marking.lms.lists import Extension
from sourcenet.words import _

__all__ = ["grant"]


def grant(course: Path, assignment: str, extensions: Mapping[str, list[Extension]]) -> dict[str, timedelta]:
    """Enter extensions in the gradebook.

    Parameters
    ----------
    course, assignment
        Of what.
    extensions
        Learner -> what was said of them; of several (a group's members) the longest counts.

    Returns
    -------
    dict
        Learner -> how much more time they have now.

    Raises
    ------
    CannotDo
        The assignment is not in the gradebook yet, or "until" is said and there is no date to hand in by.
    """
    from sourcenet.marking.course import Course  # nbgrader is needed here and nowhere else in collecting
    from sourcenet.marking.surroundings import surroundings

    given: dict[str, timedelta] = {}
    api = Course(course).api
    from nbgrader.api import MissingEntry

    try:
        with surroundings(), api.gradebook as gradebook:
            due = gradebook.find_assignment(assignment).duedate
            for learner, said in extensions.items():
                more = max(_time(one, due, assignment) for one in said)
                gradebook.update_or_create_student(learner)
                gradebook.update_or_create_submission(assignment, learner)
                gradebook.grant_extension(assignment, learner, minutes=more / timedelta(minutes=1))
                given[learner] = more
    except MissingEntry as error:
        raise CannotDo(
            _(
                "{assignment} is not in the gradebook yet, so that nobody can have more time. Make it first: nbgrader generate_assignment {assignment}. The files were collected."
            ).format(assignment=assignment)
        ) from error
    return given


def _time(one: Extension, due: datetime | None, assignment: str) -> timedelta:
    if one.until is None:
        return timedelta(days=one.days or 0)
    if due is None:
        raise CannotDo(
            _(
                "{assignment} has no date to hand in by, so “until” says nothing. Give days, or set the date. The files were collected."
            ).format(assignment=assignment)
        )
    return max(one.until - due.replace(tzinfo=UTC), timedelta(0))
