"""What an event must be before it is written: every field of every verb, cleaned or refused with a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from sourcenet.errors import AlreadyHere, BadValue, SourcenetError, StillNeeded, UnknownConnection, UnknownSource
from sourcenet.model.erasing import is_shy
from sourcenet.model.events import FORMAT
from sourcenet.model.fields import clean_connection, clean_source, number_of, one_line, text_of
from sourcenet.model.replay import WHOLE, State
from sourcenet.model.source import OUTCOMES
from sourcenet.model.vocabulary import Vocabulary
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["MAX_SOURCES", "checked", "cleaned", "is_id"]

#: The most sources that one learner's network holds.
MAX_SOURCES = 10_000
_ID = re.compile(r"[A-Za-z0-9_-]{12,64}")


def is_id(value: object) -> bool:
    """Tell whether a value may be the id of an event."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


# -- one rule a verb: gets the fields as proposed, returns them as they are kept


def _rule_begin(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    if "moment" in fields:
        moment = one_line(text_of("moment", fields["moment"]))
        if not moment:
            raise BadValue(_('A moment needs a name, such as "build-network".'), field="moment")
        return {"moment": moment}
    if state.beginner:
        raise BadValue(_("This network has begun already. Change its question, or mark a moment of it by a name."))
    kept = {name: one_line(text_of(name, fields.get(name, ""))) for name in ("question", "display")}
    return {"format": FORMAT, **{name: text for name, text in kept.items() if text}}


def _rule_add(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    if len(state.sources) >= MAX_SOURCES:
        raise BadValue(
            _("A network holds up to {most} sources. Set some aside first, or begin another network.").format(
                most=MAX_SOURCES
            )
        )
    return clean_source({"name": "", "kind": "site", **fields}, words)


def _rule_edit(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    of, changes = fields.get("of"), _changes(fields)
    if of == "question":
        return {"of": of, "set": {"question": one_line(text_of("question", changes.get("question")))}}
    _need_source(of, state, archived=True)
    return {"of": of, "set": clean_source(changes, words)}


def _changes(fields: Mapping[str, Any]) -> dict[str, Any]:
    changes = fields.get("set")
    if not isinstance(changes, dict) or not changes:
        raise BadValue(_("A change names what it changes."))
    return {name: value for name, value in changes.items() if name not in ("id", "start", "end")}


def _need_source(id: object, state: State, *, archived: bool = False, field: str = "") -> None:
    if isinstance(id, str) and (
        id in state.sources or (archived and id in state.archive and state.archive[id].is_source)
    ):
        return
    if isinstance(id, str) and id in state.archive:
        raise UnknownSource(_("This source is set aside. Bring it back first, then connect it."), field=field)
    raise UnknownSource(_("There is no such source in this network any more. Choose another."), field=field)


def _rule_connect(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    ends = {}
    for name in ("start", "end"):
        ends[name] = fields.get(name)
        if ends[name] != "me":
            _need_source(ends[name], state, field=name)
    if ends["start"] == ends["end"]:
        raise BadValue(_("A connection joins two different sources. Choose another end."), field="end")
    rest = {name: value for name, value in fields.items() if name not in ends}
    return {**ends, **clean_connection({"relation": "uses", "strength": 3, **rest}, words)}


def _rule_reconnect(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    of = fields.get("of")
    known = isinstance(of, str) and (
        of in state.connections or (of in state.archive and not state.archive[of].is_source)
    )
    if not known:
        raise UnknownConnection(_("There is no such connection in this network any more. Choose another."))
    return {"of": of, "set": clean_connection(_changes(fields), words)}


def _rule_prune(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    of = fields.get("of")
    if of not in state.connections:
        _need_source(of, state)
    reason = text_of("reason", fields.get("reason", ""))
    if not reason:
        raise BadValue(
            _("Setting aside keeps a reason, so that you can look back at what you decided. Say it in a sentence."),
            field="reason",
        )
    return {"of": of, "reason": reason}


def _rule_restore(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    of = fields.get("of")
    aside = state.archive.get(of) if isinstance(of, str) else None
    if aside is None:
        raise UnknownSource(_("This was not set aside, so it cannot be brought back."))
    if not aside.is_source and not (state.stands(aside.record["start"]) and state.stands(aside.record["end"])):
        raise StillNeeded(_("One end of this connection is set aside. Bring that source back first."))
    return {"of": of}


def _rule_place(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    to = fields.get("to")
    placed = {}
    for id, spot in to.items() if isinstance(to, dict) else ():
        if id != "me" and id not in state.sources:
            continue
        try:
            x, y = (round(float(part), 1) for part in spot)
        except (TypeError, ValueError):
            x = y = float("nan")
        if not (abs(x) <= 1e6 and abs(y) <= 1e6):
            raise BadValue(_("A place in the picture is two numbers."))
        placed[id] = [int(x) if x == int(x) else x, int(y) if y == int(y) else y]
    if not placed:
        raise BadValue(_("There is nothing to place."))
    return {"to": placed}


def _rule_appraise(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    _need_source(fields.get("of"), state)
    answers = fields.get("answers", {})
    if not isinstance(answers, dict) or len(answers) > 40:
        raise BadValue(_("An appraisal holds an answer for each question of its card."), field="answers")
    said = _by_name(fields, "said")
    compared = list(dict.fromkeys([*fields.get("compared_with", []), *said]))
    for id in compared:
        _need_source(id, state, archived=True, field="compared_with")
        if id == fields["of"]:
            raise BadValue(_("A source is no second voice about itself. Choose another one."), field="compared_with")
    kept = _short_answers(answers)
    if is_shy(state.sources[fields["of"]]) and any(isinstance(one, float) for one in kept.values()):
        raise BadValue(
            _(
                "People whom you know are not scored. Write down what you asked, where they sent you, and what they see"
                " that others do not."
            ),
            field="answers",
        )
    seen = _by_name(fields, "seen")
    verdict = text_of("verdict", fields.get("verdict", ""))
    return {
        "of": fields["of"],
        "framework": text_of("framework", fields.get("framework", "")),
        "answers": kept,
        "evidence": text_of("evidence", fields.get("evidence", "")),
        **({"compared_with": compared} if compared else {}),
        **({"seen": seen} if seen else {}),
        **({"said": said} if said else {}),
        **({"verdict": verdict} if verdict else {}),
    }


def _short_answers(answers: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        text_of("question", name): number_of(value, "answers")
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        else text_of("evidence", value)
        for name, value in answers.items()
    }


def _by_name(fields: Mapping[str, Any], name: str) -> dict[str, str]:
    """Return texts by what each is about; those that say nothing are left out."""
    given = fields.get(name) or {}
    if not isinstance(given, dict) or len(given) > 40:
        raise BadValue(_("This change could not be understood, so it was not kept."), field=name)
    said = {text_of("question", about): text_of("evidence", text) for about, text in given.items()}
    return {about: text for about, text in said.items() if text}


def _rule_decide(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    kept = {name: text_of("why", fields.get(name, "")) for name in ("what", "why", "change_my_mind")}
    if not kept["what"]:
        raise BadValue(_("A decision says what you decided. Write it in a sentence."), field="what")
    revisits = fields.get("revisits") or ""
    if not revisits:
        return {name: text for name, text in kept.items() if text}
    if revisits not in state.decisions:
        raise BadValue(_("There is no such decision in your history any more. Choose another."), field="revisits")
    outcome = fields.get("outcome")
    if outcome not in OUTCOMES:
        raise BadValue(
            _("What became of the decision is one of: {choices}.").format(choices=", ".join(OUTCOMES)), field="outcome"
        )
    event = fields.get("event") or ""
    if event and not is_id(event):
        raise BadValue(_("Choose the moment of your history that showed it."), field="event")
    again = {"revisits": revisits, "outcome": outcome, "event": event}
    return {name: text for name, text in {**kept, **again}.items() if text}


def _rule_comment(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    of, about = fields.get("of"), one_line(text_of("about", fields.get("about", "")))
    there = of == WHOLE or of in state.sources or of in state.connections or of in state.archive
    if not about and not there:
        raise UnknownSource(
            _("There is no such place in this network any more. Choose a source, a connection, or the whole."),
            field="of",
        )
    if not isinstance(of, str) or not (of == WHOLE or is_id(of)):
        raise BadValue(_("A comment is on a source, on a connection, or on the whole network."), field="of")
    kept = {
        "of": of,
        "type": one_line(text_of("type", fields.get("type", ""))),
        **{name: text_of(name, fields.get(name, "")) for name in ("text", "suggestion")},
        "about": about,
        "anchor": one_line(text_of("anchor", fields.get("anchor", ""))),
    }
    if not kept["text"]:
        raise BadValue(_("A comment says what you see there. Write it in a sentence."), field="text")
    if not kept["type"]:
        raise BadValue(_("Choose what kind of comment it is."), field="type")
    return {name: text for name, text in kept.items() if text}


def _rule_answer(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    of = fields.get("of")
    if of not in state.comments:
        raise BadValue(_("There is no such comment in this network any more."), field="of")
    reason, change = text_of("reason", fields.get("reason", "")), fields.get("change") or ""
    if not reason and not change:
        raise BadValue(
            _("A comment is answered by a change that you made, or by a reason. Choose the one, or write the other."),
            field="reason",
        )
    if change and not is_id(change):
        raise BadValue(_("Choose the change from your history."), field="change")
    return {"of": of, **({"reason": reason} if reason else {}), **({"change": change} if change else {})}


def _rule_post(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    step = one_line(text_of("step", fields.get("step", "")))
    if not step:
        raise BadValue(_('A note belongs to a step, such as "03-reflect".'), field="step")
    answers, refers = fields.get("answers") or {}, fields.get("refers") or []
    if not isinstance(answers, dict) or len(answers) > 40 or not isinstance(refers, list) or len(refers) > 200:
        raise BadValue(_("This change could not be understood, so it was not kept."))
    text, kept = text_of("text", fields.get("text", "")), _short_answers(answers)
    if not text and not any(value != "" for value in kept.values()):
        raise BadValue(_("There is nothing to keep yet. Write a sentence."), field="text")
    return {
        "step": step,
        **({"text": text} if text else {}),
        **({"answers": kept} if kept else {}),
        **({"refers": [id for id in refers if is_id(id)]} if refers else {}),
    }


def _rule_traverse(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    steps = fields.get("steps")
    if not isinstance(steps, list) or len(steps) < 2 or steps[0] != "me":
        raise BadValue(_("A route begins with you and has at least one step. Choose where you went."), field="steps")
    if len(steps) > 50:
        raise BadValue(_("A route has up to 50 steps; this has {n}.").format(n=len(steps)), field="steps")
    for id in steps[1:]:
        if id != "me":
            _need_source(id, state, field="steps")
    doing = fields.get("doing", [])
    return {
        "question": one_line(text_of("question", fields.get("question", ""))),
        "steps": list(steps),
        "doing": [text_of("why", text) for text in doing][: len(steps) - 1] if isinstance(doing, list) else [],
    }


def _rule_choose(fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for name in ("of", "out"):
        ids = fields.get(name) or []
        for id in ids:
            if id not in state.connections and id not in state.appraisals and name == "of":
                raise UnknownConnection(
                    _("For the reading list, choose connections or appraisals that are in your network.")
                )
        if ids:
            kept[name] = [str(id) for id in ids]
    if not kept:
        raise BadValue(_("Choose at least one connection for the reading list."))
    return kept


_RULES: dict[str, Callable[[dict[str, Any], State, Vocabulary], dict[str, Any]]] = {
    "begin": _rule_begin,
    "add": _rule_add,
    "edit": _rule_edit,
    "connect": _rule_connect,
    "reconnect": _rule_reconnect,
    "prune": _rule_prune,
    "restore": _rule_restore,
    "place": _rule_place,
    "appraise": _rule_appraise,
    "decide": _rule_decide,
    "traverse": _rule_traverse,
    "choose": _rule_choose,
    "comment": _rule_comment,
    "answer": _rule_answer,
    "post": _rule_post,
}


def checked(do: object, id: object, fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    """Return the fields of a proposed event as they are to be kept.

    Parameters
    ----------
    do, id, fields
        The verb, the id, and the verb's fields as proposed.
    state
        The network that the event is about.
    words
        Its vocabulary.

    Raises
    ------
    SourcenetError
        With a sentence: what happened, what is allowed, what to do.
    """
    if not is_id(id):
        raise BadValue(_("An id is 12 to 64 letters and digits."))
    if id in state.sources or id in state.connections or id in state.archive:
        raise AlreadyHere(_("Something with this id is in the network already."))
    return cleaned(do, fields, state, words)


def cleaned(do: object, fields: dict[str, Any], state: State, words: Vocabulary) -> dict[str, Any]:
    """Return the fields of a verb as they are to be kept, whatever the id of its event.

    Raises
    ------
    SourcenetError
        With a sentence: what happened, what is allowed, what to do.
    """
    rule = _RULES.get(do) if isinstance(do, str) else None
    if rule is None:
        raise BadValue(_('"{verb}" is nothing that can be done with a network.').format(verb=clean_text(str(do), 40)))
    try:
        return rule(fields, state, words)
    except SourcenetError:
        raise
    except (TypeError, AttributeError, OverflowError, ValueError, KeyError, RecursionError) as error:
        raise BadValue(_("This change could not be understood, so it was not kept.")) from error
