"""Dates as people read them, and what "unused for long" means."""

from __future__ import annotations

import datetime

from sourcenet.words import long_date

__all__ = ["UNUSED_DAYS", "day_written", "first_day", "is_unused", "long_date"]

#: A connection is drawn pale, with a clock, when it was last used longer ago than this.
UNUSED_DAYS = 180


def is_unused(last_used: str, today: datetime.date) -> bool:
    """Tell whether a connection has rested for long; one without a date has not: nobody said.

    Parameters
    ----------
    last_used
        A date such as ``"2026-10-01"``, ``"2026-10"`` or ``"2026"``; the first day of what is given.
    today
        The day that it is looked at.
    """
    day = first_day(last_used)
    return day is not None and (today - day).days > UNUSED_DAYS


def first_day(text: str) -> datetime.date | None:
    """Return the first day of a date such as "2026-10-01", "2026-10" or "2026"; None of anything else."""
    parts = text.split("-")
    if not text or len(parts) > 3:
        return None
    try:
        year, month, day = (int(part) for part in [*parts, "1", "1"][:3])
        return datetime.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def day_written(at: str) -> str:
    """Return the day of an event's time, or of a date, written out; what is no day stays as it is."""
    day = first_day(at[:10])
    return long_date(day) if day is not None and len(at) >= 10 else at
