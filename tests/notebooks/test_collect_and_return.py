"""A marker's way with an LMS: one zip in, autograded, marked, a zip of pages and the filled sheet out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("nbgrader")

from tests.unit.marking.lms.zips_of import ASSIGNMENT, a_class, blackboard, canvas, moodle, moodle_sheet, pack

from sourcenet.cli import main
from sourcenet.marking import gradebook
from sourcenet.marking.course import Course

PEOPLE = a_class(12)


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = Course.make(tmp_path_factory.mktemp("lms") / "course")
    course.generate(ASSIGNMENT)
    return course


@pytest.fixture
def course(handed_out: Course, tmp_path: Path) -> Course:
    import shutil

    return Course(shutil.copytree(handed_out.folder, tmp_path / "course"))


def mark_all(course: Course, but: int) -> list[str]:
    """Give everybody but some a person's points."""
    waiting = [one.learner for one in gradebook.marks(course, ASSIGNMENT) if one.state == "waits for a person"]
    for learner in waiting[but:]:
        cells = gradebook.waiting(course, ASSIGNMENT, learner)
        gradebook.give(course, ASSIGNMENT, learner, points=cells, comments={"my-offer": "=1+1 is no reason."})
    return waiting[:but]


@pytest.mark.parametrize("blind", [False, True], ids=["named", "blind"])
def test_moodle_there_and_back(course: Course, tmp_path: Path, blind: bool, capsys: pytest.CaptureFixture[str]) -> None:
    came = moodle(PEOPLE, blind=blind)
    sheet = tmp_path / "grades.csv"
    sheet.write_bytes(moodle_sheet(PEOPLE))
    where = ["--course", str(course.folder)]
    assert main(["mark", "collect", str(pack(tmp_path / "all.zip", came)), ASSIGNMENT, *where]) == 1, "some sent no file"
    assert main(["mark", "autograde", ASSIGNMENT, *where]) == 1
    left = mark_all(course, but=1)
    capsys.readouterr()
    assert main(["mark", "return", ASSIGNMENT, *where, "--sheet", str(sheet), "--comments"]) == 1
    said = capsys.readouterr().out
    assert left[0] in said, "who still waits is named"

    filled = (course.folder / "returned" / "grades.csv").read_bytes()
    before, after = (list(csv.reader(io.StringIO(one.decode("utf-8-sig")))) for one in (sheet.read_bytes(), filled))
    assert filled.startswith(b"\xef\xbb\xbf") and filled.count(b"\r\n") == sheet.read_bytes().count(b"\r\n")
    given = {mark.learner: mark for mark in gradebook.marks(course, ASSIGNMENT)}
    wrote = 0
    for old, new in zip(before[1:], after[1:], strict=True):
        learner = "p" + old[0].split()[1]
        assert [cell for n, cell in enumerate(new) if n not in (4, 9)] == [
            cell for n, cell in enumerate(old) if n not in (4, 9)
        ]
        mark = given.get(learner)
        if mark is None or learner in left or old[6] == "No":
            assert new[4] == ""
        else:
            assert float(new[4]) == pytest.approx(mark.score, abs=0.005)
            assert not new[9].startswith("="), "no spreadsheet takes a comment for a formula"
            wrote += 1
    assert wrote >= 6

    with zipfile.ZipFile(course.folder / "returned" / f"{ASSIGNMENT}-feedback.zip") as bundle:
        folders = {name.rpartition("/")[0] for name in bundle.namelist()}
        assert folders <= {name.partition("/")[0] for name in came}, "named as Moodle named what came in"
        for name in bundle.namelist():
            page = bundle.read(name).decode()
            assert page.casefold().startswith("<!doctype html>") and "<script" not in page
    assert main(["mark", "return", ASSIGNMENT, *where, "--unfinished", "--json"]) in (0, 1)
    report = json.loads(capsys.readouterr().out)
    assert report["learners"][left[0]]["page"]
    where += ["--sheet", str(sheet)]
    assert main(["mark", "return", ASSIGNMENT, *where, "--unfinished", "--json"]) == 1, "one row is locked"
    report = json.loads(capsys.readouterr().out)
    nothing = {who for who, one in report["learners"].items() if one["state"] == "nothing usable"}
    written = csv.reader(io.StringIO((course.folder / "returned" / "grades.csv").read_text("utf-8-sig")))
    marked = {f"p{row[0].split()[1]}" for row in list(written)[1:] if row[4]}
    assert left[0] in marked and nothing and not nothing & marked, "who handed in nothing that can be marked has no mark"
    assert not any("no page" in sentence for sentence in report["problems"])


@pytest.mark.parametrize("layout", [canvas, blackboard])
def test_the_others_get_pages_under_the_names_they_gave(course: Course, tmp_path: Path, layout: object) -> None:
    came = layout(PEOPLE)  # type: ignore[operator]
    where = ["--course", str(course.folder)]
    main(["mark", "collect", str(pack(tmp_path / "all.zip", came)), ASSIGNMENT, *where])
    main(["mark", "autograde", ASSIGNMENT, *where])
    mark_all(course, but=0)
    main(["mark", "return", ASSIGNMENT, *where])
    with zipfile.ZipFile(course.folder / "returned" / f"{ASSIGNMENT}-feedback.zip") as bundle:
        assert len(bundle.namelist()) >= 8
        for name in bundle.namelist():
            own = name.removesuffix(f"{ASSIGNMENT}.html")
            assert any(there.startswith(own) for there in came), name
    with (course.folder / "returned" / f"{ASSIGNMENT}-marks.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 8 and all(float(row["mark"]) <= 100 for row in rows)


def test_more_time_counts_from_the_list(course: Course, tmp_path: Path) -> None:
    from datetime import datetime

    with course.api.gradebook as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate=datetime(2026, 11, 19))
    extensions = tmp_path / "more.csv"
    extensions.write_text("learner,days\nuser01,2\n")
    came = blackboard([one for one in PEOPLE if one.odd in ("", "renamed")])
    words = ["mark", "collect", str(pack(tmp_path / "all.zip", came)), ASSIGNMENT, "--course", str(course.folder)]
    assert main([*words, "--timezone", "UTC"]) in (0, 1)
    main(["mark", "autograde", ASSIGNMENT, "--course", str(course.folder)])
    assert main([*words, "--timezone", "UTC", "--extensions", str(extensions)]) in (0, 1)
    from sourcenet.marking import autograde

    report = autograde(course.folder, ASSIGNMENT, again=True)
    late = {one.learner: one.seconds_late for one in report.outcomes}
    assert late["user00"] > 86_400 and late["user01"] == 0
