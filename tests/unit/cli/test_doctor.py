"""The doctor: what is missing, for whom, and what to do about each."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
import tempfile
from pathlib import Path

import pytest

from sourcenet import shipped
from sourcenet.cli import findings, main


def _found(tmp_path: Path) -> dict[str, findings.Finding]:
    return {one.what: one for one in findings.findings(tmp_path / "new")}


def test_here_everything_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(tmp_path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ready"] is True
    assert {"Python", "jupyterlab", "anywidget", "lessons", "kernel python3"} <= {
        one["what"] for one in said["findings"]
    }


def test_everything_that_is_not_well_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    def nowhere(*_args: object, **_named: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(importlib.metadata, "version", nothing)
    monkeypatch.setattr(shutil, "which", lambda *_args, **_named: None)
    monkeypatch.setattr(shipped, "assignments", list)
    monkeypatch.setattr(tempfile, "TemporaryFile", nowhere)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", nowhere)
    found = _found(tmp_path)
    bad = [one for one in found.values() if one.state != "ok"]
    assert {"pyvis", "nbgrader (marking)", "pytest (dev)", "lessons", "folder", "Chromium (tests)"} <= {
        one.what for one in bad
    }
    assert [one.what for one in bad if not one.do] == []
    assert found["pyvis"].state == "missing" and found["pyvis"].do == 'pip install "pyvis==0.3.2"'


def test_what_only_marking_and_tests_need_does_not_stop_a_student(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.metadata.version

    def only_core(name: str) -> str:
        if name in ("nbgrader", "pytest", "playwright"):
            raise importlib.metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(importlib.metadata, "version", only_core)
    found = _found(tmp_path)
    assert found["nbgrader (marking)"].state == "note"
    assert found["pytest (dev)"].state == "note"
    assert main(["doctor", str(tmp_path)]) == 0


def test_an_old_package_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "0.1" if name == "jupyterlab" else real(name))
    assert _found(tmp_path)["jupyterlab"].state == "missing"
    assert main(["doctor", str(tmp_path)]) == 1
    assert "1 thing is missing" in capsys.readouterr().out


def test_a_file_system_that_cannot_lock_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sourcenet.model import locking

    monkeypatch.setattr(locking, "lock", lambda _fd, _patience: False)
    assert _found(tmp_path)["two notebooks on one file"].state == "note"
    # one that says yes to everybody locks nothing
    monkeypatch.setattr(locking, "lock", lambda _fd, _patience: True)
    assert _found(tmp_path)["two notebooks on one file"].state == "note"


def test_a_course_folder_fixed_in_ones_own_settings_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "nbgrader_config.py").write_text("c.CourseDirectory.root = '/elsewhere'\n")
    assert _found(tmp_path)["nbgrader settings (marking)"].state == "note"


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    _found(tmp_path)
    assert list(tmp_path.iterdir()) == []
