"""Through how few platforms or owners the sources come, and how open they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sourcenet.errors import BadValue
from sourcenet.measures.coded import coded
from sourcenet.measures.groups import stated
from sourcenet.measures.voices import hill, shares
from sourcenet.measures.walking import shut_off, walk
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Source

__all__ = ["Concentration", "Openness", "Platform", "concentration", "openness"]


class Platform(NamedTuple):
    """A platform or an owner, and what comes through it."""

    name: str
    sources: tuple[Source, ...]
    share: float


class Concentration(NamedTuple):
    """Through whom the sources come.

    Attributes
    ----------
    value
        Effective number of platforms: as many as if all brought equally much; ``None`` where none is known.
    platforms
        The largest first; the share is of all sources that come through one.
    without
        How many sources come through none, or do not say: people, things, books on a shelf.
    """

    value: float | None
    platforms: tuple[Platform, ...]
    without: int


class Openness(NamedTuple):
    """How many sources anybody can get at.

    Attributes
    ----------
    value
        Share of open ones among the sources that say how one gets at them; ``None`` where none does.
    open, stated
        How many are open, and how many say.
    reach
        How many sources can be reached from the learner by stepping on open ones alone.
    """

    value: float | None
    open: int
    stated: int
    reach: int


def concentration(network: SourceNetwork, by: str = "host") -> Concentration:
    """Return through which platforms (or owners) the sources come, the largest first.

    In plain words: "5 of your 6 come through one platform; what would you do on the day it is down?" Below six
    sources that come through one it is too early to say.

    Parameters
    ----------
    network
        The network to look at.
    by
        ``"host"``: the platform that the web address lies on (all blogs of blogspot.com together); a source without
        an address comes through none. ``"owner"``: the publisher or parent body, where the source says.

    Returns
    -------
    Concentration
        The platforms, the effective number of them (Hill number of order 2), and what comes through none.

    Raises
    ------
    BadValue
        It is neither of the two.

    References
    ----------
    .. [1] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology,
       54(2), 427-432.

    Examples
    --------
    >>> import sourcenet as sn
    >>> through = sn.concentration(sn.load_example("first-steps"))
    >>> through.platforms[0].name, len(through.platforms), through.without
    ('reddit.com', 5, 7)
    """
    if by not in ("host", "owner"):
        raise BadValue(_('Sources come through one of: host, owner. Not "{given}".').format(given=by))
    groups = stated(network, by)
    through: dict[str, list[Source]] = {}
    for source in network.sources:
        if source.id in groups:
            through.setdefault(groups[source.id], []).append(source)
    rows = [Platform(name, tuple(some), len(some) / len(groups)) for name, some in through.items()]
    rows.sort(key=lambda one: -len(one.sources))
    value = hill(shares({one.name: len(one.sources) for one in rows}), 2)
    return Concentration(value, tuple(rows), len(network.sources) - len(groups))


def openness(network: SourceNetwork) -> Openness:
    """Return how many of the sources anybody can get at, without a login and without paying.

    In plain words: "a classmate without a login gets at 10 of your 12". Below six sources that say so it is too early
    to say.

    Parameters
    ----------
    network
        The network to look at.

    Returns
    -------
    Openness
        The share of open sources, and how far one gets by open ones alone.

    References
    ----------
    .. [1] Downes, S. (2007). What connectivism is. Half an Hour.

    Examples
    --------
    >>> import sourcenet as sn
    >>> way = sn.openness(sn.load_example("first-steps"))
    >>> way.open, way.stated, way.reach
    (10, 12, 10)
    """
    said = stated(network, "access")
    open_ = sum(one == "open" for one in said.values())
    found = coded(network)
    reached = len(walk(found.whole, found.me, shut_off(found, found.me, access="open"))) - 1
    return Openness(open_ / len(said) if said else None, open_, len(said), reached)
