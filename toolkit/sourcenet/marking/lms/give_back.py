"""Giving back: a zip of one page a learner, named as the LMS wants it, and the LMS's own grading sheet, filled."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sourcenet.errors import CannotDo
from sourcenet.marking.feedback import write_pages
from sourcenet.marking.lms.filling import Filled, fill
from sourcenet.marking.lms.ledger import Ledger, ledger_of
from sourcenet.marking.lms.pages import pages_of, received_page
from sourcenet.marking.lms.results import Result, results_of
from sourcenet.marking.lms.sheets import Sheet, sheet_of
from sourcenet.marking.lms.tables import defused, read_table
from sourcenet.words import _

__all__ = ["Given", "Returned", "give_back"]


@dataclass(frozen=True, slots=True)
class Given:
    """What may be asked for besides.

    Parameters
    ----------
    sheet
        The LMS's grading sheet, as it was downloaded; without one, a table of our own is written.
    column
        The heading of the column that takes the marks, where it cannot be told.
    scale
        Whether marks are brought to the sheet's maximum where that is another.
    comments
        Whether the marker's comments go into the sheet too.
    unfinished
        Whether work that still waits for a person is given back as it is.
    out
        The folder to write to; ``COURSE/returned`` if not said.
    """

    sheet: Path | None = None
    column: str = ""
    scale: bool = False
    comments: bool = False
    unfinished: bool = False
    out: Path | None = None


@dataclass
class Returned:
    """What was given back, and what was not.

    Parameters
    ----------
    assignment, lms
        Of what, and to whom.
    feedback, sheet
        The files that were written; None where there was nothing to write.
    results
        Everybody's mark, by learner.
    paged
        Learners whose page is in the zip.
    filled
        What became of the sheet; None without one.
    problems, notes
        Sentences to the marker.
    """

    assignment: str
    lms: str
    feedback: Path | None = None
    sheet: Path | None = None
    results: dict[str, Result] = field(default_factory=dict)
    paged: list[str] = field(default_factory=list)
    filled: Filled | None = None
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether everybody got everything."""
        return not self.problems


def give_back(course: Path, assignment: str, given: Given | None = None) -> Returned:
    """Give marks and feedback back to the LMS that the hand-ins came from.

    Parameters
    ----------
    course, assignment
        Where, and of what.
    given
        What is asked for besides.

    Raises
    ------
    CannotDo, UnreadableFile, BadValue
        Nothing was collected, or the sheet cannot be filled; the sentence says why, and nothing was written.
    """
    given = given or Given()
    ledger = ledger_of(course, assignment, must=True)
    sheet = sheet_of(read_table(given.sheet), assignment, given.column) if given.sheet else None
    if sheet is not None and sheet.lms != ledger.lms and ledger.lms != "folders":
        raise CannotDo(
            _(
                "{file} is a sheet of {lms}, and {assignment} was collected from {other}. Give the sheet of {other}."
            ).format(file=sheet.table.name, lms=sheet.lms, assignment=assignment, other=ledger.lms)
        )
    done = Returned(assignment, ledger.lms)
    done.results = results_of(course, assignment, ledger, comments=given.comments)
    ready = {learner: one for learner, one in done.results.items() if one.final or (given.unfinished and one.waits)}
    for learner, one in done.results.items():
        if learner not in ready and not one.nothing:
            done.problems.append(_("{learner}: {state}; not given back.").format(learner=learner, state=one.said))
    filled = fill(sheet, ledger, ready, scale=given.scale, comments=given.comments) if sheet else None
    out = given.out or course / "returned"
    out.mkdir(parents=True, exist_ok=True)
    done.feedback = _bundle(course, assignment, ledger, _Names(sheet, ledger), done, set(ready), out)
    done.sheet = _sheet(filled, sheet, ledger, ready, given, out / f"{assignment}-marks.csv")
    done.filled = filled
    if filled is not None:
        done.problems += filled.problems
        done.notes += filled.notes
    if ledger.lms == "canvas":
        done.notes.append(
            _(
                "Canvas shows each page under the name of the file that was handed in, such as build-network.ipynb: tell students to open it in a browser."
            )
        )
    if ledger.lms == "blackboard":
        done.notes.append(
            _(
                "Blackboard takes no zip of feedback that we know of: attach each page to its attempt; the names are in the same order."
            )
        )
    return done


def _sheet(
    filled: Filled | None, sheet: Sheet | None, ledger: Ledger, ready: Mapping[str, Result], given: Given, own: Path
) -> Path:
    """Write the filled sheet under its own name, or a table of our own."""
    if filled is None or sheet is None or given.sheet is None:
        lines = ["learner,id,mark,out of"]
        for learner, one in sorted(ready.items()):
            for key in ledger.keys_of(learner):
                lines.append(",".join((defused(learner), _cell(defused(key)), f"{one.score:g}", f"{one.out_of:g}")))
        own.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return own
    path = own.with_name(given.sheet.name)
    if path.exists() and path.samefile(given.sheet):
        path = path.with_name(f"{path.stem}-filled{path.suffix}")
    path.write_bytes(filled.data)
    return path


def _cell(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if any(sign in value for sign in ',"\r\n') else value


class _Names:
    """What the LMS wants a file of somebody to be called."""

    def __init__(self, sheet: Sheet | None, ledger: Ledger) -> None:
        self.lms = ledger.lms
        self._names = {row.key: sheet.table.value(row.at, sheet.name) for row in sheet.rows} if sheet else {}

    def prefix(self, key: str, own: str, *, stands: bool) -> str:
        """Return what stands before a file's own name: as it came in, or as Moodle would have written it."""
        if stands or self.lms != "moodle":
            return own
        name = "".join(sign for sign in self._names.get(key, "") if sign.isalnum() or sign in " -'.") or "Participant"
        return f"{name}_{key}_assignsubmission_file_" + ("/" if own.endswith("/") else "")


def _bundle(
    course: Path, assignment: str, ledger: Ledger, names: _Names, done: Returned, ready: set[str], out: Path
) -> Path | None:
    """Write the zip of pages; whole or not at all."""
    there = {learner for learner in ready if (course / "autograded" / learner / assignment).is_dir()}
    write_pages(course, assignment, sorted(there))  # with the marks and comments that stand now
    pages = pages_of(course, assignment, ready)
    for learner in sorted(ready - set(pages)):
        done.problems.append(_("{learner} has a mark and no page of feedback.").format(learner=learner))
    for learner, one in done.results.items():
        if one.nothing and ledger.people[learner].tell:
            pages[learner] = {f"{assignment}.html": received_page(assignment, ledger.people[learner].tell)}
            done.notes.append(
                _("{learner} handed in nothing that can be marked; their page says what to do.").format(learner=learner)
            )
    if not pages:
        return None
    path = out / f"{assignment}-feedback.zip"
    beside = path.with_name(f".{path.name}.part")
    written: set[str] = set()
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as bundle:
            for learner, found in sorted(pages.items()):
                person = ledger.people[learner]
                # Canvas gives a group's page to the whole group by itself; it knows one member's file alone.
                keys = ledger.keys_of(learner) if names.lms == "moodle" else [person.key]
                for key in keys:
                    prefix = names.prefix(key, person.prefix, stands=key == person.key)
                    for name, content in sorted(found.items()):
                        if (prefix + name).casefold() not in written:
                            written.add((prefix + name).casefold())
                            entry = zipfile.ZipInfo(prefix + name)  # without the time of day: the same gives the same
                            entry.compress_type = zipfile.ZIP_DEFLATED
                            entry.external_attr = 0o644 << 16
                            bundle.writestr(entry, content)
                done.paged.append(learner)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
