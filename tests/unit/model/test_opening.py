"""Opening: where a network is looked for, whose it is, and what happens where nothing may be written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sourcenet import open_network
from sourcenet.errors import CannotDo, NewerJournal, NotKept, UnreadableFile
from sourcenet.model.events import Event, encode, make_id

FILE = "my-network.jsonl"


def _begun(path: Path | str, name: str = "kept", learner: str = "learner-07") -> bytes:
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    open_network(path, learner=learner, question="q?").add(name)
    return path.read_bytes()


def _file(*events: dict[str, object]) -> bytes:
    lines, head = [], ""
    for fields in events:
        event = Event(make_id(), "2026-10-01T10:00:00Z", "learner-07", str(fields.pop("do")), dict(fields))
        lines.append(encode(event, head))
        head = event.sum
    Path(FILE).write_bytes(b"".join(lines))
    return Path(FILE).read_bytes()


# -- where


def test_looking_creates_nothing() -> None:
    network = open_network(question="q?")
    assert (network.sources, network.question, network.kept) == ((), "q?", True)
    assert "start of your network" in network.welcome
    assert list(Path.cwd().iterdir()) == []
    network.add("first")
    assert [path.name for path in Path.cwd().iterdir()] == [FILE]
    assert open_network().welcome.startswith("Welcome back: 1 source, saved ")


@pytest.mark.parametrize("place", [".", "..", "../..", "../../..", "../notebooks", "../../notebooks"])
def test_a_network_is_found_where_it_is_known_to_be(place: str) -> None:
    _begun(Path(place) / FILE, "found")
    assert [s.name for s in open_network().sources] == ["found"]


def test_the_place_that_is_named_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    _begun(FILE, "beside")
    _begun("named/other.jsonl", "named")
    monkeypatch.setenv("SOURCENET_NETWORK", "named/other.jsonl")
    assert [s.name for s in open_network().sources] == ["named"]
    assert [s.name for s in open_network(FILE).sources] == ["beside"]


def test_the_learners_folder_is_where_a_new_one_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine").mkdir()
    monkeypatch.setenv("SOURCENET_FOLDER", str(Path("mine").absolute()))
    open_network().add("first")
    assert Path("mine", FILE).exists() and not Path(FILE).exists()


def test_a_copy_that_was_handed_in_is_passed_over_for_the_own(monkeypatch: pytest.MonkeyPatch) -> None:
    _begun(FILE, "mine")
    Path("build-network").mkdir()
    open_network().hand_in("build-network")
    monkeypatch.chdir("build-network")
    network = open_network()
    network.add("more")
    assert network.path == Path.cwd().parent / FILE
    assert b"more" not in Path(FILE).read_bytes()
    Path("../" + FILE).unlink()
    assert open_network().path == Path.cwd() / FILE  # better than none: it is the learner's own work


def test_a_question_that_holds_the_mark_of_a_copy_is_no_copy() -> None:
    open_network(FILE, question='what is "handed_in":"x"?').add("mine")
    Path("sub").mkdir()
    assert open_network().question == 'what is "handed_in":"x"?'
    os.chdir("sub")
    assert open_network().path == Path.cwd().parent / FILE


# -- whose


def test_someone_elses_journal_is_asked_about() -> None:
    before = _begun(FILE, learner="learner-08")
    with pytest.raises(CannotDo, match=r"begun by learner-08.*mine=True"):
        open_network(FILE, learner="learner-07")
    assert Path(FILE).read_bytes() == before
    assert open_network(FILE).learner == "learner-08"
    network = open_network(FILE, learner="learner-07", mine=True)
    network.add("mine")
    assert [event.by for event in network.events] == ["learner-08", "learner-08", "learner-07"]


def test_a_name_stands_once_and_signs_nothing() -> None:
    for name in ("Anna", "Anna Schmidt", "王小明"):
        network = open_network(f"{len(name)}.jsonl", learner=name)
        network.add("x")
        network.add("y")
        assert network.display == name and network.learner.startswith("l-")
        assert network.path.read_text("utf-8").count(name) == 1  # type: ignore[union-attr]
        assert open_network(network.path).learner == network.learner
        assert open_network(network.path, learner=name).learner == network.learner
        with pytest.raises(CannotDo, match=f"begun by {name}"):
            open_network(network.path, learner="Somebody Else")


def test_a_question_is_only_for_a_new_network() -> None:
    _begun(FILE)
    assert open_network(FILE, question="another?").question == "q?"


# -- what may not be written


def test_while_a_notebook_is_marked_nothing_is_written_and_nothing_created(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    network = open_network(question="q?")
    network.add("only in memory")
    with network.group("g"):
        network.add("and this")
    network.undo()
    network.forget("only in memory")
    assert not network.kept and list(Path.cwd().iterdir()) == []
    monkeypatch.delenv("NBGRADER_EXECUTION")
    before = _begun(FILE)
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    network = open_network(learner="learner-99")
    network.add("only in memory")
    network.undo()
    assert Path(FILE).read_bytes() == before and [s.name for s in network.sources] == ["kept"]
    assert str(network.today) == network.events[-1].at[:10]


def test_while_marked_the_network_beside_the_notebook_is_read_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    _begun("../" + FILE, "above")
    _begun("named.jsonl", "named")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    monkeypatch.setenv("SOURCENET_NETWORK", "named.jsonl")
    assert open_network().sources == ()


AS_ANOTHER = """
import os, sys, json
import sourcenet as sn, sourcenet.model.hand_in, sourcenet.model.opening, sourcenet.errors
os.setgroups([]); os.setgid(65534); os.setuid(65534)
os.chdir(sys.argv[1])
looked = sn.open_network()  # a folder above that may not be entered is passed over
network = sn.open_network("my-network.jsonl", learner="learner-07")
tried = {"looked": [s.name for s in looked.sources], "kept": network.kept, "notes": list(network.notes), "names": [s.name for s in network.sources]}
network.add("in memory")
tried["after"] = [s.name for s in network.sources]
try:
    network.hand_in("build-network")
except sn.SourcenetError as error:
    tried["handing in"] = error.sentence
print(json.dumps(tried))
"""


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("there", [True, False])
def test_a_folder_that_may_not_be_written(there: bool) -> None:
    folder = Path.cwd()
    (folder / "build-network").mkdir()
    if there:
        _begun(FILE)
    (folder.parent / "notebooks").mkdir(mode=0o700)
    (folder.parent / "notebooks" / FILE).write_bytes(b"")
    before = sorted(path.name for path in folder.rglob("*"))
    above = folder
    while above != above.parent and above.stat().st_uid == os.getuid() and above != Path("/tmp"):
        above.chmod(0o755)
        above = above.parent
    done = subprocess.run([sys.executable, "-c", AS_ANOTHER, str(folder)], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    tried = json.loads(done.stdout)
    assert tried["looked"] == (["kept"] if there else [])
    assert not tried["kept"] and "may not be written here" in tried["notes"][0]
    assert tried["names"] == (["kept"] if there else []) and tried["after"] == [*tried["names"], "in memory"]
    assert "could not be written" in tried["handing in"]
    assert sorted(path.name for path in folder.rglob("*")) == before
    assert done.stderr == ""


def test_a_missing_folder_is_named_and_not_made() -> None:
    network = open_network("nowhere/" + FILE)
    assert not network.kept and "the folder" in network.notes[0] and "is not there" in network.notes[0]
    network.add("in memory")
    assert not Path("nowhere").exists()


def test_a_file_that_becomes_unwritable_says_so_at_the_change(monkeypatch: pytest.MonkeyPatch) -> None:
    _begun(FILE)
    network = open_network()
    real = os.open

    def denied(path: str, flags: int, *more: int) -> int:
        if flags & os.O_RDWR:
            raise PermissionError(13, "Permission denied", path)
        return real(path, flags, *more)

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(NotKept, match="may not be written here"):
        network.add("more")
    assert [s.name for s in network.sources] == ["kept"]


# -- what it holds


@pytest.mark.parametrize("version", ["99", "2.0", 99, "9" * 5000])
def test_a_newer_major_version_is_refused_and_left_alone(version: object) -> None:
    before = _file({"do": "begin", "format": version, "question": "q?"}, {"do": "add", "name": "x"})
    with pytest.raises(NewerJournal, match="Update sourcenet to open it; the file was not touched"):
        open_network()
    assert Path(FILE).read_bytes() == before


def test_a_running_notebook_refuses_a_newer_file_too_and_writes_nothing_behind_it() -> None:
    _begun(FILE)
    network = open_network()
    before = _file({"do": "begin", "format": "99", "question": "q?"})
    for _time in range(2):
        with pytest.raises(NewerJournal):
            network.add("more")
    assert Path(FILE).read_bytes() == before


@pytest.mark.parametrize("version", ["1.9", "1", "0.9", "²", "x", None, [1], {}])
def test_a_newer_minor_version_and_odd_ones_are_read(version: object) -> None:
    before = _file(
        {"do": "begin", "format": version, "question": "q?", "mood": "calm"},
        {"do": "add", "name": "x", "depth": 3},
        {"do": "ponder", "about": ["x"], "deep": {"er": True}},
    )
    network = open_network()
    assert [s.name for s in network.sources] == ["x"] and network.notes == ()
    network.add("y")
    network.edit("x", viewpoint="critic")
    assert Path(FILE).read_bytes().startswith(before)
    assert open_network().sources[0].extra == {"depth": 3}


def test_a_vocabulary_beside_it_is_read_and_a_broken_one_is_named() -> None:
    Path("vocabulary.toml").write_text('[viewpoints]\nyes = "+"\nno = "-"\n')
    assert [v.name for v in open_network().vocabulary.viewpoints] == ["yes", "no"]
    Path("vocabulary.toml").write_text("[viewpoints\n")
    network = open_network()
    assert "could not be read as a vocabulary" in network.notes[0]
    assert network.vocabulary.viewpoints[0].name == "proponent"


@pytest.mark.parametrize("path", ["x/y/my-network.jsonl", "/proc/none/x.jsonl", "x" * 300])
def test_odd_paths_have_a_sentence(path: str) -> None:
    try:
        assert not open_network(path).kept
    except UnreadableFile as error:
        assert "cannot be opened" in error.sentence


def test_a_path_below_a_file_has_a_sentence() -> None:
    Path("file").write_text("x")
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        open_network("file/my-network.jsonl")


def test_a_file_begun_with_a_code_and_opened_with_a_name_is_asked_about() -> None:
    open_network(FILE, learner="learner-07").add("hers")
    with pytest.raises(CannotDo, match=r"begun by learner-07.*mine=True"):
        open_network(FILE, learner="An Instructor")
    assert open_network(FILE, learner="An Instructor", mine=True).sources
    assert open_network(FILE).sources, "without a name nothing is asked"


def test_a_file_begun_without_a_name_is_taken_for_ones_own() -> None:
    open_network(FILE).add("mine")
    assert [s.name for s in open_network(FILE, learner="An Instructor").sources] == ["mine"]
