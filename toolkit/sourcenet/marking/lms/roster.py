"""What Moodle's grading worksheet knows that its zip does not: who is in the assignment, and when things came."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sourcenet.errors import BadValue
from sourcenet.marking.lms.sheets import sheet_of
from sourcenet.marking.lms.tables import read_table
from sourcenet.words import _

__all__ = ["Roster", "roster_of"]


@dataclass(frozen=True)
class Roster:
    """Everybody in a sheet, by what the LMS calls them.

    Parameters
    ----------
    keys
        Everybody, in the order of the sheet.
    names, handed_in, ids
        Full name; when something was handed in, as it is written there; another id for them in the course.
    groups
        Group -> its members, where the sheet says.
    """

    keys: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    handed_in: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)


def roster_of(path: Path, assignment: str, ids: str = "") -> Roster:
    """Read a sheet for who is who.

    Parameters
    ----------
    path
        A grading sheet.
    assignment
        Of what.
    ids
        The heading of the column that learners' ids are made of.

    Raises
    ------
    BadValue
        There is no such column, or two people have the same in it.
    """
    table = read_table(path)
    sheet = sheet_of(table, assignment)
    roster = Roster(tuple(row.key for row in sheet.rows))
    heads = [head.removeprefix("\ufeff").casefold() for head in table.values(0)]
    if ids and ids.casefold() not in heads:
        raise BadValue(
            _("{file} has no column “{column}”. It has: {columns}.").format(
                file=path.name, column=ids, columns=", ".join(heads)
            )
        )
    column = heads.index(ids.casefold()) if ids else -1
    for row in sheet.rows:
        for into, at in ((roster.names, sheet.name), (roster.handed_in, sheet.handed_in), (roster.ids, column)):
            if (value := table.value(row.at, at)) and value != "-":
                into[row.key] = value
        if group := table.value(row.at, sheet.group):
            roster.groups.setdefault(group, []).append(row.key)
    if len({one.casefold() for one in roster.ids.values()}) < len(roster.ids):
        raise BadValue(
            _("{file}: two people have the same in the column “{column}”. Choose one that tells people apart.").format(
                file=path.name, column=ids
            )
        )
    return roster
