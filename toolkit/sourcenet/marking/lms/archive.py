"""A zip of strangers' files, read with limits: every member can be read, or has a sentence that says why not.

Nothing is unpacked to the disk and no name of a member ever becomes a path: a member's path only says whose it is.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sourcenet.errors import CannotDo, UnreadableFile
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["FILE", "INSIDE", "MEMBERS", "Archive", "Member", "inside", "opened", "unread"]

#: The largest file that is read, in bytes: a notebook with its outputs, a journal.
FILE = 10_000_000
#: The largest zip that somebody handed in, which is unpacked one level.
INSIDE = 50_000_000
#: The most members of the LMS's zip, and of one that somebody handed in.
MEMBERS, MEMBERS_INSIDE = 50_000, 500
#: What a list of members may take, and how much larger than its packed form a large file may claim to be.
_LIST, _GROWTH = 8_000_000, 500

_BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,  # a way of packing that is not known
    RuntimeError,  # a password
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
)
_BREAKS = re.compile(r"[\t\n\x0b\x0c\r\x85\u2028\u2029]+")
_DRIVE = re.compile(r"[A-Za-z]:")
# What computers put into zips on their own: never handed in by a person.
_LEFT_BY_MACHINES = re.compile(r"__MACOSX|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.ipynb_checkpoints|__pycache__")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive.

    Parameters
    ----------
    parts
        Its path, without characters that cannot be seen; it says whose the file is and is never written to.
    size
        Its size as the archive states it.
    problem
        Why it cannot be read, in a sentence; empty where it can.
    """

    parts: tuple[str, ...]
    size: int
    problem: str
    _read: Callable[[int], bytes]

    @property
    def name(self) -> str:
        """Its own name, as it may be shown."""
        return self.parts[-1]

    def data(self, most: int = FILE) -> bytes:
        """Return its content.

        Parameters
        ----------
        most
            How many bytes are read; a file that has more is refused.

        Raises
        ------
        UnreadableFile
            It cannot be read; the sentence says why.
        """
        if self.problem:
            raise UnreadableFile(self.problem)
        if self.size > most:
            raise UnreadableFile(_too_large(self.name, most))
        try:
            data = self._read(most + 1)
        except (*_BROKEN, MemoryError) as error:
            raise UnreadableFile(
                _("{name} is damaged inside the zip. Download the zip again; if it stays so, ask for the file.").format(
                    name=self.name
                )
            ) from error
        if len(data) > most:
            raise UnreadableFile(_too_large(self.name, most))
        return data


@dataclass(frozen=True, slots=True)
class Archive:
    """What is in a zip or a folder: its members, and a sentence for each that was refused for its path or kind."""

    members: tuple[Member, ...]
    problems: tuple[str, ...]


def _too_large(name: str, most: int) -> str:
    return _("{name} is larger than {most} MB and was not read.").format(name=name, most=most // 1_000_000)


def unread(data: bytes) -> bool:
    """Tell whether bytes are a zip, by their first four."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


class _Bounded(io.RawIOBase):
    """A file that hands out no more at once than a list of members may take: an endless list is not read into memory."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            here = self._file.tell()
            size = self._file.seek(0, os.SEEK_END) - here
            self._file.seek(here)
        if size > _LIST:
            raise zipfile.BadZipFile("its list of members is too long")
        data: bytes = self._file.read(size)
        return data

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        place: int = self._file.seek(offset, whence)
        return place

    def tell(self) -> int:
        place: int = self._file.tell()
        return place

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


@contextmanager
def opened(source: Path) -> Iterator[Archive]:
    """Open the zip that an LMS gave, or the folder that a browser made of it.

    Parameters
    ----------
    source
        The zip, or a folder.

    Raises
    ------
    CannotDo
        It is not there.
    UnreadableFile
        It is no zip, or not a whole one.
    """
    if source.is_dir():
        yield _of_folder(source)
        return
    if not source.is_file():
        raise CannotDo(
            _("There is no file {file}. Name the zip as the LMS gave it, or the folder it was unpacked to.").format(
                file=source
            )
        )
    with source.open("rb") as file, _zip(_Bounded(file), source.name) as bundle:
        yield _members(bundle, source.name, MEMBERS)


@contextmanager
def inside(data: bytes, name: str) -> Iterator[Archive]:
    """Open a zip that somebody handed in.

    Parameters
    ----------
    data
        Its bytes.
    name
        What it is called.

    Raises
    ------
    UnreadableFile
        It cannot be opened.
    """
    with _zip(_Bounded(io.BytesIO(data)), name) as bundle:
        yield _members(bundle, name, MEMBERS_INSIDE)


def _zip(file: _Bounded, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (*_BROKEN, MemoryError) as error:
        raise UnreadableFile(
            _("{name} is not a zip file, or not a whole one. Download it again.").format(name=clean_text(name, 200))
        ) from error


def _members(bundle: zipfile.ZipFile, name: str, most: int) -> Archive:
    listed = bundle.infolist()
    if len(listed) > most:
        raise UnreadableFile(
            _("{name} has {n} members; at most {most} are read.").format(
                name=clean_text(name, 200), n=len(listed), most=most
            )
        )
    members, problems = [], []
    for info in listed:
        if info.is_dir():
            continue
        path = _path(info)
        parts, problem = _parts(path), _bad_path(path) or _bad_kind(info)
        if not parts or any(_LEFT_BY_MACHINES.fullmatch(part) for part in parts):
            continue
        if problem:
            shown = clean_text("/".join(parts), 200)
            problems.append(_("{path} in {name} was not taken: {why}.").format(path=shown, name=name, why=problem))
            continue
        members.append(Member(parts, info.file_size, _cannot(info, parts[-1]), _reader(bundle, info)))
    return Archive(tuple(members), tuple(problems))


def _reader(bundle: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        with bundle.open(info) as file:
            return file.read(most)

    return read


def _path(info: zipfile.ZipInfo) -> str:
    """Return a member's name as it was meant: many programs write UTF-8 without saying so."""
    name = info.orig_filename
    if not info.flag_bits & 0x800 and not name.isascii():
        try:
            return name.encode("cp437").decode("utf-8")
        except ValueError:
            return name
    return name


def _parts(path: str) -> tuple[str, ...]:
    # A name has one line: with more, it could write lines of its own into what the marker reads.
    split = (clean_text(_BREAKS.sub(" ", part), 250) for part in path.replace("\\", "/").split("/"))
    return tuple(part for part in split if part)


def _bad_path(path: str) -> str:
    """Say what is wrong with a member's path; empty where nothing is."""
    if "\0" in path:
        return _("its name has a character that no file name can have")
    plain = path.replace("\\", "/")
    if plain.startswith("/"):
        return _("its path begins at the root of a machine")
    if _DRIVE.match(plain):
        return _("its path names a drive")
    if ".." in plain.split("/"):
        return _("its path leads out of the zip")
    return ""


def _bad_kind(info: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return _("it is a link, and links are not followed")
    return "" if kind in (0, stat.S_IFREG, stat.S_IFDIR) else _("it is no file but a device")


def _cannot(info: zipfile.ZipInfo, name: str) -> str:
    """Say why a member will not be opened; empty where it may be."""
    if info.flag_bits & 0x1:
        return _("{name} is locked with a password. Ask for it without one.").format(name=name)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _(
            "{name} is packed in a way that is not read here. Ask for a plain zip, or for the file itself."
        ).format(name=name)
    if info.file_size > 1_000_000 and info.file_size > _GROWTH * max(1, info.compress_size):
        return _(
            "{name} would grow more than {n} times when unpacked, as no honest file does; it was not opened."
        ).format(name=name, n=_GROWTH)
    return ""


def _of_folder(folder: Path) -> Archive:
    """Return what lies in a folder, as if it were the zip: some browsers unpack what they download."""
    members, problems = [], []
    for here, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = Path(here, name)
            shown = path.relative_to(folder).as_posix()
            parts = _parts(shown)
            status = path.lstat()
            if not parts or any(_LEFT_BY_MACHINES.fullmatch(part) for part in parts):
                continue
            if not stat.S_ISREG(status.st_mode):
                why = _("it is a link, and links are not followed")
                problems.append(
                    _("{path} in {name} was not taken: {why}.").format(
                        path=clean_text(shown, 200), name=folder.name, why=why
                    )
                )
                continue
            members.append(Member(parts, status.st_size, "", _file_reader(path)))
            if len(members) > MEMBERS:
                raise UnreadableFile(
                    _("{name} has more than {most} files. Name the folder of one assignment.").format(
                        name=folder.name, most=MEMBERS
                    )
                )
    return Archive(tuple(members), tuple(problems))


def _file_reader(path: Path) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        with path.open("rb") as file:
            return file.read(most)

    return read
