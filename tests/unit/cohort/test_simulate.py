"""The class that never was: seeded, real, and deserving what its published rules say."""

from __future__ import annotations

from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.cohort.habits import HABITS
from sourcenet.cohort.hand import Planted
from sourcenet.cohort.simulate import POINTS, POINTS_OF, Learner, simulate
from sourcenet.model.sharing import cleaned_events

CHECKS = {
    "reasons_given": lambda: sn.reasons_given(share=0.9),
    "chosen": lambda: sn.chosen(connections=5),
    "walked": lambda: sn.walked(1),
    "set_aside_and_kept": lambda: sn.set_aside_and_kept(),
}


LATER = {
    "appraise-and-critique": {
        "appraised": lambda: sn.appraised(2, chosen=True),
        "read_laterally": lambda: sn.read_laterally(2),
        "chosen": lambda: sn.chosen(connections=5, appraisals=2),
        "comments_answered": lambda: sn.comments_answered(),
    },
    "grow-and-prune": {
        "set_aside_and_kept": lambda: sn.set_aside_and_kept(since="grow-and-prune"),
        "walked": lambda: sn.walked(2, since="grow-and-prune"),
        "decision_revisited": lambda: sn.decision_revisited(1),
        "reasons_given": lambda: sn.reasons_given(share=0.9),
    },
}


def _learner(**planted: int) -> Learner:
    network = sn.SourceNetwork.in_memory(question="", learner="learner-01")
    return Learner("learner-01", "careful", network, {}, Planted(**planted), 2)


def test_the_same_seed_plants_the_same_class() -> None:
    first, again, other = simulate(12, seed=1), simulate(12, seed=1), simulate(12, seed=2)
    assert [(one.habit, one.planted, one.answers) for one in first] == [
        (one.habit, one.planted, one.answers) for one in again
    ]
    assert [one.habit for one in first] != [one.habit for one in other]


def test_twelve_have_each_habit_once() -> None:
    assert sorted(one.habit for one in simulate(12, seed=5)) == sorted(list(HABITS)[:12])


@pytest.mark.parametrize("n", [1, 3, 13, 30])
def test_a_class_of_any_size(n: int) -> None:
    learners = simulate(n, seed=2)
    assert len({one.id for one in learners}) == n


@pytest.mark.parametrize("seed", range(12))
def test_the_checks_give_what_was_planted(seed: int) -> None:
    for learner in simulate(13, seed=seed):
        deserved = learner.deserves()
        given = {name: float(sn.check(learner.network, asks(), points=POINTS[name])) for name, asks in CHECKS.items()}
        assert given == deserved, f"seed {seed}: {learner.id}, {learner.habit}"


@pytest.mark.parametrize("assignment", LATER)
@pytest.mark.parametrize("seed", range(6))
def test_the_checks_of_a_later_assignment_give_what_was_planted_and_again_when_handed_in(
    seed: int, assignment: str
) -> None:
    points = POINTS_OF[assignment]
    for learner in simulate(13, seed=seed, assignment=assignment):
        handed = sn.SourceNetwork.in_memory(events=cleaned_events(learner.network).events)
        for network in (learner.network, handed):
            asked = LATER[assignment].items()
            given = {name: float(sn.check(network, asks(), points=points[name])) for name, asks in asked}
            assert given == learner.deserves(), f"seed {seed}: {learner.id}, {learner.habit}"


@pytest.mark.parametrize("assignment", LATER)
def test_a_later_check_that_is_wrong_would_be_found(assignment: str) -> None:
    points = POINTS_OF[assignment]
    marks = [one.deserves() for one in simulate(13, seed=1, assignment=assignment)]
    assert sum(got == points for got in marks) == 5, "the careful one, and those whose files break"
    for name in points:
        assert any(got[name] == points[name] for got in marks), name
        assert any(got[name] < points[name] for got in marks), name
        assert len({got[name] for got in marks}) >= 3, name


def test_the_class_of_the_first_assignment_is_as_it_was() -> None:
    first, named = simulate(13, seed=1), simulate(13, seed=1, assignment="build-network")
    assert [(one.habit, one.planted, one.answers) for one in first] == [(o.habit, o.planted, o.answers) for o in named]
    assert not any(one.planted.later.judged for one in first)


@pytest.mark.parametrize("seed", range(3))
def test_the_count_of_connections_is_the_networks(seed: int) -> None:
    for learner in simulate(13, seed=seed):
        assert learner.planted.connections == len(learner.network.connections), learner.habit


def test_a_check_that_is_wrong_would_be_found() -> None:
    """Each habit that is not careful loses marks somewhere, and no two checks are always right or wrong together."""
    marks = {one.habit: one.deserves() for one in simulate(13, seed=1)}
    full = {habit for habit, got in marks.items() if got == POINTS}
    assert full == {"careful", "star", "hostile text", "late starter", "damaged journal", "broken notebook"}
    for name in POINTS:
        assert any(got[name] < POINTS[name] for got in marks.values()), name
        for other in set(POINTS) - {name}:
            met = {(got[name] == POINTS[name], got[other] == POINTS[other]) for got in marks.values()}
            assert len(met) >= 3, (name, other)


@pytest.mark.parametrize(
    ("planted", "deserved"),
    [
        ({}, (0, 0, 0, 0)),
        (
            {"connections": 10, "own_reasons": 9, "chosen": 5, "steps": 2, "told": 2, "set_aside": 1, "kept": 1},
            (10, 8, 6, 6),
        ),
        ({"connections": 10, "own_reasons": 3}, (3.33, 0, 0, 0)),
        ({"connections": 2, "own_reasons": 2}, (4.44, 0, 0, 0)),  # a network of two is taken for one of five
        ({"steps": 2, "told": 1}, (0, 0, 3, 0)),
        ({"set_aside": 2}, (0, 0, 0, 3)),
        ({"kept": 2}, (0, 0, 0, 6)),
        ({"chosen": 7}, (0, 8, 0, 0)),
    ],
)
def test_what_is_deserved_by_hand(planted: dict[str, int], deserved: tuple[float, ...]) -> None:
    assert tuple(_learner(**planted).deserves().values()) == deserved


def test_a_broken_notebook_costs_no_mark_of_a_check() -> None:
    broken = next(one for one in simulate(12, seed=1) if one.habit == "broken notebook")
    assert sum(broken.deserves().values()) > 0


def test_in_a_folder_each_keeps_a_journal(tmp_path: Path) -> None:
    learners = simulate(12, seed=1, folder=tmp_path)
    for one in learners:
        again = sn.open_network(tmp_path / one.id / "my-network.jsonl")
        assert len(again.connections) == one.planted.connections


def test_hostile_text_stays_what_was_written() -> None:
    hostile = next(one for one in simulate(12, seed=1) if one.habit == "hostile text")
    assert any("<img src=x" in source.name for source in hostile.network.sources)
    assert any("<script>" in tie.why for tie in hostile.network.connections)
    assert "<script" not in sn.picture(hostile.network).svg and "<img" not in sn.picture(hostile.network).svg
