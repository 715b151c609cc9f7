"""What goes into the box: the cells in the order they run, the files that lie beside them.

The instructor's locked cells run as the instructor wrote them; check cells do not run at all: they are worked out on
the journal, outside. Names that mean something to a marking program or to Python's start stay out.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcenet.marking.cells import name_of, text_of
from sourcenet.marking.judged import Assignment, Notebook, Submission
from sourcenet.model.opening import FILE
from sourcenet.words import _

__all__ = ["Job", "job_of"]

_MOST_CELLS, _MOST_SOURCE = 500, 1_000_000
_MOST_FILES, _MOST_BYTES, _DEEPEST = 200, 20_000_000, 3
_NOT_CARRIED = frozenset({"nbgrader_config.py", "sitecustomize.py", "usercustomize.py", FILE, "timestamp.txt"})


@dataclass(frozen=True, slots=True)
class Job:
    """What is run: notebook -> (name of the cell, its source) in order; the files beside it; notes to the marker."""

    notebooks: dict[str, list[tuple[str, str]]]
    files: dict[str, bytes]
    now: str
    seed: str
    notes: tuple[str, ...] = ()


def job_of(folder: Path, assignment: Assignment, submission: Submission) -> Job:
    """Put together what is run for one submission.

    Parameters
    ----------
    folder
        Its folder, for the files beside the notebooks. Links are not followed, what is too much is left out and named.
    assignment
        Whose locked cells and files stand in the place of the learner's.
    submission
        What was read of it.
    """
    files, notes = _files(folder)
    ours = {name: content for name, content in assignment.files.items() if name not in _NOT_CARRIED}
    if submission.journal is not None:
        ours[FILE] = submission.journal
    if submission.timestamp:
        ours["timestamp.txt"] = submission.timestamp.encode()
    files = {name: content for name, content in files.items() if not _in_the_way(name, ours)} | ours
    notebooks = {}
    for notebook in assignment.notebooks:
        cells = submission.notebooks.get(notebook.name)
        if cells is not None:
            notebooks[notebook.name] = _cells(notebook, cells)
    seed = hashlib.sha256(repr((submission.journal, notebooks)).encode("utf-8", "replace")).hexdigest()
    return Job(notebooks, files, _moment(submission), submission.fingerprint or seed, tuple(notes))


def _in_the_way(name: str, ours: Mapping[str, bytes]) -> bool:
    """Tell whether a file is where one of ours needs a folder, or in a folder where ours is a file."""
    return any(own.startswith(f"{name}/") or name.startswith(f"{own}/") for own in (*ours, FILE, "timestamp.txt"))


def _cells(notebook: Notebook, cells: list[Any]) -> list[tuple[str, str]]:
    ours = {cell.name: cell for cell in notebook.cells}
    named = [name_of(cell) for cell in cells]
    order: list[tuple[str, str]] = []
    room, waiting = _MOST_SOURCE, [cell for cell in notebook.cells if cell.kind == "code" and cell.locked]
    for number, (name, cell) in enumerate(zip(named, cells, strict=True)):
        while waiting and name in ours:  # locked cells that were deleted come back where they stood
            at = notebook.cells.index(waiting[0])
            if at >= notebook.cells.index(ours[name]):
                break
            back = waiting.pop(0)
            if back.name not in named and not back.is_check:
                order.append((back.name, back.source))
        source = ours[name].source if name in ours and ours[name].locked else _code(cell)
        kind = ours[name].kind if name in ours else isinstance(cell, dict) and cell.get("cell_type")
        if kind != "code" or (name in ours and ours[name].is_check) or len(order) >= _MOST_CELLS:
            continue
        room -= len(source)
        if room >= 0:
            order.append((name or f"cell-{number + 1}", source))
    order += [(cell.name, cell.source) for cell in waiting if cell.name not in named and not cell.is_check]
    return order


def _code(cell: Any) -> str:
    return text_of(cell).encode("utf-8", "replace").decode()  # a lone surrogate is no code


def _moment(submission: Submission) -> str:
    """Return when the code is said to run: when it was handed in, as the journal writes it; empty where not known."""
    stamp = submission.timestamp[:19].replace(" ", "T")
    if len(stamp) == 19:
        return stamp + "Z"
    if not submission.journal:
        return ""
    from sourcenet.model.events import Damaged, decode

    with contextlib.suppress(Damaged, ValueError, IndexError):
        return decode(submission.journal.splitlines()[-1]).at
    return ""


def _files(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """Read the plain files beside the notebooks, with limits and without following a link."""
    files: dict[str, bytes] = {}
    notes: list[str] = []
    room = _MOST_BYTES
    for name, size, read in _plain_files(folder):
        if name.endswith(".ipynb") or name in _NOT_CARRIED or name.split("/")[0].startswith("."):
            continue
        if len(files) >= _MOST_FILES or size > room:
            notes.append(
                _("Some files beside the notebook were too many or too large for the box; the first left out: {name}.")
                .format(name=name[:80])
            )  # fmt: skip
            break
        content = read(room + 1)
        if content is not None and len(content) <= room:
            files[name] = content
            room -= len(content)
    return files, notes


def _plain_files(folder: Path) -> Iterator[tuple[str, int, Any]]:
    if not hasattr(os, "fwalk"):
        yield from _plain_files_by_path(folder)
        return
    with contextlib.suppress(OSError):
        for root, folders, names, held in os.fwalk(folder, follow_symlinks=False):
            above = Path(root).relative_to(folder)
            folders[:] = sorted(folders)[:_MOST_FILES] if len(above.parts) < _DEEPEST - 1 else []
            for name in sorted(names):
                with contextlib.suppress(OSError, UnicodeError):
                    about = os.stat(name, dir_fd=held, follow_symlinks=False)
                    (above / name).as_posix().encode()
                    if stat.S_ISREG(about.st_mode):
                        yield (above / name).as_posix(), about.st_size, lambda most, n=name, h=held: _read(n, h, most)


def _plain_files_by_path(folder: Path) -> Iterator[tuple[str, int, Any]]:
    """Walk where a system has no folders to hold on to (Windows): links are told by asking first."""
    for path in sorted(folder.glob("*")):
        if path.is_file() and not path.is_symlink():
            yield path.name, path.stat().st_size, lambda most, p=path: _read(str(p), None, most)


def _read(name: str, held: int | None, most: int) -> bytes | None:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        fd = os.open(name, flags, dir_fd=held)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        return None
    with os.fdopen(fd, "rb") as file:
        return file.read(most)
