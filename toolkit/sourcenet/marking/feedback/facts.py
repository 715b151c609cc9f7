"""What stands in a marked notebook, read as if a stranger had written it: every text cleaned, every list bounded."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sourcenet.safety import clean_text

__all__ = ["Check", "Facts", "Found", "Part", "read_facts", "read_parts"]

#: The longest sentence, and how many of a kind are shown: more says nothing to a reader.
_SENTENCE, _MOST = 2_000, 200


@dataclass(frozen=True, slots=True)
class Found:
    """What one property of a check found: its title, its level as a word, how much was there, three sentences."""

    title: str
    level: str
    share: float
    looked_for: str
    found: str
    try_next: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check cell: its name, what its properties found, what stood against working it out, the levels before."""

    cell: str
    rows: tuple[Found, ...]
    problem: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What marking found, of one notebook."""

    handed_in: str = ""
    question: str = ""
    checks: tuple[Check, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    again: bool = False
    next: str = ""
    still: str = ""
    described: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A cell that a learner writes in, or a task: its name, its kind, what stands in it, its pictures."""

    name: str
    kind: str
    task: bool
    source: str
    attachments: Mapping[str, Any]


def read_facts(document: object) -> Facts:
    """Read the facts of one marked notebook.

    Parameters
    ----------
    document
        The notebook as JSON has it. What is missing or of another kind than expected counts as not there.
    """
    facts = _map(_map(_map(document).get("metadata")).get("sourcenet"))
    earlier = _map(facts.get("earlier"))
    titles = _map(facts.get("titles"))
    checks = []
    for check in _list(facts.get("checks")):
        cell = _text(_map(check).get("cell"), 200)
        rows = tuple(_found(_map(row)) for row in _list(_map(check).get("rows")))
        before = tuple(_text(level, 40) for level in _list(earlier.get(cell)))
        checks.append(Check(cell, rows, _text(_map(check).get("problem")), before))
    return Facts(
        handed_in=_text(facts.get("handed_in"), 40),
        question=_text(facts.get("question"), 300),
        checks=tuple(checks),
        titles={_text(name, 200): _text(title, 200) for name, title in islice(titles.items(), _MOST)},
        broken=_texts(facts.get("broken")),
        changed=_texts(facts.get("changed")),
        again=bool(earlier) or bool(_list(facts.get("changed"))),
        next=_text(facts.get("next")),
        still=still if isinstance(still := facts.get("still"), str) else "",
        described=_text(facts.get("described")),
    )


def read_parts(document: object) -> Iterator[Part]:
    """Give the cells that a learner writes in, and the tasks, in the order of the notebook."""
    for cell in islice(_list(_map(document).get("cells"), None), 2_000):
        of_nbgrader = _map(_map(_map(cell).get("metadata")).get("nbgrader"))
        name = _text(of_nbgrader.get("grade_id"), 200)
        task = of_nbgrader.get("task") is True
        if name and (task or of_nbgrader.get("solution") is True):
            source = cell.get("source")
            if isinstance(source, list):
                source = "".join(line for line in source if isinstance(line, str))
            kind = _text(cell.get("cell_type"), 20)
            yield Part(name, kind, task, source if isinstance(source, str) else "", _map(cell.get("attachments")))


def _found(row: Mapping[str, Any]) -> Found:
    share = row.get("share")
    known = isinstance(share, int | float) and math.isfinite(share)
    level = _text(row.get("level"), 40)
    return Found(
        _text(row.get("title"), 200),
        level,
        min(1.0, max(0.0, float(share))) if known else 0.0,  # type: ignore[arg-type]
        _text(row.get("looked_for")),
        _text(row.get("found")),
        _text(row.get("try_next")),
    )


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object, most: int | None = _MOST) -> Sequence[Any]:
    return value[:most] if isinstance(value, list | tuple) else ()


def _text(value: object, limit: int = _SENTENCE) -> str:
    return clean_text(value, limit)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for one in _list(value) if (text := _text(one)))
