"""What all figures of one learner cost, against the same measures by NetworkX and scipy, as CPU in one run.

Run: ``python -m tests.benchmarks.measures_cost``; exit code 1 where a promise does not hold. Each figure is worked out
in a fresh process, the network already open in both: ours pays for importing its measures, NetworkX's for importing
NetworkX (and numpy and scipy, which it loads when asked) at 40 sources, and not at 500.
"""

from __future__ import annotations

import importlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import sourcenet as sn
from sourcenet.model.events import FORMAT, Event

RUNS = 5
KINDS = ("site", "person", "book", "paper", "tool", "AI assistant", "database")
VIEWS = ("proponent", "critic", "mixed", "neutral", "does not apply", "")
SUBJECTS = ("education", "health", "law", "science", "")


def grow(count: int) -> sn.SourceNetwork:
    """Grow a learner's network over some weeks: half the sources known directly, two connections each besides."""
    chance = random.Random(count)
    events = [Event("begin0000000", "2026-09-01T08:00:00Z", "learner-07", "begin", {"format": FORMAT, "question": "?"})]
    for n in range(count):
        at = f"2026-09-{1 + 29 * n // count:02}T08:00:00Z"
        fields = {
            "name": f"source {n}", "kind": chance.choice(KINDS), "viewpoint": chance.choice(VIEWS),
            "subject": chance.choice(SUBJECTS), "access": chance.choice(("open", "open", "login")),
            "url": f"https://{chance.choice('abcdefgh')}.example/{n}", "checked": f"2026-0{chance.randint(1, 9)}-01",
        }  # fmt: skip
        events.append(Event(f"source{n:010}", at, "learner-07", "add", fields))
        ends = [(one, n) for one in chance.sample(range(max(0, n - 12), n), min(n, 2))]
        ends = [pair[::-1] if chance.random() < 0.4 else pair for pair in ends]
        if n == 0 or chance.random() < 0.5:
            ends.append((-1, n))
        for k, (start, end) in enumerate(ends):
            ids = ["me" if one < 0 else f"source{one:010}" for one in (start, end)]
            tie = {"start": ids[0], "end": ids[1], "relation": "cites", "strength": chance.randint(1, 5)}
            events.append(
                Event(f"tie{k}{n:010}", at, "learner-07", "connect", {**tie, "last_used": f"2026-0{chance.randint(1, 9)}"})
            )
    return sn.SourceNetwork.in_memory(events=events)


def spent(work: Callable[[], object]) -> float:
    """Return the CPU seconds of some work."""
    started = time.process_time()
    work()
    return time.process_time() - started


def ours(network: sn.SourceNetwork) -> dict[str, float]:
    """Work out the page and every measure that gives each source a value."""

    def everything() -> None:
        from sourcenet.measures.catalogue import PER_SOURCE, page

        page(network)
        for name in PER_SOURCE:
            PER_SOURCE[name].values(network)

    def holes() -> None:
        from sourcenet import measures

        measures.constraint(fresh)
        measures.effective_size(fresh)

    loading = spent(lambda: importlib.import_module("sourcenet.measures.catalogue"))
    whole = loading + spent(everything)
    fresh = grow(len(network.sources))
    fresh.sources, fresh.connections  # noqa: B018 - read before the clock runs
    from sourcenet.measures import coded

    coded.coded(fresh).among  # noqa: B018 - shared by all measures of a page, and part of the whole above
    both = spent(holes)
    fresh.add("one more")
    fresh.sources, fresh.connections  # noqa: B018
    return {"all": whole, "loading": loading, "holes": both, "holes with reading": spent(holes)}


def networkx(network: sn.SourceNetwork) -> dict[str, float]:
    """Work out the same figures by NetworkX; what it has no function for is left out of its bill."""
    loading = spent(_load)
    found: dict[str, float] = {"loading": loading}
    found["all"] = spent(lambda: found.update(_by_networkx(network)))
    return found


def _load() -> None:
    import networkx as nx
    import numpy  # noqa: F401
    import scipy.sparse  # noqa: F401

    graph = nx.DiGraph([(0, 1)])
    nx.constraint(graph), nx.attribute_assortativity_coefficient(nx.DiGraph([(0, 0)]), "no")


def _by_networkx(network: sn.SourceNetwork) -> dict[str, float]:
    import networkx as nx

    whole, summed = nx.DiGraph(), nx.DiGraph()
    for graph in (whole, summed):
        graph.add_node("me")
        for source in network.sources:
            graph.add_node(source.id, kind=source.kind, view=source.viewpoint)
    for tie in network.connections:
        held = whole.get_edge_data(tie.start, tie.end, {"weight": 0})["weight"]
        strongest = max(held, tie.strength)
        whole.add_edge(tie.start, tie.end, weight=strongest, distance=60 // strongest)
        summed.add_edge(tie.start, tie.end, weight=held + tie.strength)
    among, flat = whole.subgraph([s.id for s in network.sources]).copy(), summed.subgraph([s.id for s in network.sources]).copy()
    lines = nx.Graph(among)
    holes = spent(lambda: nx.constraint(flat, weight="weight"))
    sizes = spent(lambda: nx.effective_size(flat, list(flat), weight="weight"))
    nx.betweenness_centrality(among, weight="distance")
    nx.core_number(lines), list(nx.bridges(lines)), list(nx.articulation_points(lines))
    nx.density(among), nx.overall_reciprocity(among), nx.in_degree_centrality(among), nx.degree_centrality(among)
    nx.attribute_assortativity_coefficient(among, "kind"), nx.attribute_assortativity_coefficient(among, "view")
    nx.attribute_mixing_dict(among, "view")
    steps = nx.single_source_shortest_path_length(whole, "me")
    nx.immediate_dominators(whole, "me")
    last = max(steps, key=steps.__getitem__)
    if last != "me":
        ways = nx.shortest_simple_paths(whole, "me", last)
        next(ways), next(ways, None)
    nx.descendants(whole.subgraph(["me", *(s.id for s in network.sources if s.access == "open")]), "me")
    return {"constraint": holes, "effective size": sizes}


def alone(which: str, count: int, compiled: str) -> dict[str, float]:
    """Measure one of the two in fresh processes: the median of some runs, after one that compiles what is imported."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = compiled
    runs = []
    for _run in range(1 + RUNS):
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.measures_cost", which, str(count)],
            capture_output=True, text=True, check=True, env=env,
        )  # fmt: skip
        runs.append(json.loads(done.stdout))
    return {name: statistics.median(run[name] for run in runs[1:]) for name in runs[0]}


def main() -> int:
    """Measure, say it, and tell whether the promises hold."""
    if len(sys.argv) > 2:
        network = grow(int(sys.argv[2]))
        network.sources, network.connections, network.events  # noqa: B018 - read before the clock runs
        sys.stdout.write(json.dumps({"ours": ours, "networkx": networkx}[sys.argv[1]](network)))
        return 0
    with tempfile.TemporaryDirectory() as compiled:
        return compare(compiled)


def compare(compiled: str) -> int:
    """Say what both cost, and tell whether the promises hold."""
    good = True
    for count, most, with_loading in ((40, 1 / 20, True), (500, 1 / 3, False)):
        mine, theirs = alone("ours", count, compiled), alone("networkx", count, compiled)
        bill = theirs["all"] + (theirs["loading"] if with_loading else 0)
        share = mine["all"] / bill
        good &= share <= most
        sys.stdout.write(
            f"{count} sources: page and all values {mine['all'] * 1000:.1f} ms, of which {mine['loading'] * 1000:.1f} ms "
            f"load the measures; NetworkX"
            f"{' with its import' if with_loading else ''} {bill * 1000:.0f} ms: {share:.3f}, at most {most:.3f}\n"
        )
    both = theirs["constraint"] + theirs["effective size"]
    share = mine["holes"] / both
    good &= share <= 1 / 20
    sys.stdout.write(
        f"{count} sources: constraint and effective size {mine['holes'] * 1000:.1f} ms (with reading the network "
        f"{mine['holes with reading'] * 1000:.1f} ms), NetworkX {both * 1000:.0f} ms "
        f"({theirs['constraint'] * 1000:.1f} + {theirs['effective size'] * 1000:.0f}): {share:.3f}, at most 0.050\n"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
