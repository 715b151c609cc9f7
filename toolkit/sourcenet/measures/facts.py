"""What sentences and suggestions are made from: each fact is worked out once, when it is first asked for."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.said import Said, short
from sourcenet.measures.wiring import Cuts, Through, cuts, dominated, steps_from, wiring
from sourcenet.model import records
from sourcenet.model.dates import is_unused
from sourcenet.safety import LIMITS, clean_text, is_safe_url
from sourcenet.words import _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sourcenet.measures.wiring import Wiring
    from sourcenet.model.network import SourceNetwork

__all__ = ["Facts", "Place", "host_of"]

ME = "me"
_MOST = LIMITS["text"]
# Under these, in a country, stand the names of separate owners: ox.ac.uk and bbc.co.uk are two places.
_SECOND = frozenset(
    ("ac", "co", "com", "edu", "gob", "gouv", "gov", "go", "ltd", "ne", "net", "nhs", "or", "org", "sch")
)
#: An address there leads on to the place where the thing is.
_RESOLVERS = frozenset({"doi.org", "hdl.handle.net", "handle.net"})


def host_of(url: str) -> str:
    """Return the place on the web that an address belongs to, such as ``"youtube.com"``; empty where there is none.

    Parameters
    ----------
    url
        An address; anything that is no web address has no place.
    """
    scheme, _colon, rest = url.strip().partition("://")
    if scheme.casefold() not in ("http", "https"):
        return ""
    for mark in "/?#\\":
        rest = rest.partition(mark)[0]
    host = rest.rpartition("@")[2].partition(":")[0]
    labels = host.casefold().rstrip(".").removeprefix("www.").split(".")
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

    It reads the plain records, and of each only what is asked for: a record of every connection would cost more
    than all that is worked out from them.

    Parameters
    ----------
    network
        The network, as it stands now.
    today
        The day to measure from; the network's own where None.
    """

    def __init__(self, network: SourceNetwork, today: dt.date | None = None) -> None:
        self.network = network
        self.today = today or network.today
        state = network.plain()
        self._sources = state.in_order(state.sources)
        self._lines = state.in_order(state.connections)
        self._aside = list(state.archive.values())
        self._said: dict[str, list[str]] = {}
        self._within: dict[int, int] = {}
        self.spoken: dict[str, Said] = {}  # sentences by their measure, once they are made
        self.size = len(self._sources)

    @cached_property
    def wires(self) -> Wiring:
        """Who is connected with whom."""
        return wiring([record["id"] for record in self._sources], self._lines)

    def id(self, number: int) -> str:
        """Return the id of a source."""
        return str(self.wires.ids[number])

    def ids(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of sources."""
        return tuple(self.wires.ids[number] for number in numbers)

    def said(self, name: str) -> list[str]:
        """Return what each source says in one of its fields, as its record would say it."""
        if name not in self._said:
            missing = "site" if name == "kind" else ""
            values = [_text(record.get(name, missing)) for record in self._sources]
            self._said[name] = values if name != "url" else [one if is_safe_url(one) else "" for one in values]
        return self._said[name]

    @cached_property
    def set_aside(self) -> set[tuple[str, str]]:
        """The ends of connections that the learner has set aside: they have said no to these."""
        return {(held.record["start"], held.record["end"]) for held in self._aside if not held.is_source}

    @cached_property
    def far(self) -> list[int]:
        """In how many steps the learner gets to each; -1 for never."""
        return steps_from(self.wires.onward, self.wires.me)

    def within(self, steps: int) -> int:
        """Return how many sources lie within so many steps."""
        if steps not in self._within:
            self._within[steps] = sum(0 < one <= steps for one in self.far)
        return self._within[steps]

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
    def widest(self) -> tuple[int, range, range] | None:
        """The only connection between the two largest parts, the branch behind it, and the whole it hangs in."""
        return self.cuts.widest()

    @cached_property
    def through(self) -> Through:
        """Through whom each one is reached in any case, and how many are reached only through each."""
        return dominated(self.wires.onward, self.wires.me)

    @cached_property
    def hosts(self) -> list[str]:
        """The place on the web of each source; empty where it has none."""
        return [host_of(url) if url else "" for url in self.said("url")]

    @cached_property
    def places(self) -> list[Place]:
        """Hosts and owners that two sources or more come through, the largest first."""
        held: dict[str, dict[int, None]] = {}
        owners: dict[str, str] = {}
        for n, (host, owner) in enumerate(zip(self.hosts, self.said("owner"), strict=True)):
            if host:
                held.setdefault(host, {})[n] = None
            if owner:
                owners.setdefault(owner.casefold(), owner)
                held.setdefault(owner.casefold(), {})[n] = None
        hosts = set(self.hosts)
        found = [
            Place(owners.get(name, name), tuple(holds), name not in hosts)
            for name, holds in held.items()
            if len(holds) > 1
        ]
        return sorted(found, key=lambda one: -len(one.holds))

    @cached_property
    def placed(self) -> int:
        """How many sources say where they come from: by an address or an owner."""
        return sum(bool(host or owner) for host, owner in zip(self.hosts, self.said("owner"), strict=True))

    @cached_property
    def used(self) -> list[str]:
        """When each connection was last used; empty where that is not said."""
        return [clean_text(record.get("last_used", ""), _MOST) for record in self._lines]

    @cached_property
    def unused(self) -> list[int]:
        """Connections that have not been used for long, by their place among all, the longest unused first."""
        rests = {last: is_unused(last, self.today) for last in set(self.used)}  # many share a day
        return sorted((n for n, last in enumerate(self.used) if rests[last]), key=lambda n: self.used[n])

    @cached_property
    def dated(self) -> int:
        """How many connections say when they were last used."""
        return sum(bool(last) for last in self.used)

    def line(self, place: int) -> tuple[str, str, str]:
        """Return the id of a connection and those of its two ends, by its place among all."""
        record = self._lines[place]
        return record["id"], record["start"], record["end"]

    @cached_property
    def stated(self) -> list[str]:
        """Where each source stands on the question; empty where it does not say, or the question does not apply."""
        beside = {one.name for one in self.network.vocabulary.viewpoints if one.mark == "/"}
        return ["" if view in beside else view for view in self.said("viewpoint")]

    @cached_property
    def views(self) -> Counter[str]:
        """How many sources take each viewpoint."""
        return Counter(view for view in self.stated if view)

    @cached_property
    def voices(self) -> float:
        """As if about how many viewpoints in balance; 0 where none is said. The same as ``diversity``."""
        total = self.views.total()
        if not total:
            return 0.0
        return math.exp(-sum(n / total * math.log(n / total) for n in self.views.values()))

    @cached_property
    def shut(self) -> list[int]:
        """Sources of which it is known that not everybody gets in."""
        return [n for n, access in enumerate(self.said("access")) if access not in ("", "open")]

    @cached_property
    def access_said(self) -> int:
        """How many sources say how one gets in."""
        return sum(bool(access) for access in self.said("access"))

    def label(self, number: int) -> str:
        """Return what a source is called, short enough for a sentence."""
        return short(records.source(self._sources[number]).label)

    def called(self, id: str) -> str:
        """Return what an end of a connection is called; "you" for the learner."""
        if id == ME:
            return _("you")
        return self.label(self.numbers[id]) if id in self.numbers else "…"

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number behind each id."""
        return {id: n for n, id in enumerate(self.wires.ids)}


def _text(value: object) -> str:
    """Return what a field says, clean; what is neither a text nor a number says nothing."""
    if value == "":
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return clean_text(value, _MOST)
