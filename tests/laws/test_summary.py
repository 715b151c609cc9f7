"""Every suggestion, when followed, changes what it said by what it said; none is a new label; nothing raises."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.random_networks import TODAY, copy_of, random_network

import sourcenet as sn
from sourcenet.measures.figures import figure_of
from sourcenet.measures.suggestion import Suggestion
from sourcenet.model.events import FORMAT, Event

MEASURES = ["joined", "reach", "bridges", "lost_without", "lost_with_place", "open_reach", "unused", "standpoints", "place_share"]
PAGES = ("https://elsewhere.net/", "https://www.youtube.com/", "https://feeds.example.com/")


def arrows(network: sn.SourceNetwork) -> Any:
    graph = nx.DiGraph()
    graph.add_nodes_from(["me", *(source.id for source in network.sources)])
    graph.add_edges_from((tie.start, tie.end) for tie in network.connections)
    return graph


def only_ones(network: sn.SourceNetwork) -> int:
    """Count the only connections between two parts by NetworkX."""
    pairs = Counter(frozenset((tie.start, tie.end)) for tie in network.connections if "me" not in (tie.start, tie.end))
    return sum(pairs[frozenset(pair)] == 1 for pair in nx.bridges(nx.Graph([tuple(pair) for pair in pairs])))


def at_place(network: sn.SourceNetwork, place: str) -> set[str]:
    found = set()
    for source in network.sources:
        host = (urlsplit(source.url).hostname or "").removeprefix("www.")
        if place.lower() in (host, source.owner.lower()):
            found.add(source.id)
    return found


def lost(network: sn.SourceNetwork, gone: set[str]) -> int:
    graph = arrows(network)
    before = nx.descendants(graph, "me")
    graph.remove_nodes_from(gone)
    return len(before - nx.descendants(graph, "me") - gone)


def latest(text: str) -> dt.date:
    return dt.date(*[int(part) for part in [*text.split("-"), "1", "1"][:3]])


def oracle(network: sn.SourceNetwork, one: Suggestion, reference: dict[str, list[Any]]) -> float:
    """Work the measure out again, by another way than the toolkit's."""
    graph = arrows(network)
    if one.measure == "joined":
        return len(nx.node_connected_component(graph.to_undirected(), "me")) - 1
    if one.measure == "reach":
        return len(nx.single_source_shortest_path_length(graph, "me", cutoff=2)) - 1
    if one.measure == "open_reach":
        ways_in = {"me", *(source.id for source in network.sources if source.access == "open")}
        return len(nx.descendants(graph.subgraph(ways_in), "me"))
    if one.measure == "bridges":
        return only_ones(network)
    if one.measure == "lost_without":
        return lost(network, {one.of})
    if one.measure == "lost_with_place":
        return lost(network, at_place(network, one.of))
    if one.measure == "place_share":
        return len(at_place(network, one.of)) / len(network.sources)
    if one.measure == "unused":
        return sum(bool(tie.last_used) and (TODAY - latest(tie.last_used)).days > 180 for tie in network.connections)
    assert one.measure == "standpoints"
    return len(set(reference) - {"does not apply"} & {source.viewpoint for source in network.sources})


def reference_of(seed: int) -> dict[str, list[Any]]:
    draw = random.Random(seed)
    views = draw.sample(("proponent", "critic", "mixed", "neutral", "does not apply", "has no say"), draw.randint(1, 5))
    found: dict[str, list[Any]] = {view: [f"voice {view} {n}" for n in range(draw.randint(0, 3))] for view in views}
    for view, named in found.items():
        if draw.random() < 0.5:
            named.append({"name": f"page {view}", "kind": "feed", "url": draw.choice(PAGES) + view[:3]})
    return found


def names_in(reference: dict[str, list[Any]], view: str | None = None) -> set[str]:
    sets = reference.values() if view is None else [reference[view]]
    return {one if isinstance(one, str) else one["name"] for named in sets for one in named}


def labels(network: sn.SourceNetwork) -> dict[str, tuple[str, ...]]:
    return {one.id: (one.name, one.kind, one.viewpoint, one.subject, one.owner) for one in network.sources}


@pytest.mark.parametrize("first", range(0, 500, 25))
def test_a_suggestion_changes_what_it_said_by_what_it_said(first: int) -> None:
    for seed in range(first, first + 25):
        network, reference = random_network(seed), reference_of(seed)
        # `standpoints` counts those that somebody is named for.
        named = {view: names for view, names in reference.items() if names}
        found = sn.suggestions(network, reference)
        assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
        for one in found:
            tried = copy_of(network)
            assert one.before != one.after, (seed, one)
            assert one.before == oracle(tried, one, named) == figure_of(tried, one, reference), (seed, one)
            one.apply(tried)
            assert one.after == oracle(tried, one, named) == figure_of(tried, one, reference), (seed, one)
            follows_the_rules(network, tried, one, reference, seed)


def follows_the_rules(
    before: sn.SourceNetwork, after: sn.SourceNetwork, one: Suggestion, reference: dict[str, list[Any]], seed: int
) -> None:
    """Check that nothing got a new label, and that a new viewpoint came with a named source of the reference set."""
    assert len(after.events) == len(before.events) + 1, "it does one thing"
    assert one.do in ("connect", "reconnect", "add"), (seed, one)
    if one.do == "reconnect":
        assert set(one.fields["set"]) == {"last_used"}, (seed, one)
    old, new = labels(before), labels(after)
    assert {id: new[id] for id in old} == old, "no label changed"
    came = set(new) - set(old)
    assert len(came) == (one.do == "add")
    views = {source.viewpoint for source in before.sources}
    for id in came:
        name, _kind, view, _subject, _owner = new[id]
        assert name in names_in(reference)
        if view and view not in views:
            assert name in names_in(reference, view)


def test_each_kind_of_suggestion_is_among_those_that_are_tried() -> None:
    found = Counter(one.measure for seed in range(120) for one in sn.suggestions(random_network(seed), reference_of(seed)))
    assert set(found) == set(MEASURES) and min(found.values()) >= 3, found


@pytest.mark.parametrize("seed", range(0, 500, 20))
def test_a_network_as_reference_names_its_sources(seed: int) -> None:
    network, other = random_network(seed), random_network(seed + 1000, name="another", called="page")
    names = {source.name for source in other.sources}
    held = {source.name for source in network.sources}
    for one in sn.suggestions(network, other):
        if one.do == "add":
            assert one.fields["name"] in names - held
            tried = copy_of(network)
            one.apply(tried)
            assert figure_of(tried, one, other) == one.after


@pytest.mark.parametrize("seed", range(0, 500, 10))
def test_what_is_said_does_not_depend_on_ids(seed: int) -> None:
    first, second = random_network(seed), random_network(seed, name="z")
    one, two = sn.summarise(first), sn.summarise(second)
    assert str(one) == str(two) and [said.text for said in one.page] == [said.text for said in two.page]
    texts = [[(each.text, each.before, each.after) for each in sn.suggestions(n)] for n in (first, second)]
    assert texts[0] == texts[1]


ODD = st.one_of(st.text(max_size=12), st.integers(), st.none(), st.booleans(), st.lists(st.text(max_size=3), max_size=2))
FIELDS = ("name", "kind", "viewpoint", "subject", "access", "owner", "authors", "private", "known", "tags")
URLS = st.one_of(ODD, st.sampled_from(["https://", "http://[::1]/", "https://a..b", "https://user@h.co.uk:9/x", "mailto:a@b.c"]))
DAYS = st.one_of(ODD, st.sampled_from(["2024", "2024-02-30", "99999999999999999999", "-1", "0000", "2023-1-1", "9999-12-31"]))


@st.composite
def odd_networks(draw: Any) -> sn.SourceNetwork:
    """Draw a network as a journal written by hand could hold it."""
    size = draw(st.integers(0, 14))
    events = [Event("begin0000000", "2026-10-01T08:00:00Z", "learner-07", "begin", {"format": FORMAT, "question": "?"})]
    for n in range(size):
        fields = {name: draw(ODD) for name in FIELDS if draw(st.booleans())}
        events.append(Event(f"source{n:012}", "2026-10-01T08:00:00Z", "x", "add", {"name": str(n), **fields, "url": draw(URLS)}))
    ends = st.sampled_from(["me", *(f"source{n:012}" for n in range(size))])
    for n in range(draw(st.integers(0, 2 * size))):
        fields = {"start": draw(ends), "end": draw(ends), "relation": draw(ODD), "last_used": draw(DAYS)}
        events.append(Event(f"tie{n:012}", "2026-10-01T08:00:00Z", "x", "connect", fields))
    if size and draw(st.booleans()):
        events.append(Event("prune0000000", "2026-10-02T08:00:00Z", "x", "prune", {"of": "tie000000000000", "reason": 5}))
    return sn.SourceNetwork.in_memory(events=events)


@given(odd_networks(), st.sampled_from([None, {"critic": ["Kop & Hill 2008", "", "0"]}, {"a": []}, []]))
@settings(max_examples=150, deadline=None)
def test_it_never_raises(network: sn.SourceNetwork, reference: Any) -> None:
    summary = sn.summarise(network, reference)
    assert summary.early == (len(network.sources) < 6)
    assert str(summary) and summary._repr_html_().startswith("<style>")
    found = sn.suggestions(network, reference)
    if summary.early:
        assert found == () and summary.suggestion is None
    for one in found:
        assert figure_of(network, one, reference) == one.before
        tried = sn.SourceNetwork.in_memory(events=[each.copy() for each in network.events], today=network.today)
        one.apply(tried)
        assert figure_of(tried, one, reference) == one.after, one


@given(odd_networks(), odd_networks())
@settings(max_examples=30, deadline=None)
def test_any_network_may_be_the_reference(network: sn.SourceNetwork, other: sn.SourceNetwork) -> None:
    for one in sn.suggestions(network, other):
        assert figure_of(network, one, other) == one.before


def test_six_sources_that_say_no_kind_are_told_so() -> None:
    """Found by chance in the law above: every sentence that names the most common kind needs one."""
    events = [Event("begin0000000", "2026-10-01T08:00:00Z", "learner-07", "begin", {"format": FORMAT, "question": "?"})]
    events += [Event(f"source{n:012}", "2026-10-01T08:00:00Z", "x", "add", {"name": str(n), "kind": ""}) for n in range(6)]
    summary = sn.summarise(sn.SourceNetwork.in_memory(events=events))
    assert "None of your sources says yet what kind it is" in summary._repr_html_()
    assert any("says yet what kind" in said.text for said in summary.page)
