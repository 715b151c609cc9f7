"""The figures of debate, as the teaching plan works them out by hand: lessons and notes quote them."""

from collections import Counter

import pytest
from tests.unit.measures.by_hand import among, betweenness, called, crossing, density, direct, names, only_ways

import sourcenet as sn


@pytest.fixture
def network():
    return sn.load_example("debate")


def test_holds_what_the_plan_says(network):
    assert (len(network.sources), len(network.connections)) == (30, 68)
    assert (len(direct(network)), len(among(network))) == (12, 56)
    assert round(density(network), 3) == 0.064
    assert Counter(source.subject for source in network.sources)["education"] == 22
    assert Counter(source.viewpoint for source in network.sources) == {
        "proponent": 13,
        "critic": 4,
        "weighs both": 6,
        "uses it": 3,
        "does not apply": 4,
    }
    assert network.notes == ()


@pytest.mark.parametrize(("steps", "reached"), [(1, 12), (2, 26), (3, 29), (4, 30), (None, 30)])
def test_reach_follows_the_arrows(network, steps, reached):
    assert len(sn.reach(network, steps=steps)) == reached


def test_without_the_learner_three_papers_hang_by_one_connection_each(network):
    assert only_ways(network) == {
        ("Siemens 2005a (digital age)", "Weller 2011 (The Digital Scholar)"): (29, 1),
        ("Siemens 2005a (digital age)", "Barnett, McPherson & Sandieson 2013"): (29, 1),
        ("Kop & Hill 2008", "Goldie 2016"): (29, 1),
    }
    assert names(sn.articulation(network)) == ["Siemens 2005a (digital age)", "Kop & Hill 2008"]


def test_with_the_learner_nothing_is_the_only_way(network):
    assert only_ways(network, with_me=True) == {}
    assert sn.articulation(network, with_me=True) == ()


def test_walking_with_the_arrows_the_loss_of_kop_and_hill_costs_three(network):
    lost = names(sn.lost_without(network, "Kop & Hill 2008"))
    assert set(lost) == {"Verhagen 2006", "social constructivism", "Wenger 1998 (Communities of Practice)"}


@pytest.mark.parametrize(("with_me", "two"), [(False, (0.16, 0.14)), (True, (0.15, 0.14))])
def test_most_ways_pass_through_the_paper_and_its_critics(network, with_me, two):
    share = betweenness(network, with_me)
    first, second = sorted(share, key=share.get, reverse=True)[:2]
    assert (first, second) == ("Siemens 2005a (digital age)", "Kop & Hill 2008")
    assert (round(share[first], 2), round(share[second], 2)) == two


def test_viewpoints_in_balance(network):
    assert sum(source.viewpoint != "does not apply" for source in network.sources) == 26
    assert round(sn.diversity(network), 2) == 3.39
    assert round(sn.diversity(network, weighted=True), 2) == 3.32


@pytest.mark.parametrize(("viewpoint", "balance"), [("critic", 3.46), ("a student", 3.80)])
def test_one_voice_more(network, viewpoint, balance):
    network.add("somebody else", kind="person", viewpoint=viewpoint)
    assert round(sn.diversity(network), 2) == balance


def test_mixing_and_what_chance_gives(network):
    # One deal in sixteen reaches 0.61: too near to one in twenty for the 2,000 deals that are usual.
    mixing = sn.ei(network, shuffles=20_000)
    assert (round(mixing.value, 2), round(mixing.expected, 2)) == (-0.52, 0.37)
    assert (round(mixing.low, 2), round(mixing.high, 2)) == (0.13, 0.61)
    assert mixing.telling


@pytest.mark.parametrize(("viewpoint", "value"), [("proponent", -0.68), ("weighs both", 0.38), ("critic", 0.20)])
def test_proponents_connect_inward_the_rest_outward(network, viewpoint, value):
    assert round(crossing(network, viewpoint), 2) == value


def test_one_connection_stands_between_the_two_sides(network):
    stand = {source.id: source.viewpoint for source in network.sources}
    name = called(network)
    across = [tie for tie in among(network) if {stand[tie.start], stand[tie.end]} == {"proponent", "critic"}]
    assert [(name[tie.start], name[tie.end]) for tie in across] == [("Siemens 2005a (digital age)", "Kop & Hill 2008")]


def test_whom_the_learner_goes_to_directly(network):
    stands = Counter(network.source(tie.end).viewpoint for tie in direct(network))
    assert stands == {"proponent": 5, "weighs both": 4, "uses it": 2, "critic": 1}
