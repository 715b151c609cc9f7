"""How far one gets by walking along the connections, the way they point."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sourcenet.errors import BadValue
from sourcenet.measures.coded import ME, Coded, Graph, coded
from sourcenet.measures.groups import stated
from sourcenet.measures.wiring import Through, dominated
from sourcenet.model.source import Connection, Source
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sourcenet.model.network import SourceNetwork

__all__ = ["Loss", "loss", "lost_without", "reach", "steps"]


def reach(
    network: SourceNetwork,
    start: Source | str = ME,
    *,
    steps: int | None = 2,
    access: str = "",
    setting: str = "",
    device: str = "",
    language: str = "",
    without: Iterable[Source | str] = (),
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
    access, setting, language
        Step only on sources of this access ("open"), setting ("formal"), language.
    device
        Step only on sources that one gets at by this device ("phone"), or by any.
    without
        Sources on which not to step, as if they were gone.

    Returns
    -------
    tuple of Source
        Without the start itself; ``len()`` of it is the reach.

    Raises
    ------
    UnknownSource
        The start, or one that is to be gone, is not in the network.

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
    found = coded(network)
    first = found.me if start == ME else found.number.get(network.source(start).id, found.me)
    shut = shut_off(found, first, access=access, setting=setting, device=device, language=language)
    gone = numbers_of(network, without)
    if first in gone:
        return ()
    met = walk(found.whole, first, shut | gone, steps)
    return tuple(found.sources[one] for one in met if one not in (first, found.me))


def steps(network: SourceNetwork, start: Source | str = ME) -> dict[str, int | None]:
    """Return how many steps each source is away, walking along the connections the way they point.

    In plain words: "it is two steps from you".

    Parameters
    ----------
    network
        The network to walk in.
    start
        Where to begin: the learner, or a source by id, name or record.

    Returns
    -------
    dict
        By id of the source; ``None`` where no way leads. The start itself is 0 steps away.

    References
    ----------
    .. [1] Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational &
       Mathematical Organization Theory, 12(1), 21-34.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> sn.steps(network)[network.source("PubMed").id]
    3
    """
    found = coded(network)
    first = found.me if start == ME else found.number.get(network.source(start).id, found.me)
    met = walk(found.whole, first, shut_off(found, first))
    return {id: met.get(n) for id, n in found.number.items()}


def lost_without(network: SourceNetwork, what: Source | Connection | str) -> tuple[Source, ...]:
    """Return what the learner could no longer reach if this source, or this connection, were gone.

    Parameters
    ----------
    network
        The network to walk in.
    what
        What to think away: a source by id, name or record, itself not counted; or a connection.

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
    >>> [lost.name for lost in sn.lost_without(network, sn.bridges(network)[0].connection)]
    ['library guide', 'subject librarian', 'PubMed', 'Cochrane Library']
    """
    found = coded(network)
    if isinstance(what, Connection):
        held = [one.id for one in network.connections]
        left = [(a, b, strength) for a, b, strength, place in found.ties if held[place] != what.id]
        still = walk(Graph(found.me + 1, left), found.me)
        return tuple(found.sources[n] for n in sorted(walk(found.whole, found.me).keys() - still.keys()))
    gone = found.number.get(network.source(what).id, found.me)
    lost = lost_to(found, {gone}) if gone != found.me else set()
    return tuple(found.sources[n] for n in sorted(lost))


class Loss(NamedTuple):
    """What goes with something that is taken away.

    Attributes
    ----------
    gone
        The sources that are taken away themselves.
    lost
        Those that could then no longer be reached.
    reach
        How many could be reached before.
    """

    gone: tuple[Source, ...]
    lost: tuple[Source, ...]
    reach: int


def loss(network: SourceNetwork, *, host: str = "", owner: str = "", access: str | Iterable[str] = "") -> Loss:
    """Return what goes if a platform shuts down, an owner sells out, or a login ends.

    In plain words: "on the day your login ends, 10 of your 60 sources are shut, and two more lie behind them".

    Parameters
    ----------
    network
        The network to walk in, from the learner.
    host
        A platform, as :func:`concentration` names it: ``"wikipedia.org"``.
    owner
        A publisher or parent body, as the sources have it.
    access
        One or more ways of access: ``"login"``, or ``("login", "paid")``.

    Returns
    -------
    Loss
        What is taken away, and what can no longer be reached besides.

    Raises
    ------
    BadValue
        Nothing was named that could be taken away.

    References
    ----------
    .. [1] Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational &
       Mathematical Organization Theory, 12(1), 21-34.

    Examples
    --------
    >>> import sourcenet as sn
    >>> shut = sn.loss(sn.load_example("first-steps"), access="login")
    >>> [source.name for source in shut.gone], [source.name for source in shut.lost]
    (['study group chat', 'AI assistant'], [])
    """
    shut = {access} if isinstance(access, str) else set(access)
    asked = {"host": {host}, "owner": {owner}, "access": shut}
    wanted = {name: {one.casefold() for one in some if one} for name, some in asked.items()}
    if not any(wanted.values()):
        raise BadValue(_('Say what is taken away: loss(network, host="wikipedia.org"), owner="..." or access="login".'))
    found = coded(network)
    gone: set[int] = set()
    for name, some in wanted.items():
        if some:
            gone.update(found.number[id] for id, group in stated(network, name).items() if group.casefold() in some)
    before = len(reached(found)) - 1
    lost = lost_to(found, gone)
    taken, behind = (tuple(found.sources[n] for n in sorted(part)) for part in (gone, lost))
    return Loss(taken, behind, before)


def reached(found: Coded) -> dict[int, int]:
    """Return what the learner can walk to, the learner among it, and after how many steps; walked once."""
    return found.whole.kept(_from_me)


def _from_me(graph: Graph) -> dict[int, int]:
    return walk(graph, graph.size - 1)


def lost_to(found: Coded, gone: set[int]) -> set[int]:
    """Return what the learner could no longer walk to without some, these left out."""
    return reached(found).keys() - walk(found.whole, found.me, gone).keys() - gone


def shut_off(
    found: Coded, first: int, *, access: str = "", setting: str = "", device: str = "", language: str = ""
) -> set[int]:
    """Return the numbers on which a walk may not step: of other access or setting; the learner, from a source.

    Parameters
    ----------
    found
        The network as numbers.
    first
        Where the walk begins.
    access, setting, device, language
        What sources have to be of, where not empty, in any case of letters; one that says nothing is not. What
        needs any device can be got at by each.
    """
    shut = set() if first == found.me else {found.me}
    asked = {"access": access, "setting": setting, "device": device, "language": language}
    for field, value in asked.items():
        if value:
            fit = {value.casefold(), "any"} if field == "device" else {value.casefold()}
            shut.update(n for n, one in enumerate(found.sources) if getattr(one, field).casefold() not in fit)
    return shut


def numbers_of(network: SourceNetwork, some: Iterable[Source | str]) -> set[int]:
    """Return the numbers of some sources, given by id, name or record; one alone may be given bare.

    Parameters
    ----------
    network
        The network that holds them.
    some
        Which.
    """
    number = coded(network).number
    found = {network.source(one).id for one in ([some] if isinstance(some, (str, Source)) else some)}
    return {number[id] for id in found if id in number}  # what was set aside is gone already


def walk(graph: Graph, first: int, shut: Container[int] = (), steps: int | None = None) -> dict[int, int]:
    """Return what is met when walking from ``first``, nearest first, and after how many steps.

    Parameters
    ----------
    graph
        Where to walk.
    first
        Where to begin.
    shut
        What is not entered.
    steps
        How many at most; ``None`` for as many as it takes.
    """
    met, here, taken = {first: 0}, [first], 0
    while here and taken != steps:
        taken += 1
        ahead = []
        for start in here:
            for end in graph.ahead[start]:
                if end not in met and end not in shut:
                    met[end] = taken
                    ahead.append(end)
        here = ahead
    return met


def through_of(graph: Graph) -> Through:
    """Return whom every way from the last number passes: what can only be reached through each, for all at once."""
    return dominated(graph.ahead, graph.size - 1)


def behind_of(graph: Graph) -> list[int | None]:
    """Return for each number how many more are lost without it, walking from the last number; ``None`` out of reach."""
    through = graph.kept(through_of)
    return [behind if last >= 0 else None for behind, last in zip(through.behind, through.last, strict=True)]
