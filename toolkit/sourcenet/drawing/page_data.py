"""What a page that is handed out holds: each source and each connection as plain data, clean and without ids of the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sourcenet.drawing.describe import describe
from sourcenet.drawing.structure import ME, Point
from sourcenet.model.dates import UNUSED_DAYS
from sourcenet.safety import LIMITS, clean_text, is_safe_url
from sourcenet.words import _, sentences

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["Record", "edges_of", "embedded", "nodes_of", "state_of"]

Record = dict[str, Any]

_ICONS = ("fit", "in", "out", "up", "down", "left", "right", "close")
_SOURCE = ("kind", "viewpoint", "subject", "access", "authors", "year")
_CONNECTION = ("relation", "viewpoint", "last_used")

# A browser ends a script at "</script", and older ones read U+2028 as the end of a line.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def embedded(data: object) -> str:
    """Write data as JSON that can stand inside a ``script`` element, whatever its texts say."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).translate(_ESCAPES)


def names_of(network: SourceNetwork) -> dict[str, str]:
    """Return the name in the page of each end of a connection: "me", "s1" for the source that was added first ..."""
    return {ME: ME, **{source.id: f"s{number}" for number, source in enumerate(network.sources, 1)}}


def nodes_of(network: SourceNetwork, places: Mapping[str, Point]) -> list[Record]:
    """Return one record for the learner and one for each source, each with its place.

    Parameters
    ----------
    network
        A network that holds only what others may see.
    places
        What :func:`layout` gave.
    """
    names = names_of(network)
    x, y = places[ME]
    found: list[Record] = [{"id": ME, "label": _("me"), "shape": "custom", "x": x, "y": y}]
    for source in network.sources:
        x, y = places[source.id]
        found.append({"id": names[source.id], "shape": "custom", "x": x, "y": y, **_source(source)})
    return found


def _source(source: Source) -> Record:
    name = clean_text(source.name, LIMITS["name"]) or "…"
    found: Record = {"label": clean_text(source.label, LIMITS["name"]) or name}
    if found["label"] != name:
        found["name"] = name
    said = {field: clean_text(str(getattr(source, field)), LIMITS["name"]) for field in _SOURCE}
    found.update({field: text for field, text in said.items() if text})
    if source.origin == "brought":
        found["origin"] = "brought"
    if is_safe_url(source.url):
        found["url"] = source.url
    return found


def edges_of(network: SourceNetwork) -> list[Record]:
    """Return one record for each connection between what stands.

    Parameters
    ----------
    network
        A network that holds only what others may see.
    """
    names = names_of(network)
    ties = [tie for tie in network.connections if tie.start in names and tie.end in names]
    return [
        {"id": f"c{number}", "from": names[tie.start], "to": names[tie.end], **_connection(tie, network)}
        for number, tie in enumerate(ties, 1)
    ]


def _connection(tie: Connection, network: SourceNetwork) -> Record:
    said = {field: clean_text(str(getattr(tie, field)), LIMITS["name"]) for field in _CONNECTION}
    said["why"] = clean_text(tie.why, LIMITS["text"])
    found: Record = {field: text for field, text in said.items() if text}
    strength = min(5, max(1, round(tie.strength)))
    return {**found, "strength": strength, "family": network.vocabulary.family(tie.relation)}


def state_of(network: SourceNetwork) -> Record:
    """Return what the page needs beside sources and connections: its words, the kinds' shapes, the day."""
    known = network.vocabulary
    used = {source.kind for source in network.sources}
    order = [*(kind for kind in known.kinds if kind in used), *sorted(used - known.kinds.keys())]
    looks = {clean_text(kind, LIMITS["name"]): known.look(kind) for kind in order}
    return {
        "question": clean_text(network.question),
        "description": describe(network),
        "today": str(network.today),
        "limits": {"unused_days": UNUSED_DAYS},
        "icons": _icons(),
        "words": sentences(),
        "vocabulary": {
            "kinds": {kind: {"code": one.code, "shape": one.shape, "glyph": one.glyph} for kind, one in looks.items()},
            "kinds_in_order": list(looks),
            "viewpoints": [[view.name, view.mark] for view in known.viewpoints],
            "strengths": list(known.strengths),
            "accesses": list(known.accesses),
        },
    }


@cache
def _icons() -> dict[str, str]:
    drawn = json.loads((files("sourcenet.data") / "icons.json").read_text(encoding="utf-8"))
    return {name: drawn[name] for name in _ICONS}
