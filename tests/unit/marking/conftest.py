"""An assignment as it is handed out, and submissions of it, without nbgrader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sourcenet.cohort.simulate import simulate
from sourcenet.marking.judged import Assignment, Notebook
from sourcenet.marking.source import cells_of
from sourcenet.marking.submission import JOURNAL

ROOT = Path(__file__).parents[3]
SOURCE = ROOT / "assignments" / "source" / "build-network"


def handed_out(**files: bytes) -> Assignment:
    """Return build-network as the gradebook would know it, with nbgrader's sums."""
    from dataclasses import replace

    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    cells, wrong = cells_of(SOURCE, "build-network")
    assert wrong == []
    summed = []
    for cell in cells:
        text = "*Write here.*" if cell.solution else cell.source
        grading = {"grade_id": cell.name, "grade": cell.grade, "solution": cell.solution, "locked": cell.locked}
        node = from_dict({"cell_type": cell.kind, "source": text, "metadata": {"nbgrader": grading}})  # type: ignore[no-untyped-call]
        if cell.points is not None:
            node.metadata.nbgrader["points"] = cell.points
        summed.append(replace(cell, source=text, checksum=compute_checksum(node)))
    notebook = Notebook("build-network", tuple(summed), {"name": "python3"})
    return Assignment("build-network", (notebook,), files, {}, "of the test")


@pytest.fixture(scope="session")
def assignment() -> Assignment:
    return handed_out()


def cells(assignment: Assignment, **answers: str) -> list[dict[str, Any]]:
    """Return the cells as a learner has them, some of them written in."""
    return [
        {
            "cell_type": cell.kind,
            "id": cell.name,
            "metadata": {"nbgrader": {"grade_id": cell.name, "locked": cell.locked}},
            "source": answers.get(cell.name.replace("-", "_"), cell.source),
        }
        for cell in assignment.notebooks[0].cells
    ]


def place(folder: Path, assignment: Assignment, journal: bytes | None, time: str = "", **answers: str) -> Path:
    """Lay a submission into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook = {"cells": cells(assignment, **answers), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "build-network.ipynb").write_text(json.dumps(notebook), "utf-8")
    if journal is not None:
        (folder / JOURNAL).write_bytes(journal)
    if time:
        (folder / "timestamp.txt").write_text(time, "utf-8")
    return folder


@pytest.fixture(scope="session")
def journal(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the journal of a careful learner."""
    folder = tmp_path_factory.mktemp("class")
    learner = next(one for one in simulate(12, seed=1, folder=folder) if one.habit == "careful")
    return (folder / learner.id / JOURNAL).read_bytes()
