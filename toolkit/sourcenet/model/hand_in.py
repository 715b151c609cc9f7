"""Handing in: a cleaned copy of the learner's network, put where nbgrader and an LMS take it, with a receipt."""

from __future__ import annotations

import html
import json
import os
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import CannotDo, NotKept
from sourcenet.model.events import FORMAT, Event, encode
from sourcenet.model.opening import FILE
from sourcenet.model.sharing import cleaned_events
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Receipt", "hand_in"]

_FINISHED_SIZE = 20_000_000
#: So many names are listed in a receipt.
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in, and what stayed with the learner."""

    assignment: str
    path: Path
    sources: int
    connections: int
    left_out: int
    people: tuple[str, ...] = field(default=())
    as_written: tuple[str, ...] = field(default=())
    notebooks: tuple[str, ...] = field(default=())
    not_read: tuple[str, ...] = field(default=())

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
                ).format(people=_listed(self.people))
            )
        if self.as_written:
            said.append(_("These people go along as you wrote them: {people}.").format(people=_listed(self.as_written)))
        if self.notebooks:
            said.append(
                _(
                    "In the zip: {names}, with what you wrote in the cells as it is, and without the pictures and tables below them."
                ).format(names=_listed(self.notebooks))
            )
        if self.not_read:
            said.append(
                _(
                    "Not in the zip, because it could not be read: {names}. Open and save it, then hand in again."
                ).format(names=_listed(self.not_read))
            )
        return said

    def __repr__(self) -> str:
        return "\n".join(self.sentences())

    def _repr_html_(self) -> str:
        first, *rest = self.sentences()
        lines = "".join(f"<p style='margin:2px 0'>{html.escape(line)}</p>" for line in rest)
        return f"<div class='sn-receipt'><strong>{html.escape(first)}</strong>{lines}</div>"


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _LISTED
    return ", ".join([*names[:_LISTED], *([many("{n} more", "{n} more", rest)] if rest > 0 else [])])


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
    events, withheld, people, as_written = cleaned_events(network)
    if not events or events[0].do != "begin":
        day = events[0].at if events else "1970-01-01T00:00:00Z"
        by = events[0].by if events else ""
        events.insert(0, Event("begin-of-copy-00", day, by, "begin", {}))
    events[0].fields.update(format=FORMAT, handed_in=assignment)
    lines, head = [], ""
    for event in events:
        lines.append(encode(event, head))
        head = event.sum
    target = folder / FILE
    gone = {e.id for e in network.events} - {e.id for e in events}
    standing = [s for s in network.sources if s.id not in gone]
    ties = [c for c in network.connections if c.id not in gone]
    receipt = Receipt(assignment, target, len(standing), len(ties), withheld, people, as_written)
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
        return _as_zip(folder, receipt, data)
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


def _bare(notebook: bytes) -> bytes:
    """Return a notebook without what its cells showed and what its widgets held: both say more than is handed in.

    Raises
    ------
    ValueError
        It is no notebook.
    """
    page = json.loads(notebook)
    cells = page.get("cells", []) if isinstance(page, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise ValueError
    for cell in cells:
        if "outputs" in cell:
            cell["outputs"] = []
    if isinstance(page.get("metadata"), dict):
        page["metadata"].pop("widgets", None)
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _as_zip(folder: Path, receipt: Receipt, data: bytes) -> Receipt:
    assignment = receipt.assignment
    path = folder.parent / f"{assignment}.zip"
    contents, not_read = {FILE: data}, []
    beside = path.with_name(f".{path.name}.new")
    try:
        for notebook in sorted(folder.glob("*.ipynb")):
            if notebook.stat().st_size > _FINISHED_SIZE:
                not_read.append(notebook.name)
                continue
            try:
                contents[notebook.name] = _bare(notebook.read_bytes())
            except (ValueError, RecursionError):
                not_read.append(notebook.name)
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as bundle:
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
    return replace(receipt, path=path, notebooks=tuple(contents)[1:], not_read=tuple(not_read))
