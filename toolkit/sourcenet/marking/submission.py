"""What a learner handed in, read with limits: plain files of the folder itself, no links, nothing followed, nothing run."""

from __future__ import annotations

import json
import os
import re
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from sourcenet.marking.assignment import asks_for_code
from sourcenet.marking.judged import Assignment, Submission
from sourcenet.model.opening import FILE as JOURNAL
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["JOURNAL", "read_submission"]

TIMESTAMP = "timestamp.txt"
#: The largest files that are read, in bytes, and the most lines of a journal.
MOST_JOURNAL, MOST_NOTEBOOK, MOST_TIMESTAMP, MOST_LINES = 5_000_000, 20_000_000, 1_000, 50_000
_MOST_NAMES = 1_000

# The two forms in which nbgrader and an LMS write it; every other is read as nbgrader reads it.
_PLAIN_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))? *(?:UTC|Z|\+00:?00)?")


@dataclass
class _Said:
    """What is found while reading."""

    broken: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)


class _Unread(Exception):
    """A file is there and is not read; the text says why, to follow "it"."""


def read_submission(folder: Path, assignment: Assignment, learner: str) -> Submission:
    """Read the notebooks, the journal and the time of one submission.

    Parameters
    ----------
    folder
        ``submitted/<learner>/<assignment>``.
    assignment
        What was handed out.
    learner
        Whose it is.

    Returns
    -------
    Submission
        What could be read, and in sentences what could not; this never raises for anything that was handed in.
    """
    said = _Said()
    total = sha256(assignment.fingerprint.encode())
    with _Folder(folder) as inside:
        notebooks = {one.name: _notebook(inside, f"{one.name}.ipynb", said, total) for one in assignment.notebooks}
        journal = _journal(inside, said, total, wanted=not asks_for_code(assignment))
        timestamp = _timestamp(inside, said, total)
    return Submission(
        learner,
        notebooks,
        journal,
        timestamp,
        broken=tuple(said.broken),
        notes=tuple(said.notes),
        lost=frozenset(said.lost),
        fingerprint=total.hexdigest(),
    )


class _Folder:
    """The folder of a submission; held open where the system can, so that it cannot become another meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path, self._fd = path, -1

    def __enter__(self) -> _Folder:
        if os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW"):
            with suppress(OSError):
                self._fd = os.open(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._fd >= 0:
            os.close(self._fd)

    def read(self, name: str, most: int) -> bytes | None:
        """Return a file's bytes, None where there is none.

        Raises
        ------
        _Unread
            It is a link, no plain file, too large, or may not be read.
        """
        try:
            with self._opened(name) as fd:
                if not stat.S_ISREG(os.fstat(fd).st_mode):
                    raise _Unread(_("is not a plain file"))
                with os.fdopen(os.dup(fd), "rb") as file:
                    content = file.read(most + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            if self._is_link(name):
                raise _Unread(_("is a link to another place, and links are not followed")) from error
            raise _Unread(_("may not be read ({why})").format(why=error.strerror or error)) from error
        if len(content) > most:
            raise _Unread(_("is larger than {most} MB").format(most=most // 1_000_000 or 1))
        return content

    @contextmanager
    def _opened(self, name: str) -> Iterator[int]:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if self._fd >= 0:
            fd = os.open(name, flags, dir_fd=self._fd)
        elif self._path.is_symlink() or (self._path / name).is_symlink():
            raise OSError(0, _("it is a link"))
        else:
            fd = os.open(self._path / name, flags)
        try:
            yield fd
        finally:
            os.close(fd)

    def _is_link(self, name: str) -> bool:
        try:
            return (self._path / name).is_symlink() or self._path.is_symlink()
        except OSError:
            return False

    def others(self, suffix: str) -> list[str]:
        """Return the names of files that end so, to be named in a sentence."""
        try:
            with os.scandir(self._fd if self._fd >= 0 else self._path) as found:
                names = [one.name for one in islice(found, _MOST_NAMES)]
        except OSError:
            return []
        return sorted(clean_text(name, 80) for name in names if name.lower().endswith(suffix))[:3]


def _notebook(folder: _Folder, name: str, said: _Said, total: Any) -> list[Any] | None:
    try:
        content = folder.read(name, MOST_NOTEBOOK)
    except _Unread as why:
        total.update(f"\n{name} {why}".encode())
        said.lost.add(name)
        large = _("If it has much output, clear all outputs, save, and hand it in again.")
        said.broken.append(
            _("{name} could not be read: it {why}. {try_this}").format(
                name=name, why=why, try_this=large if "MB" in str(why) else _("Hand in the notebook itself.")
            )
        )
        return None
    total.update(f"\n{name} ".encode() + (b"-" if content is None else sha256(content).digest()))
    if content is None:
        said.broken.append(_missing(name, folder.others(".ipynb")))
        return None
    try:
        read = json.loads(content)
        cells = read["cells"] if isinstance(read, dict) else None
    except (ValueError, KeyError, RecursionError, MemoryError):
        cells = None
    if not isinstance(cells, list):
        said.lost.add(name)
        said.broken.append(
            _(
                "{name} is not whole: it cannot be read as a notebook. Open it in JupyterLab, save it, and hand it in again."
            ).format(name=name)
        )
        return None
    return cells


def _missing(name: str, others: list[str]) -> str:
    if others:
        return _("{name} was not handed in; {others} was. Hand it in again under the name it came with.").format(
            name=name, others=", ".join(others)
        )
    return _("{name} was not handed in. Hand in the notebook together with {journal}.").format(
        name=name, journal=JOURNAL
    )


def _journal(folder: _Folder, said: _Said, total: Any, *, wanted: bool) -> bytes | None:
    """Read the journal; where an assignment asks for code, the code makes it, and none is wanted."""
    again = _("Run the last cell of the assignment, which puts your network there, and hand in again.")
    try:
        content = folder.read(JOURNAL, MOST_JOURNAL)
        if content is not None and content.count(b"\n") > MOST_LINES:
            raise _Unread(_("has more than {most} lines").format(most=MOST_LINES))
    except _Unread as why:
        total.update(f"\n{JOURNAL} {why}".encode())
        said.lost.add(JOURNAL)
        said.broken.append(
            _("{name}, your network, could not be read: it {why}. {again}").format(name=JOURNAL, why=why, again=again)
        )
        return None
    total.update(b"\njournal " + (b"-" if content is None else sha256(content).digest()))
    if content is None and wanted:
        others = folder.others(".jsonl")
        found = _(" There is {others} instead.").format(others=", ".join(others)) if others else ""
        said.broken.append(
            _("{name}, your network, was not handed in.{found} {again}").format(name=JOURNAL, found=found, again=again)
        )
    return content


def _timestamp(folder: _Folder, said: _Said, total: Any) -> str:
    try:
        content = folder.read(TIMESTAMP, MOST_TIMESTAMP)
    except _Unread as why:
        total.update(f"\n{TIMESTAMP} {why}".encode())
        said.notes.append(
            _("{name} was not read: it {why}. When it was handed in is not known.").format(name=TIMESTAMP, why=why)
        )
        return ""
    total.update(b"\ntime " + (content or b"-"))
    text = (content or b"").decode("utf-8", "replace").strip()
    if not text:
        return ""
    read = _utc(text)
    if not read:
        said.notes.append(_("{name} holds no time. When it was handed in is not known.").format(name=TIMESTAMP))
    return read


def _utc(text: str) -> str:
    """Return a time as the gradebook keeps it, ``YYYY-MM-DD HH:MM:SS.ffffff`` in UTC; empty where it is none."""
    plain = _PLAIN_TIME.fullmatch(text)
    try:
        if plain:
            day, clock, rest = plain.groups()
            return f"{datetime.fromisoformat(f'{day} {clock}'):%Y-%m-%d %H:%M:%S}.{(rest or '0').ljust(6, '0')}"
        from dateutil.parser import parse  # rare forms, as nbgrader reads them
        from dateutil.tz import gettz

        zone = text.split(" ")[2] if text.count(" ") == 2 else ""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read = (
                parse(text.removesuffix(zone) + "TZ", tzinfos={"TZ": gettz(zone)})
                if zone and gettz(zone)
                else parse(text)
            )
        if read.tzinfo is not None:
            read = read.astimezone(UTC)
        return f"{read:%Y-%m-%d %H:%M:%S.%f}"
    except (ValueError, OverflowError, TypeError, AttributeError, ImportError):
        return ""
