"""The demo's class gets the marks that were planted, by ``nbgrader autograde``; a broken one stops nobody."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbgrader")

from sourcenet.cohort.simulate import POINTS, simulate
from sourcenet.marking import gradebook
from sourcenet.marking.course import Course
from sourcenet.marking.scripts import check_cells

ASSIGNMENT = "build-network"


@pytest.fixture(scope="module")
def course(rehearsed: dict[str, Any]) -> Course:
    """Return the course of the demo."""
    return Course(rehearsed["course"])


def test_the_demo_says_that_all_is_as_planted(rehearsed: dict[str, Any]) -> None:
    wrong = [one for one in rehearsed["learners"] if not one["agrees"]]
    assert wrong == []
    assert rehearsed["exit"] == 0
    assert rehearsed["stderr"] == ""


def test_every_check_cell_in_the_gradebook_has_the_points_that_were_planted(course: Course) -> None:
    """Read the database itself: neither the demo's report nor the toolkit's reader of marks is asked."""
    cells = check_cells(course.folder / "release" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")
    assert {name: points for name, (_cell, points) in cells.items()} == POINTS
    with sqlite3.connect(course.folder / "gradebook.db") as base:
        rows = base.execute(
            """select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade
               join base_cell on base_cell.id = grade.cell_id
               join submitted_notebook on submitted_notebook.id = grade.notebook_id
               join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"""
        ).fetchall()
    given = {(learner, cell): score for learner, cell, score in rows}
    learners = simulate(13, seed=1)
    for learner in learners:
        for name, mark in learner.deserves().items():
            assert given[learner.id, cells[name][0]] == pytest.approx(mark, abs=0.005), (
                learner.id,
                learner.habit,
                name,
            )


def test_the_broken_ones_are_named_and_everybody_is_marked(rehearsed: dict[str, Any], course: Course) -> None:
    problems = {one["habit"]: one["problem"] for one in rehearsed["learners"] if one["problem"]}
    assert {"broken notebook", "empty"} <= set(problems) <= {"broken notebook", "empty", "damaged journal"}
    assert "build-network.ipynb" in problems["broken notebook"]
    assert "my-network.jsonl" in problems["empty"]
    states = {mark.learner: mark.state for mark in gradebook.marks(course, ASSIGNMENT)}
    broken = next(one["learner"] for one in rehearsed["learners"] if one["habit"] == "broken notebook")
    assert states.pop(broken) == "waits for a person", "what could not be read is asked for again"
    assert len(states) == 12 and set(states.values()) == {"marked"}


def test_marks_come_out_as_ids_and_numbers(rehearsed: dict[str, Any]) -> None:
    with Path(rehearsed["marks"]).open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["learner"] for row in rows] == [one["learner"] for one in rehearsed["learners"]]
    for row, one in zip(rows, rehearsed["learners"], strict=True):
        assert row["mark"] == ("" if one["mark"] is None else str(one["mark"]))
        assert row["out of"] == "100.0"
        checks = [float(row[cell]) for cell in row if cell.startswith("check-") and row[cell]]
        assert sum(checks) == pytest.approx(one["planted"] or 0.0, abs=0.005)


def test_each_who_was_marked_gets_a_page_with_marks_words_and_the_markers_comment(
    rehearsed: dict[str, Any], course: Course
) -> None:
    learners = {one.id: one for one in simulate(13, seed=1)}
    for one in rehearsed["learners"]:
        page = course.folder / "feedback" / one["learner"] / ASSIGNMENT / f"{ASSIGNMENT}.html"
        assert page.is_file(), one["learner"]
        html = page.read_text()
        waits = one["habit"] == "broken notebook"
        assert ("[demo]" in html) == (not waits)
        assert (f"{one['mark']:g} of 100" in html) == (not waits), "no total before all of it is read"
        assert ("could not be read" in html) == bool(one["problem"])
        written = learners[one["learner"]].answers.get("my-offer", "")
        assert (written[:40].split(" to a ")[0] in html) == (one["habit"] != "broken notebook" or not written)


def test_text_of_learners_stays_text_in_what_a_marker_opens(rehearsed: dict[str, Any], course: Course) -> None:
    hostile = next(one["learner"] for one in rehearsed["learners"] if one["habit"] == "hostile text")
    html = (course.folder / "feedback" / hostile / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert "&lt;img src=x" in html  # it is there, as text
    assert "<img src=x" not in html
    assert "<script>document.title" not in html


def test_marking_again_keeps_what_a_person_gave(course: Course, tmp_path: Path) -> None:
    import shutil

    again = Course(shutil.copytree(course.folder, tmp_path / "course"))
    before = {mark.learner: mark for mark in gradebook.marks(again, ASSIGNMENT)}
    learner = next(one for one, mark in before.items() if mark.state == "marked" and mark.score)
    assert again.autograde(ASSIGNMENT, learner).ok
    after = {mark.learner: mark for mark in gradebook.marks(again, ASSIGNMENT)}
    assert after[learner].score == before[learner].score
    assert after[learner].written == before[learner].written


def test_more_points_than_a_cell_has_are_refused(course: Course, tmp_path: Path) -> None:
    import shutil

    from sourcenet.errors import BadValue

    again = Course(shutil.copytree(course.folder, tmp_path / "course"))
    learner = next(mark.learner for mark in gradebook.marks(again, ASSIGNMENT) if mark.state == "marked")
    with pytest.raises(BadValue, match="20 points"):
        gradebook.give(again, ASSIGNMENT, learner, points={"my-network": 21})


@pytest.mark.parametrize("word", ["../up", "", ".hidden", "a/b", "a b", "-x"])
def test_a_name_that_leaves_the_course_is_refused(course: Course, word: str) -> None:
    from sourcenet.errors import BadValue

    with pytest.raises(BadValue, match="cannot be the name of a folder"):
        course.place(ASSIGNMENT, word, [])


def test_links_in_a_submission_are_not_followed(tmp_path: Path, course: Course) -> None:
    secret = course.folder / "gradebook.db"
    link = tmp_path / "my-network.jsonl"
    link.symlink_to(secret)
    plain = tmp_path / "build-network.ipynb"
    plain.write_text("{}")
    there = Course.make(tmp_path / "other").place(ASSIGNMENT, "learner-99", [link, plain])
    assert [path.name for path in there.iterdir()] == ["build-network.ipynb"]


def test_the_demo_leaves_nothing_outside_its_folder(rehearsed: dict[str, Any]) -> None:
    assert sorted(path.name for path in rehearsed["folder"].iterdir()) == ["course", "learners", "marks.csv"]
    home = rehearsed["folder"].parent / "home"
    assert sorted(path.name for path in home.iterdir() if path.name != ".cache") == [".ipython", ".jupyter"]


@pytest.mark.parametrize("assignment", ["appraise-and-critique", "grow-and-prune"])
def test_a_class_that_does_a_later_assignment_gets_what_was_planted(assignment: str, tmp_path: Path) -> None:
    from sourcenet.marking.rehearsal import rehearse

    rehearsal = rehearse(tmp_path / "class", n=13, seed=1, assignment=assignment)
    assert [row.habit for row in rehearsal.rows if not row.agrees] == []
    full = {row.habit for row in rehearsal.rows if row.given == 30}
    assert {"careful", "hostile text", "late starter", "broken notebook"} <= full
    assert any(row.mark == 100 for row in rehearsal.rows)
