"""Reading a cell of a notebook as JSON has it, whoever wrote it: its text, and the name that nbgrader knows it by."""

from __future__ import annotations

from typing import Any

__all__ = ["name_of", "text_of"]


def text_of(cell: Any) -> str:
    """Return the source of a cell in one piece; what is no text, or no cell, counts as empty.

    Parameters
    ----------
    cell
        A cell, or anything else that may stand among cells.
    """
    source = cell.get("source") if isinstance(cell, dict) else None
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def name_of(cell: Any) -> str:
    """Return nbgrader's name of a cell (``grade_id``); empty where it has none.

    Parameters
    ----------
    cell
        A cell, or anything else that may stand among cells.
    """
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = grading.get("grade_id") if isinstance(grading, dict) else None
    return name if isinstance(name, str) else ""
