"""The commands: ``sourcenet lab``, ``demo``, ``doctor``, ``check``, ``summary``, ``convert``, ``mark``; one file a command.

Exit codes: 0 done, 1 done with problems (each named), 2 cannot be done (one sentence, never a traceback).
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from sourcenet.cli import check, convert, demo, doctor, lab, mark, summary
from sourcenet.cli.screen import Screen
from sourcenet.errors import CannotDo, SourcenetError
from sourcenet.words import _

__all__ = ["main"]

_COMMANDS = (lab, demo, doctor, check, summary, convert, mark)

_DOORS = """\
sourcenet - build, walk, question and change your own source network

  student      sourcenet lab            opens the lessons; everything you do is kept in ./my-sourcenet
  instructor   sourcenet demo           runs a whole class of twelve on this machine, headless
               sourcenet lab --instructor   opens the plan of the first session
  marker       sourcenet mark collect ZIP ASSIGNMENT     an LMS's zip of hand-ins, put in place
               sourcenet mark autograde ASSIGNMENT       marks the whole pile; runs nothing that a student wrote
               sourcenet mark return ASSIGNMENT          feedback pages and the grading sheet, for the LMS

  sourcenet check FILE                  says what a network has and what it still needs
  sourcenet summary FILE                says what it reaches, what hangs on what, and one thing to try
  sourcenet convert IN OUT              brings a network from one format into another
  sourcenet doctor                      says what is missing on this machine and what to do

Each command explains itself: sourcenet lab --help"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        raise CannotDo(_("{message}. See: {prog} --help").format(message=_sentence(message), prog=self.prog))


def _sentence(message: str) -> str:
    return message[:1].upper() + message[1:].rstrip(".")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="sourcenet",
        description=_("Build, walk, question and change your own source network."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help=_("say which version this is"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for command in _COMMANDS:
        command.add(commands)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv
        The words after ``sourcenet``; those of the process where none are given.

    Returns
    -------
    int
        0 done, 1 done with problems, 2 cannot be done.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    cut = words.index("--") if "--" in words else len(words)
    words, beyond = words[:cut], words[cut + 1 :]
    screen = Screen(as_json="--json" in words)
    try:
        args = _parser().parse_args(words)
        if beyond and args.command != "lab":
            raise CannotDo(_("Only sourcenet lab takes words after --; it hands them to JupyterLab."))
        args.beyond = beyond
        if args.version:
            from sourcenet import __version__

            screen.line(f"sourcenet {__version__}")
            return 0
        if args.command is None:
            screen.line(_DOORS)
            return 0
        done = int(args.run(args, screen))
        sys.stdout.flush()
        return done
    except SourcenetError as error:
        screen.refuse(error.sentence)
    except KeyboardInterrupt:
        screen.refuse(_("Stopped. What was finished before stays."))
    except BrokenPipeError:  # whoever read has read enough, as in: sourcenet summary FILE --json | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains of it when it ends
        return 0
    except OSError as error:
        where = error.filename or _("A file")
        why = error.strerror or str(error)
        screen.refuse(_("{where} cannot be read or written: {why}.").format(where=where, why=why))
    return 2
