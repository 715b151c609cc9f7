"""Converting from the shell: done, done with problems, cannot be done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.cli import main


@pytest.fixture
def network(tmp_path: Path) -> Path:
    file = tmp_path / "my-network.jsonl"
    mine = sn.open_network(file, learner="learner-07", question="q?")
    mine.connect("me", mine.add("Kim Sample", kind="person"), why="knows")
    mine.connect("me", mine.add("a book", kind="book"), why="reads on")
    return file


def test_a_journal_becomes_a_graph_and_nobody_is_named(network: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = network.read_bytes()
    out = network.with_name("out.gexf")
    assert main(["convert", str(network), str(out)]) == 0
    said = capsys.readouterr().out
    assert "Written to out.gexf: 2 sources, 2 connections" in said and "K. S." in said
    assert "Sample" not in out.read_text() and network.read_bytes() == before
    assert main(["convert", str(network), str(out), "--everything"]) == 0
    assert "Sample" in out.read_text()


def test_a_program_gets_the_whole_report_and_problems_are_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list").write_text("from,to\nAnna,Ben\nBen,Ben\n")
    words = ["convert", str(tmp_path / "list"), str(tmp_path / "out"), "--from", "csv", "--to", ".json", "--kind", "person", "--json"]
    assert main(words) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["read"]["skipped"] == [{"place": "line 3", "what": "Ben", "reason": "a connection of a source to itself is not kept"}]
    assert (said["written"]["format"], said["written"]["sources"], said["written"]["connections"]) == ("json", 2, 1)
    assert len(sn.read(tmp_path / "out").sources) == 2


@pytest.mark.parametrize(
    "words", [["none.gexf", "out.csv"], ["my-network.jsonl", "out.docx"], ["my-network.jsonl", "my-network.jsonl"], ["my-network.jsonl", "out.gexf", "--from", "bib"]]
)
def test_what_cannot_be_done_is_one_sentence(
    words: list[str], network: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(network.parent)
    before = network.read_bytes()
    assert main(["convert", *words]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert [path.name for path in network.parent.iterdir()] == ["my-network.jsonl"] and network.read_bytes() == before
