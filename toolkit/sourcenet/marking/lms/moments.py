"""When something was handed in, where that is really known. A time without its zone is not known, and none is invented."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from sourcenet.errors import BadValue
from sourcenet.words import _

__all__ = ["moment", "written", "zone_of"]

_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)[-T ](\d\d)[-:](\d\d)(?:[-:](\d\d))?")
_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)(?::(\d\d))?\s*(am|pm)?\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20\d\d)\b")
_DAY = re.compile(r"(?<![\d:])(\d{1,2})(?![\d:])")
_UTC = re.compile(r"\b(?:UTC|GMT)\b(?![+-])|(?<=\d)Z$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def zone_of(name: str) -> tzinfo | None:
    """Return a time zone by its name, such as ``Europe/London``; None for an empty name.

    Raises
    ------
    BadValue
        There is no such zone on this machine.
    """
    if not name:
        return None
    if name.upper() in ("UTC", "GMT"):
        return UTC
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError) as error:
        raise BadValue(
            _(
                "There is no time zone “{name}” on this machine. Use a name such as Europe/London, or UTC. On Windows: pip install tzdata"
            ).format(name=name[:60])
        ) from error


def moment(text: str, zone: tzinfo | None) -> datetime | None:
    """Read a time as an LMS writes it, in English or as digits.

    Parameters
    ----------
    text
        Such as ``Friday, 20 November 2026, 12:00 PM``, ``Friday, November 20, 2026 12:00:00 PM GMT``,
        ``20 November 2026 12:00:00 o'clock GMT``, ``2026-11-20-12-00-00``.
    zone
        Whose clock it is, where the text does not say UTC or GMT.

    Returns
    -------
    datetime or None
        In UTC; None where the text cannot be read, or nobody says whose clock it is.
    """
    text = text.strip()[:200]
    if _UTC.search(text):
        zone = UTC
    try:
        local = _digits(text) or _words(text)
        return local.replace(tzinfo=zone).astimezone(UTC) if local and zone else None
    except (ValueError, OverflowError):
        return None


def written(at: datetime) -> str:
    """Return a time as ``timestamp.txt`` has it."""
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _digits(text: str) -> datetime | None:
    found = _STAMP.match(text)
    return datetime(*(int(number or 0) for number in found.groups())) if found else None  # type: ignore[arg-type]


def _words(text: str) -> datetime | None:
    clock, year = _CLOCK.search(text), _YEAR.search(text)
    month = next((n + 1 for n, name in enumerate(_MONTHS) if re.search(rf"\b{name}", text, re.IGNORECASE)), 0)
    if not clock or not year or not month:
        return None
    rest = text[: clock.start()] + " " + text[clock.end() :]
    day = _DAY.search(rest.replace(year[0], " ", 1))
    if not day:
        return None
    hour, half = int(clock[1]), (clock[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return datetime(int(year[1]), month, int(day[1]), hour, int(clock[2]), int(clock[3] or 0))
