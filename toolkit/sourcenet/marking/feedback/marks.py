"""The marks that a feedback page shows: what the gradebook holds of one submission, without names."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["CellMark", "FeedbackMarks", "NotebookMarks"]


@dataclass(frozen=True, slots=True)
class CellMark:
    """What one part of the work got.

    Parameters
    ----------
    name
        The cell's name in the gradebook.
    kind
        ``check`` (an instructor's cell that a machine works out), ``written`` or ``task``.
    score
        Points, without extra credit; None while nobody has given any.
    out_of
        Points that can be had; 0 where there is only a comment.
    extra
        Points beyond that, given by a person.
    comment
        What the person who marked wrote; empty where nobody did.
    auto_comment
        What nbgrader says of itself: ``No response.`` where nothing was written.
    waits
        Whether a person has still to decide.
    by_person
        Whether the points are a person's.
    """

    name: str
    kind: str
    score: float | None
    out_of: float
    extra: float = 0.0
    comment: str = ""
    auto_comment: str = ""
    waits: bool = False
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class NotebookMarks:
    """The marks of one notebook: its name without ``.ipynb``, its cells by name."""

    name: str
    cells: dict[str, CellMark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FeedbackMarks:
    """What the gradebook holds of one submission.

    Parameters
    ----------
    learner
        Whose it is: an id, never a name.
    assignment
        Which work.
    state
        ``marked``; ``waits for a person``; ``not marked`` where nothing is in the gradebook.
    total
        The mark, after any penalty; None unless everything is marked.
    out_of
        Points that can be had.
    late_penalty
        Points that were taken off because it came late.
    seconds_late
        How late it came, after any extension.
    notebooks
        The marks of each notebook, in the order of the documents that the page is made of.
    """

    learner: str
    assignment: str
    state: str
    total: float | None
    out_of: float
    late_penalty: float = 0.0
    seconds_late: float = 0.0
    notebooks: tuple[NotebookMarks, ...] = ()
