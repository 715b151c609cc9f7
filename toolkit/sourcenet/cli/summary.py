"""``sourcenet summary FILE``: what a network says, with the figure behind each sentence, and one thing to try."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import CannotDo, UnreadableFile
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.cli.screen import Screen
    from sourcenet.measures.said import Said
    from sourcenet.measures.summary import Summary
    from sourcenet.model.network import SourceNetwork

__all__ = ["add", "run"]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "summary",
        help=_("say in sentences what a network reaches and what hangs on what"),
        description=_("Say what a network says, and one thing to try. The file is only read."),
    )
    parser.add_argument("file", metavar="FILE", help=_("a network, such as my-network.jsonl"))
    parser.add_argument(
        "--reference",
        metavar="FILE",
        default="",
        help=_("another network to compare standpoints with, such as the instructor's"),
    )
    parser.add_argument("--json", action="store_true", help=_("report for a program"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Summarise a network; 1 where a part of the file could not be read (each named)."""
    from sourcenet.measures.summary import summarise

    network = _open(Path(args.file).expanduser())
    reference = _open(Path(args.reference).expanduser()) if args.reference else None
    summary = summarise(network, reference)
    screen.document(_document(args, network, summary))
    screen.line(network.question or _("(no question yet)"))
    sources = many("{n} source", "{n} sources", len(network.sources))
    screen.line(f"{sources}, {many('{n} connection', '{n} connections', len(network.connections))}")
    screen.table(
        [_("What your network says"), _("The figure behind it")],
        [(one.text, one.figure) for one in summary.sentences],
    )
    if summary.try_next:
        screen.line(f"{_('One thing to try:')} {summary.try_next}")
    if summary.rest:
        screen.table(
            [_("What else can be said"), _("The figure behind it")], [(o.text, o.figure) for o in summary.rest]
        )
    for note in network.notes:
        screen.line(note)
    return 1 if network.notes else 0


def _open(file: Path) -> SourceNetwork:
    """Open a journal, or any other file that the formats can read."""
    from sourcenet.model.opening import open_network

    if not file.exists():
        raise CannotDo(_("There is no file {file}. Name a network, such as my-network.jsonl.").format(file=file))
    if file.is_dir():
        raise CannotDo(_("{file} is a folder. Name a network in it, such as my-network.jsonl.").format(file=file))
    if not _is_journal(file) and importlib.util.find_spec("sourcenet.formats") is not None:
        read: SourceNetwork = importlib.import_module("sourcenet.formats").read(file)
        return read
    network = open_network(file)
    if not network.events:
        raise UnreadableFile(
            _("{file} is not a source network: no line of it could be read as a part of one.").format(file=file)
        )
    return network


def _is_journal(file: Path) -> bool:
    """Tell whether a file is a history: by its name, or by a first line that says what was done."""
    with file.open("rb") as lines:
        first = lines.readline(100_000).lstrip(b"\xef\xbb\xbf \t")
    return file.suffix.casefold() == ".jsonl" or (first[:1] == b"{" and b'"do"' in first)


def _document(args: argparse.Namespace, network: SourceNetwork, summary: Summary) -> dict[str, object]:
    one = summary.suggestion
    fields = ("text", "do", "fields", "measure", "of", "before", "after")
    return {
        "file": args.file,
        "question": summary.question,
        "sources": len(network.sources),
        "connections": len(network.connections),
        "early": summary.early,
        "sentences": [_plain(said) for said in summary.sentences],
        "try": summary.try_next,
        "suggestion": None if one is None else {name: getattr(one, name) for name in fields},
        "page": [_plain(said) for said in summary.page],
        "notes": list(network.notes),
    }


def _plain(said: Said) -> dict[str, object]:
    return said._asdict()
