"""The figures of first-steps, as the teaching plan works them out by hand: lessons and notes quote them."""

import pytest

import sourcenet as sn


@pytest.fixture
def network():
    return sn.load_example("first-steps")


@pytest.fixture
def second_way(network):
    network.connect("Wikipedia", "PubMed", relation="refers to", why="By the references at the foot of the article.")
    return network


def names(sources):
    return [source.name for source in sources]


def only_ways(network, **how):
    return [(str(one.connection), len(one.near), len(one.far)) for one in sn.bridges(network, **how)]


def test_holds_what_the_plan_says(network):
    assert (len(network.sources), len(network.connections)) == (12, 24)
    assert sum(tie.start == "me" for tie in network.connections) == 8
    assert sum(source.origin == "brought" for source in network.sources) == 7
    assert network.notes == ()


@pytest.mark.parametrize(("steps", "reached"), [(0, 0), (1, 8), (2, 9), (3, 12), (None, 12)])
def test_reach_follows_the_arrows(network, steps, reached):
    assert len(sn.reach(network, steps=steps)) == reached


def test_reach_by_open_sources_only(network):
    assert len(sn.reach(network, steps=None, access="open")) == 10


def test_reach_from_a_source_does_not_pass_through_the_learner(network):
    assert names(sn.reach(network, "library guide", steps=None)) == ["subject librarian", "PubMed", "Cochrane Library"]
    network.connect("library guide", "me", relation="writes to", why="Its letter comes once a term, unasked.")
    assert names(sn.reach(network, "library guide", steps=None)) == ["subject librarian", "PubMed", "Cochrane Library"]


@pytest.mark.parametrize("with_me", [False, True])
def test_one_only_connection_between_two_parts(network, with_me):
    assert only_ways(network, with_me=with_me) == [("course tutor -> library guide", 8, 4)]


@pytest.mark.parametrize("with_me", [False, True])
def test_articulation(network, with_me):
    assert names(sn.articulation(network, with_me=with_me)) == ["course tutor", "library guide"]


def test_what_is_lost_with_a_source(network):
    assert len(sn.lost_without(network, "library guide")) == 3
    assert len(sn.lost_without(network, "course tutor")) == 4
    assert sn.lost_without(network, "Reddit") == ()


def test_viewpoints_and_kinds_in_balance(network):
    assert round(sn.diversity(network), 2) == 2.94
    assert round(sn.diversity(network, weighted=True), 2) == 2.73
    assert round(sn.diversity(network, by="kind"), 2) == 5.50


def test_mixing_and_what_chance_gives(network):
    mixing = sn.ei(network)
    assert (round(mixing.value, 2), mixing.connections, round(mixing.expected, 2)) == (0.43, 7, 0.52)
    assert (round(mixing.low, 2), round(mixing.high, 2)) == (-0.14, 1.00)
    assert not mixing.telling


def test_a_second_way_round(second_way):
    assert only_ways(second_way) == []
    assert [len(sn.reach(second_way, steps=steps)) for steps in (1, 2, 3)] == [8, 10, 12]
    # PubMed keeps its second way; the librarian and Cochrane were met by the guide alone.
    assert names(sn.lost_without(second_way, "library guide")) == ["subject librarian", "Cochrane Library"]


@pytest.mark.parametrize(("viewpoint", "balance"), [("no", 2.95), ("yes", 2.83), ("has to work then", 3.75)])
def test_one_voice_more(network, viewpoint, balance):
    network.add("somebody else", kind="person", viewpoint=viewpoint)
    assert round(sn.diversity(network), 2) == balance


def test_nothing_can_be_said_of_nothing():
    nothing = sn.SourceNetwork.in_memory()
    assert sn.reach(nothing) == () and sn.bridges(nothing) == () and sn.articulation(nothing) == ()
    assert sn.diversity(nothing) is None and sn.ei(nothing).value is None and not sn.ei(nothing).telling


def test_two_connections_between_the_same_two_are_two_ways():
    network = sn.SourceNetwork.in_memory()
    here, there = network.add("A. B.", kind="person"), network.add("C. D.", kind="person")
    network.connect(here, there, relation="asks")
    assert len(sn.bridges(network)) == 1
    network.connect(there, here, relation="asks")
    assert sn.bridges(network) == ()


def test_groups_that_keep_to_themselves_are_told_from_chance():
    network = sn.SourceNetwork.in_memory()
    sides = [[network.add(f"{side} {n}", viewpoint=side) for n in range(8)] for side in ("proponent", "critic")]
    for side in sides:
        for start, end in zip(side, side[1:] + side[:1], strict=True):
            network.connect(start, end, relation="reads")
    mixing = sn.ei(network)
    assert mixing.value == -1 and mixing.telling
    assert sn.ei(network) == mixing
