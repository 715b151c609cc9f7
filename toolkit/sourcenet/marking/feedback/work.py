"""One student's work as the page tells it: parts in the order of the notebooks, each with what it got and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sourcenet.marking.feedback.facts import Check, Facts, Part
from sourcenet.marking.feedback.marks import CellMark, FeedbackMarks
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["Told", "Work", "work_of"]

#: What nbgrader says by itself where nothing was written.
_NOTHING = "No response."


@dataclass(frozen=True, slots=True)
class Told:
    """One part of the work: where it stands on the page, its title, its mark, its check or what was written in it."""

    anchor: str
    title: str
    mark: CellMark
    check: Check | None = None
    part: Part | None = None

    @property
    def comment(self) -> str:
        """What a person said of it."""
        return clean_text(self.mark.comment, 20_000)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written where something was asked for."""
        return self.mark.kind == "written" and self.mark.auto_comment == _NOTHING

    @property
    def has_points(self) -> bool:
        """Whether anything could be had for it."""
        return self.mark.out_of > 0 or self.mark.extra != 0


@dataclass(frozen=True, slots=True)
class Work:
    """All of one student's work: the facts of all notebooks as one, the parts, the marks."""

    facts: Facts
    parts: tuple[Told, ...]
    marks: FeedbackMarks

    @property
    def is_final(self) -> bool:
        """Whether everything is marked: only then do points stand on the page."""
        return self.marks.state == "marked" and self.marks.total is not None


def work_of(facts: Sequence[Facts], written: Sequence[Sequence[Part]], marks: FeedbackMarks) -> Work:
    """Bring together what stands in the notebooks and in the gradebook.

    Parameters
    ----------
    facts, written
        Of each notebook: its facts, and the cells that somebody writes in.
    marks
        The gradebook's, of the same notebooks in the same order.
    """
    told: list[Told] = []
    for place in range(max(len(facts), len(marks.notebooks))):
        of_facts = facts[place] if place < len(facts) else Facts()
        of_cells = {part.name: part for part in (written[place] if place < len(written) else ())}
        given = dict(marks.notebooks[place].cells) if place < len(marks.notebooks) else {}
        checks = {check.cell: check for check in of_facts.checks if check.cell}
        # The notebook's own order; what only the gradebook knows comes last.
        for name in dict.fromkeys((*checks, *of_cells, *given)):
            check, part = checks.get(name), of_cells.get(name)
            kind = "check" if check else "task" if part and part.task else "written"
            mark = given.get(name) or CellMark(name, kind, None, 0.0)
            title = of_facts.titles.get(name) or (check and _one_title(check)) or _readable(name)
            told.append(Told(f"part-{len(told) + 1}", title, mark, check, part))
    return Work(_as_one(facts), tuple(told), marks)


def _as_one(facts: Sequence[Facts]) -> Facts:
    """Join the facts of several notebooks: they tell of one network, so what is said twice is shown once."""
    if not facts:
        return Facts()

    def first(name: str) -> str:
        return next((value for one in facts if (value := getattr(one, name))), "")

    return replace(
        facts[0],
        handed_in=first("handed_in"),
        question=first("question"),
        broken=tuple(dict.fromkeys(text for one in facts for text in one.broken)),
        changed=tuple(dict.fromkeys(text for one in facts for text in one.changed)),
        again=any(one.again for one in facts),
        next=first("next"),
        still=first("still"),
        described=first("described"),
    )


def _one_title(check: Check) -> str:
    return check.rows[0].title if len(check.rows) == 1 else ""


def _readable(name: str) -> str:
    """Turn a cell's name into a title where it has none: ``my-network`` reads "My network"."""
    said = clean_text(name.replace("-", " ").replace("_", " "), 200)
    return said[:1].upper() + said[1:] or _("A part without a name")
