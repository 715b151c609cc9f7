"""Patterns of connections that come back in many networks, found by matching small shapes, each with a prompt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.coded import ME, Coded, coded
from sourcenet.measures.costing import cost
from sourcenet.measures.groups import stated
from sourcenet.measures.independent import one_voice
from sourcenet.measures.joints import widest_bridges
from sourcenet.measures.look import listed
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["Pattern", "find_patterns"]

#: So many places of one pattern are named, the most telling first.
_EACH = 3
#: A source with more that lead to it is looked at by its strongest alone.
_FEW = 12
_GATE = 3
_ECHO = 4
_DENSE = 0.2
_NAMED = 4


class Pattern(NamedTuple):
    """A place in a network that has a shape of use elsewhere.

    Attributes
    ----------
    name
        ``"triangulation"``, ``"two sides"``, ``"gateway"``, ``"broker"``, ``"guide"`` or ``"echo"``.
    title
        The same in a learner's words.
    sources, connections
        What it is made of, the source in the middle first.
    words
        What is seen, in a sentence.
    prompt
        A question for the next topic.
    """

    name: str
    title: str
    sources: tuple[Source, ...]
    connections: tuple[Connection, ...]
    words: str
    prompt: str


def find_patterns(network: SourceNetwork) -> tuple[Pattern, ...]:
    """Return patterns that a network has, those of one sort together, at most three of each.

    Taken among the sources, unless it says otherwise:

    - *triangulation*: three sources lead to one and the same, and no two of the three are known to be one voice;
    - *two sides*: two sources that stand otherwise on the question, and are not one voice, lead to the same one;
    - *gateway*: at least three others can be walked to from the learner through one source alone;
    - *broker*: the only connection between two parts with at least two sources each;
    - *guide*: a person, organisation, community or event that leads to two or more to which the learner has no
      connection of their own;
    - *echo*: four or more of one viewpoint with at least a fifth of all possible connections among them, and four
      times as many as the sources have on the whole.

    Parameters
    ----------
    network
        The network to look at.

    Returns
    -------
    tuple of Pattern
        Empty where there is none yet.

    References
    ----------
    .. [1] Burt, R. S. (1992). Structural Holes. Harvard University Press.
    .. [2] Granovetter, M. (1973). The strength of weak ties. American Journal of Sociology, 78(6), 1360-1380.

    Examples
    --------
    >>> import sourcenet as sn
    >>> sorted({pattern.name for pattern in sn.find_patterns(sn.load_example("busy"))})
    ['broker', 'echo', 'gateway', 'guide', 'triangulation', 'two sides']
    """
    return network.once("patterns", lambda: tuple(_all(network)))


def _all(network: SourceNetwork) -> Iterator[Pattern]:
    found = coded(network)
    finders: tuple[Callable[[SourceNetwork, Coded], Iterator[Pattern]], ...] = (
        *(_triangulations, _two_sides, _gateways, _brokers, _guides, _echoes),
    )
    for find in finders:
        for n, one in enumerate(find(network, found)):
            if n == _EACH:
                break
            yield one


def _onto(found: Coded) -> list[tuple[int, list[int]]]:
    """Return each source with those that lead to it, the strongest first; those with most come first."""
    graph = found.among
    some = [
        (n, sorted(back, key=lambda one: (-back[one], one))[:_FEW])
        for n, back in enumerate(graph.back)
        if len(back) > 1
    ]
    return sorted(some, key=lambda pair: (-len(graph.back[pair[0]]), pair[0]))


def _ties(network: SourceNetwork, starts: tuple[Source, ...], end: Source) -> tuple[Connection, ...]:
    ids = {one.id for one in starts}
    return tuple(tie for tie in network.connections if tie.end == end.id and tie.start in ids)


class _Voices:
    """Which sources are known to be one voice, by number, each pair asked about once."""

    def __init__(self, network: SourceNetwork, found: Coded) -> None:
        self._network, self._found = network, found
        self._asked: dict[tuple[int, int], bool] = {}

    def apart(self, a: int, b: int) -> bool:
        pair = (a, b) if a < b else (b, a)
        known = self._asked.get(pair)
        if known is None:
            known = self._asked[pair] = not one_voice(self._network, *_of(self._found, pair))
        return known


def _voices(network: SourceNetwork, found: Coded) -> _Voices:
    return network.once("voices apart", lambda: _Voices(network, found))


def _three_apart(back: list[int], voices: _Voices) -> tuple[int, int, int] | None:
    for n, a in enumerate(back):
        others = [b for b in back[n + 1 :] if voices.apart(a, b)]
        for b, c in combinations(others, 2):
            if voices.apart(b, c):
                return a, b, c
    return None


def _triangulations(network: SourceNetwork, found: Coded) -> Iterator[Pattern]:
    voices = _voices(network, found)
    for n, back in _onto(found):
        numbers = _three_apart(back, voices)
        if numbers is None:
            continue
        three = _of(found, numbers)
        middle = found.sources[n]
        names = listed([one.label for one in three], most=3)
        yield Pattern(
            "triangulation",
            _("Three ways to one thing"),
            (middle, *three),
            _ties(network, three, middle),
            _("{names} lead to {middle}, and nothing says that any two of them are one voice.").format(
                names=names, middle=middle.label
            ),
            _("What in your next topic could you come to from three sides that do not know of each other?"),
        )


def _of(found: Coded, numbers: tuple[int, ...]) -> tuple[Source, ...]:
    return tuple(found.sources[n] for n in numbers)


def _two_sides(network: SourceNetwork, found: Coded) -> Iterator[Pattern]:
    said, voices = stated(network, "viewpoint"), _voices(network, found)
    views = [said.get(id, "") for id in found.number]
    for n, back in _onto(found):
        for pair in combinations(back, 2):
            here, there = (views[one] for one in pair)
            if not here or not there or here == there or not voices.apart(*pair):
                continue
            two = _of(found, pair)
            middle = found.sources[n]
            words = _("{a} ({here}) and {b} ({there}) both lead to {middle}.")
            yield Pattern(
                "two sides",
                _("Two sides of one thing"),
                (middle, *two),
                _ties(network, two, middle),
                words.format(a=two[0].label, here=_(here), b=two[1].label, there=_(there), middle=middle.label),
                _("Who would send you to the same place for the opposite reason?"),
            )
            break


def _gateways(network: SourceNetwork, found: Coded) -> Iterator[Pattern]:
    gates = sorted(cost(network).values(), key=lambda one: -len(one.lost))
    for one in gates:
        if len(one.lost) < _GATE:
            return
        (gate,) = one.gone
        names = listed([source.label for source in one.lost], most=_NAMED)
        words = many(
            "{{gate}} alone leads you to {n} other source: {{names}}.",
            "{{gate}} alone leads you to {n} other sources: {{names}}.",
            len(one.lost),
        )
        yield Pattern(
            "gateway",
            _("A gateway"),
            (gate, *one.lost),
            tuple(tie for tie in network.connections if tie.start == gate.id),
            words.format(gate=gate.label, names=names),
            _("In your next topic, who holds such a gate, and who could let you in by another?"),
        )


def _brokers(network: SourceNetwork, found: Coded) -> Iterator[Pattern]:
    known = {source.id: source for source in found.sources}
    for one in widest_bridges(network, _EACH):
        if min(len(one.near), len(one.far)) < 2:
            return
        ends = [known[one.connection.start], known[one.connection.end]]
        words = _("“{tie}” is the only connection between a part of {a} sources and one of {b}.")
        yield Pattern(
            "broker",
            _("The only one between two parts"),
            tuple(ends),
            (one.connection,),
            words.format(tie=_tie(one.connection), a=len(one.near), b=len(one.far)),
            _("Which two groups of your next topic have nobody yet who speaks with both?"),
        )


def _tie(tie: Connection) -> str:
    return f"{tie.start_label} {tie.relation} {tie.end_label}"


def _guides(network: SourceNetwork, found: Coded) -> Iterator[Pattern]:
    own = {tie.end for tie in network.connections if tie.start == ME}
    human = {name for name, kind in network.vocabulary.kinds.items() if kind.human}
    known = {source.id: source for source in found.sources}
    ahead: dict[str, list[Connection]] = {}
    for tie in network.connections:
        if tie.start in known and tie.end in known and tie.end not in own and tie.start != tie.end:
            ahead.setdefault(tie.start, []).append(tie)
    some = [(id, ties) for id, ties in ahead.items() if known[id].kind in human and len({tie.end for tie in ties}) > 1]
    for id, ties in sorted(some, key=lambda pair: -len(pair[1])):
        ends = tuple(dict.fromkeys(known[tie.end] for tie in ties))
        yield Pattern(
            "guide",
            _("Somebody who leads on"),
            (known[id], *ends),
            tuple(ties),
            _("{guide} leads you to {names}: you have no connection of your own to any of them.").format(
                guide=known[id].label, names=listed([one.label for one in ends], most=_NAMED)
            ),
            _("Who in your next topic knows more people than pages, and what would you ask them first?"),
        )


def _echoes(network: SourceNetwork, found: Coded) -> Iterator[Pattern]:
    views = stated(network, "viewpoint")
    size, pairs = len(found.sources), found.among.pairs
    overall = pairs / (size * (size - 1)) if size > 1 else 0.0
    groups: dict[str, list[int]] = {}
    for id, view in views.items():
        groups.setdefault(view, []).append(found.number[id])
    rows = []
    for view, some in groups.items():
        inside = set(some)
        held = sum(end in inside for n in some for end in found.among.ahead[n])
        share = held / (len(some) * (len(some) - 1)) if len(some) > 1 else 0.0
        if len(some) >= _ECHO and share >= _DENSE and share >= _ECHO * overall:
            rows.append((share, view, inside, held))
    for _share, view, inside, held in sorted(rows, key=lambda row: (-row[0], row[1])):
        sources = tuple(found.sources[n] for n in sorted(inside))
        ids = {one.id for one in sources}
        words = _("{n} sources that stand for {view} hold {held} of {all} possible connections among themselves.")
        yield Pattern(
            "echo",
            _("A room that hears itself"),
            sources,
            tuple(tie for tie in network.connections if tie.start in ids and tie.end in ids),
            words.format(n=len(sources), view=_(view), held=held, all=len(sources) * (len(sources) - 1)),
            _("Who would notice first if all of these were wrong about the same thing?"),
        )
