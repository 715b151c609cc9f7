"""The assignment as it was handed out: its cells from the gradebook, their order and other files from ``source/``."""

from __future__ import annotations

import fnmatch
import json
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sourcenet.errors import CannotDo
from sourcenet.marking.allowed import problems
from sourcenet.marking.gradebook.schema import is_known
from sourcenet.marking.judged import Assignment, Cell, Notebook
from sourcenet.marking.own_checks import own_properties
from sourcenet.marking.source import cells_of, refuse_unmarkable
from sourcenet.words import _

__all__ = ["asks_for_code", "read_assignment"]

#: Files of ``source/`` that are not part of the assignment: what nbgrader leaves out as well.
_IGNORED = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "*.ipynb")
#: A file of the instructor's that is larger, in bytes, is not copied into what a marker opens.
MOST = 20_000_000

# Per notebook: its name, its kernel as JSON, its cells in the order in which they were saved.
_Rows = list[tuple[str, str, list[Cell]]]


def read_assignment(course: Path, name: str) -> Assignment:
    """Read an assignment that was handed out, and see that it can be marked from the data.

    Parameters
    ----------
    course
        The course's folder.
    name
        The assignment's name.

    Returns
    -------
    Assignment
        Its cells as they were handed out, in the order of the source.

    Raises
    ------
    CannotDo
        It was not handed out yet, something of it cannot be read, or a cell is not one that can be worked out from
        the data; the sentence names the cell and the line.
    """
    folder = Path(course) / "source" / name
    if not folder.is_dir():
        raise CannotDo(_("There is no assignment {name}: {folder} is not there.").format(name=name, folder=folder))
    properties = own_properties(folder)
    found: list[str] = []
    notebooks = []
    for notebook, kernel, released in _released(Path(course) / "gradebook.db", name):
        written, wrong = cells_of(folder, notebook)
        cells = _in_order(released, written)
        found += wrong
        found += [f"{notebook}, {why}" for cell in cells if cell.is_check for why in problems(cell, properties)]
        notebooks.append(Notebook(notebook, tuple(cells), _kernel(kernel)))
    refuse_unmarkable(name, found)
    made = Assignment(name, tuple(notebooks), dict(_files(folder)), properties)
    return replace(made, fingerprint=_fingerprint(made))


def asks_for_code(assignment: Assignment) -> bool:
    """Tell whether an assignment asks its learners for code of their own.

    Parameters
    ----------
    assignment
        The assignment.
    """
    return any(cell.solution and cell.kind == "code" for notebook in assignment.notebooks for cell in notebook.cells)


def _in_order(released: list[Cell], written: list[Cell]) -> list[Cell]:
    """Put the cells as they were handed out into the order of the source.

    What the gradebook does not keep (places where a learner may write without being marked) comes from the source;
    what has gone from the source since stays behind the cell that it followed.
    """
    kept = {cell.name: cell for cell in released}
    cells = [
        replace(kept[cell.name], attachments=cell.attachments) if cell.name in kept else cell
        for cell in written
        if cell.name in kept or not (cell.grade or cell.solution or cell.task or cell.locked)
    ]
    there = {cell.name for cell in cells}
    for number, cell in enumerate(released):
        if cell.name not in there:
            before = released[number - 1].name if number else None
            place = next((n + 1 for n, held in enumerate(cells) if held.name == before), 0)
            cells.insert(place, cell)
            there.add(cell.name)
    return cells


def _kernel(text: str) -> Mapping[str, Any]:
    try:
        kernel = json.loads(text or "{}")
    except ValueError:
        return {}
    return kernel if isinstance(kernel, dict) else {}


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(fnmatch.fnmatch(part, pattern) for part in parts for pattern in _IGNORED):
            continue
        if path.is_file() and path.stat().st_size <= MOST:
            yield "/".join(parts), path.read_bytes()


def _fingerprint(assignment: Assignment) -> str:
    """Sum up everything that a mark depends on; another version of the toolkit may mark otherwise."""
    total = sha256(f"{_version()}\n{assignment.name}\n".encode())
    for notebook in assignment.notebooks:
        cells = [
            [cell.name, cell.kind, cell.source, cell.grade, cell.solution, cell.task, cell.locked, cell.points,
             cell.checksum, cell.attachments]
            for cell in notebook.cells
        ]  # fmt: skip
        total.update(json.dumps([notebook.name, cells, notebook.kernel], sort_keys=True, default=str).encode())
    for name, content in assignment.files.items():
        total.update(f"\n{name}\n{len(content)}\n".encode() + content)
    return total.hexdigest()


def _version() -> str:
    """Return the toolkit's version; from the package itself, which this room must not import."""
    return str(getattr(sys.modules["sourcenet"], "__version__", ""))


# -- the gradebook


def _released(gradebook: Path, name: str) -> _Rows:
    """Return the notebooks of an assignment as the gradebook has them."""
    if not gradebook.is_file():
        raise _not_handed_out(name)
    try:
        with closing(sqlite3.connect(f"file:{quote(str(gradebook))}?mode=ro", uri=True, timeout=30)) as database:
            if is_known(database):
                return list(_by_sql(database, name))
    except sqlite3.Error as error:
        raise CannotDo(_("{file} cannot be read ({why}).").format(file=gradebook, why=error)) from error
    return list(_by_api(gradebook, name))


def _not_handed_out(name: str) -> CannotDo:
    return CannotDo(
        _(
            "The assignment {name} has not been handed out: the gradebook does not know it. Make it first, with "
            "nbgrader generate_assignment {name}, or the Generate button of formgrader."
        ).format(name=name)
    )


def _by_sql(database: sqlite3.Connection, name: str) -> Iterator[tuple[str, str, list[Cell]]]:
    notebooks = database.execute(
        "select notebook.id, notebook.name, notebook.kernelspec from notebook"
        " join assignment on assignment.id = notebook.assignment_id where assignment.name = ? order by notebook.name",
        (name,),
    ).fetchall()
    if not notebooks:
        raise _not_handed_out(name)
    for id, notebook, kernel in notebooks:
        kinds: dict[str, set[str]] = {}
        for cell, kind in database.execute("select name, type from base_cell where notebook_id = ?", (id,)):
            kinds.setdefault(cell, set()).add(kind)
        points = {
            cell: float(most)
            for table in ("grade_cells", "task_cells")
            for cell, most in database.execute(
                f"select base_cell.name, max_score from {table} join base_cell using (id) where notebook_id = ?", (id,)
            )
        }
        rows = database.execute(
            "select name, cell_type, locked, source, checksum from source_cell where notebook_id = ? order by rowid",
            (id,),
        )
        cells = [
            _released_cell(cell, kind, bool(locked), source, checksum, kinds.get(cell, set()), points)
            for cell, kind, locked, source, checksum in rows
        ]
        yield notebook, kernel or "", cells


def _released_cell(
    name: str, kind: str, locked: bool, source: str | None, checksum: str | None, kinds: set[str], points: Any
) -> Cell:
    grade, solution, task = (one in kinds for one in ("GradeCell", "SolutionCell", "TaskCell"))
    most = points.get(name) if grade or task else None
    return Cell(name, kind, source or "", grade, solution, task, locked, most, checksum or "")


def _by_api(gradebook: Path, name: str) -> Iterator[tuple[str, str, list[Cell]]]:
    """Read by nbgrader itself, whose tables are newer or older than those we know."""
    try:
        from nbgrader.api import Gradebook, MissingEntry
    except ImportError as error:
        raise CannotDo(
            _('The gradebook is of a kind that only nbgrader reads. Install it: pip install "sourcenet[marking]"')
        ) from error
    with Gradebook(f"sqlite:///{gradebook}") as book:
        try:
            notebooks = sorted(book.find_assignment(name).notebooks, key=lambda one: str(one.name))
        except MissingEntry as error:
            raise _not_handed_out(name) from error
        if not notebooks:
            raise _not_handed_out(name)
        for notebook in notebooks:
            kinds: dict[str, set[str]] = {}
            for cell in notebook.base_cells:
                kinds.setdefault(cell.name, set()).add(cell.type)
            points = {cell.name: float(cell.max_score) for cell in (*notebook.grade_cells, *notebook.task_cells)}
            cells = [
                _released_cell(one.name, one.cell_type, one.locked, one.source, one.checksum,
                               kinds.get(one.name, set()), points)
                for one in notebook.source_cells
            ]  # fmt: skip
            yield notebook.name, notebook.kernelspec or "", cells
