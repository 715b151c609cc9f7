"""The figures of two real networks that others have published and worked out, read where they lie, never copied."""

from __future__ import annotations

import csv
import math
import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sourcenet.measures.coded import Graph
from sourcenet.measures.holes import constraint_of, effective_of
from sourcenet.measures.mixing import crossing, mixing, newman
from sourcenet.measures.shape import centralisation_of, density_of, reciprocity_of

DATA = Path(os.environ.get("SOURCENET_DATA") or Path(__file__).parents[4] / "shared" / "data")
HERE = [DATA / "mooc-forum" / "DLT1 Edgelist.csv", DATA / "networks" / "divided-they-blog.gexf"]

pytestmark = pytest.mark.skipif(
    not all(path.is_file() for path in HERE), reason="real files not here (../shared/data): 9 checks skipped"
)


def coded(pairs, labels=None):
    """Number whatever stands in pairs; weights are how often a pair stands there."""
    names = list(dict.fromkeys(one for pair in pairs for one in pair))
    number = {name: n for n, name in enumerate(names)}
    count: dict[tuple[str, str], int] = {}
    for pair in pairs:
        count[pair] = count.get(pair, 0) + 1
    graph = Graph(len(names), ((number[a], number[b], n) for (a, b), n in count.items()))
    if labels is None:
        return graph, names
    groups = list(dict.fromkeys(labels[name] for name in names))
    return graph, [groups.index(labels[name]) for name in names], len(groups)


@pytest.fixture(scope="module")
def forum():
    with (DATA / "mooc-forum" / "DLT1 Edgelist.csv").open(encoding="utf-8", errors="replace") as file:
        posts = [(row["Sender"].strip(), row["Receiver"].strip()) for row in csv.DictReader(file)]
    with (DATA / "mooc-forum" / "DLT1 Nodes.csv").open(encoding="utf-8", errors="replace") as file:
        people = {row["UID"].strip(): row for row in csv.DictReader(file)}
    return posts, people


@pytest.fixture(scope="module")
def blogs():
    # What the file calls its namespace is of no matter here.
    root = ET.parse(DATA / "networks" / "divided-they-blog.gexf").getroot()
    name = {tag: f"{root.tag.removesuffix('gexf')}{tag}" for tag in ("node", "edge", "attvalue")}
    side = {
        node.get("id"): next(one.get("value") for one in node.iter(name["attvalue"]) if one.get("for") == "value")
        for node in root.iter(name["node"])
    }
    return [(edge.get("source"), edge.get("target")) for edge in root.iter(name["edge"])], side


def test_the_forum_as_its_readers_count_it(forum):
    posts, _people = forum
    graph, names = coded(posts)
    assert (len(posts), len(names), graph.pairs) == (2529, 442, 1936)


def test_the_shape_of_the_forum(forum):
    graph, _names = coded(forum[0])
    assert round(reciprocity_of(graph).value, 4) == 0.2190
    assert round(centralisation_of(graph, "in", shuffles=20).value, 4) == 0.6105
    assert density_of(graph) == 1936 / (442 * 441)


@pytest.mark.parametrize(("field", "value"), [("region", 0.2624), ("role1", 0.7355), ("connect", -0.3915)])
def test_whether_the_forum_crosses_between_groups(forum, field, value):
    posts, people = forum
    graph, labels, groups = coded(posts, {uid: row[field].strip() for uid, row in people.items()})
    found = mixing(graph, labels, groups, crossing, shuffles=200)
    assert (round(found.value, 4), found.connections) == (value, 1936)
    assert found.low <= found.expected <= found.high


def test_a_field_that_is_spelt_otherwise_is_not_there(forum):
    assert "connect" in next(iter(forum[1].values())) and "region" in next(iter(forum[1].values()))


def test_the_blogs_as_their_readers_count_them(blogs):
    links, side = blogs
    assert (len(side), len(links), sum(a == b for a, b in links)) == (1224, 19025, 3)


def test_two_sides_that_keep_to_themselves(blogs):
    links, side = blogs
    graph, labels, groups = coded(links, side)
    apart = mixing(graph, labels, groups, crossing, shuffles=100)
    assert round(apart.value, 3) == -0.823 and apart.telling
    alike = mixing(graph, labels, groups, newman, shuffles=100)
    assert round(alike.value, 3) == 0.823 and alike.telling
    assert round(reciprocity_of(graph).value, 3) == 0.243


def test_both_of_burts_measures_equal_networkx_at_that_size(forum):
    nx = pytest.importorskip("networkx")
    graph, _names = coded(forum[0])
    flat = nx.DiGraph()
    flat.add_nodes_from(range(graph.size))
    flat.add_weighted_edges_from(
        (a, b, graph.ahead[a][b]) for a in range(graph.size) for b in graph.ahead[a]
    )
    theirs = nx.constraint(flat, weight="weight")
    assert all(math.isclose(one, theirs[n], rel_tol=1e-9) for n, one in enumerate(constraint_of(graph)))
    # NetworkX takes minutes for those with hundreds of neighbours.
    some = [n for n in range(graph.size) if graph.ahead[n] and len(graph.mutual[n]) <= 3][:20]
    assert len(some) == 20
    theirs, ours = nx.effective_size(flat, some, weight="weight"), effective_of(graph)
    assert all(math.isclose(ours[n], theirs[n], rel_tol=1e-9) for n in some)
