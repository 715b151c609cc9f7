"""What each measure of the craft takes at 500 sources, on networks of several shapes.

``python -m tests.benchmarks.craft_measures`` prints for each the median in ms of processor time and as a ratio to reading
the same network's records from its journal, once as it grows and in the shape that is worst for it. Ends with 1 where one takes
more than 100 ms.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from tests.benchmarks.setting_aside_cost import SIZE, network_of

import sourcenet as sn
from sourcenet.model.events import FORMAT, Event

ROUNDS, MOST = 5, 100.0
Act = Callable[[sn.SourceNetwork], object]

MEASURES: dict[str, Act] = {
    "cost of each": sn.cost,
    "cost of five": lambda one: sn.cost(one, one.sources[:5]),
    "take_away, a source": lambda one: sn.take_away(one, source=one.sources[0]),
    "take_away, a login": lambda one: sn.take_away(one, access="login"),
    "robustness": sn.robustness,
    "gaps": sn.gaps,
    "find_patterns": sn.find_patterns,
    "find_possible": sn.find_possible,
    "reach without five": lambda one: sn.reach(one, steps=None, without=one.sources[10:15]),
    "routes without five": lambda one: sn.routes(one, "me", one.sources[-1], without=one.sources[10:15]),
    "independence of 100 pairs": lambda one: [
        sn.independence(one, a, b) for a, b in zip(one.sources[:100], one.sources[100:200], strict=True)
    ],
}


def shaped(shape: str, size: int = SIZE) -> sn.SourceNetwork:
    """Return a network of one shape whose sources share much: what measures that compare have most to do with."""
    draw = random.Random(3)
    at, by = "2026-10-01T08:00:00Z", "learner-07"
    ids = [f"source-{n:08}" for n in range(size)]
    events = [Event("begin0000000", at, by, "begin", {"format": FORMAT, "question": "q?"})]
    for n, id in enumerate(ids):
        fields = {"name": f"source {n}", "kind": draw.choice(("site", "person", "book")), "authors": f"Name{n % 40}, A.", "known": False}
        fields |= {"owner": "one" if shape == "one owner" else f"owner {n % 60}", "url": f"https://place{n % (size // 2)}.org/{n}"}
        fields |= {"viewpoint": draw.choice(("proponent", "critic", "")), "access": draw.choice(("open", "login")), "subject": "abc"[n % 3]}
        events.append(Event(id, at, by, "add", {**fields, "tags": [f"t{n % 45}", f"u{n % 43}"]}))
    more = {"hub": 2 * size, "line": 0, "dense": 10 * size, "one owner": 6 * size}[shape]
    if shape == "hub":
        pairs = [("me", ids[0]), *((ids[0], id) for id in ids[1:])]
    elif shape == "line":
        pairs = [("me", ids[0]), *pairwise(ids)]
    else:
        pairs = [("me", id) for id in ids]
    pairs += [tuple(draw.sample(ids[1:], 2)) for _n in range(more)]  # type: ignore[misc]
    for n, (start, end) in enumerate(pairs):
        events.append(Event(f"tie-{n:08}-0", at, by, "connect", {"start": start, "end": end, "relation": "cites", "strength": draw.randint(1, 5)}))
    return sn.SourceNetwork.in_memory(events=events)


def timed(act: Act, make: Callable[[], sn.SourceNetwork], *, read: bool = True) -> float:
    """Return the median of CPU milliseconds, each on a network of its own so that nothing is kept."""
    took = []
    for _n in range(ROUNDS):
        network = make()
        if read:
            len(network.sources), len(network.connections)
        start = time.process_time()
        act(network)
        took.append(1000 * (time.process_time() - start))
    return statistics.median(took)


def main() -> int:
    """Print the figures; 1 where one takes longer than it may."""
    shapes: dict[str, Callable[[], sn.SourceNetwork]] = {"as it grows": lambda: network_of(SIZE)}
    for shape in ("hub", "line", "dense", "one owner"):
        shapes[shape] = lambda shape=shape: shaped(shape)  # type: ignore[misc]
    base = {shape: timed(lambda one: (one.sources, one.connections), make, read=False) for shape, make in shapes.items()}
    longest = 0.0
    for name, act in MEASURES.items():
        took = {shape: timed(act, make) for shape, make in shapes.items()}
        worst = max(took, key=lambda shape: took[shape])
        longest = max(longest, took[worst])
        usual = took["as it grows"]
        print(
            f"{name}: {usual:.1f} ms, {usual / base['as it grows']:.2f} of reading it;"
            f" at worst ({worst}) {took[worst]:.1f} ms, {took[worst] / base[worst]:.2f}"
        )
    print(f"the longest of all: {longest:.0f} ms (asked {MOST:.0f})")
    return int(longest > MOST)


if __name__ == "__main__":
    sys.exit(main())
