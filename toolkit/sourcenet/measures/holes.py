"""Whether what surrounds a source hangs together already, or meets there alone (Burt's structural holes)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.measures.coded import Graph, coded

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["constraint", "effective_size", "efficiency"]


def constraint(network: SourceNetwork, with_me: bool = False) -> dict[str, float | None]:
    """Return how far each source is tied to others that are tied to each other.

    In plain words: "the sources round it all know each other" (high), or "it leads to places that do not know each
    other" (low). Below six sources it is too early to say; sources with different numbers of connections hardly
    compare.

    Parameters
    ----------
    network
        The network to look at. Strengths are summed over parallel connections and both directions.
    with_me
        Count the learner, whose own figure is ``"me"``.

    Returns
    -------
    dict
        By id of the source; ``None`` for one that is connected with nothing.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> tied = sn.constraint(network)
    >>> [round(tied[network.source(name).id], 2) for name in ("course tutor", "PubMed")]
    [0.38, 0.83]
    """
    found = coded(network)
    return found.by_id(found.graph(with_me).kept(constraint_of), with_me)


def effective_size(network: SourceNetwork, with_me: bool = False) -> dict[str, float | None]:
    """Return with how many others each source is connected that are not connected with each other already.

    In plain words: "it brings together about three that do not know each other". Below six sources it is too early
    to say.

    Parameters
    ----------
    network
        The network to look at. Strengths are summed over parallel connections and both directions.
    with_me
        Count the learner, whose own figure is ``"me"``.

    Returns
    -------
    dict
        By id of the source; ``None`` for one that is connected with nothing.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.
    .. [2] Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. Connections,
       20(1), 35-38.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> round(sn.effective_size(network)[network.source("course tutor").id], 2)
    3.0
    """
    found = coded(network)
    return found.by_id(found.graph(with_me).kept(effective_of), with_me)


def efficiency(network: SourceNetwork, with_me: bool = False) -> dict[str, float | None]:
    """Return which share of what each source is connected with is new to the rest of it.

    In plain words: "nearly all that it leads to is found through it alone". Below six sources it is too early to
    say.

    Parameters
    ----------
    network
        The network to look at.
    with_me
        Count the learner, whose own figure is ``"me"``.

    Returns
    -------
    dict
        Effective size over the number of others, by id of the source; ``None`` for one that is connected with
        nothing.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes: The Social Structure of Competition. Harvard University Press.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> round(sn.efficiency(network)[network.source("course tutor").id], 2)
    1.0
    """
    found = coded(network)
    return found.by_id(found.graph(with_me).kept(efficiency_of), with_me)


def constraint_of(graph: Graph) -> list[float | None]:
    """Return Burt's constraint of each number: the sum over its neighbours j of (p_ij + sum_q p_iq p_qj)²."""
    share = []
    for beside in graph.mutual:
        total = sum(beside.values())
        share.append({j: m / total for j, m in beside.items()})
    found: list[float | None] = []
    for mine in share:
        if not mine:
            found.append(None)
            continue
        sums = dict(mine)
        for q, to in mine.items():
            theirs = share[q]
            # Walk whichever is shorter: what I am beside, or what they are beside.
            if len(theirs) < len(mine):
                for j, onward in theirs.items():
                    if j in mine:
                        sums[j] += to * onward
            else:
                for j in mine:
                    if j in theirs:
                        sums[j] += to * theirs[j]
        found.append(sum([one * one for one in sums.values()]))
    return found


def effective_of(graph: Graph) -> list[float | None]:
    """Return Burt's effective size of each number: the sum over its neighbours j of 1 - sum_q p_iq m_jq."""
    most = [max(beside.values(), default=1) for beside in graph.mutual]
    found: list[float | None] = []
    for mine in graph.mutual:
        if not mine:
            found.append(None)
            continue
        double = 0.0
        for j in mine:
            theirs = graph.mutual[j]
            if len(theirs) < len(mine):
                alike = sum([mine[q] * m for q, m in theirs.items() if q in mine])
            else:
                alike = sum([m * theirs[q] for q, m in mine.items() if q in theirs])
            if alike:
                double += alike / most[j]
        found.append(len(mine) - double / sum(mine.values()))
    return found


def efficiency_of(graph: Graph) -> list[float | None]:
    """Return effective size over the number of neighbours."""
    sizes = graph.kept(effective_of)
    return [None if one is None else one / len(beside) for one, beside in zip(sizes, graph.mutual, strict=True)]
