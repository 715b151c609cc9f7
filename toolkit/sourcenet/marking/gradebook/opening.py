"""Opening a course's gradebook: directly where its layout is known, by nbgrader's own API where it is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sourcenet.errors import CannotDo, UnreadableFile
from sourcenet.marking.gradebook.by_sql import SqlBook
from sourcenet.marking.gradebook.rows import Book, Rows
from sourcenet.marking.gradebook.schema import is_known
from sourcenet.words import _

__all__ = ["Base", "opened"]

#: How many seconds another writer (formgrader, nbgrader) may take.
PATIENCE = 30.0


class Base(Protocol):
    """One assignment in a gradebook, however it is reached."""

    book: Book

    def learners(self) -> list[str]:
        """Return of whom there is a submission."""

    def rows(self, learner: str) -> Rows | None:
        """Return what stands of one submission; None where nothing does."""

    def put(self, learner: str, before: Rows | None, after: Rows) -> None:
        """Write what differs."""


@contextmanager
def opened(course: Path, assignment: str, *, write: bool = False) -> Iterator[Base]:
    """Open the gradebook of a course for one assignment; what is written is written whole or not at all.

    Parameters
    ----------
    course
        The course's folder.
    assignment
        The assignment's name.
    write
        Whether rows will be written.

    Raises
    ------
    CannotDo
        There is no gradebook or no such assignment, or another program holds the gradebook.
    UnreadableFile
        The file is no gradebook, or is damaged.
    """
    path = course / "gradebook.db"
    if not path.is_file():
        raise CannotDo(
            _("{folder} has no gradebook yet. Make the assignment first: nbgrader generate_assignment {name}").format(
                folder=course, name=assignment
            )
        )
    base = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={'rw' if write else 'ro'}", uri=True, timeout=PATIENCE, isolation_level=None
    )
    try:
        with _said(path):
            base.execute("begin immediate" if write else "begin")
            if is_known(base):
                yield SqlBook(base, assignment)
                base.execute("commit")
                return
            base.execute("rollback")
    finally:
        base.close()  # what was not committed is gone
    from sourcenet.marking.gradebook.by_api import opened_by_api  # seconds, and rarely needed

    with opened_by_api(course, assignment) as by_api:
        yield by_api


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a sentence."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise CannotDo(
                _(
                    "Another program is writing in {path}. Close formgrader or wait for nbgrader, then start again: what was marked stays."
                ).format(path=path)
            ) from error
        raise CannotDo(
            _("{path} cannot be used: {why}. Nothing of this step was written.").format(path=path, why=error)
        ) from error
    except sqlite3.DatabaseError as error:
        raise UnreadableFile(
            _("{path} is no gradebook, or is damaged: {why}. Put the last good copy in its place.").format(
                path=path, why=error
            )
        ) from error
