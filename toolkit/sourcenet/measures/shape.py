"""The shape of the whole: how closely it is connected, both ways or one, round one source or many."""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import TYPE_CHECKING

from sourcenet.errors import BadValue
from sourcenet.measures.chance import Compared, middle
from sourcenet.measures.coded import Graph, coded
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sourcenet.model.network import SourceNetwork

__all__ = ["centralisation", "core", "degree", "density", "reciprocity"]

#: Up to so many arrows what chance gives is worked out; from there on random networks are cheaper.
_EXACT = 300


def degree(network: SourceNetwork, with_me: bool = False) -> dict[str, int]:
    """Return with how many others each source is connected, whichever way; parallel connections count once.

    In plain words: "it is connected with five of your other sources".

    Parameters
    ----------
    network
        The network to look at.
    with_me
        Count the learner as one of the others, and give the learner's own number as ``"me"``.

    References
    ----------
    .. [1] Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. Social Networks,
       1(3), 215-239.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> sn.degree(network)[network.source("library guide").id]
    4
    """
    found = coded(network)
    graph = found.graph(with_me)
    return found.by_id(graph.kept(lines_of), with_me)


def density(network: SourceNetwork, with_me: bool = False) -> float | None:
    """Return which share of all possible connections is there, each direction one, parallel ones counted once.

    In plain words: "of 100 connections that your sources could have, 12 are there". It falls as a network grows,
    so that only networks of one size compare; below six sources it is too early to say.

    Parameters
    ----------
    network
        The network to look at.
    with_me
        Count the learner and the connections from and to them.

    Returns
    -------
    float or None
        From 0 to 1; ``None`` below two sources.

    References
    ----------
    .. [1] Wasserman, S., & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge
       University Press.

    Examples
    --------
    >>> import sourcenet as sn
    >>> round(sn.density(sn.load_example("first-steps")), 3)
    0.121
    """
    return density_of(coded(network).graph(with_me))


def reciprocity(network: SourceNetwork, with_me: bool = False) -> Compared:
    """Return which share of the connections is answered by one the other way, with what chance gives.

    In plain words: "three of your ten connections run both ways". Chance: as many connections, laid between any
    two sources at random (worked out exactly).

    Parameters
    ----------
    network
        The network to look at; each ordered pair once.
    with_me
        Count the learner and the connections from and to them.

    Returns
    -------
    Compared
        The share from 0 to 1, what it rests on, and what chance gives.

    References
    ----------
    .. [1] Wasserman, S., & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge
       University Press.

    Examples
    --------
    >>> import sourcenet as sn
    >>> both = sn.reciprocity(sn.load_example("first-steps"))
    >>> both.value, both.connections, round(both.expected, 2), both.telling
    (0.0, 16, 0.11, False)
    """
    return reciprocity_of(coded(network).graph(with_me))


def centralisation(
    network: SourceNetwork, direction: str = "in", *, with_me: bool = False, shuffles: int = 200, seed: int = 1
) -> Compared:
    """Return how far the connections gather at one source: 1 where all lead to a single one.

    In plain words: "much leads to one source". Chance: as many connections, laid between any two sources at random.

    Parameters
    ----------
    network
        The network to look at; parallel connections count once.
    direction
        ``"in"``: where connections lead; ``"out"``: where they begin; ``"both"``: how many others each is connected
        with, whichever way.
    with_me
        Count the learner and the connections from and to them.
    shuffles, seed
        How many random networks the interval rests on, and where the random numbers begin; up to 300 connections,
        in or out, it is worked out exactly instead.

    Returns
    -------
    Compared
        Freeman's index from 0 to 1; ``None`` below three sources or where nothing is connected.

    Raises
    ------
    BadValue
        The direction is none of the three.

    References
    ----------
    .. [1] Freeman, L. C. (1979). Centrality in social networks: conceptual clarification. Social Networks,
       1(3), 215-239.

    Examples
    --------
    >>> import sourcenet as sn
    >>> centre = sn.centralisation(sn.load_example("first-steps"))
    >>> round(centre.value, 2), round(centre.expected, 2), centre.telling
    (0.07, 0.19, False)
    """
    if direction not in ("in", "out", "both"):
        raise BadValue(_('A direction is one of: in, out, both. Not "{given}".').format(given=direction))
    return centralisation_of(coded(network).graph(with_me), direction, shuffles=shuffles, seed=seed)


def core(network: SourceNetwork, with_me: bool = False) -> dict[str, int]:
    """Return for each source the largest k such that it belongs to a group all of whom have k others in it.

    In plain words: "these six hang closely together: each is connected with at least three of the others". The
    direction of connections makes no difference; below six sources it is too early to say.

    Parameters
    ----------
    network
        The network to look at.
    with_me
        Count the learner, who is ``"me"``.

    References
    ----------
    .. [1] Seidman, S. B. (1983). Network structure and minimum degree. Social Networks, 5(3), 269-287.
    .. [2] Batagelj, V., & Zaversnik, M. (2003). An O(m) algorithm for cores decomposition of networks.
       arXiv:cs/0310049.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> sn.core(network)[network.source("PubMed").id], max(sn.core(network).values())
    (2, 2)
    """
    found = coded(network)
    return found.by_id(found.graph(with_me).kept(core_of), with_me)


def lines_of(graph: Graph) -> list[int]:
    """Return how many others each number has an arrow with."""
    return [len(beside) for beside in graph.mutual]


def density_of(graph: Graph) -> float | None:
    """Return which share of the ordered pairs has an arrow."""
    return graph.pairs / (graph.size * (graph.size - 1)) if graph.size > 1 else None


def reciprocity_of(graph: Graph) -> Compared:
    """Return which share of the arrows has one the other way, and what chance gives."""
    if not graph.pairs:
        return Compared(None, 0, None, None, None)
    answered = sum(a in graph.ahead[b] for a in range(graph.size) for b in graph.ahead[a])
    chance = _two_way(graph.size * (graph.size - 1) // 2, graph.pairs)
    expected = sum(2 * m * share for m, share in chance.items()) / graph.pairs
    low, high = _middle_of(chance)
    return Compared(answered / graph.pairs, graph.pairs, expected, 2 * low / graph.pairs, 2 * high / graph.pairs)


def _two_way(couples: int, arrows: int) -> dict[int, float]:
    """Return how likely so many couples have both their arrows, where arrows fall on any two places at random."""

    def ways(of: int, some: int) -> float:
        return math.lgamma(of + 1) - math.lgamma(some + 1) - math.lgamma(of - some + 1)

    found = {}
    all_ = ways(2 * couples, arrows)
    for both in range(max(0, arrows - couples), arrows // 2 + 1):
        one = arrows - 2 * both
        found[both] = math.exp(ways(couples, both) + ways(couples - both, one) + one * math.log(2) - all_)
    return found


def _middle_of(chance: dict[int, float]) -> tuple[int, int]:
    low = high = next(iter(chance))
    total = sum(chance.values())
    below = 0.0
    for value, share in chance.items():
        # The smallest value with at least 5 % at or below it, and the largest with at least 5 % at or above it.
        if below < 0.05 * total:
            low = value
        if total - below >= 0.05 * total:
            high = value
        below += share
    return low, high


def centralisation_of(graph: Graph, direction: str = "in", *, shuffles: int = 200, seed: int = 1) -> Compared:
    """Return Freeman's index of the arrows, and what as many arrows laid at random give."""
    n = graph.size
    if n < 3 or not graph.pairs:
        return Compared(None, graph.pairs, None, None, None)
    degrees = _degrees(graph, direction)
    total = sum(degrees)
    value = _freeman(n, max(degrees), total, direction)
    if direction != "both" and total <= _EXACT:
        chance = _most(n, total)
        expected = sum(_freeman(n, largest, total, direction) * share for largest, share in chance.items())
        low, high = (_freeman(n, largest, total, direction) for largest in _middle_of(chance))
        return Compared(value, graph.pairs, expected, low, high)
    laid = _laid(n, total // 2 if direction == "both" else total, direction, shuffles, seed)
    found = [_freeman(n, largest, total, direction) for largest in laid]
    if not found:
        return Compared(value, graph.pairs, None, None, None)
    return Compared(value, graph.pairs, sum(found) / len(found), *middle(found))


def _most(n: int, arrows: int) -> dict[int, float]:
    """Return how likely so many arrows are the most that lead to one of n numbers, laid on different places at random.

    No number has more than k in as many ways as the power n of the polynomial sum_{j<=k} C(n-1, j) z^j counts at
    z^arrows. Its coefficients follow from each other, in whole numbers.
    """
    found: dict[int, float] = {}
    ways, all_, before = [math.comb(n - 1, j) for j in range(n)], math.comb(n * (n - 1), arrows), 0.0
    for most in range(-(-arrows // n), n):
        power = [1]
        for k in range(1, arrows + 1):
            step = range(1, min(most, k) + 1)
            power.append(sum([(i * (n + 1) - k) * ways[i] * power[k - i] for i in step]) // k)
        here = power[-1] / all_
        if here > before:
            found[most] = here - before
        before = here
        if before > 1 - 1e-7:
            break
    return found


def _laid(n: int, number: int, direction: str, shuffles: int, seed: int) -> Iterator[int]:
    """Lay arrows (or lines) on different places at random, and give how many fall to the number that has most."""
    chance = random.Random(seed)
    places = n * (n - 1) // 2 if direction == "both" else n * (n - 1)
    for _shuffle in range(shuffles):
        taken: set[int] = set()
        if 3 * number > places:
            taken.update(chance.sample(range(places), number))
        while len(taken) < number:
            # Many at once, and again while some are doubled: as fair as one by one, at a fifth of the cost.
            many = memoryview(chance.randbytes(8 * (number - len(taken)))).cast("Q")
            taken.update([one % places for one in many])
        if direction == "both":
            # The place counts couples row by row: (1,0), (2,0), (2,1), (3,0) ...
            rows = [(1 + math.isqrt(1 + 8 * place)) // 2 for place in taken]
            count = Counter(rows)
            count.update([place - row * (row - 1) // 2 for place, row in zip(taken, rows, strict=True)])
        else:
            count = Counter([place % n for place in taken])
        yield max(count.values())


def _degrees(graph: Graph, direction: str) -> list[int]:
    if direction == "both":
        return graph.kept(lines_of)
    return [len(beside) for beside in (graph.back if direction == "in" else graph.ahead)]


def _freeman(n: int, largest: int, total: int, direction: str) -> float:
    """Return the sum of the gaps to the largest, over that of a star."""
    most = (n - 1) * (n - 2) if direction == "both" else (n - 1) ** 2
    return (n * largest - total) / most


def core_of(graph: Graph) -> list[int]:
    """Return the core number of each number: take away the one with the fewest left, again and again."""
    left = list(graph.kept(lines_of))
    shelves: list[list[int]] = [[] for _ in range(max(left, default=0) + 1)]
    for n, many in enumerate(left):
        shelves[many].append(n)
    found, k, done = [0] * graph.size, 0, [False] * graph.size
    while k < len(shelves):
        if not shelves[k]:
            k += 1
            continue
        n = shelves[k].pop()
        if done[n]:  # it has come down to a lower shelf, and was taken from there
            continue
        done[n], found[n] = True, k
        for other in graph.mutual[n]:
            if not done[other] and left[other] > k:
                left[other] -= 1
                shelves[left[other]].append(other)
    return found
