"""Comparing two days: nothing beside itself, and always what the two days themselves say."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

import sourcenet as sn
from sourcenet.drawing.overlaying import overlay
from sourcenet.model.events import Event

NAMES = ["Half an Hour", "my aunt", "NHS website", "diary"]


@st.composite
def networks(draw: st.DrawFn) -> sn.SourceNetwork:
    """Draw histories of up to 30 acts over ten days: adding, connecting, changing, setting aside, undoing."""
    first = "2026-09-01T00:00:00Z"
    tie: dict[str, object] = {"start": "me", "end": "source000000", "relation": "reads", "strength": 3}
    events = [
        Event("begin0000000", first, "learner-07", "begin", {"question": "Why?"}),
        Event("source000000", first, "learner-07", "add", {"name": "my tutor", "kind": "site"}),
        Event("tie000000000", first, "learner-07", "connect", tie),
    ]
    day, sources, things = 1, ["source000000"], ["source000000", "tie000000000"]
    for n in range(draw(st.integers(0, 30))):
        day = min(10, day + draw(st.integers(0, 1)))
        id, at = f"event{n:08}", f"2026-09-{day:02}T10:00:00Z"
        do = draw(st.sampled_from(["add", "add", "connect", "edit", "reconnect", "prune", "restore", "undo", "place"]))
        of = draw(st.sampled_from(things))
        if do == "add":
            fields: dict[str, object] = {"name": f"{draw(st.sampled_from(NAMES))} {n}", "kind": "site"}
            sources.append(id)
        elif do == "connect":
            ends = [draw(st.sampled_from(["me", *sources])) for _ in "ab"]
            fields = {"start": ends[0], "end": ends[1], "relation": "reads", "strength": draw(st.integers(1, 5))}
        else:
            fields = {
                "edit": {"of": of, "set": {"viewpoint": draw(st.sampled_from(["yes", "no", ""]))}},
                "reconnect": {"of": of, "set": {"strength": draw(st.integers(1, 5))}},
                "prune": {"of": of, "reason": "old"},
                "restore": {"of": of},
                "undo": {"of": [of]},
                "place": {"to": {of: [1.0, 2.0]}},
            }[do]
        if do in ("add", "connect"):
            things.append(id)
        events.append(Event(id, at, "learner-07", do, fields))
    return sn.SourceNetwork.in_memory(events=events)


DAYS = st.integers(1, 12).map(lambda day: dt.date(2026, 9, day))


@given(networks(), DAYS)
def test_a_day_beside_itself_is_empty(network: sn.SourceNetwork, day: dt.date) -> None:
    found = sn.compare(network, day, day)
    assert not found and not found.differences and found.sizes[0] == found.sizes[1]


@given(networks(), DAYS, DAYS)
def test_it_says_what_the_two_days_say(network: sn.SourceNetwork, one: dt.date, other: dt.date) -> None:
    since, until = sorted((one, other))
    then, now = network.at(since), network.at(until)
    found = sn.compare(network, since, until)
    for before, after, added, gone, changed in (
        (then.sources, now.sources, found.added, found.gone, found.changed),
        (then.connections, now.connections, found.added_connections, found.gone_connections, found.changed_connections),
    ):
        old, new = {x.id: x for x in before}, {x.id: x for x in after}
        assert {x.id for x in added} == new.keys() - old.keys()
        assert {x.id for x in gone} == old.keys() - new.keys()
        assert {x.id for x in changed} == {id for id in old.keys() & new.keys() if old[id] != new[id]}
        assert len(old) + len(added) - len(gone) == len(new)
    assert len(found.marks) == len(found.differences), "one row for each"
    assert all(sentence.endswith(".") for sentence in found.sentences)


@settings(max_examples=30)
@given(networks(), DAYS)
def test_two_days_over_each_other_hold_all_of_both(network: sn.SourceNetwork, day: dt.date) -> None:
    both, then = overlay(network, min(day, network.today)), network.at(min(day, network.today))
    ids = {source.id for source in both.network.sources}
    assert ids == {source.id for source in (*network.sources, *then.sources)}
    ties = {tie.id for tie in both.network.connections}
    assert ties == {tie.id for tie in (*network.connections, *then.connections)}
    assert set(both.network.positions) == {"me", *ids}
