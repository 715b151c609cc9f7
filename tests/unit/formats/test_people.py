"""Names of people are third parties': they leave the file with recorded consent, or by the owner's own word."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.errors import NotKept
from sourcenet.formats import FORMATS


def _network(path: Path | None = None) -> sn.SourceNetwork:
    network = sn.open_network(path, learner="Robin Example", question="q?") if path else sn.SourceNetwork.in_memory(question="q?", learner="learner-07")
    friend = network.add("Kim Sample", kind="person", url="https://kim.example.org", notes="calls on Sundays")
    therapist = network.add("my therapist", kind="person", private=True)
    public = network.add("Stephen Downes", kind="person", known=False)
    agreed = network.add("Toni Agreed", kind="person", consent="said yes, 2026-09-01")
    role = network.add("course tutor", kind="person")
    for one in (friend, therapist, public, agreed, role):
        network.connect("me", one, why="Kim Sample told me to ask my therapist")
    return network


def _content(folder: Path) -> str:
    said = ""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as bundle:
                said += "".join(bundle.read(name).decode("utf-8", "replace") for name in bundle.namelist())
        else:
            said += path.read_text("utf-8-sig")
    return said


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_private_stays_and_people_one_knows_go_by_initials(format: str, tmp_path: Path) -> None:
    report = sn.write(_network(), tmp_path / f"n{FORMATS[format]}")
    said = _content(tmp_path)
    for gone in ("Kim", "therapist", "kim.example.org", "Sundays", "said yes"):
        assert gone not in said, gone
    for there in ("K. S.", "Stephen Downes", "Toni Agreed", "course tutor"):
        assert there in said, there
    assert report.sources == 4
    sentences = "\n".join(report.sentences())
    assert "1 private source stayed with you" in sentences and "K. S." in sentences and "course tutor" in sentences
    again = sn.read(tmp_path / f"n{FORMATS[format]}")
    assert len(again.sources) == len(again.connections) == 4
    assert again.source("Stephen Downes").known is False and len(_network().sources) == 5
    sn.write(again, tmp_path / "second.json")
    assert "Stephen Downes" in (tmp_path / "second.json").read_text(), "a public person stays one on the next way out"


@pytest.mark.parametrize("format", FORMATS)
def test_the_owner_may_write_everything_for_themselves(format: str, tmp_path: Path) -> None:
    network = _network()
    report = sn.write(network, tmp_path / f"n{FORMATS[format]}", people=True)
    again = sn.read(tmp_path / f"n{FORMATS[format]}")
    assert (again.sources, again.connections) == (network.sources, network.connections)
    assert "Everything is in it: 1 private source and 5 people" in str(report) and "Keep it to yourself" in str(report)


def test_the_learners_own_name_stays_in_their_file(tmp_path: Path) -> None:
    network = _network(tmp_path / "my-network.jsonl")
    (tmp_path / "out").mkdir()
    for suffix in FORMATS.values():
        sn.write(network, tmp_path / "out" / f"n{suffix}")
    assert "Robin" not in _content(tmp_path / "out")


def test_a_journal_is_never_overwritten_silently(tmp_path: Path) -> None:
    mine = sn.open_network(tmp_path / "my-network.jsonl", learner="learner-07", question="mine?")
    mine.add("a book", kind="book")
    before = (tmp_path / "my-network.jsonl").read_bytes()
    other = sn.load_example("first-steps")
    with pytest.raises(NotKept, match=r"is there already.*open_network\(.*\)\.include\(network\)"):
        sn.write(other, tmp_path / "my-network.jsonl")
    assert (tmp_path / "my-network.jsonl").read_bytes() == before
    assert "own file" in str(sn.write(mine, tmp_path / "my-network.jsonl"))
    assert (tmp_path / "my-network.jsonl").read_bytes() == before
    (tmp_path / "notes.jsonl").write_text("my own notes\n")
    with pytest.raises(NotKept):
        sn.write(other, tmp_path / "notes.jsonl")
    sn.write(mine, tmp_path / "copy.jsonl")
    copy = (tmp_path / "copy.jsonl").read_bytes()
    sn.write(mine, tmp_path / "copy.jsonl")
    assert (tmp_path / "copy.jsonl").read_bytes() == copy
    mine.add("another", kind="book")
    sn.write(mine, tmp_path / "copy.jsonl")
    assert sn.open_network(tmp_path / "copy.jsonl").events == mine.events
    ahead = sn.open_network(tmp_path / "copy.jsonl", learner="learner-07")
    ahead.add("only in the copy", kind="book")
    with pytest.raises(NotKept):
        sn.write(mine, tmp_path / "copy.jsonl")
    assert "only in the copy" in (tmp_path / "copy.jsonl").read_text()


def test_a_damaged_journal_is_read_with_its_damage_named(tmp_path: Path) -> None:
    sn.write(sn.load_example("first-steps"), tmp_path / "n.jsonl")
    lines = (tmp_path / "n.jsonl").read_bytes().split(b"\n")
    lines[3] = lines[3].replace(b"kind", b"kinn")
    (tmp_path / "n.jsonl").write_bytes(b"\n".join(lines))
    network = sn.read(tmp_path / "n.jsonl")
    assert network.report is not None and not network.report.whole and len(network.sources) == 11
    assert "line 4" in str(network.report)
    assert not network.kept and (tmp_path / "n.jsonl").read_bytes() == b"\n".join(lines)
