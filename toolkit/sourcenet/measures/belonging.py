"""Connections that are not there and could be: two sources that share an author, an owner, a place or a subject."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.coded import coded
from sourcenet.measures.look import short
from sourcenet.measures.whose import owner_of, people_of, place_of
from sourcenet.model.source import Connection
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Source

__all__ = ["PossibleConnection", "find_possible"]

#: The step of the posts by which a learner said that two do not belong together.
NO = "no-connection"
#: What two sources may share, the most telling first, and how much it weighs.
_WEIGHTS = {"author": 5.0, "owner": 4.0, "host": 3.0, "tag": 2.0, "subject": 1.0}
#: What more than so many share says nothing of any two of them.
_COMMON = 12


class PossibleConnection(NamedTuple):
    """Two sources that are not connected, and what they share.

    Attributes
    ----------
    start, end
        The two, the one that was added first in front.
    shared
        What they share, as (what it is, its value): ``("author", "Stephen Downes")``.
    across
        True where they are of two subjects: then the connection would lead from one field to another.
    ask
        The question, in words.
    """

    start: Source
    end: Source
    shared: tuple[tuple[str, str], ...]
    across: bool
    ask: str


def find_possible(network: SourceNetwork, *, most: int = 40) -> tuple[PossibleConnection, ...]:
    """Return pairs of sources that share something and are not connected, as questions, the most telling first.

    An author, an owner, a place on the web, a tag or a subject that at most twelve sources share counts; a rare one
    counts more than a common one. Pairs that a learner connected, set aside, or said no to are not asked about.
    People whom the learner knows are never named by what they share. Among pairs that share the same, one that leads
    across two subjects stands before one within a subject.

    Parameters
    ----------
    network
        The network to look at.
    most
        So many at most.

    Returns
    -------
    tuple of PossibleConnection
        Empty where nothing is shared.

    References
    ----------
    .. [1] Siemens, G. (2005). Connectivism: A Learning Theory for the Digital Age. International Journal of
       Instructional Technology and Distance Learning, 2(1).

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory()
    >>> blog = network.add("Half an Hour", kind="site", authors="Stephen Downes")
    >>> book = network.add("Connectivism and Connective Knowledge", kind="book", authors="Downes, S.", year="2012")
    >>> sn.find_possible(network)[0].ask
    'Half an Hour and Downes 2012 share an author, Stephen Downes. Is there a connection?'
    """
    sources = coded(network).sources
    ranked = network.once("possible connections", lambda: _ranked(network))
    return tuple(_asked(sources[a], sources[b], shared, across) for (a, b), shared, across in ranked[:most])


def _ranked(network: SourceNetwork) -> list[tuple[tuple[int, int], tuple[tuple[str, str], ...], bool]]:
    found = coded(network)
    closed = {(min(pair[:2]), max(pair[:2])) for pair in found.ties} | _refused(network, found.number)
    scores: dict[tuple[int, int], float] = {}
    shared: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for by, value, some in _traits(found.sources):
        for pair in combinations(some, 2):
            if pair not in closed:  # the numbers of those that share something rise
                scores[pair] = scores.get(pair, 0.0) + _WEIGHTS[by] / (len(some) - 1)
                shared.setdefault(pair, []).append((by, value))
    subjects = [source.subject for source in found.sources]

    def across(pair: tuple[int, int]) -> bool:
        here, there = (subjects[n] for n in pair)
        return bool(here and there and here != there)

    order = sorted(shared, key=lambda pair: (-scores[pair], not across(pair), pair))
    return [(pair, tuple(shared[pair]), across(pair)) for pair in order]


def _traits(sources: tuple[Source, ...]) -> Iterator[tuple[str, str, list[int]]]:
    """Give each thing that two or a few sources share: what it is, its value as first written, their numbers."""
    held: dict[tuple[str, str], tuple[str, list[int]]] = {}
    for n, source in enumerate(sources):
        for by, key, value in _said(source):
            held.setdefault((by, key), (value, []))[1].append(n)
    for (by, _key), (value, some) in held.items():
        if 1 < len(some) <= _COMMON:
            yield by, value, some


def _said(source: Source) -> Iterator[tuple[str, str, str]]:
    if source.known:
        return
    for key, name in people_of(source).items():
        yield "author", key, name
    if owner := owner_of(source):
        yield "owner", owner, source.owner
    if place := place_of(source.url):
        yield "host", place, place
    for tag in dict.fromkeys(source.tags):
        yield "tag", tag.casefold(), tag
    if source.subject:
        yield "subject", source.subject.casefold(), source.subject


def _refused(network: SourceNetwork, number: dict[str, int]) -> set[tuple[int, int]]:
    """Return the pairs that a learner said no to, or whose connection they set aside."""
    pairs = [post.refers for post in network.posts if post.step == NO]
    pairs += [(one.what.start, one.what.end) for one in network.archive if isinstance(one.what, Connection)]
    known = [sorted(number[id] for id in pair) for pair in pairs if len(pair) == 2 and all(id in number for id in pair)]
    return {(a, b) for a, b in known}


def _asked(start: Source, end: Source, shared: tuple[tuple[str, str], ...], across: bool) -> PossibleConnection:
    by, value = max(shared, key=lambda one: _WEIGHTS[one[0]])
    words = {
        "author": _("{a} and {b} share an author, {value}. Is there a connection?"),
        "owner": _("{a} and {b} belong to one owner, {value}. Is there a connection?"),
        "host": _("{a} and {b} are both on {value}. Is there a connection?"),
        "tag": _('You gave {a} and {b} the same tag, "{value}". Is there a connection?'),
        "subject": _("{a} and {b} are both about {value}. Is there a connection?"),
    }[by]
    return PossibleConnection(
        start, end, shared, across, words.format(a=short(start), b=short(end), value=value.rstrip("."))
    )
