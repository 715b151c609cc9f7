"""The box: what bubblewrap is told, which is everything that code in it can see.

The folder it works in is memory of a bounded size. The interpreter, its packages and the toolkit can be read. There
is nothing else: no home, no course, no other submission, no network, no process of the machine.
"""

from __future__ import annotations

import os
import secrets
import site
import sys
from pathlib import Path

from sourcenet.marking.sandbox.limits import Limits

__all__ = ["HOME", "LINKED", "NAMES", "PACKAGE", "SYSTEM", "command", "environment", "own_user", "seen"]

#: The toolkit's own folder, ``sourcenet``.
PACKAGE = Path(__file__).absolute().parents[2]
#: Where the submission lies in the box.
HOME = "/submission"
#: What of the system can be read beside ``/usr``.
SYSTEM = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime")
LINKED = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_KEPT = frozenset({"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "SOURCENET_LANGUAGE", "SYSTEMROOT"})
#: What the environment of the code may hold.
NAMES = _KEPT | {
    "PATH", "HOME", "LOGNAME", "USER", "LANG", "TMPDIR", "IPYTHONDIR", "MPLBACKEND", "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "NBGRADER_EXECUTION",
}  # fmt: skip
# Users that no account has: the range that service managers take throw-away users from.
_FIRST_USER, _USERS = 61_184, 4_335


def own_user() -> int | None:
    """Return a user of its own for a box that root starts; None where a namespace makes one."""
    if os.geteuid() != 0:
        return None
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        first, _outside, count = (int(part) for part in line.split())
        if first <= _FIRST_USER and first + count >= _FIRST_USER + _USERS:
            return _FIRST_USER + secrets.randbelow(_USERS)
    return None  # root of a container that has no other users


def seen() -> list[str]:
    """Return the folders beside the system's that the box can read: the interpreter, its packages, the toolkit."""
    toolkit = str(PACKAGE)
    folders = [sys.base_prefix, sys.prefix]
    if site.ENABLE_USER_SITE and site.getusersitepackages() in sys.path:
        folders.append(site.getusersitepackages())
    link = Path(sys.executable)
    for _hop in range(8):  # an interpreter may stand behind several links, each in a folder of its own
        if not link.is_symlink():
            break
        link = Path(os.path.normpath(link.parent / link.readlink()))
        folders.append(str(link.parent.parent))
    folders.append(toolkit)
    kept: list[str] = []
    for folder in folders:
        inside = folder == "/usr" or folder.startswith("/usr/") or any(Path(folder).is_relative_to(k) for k in kept)
        if not inside and folder != "/" and Path(folder).is_dir():
            kept.append(folder)
    return kept


def environment(folder: str, *, temporary: str = "/tmp") -> dict[str, str]:
    """Return the whole environment of the code: nothing of who marks is in it."""
    path = [str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]
    ours = {
        "PATH": os.pathsep.join(path),
        "HOME": folder,
        "LOGNAME": "learner",
        "USER": "learner",
        "LANG": "C.UTF-8",
        "TMPDIR": temporary,
        "IPYTHONDIR": os.path.join(folder, ".ipython"),  # noqa: PTH118 - a path of the box, not of this machine
        "MPLBACKEND": "agg",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",  # each thread asks for address space that is counted
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",  # the same submission gives the same journal
    }
    return ours | {name: os.environ[name] for name in _KEPT if name in os.environ}


def command(bwrap: str, limits: Limits, *, filter_fd: int, namespace: bool) -> list[str]:
    """Return the command line of a box, up to the program that is to run in it.

    Parameters
    ----------
    bwrap
        The path of bubblewrap.
    limits
        How large its folders are.
    filter_fd
        An open file with the filter of system calls.
    namespace
        True for a user of its own by a user namespace, as for everybody but root. Root needs none: the keeper, first
        process of the box, takes a user that no account has, and keeps for itself only what that needs.
    """
    line = [bwrap, "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    if namespace:
        line += ["--unshare-user", "--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"]
    else:
        line += ["--cap-drop", "ALL"]
        for needed in ("CAP_SETUID", "CAP_SETGID", "CAP_KILL"):
            line += ["--cap-add", needed]
    line += ["--as-pid-1", "--die-with-parent", "--new-session", "--hostname", "box", "--clearenv"]
    line += ["--ro-bind", "/usr", "/usr"]
    for path in LINKED:
        if Path(path).is_symlink():
            line += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).is_dir():
            line += ["--ro-bind", path, path]
    line += _way("/etc/x") + [part for path in SYSTEM for part in ("--ro-bind-try", path, path)]
    # A shared map of /dev/zero is memory that no process is charged for: an empty file stands in its place.
    line += ["--proc", "/proc", "--dev", "/dev", "--dev-bind", "/dev/null", "/dev/zero"]
    for path, size, mode in (
        ("/dev/shm", limits.disk // 4, "1777"),
        ("/tmp", limits.disk // 4, "1777"),
        (HOME, limits.disk, "0777"),
    ):
        line += ["--size", str(size), "--perms", mode, "--tmpfs", path]
    for path in seen():
        line += [*_way(path), "--ro-bind", path, path]
    line += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", HOME, "--seccomp", str(filter_fd), "--"]
    return line


def _way(path: str) -> list[str]:
    """Return what makes the folders above a path, so that every user may pass: made by themselves, only root may."""
    above = [str(folder) for folder in reversed(Path(path).parents) if str(folder) not in ("/", "/tmp")]
    return [part for folder in above for part in ("--perms", "0755", "--dir", folder)]
