"""One thing that a network says: what is so, what to try, and the figure behind it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ENOUGH", "LARGER", "Said", "short"]

#: Below ENOUGH sources it is too early to say anything about the whole; from LARGER on there is more to say.
ENOUGH, LARGER = 6, 10
_LONGEST = 60


class Said(NamedTuple):
    """One thing that a network says.

    Attributes
    ----------
    text
        What is so, in a sentence or two.
    about
        ``"sources"`` where it is measured among the sources, ``"me"`` where it is seen from where the learner
        stands, empty where it is about neither.
    try_next
        What to try next, or empty.
    measure
        Name of the measure behind it, such as ``"bridges"``; empty where there is none.
    figure
        The figure behind it, in a few words: shown to those who ask for it.
    points
        Ids of the sources and connections that it is about, for a view to point at.
    early
        True where the answer is that it is too early to say.
    """

    text: str
    about: str = ""
    try_next: str = ""
    measure: str = ""
    figure: str = ""
    points: tuple[str, ...] = ()
    early: bool = False

    @property
    def whole(self) -> str:
        """What is so, and what to try next."""
        return f"{self.text} {self.try_next}".rstrip()


def short(label: str) -> str:
    """Return what a source is called, cut where a sentence could not hold it."""
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1].rstrip() + "…"
