"""Connections that could be made, and what each would change: found by one walk a measure, not by trying every pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.sayings import parting
from sourcenet.measures.wiring import bits, closures, numbers, steps_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sourcenet.measures.facts import Facts
    from sourcenet.measures.likeness import Likeness

__all__ = ["Possible", "all_possible"]


class Possible(NamedTuple):
    """A connection that could be made.

    Attributes
    ----------
    start, end
        The numbers of its ends.
    measure, of
        What it would change, and of what that is measured.
    before, after
        The measure as it is, and as it would be.
    touched
        For how many sources something would change.
    """

    start: int
    end: int
    measure: str
    before: int
    after: int
    touched: int
    of: str = ""


def all_possible(facts: Facts, like: Likeness) -> Iterator[Possible]:
    """Give for each measure the connection that would change it most, if one would."""
    for find in (_loose, _second_way, _behind_one, _behind_a_place, _nearer, _behind_a_gate):
        found = find(facts, like)
        if found is not None:
            yield found


def _loose(facts: Facts, like: Likeness) -> Possible | None:
    """Connect the largest part that does not hang together with the learner yet."""
    sizes: dict[int, list[int]] = {}
    for n, part in enumerate(facts.parts[: facts.size]):
        if part:
            sizes.setdefault(part, []).append(n)
    if not sizes:
        return None
    largest = max(sizes.values(), key=len)  # the first of those that are alike
    joined = [n for n in range(facts.size) if not facts.parts[n]]
    count, after = len(largest), facts.joined + len(largest)
    for start, end in _likeliest(like, [facts.wires.me, *joined], largest):
        return Possible(start, end, "joined", facts.joined, after, count)
    return None


def _likeliest(like: Likeness, starts: list[int], ends: list[int]) -> Iterator[tuple[int, int]]:
    """Give the first free pair that shares a trait, or else the first that is free."""
    holding: dict[str, int] = {}
    for start in reversed(starts):
        if start != like.facts.wires.me:
            holding.update(dict.fromkeys(like.traits[start], start))
    for end in ends:
        for trait in like.traits[end]:
            if trait in holding and like.is_free(holding[trait], end):
                yield holding[trait], end
    for end in ends:
        for start in starts:
            if like.is_free(start, end):
                yield start, end


def _second_way(facts: Facts, like: Likeness) -> Possible | None:
    """Go round the only connection between the two largest parts, and as many others as lie on the way."""
    found = parting(facts)
    if found is None or facts.widest is None:
        return None
    tie, branch, whole = facts.widest
    inside = [facts.cuts.order[n] for n in branch]
    outside = [facts.cuts.order[n] for n in (*range(whole.start, branch.start), *range(branch.stop, whole.stop))]
    depth = _depths(facts, tie)
    best: tuple[float, int, int] | None = None
    for trait, sides in _facing(like, inside, outside, depth):
        pair = _free_pair(facts, like, sides, depth)
        if pair is None:
            continue
        # Sharing something weighs as much as one more connection on the way and a half: sense before figures.
        score = depth[pair[0]] + depth[pair[1]] + (1.5 if trait else 0)
        if best is None or score > best[0]:
            best = (score, *pair)
    if best is None:
        return None
    start, end = best[1:]
    before = len(facts.cuts.only)
    return Possible(start, end, "bridges", before, before - 1 - depth[start] - depth[end], found[1])


def _facing(
    like: Likeness, inside: list[int], outside: list[int], depth: list[int]
) -> Iterator[tuple[str, tuple[list[int], list[int]]]]:
    """Give the deepest few of both sides, of all and of those that share a trait."""
    sides: list[dict[str, list[int]]] = [{}, {}]
    for side, members in zip(sides, (inside, outside), strict=True):
        # Three of each side are enough to find a pair that is free: at most one across is joined already.
        for n in sorted(members, key=lambda n: (-depth[n], n)):
            for trait in ("", *like.traits[n]):
                few = side.setdefault(trait, [])
                if len(few) < 3:
                    few.append(n)
    for trait, few in sides[0].items():
        if trait in sides[1]:
            yield trait, (few, sides[1][trait])


def _free_pair(
    facts: Facts, like: Likeness, sides: tuple[list[int], list[int]], depth: list[int]
) -> tuple[int, int] | None:
    """Return a free pair across the two sides with most only connections on its way, pointing away from the learner."""
    pairs = sorted(((a, b) for a in sides[0] for b in sides[1]), key=lambda pair: -depth[pair[0]] - depth[pair[1]])
    for a, b in pairs:
        if like.is_free(a, b) and like.is_free(b, a):
            return (a, b) if _how_far(facts, a) <= _how_far(facts, b) else (b, a)
    return None


def _how_far(facts: Facts, number: int) -> int:
    return facts.far[number] if facts.far[number] >= 0 else facts.size + 1


def _depths(facts: Facts, tie: int) -> list[int]:
    """Return how many only connections lie between each source and this one, itself not counted."""
    only = {one[0] for one in facts.cuts.only}
    ties: list[list[tuple[int, int]]] = [[] for _id in facts.wires.ids]
    for n, (start, end) in enumerate(facts.wires.ties):
        if facts.wires.me not in (start, end) and n != tie:
            ties[start].append((end, n in only))
            ties[end].append((start, n in only))
    depth = [-1] * len(ties)
    layer = list(facts.wires.ties[tie])
    step = 0
    while layer:
        ahead: list[int] = []
        while layer:  # what hangs together without an only connection is equally deep
            here = layer.pop()
            if depth[here] >= 0:
                continue
            depth[here] = step
            for there, cut in ties[here]:
                if depth[there] < 0:
                    (ahead if cut else layer).append(there)
        layer, step = ahead, step + 1
    return depth


def _nearer(facts: Facts, like: Likeness) -> Possible | None:
    """Bring most into reach in two steps: a direct connection, or a step on from a source that is near."""
    me = facts.wires.me
    if not facts.wires.onward[me]:
        return None  # which one to turn to first is the learner's to say
    onward = facts.wires.onward
    near, held = bytearray(facts.size + 1), bytearray(facts.size + 1)
    held[me] = 1  # the learner is not in their own reach
    for one in onward[me]:
        near[one] = held[one] = 1
        for there in onward[one]:
            held[there] = 1
    best, most, new = -1, 0, 0
    for n in range(facts.size):
        if near[n]:
            continue
        unheld = not held[n]
        gain = unheld + sum(not held[there] for there in onward[n])
        # Of those that bring as many, one that is not in reach yet: a source that shares something may lead on to it.
        if gain and (gain, unheld) > (most, new) and like.is_free(me, n):
            best, most, new = n, gain, unheld
    if best < 0:
        return None
    start: int | None = me
    if most == 1 and new:  # then a step on from a source that shares something does the same
        start = like.nearest(best, bits([me, *onward[me]]))
    before = sum(held) - 1
    return Possible(me if start is None else start, best, "reach", before, before + most, most)


def _behind_one(facts: Facts, like: Likeness) -> Possible | None:
    """Find a second way to what is reached only through one source: the one that stands before most."""
    through = facts.through
    best: Possible | None = None
    first = sorted((n for n in range(facts.size) if through.behind[n]), key=lambda n: (-through.behind[n], n))[:5]
    for one in first:
        count = through.behind[one]
        if best is not None and count <= best.touched:
            break
        left = steps_from(facts.wires.onward, facts.wires.me, 1 << one)
        found = _way_round(facts, like, through.only_through(one), left)
        if found is not None and (best is None or found[2] > best.touched):
            start, end, gain = found
            best = Possible(start, end, "lost_without", count, count - gain, gain, facts.id(one))
    return best


def _behind_a_place(facts: Facts, like: Likeness) -> Possible | None:
    """Find a second way to what is reached only through the sources of one host or owner."""
    best: Possible | None = None
    for place in facts.places[:3]:
        shut = bits(place.holds)
        left = steps_from(facts.wires.onward, facts.wires.me, shut)
        lost = bits(n for n in range(facts.size) if facts.far[n] > 0 and left[n] < 0) & ~shut
        count = lost.bit_count()
        if not count or (best is not None and count <= best.touched):
            continue
        found = _way_round(facts, like, lost, left)
        if found is not None and (best is None or found[2] > best.touched):
            start, end, gain = found
            best = Possible(start, end, "lost_with_place", count, count - gain, gain, place.name)
    return best


def _behind_a_gate(facts: Facts, like: Likeness) -> Possible | None:
    """Find an open way to what is open itself and reached only through a login, a payment or an invitation."""
    if not facts.shut or facts.access_said * 2 < facts.size:
        return None
    closed = bits(n for n, access in enumerate(facts.said("access")) if access != "open")
    left = steps_from(facts.wires.onward, facts.wires.me, closed)
    before = sum(one > 0 for one in left)
    lost = bits(n for n in range(facts.size) if facts.far[n] > 0 and left[n] < 0) & ~closed
    found = _way_round(facts, like, lost, left)
    return None if found is None else Possible(found[0], found[1], "open_reach", before, before + found[2], found[2])


def _way_round(facts: Facts, like: Likeness, lost: int, left: list[int]) -> tuple[int, int, int] | None:
    """Return the connection that wins back most of what is lost, from what is left, and how much that is."""
    if not lost:
        return None
    starts = bits(n for n, far in enumerate(left) if far >= 0)
    members = numbers(lost)
    whole = closures(facts.wires.onward, lost, members)
    gains = {n: whole[n].bit_count() for n in members}
    for end in sorted(members, key=lambda n: (-gains[n], facts.far[n], n))[:8]:
        start = like.nearest(end, starts)
        if start is not None:
            return start, end, gains[end]
    return None
