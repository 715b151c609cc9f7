"""Zips made to harm: nothing is written outside the course, nobody passes for another, and everybody else is collected."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from tests.unit.marking.lms.zips_of import (
    ASSIGNMENT,
    JOURNAL,
    NOTEBOOK,
    ROOT,
    a_class,
    blackboard,
    canvas,
    moodle,
    pack,
)

from sourcenet.cli import main
from sourcenet.errors import UnreadableFile
from sourcenet.marking.lms.collect import Beside, Collected, HandIn, collect

HONEST, OTHER = a_class(2)
MINE = "Learner_77_assignsubmission_file"
PAGE, NETWORK = (data for _name, data in HONEST.files)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "assignments" / "source", tmp_path / "course" / "source")
    return tmp_path / "course"


def collected(course: Path, members: dict[str, bytes]) -> tuple[Collected, HandIn]:
    """Collect an honest hand-in and that of learner 77; the honest one must arrive whole, and nothing may lie outside."""
    done = collect(course, ASSIGNMENT, pack(course.parent / "all.zip", {**moodle([HONEST]), **members}))
    assert handed_in(course, f"p{HONEST.key}") == {NOTEBOOK: PAGE, JOURNAL: NETWORK}
    assert {path.name for path in course.parent.iterdir()} <= {"course", "all.zip"}
    return done, next((one for one in done.people if one.learner == "p77"), HandIn("", ""))


def handed_in(course: Path, learner: str) -> dict[str, bytes]:
    folder = course / "submitted" / learner / ASSIGNMENT
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "timestamp.txt"}


def of_kind(kind: int) -> bytes:
    """Return a zip whose notebook says that it is of another kind than a file, and points at a file of the machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        entry = zipfile.ZipInfo(NOTEBOOK)
        entry.external_attr = (kind | 0o777) << 16
        out.writestr(entry, b"/etc/passwd")
        out.writestr(JOURNAL, NETWORK)
    return made.getvalue()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_named_and_not_followed(course: Path, kind: int) -> None:
    _done, one = collected(course, {f"{MINE}/mine.zip": of_kind(kind)})
    assert handed_in(course, "p77") == {JOURNAL: NETWORK}
    assert any(NOTEBOOK in sentence and ("link" in sentence or "device" in sentence) for sentence in one.problems)


def locked() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr(NOTEBOOK, PAGE)
    data = bytearray(made.getvalue())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    return bytes(data)


def packed(way: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as out:
        out.writestr(NOTEBOOK, PAGE)
    return made.getvalue()


def lying() -> bytes:
    """Return a zip whose list says that the notebook is small; it is not."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(NOTEBOOK, bytes(30_000_000))
    data = bytearray(made.getvalue())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def crowded() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for number in range(501):
            out.writestr(f"{number}.txt", b"x")
    return made.getvalue()


def zip_in_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        out.writestr("again.zip", packed(zipfile.ZIP_DEFLATED))
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (locked(), "password"),
        (packed(zipfile.ZIP_LZMA), "not read here"),
        (packed(zipfile.ZIP_BZIP2), "not read here"),
        (lying(), "damaged"),
        (crowded(), "501"),
        (zip_in_zip(), "inside of a zip"),
        (packed(zipfile.ZIP_DEFLATED)[:-30], "not a whole one"),
        (packed(zipfile.ZIP_DEFLATED).replace(b"PK\x01\x02", b"PK\x01\x03"), "not a whole one"),
    ],
    ids=["locked", "lzma", "bzip2", "lying", "crowded", "zip in zip", "cut", "no list"],
)
def test_a_zip_that_cannot_be_read_is_named(course: Path, data: bytes, why: str) -> None:
    _done, one = collected(course, {f"{MINE}/mine.zip": data})
    assert one.state == "nothing usable" and one.tell
    assert any(why in sentence for sentence in one.problems), one.problems
    assert not (course / "submitted" / "p77").exists()


@pytest.mark.parametrize(
    "data",
    [
        b'{"cells":' + b"[" * 200_000,
        b'{"cells":[' + b'{"source":' * 100_000,
        b'{"cells": [null, 1, "x", {"source": 5}, {"source": [1, null]}, {"metadata": []}]}',
        b'{"cells": {"0": {}}}',
        b'{"cells": [{"metadata": {"nbgrader": {"grade_id": {}}}, "id": [], "source": {}}], "n": ' + b"9" * 5000 + b"}",
        b'{"id":"' + b"x" * 100_000,
        b'{"id":"\xff\xfe","at":NaN}\n' * 60,
        b"\xef\xbb\xbf" * 1000,
        b"\n" * 1_000_000,
    ],
    ids=["deep", "deep cells", "odd cells", "no list", "odd names", "long line", "no words", "marks", "lines"],
)
@pytest.mark.parametrize("name", [NOTEBOOK, JOURNAL])
def test_content_made_to_harm_costs_only_its_sender(course: Path, data: bytes, name: str) -> None:
    _done, one = collected(course, {f"{MINE}/{name}": data})
    assert one.problems and one.tell


def test_a_name_writes_no_line_of_its_own(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forged = f"p{HONEST.key}: all is well"
    names = [
        f"{MINE}/a{sign}{forged}.txt" for sign in ("\n", "\r\n", "\u2028", "\x85", "\u202e\n", "\x1b[2K\n", "\t\n")
    ]
    path = pack(course.parent / "all.zip", {**moodle([HONEST]), **dict.fromkeys(names, b"text")})
    assert main(["mark", "collect", str(path), ASSIGNMENT, "--course", str(course)]) == 1
    said = capsys.readouterr().out
    assert forged in said, "the file is named"
    assert not any(line.strip().startswith(forged) for line in said.splitlines())
    assert not set(said) & set("\u202e\x1b\u2028\x85")


def test_names_that_are_one_name_are_all_seen(course: Path) -> None:
    alike = ["build-network.ipynb", "BUILD-NETWORK.ipynb", "build\u202e-network.ipynb", "build-network.ipynb."]
    pages = {f"{MINE}/{name}": PAGE + b" " * number for number, name in enumerate(alike)}
    _done, one = collected(course, {**pages, f"{MINE}/{JOURNAL}": NETWORK})
    assert set(handed_in(course, "p77")) == {NOTEBOOK, JOURNAL}
    assert any(
        f"4 files are {NOTEBOOK}" in sentence or f"3 files are {NOTEBOOK}" in sentence for sentence in one.problems
    )


@pytest.mark.parametrize("names", [("ann", "Ann"), ("con", "nul.x"), ("..x", "x"), ("a b", "a-b"), ("ä", "ö")])
def test_people_whose_folders_would_meet_are_kept_apart(course: Path, names: tuple[str, str]) -> None:
    members = {f"{name}/{file}": data for name in names for file, data in ((NOTEBOOK, PAGE), (JOURNAL, NETWORK))}
    done = collect(course, ASSIGNMENT, pack(course.parent / "all.zip", members), Beside(lms="folders"))
    learners = [one.learner for one in done.people]
    assert [one.state for one in done.people] == ["new", "new"] and len({one.casefold() for one in learners}) == 2
    assert not {one.partition(".")[0] for one in learners} & {"con", "nul", ""}
    again = collect(course, ASSIGNMENT, course.parent / "all.zip", Beside(lms="folders"))
    assert [one.learner for one in again.people] == learners and {one.state for one in again.people} == {"same"}


def test_nobody_hands_in_for_another_by_the_name_of_a_file(course: Path) -> None:
    """Blackboard puts what it knows before the learner's own name of the file; that name may look like the same."""
    forged = f"Map what you use_user09_attempt_2026-11-20-10-09-00_x_user{HONEST.number:02}_attempt_2030-01-01-00-00-00_b.ipynb"
    members = {**blackboard([HONEST, OTHER]), forged: PAGE + b" "}
    done = collect(course, ASSIGNMENT, pack(course.parent / "all.zip", members))
    assert handed_in(course, "user00")[NOTEBOOK] == PAGE
    assert handed_in(course, "user09") == {NOTEBOOK: PAGE + b" "}
    assert sorted(one.learner for one in done.people) == ["user00", "user01", "user09"]


def test_nobody_hands_in_for_another_by_a_name_of_their_own(course: Path) -> None:
    """On Canvas people may choose their name, and Canvas takes the first number after it for who it is."""
    members = {**canvas([HONEST, OTHER]), f"somebody_{HONEST.key}_777_888_b.ipynb": PAGE + b" "}
    done = collect(course, ASSIGNMENT, pack(course.parent / "all.zip", members))
    one = next(one for one in done.people if one.learner == f"u{HONEST.key}")
    assert one.state == "nothing usable" and "different names" in one.problems[0] and not done.whole
    assert not (course / "submitted" / one.learner).exists()
    assert set(handed_in(course, f"u{OTHER.key}")) == {NOTEBOOK, JOURNAL}


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
@pytest.mark.parametrize("deep", [False, True], ids=["learner", "assignment"])
def test_nothing_is_written_through_a_link(course: Path, tmp_path_factory: pytest.TempPathFactory, deep: bool) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    there = course / "submitted" / "p77" / ASSIGNMENT if deep else course / "submitted" / "p77"
    there.parent.mkdir(parents=True)
    there.symlink_to(elsewhere)
    _done, one = collected(course, {f"{MINE}/{NOTEBOOK}": PAGE, f"{MINE}/{JOURNAL}": NETWORK})
    assert one.state == "nothing usable" and any("link" in sentence for sentence in one.problems)
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"version": 1, "learners": 5}', '{"version": "x"}', "[" * 100_000]
)
def test_a_damaged_list_of_who_is_who_is_never_written_over(course: Path, content: str) -> None:
    kept = course / "collected" / f"{ASSIGNMENT}.json"
    kept.parent.mkdir()
    kept.write_text(content)
    with pytest.raises(UnreadableFile):
        collect(course, ASSIGNMENT, pack(course.parent / "all.zip", moodle([HONEST])))
    assert kept.read_text() == content and not (course / "submitted").exists()


@pytest.mark.skipif(os.name == "nt", reason="the rights of files are others there")
def test_the_list_of_who_is_who_is_for_its_owner_alone(course: Path) -> None:
    done, _one = collected(course, {})
    assert stat.S_IMODE(done.ledger.stat().st_mode) == 0o600
    assert json.loads(done.ledger.read_bytes())["learners"][f"p{HONEST.key}"]["key"] == HONEST.key
