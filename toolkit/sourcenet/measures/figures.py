"""The measures that suggestions speak of, by name, each taken the plain way: what a suggestion said can be checked by it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sourcenet.errors import BadValue
from sourcenet.measures.facts import Facts, host_of
from sourcenet.measures.joints import bridges
from sourcenet.measures.reference import standpoints
from sourcenet.measures.walking import lost_without, reach
from sourcenet.measures.wiring import bits, steps_from
from sourcenet.model.dates import is_unused
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.measures.reference import Reference
    from sourcenet.measures.suggestion import Suggestion
    from sourcenet.model.network import SourceNetwork

__all__ = ["figure_of", "holders", "lost_with_place"]


def holders(network: SourceNetwork, place: str) -> tuple[str, ...]:
    """Return the ids of the sources that come through a host, or belong to an owner.

    Parameters
    ----------
    network
        The network to look at.
    place
        A host such as ``"youtube.com"``, or an owner as a source names it.
    """
    name = place.casefold()
    return tuple(one.id for one in network.sources if name in (one.owner.casefold(), host_of(one.url)))


def lost_with_place(network: SourceNetwork, place: str) -> int:
    """Return how many sources the learner could no longer reach on the day a place is down, its own not counted.

    Parameters
    ----------
    network
        The network to walk in.
    place
        A host or an owner.
    """
    facts = Facts(network)
    gone = set(holders(network, place))
    shut = bits(n for n in range(facts.size) if facts.id(n) in gone)
    left = steps_from(facts.wires.onward, facts.wires.me, shut)
    return sum(facts.far[n] > 0 and left[n] < 0 and not shut >> n & 1 for n in range(facts.size))


def figure_of(network: SourceNetwork, suggestion: Suggestion, reference: Reference | None = None) -> float:
    """Return the measure that a suggestion speaks of, as it is now.

    Before the suggestion is followed it is ``before``, and right after it is ``after``.

    Parameters
    ----------
    network
        The network that the suggestion was made for.
    suggestion
        One of :func:`sourcenet.suggestions`.
    reference
        The reference set that it was made with.

    Examples
    --------
    >>> import sourcenet as sn
    >>> from sourcenet.measures.figures import figure_of
    >>> network = sn.load_example("first-steps")
    >>> one = sn.suggestions(network)[0]
    >>> figure_of(network, one) == one.before
    True
    >>> one.apply(network)
    >>> figure_of(network, one) == one.after
    True
    """
    of = suggestion.of
    if suggestion.measure == "joined":
        return Facts(network).joined
    if suggestion.measure == "reach":
        return len(reach(network, steps=2))
    if suggestion.measure == "open_reach":
        return len(reach(network, steps=None, access="open"))
    if suggestion.measure == "bridges":
        return len(bridges(network))
    if suggestion.measure == "lost_without":
        return len(lost_without(network, of))
    if suggestion.measure == "lost_with_place":
        return lost_with_place(network, of)
    if suggestion.measure == "place_share":
        return len(holders(network, of)) / len(network.sources)
    if suggestion.measure == "unused":
        day = dt.date.fromisoformat(suggestion.fields["set"]["last_used"])  # the day that it was said of
        return sum(is_unused(one.last_used, day) for one in network.connections)
    if suggestion.measure == "standpoints" and reference is not None:
        return standpoints(network, reference)
    raise BadValue(_("What stands in this suggestion cannot be measured: {name}.").format(name=suggestion.measure))
