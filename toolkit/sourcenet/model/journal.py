"""The file of a journal: read what is new, append under a lock, never lose a line, never trust one."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sourcenet.errors import BadValue, NotKept, UnreadableFile
from sourcenet.model import locking
from sourcenet.model.events import MAX_LINE, Damaged, Event, decode, encode
from sourcenet.model.files import BOM, ends_line, identity, is_foreign, lies_at, not_kept, read_all, whole_event
from sourcenet.words import _

__all__ = ["Journal", "flush", "write"]

#: The largest journal in bytes that is opened: far beyond what a person writes in a degree.
MAX_BYTES = 200_000_000
#: Seconds to wait for another writer before saying so.
PATIENCE = 5.0
#: Seconds to wait for the rest of a line that another writer has begun.
HALF_LINE = 0.2


def write(fd: int, data: bytes) -> None:
    """Write all bytes; a name of its own so that a test can see the order write, flush, acknowledge."""
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def flush(fd: int) -> None:
    """Have the bytes on the disk before anybody is told that they are kept."""
    os.fsync(fd)


class Journal:
    """The lines of one journal, in a file or (``path`` None, or ``kept`` False) in memory.

    Parameters
    ----------
    path
        The file; it need not exist yet.
    kept
        False where nothing may be written: events then live in memory, over what the file holds.
    """

    def __init__(self, path: Path | None, *, kept: bool = True) -> None:
        self.path = path
        self.kept = kept and path is not None
        self.damage: list[str] = []
        self.torn = False
        self.gone = False  # there was a file, and it is not there any more, or was emptied
        self.cannot_lock = False
        self.head = ""  # sum of the last line
        self.lines = 0
        self._offset = 0
        self._file: tuple[int, int] | None = None
        self._tail = b""
        self._unended = False  # the last line is whole but for its line end
        self._stamp: tuple[int, int] | None = None

    # -- reading

    def read_new(self) -> tuple[list[Event], bool]:
        """Read the lines that others have written since the last look.

        Returns
        -------
        events : list of Event
            The new events; damaged lines are set aside and named in ``damage``.
        anew : bool
            True where the file was replaced or cut: the events are then all that it holds.

        Raises
        ------
        UnreadableFile
            It is no ordinary file, or may not be read.
        """
        if self.path is None:
            return [], False
        try:
            fd = os.open(self.path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        except FileNotFoundError:
            self.gone = self.gone or self._offset > 0
            return [], False
        except OSError as error:
            raise self._unreadable(error) from error
        except ValueError as error:
            raise UnreadableFile(_("This is not the name of a file. Give one such as my-network.jsonl.")) from error
        try:
            return self._read_from(fd)
        finally:
            os.close(fd)

    def read_bytes(self, data: bytes) -> list[Event]:
        """Read the lines of a journal whose bytes are at hand, such as one that was handed in.

        Raises
        ------
        UnreadableFile
            It never was a journal.
        """
        events = self._take(data)
        if not events and is_foreign(data):
            self.restart()
            raise UnreadableFile(_("This is not a journal of a network. Is it the right file?"))
        return events

    def restart(self, file: tuple[int, int] | None = None) -> None:
        """Read everything anew at the next look."""
        self._offset, self._file, self._tail, self._stamp, self._unended = 0, file, b"", None, False
        self.head, self.lines, self.damage, self.torn = "", 0, [], False

    def _read_from(self, fd: int) -> tuple[list[Event], bool]:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise self._unreadable(None)
        if status.st_size > MAX_BYTES:
            raise UnreadableFile(
                _("{file} has {n} MB; a journal of up to {most} MB can be opened. Is it the right file?").format(
                    file=self.path and self.path.name, n=status.st_size // 1_000_000, most=MAX_BYTES // 1_000_000
                )
            )
        stamp = (status.st_mtime_ns, status.st_size)
        file = (status.st_dev, status.st_ino)
        if stamp == self._stamp and file == self._file:
            return [], False
        if not status.st_size and (self._offset or self.gone):
            self.gone = True  # emptied under us: what we have read stays until it is written again
            return [], False
        self.gone = False
        anew = self._offset > 0 and (file != self._file or status.st_size < self._offset or not self._same_tail(fd))
        if anew or self._file is None:
            self.restart(file)
        first = self._offset == 0
        data = read_all(fd, self._offset)
        events = self._take(data)
        if first and not events and is_foreign(data):
            self.restart()
            raise UnreadableFile(
                _("{file} is not a journal of a network, so it was not opened. Is it the right file?").format(
                    file=self.path and self.path.name
                )
            )
        self._stamp = stamp
        return events, anew

    def _same_tail(self, fd: int) -> bool:
        """Tell whether the last line read is still there: a sync tool may put another file in place."""
        os.lseek(fd, self._offset - len(self._tail), os.SEEK_SET)
        return os.read(fd, len(self._tail)) == self._tail

    def _take(self, data: bytes) -> list[Event]:
        start = len(BOM) if self._offset == 0 and data.startswith(BOM) else 0
        if self._unended and data:
            start, self._unended = (1 if data[:1] == b"\n" else 0), False
        end = data.rfind(b"\n") + 1
        events = []
        for line in data[start:end].split(b"\n")[:-1]:
            self.lines += 1
            line = line.rstrip(b"\r")
            if not line:
                continue
            try:
                event = decode(line)
            except Damaged as problem:
                self.damage.append(_("line {n} {problem}").format(n=self.lines, problem=problem))
                continue
            self.head = event.sum
            events.append(event)
        last = whole_event(data[max(start, end) :])
        if last is not None:  # only its line end is missing: it is what was written
            self.lines += 1
            self.head, self._unended, end = last.sum, True, len(data)
            events.append(last)
        self.torn = end < len(data)
        self._offset += end
        self._tail = (self._tail + data[:end])[-32:]
        return events

    def _unreadable(self, error: OSError | None) -> UnreadableFile:
        name = self.path.name if self.path else ""
        if error is None or isinstance(error, IsADirectoryError):
            return UnreadableFile(
                _(
                    "{file} is a folder or a device, not a journal. Give the path of a file, such as my-network.jsonl."
                ).format(file=name)
            )
        return UnreadableFile(
            _("{file} cannot be opened ({why}). Look at its permissions, or open a copy of it.").format(
                file=name, why=error.strerror
            )
        )

    # -- writing

    @contextlib.contextmanager
    def writing(self) -> Iterator[Callable[[list[Event]], None]]:
        """Hold the journal for one act of writing; gives the function that writes events.

        The caller reads what is new first, then writes: so every line knows the line before it.

        Raises
        ------
        NotKept
            The file cannot be opened for writing, is held by another program, or the disk is full. Nothing
            was changed then.
        """
        if not self.kept or self.path is None:
            yield self._keep_in_memory
            return
        was_there = os.path.exists(self.path)  # noqa: PTH110 - raises nothing where a folder may not be entered
        fd = self._open_to_write(self.path)
        try:
            if (self._offset or self.gone) and os.fstat(fd).st_size == 0:
                self.gone = True
                self.restart(identity(fd))
            yield lambda events: self._append(fd, events)
        finally:
            if not was_there and os.fstat(fd).st_size == 0:  # refused before the first line: leave no empty file
                with contextlib.suppress(OSError):
                    self.path.unlink()
            with contextlib.suppress(OSError):
                locking.unlock(fd)
            os.close(fd)

    def _open_to_write(self, path: Path) -> int:
        while True:
            try:
                fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
            except OSError as error:
                raise not_kept(path, error) from error
            try:
                if not locking.lock(fd, PATIENCE):
                    self.cannot_lock = True
            except TimeoutError:
                os.close(fd)
                raise NotKept(
                    _(
                        "Not kept: another program has been writing to {file} for {n} seconds. Close it, then try again."
                    ).format(file=path.name, n=int(PATIENCE))
                ) from None
            # While we waited the file may have been put anew (something was forgotten): then write to the new one.
            if lies_at(fd, path):
                return fd
            os.close(fd)

    def _append(self, fd: int, events: list[Event]) -> None:
        head = self.head
        lines = []
        for event in events:
            lines.append(encode(event, head))
            head = event.sum
            if len(lines[-1]) > MAX_LINE:
                raise BadValue(_("This change is too large to be kept as one. Make it in smaller steps."))
        path = self.path or Path()
        data = b"".join(lines)
        size, written = self._put(fd, data)
        if path.exists() and not lies_at(fd, path):
            # A sync tool put another file in place while we held the old one: what we wrote goes into that one too.
            again = self._open_to_write(path)
            try:
                self._put(again, data)
            finally:
                os.close(again)
            self._stamp = None
        elif self.cannot_lock:
            self._stamp = None  # others may have written in between: read all of it, our own lines too
        else:
            self._after_own(fd, size, written, lines, head)

    def _put(self, fd: int, data: bytes) -> tuple[int, bytes]:
        """Write behind the end and flush to disk; what cannot be finished is taken back."""
        size = os.lseek(fd, 0, os.SEEK_END)
        if size and not ends_line(fd, size):
            data = b"\n" + data  # end a torn line, so that ours stands on its own
        done = False
        try:
            write(fd, data)
            flush(fd)
            done = True
        except OSError as error:
            raise not_kept(self.path or Path(), error) from error
        finally:
            if not done and not self.cannot_lock:
                with contextlib.suppress(OSError):
                    os.ftruncate(fd, size)
        return size, data

    def _after_own(self, fd: int, size: int, data: bytes, lines: list[bytes], head: str) -> None:
        if data[:1] == b"\n" and not self._unended:
            self.lines += 1
            self.damage.append(_("line {n} was never finished").format(n=self.lines))
        self.torn = self._unended = self.gone = False
        status = os.fstat(fd)
        self.head = head
        self.lines += len(lines)
        self._offset = size + len(data)
        self._tail = data[-32:]
        self._file = (status.st_dev, status.st_ino)
        self._stamp = (status.st_mtime_ns, status.st_size)

    def _keep_in_memory(self, events: list[Event]) -> None:
        for event in events:
            encode(event, self.head)
            self.head = event.sum

    def rewrite(self, change: Callable[[bytes], bytes | None], more: list[Event]) -> None:
        """Put the file anew with some lines changed, for what is to be erased for good.

        Parameters
        ----------
        change
            Gets each line (without its end) and returns the line that takes its place; None drops it.
        more
            Events to append behind.

        Raises
        ------
        NotKept
            It could not be written; the old file stands unchanged.
        """
        if self.path is None or not self.kept:
            self._keep_in_memory(more)
            return
        path = self.path.resolve()  # behind a symbolic link lies the file that holds the text
        beside = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            old = path.read_bytes().removeprefix(BOM)
            kept = [new for line in old.split(b"\n") if line.strip() and (new := change(line)) is not None]
            head = self.head
            lines = []
            for event in more:
                lines.append(encode(event, head))
                head = event.sum
            _exchange(path, beside, b"".join(line + b"\n" for line in kept) + b"".join(lines))
        except OSError as error:
            raise not_kept(path, error) from error
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
        self.restart()

    def wait_for_line(self) -> None:
        """Give a live writer a moment to finish the line it has begun."""
        if self.torn:
            time.sleep(HALF_LINE)
            self._stamp = None


def _exchange(path: Path, beside: Path, data: bytes) -> None:
    """Put a file's whole content anew at once; in its place where another cannot be put there."""
    try:
        beside.unlink(missing_ok=True)
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            flush(file.fileno())
        with contextlib.suppress(OSError):
            beside.chmod(stat.S_IMODE(path.stat().st_mode))
        beside.replace(path)
    except PermissionError:  # Windows, where the file is open; a folder that may not be written
        with path.open("r+b") as file:
            file.write(data)
            file.truncate()
            file.flush()
            flush(file.fileno())
