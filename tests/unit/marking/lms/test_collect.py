"""Collecting an LMS's zip: whatever files are called, everybody is found or named, and nothing is written outside."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.marking.lms.zips_of import (
    ASSIGNMENT,
    JOURNAL,
    NOTEBOOK,
    ROOT,
    Someone,
    a_class,
    blackboard,
    canvas,
    moodle,
    pack,
)

from sourcenet.cli import main
from sourcenet.errors import SourcenetError
from sourcenet.marking.lms.collect import Beside, Collected, collect

PEOPLE = a_class(30)
WHOLE = {"", "renamed", "in a folder", "in a zip", "two attempts", "control name"}
LAYOUTS = {
    "moodle": moodle(PEOPLE),
    "moodle before 4.1": moodle(PEOPLE, newer=False),
    "moodle blind": moodle(PEOPLE, blind=True),
    "moodle flat": moodle(PEOPLE, flat=True),
    "canvas": canvas(PEOPLE),
    "canvas late": canvas(PEOPLE, late=True),
    "blackboard": blackboard(PEOPLE),
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "assignments" / "source", tmp_path / "course" / "source")
    return tmp_path / "course"


def of(done: Collected, someone: Someone):
    ids = {f"p{someone.key}", f"u{someone.key}", f"user{someone.number:02}"}
    return next(one for one in done.people if one.learner in ids)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_everybody_is_found_or_named(course: Path, tmp_path: Path, layout: str) -> None:
    done = collect(course, ASSIGNMENT, pack(tmp_path / "all.zip", LAYOUTS[layout]))
    assert done.lms == layout.split()[0] and len(done.people) == 30
    for someone in PEOPLE:
        one = of(done, someone)
        there = course / "submitted" / one.learner / ASSIGNMENT
        found = {path.name for path in there.iterdir()} - {"timestamp.txt"} if there.is_dir() else set()
        if someone.odd in WHOLE:
            assert found == {NOTEBOOK, JOURNAL} and one.state == "new", someone.odd
            assert (there / JOURNAL).read_bytes() in [data for other in PEOPLE for _name, data in other.files] or (
                someone.odd == "in a zip"
            )
        elif someone.odd in ("no journal", "no notebook"):
            missing = JOURNAL if someone.odd == "no journal" else NOTEBOOK
            assert found == {NOTEBOOK, JOURNAL} - {missing}
            assert any(missing in sentence for sentence in (*one.problems, *one.tell)), (one.problems, one.tell)
        else:
            assert found == set() and one.state == "nothing usable" and one.tell, someone.odd


def test_names_are_kept_in_one_file_only(course: Path, tmp_path: Path) -> None:
    done = collect(course, ASSIGNMENT, pack(tmp_path / "all.zip", LAYOUTS["moodle"]))
    assert "O'Test" in done.ledger.read_text("utf-8")
    for path in (course / "submitted").rglob("*"):
        assert "Test" not in path.relative_to(course).as_posix()


def test_a_second_zip_changes_only_what_changed(course: Path, tmp_path: Path) -> None:
    collect(course, ASSIGNMENT, pack(tmp_path / "one.zip", LAYOUTS["moodle"]))
    again = collect(course, ASSIGNMENT, pack(tmp_path / "two.zip", LAYOUTS["moodle"]))
    assert {one.state for one in again.people} == {"same", "nothing usable"}
    changed = [Someone(one.number, one.odd, list(one.files)) for one in PEOPLE[:-10]]
    changed[0].files[1] = (JOURNAL, PEOPLE[1].files[1][1])
    third = collect(course, ASSIGNMENT, pack(tmp_path / "three.zip", moodle(changed)))
    assert of(third, changed[0]).state == "changed"
    assert [one.state for one in third.people].count("gone") == 10
    kept = list((course / "collected" / "earlier").rglob(JOURNAL))
    assert [path.read_bytes() for path in kept] == [PEOPLE[0].files[1][1]]


def test_groups_count_for_all_and_are_named(course: Path, tmp_path: Path) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text("group,learner\n" + "".join(f"team {n // 3},{PEOPLE[n].key}\n" for n in range(6)))
    done = collect(
        course, ASSIGNMENT, pack(tmp_path / "all.zip", LAYOUTS["moodle"]), Beside(groups=groups)
    )
    teams = {one.group: one for one in done.people if one.group}
    assert set(teams) == {"team 0", "team 1"} and all(one.state == "new" for one in teams.values())
    assert len(done.people) == 26, "one stands for each group of three"
    assert sum("3 members" in note for note in done.notes) == 2
    assert sum("in no group" in note for note in done.notes) == 24


@pytest.mark.parametrize("name", ["../outside.ipynb", "/outside.ipynb", "C:\\outside.ipynb", "a/../../outside.ipynb", "x\x00y"])
def test_paths_that_lead_out_are_refused_and_named(course: Path, tmp_path: Path, name: str) -> None:
    members = {**moodle(PEOPLE[:2]), f"Learner_77_assignsubmission_file/{name}": b"{}", name: b"{}"}
    done = collect(course, ASSIGNMENT, pack(tmp_path / "all.zip", members))
    assert [one.state for one in done.people if one.learner != "p77"] == ["new", "new"]
    assert done.problems or any(one.problems for one in done.people)
    assert not list(tmp_path.glob("outside*")) and not Path("/outside.ipynb").exists()


def test_a_bomb_costs_only_its_sender(course: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for number in range(20):
            out.writestr(f"zeros{number}.ipynb", bytes(30_000_000))
    members = {**moodle(PEOPLE[:2]), "Learner_77_assignsubmission_file/bomb.zip": bomb.read_bytes()}
    done = collect(course, ASSIGNMENT, pack(tmp_path / "all.zip", members))
    states = {one.learner: one.state for one in done.people}
    assert states.pop("p77") == "nothing usable" and set(states.values()) == {"new"}
    assert any(one.problems for one in done.people if one.learner == "p77")


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + bytes(100), b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_of_an_lms_is_one_sentence(
    course: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "all.zip").write_bytes(content)
    assert main(["mark", "collect", str(tmp_path / "all.zip"), ASSIGNMENT, "--course", str(course)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") <= 2 and "Traceback" not in said and not (course / "submitted").exists()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400)
    | st.dictionaries(
        st.text(min_size=1, max_size=40)
        | st.text(max_size=20).map(lambda name: f"L_7_assignsubmission_file/{name}x"),
        st.binary(max_size=60),
        max_size=5,
    )
)
def test_any_zip_is_collected_or_refused(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    base = tmp_path_factory.mktemp("any")
    course = base / "course"
    shutil.copytree(ROOT / "assignments" / "source", course / "source")
    if isinstance(content, dict):
        try:
            pack(base / "all.zip", content)
        except (ValueError, UnicodeError):
            return
    else:
        (base / "all.zip").write_bytes(content)  # type: ignore[arg-type]
    try:
        collect(course, ASSIGNMENT, base / "all.zip")
    except SourcenetError as error:
        assert error.sentence
    assert {path.name for path in base.iterdir()} == {"course", "all.zip"}


def test_the_command_says_who_and_gives_programs_the_same(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = [one for one in PEOPLE if one.odd in ("", "renamed")]
    path = pack(tmp_path / "all.zip", moodle(whole))
    words = ["mark", "collect", str(path), ASSIGNMENT, "--course", str(course)]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert "sourcenet mark autograde build-network" in said and "export.txt" in said
    assert main([*words, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {one["state"] for one in report["people"]} == {"same"} and report["lms"] == "moodle"
