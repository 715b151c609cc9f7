"""Measures of connections equal NetworkX's, or what their definition gives word by word, on any network."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import networkx as nx
import pytest
from hypothesis import strategies as st
from tests.laws.any_network import collapsed, law, network_of, networks

import sourcenet as sn
from sourcenet.measures.chance import deals
from sourcenet.measures.coded import Graph, coded
from sourcenet.measures.shape import centralisation_of, reciprocity_of
from sourcenet.measures.walking import behind_of


def same(one, other):
    """Tell whether two dicts agree, NaN of NetworkX being None of ours."""
    assert one.keys() == other.keys()
    for key, value in one.items():
        there = other[key]
        if value is None:
            assert math.isnan(there), key
        else:
            assert math.isclose(value, there, rel_tol=1e-9, abs_tol=1e-12), (key, value, there)


@law(networks(), st.booleans())
def test_constraint_is_networkx(drawn, with_me):
    network = network_of(drawn)
    graph = collapsed(network, with_me, summed=True)
    if graph.size():  # scipy has no matrix of nothing
        same(sn.constraint(network, with_me), nx.constraint(graph, weight="weight"))
    else:
        assert set(sn.constraint(network, with_me).values()) <= {None}


@law(networks(), st.booleans())
def test_effective_size_is_networkx(drawn, with_me):
    network = network_of(drawn)
    graph = collapsed(network, with_me, summed=True)
    expected = nx.effective_size(graph, list(graph), weight="weight")
    found = sn.effective_size(network, with_me)
    for one in graph:
        if graph.in_degree(one) and not graph.out_degree(one):  # NetworkX has no number for these: the formula does
            expected[one] = _burt(_mutual(graph), one)
    same(found, expected)
    share = sn.efficiency(network, with_me)
    for one, size in found.items():
        others = set(nx.all_neighbors(graph, one))
        assert share[one] == (None if size is None else pytest.approx(size / len(others)))


def _mutual(graph):
    return {
        one: {
            other: graph.get_edge_data(one, other, {"weight": 0})["weight"]
            + graph.get_edge_data(other, one, {"weight": 0})["weight"]
            for other in set(nx.all_neighbors(graph, one))
        }
        for one in graph
    }


def _burt(mutual, i):
    p = {q: Fraction(m, sum(mutual[i].values())) for q, m in mutual[i].items()}
    return float(
        sum(1 - sum(p[q] * Fraction(mutual[j].get(q, 0), max(mutual[j].values())) for q in p if q != j) for j in p)
    )


@law(networks(), st.booleans())
def test_betweenness_is_networkx(drawn, with_me):
    network = network_of(drawn)
    graph = collapsed(network, with_me)
    found = sn.betweenness(network, with_me)
    if len(graph) < 3:
        assert set(found.values()) <= {None}
    else:
        same(found, nx.betweenness_centrality(graph, weight="distance"))


@law(networks(least=3), st.booleans())
def test_betweenness_from_all_starts_is_the_whole(drawn, with_me):
    network = network_of(drawn)
    assert sn.betweenness(network, with_me, starts=100) == sn.betweenness(network, with_me)
    few = sn.betweenness(network, with_me, starts=2)
    assert all(one is not None and one >= 0 for one in few.values())


@law(networks(), st.booleans())
def test_degree_density_reciprocity_and_core_are_networkx(drawn, with_me):
    network = network_of(drawn)
    graph = collapsed(network, with_me)
    flat = nx.Graph(graph)
    assert sn.degree(network, with_me) == dict(flat.degree)
    assert sn.core(network, with_me) == nx.core_number(flat)
    assert sn.density(network, with_me) == (pytest.approx(nx.density(graph)) if len(graph) > 1 else None)
    both = sn.reciprocity(network, with_me)
    assert both.connections == graph.size()
    assert both.value == (pytest.approx(nx.overall_reciprocity(graph)) if graph.size() else None)


@law(st.integers(2, 4), st.data())
def test_what_chance_gives_for_reciprocity_is_the_mean_of_all_networks(size, data):
    couples = list(itertools.permutations(range(size), 2))
    arrows = data.draw(st.integers(1, len(couples)))
    # The figure of every network of this size, by counting.
    all_ = sorted(
        sum((b, a) in some for a, b in some) / arrows
        for some in map(set, itertools.combinations(couples, arrows))
    )
    found = reciprocity_of(Graph(size, [(a, b, 1) for a, b in couples[:arrows]]))
    assert found.expected == pytest.approx(sum(all_) / len(all_))
    cut = math.ceil(len(all_) / 20) - 1
    assert (found.low, found.high) == (pytest.approx(all_[cut]), pytest.approx(all_[-1 - cut]))


@law(networks(), st.sampled_from(["in", "out", "both"]), st.booleans())
def test_centralisation_is_freemans(drawn, direction, with_me):
    network = network_of(drawn)
    graph = collapsed(network, with_me)
    degrees = dict({"in": graph.in_degree, "out": graph.out_degree, "both": nx.Graph(graph).degree}[direction]())
    found = sn.centralisation(network, direction, with_me=with_me, shuffles=20)
    if len(graph) < 3 or not graph.size():
        assert found.value is None
        return
    star = nx.star_graph(len(graph) - 1)
    arrows = nx.DiGraph((b, a) for a, b in star.edges)
    most = {"in": arrows.in_degree, "out": arrows.reverse().out_degree, "both": star.degree}[direction]
    gaps = [sum(max(d.values()) - one for one in d.values()) for d in (degrees, dict(most()))]
    assert found.value == pytest.approx(gaps[0] / gaps[1])
    assert 0 <= found.low <= found.expected + 1e-9 and found.expected <= found.high + 1e-9 <= 1 + 1e-9


@law(st.integers(3, 4), st.sampled_from(["in", "out"]), st.data())
def test_what_chance_gives_for_centralisation_is_the_mean_of_all_networks(size, direction, data):
    couples = list(itertools.permutations(range(size), 2))
    arrows = data.draw(st.integers(1, len(couples)))
    all_ = sorted(
        (size * max(list(ends).count(n) for n in range(size)) - arrows) / (size - 1) ** 2
        for ends in ([pair[direction == "in"] for pair in some] for some in itertools.combinations(couples, arrows))
    )
    graph = Graph(size, [(a, b, 1) for a, b in couples[:arrows]])
    found = centralisation_of(graph, direction)
    assert found.expected == pytest.approx(sum(all_) / len(all_))
    cut = math.ceil(len(all_) / 20) - 1
    assert (found.low, found.high) == (pytest.approx(all_[cut]), pytest.approx(all_[-1 - cut]))


def test_random_networks_give_for_centralisation_what_is_worked_out(monkeypatch):
    graph = Graph(30, [(a, (a * 7 + k) % 30, 1) for a in range(30) for k in (1, 2)])
    for direction in ("in", "out"):
        exact = centralisation_of(graph, direction)
        with monkeypatch.context() as few:
            few.setattr("sourcenet.measures.shape._EXACT", 0)
            drawn = centralisation_of(graph, direction, shuffles=4000)
        assert drawn.expected == pytest.approx(exact.expected, abs=0.004)
        assert (drawn.low, drawn.high) == (exact.low, exact.high)


@law(networks(), st.sampled_from(["viewpoint", "kind", "subject", "host"]))
def test_assortativity_is_networkx(drawn, by):
    network = network_of(drawn)
    groups = sn.measures.groups.stated(network, by)
    graph = nx.DiGraph(collapsed(network).subgraph(groups))
    found = sn.assortativity(network, by, shuffles=20)
    ends = {groups[one] for pair in graph.edges for one in pair}
    if not graph.size() or len(ends) == 1:
        assert found.value is None
        return
    nx.set_node_attributes(graph, groups, "group")
    assert found.value == pytest.approx(nx.attribute_assortativity_coefficient(graph, "group"))
    assert found.connections == graph.size()


@law(st.lists(st.integers(0, 2), max_size=6))
def test_all_deals_are_all_different_orders(labels):
    found = [tuple(deal) for deal in deals(labels, 1000, 1)]
    assert sorted(found) == sorted(set(itertools.permutations(labels)))


@law(networks(most=8), st.sampled_from(["viewpoint", "kind"]))
def test_brokerage_is_counted_from_its_definition(drawn, by):
    network = network_of(drawn)
    groups = sn.measures.groups.stated(network, by)
    graph = collapsed(network).subgraph(groups)
    whole = collapsed(network)
    names = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
    count = {one: dict.fromkeys(names, 0) for one in groups}
    for a, b, c in itertools.permutations(groups, 3):
        if graph.has_edge(a, b) and graph.has_edge(b, c) and not whole.has_edge(a, c):
            count[b][_role(*(groups[one] for one in (a, b, c)))] += 1
    found = sn.brokerage(network, by)
    assert {one: roles._asdict() for one, roles in found.roles.items()} == count
    triples = sum(found.total)
    if not triples:
        assert found.expected is None
        return
    # Deal the labels to three places in all ways.
    dealt = [_role(*some) for some in itertools.permutations(groups.values(), 3)]
    for name in names:
        assert getattr(found.expected, name) == pytest.approx(triples * dealt.count(name) / len(dealt))


def _role(a, b, c):
    if a == c:
        return "coordinator" if a == b else "consultant"
    if b == c:
        return "gatekeeper"
    return "representative" if a == b else "liaison"


@law(networks())
def test_what_lies_behind_each_source_is_what_is_lost_without_it(drawn):
    network = network_of(drawn)
    behind = behind_of(coded(network).whole)
    steps = sn.steps(network)
    for n, source in enumerate(network.sources):
        expected = None if steps[source.id] is None else len(sn.lost_without(network, source))
        assert behind[n] == expected


@law(networks())
def test_steps_are_networkx(drawn):
    network = network_of(drawn)
    ways = nx.single_source_shortest_path_length(collapsed(network, with_me=True), "me")
    assert sn.steps(network) == {source.id: ways.get(source.id) for source in network.sources}


@law(networks(), st.sampled_from([{"access": "login"}, {"access": ("login", "paid")}, {"host": "blogspot.com"}, {"owner": "Poynter"}]))  # fmt: skip
def test_what_goes_with_a_platform_is_networkx(drawn, taken):
    network = network_of(drawn)
    graph = collapsed(network, with_me=True)
    (name, value) = next(iter(taken.items()))
    groups = sn.measures.groups.stated(network, name)
    wanted = {one.casefold() for one in ((value,) if isinstance(value, str) else value)}
    gone = {one for one, group in groups.items() if group.casefold() in wanted}
    before = nx.descendants(graph, "me")
    graph.remove_nodes_from(gone)
    found = sn.loss(network, **taken)
    assert {one.id for one in found.gone} == gone
    assert {one.id for one in found.lost} == before - nx.descendants(graph, "me") - gone
    assert found.reach == len(before)


@law(networks(most=7), st.sampled_from(["shortest", "strongest"]), st.integers(1, 6))
def test_routes_are_the_best_of_all_simple_paths(drawn, by, most):
    network = network_of(drawn)
    graph = collapsed(network, with_me=True)
    for source in network.sources[-3:]:
        paths = list(nx.all_simple_paths(graph, "me", source.id))
        rank = sorted(map(_ranked(graph, by), paths))
        found = sn.routes(network, "me", source, by=by, most=most)
        assert len(found) == min(most, len(paths))
        assert [_ranked(graph, by)(["me", *(one.id for one in way.sources)]) for way in found] == rank[: len(found)]
        assert len({tuple(one.id for one in way.sources) for way in found}) == len(found)
        for way in found:
            assert way.length == len(way.connections) == len(way.sources)
            ends = ["me", *(one.id for one in way.sources)]
            assert [(tie.start, tie.end) for tie in way.connections] == list(itertools.pairwise(ends))


def _ranked(graph, by):
    def rank(path):
        weakest = min(graph.edges[pair]["weight"] for pair in itertools.pairwise(path))
        return (len(path), -weakest) if by == "shortest" else (-weakest, len(path))

    return rank


@law(networks(most=7))
def test_routes_between_sources_do_not_pass_through_the_learner(drawn):
    network = network_of(drawn)
    graph = collapsed(network)
    for a, b in itertools.permutations(network.sources[:4], 2):
        found = sn.routes(network, a, b, most=1)
        assert bool(found) == nx.has_path(graph, a.id, b.id)
        if found:
            assert found[0].length == nx.shortest_path_length(graph, a.id, b.id)
