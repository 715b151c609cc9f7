"""A folder to work in: lessons and assignments put there, never over what a person changed."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from sourcenet import shipped
from sourcenet.cli import lab, main
from sourcenet.courses import folder as working
from sourcenet.courses.folder import prepare
from sourcenet.errors import CannotDo


@pytest.fixture
def lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ship one lesson that the test can change."""
    path = tmp_path / "shipped" / "01-map-your-sources.ipynb"
    path.parent.mkdir()
    path.write_text("first edition")
    monkeypatch.setattr(shipped, "lessons", lambda: [path])
    monkeypatch.setattr(shipped, "assignments", list)
    monkeypatch.setattr(shipped, "practice_pages", list)
    return path


def _did(folder: Path) -> list[str]:
    return [one.did for one in prepare(folder)]


def test_a_lesson_is_put_there_once(lesson: Path, tmp_path: Path) -> None:
    assert _did(tmp_path / "work") == ["new"]
    assert (tmp_path / "work" / lesson.name).read_text() == "first edition"
    assert _did(tmp_path / "work") == ["same"]


def test_what_a_person_changed_is_kept(lesson: Path, tmp_path: Path) -> None:
    prepare(tmp_path / "work")
    (tmp_path / "work" / lesson.name).write_text("my answers")
    assert _did(tmp_path / "work") == ["kept"]
    lesson.write_text("second edition")
    assert _did(tmp_path / "work") == ["kept"]
    assert (tmp_path / "work" / lesson.name).read_text() == "my answers"


def test_an_untouched_lesson_is_brought_up_to_date(lesson: Path, tmp_path: Path) -> None:
    prepare(tmp_path / "work")
    lesson.write_text("second edition")
    assert _did(tmp_path / "work") == ["updated"]
    assert _did(tmp_path / "work") == ["same"]
    assert (tmp_path / "work" / lesson.name).read_text() == "second edition"


def test_a_file_that_was_there_before_is_kept_even_without_a_record(lesson: Path, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / lesson.name).write_text("somebody's own")
    assert _did(tmp_path / "work") == ["kept"]


@pytest.mark.parametrize("damage", ["", "{half", "[]", '"text"'])
def test_a_damaged_record_overwrites_nothing(lesson: Path, tmp_path: Path, damage: str) -> None:
    prepare(tmp_path / "work")
    (tmp_path / "work" / ".sourcenet.json").write_text(damage)
    (tmp_path / "work" / lesson.name).write_text("my answers")
    assert _did(tmp_path / "work") == ["kept"]


def test_a_removed_lesson_comes_back(lesson: Path, tmp_path: Path) -> None:
    prepare(tmp_path / "work")
    (tmp_path / "work" / lesson.name).unlink()
    assert _did(tmp_path / "work") == ["new"]


def test_a_network_is_never_touched(lesson: Path, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    network = tmp_path / "work" / "my-network.jsonl"
    network.write_text("a history")
    prepare(tmp_path / "work")
    assert network.read_text() == "a history"


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotDo, match="is a file"):
        prepare(tmp_path / "file")


def test_a_folder_that_may_not_be_written_is_a_sentence(
    lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _content: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(working, "_write", refuse)
    with pytest.raises(CannotDo, match="Choose another folder"):
        prepare(tmp_path / "work")


def test_a_full_disk_leaves_no_half_lesson(lesson: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path / "work")
    lesson.write_text("second edition")

    def full(path: Path, content: bytes) -> int:
        path.open("wb").write(content[:3])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        prepare(tmp_path / "work")
    monkeypatch.undo()
    assert (tmp_path / "work" / lesson.name).read_text() == "first edition"
    assert not list((tmp_path / "work").glob("*.part"))


def test_what_comes_with_the_toolkit_gets_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", str(tmp_path / "work"), "--instructor", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["first"] == "instructor/01-run-session-one.ipynb"
    paths = {one["path"] for one in said["files"]}
    assert "01-map-your-sources.ipynb" in paths
    for path in paths:
        assert (tmp_path / "work" / path).is_file()
    assert main(["lab", str(tmp_path / "student"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["first"] == "01-map-your-sources.ipynb"
    assert not (tmp_path / "student" / "instructor").exists()


def test_jupyterlab_finds_the_folder_and_this_pythons_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/somewhere/else")
    given = lab.environment(tmp_path)
    assert given["SOURCENET_FOLDER"] == str(tmp_path)
    assert given["PATH"].split(os.pathsep) == [str(Path(sys.executable).parent), "/somewhere/else"]


def test_a_jupyterlab_that_ends_badly_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab, "_run", lambda _command, _folder: 1)
    assert main(["lab", str(tmp_path / "work")]) == 2


def test_a_marker_must_name_a_course(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lab", "--marker", str(tmp_path)]) == 2
    assert "is no course" in capsys.readouterr().err
