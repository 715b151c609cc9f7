"""What we write opens in NetworkX with the same counts and attributes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

import sourcenet as sn

from . import samples
from .conftest import Reader


def _node_link(file: Path) -> Any:
    return nx.node_link_graph(json.loads(file.read_text("utf-8")), edges="edges")


OPENED: dict[str, Callable[[Path], Any]] = {
    "json": _node_link,
    "graphml": lambda file: nx.read_graphml(file, force_multigraph=True),
    "gexf": nx.read_gexf,
}


@pytest.mark.parametrize("format", OPENED)
def test_an_example_opens_with_everything(format: str, tmp_path: Path) -> None:
    network = sn.load_example("first-steps")
    sn.write(network, tmp_path / f"n.{format}")
    graph, ours = OPENED[format](tmp_path / f"n.{format}"), network.graph
    assert graph.is_directed()
    assert set(graph) == set(ours)
    assert sorted((a, b) for a, b in graph.edges()) == sorted((a, b) for a, b in ours.edges())
    name = "label" if format == "gexf" else "name"
    for source in network.sources:
        held = graph.nodes[source.id]
        assert (held[name], held["kind"], held["origin"]) == (source.name, source.kind, source.origin)
        assert held.get("viewpoint", "") == source.viewpoint and held.get("url", "") == source.url
    whys = sorted(data.get("why", "") for _a, _b, data in graph.edges(data=True))
    assert whys == sorted(tie.why for tie in network.connections)
    assert sorted(d["strength"] for _a, _b, d in graph.edges(data=True)) == sorted(tie.strength for tie in network.connections)
    if format != "gexf":
        assert graph.graph["question"] == network.question


@pytest.mark.parametrize("format", OPENED)
@pytest.mark.parametrize("sample", [("air.graphml", samples.GRAPHML), ("lite.gexf", samples.GEPHI_LITE), ("old.gexf", samples.GEXF_12)])
def test_other_programs_graphs_open_with_parallel_edges_and_directions(
    format: str, sample: tuple[str, str], reading: Reader, tmp_path: Path
) -> None:
    network = reading(sample[1], sample[0])
    sn.write(network, tmp_path / f"n.{format}")
    graph = OPENED[format](tmp_path / f"n.{format}")
    assert (len(graph), graph.number_of_edges()) == (len(network.sources), len(network.connections))
    assert graph.is_directed() is (sample[0] != "old.gexf")
    if sample[0] == "lite.gexf":
        assert {node["side"] for _id, node in graph.nodes(data=True) if "side" in node} == {0, 1}
        assert sorted(d["weight"] for _a, _b, d in graph.edges(data=True) if "weight" in d)[-1] == 2.5


def test_what_networkx_writes_is_read(tmp_path: Path) -> None:
    graph = nx.MultiGraph()
    graph.add_node("Anna", field="law", age=3, ok=True)
    graph.add_edge("Anna", "Ben", weight=2, why="a <b> & c")
    graph.add_edge("Anna", "Ben", weight=0.5)
    for format, write in {"graphml": nx.write_graphml, "gexf": nx.write_gexf}.items():
        write(graph, tmp_path / f"n.{format}")
    (tmp_path / "n.json").write_text(json.dumps(nx.node_link_data(graph, edges="links")))
    for format in OPENED:
        network = sn.read(tmp_path / f"n.{format}")
        first = network.sources[0]
        assert (first.name, first.subject, first.extra["age"], first.extra["ok"]) == ("Anna", "law", 3, True), format
        assert [(tie.weight, tie.why) for tie in network.connections] == [(2.0, "a <b> & c"), (0.5, "")]
        assert all(tie.extra["directed"] is False for tie in network.connections)
