"""Which connections gave a second way: against the definition, worked out anew for each connection with NetworkX."""

from __future__ import annotations

from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcenet.checks import second_ways as room
from sourcenet.checks.second_ways import second_ways
from sourcenet.model.events import Event

_NAMES = [f"s{n}" for n in range(8)]
_moves = st.one_of(
    st.tuples(st.just("connect"), st.sampled_from(["me", *_NAMES]), st.sampled_from(["me", *_NAMES]), st.booleans()),
    st.tuples(st.just("connect"), st.sampled_from(["me", *_NAMES]), st.sampled_from(["me", *_NAMES]), st.booleans()),
    st.tuples(st.sampled_from(["prune", "restore"]), st.integers(0, 40), st.just(""), st.just(False)),
)


def history(moves: list[tuple[Any, ...]]) -> list[Event]:
    """Return the events of some moves; a few of the connections belong to one act."""
    at = "2026-10-01T00:00:00Z"
    events = [Event(name, at, "learner-01", "add", {"name": name}) for name in _NAMES]
    for n, (do, a, b, grouped) in enumerate(moves):
        if do == "connect":
            fields = {"start": a, "end": b, "relation": "uses"}
            events.append(Event(f"t{n}", at, "learner-01", do, fields, group="together" if grouped else ""))
        else:
            of = [*_NAMES, *(f"t{m}" for m in range(n))][a % (len(_NAMES) + n)]
            events.append(Event(f"e{n}", at, "learner-01", do, {"of": of, "reason": "no"}))
    return events


def defined(events: list[Event], asked: set[str]) -> dict[str, set[tuple[str, str]]]:
    """Return the same by the definition: take each only way out and look who is lost."""
    found: dict[str, set[tuple[str, str]]] = {}
    used: set[tuple[str, str]] = set()
    for with_me in (True, False):
        graph, held, act = nx.Graph(), {}, {}
        for joined, pair, tie, by in room._moves(events, bool, str):
            if not with_me and "me" in pair:
                continue
            if not joined:
                held[pair].discard(tie)
                if not held[pair]:
                    graph.remove_edge(*pair)
                continue
            held.setdefault(pair, set()).add(tie)
            if len(held[pair]) > 1:
                continue
            graph.add_nodes_from(pair)
            if tie in asked and nx.has_path(graph, *pair):
                good = {way for way in _only_ways(graph, *pair) if way not in used and act[way] != by}
                used |= good
                if good:
                    found.setdefault(tie, set()).update(good)
            graph.add_edge(*pair)
            act[pair] = by
    return found


def _only_ways(graph: Any, start: str, end: str) -> set[tuple[str, str]]:
    ways = set()
    for a, b in list(graph.edges):
        without = graph.copy()
        without.remove_edge(a, b)
        if nx.has_path(without, start, end):
            continue
        sides = [nx.node_connected_component(without, one) for one in (a, b)]
        for behind, rest in (sides, sides[::-1]):
            if len(behind - {"me"}) >= 2 and (len(rest - {"me"}) >= 2 or "me" in rest):
                ways.add((min(a, b), max(a, b)))
    return ways


@settings(max_examples=200, deadline=None)
@given(st.lists(_moves, max_size=30), st.sets(st.integers(0, 30)))
def test_it_finds_what_the_definition_finds(moves: list[tuple[Any, ...]], left_out: set[int]) -> None:
    events = history(moves)
    asked = {event.id for event in events if event.do == "connect"} - {f"t{n}" for n in left_out}
    found = {tie: set(ways) for tie, ways in second_ways(events, asked).items()}
    assert found == defined(events, asked)


def test_a_history_with_very_many_turns_is_read_from_its_end() -> None:
    moves: list[tuple[Any, ...]] = [("connect", "me", "s0", False), ("connect", "s0", "s1", False)]
    moves += [("connect", "s1", "s2", False)]
    for _turn in range(room._MOST_TURNS * 2):
        moves += [("connect", "s3", "s4", False), ("prune", len(_NAMES) + len(moves), "", False)]
    moves += [("connect", "me", "s2", False)]
    events = history(moves)
    last = events[-1].id
    assert set(second_ways(events, {event.id for event in events if event.do == "connect"})) == {last}
