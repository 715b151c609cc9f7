"""A folder to work in: the lessons and the released assignments, never over what a person changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sourcenet import shipped
from sourcenet.courses.release import release
from sourcenet.errors import CannotDo
from sourcenet.words import _

__all__ = ["Copied", "prepare"]

# Remembers what each file looked like when it was put there: only so can a newer lesson replace an untouched one.
_MANIFEST = ".sourcenet.json"


@dataclass(frozen=True)
class Copied:
    """What became of one file.

    Parameters
    ----------
    path
        The file, inside the folder.
    did
        ``new``, ``same``, ``updated`` or ``kept`` (a person changed it; theirs stays).
    """

    path: str
    did: str


def prepare(folder: Path, *, instructor: bool = False) -> list[Copied]:
    """Put the lessons and the released assignments into a folder.

    Parameters
    ----------
    folder
        Where to work; made if it is not there.
    instructor
        Whether the notebooks for running sessions come too.

    Returns
    -------
    list of Copied
        What became of each file, in the order of the lessons.

    Raises
    ------
    CannotDo
        The folder is a file, or may not be written.
    """
    if folder.exists() and not folder.is_dir():
        raise CannotDo(_("{folder} is a file. Name a folder to work in.").format(folder=folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        given = _read_manifest(folder)
        report = []
        for inside, content in _everything(instructor):
            report.append(Copied(inside, _place(folder / inside, content, given.get(inside))))
            if report[-1].did != "kept":
                given[inside] = _sum(content)
        _write(folder / _MANIFEST, (json.dumps(given, indent=1, sort_keys=True) + "\n").encode())
    except PermissionError as error:
        raise CannotDo(
            _("{folder} may not be written. Choose another folder: sourcenet lab FOLDER").format(folder=folder)
        ) from error
    return report


def _everything(instructor: bool) -> Iterator[tuple[str, bytes]]:
    for lesson in shipped.lessons():
        yield lesson.name, lesson.read_bytes()
    for page in shipped.practice_pages():
        yield f"practice/{page.name}", page.read_bytes()
    for assignment in shipped.assignments():
        for inside, content in release(assignment).items():
            yield f"{assignment.name}/{inside}", content
    if instructor:
        for notebook in shipped.instructor_notebooks():
            yield f"instructor/{notebook.name}", notebook.read_bytes()


def _place(path: Path, content: bytes, given: str | None) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)
        return "new"
    here = path.read_bytes()
    if here == content:
        return "same"
    if given == _sum(here):
        _write(path, content)
        return "updated"
    return "kept"


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a full disk must not leave half a lesson."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_manifest(folder: Path) -> dict[str, str]:
    """Return what was put there before; a damaged note counts as none, so that nothing is overwritten."""
    try:
        given = json.loads((folder / _MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in given.items()} if isinstance(given, dict) else {}
