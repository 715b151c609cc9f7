"""Copies are brought together as a union; what is no copy of this network is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sourcenet import SourceNetwork, open_network
from sourcenet.errors import CannotDo, UnreadableFile
from sourcenet.model.joining import conflict_copies

Again = Callable[..., SourceNetwork]


@pytest.fixture
def copy(network: SourceNetwork) -> SourceNetwork:
    network.add("before")
    path = Path("my-network (conflicted copy 2026-10-01).jsonl")
    path.write_bytes(network.path.read_bytes())  # type: ignore[union-attr]
    return open_network(path)


def test_a_copy_is_found_named_and_brought_in(network: SourceNetwork, copy: SourceNetwork, again: Again) -> None:
    copy.add("there")
    network.add("here")
    notes = again().notes
    assert len(notes) == 1 and "with 1 change that is not here" in notes[0]
    assert network.join(copy.path or "") == 1
    assert [s.name for s in again().sources] == ["before", "here", "there"]
    assert network.join(copy.path or "") == 0
    assert again().notes == () and again().verify().ok
    assert copy.join(network.path or "") == 1
    assert {event.id for event in copy.events} == {event.id for event in network.events}


def test_an_undo_in_the_copy_holds_here(network: SourceNetwork, copy: SourceNetwork) -> None:
    copy.undo()
    told: list[bool] = []
    network.watch(lambda change: told.append(change.whole))
    network.join(copy.path or "")
    assert network.sources == () and told == [True]


def test_another_network_is_not_brought_in(network: SourceNetwork) -> None:
    network.add("mine")
    other = open_network("other.jsonl", learner="learner-08")
    other.add("theirs")
    with pytest.raises(CannotDo, match="began as another network"):
        network.join("other.jsonl")
    Path("notes.txt").write_text("shopping\n")
    with pytest.raises(UnreadableFile, match="not a journal"):
        network.join("notes.txt")
    assert [s.name for s in network.sources] == ["mine"]


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("my-network (1).jsonl", True),
        ("my-network 2.jsonl", True),
        ("my-network (conflicted copy 2026-10-01).jsonl", True),
        ("my-network.sync-conflict-20261001-101010-ABC.jsonl", True),
        ("my-network - Copy.jsonl", True),
        ("my-network-Konflikt.jsonl", True),
        ("my-network.jsonl", False),
        ("my-network-about-sleep.jsonl", False),
        ("other.jsonl", False),
        ("my-network (1).txt", False),
    ],
)
def test_what_a_conflict_copy_is_called(name: str, is_copy: bool) -> None:
    Path(name).write_text("")
    assert conflict_copies(Path("my-network.jsonl")) == ([Path(name)] if is_copy else [])


def test_a_folder_called_like_a_copy_and_a_missing_folder_are_none() -> None:
    Path("my-network (1).jsonl").mkdir()
    assert conflict_copies(Path("my-network.jsonl")) == []
    assert conflict_copies(Path("nowhere/my-network.jsonl")) == []


def test_a_damaged_or_foreign_copy_is_no_trouble_on_opening(network: SourceNetwork, again: Again) -> None:
    network.add("mine")
    Path("my-network (1).jsonl").write_bytes(b"\x00\xff\n")
    Path("my-network (2).jsonl").write_text('{"do":"add"}\n')
    assert again().notes == () and [s.name for s in again().sources] == ["mine"]
