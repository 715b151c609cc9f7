"""A picture in three sentences, for those who do not see it: what it is about, what stands out, what stands apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sourcenet.drawing.palette import categories
from sourcenet.drawing.structure import ME
from sourcenet.model.dates import is_unused, long_date
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Source

__all__ = ["counts", "describe", "listed"]


def counts(network: SourceNetwork) -> str:
    """Count what stands and what was set aside: "20 sources, 27 connections, 1 set aside"."""
    said = [
        many("{n} source", "{n} sources", len(network.sources)),
        many("{n} connection", "{n} connections", len(network.connections)),
    ]
    if network.archive:
        said.append(many("{n} set aside", "{n} set aside", len(network.archive)))
    return ", ".join(said)


def describe(network: SourceNetwork) -> str:
    """Say in three sentences what a picture of the network shows.

    Parameters
    ----------
    network
        The network that is drawn.

    Returns
    -------
    str
        Three sentences: what it is about and how much there is; what stands out; what stands apart.
    """
    return " ".join((_about(network), _outstanding(network), _apart(network)))


def _about(network: SourceNetwork) -> str:
    said = {
        "sources": many("{n} source", "{n} sources", len(network.sources)),
        "connections": many("{n} connection", "{n} connections", len(network.connections)),
        "date": long_date(network.today),
        "question": network.question.rstrip(" ."),
    }
    if not network.question:
        return _("The network has {sources} and {connections} on {date}.").format(**said)
    return _("The network about “{question}” has {sources} and {connections} on {date}.").format(**said)


def _outstanding(network: SourceNetwork) -> str:
    if not network.sources:
        return _("The learner stands alone in the middle.")
    kinds = Counter(source.kind for source in network.sources).most_common()
    said = [_("kinds of source are {kinds}").format(kinds=listed([f"{kind} ({n})" for kind, n in kinds], 4))]
    stands = [f"{one.value or _('not said')} ({one.total})" for one in categories(network) if one.total]
    said.append(_("where they stand is {stands}").format(stands=listed(stands, 6)))
    degree = _degrees(network)
    best = [
        source for source in sorted(network.sources, key=lambda source: -degree[source.id]) if degree[source.id] > 1
    ]
    if best:
        held = listed([f"{source.label} ({degree[source.id]})" for source in best[:3]], 3)
        said.append(_("most connections meet at {sources}").format(sources=held))
    sentence = "; ".join(said)
    return sentence[0].upper() + sentence[1:] + "."


def _apart(network: SourceNetwork) -> str:
    degree = _degrees(network)
    alone = [source for source in network.sources if not degree[source.id]]
    beyond = [source for source in _unreached(network) if degree[source.id]]
    light = sum(tie.strength == 1 for tie in network.connections)
    rested = sum(is_unused(tie.last_used, network.today) for tie in network.connections)
    aside = len(network.archive)
    said: list[str] = []
    if beyond:
        said.append(_("no way leads from the learner to {sources}").format(sources=_named(beyond)))
    if alone:
        said.append(_("there is no connection yet at {sources}").format(sources=_named(alone)))
    if light:
        said.append(
            many("{n} connection is the lightest there is", "{n} connections are the lightest there are", light)
        )
    if rested:
        one, more = "{n} has not been used for half a year", "{n} have not been used for half a year"
        said.append(many(one, more, rested))
    if aside:
        said.append(many("{n} was set aside with a reason", "{n} were set aside with a reason", aside))
    if not said:
        return _("Nothing stands apart, and nothing was set aside.")
    sentence = "; ".join(said)
    return sentence[0].upper() + sentence[1:] + "."


def _degrees(network: SourceNetwork) -> Counter[str]:
    return Counter(end for tie in network.connections for end in (tie.start, tie.end))


def _unreached(network: SourceNetwork) -> list[Source]:
    """Find the sources to which no way leads from the learner, in either direction of the connections."""
    near: dict[str, list[str]] = {}
    for tie in network.connections:
        near.setdefault(tie.start, []).append(tie.end)
        near.setdefault(tie.end, []).append(tie.start)
    seen, waiting = {ME}, [ME]
    while waiting:
        for one in near.get(waiting.pop(), ()):
            if one not in seen:
                seen.add(one)
                waiting.append(one)
    return [source for source in network.sources if source.id not in seen]


def _named(sources: list[Source]) -> str:
    return listed([source.label for source in sources], 3)


def listed(items: list[str], most: int) -> str:
    """Join items as people do; what is too many is counted."""
    if len(items) > most:
        items = [*items[:most], many("{n} more", "{n} more", len(items) - most)]
    if len(items) < 2:
        return "".join(items)
    return _("{first} and {last}").format(first=", ".join(items[:-1]), last=items[-1])
