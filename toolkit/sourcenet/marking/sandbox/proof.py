"""Whether this machine can run code in a box, and the proof that a box holds."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from sourcenet.errors import CannotDo
from sourcenet.marking.sandbox import box
from sourcenet.marking.sandbox.limits import Limits, Means
from sourcenet.marking.sandbox.syscalls import filter_program
from sourcenet.marking.sandbox.talk import Talk, boxed
from sourcenet.words import _

__all__ = ["means", "proven"]

_NEWEST_NEEDED = (0, 7)
_KERNEL_NEEDED = (5, 14)
_MUST_FAIL = {
    "read": "read a file that is not its own",
    "list": "list a folder that is not its own",
    "write": "write outside its folder",
    "network": "reach the network",
    "abstract": "reach a program of this machine",
    "processes": "see or reach processes of this machine",
    "privileges": "gain privileges",
    "namespaces": "make a namespace or a mount",
    "memory": "take memory that is not counted",
    "secrets": "see the environment of who marks",
}
_MUST_SUCCEED = {
    "folder": "write in its own folder",
    "toolkit": "read the toolkit",
    "limits": "see its own limits",
    "small": "see the size of its folder",
}


def means() -> Means:
    """Tell whether code can be run in a box here, by running an empty box and proving it.

    Returns
    -------
    Means
        ``missing`` says, where it cannot, what is missing and what to do.
    """
    trust = _(
        "Without a box, code of a submission runs with your own rights: say --trust-code, and only on a machine "
        "that may be lost."
    )
    if sys.platform != "linux":
        return Means(False, _("Code can be put in a box on Linux only. {trust}").format(trust=trust))
    bwrap = shutil.which("bwrap", path="/usr/bin:/bin:/usr/local/bin")
    if bwrap is None:
        install = _("bubblewrap is not installed. Install it (apt install bubblewrap, dnf install bubblewrap). {trust}")
        return Means(False, install.format(trust=trust))
    return _tried(bwrap, trust)


@lru_cache(maxsize=4)
def _tried(bwrap: str, trust: str) -> Means:
    if filter_program() is None:
        why = _("the box is written for x86-64 and ARM64 processors only")
    elif _version(bwrap) < _NEWEST_NEEDED:
        why = _("bubblewrap is older than 0.7, which cannot bound a folder")
    elif box.own_user() is None and _kernel() < _KERNEL_NEEDED:
        why = _("Linux is older than 5.14, which cannot count the processes of one box")
    else:
        try:
            with proven(bwrap, Limits(), "means"):
                return Means(True, bwrap=bwrap)
        except CannotDo as error:
            why = error.sentence.rstrip(".")
    return Means(False, _("No box can be made on this machine: {why}. {trust}").format(why=why, trust=trust))


def _version(bwrap: str) -> tuple[int, ...]:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        said = subprocess.run([bwrap, "--version"], capture_output=True, text=True, timeout=10).stdout
        return tuple(int(part) for part in re.findall(r"\d+", said)[:2])
    return (0, 0)


def _kernel() -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", os.uname().release)[:2])


@contextmanager
def proven(bwrap: str, limits: Limits, name: str, folder: Path | None = None) -> Iterator[Talk]:
    """Start a box and prove it, before anything of a submission goes in.

    Parameters
    ----------
    bwrap
        The path of bubblewrap.
    limits
        What the code may use.
    name
        What the folder of the submission is called in the box.
    folder
        The submission's folder here; from it, the course, its gradebook and the other submissions, which the box must
        not reach.

    Raises
    ------
    CannotDo
        A box cannot be made, or something in it could get out.
    """
    with _bait(folder) as targets, boxed(bwrap, limits, name, targets) as talk:
        answer = talk.answer(100_000, 30)
        if answer is None:
            raise CannotDo(_why_not(talk.said()))
        found = _found(answer)
        out = [_(what) for word, what in _MUST_FAIL.items() if found.get(word) is not False]
        lacks = [_(what) for word, what in _MUST_SUCCEED.items() if found.get(word) is not True]
        if out:
            could = _("The box does not hold: code in it could {what}. Nothing was run.")
            raise CannotDo(could.format(what="; ".join(out)))
        if lacks:
            raise CannotDo(_("The box is of no use: code in it could not {what}.").format(what="; ".join(lacks)))
        yield talk


def _found(answer: dict[str, Any]) -> dict[str, Any]:
    try:
        found = json.loads(answer.get("found", ""))
    except (ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def _why_not(said: str) -> str:
    """Return, in a sentence, why a box did not start."""
    last = said.splitlines()[-1][:200] if said else _("it said nothing")
    if said.startswith("bwrap:") and any(
        word in said for word in ("namespace", "uid map", "not permitted", "loopback")
    ):
        return _(
            "User namespaces are switched off here, or this is a container without them. Ask who runs the machine to "
            "allow them for bubblewrap, which said: {said}"
        ).format(said=last)
    return _("The box did not start: {said}").format(said=last)


@contextmanager
def _bait(folder: Path | None) -> Iterator[dict[str, Any]]:
    """Set out what a box that does not hold would reach: a file, two listening programs, this process, the course."""
    with contextlib.ExitStack() as stack:
        own = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sourcenet-box-")))
        (own / "secret").write_text("x")
        own.chmod(0o755)  # what keeps it from being read is to be the box, not its rights
        (own / "secret").chmod(0o644)
        hidden = [own / "secret", own, Path("~").expanduser(), Path("/etc/passwd"), Path("/sys/kernel"), Path("/mnt")]
        hidden += _course(folder) if folder is not None else []
        ports = []
        for family, host in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
            with contextlib.suppress(OSError):
                line = stack.enter_context(socket.create_server((host, 0), family=family))
                ports.append((host, line.getsockname()[1]))
        named = f"sourcenet-{secrets.token_hex(8)}"
        listening = stack.enter_context(socket.socket(socket.AF_UNIX))
        listening.bind("\0" + named)
        listening.listen()
        yield {
            "hidden": _beside_what_is_seen(hidden),
            "ports": ports,
            "named": named,
            "pid": os.getpid(),
        }


def _course(folder: Path) -> list[Path]:
    """Return what of a course lies round a submission: ``submitted/<learner>/<assignment>`` under its root."""
    folder = folder.absolute()
    found = [folder]
    if len(folder.parents) > 3 and folder.parents[1].name == "submitted":
        course = folder.parents[2]
        found += [course, *(course / name for name in ("gradebook.db", "source", "nbgrader_config.py"))]
        with contextlib.suppress(OSError):
            found += sorted(folder.parents[1].iterdir())[:20]
    return found


def _beside_what_is_seen(hidden: list[Path]) -> list[str]:
    """Return what the box must not reach; a folder on the way to one that it may read stands for what lies in it."""
    may = [Path(path) for path in (*box.seen(), *box.SYSTEM, *box.LINKED, "/usr", "/tmp", "/dev", "/proc", box.HOME)]
    on_the_way = {above for path in may for above in (path, *path.parents)}
    found: list[str] = []
    for path in hidden:
        inside = [path]
        if path in on_the_way:
            with contextlib.suppress(OSError):
                inside = [one for one in sorted(path.iterdir()) if one not in on_the_way][:20]
        found += [str(one) for one in inside if one not in on_the_way]
    return found
