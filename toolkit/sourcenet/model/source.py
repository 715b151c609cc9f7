"""The records of a network: source, connection, and what was said, walked and decided about them. All are frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

__all__ = [
    "Answer",
    "Appraisal",
    "Archived",
    "Comment",
    "Connection",
    "Decision",
    "Moment",
    "Post",
    "Source",
    "Traversal",
]

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Source:
    """A node of a source network: a person, a site, a book, a tool, an idea ...

    Parameters
    ----------
    id
        The id of the event that added it.
    name
        What the learner calls it; of people they know, a role or initials.
    kind
        One of the vocabulary's kinds, such as ``"person"`` or ``"site"``.
    viewpoint
        Where it stands on the network's question; empty where not said.
    origin
        ``"brought"`` with the learner or ``"added"`` here.
    device
        What one needs to get at it, such as ``"computer"`` or ``"in person"``; ``"any"`` for whatever is at hand.
    known
        True for a person whom the learner knows: never scored, withheld on request.
    private
        True where it never leaves the learner's own file.
    """

    id: str
    name: str
    kind: str = "site"
    url: str = ""
    feed: str = ""
    doi: str = ""
    arxiv: str = ""
    isbn: str = ""
    orcid: str = ""
    authors: str = ""
    owner: str = ""
    year: str = ""
    published: str = ""
    viewpoint: str = ""
    subject: str = ""
    access: str = ""
    setting: str = ""
    device: str = ""
    language: str = ""
    origin: str = "added"
    notes: str = ""
    tags: tuple[str, ...] = ()
    consent: str = ""
    machine: bool = False
    private: bool = False
    known: bool = False
    added: str = ""
    checked: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def label(self) -> str:
        """The name to draw: papers and books by author and year, all else by name."""
        if self.kind in ("paper", "book") and self.authors and self.year:
            family = _families(self.authors)
            year = _YEAR.search(self.year)
            if family:
                return f"{family} {year.group() if year else self.year}"
        return self.name

    def __str__(self) -> str:
        return self.label


def _families(authors: str) -> str:
    """Return "Siemens", "Kop & Hill" or "Mackness et al." for authors parted by semicolons."""
    names = [name.split(",")[0].strip() for name in authors.split(";") if name.strip()]
    if len(names) > 2:
        return f"{names[0]} et al."
    return " & ".join(names)


@dataclass(frozen=True, slots=True)
class Connection:
    """A directed tie between two sources, or between the learner ("me") and a source.

    Parameters
    ----------
    id
        The id of the event that made it.
    start, end
        Ids of the two ends; ``"me"`` is the learner.
    relation
        What the connection is, as a verb: "reads", "asks", "led me to".
    strength
        How much the learner relies on it, from 1 (know of it) to 5 (first place I go).
    why
        The learner's own sentence.
    last_used, used_for
        When it was used last, and what for.
    """

    id: str
    start: str
    end: str
    relation: str = "uses"
    strength: int = 3
    viewpoint: str = ""
    why: str = ""
    formed: str = ""
    last_used: str = ""
    used_for: str = ""
    evidence: str = ""
    weight: float | None = None
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)
    # Labels of the two ends as they were when the record was read, so that a connection can say what it joins.
    start_label: str = field(default="", compare=False, repr=False)
    end_label: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.start_label or self.start} -> {self.end_label or self.end}"


@dataclass(frozen=True, slots=True)
class Archived:
    """Something set aside: what, why and when. It can be brought back."""

    what: Source | Connection
    reason: str
    at: str

    @property
    def id(self) -> str:
        """The id of what was set aside."""
        return self.what.id


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A judgement on a source for the learner's question, with evidence.

    Parameters
    ----------
    answers
        By the key of the question: a number from 1 to 5, or a text.
    evidence
        What the judgement rests on, as a whole.
    compared_with
        Ids of other sources that were asked about this one.
    seen
        By the key of the question: what was seen that bears on it.
    said
        By the id of another source: what that one says about this one.
    verdict
        For what it is good enough, and for what not.
    """

    id: str
    source: str
    framework: str
    answers: Mapping[str, Any] = field(default_factory=dict, hash=False)
    evidence: str = ""
    compared_with: tuple[str, ...] = ()
    at: str = ""
    seen: Mapping[str, str] = field(default_factory=dict, hash=False)
    said: Mapping[str, str] = field(default_factory=dict, hash=False)
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A note on a decision: what, why, and what would change the learner's mind.

    Parameters
    ----------
    revisits, outcome, event
        Where it looks at an earlier decision again: the id of that one, what became of it (one of
        :data:`OUTCOMES`), and the id of the event that showed it.
    """

    id: str
    what: str
    why: str = ""
    change_my_mind: str = ""
    at: str = ""
    revisits: str = ""
    outcome: str = ""
    event: str = ""


#: What may become of a decision that is looked at again.
OUTCOMES = ("held", "changed", "no longer the question")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done about a comment: a change, by the id of its event, or a reason, or both."""

    id: str
    comment: str
    reason: str = ""
    change: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a place in a network, with a suggestion.

    Parameters
    ----------
    of
        The id of a source or a connection; ``"network"`` for the whole.
    type
        What kind of remark, such as ``"missing voice"``.
    about, anchor
        Where it is on another network: what that one is called, and the place in it, in words.
    answers
        What was done about it, in order.
    """

    id: str
    of: str
    type: str
    text: str
    suggestion: str = ""
    about: str = ""
    anchor: str = ""
    by: str = ""
    at: str = ""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """Something the learner wrote at a step of a lesson: a reflection, or the answer to a question.

    Parameters
    ----------
    step
        Which step, such as ``"03-reflect"``; the latest of a step counts.
    answers
        Short answers by name, such as ``{"choice": "D", "sure": "fairly"}``.
    refers
        Ids of what it refers to.
    """

    id: str
    step: str
    text: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict, hash=False)
    refers: tuple[str, ...] = ()
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Traversal:
    """A route that the learner walked to an answer.

    ``real`` is True where every step followed a connection, in either direction, that stood when it was walked.
    """

    id: str
    question: str
    steps: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    real: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A named moment of the history, such as the start of an assignment."""

    name: str
    at: str
    index: int


SOURCE_FIELDS = frozenset(f.name for f in fields(Source)) - {"id", "extra"}
CONNECTION_FIELDS = frozenset(f.name for f in fields(Connection)) - {"id", "extra", "start_label", "end_label"}
