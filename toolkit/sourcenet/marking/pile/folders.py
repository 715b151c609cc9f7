"""The folder of a marked submission: whole or absent, whatever ends the run.

A worker writes the new folder out of sight, in ``autograded/.marking/<run>/<assignment>/new/<learner>``. When the
gradebook has the scores, the old folder is moved to ``old/<learner>`` beside it, the new one into its place, and the old
one is removed. A run that was ended leaves ``.marking``: the next one puts back an old folder that nothing stands in the
place of, and removes the rest. nbgrader and formgrader pass over names that begin with a dot.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sourcenet.marking.judged import Assignment, Judged, Submission
from sourcenet.model.opening import FILE as JOURNAL

__all__ = ["Desk", "Earlier", "clear_up", "read_earlier"]

_BESIDE = ".marking"
#: The most that is read of what we wrote ourselves the last time.
_MOST = 50_000_000


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the last marking left: the journal that was marked, the facts of the document, whether all notebooks are there."""

    journal: bytes | None = None
    facts: Mapping[str, Any] | None = None
    is_whole: bool = False

    def sentences(self) -> tuple[str, list[str]]:
        """Return what the last marking told the learner of broken files, and the marker to look at."""
        facts = self.facts or {}
        broken, look_at = (
            [one for one in found if isinstance(one, str)] if isinstance(found := facts.get(name), list) else []
            for name in ("broken", "look_at")
        )
        return " ".join(broken), look_at

    @property
    def fingerprint(self) -> str:
        """What the last marking was made of; empty where there was none."""
        found = self.facts.get("fingerprint", "") if self.facts else ""
        return found if isinstance(found, str) else ""


class Desk:
    """Where a run writes, and how what it wrote takes its place.

    Parameters
    ----------
    course
        The course's folder.
    assignment
        The assignment's name.
    """

    def __init__(self, course: Path, assignment: str) -> None:
        self._assignment = assignment
        self._autograded = course / "autograded"
        self._run = self._autograded / _BESIDE / f"{os.getpid()}-{os.urandom(6).hex()}"
        self._new, self._old = self._run / assignment / "new", self._run / assignment / "old"

    def place(self, learner: str) -> Path:
        """Return the folder that formgrader opens."""
        return self._autograded / learner / self._assignment

    def write(self, assignment: Assignment, submission: Submission, judged: Judged) -> None:
        """Write the new folder, out of sight: documents, the journal, the time, the instructor's files; nothing else.

        Parameters
        ----------
        assignment, submission, judged
            What was handed out, what was handed in, and what the data says of it.
        """
        new = self._new / judged.learner
        new.mkdir(parents=True)
        for name, content in assignment.files.items():
            if _is_inside(name) and name != JOURNAL and not name.endswith(".ipynb"):
                (new / name).parent.mkdir(parents=True, exist_ok=True)
                _write(new / name, content)
        for notebook in judged.notebooks:
            _write(new / f"{notebook.name}.ipynb", as_bytes(notebook.document))
        if submission.journal is not None:
            _write(new / JOURNAL, submission.journal)
        if judged.timestamp:
            _write(new / "timestamp.txt", f"{judged.timestamp} UTC\n".encode())

    def settle(self, learner: str) -> None:
        """Put the new folder into its place; for a moment there is none, and the old one waits beside."""
        new, old, place = self._new / learner, self._old / learner, self.place(learner)
        place.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(place):
            self._old.mkdir(exist_ok=True)
            place.rename(old)
            try:
                new.rename(place)
            except OSError:
                old.rename(place)
                raise
            _remove(old)
        else:
            new.rename(place)

    def drop(self, learner: str) -> None:
        """Remove what a worker left half written."""
        _remove(self._new / learner)

    def close(self) -> None:
        """Remove what is left of the run."""
        _remove(self._run)
        with suppress(OSError):
            self._run.parent.rmdir()


def clear_up(course: Path) -> None:
    """Put right what a run left that was ended: an old folder goes back where nothing stands, the rest is removed.

    Parameters
    ----------
    course
        The course's folder; nobody else may be marking in it.
    """
    beside = course / "autograded" / _BESIDE
    for old in beside.glob("*/*/old/*"):
        assignment, learner = old.parent.parent.name, old.name
        place = course / "autograded" / learner / assignment
        if not os.path.lexists(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            old.rename(place)
    if beside.exists():
        _remove(beside)


def read_earlier(place: Path, assignment: Assignment) -> Earlier:
    """Read what the last marking left; what cannot be read counts as not there.

    Parameters
    ----------
    place
        The folder that formgrader opens.
    assignment
        The assignment.
    """
    if not place.is_dir():
        return Earlier()
    try:
        journal: bytes | None = _read(place / JOURNAL)
    except OSError:
        journal = None
    is_whole = all((place / f"{notebook.name}.ipynb").is_file() for notebook in assignment.notebooks)
    for notebook in assignment.notebooks:
        try:
            document = json.loads(_read(place / f"{notebook.name}.ipynb"))
            facts = document["metadata"]["sourcenet"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            continue
        if isinstance(facts, dict):
            return Earlier(journal, facts, is_whole)
    return Earlier(journal)


def as_bytes(document: Mapping[str, Any]) -> bytes:
    """Write a document as nbformat reads it: one cell a line, so that two of them can be compared."""
    rest = [
        f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in document.items()
        if name != "cells"
    ]
    cells = ",\n".join(json.dumps(cell, ensure_ascii=False) for cell in document.get("cells", []))
    return ("{" + ",\n".join([f'"cells": [\n{cells}\n]', *rest]) + "}\n").encode("utf-8", "replace")


def _read(path: Path) -> bytes:
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(fd, "rb") as file:
        about = os.fstat(fd)
        if not stat.S_ISREG(about.st_mode) or about.st_size > _MOST:
            raise OSError
        return file.read()


def _write(path: Path, content: bytes) -> None:
    """Write a file that is only to be read, as nbgrader leaves it."""
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o444)
    with os.fdopen(fd, "wb") as file:
        file.write(content)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def _remove(folder: Path) -> None:
    """Remove a folder with all that is in it; a file that is only to be read is one that Windows will not remove."""

    def writable(remove: Any, path: str, _why: Any) -> None:
        with suppress(OSError):
            Path(path).chmod(stat.S_IWRITE | stat.S_IREAD)
            remove(path)

    shutil.rmtree(folder, onerror=writable)
