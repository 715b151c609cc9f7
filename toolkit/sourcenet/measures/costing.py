"""What setting sources aside would cost: what can no longer be walked to, and how the voices that are left stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, overload

from sourcenet.measures.coded import Coded, Graph, coded
from sourcenet.measures.groups import stated
from sourcenet.measures.voices import hill, shares
from sourcenet.measures.walking import lost_to, reached, through_of, walk
from sourcenet.model.source import Connection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Source

__all__ = ["Cost", "cost"]


class Cost(NamedTuple):
    """What goes with something that is set aside.

    Attributes
    ----------
    gone
        What is set aside itself.
    lost
        What could then no longer be walked to from the learner, in the order in which it was added.
    connections
        How many connections go: those that are set aside, and those of the sources that are.
    voices_before, voices_after
        Effective number of viewpoints, of all sources and of all but those that are gone or lost; ``None`` where no
        source says where it stands.
    """

    gone: tuple[Source, ...]
    lost: tuple[Source, ...]
    connections: int
    voices_before: float | None
    voices_after: float | None


@overload
def cost(network: SourceNetwork) -> dict[str, Cost]: ...
@overload
def cost(network: SourceNetwork, what: Sequence[Source | Connection | str]) -> Cost: ...
def cost(network: SourceNetwork, what: Sequence[Source | Connection | str] | None = None) -> dict[str, Cost] | Cost:
    """Return what setting aside would cost: for each source alone, or for several together.

    In plain words: "any two of these connections cost nothing; all three cost seven sources". For each source alone one walk
    is enough: whom every way from the learner passes is known for all of them at once (a dominator tree).

    Parameters
    ----------
    network
        The network to look at.
    what
        Sources by id, name or record, and connections by id or record, to be set aside together. Each source alone
        where not given.

    Returns
    -------
    dict of str to Cost, or Cost
        By the id of each source; or of those given together.

    Raises
    ------
    UnknownSource, UnknownConnection
        One of them is not in the network.

    References
    ----------
    .. [1] Cooper, K. D., Harvey, T. J., & Kennedy, K. (2001). A simple, fast dominance algorithm. Rice University,
       TR-06-33870.
    .. [2] Hill, M. O. (1973). Diversity and evenness: a unifying notation and its consequences. Ecology,
       54(2), 427-432.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("busy")
    >>> three = sn.find_unused(network)
    >>> [len(sn.cost(network, three[:n]).lost) for n in (1, 2, 3)], round(sn.cost(network, three).voices_after, 2)
    ([0, 0, 7], 4.14)
    """
    if what is None:
        return network.once("cost of each", lambda: _of_each(network))
    found = coded(network)
    held = {tie.id: n for n, tie in enumerate(network.connections)}
    cut: set[int] = set()
    gone: set[int] = set()
    for one in what:
        if isinstance(one, Connection) or str(one) in held:
            cut.add(held[network.connection(one if isinstance(one, Connection) else str(one)).id])
        else:
            gone.add(found.number[network.source(one).id])
    if cut:
        left = Graph(found.me + 1, ((a, b, strength) for a, b, strength, place in found.ties if place not in cut))
        lost = reached(found).keys() - walk(left, found.me, gone).keys() - gone
    else:
        lost = lost_to(found, gone)
    ties = sum(place in cut or start in gone or end in gone for start, end, _strength, place in found.ties)
    views = _views(network, found)
    whole = Counter(view for view in views if view)
    rest = whole - Counter(views[n] for n in gone | lost if views[n])
    taken, behind = (tuple(found.sources[n] for n in sorted(part)) for part in (gone, lost))
    return Cost(taken, behind, ties, _balance(whole), _balance(rest))


def _of_each(network: SourceNetwork) -> dict[str, Cost]:
    found = coded(network)
    through = found.whole.kept(through_of)
    behind: list[list[int]] = [[] for _one in range(found.me + 1)]
    for one in through.order:  # the deepest first: what is behind a source is known before it is handed on
        if one != found.me and through.last[one] != found.me:
            behind[through.last[one]] += [one, *behind[one]]
    ties = Counter(end for pair in found.ties for end in pair[:2])
    views = _views(network, found)
    whole = Counter(view for view in views if view)
    before = _balance(whole)
    costs: dict[str, Cost] = {}
    balances: dict[tuple[tuple[str, int], ...], float | None] = {}
    for n, source in enumerate(found.sources):
        took = Counter(views[one] for one in (n, *behind[n]) if views[one])
        key = tuple(sorted(took.items()))  # most sources cost themselves alone, and many stand alike
        if key not in balances:
            balances[key] = _balance(whole - took)
        lost = tuple(found.sources[one] for one in sorted(behind[n]))
        costs[source.id] = Cost((source,), lost, ties[n], before, balances[key])
    return costs


def _views(network: SourceNetwork, found: Coded) -> list[str]:
    said = stated(network, "viewpoint")
    return [said.get(id, "") for id in found.number]


def _balance(counts: Counter[str]) -> float | None:
    return hill(shares(counts), 1)
