"""Small computations straight from the definitions, for figures that lessons quote."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations


def names(sources):
    return [source.name for source in sources]


def called(network):
    return {"me": "me"} | {source.id: source.name for source in network.sources}


def among(network):
    """The connections among the sources, without the learner."""
    return [tie for tie in network.connections if "me" not in (tie.start, tie.end)]


def direct(network):
    """The connections from the learner."""
    return [tie for tie in network.connections if tie.start == "me"]


def only_ways(network, **how):
    """The only connections between two parts, by the names of their ends, with the sizes of the parts."""
    from sourcenet import bridges

    name = called(network)
    return {
        (name[one.connection.start], name[one.connection.end]): (len(one.near), len(one.far))
        for one in bridges(network, **how)
    }


def density(network):
    n = len(network.sources)
    return len({(tie.start, tie.end) for tie in among(network)}) / (n * (n - 1))


def crossing(network, value):
    """Connections from or to one viewpoint: those across less those inside, as a share of both."""
    stand = {one.id: one.viewpoint for one in network.sources if one.viewpoint != "does not apply"}
    pairs = {(tie.start, tie.end) for tie in among(network) if tie.start in stand and tie.end in stand}
    touching = [(a, b) for a, b in pairs if value in (stand[a], stand[b])]
    inside = sum(stand[a] == stand[b] for a, b in touching)
    return (len(touching) - 2 * inside) / len(touching)


def betweenness(network, with_me=False):
    """Share of shortest ways (a step costs 1 / strength) that pass through each source, over all ordered pairs."""
    inside = [source.id for source in network.sources] + ["me"] * with_me
    cost = {}
    for tie in network.connections:
        if tie.start in inside and tie.end in inside:
            cost[tie.start, tie.end] = cost.get((tie.start, tie.end), 0) + tie.strength
    cost = {pair: Fraction(1, strength) for pair, strength in cost.items()}
    far = {start: _distances(start, cost) for start in inside}
    ways = {start: _ways(start, far[start], cost) for start in inside}
    share = dict.fromkeys(inside, Fraction(0))
    for start, end in permutations(inside, 2):
        whole = far[start].get(end)
        for through in far[start] if whole is not None else ():
            rest = far[through].get(end)
            if through not in (start, end) and rest is not None and far[start][through] + rest == whole:
                share[through] += Fraction(ways[start][through] * ways[through][end], ways[start][end])
    most = (len(inside) - 1) * (len(inside) - 2)
    name = called(network)
    return {name[one]: float(value / most) for one, value in share.items()}


def _distances(start, cost):
    far, changed = {start: Fraction(0)}, True
    while changed:
        changed = False
        for (here, there), step in cost.items():
            if here in far and (there not in far or far[here] + step < far[there]):
                far[there], changed = far[here] + step, True
    return far


def _ways(start, far, cost):
    ways = {start: 1}
    for end in sorted(far, key=far.get)[1:]:
        ways[end] = sum(
            ways[here] for (here, there), step in cost.items() if there == end and far.get(here, -1) + step == far[end]
        )
    return ways
