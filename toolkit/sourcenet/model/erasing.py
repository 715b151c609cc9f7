"""Forgetting is real: what a line said is erased from the file, a stone stays in its place.

An emptied line keeps its id, its time, and the sum that its successor refers to
(as ``stood``), so that the rest of the journal still holds together.
"""

from __future__ import annotations

import re
from typing import Any

from sourcenet.model.events import Damaged, Event, decode, encode

__all__ = ["erased_line", "redacted_event", "without_name"]

#: Names shorter than this are not looked for in other texts: "R" or "Al" would tear words and sentences apart.
SHORTEST = 3


def without_name(value: Any, name: str, put: str = "…") -> Any:
    """Return a value with a name taken out of every text in it, whole words only, in any case."""
    if len(name) < SHORTEST:
        return value
    if isinstance(value, str):
        return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", put, value, flags=re.IGNORECASE)
    if isinstance(value, list):
        return [without_name(item, name, put) for item in value]
    if isinstance(value, dict):
        return {key: without_name(item, name, put) for key, item in value.items()}
    return value


def redacted_event(event: Event, id: str, name: str, *, empty: bool) -> Event:
    """Return what is left of an event once a source is forgotten; the event itself where it says nothing of it.

    Parameters
    ----------
    event
        The event as it stands.
    id, name
        Of the source that is forgotten.
    empty
        True where the event is about the source: then nothing of it is left but its place.
    """
    if event.do == "forgotten":
        return event
    if empty:
        fields: dict[str, Any] = {}
        do, group = "forgotten", ""
    else:
        fields = without_name(_without_id(event.fields, id), name)
        do, group = event.do, event.group
        if fields == event.fields:
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


def erased_line(line: bytes, changed: dict[str, Event], name: str) -> bytes | None:
    """Return the line that takes a line's place in the file.

    A damaged line cannot be read, so it cannot be known what it says: where the name stands in it, it goes.
    """
    try:
        event = decode(line.rstrip(b"\r"))
    except Damaged:
        return None if len(name) >= SHORTEST and name.casefold() in line.decode("utf-8", "replace").casefold() else line
    new = changed.get(event.id)
    return line if new is None else encode(new, event.prev)[:-1]
