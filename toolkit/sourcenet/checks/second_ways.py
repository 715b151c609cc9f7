"""Which connections gave a second way to a place that had only one when they were made.

The history is read once. What is connected grows connection by connection, and with it the parts inside which there
are two ways, so that a connection that closes a round tells at once which only ways it doubled (Westbrook & Tarjan
1992 name the method). Where something was set aside in between, the parts are built anew before the next connection
that is asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any

from sourcenet.model.replay import State

if TYPE_CHECKING:
    from sourcenet.model.events import Event

__all__ = ["second_ways"]

ME = "me"
Pair = tuple[str, str]
#: How often the parts are built anew at most; in a history with more turns than that, the latest are read.
_MOST_TURNS = 20
_VERBS = frozenset({"begin", "add", "connect", "prune", "restore"})


class _Watched(State):
    """A replay that tells what is joined and parted."""

    def __init__(self) -> None:
        super().__init__()
        self.moves: list[tuple[bool, dict[str, Any]]] = []

    def _join(self, record: dict[str, Any]) -> None:
        super()._join(record)
        self.moves.append((True, record))

    def _part(self, id: str) -> dict[str, Any]:
        record = super()._part(id)
        self.moves.append((False, record))
        return record


class _Parts:
    """Ends, the parts that hang together, and inside them the parts that have two ways."""

    def __init__(self) -> None:
        self.double: dict[str, str] = {}
        self.whole: dict[str, str] = {}
        self.size: dict[str, int] = {}
        self.above: dict[str, str] = {}
        self.by: dict[str, Pair] = {}

    def _top(self, of: dict[str, str], end: str) -> str:
        here = end
        while of.setdefault(here, here) != here:
            here = of[here]
        while of[end] != here:
            of[end], end = here, of[end]
        return here

    def add(self, pair: Pair) -> list[Pair]:
        """Join two ends; return the pairs that were only ways and have a second way now."""
        a, b = (self._top(self.double, end) for end in pair)
        if a == b:
            return []
        first, second = self._top(self.whole, a), self._top(self.whole, b)
        if first == second:
            return self._close(a, b)
        if self.size.get(first, 1) > self.size.get(second, 1):
            a, first, second, b = b, second, first, a
        self._turn(a)
        self.above[a], self.by[a] = b, pair
        self.whole[first] = second
        self.size[second] = self.size.get(first, 1) + self.size.get(second, 1)
        return []

    def _turn(self, end: str) -> None:
        """Hang a part up by one of its ends."""
        here, above, by = end, self.above.pop(end, None), self.by.pop(end, None)
        while above is not None and by is not None:
            there = self._top(self.double, above)
            next_above, next_by = self.above.pop(there, None), self.by.pop(there, None)
            self.above[there], self.by[there] = here, by
            here, above, by = there, next_above, next_by

    def _close(self, a: str, b: str) -> list[Pair]:
        """Make one part of all on the way between two; return the only ways that were on it."""
        paths: list[list[str]] = [[], []]
        met: dict[str, None] = {}
        heads: list[str | None] = [a, b]
        common = ""
        while not common:
            for side, head in enumerate(heads):
                if head is None:
                    continue
                here = self._top(self.double, head)
                paths[side].append(here)
                if here in met:
                    common = here
                    break
                met[here] = None
                heads[side] = self.above.get(here)
        doubled = []
        for path in paths:
            for here in path:
                if here == common:
                    break
                doubled.append(self.by.pop(here))
                self.above.pop(here)
                self.double[here] = common
        return doubled


class _Ways:
    """Who is beside whom, whichever way a connection points; two connections between the same two are one way."""

    def __init__(self) -> None:
        self.beside: dict[str, dict[str, None]] = {}
        self.held: dict[Pair, dict[str, None]] = {}
        self.act: dict[Pair, str] = {}
        self.parts = _Parts()
        self.stale = False

    def add(self, pair: Pair, tie: str, act: str) -> list[Pair]:
        held = self.held.setdefault(pair, {})
        held[tie] = None
        if len(held) > 1:
            return []
        self.act[pair] = act
        for end, other in (pair, pair[::-1]):
            self.beside.setdefault(end, {})[other] = None
        return [] if self.stale else self.parts.add(pair)

    def drop(self, pair: Pair, tie: str) -> None:
        held = self.held.get(pair, {})
        held.pop(tie, None)
        if held or pair not in self.act:
            return
        del self.held[pair], self.act[pair]
        for end, other in (pair, pair[::-1]):
            self.beside[end].pop(other, None)
        self.stale = True

    def fresh(self) -> None:
        if self.stale:
            self.parts, self.stale = _Parts(), False
            for pair in self.act:
                self.parts.add(pair)

    def parts_two_places(self, pair: Pair) -> bool:
        """Tell whether behind an only way there are two sources or more, seen from the learner or from either side."""
        sides = [self._side(pair), self._side((pair[1], pair[0]))]
        # The learner alone on one side is enough: all that is known lies behind.
        return any(behind >= 2 and (sources >= 2 or me) for (behind, _), (sources, me) in (sides, sides[::-1]))

    def _side(self, pair: Pair) -> tuple[int, bool]:
        """Return how many sources are on the side of the first end, two being enough, and whether the learner was met."""
        start, other = pair
        seen, waiting, sources = {start, other}, [start], 0
        me = False
        while waiting:
            here = waiting.pop()
            me = me or here == ME
            sources += here != ME
            if sources >= 2:
                break
            for there in self.beside[here]:
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)
                    if len(waiting) > 2:
                        break
        return sources, me


def _pair(record: dict[str, Any], one: Callable[[str], str]) -> Pair:
    a, b = one(record["start"]), one(record["end"])
    return (a, b) if a < b else (b, a)


def _moves(
    events: Iterable[Event], named: Callable[[str], bool], one: Callable[[str], str]
) -> list[tuple[bool, Pair, str, str]]:
    """Return what was joined and parted: whether joined, the two ends, the connection, and the act."""
    state, found = _Watched(), []
    for event in events:
        if event.undone or event.do not in _VERBS:
            continue
        state.apply(event)
        for joined, record in state.moves:
            if named(record["start"]) and named(record["end"]):
                pair = _pair(record, one)
                if pair[0] != pair[1]:
                    found.append((joined, pair, record["id"], event.group or event.id))
        state.moves.clear()
    return found


def second_ways(
    events: Iterable[Event],
    asked: Collection[str],
    *,
    named: Callable[[str], bool] = bool,
    one: Callable[[str], str] = str,
) -> dict[str, tuple[Pair, ...]]:
    """Return the connections that doubled an only way when they were made, each with the two ends of those ways.

    An only way is one among the sources, or one with the learner in it, that had two sources or more behind it and
    was made in an earlier act. A way is doubled once.

    Parameters
    ----------
    events
        The history.
    asked
        Ids of the connections that are asked about.
    named
        Whether an end counts: one cannot walk through something without a name.
    one
        The id that stands for an end and all that are the same thing.
    """
    moves = _moves(events, named, one)
    found: dict[str, dict[Pair, None]] = {}
    used: set[Pair] = set()
    for with_me in (True, False):
        _follow(moves if with_me else [m for m in moves if ME not in m[1]], set(asked), found, used)
    return {tie: tuple(pairs) for tie, pairs in found.items()}


def _follow(
    moves: list[tuple[bool, Pair, str, str]], asked: set[str], found: dict[str, dict[Pair, None]], used: set[Pair]
) -> None:
    ways, skip = _Ways(), max(0, _turns(moves, asked) - _MOST_TURNS)
    passed = False
    for joined, pair, tie, act in moves:
        if not joined:
            ways.drop(pair, tie)
            passed = False
            continue
        if ways.stale and tie in asked and not passed:
            passed = skip > 0
            skip -= passed
            if not passed:
                ways.fresh()
        before = ways.act
        doubled = ways.add(pair, tie, act)
        if tie not in asked or not doubled:
            continue
        ways.beside[pair[0]].pop(pair[1])
        ways.beside[pair[1]].pop(pair[0])
        good = [way for way in doubled if way not in used and before[way] != act and ways.parts_two_places(way)]
        for end, other in (pair, pair[::-1]):
            ways.beside[end][other] = None
        if good:
            used.update(good)
            found.setdefault(tie, {}).update(dict.fromkeys(good))


def _turns(moves: list[tuple[bool, Pair, str, str]], asked: set[str]) -> int:
    turns, stale = 0, False
    for joined, _pair, tie, _act in moves:
        if not joined:
            stale = True
        elif stale and tie in asked:
            turns, stale = turns + 1, False
    return turns
