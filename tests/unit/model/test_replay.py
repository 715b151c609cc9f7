"""Replay: what events make of a network, what is set aside, and that it never fails."""

from __future__ import annotations

from typing import Any

import pytest

from sourcenet import SourceNetwork
from sourcenet.model.events import Event
from sourcenet.model.history import history
from sourcenet.model.replay import KNOWN_VERBS, State, replay


def _network(*given: tuple[str, dict[str, Any]]) -> SourceNetwork:
    events = [
        Event(f"event-{n:08}", f"2026-10-01T10:{n:02}:00Z", "learner-07", do, fields)
        for n, (do, fields) in enumerate(given)
    ]
    return SourceNetwork.in_memory(events=events)


BEGIN = ("begin", {"format": "1.0", "question": "q?"})
A, B = ("add", {"name": "a"}), ("add", {"name": "b"})  # events 1 and 2
TIE = ("connect", {"start": "event-00000001", "end": "event-00000002", "relation": "reads"})  # event 3
ID_A, ID_B, ID_TIE = "event-00000001", "event-00000002", "event-00000003"


def test_a_network_is_what_its_events_make() -> None:
    network = _network(
        BEGIN,
        A,
        B,
        TIE,
        ("edit", {"of": ID_A, "set": {"viewpoint": "critic"}}),
        ("edit", {"of": "question", "set": {"question": "another?"}}),
        ("reconnect", {"of": ID_TIE, "set": {"strength": 5}}),
        ("place", {"to": {ID_A: [1, 2.5], "me": [0, 0]}}),
        ("begin", {"moment": "build-network"}),
        ("begin", {"moment": "build-network"}),
        ("decide", {"what": "keep both", "why": "they differ"}),
        ("appraise", {"of": ID_A, "framework": "sift", "answers": {"who": "a critic", "stars": 3}, "evidence": "seen"}),
        ("choose", {"of": [ID_TIE, "event-00000011"]}),
        ("connect", {"start": "me", "end": ID_A}),
        ("traverse", {"question": "who?", "steps": ["me", ID_A, ID_B], "doing": ["asked", "read"]}),
        ("traverse", {"question": "who?", "steps": ["me", ID_B]}),
    )
    assert network.question == "another?" and network.notes == ()
    assert [s.viewpoint for s in network.sources] == ["critic", ""]
    assert network.connections[0].strength == 5 and str(network.connections[0]) == "a -> b"
    assert network.positions == {ID_A: (1.0, 2.5), "me": (0.0, 0.0)}
    assert network.moments["build-network"].index == 8
    assert network.decisions[0].why == "they differ"
    assert network.appraisals[0].answers == {"who": "a critic", "stars": 3}
    assert network.chosen == (ID_TIE, "event-00000011")
    assert [t.real for t in network.traversals] == [True, False]


def test_setting_aside_takes_the_connections_along_and_brings_them_back() -> None:
    prune, restore = ("prune", {"of": ID_A, "reason": "old"}), ("restore", {"of": ID_A})
    aside = _network(BEGIN, A, B, TIE, prune)
    assert [s.id for s in aside.sources] == [ID_B] and aside.connections == ()
    assert [(a.id, a.reason, a.at) for a in aside.archive] == [(ID_A, "old", "2026-10-01T10:04:00Z")]
    back = _network(BEGIN, A, B, TIE, prune, restore)
    whole = _network(BEGIN, A, B, TIE)
    assert (back.sources, back.connections, back.archive) == (whole.sources, whole.connections, ())


def test_a_connection_waits_for_both_its_ends() -> None:
    steps = [BEGIN, A, B, TIE, ("prune", {"of": ID_A, "reason": "x"}), ("prune", {"of": ID_B, "reason": "y"})]
    steps += [("restore", {"of": ID_A})]
    assert _network(*steps).connections == ()
    assert [c.id for c in _network(*steps, ("restore", {"of": ID_B})).connections] == [ID_TIE]


def test_what_is_set_aside_can_still_be_changed() -> None:
    network = _network(BEGIN, A, ("prune", {"of": ID_A, "reason": "x"}), ("edit", {"of": ID_A, "set": {"name": "c"}}))
    assert network.archive[0].what.name == "c" and network.notes == ()  # type: ignore[union-attr]


NOT_THERE = "nowhere-at-all"
ODD: list[tuple[str, dict[str, Any]]] = [
    ("add", {}),
    ("add", {"name": ""}),
    ("add", {"name": 5}),
    ("add", {"name": ["x"]}),
    ("connect", {"start": "me", "end": NOT_THERE}),
    ("connect", {"start": "me", "end": "me"}),
    ("connect", {"start": ["me"], "end": ID_A}),
    ("connect", {}),
    ("edit", {"of": NOT_THERE, "set": {"name": "x"}}),
    ("edit", {"of": ID_TIE, "set": {"name": "x"}}),
    ("edit", {"of": ID_A, "set": "x"}),
    ("edit", {"of": "question", "set": {"question": 5}}),
    ("edit", {"of": ["question"], "set": {}}),
    ("reconnect", {"of": ID_A, "set": {"why": "x"}}),
    ("prune", {"of": NOT_THERE}),
    ("prune", {"of": {}}),
    ("restore", {"of": ID_A}),
    ("place", {"to": {ID_A: [10**400, 0]}}),
    ("place", {"to": {ID_A: [1, 2], ID_B: ["x", 2]}}),
    ("place", {"to": {ID_A: [float("1e300"), 2]}}),
    ("place", {"to": [1, 2]}),
    ("appraise", {"of": NOT_THERE}),
    ("appraise", {"of": ID_TIE}),
    ("traverse", {"steps": 5}),
    ("traverse", {"steps": {}}),
    ("choose", {"of": 5}),
    ("comment", {"of": NOT_THERE, "type": "strength", "text": "x"}),
    ("comment", {"of": ["x"], "type": "strength", "text": "x"}),
    ("comment", {}),
    ("answer", {"of": NOT_THERE, "reason": "x"}),
    ("answer", {"of": ID_A, "reason": "x"}),
    ("answer", {"of": {}}),
    ("post", {"text": "x"}),
    ("post", {"step": 5, "text": "x"}),
]


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_what_cannot_be_followed_is_set_aside_and_named(odd: tuple[str, dict[str, Any]]) -> None:
    network = _network(BEGIN, A, B, TIE, odd)
    whole = _network(BEGIN, A, B, TIE)
    assert (network.sources, network.connections, network.archive) == (whole.sources, whole.connections, ())
    assert network.positions == {} and network.question == "q?"
    assert len(network.notes) == 1 and "set aside" in network.notes[0]
    assert len(network.events) == 5
    history(network)


@pytest.mark.parametrize("do", ["share", "adopt", "later-verb", ""])
def test_a_verb_of_a_newer_minor_version_is_kept_and_no_trouble(do: str) -> None:
    network = _network(("begin", {"format": "1.9", "question": "q?"}), A, (do, {"of": ID_A, "mood": "calm"}))
    assert network.notes == () and network.events[-1].fields == {"of": ID_A, "mood": "calm"}
    assert [source.name for source in network.sources] == ["a"]


def test_fields_of_a_newer_minor_version_are_kept_as_extra() -> None:
    network = _network(BEGIN, ("add", {"name": "a", "mood": "calm", "depth": 2}))
    assert network.sources[0].extra == {"mood": "calm", "depth": 2}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "x" * 10_000, "url": "javascript:alert(1)", "kind": ["x"], "tags": 5, "year": 2005, "private": "yes"},
        {"name": "\u202eevil", "tags": [1, "b", None], "added": 5, "extra": {"a": {}}, "notes": None},
        {"name": "x", "id": "other", "start": "me"},
    ],
)
def test_a_source_as_a_stranger_wrote_it_is_read_clean(fields: dict[str, Any]) -> None:
    source = _network(BEGIN, ("add", fields)).sources[0]
    assert source.id == ID_A and source.url == "" and source.private is False
    assert len(source.name) <= 200 and "\u202e" not in source.name
    assert all(isinstance(tag, str) for tag in source.tags)


def test_every_verb_of_the_table_is_known() -> None:
    assert {"begin", "add", "edit", "connect", "reconnect", "prune", "restore", "place"} < KNOWN_VERBS
    assert {"appraise", "decide", "traverse", "choose", "undo", "redo", "forget", "forgotten"} < KNOWN_VERBS


def test_replay_leaves_out_what_is_undone_and_marks_it() -> None:
    events = list(_network(BEGIN, A, B).events)
    state, notes = replay(events, {ID_A})
    assert list(state.sources) == [ID_B] and notes == []
    assert [event.undone for event in events] == [False, True, False]
    assert isinstance(state, State)
