"""Putting the pages where students' feedback lies: whole or absent, and only where something changed."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sourcenet.errors import BadValue, NotKept
from sourcenet.marking.feedback.marks import FeedbackMarks, NotebookMarks
from sourcenet.marking.feedback.page import page
from sourcenet.marking.feedback.reading import read_marks
from sourcenet.words import _

__all__ = ["write_page", "write_pages"]

#: The largest marked notebook that is read, in bytes.
_LARGEST = 100_000_000


def write_pages(course: Path, assignment: str, learners: Iterable[str] | None = None) -> dict[str, Path]:
    """Write the feedback page of everybody whose work was marked.

    Parameters
    ----------
    course
        The course's folder.
    assignment
        Which work.
    learners
        Whose pages; everybody's where None. Who has nothing marked gets none.

    Returns
    -------
    dict
        Learner's id -> the page, ``feedback/<learner>/<assignment>/<notebook>.html``. Where an assignment has several
        notebooks the whole page stands under the name of each, as nbgrader hands pages out; the first is given here.

    Raises
    ------
    CannotDo
        There is no gradebook, or it cannot be read.
    NotKept
        A page could not be written; those before it are.
    """
    course = Path(course)
    _one_folder(assignment)
    wanted = None if learners is None else [_one_folder(learner) for learner in learners]
    marks = read_marks(course, assignment, wanted)
    if wanted is None:
        wanted = sorted(folder.parent.name for folder in course.glob(f"autograded/*/{assignment}") if folder.is_dir())
    written = {}
    for learner in wanted:
        documents = _documents(course / "autograded" / learner / assignment)
        if documents:
            given = marks.get(learner) or FeedbackMarks(learner, assignment, "not marked", None, 0.0)
            written[learner] = write_page(course, documents, given)
    return written


def write_page(course: Path, documents: Mapping[str, Mapping[str, Any]], marks: FeedbackMarks) -> Path:
    """Write one student's page.

    Parameters
    ----------
    course
        The course's folder.
    documents
        Name of the notebook without ``.ipynb`` -> the marked notebook as JSON has it.
    marks
        What the gradebook holds.
    """
    given = {one.name: one for one in marks.notebooks}
    names = list(dict.fromkeys((*sorted(documents), *given)))
    ordered = FeedbackMarks(
        marks.learner,
        marks.assignment,
        marks.state,
        marks.total,
        marks.out_of,
        marks.late_penalty,
        marks.seconds_late,
        tuple(given.get(name, NotebookMarks(name)) for name in names),
    )
    content = page([documents.get(name, {}) for name in names], ordered).encode("utf-8", "replace")
    folder = Path(course) / "feedback" / _one_folder(marks.learner) / _one_folder(marks.assignment)
    paths = [folder / f"{_one_folder(name)}.html" for name in names]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in paths:
            _put(path, content)
    except OSError as error:
        raise NotKept(
            _(
                "The feedback of {learner} could not be written to {folder}: {why}. Free the place and run it again."
            ).format(learner=marks.learner, folder=folder, why=error.strerror or error)
        ) from error
    return paths[0]


def _one_folder(name: str) -> str:
    """Return a name that is one folder of its own, or refuse it."""
    if not name or name in (".", "..") or any(sign in name for sign in "/\\\0"):
        raise BadValue(
            _('"{word}" cannot be the name of a folder. Name a learner and an assignment of the course.').format(
                word=name
            )
        )
    return name


def _documents(folder: Path) -> dict[str, dict[str, Any]]:
    """Read the marked notebooks of one learner; one that cannot be read is there, and empty."""
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        document: Any = None
        with contextlib.suppress(OSError, ValueError, RecursionError):
            document = json.loads(_plain_bytes(path))
        if not isinstance(document, dict):
            sentence = _("{name} could not be opened here. Tell the person who teaches you; your marks are below.")
            document = {"metadata": {"sourcenet": {"broken": [sentence.format(name=path.name)]}}}
        found[path.stem] = document
    return found


def _plain_bytes(path: Path) -> bytes:
    """Read a plain file, through no link."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        there = os.fstat(file.fileno())
        if not stat.S_ISREG(there.st_mode) or there.st_size > _LARGEST:
            raise OSError(f"{path.name} is no plain file, or too large")
        return file.read()


def _put(path: Path, content: bytes) -> None:
    """Write a file so that it is whole or absent, and leave one that says the same as it is."""
    if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
        return
    beside = path.with_name(f".{path.name}.part")  # always the same: the next run takes the place of what was left
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
