"""A submission's folder, put in place whole; the one before it is kept beside the list of who is who."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sourcenet.errors import CannotDo
from sourcenet.marking.lms.moments import written
from sourcenet.words import _

__all__ = ["place_files"]

_TIMESTAMP = "timestamp.txt"


def place_files(
    course: Path, assignment: str, learner: str, files: Mapping[str, bytes], *, at: datetime | None = None
) -> str:
    """Put what a learner handed in where marking looks for it.

    Parameters
    ----------
    course, assignment, learner
        Whose work it is, and on what.
    files
        Name -> content; the names are those of the assignment, never those of a stranger.
    at
        When it was handed in; None where that is not known.

    Returns
    -------
    str
        ``new``, ``changed`` (what was there before is kept in ``collected/earlier``) or ``same``.

    Raises
    ------
    CannotDo
        A link stands in the place of the folder.
    """
    there = course / "submitted" / learner / assignment
    if any(path.is_symlink() for path in (there, there.parent)):
        raise CannotDo(
            _("{folder} is a link, and nothing is written through links. Put a folder in its place.").format(
                folder=there
            )
        )
    wanted = dict(files)
    if at is not None:
        wanted[_TIMESTAMP] = f"{written(at)}\n".encode()
    before = _content(there)
    if before is not None and all(before.get(name) == data for name, data in files.items()):
        stamp = wanted.get(_TIMESTAMP)
        # A sheet that is given later brings the time; a zip without times takes no known time away.
        if set(before) <= {*files, _TIMESTAMP} and stamp in (None, before.get(_TIMESTAMP)):
            return "same"
    there.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".collecting-", dir=there.parent) as beside:
        made = Path(beside, "made")
        made.mkdir()
        for name, data in wanted.items():
            (made / name).write_bytes(data)
        if before is not None:
            _keep(course, assignment, learner, there, before)
        made.rename(there)
    return "new" if before is None else "changed"


def _content(folder: Path) -> dict[str, bytes] | None:
    """Return what lies in a folder; None where it is not there. What is no plain file has no content."""
    if not folder.is_dir():
        return None
    return {
        path.name: path.read_bytes() if path.is_file() and not path.is_symlink() else b"" for path in folder.iterdir()
    }


def _keep(course: Path, assignment: str, learner: str, there: Path, before: Mapping[str, bytes]) -> None:
    """Move the submission that was there to where nothing is lost and nothing is marked."""
    total = hashlib.sha256()
    for name in sorted(before):
        total.update(f"{name}\0{hashlib.sha256(before[name]).hexdigest()}\0".encode("utf-8", "surrogateescape"))
    kept = course / "collected" / "earlier" / assignment / learner / total.hexdigest()[:12]
    kept.parent.mkdir(parents=True, exist_ok=True)
    if kept.exists():
        shutil.rmtree(there)  # the very same is kept already
    else:
        there.rename(kept)
