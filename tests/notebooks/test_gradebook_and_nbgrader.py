"""Our gradebook is nbgrader's: the same tables, the same rows by either writer, and nbgrader's own export reads it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

pytest.importorskip("nbgrader")

from tests.unit.marking.made_gradebook import SCHEMA, change, rows_of

from sourcenet.marking import gradebook
from sourcenet.marking.course import Course
from sourcenet.marking.gradebook.late import late_penalty
from sourcenet.marking.gradebook.schema import KNOWN
from sourcenet.marking.judged import Judged, JudgedNotebook

NAME = "build-network"
LEARNERS = ["learner-07", "learner-08"]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A course whose assignment nbgrader itself has entered."""
    course = Course.make(tmp_path_factory.mktemp("course") / "course")
    course.generate(NAME, due=datetime(2026, 11, 20, 12))
    return course.folder


@pytest.fixture
def folder(made, tmp_path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "course"))


def unknown(folder: Path) -> Path:
    """Let a course's gradebook look like one of another version."""
    change(folder, "update alembic_version set version_num = 'ffffffffffff'")
    return folder


def judged(learner: str, reasons: float | None = 8.5, timestamp: str = "2026-11-20 13:00:00.000000") -> Judged:
    scores = {"check-reasons": reasons, "check-route": 0.0, "my-network": None, "my-route": 0.0, "my-offer": None}
    comments = {"my-network": None, "my-route": "No response.", "my-offer": None, "connect-task": None}
    return Judged(learner, (JudgedNotebook(NAME, scores, comments, {}),), timestamp)


def live_through(folder: Path) -> dict[str, list[tuple]]:
    """Mark, let persons give marks, extra credit and an extension, and mark again what changed."""
    gradebook.store(folder, NAME, [judged("learner-07"), judged("learner-08", timestamp="")], lambda *_asked: 3.25)
    gradebook.give(
        Course(folder),
        NAME,
        "learner-07",
        points={"my-network": 15, "check-reasons": 4},
        comments={"my-route": "Say when."},
    )
    change(folder, "update grade set extra_credit = 1.5 where auto_score = 8.5")
    change(
        folder,
        "update submitted_assignment set extension = '1970-01-01 00:20:00.000000' where student_id = 'learner-07'",
    )
    assert gradebook.store(folder, NAME, [judged("learner-07", None), judged("learner-08")], lambda *_asked: 100) == {
        "learner-07": 2400.0, "learner-08": 3600.0,
    }  # fmt: skip
    return rows_of(folder)


def test_the_tables_are_those_that_nbgrader_makes(made) -> None:
    with closing(sqlite3.connect(made / "gradebook.db")) as real, closing(sqlite3.connect(":memory:")) as ours:
        ours.executescript(SCHEMA)
        ask = "select name from sqlite_master where type = 'table'"
        tables = {name for (name,) in real.execute(ask)}
        assert tables == {name for (name,) in ours.execute(ask)}
        for table in tables:
            columns = real.execute(f"pragma table_info({table})").fetchall()
            assert columns == ours.execute(f"pragma table_info({table})").fetchall(), table
        (version,) = real.execute("select version_num from alembic_version").fetchone()
        for table, columns in KNOWN[version].items():
            assert {row[1] for row in real.execute(f"pragma table_info({table})")} == set(columns.split())


def test_a_layout_that_is_not_known_is_written_by_nbgrader_to_the_same_rows(folder, made, tmp_path) -> None:
    by_api = unknown(Path(shutil.copytree(made, tmp_path / "other")))
    before = (folder / "gradebook.db").read_bytes()
    assert live_through(folder) == live_through(by_api)
    assert (folder / "gradebook.db").read_bytes() != before
    for read in (gradebook.marks, lambda course, name: gradebook.waiting(course, name, "learner-07")):
        (by_api / "submitted" / "learner-07" / NAME).mkdir(parents=True, exist_ok=True)
        (folder / "submitted" / "learner-07" / NAME).mkdir(parents=True, exist_ok=True)
        assert read(Course(folder), NAME) == read(Course(by_api), NAME)


def test_nbgraders_api_reads_what_we_wrote(folder) -> None:
    from nbgrader.api import Gradebook

    live_through(folder)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as base:
        one = base.find_submission(NAME, "learner-07")
        assert (one.score, one.needs_manual_grade, one.total_seconds_late) == (20.5, True, 2400.0)
        assert one.late_submission_penalty == 20.5, "asked for 100, and never more than the score"


def test_nbgrader_export_writes_the_marks_that_we_write(folder, tmp_path) -> None:
    import csv

    live_through(folder)
    nbgrader = str(Path(sys.executable).with_name("nbgrader"))
    done = subprocess.run(
        [nbgrader, "export", "--db", f"sqlite:///{folder / 'gradebook.db'}", "--to", str(tmp_path / "grades.csv")],
        cwd=folder, capture_output=True, text=True, timeout=120,
        env={**os.environ, "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with (tmp_path / "grades.csv").open() as file:
        exported = {row["student_id"]: row for row in csv.DictReader(file)}
    for learner in LEARNERS:
        (folder / "submitted" / learner / NAME).mkdir(parents=True, exist_ok=True)
    for mark in gradebook.marks(Course(folder), NAME):
        row = exported[mark.learner]
        assert float(row["raw_score"]) == mark.score
        assert float(row["max_score"]) == mark.out_of
        assert float(row["score"]) == max(0.0, mark.score - float(row["late_submission_penalty"]))


def test_a_plugin_of_the_courses_own_says_what_lateness_costs(folder) -> None:
    settings = folder / "nbgrader_config.py"
    settings.write_text(
        "from nbgrader.plugins import LateSubmissionPlugin\n"
        "class Hourly(LateSubmissionPlugin):\n"
        "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
        "        return 1.5 * total_seconds_late / 3600\n"
        "c = get_config()\n"
        "c.AssignLatePenalties.plugin_class = Hourly\n"
    )
    gradebook.store(folder, NAME, [judged("learner-07")], late_penalty(folder))
    assert rows_of(folder)["notebooks"] == [("learner-07", NAME, 0, 1.5)]
    settings.write_text("c = get_config()\nif True:\n    c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    gradebook.store(folder, NAME, [judged("learner-07")], late_penalty(folder))
    assert rows_of(folder)["notebooks"] == [("learner-07", NAME, 0, 8.5)]
