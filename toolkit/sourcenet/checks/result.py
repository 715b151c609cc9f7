"""What a check gives back: a number for the gradebook, and rows of words for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sourcenet.checks.counts import Reading

__all__ = ["Found", "Property", "Result", "Row"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a property found in a network.

    Parameters
    ----------
    share
        How much of what was asked for is there, from 0 to 1.
    looked_for, found, try_next
        A learner's words: what was asked for, what is there, one thing to do now.
    """

    share: float
    looked_for: str
    found: str
    try_next: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """Something that a check looks for.

    Parameters
    ----------
    name
        Its name in code, such as ``"reasons_given"``.
    title
        What it is called on the page.
    look
        The function that looks: it gets the network as a :class:`~sourcenet.checks.counts.Reading`.
    weight
        How much it weighs beside the others of a check.
    """

    name: str
    title: str
    look: Callable[[Reading], Found]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One property's part of a result: its name and title, its share and level, and what to read."""

    name: str
    title: str
    share: float
    level: str
    looked_for: str
    found: str
    try_next: str


class Result(float):
    """The outcome of a check: a number that a gradebook reads, shown to learners in words only.

    ``repr`` is the bare number, because nbgrader takes the printed value of a check cell for its marks (and gives
    full marks for anything that it cannot read). A notebook shows the words, without the number.

    Parameters
    ----------
    value
        The marks.
    rows
        What each property found.
    notes
        What counts, in sentences.

    Attributes
    ----------
    rows : tuple of Row
        Name, title, share, level ("met", "nearly", "not yet"), looked_for, found, try_next.
    """

    rows: tuple[Row, ...]
    notes: tuple[str, ...]

    def __new__(cls, value: float, rows: tuple[Row, ...] = (), notes: tuple[str, ...] = ()) -> Result:
        """Make a number that carries its words with it."""
        made = super().__new__(cls, value)
        made.rows = tuple(rows)
        made.notes = tuple(notes)
        return made

    def __getnewargs__(self) -> tuple[float, tuple[Row, ...], tuple[str, ...]]:  # type: ignore[override]
        return float(self), self.rows, self.notes

    def __repr__(self) -> str:
        return float.__repr__(self)

    def __str__(self) -> str:
        return self.text

    def __format__(self, spec: str) -> str:
        return format(float(self), spec) if spec else str(self)

    @property
    def text(self) -> str:
        """The words as plain text, for a terminal."""
        from sourcenet.checks.show import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        from sourcenet.checks.show import as_html

        return as_html(self)
