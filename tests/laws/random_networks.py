"""Networks drawn at random from a seed, of many shapes, with everything that a summary looks at."""

from __future__ import annotations

import datetime as dt
import random

import sourcenet as sn
from sourcenet.model.events import FORMAT, Event

TODAY = dt.date(2026, 11, 1)
AT, BY = "2026-10-01T08:00:00Z", "learner-07"
HOSTS = ("youtube.com", "nhs.uk", "example.org", "bbc.co.uk", "pubmed.gov")
VIEWS = ("proponent", "critic", "mixed", "neutral", "does not apply", "")
DATES = ("", "", "2026-10-12", "2026-09", "2025", "2024-03", "2023-11-05")


def event(id: str, do: str, **fields: object) -> Event:
    return Event(id, AT, BY, do, fields)


def source_fields(draw: random.Random, name: str, number: int, views: tuple[str, ...], hosts: tuple[str, ...]) -> dict[str, object]:
    host = draw.choice(hosts) if draw.random() < 0.7 else ""
    return {
        "name": name,
        "kind": draw.choice(("site", "person", "book", "tool", "community")),
        "viewpoint": draw.choice(views),
        "subject": draw.choice(("law", "health", "science", "")),
        "access": draw.choice(("open", "open", "login", "paid", "")),
        "url": f"https://www.{host}/{number}" if host else "",
        "owner": draw.choice(("", "", "", "Poynter", "NHS")),
    }


def random_network(seed: int, *, size: int | None = None, name: str = "source", called: str = "source") -> sn.SourceNetwork:
    """Return one of many shapes: chains, stars, clusters, loose parts, everything round."""
    draw = random.Random(seed)
    count = draw.randint(6, 60) if size is None else size
    views = tuple(draw.sample(VIEWS, draw.randint(1, len(VIEWS))))
    hosts = tuple(draw.sample(HOSTS, draw.randint(1, len(HOSTS))))
    ids = [f"{name}{n:012}" for n in range(count)]
    events = [event("begin0000000", "begin", format=FORMAT, question="Is it worth studying late at night?")]
    events += [event(id, "add", **source_fields(draw, f"{called} {n}", n, views, hosts)) for n, id in enumerate(ids)]
    dates = tuple(draw.choice(DATES) for _few in range(draw.choice((1, 3, 6))))
    direct, chain, loose, round_about = (draw.random() for _part in range(4))
    pairs: list[tuple[str, str]] = []
    for n, id in enumerate(ids):
        if draw.random() < loose * 0.4:
            continue
        if n == 0 or draw.random() < direct:
            pairs.append(("me", id))
        else:
            before = ids[n - 1] if draw.random() < chain else ids[draw.randrange(n)]
            pairs.append((before, id) if draw.random() < 0.8 else (id, before))
    for _more in range(int(count * round_about * 1.5)):
        start, end = draw.sample(["me", *ids], 2)
        pairs.append((start, end))
    for n, (start, end) in enumerate(pairs):
        used = draw.choice(dates)
        fields = {"start": start, "end": end, "relation": f"relation {n}", "strength": draw.randint(1, 5)}
        events.append(event(f"tie{n:012}", "connect", **fields, last_used=used))
    return sn.SourceNetwork.in_memory(events=events, today=TODAY)


def copy_of(network: sn.SourceNetwork) -> sn.SourceNetwork:
    return sn.SourceNetwork.in_memory(events=[one.copy() for one in network.events], today=TODAY)
