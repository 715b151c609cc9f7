"""What marking hands from one step to the next: the assignment, a submission, what was judged, what became of it.

Nothing here reads or writes; the steps do. ``read_assignment`` and ``read_submission`` make the first two, ``judge``
makes the third, the gradebook stores it, the pile reports the last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Assignment", "Cell", "Judged", "JudgedNotebook", "Notebook", "Outcome", "Submission"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the instructor's, as the gradebook knows it.

    Parameters
    ----------
    name
        nbgrader's ``grade_id``.
    kind
        ``code``, ``markdown`` or ``raw``.
    source
        The instructor's text.
    grade, solution, task, locked
        nbgrader's flags.
    points
        What can be had; None where nothing can.
    checksum
        nbgrader's, of the text as it was handed out.
    attachments
        The instructor's pictures in it, as nbformat keeps them.
    """

    name: str
    kind: str
    source: str
    grade: bool
    solution: bool
    task: bool
    locked: bool
    points: float | None
    checksum: str
    attachments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_check(self) -> bool:
        """Whether its points come from a check: graded code that is the instructor's own."""
        return self.grade and not self.solution and self.kind == "code"

    @property
    def is_written(self) -> bool:
        """Whether the learner writes in it."""
        return self.solution


@dataclass(frozen=True, slots=True)
class Notebook:
    """One notebook of an assignment: its name without ``.ipynb``, its cells in order, its kernel."""

    name: str
    cells: tuple[Cell, ...]
    kernel: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """An assignment that can be marked from the data: every check cell is one allowed expression.

    Parameters
    ----------
    name
        Its name.
    notebooks
        Its notebooks, by name.
    files
        The instructor's other files (a vocabulary, pictures): name -> content.
    properties
        The instructor's own properties, from ``course_checks.py``: name -> function.
    fingerprint
        A sum over all of this: the same where nothing changed.
    """

    name: str
    notebooks: tuple[Notebook, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    properties: Mapping[str, Any] = field(default_factory=dict)
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """What a learner handed in, read with limits and without following a link; nothing in it is trusted.

    Parameters
    ----------
    learner
        Whose it is.
    notebooks
        Name -> the cells of the file as JSON has them; None where it is missing or cannot be read.
    journal
        The bytes of ``my-network.jsonl``; None where it is missing or may not be read.
    timestamp
        ``timestamp.txt`` as nbgrader would keep it, ``YYYY-MM-DD HH:MM:SS.ffffff`` in UTC; empty where there is none.
    broken
        Sentences to the learner about what is missing or cannot be read; each says what to do.
    notes
        Sentences to the marker about what was seen in reading.
    lost
        Names of files whose content a person must look at: they are there and could not be read.
    fingerprint
        A sum over all of this.
    """

    learner: str
    notebooks: Mapping[str, list[Any] | None]
    journal: bytes | None
    timestamp: str = ""
    broken: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lost: frozenset[str] = frozenset()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class JudgedNotebook:
    """What the data says of one notebook.

    Parameters
    ----------
    name
        Its name.
    scores
        Graded cell -> points; None where a person must decide. Tasks are not in it: they are a person's from the start.
    comments
        Cell that a learner writes in, or task -> nbgrader's own comment ("No response.") or None.
    document
        The notebook as a marker opens it: a clean nbformat 4.5 document, made anew. ``metadata["sourcenet"]`` holds
        the facts that feedback is made of.
    """

    name: str
    scores: Mapping[str, float | None]
    comments: Mapping[str, str | None]
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One submission, judged: everything that is stored of it.

    Parameters
    ----------
    learner
        Whose it is.
    notebooks
        What the data says of each notebook.
    timestamp
        As in the submission.
    broken, notes, look_at
        Sentences: to the learner, what could not be read; to the marker, what was seen; to the marker, what a person
        must look at.
    """

    learner: str
    notebooks: tuple[JudgedNotebook, ...]
    timestamp: str = ""
    broken: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    look_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one submission in a pile.

    Parameters
    ----------
    learner
        Whose it is.
    state
        ``marked``; ``unchanged`` (nothing had changed since the last run); ``broken`` (marked as far as it could be
        read); ``failed`` (our side could not, nothing was stored).
    sentence
        Where broken or failed: what the learner, or the marker, reads.
    seconds_late
        How late it was handed in, after any extension; 0 where it was not.
    look_at
        What a person must look at, in sentences.
    """

    learner: str
    state: str
    sentence: str = ""
    seconds_late: float = 0.0
    look_at: tuple[str, ...] = ()
