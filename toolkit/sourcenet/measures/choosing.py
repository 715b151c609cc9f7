"""Which of all sentences are worth reading now: by what stands in the network, never by chance and never by size alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.measures.facts import Facts
from sourcenet.measures.said import ENOUGH, LARGER, Said
from sourcenet.measures.sayings import SAYINGS, concentrated, parting
from sourcenet.measures.where import early, where

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["choose", "everything"]

#: So many sentences are worth reading at once; below LARGER sources it is one.
_MOST = 3
#: What is said against a reference set comes before the count of voices, and after the only way between two parts.
_MISSING = 0.54
#: Measures of which ours say the same in other words: hosts say concentration, what is unused says find_unused.
_SAID_BY_US = frozenset({"concentration", "find_unused"})


def choose(facts: Facts, missing: Said | None = None) -> tuple[Said, ...]:
    """Return the sentences worth reading, the first of them first.

    Each gets a weight between 0 and 1 from what stands in the network (see ``docs/what-it-says.md``), the heaviest
    are taken, and of those that weigh the same the one that comes first on the page. What is too early to say is
    never among them, unless the whole network is.

    Parameters
    ----------
    facts
        What can be read off the network.
    missing
        What is said of standpoints against a reference set, where there is one.
    """
    if facts.size < ENOUGH:
        return (early(facts.size),)
    weighed = [(_weight_of_where(facts), "where"), *((weigh(facts), measure) for measure, weigh in _WEIGHTS.items())]
    if missing is not None and not missing.early:
        weighed.append((_MISSING, "standpoints"))
    found: list[Said] = []
    # Sorting is stable: of equal weights the one that was named first.
    for weight, measure in sorted(weighed, key=lambda one: -one[0]):
        if len(found) == (1 if facts.size < LARGER else _MOST):
            break
        one = missing if measure == "standpoints" and missing is not None else _say(facts, measure)
        if weight > 0 and not one.early:
            found.append(one)
    return tuple(found)


def everything(facts: Facts, more: Iterable[Said] = ()) -> tuple[Said, ...]:
    """Return everything that can be said, a sentence a measure, and of what it is too early to say.

    Parameters
    ----------
    facts
        What can be read off the network.
    more
        What others say of it: kept where it is of a measure of which nothing is said here.
    """
    if facts.size < ENOUGH:
        return (early(facts.size),)
    ours = tuple(_say(facts, measure) for measure in ("where", *SAYINGS))
    spoken = {one.measure for one in ours} | _SAID_BY_US
    return (*ours, *(one for one in more if one.measure not in spoken))


def _say(facts: Facts, measure: str) -> Said:
    """Return the sentence of a measure, made once."""
    if measure not in facts.spoken:
        facts.spoken[measure] = where(facts) if measure == "where" else SAYINGS[measure](facts)
    return facts.spoken[measure]


def _weight_of_where(facts: Facts) -> float:
    """Weigh where the learner stands: nothing else can be read rightly while much is not connected with them."""
    if not facts.joined:
        return 1.0
    if facts.joined < facts.size:
        return 0.9
    return 0.6 if facts.within(1) else 0.95


def _weight_of_place(facts: Facts) -> float:
    place = concentrated(facts)
    return 0.45 + 0.5 * len(place.holds) / facts.size if place and 2 * facts.placed >= facts.size else 0.05


def _weight_of_only_way(facts: Facts) -> float:
    if facts.size < LARGER:
        return 0.0
    found = parting(facts)
    return 0.55 + 0.08 * found[1] / facts.size if found else 0.03


def _weight_of_voices(facts: Facts) -> float:
    if facts.size < LARGER or sum(facts.views.values()) < ENOUGH:
        return 0.0
    return 0.5 if len(facts.views) > 1 else 0.58


def _weight_of_rested(facts: Facts) -> float:
    return 0.4 + 0.3 * len(facts.unused) / facts.dated if facts.unused else 0.02


def _weight_of_lost(facts: Facts) -> float:
    if not facts.reached:
        return 0.0
    # Never the first thing said: that is what is there, not what could be gone.
    return min(0.3 + 0.5 * max(facts.through.behind[: facts.size]) / facts.size, 0.59)


def _weight_of_open(facts: Facts) -> float:
    if facts.access_said < ENOUGH:
        return 0.0
    return 0.1 + 0.5 * len(facts.shut) / facts.access_said


def _weight_of_two_steps(facts: Facts) -> float:
    return 0.45 if facts.reached and facts.within(2) > facts.within(1) else 0.04 if facts.reached else 0.0


_WEIGHTS = {
    "two_steps": _weight_of_two_steps,
    "bridges": _weight_of_only_way,
    "lost_without": _weight_of_lost,
    "hosts": _weight_of_place,
    "unused": _weight_of_rested,
    "diversity": _weight_of_voices,
    "openness": _weight_of_open,
}
