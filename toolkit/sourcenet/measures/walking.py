"""How far one gets by walking along the connections, the way they point."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Source

__all__ = ["lost_without", "reach"]

ME = "me"


def reach(
    network: SourceNetwork,
    start: Source | str = ME,
    *,
    steps: int | None = 2,
    access: str = "",
    setting: str = "",
) -> tuple[Source, ...]:
    """Return the sources within so many steps, the nearest first; a step follows a connection the way it points.

    Parameters
    ----------
    network
        The network to walk in.
    start
        Where to begin: the learner, or a source by id, name or record. A walk that begins at a source
        does not pass through the learner.
    steps
        How many steps at most; ``None`` for as many as it takes.
    access, setting
        Step only on sources of this access ("open") or setting ("formal").

    Returns
    -------
    tuple of Source
        Without the start itself; ``len()`` of it is the reach.

    References
    ----------
    .. [1] Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational &
       Mathematical Organization Theory, 12(1), 21-34.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> [len(sn.reach(network, steps=n)) for n in (1, 2, 3)]
    [8, 9, 12]
    >>> [source.name for source in sn.reach(network, "library guide", steps=1)]
    ['subject librarian', 'PubMed', 'Cochrane Library']
    """
    first = ME if start == ME else network.source(start).id
    shut = {
        source.id
        for source in network.sources
        if (access and source.access != access) or (setting and source.setting != setting)
    }
    if first != ME:
        shut.add(ME)
    found = _walk(network, first, steps, shut)
    named = {source.id: source for source in network.sources}
    return tuple(named[one] for one in found if one in named and one != first)


def lost_without(network: SourceNetwork, source: Source | str) -> tuple[Source, ...]:
    """Return what the learner could no longer reach if this source were gone, itself not counted.

    Parameters
    ----------
    network
        The network to walk in.
    source
        The source to think away: by id, name or record.

    Returns
    -------
    tuple of Source
        In the order in which they were added.

    References
    ----------
    .. [1] Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational &
       Mathematical Organization Theory, 12(1), 21-34.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> [lost.name for lost in sn.lost_without(network, "library guide")]
    ['subject librarian', 'PubMed', 'Cochrane Library']
    """
    gone = network.source(source).id
    lost = set(_walk(network, ME, None, ())) - set(_walk(network, ME, None, {gone})) - {gone}
    return tuple(one for one in network.sources if one.id in lost)


def _walk(network: SourceNetwork, first: str, steps: int | None, shut: Container[str]) -> list[str]:
    """Return the ids met when walking from `first`, nearest first; those in `shut` are not entered."""
    onward: dict[str, list[str]] = {}
    for connection in network.connections:
        onward.setdefault(connection.start, []).append(connection.end)
    met, here, left = {first: None}, [first], steps
    while here and left != 0:
        ahead = [end for start in here for end in onward.get(start, ())]
        here = list(dict.fromkeys(one for one in ahead if one not in met and one not in shut))
        met.update(dict.fromkeys(here))
        left = None if left is None else left - 1
    return list(met)
