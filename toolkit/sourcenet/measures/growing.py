"""What came and what went between two days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["Growth", "Turnover", "growth"]


class Turnover(NamedTuple):
    """How much of something is not what it was.

    Attributes
    ----------
    value
        What came and what went, over all that was there on either day; ``None`` where nothing was.
    came, went, stayed
        How many.
    """

    value: float | None
    came: int
    went: int
    stayed: int


class Growth(NamedTuple):
    """Two days of a network side by side.

    Attributes
    ----------
    since, until
        The two days, each at its end.
    came, went
        Sources that are there on the second day and were not on the first, and the other way round.
    connected, parted
        Connections of which the same holds.
    sources, connections
        The turnover of both.
    """

    since: dt.date
    until: dt.date
    came: tuple[Source, ...]
    went: tuple[Source, ...]
    connected: tuple[Connection, ...]
    parted: tuple[Connection, ...]
    sources: Turnover
    connections: Turnover


def growth(network: SourceNetwork, since: str | dt.date, until: str | dt.date | None = None) -> Growth:
    """Return what came and what went between two days.

    In plain words: "since the first of October four sources came and one went; eight stayed". The two days are
    their own comparison: with oneself, then.

    Parameters
    ----------
    network
        The network to look at.
    since, until
        The two days; the second is the network as it stands where None.

    Returns
    -------
    Growth
        What came, what went, and the turnover: (came + went) / union.

    Raises
    ------
    BadValue
        A day is none.

    References
    ----------
    .. [1] Siemens, G. (2005). Connectivism: A Learning Theory for the Digital Age. International Journal of
       Instructional Technology and Distance Learning, 2(1).

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> grown = sn.growth(network, network.events[0].at[:10])
    >>> len(grown.came), len(grown.went), round(grown.sources.value, 2)
    (7, 1, 0.62)
    """
    before = network.at(since)
    after = network if until is None else network.at(until)
    old, new = ({one.id: one for one in side.sources} for side in (before, after))
    old_ties, new_ties = ({one.id: one for one in side.connections} for side in (before, after))
    return Growth(
        before.today,
        after.today,
        tuple(one for id, one in new.items() if id not in old),
        tuple(one for id, one in old.items() if id not in new),
        tuple(one for id, one in new_ties.items() if id not in old_ties),
        tuple(one for id, one in old_ties.items() if id not in new_ties),
        turnover(set(old), set(new)),
        turnover(set(old_ties), set(new_ties)),
    )


def turnover(old: set[str], new: set[str]) -> Turnover:
    """Return how much came and went between two sets, over their union.

    Parameters
    ----------
    old, new
        Ids on the first day and on the second.
    """
    union = len(old | new)
    came, went = len(new - old), len(old - new)
    return Turnover((came + went) / union if union else None, came, went, len(old & new))
