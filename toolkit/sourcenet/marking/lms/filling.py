"""Filling the LMS's own sheet: the mark's cell of whoever has one, and nothing else."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field

from sourcenet.errors import BadValue
from sourcenet.marking.lms.ledger import Ledger
from sourcenet.marking.lms.results import Result
from sourcenet.marking.lms.sheets import Row, Sheet, number
from sourcenet.marking.lms.tables import defused
from sourcenet.words import _, many

__all__ = ["Filled", "fill"]


@dataclass
class Filled:
    """A filled sheet.

    Parameters
    ----------
    data
        The file.
    marks
        What the LMS calls somebody -> what was written.
    locked, unmatched, absent
        Rows that the LMS holds fast; rows of people of whom nothing was collected; people with a mark who are not in
        the sheet.
    problems, notes
        Sentences to the marker.
    """

    data: bytes
    marks: dict[str, str] = field(default_factory=dict)
    locked: list[str] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def fill(
    sheet: Sheet, ledger: Ledger, results: Mapping[str, Result], *, scale: bool = False, comments: bool = False
) -> Filled:
    """Fill a sheet.

    Parameters
    ----------
    sheet
        The sheet as the LMS gave it.
    ledger
        Who is who.
    results
        Learner -> mark; those whose marks are given back.
    scale
        Whether marks are brought to the sheet's maximum.
    comments
        Whether comments are written too.

    Raises
    ------
    BadValue
        The sheet is another assignment's, has another maximum, or two rows for one person.
    """
    of = {key.casefold(): learner for learner in ledger.people for key in ledger.keys_of(learner)}
    mine = {row.key.casefold() for row in sheet.rows} & set(of)
    if sheet.rows and of and not mine:
        raise BadValue(
            _(
                "{file} has {n} people, and none of them is among those that were collected. Is it the sheet of another assignment?"
            ).format(file=sheet.table.name, n=len(sheet.rows))
        )
    if len({row.key.casefold() for row in sheet.rows}) < len(sheet.rows):
        raise BadValue(_("{file} has two rows for one person. Download it again.").format(file=sheet.table.name))
    _same_most(sheet, results, of, scale=scale)
    cells: dict[tuple[int, int], str] = {}
    done = Filled(b"")
    for row in sheet.rows:
        learner = of.get(row.key.casefold(), "")
        if not learner:
            done.unmatched.append(row.key)
        elif (one := results.get(learner)) is None:
            continue
        elif row.locked:
            done.locked.append(row.key)
            done.problems.append(_("{who} was left as it is: {why}.").format(who=row.key, why=row.locked))
        else:
            before = sheet.table.value(row.at, sheet.grade)
            value = _written(sheet, row, one)
            done.marks[row.key] = value
            if before and number(before) != number(value) and number(before) is not None:
                done.notes.append(
                    _("{who} had {before} in the sheet and has {value} now.").format(
                        who=row.key, before=before, value=value
                    )
                )
            if number(before) is None or number(before) != number(value):
                cells[row.at, sheet.grade] = value
            if comments and one.comment and sheet.comment >= 0:
                cells[row.at, sheet.comment] = _comment(sheet, one.comment)
    if comments and sheet.comment < 0:
        done.problems.append(_("The sheet has no column for comments; none were written."))
    _name_the_rest(sheet, ledger, results, done)
    done.data = sheet.table.filled(cells)
    return done


def _name_the_rest(sheet: Sheet, ledger: Ledger, results: Mapping[str, Result], done: Filled) -> None:
    there = {row.key.casefold() for row in sheet.rows}
    for learner in results:
        keys = [key for key in ledger.keys_of(learner) if not _is_group(key, ledger, learner)]
        missing = [key for key in keys if key.casefold() not in there]
        done.absent += missing
        for key in missing:
            done.problems.append(
                _("{learner} ({key}) has a mark and no row in the sheet.").format(learner=learner, key=key)
            )
    if done.unmatched:
        done.notes.append(
            many(
                "{n} row of the sheet is of somebody of whom nothing was collected",
                "{n} rows of the sheet are of people of whom nothing was collected",
                len(done.unmatched),
            )
            + f": {', '.join(done.unmatched)}."
        )


def _is_group(key: str, ledger: Ledger, learner: str) -> bool:
    """Tell whether a key is that of a group and not of a person: Moodle numbers the folders of groups by group."""
    members = ledger.groups.get(ledger.people[learner].group, [])
    return bool(members) and key == ledger.people[learner].key and key not in members


def _same_most(sheet: Sheet, results: Mapping[str, Result], of: Mapping[str, str], *, scale: bool) -> None:
    for row in sheet.rows:
        one = results.get(of.get(row.key.casefold(), ""))
        if one is None or row.most is None or row.most == one.out_of or scale:
            continue
        raise BadValue(
            _(
                "The sheet has {theirs:g} points at most ({heading}) and the assignment has {ours:g}. Set the same in the LMS, or say --scale to bring marks to {theirs:g}."
            ).format(theirs=row.most, ours=one.out_of, heading=sheet.heading)
        )


def _written(sheet: Sheet, row: Row, one: Result) -> str:
    """Return a mark as the sheet writes figures."""
    score = one.score
    if row.most is not None and one.out_of and row.most != one.out_of:
        score = score * row.most / one.out_of
    text = f"{score:.2f}"
    if not sheet.decimals:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if sheet.comma else text


def _comment(sheet: Sheet, comment: str) -> str:
    """Return a comment: Moodle reads it as HTML, and no spreadsheet takes it for a formula."""
    text = html.escape(comment, quote=False).replace("\n", "<br>") if sheet.lms == "moodle" else comment
    return defused(text)
