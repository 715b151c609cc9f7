"""An advisory lock on an open file, on every system; where a file system cannot lock, that is said, not hidden."""

from __future__ import annotations

import errno
import os
import sys
import time

__all__ = ["lock", "unlock"]

if sys.platform == "win32":  # pragma: no cover - exercised on Windows only
    import msvcrt

    # One byte far behind the end: Windows locks are mandatory, and a locked byte of the text could not be read.
    _FAR = 1 << 40

    def _try(fd: int) -> None:
        here = os.lseek(fd, 0, os.SEEK_CUR)
        os.lseek(fd, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(fd, here, os.SEEK_SET)

    def unlock(fd: int) -> None:
        """Let go of the lock."""
        here = os.lseek(fd, 0, os.SEEK_CUR)
        os.lseek(fd, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_UNLCK, 1)
        finally:
            os.lseek(fd, here, os.SEEK_SET)

else:
    import fcntl

    def _try(fd: int) -> None:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def unlock(fd: int) -> None:
        """Let go of the lock."""
        fcntl.flock(fd, fcntl.LOCK_UN)


_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


def lock(fd: int, patience: float) -> bool:
    """Take the lock, waiting for another writer.

    Parameters
    ----------
    fd
        An open file.
    patience
        How many seconds to wait.

    Returns
    -------
    bool
        True with the lock; False where the file system cannot lock.

    Raises
    ------
    TimeoutError
        Another writer held the lock all the time.
    """
    end = time.monotonic() + patience
    pause = 0.002
    while True:
        try:
            _try(fd)
            return True
        except OSError as error:
            if error.errno not in _HELD:
                return False
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)
