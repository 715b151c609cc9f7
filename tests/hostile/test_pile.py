"""A pile of hostile and broken submissions: it ends, each has its sentence and its own mark, no other's changes, nothing runs."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

pytest.importorskip("nbgrader")

from tests.hostile.pile import CHECKS, JOURNAL, NAME, NOTEBOOK, Pile, lay
from tests.unit.marking.clean_dom import Dom

from sourcenet.cohort.simulate import simulate
from sourcenet.marking.autograding import Report, autograde
from sourcenet.marking.course import Course


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Pile:
    base = tmp_path_factory.mktemp("pile")
    course = Course.make(base / "course")
    course.generate(NAME)
    learner = next(one for one in simulate(12, seed=1, folder=base / "class") if one.habit == "careful")
    return lay(course.folder, (base / "class" / learner.id / JOURNAL).read_bytes(), base / "witness")


@pytest.fixture(scope="module")
def marked(laid: Pile) -> Report:
    return autograde(laid.course, NAME)


def checks(course: Path) -> dict[str, dict[str, float | None]]:
    """Read the points of the checks out of the gradebook, by learner; None where a person must decide."""
    ask = """select s.student_id, b.name, g.auto_score, g.needs_manual_grade from grade g
        join base_cell b on b.id = g.cell_id join submitted_notebook n on n.id = g.notebook_id
        join submitted_assignment s on s.id = n.assignment_id"""
    found: dict[str, dict[str, float | None]] = {}
    with sqlite3.connect(course / "gradebook.db") as base:
        for learner, cell, score, needs in base.execute(ask):
            if cell in CHECKS:
                assert (score is None) == bool(needs), (learner, cell)
                found.setdefault(learner, {})[cell] = score
    return found


def test_there_are_enough_of_them(laid: Pile) -> None:
    assert len(laid.planted) >= 35 + 3


def test_each_has_its_mark_and_its_sentences(laid: Pile, marked: Report) -> None:
    outcomes = {one.learner: one for one in marked.outcomes}
    given = checks(laid.course)
    wrong = []
    for planted in laid.planted:
        one = outcomes[planted.learner]
        points = list(given.get(planted.learner, {}).values())
        total = None if not points or None in points else sum(points)  # type: ignore[arg-type]
        torn = planted.learner == "journal-torn"  # what stood in the last line is gone, and only that
        if not (total is not None and total <= 30 if torn else total == planted.checks):
            wrong.append((planted.learner, "points", planted.checks, points))
        if (planted.reads in one.sentence) is False or bool(planted.reads) != (one.state == "broken"):
            wrong.append((planted.learner, "reads", planted.reads, one.state, one.sentence))
        look = " ".join(one.look_at)
        if planted.look and planted.look != "any" and planted.look not in look:
            wrong.append((planted.learner, "look", planted.look, look))
    assert wrong == []


def test_nothing_ran_and_nothing_was_carried_over(laid: Pile, marked: Report) -> None:
    assert marked.failed == ()
    assert not laid.witness.exists()
    for planted in laid.planted:
        folder = laid.course / "autograded" / planted.learner / NAME
        names = {path.name for path in folder.iterdir()}
        assert names <= {NOTEBOOK, JOURNAL, "timestamp.txt"}, planted.learner
        assert not any(path.is_symlink() for path in folder.iterdir())
        page = laid.course / "feedback" / planted.learner / NAME / f"{NAME}.html"
        html = page.read_text("utf-8")
        assert "<script" not in html and "SQLite format 3" not in html
        ours = {cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"]) for cell in laid.release}
        document = json.loads((folder / NOTEBOOK).read_bytes())
        for cell in document["cells"]:
            if cell["source"].startswith('<div class="sn-words'):
                assert Dom(cell["source"]).problems == [], planted.learner
            elif cell["cell_type"] == "markdown" and not cell["metadata"].get("sourcenet"):
                assert cell["source"] in ours, planted.learner
            assert len(json.dumps(cell)) < 400_000


def test_the_honest_ones_are_as_they_are_alone(laid: Pile, marked: Report, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    shutil.copytree(
        laid.course,
        alone,
        symlinks=True,
        ignore=shutil.ignore_patterns("submitted", "autograded", "feedback", "gradebook.db"),
    )
    Course(alone).generate(NAME)
    for number in range(3):
        shutil.copytree(laid.course / "submitted" / f"honest-{number}", alone / "submitted" / f"honest-{number}")
    autograde(alone, NAME)
    given, by_themselves = checks(laid.course), checks(alone)
    assert set(by_themselves) == {"honest-0", "honest-1", "honest-2"}
    for learner, points in by_themselves.items():
        assert given[learner] == points == CHECKS
        one, other = (
            json.loads((course / "autograded" / learner / NAME / NOTEBOOK).read_bytes())["cells"]
            for course in (laid.course, alone)
        )
        assert one == other


def test_a_second_run_changes_nothing(laid: Pile, marked: Report) -> None:
    before = (laid.course / "gradebook.db").read_bytes()
    again = autograde(laid.course, NAME)
    assert {one.state for one in again.outcomes} == {"unchanged"}
    assert (laid.course / "gradebook.db").read_bytes() == before
