"""Forgetting is real: what a line said is erased from the file, a stone stays in its place.

An emptied line keeps its id, its time, and the sum that its successor refers to
(as ``stood``), so that the rest of the journal still holds together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sourcenet.model.events import Damaged, Event, decode, encode
from sourcenet.model.undo import mentions

__all__ = ["about", "erased_line", "names_of", "redacted_event", "without_names"]

# Ids and what only machines read: never taken for a name.
_IDS = frozenset(
    {"of", "out", "start", "end", "to", "steps", "compared_with", "stood", "format", "handed_in", "moment", "framework"}
)
# Words of the vocabulary: "library" is a kind even where a source of that name is forgotten.
_WORDED = frozenset({"kind", "relation", "viewpoint", "subject", "access", "setting", "origin"})


def names_of(events: Iterable[Event], id: str) -> list[str]:
    """Return every name that a source ever had, the longest first; what was undone counts too."""
    names = set()
    for event in events:
        said = event.fields if event.id == id else event.get("set") if event.get("of") == id else None
        name = said.get("name") if isinstance(said, dict) else None
        if isinstance(name, str) and name.strip():
            names.add(name.strip())
    return sorted(names, key=len, reverse=True)


def about(events: Iterable[Event], id: str) -> set[str]:
    """Return the ids of the events that are about a source or about its connections and appraisals."""
    things = {id}
    found: set[str] = set()
    for event in events:
        listed = event.do in ("place", "choose", "undo", "redo", "forget")
        if event.id in things or (not listed and mentions(event) & things):
            found.add(event.id)
            if event.do in ("connect", "appraise"):
                things.add(event.id)
    return found


def _pattern(name: str, *, exactly: bool) -> re.Pattern[str] | None:
    """Return what finds a name as whole words; None where it is so short that it would tear other words apart."""
    if len(name) < 2 and name.isascii():
        return None
    # Scripts without capitals mostly write words without blanks between them: there no edge can be asked for.
    before = r"(?<!\w)" if name[0].isascii() or name[0].lower() != name[0].upper() else ""
    after = r"(?!\w)" if name[-1].isascii() or name[-1].lower() != name[-1].upper() else ""
    words = r"\s+".join(re.escape(word) for word in name.split())
    exactly = exactly or (len(name) < 3 and name.isascii())
    return re.compile(before + words + after, 0 if exactly else re.IGNORECASE)


def without_names(
    fields: Mapping[str, Any], names: Mapping[str, str], words: Collection[str], *, exactly: bool = False
) -> dict[str, Any]:
    """Return an event's fields with names taken out of every text, whole words only.

    Parameters
    ----------
    fields
        The verb's fields.
    names
        Each name with what takes its place.
    words
        The vocabulary, which stays even where a name is spelled like one of its words.
    exactly
        True where a single word counts only as it is spelled: "May" is a name, "may" is not.
    """
    found = [
        (pattern, put)
        for name, put in sorted(names.items(), key=lambda pair: len(pair[0]), reverse=True)
        if (pattern := _pattern(name, exactly=exactly and " " not in name))
    ]

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            for pattern, put in found:
                value = put.join(pattern.split(value))
            return value
        if isinstance(value, (list, tuple)):
            return [clean(item) for item in value]
        if isinstance(value, dict):
            return {clean(key): part(key, item) for key, item in value.items()}
        return value

    def part(key: str, value: Any) -> Any:
        if key in _IDS or (key in _WORDED and isinstance(value, str) and value in words):
            return value
        return clean(value)

    return {key: part(key, value) for key, value in fields.items()}


def redacted_event(event: Event, id: str, names: Iterable[str], *, empty: bool, words: Collection[str] = ()) -> Event:
    """Return what is left of an event once a source is forgotten; the event itself where it says nothing of it.

    Parameters
    ----------
    event
        The event as it stands.
    id, names
        Of the source that is forgotten.
    empty
        True where the event is about the source: then nothing of it is left but its place.
    words
        The vocabulary, which stays.
    """
    if event.do == "forgotten":
        return event
    if empty:
        fields: dict[str, Any] = {}
        do, group = "forgotten", ""
    else:
        gone = dict.fromkeys(names, "…")
        fields = without_names(_without_id(event.fields, id), gone, words)
        do, group = event.do, without_names({"group": event.group}, gone, ())["group"]
        if fields == event.fields and group == event.group:
            return event
    stood = event.get("stood") or event.sum
    return Event(event.id, event.at, event.by, do, {**fields, "stood": stood}, event.prev, event.sum, group)


def _without_id(fields: dict[str, Any], id: str) -> dict[str, Any]:
    kept = dict(fields)
    if isinstance(kept.get("to"), dict) and id in kept["to"]:
        kept["to"] = {other: spot for other, spot in kept["to"].items() if other != id}
    for name in ("of", "out"):
        if isinstance(kept.get(name), list) and id in kept[name]:
            kept[name] = [other for other in kept[name] if other != id]
    return kept


def erased_line(line: bytes, redact: Callable[[Event], Event], traces: Iterable[str]) -> bytes | None:
    """Return the line that takes a line's place in the file; None where it goes.

    A damaged line cannot be read, so it cannot be known what it says: where a name or an id of what is
    forgotten stands in it, it goes.
    """
    try:
        event = decode(line.rstrip(b"\r"))
    except Damaged:
        text = line.decode("utf-8", "replace").casefold()
        return None if any(len(trace) > 2 and trace.casefold() in text for trace in traces) else line
    new = redact(event)
    return line if new is event else encode(new, event.prev)[:-1]
