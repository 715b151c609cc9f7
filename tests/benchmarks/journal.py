"""What the journal costs, and what it survives.

Run: ``python -m tests.benchmarks.journal`` for the costs; with ``--long`` also 200 kills, every byte flipped, every
byte cut, and two writers for 60 seconds (some minutes). Exit code 1 where a promise does not hold.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.hostile.journal_hands import flip, kill_while_adding, large_journal, small_journal, write_by_two

from sourcenet import SourceNetwork, open_network
from sourcenet.model import journal

RUNS = 60
MOST_APPEND, MOST_OPENING = 1.5, 5.0
_problems: list[str] = []


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def hold(what: str, ok: bool) -> None:
    """Remember a promise that does not hold."""
    if not ok:
        _problems.append(what)
        say(f"    DOES NOT HOLD: {what}")


def ratio(
    small: Callable[[int], object], large: Callable[[int], object], clock: Callable[[], float]
) -> tuple[float, float]:
    """Return the median of one over the other, and the median of the small one in ms; run in turn, so that load meets both."""
    ratios, base = [], []
    gc.collect()
    for n in range(RUNS):
        start = clock()
        small(n)
        middle = clock()
        large(n)
        end = clock()
        base.append(middle - start)
        ratios.append((end - middle) / (middle - start))
    return statistics.median(ratios), statistics.median(base) * 1000


def appending(folder: Path) -> None:
    """Compare each way to change a network of 10,000 sources with the same at 10."""
    few, many = (open_network(folder / f"{name}.jsonl", learner="learner-07") for name in ("few", "many"))
    for network, count in ((few, 10), (many, 9_000)):
        network.propose([{"do": "add", "id": f"source-{n:08}", "name": f"source {n}"} for n in range(count)])
        network.propose([{"do": "connect", "start": "me", "end": f"source-{n:08}"} for n in range(count)])

    def add(network: SourceNetwork) -> Callable[[int], object]:
        return lambda n: network.add(
            f"new {n} {time.perf_counter_ns()}", url=f"https://example.org/{time.perf_counter_ns()}"
        )

    def connect(network: SourceNetwork) -> Callable[[int], object]:
        return lambda n: network.connect("me", "source-00000003", relation=f"r {time.perf_counter_ns()}")

    def in_turn(network: SourceNetwork) -> Callable[[int], object]:
        return lambda n: network.connect(add(network)(n), "source-00000003", why=f"w {n}")  # type: ignore[arg-type]

    def edit(network: SourceNetwork) -> Callable[[int], object]:
        return lambda n: network.edit("source-00000003", notes=f"n {time.perf_counter_ns()}")

    def page(network: SourceNetwork) -> Callable[[int], object]:
        return lambda n: network.propose([{"do": "add", "name": f"p {time.perf_counter_ns()}"}])

    def gesture(network: SourceNetwork) -> Callable[[int], object]:
        return lambda n: network.propose(
            [{"do": "place", "to": {"source-00000003": [n, time.perf_counter_ns() % 999]}}]
        )

    acts = {"add": add, "connect": connect, "add and connect in turn": in_turn, "edit": edit}
    acts |= {"a page adds": page, "a page places": gesture}
    real = journal.flush
    for flushed in (True, False):
        journal.flush = real if flushed else (lambda _fd: None)
        clock = time.perf_counter if flushed else time.process_time
        say(
            f"append at 10,000 sources over append at 10, {'wall clock, flushed to disk' if flushed else 'CPU, disk left out'}:"
        )
        for name, act in acts.items():
            found, base = ratio(act(few), act(many), clock)
            say(f"    {name:24} {found:5.2f}   ({base:.2f} ms at 10)")
            hold(f"{name}: {found:.2f} > {MOST_APPEND}", found <= MOST_APPEND)
    journal.flush = real


def opening(folder: Path) -> None:
    """Compare opening a journal of 10,000 events with reading its lines as JSON."""
    path = folder / "large.jsonl"
    large_journal(path, 10_000)
    lines = path.read_bytes().split(b"\n")[:-1]
    ratios = []
    for _run in range(11):
        gc.collect()
        start = time.process_time()
        for line in lines:
            json.loads(line)
        middle = time.process_time()
        network = open_network(path)
        end = time.process_time()
        ratios.append((end - middle) / (middle - start))
        assert len(network.events) == len(lines) == 10_000
    found = statistics.median(ratios)
    say(f"opening 10,000 events ({path.stat().st_size // 1000} kB) over json.loads of its lines, CPU: {found:.2f}")
    hold(f"opening: {found:.2f} > {MOST_OPENING}", found <= MOST_OPENING)
    start = time.process_time()
    held = len(network.sources) + len(network.connections)
    say(f"    reading its {held} sources and connections as records: {(time.process_time() - start) * 1000:.0f} ms")


def flipping(folder: Path) -> None:
    """Flip every byte of a journal, in two ways each."""
    path = folder / "flipped.jsonl"
    small_journal(path)
    size = path.stat().st_size
    result = flip(path, [(place, value) for place in range(size) for value in (0x01, 0x20)])
    say(
        f"every byte of {size} flipped in two ways: {result.tried} openings, {len(result.unnoticed)} lost without a word, "
        f"{len(result.wrong)} taken for true, {len(result.later_lost)} lost a later line"
    )
    hold("flips", not (result.unnoticed or result.wrong or result.later_lost))


def cutting(folder: Path) -> None:
    """Cut a journal at every byte: each opens to a prefix."""
    path = folder / "cut.jsonl"
    whole = small_journal(path).events
    data = path.read_bytes()
    bad = 0
    for cut in range(len(data) + 1):
        path.write_bytes(data[:cut])
        events = open_network(path).events
        bad += events != whole[: len(events)]
    say(f"cut at every byte of {len(data)}: {len(data) + 1} openings, {bad} to something that is no prefix")
    hold("cuts", not bad)


def killing(folder: Path, times: int) -> None:
    """Kill a writer at random moments."""
    result = kill_while_adding(folder, times)
    say(
        f"{result.kills} kill -9 while events are added: {result.acknowledged} acknowledged, {len(result.lost)} lost, "
        f"every journal reopened, {result.torn} with a note"
    )
    hold("kills", not result.lost and result.kills == times)


def sharing(folder: Path, seconds: float) -> None:
    """Have two processes write at the same time."""
    result = write_by_two(folder, seconds)
    say(f"two writers for {seconds:.0f} s: {result}")
    faults = ("lost", "doubled", "damaged", "missing", "unfollowed", "seen by the onlooker")
    hold("two writers", not any(result[name] for name in faults) and result["begins"] == 1)


def main() -> int:
    """Run all, and say whether every promise holds."""
    for name in [name for name in os.environ if name.startswith(("SOURCENET_", "NBGRADER_"))]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        appending(folder)
        opening(folder)
        if "--long" in sys.argv:
            killing(folder, 200)
            journal.HALF_LINE = 0
            flipping(folder)
            cutting(folder)
            sharing(folder, 60)
    say("every promise holds" if not _problems else f"{len(_problems)} promise(s) do not hold")
    return 1 if _problems else 0


if __name__ == "__main__":
    sys.exit(main())
