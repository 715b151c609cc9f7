"""``sourcenet doctor``: what is missing on this machine, and what to do about it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.cli.screen import Screen

__all__ = ["add", "run"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "doctor",
        help=_("say what is missing on this machine"),
        description=_("Say what is missing on this machine for lessons, marking and tests, and what to do."),
    )
    parser.add_argument(
        "folder",
        nargs="?",
        default="my-sourcenet",
        metavar="FOLDER",
        help=_("where you want to work; ./my-sourcenet if not said"),
    )
    parser.add_argument("--json", action="store_true", help=_("report for a program"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Look at everything and say it; 1 where a student could not work."""
    from sourcenet.cli.findings import findings

    found = list(findings(Path(args.folder).expanduser().resolve()))
    missing = [one for one in found if one.state == "missing"]
    screen.document({"ready": not missing, "findings": [asdict(one) for one in found]})
    screen.table(
        [_("What"), _("State"), _("Found"), _("To do")], [(one.what, one.state, one.found, one.do) for one in found]
    )
    notes = sum(one.state == "note" for one in found)
    if missing:
        screen.line(
            many("{n} thing is missing for the lessons.", "{n} things are missing for the lessons.", len(missing))
        )
    else:
        screen.line(_("The lessons can be used. To open them: sourcenet lab"))
    if notes:
        screen.line(many("{n} note concerns marking or tests only.", "{n} notes concern marking or tests only.", notes))
    return 1 if missing else 0
