"""The history as a learner reads it: when, what was done, to what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcenet.model import records
from sourcenet.model.events import Event
from sourcenet.safety import clean_text
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.reading import Reading

__all__ = ["Line", "history", "line_of", "thing_words", "words_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history."""

    at: str
    did: str
    what: str


def _name(id: object, network: Reading) -> str:
    return records.label(id, network._keeper.state) if isinstance(id, str) else "…"


def _tie(id: object, network: Reading) -> str:
    state = network._keeper.state
    record = state.connections.get(str(id)) or (state.archive[str(id)].record if str(id) in state.archive else None)
    if record is None or "start" not in record:
        return _("a connection")
    return f"{_name(record['start'], network)} {clean_text(record.get('relation'), 60)} {_name(record['end'], network)}"


def thing_words(id: object, network: Reading) -> str:
    """Return what a source or a connection is called, standing or set aside; "…" for what is not there."""
    state = network._keeper.state
    if isinstance(id, str) and (id in state.connections or (id in state.archive and not state.archive[id].is_source)):
        return _tie(id, network)
    return _name(id, network)


def _changed(event: Event) -> str:
    said = {
        "why": _("why"),
        "strength": _("how much I rely on it"),
        "viewpoint": _("where it stands"),
        "last_used": _("last used"),
        "used_for": _("what it was used for"),
    }
    return ", ".join(said.get(name, clean_text(name.replace("_", " "), 60)) for name in _set(event))


def _set(event: Event) -> dict[str, object]:
    value = event.get("set")
    return value if isinstance(value, dict) else {}


def _listed(event: Event, name: str) -> list[object]:
    value = event.get(name)
    return value if isinstance(value, list) else []


def _said_in(event: Event, network: Reading) -> tuple[str, str]:
    """Return what a comment, an answer or a note did, and about what."""
    get = event.get
    if event.do == "comment":
        place = clean_text(get("anchor"), 200) if get("about") else _place(get("of"), network)
        return _("commented on"), f"{place}: {clean_text(get('text'), 200)}"
    if event.do == "answer":
        return _("answered"), clean_text(get("reason"), 200) or _("a comment, by a change")
    if not get("text"):
        return _("answered a question"), clean_text(get("step"), 60)
    return _("noted"), clean_text(get("text"), 200)


def _place(of: object, network: Reading) -> str:
    return _("the whole network") if of == "network" else thing_words(of, network)


def line_of(event: Event, network: Reading) -> Line | None:
    """Return the line that an event makes in the history; None for what is not shown (places, undo's own line, what was emptied)."""
    get, do = event.get, event.do
    if do == "begin":
        did, what = _("began"), clean_text(get("moment") or get("question"), 200)
    elif do == "add":
        did, what = _("added"), clean_text(get("name"), 200)
    elif do == "edit" and get("of") == "question":
        did, what = _("asked"), clean_text(_set(event).get("question"), 300)
    elif do == "edit":
        did, what = _("changed"), f"{_name(get('of'), network)}: {_changed(event)}"
    elif do == "connect":
        tie = f"{_name(get('start'), network)} {clean_text(get('relation'), 60)} {_name(get('end'), network)}"
        did, what = _("connected"), tie
    elif do == "reconnect":
        did, what = _("changed"), f"{_tie(get('of'), network)}: {_changed(event)}"
    elif do == "prune":
        did, what = _("set aside"), f"{thing_words(get('of'), network)}: {clean_text(get('reason'), 200)}"
    elif do == "restore":
        did, what = _("brought back"), thing_words(get("of"), network)
    elif do == "appraise":
        did, what = _("appraised"), _name(get("of"), network)
    elif do == "decide":
        did, what = _("decided"), clean_text(get("what"), 200)
    elif do == "traverse":
        did, what = _("walked"), " → ".join(_name(id, network) for id in _listed(event, "steps"))
    elif do in ("comment", "answer", "post"):
        did, what = _said_in(event, network)
    elif do == "choose":
        n = len(_listed(event, "of")) or len(_listed(event, "out"))
        did = _("chose for the reading list") if _listed(event, "of") else _("took off the reading list")
        what = many("{n} connection", "{n} connections", n)
    elif do == "forget":  # one line for the act; the emptied events themselves say nothing
        did, what = _("forgot"), _("one source, erased for good")
    else:
        return None
    if event.undone:
        what = _("{what} (undone)").format(what=what)
    return Line(event.at, did, what)


def words_of(act: Sequence[Event], network: Reading) -> str:
    """Return an act in a few words: "added Half an Hour", "added 6 sources", "3 changes"."""
    if len(act) > 1:
        if all(event.do == "add" for event in act):
            return many("added {n} source", "added {n} sources", len(act))
        return many("{n} change", "{n} changes", len(act))
    line = line_of(act[0], network)
    return f"{line.did} {line.what}".removesuffix(_("{what} (undone)").format(what="")) if line else act[0].do


def history(network: Reading) -> list[Line]:
    """Return the whole history, the newest line first."""
    return list(newest(network))


def newest(network: Reading) -> Iterator[Line]:
    """Yield the lines of the history from the newest on, so that a view can stop when it has enough."""
    for event in reversed(network.events):
        line = line_of(event, network)
        if line is not None:
            yield line
