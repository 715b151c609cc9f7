"""Real public files, with the counts that their README states; they are never part of this repository."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest

import sourcenet as sn

DATA = Path(os.environ.get("SOURCENET_DATA") or Path(__file__).parents[4] / "shared" / "data")
pytestmark = pytest.mark.skipif(
    not (DATA / "networks").is_dir(), reason="real files not here (../shared/data): 18 checks skipped"
)


def _read(name: str, **more: str) -> sn.SourceNetwork:
    return sn.read(DATA / name, **more)


def test_divided_they_blog() -> None:
    network = _read("networks/divided-they-blog.gexf")
    report = network.report
    assert report is not None
    assert (len(network.sources), len(network.connections)) == (1224, 19_022)
    assert len(report.skipped) == 3 and all("to itself" in entry.reason for entry in report.skipped)
    assert len(network.connections) + len(report.skipped) == 19_025
    assert Counter(source.extra["value"] for source in network.sources).keys() == {0, 1}
    assert len(network.positions) == 1224 and len({source.name for source in network.sources}) == 1224
    assert report.changed == () and report.merged == ()


def test_les_miserables() -> None:
    network = _read("networks/Les Miserables.gexf", kind="person")
    assert (len(network.sources), len(network.connections)) == (77, 254)
    assert network.report is not None and network.report.whole
    valjean = network.source("Valjean")
    assert valjean.kind == "person" and network.positions[valjean.id] == (-87.9, -6.8)
    assert {tie.extra["directed"] for tie in network.connections} == {False}
    weights = [tie.weight for tie in network.connections]
    assert sum(weight is not None for weight in weights) > 150 and max(w for w in weights if w) == 31
    assert "color, size" in str(network.report)


def test_airlines_keep_parallel_connections_names_and_places() -> None:
    network = _read("networks/airlines.graphml")
    assert (len(network.sources), len(network.connections)) == (235, 2101)
    pairs = {frozenset((tie.start, tie.end)) for tie in network.connections}
    assert len(pairs) == 1297 and len(network.positions) == 235
    assert network.sources[0].name.startswith("LIT(") and network.positions[network.sources[0].id] == (-922.2, -347.3)
    assert network.report is not None and network.report.whole


def test_the_forum_alone_and_with_its_people() -> None:
    alone = _read("mooc-forum/DLT1 Edgelist.csv", kind="person")
    assert alone.report is not None
    assert len(alone.sources) == 442
    assert (len(alone.connections), len(alone.report.skipped)) == (2529 - 86, 86)
    assert "DLT1 Nodes.csv" in str(alone.report)
    both = sn.read([DATA / "mooc-forum/DLT1 Edgelist.csv", DATA / "mooc-forum/DLT1 Nodes.csv"], kind="person")
    assert (len(both.sources), len(both.connections)) == (445, 2443)
    assert Counter(source.extra["region"] for source in both.sources)["South"] == 172
    assert {source.extra["location"][:1] for source in both.sources if "location" in source.extra}.isdisjoint({" "})
    # Repeated posts merged and those to oneself left out: the simple graph of the README.
    assert len({(tie.start, tie.end) for tie in both.connections}) == 1936


@pytest.mark.parametrize("name", ["networks/Les Miserables.gexf", "networks/airlines.graphml"])
@pytest.mark.parametrize("suffix", ["json", "graphml", "gexf", "csv", "xlsx", "jsonl"])
def test_they_go_through_every_format(name: str, suffix: str, tmp_path: Path) -> None:
    network = _read(name)
    sn.write(network, tmp_path / f"n.{suffix}")
    again = sn.read(tmp_path / f"n.{suffix}")
    assert [source.name for source in again.sources] == [source.name for source in network.sources]
    assert [(t.start, t.end, t.weight) for t in again.connections] == [(t.start, t.end, t.weight) for t in network.connections]
    assert again.positions == network.positions
    if suffix != "csv":
        assert again.sources == network.sources and again.connections == network.connections


def test_including_them_is_one_undo(tmp_path: Path) -> None:
    mine = sn.open_network(tmp_path / "my-network.jsonl", learner="learner-07", question="q?")
    mine.add("Valjean", kind="person")
    begun = time.process_time()
    report = mine.include(_read("networks/Les Miserables.gexf", kind="person"))
    assert (report.sources, report.connections) == (77, 254), "a person is not met by name alone"
    again = mine.include(_read("networks/Les Miserables.gexf", kind="person"))
    assert (again.sources, again.connections) == (0, 0), "the same file read again is the same network"
    assert time.process_time() - begun < 10
    mine.undo()
    assert len(sn.open_network(tmp_path / "my-network.jsonl").sources) == 1
