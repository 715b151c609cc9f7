"""What became of each thing that was read, written or included: nothing is lost without being named."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sourcenet.safety import clean_text
from sourcenet.words import _, many

__all__ = ["Entry", "Report"]

#: So many entries of a sort are shown; all of them are kept.
_SHOWN = 8


class Entry(NamedTuple):
    """One thing, where it stood, and what became of it."""

    place: str
    what: str
    reason: str

    def __str__(self) -> str:
        named = f"“{clean_text(self.what, 80)}”: " if self.what else ""
        return f"{self.place}: {named}{self.reason}" if self.place else f"{named}{self.reason}"


@dataclass(frozen=True, slots=True)
class Report:
    """What was read, written or included.

    Parameters
    ----------
    done
        ``"read"``, ``"written"`` or ``"included"``.
    files
        The files' names.
    format
        One of the formats; empty where there is no file.
    sources, connections
        How many came through.
    read
        One entry a source that came: its place, its name, its kind.
    merged
        What was there already, or stood twice, with the reason.
    skipped
        What did not come through, with the reason.
    changed
        What came through in another form or in another field, with the reason.
    notes
        What else one should know, in sentences.
    """

    done: str
    files: tuple[str, ...] = ()
    format: str = ""
    sources: int = 0
    connections: int = 0
    read: tuple[Entry, ...] = field(default=(), repr=False)
    merged: tuple[Entry, ...] = ()
    skipped: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """True where everything came through as it stood."""
        return not self.skipped and not self.changed

    def sentences(self, most: int = _SHOWN) -> list[str]:
        """Return the report in sentences; of long lists the first few entries.

        Parameters
        ----------
        most
            How many entries of each sort are said.
        """
        heads = {"read": _("Read from {where}"), "written": _("Written to {where}"), "included": _("Included")}
        counts = f"{many('{n} source', '{n} sources', self.sources)}, {many('{n} connection', '{n} connections', self.connections)}"
        said = [f"{heads[self.done].format(where=', '.join(self.files))}: {counts}."]
        said += _listed(many("{n} was there already", "{n} were there already", len(self.merged)), self.merged, most)
        said += _listed(many("{n} did not come along", "{n} did not come along", len(self.skipped)), self.skipped, most)
        said += _listed(
            many("{n} came along in another form", "{n} came along in another form", len(self.changed)),
            self.changed,
            most,
        )
        return [*said, *self.notes]

    def document(self) -> dict[str, Any]:
        """Return the report for a program: plain lists and texts."""
        return {
            "done": self.done,
            "files": list(self.files),
            "format": self.format,
            "sources": self.sources,
            "connections": self.connections,
            "merged": [entry._asdict() for entry in self.merged],
            "skipped": [entry._asdict() for entry in self.skipped],
            "changed": [entry._asdict() for entry in self.changed],
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        return "\n".join(self.sentences())

    def _repr_html_(self) -> str:
        first, *rest = self.sentences()
        lines = "".join(f"<p style='margin:2px 0'>{html.escape(line)}</p>" for line in rest)
        return f"<div class='sn-report'><strong>{html.escape(first)}</strong>{lines}</div>"


def _listed(head: str, entries: Sequence[Entry], most: int) -> list[str]:
    if not entries:
        return []
    rest = len(entries) - most
    more = [_("  ... and {n} more; all of them are in the report.").format(n=rest)] if rest > 0 else []
    return [f"{head}:", *(f"  {entry}" for entry in entries[:most]), *more]
