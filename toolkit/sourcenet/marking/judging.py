"""A submission judged from its data alone: nothing that a student wrote is run, and the same data gives the same marks.

The instructor's own check cells are worked out on the journal that was handed in. What a marker opens is made anew, of
the instructor's cells, of the learner's words (cleaned), and of our own picture and results.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from sourcenet.checks.result import Result
from sourcenet.drawing.picture import Picture, picture_of
from sourcenet.drawing.tables import tables_of
from sourcenet.errors import SourcenetError
from sourcenet.marking import cleaning, face
from sourcenet.marking.allowed import is_picture, work_out
from sourcenet.marking.answers import Answers, is_unchanged, sort_cells
from sourcenet.marking.cells import text_of
from sourcenet.marking.facts import check_facts, facts_of, since_last, titles_of, try_next
from sourcenet.marking.judged import Assignment, Cell, Judged, JudgedNotebook, Notebook, Submission
from sourcenet.marking.submission import JOURNAL
from sourcenet.model.network import SourceNetwork
from sourcenet.model.sharing import shown_to_others
from sourcenet.model.vocabulary import Vocabulary, vocabulary_of
from sourcenet.words import _

__all__ = ["judge"]

T = TypeVar("T")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MOST_NOTES = 12


def judge(
    assignment: Assignment,
    submission: Submission,
    *,
    before: bytes | None = None,
    earlier: Mapping[str, Any] | None = None,
) -> Judged:
    """Judge a submission. Reads no clock, no file and no gradebook; whatever was handed in, this gives an answer.

    Parameters
    ----------
    assignment
        What was handed out.
    submission
        What was handed in.
    before
        The journal of the last hand-in that was marked.
    earlier
        The facts (``metadata["sourcenet"]``) of the document that was marked last.

    Returns
    -------
    Judged
        Marks, comments and documents. A mark is None where a person must decide; the sentence in ``look_at`` says why.
    """
    desk = _Desk(assignment, submission)
    found = [desk.notebook(notebook) for notebook in assignment.notebooks]
    facts = {
        "notes": list(desk.notes),
        "look_at": list(desk.look_at),
        "next": _guarded(lambda: try_next(desk.network), ""),
        "still": desk.drawn.svg if desk.drawn else "",
        "described": desk.drawn.description if desk.drawn else "",
        **since_last(_before(before, desk, earlier), desk.network, earlier, submission),
    }
    made = [desk.document(one, facts, first=not number) for number, one in enumerate(found)]
    return Judged(
        submission.learner,
        tuple(made),
        submission.timestamp,
        submission.broken,
        tuple(desk.notes),
        tuple(desk.look_at),
    )


@dataclass
class _Found:
    """What is known of one notebook before its document is written."""

    notebook: Notebook
    answers: Answers
    cells: list[dict[str, Any]] = field(default_factory=list)
    scores: dict[str, float | None] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)
    checks: list[dict[str, Any]] = field(default_factory=list)


class _Desk:
    """One submission while it is judged."""

    def __init__(self, assignment: Assignment, submission: Submission) -> None:
        self.assignment, self.submission = assignment, submission
        self.notes: list[str] = list(submission.notes)
        self.look_at: list[str] = []
        self.words = self._words()
        self.problem = ""
        self.network = self._network()
        self.shown: SourceNetwork | None = None
        self.withheld = 0
        if self.network is not None:
            self.shown, self.withheld = shown_to_others(self.network)
        self.drawn = None if self.shown is None else self._drawn(self.shown)

    # -- the network

    def _words(self) -> Vocabulary | None:
        own = self.assignment.files.get("vocabulary.toml")
        if own is None:
            return None
        try:
            return vocabulary_of(own)
        except SourcenetError as error:
            self.look_at.append(error.sentence)
            return None

    def open(self, journal: bytes) -> SourceNetwork:
        """Open a journal as of the day on which it was handed in."""
        try:
            today = dt.date.fromisoformat(self.submission.timestamp[:10]) if self.submission.timestamp else None
        except ValueError:
            today = None
        network = SourceNetwork.from_bytes(journal, vocabulary=self.words, today=today)
        # Handing in leaves out what is private; a journal that was put there by hand is read as if it had been.
        return shown_to_others(network)[0] if any(source.private for source in network.sources) else network

    def _network(self) -> SourceNetwork | None:
        if self.submission.journal is None:
            if JOURNAL in self.submission.lost:
                self.problem = _("The network was handed in and could not be read; it waits for a person.")
                self.look_at.append(self.problem)
                return None
            return SourceNetwork.in_memory()
        try:
            network = self.open(self.submission.journal)
        except SourcenetError as error:
            self.problem = error.sentence
        except Exception as error:  # noqa: BLE001 - a fault of ours in reading must not cost a mark: a person decides
            self.problem = _("The network could not be read here ({why}).").format(why=type(error).__name__)
        else:
            self.look_at += _few(list(network.notes))
            return network
        self.look_at.append(self.problem)
        return None

    def _drawn(self, shown: SourceNetwork) -> Picture | None:
        nothing: Picture | None = None
        if self.submission.journal is None:
            return nothing

        def draw() -> Picture | None:
            return replace(picture_of(shown, self.withheld), tables=tables_of(shown, self.withheld))

        return _guarded(draw, nothing, self.look_at, _("The network could not be drawn"))

    # -- one notebook

    def notebook(self, notebook: Notebook) -> _Found:
        """Work through the cells of one notebook."""
        answers = sort_cells(self.submission.notebooks.get(notebook.name), notebook)
        self.notes += answers.notes
        self.look_at += answers.look_at
        found = _Found(notebook, answers)
        found.cells += self._free(answers, None)
        for cell in notebook.cells:
            found.cells.append(self._cell(cell, found))
            found.cells += self._free(answers, cell.name)
        return found

    def _cell(self, cell: Cell, found: _Found) -> dict[str, Any]:
        if cell.is_check:
            return _document_cell(cell, cell.source, [self._check(cell, found)])
        if cell.solution or not (cell.locked or cell.task):
            return self._written(cell, found)
        if cell.task:
            found.comments[cell.name] = None
        if cell.kind == "code" and self.network is not None and is_picture(cell.source):
            return _document_cell(cell, cell.source, self._picture(cell))
        made = _document_cell(cell, cell.source)
        if cell.attachments and cell.kind == "markdown":
            made["attachments"] = dict(cell.attachments)
        return made

    def _check(self, cell: Cell, found: _Found) -> dict[str, Any]:
        result, problem = None, self.problem
        if self.network is not None:
            try:
                result = work_out(cell.source, self.network, self.assignment.properties)
            except Exception as error:  # noqa: BLE001 - a check that fails on our side is left to a person, never a 0
                why = error.sentence if isinstance(error, SourcenetError) else type(error).__name__
                problem = _("{cell} could not be worked out here ({why}); a person decides.").format(
                    cell=cell.name, why=why
                )
                self.look_at.append(problem)
        given = result if isinstance(result, Result) else None
        points = float(cell.points or 0)
        found.scores[cell.name] = None if given is None else min(points, max(0.0, float(given)))
        found.checks.append(check_facts(cell, given, "" if given is not None else problem))
        return face.check_output(given, points, problem)

    def _picture(self, cell: Cell) -> list[dict[str, Any]]:
        shown, drawn = self.shown, self.drawn
        if shown is None or drawn is None:
            return []
        return _guarded(lambda: [face.picture_output(shown, drawn)], [], self.look_at, cell.name)

    def _written(self, cell: Cell, found: _Found) -> dict[str, Any]:
        """Show what a learner wrote; unchanged or missing it has no points, unread it waits for a person."""
        given = found.answers.at.get(cell.name)
        text = cell.source if given is None else text_of(given)
        unread = self.submission.notebooks.get(found.notebook.name) is None
        unchanged = not unread and (given is None or is_unchanged(cell, text))
        if cell.solution:
            found.comments[cell.name] = _no_response() if unchanged else None
            if cell.grade:
                found.scores[cell.name] = 0.0 if unchanged else None
        if given is None or (unchanged and text == cell.source):
            return _document_cell(cell, cell.source)
        return _document_cell(cell, self._clean(given, cell.kind))

    def _free(self, answers: Answers, after: str | None) -> Iterator[dict[str, Any]]:
        for cell in answers.free.get(after, ()):
            kind = "code" if cell["cell_type"] == "code" else "markdown"
            yield _cell_of(kind, self._clean(cell, kind), {})

    def _clean(self, cell: Mapping[str, Any], kind: str) -> str:
        if kind == "code":
            return cleaning.code(text_of(cell))
        return _guarded(lambda: cleaning.written(cell), "") or cleaning.html_text(text_of(cell))

    # -- what a marker opens

    def document(self, found: _Found, facts: Mapping[str, Any], *, first: bool) -> JudgedNotebook:
        """Write the document of one notebook; the notes stand on top of the first."""
        cells = found.cells
        if first and (self.notes or self.look_at or self.submission.broken):
            cells = [face.notes_cell(_few(self.notes), self.look_at, self.submission.broken), *cells]
        taken: set[str] = set()
        for number, cell in enumerate(cells):
            if not _ID.fullmatch(cell.get("id", "")) or cell["id"] in taken:
                cell["id"] = f"sn-{number}"
            taken.add(cell["id"])
        ours = facts_of(self.submission, self.network, found.checks, titles_of(found.notebook)) | dict(facts)
        metadata: dict[str, Any] = {"language_info": {"name": "python"}, "sourcenet": ours}
        if {"name", "display_name"} <= found.notebook.kernel.keys():
            metadata["kernelspec"] = dict(found.notebook.kernel)
        document = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
        return JudgedNotebook(found.notebook.name, found.scores, found.comments, document)


def _no_response() -> str:
    return "No response."  # nbgrader's own words, in which formgrader and its exports know it


def _before(journal: bytes | None, desk: _Desk, earlier: Mapping[str, Any] | None) -> SourceNetwork | None:
    """Open the network of the last hand-in, where it is another one than this."""
    nothing: SourceNetwork | None = None
    same = earlier is not None and earlier.get("fingerprint") == desk.submission.fingerprint
    if journal is None or desk.network is None or same:  # of the same submission what was said is kept
        return nothing
    return desk.network if journal == desk.submission.journal else _guarded(lambda: desk.open(journal), nothing)


def _guarded(work: Callable[[], T], otherwise: T, told: list[str] | None = None, what: str = "") -> T:
    """Do what is not worth a mark; where it fails, go on without it and say so."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - a picture or a hint that fails must not keep a submission from its marks
        if told is not None:
            why = error.sentence if isinstance(error, SourcenetError) else type(error).__name__
            told.append(f"{what}: {why}")
        return otherwise


def _few(notes: list[str]) -> list[str]:
    more = len(notes) - _MOST_NOTES
    return [*notes[:_MOST_NOTES], *([_("and {n} more of this kind").format(n=more)] if more > 0 else [])]


def _document_cell(cell: Cell, source: str, outputs: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    grading: dict[str, Any] = {
        "schema_version": 3, "grade_id": cell.name, "grade": cell.grade, "solution": cell.solution,
        "locked": cell.locked, "task": cell.task, "cell_type": cell.kind,
    }  # fmt: skip
    if cell.checksum:
        grading["checksum"] = cell.checksum
    if cell.points is not None:
        grading["points"] = cell.points
    metadata: dict[str, Any] = {"nbgrader": grading}
    if not cell.solution:
        metadata |= {"editable": False, "deletable": False}
    return _cell_of(cell.kind, source, metadata, outputs) | {"id": cell.name}


def _cell_of(
    kind: str, source: str, metadata: dict[str, Any], outputs: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    made: dict[str, Any] = {"cell_type": kind, "id": "", "metadata": metadata, "source": source}
    return made | {"outputs": outputs or [], "execution_count": None} if kind == "code" else made
