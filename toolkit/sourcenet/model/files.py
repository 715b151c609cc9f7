"""What a journal needs to know of files: which one lies where, how it ends, whether it ever was a journal."""

from __future__ import annotations

import os
from pathlib import Path

from sourcenet.errors import NotKept
from sourcenet.model.events import Damaged, Event, decode
from sourcenet.words import _

__all__ = ["BOM", "ends_line", "identity", "is_foreign", "lies_at", "not_kept", "read_all", "whole_event"]

#: Some editors put it in front of what they save.
BOM = b"\xef\xbb\xbf"


def read_all(fd: int, offset: int) -> bytes:
    """Return the bytes of an open file from a place on."""
    os.lseek(fd, offset, os.SEEK_SET)
    parts = []
    while part := os.read(fd, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def whole_event(rest: bytes) -> Event | None:
    """Return the event of a last line that lacks only its line end."""
    try:
        return decode(rest) if rest else None
    except Damaged:
        return None


def is_foreign(data: bytes) -> bool:
    """Tell whether a file without one readable event never was a journal: to write into it would spoil it."""
    beginning = data.removeprefix(BOM).strip()
    if not beginning or b'"do":"' in data or b'"sum":"' in data:
        return False
    return b"\n" in beginning or not b'{"id":"'.startswith(beginning[:7])


def identity(fd: int) -> tuple[int, int]:
    """Return what tells an open file from every other on this machine."""
    status = os.fstat(fd)
    return status.st_dev, status.st_ino


def lies_at(fd: int, path: Path) -> bool:
    """Tell whether an open file is the one that a path leads to."""
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False


def ends_line(fd: int, size: int) -> bool:
    """Tell whether the last byte of an open file ends a line; leaves the place at the end."""
    os.lseek(fd, size - 1, os.SEEK_SET)
    last = os.read(fd, 1)
    os.lseek(fd, 0, os.SEEK_END)
    return last == b"\n"


def not_kept(path: Path, error: OSError) -> NotKept:
    """Return the error that says, in a sentence, why nothing was written."""
    if isinstance(error, PermissionError):
        sentence = _("Not kept: {file} may not be written here. Copy it to a folder of your own and open it there.")
    elif isinstance(error, IsADirectoryError):
        sentence = _("Not kept: {file} is a folder. Give the path of a file, such as my-network.jsonl.")
    elif isinstance(error, FileNotFoundError):
        sentence = _("Not kept: the folder of {file} is not there. Make it first, or choose another.")
    else:
        sentence = _(
            "Not kept: {file} could not be written ({why}). Make room on the disk, then try again; nothing was lost."
        )
    return NotKept(sentence.format(file=path.name or str(path), why=error.strerror or error))
