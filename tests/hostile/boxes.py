"""A small assignment that asks for code, and submissions of it: for the tests of the box."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from sourcenet.marking import sandbox
from sourcenet.marking.judged import Assignment, Cell, Notebook, Submission
from sourcenet.marking.sandbox import Limits, Ran

NAME = "code-network"
STAMP = "2026-11-20 10:00:00.000000"
QUICK = Limits(wall=5, cpu=3, memory=600_000_000, disk=20_000_000, file=10_000_000, processes=32, entries=2000)
ADD = "network.add('Half an Hour', kind='site')\n"


def _cell(name: str, source: str, *, mine: bool = False, points: float | None = None) -> Cell:
    return Cell(name, "code", source, points is not None, mine, False, not mine, points, "")


ASSIGNMENT = Assignment(
    NAME,
    (
        Notebook(
            NAME,
            (
                _cell("setup", "import sourcenet as sn\n\nnetwork = sn.open_network()"),
                _cell("mine", "# Add your sources here.", mine=True),
                _cell("check", "sn.check(network, sn.reasons_given(share=0.9), points=10)", points=10),
            ),
        ),
    ),
)


def page_cell(name: str, source: str) -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "metadata": {"nbgrader": {"grade_id": name, "solution": True}}}


def submission(code: str, *, cells: list[Any] | None = None, journal: bytes | None = None) -> Submission:
    """A learner's notebook, whose locked cells were changed too."""
    whole = [page_cell("setup", "raise SystemExit"), page_cell("mine", code), page_cell("check", "open('ran', 'w')")]
    return Submission("learner-01", {NAME: whole if cells is None else cells}, journal, STAMP)


def folder_of(course: Path, learner: str = "learner-01") -> Path:
    folder = course / "submitted" / learner / NAME
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def run(course: Path, code: str, **more: Any) -> Ran:
    more.setdefault("limits", QUICK)
    return sandbox.run_code(folder_of(course), ASSIGNMENT, submission(code), **more)


def said(ran: Ran) -> str:
    return ran.outputs.get(NAME, {}).get("mine", "")


def alive(word: str) -> list[int]:
    """Processes of this machine, in a box or not, with a word on their command line."""
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdecimal() and int(place.name) != os.getpid():
            try:
                if word.encode() in (place / "cmdline").read_bytes():
                    found.append(int(place.name))
            except OSError:
                continue
    return found


def as_plain_user(command: list[str]) -> list[str]:
    """Root's command line for running something as a user without rights, who can still reach the interpreter."""
    line = ["bwrap", "--dev-bind", "/", "/"]
    for prefix in {sys.base_prefix, sys.prefix, str(Path(sandbox.__file__).parents[4])}:
        if prefix.startswith("/root/"):
            above = [str(way) for way in reversed(Path(prefix).parents) if str(way) not in ("/", "/root")]
            ways = [part for way in above for part in ("--perms", "0755", "--dir", way)]
            line += ["--perms", "0755", "--tmpfs", "/root"] if "/root" not in line else []
            line += [*ways, "--ro-bind", prefix, prefix]
    return [*line, "--", "setpriv", "--reuid", "12345", "--regid", "12345", "--clear-groups", "--", *command]
