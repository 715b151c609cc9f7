"""Networks to draw: seeded, of plausible shape, with names of many lengths."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from sourcenet.model.events import FORMAT, Event
from sourcenet.model.network import SourceNetwork

NAMES = [
    "Stephen Downes",
    "OLDaily",
    "Half an Hour",
    "CCK08",
    "Connective knowledge",
    "Kop & Hill 2008",
    "Mackness et al. 2010",
    "Jisc",
    "ERIC",
    "my sleep diary",
    "study group chat",
    "International Fact-Checking Network",
    "UNESCO Media and Information Literacy",
    "The Filter Bubble (Pariser)",
    "NHS website",
    "subject librarian",
    "Wissenschaftskommunikation",
    "Stack Overflow",
    "图书馆",
]
KINDS = ("person", "site", "paper", "book", "community", "tool", "idea", "library", "AI assistant", "feed")
VIEWPOINTS = ("proponent", "proponent", "critic", "mixed", "neutral", "does not apply", "")


def grow(count: int, seed: int = 0, *, star: float = 0.6, inner: float = 1.2, aside: int = 0) -> SourceNetwork:
    """Grow a network: some sources known directly, most connected among themselves as well.

    The first sources of a longer network are those of a shorter one of the same seed.
    """
    events = [_event("begin", {"format": FORMAT, "question": "Is connectivism a theory of learning?"}, "begin0000000")]
    ids: list[str] = []
    for i in range(count):
        chance = random.Random(f"{seed} {i}")
        ids.append(f"source{i:08}")
        fields = {
            "name": f"{chance.choice(NAMES)} {i}",
            "kind": chance.choice(KINDS),
            "viewpoint": chance.choice(VIEWPOINTS),
            "origin": chance.choice(("added", "brought")),
        }
        events.append(_event("add", fields, ids[-1]))
        if i == 0 or chance.random() < star:
            last = chance.choice(("2026-11-01", "2026-11-01", "2025-01-01"))
            events.append(_tie("me", ids[-1], chance, f"mine{i:08}", last_used=last))
        others = chance.sample(ids[-12:-1], min(len(ids[-12:-1]), int(inner + chance.random())))
        events += [_tie(ids[-1], other, chance, f"tie{k}{i:08}") for k, other in enumerate(others)]
    events += [_event("prune", {"of": one, "reason": "out of date"}, f"prune{one}") for one in ids[:aside]]
    return SourceNetwork.in_memory(events=events)


def _tie(start: str, end: str, chance: random.Random, name: str, **more: str) -> Event:
    relation = chance.choice(("reads", "cites", "writes", "questions", "member of"))
    fields = {"start": start, "end": end, "relation": relation, "strength": chance.randint(1, 5), "why": "it helps"}
    return _event("connect", {**fields, **more}, name)


def _event(do: str, fields: dict[str, object], name: str) -> Event:
    return Event(name, "2026-11-22T08:00:00Z", "learner-01", do, fields)


@pytest.fixture
def grown() -> Callable[..., SourceNetwork]:
    """Give the grower of networks."""
    return grow
