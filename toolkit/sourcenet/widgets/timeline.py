"""The timeline: two days of a network beside each other, and its history day by day."""

from __future__ import annotations

from typing import Any

from sourcenet.widgets.look_back import LookBack

__all__ = ["Timeline"]


class Timeline(LookBack):
    """See what a network was on another day, and go through its history; it is the look back, opened at its second page.

    Two days are compared in words, in the picture and in a table. A line of days can be dragged along, walked by
    arrow keys, or replayed from the first day to the last. It changes nothing.

    Parameters
    ----------
    network
        The network to look back on.
    since
        The day to compare with first, such as ``"2026-09-03"``; the first day of its history where not given.
    task
        What to do, in a sentence; it stands above everything.
    still
        False where the page shows it elsewhere: then none is left beside the widget.

    Examples
    --------
    >>> import sourcenet as sn
    >>> line = sn.Timeline(sn.load_example("busy"), since="2026-09-17")
    >>> line.since.isoformat()
    '2026-09-17'
    """

    def _more(self) -> dict[str, Any]:
        return {"opens": "days"}
