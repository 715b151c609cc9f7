"""Who leads from whom to whom: five ways of standing between two others (Gould and Fernandez)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.coded import Graph, coded
from sourcenet.measures.groups import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sourcenet.model.network import SourceNetwork

__all__ = ["Brokerage", "Roles", "brokerage"]


class Roles(NamedTuple):
    """How often a source leads from one to another that have no direct connection, by the groups of the three.

    Attributes
    ----------
    coordinator
        All three are of one group.
    consultant
        The two are of one group, the source between them of another.
    gatekeeper
        It leads from another group into its own.
    representative
        It leads from its own group into another.
    liaison
        All three are of different groups.
    """

    coordinator: float = 0
    consultant: float = 0
    gatekeeper: float = 0
    representative: float = 0
    liaison: float = 0


class Brokerage(NamedTuple):
    """The roles of all sources.

    Attributes
    ----------
    roles
        By id of the source; only sources that belong to a group.
    total
        The sums over all sources.
    expected
        What the sums would be on average, were the same groups dealt out at random (exact); ``None`` where no
        source leads from one to another.
    """

    roles: dict[str, Roles]
    total: Roles
    expected: Roles | None


def brokerage(network: SourceNetwork, by: str = "viewpoint") -> Brokerage:
    """Return in which roles each source leads from one to another that are not connected directly.

    In plain words: "it leads from one side to the other". A connection runs the way one walks it: from the source
    that one has to the one where it leads.

    Parameters
    ----------
    network
        The network to look at; taken among the sources that belong to a group.
    by
        The field of a source to group by.

    Returns
    -------
    Brokerage
        The roles of each source, their sums, and what chance gives.

    References
    ----------
    .. [1] Gould, R. V., & Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in
       transaction networks. Sociological Methodology, 19, 89-126.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> found = sn.brokerage(network)
    >>> found.roles[network.source("Wikipedia").id]
    Roles(coordinator=0, consultant=1, gatekeeper=0, representative=0, liaison=0)
    """
    labels, _names = numbered(network, by)
    found = roles_of(coded(network).among, labels)
    ids = list(coded(network).number)
    total = Roles(*map(sum, zip(*found.values(), strict=True))) if found else Roles()
    return Brokerage({ids[n]: one for n, one in found.items()}, total, _expected(labels, sum(total)))


def roles_of(graph: Graph, labels: Sequence[int | None]) -> dict[int, Roles]:
    """Return the roles of each number that has a label."""
    found = {}
    for here, mine in enumerate(labels):
        if mine is None:
            continue
        counts = [0, 0, 0, 0, 0]
        ends = [(end, labels[end]) for end in graph.ahead[here] if labels[end] is not None]
        for start in graph.back[here]:
            theirs = labels[start]
            if theirs is None:
                continue
            direct = graph.ahead[start]
            for end, last in ends:
                if end == start or end in direct:
                    continue
                if theirs == mine:
                    counts[0 if last == mine else 3] += 1
                elif last == mine:
                    counts[2] += 1
                else:
                    counts[1 if last == theirs else 4] += 1
        found[here] = Roles(*counts)
    return found


def _expected(labels: Sequence[int | None], triples: float) -> Roles | None:
    """Return how often three drawn without putting back fall into each role, times the number of triples."""
    sizes: dict[int, int] = {}
    for label in labels:
        if label is not None:
            sizes[label] = sizes.get(label, 0) + 1
    n = sum(sizes.values())
    if not triples or n < 3:
        return None
    all_ = n * (n - 1) * (n - 2)
    alike = sum(k * (k - 1) * (k - 2) for k in sizes.values()) / all_
    # Two given ones alike and the third different: the same for each of the three roles with two alike.
    two = sum(k * (k - 1) * (n - k) for k in sizes.values()) / all_
    return Roles(triples * alike, *(triples * two,) * 3, triples * (1 - alike - 3 * two))
