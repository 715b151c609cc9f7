"""The figures of busy, as the teaching plan works them out by hand: lessons and notes quote them."""

from collections import Counter
from itertools import combinations

import pytest
from tests.unit.measures.by_hand import among, called, density, direct, names, only_ways

import sourcenet as sn

LOGIN = ["library catalogue", "JSTOR", "Scopus", "Web of Science", "Nexis", "Oxford Reference"]
STALE = ["gRSShopper", "elearnspace", "Half an Hour"]
HANGING = [*STALE, "Siemens 2005", "Downes 2012", "mooc.ca", "CCK08"]


@pytest.fixture
def network():
    return sn.load_example("busy")


def cut(network, wanted):
    """Set aside the learner's own connections to these sources."""
    name = called(network)
    for tie in direct(network):
        if name[tie.end] in wanted:
            network.prune(tie, reason="What if I let it go?")
    return network


def test_holds_what_the_plan_says(network):
    assert (len(network.sources), len(network.connections)) == (60, 139)
    assert (len(direct(network)), len(among(network))) == (32, 107)
    assert round(density(network), 3) == 0.030
    assert Counter(source.access for source in network.sources) == {"open": 46, "login": 10, "paid": 4}
    assert {source.language for source in network.sources} == {"English"}
    assert network.notes == ()


@pytest.mark.parametrize(("steps", "reached"), [(1, 32), (2, 50), (3, 60), (None, 60)])
def test_reach_follows_the_arrows(network, steps, reached):
    assert len(sn.reach(network, steps=steps)) == reached


def test_it_is_one_part_with_and_without_the_learner(network):
    beside = {source.id: set() for source in network.sources}
    for tie in among(network):
        beside[tie.start].add(tie.end)
        beside[tie.end].add(tie.start)
    met, waiting = set(), [network.sources[0].id]
    while waiting:
        here = waiting.pop()
        if here not in met:
            met.add(here)
            waiting.extend(beside[here])
    assert len(met) == 60


def test_two_only_connections_with_the_learner_and_four_without(network):
    with_me = {("library guide", "university login"): (53, 7), ("friend on my course", "flatmate in nursing"): (55, 5)}
    assert only_ways(network, with_me=True) == with_me
    assert only_ways(network) == with_me | {
        ("SIFT (The Four Moves)", "Net Smart (Rheingold)"): (52, 8),
        ("elearnspace", "Net Smart (Rheingold)"): (7, 53),
    }
    light = next(tie for tie in network.connections if str(tie) == "friend on my course -> flatmate in nursing")
    assert light.strength == 1


def test_articulation(network):
    with_me = {"friend on my course", "flatmate in nursing", "library guide", "university login"}
    assert set(names(sn.articulation(network, with_me=True))) == with_me
    more = {"SIFT (The Four Moves)", "Net Smart (Rheingold)", "elearnspace", "Hacker News"}
    assert set(names(sn.articulation(network))) == with_me | more


def test_what_is_lost_with_the_login_and_with_the_flatmate(network):
    assert set(names(sn.lost_without(network, "university login"))) == set(LOGIN)
    behind = {"NHS website", "PubMed", "Cochrane Library", "World Health Organization"}
    assert set(names(sn.lost_without(network, "flatmate in nursing"))) == behind


@pytest.mark.parametrize(
    ("how", "reached"), [({"access": "open"}, 46), ({"setting": "formal"}, 18), ({"setting": "informal"}, 36)]
)
def test_reach_by_access_and_by_setting(network, how, reached):
    assert len(sn.reach(network, steps=None, **how)) == reached


def test_viewpoints_in_balance(network):
    stated = [source for source in network.sources if source.viewpoint != "does not apply"]
    assert (len(stated), len({source.viewpoint for source in stated})) == (55, 5)
    assert round(sn.diversity(network), 2) == 4.30
    assert round(sn.diversity(network, weighted=True), 2) == 4.26


@pytest.mark.parametrize(("viewpoint", "balance"), [("trust experts", 4.26), ("set rules", 4.40), ("a new one", 4.58)])
def test_one_voice_more(network, viewpoint, balance):
    network.add("somebody else", kind="person", viewpoint=viewpoint)
    assert round(sn.diversity(network), 2) == balance


def test_connections_run_inside_a_viewpoint(network):
    mixing = sn.ei(network)
    assert (round(mixing.value, 2), round(mixing.expected, 2)) == (-0.69, 0.51)
    assert (round(mixing.low, 2), round(mixing.high, 2)) == (0.35, 0.66)
    assert mixing.telling


def test_build_tools_is_small_by_count_and_large_by_use(network):
    inside = {source.id for source in network.sources if source.viewpoint == "build tools"}
    own = sum(tie.start in inside and tie.end in inside for tie in among(network))
    used = sum(tie.strength for tie in direct(network) if tie.end in inside)
    assert (len(inside), own, len(inside) * (len(inside) - 1)) == (8, 16, 56)
    assert round(own / 56, 2) == 0.29
    assert round(len(inside) / 60, 2) == 0.13
    assert round(used / sum(tie.strength for tie in direct(network)), 2) == 0.29


def test_three_direct_connections_were_not_used_for_over_a_year(network):
    name = called(network)
    old = [tie for tie in direct(network) if tie.last_used and tie.last_used < "2025-10"]
    assert [name[tie.end] for tie in old] == STALE
    assert all(tie.last_used.startswith("2023") for tie in old)


@pytest.mark.parametrize("wanted", [pair for n in (1, 2) for pair in combinations(STALE, n)])
def test_any_one_or_two_of_them_can_go_at_no_cost(network, wanted):
    assert len(sn.reach(cut(network, wanted), steps=None)) == 60


def test_all_three_cost_seven_sources(network):
    left = sn.reach(cut(network, STALE), steps=None)
    lost = [source for source in network.sources if source not in left]
    assert set(names(lost)) == set(HANGING) and len(lost) == 7
    for source in lost:
        network.prune(source, reason="Nothing leads there any more.")
    assert round(sn.diversity(network), 2) == 4.14


def test_two_that_look_like_two_voices_have_one_owner(network):
    owned = {}
    for source in network.sources:
        if source.owner:
            owned.setdefault(source.owner, set()).add(source.name)
    assert owned == {
        "Poynter": {"International Fact-Checking Network", "PolitiFact"},
        "Condé Nast": {"Wired", "Ars Technica"},
        "Google": {"Google Search", "YouTube"},
    }
    assert network.source("Half an Hour").authors == network.source("Downes 2012").authors == "Downes, S."
