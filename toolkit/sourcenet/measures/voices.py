"""How varied the sources are, and whether they connect to their like."""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sourcenet.model.network import SourceNetwork

__all__ = ["Mixing", "diversity", "ei", "stated"]

ME = "me"


class Mixing(NamedTuple):
    """Whether connections cross from one group to another, beside what chance alone would give.

    Attributes
    ----------
    value
        From -1 (all inside the groups) to 1 (all across); ``None`` where nothing can be compared.
    connections
        How many connections it rests on.
    expected
        What the same groups, dealt out at random, would give on average.
    low, high
        Nine in ten of the random deals lie between these.
    """

    value: float | None
    connections: int
    expected: float | None
    low: float | None
    high: float | None

    @property
    def telling(self) -> bool:
        """Whether the value lies outside what chance gives; while it does not, it is too early to say."""
        if self.value is None or self.low is None or self.high is None:
            return False
        return not self.low <= self.value <= self.high


def diversity(network: SourceNetwork, by: str = "viewpoint", *, weighted: bool = False) -> float | None:
    """Effective number of viewpoints (kinds, subjects ...): as many as if all were equally common.

    Parameters
    ----------
    network
        The network to look at.
    by
        The field of a source to group by.
    weighted
        Count how much the learner relies on each source (strength of direct connections) in place of counting
        sources.

    Returns
    -------
    float or None
        The exponential of Shannon's entropy (Hill number of order 1); ``None`` where no source says anything.

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
    """
    groups = stated(network, by)
    amounts: Counter[str] = Counter()
    if weighted:
        for connection in network.connections:
            if connection.start == ME and connection.end in groups:
                amounts[groups[connection.end]] += connection.strength
    else:
        amounts.update(groups.values())
    total = sum(amounts.values())
    if not total:
        return None
    return math.exp(-sum(n / total * math.log(n / total) for n in amounts.values()))


def ei(network: SourceNetwork, by: str = "viewpoint", *, shuffles: int = 2000, seed: int = 1) -> Mixing:
    """E-I index: connections across groups less those inside, as a share of both, with what chance gives.

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
    Mixing
        The value, what it rests on, and what chance gives.

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
    groups = stated(network, by)
    pairs = {
        (connection.start, connection.end)
        for connection in network.connections
        if connection.start in groups and connection.end in groups and connection.start != connection.end
    }
    if not pairs:
        return Mixing(None, 0, None, None, None)
    ends = sorted(pairs)
    labels = list(groups.values())
    value = _crossing(ends, groups)
    # A random pair falls inside a group as often as two sources drawn without putting back are of one group.
    alike = sum(n * (n - 1) for n in Counter(labels).values()) / (len(labels) * (len(labels) - 1))
    dealt = sorted(_crossing(ends, dict(zip(groups, deal, strict=True))) for deal in _deals(labels, shuffles, seed))
    # The smallest value with at least 5 % of the deals at or below it, and the same from above.
    cut = math.ceil(len(dealt) / 20) - 1
    low, high = dealt[cut], dealt[-1 - cut]
    return Mixing(value, len(ends), 1 - 2 * alike, low, high)


def stated(network: SourceNetwork, by: str = "viewpoint") -> dict[str, str]:
    """Return the group of each source that has one, by the id of the source.

    A source to which the question does not apply has no viewpoint on it.
    """
    none = {"", *(one.name for one in network.vocabulary.viewpoints if one.mark == "/")}
    said = {source.id: str(getattr(source, by)) for source in network.sources}
    return {key: value for key, value in said.items() if value not in none}


def _deals(labels: list[str], most: int, seed: int) -> Iterator[list[str]]:
    """Deal the labels out anew: in all ways where they are few, else in so many random ones."""
    counts = Counter(labels)
    ways = math.factorial(len(labels)) // math.prod(map(math.factorial, counts.values()))
    if ways <= most:
        yield from _all_deals(counts, len(labels))
        return
    chance, deal = random.Random(seed), list(labels)
    for _deal in range(most):
        chance.shuffle(deal)
        yield deal


def _all_deals(counts: Counter[str], length: int) -> Iterator[list[str]]:
    if not length:
        yield []
    for label in [label for label, n in counts.items() if n]:
        counts[label] -= 1
        for rest in _all_deals(counts, length - 1):
            yield [label, *rest]
        counts[label] += 1


def _crossing(ends: list[tuple[str, str]], groups: dict[str, str]) -> float:
    inside = sum(groups[start] == groups[end] for start, end in ends)
    return (len(ends) - 2 * inside) / len(ends)
