"""An assignment as its author wrote it: the cells in ``source/``, and why it could not be marked from the data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sourcenet.errors import CannotDo
from sourcenet.marking.allowed import problems
from sourcenet.marking.cells import text_of
from sourcenet.marking.judged import Cell
from sourcenet.marking.own_checks import own_properties
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["cells_of", "notebooks_in", "refuse_unmarkable", "unmarkable"]


def notebooks_in(folder: Path) -> list[str]:
    """Return the names of the notebooks of an assignment, without ``.ipynb``."""
    return sorted(path.stem for path in folder.glob("*.ipynb") if path.is_file() and not path.name.startswith("."))


def cells_of(folder: Path, notebook: str) -> tuple[list[Cell], list[str]]:
    """Read the cells of one notebook as its author wrote them.

    Parameters
    ----------
    folder
        The assignment's folder in the course's ``source``.
    notebook
        The notebook's name, without ``.ipynb``.

    Returns
    -------
    cells : list of Cell
        Those with nbgrader's metadata, in their order.
    problems : list of str
        What is wrong with any, in sentences that name the cell and the line.

    Raises
    ------
    CannotDo
        The notebook is not there, or is none.
    """
    path = folder / f"{notebook}.ipynb"
    try:
        given = json.loads(path.read_bytes())["cells"]
    except FileNotFoundError as error:
        raise CannotDo(_("{file} is not there. It is needed to mark what was handed in.").format(file=path)) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotDo(_("{file} cannot be read as a notebook.").format(file=path)) from error
    cells: list[Cell] = []
    wrong: list[str] = []
    for number, one in enumerate(given if isinstance(given, list) else [], 1):
        cell = _cell(one) if isinstance(one, dict) else None
        if cell is None:
            wrong.append(_unnamed(notebook, number, one))
            continue
        wrong += _wrong(notebook, cell, {held.name for held in cells})
        cells.append(cell)
    return cells, wrong


def _unnamed(notebook: str, number: int, cell: Any) -> str:
    begins = clean_text(" ".join(text_of(cell).split()), 40)
    return _(
        "{notebook}, cell {number} (“{begins}”), line 1: it has no name, so it cannot be told from a student's. "
        "In JupyterLab, open Create Assignment and set the cell to read-only."
    ).format(notebook=notebook, number=number, begins=begins)


def _cell(cell: Mapping[str, Any]) -> Cell | None:
    metadata = cell.get("metadata")
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    if not isinstance(grading, dict) or not isinstance(grading.get("grade_id"), str) or not grading["grade_id"]:
        return None
    grade, solution, task = (grading.get(flag) is True for flag in ("grade", "solution", "task"))
    points = grading.get("points")
    most = float(points) if isinstance(points, (int, float)) and not isinstance(points, bool) else None
    return Cell(
        name=grading["grade_id"],
        kind=str(cell.get("cell_type")),
        source=text_of(cell),
        grade=grade,
        solution=solution,
        task=task,
        locked=not solution and (grade or grading.get("locked") is True),
        points=most if grade or task else None,
        checksum="",
        attachments=cell["attachments"] if isinstance(cell.get("attachments"), dict) else {},
    )


def _wrong(notebook: str, cell: Cell, before: set[str]) -> Iterator[str]:
    said = {"notebook": notebook, "cell": clean_text(cell.name, 80)}
    if cell.name in before:
        yield _("{notebook}, {cell}, line 1: there are two cells of this name. Give one of them another.").format(
            **said
        )
    if cell.kind not in ("code", "markdown"):
        yield _("{notebook}, {cell}, line 1: it is a {kind} cell; use Markdown or code.").format(
            **said, kind=clean_text(cell.kind, 20)
        )
    elif cell.grade and not cell.solution and cell.kind != "code":
        yield _("{notebook}, {cell}, line 1: points go to an answer, to a check or to a task, not to a text.").format(
            **said
        )
    if not (cell.locked or cell.solution or cell.task) and cell.kind == "code":
        yield _("{notebook}, {cell}, line 1: it is code that a student may change; set the cell to read-only.").format(
            **said
        )


def unmarkable(folder: Path) -> list[str]:
    """Return why an assignment cannot be marked from the data, in sentences that name cell and line; empty where it can.

    Parameters
    ----------
    folder
        The assignment's folder in the course's ``source``.

    Raises
    ------
    CannotDo
        A notebook or ``course_checks.py`` cannot be read.
    """
    properties = own_properties(folder)
    found = []
    for notebook in notebooks_in(folder):
        cells, wrong = cells_of(folder, notebook)
        found += wrong
        found += [f"{notebook}, {why}" for cell in cells if cell.is_check for why in problems(cell, properties)]
    return found


def refuse_unmarkable(name: str, found: list[str]) -> None:
    """Refuse an assignment that cannot be marked from the data, with all that is wrong in it.

    Parameters
    ----------
    name
        The assignment's name.
    found
        What is wrong with it.

    Raises
    ------
    CannotDo
        Anything is.
    """
    if found:
        listed = "\n".join(f"  {why}" for why in found[:12])
        raise CannotDo(
            _(
                "{name} cannot be marked from what is handed in. What is allowed stands in docs/mark-submissions.md."
            ).format(name=name)
            + "\n"
            + listed
        )
