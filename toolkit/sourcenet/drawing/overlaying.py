"""Then and now in one picture: what stands, and beside it what is no longer there, each where it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sourcenet.drawing.comparing import Comparison, compare
from sourcenet.drawing.placing import layout
from sourcenet.drawing.structure import ME
from sourcenet.model.events import Event

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Overlay", "overlay", "without_slips"]

_TIME = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Overlay:
    """Two days of a network over each other.

    Attributes
    ----------
    comparison
        What is different.
    network
        Everything that stood on either day, as a network to draw; nothing of it is kept anywhere.
    marks
        ``"new"``, ``"gone"`` or ``"changed"``, by the id of a source or connection.
    """

    comparison: Comparison
    network: SourceNetwork
    marks: dict[str, str]


def overlay(
    network: SourceNetwork,
    since: str | dt.date | None = None,
    until: str | dt.date | None = None,
    *,
    kept: Mapping[str, tuple[float, float]] | None = None,
) -> Overlay:
    """Lay two days of a network over each other; what stands keeps its place.

    Parameters
    ----------
    network
        The network to look at.
    since, until
        The two days, as in :func:`sourcenet.compare`.
    kept
        Where things stand on a screen: they stay there. Where it is not given they stand as in a picture.
    """
    found = compare(network, since, until)
    then = network.at(found.since)
    now = network if until is None else network.at(found.until)
    both = _both(then, now)
    both = _placed(both, {**_places(then, both), **(kept or layout(now))})
    return Overlay(found, both, found.marks)


def _places(then: SourceNetwork, both: SourceNetwork) -> dict[str, tuple[float, float]]:
    there = {source.id for source in both.sources}
    return {id: at for id, at in then.positions.items() if id in there}


def _both(then: SourceNetwork, now: SourceNetwork) -> SourceNetwork:
    """Make one network of what stood on either day: as it stands now, and what is gone as it was."""
    events = [Event("begin0000000", _TIME, now.learner, "begin", {"question": now.question})]
    for table, verb in (("sources", "add"), ("connections", "connect")):
        met: set[str] = set()
        for record in _records(now, then, table):
            if record["id"] not in met:
                met.add(record["id"])
                fields = {name: value for name, value in record.items() if name != "id"}
                events.append(Event(record["id"], _TIME, now.learner, verb, fields))
    return type(now).in_memory(vocabulary=now.vocabulary, learner=now.learner, events=events, today=now.today)


def _records(now: SourceNetwork, then: SourceNetwork, table: str) -> Iterator[dict[str, Any]]:
    for network in (now, then):
        state = network.plain()
        yield from state.in_order(getattr(state, table))


def _placed(both: SourceNetwork, kept: Mapping[str, tuple[float, float]]) -> SourceNetwork:
    """Keep what has a place, and give the rest one beside it."""
    places = layout(both, kept=kept) if both.sources else {ME: kept.get(ME, (0.0, 0.0))}
    both.place(places)
    return both


def without_slips(network: SourceNetwork) -> SourceNetwork:
    """Return a network whose history has nothing in it that was undone: a picture of it goes to others.

    Parameters
    ----------
    network
        The network; itself where nothing was undone.
    """
    if not any(event.undone for event in network.events):
        return network
    events = [event.copy() for event in network.events if not event.undone and event.do not in ("undo", "redo")]
    return type(network).in_memory(
        vocabulary=network.vocabulary, learner=network.learner, events=events, today=network.today
    )
