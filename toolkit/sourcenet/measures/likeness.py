"""Which of several possible connections is the likeliest one: what two sources share, and what was set aside before."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sourcenet.measures.said import short
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.measures.facts import Facts

__all__ = ["Likeness"]

#: What two sources may share, the most telling first: an author or owner says more than a subject.
_SHARED = ("authors", "owner", "host", "subject")


class Likeness:
    """What sources of a network share, looked up instead of compared pair by pair.

    Parameters
    ----------
    facts
        What can be read off the network.
    """

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    @cached_property
    def traits(self) -> list[tuple[str, ...]]:
        """Return what may be shared with another, of each source: a trait with its sort, such as ``"subject:law"``."""
        found = []
        said_of = (self.facts.said("authors"), self.facts.said("owner"), self.facts.hosts, self.facts.said("subject"))
        for said in zip(*said_of, strict=True):
            found.append(tuple(f"{sort}:{one.casefold()}" for sort, one in zip(_SHARED, said, strict=True) if one))
        return found

    @cached_property
    def holding(self) -> dict[str, list[int]]:
        """Return the sources that have a trait, in their order."""
        found: dict[str, list[int]] = {}
        for n, traits in enumerate(self.traits):
            for trait in traits:
                found.setdefault(trait, []).append(n)
        return found

    @cached_property
    def _onward(self) -> list[set[int]]:
        return [set(ends) for ends in self.facts.wires.onward]

    def is_free(self, start: int, end: int) -> bool:
        """Tell whether a connection from one to the other is still to be made, and was never set aside."""
        ids = self.facts.wires.ids
        if start == end or end in self._onward[start]:
            return False
        return not self.facts.set_aside or (ids[start], ids[end]) not in self.facts.set_aside

    def nearest(self, end: int, starts: int) -> int | None:
        """Return which of these shares most with a source, the first of those that are alike; None for none free.

        Where none shares anything it is the learner, if they are one of these, or else the first.

        Parameters
        ----------
        end
            The number of the source.
        starts
            The numbers to choose from, as bits.
        """
        scores: dict[int, int] = {}
        for trait in self.traits[end]:
            worth = len(_SHARED) - _SHARED.index(trait.partition(":")[0])
            for one in self.holding[trait]:
                if starts >> one & 1:
                    scores[one] = scores.get(one, 0) + worth
        for start in sorted(scores, key=lambda one: (-scores[one], one)):
            if self.is_free(start, end):
                return start
        me = self.facts.wires.me
        others = (one for one in (me, *range(me)) if starts >> one & 1)
        return next((one for one in others if self.is_free(one, end)), None)

    def shared(self, start: int, end: int) -> str:
        """Say what two sources share; empty where that is nothing."""
        if self.facts.wires.me in (start, end):
            return ""
        both = next((one for one in self.traits[end] if one in self.traits[start]), "").partition(":")[0]
        if both == "subject":
            return _("Both are about {subject}.").format(subject=short(self.facts.said("subject")[start]))
        return {
            "authors": _("Both have the same author."),
            "owner": _("Both have the same owner."),
            "host": _("Both are in the same place on the web."),
        }.get(both, "")
