"""Small networks on which every figure can be worked out on paper."""

from __future__ import annotations

import datetime as dt
import math

import pytest

import sourcenet as sn
from sourcenet.measures.catalogue import PER_SOURCE, page
from sourcenet.measures.coded import Graph, coded
from sourcenet.measures.groups import host
from sourcenet.measures.walking import walk
from sourcenet.model.events import Event


def network_of(text: str, **fields: list[str]) -> sn.SourceNetwork:
    """Make a network of lines such as ``a>b 3`` (``me>a``); fields give a value to each source in turn."""
    network = sn.SourceNetwork.in_memory(question="How would I know?")
    ties = [line.replace(">", " ").split() for line in text.split(",")]
    names = list(dict.fromkeys(one for tie in ties for one in tie[:2] if one != "me"))
    given = {name: {field: values[n] for field, values in fields.items()} for n, name in enumerate(names)}
    for name in names:
        network.add(name, **given[name])
    for n, (start, end, *strength) in enumerate(ties):
        network.connect(start, end, relation=f"way {n}", strength=int(strength[0]) if strength else 3)
    return network


def of(network, found):
    return {network.source(id).name: value for id, value in found.items() if id != "me"}


def test_burts_measures_on_his_smallest_case():
    # The case of the reference data's notes: node a is 1.75 by Burt's formula, NetworkX without a list says 2.0.
    network = network_of("a>b,b>a,a>c,c>b,d>a,d>b")
    sizes = of(network, sn.effective_size(network))
    assert sizes["a"] == pytest.approx(1.75)
    # a leans on b by 1/2, on c and d by 1/4; b on a by 1/2, on c and d by 1/4; c and d on a and b by 1/2.
    tied = of(network, sn.constraint(network))
    assert tied["a"] == pytest.approx((1 / 2 + 2 / 8) ** 2 + 2 * (1 / 4 + 1 / 8) ** 2)
    assert of(network, sn.efficiency(network))["a"] == pytest.approx(1.75 / 3)


def test_parallel_connections_are_summed_for_burt_and_the_strongest_counts_for_ways():
    network = network_of("a>b 2,a>b 1,a>c 3,b>d 5,c>d 5")
    # a leans on b and c alike (2 + 1 = 3): 1/2 each, and nothing joins b and c directly.
    assert of(network, sn.constraint(network))["a"] == pytest.approx(1 / 4 + 1 / 4)
    # By c it is 1/3 + 1/5 from a to d; by b 1/2 + 1/5: the strongest of a -> b is 2, not 3.
    between = of(network, sn.betweenness(network))
    assert (between["c"], between["b"]) == (pytest.approx(1 / 6), 0)
    assert sn.routes(network, "a", "b")[0].weakest == 2


def test_ways_of_one_length_share_what_they_carry():
    # From a to z lead three ways: by b and e, by c and e, by d and f.
    network = network_of("a>d,d>f,a>b,a>c,b>e,c>e,f>z,e>z")
    between = of(network, sn.betweenness(network))
    # z is met by e in two ways of three and by f in one; e besides from a, b, c; f from a, d.
    pairs = 6 * 5
    assert between["e"] == pytest.approx((2 / 3 + 1 + 1) / pairs)
    assert between["f"] == pytest.approx((1 / 3 + 1) / pairs)
    assert between["b"] == pytest.approx((1 / 2 + 1 / 3) / pairs)


def test_a_lone_source_has_no_figure():
    network = network_of("me>a,b>c")
    tied, sizes = of(network, sn.constraint(network)), of(network, sn.effective_size(network))
    assert tied == {"a": None, "b": 1, "c": 1} and sizes == {"a": None, "b": 1, "c": 1}
    with_me = sn.constraint(network, with_me=True)
    assert with_me["me"] == 1 and of(network, with_me)["a"] == 1


def test_the_five_roles():
    network = network_of(
        "a>b,b>c,c>d,d>e", viewpoint=["proponent", "proponent", "critic", "critic", "mixed"]
    )
    roles = of(network, sn.brokerage(network).roles)
    assert roles["b"] == (0, 0, 0, 1, 0), "own side to the other"
    assert roles["c"] == (0, 0, 1, 0, 0), "from the other side into its own"
    assert roles["d"] == (0, 0, 0, 1, 0)
    between = network_of("a>b,b>c", viewpoint=["proponent", "critic", "proponent"])
    assert of(between, sn.brokerage(between).roles)["b"] == (0, 1, 0, 0, 0)
    three = network_of("a>b,b>c", viewpoint=["proponent", "critic", "mixed"])
    assert of(three, sn.brokerage(three).roles)["b"] == (0, 0, 0, 0, 1)
    same = network_of("a>b,b>c", viewpoint=["critic", "critic", "critic"])
    assert of(same, sn.brokerage(same).roles)["b"] == (1, 0, 0, 0, 0)
    direct = network_of("a>b,b>c,a>c", viewpoint=["critic", "critic", "critic"])
    assert sum(sn.brokerage(direct).total) == 0 and sn.brokerage(direct).expected is None


def test_density_and_reciprocity_of_four():
    network = network_of("a>b,b>a,b>a,c>d,me>a")
    assert sn.density(network) == 3 / 12 and sn.density(network, with_me=True) == 4 / 20
    both = sn.reciprocity(network)
    assert both.value == pytest.approx(2 / 3) and both.expected == pytest.approx(2 / 11)


def test_the_star_is_all_centre_and_the_ring_is_none():
    star = network_of("b>a,c>a,d>a,e>a")
    assert sn.centralisation(star).value == 1
    assert sn.centralisation(star, "both").value == 1
    ring = network_of("a>b,b>c,c>d,d>a")
    assert sn.centralisation(ring).value == sn.centralisation(ring, "both").value == 0
    with pytest.raises(sn.SourcenetError, match="in, out, both"):
        sn.centralisation(ring, "up")


def test_a_knot_of_three_and_a_tail():
    network = network_of("a>b,b>c,c>a,c>d")
    assert of(network, sn.core(network)) == {"a": 2, "b": 2, "c": 2, "d": 1}
    assert of(network, sn.degree(network)) == {"a": 2, "b": 2, "c": 3, "d": 1}


def test_newmans_coefficient_of_two_sides():
    # Two of three connections stay inside: e = [[1, 1], [0, 1]] / 3; r = (6/9 - ...) by hand.
    network = network_of("a>b,b>c,c>d", viewpoint=["proponent", "proponent", "critic", "critic"])
    inside, chance = 2 / 3, (2 / 3) * (1 / 3) + (1 / 3) * (2 / 3)
    assert sn.assortativity(network).value == pytest.approx((inside - chance) / (1 - chance))
    same = network_of("a>b", viewpoint=["critic", "critic"])
    assert sn.assortativity(same).value is None and sn.ei(same).value == -1


def test_routes_shortest_and_strongest():
    network = network_of("me>a 1,a>z 5,me>b 4,b>c 4,c>z 4,me>c 2")
    short = sn.routes(network, "me", "z")
    assert [str(way) for way in short] == [
        "me → c (way 5) → z (way 4)",
        "me → a (way 0) → z (way 1)",
        "me → b (way 2) → c (way 3) → z (way 4)",
    ]
    strong = sn.routes(network, "me", "z", by="strongest")
    assert [(way.length, way.weakest) for way in strong] == [(3, 4), (2, 2), (2, 1)]
    assert sn.routes(network, "z", "me") == () and sn.routes(network, "a", "a") == ()
    assert [tie.relation for tie in strong[0].connections] == ["way 2", "way 3", "way 4"]


@pytest.mark.parametrize(
    ("how", "said"), [({"by": "nicest"}, "shortest, strongest"), ({"most": 0}, "from 1 up"), ({"most": True}, "from 1 up")]
)
def test_a_route_that_cannot_be_asked_for(how, said):
    with pytest.raises(sn.SourcenetError, match=said):
        sn.routes(network_of("me>a"), "me", "a", **how)
    with pytest.raises(sn.SourcenetError, match="no source"):
        sn.routes(network_of("me>a"), "me", "nowhere")


def test_a_route_is_as_strong_as_its_lightest_step_before_it_turns_off_too():
    network = network_of("me>a 1,a>z 5,a>c 5,c>z 5,me>b 4,b>d 4,d>z 4")
    found = sn.routes(network, "me", "z")
    assert [[one.name for one in way.sources] for way in found] == [["a", "z"], ["b", "d", "z"], ["a", "c", "z"]]
    assert [way.weakest for way in found] == [1, 4, 1]


def test_routes_by_open_sources_alone():
    network = network_of("me>a,a>z,me>b,b>c,c>z", access=["login", "open", "open", "open"])
    assert [way.length for way in sn.routes(network, "me", "z", access="open")] == [3]


@pytest.mark.parametrize(
    ("address", "platform"),
    [
        ("https://halfanhour.blogspot.com/2007/02/what.html", "blogspot.com"),
        ("http://en.wikipedia.org/wiki/Sleep", "wikipedia.org"),
        ("https://de.m.wikipedia.org/wiki/Schlaf", "wikipedia.org"),
        ("https://youtu.be/x", "youtube.com"),
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://library.unimelb.edu.au", "unimelb.edu.au"),
        ("https://www.nhs.uk/", "nhs.uk"),
        ("https://doi.org/10.1007/978-3-030-85241-2_12", ""),
        ("mailto:somebody@list.example.org?subject=x", "example.org"),
        ("http://192.168.0.1:8080/x", "192.168.0.1"),
        ("", ""),
        ("not an address", ""),
        ("https://[broken", ""),
    ],
)
def test_the_platform_of_an_address(address, platform):
    assert host(address) == platform


def test_five_of_six_through_one_platform():
    network = sn.SourceNetwork.in_memory(question="?")
    for n in range(5):
        network.add(f"channel {n}", url=f"https://www.youtube.com/@channel{n}")
    network.add("my aunt, pharmacist", kind="person")
    found = sn.concentration(network)
    assert (found.platforms[0].name, found.platforms[0].share, found.without, found.value) == ("youtube.com", 1, 1, 1)
    said = next(one for one in page(network) if one.measure == "concentration")
    assert said.text == "5 of your 6 sources come through one platform, youtube.com."
    assert said.try_next == "What would you do on the day it is down?" and len(said.points) == 5


def test_one_owner_however_it_is_written():
    network = sn.SourceNetwork.in_memory()
    network.add("Wired", owner="Condé Nast")
    network.add("Ars Technica", owner="CONDÉ NAST")
    network.add("BBC News")
    (owner,) = sn.concentration(network, by="owner").platforms
    assert owner.name == "Condé Nast" and [source.name for source in owner.sources] == ["Wired", "Ars Technica"]
    shut = sn.loss(network, owner="condé nast")
    assert len(shut.gone) == 2 and shut.lost == ()
    with pytest.raises(sn.SourcenetError, match="host, owner"):
        sn.concentration(network, by="kind")
    with pytest.raises(sn.SourcenetError, match="taken away"):
        sn.loss(network)


def test_what_lies_behind_a_login():
    network = network_of("me>login,login>a,a>b,me>c,c>b", access=["login", "open", "open", "open"])
    shut = sn.loss(network, access="login")
    assert [one.name for one in shut.gone] == ["login"] and [one.name for one in shut.lost] == ["a"]
    assert shut.reach == 4


def test_half_is_left_after_one_half_life():
    network = sn.SourceNetwork.in_memory(today=dt.date(2026, 10, 1))
    site = network.add("a site", kind="site", checked="2025-10-01")
    book = network.add("a book", kind="book", year="2018")
    person = network.add("my aunt", kind="person")
    tie = network.connect("me", site, relation="reads", strength=4, last_used="2024-10-01")
    network.connect("me", person, relation="asks", last_used="2026-09-30")
    found = sn.currency(network)
    assert found.sources[site.id].by == "checked" and found.sources[site.id].value == pytest.approx(0.5, abs=0.001)
    assert found.sources[book.id].by == "published" and found.sources[book.id].value == pytest.approx(0.5, abs=0.07)
    assert found.sources[person.id].value is None and found.sources[person.id].by == "used"
    assert sn.tie_decay(network)[tie.id] == pytest.approx(1, abs=0.002)
    assert sn.currency(network, half_lives={"site": 24}).sources[site.id].value == pytest.approx(0.5**0.5, abs=0.001)
    assert [str(one) for one in sn.find_unused(network)] == ["me -> a site"]
    for wrong in (0, -3, True, "12", math.nan):
        with pytest.raises(sn.SourcenetError, match="months above 0"):
            sn.currency(network, half_lives={"site": wrong})


def test_rao_stirling_with_a_distance_of_ones_own():
    network = network_of("a>b,b>c", viewpoint=["proponent", "critic", "mixed"])
    far = {frozenset(("proponent", "critic")): 1.0}
    found = sn.rao_stirling(network, "viewpoint", lambda one, other: far.get(frozenset((one, other)), 0.5))
    assert found.value == pytest.approx(2 * (1 + 0.5 + 0.5) / 9) and found.disparity == pytest.approx(2 / 3)
    assert found.variety == 3 and found.balance == pytest.approx(1)
    with pytest.raises(sn.SourcenetError, match="from 0 to 1"):
        sn.rao_stirling(network, "viewpoint", lambda one, other: 2)


@pytest.mark.parametrize("order", [-1, math.nan])
def test_an_order_of_diversity_that_is_none(order):
    with pytest.raises(sn.SourcenetError, match="from 0 up"):
        sn.diversity(network_of("a>b"), "kind", order)


def test_what_another_tool_gave_can_be_grouped_by():
    events = [
        Event("begin0000000", "2026-10-01T08:00:00Z", "learner-07", "begin", {"question": "?"}),
        Event("source000000a", "2026-10-01T08:00:00Z", "learner-07", "add", {"name": "a", "region": "South"}),
        Event("source000000b", "2026-10-01T08:00:00Z", "learner-07", "add", {"name": "b", "region": "West"}),
    ]
    network = sn.SourceNetwork.in_memory(events=events)
    network.connect("a", "b", relation="answers")
    assert sn.ei(network, by="region").value == 1 and sn.diversity(network, by="region") == pytest.approx(2)


def test_nothing_and_one_and_only_the_learner():
    nothing = sn.SourceNetwork.in_memory()
    one = sn.SourceNetwork.in_memory()
    one.add("a")
    for network in (nothing, one):
        assert sn.density(network) is sn.reciprocity(network).value is sn.centralisation(network).value is None
        assert set(sn.betweenness(network).values()) <= {None} and set(sn.core(network).values()) <= {0}
        assert sn.concentration(network).value is sn.openness(network).value is sn.currency(network).value is None
        assert sn.assortativity(network, "kind").value is None and sn.rao_stirling(network, "viewpoint").value is None
        assert all(said.early for said in page(network))
    assert sn.growth(nothing, "2026-10-01").sources.value is None


def test_hundreds_of_one_kind_do_not_exhaust_the_dealer():
    # One label, or all but one: few deals, of a thousand places each.
    network = sn.SourceNetwork.in_memory()
    sources = [network.add(f"source {n}", kind="site" if n else "book") for n in range(1500)]
    network.connect(sources[0], sources[1], relation="cites")
    assert sn.ei(network, "kind", shuffles=2000).expected == pytest.approx(1 - 2 * 1499 * 1498 / (1500 * 1499))
    assert sn.ei(network, "access").value is None


def test_a_reading_is_shared_until_something_changes():
    network = network_of("me>a,a>b")
    first = coded(network)
    assert coded(network) is first and first.among is first.among
    network.add("c")
    assert coded(network) is not first and len(coded(network).sources) == 3


def test_a_way_walks_no_further_than_it_is_asked():
    graph = Graph(4, [(0, 1, 1), (1, 2, 1), (2, 3, 1), (3, 3, 5), (0, 2, 0)])
    assert walk(graph, 0) == {0: 0, 1: 1, 2: 2, 3: 3} and walk(graph, 0, steps=2) == {0: 0, 1: 1, 2: 2}
    assert walk(graph, 0, {2}) == {0: 0, 1: 1} and graph.pairs == 3


def test_values_for_each_source_say_which_way_is_more():
    network = network_of("me>a 5,a>b,b>c")
    near = PER_SOURCE["steps"]
    assert of(network, near.values(network)) == {"a": 1, "b": 2, "c": 3} and near.more == "further away"
    assert of(network, PER_SOURCE["strength"].values(network)) == {"a": 5, "b": None, "c": None}
    assert of(network, PER_SOURCE["lost_without"].values(network)) == {"a": 2, "b": 1, "c": 0}
    assert "unheard" not in PER_SOURCE and len(PER_SOURCE) == len(list(PER_SOURCE)) >= 9
