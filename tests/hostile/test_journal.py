"""A journal in bad hands: killed writers, flipped bytes, two at a time, a full disk, half lines, files exchanged."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sourcenet import SourceNetwork, open_network
from sourcenet.errors import BadValue, NotKept
from sourcenet.model import journal
from sourcenet.model.events import MAX_LINE

from .journal_hands import flip, kill_while_adding, small_journal, write_by_two


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("SOURCENET_", "NBGRADER_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_nothing_that_was_acknowledged_is_lost_to_a_kill(tmp_path: Path) -> None:
    result = kill_while_adding(tmp_path, 5)
    assert result.kills == 5 and result.acknowledged > 20
    assert result.lost == []


@pytest.mark.parametrize("act", ["add", "group", "undo", "place", "begin", "forget", "join"])
def test_first_written_then_flushed_then_acknowledged(act: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way to change a file: the bytes are written, flushed to the disk, and only then is anybody told."""
    network = open_network("n.jsonl", learner="learner-07")
    network.add("before")
    Path("copy.jsonl").write_bytes(Path("n.jsonl").read_bytes())
    open_network("copy.jsonl").add("there")
    network.add("last")
    order: list[str] = []
    write, flush = journal.write, journal.flush
    size = Path("n.jsonl").stat().st_size

    def writing(fd: int, data: bytes) -> None:
        order.append("write")
        write(fd, data)

    def flushing(fd: int) -> None:
        assert act == "forget" or os.fstat(fd).st_size > size, "flushed before it was written"
        order.append("flush")
        flush(fd)

    monkeypatch.setattr(journal, "write", writing)
    monkeypatch.setattr(journal, "flush", flushing)
    network.watch(lambda _change: order.append("told"))
    acts = {
        "add": lambda: network.add("x"),
        "undo": network.undo,
        "place": lambda: network.place({"me": [1, 2]}),
        "begin": lambda: network.begin("start"),
        "forget": lambda: network.forget("last"),
        "join": lambda: network.join("copy.jsonl"),
    }
    if act == "group":
        with network.group("g"):
            network.add("x")
            network.add("y")
    else:
        acts[act]()
    order.append("acknowledged")
    calm = [step for n, step in enumerate(order) if n == 0 or step != order[n - 1]]
    assert calm == (["flush"] if act == "forget" else ["write", "flush"]) + ["told", "acknowledged"]


def test_what_is_not_flushed_is_not_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    network = open_network("n.jsonl", learner="learner-07")
    network.add("before")

    def broken(_fd: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(journal, "flush", broken)
    told: list[object] = []
    network.watch(told.append)
    with pytest.raises(NotKept, match="nothing was lost"):
        network.add("after")
    assert told == [] and [s.name for s in network.sources] == ["before"]


def test_flipped_bytes_are_named_and_the_rest_is_read() -> None:
    path = Path("n.jsonl")
    small_journal(path)
    size, chance = path.stat().st_size, random.Random(11)
    places = [(chance.randrange(size), chance.randrange(1, 256)) for _ in range(250)]
    ends = [n for n, byte in enumerate(path.read_bytes()) if byte == 0x0A]
    places += [(end, value) for end in ends for value in (1, 0x80, 0x20, 0x07)]
    result = flip(path, places)
    assert result.tried >= 300
    assert (result.unnoticed, result.wrong, result.later_lost) == ([], [], [])


def test_two_writers_and_an_onlooker(tmp_path: Path) -> None:
    result = write_by_two(tmp_path, 3)
    assert result["acknowledged"] > 50
    for fault in ("lost", "doubled", "damaged", "missing", "unfollowed", "seen by the onlooker"):
        assert result[fault] == 0, result
    assert result["begins"] == 1 and result["lines"] == result["sums"] and result["looks"] > 5


FULL = """
import json, resource, sys
import sourcenet as sn
network = sn.open_network("n.jsonl", learner="learner-07")
network.add("before")
size = network.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 150, size + 150))
tried = {}
for name, act in {
    "add": lambda: network.add("x" * 190),
    "group": lambda: network.propose([{"do": "add", "name": f"s{n}"} for n in range(50)]),
    "hand in": lambda: network.hand_in("build-network"),
    "forget": lambda: network.forget("before") if len(network.sources) > 5 else None,
}.items():
    try:
        act()
    except sn.SourcenetError as error:
        tried[name] = error.sentence
tried["names"] = [s.name for s in network.sources]
tried["same"] = network.path.stat().st_size == size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 150, size + 150))
print(json.dumps(tried))
"""


def test_a_full_disk_has_a_sentence_and_loses_nothing() -> None:
    pytest.importorskip("resource")
    Path("build-network").mkdir()
    open_network("n.jsonl", learner="learner-07", question="q" * 290)
    done = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    tried = json.loads(done.stdout)
    for act in ("add", "group"):
        assert tried[act].startswith("Not kept: n.jsonl could not be written"), tried
        assert "Make room on the disk, then try again; nothing was lost." in tried[act]
    assert tried["names"] == ["before"] and tried["same"]
    network = open_network("n.jsonl")
    assert [s.name for s in network.sources] == ["before"] and network.notes == () and network.verify().ok


def test_no_room_to_hand_in_leaves_no_half_copy() -> None:
    pytest.importorskip("resource")
    Path("build-network").mkdir()
    network = open_network("n.jsonl", learner="learner-07")
    network.propose([{"do": "add", "name": f"source {n}"} for n in range(40)])
    code = (
        "import resource, sourcenet as sn; n = sn.open_network('n.jsonl')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))\n"
        "for act in (lambda: n.hand_in('build-network'), lambda: n.hand_in('build-network', as_zip=True), lambda: n.forget('source 1')):\n"
        "    try: act()\n"
        "    except sn.SourcenetError as error: print(error.sentence[:9])\n"
    )
    before = Path("n.jsonl").read_bytes()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.split("\n") == ["Not hande", "Not hande", "Not kept:", ""], done.stderr
    assert Path("n.jsonl").read_bytes() == before
    assert sorted(str(path) for path in Path().rglob("*")) == ["build-network", "n.jsonl"]


def test_ten_thousand_and_one_sources_at_once() -> None:
    network = open_network("n.jsonl", learner="learner-07")
    with pytest.raises(BadValue, match="holds up to 10000 sources"):
        network.propose([{"do": "add", "name": f"source {n}"} for n in range(10_001)])
    assert network.sources == () and not Path("n.jsonl").exists()
    made = network.propose([{"do": "add", "name": f"source {n}"} for n in range(10_000)])
    network.place({event.id: [n, -n] for n, event in enumerate(made[1:])})
    with pytest.raises(BadValue):
        network.add("one more")
    network.undo(made[5])
    assert network.add("one more").name == "one more"
    assert len(open_network("n.jsonl").sources) == 10_000
    assert max(map(len, Path("n.jsonl").read_bytes().split(b"\n"))) < MAX_LINE / 4


def test_half_a_line_of_a_live_writer_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    network = open_network("n.jsonl", learner="learner-07")
    network.add("before")
    whole = Path("n.jsonl").read_bytes()
    network.add("slow")
    rest = Path("n.jsonl").read_bytes()[len(whole) :]
    Path("n.jsonl").write_bytes(whole + rest[:30])
    waited: list[float] = []

    def finish(seconds: float) -> None:
        waited.append(seconds)
        with Path("n.jsonl").open("ab") as file:
            file.write(rest[30:])

    monkeypatch.setattr(time, "sleep", finish)
    fresh = open_network("n.jsonl")
    assert waited == [journal.HALF_LINE]
    assert fresh.welcome.startswith("Welcome back: 2 sources") and fresh.notes == ()


def test_half_a_line_that_comes_later_is_read_then() -> None:
    network = open_network("n.jsonl", learner="learner-07")
    network.add("before")
    whole = Path("n.jsonl").read_bytes()
    network.add("slow")
    rest = Path("n.jsonl").read_bytes()[len(whole) :]
    Path("n.jsonl").write_bytes(whole)
    onlooker = open_network("n.jsonl")
    for part in (rest[:50], rest[50:90], rest[90:-1], rest[-1:]):
        with Path("n.jsonl").open("ab") as file:
            file.write(part)
        seen = [s.name for s in onlooker.sources]
        assert seen in (["before"], ["before", "slow"])
    assert seen == ["before", "slow"] and onlooker.notes == ()


@pytest.mark.parametrize("how", ["exchanged", "overwritten", "emptied", "removed", "a folder"])
def test_a_file_replaced_under_us(how: str) -> None:
    network = open_network("n.jsonl", learner="learner-07")
    network.add("before")
    older = Path("n.jsonl").read_bytes()
    network.add("later")
    path = Path("n.jsonl")
    if how == "exchanged":
        Path("other").write_bytes(older)
        Path("other").replace(path)
    elif how == "overwritten":
        path.write_bytes(older)
    elif how == "emptied":
        path.write_bytes(b"")
    else:
        path.unlink()
        if how == "a folder":
            path.mkdir()
    expected = ["before", "later"]
    if how in ("exchanged", "overwritten"):
        assert [s.name for s in network.sources] == expected
        assert any("older copy, without 1 change of yours" in note for note in network.notes)
    if how == "a folder":
        with pytest.raises(OSError, match="is a folder"):
            network.add("new")
        path.rmdir()
    network.add("new")
    assert [s.name for s in network.sources] == [s.name for s in open_network(path).sources] == [*expected, "new"]
    assert open_network(path).verify().ok


HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "{{constructor.constructor('alert(1)')()}}",
    "\u202egnp.exe",
    "🏳️‍🌈" * 20,
    "שלום עולם",
    '=HYPERLINK("http://a.example")',
    "../../etc/passwd",
    "%s%n{0}{name}",
    "\x00\x07\x1b[2J name",
    "half \udc80 name",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    network = open_network("n.jsonl", learner="learner-07", question=text)
    source = network.add(text, notes=text, kind="person", known=True)
    network.connect("me", source, why=text, relation=text)
    network.decide(text)
    network.prune(source, reason=text)
    network.restore(source)
    Path("build-network").mkdir(exist_ok=True)
    receipt = network.hand_in("build-network")
    for page in (network._repr_html_(), receipt._repr_html_()):
        assert "<img" not in page and "<svg" not in page and "<script" not in page
    fresh = open_network("n.jsonl")
    assert fresh.events == network.events and fresh.notes == ()
    assert fresh.source(source.name).id == source.id
    network.forget(source)
    assert open_network("n.jsonl").verify().ok


def test_a_network_in_memory_never_touches_a_file() -> None:
    network = SourceNetwork.in_memory(question="q?")
    network.add("x")
    network.undo()
    network.redo()
    network.forget("x")
    assert list(Path().iterdir()) == [] and network.path is None and not network.kept


SAME = """
import sys, time
import sourcenet as sn
network = sn.open_network("n.jsonl", learner="learner-07")
while time.time() < float(sys.argv[1]):
    pass
for n in range(60):
    network.add(f"source {n}", kind="person")
    network.connect("me", f"source {n}", relation="asks")
"""


def test_one_notebook_run_twice_at_the_same_time_adds_once() -> None:
    start = str(time.time() + 1.0)
    both = [subprocess.Popen([sys.executable, "-c", SAME, start]) for _time in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    network = open_network("n.jsonl")
    assert sorted(s.name for s in network.sources) == sorted(f"source {n}" for n in range(60))
    assert len(network.connections) == 60 and network.notes == () and len(network.events) == 121
