"""Putting a file in its place whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from sourcenet.errors import NotKept, UnreadableFile
from sourcenet.formats.foreign import MAX_BYTES
from sourcenet.model.files import not_kept
from sourcenet.words import _

__all__ = ["load", "save"]


def load(path: Path) -> bytes:
    """Return a file's bytes.

    Raises
    ------
    UnreadableFile
        It is not there, is a folder, may not be read, or is larger than what is read.
    """
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise UnreadableFile(_("{file} is a folder. Give the path of a file in it.").format(file=name))
        if path.exists() and not path.is_file():
            raise UnreadableFile(_("{file} is a device, not a file.").format(file=name))
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise UnreadableFile(
                    _("{file} has {n} MB; files of up to {most} MB are read. Take a part of it.").format(
                        file=name, n=os.fstat(file.fileno()).st_size // 1_000_000, most=MAX_BYTES // 1_000_000
                    )
                )
            return file.read()
    except FileNotFoundError as error:
        raise UnreadableFile(_("There is no file {file}. Look at its name and folder.").format(file=path)) from error
    except UnreadableFile:
        raise
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or _("this is not the name of a file")
        raise UnreadableFile(_("{file} cannot be opened ({why}).").format(file=name[:80], why=why)) from error


def save(contents: Mapping[Path, bytes]) -> None:
    """Write files beside their places first, then put all of them in place.

    Raises
    ------
    NotKept
        One of them cannot be written; what was there before stands.
    """
    beside: dict[Path, Path] = {}
    try:
        for path, data in contents.items():
            if path.is_dir():
                raise IsADirectoryError
            new = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.new")
            beside[path] = new
            with new.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for path, new in beside.items():
            new.replace(path)
    except (OSError, ValueError) as error:
        for new in beside.values():
            with contextlib.suppress(OSError, ValueError):
                new.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _not_written(path, error) from error
        raise NotKept(_("This is not the name of a file. Give one such as network.gexf.")) from error


def _not_written(path: Path, error: OSError) -> NotKept:
    if isinstance(error, IsADirectoryError):
        return NotKept(
            _("Not written: {file} is a folder. Give the path of a file, such as network.gexf.").format(file=path.name)
        )
    if isinstance(error, PermissionError):
        return NotKept(
            _("Not written: {file} may not be written here. Choose a folder of your own.").format(file=path.name)
        )
    return not_kept(path, error)
