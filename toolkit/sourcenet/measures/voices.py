"""How varied the sources are: what there is of each kind, in how many voices they speak as if in balance."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sourcenet.errors import BadValue
from sourcenet.measures.coded import ME
from sourcenet.measures.groups import stated
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sourcenet.model.network import SourceNetwork

__all__ = ["Part", "blau", "composition", "diversity", "evenness", "stated"]


class Part(NamedTuple):
    """One group of sources: how many it has, and how much the learner uses it.

    Attributes
    ----------
    name
        What the group is called.
    sources
        How many sources it has.
    share
        Their share of all sources, those that belong to no group among them.
    use
        Its share of the strength of all the learner's own connections; ``None`` where there are none.
    """

    name: str
    sources: int
    share: float
    use: float | None


def composition(network: SourceNetwork, by: str = "kind") -> tuple[Part, ...]:
    """Return what the network is made of: each group of sources, by count and by use.

    In plain words: "a third of your sources are sites, and you turn to them half the time".

    Parameters
    ----------
    network
        The network to look at.
    by
        The field of a source to group by.

    Returns
    -------
    tuple of Part
        The largest first; empty where no source says anything.

    References
    ----------
    .. [1] Wasserman, S., & Faust, K. (1994). Social Network Analysis: Methods and Applications. Cambridge
       University Press.

    Examples
    --------
    >>> import sourcenet as sn
    >>> for part in sn.composition(sn.load_example("first-steps"), by="viewpoint"):
    ...     print(part.name, part.sources, round(part.share, 2), round(part.use, 2))
    yes 3 0.25 0.44
    it depends 2 0.17 0.26
    no 2 0.17 0.15
    """
    count = amounts(network, by)
    use = amounts(network, by, weighted=True)
    known = {source.id for source in network.sources}
    used = sum(one.strength for one in network.connections if one.start == ME and one.end in known)
    rows = [Part(name, n, n / len(known), use.get(name, 0) / used if used else None) for name, n in count.items()]
    return tuple(sorted(rows, key=lambda part: (-part.sources, -(part.use or 0))))


def diversity(
    network: SourceNetwork, by: str = "viewpoint", order: float = 1, *, weighted: bool = False
) -> float | None:
    """Effective number of viewpoints (kinds, subjects ...): as many as if all were equally common.

    In plain words: "on your question they speak as if about three voices in balance". Below six sources that say
    where they stand it is too early to say.

    Parameters
    ----------
    network
        The network to look at.
    by
        The field of a source to group by.
    order
        How much common groups count: 0 counts every group alike, 1 by its share, 2 and more the common ones most,
        infinity only the largest.
    weighted
        Count how much the learner relies on each source (strength of direct connections) in place of counting
        sources.

    Returns
    -------
    float or None
        The Hill number of that order (1: the exponential of Shannon's entropy); ``None`` where no source says
        anything.

    Raises
    ------
    BadValue
        The order is below 0 or no number.

    References
    ----------
    .. [1] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology,
       54(2), 427-432.
    .. [2] Jost, L. (2006). Entropy and diversity. Oikos, 113(2), 363-375.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> round(sn.diversity(network), 2), round(sn.diversity(network, weighted=True), 2)
    (2.94, 2.73)
    >>> round(sn.diversity(network, by="kind"), 2)
    5.5
    >>> [round(sn.diversity(network, "viewpoint", order), 2) for order in (0, 1, 2)]
    [3.0, 2.94, 2.88]
    """
    if not order >= 0:
        raise BadValue(_("The order of a diversity is a number from 0 up, such as 0, 1 or 2."), field="order")
    return hill(shares(amounts(network, by, weighted=weighted)), order)


def blau(network: SourceNetwork, by: str = "viewpoint", *, weighted: bool = False) -> float | None:
    """How likely two sources, drawn one after the other with putting back, differ: 0 where all are alike.

    In plain words: "take two of your sources blindly: in six of ten cases they differ". Below six sources that say
    where they stand it is too early to say.

    Parameters
    ----------
    network
        The network to look at.
    by
        The field of a source to group by.
    weighted
        Count how much the learner relies on each source in place of counting sources.

    Returns
    -------
    float or None
        1 less the sum of the squared shares; ``None`` where no source says anything.

    References
    ----------
    .. [1] Blau, P. M. (1977). Inequality and Heterogeneity: A Primitive Theory of Social Structure. Free Press.

    Examples
    --------
    >>> import sourcenet as sn
    >>> round(sn.blau(sn.load_example("first-steps")), 2)
    0.65
    """
    parts = shares(amounts(network, by, weighted=weighted))
    return 1 - sum(part * part for part in parts) if parts else None


def evenness(network: SourceNetwork, by: str = "viewpoint", *, weighted: bool = False) -> float | None:
    """How evenly the sources spread over the groups there are: 1 where all are equally common.

    In plain words: "no voice drowns the others out". Below six sources that say where they stand it is too early
    to say.

    Parameters
    ----------
    network
        The network to look at.
    by
        The field of a source to group by.
    weighted
        Count how much the learner relies on each source in place of counting sources.

    Returns
    -------
    float or None
        Shannon's entropy over the most that so many groups allow; ``None`` below two groups.

    References
    ----------
    .. [1] Pielou, E. C. (1966). The measurement of diversity in different types of biological collections.
       Journal of Theoretical Biology, 13, 131-144.

    Examples
    --------
    >>> import sourcenet as sn
    >>> round(sn.evenness(sn.load_example("first-steps")), 2)
    0.98
    """
    return pielou(shares(amounts(network, by, weighted=weighted)))


def amounts(network: SourceNetwork, by: str, *, weighted: bool = False) -> Counter[str]:
    """Count the sources of each group, or sum how much the learner relies on them.

    Parameters
    ----------
    network
        The network to look at.
    by
        The field of a source to group by.
    weighted
        Sum the strength of the learner's own connections.
    """
    groups = stated(network, by)
    if not weighted:
        return Counter(groups.values())
    found: Counter[str] = Counter()
    for connection in network.connections:
        if connection.start == ME and connection.end in groups:
            found[groups[connection.end]] += connection.strength
    return found


def shares(of: Mapping[Any, float]) -> list[float]:
    """Return the share of each that has any."""
    total = sum(of.values())
    return [n / total for n in of.values() if n > 0]


def hill(parts: list[float], order: float) -> float | None:
    """Return the Hill number of shares, or ``None`` of none."""
    if not parts:
        return None
    if abs(order - 1) < 1e-6:
        return math.exp(-sum(part * math.log(part) for part in parts))
    most = max(parts)
    if math.isinf(order):
        return 1 / most
    # Shares in terms of the largest one: a high power of a small share would be lost.
    rest = math.log(sum((part / most) ** order for part in parts))
    return math.exp((rest + order * math.log(most)) / (1 - order))


def pielou(parts: list[float]) -> float | None:
    """Return how evenly shares are spread, or ``None`` of fewer than two."""
    if len(parts) < 2:
        return None
    return -sum(part * math.log(part) for part in parts) / math.log(len(parts))
