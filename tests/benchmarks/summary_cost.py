"""What ``sn.summarise`` of one learner costs, against the same measures by NetworkX on the same network.

Run: ``python -m tests.benchmarks.summary_cost``; exit code 1 where a promise does not hold.

Both sides get an opened network whose records have been read. Ours is all of ``sn.summarise``; where NetworkX's import
is counted, what ours loads is counted too. NetworkX's is the graph, and the measures that stand on a page: reach in steps, the parts,
the only connections and what they part, what is lost without each source, without each place, by open ways; voices by
hand. *With the search* it also looks for the suggestions the plain way: each direct connection for reach, and each end
behind whom most is lost. The ratio that has to hold is the one *without* it, which is the harder one.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

RUNS = 9
#: Sources, and the most that ours may cost as a share of NetworkX's, with its import or without.
ASKED = ((40, True, 1 / 20), (500, False, 1 / 3))

OPEN = """
import sys, time, json
sys.path.insert(0, ".")
from tests.laws.random_networks import random_network
network = random_network(7, size={size})
network.sources, network.connections, network.vocabulary
"""
OURS = """
started = time.process_time()
import sourcenet as sn
sn.summarise
imported = time.process_time()
summary = sn.summarise(network)
spent = time.process_time()
assert summary.suggestion is not None and len(summary.sentences) == 3
print(json.dumps({"import": imported - started, "measures": spent - imported}))
"""
THEIRS = """
import math
from collections import Counter
started = time.process_time()
import networkx as nx
imported = time.process_time()
graph = nx.DiGraph((tie.start, tie.end) for tie in network.connections)
graph.add_nodes_from(["me", *(source.id for source in network.sources)])
steps = nx.single_source_shortest_path_length(graph, "me")
[sum(0 < one <= most for one in steps.values()) for most in (1, 2, len(graph))]
joined = nx.node_connected_component(graph.to_undirected(), "me")
pairs = Counter(frozenset((t.start, t.end)) for t in network.connections if "me" not in (t.start, t.end))
among = nx.Graph([tuple(pair) for pair in pairs])
only = [pair for pair in nx.bridges(among) if pairs[frozenset(pair)] == 1]
parts = []
for pair in only:
    among.remove_edge(*pair)
    parts.append(min(len(nx.node_connected_component(among, end)) for end in pair))
    among.add_edge(*pair)
through = nx.immediate_dominators(graph, "me")
behind = Counter()
for one in through:
    if one == "me":
        continue
    here = through[one]
    while here not in (None, "me"):
        behind[here] += 1
        here = through[here]
def lost(gone):
    left = graph.subgraph(set(graph) - set(gone))
    return len(set(steps) - nx.descendants(left, "me") - set(gone)) - 1
places = {}
for source in network.sources:
    host = source.url.split("/")[2] if source.url else ""
    for place in filter(None, (host, source.owner)):
        places.setdefault(place, []).append(source.id)
gone = {place: lost(holds) for place, holds in places.items()}
ways_in = {"me", *(source.id for source in network.sources if source.access == "open")}
by_open = nx.descendants(graph.subgraph(ways_in), "me")
views = Counter(source.viewpoint for source in network.sources if source.viewpoint not in ("", "does not apply"))
total = sum(views.values())
math.exp(-sum(n / total * math.log(n / total) for n in views.values()))
measured = time.process_time()
near = set(graph["me"])
held = near | {end for one in near for end in graph[one]}
reach = max((len({one, *graph[one]} - held - {"me"}), one) for one in graph if one not in near and one != "me")
def widest(found):
    left = graph.subgraph(found)
    return max(((len(nx.descendants(left, one)) + 1, one) for one in found), default=None)
for one, count in behind.most_common(3):
    widest(set(steps) - nx.descendants(graph.subgraph(set(graph) - {one}), "me") - {one, "me"})
for place in sorted(gone, key=gone.get)[-3:]:
    holds = set(places[place])
    widest(set(steps) - nx.descendants(graph.subgraph(set(graph) - holds), "me") - holds - {"me"})
widest((set(steps) & ways_in) - by_open - {"me"})
searched = time.process_time()
print(json.dumps({"import": imported - started, "measures": measured - imported, "search": searched - measured}))
"""


def spent(code: str, size: int, compiled: str) -> dict[str, float]:
    """Return the CPU seconds that a fresh Python tells of its own parts; what it compiled is kept for the next one."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = compiled
    whole = [sys.executable, "-c", OPEN.format(size=size) + code]
    done = subprocess.run(whole, capture_output=True, text=True, check=True, env=environment)
    return dict(json.loads(done.stdout))


def main() -> int:
    """Measure, say it, and tell whether the promises hold."""
    with tempfile.TemporaryDirectory() as compiled:
        return 0 if measured(compiled) else 1


def measured(compiled: str) -> bool:
    """Measure and say it; tell whether the promises hold."""
    good = True
    for size, with_import, most in ASKED:
        runs = [(spent(OURS, size, compiled), spent(THEIRS, size, compiled)) for _run in range(RUNS + 1)]
        pairs = runs[1:]  # the first run writes the byte code
        counted = ("import", "measures") if with_import else ("measures",)
        sums = [tuple(sum(side[part] for part in counted) for side in pair) for pair in pairs]
        ratio = statistics.median(one / other for one, other in sums)
        searched = statistics.median(
            one / (other + pair[1]["search"]) for (one, other), pair in zip(sums, pairs, strict=True)
        )
        ours, theirs = ({part: statistics.median(pair[n][part] for pair in pairs) for part in pairs[0][n]} for n in (0, 1))
        good &= ratio <= most
        told = [f"{part} {found * 1000:.1f}" for part, found in (*ours.items(), *theirs.items())]
        sys.stdout.write(
            f"{size:>4} sources, {' and '.join(counted)}: {ratio:.3f} of NetworkX, at most {most:.3f}; with the plain "
            f"search {searched:.3f}. CPU in ms, ours: {', '.join(told[:2])}; NetworkX: {', '.join(told[2:])}"
            f"{'' if ratio <= most else ' NO'}\n"
        )
    return good


if __name__ == "__main__":
    raise SystemExit(main())
