"""What an assignment asks for: its notebooks, known by their cells, so that a file is found whatever it is called."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcenet.errors import CannotDo
from sourcenet.marking.cells import name_of, text_of
from sourcenet.model.opening import FILE as JOURNAL
from sourcenet.words import _

__all__ = ["JOURNAL", "Wanted", "cells_of", "marks_of", "wanted"]

_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,79}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Parameters
    ----------
    assignment
        Its name.
    notebooks
        File name of each of its notebooks -> what tells its cells: their names, and their text.
    others
        The same of every other assignment of the course.
    """

    assignment: str
    notebooks: Mapping[str, frozenset[str]]
    others: Mapping[str, frozenset[str]]


def wanted(course: Path, assignment: str) -> Wanted:
    """Return what an assignment asks for.

    Parameters
    ----------
    course
        The course's folder.
    assignment
        Its name.

    Raises
    ------
    CannotDo
        The folder is no course, or has no such assignment.
    """
    source = course / "source"
    if not source.is_dir():
        raise CannotDo(
            _("{folder} is no course: it has no folder source. Name the folder of the course.").format(folder=course)
        )
    known = {folder.name: _notebooks(folder) for folder in sorted(source.iterdir()) if folder.is_dir()}
    if not _NAME.fullmatch(assignment) or not known.get(assignment):
        names = ", ".join(name for name, notebooks in known.items() if notebooks)
        raise CannotDo(
            _("There is no assignment “{name}” in {folder}. There are: {names}.").format(
                name=assignment[:80], folder=course, names=names or _("none")
            )
        )
    others = {name: frozenset().union(*found.values()) for name, found in known.items() if found and name != assignment}
    return Wanted(assignment, known[assignment], others)


def _notebooks(folder: Path) -> dict[str, frozenset[str]]:
    found = {}
    for path in sorted(folder.glob("*.ipynb")):
        try:
            cells = cells_of(json.loads(path.read_bytes()))
        except (OSError, ValueError, RecursionError):
            continue
        if cells:
            found[path.name] = frozenset(mark for cell in cells for mark in marks_of(cell))
    return found


def cells_of(page: object) -> list[dict[str, Any]]:
    """Return the cells of what JSON has; none where it is no notebook."""
    cells = page.get("cells") if isinstance(page, dict) else None
    return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []


def marks_of(cell: Mapping[str, Any]) -> Iterator[str]:
    """Yield what tells a cell from others: nbgrader's name for it, its own, and its text where that is long enough.

    Some editors drop what nbgrader wrote into a notebook; the instructor's words are still there.
    """
    if name := name_of(cell):
        yield f"grade_id {name}"
    own = cell.get("id")
    if isinstance(own, str):
        yield f"id {own}"
    text = " ".join(text_of(cell).split())
    if len(text) >= 40:
        yield f"text {text}"
