"""Places and moments of a network as lists to choose from: where a comment is, which change answered it."""

from __future__ import annotations

from sourcenet.model.events import Event
from sourcenet.model.history import line_of, thing_words
from sourcenet.model.network import SourceNetwork
from sourcenet.model.replay import WHOLE
from sourcenet.model.source import Comment
from sourcenet.words import _

__all__ = ["CHANGES", "changes_since", "moments", "place_choices", "place_words", "source_choices"]

#: Verbs that change a network, or what is known of it: what can answer a comment or move a decision.
CHANGES = frozenset({"add", "edit", "connect", "reconnect", "prune", "restore", "appraise", "decide"})
#: The most moments of a history that a list holds.
_MOST = 60
_LONG = 90


def place_choices(network: SourceNetwork) -> list[object]:
    """Return where a comment may be: the whole, each source, each connection, in groups."""
    sources = [(one.id, one.label) for one in network.sources]
    ties = [(one.id, f"{one.start_label} {one.relation} {one.end_label}") for one in network.connections]
    groups: list[object] = [(WHOLE, _("the whole network"))]
    if sources:
        groups.append((_("Sources"), sources))
    if ties:
        groups.append((_("Connections"), ties))
    return groups


def place_words(network: SourceNetwork, comment: Comment) -> str:
    """Return where a comment is, in words; what was set aside since then says so."""
    if comment.about:
        return comment.anchor or _("a place in another network")
    if comment.of == WHOLE:
        return _("the whole network")
    state = network.plain()
    aside = state.archive.get(comment.of)
    words = thing_words(comment.of, network)
    return _("{place} (set aside since)").format(place=words) if aside is not None else words


def source_choices(network: SourceNetwork, *, without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Return the sources as choices, by name."""
    some = sorted(network.sources, key=lambda one: one.label.casefold())
    return [(one.id, one.label) for one in some if one.id not in without]


def changes_since(network: SourceNetwork, id: str) -> list[tuple[str, str]]:
    """Return the changes after an event as choices, the newest first, in words."""
    events = network.events
    start = next((n for n, event in enumerate(events) if event.id == id), len(events))
    return moments(network, [event for event in events[start + 1 :] if event.do in CHANGES])


def moments(network: SourceNetwork, events: list[Event]) -> list[tuple[str, str]]:
    """Return events as choices, the newest first, in the words of the history."""
    found = []
    for event in reversed([one for one in events if not one.undone][-_MOST:]):
        line = line_of(event, network)
        if line is not None:
            words = f"{line.at[:10]} {line.did} {line.what}"
            found.append((event.id, words if len(words) <= _LONG else words[: _LONG - 1] + "…"))
    return found
