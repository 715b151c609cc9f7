"""The journal itself: read whole into memory, written as a file that ``open_network`` opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import NotKept, UnreadableFile
from sourcenet.model.events import Event, encode
from sourcenet.model.journal import Journal
from sourcenet.model.network import SourceNetwork
from sourcenet.model.opening import vocabulary_for
from sourcenet.model.report import Entry, Report
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["read", "refuse_to_overwrite", "write"]


def read(path: Path) -> SourceNetwork:
    """Read a journal into memory, with its history; the file is only read.

    Raises
    ------
    UnreadableFile
        It is no journal, or holds nothing that can be read.
    """
    journal = Journal(path, kept=False)
    events, _anew = journal.read_new()
    if not events:
        raise UnreadableFile(
            _("{file} is not a journal of a network: no line of it could be read as a part of one.").format(
                file=path.name
            )
        )
    words, problem = vocabulary_for(path)
    network = SourceNetwork.in_memory(vocabulary=words, events=events)
    skipped = [Entry(_place(said), "", said) for said in journal.damage]
    if journal.torn:
        skipped.append(Entry(_("the last line"), "", _("it is not whole")))
    network.report = Report(
        "read",
        (path.name,),
        "journal",
        len(network.sources),
        len(network.connections),
        tuple(Entry("", source.name, source.kind) for source in network.sources),
        skipped=tuple(skipped),
        notes=tuple(note for note in (problem, *network.notes) if note),
    )
    return network


def _place(said: str) -> str:
    return " ".join(said.split()[:2])


def write(events: Iterable[Event]) -> bytes:
    """Return events as the lines of a journal, each with the sum of the line before."""
    lines, head = [], ""
    for event in events:
        copy = event.copy()
        lines.append(encode(copy, head))
        head = copy.sum
    return b"".join(lines)


def refuse_to_overwrite(path: Path, events: Iterable[Event]) -> bool:
    """Refuse a path where a journal lies that holds anything else; tell whether it holds just this already.

    A journal is never overwritten silently: it may be somebody's only one. An older copy of the same network is
    replaced, since nothing in it is lost.

    Raises
    ------
    NotKept
        There is a file with something else in it.
    """
    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        held, _anew = (journal := Journal(path, kept=False)).read_new()
        damaged = bool(journal.damage or journal.torn)
    except UnreadableFile:
        held, damaged = [], True
    new = {event.id: event for event in events}
    if damaged or not held or any(new.get(event.id) != event for event in held):
        raise NotKept(
            _(
                "Not written: {file} is there already, and holds what this network does not. Give another name; or, to "
                "bring this network into that one: sn.open_network(“{file}”).include(network)."
            ).format(file=path.name)
        )
    return len(held) == len(new)
