"""A grading sheet as Moodle, Canvas or Blackboard gives it: who is in which row, and which cell takes the mark.

Moodle (mod/assign/gradingtable.php, feedback/offline/importgradeslib.php): "Download grading worksheet" has
``Identifier`` ("Participant 1234567"; the number at its end counts), ``Full name``, ``Email address``, ``Status``,
with groups ``Group``, then ``Grade``, ``Maximum Grade`` (or ``Scale``), ``Grade can be changed``, ``Last modified
(submission)``, ``Last modified (grade)``, ``Feedback comments``; a blind assignment has no names. Headings and
"Participant" are in the language of whoever downloads; the order is fixed. On upload Moodle reads the columns
Identifier, Grade, Last modified (grade) and the comments; it skips locked rows and rows graded since, and takes a
comma for a decimal point where its language has one. The page "Last modified" is on the clock of whoever downloads.

Canvas (lib/gradebook_exporter.rb): ``Student`` (or LastName, FirstName), ``ID``, [``SIS User ID``,] ``SIS Login ID``,
``Section``, then ``Name (12345)`` an assignment; perhaps a row of notes on posting; a row ``Points Possible``; cells
``EX`` (excused) and ``N/A`` (not theirs); delimiter and decimal sign by the person's settings. An anonymous
assignment's ids are not in it.

Blackboard Learn (read off files in programs of others): ``Last Name``, ``First Name``, ``Username``, ..., then
``Name [Total Pts: 100 Score] |1234567`` a column; comma or tab, every cell quoted, UTF-8 or UTF-16; with comments
``Feedback to Learner``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sourcenet.errors import BadValue, UnreadableFile
from sourcenet.marking.lms.headings import MOODLE, is_no
from sourcenet.marking.lms.tables import Table
from sourcenet.words import _

__all__ = ["Row", "Sheet", "number", "sheet_of"]

_CANVAS = re.compile(r"(?P<name>.*?) \((?P<id>\d+)\)", re.S)
_BLACKBOARD = re.compile(
    r"(?P<name>.*?) \[[^\]:]*: (?:[^\]]*? )?(?P<most>\d[\d.,]*) (?P<sort>[^\]\d]+)\] ?\|(?P<id>\d+)", re.S
)
_DIGITS = re.compile(r"\d+$")


@dataclass(frozen=True, slots=True)
class Row:
    """One person's row.

    Parameters
    ----------
    at
        Which row of the table.
    key
        The person, as the LMS knows them.
    most
        The most that can be had; None where the sheet does not say.
    locked
        Why the mark may not be changed, in words; empty where it may.
    """

    at: int
    key: str
    most: float | None
    locked: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A grading sheet.

    Parameters
    ----------
    table
        The table it is.
    lms
        Whose it is.
    rows
        Its people.
    grade
        The column of the mark.
    comment
        The column of a comment; -1 where there is none.
    group, handed_in, name
        Columns of the group, of when it was handed in, and of the full name; -1 where there are none.
    heading
        What the column of the mark is called.
    """

    table: Table
    lms: str
    rows: tuple[Row, ...]
    grade: int
    comment: int
    group: int
    handed_in: int
    name: int
    heading: str

    @property
    def comma(self) -> bool:
        """Whether the sheet writes decimals with a comma."""
        cells = [self.table.value(row.at, self.grade) for row in self.rows]
        cells += [self.table.value(at, self.grade) for at in range(1, min(4, len(self.table.rows)))]
        if self.lms == "moodle":
            cells += [self.table.value(row.at, self.grade + 1) for row in self.rows]
        signs = [found[1] for cell in cells if (found := re.fullmatch(r"-?\d+([.,])\d{1,5}", cell))]
        return (
            signs.count(",") > signs.count(".") if signs else self.table.delimiter == ";" and self.lms != "blackboard"
        )

    @property
    def decimals(self) -> bool:
        """Whether whole marks are written with decimals too, as the sheet's own figures are."""
        cells = [self.table.value(row.at, self.grade + 1) for row in self.rows[:5]] if self.lms == "moodle" else []
        return any(re.fullmatch(r"\d+[.,]\d+", cell) for cell in cells)


def number(text: str) -> float | None:
    """Read a figure with a point or a comma; None where it is none."""
    text = text.strip()
    return float(text.replace(",", ".")) if re.fullmatch(r"\d{1,9}(?:[.,]\d{1,9})?", text, re.ASCII) else None


def sheet_of(table: Table, assignment: str, column: str = "") -> Sheet:
    """Recognise a grading sheet.

    Parameters
    ----------
    table
        The table as it was read.
    assignment
        The assignment, whose name the column of the mark may bear.
    column
        The heading of that column, where the marker says it.

    Raises
    ------
    UnreadableFile
        It is no grading sheet that is known.
    BadValue
        Several columns could be meant, or the one that was said is not there.
    """
    heads = [head.removeprefix("\ufeff") for head in table.values(0)]
    low = [head.casefold() for head in heads]
    if "username" in low and any(_BLACKBOARD.fullmatch(head) for head in heads):
        return _blackboard(table, heads, low, assignment, column)
    if "id" in low and low[0] in ("student", "lastname") and any(_CANVAS.fullmatch(head) for head in heads):
        return _canvas(table, heads, low, assignment, column)
    found = _moodle(table, heads, low, column)
    if found is None:
        raise UnreadableFile(
            _(
                "{file} is no grading sheet of Moodle, Canvas or Blackboard that is known. Its columns are: {columns}. "
                "Give Moodle's “Download grading worksheet”, Canvas's exported gradebook, or Blackboard's downloaded grade centre."
            ).format(file=table.name, columns=", ".join(heads[:12]))
        )
    return found


def _moodle(table: Table, heads: Sequence[str], low: Sequence[str], column: str) -> Sheet | None:
    at = {what: next((n for n, head in enumerate(low) if head in names), -1) for what, names in MOODLE.items()}
    body = range(1, len(table.rows))
    identifier = at["identifier"] if at["identifier"] >= 0 else _numbered(table, body)
    most = at["most"] if at["most"] >= 0 else _same_figure(table, body, identifier)
    grade = _said(heads, column) if column else at["grade"]
    if grade < 0 and most > 0:
        grade = most - 1  # the order is fixed, whatever the language
    if identifier < 0 or grade < 0:
        return None
    if at["scale"] == grade + 1:
        raise BadValue(
            _("{file} asks for words of a scale, not for points. Set the assignment in Moodle to points.").format(
                file=table.name
            )
        )
    rows = []
    for n in body:
        key = _DIGITS.search(table.value(n, identifier))
        if key:
            why = _("its grade cannot be changed in Moodle") if is_no(table.value(n, at["change"])) else ""
            rows.append(Row(n, str(int(key[0])), number(table.value(n, most)) if most >= 0 else None, why))
    places = (grade, at["comment"], at["group"], at["handed_in"], at["name"])
    return Sheet(table, "moodle", tuple(rows), *places, heads[grade])


def _numbered(table: Table, body: range) -> int:
    """Return the column of "Participant 1234567" in any language: the same word, then another number a row."""
    for column in range(len(table.rows[0])):
        cells = [table.value(n, column) for n in body]
        words = {_DIGITS.sub("", cell) for cell in cells}
        if (
            cells
            and len(words) == 1
            and "" not in words
            and len(set(cells)) == len(cells)
            and all(map(_DIGITS.search, cells))
        ):
            return column
    return -1


def _same_figure(table: Table, body: range, identifier: int) -> int:
    """Return the column of the maximum in any language: the same figure in every row, right of an empty or lower one."""
    for column in range(identifier + 2, len(table.rows[0])):
        figures = {number(table.value(n, column)) for n in body}
        (figure, *more) = figures or {None}
        left = [table.value(n, column - 1) for n in body]
        if figure and not more and all(not cell or (number(cell) or 0) <= figure for cell in left):
            return column
    return -1


def _canvas(table: Table, heads: list[str], low: list[str], assignment: str, column: str) -> Sheet:
    ours = {n: found["name"] for n, head in enumerate(heads) if (found := _CANVAS.fullmatch(head))}
    grade = _said(heads, column) if column else _chosen(table, heads, ours, assignment)
    user = low.index("id")
    most = None
    rows = []
    for n in range(1, len(table.rows)):
        if table.value(n, 0).casefold() == "points possible":
            most = number(table.value(n, grade))
        elif (key := table.value(n, user)).isdecimal():
            now = table.value(n, grade).upper()
            why = {"EX": _("excused in Canvas"), "N/A": _("not an assignment of theirs in Canvas")}.get(now, "")
            rows.append(Row(n, key, most, why))
    return Sheet(table, "canvas", tuple(rows), grade, -1, -1, -1, -1, heads[grade])


def _blackboard(table: Table, heads: list[str], low: list[str], assignment: str, column: str) -> Sheet:
    ours = {n: found["name"] for n, head in enumerate(heads) if (found := _BLACKBOARD.fullmatch(head))}
    grade = _said(heads, column) if column else _chosen(table, heads, ours, assignment)
    found = _BLACKBOARD.fullmatch(heads[grade])
    if found and found["sort"].casefold() not in ("score", "points"):
        raise BadValue(
            _("The column “{column}” of {file} does not take points. Set it to Score in Blackboard.").format(
                column=heads[grade], file=table.name
            )
        )
    most = number(found["most"]) if found else None
    user = low.index("username")
    rows = [Row(n, table.value(n, user), most) for n in range(1, len(table.rows)) if table.value(n, user)]
    comment = low.index("feedback to learner") if "feedback to learner" in low else -1
    return Sheet(table, "blackboard", tuple(rows), grade, comment, -1, -1, -1, heads[grade])


def _said(heads: Sequence[str], column: str) -> int:
    at = [n for n, head in enumerate(heads) if head.casefold() == column.strip().casefold()]
    at = at or [n for n, head in enumerate(heads) if head.casefold().startswith(column.strip().casefold())]
    if len(at) != 1:
        raise BadValue(
            _("{n} columns of the sheet are called “{column}”. Its columns are: {columns}.").format(
                n=len(at), column=column, columns=", ".join(heads)
            )
        )
    return at[0]


def _chosen(table: Table, heads: Sequence[str], ours: dict[int, str], assignment: str) -> int:
    """Return the column of the assignment: the one that bears its name, or the only one there is."""
    named = [n for n, name in ours.items() if _plain(name) == _plain(assignment)]
    if len(named) == 1:
        return named[0]
    if len(ours) == 1:
        return next(iter(ours))
    raise BadValue(
        _("Which column of {file} takes the marks? Say --column with one of: {columns}.").format(
            file=table.name, columns="; ".join(heads[n] for n in (named or ours))
        )
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
