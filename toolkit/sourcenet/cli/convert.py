"""``sourcenet convert IN OUT``: a network from one format into another, and what became of it on the way."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import CannotDo
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.cli.screen import Screen

__all__ = ["add", "run"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "convert",
        help=_("bring a network from one format into another"),
        description=_(
            "Read a network and write it in another format. Without private sources, and with people one knows by "
            "initials, unless --everything is said. Formats: journal, json, graphml, gexf, csv, xlsx."
        ),
    )
    parser.add_argument("file", metavar="IN", help=_("a network, such as my-network.jsonl or class.graphml"))
    parser.add_argument("out", metavar="OUT", help=_("the file to write, such as network.gexf"))
    parser.add_argument("--from", dest="came", metavar="FORMAT", help=_("the format of IN, where it is not recognised"))
    parser.add_argument(
        "--to", dest="becomes", metavar="FORMAT", help=_("the format of OUT, where its ending does not say")
    )
    parser.add_argument("--kind", default="", help=_("what the sources are of which IN says nothing, such as person"))
    parser.add_argument("--everything", action="store_true", help=_("private sources and the names of people too"))
    parser.add_argument("--json", action="store_true", help=_("report for a program"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Convert a file; 1 where something did not come along as it stood."""
    from sourcenet.formats import read, write

    came, out = Path(args.file).expanduser(), Path(args.out).expanduser()
    if came.exists() and out.exists() and came.samefile(out):
        raise CannotDo(_("IN and OUT are the same file. Give OUT another name; nothing was written."))
    network = read(came, args.came, kind=args.kind)
    written = write(network, out, args.becomes, people=args.everything)
    reports = [report for report in (network.report, written) if report is not None]
    screen.document({one.done: one.document() for one in reports})
    for report in reports:
        screen.line(str(report))
    return 0 if all(report.whole for report in reports) else 1
