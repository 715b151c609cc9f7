"""Checking a file from the shell: words, never numbers, and the file is only read."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.cli import main
from sourcenet.cohort.simulate import simulate

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"


@pytest.fixture(scope="module")
def careful(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the journal of somebody who did everything."""
    folder = tmp_path_factory.mktemp("class")
    learner = next(one for one in simulate(12, seed=3, folder=folder) if one.habit == "careful")
    return folder / learner.id / "my-network.jsonl"


def test_a_ready_network_is_met_throughout(careful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = careful.read_bytes()
    assert main(["check", str(careful), "--for", "build-network", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ready"] is True
    assert [row["name"] for row in said["rows"]] == ["reasons_given", "chosen", "walked", "set_aside_and_kept"]
    assert {row["level"] for row in said["rows"]} == {"met"}
    assert careful.read_bytes() == before


@pytest.mark.parametrize("lesson", sorted(path.stem for path in NOTEBOOKS.glob("[0-9]*.ipynb")))
def test_a_lesson_asks_for_what_its_notebook_asks_for(
    lesson: str, careful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asks = lesson[:2]
    notebook = json.loads((NOTEBOOKS / f"{lesson}.ipynb").read_text("utf-8"))
    written = next("".join(cell["source"]) for cell in notebook["cells"] if cell["id"] == "check")
    main(["check", str(careful), "--for", asks, "--json"])
    rows = json.loads(capsys.readouterr().out)["rows"]
    *before, last = ast.parse(written).body
    names = {"sn": sn, "network": sn.open_network(careful), "borrow": False}
    exec(compile(ast.Module(before, []), lesson, "exec"), names)
    own = eval(ast.unparse(last), names)
    assert [row["title"] for row in rows] == [row.title for row in own.rows]


@pytest.mark.parametrize("name", ["build-network", "appraise-and-critique", "grow-and-prune"])
def test_an_assignment_asks_for_what_its_notebook_asks_for(
    name: str, careful: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = NOTEBOOKS.parent / "assignments" / "source" / name / f"{name}.ipynb"
    cells = json.loads(path.read_text("utf-8"))["cells"]
    written = ["".join(cell["source"]) for cell in cells if cell["id"].startswith("check-")]
    main(["check", str(careful), "--for", name, "--json"])
    rows = json.loads(capsys.readouterr().out)["rows"]
    own = [eval(code, {"sn": sn, "network": sn.open_network(careful)}).rows[0] for code in written if "sn.check" in code]
    assert [row["title"] for row in rows] == [row.title for row in own] and len(rows) == 4


def test_a_thin_network_says_what_to_try(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "my-network.jsonl"
    network = sn.open_network(file, learner="learner-07", question="Is it worth studying late at night?")
    network.connect("me", network.add("course tutor", kind="person"), why="Told me in June that he plans by weeks.")
    assert main(["check", str(file)]) == 1
    said = capsys.readouterr().out
    assert "Is it worth studying late at night?" in said
    assert "not yet" in said
    assert "1 sources" not in said
    assert main(["check", str(file), "--json"]) == 1
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert all(row["looked_for"] and row["found"] for row in rows)
    assert all(row["try_next"] for row in rows if row["level"] != "met")


@pytest.mark.parametrize("content", [b"", b"hello\nworld\n", b"\x00\xff" * 200, b"[1, 2, 3]\n", b'{"cells": []}'])
def test_what_is_no_network_is_refused(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "something.jsonl"
    file.write_bytes(content)
    assert main(["check", str(file)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert file.read_bytes() == content


def test_a_damaged_line_is_named_and_the_rest_is_checked(
    careful: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from sourcenet.marking.scripts import damage_journal

    file = tmp_path / "my-network.jsonl"
    file.write_bytes(careful.read_bytes())
    damage_journal(file)
    assert main(["check", str(file), "--for", "build-network", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert any("damaged" in note for note in said["notes"])
