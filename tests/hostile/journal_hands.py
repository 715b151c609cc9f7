"""Hands that are hard on a journal: killed while writing, flipping bytes, writing two at a time. Used by tests and benchmark."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from sourcenet import SourceNetwork, open_network
from sourcenet.model.events import encode

__all__ = ["Flips", "Killed", "flip", "kill_while_adding", "small_journal", "write_by_two"]

# Adds sources for ever, one change, a group, a connection in turn; says the id of each only once it is kept.
_WRITER = """
import sys, os
import sourcenet as sn
network = sn.open_network(sys.argv[1], learner="learner-07", question="q?")
last, stop = "me", int(sys.argv[3])
out = sys.stdout
for n in range(stop):
    name = f"{sys.argv[2]} {n} été " + "x" * (n % 150)
    if n % 7 == 3:
        with network.group("two"):
            made = [network.add(name), network.add(name + " again")]
    elif n % 7 == 5 and last != "me":
        made = [network.connect("me", last, why=name)]
    else:
        made = [network.add(name)]
    last = made[0].id if n % 7 != 5 else "me"
    out.write("".join(one.id + "\\n" for one in made))
    out.flush()
"""


def _start(path: Path, name: str, count: int = 1_000_000) -> subprocess.Popen[bytes]:
    env = {n: v for n, v in os.environ.items() if not n.startswith(("SOURCENET_", "NBGRADER_"))}
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), name, str(count)], stdout=subprocess.PIPE, env=env
    )


@dataclass
class Killed:
    """What came of killing a writer again and again."""

    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    torn: int = 0


def kill_while_adding(folder: Path, times: int, seed: int = 7) -> Killed:
    """Kill a writer with SIGKILL at a random moment, reopen, and look for every event that it said was kept."""
    chance, result = random.Random(seed), Killed()
    path = folder / "killed.jsonl"
    acknowledged: set[str] = set()
    for number in range(times):
        writer = _start(path, f"run {number}")
        assert writer.stdout is not None
        said = writer.stdout.readline()  # it has begun to write
        time.sleep(chance.uniform(0, 0.05))
        os.kill(writer.pid, signal.SIGKILL)
        said += writer.stdout.read()
        writer.wait()
        acknowledged |= {line for line in said.decode().split("\n")[:-1] if line}
        network = open_network(path)
        here = {event.id for event in network.events}
        result.lost += sorted(acknowledged - here)
        result.torn += bool(network.notes)
        result.kills += 1
    result.acknowledged = len(acknowledged)
    return result


def small_journal(path: Path) -> SourceNetwork:
    """Write a small journal with most verbs and texts of two and four bytes a character."""
    network = open_network(path, learner="learner-07", question="Lohnt sich das? 🌙")
    with network.group("list"):
        blog = network.add("été", url="https://blog.example/é", notes="</script>")
        aunt = network.add("aunt", kind="person", known=True)
    tie = network.connect("me", blog, relation="reads", why='she "said" so')
    network.connect(aunt, blog, relation="recommends")
    network.edit(blog, viewpoint="critic")
    network.place({blog.id: [1.5, -2]})
    network.prune(aunt, reason="moved away")
    network.undo()
    network.redo()
    network.decide("keep it", why="it differs")
    network.choose(tie)
    network.traverse("who?", ["me", blog])
    return network


@dataclass
class Flips:
    """What came of flipping bytes: how often events were lost without a word, or wrong ones taken for true."""

    tried: int = 0
    unnoticed: list[tuple[int, int]] = field(default_factory=list)
    wrong: list[tuple[int, int]] = field(default_factory=list)
    later_lost: list[tuple[int, int]] = field(default_factory=list)


def flip(path: Path, places: Iterable[tuple[int, int]]) -> Flips:
    """Change one byte at a time (place, value to exclude-or with), open the journal, and compare with the whole one."""
    whole = path.read_bytes()
    events = open_network(path).events
    lines = whole.split(b"\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    result = Flips()
    for place, value in places:
        data = bytearray(whole)
        data[place] ^= value
        path.write_bytes(bytes(data))
        network = open_network(path)
        list(network.sources), list(network.connections), repr(network.verify())
        held = network.events
        struck = max(n for n, start in enumerate(starts) if start <= place)
        spared = {event.id for n, event in enumerate(events) if n not in (struck, struck + 1)}
        if [event for event in held if event not in events]:
            result.wrong.append((place, value))
        if not spared <= {event.id for event in held}:
            result.later_lost.append((place, value))
        if held != events and not network.notes:
            result.unnoticed.append((place, value))
        result.tried += 1
    path.write_bytes(whole)
    return result


def write_by_two(folder: Path, seconds: float) -> dict[str, int]:
    """Have two processes write to one journal at the same time, while a third looks on; return what came of it."""
    path = folder / "shared.jsonl"
    writers = [_start(path, name) for name in ("left", "right")]
    while not path.exists():
        time.sleep(0.01)
    looker, end = open_network(path), time.monotonic() + seconds
    looks = 0
    while time.monotonic() < end:
        looks += len(looker.events) > 0
        time.sleep(0.05)
    said: list[str] = []
    for writer in writers:
        writer.terminate()
        assert writer.stdout is not None
        said += writer.stdout.read().decode().split("\n")[:-1]
        writer.wait()
    network = open_network(path)
    held = [event.id for event in network.events]
    chained = "".join(event.sum for event in network.events)
    return {
        "acknowledged": len(said),
        "lost": len(set(said) - set(held)),
        "doubled": len(held) - len(set(held)),
        "damaged": len(network.verify().damaged),
        "missing": len(network.verify().missing),
        "unfollowed": len([note for note in network.notes if "could not be followed" in note]),
        "begins": sum(event.do == "begin" for event in network.events),
        "seen by the onlooker": len(set(held) - {event.id for event in looker.events}),
        "lines": path.read_bytes().count(b"\n"),
        "looks": looks,
        "sums": len(chained) // 16,
    }


def large_journal(path: Path, count: int) -> None:
    """Write a journal of so many events, three fifths of them connections, the quick way."""
    network = SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-07")
    chance = random.Random(1)
    ids = [f"source-{n:09}" for n in range(count * 2 // 5 - 1)]
    changes = [
        {"do": "add", "id": id, "name": f"Source number {n}", "url": f"https://example.org/{n}", "viewpoint": "critic"}
        for n, id in enumerate(ids)
    ]
    for number in range(count - len(ids) - 1):
        start, end = chance.sample(ids, 2)
        why = "I go there when I have a question about it"
        changes.append({"do": "connect", "id": f"tie-{number:09}", "start": start, "end": end, "why": why})
    network.propose(changes)
    head, lines = "", []
    for event in network.events:
        lines.append(encode(event, head))
        head = event.sum
    path.write_bytes(b"".join(lines))
