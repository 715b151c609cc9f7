"""Handing in: a cleaned copy of the learner's network, put where nbgrader and an LMS take it, with a receipt."""

from __future__ import annotations

import html
import os
import re
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import CannotDo, NotKept
from sourcenet.model import records
from sourcenet.model.erasing import about, names_of, redacted_event, without_names
from sourcenet.model.events import FORMAT, Event, encode
from sourcenet.model.opening import FILE
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Receipt", "cleaned_events", "hand_in"]

_FINISHED_SIZE = 20_000_000
# Where a person may be found.
_ADDRESSES = frozenset({"url", "feed", "orcid"})
# Small words inside personal names.
_PARTICLES = frozenset(
    (
        "al",
        "bin",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "la",
        "le",
        "van",
        "von",
    )
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in, and what stayed with the learner."""

    assignment: str
    path: Path
    sources: int
    connections: int
    left_out: int
    people: tuple[str, ...] = field(default=())

    def sentences(self) -> list[str]:
        """Return the receipt in sentences."""
        said = [
            _("Handed in for {assignment}: {sources} and {connections}.").format(
                assignment=self.assignment,
                sources=many("{n} source", "{n} sources", self.sources),
                connections=many("{n} connection", "{n} connections", self.connections),
            ),
            _("The copy is {path}. Your own file is unchanged; hand in again as often as you like.").format(
                path=self.path
            ),
            _("Your name, the times of day and what you undid stay with you."),
        ]
        if self.left_out:
            said.append(
                many("{n} private source stayed with you.", "{n} private sources stayed with you.", self.left_out)
            )
        if self.people:
            said.append(
                _(
                    "People you know go by initials where you gave a name: {people}. Note their consent to keep a name."
                ).format(people=", ".join(self.people[:5]))
            )
        return said

    def __repr__(self) -> str:
        return "\n".join(self.sentences())

    def _repr_html_(self) -> str:
        first, *rest = self.sentences()
        lines = "".join(f"<p style='margin:2px 0'>{html.escape(line)}</p>" for line in rest)
        return f"<div class='sn-receipt'><strong>{html.escape(first)}</strong>{lines}</div>"


def cleaned_events(network: SourceNetwork) -> tuple[list[Event], int, tuple[str, ...]]:
    """Return the events as they are handed in.

    Without private sources and all that mentions them, without forgotten ones, without what was undone and the
    undoing of it, with times rounded to the day, without the learner's name. Of people the learner knows, unless
    their consent is noted, a personal name becomes initials, and addresses stay out.

    Returns
    -------
    events : list of Event
        New events in the same order; places are one event with what stands now.
    withheld : int
        How many private sources stayed out.
    people : tuple of str
        The initials that took the place of names.
    """
    keeper = network._keeper
    kept = [e for e in keeper.events if not e.undone and e.do not in ("undo", "redo", "forget", "forgotten", "place")]
    everything = [
        *keeper.state.sources.items(),
        *((i, a.record) for i, a in keeper.state.archive.items() if a.is_source),
    ]
    words = keeper.words.all_words
    withheld = [(id, records.source(record)) for id, record in everything if record.get("private") is True]
    for id, _source in withheld:
        gone, names = about(keeper.events, id), names_of(keeper.events, id)
        kept = [redacted_event(e, id, names, empty=False, words=words) for e in kept if e.id not in gone]
    hidden = {id for id, _source in withheld}
    shy = [
        id
        for id, record in everything
        if id not in hidden and record.get("known") is True and not record.get("consent")
    ]
    renames = {name: short for id in shy for name in names_of(keeper.events, id) if (short := _initials(name))}
    people = tuple(sorted(set(renames.values())))
    if network.display:
        renames.setdefault(network.display, "…")
    kept = [left for event in kept if (left := _without_addresses(event, shy)) is not None]
    cleaned = [_rounded(event, renames, words) for event in kept]
    places = {id: list(at) for id, at in network.positions.items() if id not in hidden}
    if places:
        day = cleaned[-1].at if cleaned else "1970-01-01T00:00:00Z"
        cleaned.append(Event(_place_id(cleaned), day, network.learner, "place", {"to": places}))
    return cleaned, len(withheld), people


def _place_id(events: Iterable[Event]) -> str:
    """Return the same id for the same hand-in, so that handing in again gives the same file."""
    from hashlib import blake2b

    return blake2b("".join(event.id for event in events).encode(), digest_size=8).hexdigest()


def _initials(name: str) -> str:
    """Return the initials of a personal name; empty where it is a role, such as "my aunt, pharmacist".

    In a script without capitals a name cannot be told from a role, so both go by initials.
    """
    words = name.split()
    personal = all(_is_capital(word) or word.casefold() in _PARTICLES for word in words) and _is_capital(words[-1])
    return " ".join(f"{word[0]}." for word in words) if personal else ""


def _is_capital(word: str) -> bool:
    first = word.lstrip("(\"'“‘")[:1]
    return first.isalpha() and (first.isupper() or first.istitle() or first.lower() == first.upper())


def _without_addresses(event: Event, shy: Collection[str]) -> Event | None:
    """Return an event without where a person may be found; None where it says nothing else."""
    of = event.get("of")
    if event.id not in shy and not (isinstance(of, str) and of in shy):
        return event
    fields = {name: value for name, value in event.fields.items() if name not in _ADDRESSES}
    if isinstance(fields.get("set"), dict):
        fields["set"] = {name: value for name, value in fields["set"].items() if name not in _ADDRESSES}
        if not fields["set"]:
            return None
    return Event(event.id, event.at, event.by, event.do, fields, group=event.group)


def _rounded(event: Event, renames: dict[str, str], words: Collection[str]) -> Event:
    fields = {name: value for name, value in event.fields.items() if name not in ("display", "stood", "consent")}
    fields = without_names(fields, renames, words, exactly=True)
    group = without_names({"group": event.group}, renames, (), exactly=True)["group"]
    return Event(event.id, f"{event.at[:10]}T00:00:00Z", event.by, event.do, fields, group=group)


def hand_in(network: SourceNetwork, assignment: str, *, as_zip: bool = False) -> Receipt:
    """Copy a network, cleaned, into an assignment's folder, or into one zip with the assignment's notebook.

    Raises
    ------
    CannotDo
        The assignment's folder is not found.
    NotKept
        It cannot be written; the copy that was there before stands.
    """
    folder = _folder_of(assignment)
    events, withheld, people = cleaned_events(network)
    if not events or events[0].do != "begin":
        day = events[0].at if events else "1970-01-01T00:00:00Z"
        events.insert(0, Event("begin-of-copy-00", day, network.learner, "begin", {}))
    events[0].fields.update(format=FORMAT, handed_in=assignment)
    lines, head = [], ""
    for event in events:
        lines.append(encode(event, head))
        head = event.sum
    target = folder / FILE
    gone = {e.id for e in network.events} - {e.id for e in events}
    standing = [s for s in network.sources if s.id not in gone]
    ties = [c for c in network.connections if c.id not in gone]
    receipt = Receipt(assignment, target, len(standing), len(ties), withheld, people)
    if os.environ.get("NBGRADER_EXECUTION"):
        return receipt  # validating and marking run this cell too: what was handed in stays as it is
    if network.path is not None and target.exists() and network.path.exists() and target.samefile(network.path):
        raise CannotDo(
            _(
                "Your network lies in the folder of {assignment} itself. Move {file} one folder up, then hand in."
            ).format(assignment=assignment, file=FILE)
        )
    data = b"".join(lines)
    if as_zip:
        return replace(receipt, path=_as_zip(folder, assignment, data))
    _put(target, data)
    return receipt


def _folder_of(assignment: str) -> Path:
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,79}", assignment):
        raise CannotDo(
            _("“{name}” is not the name of an assignment, such as build-network.").format(name=assignment[:80])
        )
    here = Path.cwd()
    bases = [here, *list(here.parents)[:3]]
    if os.environ.get("SOURCENET_FOLDER"):
        bases.insert(0, Path(os.environ["SOURCENET_FOLDER"]))
    if here.name == assignment:
        return here
    for base in bases:
        for folder in (base / assignment, base / "assignments" / assignment):
            if folder.is_dir():
                return folder
    raise CannotDo(
        _(
            "The folder of {assignment} was not found near {here}. Fetch the assignment first, or open its notebook and run this there."
        ).format(assignment=assignment, here=here)
    )


def _put(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise NotKept(
            _("Not handed in: {file} could not be written ({why}). What you handed in before still stands.").format(
                file=path, why=error.strerror
            )
        ) from error


def _as_zip(folder: Path, assignment: str, data: bytes) -> Path:
    path = folder.parent / f"{assignment}.zip"
    notebooks = [n for n in sorted(folder.glob("*.ipynb")) if n.stat().st_size <= _FINISHED_SIZE]
    beside = path.with_name(f".{path.name}.new")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as bundle:
            contents = {FILE: data, **{notebook.name: notebook.read_bytes() for notebook in notebooks}}
            for name, content in contents.items():  # without times of day, so that the same gives the same file
                entry = zipfile.ZipInfo(f"{assignment}/{name}")
                entry.compress_type = zipfile.ZIP_DEFLATED
                bundle.writestr(entry, content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise NotKept(
            _("Not handed in: {file} could not be written ({why}).").format(file=path, why=error.strerror)
        ) from error
    return path
