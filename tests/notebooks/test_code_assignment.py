"""An assignment that asks for code, from its source to the mark: handed out, handed in, run in a box, judged outside."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytest.importorskip("nbgrader")

from tests.hostile.test_sandbox_code import HONEST

from sourcenet.errors import CannotDo
from sourcenet.marking import autograde, gradebook, sandbox
from sourcenet.marking.assignment import asks_for_code, read_assignment
from sourcenet.marking.course import Course
from sourcenet.marking.judged import Judged
from sourcenet.marking.judging import judge
from sourcenet.marking.submission import read_submission

NAME = "code-network"
ASKED = "### BEGIN SOLUTION\nnetwork.add('Half an Hour', kind='site')\n### END SOLUTION"
CHECK = "sn.check(network, sn.reasons_given(share=0.9), points=10)"


def _cell(name: str, kind: str, source: str, **flags: Any) -> dict[str, Any]:
    grading = {"grade_id": name, "schema_version": 3, "grade": False, "solution": False, "locked": True, "task": False}
    own: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"id": name, "cell_type": kind, "source": source, "metadata": {"nbgrader": grading | flags}} | own


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = Course.make(tmp_path_factory.mktemp("code") / "course")
    cells = [
        _cell("title", "markdown", "# Build your network by code"),
        _cell("setup", "code", "import sourcenet as sn\n\nnetwork = sn.open_network()"),
        _cell("mine", "code", ASKED, solution=True, locked=False),
        _cell("check", "code", CHECK, grade=True, points=10),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    there = course.folder / "source" / NAME
    there.mkdir()
    document = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (there / f"{NAME}.ipynb").write_text(json.dumps(document))
    course.generate(NAME)
    return course


def marked(course: Course, learner: str, code: str, *, trust: bool = False, hand: str = "") -> Judged:
    """Hand in the release with a learner's code in it, and mark it as the pile does."""
    document = json.loads((course.folder / "release" / NAME / f"{NAME}.ipynb").read_text())
    for cell in document["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] == "mine":
            cell["source"] = code
        if cell["metadata"]["nbgrader"]["grade_id"] == "check":
            cell["source"] = "10.0"
    folder = course.folder / "submitted" / learner / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(json.dumps(document))
    (folder / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC")
    assignment = read_assignment(course.folder, NAME)
    submission = read_submission(folder, assignment, learner)
    ran = sandbox.run_code(folder, assignment, submission, trust=trust, limits=sandbox.Limits(wall=20))
    return sandbox.with_outputs(judge(assignment, sandbox.with_code(submission, ran)), ran)


def score(judged: Judged) -> float | None:
    return judged.notebooks[0].scores["check"]


@pytest.mark.parametrize("trust", [False, True])
def test_from_source_to_mark(course: Course, trust: bool) -> None:
    if not trust and not (can := sandbox.means()).ok:
        pytest.skip(can.missing)
    assert asks_for_code(read_assignment(course.folder, NAME))
    who = "learner-1" if trust else "learner-0"
    honest = marked(course, f"{who}1", HONEST, trust=trust)
    assert score(honest) == 10.0 and not honest.broken
    cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in honest.notebooks[0].document["cells"]}
    assert "9 sources" in cells["mine"]["outputs"][0]["text"]

    stopped = marked(course, f"{who}2", HONEST + "import os\nos._exit(3)", trust=trust)
    assert score(stopped) == 10.0 and any("exit code 3" in sentence for sentence in stopped.broken)

    cheat = "import sourcenet as sn\nsn.check = lambda *a, **k: 10\nnetwork = None\nprint(10.0)"
    assert score(marked(course, f"{who}3", cheat, trust=trust)) == 0.0

    link = "import os\nnetwork.add('Half an Hour')\nos.unlink('my-network.jsonl')\nos.symlink('/dev/zero', 'my-network.jsonl')"
    left = marked(course, f"{who}4", link, trust=trust)
    assert score(left) is None and left.broken


def test_inside_nbgrader_it_is_refused_and_nobody_has_a_mark(course: Course) -> None:
    """Judged without its code, honest work would have 0 points and nobody would hear of it."""
    document = json.loads((course.folder / "release" / NAME / f"{NAME}.ipynb").read_text())
    for cell in document["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] == "mine":
            cell["source"] = HONEST
    folder = course.folder / "submitted" / "learner-21" / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text(json.dumps(document))
    done = course.autograde(NAME, "learner-21")
    assert not done.ok and f"sourcenet mark autograde {NAME}" in done.problem
    (mark,) = (one for one in gradebook.marks(course, NAME) if one.learner == "learner-21")
    assert mark.state == "not marked"


def test_the_pile_runs_it_in_a_box_or_says_why_not(course: Course) -> None:
    folder = course.folder / "submitted" / "learner-22" / NAME
    folder.mkdir(parents=True)
    document = json.loads((course.folder / "release" / NAME / f"{NAME}.ipynb").read_text())
    for cell in document["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] == "mine":
            cell["source"] = HONEST
    (folder / f"{NAME}.ipynb").write_text(json.dumps(document))
    if not (can := sandbox.means()).ok:
        with pytest.raises(CannotDo, match="trust-code"):
            autograde(course, NAME, only=["learner-22"])
        pytest.skip(can.missing)
    report = autograde(course, NAME, only=["learner-22"])
    assert "box" in report.ran and report.outcomes[0].state == "marked"
    (mark,) = (one for one in gradebook.marks(course, NAME) if one.learner == "learner-22")
    assert mark.checks == {"check": 10.0}
    kept = course.folder / "autograded" / "learner-22" / NAME / "my-network.jsonl"
    assert kept.read_bytes().count(b"\n") > 5, "the network that the code made is what was judged, and is kept"
    assert autograde(course, NAME, only=["learner-22"]).outcomes[0].state == "unchanged"
