"""Bringing copies together: what a second laptop or a sync tool's conflict copy has and this journal lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import CannotDo
from sourcenet.model.erasing import about, names_of, redacted_event, spared
from sourcenet.model.events import Event
from sourcenet.model.journal import Journal
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["conflict_copies", "join"]

_SIGNS = ("conflict", "copy", "konflikt", "conflit", "sync", "case")


def conflict_copies(path: Path) -> list[Path]:
    """Return files beside a journal that look like a sync tool's conflict copy of it."""
    if not path.parent.is_dir():
        return []
    found = []
    for other in sorted(path.parent.glob(f"{path.stem}*{path.suffix}")):
        rest = other.stem[len(path.stem) :].lower()
        numbered = rest.strip(" ()-_").isdigit()
        if other != path and other.is_file() and (numbered or any(sign in rest for sign in _SIGNS)):
            found.append(other)
    return found


def lacking(network: SourceNetwork, file: Path) -> list[Event]:
    """Return the events of a copy that a network lacks; forgotten things stay forgotten.

    Raises
    ------
    CannotDo
        The file began as another network.
    """
    events, _anew = Journal(file, kept=False).read_new()
    ours = {event.id for event in network.events}
    if events and not ours & {event.id for event in events}:
        raise CannotDo(
            _("{file} began as another network, so it cannot be brought together with this one.").format(file=file.name)
        )
    # What was forgotten here stays forgotten: neither it comes back, nor its name in what was written since.
    words = network.vocabulary.all_words
    for id in {event.get("of") for event in network.events if event.do == "forget"} & {e.id for e in events}:
        gone, names, spare = about(events, id), names_of(events, id), spared(events, id)
        left = [event for event in events if event.id not in gone]
        events = [redacted_event(e, id, names, empty=False, words=words, spare=spare) for e in left]
    return [event for event in events if event.id not in ours]


def join(network: SourceNetwork, file: Path) -> int:
    """Append what a copy has and the network lacks, in the copy's order, as one write.

    Returns
    -------
    int
        How many events came; 0 where everything was here already.
    """
    keeper = network._keeper
    # What was forgotten in the copy is forgotten here as well, before anything else comes in.
    for event in lacking(network, file):
        of = event.get("of")
        if event.do == "forget" and (of in keeper.state.sources or of in keeper.state.archive):
            network.forget(of)
    with keeper._alone() as write:
        new = lacking(network, file)
        if new:
            write(new)
            keeper._pending.append(keeper._take_in(new, whole=True))
            keeper._unkept += [] if keeper.journal.kept else new
    return len(new)
