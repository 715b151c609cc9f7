"""Measures of the craft against their definitions, counted out on random networks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from math import exp, log
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.any_network import KINDS, network_of, networks

import sourcenet as sn
from sourcenet.measures.groups import stated
from sourcenet.measures.patterns import Pattern

#: What a source may say of whose it is, and by hand what that means: place, house; owner; people.
PLACES = {"": ("", ""), "https://a.org/1": ("a.org", "a.org"), "http://www.a.org/2": ("a.org", "a.org"), "https://b.org": ("b.org", "b.org"),
          "https://x.blogspot.com/1": ("x.blogspot.com", "blogspot.com"), "https://x.blogspot.com": ("x.blogspot.com", "blogspot.com"),
          "https://y.blogspot.com/1": ("y.blogspot.com", "blogspot.com"), "https://youtu.be/aaaaaaaaaaa": ("", "youtube.com"), "https://doi.org/10.1/x": ("", "")}  # fmt: skip
OWNERS = {"": "", "Poynter": "poynter", "The Poynter Institute": "poynter", "Source 1": "source 1", "Ltd.": "", "unknown": ""}
AUTHORS = {"": (), "Kop, R.": ("kop r",), "Rita Kop; Hill, A.": ("kop r", "hill a"), "Hill A": ("hill a",), "anonymous": (), "Bell, Frances": ("bell f",)}
RELATIONS = {"cites": False, "disputes": False, "same owner": True, "Writes": True, "passes on": True, "copies": True}


@st.composite
def crafted(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a network whose sources say whose they are, and what one needs to get at them."""
    drawn = draw(networks(most=9))
    fields = {"setting": ("formal", "informal", ""), "device": ("any", "phone", "computer", ""), "language": ("English", "Arabic", ""),
              "url": tuple(PLACES), "owner": tuple(OWNERS), "authors": tuple(AUTHORS), "kind": (*KINDS, "community"), "known": (False, False, True)}  # fmt: skip
    for source in drawn["sources"]:
        source |= {name: draw(st.sampled_from(some)) for name, some in fields.items()}
    drawn["relations"] = {n: draw(st.sampled_from(tuple(RELATIONS))) for n in range(len(drawn["ties"]))}
    return drawn


NETWORKS = st.one_of(networks(), crafted()).map(network_of)
CRAFTED = crafted().map(network_of)
SOME = settings(max_examples=60, deadline=None)


def owned(source: sn.Source) -> str:
    """Return whose a source is, by the table above, in any case of letters."""
    return OWNERS.get(source.owner, source.owner.casefold())


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
            if by == "subject":
                assert one.start.subject.casefold() == one.end.subject.casefold() == value.casefold()
            elif by == "owner":
                assert owned(one.start) == owned(one.end) != ""


@SOME
@given(NETWORKS)
def test_independence_is_the_same_both_ways(network: sn.SourceNetwork) -> None:
    for a, b in list(combinations(network.sources, 2))[:40]:
        one, other = sn.independence(network, a, b), sn.independence(network, b, a)
        assert one.value == other.value and {x.by for x in one.same} == {x.by for x in other.same} and set(one.unknown) == set(other.unknown)
        assert (one.value is False) == bool(one.same)


def by_definition(network: sn.SourceNetwork, a: sn.Source, b: sn.Source) -> bool | None:
    """Return whether two are two voices, by the tables above and the rule of the page."""
    said = any(RELATIONS[tie.relation] for tie in network.connections if {tie.start, tie.end} == {a.id, b.id})
    if a.url and a.url == b.url:  # one thing, twice
        return False
    if a.known or b.known:
        return False if said else None
    (place, house), (other, there) = PLACES[a.url], PLACES[b.url]
    owner, owns, name, named = OWNERS[a.owner], OWNERS[b.owner], a.name.casefold(), b.name.casefold()
    people, persons = set(AUTHORS[a.authors]), set(AUTHORS[b.authors])
    for one, its in ((a, people), (b, persons)):
        if one.kind == "person":  # "source 7" is somebody's name then
            its.add(one.name)
    shares = said or (place and place == other) or (owner and owner in (owns, named)) or (owns and owns == name) or people & persons
    parted = (place and other and house != there) or (owner and owns) or (people and persons)
    return False if shares else True if parted else None


@settings(max_examples=150, deadline=None)
@given(CRAFTED)
def test_independence_is_what_the_rule_says(network: sn.SourceNetwork) -> None:
    for a, b in combinations(network.sources, 2):
        assert sn.independence(network, a, b).value is by_definition(network, a, b), (a, b)


@settings(max_examples=150, deadline=None)
@given(CRAFTED, st.data())
def test_reach_and_routes_under_limits_are_a_walk_over_what_fits(network: sn.SourceNetwork, data: st.DataObject) -> None:
    values = {"access": ("open", "login"), "setting": ("formal",), "device": ("phone", "in person"), "language": ("Arabic", "arabic")}
    limit = dict.fromkeys(values, "")
    for name in data.draw(st.lists(st.sampled_from(tuple(values)), max_size=2)):
        limit[name] = data.draw(st.sampled_from(values[name]))
    gone = data.draw(st.lists(st.sampled_from(network.sources), max_size=2)) if network.sources else []

    def fits(one: sn.Source) -> bool:
        device = not limit["device"] or one.device in (limit["device"], "any")
        return device and all(getattr(one, name).casefold() == limit[name].casefold() for name in ("access", "setting", "language") if limit[name])

    shut = frozenset(one.id for one in network.sources if one in gone or not fits(one))
    found = sn.reach(network, steps=None, without=gone, **limit)
    assert {one.id for one in found} == reached(network, shut)
    for one in network.sources:
        ways = sn.routes(network, "me", one, most=1, without=[out.id for out in gone], **limit)
        assert bool(ways) == (one in found)
        assert all(shut.isdisjoint(source.id for source in way.sources) for way in ways)


def gained(network: sn.SourceNetwork, gone: frozenset[str], end: str) -> int:
    """Return how many more are reached where one could walk to this one besides."""
    ahead: dict[str, set[str]] = {}
    for tie in network.connections:
        ahead.setdefault(tie.start, set()).add(tie.end)
    met, here = {"me", end}, ["me", end]
    while here:
        for there in ahead.get(here.pop(), set()) - met - gone:
            met.add(there)
            here.append(there)
    return len(met - {"me"}) - len(reached(network, gone))


@SOME
@given(NETWORKS)
def test_a_mend_brings_back_what_it_says_and_the_best_comes_first(network: sn.SourceNetwork) -> None:
    for one in network.sources:
        found = sn.take_away(network, source=one)
        gone = frozenset([one.id])
        assert [mend.back for mend in found.mends] == [gained(network, gone, mend.end.id) for mend in found.mends]
        assert [mend.back for mend in found.mends] == sorted((mend.back for mend in found.mends), reverse=True)
        assert max((gained(network, gone, lost.id) for lost in found.lost), default=0) == (found.mends[0].back if found.mends else 0)


def apart(network: sn.SourceNetwork, some: Iterable[sn.Source]) -> bool:
    return all(sn.independence(network, a, b).value is not False for a, b in combinations(some, 2))


@SOME
@given(NETWORKS)
def test_a_pattern_that_is_there_is_found(network: sn.SourceNetwork) -> None:
    """By trying all: each source in the middle, each two or three that lead to it, each part."""
    views, sources = stated(network), {one.id: one for one in network.sources}
    onto = {id: sorted({tie.start for tie in network.connections if tie.end == id and tie.start in sources and tie.start != id}) for id in sources}
    own = {tie.end for tie in network.connections if tie.start == "me"}
    onward = {id: {tie.end for tie in network.connections if tie.start == id and tie.end in sources} - own - {id} for id in sources}
    human = {id for id, one in sources.items() if one.kind in network.vocabulary.kinds and network.vocabulary.kinds[one.kind].human}
    pairs = {(tie.start, tie.end) for tie in network.connections if tie.start in sources and tie.end in sources and tie.start != tie.end}
    size, echoes = len(sources), set()
    for view in set(views.values()):
        some = {id for id in sources if views.get(id) == view}
        held, all_ = sum(a in some and b in some for a, b in pairs), len(some) * (len(some) - 1)
        if len(some) >= 4 and held / all_ >= 0.2 and held / all_ >= 4 * len(pairs) / (size * (size - 1)):
            echoes.add(frozenset(some))
    there = {
        "triangulation": {m for m, back in onto.items() if any(apart(network, [sources[id] for id in trio]) for trio in combinations(back[:12], 3))},
        "two sides": {m for m, back in onto.items() if any(views.get(a, "") != views.get(b, "") and a in views and b in views and apart(network, (sources[a], sources[b])) for a, b in combinations(back, 2))},
        "gateway": {id for id in sources if len(reached(network) - reached(network, frozenset([id])) - {id}) >= 3},
        "guide": {id for id in human if len(onward[id]) > 1},
    }  # fmt: skip
    found: dict[str, list[Pattern]] = {}
    for one in sn.find_patterns(network):
        found.setdefault(one.name, []).append(one)
    for name, middles in there.items():
        named = [one.sources[0].id for one in found.get(name, ())]
        assert len(named) == len(set(named)) == min(3, len(middles)) and set(named) <= middles, name
    assert {frozenset(source.id for source in one.sources) for one in found.get("echo", ())} <= echoes and bool(echoes) == ("echo" in found)
    wide = [one for one in sn.bridges(network) if min(len(one.near), len(one.far)) > 1]
    assert len(found.get("broker", ())) == min(3, len(wide))


@SOME
@given(CRAFTED)
def test_every_free_pair_that_shares_an_owner_an_author_or_a_place_is_asked_about(network: sn.SourceNetwork) -> None:
    joined = {frozenset((tie.start, tie.end)) for tie in network.connections}
    asked = {frozenset((one.start.id, one.end.id)): {by for by, _value in one.shared} for one in sn.find_possible(network, most=1000)}
    for a, b in combinations(network.sources, 2):
        pair = frozenset((a.id, b.id))
        if pair in joined or a.known or b.known:
            assert pair not in asked
            continue
        shares = set()
        if owned(a) and owned(a) == owned(b):
            shares.add("owner")
        if set(AUTHORS[a.authors]) & set(AUTHORS[b.authors]):
            shares.add("author")
        if PLACES[a.url][0] and PLACES[a.url][0] == PLACES[b.url][0]:
            shares.add("host")
        assert shares == asked.get(pair, set()) & {"owner", "author", "host"}
