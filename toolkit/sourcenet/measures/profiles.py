"""Size, use and preference: what a personal learning network looks like from the learner (Fair 2021)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.coded import ME

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Path", "Profile", "profile"]


class Path(NamedTuple):
    """One way of going about it: what one does, with what kind of source, and its share of all use."""

    relation: str
    kind: str
    share: float


class Profile(NamedTuple):
    """Size, use and preference of a network.

    Attributes
    ----------
    size
        How many sources there are.
    kinds
        How many of each kind, the most first.
    use
        Share of each kind in how much the learner relies on their direct connections, the largest first; empty
        where there are none.
    preference
        Share of each path (relation and kind), the most used first.
    """

    size: int
    kinds: dict[str, int]
    use: dict[str, float]
    preference: tuple[Path, ...]


def profile(network: SourceNetwork) -> Profile:
    """Return the size of the network, the use of each kind of source, and the paths that are preferred.

    In plain words: "what you do most is to read sites". Use is what the learner says of how much they rely on
    each direct connection. Below six sources it is too early to say.

    Parameters
    ----------
    network
        The network to look at, from the learner.

    Returns
    -------
    Profile
        Size, kinds, use and preference.

    References
    ----------
    .. [1] Fair, N. (2021). A framework for the analysis of personal learning networks. In Conceptualising and
       Innovating Education and Work with Networked Learning. Springer. doi 10.1007/978-3-030-85241-2_12

    Examples
    --------
    >>> import sourcenet as sn
    >>> mine = sn.profile(sn.load_example("first-steps"))
    >>> mine.size, next(iter(mine.use)), mine.preference[0].relation, mine.preference[0].kind
    (12, 'person', 'asks', 'person')
    """
    kind = {source.id: source.kind for source in network.sources}
    use: Counter[str] = Counter()
    paths: Counter[tuple[str, str]] = Counter()
    for one in network.connections:
        if one.start == ME and one.end in kind:
            use[kind[one.end]] += one.strength
            paths[one.relation, kind[one.end]] += one.strength
    total = sum(use.values())
    return Profile(
        len(kind),
        dict(Counter(kind.values()).most_common()),
        {name: n / total for name, n in use.most_common()},
        tuple(Path(*pair, n / total) for pair, n in paths.most_common()),
    )
