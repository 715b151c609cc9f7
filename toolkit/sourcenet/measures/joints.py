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
    ties = _ties(network, with_me)
    low = _lowest(ties)
    named = {source.id: source for source in network.sources}
    found = []
    for connection in network.connections:
        if connection.id in low.only:
            near = _part(ties, connection.start, connection.id)
            far = _part(ties, connection.end, connection.id)
            parts = [tuple(one for key, one in named.items() if key in part) for part in (near, far)]
            found.append(Bridge(connection, *parts))
    return tuple(found)


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
    only: set[str]
    joints: set[str]


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
    found = _Found(set(), set())
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    for root in ties:
        if root in order:
            continue
        order[root] = low[root] = len(order)
        branches = 0
        path = [(root, "", iter(ties[root]))]
        while path:
            here, came_by, ahead = path[-1]
            for there, by in ahead:
                if there not in order:
                    order[there] = low[there] = len(order)
                    path.append((there, by, iter(ties[there])))
                    break
                if by != came_by:
                    low[here] = min(low[here], order[there])
            else:
                path.pop()
                if not path:
                    continue
                before = path[-1][0]
                low[before] = min(low[before], low[here])
                if low[here] > order[before]:
                    found.only.add(came_by)
                if before == root:
                    branches += 1
                elif low[here] >= order[before]:
                    found.joints.add(before)
        if branches > 1:
            found.joints.add(root)
    return found


def _part(ties: dict[str, list[tuple[str, str]]], first: str, without: str) -> set[str]:
    met, here = {first}, [first]
    while here:
        for there, by in ties[here.pop()]:
            if by != without and there not in met:
                met.add(there)
                here.append(there)
    return met
