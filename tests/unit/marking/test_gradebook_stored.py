"""The gradebook is written in one go, only where something changed, and read back as it stands."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace

import pytest
from tests.unit.marking.made_gradebook import NAME, change, make_gradebook, rows_of

from sourcenet.errors import BadValue, CannotDo, UnreadableFile
from sourcenet.marking import gradebook
from sourcenet.marking.gradebook import opening
from sourcenet.marking.gradebook.late import late_penalty
from sourcenet.marking.gradebook.schema import is_known
from sourcenet.marking.gradebook.storing import lateness
from sourcenet.marking.judged import Judged, JudgedNotebook

LATE = "2026-11-20 13:00:00.000000"


def judged(learner="learner-07", reasons=8.5, timestamp=LATE):
    notebook = JudgedNotebook(
        NAME,
        {"check-reasons": reasons, "check-route": 0.0, "my-route": None},
        {"my-route": None, "connect-task": None},
        {},
    )
    return Judged(learner, (notebook,), timestamp)


@pytest.fixture
def course(tmp_path):
    make_gradebook(tmp_path)
    return tmp_path


def class_of(course, *learners):
    return SimpleNamespace(folder=course, learners=lambda _assignment: list(learners))


def changes_while(course, act, monkeypatch):
    """Count the rows that something writes, by SQLite's own count."""
    counts = []
    connect = sqlite3.connect

    class Counted(sqlite3.Connection):
        def close(self):
            counts.append(self.total_changes)
            super().close()

    monkeypatch.setattr(opening.sqlite3, "connect", lambda *args, **named: connect(*args, factory=Counted, **named))
    act()
    monkeypatch.undo()
    return sum(counts)


def test_what_is_stored_is_what_nbgraders_tables_say(course) -> None:
    assert gradebook.store(course, NAME, [judged()]) == {"learner-07": 3600.0}
    rows = rows_of(course)
    assert rows["submissions"] == [("learner-07", LATE, None)]
    assert rows["notebooks"] == [("learner-07", NAME, 0, None)]
    assert rows["grades"] == [
        ("learner-07", "check-reasons", "GradeCell", 8.5, None, None, 0, "real", "integer"),
        ("learner-07", "check-route", "GradeCell", 0.0, None, None, 0, "real", "integer"),
        ("learner-07", "connect-task", "TaskCell", None, None, None, 1, "null", "integer"),
        ("learner-07", "my-route", "GradeCell", None, None, None, 1, "null", "integer"),
    ]
    assert [row[1:3] for row in rows["comments"]] == [
        ("aside", "SolutionCell"), ("connect-task", "TaskCell"), ("my-route", "SolutionCell"),
    ]  # fmt: skip


def test_storing_the_same_again_writes_no_row(course, monkeypatch) -> None:
    class_ = [judged("learner-07"), judged("learner-08", timestamp="")]
    first = changes_while(course, lambda: gradebook.store(course, NAME, class_, lambda *_asked: 2.0), monkeypatch)
    before = (course / "gradebook.db").read_bytes()
    again = changes_while(course, lambda: gradebook.store(course, NAME, class_, lambda *_asked: 2.0), monkeypatch)
    assert (first > 10, again) == (True, 0)
    assert (course / "gradebook.db").read_bytes() == before


def test_only_what_changed_is_written(course, monkeypatch) -> None:
    gradebook.store(course, NAME, [judged("learner-07"), judged("learner-08")])
    class_ = [judged("learner-07"), judged("learner-08", reasons=9.0)]
    assert changes_while(course, lambda: gradebook.store(course, NAME, class_), monkeypatch) == 1


def test_a_batch_that_breaks_off_leaves_nothing(course) -> None:
    before = rows_of(course)

    def broken_off():
        yield judged("learner-07")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gradebook.store(course, NAME, broken_off())
    assert rows_of(course) == before


def test_a_student_who_is_known_already_keeps_name_and_address(course) -> None:
    change(course, "insert into student (id, first_name) values ('learner-07', 'kept')")
    gradebook.store(course, NAME, [judged()])
    assert rows_of(course)["students"] == [("learner-07", "kept", None, None, None)]


def test_marks_of_persons_extensions_and_flags_are_not_touched(course) -> None:
    gradebook.store(course, NAME, [judged()])
    change(course, "update grade set manual_score = 7, extra_credit = 1, needs_manual_grade = 0")
    change(course, "update submitted_assignment set extension = '1970-01-01 00:30:00.000000'")
    change(course, "update submitted_notebook set flagged = 1")
    change(course, "update comment set manual_comment = 'kept'")
    assert gradebook.store(course, NAME, [judged(reasons=1.0)]) == {"learner-07": 1800.0}
    rows = rows_of(course)
    assert {row[4:6] for row in rows["grades"]} == {(7.0, 1.0)}
    assert {row[1]: row[6] for row in rows["grades"]} == {
        "check-reasons": 1, "check-route": 1, "connect-task": 0, "my-route": 1,
    }  # fmt: skip
    assert rows["notebooks"][0][2] == 1
    assert {row[4] for row in rows["comments"]} == {"kept"}


def test_what_lateness_cost_is_worked_out_again_when_it_is_marked_again(course) -> None:
    gradebook.store(course, NAME, [judged()], lambda *_asked: 2.0)
    assert rows_of(course)["notebooks"][0][3] == 2.0
    change(course, "update submitted_assignment set extension = '1970-01-02 00:00:00.000000'")
    assert lateness(course, NAME, ["learner-07", "learner-99"]) == {"learner-07": 0.0}
    assert rows_of(course)["notebooks"][0][3] == 2.0
    gradebook.store(course, NAME, [judged()], lambda *_asked: 2.0)
    assert rows_of(course)["notebooks"][0][3] is None


# -- the guard


@pytest.mark.parametrize(
    "changed",
    [
        "update alembic_version set version_num = 'ffffffffffff'",
        "delete from alembic_version",
        "drop table alembic_version",
        "alter table grade add column reviewed boolean",
        "alter table comment rename column auto_comment to machine_comment",
        "drop table task_cells",
    ],
)
def test_a_layout_that_is_not_known_to_the_last_column_is_not_written_directly(course, changed) -> None:
    with sqlite3.connect(course / "gradebook.db") as base:
        assert is_known(base)
    change(course, changed)
    with sqlite3.connect(course / "gradebook.db") as base:
        assert not is_known(base)


# -- what is said


def test_no_gradebook_no_assignment_no_database_are_sentences(tmp_path, course) -> None:
    with pytest.raises(CannotDo, match="has no gradebook yet"):
        gradebook.store(tmp_path / "nowhere", NAME, [])
    with pytest.raises(CannotDo, match="no assignment other"):
        gradebook.store(course, "other", [])
    (course / "gradebook.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(UnreadableFile, match="no gradebook, or is damaged"):
        gradebook.store(course, NAME, [])


def test_a_gradebook_that_another_program_holds_is_said(course, monkeypatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    other = sqlite3.connect(course / "gradebook.db", isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(CannotDo, match="Another program is writing"):
        gradebook.store(course, NAME, [judged()])
    other.execute("rollback")
    other.close()


# -- what comes out


def test_marks_waiting_and_give(course, tmp_path) -> None:
    gradebook.store(course, NAME, [judged()])
    class_ = class_of(course, "learner-07", "learner-08")
    assert gradebook.waiting(class_, NAME, "learner-07") == {"my-route": 15.0, "connect-task": 25.0}
    gradebook.give(
        class_, NAME, "learner-07", points={"my-route": 12, "connect-task": 20}, comments={"my-route": "Good."}
    )
    assert gradebook.waiting(class_, NAME, "learner-07") == {}
    mark, none = gradebook.marks(class_, NAME)
    assert (mark.state, mark.score, mark.out_of) == ("marked", 40.5, 56.0)
    assert mark.checks == {"check-reasons": 8.5, "check-route": 0.0}
    assert mark.written == {"my-route": 12.0, "connect-task": 20.0}
    assert (none.state, none.score) == ("not marked", None)
    assert ("learner-07", "my-route", "SolutionCell", None, "Good.") in rows_of(course)["comments"]
    written = gradebook.write_marks(class_, NAME, tmp_path / "marks.csv").read_text().splitlines()
    assert written[1].startswith("learner-07,build-network,marked,40.5,56.0,")


@pytest.mark.parametrize(
    ("points", "comments", "said"),
    [
        ({"my-route": 16}, {}, "15 points"),
        ({"my-route": -1}, {}, "15 points"),
        ({"my-rout": 1}, {}, 'no cell "my-rout"'),
        ({}, {"check-reasons": "x"}, 'no cell "check-reasons"'),
    ],
)
def test_what_cannot_be_given_is_refused_and_nothing_is_written(course, points, comments, said) -> None:
    gradebook.store(course, NAME, [judged()])
    before = rows_of(course)
    with pytest.raises(BadValue, match=said):
        gradebook.give(class_of(course), NAME, "learner-07", points=points, comments=comments)
    assert rows_of(course) == before


def test_nobody_waits_who_was_not_marked(course) -> None:
    with pytest.raises(CannotDo, match="learner-09"):
        gradebook.waiting(class_of(course), NAME, "learner-09")


# -- what lateness costs


@pytest.mark.parametrize(
    ("settings", "costs"),
    [
        (None, None),
        ("c = get_config()\nc.CourseDirectory.root = '.'\n", None),
        ("from nbgrader.preprocessors import AssignLatePenalties\nc.Autograde.autograde_preprocessors = [AssignLatePenalties]\n", None),
        ("import nbgrader.preprocessors as steps\nc.Autograde.autograde_preprocessors = [steps.AssignLatePenalties]\n", None),
        ("c.LateSubmissionPlugin.penalty_method = 'none'\n", None),
        ("c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n", 7.5),
    ],
)  # fmt: skip
def test_plain_settings_are_read_without_nbgrader(tmp_path, monkeypatch, settings, costs) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nbgrader", None)
    if settings is not None:
        (tmp_path / "nbgrader_config.py").write_text(settings)
    late = late_penalty(tmp_path)
    assert (late("learner-07", 7.5, 60.0) if late else None) == costs


@pytest.mark.parametrize(
    "settings",
    [
        "if True:\n    c.LateSubmissionPlugin.penalty_method = 'zero'\n",
        "c['LateSubmissionPlugin'].penalty_method = 'zero'\n",
        "c.AssignLatePenalties.plugin_class = Mine\n",
        "load_subconfig('other.py')\n",
        "this is no Python",
    ],
)
def test_settings_that_are_not_plain_are_asked_of_nbgrader_and_trouble_is_told(tmp_path, monkeypatch, settings) -> None:
    monkeypatch.setitem(__import__("sys").modules, "nbgrader.preprocessors", None)
    (tmp_path / "nbgrader_config.py").write_text(settings)
    late = late_penalty(tmp_path)
    assert late("learner-07", 7.5, 60.0) is None
    assert "nbgrader is not installed" in late.trouble["learner-07"]
