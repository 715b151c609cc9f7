"""Undo and redo: a learner's own last act, whichever process wrote it; refused where later ones rest on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sourcenet import SourceNetwork
from sourcenet.errors import NothingToUndo, StillNeeded

Again = Callable[..., SourceNetwork]


def _names(network: SourceNetwork) -> list[str]:
    return [source.name for source in network.sources]


def test_undo_and_redo_walk_back_and_forth(network: SourceNetwork) -> None:
    for name in ("a", "b", "c"):
        network.add(name)
    assert [network.undo(), network.undo()] == ["added c", "added b"]
    assert (network.can_undo, network.can_redo) == ("added a", "added b")
    assert [network.redo(), network.redo()] == ["added b", "added c"]
    assert _names(network) == ["a", "b", "c"] and network.can_redo == ""
    with pytest.raises(NothingToUndo, match="Nothing to redo"):
        network.redo()


def test_something_new_ends_redoing(network: SourceNetwork) -> None:
    network.add("a")
    network.undo()
    network.add("b")
    with pytest.raises(NothingToUndo):
        network.redo()


def test_nothing_to_undo_says_so(network: SourceNetwork) -> None:
    with pytest.raises(NothingToUndo, match="Nothing to undo"):
        network.undo()
    network.begin("start")
    network.place({"me": [1, 2]})
    with pytest.raises(NothingToUndo):
        network.undo()
    with pytest.raises(NothingToUndo, match="cannot be undone"):
        network.undo(network.events[0])


def test_another_process_undoes_the_same_learners_act(network: SourceNetwork, again: Again) -> None:
    network.add("a")
    other = again()
    assert other.undo() == "added a"
    assert network.sources == () and network.can_redo == "added a"
    assert network.redo() == "added a" and _names(other) == ["a"]


def test_undo_takes_this_learners_acts_only(network: SourceNetwork, again: Again) -> None:
    network.add("a")
    other = again("learner-08")
    other.add("b")
    assert network.undo() == "added a"
    assert _names(network) == ["b"]
    with pytest.raises(NothingToUndo):
        network.undo()


def test_an_act_that_somebody_else_took_back_is_passed_over(network: SourceNetwork, again: Again) -> None:
    network.add("a")
    network.add("b")
    other = again("learner-08")
    other.undo(network.events[-1])
    assert _names(network) == ["a"] and network.can_undo == "added a"
    assert network.undo() == "added a"
    other.redo()
    assert _names(network) == ["b"] and network.can_undo == "added b"
    assert other.can_undo == ""


def test_one_event_of_a_group_can_be_taken_back_and_the_rest_after_it(network: SourceNetwork) -> None:
    with network.group("import"):
        network.add("a")
        network.add("b")
        network.add("c")
    network.undo(network.events[2])
    assert _names(network) == ["a", "c"] and network.can_undo == "added 2 sources"
    network.undo()
    assert _names(network) == []
    network.redo()
    network.redo()
    assert _names(network) == ["a", "b", "c"]


def test_a_group_is_undone_by_its_name(network: SourceNetwork) -> None:
    with network.group("import"):
        network.add("a")
        network.add("b")
    network.add("c")
    network.undo(network.events[1].group)
    assert _names(network) == ["c"]


RESTING: dict[str, Callable[[SourceNetwork], object]] = {
    "connected": lambda n: n.connect("me", "a"),
    "changed": lambda n: n.edit("a", viewpoint="critic"),
    "set aside": lambda n: n.prune("a", reason="old"),
    "appraised": lambda n: n.appraise("a", "sift", {}),
}


@pytest.mark.parametrize("what", RESTING)
def test_what_others_rest_on_is_not_taken_away(network: SourceNetwork, again: Again, what: str) -> None:
    network.add("a")
    other = again("learner-08")
    RESTING[what](other)
    before = (network.sources, network.archive, network.events)
    with pytest.raises(StillNeeded, match=f"1 later change rests on it: {what}"):
        network.undo()
    assert (network.sources, network.archive, network.events) == before


def test_a_restoring_that_was_followed_by_setting_aside_again_stays(network: SourceNetwork) -> None:
    network.add("a")
    network.prune("a", reason="one")
    network.restore("a")
    network.prune("a", reason="two")
    for event in network.events[2:4]:
        with pytest.raises(StillNeeded):
            network.undo(event)
    assert network.notes == ()


def test_a_connection_that_a_route_went_along_stays(network: SourceNetwork) -> None:
    network.add("a")
    network.connect("me", "a")
    connected = network.events[-1]
    network.traverse("who?", ["me", "a"])
    with pytest.raises(StillNeeded, match="walked"):
        network.undo(connected)


def test_redo_is_refused_where_it_would_take_the_ground_from_others(network: SourceNetwork, again: Again) -> None:
    network.add("a")
    network.prune("a", reason="old")
    network.undo()
    other = again("learner-08")
    other.connect("me", "a")
    with pytest.raises(StillNeeded):
        network.redo()
    assert len(network.connections) == 1 and network.notes == ()


def test_undoing_leaves_no_note_and_writes_one_event(network: SourceNetwork) -> None:
    network.add("a")
    network.connect("me", "a")
    count = len(network.events)
    network.undo()
    network.undo()
    assert len(network.events) == count + 2 and network.notes == ()
    assert [event.undone for event in network.events[1:3]] == [True, True]
