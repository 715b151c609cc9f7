"""What a file is, by its content: a notebook of the assignment, a journal, a zip, or something else with a name."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sourcenet.marking.cells import text_of
from sourcenet.marking.lms.archive import unread
from sourcenet.marking.lms.wanted import JOURNAL, Wanted, cells_of, marks_of
from sourcenet.model.events import Damaged, Event, decode
from sourcenet.model.files import BOM, is_foreign
from sourcenet.words import _

__all__ = ["Content", "recognise"]

# A third of an assignment's cells makes it that assignment's notebook: single names ("setup", "title") are shared.
_SHARE = 0.3
# So many lines are looked at from the front for a first event, and from the end for the last.
_LINES = 50

# (what it begins with, what it is, what its owner can do about it)
_KNOWN = (
    (b"%PDF", "a PDF", "A PDF shows the work but cannot be marked: hand in the notebook itself."),
    (b"Rar!", "a RAR archive", "Hand in the files themselves, or a zip."),
    (b"7z\xbc\xaf'\x1c", "a 7z archive", "Hand in the files themselves, or a zip."),
    (b"\x1f\x8b", "a gzip archive", "Hand in the files themselves, or a zip."),
    (b"\x89PNG", "a picture", "A picture of the work cannot be marked: hand in the notebook itself."),
    (b"\xff\xd8\xff", "a picture", "A picture of the work cannot be marked: hand in the notebook itself."),
    (b"GIF8", "a picture", "A picture of the work cannot be marked: hand in the notebook itself."),
    (b"\xd0\xcf\x11\xe0", "an office document", "Hand in the notebook itself."),
    (b"SQLite format 3", "a database", "Hand in the notebook itself."),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a file is.

    Parameters
    ----------
    kind
        ``notebook``, ``journal``, ``zip``, ``other`` (it is named, and not taken).
    target
        What it is called in the course; empty where it is not taken.
    what
        What it is, in words, where it is not taken.
    advice
        What its owner can do about it, in a sentence.
    newer
        How it compares with another of the same kind when the LMS says nothing: the larger one is the later one.
    notes
        What the marker should know of it.
    """

    kind: str
    target: str = ""
    what: str = ""
    advice: str = ""
    newer: tuple[Any, ...] = ()
    notes: tuple[str, ...] = field(default=())


def recognise(name: str, data: bytes, wanted: Wanted) -> Content:
    """Tell what a file is.

    Parameters
    ----------
    name
        What it is called; believed only where the content says nothing.
    data
        Its bytes.
    wanted
        What the assignment asks for.
    """
    if not data.strip(b"\0 \r\n\t"):
        return Content("other", what=_("an empty file"), advice=_("It arrived empty: save it, then hand it in again."))
    if unread(data):
        return _zip(data)
    for beginning, what, advice in _KNOWN:
        if data.startswith(beginning):
            return Content("other", what=_(what), advice=_(advice))
    return _journal(name, data, wanted) or _notebook(data, wanted) or _text(name, data)


def _zip(data: bytes) -> Content:
    if b"[Content_Types].xml" in data[:4000] or b"mimetypeapplication/vnd.oasis" in data[:200]:
        return Content("other", what=_("an office document"), advice=_("Hand in the notebook itself."))
    return Content("zip")


def _journal(name: str, data: bytes, wanted: Wanted) -> Content | None:
    """Return a journal; a damaged one too, as long as it began as one."""
    lines = data.removeprefix(BOM).split(b"\n")
    first = _first(lines[:_LINES])
    if first is None:
        damaged = name.casefold().endswith(".jsonl") or data.removeprefix(BOM).startswith(b'{"id":"')
        if not damaged or is_foreign(data):
            return None
        return Content("journal", JOURNAL, newer=(False, "", 0), notes=(_("{name} is damaged.").format(name=name),))
    last = _first(reversed(lines[-_LINES:])) or first
    of = first.get("handed_in")
    notes: tuple[str, ...] = ()
    if of is None:
        notes = (
            _(
                "{name} is not the copy that hand_in makes but the learner's own file: times of day, and perhaps a name, are in it."
            ).format(name=name),
        )
    elif of != wanted.assignment:
        notes = (_("{name} was handed in for another assignment.").format(name=name),)
    return Content("journal", JOURNAL, newer=(of == wanted.assignment, last.at, len(lines)), notes=notes)


def _first(lines: Any) -> Event | None:
    for line in lines:
        try:
            return decode(line.rstrip(b"\r"))
        except Damaged:
            continue
    return None


def _notebook(data: bytes, wanted: Wanted) -> Content | None:
    if b'"cells"' not in data:
        return None
    try:
        cells = cells_of(json.loads(data))
    except (ValueError, RecursionError):
        return Content(
            "other",
            what=_("a notebook that is not whole"),
            advice=_("It cannot be read: open it, save it, and hand it in again."),
        )
    if not cells:
        return Content(
            "other", what=_("a notebook without cells"), advice=_("Hand in the notebook that you worked in.")
        )
    found = frozenset(mark for cell in cells for mark in marks_of(cell))
    shares = {name: _share(found, marks) for name, marks in wanted.notebooks.items()}
    best = max(shares, key=lambda name: shares[name])
    others = {name: _share(found, marks) for name, marks in wanted.others.items()}
    other = max(others, key=lambda name: others[name], default="")
    if other and others[other] > max(shares[best], _SHARE):
        return Content(
            "other",
            what=_("a notebook of the assignment {name}").format(name=other),
            advice=_("It belongs to another assignment."),
        )
    if shares[best] < _SHARE:
        return Content(
            "other",
            what=_("a notebook that is not of this assignment"),
            advice=_("It is not the notebook of this assignment: hand in {name}.").format(name=best),
        )
    given = wanted.notebooks[best]
    own = sum(len(text_of(cell)) for cell in cells if not _is_given(cell, given))
    return Content("notebook", best, newer=(own,))


def _share(found: frozenset[str], marks: frozenset[str]) -> float:
    """Return which share of the names of an assignment's cells, or else of their texts, is in a notebook."""
    shares = [0.0]
    for sort in ("grade_id ", "id ", "text "):
        of = {mark for mark in marks if mark.startswith(sort)}
        if of:
            shares.append(len(of & found) / len(of))
    return max(shares)


def _is_given(cell: dict[str, Any], given: frozenset[str]) -> bool:
    return any(mark in given for mark in marks_of(cell) if mark.startswith("text "))


def _text(name: str, data: bytes) -> Content:
    start = data[:2000].lstrip(BOM).lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return Content(
            "other",
            what=_("a web page"),
            advice=_(
                "A page shows the work but cannot be marked: hand in the notebook itself (its name ends in .ipynb)."
            ),
        )
    if name.casefold().endswith(".ipynb"):
        return Content(
            "other",
            what=_("no notebook, whatever its name says"),
            advice=_("It cannot be read as a notebook: open it in Jupyter, save it, and hand it in again."),
        )
    what = _("a file of another kind") if b"\0" in data[:2000] else _("a text")
    return Content("other", what=what, advice=_("It is not asked for in this assignment."))
