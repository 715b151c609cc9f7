"""Layout: the same every time, nothing on anything else, and what a person placed stays."""

import os
import random
import subprocess
import sys
from math import dist, hypot

import pytest
from tests.unit.checks.counted import calls

import sourcenet as sn
from sourcenet.drawing import arrange, layout, placing
from sourcenet.drawing.room import Grid
from sourcenet.drawing.spreading import part, spread
from sourcenet.drawing.structure import connect

SPACING = 95


def closest(places):
    points = list(places.values())
    return min(hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(points) for b in points[:i])


def test_the_learner_alone_stands_in_the_middle(grown):
    assert layout(grown(0)) == {"me": (0.0, 0.0)}


@pytest.mark.parametrize("count", [1, 2, 6, 12, 30, 60, 129, 130, 300])
def test_everything_stands_somewhere_and_nothing_on_anything_else(grown, count):
    network = grown(count)
    places = layout(network)
    assert list(places) == ["me", *(source.id for source in network.sources)]
    assert places["me"] == (0.0, 0.0)
    assert closest(places) > 40


@pytest.mark.parametrize("star, inner", [(1.0, 0.0), (0.0, 0.0), (0.0, 1.0)])
def test_stars_loose_sources_and_learners_without_connections(grown, star, inner):
    assert closest(layout(grown(60, star=star, inner=inner))) > 40


def test_a_hub_with_hundreds_of_connections():
    network = sn.SourceNetwork.in_memory(question="?")
    with network.group("all"):
        hub = network.add("hub")
        for i in range(150):
            network.connect(hub, network.add(f"source {i}"), relation="cites", why="x")
    assert closest(layout(network)) > 40


def test_what_would_still_overlap_is_put_on_free_spots():
    points = part([(0.0, 0.0)] * 30 + [(10.0 * i, 0.0) for i in range(30)])
    assert closest(dict(enumerate(points))) >= 44


def test_a_large_network_connected_across_has_room_in_the_middle():
    chance = random.Random(7)
    ids = ("me", *(f"source{i:04}" for i in range(800)))
    ends = [(chance.choice(ids[1:]), chance.choice(ids[1:])) for _tie in range(1200)]
    structure = connect(ids, ends)
    points = spread(structure)
    grid = Grid(74.0)
    for point in points:
        grid.add(point)
    crowded = [i for i, one in enumerate(points) if any(j != i and dist(one, points[j]) < 60 for j in grid.around(one))]
    assert len(crowded) < 0.25 * len(points)
    tied = [dist(points[a], points[b]) for a, b in structure.pairs]
    others = [dist(chance.choice(points), chance.choice(points)) for _pair in range(2000)]
    assert sum(tied) / len(tied) < 0.6 * sum(others) / len(others), "and the connected still stand nearer"


def test_connected_sources_stand_nearer_than_others(grown):
    network = grown(30)
    places = layout(network)
    tied = [
        hypot(places[t.start][0] - places[t.end][0], places[t.start][1] - places[t.end][1]) for t in network.connections
    ]
    everyone = list(places.values())
    others = [hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(everyone) for b in everyone[:i]]
    assert sum(tied) / len(tied) < 0.65 * sum(others) / len(others)
    among = [d for d, t in zip(tied, network.connections, strict=True) if t.start != "me"]
    assert SPACING * 0.7 < sorted(among)[len(among) // 2] < SPACING * 1.6


def test_the_same_in_another_process_with_another_hash_seed():
    code = (
        "import sys; sys.path.insert(0, 'tests/unit/drawing'); from conftest import grow;"
        "import sourcenet as sn; print(sn.layout(grow(40)), sn.picture(grow(40)).svg)"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


@pytest.mark.parametrize("count", [6, 12, 20, 30, 60])
def test_one_source_more_moves_the_others_little(grown, count):
    moved = []
    for seed in range(8):
        before, after = layout(grown(count, seed)), layout(grown(count + 1, seed))
        far = [hypot(after[k][0] - before[k][0], after[k][1] - before[k][1]) for k in before]
        moved.append(sum(far) / len(far))
    assert sum(moved) / len(moved) < 0.4 * SPACING
    assert max(moved) < SPACING


def test_what_is_kept_stays_exactly_and_newcomers_stand_near_their_connections(grown):
    network = grown(12)
    old = {"me": (300.0, 240.0)}
    for i, source in enumerate(network.sources):
        old[source.id] = (40.0 + 100 * (i % 6), 40.0 if i < 6 else 440.0)
    network.place(old)
    friend = network.sources[3]
    new, lone = network.add("a newcomer"), network.add("a stranger")
    network.connect(friend, new, relation="cites", why="x")
    places = layout(network)
    assert {name: places[name] for name in old} == old
    assert hypot(places[new.id][0] - old[friend.id][0], places[new.id][1] - old[friend.id][1]) < 2 * SPACING
    assert hypot(places[lone.id][0] - 300, places[lone.id][1] - 240) < 4 * SPACING
    assert closest(places) > 40
    assert layout(network) == places


def test_a_newcomer_has_only_the_learner(grown):
    network = grown(8)
    shown = {name: (x + 5000, y) for name, (x, y) in layout(network).items()}
    new = network.add("a newcomer")
    network.connect("me", new, relation="reads", why="x")
    places = layout(network, kept=shown)
    assert hypot(places[new.id][0] - shown["me"][0], places[new.id][1] - shown["me"][1]) < 2 * SPACING


def test_newcomers_to_what_is_on_the_screen_have_room_for_their_names(grown):
    network = grown(10)
    shown = layout(network)
    new = [network.add(f"newcomer {i}") for i in range(8)]
    for source in new:
        network.connect("me", source, relation="reads", why="x")
    places = layout(network, kept=shown)
    assert {name: places[name] for name in shown} == shown
    for source in new:
        x, y = places[source.id]
        assert all(hypot(a - x, (b - y) * 1.6) > 90 for name, (a, b) in places.items() if name != source.id)
        assert hypot(x, y) < 5 * SPACING


def test_a_newcomer_to_what_is_on_the_screen_waits_for_no_whole_layout(grown, monkeypatch):
    network = grown(60)
    shown = layout(network)
    new = network.add("a newcomer")

    def never(structure):
        raise AssertionError("a whole layout was worked out for one newcomer")

    monkeypatch.setattr(placing, "spread", never)
    assert layout(network, kept=shown)[new.id]


def test_moving_one_source_leaves_the_others_where_they_were(grown):
    network = grown(20)
    before = layout(network)
    moved = network.sources[4].id
    network.place({moved: (before[moved][0] + 400, before[moved][1] + 400)})
    after = layout(network)
    assert after[moved] == network.positions[moved]
    assert {k: v for k, v in after.items() if k != moved} == {k: v for k, v in before.items() if k != moved}


def test_most_moved_a_little_leaves_the_rest_where_it_was(grown):
    network = grown(20)
    before = layout(network)
    most = [source.id for source in network.sources[:15]]
    network.place({name: (before[name][0] + 6, before[name][1]) for name in most})
    after = layout(network)
    rest = [name for name in before if name not in most]
    assert {name: after[name] for name in rest} == {name: before[name] for name in rest}


def test_arrange_does_not_look_at_what_is_kept(grown):
    network = grown(12)
    fresh = arrange(network)
    network.place({source.id: (0, 0) for source in network.sources})
    assert arrange(network) == fresh


def test_two_sources_kept_on_one_spot_stay_there(grown):
    network = grown(3)
    network.place({source.id: (10, 10) for source in network.sources})
    assert [layout(network)[source.id] for source in network.sources] == [(10.0, 10.0)] * 3


def test_the_work_grows_with_the_network_and_not_with_its_square(grown):
    """In functions called, which is the same on every machine; the times stand in ``tests/benchmarks/layout_cost.py``."""
    small, large = grown(300), grown(3000)
    assert calls(lambda: layout(large)) < 25 * calls(lambda: layout(small))
