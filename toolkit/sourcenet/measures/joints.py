"""What holds a network together: connections and sources without which it would fall into parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["Bridge", "articulation", "bridges"]

ME = "me"


class Bridge(NamedTuple):
    """The only connection between two parts: it brings what is nowhere else, and would be missed.

    Attributes
    ----------
    connection
        The connection itself.
    near, far
        The sources of the part that it starts in, and of the part that it ends in.
    """

    connection: Connection
    near: tuple[Source, ...]
    far: tuple[Source, ...]


def bridges(network: SourceNetwork, with_me: bool = False) -> tuple[Bridge, ...]:
    """Return the connections that are the only one between two parts, whichever way they point.

    Two connections between the same two sources are two ways: neither of them is the only one.

    Parameters
    ----------
    network
        The network to look at.
    with_me
        Count the learner and the connections from and to them. Without them is the rule: with the learner in
        the middle every lone source hangs by an "only" connection.

    Returns
    -------
    tuple of Bridge
        In the order of the connections.

    References
    ----------
    .. [1] Tarjan, R. E. (1974). A note on finding the bridges of a graph. Information Processing Letters,
       2(6), 160-161.
    .. [2] Granovetter, M. (1973). The strength of weak ties. American Journal of Sociology, 78(6), 1360-1380.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> only = sn.bridges(network)[0]
    >>> only.connection.relation, len(only.near), len(only.far)
    ('showed once', 8, 4)
    """
    found = _lowest(_ties(network, with_me))
    return tuple(_bridge(network, one, found) for one in network.connections if one.id in found.only)


def widest_bridge(network: SourceNetwork) -> Bridge | None:
    """Return the only connection between the two largest parts, or None.

    Parameters
    ----------
    network
        The network to look at; taken among the sources.
    """
    return next(iter(widest_bridges(network, 1)), None)


def widest_bridges(network: SourceNetwork, most: int) -> list[Bridge]:
    """Return the only connections between the largest parts: a few of many, without the cost of all.

    Parameters
    ----------
    network
        The network to look at; taken among the sources.
    most
        How many at most.
    """
    found = _lowest(_ties(network, with_me=False))
    ties = [one for one in network.connections if one.id in found.only]
    ties.sort(key=lambda one: -min(found.sizes(one.id)))  # of equal ones the first stays first
    return [_bridge(network, one, found) for one in ties[:most]]


def _bridge(network: SourceNetwork, connection: Connection, found: _Found) -> Bridge:
    branch, whole = found.only[connection.id]
    inside = set(found.order[branch.start : branch.stop])
    around = set(found.order[whole.start : whole.stop]) - inside
    near, far = (around, inside) if connection.end in inside else (inside, around)
    parts = [tuple(source for source in network.sources if source.id in part) for part in (near, far)]
    return Bridge(connection, *parts)


def articulation(network: SourceNetwork, with_me: bool = False) -> tuple[Source, ...]:
    """Return the sources without which a part of the network would fall in two, whichever way connections point.

    Parameters
    ----------
    network
        The network to look at.
    with_me
        Count the learner and the connections from and to them; the learner is never named.

    Returns
    -------
    tuple of Source
        In the order in which they were added.

    References
    ----------
    .. [1] Hopcroft, J., & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
       Communications of the ACM, 16(6), 372-378.

    Examples
    --------
    >>> import sourcenet as sn
    >>> [source.name for source in sn.articulation(sn.load_example("first-steps"))]
    ['course tutor', 'library guide']
    """
    joints = _lowest(_ties(network, with_me)).joints
    return tuple(source for source in network.sources if source.id in joints)


class _Found(NamedTuple):
    """What one walk through a network finds.

    ``order`` holds the ends in the order in which they were met, so that a branch and a part are stretches of it;
    ``only`` has both stretches for each only connection.
    """

    order: list[str]
    only: dict[str, tuple[range, range]]
    joints: set[str]

    def sizes(self, tie: str) -> tuple[int, int]:
        branch, whole = self.only[tie]
        return len(branch), len(whole) - len(branch)


def _ties(network: SourceNetwork, with_me: bool) -> dict[str, list[tuple[str, str]]]:
    """Return the neighbours of each end, with the id of the connection to each of them."""
    ties: dict[str, list[tuple[str, str]]] = {source.id: [] for source in network.sources}
    if with_me:
        ties[ME] = []
    for connection in network.connections:
        start, end = connection.start, connection.end
        if start != end and start in ties and end in ties:
            ties[start].append((end, connection.id))
            ties[end].append((start, connection.id))
    return ties


def _lowest(ties: dict[str, list[tuple[str, str]]]) -> _Found:
    """Walk each part once, depth first and without recursion, and note how far back each branch leads."""
    found = _Found([], {}, set())
    met: dict[str, int] = {}
    low: dict[str, int] = {}
    for root in ties:
        if root in met:
            continue
        first, branches, cut = len(met), 0, []
        met[root] = low[root] = first
        path = [(root, "", iter(ties[root]))]
        while path:
            here, came_by, ahead = path[-1]
            for there, by in ahead:
                if there not in met:
                    met[there] = low[there] = len(met)
                    path.append((there, by, iter(ties[there])))
                    break
                if by != came_by:
                    low[here] = min(low[here], met[there])
            else:
                path.pop()
                if not path:
                    continue
                before = path[-1][0]
                low[before] = min(low[before], low[here])
                if low[here] > met[before]:
                    cut.append((came_by, range(met[here], len(met))))
                if before == root:
                    branches += 1
                elif low[here] >= met[before]:
                    found.joints.add(before)
        if branches > 1:
            found.joints.add(root)
        found.only.update((tie, (branch, range(first, len(met)))) for tie, branch in cut)
    found.order.extend(met)
    return found
