"""Looking a journal over for damage: lines that cannot be read, lines that refer to one that is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.reading import Reading

__all__ = ["Verification", "verify"]


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found. ``ok`` is True where nothing is damaged or missing; it says nothing about a person."""

    events: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """True where every line is what was written and has its parent."""
        return not self.damaged and not self.missing

    def __repr__(self) -> str:
        if self.ok:
            return _("{n} events, none damaged, none missing.").format(n=self.events)
        return _("{n} events. Damaged: {damaged}. Missing before: {missing}.").format(
            n=self.events, damaged="; ".join(self.damaged) or _("none"), missing=", ".join(self.missing) or _("none")
        )


def verify(network: Reading) -> Verification:
    """Name damaged lines, and events whose parent is not in the journal.

    Forks are legal: two events may have one parent. An emptied line still answers for the sum it had.
    """
    known = {""}
    for event in network.events:
        known.add(event.sum)
        stood = event.get("stood")
        if isinstance(stood, str):
            known.add(stood)
    missing = tuple(event.id for event in network.events if event.prev not in known)
    return Verification(len(network.events), tuple(network._keeper.journal.damage), missing)
