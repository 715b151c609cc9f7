"""One run of marking at a time in a course."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sourcenet.errors import CannotDo
from sourcenet.model.locking import lock, unlock
from sourcenet.words import _

__all__ = ["one_run"]

#: How many seconds a run waits for another to end.
PATIENCE = 3.0


@contextmanager
def one_run(course: Path) -> Iterator[int | None]:
    """Keep other runs out of a course while this one works; the lock goes with the process, however it ends.

    Parameters
    ----------
    course
        The course's folder.

    Yields
    ------
    int or None
        The open file that holds the lock, for children to close; None where the file system cannot lock.

    Raises
    ------
    CannotDo
        Another run is at work.
    """
    autograded = course / "autograded"
    autograded.mkdir(exist_ok=True)
    if sys.platform == "win32":  # pragma: no cover - a folder cannot be opened there
        fd = os.open(autograded / ".marking.lock", os.O_RDWR | os.O_CREAT)
    else:
        fd = os.open(autograded, os.O_RDONLY)  # the folder itself: no file is left behind
    try:
        try:
            held = lock(fd, PATIENCE)
        except TimeoutError:
            raise CannotDo(
                _("{course} is being marked by another run. Wait until it has ended; both at once would mix.").format(
                    course=course
                )
            ) from None
        try:
            yield fd if held else None
        finally:
            if held:
                unlock(fd)
    finally:
        os.close(fd)
