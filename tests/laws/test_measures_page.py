"""What a page of measures claims is so: counted again, from the connections themselves or by NetworkX."""

from __future__ import annotations

import datetime as dt
import re

import networkx as nx
from tests.laws.any_network import collapsed, law, network_of, networks

import sourcenet as sn
from sourcenet.measures.catalogue import page
from sourcenet.measures.groups import host


def facts(network):
    """Return what each sentence that is not early may claim, as (measure, pattern, what holds)."""
    whole, among = collapsed(network, with_me=True), collapsed(network)
    flat = nx.Graph(among)
    label = {source.id: source.label for source in network.sources}
    number = {name: id for id, name in label.items()}
    platforms = [host(source.url) for source in network.sources]
    before = nx.descendants(whole, "me")

    def lost(name):
        cut = whole.copy()
        cut.remove_node(number[name])
        return len(before - nx.descendants(cut, "me") - {number[name]})

    degree = dict(flat.degree)
    between = nx.betweenness_centrality(among, weight="distance") if len(among) > 2 else {}
    cores = nx.core_number(flat)
    said = dict(sn.measures.groups.stated(network).items())
    inside = [said[a] == said[b] for a, b in among.edges if a in said and b in said]
    return [
        ("lost_without", r"Without (.+) you would not get to (one|\d+) more", lambda m: lost(m[1]) == _n(m[2]) == max(map(lost, number))),
        ("lost_without", r"You could do without any one", lambda m: max(map(lost, number)) == 0),
        ("concentration", r"(\d+) of your (\d+) sources come through one platform, (.+)\.", lambda m: platforms.count(m[3]) == _n(m[1]) == max(platforms.count(one) for one in platforms if one) and len(label) == _n(m[2])),
        ("openness", r"(\d+) of the (\d+) sources", lambda m: sum(s.access == "open" for s in network.sources) == _n(m[1]) and sum(bool(s.access) for s in network.sources) == _n(m[2])),
        ("bridges", r"The connection from (.+) to (.+) is the only one (?:between|that joins)", lambda m: _pair(flat, network, number[m[1]], number[m[2]])),
        ("bridges", r"No connection among", lambda m: not any(_pair(flat, network, a, b) for a, b in among.edges)),
        ("articulation", r"(One|\d+) sources? (?:is|are each) the only", lambda m: len(list(nx.articulation_points(flat))) == _n(m[1])),
        ("articulation", r"No single source", lambda m: not list(nx.articulation_points(flat))),
        ("degree", r"(.+) is connected with more of your other sources than any: (\d+)\.", lambda m: degree[number[m[1]]] == _n(m[2]) and sorted(degree.values())[-2] < _n(m[2])),
        ("degree", r"(.+) is connected with (\d+) of your other sources, and no source with more", lambda m: degree[number[m[1]]] == _n(m[2]) == max(degree.values())),
        ("betweenness", r"More ways .+ lead through (.+) than through any other", lambda m: between[number[m[1]]] > sorted(between.values())[-2]),
        ("betweenness", r"No source lies on more ways .+ than (.+)\.", lambda m: between[number[m[1]]] >= max(between.values()) - 1e-9),
        ("betweenness", r"No source lies on the way", lambda m: max(between.values()) == 0),
        ("core", r"(\d+) of your sources hang closely together: .+ at least (\d+) others", lambda m: max(cores.values()) == _n(m[2]) and list(cores.values()).count(_n(m[2])) == _n(m[1])),
        ("reciprocity", r"(\d+) of the (\d+) connections", lambda m: sum(among.has_edge(b, a) for a, b in among.edges) == _n(m[1]) and among.size() == _n(m[2])),
        ("reciprocity", r"No connection", lambda m: not any(among.has_edge(b, a) for a, b in among.edges)),
        ("ei", r"Connections among your sources stay mostly .+: (\d+) of (\d+) lead", lambda m: sum(inside) == _n(m[1]) and len(inside) == _n(m[2])),
        ("ei", r"Connections among your sources cross .+: (\d+) of (\d+)\.", lambda m: len(inside) - sum(inside) == _n(m[1]) and len(inside) == _n(m[2])),
        ("find_unused", r"(One|\d+) connections? of yours (?:has|have) rested", lambda m: len(sn.find_unused(network, dt.date(2026, 10, 1))) == _n(m[1])),
    ]  # fmt: skip


def _n(text):
    return 1 if text.lower() == "one" else int(text)


def _pair(flat, network, a, b):
    """Tell whether exactly one connection joins two sources, and nothing else does."""
    ties = [tie for tie in network.connections if {tie.start, tie.end} == {a, b}]
    cut = flat.copy()
    cut.remove_edge(a, b)
    return len(ties) == 1 and not nx.has_path(cut, a, b)


@law(networks(least=6, most=14))
def test_what_a_page_claims_is_so(drawn):
    network = network_of(drawn)
    claims = facts(network)
    for one in page(network, dt.date(2026, 10, 1)):
        for measure, pattern, holds in claims:
            if measure == one.measure and not one.early and (match := re.match(pattern, one.text)):
                assert holds(match), one
