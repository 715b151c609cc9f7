"""How often a source lies on the way between others."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING

from sourcenet.measures.coded import Graph, coded

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["betweenness"]

_WHOLE: dict[float, float] = {1: 60, 2: 30, 3: 20, 4: 15, 5: 12}


def betweenness(network: SourceNetwork, with_me: bool = False, *, starts: int | None = None) -> dict[str, float | None]:
    """Return on which share of the ways between two others each source lies: the shortest ways, strong ones shorter.

    In plain words: "many ways lead through it". Below six sources it is too early to say.

    Parameters
    ----------
    network
        The network to look at. A connection is as long as 1 over its strength; of parallel ones the strongest
        counts.
    with_me
        Count the learner, whose own figure is ``"me"``.
    starts
        Work it out from so many starting points alone, spread over the order of the sources: an estimate for
        networks of thousands. ``None`` for all.

    Returns
    -------
    dict
        By id of the source, from 0 to 1; ``None`` where there are fewer than three.

    References
    ----------
    .. [1] Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry, 40(1), 35-41.
    .. [2] Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology,
       25(2), 163-177.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> way = sn.betweenness(network)
    >>> round(way[network.source("library guide").id], 3)
    0.055
    """
    found = coded(network)
    graph = found.graph(with_me)
    return found.by_id(graph.kept(betweenness_of) if starts is None else betweenness_of(graph, starts), with_me)


def betweenness_of(graph: Graph, starts: int | None = None) -> list[float | None]:
    """Return Brandes' betweenness of each number, over the (n-1)(n-2) ordered pairs of others."""
    n = graph.size
    if n < 3:
        return [None] * n
    whole = all(weight in _WHOLE for beside in graph.ahead for weight in beside.values())
    # 60 over a strength of 1 to 5 is a whole number: ways of one length are then equal, not nearly equal.
    ahead: list[list[tuple[int, float]]] = [
        [(end, _WHOLE[weight] if whole else 1 / weight) for end, weight in beside.items()] for beside in graph.ahead
    ]
    begin = [k for k in range(n) if ahead[k]]
    taken = len(begin)
    if starts is not None and 0 < starts < taken:
        begin = [begin[k * taken // starts] for k in range(starts)]
    found = [0.0] * n
    for start in begin:
        _add(start, ahead, found)
    scale = (taken / len(begin) if begin else 1) / ((n - 1) * (n - 2))
    return [one * scale for one in found]


def _add(start: int, ahead: list[list[tuple[int, float]]], found: list[float]) -> None:
    """Add what the shortest ways from one start give to each number that they pass."""
    length: dict[int, float] = {start: 0}
    ways: dict[int, float] = {start: 1}
    before: dict[int, list[int]] = {start: []}
    order: list[int] = []
    queue: list[tuple[float, int]] = [(0, start)]
    while queue:
        so_far, here = heappop(queue)
        if so_far > length[here]:  # a shorter way was found meanwhile
            continue
        order.append(here)
        for there, step in ahead[here]:
            far = so_far + step
            known = length.get(there)
            if known is None or far < known:
                length[there], ways[there], before[there] = far, ways[here], [here]
                heappush(queue, (far, there))
            elif far == known:
                ways[there] += ways[here]
                before[there].append(here)
    rests = dict.fromkeys(order, 0.0)
    for here in reversed(order[1:]):
        rest = rests[here]
        found[here] += rest
        onward = (1 + rest) / ways[here]
        for there in before[here]:
            rests[there] += ways[there] * onward
