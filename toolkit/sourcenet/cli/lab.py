"""``sourcenet lab``: a folder with the lessons, opened in JupyterLab."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import CannotDo
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.cli.screen import Screen
    from sourcenet.courses.folder import Copied

__all__ = ["add", "environment", "run"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "lab",
        help=_("open the lessons in JupyterLab"),
        description=_("Make a folder to work in, put the lessons and assignments there, and open them in JupyterLab."),
        epilog=_("Words after -- go to JupyterLab as they are: sourcenet lab -- --port=8899"),
    )
    parser.add_argument(
        "folder",
        nargs="?",
        default="my-sourcenet",
        metavar="FOLDER",
        help=_("where to work; ./my-sourcenet if not said"),
    )
    parser.add_argument(
        "--instructor", action="store_true", help=_("bring the instructor's notebooks and open the first")
    )
    parser.add_argument(
        "--marker", action="store_true", help=_("FOLDER is a course: open its submissions in formgrader")
    )
    parser.add_argument("--no-browser", action="store_true", help=_("start JupyterLab without opening a browser"))
    parser.add_argument("--prepare", action="store_true", help=_("only make the folder"))
    parser.add_argument("--json", action="store_true", help=_("report for a program; implies --prepare"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Prepare the folder and open JupyterLab on the first lesson."""
    from sourcenet.courses.folder import prepare

    folder = Path(args.folder).expanduser().resolve()
    if args.marker:
        return _mark(folder, args)
    report = prepare(folder, instructor=args.instructor)
    first = _first(report, instructor=args.instructor)
    screen.document(
        {"folder": str(folder), "first": first, "files": [{"path": one.path, "did": one.did} for one in report]}
    )
    did = {
        "new": _("put there"),
        "same": _("there already"),
        "updated": _("brought up to date"),
        "kept": _("yours, kept as it is"),
    }
    screen.line(_("Your folder: {folder}").format(folder=folder))
    screen.table([_("File"), _("What was done")], [(one.path, did[one.did]) for one in report])
    screen.line(_("Your network will be kept there too, in my-network.jsonl. Nothing leaves this machine."))
    if args.prepare or args.json:
        return 0
    return _open(folder, f"/lab/tree/{first}", args)


def environment(folder: Path) -> dict[str, str]:
    """Return the environment in which JupyterLab and its kernels run.

    Parameters
    ----------
    folder
        The folder to work in; notebooks in any folder below it find the network there.

    Returns
    -------
    dict
        The variables of this process, with ``SOURCENET_FOLDER``, and this Python's programs first on ``PATH``.
    """
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join([programs, os.environ.get("PATH", os.defpath)])
    return {**os.environ, "SOURCENET_FOLDER": str(folder), "PATH": path}


def _first(report: list[Copied], *, instructor: bool) -> str:
    paths = [one.path for one in report]
    wanted = [path for path in paths if path.startswith("instructor/") == instructor and path.endswith(".ipynb")]
    return (wanted or paths or [""])[0]


def _mark(folder: Path, args: argparse.Namespace) -> int:
    """Open formgrader; the course's own settings are read from the folder in which JupyterLab starts."""
    from sourcenet.marking.course import Course

    course = Course(folder)
    course.open_to_markers()  # says what to install where nbgrader is missing
    return _open(course.folder, "/formgrader", args)


def _open(folder: Path, page: str, args: argparse.Namespace) -> int:
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", f"--LabApp.default_url={page}"]
    command += ["--no-browser"] if args.no_browser else []
    if _run([*command, *args.beyond], folder) > 0:
        raise CannotDo(_("JupyterLab did not start or ended badly. To see what is missing: sourcenet doctor"))
    return 0


def _run(command: list[str], folder: Path) -> int:
    """Run JupyterLab until it ends of itself; it asks what is meant by Ctrl-C, and ends its kernels when it is ended."""
    process = subprocess.Popen(command, cwd=folder, env=environment(folder))
    before = signal.signal(signal.SIGTERM, lambda _signal, _frame: process.terminate())
    try:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # JupyterLab got it as well
    finally:
        signal.signal(signal.SIGTERM, before)
