"""Which course a command is about."""

from __future__ import annotations

import argparse
from pathlib import Path

from sourcenet.errors import CannotDo
from sourcenet.words import _

__all__ = ["add_course", "course_at"]


def course_at(given: str | None) -> Path:
    """Return the folder of the course: the one that was named, or the one that one stands in or above.

    Parameters
    ----------
    given
        What was said after ``--course``; None where nothing was.

    Raises
    ------
    CannotDo
        There is no course.
    """
    tried = [Path(given).expanduser()] if given else [Path(), Path("assignments")]
    for folder in tried:
        if (folder / "source").is_dir():
            return folder.resolve()
    where = given or _("this folder")
    raise CannotDo(
        _("There is no course in {where}: a course has a folder source. Name it: --course FOLDER").format(where=where)
    )


def add_course(parser: argparse.ArgumentParser) -> None:
    """Describe what every step of marking takes."""
    parser.add_argument("--course", metavar="FOLDER", help=_("the course; this folder, or ./assignments, if not said"))
    parser.add_argument("--json", action="store_true", help=_("report for a program"))
