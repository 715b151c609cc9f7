"""The keeper: first process of the box. It proves the box, starts the code, watches what it uses, ends it, takes out what it made.

It needs the standard library alone, trusts nothing that the code does, and answers each line on its standard input by
one line of JSON. As process 1 of the box nothing in it can end or stop it, and when it ends, everything ends.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

_SUBREAPER, _DUMPABLE = 36, 4  # linux/prctl.h
_HELD = ("RssAnon:", "RssShmem:", "VmSwap:", "HugetlbPages:")  # lines of /proc/<process>/status
_LINUX = sys.platform == "linux"


class Keeper:
    """One submission: its limits, its folder, the processes that run for it."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings, self.limits = settings, settings["limits"]
        self.boxed: bool = settings["boxed"]
        self.folder: str = settings["folder"]
        Path(self.folder).mkdir(exist_ok=True)
        if self.boxed:
            Path(self.folder).chmod(0o777)  # the code runs as another user
        # Held from now on: whatever the code puts in the place of its folder, this is the one that is read.
        self.held = os.open(self.folder, os.O_RDONLY) if os.name != "nt" else None
        self.began = time.monotonic()
        self.ended: dict[int, int] = {}
        self.alone = threading.Event()

    # -- starting

    def start(self, program: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        """Start a program as the code runs: its own user, its limits, no way back."""
        apart: dict[str, Any] = {} if os.name == "nt" else {"preexec_fn": self._bound, "start_new_session": True}
        return subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            cwd=self.folder, env=environment, close_fds=True, **apart,
        )  # fmt: skip

    def _bound(self) -> None:
        import resource

        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_DFL)
        os.umask(0o022)
        most = {
            "RLIMIT_AS": self.limits["memory"],
            "RLIMIT_CPU": int(self.limits["cpu"]) + 1,
            "RLIMIT_FSIZE": self.limits["file"],
            "RLIMIT_NOFILE": self.limits["open_files"],
            "RLIMIT_CORE": 1,  # unlike 0, this also keeps a crash from the machine's own collector of crashes
        }
        if self.boxed:  # outside, this counts everything that the person runs
            most["RLIMIT_NPROC"] = self.limits["processes"]
        for limit, value in most.items():
            with contextlib.suppress(AttributeError, ValueError):  # not every system has each
                resource.setrlimit(getattr(resource, limit), (value, value))
        with contextlib.suppress(OSError):  # where memory runs out all the same, this goes first
            if _LINUX:
                ctypes.CDLL(None).prctl(_DUMPABLE, 1, 0, 0, 0)  # else the file is not ours to write
            Path("/proc/self/oom_score_adj").write_text("1000")
        user = self.settings["user"]
        if user is not None:
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)

    # -- watching

    def run(self, program: list[str], job: dict[str, Any]) -> dict[str, Any]:
        """Run one notebook's code to its end, or to the end of what it may use."""
        child = self.start(program, self.settings["environment"])
        told = Told(child.stdout, job["word"], self.limits["output"])
        reader = threading.Thread(target=told.read, daemon=True)
        reader.start()
        writer = threading.Thread(target=_feed, args=(child.stdin, job), daemon=True)
        writer.start()
        why = ""
        while not self._over(child):
            why = self._beyond()
            if why:
                break
            time.sleep(0.02)
        self.end(child)
        reader.join(3)
        writer.join(1)
        status = self.ended.get(child.pid)
        return {"cells": told.texts(), "failed": told.failed, "at": told.at, "whole": told.whole, "why": why,
                "status": status}  # fmt: skip

    def _over(self, child: subprocess.Popen[bytes]) -> bool:
        if os.name == "nt":
            return child.poll() is not None
        self._reap()
        return child.pid in self.ended

    def _reap(self) -> None:
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                self.ended[pid] = os.waitstatus_to_exitcode(status)

    def _beyond(self) -> str:
        """Return the name of a limit that has been passed."""
        if self.alone.is_set():
            return "alone"
        if time.monotonic() - self.began > self.limits["wall"]:
            return "wall"
        if not _LINUX:
            return ""
        count, spent, held = self._sums()
        if spent > self.limits["cpu"]:
            return "cpu"
        if count > 2 * self.limits["processes"]:
            return "processes"
        if held > self.limits["memory"]:  # a bomb of processes is full of what each had from the first
            return "memory" if count < self.limits["processes"] / 2 else "processes"
        if self.boxed and self.held is not None:
            disk = os.statvfs(self.held)
            if disk.f_files - disk.f_ffree > self.limits["entries"]:
                return "entries"
        return ""

    def _sums(self) -> tuple[int, float, int]:
        """Return how many processes run for the code, the CPU seconds of all there were, the bytes that they hold."""
        if not _LINUX:
            return 0, 0.0, 0
        ticks = os.sysconf("SC_CLK_TCK")
        own = os.times()
        spent, held, count = own.children_user + own.children_system, 0, 0
        for pid in self.others():
            with contextlib.suppress(OSError, ValueError, IndexError):
                fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                spent += sum(int(value) for value in fields[11:15]) / ticks
                for line in Path(f"/proc/{pid}/status").read_text("utf-8", "replace").splitlines():
                    if line.startswith(_HELD):  # without what is a file's, which many share
                        held += 1024 * int(line.split()[1])
                count += 1
        return count, spent, held

    def others(self) -> list[int]:
        """Return the processes that run for the code."""
        if not _LINUX:
            return []
        every = [int(name) for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208 - names alone
        if self.boxed:
            return [pid for pid in every if pid != 1]
        parents = {}
        for pid in every:
            with contextlib.suppress(OSError, ValueError, IndexError):
                stat_line = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
                parents[pid] = int(stat_line.rpartition(")")[2].split()[1])
        below = {os.getpid()}
        while found := {pid for pid, parent in parents.items() if parent in below} - below:
            below |= found
        return sorted(below - {os.getpid()})

    # -- ending

    def end(self, child: subprocess.Popen[bytes]) -> None:
        """End every process of the code."""
        if os.name == "nt":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(child.pid)], capture_output=True, timeout=20)
            return
        until = time.monotonic() + 5
        while True:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                if self.boxed:
                    os.kill(-1, signal.SIGKILL)
                elif child.pid not in self.ended:
                    os.killpg(child.pid, signal.SIGKILL)
            left = self.others()
            for pid in [] if self.boxed else left:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            self._reap()
            over = not self.others() if _LINUX else child.pid in self.ended
            if over or time.monotonic() > until:
                return
            time.sleep(0.005)

    # -- taking out

    def take(self, name: str) -> tuple[bytes | None, str]:
        """Return the content of a plain file of the folder, or the word for why it is not given."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        place = name if self.held is not None else os.path.join(self.folder, name)  # noqa: PTH118
        try:
            if self.held is None and os.path.islink(place):  # noqa: PTH114 - a system that cannot say so in opening
                return None, "not plain"
            fd = os.open(place, flags, dir_fd=self.held)
        except FileNotFoundError:
            return None, ""
        except OSError:  # a link, a socket, a file that its owner closed
            return None, "not plain"
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            os.close(fd)
            return None, "not plain"
        with os.fdopen(fd, "rb") as file:
            content = file.read(self.limits["journal"] + 1)
        return (None, "large") if len(content) > self.limits["journal"] else (content, "")


class Told:
    """What the code prints, parted by the marks that its runner sets between cells; bounded while it is read."""

    def __init__(self, pipe: Any, word: str, most: int) -> None:
        self.pipe, self.most = pipe, most
        self.mark = b"\x1e" + word.encode() + b":"
        self.cells: dict[int, bytearray] = {}
        self.failed: list[int] = []
        self.at, self.whole = -1, False

    def read(self) -> None:
        """Read to the end, and keep so much of each cell as may be kept."""
        rest = b""
        longest = len(self.mark) + 12
        while chunk := self.pipe.read1(1 << 16):
            rest += chunk
            while (begin := rest.find(self.mark)) >= 0:
                stop = rest.find(b"\x1e", begin + len(self.mark), begin + longest)
                if stop < 0 and len(rest) - begin < longest:
                    break  # the mark has not come whole
                self._keep(rest[:begin])
                if stop > 0:
                    self._marked(rest[begin + len(self.mark) : stop])
                rest = rest[stop + 1 if stop > 0 else begin + len(self.mark) :]
            if self.mark not in rest:
                self._keep(rest[: -longest or None])
                rest = rest[-longest:]
        self._keep(rest)

    def _keep(self, text: bytes) -> None:
        room = 10 * self.most - sum(len(cell) for cell in self.cells.values())
        cell = self.cells.setdefault(self.at, bytearray())
        cell += text[: max(0, min(self.most + 1 - len(cell), room))]

    def _marked(self, said: bytes) -> None:
        kind, number = said[:1], said[1:]
        if kind == b"z":
            self.whole = True
        elif number.isdigit() and len(number) < 6:
            if kind == b"e":
                self.failed.append(int(number))
            elif len(self.cells) < 2000:
                self.at = int(number)

    def texts(self) -> list[list[Any]]:
        """Return the number of each cell with what it printed."""
        return [[number, bytes(text).decode("utf-8", "replace")] for number, text in list(self.cells.items())]


def _feed(pipe: Any, job: dict[str, Any]) -> None:
    with contextlib.suppress(OSError), pipe:
        pipe.write(json.dumps(job).encode() + b"\n")


def _wait_for_end(alone: threading.Event) -> None:
    """Notice when whoever asked for this is gone: then everything is ended, box or not."""
    with contextlib.suppress(OSError):
        os.read(0, 1)
    alone.set()


def _unreachable() -> None:
    """Let no signal end this process, and nobody look into it."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGPIPE"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if _LINUX:
        control = ctypes.CDLL(None).prctl
        control(_DUMPABLE, 0, 0, 0, 0)
        control(_SUBREAPER, 1, 0, 0, 0)  # what a daemon leaves behind comes to us


def _say(answer: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def main() -> None:
    """Answer with the probe's findings, then with what came of the code."""
    settings = json.loads(sys.stdin.buffer.readline())
    _unreachable()
    keeper = Keeper(settings)
    if keeper.boxed:
        child = keeper.start([sys.executable, "-I", "-S", settings["probe"]], settings["environment"])
        try:
            found, _ = child.communicate(json.dumps(settings["targets"]).encode(), timeout=20)
        except subprocess.TimeoutExpired:
            found = b""
            keeper.end(child)
        _say({"found": found[:20_000].decode("utf-8", "replace")})
    line = sys.stdin.buffer.readline()
    if not line:
        return  # the box did not hold: nothing of the submission has come in
    job = json.loads(line)
    threading.Thread(target=_wait_for_end, args=(keeper.alone,), daemon=True).start()
    keeper.began = time.monotonic()
    notebooks = []
    for number, cells in enumerate(job["notebooks"]):
        files = job["files"] if number == 0 else {}
        part = {key: job[key] for key in ("word", "now", "seed", "toolkit")} | {"files": files, "cells": cells}
        notebooks.append(keeper.run([sys.executable, "-P", "-s", settings["runner"]], part))
        if notebooks[-1]["why"]:
            break
    journal, lost = keeper.take(job["journal"])
    _say(
        {
            "notebooks": notebooks,
            "journal": None if journal is None else base64.b64encode(journal).decode(),
            "lost": lost,
        }
    )


if __name__ == "__main__":
    main()
