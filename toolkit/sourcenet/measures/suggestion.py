"""One thing to try: what to do, in words and as a change, and what it changes by how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Suggestion"]


class Suggestion(NamedTuple):
    """Something to try, and what it would change.

    Attributes
    ----------
    text
        What to do and what it changes, in plain words.
    do
        The verb of the journal: ``"connect"``, ``"reconnect"`` or ``"add"``; never one that relabels.
    fields
        The verb's fields.
    measure
        What it changes: one of the names in ``docs/what-it-says.md``.
    before, after
        The measure as it is, and as it will be.
    of
        What the measure is taken of where that is not the whole network: the id of a source, a host, an owner.
    weight
        For what share of the sources it changes something, from 0 to 1: suggestions come in this order.
    points
        Ids of the sources and connections that it is about.
    """

    text: str
    do: str
    fields: Mapping[str, Any]
    measure: str
    before: float
    after: float
    of: str = ""
    weight: float = 0.0
    points: tuple[str, ...] = ()

    def apply(self, network: SourceNetwork, *, why: str = "") -> None:
        """Do it, and nothing else.

        Parameters
        ----------
        network
            The network that it was made for.
        why
            The learner's own sentence on the connection; nobody else can write it.

        Raises
        ------
        SourcenetError
            The network has changed since, so that it cannot be done any more: the sentence says why.
        """
        fields = dict(self.fields)
        if why and self.do == "connect":
            fields["why"] = why
        network.propose([{"do": self.do, **fields}])

    @property
    def change(self) -> str:
        """The figure behind it, such as ``"8 → 11"``."""
        return _("{before} → {after}").format(before=_plain(self.before), after=_plain(self.after))

    def __str__(self) -> str:
        return self.text


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.2f}"
