"""The time of handing in, ``timestamp.txt``, where nbgrader and formgrader read it for themselves.

Both open it as it lies there: through a link, from a pipe that never ends, and what is no time stops formgrader's list
for the whole class. So one that cannot be read as a time is renamed before they come to it. It is never lost.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from sourcenet.words import _

__all__ = ["ASIDE", "FILE", "set_aside"]

FILE = "timestamp.txt"
#: What is put behind the name of a file that was renamed.
ASIDE = ".as-handed-in"
_MOST = 1000


def set_aside(folders: Iterable[Path]) -> dict[Path, str]:
    """Rename each ``timestamp.txt`` that nbgrader could not read as a time.

    Parameters
    ----------
    folders
        Submissions; a folder that is a link, or lies in one, is left alone.

    Returns
    -------
    dict
        Folder -> a sentence to the marker, where anything was renamed.
    """
    real = (folder for folder in folders if not (folder.is_symlink() or folder.parent.is_symlink()))
    return {folder: _renamed(folder) for folder in real if not _is_time(folder / FILE)}


def _renamed(folder: Path) -> str:
    name, number = f"{FILE}{ASIDE}", 1
    while os.path.lexists(folder / name):
        number += 1
        name = f"{FILE}{ASIDE}-{number}"
    try:
        (folder / FILE).rename(folder / name)  # of a link this renames the link, and follows nothing
    except OSError as error:
        return _("{file} cannot be read as a time, and could not be renamed ({why}).").format(
            file=FILE, why=error.strerror
        )
    return _("{file} cannot be read as a time. It lies beside as {name}; when it was handed in is not known.").format(
        file=FILE, name=name
    )


def _is_time(path: Path) -> bool:
    """Tell whether nbgrader gets a time from a file; also where there is none at all."""
    from nbgrader.utils import parse_utc

    try:
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return not os.path.lexists(path)
    except OSError:
        return False
    with os.fdopen(fd, "rb") as file:
        if path.is_symlink() or not stat.S_ISREG(os.fstat(fd).st_mode):  # where the system knows no O_NOFOLLOW
            return False
        content = file.read(_MOST + 1)
    try:
        return len(content) <= _MOST and parse_utc(content.decode("ascii").strip()) is not None
    except (ValueError, OverflowError, TypeError, AttributeError):
        return False
