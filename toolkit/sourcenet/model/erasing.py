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

__all__ = [
    "about",
    "cleaned",
    "erased_line",
    "is_shy",
    "names_of",
    "one_word",
    "redacted_event",
    "replacer",
    "spared",
    "told",
    "without_id",
    "without_names",
]

_ADDRESS = re.compile(r"(?:https?://(?:www\.)?|mailto:|www\.)(?=\S+$)", re.IGNORECASE)

# Ids and what only machines read: never taken for a name.
_IDS = frozenset(
    {
        *("of", "out", "start", "end", "to", "steps", "compared_with", "stood", "format", "handed_in", "moment"),
        *("framework", "type", "step", "refers", "revisits", "event", "change", "outcome"),
    }
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


def told(events: Iterable[Event]) -> dict[str, dict[str, Any]]:
    """Return all that was ever said of each source, by its id, what was undone included."""
    records: dict[str, dict[str, Any]] = {}
    for event in events:
        of, said = event.get("of"), event.get("set")
        if event.do == "add":
            records[event.id] = dict(event.fields)
        elif event.do == "edit" and isinstance(of, str) and of in records and isinstance(said, dict):
            records[of].update(said)
    return records


def is_shy(record: Mapping[str, Any]) -> bool:
    """Tell whether a source is a person whom the learner knows, without their consent to be named.

    Whoever does not say of a person whether they know them is taken to know them.
    """
    known = record.get("known")
    return (known is True or (record.get("kind") == "person" and known is not False)) and not record.get("consent")


def spared(events: Iterable[Event], id: str) -> frozenset[str]:
    """Return the fields of others that forgetting a source leaves alone: their names, unless it is about a person."""
    record = told(events).get(id, {})
    return frozenset() if is_shy(record) or record.get("private") is True else frozenset({"name"})


def about(events: Iterable[Event], id: str) -> set[str]:
    """Return the ids of the events that are about a source or about its connections and appraisals."""
    things = {id}
    found: set[str] = set()
    for event in events:
        listed = event.do in ("place", "choose", "undo", "redo", "forget", "post", "decide")
        named = mentions(event) - ({event.get("change")} if event.do == "answer" else set())
        # A note that refers to nothing else is about it: what somebody expected of a source goes with the source.
        alone = event.do == "post" and bool(named) and named <= things
        if event.id in things or alone or (not listed and named & things):
            found.add(event.id)
            if event.do in ("connect", "appraise", "comment"):
                things.add(event.id)
    return found


def _fragment(name: str, *, exactly: bool) -> str:
    """Return what finds a name as whole words; empty where it is so short that it would tear other words apart."""
    if _ADDRESS.match(name):
        bare = re.escape(_ADDRESS.sub("", name).rstrip("/"))
        # Another page of the same place is another address.
        return rf"(?i:(?<![\w.@-])(?:https?://|mailto:)?(?:www\.)?{bare}/?(?![\w/?#@-]|\.\w))" if len(bare) > 3 else ""
    if not name or (len(name) < 2 and name.isascii()):
        return ""
    # Scripts without capitals mostly write words without blanks between them: there no edge can be asked for.
    before = r"(?<!\w)" if name[0].isascii() or name[0].lower() != name[0].upper() else ""
    after = r"(?!\w)" if name[-1].isascii() or name[-1].lower() != name[-1].upper() else ""
    words = r"\s+".join(re.escape(word) for word in name.split())
    exactly = exactly or (len(name) < 3 and name.isascii())
    return before + (words if exactly else f"(?i:{words})") + after


def replacer(names: Mapping[str, str | None], *, exactly: Callable[[str], bool]) -> Callable[[str], str]:
    """Return what takes names out of a text, the longest first.

    Parameters
    ----------
    names
        Each name with what takes its place; None where it stays, so that no shorter name tears it apart.
    exactly
        Tells of a name whether it counts only as it is spelled: "May" is a name, "may" is not.
    """
    ordered = sorted(names.items(), key=lambda pair: len(pair[0]), reverse=True)
    found = [(part, put) for name, put in ordered if (part := _fragment(name, exactly=exactly(name)))]
    if not found:
        return lambda text: text
    pattern = re.compile("|".join(f"({part})" for part, _put in found))

    def put_in(match: re.Match[str]) -> str:
        put = found[(match.lastindex or 1) - 1][1]
        return match.group() if put is None else put

    return lambda text: pattern.sub(put_in, text)


def one_word(name: str) -> bool:
    """Tell whether a name is one word, which is found only as it is spelled: forgetting "Will" leaves "I will"."""
    return len(name.split()) == 1


def cleaned(
    fields: Mapping[str, Any], clean_text: Callable[[str], str], words: Collection[str], *, spare: Collection[str] = ()
) -> dict[str, Any]:
    """Return an event's fields with every text cleaned, but ids, words of the vocabulary, and fields to spare."""

    def clean(value: Any) -> Any:
        if isinstance(value, str):
            return clean_text(value)
        if isinstance(value, (list, tuple)):
            return [clean(item) for item in value]
        if isinstance(value, dict):
            return {clean(key): part(key, item) for key, item in value.items()}
        return value

    def part(key: str, value: Any) -> Any:
        if key in _IDS or key in spare or (key in _WORDED and isinstance(value, str) and value in words):
            return value
        return clean(value)

    return {key: part(key, value) for key, value in fields.items()}


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
        True where a single word counts only as it is spelled.
    """
    return cleaned(fields, replacer(names, exactly=lambda name: exactly and one_word(name)), words)


def redacted_event(
    event: Event,
    id: str,
    names: Iterable[str],
    *,
    empty: bool,
    words: Collection[str] = (),
    spare: Collection[str] = (),
) -> Event:
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
    spare
        Fields that stay: the names of other sources, unless a person or something private is forgotten.
    """
    if event.do == "forgotten":
        return event
    if empty:
        fields: dict[str, Any] = {}
        do, group = "forgotten", ""
    else:
        gone = dict.fromkeys(names, "…")
        clean = replacer(gone, exactly=one_word)
        fields = cleaned(without_id(event.fields, id), clean, words, spare=spare)
        do, group = event.do, clean(event.group)
        if fields == event.fields and group == event.group:
            return event
    stood = event.get("stood") or event.sum
    return Event(event.id, event.at, event.by, do, {**fields, "stood": stood}, event.prev, event.sum, group)


def without_id(fields: dict[str, Any], id: str) -> dict[str, Any]:
    """Return an event's fields without an id in its lists and places."""
    kept = dict(fields)
    if isinstance(kept.get("to"), dict) and id in kept["to"]:
        kept["to"] = {other: spot for other, spot in kept["to"].items() if other != id}
    for name in ("of", "out", "refers"):
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
