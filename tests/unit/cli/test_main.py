"""The commands: three doors, one sentence for what cannot be done, exit codes, JSON for programs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sourcenet.cli import check, doctor, lab, main

ROOT = Path(__file__).parents[3]


def test_without_a_command_the_three_doors_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    for word in ("student", "instructor", "marker", "sourcenet lab", "sourcenet demo", "sourcenet doctor"):
        assert word in said


def test_the_doors_name_only_what_the_commands_take() -> None:
    from sourcenet.cli import _DOORS, _parser

    known = _parser().format_help()
    for command, option in re.findall(r"sourcenet (lab|demo|doctor|check)(?: (--\w+))?", _DOORS):
        assert command in known
        if option:
            done = subprocess.run(
                [sys.executable, "-m", "sourcenet.cli", command, "--help"], capture_output=True, text=True, timeout=60
            )
            assert option in done.stdout


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    import sourcenet

    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"sourcenet {sourcenet.__version__}"


@pytest.mark.parametrize(
    "words",
    [
        ["bogus"],
        ["lab", "--bogus"],
        ["check"],
        ["check", "no-such-file.jsonl"],
        ["check", "."],
        ["demo", "-n", "0"],
        ["demo", "-n", "many"],
        ["doctor", "--", "x"],
        ["demo", str(ROOT)],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_one_sentence_on_standard_error(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert len(said.err.strip()) > 20


@pytest.mark.parametrize(
    "words", [["check", "no-such-file.jsonl", "--json"], ["demo", str(ROOT), "--json"]], ids=" ".join
)
def test_a_program_gets_the_sentence_as_json(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert list(json.loads(said.out)) == ["error"]
    assert said.err == ""


def test_a_file_that_may_not_be_read_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_args: object, _screen: object) -> int:
        raise PermissionError(13, "Permission denied", "secret.jsonl")

    monkeypatch.setattr(check, "run", refuse)
    assert main(["check", "secret.jsonl"]) == 2
    assert capsys.readouterr().err == "secret.jsonl cannot be read or written: Permission denied.\n"


def test_being_stopped_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(_args: object, _screen: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(doctor, "run", stop)
    assert main(["doctor"]) == 2
    assert "Stopped" in capsys.readouterr().err


def test_words_after_two_dashes_go_to_jupyterlab(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(lab, "_run", lambda command, _folder: called.append(command) or 0)
    assert main(["lab", str(tmp_path / "work"), "--no-browser", "--", "--port=8899"]) == 0
    (command,) = called
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert command[-2:] == ["--no-browser", "--port=8899"]


def test_control_characters_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from sourcenet.cli.screen import Screen

    screen = Screen()
    screen.line("me\x1b[2Jand [bold]you[/bold]")
    screen.table(["a"], [["x\x1b]0;owned\x07y [red]z"]])
    said = capsys.readouterr().out
    assert "\x1b" not in said and "\x07" not in said
    assert "[bold]you[/bold]" in said and "[red]z" in said  # markup of learners is text


@pytest.mark.parametrize("words", [["summary"], ["check"]])
def test_a_reader_that_has_read_enough_is_no_error(words: list[str], tmp_path: Path) -> None:
    import sourcenet as sn

    network = sn.load_example("busy", keep=tmp_path / "busy.jsonl")
    assert network.sources
    command = f"'{sys.executable}' -m sourcenet.cli {words[0]} busy.jsonl --json | true"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert done.stderr == ""
