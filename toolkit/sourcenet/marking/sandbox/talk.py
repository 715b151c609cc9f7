"""Starting the keeper, in a box or without, and talking to it: lines of bounded length, in bounded time."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from sourcenet.errors import CannotDo
from sourcenet.marking.sandbox import box
from sourcenet.marking.sandbox.limits import Limits
from sourcenet.marking.sandbox.syscalls import filter_program
from sourcenet.model.opening import CODE
from sourcenet.words import _

__all__ = ["Talk", "boxed", "unboxed"]

_INSIDE = Path(__file__).parent / "inside"


class Talk:
    """One keeper at work; leaving the ``with`` ends it and all that it started."""

    def __init__(self, line: list[str], settings: dict[str, Any], *, pass_fds: tuple[int, ...] = ()) -> None:
        self.settings = settings
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        apart: dict[str, Any] = {} if os.name == "nt" else {"start_new_session": True, "pass_fds": pass_fds}
        self.process = subprocess.Popen(
            [*line, sys.executable, "-I", "-S", str(_INSIDE / "keeper.py")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors,
            cwd=None if os.name == "nt" else "/", env=settings["environment"], close_fds=True, **apart,
        )  # fmt: skip
        self.send(settings)

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        self.errors.close()

    def send(self, message: dict[str, Any]) -> None:
        """Send one line; a keeper that is gone is found out by its silence."""
        pipe = self.process.stdin
        with contextlib.suppress(OSError):
            if pipe:
                pipe.write(json.dumps(message).encode() + b"\n")
                pipe.flush()

    def answer(self, most: int, seconds: float) -> dict[str, Any] | None:
        """Return the next answer; None where there is none in time, or none of this size."""
        came: queue.Queue[bytes] = queue.Queue()
        pipe = self.process.stdout

        def read() -> None:
            line = b""
            with contextlib.suppress(OSError, ValueError):
                line = pipe.readline(most + 1) if pipe else b""
            came.put(line)

        threading.Thread(target=read, daemon=True).start()
        try:
            answer = json.loads(came.get(timeout=seconds))
        except (queue.Empty, ValueError, RecursionError):
            return None
        return answer if isinstance(answer, dict) else None

    def said(self) -> str:
        """Return what the box or the keeper complained of."""
        self.errors.seek(0)
        return self.errors.read(2000).decode("utf-8", "replace").strip()

    def stop(self) -> None:
        """End the keeper, and with the first process of a box everything in it."""
        process = self.process
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.close()
        boxed = self.settings["boxed"]
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1 if boxed else 6)  # told by the end of its input, the keeper ends what it started
        if process.poll() is None:  # what hangs is ended from here; a box ends with its first process
            if not boxed:
                self._end_tree()
            process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        if process.stdout:
            with contextlib.suppress(OSError, ValueError):
                process.stdout.close()

    def _end_tree(self) -> None:
        for _round in range(50):
            below = _below(self.process.pid)
            for pid in [*below, self.process.pid]:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            if not below:
                break
            time.sleep(0.01)


def _below(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError, ValueError):
            for child in (int(number) for number in task.read_text().split()):
                found += [*_below(child), child]
    return found


def _settings(limits: Limits, folder: str, environment: dict[str, str], **more: Any) -> dict[str, Any]:
    return {
        "limits": {name: getattr(limits, name) for name in limits.__slots__},
        "folder": folder,
        "environment": environment | {"NBGRADER_EXECUTION": CODE},
        "probe": str(_INSIDE / "probe.py"),
        "runner": str(_INSIDE / "runner.py"),
        **more,
    }


@contextmanager
def boxed(bwrap: str, limits: Limits, name: str, targets: dict[str, Any]) -> Iterator[Talk]:
    """Start a keeper in a box of its own.

    Parameters
    ----------
    bwrap
        The path of bubblewrap.
    limits
        What the code may use.
    name
        What the folder of the submission is called.
    targets
        What the probe is to try to reach; the keeper tries before it says anything else.
    """
    program = filter_program()
    if program is None:
        raise CannotDo(_("The box is not written for this kind of processor: only for x86-64 and ARM64."))
    user = box.own_user()
    folder = f"{box.HOME}/{name}"
    environment = box.environment(folder)
    settings = _settings(limits, folder, environment, boxed=True, user=user)
    closed = ["/", "/usr", "/etc", "/dev", "/proc/sys/kernel", *box.seen()]
    settings["targets"] = targets | {
        "environment": sorted(box.NAMES),
        "closed": closed,
        "folder": folder,
        "toolkit": str(box.PACKAGE / "__init__.py"),
        "limits": settings["limits"],
    }
    with tempfile.TemporaryFile() as rules:
        rules.write(program)
        rules.seek(0)
        line = box.command(bwrap, limits, filter_fd=rules.fileno(), namespace=user is None)
        try:
            talk = Talk(line, settings, pass_fds=(rules.fileno(),))
        except OSError as error:
            raise CannotDo(_("The box could not be started: {why}.").format(why=error.strerror)) from error
        with talk:
            yield talk


@contextmanager
def unboxed(limits: Limits, name: str) -> Iterator[Talk]:
    """Start a keeper on the bare machine, in a folder of its own that is removed afterwards."""
    with tempfile.TemporaryDirectory(
        prefix=f"sourcenet-code-{secrets.token_hex(4)}-", ignore_cleanup_errors=True
    ) as own:
        folder = Path(own, name)
        environment = box.environment(str(folder), temporary=own)
        with Talk([], _settings(limits, str(folder), environment, boxed=False, user=None)) as talk:
            yield talk
