"""The probe: tries, as the code could, to get out of the box; says of each try whether it succeeded.

It also tries what must be possible, so that a probe that can do nothing is not taken for a box that holds.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: Files by which root sets the whole machine.
_SETTINGS = ("/proc/sys/kernel/core_pattern", "/proc/sys/vm/overcommit_memory", "/proc/sysrq-trigger")


def main() -> None:
    """Print the name of each try with what came of it: true where it succeeded."""
    targets = json.load(sys.stdin)
    found = {}
    for name, attempt in attempts(targets).items():
        try:
            found[name] = bool(attempt())
        except (OSError, ValueError):
            found[name] = False
    sys.stdout.write(json.dumps(found))


def attempts(targets: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """Return the tries, by the name that the sentences know them by."""
    return {
        "read": lambda: any(_opens(path) for path in targets["hidden"]),
        "list": lambda: any(_lists(path) for path in targets["hidden"]),
        "write": lambda: any(_writes(path) for path in targets["closed"]) or any(map(_opens_to_write, _SETTINGS)),
        "network": lambda: any(_reaches(*there) for there in targets["ports"]),
        "abstract": lambda: _reaches_named(targets["named"]),
        "processes": lambda: _strangers(targets["pid"]),
        "privileges": _gains,
        "namespaces": _new_namespace,
        "memory": _uncharged,
        "secrets": lambda: set(os.environ) - set(targets["environment"]) - {"LC_CTYPE"},
        # what must be possible
        "folder": lambda: _writes(targets["folder"]),
        "toolkit": lambda: _opens(targets["toolkit"]),
        "limits": lambda: _limited(targets["limits"]),
        "small": lambda: _small(targets["folder"], targets["limits"]["disk"]),
    }


def _opens(path: str) -> bool:
    try:
        with Path(path).open("rb") as file:
            file.read(1)
    except IsADirectoryError:
        return _lists(path)
    except OSError:
        return False
    return True


def _lists(path: str) -> bool:
    try:
        return bool(os.listdir(path))  # noqa: PTH208 - of a folder that should not be there
    except OSError:
        return False


def _writes(folder: str) -> bool:
    path = Path(folder, f"probe-{os.getpid()}")
    try:
        path.write_bytes(b"probe")
        path.unlink()
    except OSError:
        return False
    return True


def _opens_to_write(path: str) -> bool:
    """Tell whether a file could be changed, without changing it."""
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError:
        return False
    return True


def _reaches(host: str, port: int) -> bool:
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as line:
            line.settimeout(1)
            line.connect((host, port))
    except OSError:
        return False
    return True


def _reaches_named(name: str) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1)
            line.connect("\0" + name)
    except OSError:
        return False
    return True


def _strangers(pid: int) -> bool:
    """Tell whether any process but the keeper and this one can be seen, or the one outside be reached."""
    seen = {int(name) for name in os.listdir("/proc") if name.isdecimal()}  # noqa: PTH208 - names alone
    if seen - {1, os.getpid()}:
        return True
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return pid not in (1, os.getpid())  # a number that is used in here as well


def _gains() -> bool:
    """Tell whether this process has, or can get, more than a plain user's rights."""
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    if any(int(status[name], 16) for name in ("CapEff", "CapPrm", "CapAmb")) or status["NoNewPrivs"].strip() != "1":
        return True
    if status["Seccomp"].strip() != "2" or 0 in (os.getuid(), os.geteuid(), *os.getgroups()):
        return True
    for become in (os.setuid, os.setgid):
        try:
            become(0)
        except OSError:
            continue
        return True
    try:
        os.kill(1, signal.SIGKILL)  # allowed to its own user, and without effect on the first process
        Path("/proc/1/mem").open("rb").close()
    except OSError:
        return False
    return True


def _new_namespace() -> bool:
    calls = ctypes.CDLL(None, use_errno=True)
    return 0 in (calls.unshare(0x10000000), calls.mount(b"none", b"/tmp", b"tmpfs", 0, None))


def _uncharged() -> bool:
    """Tell whether memory can be had that is held by no process."""
    if ctypes.CDLL(None).shmget(0, 4096, 0o1600) != -1:
        return True
    zeros = os.open("/dev/zero", os.O_RDWR)
    for makes in (lambda: mmap.mmap(-1, 4096), lambda: mmap.mmap(zeros, 4096), lambda: os.memfd_create("probe")):
        try:
            makes()
        except (OSError, ValueError):
            continue
        return True
    return False


def _limited(limits: dict[str, Any]) -> bool:
    import resource

    wanted = {
        "RLIMIT_AS": limits["memory"], "RLIMIT_FSIZE": limits["file"], "RLIMIT_NOFILE": limits["open_files"],
        "RLIMIT_NPROC": limits["processes"], "RLIMIT_CORE": 1, "RLIMIT_CPU": int(limits["cpu"]) + 1,
    }  # fmt: skip
    return all(resource.getrlimit(getattr(resource, name)) == (most, most) for name, most in wanted.items())


def _small(folder: str, disk: int) -> bool:
    room = os.statvfs(folder)
    return room.f_blocks * room.f_frsize <= disk + 65_536


if __name__ == "__main__":
    main()
