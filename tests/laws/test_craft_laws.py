"""Measures of the craft against their definitions, counted out on random networks."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import exp, log

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.any_network import network_of, networks

import sourcenet as sn
from sourcenet.measures.groups import stated

NETWORKS = networks().map(network_of)
SOME = settings(max_examples=60, deadline=None)


def reached(network: sn.SourceNetwork, gone: frozenset[str] = frozenset(), cut: frozenset[str] = frozenset()) -> set[str]:
    """Walk from the learner, the plainest way there is."""
    ahead: dict[str, set[str]] = {}
    for tie in network.connections:
        if tie.id not in cut:
            ahead.setdefault(tie.start, set()).add(tie.end)
    met, here = {"me"}, ["me"]
    while here:
        for end in ahead.get(here.pop(), ()):
            if end not in met and end not in gone:
                met.add(end)
                here.append(end)
    return met - {"me"}


def balance(network: sn.SourceNetwork, without: set[str]) -> float | None:
    counts = Counter(view for id, view in stated(network).items() if id not in without)
    total = sum(counts.values())
    return exp(-sum(n / total * log(n / total) for n in counts.values())) if total else None


def close(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) < 1e-9


@SOME
@given(NETWORKS)
def test_the_cost_of_each_source_is_what_a_walk_without_it_misses(network: sn.SourceNetwork) -> None:
    whole = reached(network)
    found = sn.cost(network)
    assert set(found) == {one.id for one in network.sources}
    for id, one in found.items():
        lost = whole - reached(network, frozenset([id])) - {id}
        assert {source.id for source in one.lost} == lost and one.gone[0].id == id
        assert one.connections == sum(id in (tie.start, tie.end) for tie in network.connections)
        assert close(one.voices_before, balance(network, set())) and close(one.voices_after, balance(network, lost | {id}))


@SOME
@given(NETWORKS, st.data())
def test_the_cost_of_several_is_what_a_walk_without_them_misses(network: sn.SourceNetwork, data: st.DataObject) -> None:
    sources = [one.id for one in network.sources]
    ties = [one.id for one in network.connections]
    gone = frozenset(data.draw(st.lists(st.sampled_from(sources), max_size=4)) if sources else [])
    cut = frozenset(data.draw(st.lists(st.sampled_from(ties), max_size=4)) if ties else [])
    found = sn.cost(network, [*gone, *cut])
    lost = reached(network) - reached(network, gone, cut) - gone
    assert {one.id for one in found.lost} == lost and {one.id for one in found.gone} == gone
    assert close(found.voices_after, balance(network, lost | gone))


@SOME
@given(NETWORKS)
def test_what_is_taken_away_lost_and_left_is_all_there_is(network: sn.SourceNetwork) -> None:
    for by in ("access", "owner", "setting", "host"):
        for value in set(stated(network, by).values()):
            found = sn.take_away(network, **{by: value})
            gone = {id for id, one in stated(network, by).items() if one.casefold() == value.casefold()}
            left = reached(network, frozenset(gone))
            assert {one.id for one in found.gone} == gone and {one.id for one in found.left} == left
            assert {one.id for one in found.lost} == reached(network) - left - gone
            for mend in found.mends:
                assert mend.end in found.lost and mend.back >= 1 and (mend.start is None or mend.start in found.left)


@SOME
@given(NETWORKS)
def test_the_dearest_losses_come_first_and_are_true(network: sn.SourceNetwork) -> None:
    found = sn.robustness(network)
    sizes = [len(one.gone) + len(one.lost) for one in found]
    assert sizes == sorted(sizes, reverse=True)
    for one in found:
        again = sn.take_away(network, **{one.by: one.value})
        assert (again.gone, again.lost) == (one.gone, one.lost)


@SOME
@given(NETWORKS)
def test_gaps_are_what_can_be_reached_under_each_limit(network: sn.SourceNetwork) -> None:
    found = sn.gaps(network)
    limits = {"formal": {"setting": "formal"}, "informal": {"setting": "informal"}, "open": {"access": "open"}}
    for limit, given_ in limits.items():
        assert set(found.within[limit]) == set(sn.reach(network, steps=None, **given_))
    both = set(found.within["formal"]) | set(found.within["informal"])
    assert set(found.neither) == set(sn.reach(network, steps=None)) - both and found.reach == len(reached(network))


@SOME
@given(NETWORKS)
def test_patterns_are_there_by_their_definitions(network: sn.SourceNetwork) -> None:
    ties = {(tie.start, tie.end) for tie in network.connections}
    views = stated(network)
    for one in sn.find_patterns(network):
        middle, *others = one.sources
        if one.name == "triangulation":
            assert len(others) == 3 and all((other.id, middle.id) in ties for other in others)
            assert all(sn.independence(network, a, b).value is not False for a, b in combinations(others, 2))
        elif one.name == "two sides":
            a, b = others
            assert {(a.id, middle.id), (b.id, middle.id)} <= ties and views[a.id] != views[b.id]
        elif one.name == "gateway":
            assert {other.id for other in others} == reached(network) - reached(network, frozenset([middle.id])) - {middle.id} and len(others) >= 3
        elif one.name == "broker":
            assert any(bridge.connection == one.connections[0] and min(len(bridge.near), len(bridge.far)) > 1 for bridge in sn.bridges(network))
        elif one.name == "guide":
            assert network.vocabulary.kinds[middle.kind].human and all(("me", other.id) not in ties for other in others) and len(others) > 1
        else:
            inside = {source.id for source in one.sources}
            assert len({views[id] for id in inside}) == 1 and len(inside) >= 4


@SOME
@given(NETWORKS)
def test_possible_connections_are_none_yet_and_share_something(network: sn.SourceNetwork) -> None:
    joined = {frozenset((tie.start, tie.end)) for tie in network.connections}
    seen = set()
    for one in sn.find_possible(network):
        pair = frozenset((one.start.id, one.end.id))
        assert pair not in joined and pair not in seen and one.shared and one.ask.endswith("?")
        seen.add(pair)
        for by, value in one.shared:
            if by in ("owner", "subject"):
                assert getattr(one.start, by).casefold() == getattr(one.end, by).casefold() == value.casefold()


@SOME
@given(NETWORKS)
def test_independence_is_the_same_both_ways(network: sn.SourceNetwork) -> None:
    for a, b in list(combinations(network.sources, 2))[:40]:
        one, other = sn.independence(network, a, b), sn.independence(network, b, a)
        assert one.value == other.value and {x.by for x in one.same} == {x.by for x in other.same} and set(one.unknown) == set(other.unknown)
        assert (one.value is False) == bool(one.same)
