"""From what stands in the events to frozen records: every text cleaned, every value of the type it should have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sourcenet.model.replay import Aside, State, plain_connection, plain_source
from sourcenet.model.source import (
    Answer,
    Appraisal,
    Archived,
    Comment,
    Connection,
    Decision,
    Post,
    Source,
    Traversal,
)
from sourcenet.safety import LIMITS, clean_text, is_safe_url

__all__ = [
    "answer",
    "appraisal",
    "archived",
    "comment",
    "connection",
    "connections",
    "decision",
    "post",
    "source",
    "traversal",
]

_FLAGS = ("private", "known", "machine")
_MOST = LIMITS["text"]


def _extra(given: dict[str, Any]) -> dict[str, Any]:
    """Keep what another tool wrote, as short plain values."""
    return {
        clean_text(name, 60): value if isinstance(value, (bool, int, float)) else clean_text(str(value), 2000)
        for name, value in list(given.items())[:40]
    }


def source(record: dict[str, Any]) -> Source:
    """Return the source of a record that stands in a journal."""
    plain = plain_source(record)
    given = plain.pop("extra")
    values: dict[str, Any] = {}
    for name, value in plain.items():
        if name in _FLAGS:
            values[name] = value is True
        elif name == "tags":
            values[name] = tuple(clean_text(tag, 60) for tag in value[:40]) if isinstance(value, (list, tuple)) else ()
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            values[name] = str(value)
        else:
            values[name] = clean_text(value, LIMITS["name"] if name == "name" else _MOST)
    for name in ("url", "feed"):
        if values.get(name) and not is_safe_url(values[name]):
            values[name] = ""
    values["name"] = values.get("name") or "…"
    if given:
        values["extra"] = _extra(given)
    return Source(**values)


def connections(state: State) -> tuple[Connection, ...]:
    """Return all connections that stand; what their ends are called is worked out once a source."""
    called: dict[str, str] = {}
    return tuple(connection(record, state, called) for record in state.in_order(state.connections))


def connection(record: dict[str, Any], state: State, called: dict[str, str] | None = None) -> Connection:
    """Return the connection of a record, with the labels of its ends (and remember those in ``called``)."""
    plain = plain_connection(record)
    given = plain.pop("extra")
    strength, weight = plain.pop("strength", 3), plain.pop("weight", None)
    values: dict[str, Any] = {name: clean_text(value, _MOST) for name, value in plain.items()}
    ok = isinstance(strength, (int, float)) and not isinstance(strength, bool) and 1 <= strength <= 5
    values["strength"] = round(strength) if ok else 3
    if isinstance(weight, (int, float)) and not isinstance(weight, bool) and weight == weight and abs(weight) < 1e300:
        values["weight"] = float(weight)
    if given:
        values["extra"] = _extra(given)
    known = {} if called is None else called
    for end in (values["start"], values["end"]):
        if end not in known:
            known[end] = label(end, state)
    return Connection(**values, start_label=known[values["start"]], end_label=known[values["end"]])


def label(id: str, state: State) -> str:
    """Return what a source is called, standing or set aside; "me" for the learner."""
    if id == "me":
        return "me"
    record = state.sources.get(id)
    if record is None and id in state.archive:
        record = state.archive[id].record
    if not record:
        return "…"
    if type(record.get("name")) is str and not ("authors" in record and "year" in record):
        return clean_text(record["name"], LIMITS["name"]) or "…"  # the name alone: the rest need not be read
    return source(record).label


def archived(aside: Aside, state: State) -> Archived:
    """Return what was set aside."""
    what = source(aside.record) if aside.is_source else connection(aside.record, state)
    return Archived(what, clean_text(aside.reason, _MOST), aside.at)


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(clean_text(item, _MOST) for item in value[:200]) if isinstance(value, (list, tuple)) else ()


def appraisal(record: dict[str, Any]) -> Appraisal:
    """Return the appraisal of a record."""
    answers = record.get("answers")
    plain = answers.items() if isinstance(answers, dict) else ()
    return Appraisal(
        record["id"],
        clean_text(record.get("of"), 100),
        clean_text(record.get("framework"), 100),
        {clean_text(k, 100): v if isinstance(v, (int, float)) else clean_text(v, _MOST) for k, v in list(plain)[:40]},
        clean_text(record.get("evidence"), _MOST),
        _texts(record.get("compared_with")),
        record["at"],
        _said(record.get("seen")),
        _said(record.get("said")),
        clean_text(record.get("verdict"), _MOST),
    )


def _said(value: Any) -> dict[str, str]:
    """Return texts by what they are about; anything else that a file holds there is left out."""
    pairs = list(value.items())[:40] if isinstance(value, dict) else []
    return {clean_text(name, 100): clean_text(text, _MOST) for name, text in pairs if isinstance(text, str)}


def decision(record: dict[str, Any]) -> Decision:
    """Return the decision of a record."""
    what, why, change = (clean_text(record.get(name), _MOST) for name in ("what", "why", "change_my_mind"))
    again = (clean_text(record.get(name), 100) for name in ("revisits", "outcome", "event"))
    return Decision(record["id"], what, why, change, record["at"], *again)


def comment(record: dict[str, Any], answers: Iterable[dict[str, Any]] = ()) -> Comment:
    """Return the comment of a record, with what answers it."""
    text, suggestion, about, anchor = (
        clean_text(record.get(name), _MOST) for name in ("text", "suggestion", "about", "anchor")
    )
    return Comment(
        record["id"],
        clean_text(record.get("of"), 100),
        clean_text(record.get("type"), 100),
        text,
        suggestion,
        about,
        anchor,
        record["by"],
        record["at"],
        tuple(answer(one) for one in answers),
    )


def answer(record: dict[str, Any]) -> Answer:
    """Return the answer of a record."""
    of, reason, change = (
        clean_text(record.get("of"), 100),
        clean_text(record.get("reason"), _MOST),
        record.get("change"),
    )
    return Answer(record["id"], of, reason, clean_text(change, 100), record["by"], record["at"])


def post(record: dict[str, Any]) -> Post:
    """Return the post of a record."""
    answers = record.get("answers")
    plain = list(answers.items())[:40] if isinstance(answers, dict) else []
    return Post(
        record["id"],
        clean_text(record.get("step"), 100),
        clean_text(record.get("text"), _MOST),
        {clean_text(k, 100): v if isinstance(v, (int, float)) else clean_text(v, _MOST) for k, v in plain},
        _texts(record.get("refers")),
        record["by"],
        record["at"],
    )


def traversal(record: dict[str, Any]) -> Traversal:
    """Return the walked route of a record."""
    return Traversal(
        record["id"],
        clean_text(record.get("question"), _MOST),
        _texts(record.get("steps")),
        _texts(record.get("doing")),
        record["real"],
        record["at"],
    )
