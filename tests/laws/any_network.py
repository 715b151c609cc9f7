"""Networks of any kind, well-formed or not, for the laws of the measures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

import sourcenet as sn
from sourcenet.model.events import FORMAT, Event

VIEWS = ("proponent", "critic", "mixed", "does not apply", "")
KINDS = ("site", "person", "book", "idea", "something nobody knows")
SUBJECTS = ("", "health", "law")
ACCESSES = ("", "open", "login", "paid")
URLS = (
    "",
    "https://a.blogspot.com/1",
    "http://b.blogspot.com",
    "https://www.bbc.co.uk/news",
    "https://doi.org/10.1/x",
    "mailto:a@b.example",
    "not an address",
    "https://[::1]/",
)
DAYS = ("", "2026-09-01", "2026-03", "2019", "2031-01-01", "yesterday", "0000-00-00")


def law(*drawn: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Test something on whatever is drawn; without a deadline, since an oracle may load scipy meanwhile."""
    return lambda test: settings(deadline=None)(given(*drawn)(test))


sources = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "viewpoint": st.sampled_from(VIEWS),
        "subject": st.sampled_from(SUBJECTS),
        "access": st.sampled_from(ACCESSES),
        "url": st.sampled_from(URLS),
        "owner": st.sampled_from(("", "Poynter", "POYNTER")),
        "checked": st.sampled_from(DAYS),
        "published": st.sampled_from(DAYS),
    }
)


@st.composite
def networks(draw: st.DrawFn, least: int = 0, most: int = 14) -> dict[str, Any]:
    """Draw what a network is made of: sources, and connections as (start, end, strength, last used); -1 is the learner.

    Parallel connections, loops of two, connections to oneself, lone sources and none at all are among them. Most
    sources are led to by the learner or an earlier source, so that some lie far behind others; how many more
    connections there are is drawn first, since lists that are left to themselves stay short.
    """
    size = draw(st.integers(least, most))
    strength, used = st.one_of(st.just(3), st.integers(1, 5)), st.sampled_from(DAYS)
    led = [draw(st.tuples(st.integers(-2, n - 1), st.just(n), strength, used)) for n in range(size)]
    ends, more = st.integers(-1, size - 1), draw(st.integers(0, 2 * size))
    ties = draw(st.lists(st.tuples(ends, ends, strength, used), min_size=more, max_size=more))
    return {
        "sources": draw(st.lists(sources, min_size=size, max_size=size)),
        "ties": [tie for tie in led if tie[0] > -2] + ties,
    }


def network_of(drawn: dict[str, Any], name: str = "source") -> sn.SourceNetwork:
    """Make the network; ``name`` begins the names and ids of its sources."""
    at = "2026-10-01T08:00:00Z"
    events = [Event("begin0000000", at, "learner-07", "begin", {"format": FORMAT, "question": "?"})]
    for n, fields in enumerate(drawn["sources"]):
        given = {"name": f"{name} {n}", **{key: value for key, value in fields.items() if value}}
        events.append(Event(f"{name}{n:012}", at, "learner-07", "add", given))
    for n, (start, end, strength, used) in enumerate(drawn["ties"]):
        ids = ["me" if one < 0 else f"{name}{one:012}" for one in (start, end)]
        given = {"start": ids[0], "end": ids[1], "relation": drawn.get("relations", {}).get(n, f"relation {n}"), "strength": strength, "last_used": used}
        events.append(Event(f"{name}tie{n:09}", at, "learner-07", "connect", given))
    return sn.SourceNetwork.in_memory(events=events)


def collapsed(network: sn.SourceNetwork, with_me: bool = False, *, summed: bool = False) -> nx.DiGraph:
    """Return a DiGraph with one arrow a pair: the strongest of parallel ones, or their sum."""
    graph = nx.DiGraph()
    graph.add_nodes_from(source.id for source in network.sources)
    if with_me:
        graph.add_node("me")
    for tie in network.connections:
        if tie.start == tie.end or tie.start not in graph or tie.end not in graph:
            continue
        held = graph.get_edge_data(tie.start, tie.end, {"weight": 0})["weight"]
        weight = held + tie.strength if summed else max(held, tie.strength)
        # 60 over a strength is whole, so that two ways of one length are of one length to NetworkX too.
        graph.add_edge(tie.start, tie.end, weight=weight, distance=60 // weight if not summed else 1)
    return graph
