"""What a network says, from the shell: sentences with their figures, one thing to try, and the file is only read."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.cli import main


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my-network.jsonl"
    network = sn.open_network(path, learner="learner-07", question="Is it worth studying late at night?")
    for n in range(5):
        network.connect("me", network.add(f"film {n}", url=f"https://www.youtube.com/watch?v={n}"), relation="watches")
    network.connect("film 0", network.add("course tutor", kind="person"), relation="names")
    return path


def test_it_says_what_the_network_says_and_one_thing_to_try(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    assert main(["summary", str(file)]) == 0
    said = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "Is it worth studying late at night?" in said and "6 sources, 6 connections" in said
    assert "5 of your 6 sources come through" in said and "One thing to try:" in said
    assert file.read_bytes() == before


def test_a_program_gets_all_of_it(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    summary = sn.summarise(sn.open_network(file))
    assert said["sentences"][0]["text"] == summary.sentences[0].text and said["early"] is False
    assert [one["measure"] for one in said["page"]] == [one.measure for one in summary.page]
    assert summary.suggestion is not None
    assert (said["suggestion"]["measure"], said["suggestion"]["before"], said["suggestion"]["after"]) == (
        summary.suggestion.measure, summary.suggestion.before, summary.suggestion.after,
    )  # fmt: skip


def test_a_small_network_is_told_kindly_that_it_is_too_early(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "my-network.jsonl"
    sn.open_network(path, learner="learner-07").add("course tutor", kind="person")
    assert main(["summary", str(path)]) == 0
    said = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "too early to say" in said and "One thing to try: Whom or what else did you use this week?" in said


def test_standpoints_are_compared_with_another_network(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    network = sn.open_network(file)
    for source in network.sources:
        network.edit(source, viewpoint="proponent")
    other = tmp_path / "instructor.jsonl"
    sn.open_network(other, learner="learner-01").add("Kop & Hill 2008", kind="paper", viewpoint="critic")
    assert main(["summary", str(file), "--reference", str(other), "--json"]) == 0
    page = json.loads(capsys.readouterr().out)["page"]
    assert page[-1]["text"] == "One source of the reference set takes a standpoint that none of yours takes: critic."


def test_a_damaged_line_is_named_and_the_rest_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with file.open("ab") as end:
        end.write(b'{"id":"half a li\n')
    assert main(["summary", str(file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["notes"]


@pytest.mark.parametrize("content", [b"", b"hello\nworld\n", b"\x00\xff" * 200, b'{"cells": []}'])
def test_what_is_no_network_is_refused(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "something.jsonl"
    path.write_bytes(content)
    assert main(["summary", str(path)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1 and path.read_bytes() == content


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(tmp_path / "none.jsonl")]) == 2
    assert "There is no file" in capsys.readouterr().err
    assert main(["summary", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err


def test_other_files_are_read_by_the_formats(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Path] = []
    formats = types.ModuleType("sourcenet.formats")
    formats.__spec__ = types.SimpleNamespace(name="sourcenet.formats")  # type: ignore[assignment]
    formats.read = lambda path: asked.append(path) or sn.open_network(file)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sourcenet.formats", formats)
    other = tmp_path / "network.graphml"
    other.write_text("<graphml/>")
    assert main(["summary", str(other), "--json"]) == 0 and asked == [other]
    renamed = tmp_path / "history.txt"
    renamed.write_bytes(file.read_bytes())
    assert main(["summary", str(renamed), "--json"]) == 0 and asked == [other], "a history is one under any name"
    capsys.readouterr()
