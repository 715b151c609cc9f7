"""The cost of setting aside, for every source at once, over recomputing reach by NetworkX for each.

``python -m tests.benchmarks.setting_aside_cost`` prints the ratio at 500 sources. Ends with 1 where the promise does not hold.
"""

from __future__ import annotations

import random
import statistics
import sys
import time

import networkx as nx

import sourcenet as sn
from sourcenet.model.events import FORMAT, Event

SIZE, ROUNDS, ASKED = 500, 7, 1 / 50
KINDS = ("site", "person", "book", "paper", "organisation", "community", "tool", "database")


def network_of(size: int, seed: int = 1) -> sn.SourceNetwork:
    """Return a learner's network of so many sources, grown as one grows: most are reached through another."""
    draw = random.Random(seed)
    at, by = "2026-10-01T08:00:00Z", "learner-07"
    ids = [f"source-{n:08}" for n in range(size)]
    events = [Event("begin0000000", at, by, "begin", {"format": FORMAT, "question": "q?"})]
    for n, id in enumerate(ids):
        fields = {"name": f"source {n}", "kind": draw.choice(KINDS), "url": f"https://www.place{draw.randrange(size // 2)}.org/{n}", "known": False}
        fields |= {"viewpoint": draw.choice(("proponent", "critic", "mixed", "")), "subject": draw.choice("abcdefghijklmnopqrst")}
        fields |= {"owner": draw.choice(("", "", "", *"ABCDEFGHIJKLMNOPQRSTUVWXYZ")), "access": draw.choice(("open", "open", "login", "paid"))}
        events.append(Event(id, at, by, "add", fields))
    pairs = [("me" if n < 40 else ids[draw.randrange(n)], id) for n, id in enumerate(ids)]
    pairs += [tuple(draw.sample(ids, 2)) for _more in range(2 * size)]  # type: ignore[misc]
    for n, (start, end) in enumerate(pairs):
        fields = {"start": start, "end": end, "relation": f"r{n}", "strength": draw.randint(1, 5), "why": f"because of thing {n} there", "last_used": "2024-05"}
        events.append(Event(f"tie-{n:08}-0", at, by, "connect", fields))
    return sn.SourceNetwork.in_memory(events=events)


def by_networkx(network: sn.SourceNetwork) -> dict[str, set[str]]:
    """Return what is lost without each source: reach from the learner, computed anew for each."""
    graph = nx.DiGraph()
    graph.add_nodes_from(["me", *(one.id for one in network.sources)])
    graph.add_edges_from((tie.start, tie.end) for tie in network.connections)
    whole = nx.descendants(graph, "me")
    lost = {}
    for one in network.sources:
        left = graph.copy()
        left.remove_node(one.id)
        lost[one.id] = whole - nx.descendants(left, "me") - {one.id}
    return lost


def timed(act: object, rounds: int = ROUNDS) -> float:
    """Return the median of CPU seconds, each on a network of its own so that nothing is kept."""
    took = []
    for _n in range(rounds):
        network = network_of(SIZE)
        len(network.sources), len(network.connections)
        start = time.process_time()
        act(network)  # type: ignore[operator]
        took.append(time.process_time() - start)
    return statistics.median(took)


def main() -> int:
    """Print the figures; 1 where the promise does not hold."""
    network = network_of(SIZE)
    found, oracle = sn.cost(network), by_networkx(network)
    assert {id: {one.id for one in cost.lost} for id, cost in found.items()} == oracle, "the same answer"
    ours, theirs = timed(sn.cost), timed(by_networkx, 3)
    print(f"cost of setting aside, all {SIZE}: {1000 * ours:.1f} ms over {1000 * theirs:.0f} ms, {ours / theirs:.5f} (asked {ASKED:.3f})")
    return int(ours / theirs > ASKED)


if __name__ == "__main__":
    sys.exit(main())
