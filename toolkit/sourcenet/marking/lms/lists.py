"""Two lists that a person gives besides: who is in which group, and who has more time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import Path

from sourcenet.errors import BadValue
from sourcenet.marking.lms.headings import MOODLE
from sourcenet.marking.lms.tables import Table, read_table
from sourcenet.words import _

__all__ = ["Extension", "extensions_of", "groups_of"]

_GROUP = ("group_name", "group name", "group", "group code", "team", *MOODLE["group"])
# The first column that is there counts: Canvas's own export of groups has four of them.
_MEMBER = (
    "learner", "identifier", "canvas_user_id", "participant", "username", "user name", "login_id", "member", "user_id",
    "user", *sorted(MOODLE["identifier"]),
)  # fmt: skip
_UNTIL, _DAYS = ("until", "due", "new due date"), ("days", "day", "extra days")


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for one person: so many days, or until a moment."""

    who: str
    days: float | None
    until: datetime | None


def groups_of(path: Path) -> dict[str, list[str]]:
    """Read who is in which group.

    Parameters
    ----------
    path
        CSV with a column ``group`` and one of who is in it (``learner``, ``username``, ``identifier``, ...), one line
        a person; also Canvas's export of groups and Moodle's grading worksheet as they are.

    Returns
    -------
    dict
        Group -> its members, as they are written there.

    Raises
    ------
    BadValue
        A column is missing, or somebody is in two groups.
    """
    table = read_table(path)
    group, member = _column(table, _GROUP, "group"), _column(table, _MEMBER, "learner")
    groups: dict[str, list[str]] = {}
    of: dict[str, str] = {}
    for row in range(1, len(table.rows)):
        name, who = table.value(row, group), table.value(row, member)
        if not name or not who:
            continue
        if of.setdefault(who, name) != name:
            raise BadValue(
                _("{file}: {who} is in two groups, “{one}” and “{other}”. One person hands in with one group.").format(
                    file=path.name, who=who, one=of[who], other=name
                )
            )
        if who not in groups.setdefault(name, []):
            groups[name].append(who)
    return groups


def extensions_of(path: Path, zone: tzinfo | None) -> list[Extension]:
    """Read who has more time.

    Parameters
    ----------
    path
        CSV with a column of who it is (``learner``, ``username``, ...) or ``group``, and ``days`` or ``until``
        (``2026-11-27``: the end of that day; ``2026-11-27 12:00``).
    zone
        Whose clock ``until`` is on; UTC where None.

    Raises
    ------
    BadValue
        A column is missing, or a line does not say how much.
    """
    table = read_table(path)
    heads = [head.removeprefix("\ufeff").casefold() for head in table.values(0)]
    who = next((heads.index(name) for name in (*_MEMBER, *_GROUP) if name in heads), -1)
    days = next((heads.index(name) for name in _DAYS if name in heads), -1)
    until = next((heads.index(name) for name in _UNTIL if name in heads), -1)
    if who < 0 or (days < 0 and until < 0):
        raise BadValue(
            _("{file} needs the columns learner, and days or until. It has: {columns}.").format(
                file=path.name, columns=", ".join(heads)
            )
        )
    found = []
    for row in range(1, len(table.rows)):
        name = table.value(row, who)
        if not name:
            continue
        more, end = table.value(row, days), table.value(row, until)
        try:
            found.append(Extension(name, _days(more) if more else None, _until(end, zone) if end else None))
            if not more and not end:
                raise ValueError
        except (ValueError, OverflowError) as error:
            raise BadValue(
                _(
                    "{file}: the line of {who} says neither how many days (such as 7) nor until when (such as 2026-11-27 or 2026-11-27 12:00)."
                ).format(file=path.name, who=name)
            ) from error
    return found


def _days(text: str) -> float:
    days = float(text.replace(",", "."))
    if not 0 <= days <= 1000:
        raise ValueError
    return days


def _until(text: str, zone: tzinfo | None) -> datetime:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        day = datetime.combine(datetime.fromisoformat(text).date(), time(0), zone or UTC)
        return (day + timedelta(days=1) - timedelta(seconds=1)).astimezone(UTC)
    at = datetime.fromisoformat(text)
    return (at if at.tzinfo else at.replace(tzinfo=zone or UTC)).astimezone(UTC)


def _column(table: Table, names: Sequence[str], wanted: str) -> int:
    heads = [head.removeprefix("\ufeff").casefold() for head in table.values(0)]
    for name in names:
        if name in heads:
            return heads.index(name)
    raise BadValue(
        _("{file} needs a column {wanted}. It has: {columns}.").format(
            file=table.name, wanted=wanted, columns=", ".join(heads)
        )
    )
