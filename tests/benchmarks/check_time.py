"""How the time of a check grows: all ten properties at 100, 1,000 and 10,000 sources, in processor time.

Run ``python -m tests.benchmarks.check_time`` from the root of the repository.
"""

from __future__ import annotations

import sys
import time

from tests.unit.checks.table import PROPERTIES, very_many

import sourcenet as sn

__all__ = ["seconds"]


def seconds(sources: int, *, best_of: int = 3) -> float:
    """Return the processor time of one check with every property, the best of a few."""
    network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-01")
    very_many(network, sources - 6)
    len(network.sources), len(network.connections)
    times = []
    for _ in range(best_of):
        begun = time.process_time()
        sn.check(network, *[make() for make in PROPERTIES.values()], points=10)
        times.append(time.process_time() - begun)
    return min(times)


def main() -> None:
    """Write the table; the last column should stay below 2."""
    write = sys.stdout.write
    write("| sources | ms | time a source, against 1,000 |\n|---|---|---|\n")
    found = {sources: seconds(sources) for sources in (100, 1_000, 10_000)}
    for sources, taken in found.items():
        write(f"| {sources:,} | {taken * 1000:.0f} | {taken / sources / (found[1_000] / 1_000):.2f} |\n")


if __name__ == "__main__":
    main()
