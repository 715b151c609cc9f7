"""Which field of ours an attribute of another program is: our own names first, then what others call the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sourcenet.model.events import ENVELOPE
from sourcenet.model.source import CONNECTION_FIELDS, SOURCE_FIELDS
from sourcenet.safety import clean_text

__all__ = ["NAMES", "Plan", "connection_plan", "plain_name", "source_plan"]

#: What others call the name of a node, the likeliest first.
NAMES = ("name", "label", "title", "caption", "tooltip")
_SOURCE = {
    "url": ("link", "href", "website", "homepage", "uri", "web address", "web"),
    "subject": ("field", "topic"),
    "kind": ("type", "element type"),
    "notes": ("note", "description"),
    "authors": ("author",),
    "tags": ("keywords",),
    "language": ("lang",),
}
_CONNECTION = {
    "relation": ("label", "relationship", "interaction", "type", "connection type"),
    "weight": ("value",),
    "why": ("reason", "note", "description"),
}


class Plan(NamedTuple):
    """Where each attribute of a file goes.

    ``fields`` are attributes that are fields of ours; ``other`` are those that others call by another name, which
    are kept beside where they hold what the field cannot; ``beside`` are the rest, with the name they get.
    """

    fields: dict[str, str]
    other: dict[str, str]
    beside: dict[str, str]
    names: tuple[str, ...] = ()


def plain_name(text: str) -> str:
    """Return the name of an attribute to compare by: small letters, blanks for what parts words."""
    return " ".join(clean_text(text).casefold().replace("_", " ").replace("-", " ").split())


def source_plan(names: Iterable[str], *, ours: bool) -> Plan:
    """Return where the attributes of nodes go."""
    listed = list(dict.fromkeys(names))
    plan = _plan(listed, SOURCE_FIELDS - {"name"}, {} if ours else _SOURCE, {"start", "end"})
    by_plain = {plain_name(name): name for name in reversed(listed)}
    wanted = NAMES[:1] if ours else NAMES
    return plan._replace(names=tuple(by_plain[name] for name in wanted if name in by_plain))


def connection_plan(names: Iterable[str], *, ours: bool) -> Plan:
    """Return where the attributes of edges go."""
    fields = CONNECTION_FIELDS - {"start", "end"}
    return _plan(list(dict.fromkeys(names)), fields, {} if ours else _CONNECTION, {"start", "end"})


def _plan(names: list[str], fields: frozenset[str], others: Mapping[str, tuple[str, ...]], taken: set[str]) -> Plan:
    mine = {name: name for name in names if name in fields}
    if others:  # a file of another program: "Last used" is last_used, where nothing else is
        for name in names:
            canonical = plain_name(name).replace(" ", "_")
            if canonical in fields and canonical not in mine.values():
                mine[name] = canonical
    other: dict[str, str] = {}
    by_plain = {plain_name(name): name for name in reversed(names)}
    for field, called in others.items():
        if field not in mine.values():
            found = next((by_plain[one] for one in called if one in by_plain and by_plain[one] not in other), None)
            if found is not None and found not in mine:
                other[found] = field
    reserved = ENVELOPE | fields | taken | {"name", "stood", "extra", "of", "set"}
    beside: dict[str, str] = {}
    for name in names:
        if name not in mine:
            free = _free(name, reserved, set(beside.values()))
            if free:
                beside[name] = free
    return Plan(mine, other, beside)


def _free(name: str, reserved: frozenset[str] | set[str], used: set[str]) -> str:
    """Return the name that an attribute has beside our fields: its own, or with a mark behind where that is taken."""
    base = clean_text(name, 60)
    free, marks = base, 0
    while free and (free in reserved or free in used):
        marks += 1
        free = f"{base[: 60 - marks]}{'_' * marks}"
    return free
