"""The file of a journal: damage is named, later lines stay, nothing that was said to be kept is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sourcenet import SourcenetError, SourceNetwork, open_network
from sourcenet.errors import BadValue, NothingToUndo, NotKept, UnreadableFile
from sourcenet.model import journal as journals
from sourcenet.model import locking

Again = Callable[..., SourceNetwork]


@pytest.fixture
def file(network: SourceNetwork) -> Path:
    for name in ("one", "two", "three"):
        network.add(name)
    assert network.path is not None
    return network.path


def _names(network: SourceNetwork) -> list[str]:
    return [source.name for source in network.sources]


def test_a_damaged_line_is_named_and_the_rest_is_read(file: Path, again: Again) -> None:
    lines = file.read_bytes().split(b"\n")
    lines[2] = lines[2].replace(b"two", b"tvo")
    file.write_bytes(b"\n".join(lines))
    network = again()
    assert _names(network) == ["one", "three"]
    assert "line 3" in network.notes[0] and "Everything else was read" in network.notes[0]
    verified = network.verify()
    assert not verified.ok and len(verified.damaged) == 1 and verified.missing == (network.events[-1].id,)


def test_a_torn_last_line_is_ended_before_the_next(file: Path, again: Again) -> None:
    file.write_bytes(file.read_bytes()[:-40])
    network = again()
    assert _names(network) == ["one", "two"]
    assert any("never finished" in note for note in network.notes)
    network.add("four")
    assert _names(network) == _names(again()) == ["one", "two", "four"]
    assert file.read_bytes().endswith(b"\n")


def test_a_last_line_that_lacks_only_its_end_counts(file: Path, again: Again) -> None:
    file.write_bytes(file.read_bytes()[:-1])
    network = again()
    assert _names(network) == ["one", "two", "three"] and network.notes == ()
    network.add("four")
    assert _names(network) == _names(again()) == ["one", "two", "three", "four"]
    assert again().verify().ok and network.verify().ok


def test_the_missing_end_may_come_from_another_writer(file: Path, again: Again) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    network, other = again(), again()
    other.add("four")
    assert _names(network) == ["one", "two", "three", "four"] and network.notes == ()


def test_a_byte_order_mark_and_windows_line_ends_are_no_damage(file: Path, again: Again) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n") + b"\r\n\r\n")
    network = again()
    assert _names(network) == ["one", "two", "three"] and network.notes == ()
    network.add("four")
    assert _names(again()) == ["one", "two", "three", "four"] and again().verify().ok


def test_a_file_that_was_put_anew_is_read_anew(network: SourceNetwork, file: Path) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    beside = file.with_name("beside")
    beside.write_bytes(b"".join(lines[:2]))
    told: list[bool] = []
    network.watch(lambda change: told.append(change.whole))
    beside.replace(file)
    assert _names(network) == ["one", "two", "three"], "what the older copy lacks is not lost"
    assert any("older copy, without 2 changes of yours" in note for note in network.notes)
    assert told == [True]


def test_a_file_that_was_cut_or_overwritten_is_read_anew(network: SourceNetwork, file: Path) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:3]))
    assert _names(network) == ["one", "two", "three"]
    network.add("four")
    assert network.notes == () and network.verify().ok
    assert file.read_bytes().count(b"\n") == len(lines) + 1, "what was lacking is written once, then the new line"


def test_another_network_put_in_place_is_taken_as_it_is(network: SourceNetwork, file: Path) -> None:
    other = open_network(file.with_name("other.jsonl"), learner="learner-08")
    other.add("elsewhere")
    file.with_name("other.jsonl").replace(file)
    assert _names(network) == ["elsewhere"]


def test_a_file_that_has_gone_stays_in_memory_and_is_written_again(
    network: SourceNetwork, file: Path, again: Again
) -> None:
    file.unlink()
    assert _names(network) == ["one", "two", "three"]
    assert "not there any more" in network.notes[0]
    network.add("four")
    assert _names(again()) == ["one", "two", "three", "four"]
    assert again().verify().ok and again().question == network.question
    assert network.notes == ()


def test_an_emptied_file_is_written_again_too(network: SourceNetwork, file: Path, again: Again) -> None:
    file.write_bytes(b"")
    assert "emptied" in network.notes[0]
    network.undo()
    assert _names(again()) == _names(network) == ["one", "two"]


def test_a_refused_change_does_not_bring_a_gone_file_back(network: SourceNetwork, file: Path) -> None:
    file.unlink()
    with pytest.raises(SourcenetError):
        network.propose([{"do": "add", "name": ""}])
    assert not file.exists()
    assert _names(network) == ["one", "two", "three"] and network.notes


def test_forgetting_works_where_the_file_has_gone(network: SourceNetwork, file: Path, again: Again) -> None:
    file.unlink()
    network.forget("two")
    assert _names(again()) == ["one", "three"] and b"two" not in file.read_bytes()


@pytest.mark.parametrize(
    "content", [b"@book{x}\n", b'{\n "cells": []\n}\n', b"%PDF-1.7\n\x00\xff\n", b"name,url\n", b"x"]
)
def test_a_file_that_is_no_journal_is_left_alone(content: bytes) -> None:
    path = Path("library.bib")
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"library.bib is not a journal"):
        open_network(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", [b"", b"\n\n", b"{", b'{"id":"abc', b"\xef\xbb\xbf"])
def test_a_file_with_nothing_in_it_yet_is_a_beginning(content: bytes, again: Again) -> None:
    path = Path("my-network.jsonl")
    path.write_bytes(content)
    network = open_network(path, question="q?")
    network.add("one")
    assert _names(again()) == ["one"] and again().question == "q?"


def test_a_folder_is_not_a_journal() -> None:
    Path("my-network.jsonl").mkdir()
    with pytest.raises(UnreadableFile, match="is a folder or a device"):
        open_network("my-network.jsonl")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_is_not_a_journal() -> None:
    with pytest.raises(UnreadableFile, match="is a folder or a device"):
        open_network("/dev/zero")


def test_a_name_that_no_file_can_have_says_so() -> None:
    with pytest.raises(UnreadableFile, match="not the name of a file"):
        open_network("a\0b.jsonl")


def test_a_file_too_large_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch, again: Again) -> None:
    monkeypatch.setattr(journals, "MAX_BYTES", 100)
    with pytest.raises(UnreadableFile, match="Is it the right file"):
        again()


def test_a_change_too_large_for_a_line_is_refused_before_it_is_written(
    network: SourceNetwork, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    monkeypatch.setattr(journals, "MAX_LINE", 300)
    with pytest.raises(SourcenetError, match="too large"):
        network.decide("because " * 50)
    assert file.read_bytes() == before and network.decisions == ()


def test_a_gesture_that_places_every_source_of_a_large_network_is_kept(again: Again) -> None:
    network = open_network("my-network.jsonl", learner="learner-07")
    ids = [f"source-{n:08}" for n in range(9000)]
    network.propose([{"do": "add", "id": id, "name": id} for id in ids])
    network.place({id: (n + 0.5, -n - 0.5) for n, id in enumerate(ids)})
    assert again().positions == network.positions and len(network.positions) == 9000
    network.undo()
    assert again().notes == ()


def test_another_writer_at_work_is_waited_for_then_named(
    network: SourceNetwork, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "PATIENCE", 0.05)
    with file.open("r+b") as held:
        assert locking.lock(held.fileno(), 0)
        with pytest.raises(NotKept, match="another program has been writing"):
            network.add("four")
    assert _names(network) == ["one", "two", "three"]
    network.add("four")


def test_where_nothing_can_be_locked_both_writers_are_kept(
    network: SourceNetwork, file: Path, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "lock", lambda _fd, _patience: False)
    other = again()
    real = journals.write

    def meanwhile(fd: int, data: bytes) -> None:
        monkeypatch.setattr(journals, "write", real)
        other.add("theirs")  # between our looking for the end and our writing
        real(fd, data)

    monkeypatch.setattr(journals, "write", meanwhile)
    network.add("ours")
    assert set(_names(again())) == {"one", "two", "three", "ours", "theirs"}
    assert set(_names(network)) == set(_names(other)) == set(_names(again()))
    assert any("cannot lock" in note for note in network.notes)
    assert again().verify().damaged == ()


def test_a_file_exchanged_while_we_write_holds_what_we_wrote(
    network: SourceNetwork, file: Path, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = file.with_name("copy")
    copy.write_bytes(file.read_bytes())
    real = journals.write

    def exchanged(fd: int, data: bytes) -> None:
        if copy.exists():
            copy.replace(file)
        real(fd, data)

    monkeypatch.setattr(journals, "write", exchanged)
    network.add("four")
    assert _names(network) == _names(again()) == ["one", "two", "three", "four"]


@pytest.mark.parametrize("stop", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_cannot_be_flushed_is_taken_back(
    network: SourceNetwork, file: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    before = file.read_bytes()

    def full(_fd: int) -> None:
        raise stop

    with monkeypatch.context() as patched:
        patched.setattr(journals, "flush", full)
        with pytest.raises((NotKept, KeyboardInterrupt)):
            network.add("four")
    assert file.read_bytes() == before
    assert _names(network) == ["one", "two", "three"]
    network.add("four")
    assert _names(network) == ["one", "two", "three", "four"]


def test_a_change_refused_in_an_empty_folder_leaves_no_file(network: SourceNetwork) -> None:
    with pytest.raises(SourcenetError):
        network.propose([{"do": "connect", "start": "me", "end": "nowhere-at-all"}])
    assert list(Path.cwd().iterdir()) == []


def test_forgetting_reaches_the_file_behind_a_symbolic_link(file: Path) -> None:
    Path("link.jsonl").symlink_to(file)
    linked = open_network("link.jsonl")
    linked.forget("two")
    assert b"two" not in file.read_bytes() and Path("link.jsonl").is_symlink()


def test_forgetting_works_where_no_other_file_can_be_put_in_place(
    network: SourceNetwork, file: Path, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "the file is open")

    monkeypatch.setattr(Path, "replace", refused)
    other = again()
    network.forget("two")
    assert b"two" not in file.read_bytes()
    assert _names(network) == _names(other) == _names(again()) == ["one", "three"]
    assert [path.name for path in Path.cwd().iterdir()] == ["my-network.jsonl"]


def test_a_repeated_line_says_nothing_and_another_under_its_id_is_named(file: Path, again: Again) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines, lines[1]]))
    assert _names(again()) == ["one", "two", "three"] and again().notes == ()
    from sourcenet.model.events import decode, encode

    event = decode(lines[1].rstrip())
    event.fields["name"] = "another"
    file.write_bytes(b"".join([*lines, encode(event, event.prev)]))
    assert _names(again()) == ["one", "two", "three"]
    assert "id was there already" in again().notes[0]


@pytest.mark.usefixtures("file")
def test_an_empty_reference_undoes_nothing(network: SourceNetwork) -> None:
    with pytest.raises(NothingToUndo):
        network.undo("")
    assert _names(network) == ["one", "two", "three"]


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("more", [{"format": "99.0"}, {"question": "another?"}, {"handed_in": "build-network"}])
def test_a_network_begins_once(network: SourceNetwork, again: Again, more: dict[str, str]) -> None:
    with pytest.raises(BadValue, match="has begun already"):
        network.propose([{"do": "begin", **more}])
    assert _names(again()) == ["one", "two", "three"]


@pytest.mark.usefixtures("file")
def test_a_view_that_fails_changes_nothing_for_the_others(network: SourceNetwork) -> None:
    told: list[int] = []

    def fail(_change: object) -> None:
        raise ZeroDivisionError

    network.watch(fail)
    network.watch(lambda change: told.append(len(change.events)))
    network.add("four")
    assert _names(network)[-1] == "four" and told == [1]


@pytest.mark.usefixtures("file")
def test_nothing_is_told_before_it_is_on_the_disk(
    network: SourceNetwork, again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    flush = journals.flush
    monkeypatch.setattr(journals, "flush", lambda fd: (flush(fd), steps.append("flushed"))[0])
    other = again()
    network.watch(lambda _change: steps.append("told"))
    other.add("from elsewhere")
    steps.clear()
    with network.group("page"):
        network.add("four")
        assert network.positions == {}
    assert steps[0] == "flushed" and steps.count("told") == 2
