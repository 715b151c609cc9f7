"""Routes from one source to another: the shortest, the ones that rely on the strongest connections, and others."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.errors import BadValue
from sourcenet.measures.coded import ME, Coded, Graph, coded
from sourcenet.measures.walking import numbers_of, shut_off
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["Route", "routes"]

#: A route as numbers, and the strength of its lightest step.
_Way = tuple[list[int], float]


class Route(NamedTuple):
    """One way from a start to an end.

    Attributes
    ----------
    sources
        The sources in the order in which they are met, start and end among them; the learner is not a source.
    connections
        The connections, one a step; of parallel ones the strongest.
    words
        The route read out.
    """

    sources: tuple[Source, ...]
    connections: tuple[Connection, ...]
    words: str

    @property
    def length(self) -> int:
        """How many steps it takes."""
        return len(self.connections)

    @property
    def weakest(self) -> int:
        """The strength of its lightest step, from 1 to 5."""
        return min(one.strength for one in self.connections)

    def __str__(self) -> str:
        return self.words

    def __repr__(self) -> str:
        return self.words


def routes(
    network: SourceNetwork,
    start: Source | str,
    end: Source | str,
    *,
    by: str = "shortest",
    most: int = 3,
    access: str = "",
    setting: str = "",
    device: str = "",
    language: str = "",
    without: Iterable[Source | str] = (),
) -> tuple[Route, ...]:
    """Return the best routes from one source (or the learner) to another, walking the way connections point.

    In plain words: "I get to the Cochrane Library by asking my tutor, who showed me the library guide, which lists
    it".

    Parameters
    ----------
    network
        The network to walk in.
    start, end
        ``"me"`` for the learner, or a source by id, name or record. A route that begins at a source does not pass
        through the learner.
    by
        ``"shortest"``: the fewest steps first, of equally long ones that with the strongest lightest step.
        ``"strongest"``: that whose lightest step is strongest first, of equally strong ones the shortest.
    most
        How many routes at most; no route passes a source twice.
    access, setting, language
        Step only on sources of this access ("open"), setting ("formal"), language; the end counts.
    device
        Step only on sources that one gets at by this device ("phone"), or by any; the end counts.
    without
        Sources on which not to step, as if they were gone.

    Returns
    -------
    tuple of Route
        The best first; empty where no way leads.

    Raises
    ------
    BadValue
        What is asked for is not to be had; the sentence says what is.
    UnknownSource
        An end is not in the network.

    References
    ----------
    .. [1] Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management Science, 17(11),
       712-716.
    .. [2] Pollack, M. (1960). The maximum capacity through a network. Operations Research, 8(5), 733-736.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> way = sn.routes(network, "me", "PubMed")[0]
    >>> [source.name for source in way.sources], way.length, way.weakest
    (['course tutor', 'library guide', 'PubMed'], 3, 1)
    >>> print(way)
    me → course tutor (asks) → library guide (showed once) → PubMed (lists)
    """
    if by not in ("shortest", "strongest"):
        raise BadValue(_('Routes are ordered by one of: shortest, strongest. Not "{given}".').format(given=by))
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise BadValue(_("How many routes at most is a whole number from 1 up."))
    found = coded(network)
    first, last = (
        found.me if one == ME else found.number.get(network.source(one).id, found.me) for one in (start, end)
    )
    shut = shut_off(found, first, access=access, setting=setting, device=device, language=language)
    gone = numbers_of(network, without)
    shut |= gone
    if last == found.me:
        shut.discard(last)
    if first == last or last in shut or first in gone:
        return ()
    best = _short if by == "shortest" else _strong
    held = network.connections
    strongest: dict[tuple[int, int], Connection] = {}
    for a, b, strength, place in found.ties:
        if (a, b) not in strongest or strength > strongest[a, b].strength:
            strongest[a, b] = held[place]
    return tuple(_route(found, way, strongest) for way, _weakest in ways(found.whole, first, last, best, most, shut))


def _route(found: Coded, way: list[int], strongest: dict[tuple[int, int], Connection]) -> Route:
    steps = tuple(strongest[pair] for pair in pairwise(way))
    name = [_("me") if n == found.me else found.sources[n].label for n in way]
    onward = "".join(f" → {there} ({step.relation})" for there, step in zip(name[1:], steps, strict=True))
    return Route(tuple(found.sources[n] for n in way if n != found.me), steps, name[0] + onward)


def ways(
    graph: Graph,
    first: int,
    last: int,
    best: Callable[[Graph, int, int, set[int], set[int], float], _Way | None],
    most: int,
    shut: set[int],
) -> list[_Way]:
    """Return so many ways without loops, the best first (Yen): each turns off from a better one somewhere.

    Parameters
    ----------
    graph
        Where to walk.
    first, last
        Where from and where to.
    best
        Finds the best way: from, to, what is shut, where the first step may not lead, strongest that counts.
    most
        How many ways.
    shut
        What no way may enter.
    """
    straight = best(graph, first, last, shut, set(), float("inf"))
    found: list[_Way] = [straight] if straight else []
    waiting: dict[tuple[int, ...], _Way] = {}
    while found and len(found) < most:
        before = found[-1][0]
        weakest = float("inf")
        for k, turn in enumerate(before[:-1]):
            root = before[: k + 1]
            taken = {way[k + 1] for way, _weakest in found if way[: k + 1] == root}
            rest = best(graph, turn, last, shut | set(root[:-1]), taken, weakest)
            if rest:
                way = root[:-1] + rest[0]
                waiting[tuple(way)] = (way, min(weakest, rest[1]))
            weakest = min(weakest, graph.ahead[turn][before[k + 1]])
        if not waiting:
            break
        key = _shortest_first if best is _short else _strongest_first
        chosen = min(waiting.values(), key=key)
        del waiting[tuple(chosen[0])]
        found.append(chosen)
    return found


def _shortest_first(way: _Way) -> tuple[float, ...]:
    return (len(way[0]), -way[1], *way[0])


def _strongest_first(way: _Way) -> tuple[float, ...]:
    return (-way[1], len(way[0]), *way[0])


def _short(graph: Graph, first: int, last: int, shut: set[int], not_first: set[int], cap: float) -> _Way | None:
    """Find the way of fewest steps, of such ways one whose lightest step is strongest (strengths above cap are alike)."""
    return _layers(graph, first, last, shut, not_first, cap, 0)


def _strong(graph: Graph, first: int, last: int, shut: set[int], not_first: set[int], cap: float) -> _Way | None:
    """Find the way whose lightest step is strongest, of such ways one of fewest steps."""
    strengths = {min(weight, cap) for beside in graph.ahead for weight in beside.values()}
    for least in sorted(strengths, reverse=True):
        if way := _layers(graph, first, last, shut, not_first, cap, least):
            return way
    return None


def _layers(
    graph: Graph, first: int, last: int, shut: set[int], not_first: set[int], cap: float, least: float
) -> _Way | None:
    """Walk step by step over connections of at least some strength; remember how strong the best way so far is."""
    met: dict[int, tuple[float, int]] = {first: (cap, first)}
    here = [first]
    while here and last not in met:
        ahead: dict[int, tuple[float, int]] = {}
        for n in here:
            strength = met[n][0]
            for end, weight in graph.ahead[n].items():
                if weight < least or end in met or end in shut or (n == first and end in not_first):
                    continue
                so_far = min(strength, weight)
                if end not in ahead or so_far > ahead[end][0]:
                    ahead[end] = (so_far, n)
        met.update(ahead)
        here = list(ahead)
    if last not in met:
        return None
    way = [last]
    while way[-1] != first:
        way.append(met[way[-1]][1])
    return way[::-1], met[last][0]
