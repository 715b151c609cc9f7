"""Scripts as files: which cell checks what, answers written into a notebook, and the ways in which files break."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sourcenet.marking.cells import text_of

__all__ = ["break_in_two", "check_cells", "damage_journal", "write_answers"]

_CHECK = re.compile(r"\bsn\.check\(\s*network\s*,\s*sn\.(\w+)\(")


def check_cells(notebook: Path) -> dict[str, tuple[str, float]]:
    """Find the check cells of an assignment.

    Parameters
    ----------
    notebook
        The assignment's notebook, the students' version or the source.

    Returns
    -------
    dict
        The first property that a cell asks for -> the cell's name and its points.
    """
    found = {}
    for cell in _read(notebook)["cells"]:
        asked = _CHECK.search(text_of(cell))
        grading = cell["metadata"].get("nbgrader", {})
        if asked and grading.get("grade"):
            found[asked[1]] = (str(grading["grade_id"]), float(grading["points"]))
    return found


def write_answers(notebook: Path, answers: Mapping[str, str]) -> None:
    """Write a learner's pieces where a learner writes them.

    Parameters
    ----------
    notebook
        The learner's copy of the assignment.
    answers
        Name of the cell -> what is written there; the other cells stay as they came.
    """
    content = _read(notebook)
    for cell in content["cells"]:
        grading = cell["metadata"].get("nbgrader", {})
        if not grading.get("locked") and grading.get("grade_id") in answers:
            cell["source"] = answers[grading["grade_id"]]
    notebook.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def break_in_two(notebook: Path) -> None:
    """Cut a notebook in the middle, as a full disk or a lost connection does."""
    content = notebook.read_bytes()
    notebook.write_bytes(content[: len(content) // 2])


def damage_journal(journal: Path) -> None:
    """Put a damaged line into a journal, as a bad disk or a curious hand does; the others stay whole."""
    lines = journal.read_bytes().splitlines(keepends=True)
    lines.insert(len(lines) // 2, b'{"id":"abcdefghijkl","do":"add","name":"half a li\xff\n')
    journal.write_bytes(b"".join(lines))


def _read(notebook: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(notebook.read_bytes())
    return content
