"""The nbgrader settings that stand in a course: ours as they are now, ours of an earlier version, or somebody's own."""

from __future__ import annotations

from pathlib import Path

from sourcenet.errors import CannotDo
from sourcenet.words import _

__all__ = ["FILE", "are_old", "refuse_old", "what_to_do"]

FILE = "nbgrader_config.py"
_OURS = ("How nbgrader is to run this course. It stands in the course's own folder", "sourcenet.marking.")
_NOW = "sourcenet.marking.preprocessors.FromTheData"


def are_old(course: Path) -> bool:
    """Tell whether a course has settings of ours under which students' code would run.

    Parameters
    ----------
    course
        The course's folder.
    """
    try:
        text = (course / FILE).read_text("utf-8", "replace")
    except OSError:
        return False
    return any(words in text for words in _OURS) and _NOW not in text


def what_to_do(place: str) -> str:
    """Return the sentence to whoever has such settings.

    Parameters
    ----------
    place
        The file, or what tells it from others.
    """
    return _(
        "{place} is of an earlier version of sourcenet, with which nbgrader runs students' code. Rename the file, get "
        "the new one with sourcenet.marking.course.Course.make(FOLDER OF THE COURSE), and copy lines of your own into it."
    ).format(place=place)


def refuse_old(course: Path) -> None:
    """Refuse to let nbgrader work by settings of an earlier version.

    Parameters
    ----------
    course
        The course's folder.

    Raises
    ------
    CannotDo
        It has such settings; the sentence says what to do.
    """
    if are_old(course):
        raise CannotDo(what_to_do(str(course / FILE)))
