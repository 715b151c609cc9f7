"""What sentences and suggestions are made from: each fact is worked out once, when it is first asked for."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.drawing.dates import is_unused
from sourcenet.measures.said import short
from sourcenet.measures.voices import stated
from sourcenet.measures.wiring import Cuts, Through, cuts, dominated, steps_from, wiring

if TYPE_CHECKING:
    import datetime as dt

    from sourcenet.measures.wiring import Wiring
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["Facts", "Place", "host_of"]

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:\\]+)", re.IGNORECASE)
# Under these, in a country, stand the names of separate owners: ox.ac.uk and bbc.co.uk are two places.
_SECOND = frozenset(("ac", "co", "com", "edu", "gob", "gouv", "gov", "go", "ltd", "ne", "net", "nhs", "or", "org", "sch"))
#: An address there leads on to the place where the thing is.
_RESOLVERS = frozenset({"doi.org", "hdl.handle.net", "handle.net"})


def host_of(url: str) -> str:
    """Return the place on the web that an address belongs to, such as ``"youtube.com"``; empty where there is none.

    Parameters
    ----------
    url
        An address; anything that is no web address has no place.
    """
    found = _HOST.match(url.strip())
    if not found:
        return ""
    labels = found[1].casefold().rstrip(".").removeprefix("www.").split(".")
    if len(labels) < 2 or not all(labels):
        return ""
    if labels[-1].isdigit():
        return ".".join(labels)
    own = 3 if len(labels[-1]) == 2 and labels[-2] in _SECOND else 2
    place = ".".join(labels[-own:])
    return "" if place in _RESOLVERS else place


class Place(NamedTuple):
    """A place that sources come through: a host on the web, or who owns them.

    Attributes
    ----------
    name
        The host, or the owner as the learner writes it.
    holds
        The numbers of the sources that come through it.
    owner
        True where it is an owner.
    """

    name: str
    holds: tuple[int, ...]
    owner: bool


class Facts:
    """What can be read off a network, by numbers: sources in their order, the learner last.

    Parameters
    ----------
    network
        The network, as it stands while this is used.
    today
        The day to measure from; the network's own where None.
    """

    def __init__(self, network: SourceNetwork, today: dt.date | None = None) -> None:
        self.network = network
        self.today = today or network.today
        self.sources: tuple[Source, ...] = ()
        self.connections: tuple[Connection, ...] = ()
        revision = -1
        while revision != network.revision:  # another notebook may write while this one reads
            revision = network.revision
            self.sources, self.connections = network.sources, network.connections
        self.size = len(self.sources)

    @cached_property
    def wires(self) -> Wiring:
        """Who is connected with whom."""
        return wiring(self.sources, self.connections)

    @cached_property
    def far(self) -> list[int]:
        """In how many steps the learner gets to each; -1 for never."""
        return steps_from(self.wires.onward, self.wires.me)

    def within(self, steps: int) -> int:
        """Return how many sources lie within so many steps."""
        return sum(0 < one <= steps for one in self.far)

    @cached_property
    def reached(self) -> int:
        """How many sources the learner gets to at all."""
        return sum(one > 0 for one in self.far)

    @cached_property
    def parts(self) -> list[int]:
        """Which part each belongs to, whichever way connections point: the learner's is 0."""
        beside: list[list[int]] = [[] for _id in self.wires.ids]
        for start, end in self.wires.ties:
            beside[start].append(end)
            beside[end].append(start)
        part = [-1] * len(beside)
        count = 0
        for first in (self.wires.me, *range(self.size)):
            if part[first] >= 0:
                continue
            part[first] = count
            here = [first]
            while here:
                for there in beside[here.pop()]:
                    if part[there] < 0:
                        part[there] = count
                        here.append(there)
            count += 1
        return part

    @cached_property
    def joined(self) -> int:
        """How many sources hang together with the learner."""
        return self.parts.count(0) - 1

    @cached_property
    def cuts(self) -> Cuts:
        """The only connections between two parts."""
        return cuts(self.wires)

    @cached_property
    def through(self) -> Through:
        """Through whom each one is reached in any case, and how many are reached only through each."""
        return dominated(self.wires)

    @cached_property
    def hosts(self) -> list[str]:
        """The place on the web of each source; empty where it has none."""
        return [host_of(source.url) if source.url else "" for source in self.sources]

    @cached_property
    def places(self) -> list[Place]:
        """Hosts and owners that two sources or more come through, the largest first."""
        held: dict[str, dict[int, None]] = {}
        owners: dict[str, str] = {}
        hosts = set()
        for n, source in enumerate(self.sources):
            host = self.hosts[n]
            if host:
                held.setdefault(host, {})[n] = None
                hosts.add(host)
            if source.owner:
                owner = source.owner.casefold()
                owners.setdefault(owner, source.owner)
                held.setdefault(owner, {})[n] = None
        found = [
            Place(owners.get(name, name), tuple(holds), name not in hosts)
            for name, holds in held.items()
            if len(holds) > 1
        ]
        return sorted(found, key=lambda one: -len(one.holds))

    @cached_property
    def placed(self) -> int:
        """How many sources say where they come from: by an address or an owner."""
        return sum(bool(host or source.owner) for host, source in zip(self.hosts, self.sources, strict=True))

    @cached_property
    def unused(self) -> list[Connection]:
        """Connections that have not been used for long, the longest unused first."""
        found = [one for one in self.connections if one.last_used and is_unused(one.last_used, self.today)]
        return sorted(found, key=lambda one: one.last_used)

    @cached_property
    def dated(self) -> int:
        """How many connections say when they were last used."""
        return sum(bool(one.last_used) for one in self.connections)

    @cached_property
    def stated(self) -> dict[str, str]:
        """Where each source stands on the question, by its id, of those that say."""
        return stated(self.network)

    @cached_property
    def views(self) -> Counter[str]:
        """How many sources take each viewpoint."""
        return Counter(self.stated.values())

    @cached_property
    def shut(self) -> list[int]:
        """Sources of which it is known that not everybody gets in."""
        return [n for n, source in enumerate(self.sources) if source.access not in ("", "open")]

    @cached_property
    def access_said(self) -> int:
        """How many sources say how one gets in."""
        return sum(bool(source.access) for source in self.sources)

    def label(self, number: int) -> str:
        """Return what a source is called, short enough for a sentence."""
        return short(self.sources[number].label)
