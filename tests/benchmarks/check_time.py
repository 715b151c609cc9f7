"""How the time of a check grows: all properties at 100, 1,000 and 10,000 sources, in processor time.

Run ``python -m tests.benchmarks.check_time`` from the root of the repository.
"""

from __future__ import annotations

import sys
import time

from tests.unit.checks.table import PROPERTIES, WHYS, very_many

import sourcenet as sn
from sourcenet.checks.counts import Reading

__all__ = ["seconds", "seconds_each"]


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


def seconds_each(events: int = 1_000, *, best_of: int = 5) -> dict[str, float]:
    """Return the processor time of each property on a learner's network with that many things done, of all sorts."""
    network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-01")
    work(network, events)
    taken = {}
    for make in PROPERTIES.values():
        asked, times = make(), []
        for _ in range(best_of):
            reading = Reading(network)
            begun = time.process_time()
            asked.look(reading)
            times.append(time.process_time() - begun)
        taken[asked.name] = min(times)
    return taken


def work(network: sn.SourceNetwork, events: int) -> None:
    """Do things of all sorts until there are that many events: sources and connections first, then what is said of them."""
    here: list[sn.Source] = []
    while len(network.events) < events:
        n = len(network.events)
        said = f"On page {n} {WHYS[n % 10][:-1].lower()}, as {'abcdefghij'[n // 100 % 10] * 3} told {n}"
        if n < events // 2 or not here:
            here.append(network.add(f"Shelf {n} of ours", kind="book"))
            network.connect("me" if n % 3 or len(here) < 2 else here[n * 7 % (len(here) - 1)], here[-1], relation="reads", why=said)
            continue
        source, tie = here[n % len(here)], network.connections[n % len(here)]
        match n % 6:
            case 0:
                network.appraise(source, "cor", {}, evidence=said, said={here[n % len(here) - 1].id: f"{said} again"})
            case 1:
                network.renew(tie, used_for=said)
            case 2:
                network.comment(source, "strength", said, suggestion=f"without it {said}")
            case 3 if network.comments:
                network.answer(network.comments[-1], reason=f"It stays: {said}")
            case 4 if network.decisions:
                event = network.events[n - 9]
                network.decide("still", why=said, revisits=network.decisions[0], outcome="held", event=event.id)
            case _:
                network.decide(f"keep {source.name}", why=said)


def main() -> None:
    """Write the tables; the last column of the first should stay below 2."""
    write = sys.stdout.write
    write("| property, at 1,000 events | ms |\n|---|---|\n")
    for name, one in seconds_each().items():
        write(f"| `{name}` | {one * 1000:.1f} |\n")
    write("\n")
    write("| sources | ms | time a source, against 1,000 |\n|---|---|---|\n")
    found = {sources: seconds(sources) for sources in (100, 1_000, 10_000)}
    for sources, taken in found.items():
        write(f"| {sources:,} | {taken * 1000:.0f} | {taken / sources / (found[1_000] / 1_000):.2f} |\n")


if __name__ == "__main__":
    main()
