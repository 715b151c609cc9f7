"""A network as whole numbers and sets of bits, so that many possible changes can be weighed in the time of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Cuts", "Through", "Wiring", "bits", "closures", "cuts", "dominated", "numbers", "steps_from", "wiring"]

ME = "me"


class Wiring(NamedTuple):
    """Who is connected with whom, by number: sources in their order, the learner last.

    Attributes
    ----------
    ids
        The id behind each number.
    onward
        For each number those that a connection leads to, each once, in the order of the connections.
    ties
        Both ends of each connection, in their order; those that join something with itself are left out.
    named
        The ids of these connections.
    me
        The number of the learner: how many sources there are.
    """

    ids: list[str]
    onward: list[list[int]]
    ties: list[tuple[int, int]]
    named: list[str]
    me: int


def wiring(sources: Iterable[str], connections: Iterable[Mapping[str, Any]]) -> Wiring:
    """Return the wiring of a network.

    Parameters
    ----------
    sources
        The ids of its sources, in their order.
    connections
        The plain records of its connections; one whose end has gone in the meantime is left out.
    """
    ids = [*sources, ME]
    number = {id: n for n, id in enumerate(ids)}
    kept = [
        one for one in connections if one["start"] != one["end"] and one["start"] in number and one["end"] in number
    ]
    ties = [(number[one["start"]], number[one["end"]]) for one in kept]
    onward: list[dict[int, None]] = [{} for _id in ids]
    for start, end in ties:
        onward[start][end] = None
    return Wiring(ids, [list(ends) for ends in onward], ties, [one["id"] for one in kept], len(ids) - 1)


def bits(members: Iterable[int]) -> int:
    """Return a set of numbers as one whole number, a bit for each."""
    listed = list(members)
    if not listed:
        return 0
    # Through bytes: setting a bit of a long whole number would copy all of it each time.
    flags = bytearray(max(listed) // 8 + 1)
    for one in listed:
        flags[one >> 3] |= 1 << (one & 7)
    return int.from_bytes(flags, "little")


def numbers(found: int) -> list[int]:
    """Return the numbers in a set of bits, the smallest first."""
    return [n for n, bit in enumerate(reversed(f"{found:b}")) if bit == "1"]


def steps_from(onward: Sequence[Iterable[int]], first: int, shut: int = 0) -> list[int]:
    """Return in how many steps each is reached from a first one, -1 where it is not; those in `shut` are not entered."""
    far = [-1] * len(onward)
    for one in numbers(shut) if shut else ():
        far[one] = -2  # not entered, and set back at the end
    far[first] = 0
    here, step = [first], 0
    while here:
        step += 1
        ahead = []
        for start in here:
            for end in onward[start]:
                if far[end] == -1:
                    far[end] = step
                    ahead.append(end)
        here = ahead
    return [max(one, -1) for one in far] if shut else far


def closures(onward: Sequence[Iterable[int]], inside: int, members: Sequence[int]) -> dict[int, int]:
    """Return for each member all that can be reached from it without leaving the set, itself among it, as bits.

    One walk finds the parts that lead round to themselves, deepest first (Tarjan 1972), and each part takes over
    what the parts behind it reach: every connection is looked at once, however many members there are.
    """
    ways = {one: [end for end in onward[one] if inside >> end & 1] for one in members}
    met: dict[int, int] = {}
    low: dict[int, int] = {}
    whole: dict[int, int] = {}
    stack: list[int] = []
    for root in members:
        if root in met:
            continue
        met[root] = low[root] = len(met)
        stack.append(root)
        path = [(root, iter(ways[root]))]
        while path:
            here, ahead = path[-1]
            for there in ahead:
                if there not in met:
                    met[there] = low[there] = len(met)
                    stack.append(there)
                    path.append((there, iter(ways[there])))
                    break
                if there not in whole:
                    low[here] = min(low[here], met[there])
            else:
                path.pop()
                if path:
                    before = path[-1][0]
                    low[before] = min(low[before], low[here])
                if low[here] == met[here]:
                    _close(here, stack, ways, whole)
    return whole


def _close(head: int, stack: list[int], ways: dict[int, list[int]], whole: dict[int, int]) -> None:
    """Take a finished part off the stack and note what its members reach."""
    at = len(stack) - 1
    while stack[at] != head:
        at -= 1
    part = stack[at:]
    del stack[at:]
    found = bits(part)
    for one in part:
        for end in ways[one]:
            found |= whole.get(end, 0)
    whole.update(dict.fromkeys(part, found))


class Through(NamedTuple):
    """Whom every way from the learner passes.

    Attributes
    ----------
    order
        What is reached, the learner last; each stands before whom it is reached through.
    last
        For each the last one (or the learner) that every way to it passes; -1 for what is not reached.
    behind
        How many are reached only through each.
    """

    order: list[int]
    last: list[int]
    behind: list[int]

    def only_through(self, one: int) -> int:
        """Return all that is reached only through one source, itself left out, as bits."""
        inside = bytearray(len(self.last))
        inside[one] = 1
        found = []
        for there in reversed(self.order):
            if there != one and inside[self.last[there]] and not inside[there]:
                inside[there] = 1
                found.append(there)
        return bits(found)


def dominated(onward: Sequence[Iterable[int]], first: int) -> Through:
    """Find whom every way from the learner passes (the dominators of a flow graph).

    Parameters
    ----------
    onward
        For each number those that a connection leads to.
    first
        Where ways begin: the number of the learner.

    References
    ----------
    .. [1] Cooper, K. D., Harvey, T. J., & Kennedy, K. (2001). A simple, fast dominance algorithm. Rice University,
       TR-06-33870.
    """
    order, place = _finished(onward, first)
    came: list[list[int]] = [[] for _one in onward]
    for start in order:
        for end in onward[start]:
            came[end].append(start)
    through = [-1] * len(onward)
    through[first] = first
    changed = True
    while changed:
        changed = False
        for one in reversed(order[:-1]):
            best = -1
            for start in came[one]:
                if through[start] >= 0:
                    best = start if best < 0 else _meet(best, start, through, place)
            if through[one] != best:
                through[one], changed = best, True
    behind = [0] * len(onward)
    for one in order[:-1]:  # the deepest first: what is behind is complete before it is handed on
        behind[through[one]] += behind[one] + 1
    return Through(order, through, behind)


def _finished(onward: Sequence[Iterable[int]], first: int) -> tuple[list[int], list[int]]:
    """Return what is reached in the order in which a walk in depth leaves it, and the place of each in that order."""
    order: list[int] = []
    place = [-1] * len(onward)
    met = {first}
    path = [(first, iter(onward[first]))]
    while path:
        here, ahead = path[-1]
        for there in ahead:
            if there not in met:
                met.add(there)
                path.append((there, iter(onward[there])))
                break
        else:
            path.pop()
            place[here] = len(order)
            order.append(here)
    return order, place


def _meet(a: int, b: int, through: list[int], place: list[int]) -> int:
    while a != b:
        while place[a] < place[b]:
            a = through[a]
        while place[b] < place[a]:
            b = through[b]
    return a


class Cuts(NamedTuple):
    """The only connections between two parts, among the sources.

    Attributes
    ----------
    order
        Sources in the order in which a walk met them: a branch is a stretch of it.
    only
        For each only connection its number among ``ties``, the branch behind it, and the whole it hangs in.
    """

    order: list[int]
    only: list[tuple[int, range, range]]

    def widest(self) -> tuple[int, range, range] | None:
        """Return the only connection between the two largest parts, the first of those that are alike; or None."""
        return min(self.only, key=lambda one: (-min(len(one[1]), len(one[2]) - len(one[1])), one[0]), default=None)


def cuts(wires: Wiring) -> Cuts:
    """Walk among the sources once, in depth and without recursion, and note how far back each branch leads."""
    ties: list[list[tuple[int, int]]] = [[] for _one in wires.ids]
    for n, (start, end) in enumerate(wires.ties):
        if wires.me not in (start, end):
            ties[start].append((end, n))
            ties[end].append((start, n))
    met = [-1] * len(wires.ids)
    low = met[:]
    order: list[int] = []
    only: list[tuple[int, range, range]] = []
    for root in range(wires.me):
        if met[root] >= 0:
            continue
        first, cut = len(order), []
        met[root] = low[root] = first
        order.append(root)
        path = [(root, -1, iter(ties[root]))]
        while path:
            here, came_by, ahead = path[-1]
            for there, by in ahead:
                if met[there] < 0:
                    met[there] = low[there] = len(order)
                    order.append(there)
                    path.append((there, by, iter(ties[there])))
                    break
                if by != came_by and met[there] < low[here]:
                    low[here] = met[there]
            else:
                path.pop()
                if path:
                    before = path[-1][0]
                    low[before] = min(low[before], low[here])
                    if low[here] > met[before]:
                        cut.append((came_by, range(met[here], len(order))))
        only += [(by, branch, range(first, len(order))) for by, branch in cut]
    return Cuts(order, only)
