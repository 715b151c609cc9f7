"""A pile: who is listed, what is written where, what a second run finds, what a run leaves that was ended."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import time
from pathlib import Path

import pytest
from tests.unit.marking.made_gradebook import NAME, change, make_gradebook, rows_of

from sourcenet.errors import CannotDo
from sourcenet.marking.judged import Assignment, Judged, JudgedNotebook, Notebook, Submission
from sourcenet.marking.pile import one_run as one_run_module
from sourcenet.marking.pile import run as run_module
from sourcenet.marking.pile.folders import Desk, as_bytes, clear_up
from sourcenet.marking.pile.listing import list_pile
from sourcenet.marking.pile.one_run import one_run
from sourcenet.marking.pile.run import Run, Steps
from sourcenet.marking.pile.workers import Limits

posix = pytest.mark.skipif(sys.platform == "win32", reason="no links, no odd names and no modes there")
ASSIGNMENT = Assignment(
    NAME, (Notebook(NAME, ()),), {"words.json": b"{}", "data/table.csv": b"a,b\n", "../out.txt": b"x", "/out.txt": b"x"}
)


def hand_in(course, learner, text="5"):
    folder = course / "submitted" / learner / NAME
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "my-network.jsonl").write_text(text)
    return folder


@pytest.fixture
def course(tmp_path):
    make_gradebook(tmp_path)
    for number in range(1, 6):
        hand_in(tmp_path, f"learner-{number:02}", str(number))
    return tmp_path


def read(course):
    def read_it(learner):
        journal = (course / "submitted" / learner / NAME / "my-network.jsonl").read_bytes()
        return Submission(learner, {NAME: []}, journal, "2026-11-20 11:00:00.000000", fingerprint=journal.decode())

    return read_it


def judge(submission, earlier):
    """Give as many points as the journal says; words stand for what goes wrong."""
    text = submission.journal.decode()
    if text == "hang":
        time.sleep(60)
    if text == "die":
        os._exit(1)
    points, _sep, broken = text.partition(" ")
    facts = {
        "fingerprint": submission.fingerprint,
        "before": earlier.journal.decode() if earlier.journal else "",
        "broken": [broken] if broken else [],
        "look_at": [],
    }
    document = {"cells": [{"id": "one"}], "metadata": {"sourcenet": facts}, "nbformat": 4, "nbformat_minor": 5}
    scores = {"check-reasons": float(points), "check-route": None}
    notebook = JudgedNotebook(NAME, scores, {"my-route": None}, document)
    return Judged(submission.learner, (notebook,), submission.timestamp, (broken,) if broken else ())


def mark(course, *, again=False, page=None, has_page=lambda _learner: True, jobs=2, judge=judge, only=None, told=None):
    steps = Steps(read(course), judge, lambda submission: submission.fingerprint, page, has_page)
    told = told if told is not None else []
    run = Run(course, ASSIGNMENT, steps, tell=lambda *said: told.append(said), again=again)
    learners = list_pile(course, NAME, only).learners
    outcomes = run.through(learners, jobs=jobs, limits=Limits(cpu=5, wall=1.0))
    return {one.learner: one for one in outcomes}


def states(outcomes):
    return [one.state for one in outcomes.values()]


def points(course):
    return {row[0]: row[3] for row in rows_of(course)["grades"] if row[1] == "check-reasons"}


def facts(course, learner):
    path = course / "autograded" / learner / NAME / f"{NAME}.ipynb"
    return json.loads(path.read_bytes())["metadata"]["sourcenet"]


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# -- a run


def test_everybody_is_marked_and_told(course) -> None:
    told = []
    assert states(mark(course, told=told)) == ["marked"] * 5
    assert points(course) == {f"learner-{number:02}": float(number) for number in range(1, 6)}
    assert (told[0], told[-1]) == (("marking", 0, 5), ("marking", 5, 5))


def test_the_folder_holds_what_a_marker_needs_and_nothing_else_of_the_students(course) -> None:
    (course / "submitted" / "learner-01" / NAME / "evil.html").write_text("<script>")
    mark(course)
    folder = course / "autograded" / "learner-01" / NAME
    assert set(files(folder)) == {
        f"{NAME}.ipynb",
        "my-network.jsonl",
        "timestamp.txt",
        "words.json",
        str(Path("data/table.csv")),
    }
    assert (folder / "timestamp.txt").read_text() == "2026-11-20 11:00:00.000000 UTC\n"
    assert {path.name for path in (course / "autograded").iterdir()} == {
        f"learner-{number:02}" for number in range(1, 6)
    }
    assert not list(course.rglob("out.txt"))


@posix
def test_the_files_are_only_to_be_read_as_nbgrader_leaves_them(course) -> None:
    mark(course)
    folder = course / "autograded" / "learner-01" / NAME
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()} == {0o444}


def test_a_second_run_changes_nothing(course) -> None:
    mark(course)
    before = {path: path.stat().st_mtime_ns for path in course.rglob("*") if path.is_file()}
    assert states(mark(course)) == ["unchanged"] * 5
    assert {path: path.stat().st_mtime_ns for path in course.rglob("*") if path.is_file()} == before


def test_again_marks_what_did_not_change_to_the_same_rows(course) -> None:
    mark(course)
    rows = rows_of(course)
    assert states(mark(course, again=True)) == ["marked"] * 5
    assert rows_of(course) == rows


def test_only_what_changed_is_marked_again_with_what_stood_before(course) -> None:
    mark(course)
    hand_in(course, "learner-03", "9")
    outcomes = mark(course)
    assert {learner: one.state for learner, one in outcomes.items() if one.state != "unchanged"} == {
        "learner-03": "marked"
    }
    assert points(course)["learner-03"] == 9.0
    assert facts(course, "learner-03")["before"] == "3"


def test_a_gradebook_put_back_from_a_copy_is_filled_again(course) -> None:
    mark(course)
    rows = rows_of(course)
    (course / "gradebook.db").unlink()
    make_gradebook(course)
    assert states(mark(course)) == ["marked"] * 5
    assert rows_of(course) == rows


def test_a_folder_that_lost_a_notebook_is_made_again(course) -> None:
    mark(course)
    (course / "autograded" / "learner-02" / NAME / f"{NAME}.ipynb").unlink()
    assert mark(course)["learner-02"].state == "marked"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_one_that_hangs_and_one_that_dies_cost_nobody_else_and_keep_their_old_mark(course) -> None:
    mark(course)
    hand_in(course, "learner-02", "hang")
    hand_in(course, "learner-04", "die")
    hand_in(course, "learner-05", "7 The journal is torn.")
    outcomes = mark(course)
    assert states(outcomes) == ["unchanged", "failed", "unchanged", "failed", "broken"]
    assert "longer than 1 seconds" in outcomes["learner-02"].sentence
    assert "ended by the system" in outcomes["learner-04"].sentence
    assert outcomes["learner-05"].sentence == "The journal is torn."
    assert points(course) == {
        "learner-01": 1.0,
        "learner-02": 2.0,
        "learner-03": 3.0,
        "learner-04": 4.0,
        "learner-05": 7.0,
    }
    assert facts(course, "learner-02")["fingerprint"] == "2"
    assert mark(course)["learner-05"].sentence == "The journal is torn.", "told again, though unchanged"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_one_that_fails_the_first_time_has_no_row_and_no_folder(course) -> None:
    hand_in(course, "learner-02", "die")
    assert mark(course)["learner-02"].state == "failed"
    assert "learner-02" not in points(course)
    assert not (course / "autograded" / "learner-02").exists()


def test_pages_are_written_after_the_folders_and_only_where_something_changed(course) -> None:
    written = course / "pages"
    written.mkdir()

    def page(learner):
        assert (course / "autograded" / learner / NAME).is_dir()
        if learner == "learner-03":
            raise CannotDo("There is no ink.")
        with (written / learner).open("a") as file:
            file.write("x")

    def has_page(learner):
        return (written / learner).exists() or learner == "learner-03"

    outcomes = mark(course, page=page, has_page=has_page)
    assert outcomes["learner-03"].state == "marked"
    assert "There is no ink." in outcomes["learner-03"].look_at[0]
    hand_in(course, "learner-02", "8")
    (written / "learner-05").unlink()
    mark(course, page=page, has_page=has_page)
    assert {path.name: path.read_text() for path in written.iterdir()} == {
        "learner-01": "x", "learner-02": "xx", "learner-04": "x", "learner-05": "x",
    }  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("jobs", [1, 2])
def test_everybody_is_stored_however_batches_and_pages_meet(course, monkeypatch, size, jobs) -> None:
    monkeypatch.setattr(run_module, "BATCH", size)
    assert states(mark(course, page=lambda _learner: time.sleep(0.002), jobs=jobs)) == ["marked"] * 5
    assert len(points(course)) == 5


def test_lateness_is_told_and_its_cost_is_that_of_the_settings(course) -> None:
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    change(course, "update assignment set duedate = '2026-11-20 10:00:00.000000'")
    assert {one.seconds_late for one in mark(course).values()} == {3600.0}
    assert [row[3] for row in rows_of(course)["notebooks"]] == [1.0, 2.0, 3.0, 4.0, 5.0]
    change(
        course,
        "update submitted_assignment set extension = '1970-01-01 01:00:00.000000' where student_id = 'learner-02'",
    )
    outcomes = mark(course)
    assert (outcomes["learner-02"].state, outcomes["learner-02"].seconds_late) == ("unchanged", 0.0)
    assert [row[3] for row in rows_of(course)["notebooks"]] == [1.0, 2.0, 3.0, 4.0, 5.0], (
        "as nbgrader: not marked again"
    )
    mark(course, again=True)
    assert [row[3] for row in rows_of(course)["notebooks"]] == [1.0, None, 3.0, 4.0, 5.0]


def test_a_rule_for_lateness_that_fails_is_told_and_stops_nobody(course) -> None:
    (course / "nbgrader_config.py").write_text("raise SystemError('no rule')\nc.LateSubmissionPlugin.x = 1\n")
    change(course, "update assignment set duedate = '2026-11-20 10:00:00.000000'")
    outcomes = mark(course)
    assert states(outcomes) == ["marked"] * 5
    assert all("no rule" in one.look_at[0] for one in outcomes.values())


# -- who is listed


@posix
def test_links_files_and_odd_names_are_told_and_not_followed(course, tmp_path) -> None:
    elsewhere = hand_in(tmp_path / "elsewhere", "learner-99")
    (course / "submitted" / "linked-01").symlink_to(elsewhere.parent)
    (course / "submitted" / "linked-02").mkdir()
    (course / "submitted" / "linked-02" / NAME).symlink_to(elsewhere)
    (course / "submitted" / "file-01").mkdir()
    (course / "submitted" / "file-01" / NAME).write_text("x")
    (course / "submitted" / "notes.txt").write_text("x")
    (course / "submitted" / ".hidden").mkdir()
    for name in ("turned\u202eround", "two\nlines", "x" * 129, os.fsdecode(b"caf\xe9")):
        hand_in(course, name)
    (course / "submitted" / "learner-06").mkdir()  # handed in something else
    pile = list_pile(course, NAME)
    assert pile.learners == tuple(f"learner-{number:02}" for number in range(1, 6))
    told = {one.learner: one.sentence for one in pile.refused}
    assert set(told) == {
        "linked-01", "linked-02", "file-01", "turned\\u202eround", "two\\x0alines", "x" * 127 + "…", "caf\\udce9",
    }  # fmt: skip
    assert "links are not followed" in told["linked-01"] and "links are not followed" in told["linked-02"]
    assert "is a file" in told["file-01"]
    assert "cannot be a learner's id" in told["caf\\udce9"]
    assert all(one.state == "failed" and one.learner.isprintable() for one in pile.refused)


def test_only_some_and_who_is_not_there(course) -> None:
    assert list_pile(course, NAME, frozenset({"learner-02"})).learners == ("learner-02",)
    with pytest.raises(CannotDo, match="learner-77"):
        list_pile(course, NAME, frozenset({"learner-02", "learner-77"}))
    with pytest.raises(CannotDo, match="Nobody has handed in other"):
        list_pile(course, "other")
    with pytest.raises(CannotDo, match="Nobody"):
        list_pile(course / "nowhere", NAME)


# -- one run at a time


def test_two_runs_do_not_mix(course, monkeypatch) -> None:
    monkeypatch.setattr(one_run_module, "PATIENCE", 0.05)
    with one_run(course):
        with pytest.raises(CannotDo, match="another run"), one_run(course):
            pass
        if hasattr(os, "fork"):  # the lock is ours alone: a worker that outlives us does not keep it
            assert mark(course)["learner-01"].state == "marked"
    with one_run(course):
        pass


# -- what a run leaves that was ended


def test_an_old_folder_goes_back_where_nothing_stands(course) -> None:
    mark(course)
    place = course / "autograded" / "learner-01" / NAME
    before = files(place)
    own = course / "autograded" / ".marking" / "1-x" / NAME
    (own / "old").mkdir(parents=True)
    place.rename(own / "old" / "learner-01")
    (own / "new" / "learner-01").mkdir(parents=True)
    clear_up(course)
    assert files(place) == before
    assert not (course / "autograded" / ".marking").exists()


def test_an_old_folder_goes_where_the_new_one_stands(course) -> None:
    mark(course)
    place = course / "autograded" / "learner-01" / NAME
    before = files(place)
    old = course / "autograded" / ".marking" / "1-x" / NAME / "old" / "learner-01"
    shutil.copytree(place, old)
    (old / f"{NAME}.ipynb").unlink()
    clear_up(course)
    assert files(place) == before
    assert not (course / "autograded" / ".marking").exists()


def test_a_document_is_whole_json_whatever_is_in_it(tmp_path) -> None:
    document = {"cells": [{"source": "a\ud800b\u2028c"}, {"source": "x"}], "metadata": {}, "nbformat": 4}
    read_back = json.loads(as_bytes(document))
    assert read_back == {**document, "cells": [{"source": "a?b\u2028c"}, {"source": "x"}]}
    assert json.loads(as_bytes({"cells": []})) == {"cells": []}


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_cannot_be_written_is_told(course) -> None:
    (course / "autograded").mkdir()
    (course / "autograded" / "learner-02").mkdir(mode=0o500)
    outcomes = mark(course)
    assert states(outcomes) == ["marked", "failed", "marked", "marked", "marked"]
    assert "could not be written" in outcomes["learner-02"].sentence


def test_the_old_folder_stands_again_where_the_new_one_cannot_take_its_place(course) -> None:
    mark(course)
    place = course / "autograded" / "learner-01" / NAME
    before = files(place)
    desk = Desk(course, NAME)
    (course / "autograded" / ".marking").mkdir()
    desk._old.mkdir(parents=True)
    with pytest.raises(FileNotFoundError):
        desk.settle("learner-01")  # nothing new was written
    assert files(place) == before


def test_a_settling_that_fails_is_told_and_stops_nobody(course, monkeypatch) -> None:
    settle = Desk.settle

    def full(desk, learner):
        if learner == "learner-02":
            raise OSError(28, "No space left on device")
        settle(desk, learner)

    monkeypatch.setattr(Desk, "settle", full)
    outcomes = mark(course)
    assert states(outcomes) == ["marked", "failed", "marked", "marked", "marked"]
    assert "No space left" in outcomes["learner-02"].sentence
    monkeypatch.undo()
    assert states(mark(course)) == ["unchanged", "marked", "unchanged", "unchanged", "unchanged"]
