"""Noticing from afar that a file has changed: another notebook, another machine, a sync tool."""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

__all__ = ["FileWatch"]

#: Seconds between two looks; a look is one ``stat``.
PERIOD = 1.0


class FileWatch:
    """Call a function when a file is not what it was; the thread ends with the last one who watches.

    Parameters
    ----------
    path
        The file; it need not exist yet.
    changed
        Called from the watching thread: it only passes the news on to where it is safe to act.
    """

    _watches: ClassVar[weakref.WeakSet[FileWatch]] = weakref.WeakSet()
    _thread: ClassVar[threading.Thread | None] = None
    _lock: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, path: Path, changed: Callable[[], None]) -> None:
        self._path = path
        self._changed = changed
        self._seen = self._look()
        with FileWatch._lock:
            FileWatch._watches.add(self)
            if FileWatch._thread is None:
                FileWatch._thread = threading.Thread(target=FileWatch._run, name="sourcenet-watch", daemon=True)
                FileWatch._thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        with FileWatch._lock:
            FileWatch._watches.discard(self)

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = os.stat(self._path)  # noqa: PTH116 - the cheapest look there is, once a second
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns, found.st_ino

    def _compare(self) -> None:
        now = self._look()
        if now != self._seen:
            self._seen = now
            self._changed()

    @classmethod
    def _run(cls) -> None:
        pause = threading.Event()
        while True:
            pause.wait(PERIOD)
            with cls._lock:
                watches = list(cls._watches)
                if not watches:
                    cls._thread = None
                    return
            for watch in watches:
                watch._compare()
