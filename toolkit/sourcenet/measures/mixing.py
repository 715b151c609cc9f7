"""Whether connections join like with like, beside what the same groups dealt out at random would give."""

from __future__ import annotations

from collections import Counter
from operator import eq, itemgetter
from typing import TYPE_CHECKING

from sourcenet.measures.chance import Compared, deals, middle
from sourcenet.measures.coded import Graph, coded
from sourcenet.measures.groups import numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sourcenet.model.network import SourceNetwork

__all__ = ["assortativity", "ei"]


def ei(network: SourceNetwork, by: str = "viewpoint", *, shuffles: int = 2000, seed: int = 1) -> Compared:
    """E-I index: connections across groups less those inside, as a share of both, with what chance gives.

    In plain words: "your connections mostly stay inside one viewpoint".

    Parameters
    ----------
    network
        The network to look at; taken among the sources, each ordered pair once.
    by
        The field of a source to group by; sources that do not say are left out.
    shuffles
        How many random deals the interval rests on; where there are no more different ones, all of them.
    seed
        Where the random numbers begin: the same seed gives the same interval.

    Returns
    -------
    Compared
        The value from -1 (all inside the groups) to 1 (all across), what it rests on, and what chance gives.

    References
    ----------
    .. [1] Krackhardt, D., & Stern, R. N. (1988). Informal networks and organizational crises: an experimental
       simulation. Social Psychology Quarterly, 51(2), 123-140.

    Examples
    --------
    >>> import sourcenet as sn
    >>> mixing = sn.ei(sn.load_example("first-steps"))
    >>> round(mixing.value, 2), mixing.connections, round(mixing.expected, 2), mixing.telling
    (0.43, 7, 0.52, False)
    """
    labels, names = numbered(network, by)
    return mixing(coded(network).among, labels, len(names), crossing, shuffles=shuffles, seed=seed)


def assortativity(network: SourceNetwork, by: str = "viewpoint", *, shuffles: int = 500, seed: int = 1) -> Compared:
    """Newman's coefficient: whether like connects with like, more than the sizes of the groups would bring about.

    In plain words: "sources that see it alike lead to each other".

    Parameters
    ----------
    network
        The network to look at; taken among the sources, each ordered pair once.
    by
        The field of a source to group by; sources that do not say are left out.
    shuffles
        How many random deals the interval rests on; where there are no more different ones, all of them.
    seed
        Where the random numbers begin: the same seed gives the same interval.

    Returns
    -------
    Compared
        1 where each group keeps to itself, 0 where they mix as it comes, below 0 where they seek each other;
        ``None`` where all connections begin and end in one group, since nothing else was possible.

    References
    ----------
    .. [1] Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E, 67(2), 026126.

    Examples
    --------
    >>> import sourcenet as sn
    >>> mixing = sn.assortativity(sn.load_example("first-steps"))
    >>> round(mixing.value, 2), mixing.telling
    (-0.03, False)
    """
    labels, names = numbered(network, by)
    return mixing(coded(network).among, labels, len(names), newman, shuffles=shuffles, seed=seed)


def mixing(
    graph: Graph,
    labels: Sequence[int | None],
    groups: int,
    figure: Callable[[Sequence[int], Sequence[int], int], float | None],
    *,
    shuffles: int = 500,
    seed: int = 1,
) -> Compared:
    """Take a figure of mixing, and take it again for random deals of the same labels.

    Parameters
    ----------
    graph
        The arrows.
    labels
        The group of each number, ``None`` where it has none; such numbers are left out.
    groups
        How many groups there are.
    figure
        Makes a figure of the groups of all starts, the groups of all ends, and the number of groups.
    shuffles, seed
        How many deals, and where the random numbers begin.
    """
    place = {n: k for k, n in enumerate(n for n, label in enumerate(labels) if label is not None)}
    dealt = [label for label in labels if label is not None]
    ends = [(place[a], place[b]) for a in place for b in graph.ahead[a] if b in place]
    if not ends:
        return Compared(None, 0, None, None, None)
    starts, stops = itemgetter(*(a for a, _b in ends), 0), itemgetter(*(b for _a, b in ends), 0)
    value = figure(starts(dealt)[:-1], stops(dealt)[:-1], groups)
    if value is None:
        return Compared(None, len(ends), None, None, None)
    found = [figure(starts(deal)[:-1], stops(deal)[:-1], groups) for deal in deals(dealt, shuffles, seed)]
    some = [one for one in found if one is not None]
    if not some:
        return Compared(value, len(ends), None, None, None)
    expected = _crossing_expected(dealt, groups) if figure is crossing else sum(some) / len(some)
    return Compared(value, len(ends), expected, *middle(some))


def crossing(starts: Sequence[int], stops: Sequence[int], _groups: int) -> float:
    """Return the E-I index of connections by the groups of their ends."""
    inside: int = sum(map(eq, starts, stops))
    return (len(starts) - 2 * inside) / len(starts)


def _crossing_expected(labels: list[int], groups: int) -> float:
    # A random pair falls inside a group as often as two sources drawn without putting back are of one group.
    sizes = [labels.count(group) for group in range(groups)]
    return 1 - 2 * sum(n * (n - 1) for n in sizes) / (len(labels) * (len(labels) - 1))


def newman(starts: Sequence[int], stops: Sequence[int], groups: int) -> float | None:
    """Return Newman's r of connections by the groups of their ends, or ``None`` where only one group has any."""
    out, into, all_ = Counter(starts), Counter(stops), len(starts)
    chance = sum(out[group] * into[group] for group in range(groups))
    if chance == all_ * all_:
        return None
    inside: int = sum(map(eq, starts, stops))
    return (inside * all_ - chance) / (all_ * all_ - chance)
