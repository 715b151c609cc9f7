"""What a learner said of their network, as tables: cards, routes, decisions, what was set aside, renewals, comments.

Whoever marks reads here what is on the reading list and what happened. A table is there only where something was said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.drawing.markup import el, words
from sourcenet.drawing.rows import Row, caption, whole
from sourcenet.model.history import line_of, thing_words
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Comment

__all__ = ["said_of"]

#: So many rows of each table are written out; the newest, after those that were chosen to be read.
_ROWS = 30


def said_of(network: SourceNetwork) -> str:
    """Write out what was said, in the order in which it is read.

    Parameters
    ----------
    network
        A network that holds only what others may see.

    Returns
    -------
    str
        Tables without a style of their own; the empty text where nothing was said.
    """
    return "".join(
        make(network) for make in (_cards, _routes, _decisions, _aside, _renewals, _comments)
    )  # each is empty where there is nothing


def _lines(parts: Iterable[str]) -> str:
    """Return texts below each other, each as text."""
    return el("br").join(words(part) for part in parts if part)


def _table(title: str, titles: list[str], rows: list[Row]) -> str:
    first = [row for row in rows if row.chosen]
    newest = (first + [row for row in reversed(rows) if not row.chosen])[:_ROWS]
    return whole(titles, newest, caption(title, len(newest), len(rows)))


def _name(network: SourceNetwork, id: str) -> str:
    return _("me") if id == "me" else thing_words(id, network)


def _cards(network: SourceNetwork) -> str:
    chosen, rows = set(network.chosen), []
    for card in network.appraisals:
        numbers = [
            f"{name}: {value:g}" if isinstance(value, float) else f"{name}: {value}"
            for name, value in card.answers.items()
        ]
        said = {**dict.fromkeys(card.compared_with, ""), **card.said}
        cells = [
            words(card.framework),
            _lines([card.evidence, *(f"{name}: {text}" for name, text in card.seen.items())]),
            _lines(f"{_name(network, id)}: {text}" if text else _name(network, id) for id, text in said.items()),
            _lines(numbers),
            words(card.verdict),
            words(card.at[:10]),
        ]
        rows.append(Row(_name(network, card.source), cells, card.id in chosen))
    head = [
        _("Card of"),
        _("Questions of"),
        _("Evidence"),
        _("What others say"),
        _("Judged"),
        _("Good enough for"),
        _("Day"),
    ]
    return _table(_("Appraisals"), head, rows)


def _routes(network: SourceNetwork) -> str:
    rows = []
    for route in network.traversals:
        steps = [_name(network, id) for id in route.steps]
        told = [
            f"{there}: {route.doing[at]}" if at < len(route.doing) and route.doing[at] else there
            for at, there in enumerate(steps[1:])
        ]
        real = "" if route.real else _("a step that no connection carried")
        rows.append(Row(route.question or _("not said"), [_lines(told), words(real), words(route.at[:10])]))
    return _table(_("Routes"), [_("Route to"), _("Steps, and what one does there"), _("To look at"), _("Day")], rows)


def _decisions(network: SourceNetwork) -> str:
    events = {event.id: event for event in network.events}
    first = {decision.id: decision.what for decision in network.decisions}
    rows = []
    for decision in network.decisions:
        event = events.get(decision.event)
        line = line_of(event, network) if event is not None else None
        again = [first.get(decision.revisits, ""), _(decision.outcome) if decision.outcome else ""]
        cells = [
            words(decision.why),
            words(decision.change_my_mind),
            _lines([*again, f"{line.at[:10]}: {line.did} {line.what}" if line is not None else ""]),
            words(decision.at[:10]),
        ]
        rows.append(Row(decision.what, cells))
    head = [_("Decision"), _("Why"), _("What would change it"), _("Looked at again"), _("Day")]
    return _table(_("Decisions"), head, rows)


def _aside(network: SourceNetwork) -> str:
    rows = [
        Row(thing_words(entry.id, network), [words(entry.reason), words(entry.at[:10])]) for entry in network.archive
    ]
    return _table(_("Set aside"), [_("What"), _("Why"), _("Day")], rows)


def _renewals(network: SourceNetwork) -> str:
    rows = []
    for event in network.events:
        changes, of = event.get("set"), event.get("of")
        if event.do == "reconnect" and not event.undone and isinstance(changes, dict) and isinstance(of, str):
            used = changes.get("used_for")
            if isinstance(used, str) and used:
                rows.append(Row(thing_words(of, network), [words(used), words(event.at[:10])]))
    return _table(_("Renewed"), [_("Connection"), _("Used for"), _("Day")], rows)


def _comments(network: SourceNetwork) -> str:
    rows = []
    for comment in network.comments:
        answers = []
        for answer in comment.answers:
            change = next((event for event in network.events if event.id == answer.change), None)
            line = line_of(change, network) if change is not None else None
            answers += [answer.reason, f"{line.did} {line.what}" if line is not None else ""]
        cells = [
            words(comment.type),
            words(comment.text),
            words(comment.suggestion),
            _lines(answers),
            words(comment.at[:10]),
        ]
        rows.append(Row(_place(network, comment), cells))
    head = [_("Comment on"), _("Type"), _("What was seen"), _("Suggestion"), _("Answer"), _("Day")]
    return _table(_("Comments"), head, rows)


def _place(network: SourceNetwork, comment: Comment) -> str:
    if comment.about:
        return f"{comment.about}: {comment.anchor}" if comment.anchor else comment.about
    return _("the whole network") if comment.of == "network" else _name(network, comment.of)
