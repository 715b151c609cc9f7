"""Look back: what a network says, each sentence pointing into the picture, and what it was beside what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from sourcenet.model.network import SourceNetwork
from sourcenet.widgets.frontend import look_back_css, look_back_js
from sourcenet.widgets.looked import compared, looked_html, looked_record, valid_day
from sourcenet.widgets.shown import Ask, Shown
from sourcenet.widgets.still import Still

__all__ = ["LookBack"]


class LookBack(Shown):
    """Look back on your network: what it says, what it points at, and what it was on another day.

    Every sentence can be chosen: then the picture and the tables show what it is about. "Then and now" compares
    two days, in words, in the picture and in a table, and goes through the history day by day. It changes nothing,
    and follows what is changed in a Builder, in Python or elsewhere. Beside it stays a still, which is there when
    the notebook is opened without Python.

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

    Raises
    ------
    BadValue
        The day is none.

    Examples
    --------
    >>> import sourcenet as sn
    >>> look = sn.LookBack(sn.load_example("first-steps"), since="2026-09-17", task="What has changed most?")
    >>> look.since.isoformat()
    '2026-09-17'
    """

    asks: ClassVar[Mapping[str, Ask]] = {"compare": compared}
    says_at_once: ClassVar[int] = 60

    def __init__(
        self, network: SourceNetwork, *, since: str | dt.date | None = None, task: str = "", still: bool = True
    ) -> None:
        self.since = valid_day(since)
        left = Still(network, lambda seen: looked_html(seen, self.since)) if still else None
        super().__init__(network, task=task, still=left)

    def _scripts(self) -> tuple[str, str]:
        return look_back_js(), look_back_css()

    def _says(self, network: SourceNetwork) -> dict[str, Any]:
        return looked_record(network, self.since)
