"""A learner's cells, sorted: what stands in the places of the assignment, and what was put between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import md5
from typing import Any

from sourcenet.marking.cells import name_of, text_of
from sourcenet.marking.judged import Cell, Notebook
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["MOST_CELLS", "Answers", "is_unchanged", "sort_cells"]

#: So many cells of a notebook are looked at.
MOST_CELLS = 400
_KINDS = ("markdown", "code", "raw")
_NAMED = 6


@dataclass
class Answers:
    """The cells of one notebook as they were handed in.

    Parameters
    ----------
    at
        Name of an assignment's cell -> the learner's cell in its place; the last of several, as nbgrader has it.
    free
        Name of an assignment's cell -> the cells of the learner's own that follow it; None for those before the first.
    notes, look_at
        Sentences to the marker: what was seen, what a person must look at.
    """

    at: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    free: dict[str | None, list[Mapping[str, Any]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    look_at: list[str] = field(default_factory=list)


def sort_cells(cells: list[Any] | None, notebook: Notebook) -> Answers:
    """Sort what a learner handed in into the places of the assignment.

    Parameters
    ----------
    cells
        The cells as JSON has them, of any form; None where there is no notebook.
    notebook
        What was handed out.
    """
    found = Answers()
    if cells is None:
        return found
    known = {cell.name: cell for cell in notebook.cells}
    twice: dict[str, None] = {}
    odd, after = 0, None
    for cell in cells[:MOST_CELLS]:
        if not isinstance(cell, dict) or cell.get("cell_type") not in _KINDS:
            odd += 1
            continue
        name = name_of(cell)
        if name in known:
            if name in found.at:
                twice[name] = None
            found.at[name] = cell
            after = name
        elif text_of(cell).strip():
            found.free.setdefault(after, []).append(cell)
    _tell(found, notebook, twice, odd, len(cells))
    return found


def _tell(found: Answers, notebook: Notebook, twice: Iterable[str], odd: int, count: int) -> None:
    changed = [
        cell
        for cell in notebook.cells
        if cell.locked and cell.name in found.at and text_of(found.at[cell.name]) != cell.source
    ]
    checks = [cell.name for cell in changed if cell.is_check]
    others = [cell.name for cell in changed if not cell.is_check]
    missing = [cell.name for cell in notebook.cells if cell.name not in found.at]
    if checks:
        found.look_at.append(
            _("Check cells had been changed, the originals were used: {names}.").format(names=_names(checks))
        )
    if twice:
        found.look_at.append(
            _("There were two cells of one name, the last counts: {names}.").format(names=_names(twice))
        )
    if others:
        found.notes.append(
            _("Locked cells had been changed, the originals stand here: {names}.").format(names=_names(others))
        )
    if missing:
        found.notes.append(_("Cells were missing and have been put back: {names}.").format(names=_names(missing)))
    if odd:
        found.notes.append(_("{n} entries that are no cells were left out.").format(n=odd))
    if count > MOST_CELLS:
        found.look_at.append(
            _("The notebook has {n} cells; the first {most} were read.").format(n=count, most=MOST_CELLS)
        )


def _names(names: Iterable[str]) -> str:
    listed = [clean_text(name, 80) for name in names]
    more = len(listed) - _NAMED
    return ", ".join(listed[:_NAMED]) + (_(" and {n} more").format(n=more) if more > 0 else "")


def is_unchanged(cell: Cell, text: str) -> bool:
    """Tell whether an answer is still what was handed out, by nbgrader's own sum over the cell.

    Parameters
    ----------
    cell
        The cell as it was handed out.
    text
        What stands in it now.
    """
    total = md5(usedforsecurity=False)
    locked = not cell.solution and (cell.grade or cell.locked)
    for part in (text, cell.kind, str(cell.grade), str(cell.solution), str(locked), cell.name):
        total.update(part.encode("utf-8", "replace"))
    if cell.grade:
        total.update(str(float(cell.points or 0)).encode())
    return total.hexdigest() == cell.checksum
