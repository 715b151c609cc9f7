"""What reading and writing cost, beside NetworkX's readers of the same graph, in processor time.

Run ``python -m tests.benchmarks.formats_cost`` from the root of the repository. The real file is read where it is
(``../shared/data`` or ``SOURCENET_DATA``); without it a made graph of the same size stands in.
"""

from __future__ import annotations

import io
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx

import sourcenet as sn

__all__ = ["main"]

DATA = Path(os.environ.get("SOURCENET_DATA") or Path(__file__).parents[3] / "shared" / "data")
#: NetworkX reads a graph; we read it, clean it, and make a network with a history and a report of it.
MOST = 2.5


def _seconds(act: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _n in range(times):
        begun = time.process_time()
        act()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def _graph(folder: Path) -> Path:
    real = DATA / "networks" / "divided-they-blog.gexf"
    if real.is_file():
        return real
    rng = random.Random(3)
    graph = nx.DiGraph()
    graph.add_nodes_from((n, {"label": f"site {n}", "value": n % 2}) for n in range(1224))
    graph.add_edges_from((rng.randrange(1224), rng.randrange(1224)) for _n in range(19_025))
    nx.write_gexf(graph, folder / "made.gexf")
    return folder / "made.gexf"


def _largest() -> sn.SourceNetwork:
    nodes = ",".join(f'{{"id":"{n}","name":"source {n}","subject":"law"}}' for n in range(10_000))
    edges = ",".join(f'{{"source":"{n}","target":"{(n * 7 + 1) % 10_000}","weight":{n}}}' for n in range(10_000))
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "n.json"
        file.write_text(f'{{"nodes":[{nodes}],"edges":[{edges}]}}')
        return sn.read(file)


def main() -> int:
    """Write the figures; 1 where reading costs more than it may."""
    write = sys.stdout.write
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = _graph(folder)
        plain = file.read_bytes().replace(b"http://www.gexf.net/1.3", b"http://gexf.net/1.3")
        ratios = []
        for _round in range(5):  # in turn, since the machine is shared
            theirs = _seconds(lambda: nx.read_gexf(io.BytesIO(plain)), 1)
            ours = _seconds(lambda: sn.read(file), 1)
            ratios.append(ours / theirs)
        ratio = statistics.median(ratios)
        write(f"reading {file.name}: {ratio:.2f} times networkx.read_gexf (median of 5 pairs, {min(ratios):.2f} to {max(ratios):.2f})\n")
        network = _largest()
        write("10,000 sources, 10,000 connections, ms of processor time:\n| format | write | read |\n|---|---|---|\n")
        for suffix in ("jsonl", "json", "graphml", "gexf", "csv", "xlsx"):
            out = folder / f"n.{suffix}"
            begun = time.process_time()
            sn.write(network, out)
            between = time.process_time()
            sn.read(out)
            write(f"| .{suffix} | {(between - begun) * 1000:.0f} | {(time.process_time() - between) * 1000:.0f} |\n")
        mine = sn.SourceNetwork.in_memory(question="q?", learner="learner-07")
        first = _seconds(lambda: mine.include(network), 1)
        again = _seconds(lambda: mine.include(network), 1)
        write(f"including it: {first * 1000:.0f} ms; again, when all is here: {again * 1000:.0f} ms\n")
    return int(ratio > MOST)


if __name__ == "__main__":
    sys.exit(main())
