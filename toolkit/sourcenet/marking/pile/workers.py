"""A few processes that work through a pile, each submission within limits.

Workers are forked when everything is loaded, so that they cost next to nothing, and take one submission after the
other. One that dies, runs out of time or out of memory costs the submission that it had in hand, and a fresh one takes
its place. Where processes cannot be forked (Windows), the work is done here, one after the other, and only the limits
of size that reading keeps stand between a submission and the run.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sourcenet.words import _

__all__ = ["LIMITS", "Limits", "Workers"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may take.

    Parameters
    ----------
    cpu, wall
        Seconds of work, and seconds by the clock.
    memory
        Bytes, on top of what a worker has at its start.
    file
        Bytes of the largest file that may be written.
    """

    cpu: float = 20.0
    wall: float = 60.0
    memory: int = 1 << 30
    file: int = 200_000_000


LIMITS = Limits()

Task = Callable[[list[Any]], dict[str, Any]]

# A worker has one in hand and one that waits: it is never idle while we write to the gradebook.
_AHEAD = 2
# After so many items a worker makes room for a fresh one: what Python keeps for later would only grow.
_SHIFT = 300
_HEAD = 4


class Workers:
    """Processes that answer items; iterating gives each item with its answer, in the order in which they are ready.

    Parameters
    ----------
    task
        Answers an item; both are made of what JSON has. What it raises becomes ``{"failed": sentence}``.
    jobs
        How many processes.
    limits
        What one item may take.
    closing
        Open files that a worker must not keep.
    """

    def __init__(self, task: Task, *, jobs: int, limits: Limits = LIMITS, closing: tuple[int, ...] = ()) -> None:
        self._task, self._limits, self._closing = task, limits, closing
        self._jobs = max(1, jobs)
        self._queue: deque[list[Any]] = deque()
        self._running: list[_Worker] = []

    def put(self, item: list[Any]) -> None:
        """Add an item; also while others are being worked on."""
        self._queue.append(item)

    @property
    def busy(self) -> bool:
        """Whether anything waits or is in hand."""
        return bool(self._queue) or any(worker.items for worker in self._running)

    def __iter__(self) -> Iterator[tuple[list[Any], dict[str, Any]]]:
        if not hasattr(os, "fork"):  # pragma: no cover - Windows
            while self._queue:
                item = self._queue.popleft()
                yield item, _answered(self._task, item)
            return
        try:
            while self.busy:
                self._hand_out()
                yield from self._collected()
        finally:
            for worker in self._running:
                worker.end()
            self._running.clear()

    def _hand_out(self) -> None:
        while self._queue and len(self._running) < self._jobs:
            self._running.append(self._started())
        for _turn in range(_AHEAD):
            for worker in self._running:
                if self._queue and len(worker.items) <= _turn:
                    worker.give(self._queue.popleft(), self._limits)

    def _started(self) -> _Worker:
        others = [worker.fd for worker in self._running]
        return _Worker(self._task, self._limits, (*self._closing, *others))

    def _collected(self) -> Iterator[tuple[list[Any], dict[str, Any]]]:
        import select

        at_work = [worker for worker in self._running if worker.items]
        patience = max(0.0, min(worker.deadline for worker in at_work) - time.monotonic())
        poll = select.poll()
        for worker in at_work:
            poll.register(worker.fd, select.POLLIN | select.POLLHUP)
        ready = {fd for fd, _event in poll.poll(patience * 1000 + 1)}
        now = time.monotonic()
        for worker in at_work:
            answer = worker.answer() if worker.fd in ready else None
            if answer is not None:
                item = worker.items.popleft()
                worker.deadline = now + self._limits.wall
                if answer.pop("worn_out", False):
                    self._retire(worker)
                yield item, answer
            elif worker.fd in ready or now >= worker.deadline:
                item = worker.items.popleft()
                why = _too_long(self._limits) if worker.fd not in ready else _ended(worker.end(), self._limits)
                self._retire(worker)
                yield item, {"failed": why}

    def _retire(self, worker: _Worker) -> None:
        """Take a worker out; what it had not begun goes back to the front."""
        worker.end()
        self._running.remove(worker)
        self._queue.extendleft(reversed(worker.items))
        worker.items.clear()


class _Worker:
    """One process, as we see it: what it has in hand, and until when it may take."""

    def __init__(self, task: Task, limits: Limits, closing: tuple[int, ...]) -> None:
        import socket

        ours, theirs = socket.socketpair()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads: a worker starts none
            self.pid = os.fork()
        if self.pid == 0:
            with suppress(BaseException):
                ours.close()
                _work(task, theirs.detach(), limits, closing)
            os._exit(0)
        theirs.close()
        self.fd = ours.detach()
        self.items: deque[list[Any]] = deque()
        self.deadline = 0.0
        self._ended: int | None = None

    def give(self, item: list[Any], limits: Limits) -> None:
        if not self.items:
            self.deadline = time.monotonic() + limits.wall
        self.items.append(item)
        with suppress(OSError):  # it died: noticed when its answer is read
            _send(self.fd, item)

    def answer(self) -> dict[str, Any] | None:
        """Return the answer to the first item; None where the process is gone."""
        try:
            answer = _receive(self.fd)
        except (OSError, ValueError):
            return None
        return answer if isinstance(answer, dict) else None

    def end(self) -> int:
        """End the process, and return how it ended: the number of a signal, or 0."""
        if self._ended is None:
            # One that died by itself says by what; a worker whose pipe is shut is given a moment to be gone.
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if not found and self.items:
                time.sleep(0.02)
                found, status = os.waitpid(self.pid, os.WNOHANG)
            if not found:
                os.kill(self.pid, signal.SIGKILL)
                _found, status = os.waitpid(self.pid, 0)
            self._ended = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            os.close(self.fd)
        return self._ended


def _too_long(limits: Limits) -> str:
    return _("Marking took longer than {seconds:g} seconds and was stopped. A person must look at it.").format(
        seconds=limits.wall
    )


def _ended(by: int, limits: Limits) -> str:
    if by == signal.SIGPROF:
        return _(
            "Marking took more than {seconds:g} seconds of work and was stopped. A person must look at it."
        ).format(seconds=limits.cpu)
    return _("The program that was marking it was ended by the system. A person must look at it.")


# -- in the worker


def _work(task: Task, fd: int, limits: Limits, closing: tuple[int, ...]) -> None:
    gc.freeze()  # what we were given is not ours to collect
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us ends us
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for other in closing:
        with suppress(OSError):
            os.close(other)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # nothing that a submission brings about is said on the marker's screen
        os.dup2(nowhere, stream)
    _limit(limits)
    for turn in range(1, _SHIFT + 1):
        item = _receive(fd)
        if not isinstance(item, list):
            return
        signal.setitimer(signal.ITIMER_PROF, limits.cpu)
        answer = _answered(task, item)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if turn == _SHIFT:
            answer["worn_out"] = True
        _send(fd, answer)
        if answer.get("worn_out"):
            return


def _answered(task: Task, item: list[Any]) -> dict[str, Any]:
    try:
        return task(item)
    except MemoryError:
        return {
            "failed": _("Marking took more memory than one submission may have. A person must look at it."),
            "worn_out": True,
        }
    except RecursionError:
        return {"failed": _("It is nested too deep to be read. A person must look at it."), "worn_out": True}
    except Exception as error:  # noqa: BLE001 - whatever goes wrong with one submission stays with it
        said = str(getattr(error, "sentence", "")) or f"{type(error).__name__}: {error}"
        return {"failed": _("It could not be marked: {why}").format(why=" ".join(said.split())[:300])}


def _limit(limits: Limits) -> None:
    """Ask the system to hold this process to its limits; one that cannot still has those of reading and of time."""
    import resource

    def ask(what: int, most: int) -> None:
        _soft, hard = resource.getrlimit(what)
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))

    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - one line of the kernel's
            had = int(file.read().split()[0]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        had = 1 << 30
    ask(resource.RLIMIT_AS, had + limits.memory)
    ask(resource.RLIMIT_FSIZE, limits.file)
    ask(resource.RLIMIT_CORE, 0)


# -- messages: four bytes of length, then JSON


def _send(fd: int, message: Any) -> None:
    content = json.dumps(message).encode("ascii")
    content = len(content).to_bytes(_HEAD, "big") + content
    while content:
        content = content[os.write(fd, content) :]


def _receive(fd: int) -> Any:
    """Read one message; None where the other side is gone."""
    head = _exactly(fd, _HEAD)
    content = _exactly(fd, int.from_bytes(head, "big")) if head else b""
    return json.loads(content) if content else None


def _exactly(fd: int, count: int) -> bytes:
    parts = []
    while count:
        part = os.read(fd, min(count, 1 << 16))
        if not part:
            return b""
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
