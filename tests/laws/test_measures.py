"""Measures agree with NetworkX on any network, do not depend on names, and what a network says of itself is true."""

import math
import re
from collections import Counter

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

import sourcenet as sn
from sourcenet.measures import told
from sourcenet.measures.catalogue import page
from sourcenet.model.events import FORMAT, Event

VIEWS = ("proponent", "critic", "mixed", "does not apply", "")
KINDS = ("site", "person", "book")


@st.composite
def drawn(draw, most=14):
    """A network as (views, kinds, ties); ties are pairs of numbers, -1 is the learner."""
    size = draw(st.integers(0, most))
    views = draw(st.lists(st.sampled_from(VIEWS), min_size=size, max_size=size))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=size, max_size=size))
    ends = st.integers(-1, size - 1)
    ties = draw(st.lists(st.tuples(ends, ends, st.integers(1, 5)), max_size=3 * size))
    return views, kinds, [(a, b, n) for a, b, n in ties if a != b]


def network_of(views, kinds, ties, name="source"):
    events = [Event("begin0000000", "2026-10-01T08:00:00Z", "learner-07", "begin", {"format": FORMAT, "question": "?"})]
    for n, (view, kind) in enumerate(zip(views, kinds, strict=True)):
        fields = {"name": f"{name} {n}", "kind": kind, "viewpoint": view}
        events.append(Event(f"{name}{n:012}", "2026-10-01T08:00:00Z", "learner-07", "add", fields))
    for n, (start, end, strength) in enumerate(ties):
        ids = ["me" if one < 0 else f"{name}{one:012}" for one in (start, end)]
        fields = {"start": ids[0], "end": ids[1], "relation": f"relation {n}", "strength": strength}
        events.append(Event(f"tie{n:012}", "2026-10-01T08:00:00Z", "learner-07", "connect", fields))
    return sn.SourceNetwork.in_memory(events=events)


def arrows(network):
    graph = nx.DiGraph([(tie.start, tie.end) for tie in network.connections])
    graph.add_nodes_from(["me", *(source.id for source in network.sources)])
    return graph


def lines(network, with_me):
    graph = nx.MultiGraph()
    graph.add_nodes_from(source.id for source in network.sources)
    if with_me:
        graph.add_node("me")
    for tie in network.connections:
        if tie.start in graph and tie.end in graph:
            graph.add_edge(tie.start, tie.end, key=tie.id)
    return graph


@given(drawn(), st.sampled_from([0, 1, 2, 3, None]))
def test_reach_is_networkx(network, steps):
    network = network_of(*network)
    ways = nx.single_source_shortest_path_length(arrows(network), "me", cutoff=steps)
    found = [source.id for source in sn.reach(network, steps=steps)]
    assert set(found) == set(ways) - {"me"}
    assert [ways[one] for one in found] == sorted(ways[one] for one in found)


@given(drawn())
def test_what_is_lost_is_networkx(network):
    network = network_of(*network)
    for source in network.sources:
        graph = arrows(network)
        before = nx.descendants(graph, "me")
        graph.remove_node(source.id)
        lost = {one.id for one in sn.lost_without(network, source)}
        assert lost == before - nx.descendants(graph, "me") - {source.id, "me"}


@given(drawn(), st.booleans())
def test_only_connections_and_what_they_part_are_networkx(network, with_me):
    network = network_of(*network)
    graph = lines(network, with_me)
    found = sn.bridges(network, with_me=with_me)
    assert {frozenset((one.connection.start, one.connection.end)) for one in found} == {
        frozenset(pair) for pair in nx.bridges(graph)
    }
    for one in found:
        cut = graph.copy()
        cut.remove_edge(one.connection.start, one.connection.end, key=one.connection.id)
        for part, end in ((one.near, one.connection.start), (one.far, one.connection.end)):
            assert {source.id for source in part} == nx.node_connected_component(cut, end) - {"me"}


@given(drawn(), st.booleans())
def test_articulation_is_networkx(network, with_me):
    network = network_of(*network)
    expected = set(nx.articulation_points(nx.Graph(lines(network, with_me)))) - {"me"}
    assert {source.id for source in sn.articulation(network, with_me=with_me)} == expected


@given(drawn())
def test_diversity_lies_between_one_and_the_number_of_groups(network):
    network = network_of(*network)
    groups = Counter(source.viewpoint for source in network.sources if source.viewpoint not in ("", "does not apply"))
    value = sn.diversity(network)
    if not groups:
        assert value is None
    else:
        shares = [n / groups.total() for n in groups.values()]
        assert 1 - 1e-9 <= value <= len(groups) + 1e-9
        assert math.isclose(value, math.prod(share**-share for share in shares), rel_tol=1e-9)


@given(drawn(most=8))
def test_mixing_is_counted_from_networkx(network):
    network = network_of(*network)
    graph = arrows(network)
    said = {source.id: source.viewpoint for source in network.sources if source.viewpoint in VIEWS[:3]}
    graph = graph.subgraph(said)
    mixing = sn.ei(network, shuffles=50)
    if not graph.size():
        assert mixing.value is None
        return
    inside = sum(said[start] == said[end] for start, end in graph.edges)
    assert math.isclose(mixing.value, (graph.size() - 2 * inside) / graph.size())
    nx.set_node_attributes(graph, said, "view")
    assert -1 <= mixing.low <= mixing.high <= 1 and mixing.connections == graph.size()


@given(drawn(most=9))
def test_measures_do_not_depend_on_names(network):
    first, second = network_of(*network), network_of(*network, name="another")
    for measure in (sn.diversity, sn.ei, lambda n: sn.diversity(n, weighted=True), lambda n: len(sn.bridges(n))):
        assert measure(first) == measure(second)


SAID = (
    (r"^Nothing is here yet\.", lambda g, f: not f["all"]),
    (r"^(One source|(?P<n>\d+) sources) so far\. It is too early", lambda g, f: int(g["n"] or 1) == f["all"] < 6),
    (
        r"^You have (?P<n>\d+) sources, of (one kind|(?P<k>\d+) kinds)\. ",
        lambda g, f: int(g["n"]) == f["all"] and int(g["k"] or 1) == f["kinds"] and f["joined"] == 0,
    ),
    (
        r"^You are connected with (?P<n>\d+) of your (?P<all>\d+) sources, directly or through others\. "
        r"How did you come by (?P<name>.+)\? Connect",
        lambda g, f: 0 < int(g["n"]) == f["joined"] < int(g["all"]) == f["all"] and g["name"] in f["loose"],
    ),
    (
        r"^You are connected with your (?P<n>\d+) sources, and no connection leads from you to one of them yet\. ",
        lambda g, f: int(g["n"]) == f["all"] == f["joined"] and f["near"] == 0,
    ),
    (
        r"^In one step you get to (?P<n>\d+) of your (?P<all>\d+) sources, and on from there to (?P<more>\d+) more\. "
        r"Take the way to (?P<name>.+) once",
        lambda g, f: (
            int(g["n"]) == f["near"]
            and int(g["all"]) == f["all"]
            and int(g["more"]) == f["far"] - f["near"] > 0
            and g["name"] in f["farthest"]
        ),
    ),
    (
        r"^In one step you get to (?P<n>\d+) of your (?P<all>\d+) sources\. ",
        lambda g, f: int(g["n"]) == f["near"] == f["far"] and int(g["all"]) == f["all"] and f["among"] > 0,
    ),
    (
        r"^Your (?P<n>\d+) sources are all one step from you\. ",
        lambda g, f: int(g["n"]) == f["near"] == f["all"] and f["among"] == 0,
    ),
)


def facts(network):
    """Work out again, by NetworkX, what a sentence may claim."""
    graph = arrows(network)
    label = {source.id: source.label for source in network.sources}
    steps = nx.single_source_shortest_path_length(graph, "me")
    del steps["me"]
    joined = nx.node_connected_component(graph.to_undirected(), "me") - {"me"}
    return {
        "all": len(label),
        "kinds": len({source.kind for source in network.sources}),
        "joined": len(joined),
        "loose": {name for key, name in label.items() if key not in joined},
        "near": sum(one == 1 for one in steps.values()),
        "two": sum(one <= 2 for one in steps.values()),
        "far": len(steps),
        "farthest": {label[key] for key, one in steps.items() if one == max(steps.values())},
        "among": sum("me" not in pair for pair in graph.edges),
    }


@given(drawn())
@settings(max_examples=300, deadline=None)
def test_the_first_sentence_is_true_and_leads_to_one_action(network):
    network = network_of(*network)
    sentence = sn.first_sentence(network)
    fitting = [(match.groupdict(), holds) for claim, holds in SAID if (match := re.match(claim, sentence))]
    assert len(fitting) == 1, sentence
    groups, holds = fitting[0]
    assert holds(groups, facts(network)), sentence
    assert sum(sentence.count(mark) for mark in "?") <= 1
    assert not re.search(r"\b(only|missing|lack|without|fail|wrong|should|must)\b", sentence), "it counts no faults"
    assert sn.says(network)[0] == sentence


def parted(network, start, end):
    """Return how many sources each side of an only connection has, by NetworkX."""
    graph = lines(network, with_me=False)
    one = network.source(start).id, network.source(end).id
    assert one in nx.bridges(graph) or one[::-1] in nx.bridges(graph)
    graph.remove_edge(*one)
    return [len(nx.node_connected_component(graph, id)) for id in one]


def larger_parts(network):
    graph = lines(network, with_me=False)
    for pair in list(nx.bridges(graph)):
        cut = graph.copy()
        cut.remove_edge(*pair)
        if min(len(nx.node_connected_component(cut, id)) for id in pair) > 1:
            return True
    return False


def most_lost(network):
    return max(len(sn.lost_without(network, source)) for source in network.sources)


#: What may be said besides: a claim, and whether it holds; `g` are its parts, `n` is the network, `f` its facts.
BESIDES = (
    (
        r"The connection from (?P<a>.+) to (?P<b>.+) is the only one between two parts of your network\. It brings",
        lambda g, n, f: min(parted(n, g["a"], g["b"])) > 1,
    ),
    (r"No single connection stands between two larger parts", lambda g, n, f: not larger_parts(n)),
    (
        r"On your question they speak as if (about (?P<n>\d+) voices|with one voice)",
        lambda g, n, f: round(sn.diversity(n)) == int(g["n"] or 1)
        and sum(source.viewpoint not in ("", "does not apply") for source in n.sources) >= 6,
    ),
    (
        r"In two steps you get to (?P<two>\d+) of your (?P<all>\d+) sources, (?P<more>\d+) of them through others\.",
        lambda g, n, f: int(g["two"]) == f["two"] and int(g["more"]) == f["two"] - f["near"] > 0,
    ),
    (
        r"In two steps you get to no more than in one: (?P<two>\d+) of your (?P<all>\d+) sources\.",
        lambda g, n, f: int(g["two"]) == f["two"] == f["near"],
    ),
    (
        r"Without (?P<name>.+) you would no longer get to ((?P<n>\d+) others|one other) of your sources\.",
        lambda g, n, f: int(g["n"] or 1) == len(sn.lost_without(n, g["name"])) == most_lost(n),
    ),
    (r"No source stands alone between you and another\.", lambda g, n, f: most_lost(n) == 0),
)


@given(drawn(most=20))
@settings(max_examples=300, deadline=None)
def test_what_is_said_besides_is_true(network):
    network = network_of(*network)
    said = told(network)
    assert len(said) == 1 if len(network.sources) < 10 else 1 <= len(said) <= 3
    for one in (*said[1:], *sn.summarise(network).page[1:]):
        if one.early:
            assert "oo early to " in one.text
            continue
        fitting = [(match.groupdict(), holds) for claim, holds in BESIDES if (match := re.match(claim, one.text))]
        if not fitting:
            # Places, use and ways in have laws of their own, and so has all that the catalogue says.
            assert one.measure in {"reach", "joined", *(other.measure for other in page(network))}, one.text
            continue
        groups, holds = fitting[0]
        assert holds(groups, network, facts(network)), one.text
