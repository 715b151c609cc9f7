"""``sourcenet check FILE``: is this network ready? Met, nearly, not yet; never a number."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import CannotDo, UnreadableFile
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.checks.result import Property, Result
    from sourcenet.cli.screen import Screen
    from sourcenet.model.network import SourceNetwork

__all__ = ["add", "run"]

#: The lessons and assignments that have a check, the first one where nothing is said.
_HAVE_ONE = ("01", "02", "03", "04", "05", "06", "07", "08", "build-network", "appraise-and-critique", "grow-and-prune")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "check",
        help=_("say what a network has and what it still needs"),
        description=_("Run the checks of a lesson or an assignment on a network. The file is only read."),
    )
    parser.add_argument("file", metavar="FILE", help=_("a network, such as my-network.jsonl"))
    parser.add_argument(
        "--for",
        dest="asks",
        choices=_HAVE_ONE,
        default=_HAVE_ONE[0],
        help=_("whose checks; those of lesson 01 if not said"),
    )
    parser.add_argument("--json", action="store_true", help=_("report for a program"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Check a network; 1 where something is not met yet."""
    from sourcenet.checks import check

    network = _open(Path(args.file).expanduser())
    result = check(network, *_properties(args.asks))
    screen.document(_document(args, network, result))
    screen.line(network.question or _("(no question yet)"))
    sources = many("{n} source", "{n} sources", len(network.sources))
    screen.line(f"{sources}, {many('{n} connection', '{n} connections', len(network.connections))}")
    screen.table(
        [_("Is it ready?"), _("State"), _("Looked for"), _("Found"), _("To try")],
        [(row.title, row.level, row.looked_for, row.found, row.try_next) for row in result.rows],
    )
    for note in network.notes:
        screen.line(note)
    return 0 if all(row.share == 1 for row in result.rows) else 1


def _open(file: Path) -> SourceNetwork:
    from sourcenet.model.opening import open_network

    if not file.exists():
        raise CannotDo(_("There is no file {file}. Name a network, such as my-network.jsonl.").format(file=file))
    network = open_network(file)
    if not network.events:
        raise UnreadableFile(
            _("{file} is not a source network: no line of it could be read as a part of one.").format(file=file)
        )
    return network


def _properties(asks: str) -> list[Property]:
    """Return what a lesson or an assignment looks for, as its notebook writes it."""
    from sourcenet import checks as sn

    reasons = sn.reasons_given(share=0.9)
    asked: dict[str, list[Property]] = {
        "01": [
            sn.at_least(6, "sources"),
            sn.has_kinds(3, people=True),
            sn.brought_and_added(),
            reasons,
            sn.all_reachable(),
        ],
        "02": [sn.all_reachable(), sn.relations_used(3), sn.walked(1), sn.decided(1), reasons],
        "03": [sn.appraised(3)],
        "04": [sn.read_laterally(2), sn.appraised(3)],
        "05": [sn.voice_sought(1), reasons, sn.appraised(1, since="session-5")],
        "06": [sn.walked(2, since="session-6"), sn.mended(1, since="session-6"), reasons],
        "07": [
            sn.set_aside_and_kept(since="session-7"),
            sn.renewed(1),
            sn.decided(1, since="session-7"),
            sn.decision_revisited(1),
        ],
        "08": [sn.commented(3, types=2), sn.comments_answered(), sn.decided(1, since="session-8")],
        "build-network": [reasons, sn.chosen(connections=5), sn.walked(1), sn.set_aside_and_kept()],
        "appraise-and-critique": [
            sn.appraised(2, chosen=True),
            sn.read_laterally(2),
            sn.chosen(connections=5, appraisals=2),
            sn.comments_answered(),
        ],
        "grow-and-prune": [
            sn.set_aside_and_kept(since="grow-and-prune"),
            sn.walked(2, since="grow-and-prune"),
            sn.decision_revisited(1),
            reasons,
        ],
    }
    return asked[asks]


def _document(args: argparse.Namespace, network: SourceNetwork, result: Result) -> dict[str, object]:
    fields = ("name", "title", "level", "looked_for", "found", "try_next")
    return {
        "file": args.file,
        "for": args.asks,
        "question": network.question,
        "sources": len(network.sources),
        "connections": len(network.connections),
        "ready": all(row.share == 1 for row in result.rows),
        "rows": [{field: getattr(row, field) for field in fields} for row in result.rows],
        "notes": list(network.notes),
    }
