"""``sourcenet mark``: what a marker does, one file a step."""

from __future__ import annotations

import argparse

from sourcenet.cli import mark_autograde, mark_collect, mark_return
from sourcenet.words import _

__all__ = ["add"]

_STEPS = (mark_collect, mark_autograde, mark_return)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command and its steps."""
    parser = commands.add_parser(
        "mark",
        help=_("collect, autograde and return what was handed in"),
        description=_(
            "What a marker does with a pile of submissions. Nothing that a student wrote is run, or only in a box where an assignment asks for code."
        ),
    )
    steps = parser.add_subparsers(dest="step", metavar="STEP", required=True, parser_class=type(parser))
    for step in _STEPS:
        step.add(steps)
