"""What a layout, a newcomer's spot and a still cost, against reading the same network's journal lines.

Run: ``python -m tests.benchmarks.layout_cost``; exit code 1 where a promise does not hold.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable

from tests.unit.drawing.conftest import grow

import sourcenet as sn
from sourcenet.drawing.spreading import spread
from sourcenet.drawing.structure import connect

#: Most seconds for a layout; the second figure of each row is its ratio to ``json.loads`` of the lines.
MOST = {30: 0.3, 300: 0.3, 3000: 2.0}


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the least CPU time of some runs."""
    found = []
    for _run in range(runs):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


def crossing(count: int) -> Callable[[], object]:
    """Give the layout of a network whose connections run from anywhere to anywhere: all are pulled to the middle."""
    chance = random.Random(7)
    ids = ("me", *(f"source{i:04}" for i in range(count)))
    pick = lambda: chance.choice(ids[1:])  # noqa: E731
    structure = connect(ids, [(pick(), pick()) for _tie in range(count * 3 // 2)])
    return lambda: spread(structure)


def main() -> int:
    """Measure, say it, and tell whether the promises hold."""
    good = True
    for count, most in MOST.items():
        network = grow(count)
        lines = [
            json.dumps({"id": event.id, "at": event.at, "do": event.do, **event.fields}) for event in network.events
        ]
        read = seconds(lambda lines=lines: [json.loads(line) for line in lines])
        whole = seconds(lambda network=network: sn.layout(network))
        shown = sn.layout(network)
        network.add("a newcomer")
        one = seconds(lambda network=network, shown=shown: sn.layout(network, kept=shown))
        still = seconds(lambda network=network: sn.picture(network), runs=3)
        good &= whole <= most
        sys.stdout.write(
            f"{count:>5} sources, {len(lines)} lines, json.loads {read * 1000:.1f} ms: "
            f"layout {whole:.3f} s ({whole / read:.0f} times, at most {most:g} s), "
            f"a newcomer {one * 1000:.0f} ms, still {still:.2f} s\n"
        )
    across = seconds(crossing(3000), runs=3)
    good &= across <= 6 * whole
    sys.stdout.write(f" 3000 sources connected all over: layout {across:.3f} s, {across / whole:.1f} times (at most 6)\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
