"""Decisions as a sheet shows them: writing one, looking at an old one again."""

from __future__ import annotations

from sourcenet.model.dates import day_written
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import OUTCOMES, Decision
from sourcenet.widgets import blocks as b
from sourcenet.widgets.places import changes_since, moments
from sourcenet.words import _

__all__ = ["decision_blocks"]


def decision_blocks(network: SourceNetwork, opened: str) -> list[b.Block]:
    """Return the decisions, the oldest first to be looked at again, and a form for a new one.

    Parameters
    ----------
    network
        The network.
    opened
        The id of the decision that is looked at again; empty for none.
    """
    held = {one.id: one for one in network.decisions}
    if opened in held:
        return _again(network, held[opened])
    again = {one.revisits for one in held.values() if one.revisits}
    old = [one for one in held.values() if not one.revisits]
    fields = [
        b.line("what", _("I decide to ..."), hint=_("keep, drop, wait, ask, add")),
        b.area("why", _("because ...")),
        b.line("change_my_mind", _("I would change my mind if ..."), hint=_("Something that can happen.")),
    ]
    return b.listing(
        [
            b.heading(_("Decisions"), key="top"),
            b.items(*(_card(network, one, one.id in again) for one in old)) if old else None,
            None if old else b.text(_("None yet. What you decide today comes back to you in a later session.")),
            b.heading(_("A new one"), level=4),
            b.form("decide", fields, _("Keep the decision"), key="decide"),
        ]
    )


def _card(network: SourceNetwork, one: Decision, again: bool) -> b.Block:
    later = [other for other in network.decisions if other.revisits == one.id]
    lines = [
        b.text(_("{day}: {what}").format(day=day_written(one.at), what=one.what)),
        *([b.text(_("because: {why}").format(why=one.why), kind="muted")] if one.why else []),
        *([b.text(_("I would change my mind if: {if_}").format(if_=one.change_my_mind), kind="muted")] if one.change_my_mind else []),
        *(b.note(_came_of(network, other), kind="plain") for other in later),
    ]  # fmt: skip
    words = _("Look at it once more") if again else _("Look at it again")
    return b.card(*lines, b.buttons(b.act("open", words, kind="little", value=one.id, about=one.what)))


def _came_of(network: SourceNetwork, one: Decision) -> str:
    shown = dict(moments(network, [event for event in network.events if event.id == one.event]))
    moment = shown.get(one.event, "")
    said = _("{day}, {outcome}: {why}").format(day=day_written(one.at), outcome=_(one.outcome), why=one.why)
    return f"{said} ({moment})" if moment else said


def _again(network: SourceNetwork, old: Decision) -> list[b.Block]:
    since = changes_since(network, old.id)
    fields = [
        b.choice("outcome", _("What became of it?"), [(one, _(one), "") for one in OUTCOMES]),
        b.select("event", _("Which moment showed it?"), [("", _("choose a moment of your history")), *since]),
        b.area("why", _("What did you see that you had not known?")),
        b.line("what", _("What holds from now on"), value=old.what),
        b.line("change_my_mind", _("I would change my mind if ..."), value=old.change_my_mind),
    ]
    return b.listing(
        [
            b.heading(old.what, key="top", about=_("decided {day}").format(day=day_written(old.at))),
            b.text(_("because: {why}").format(why=old.why)) if old.why else None,
            b.text(_("I would change my mind if: {if_}").format(if_=old.change_my_mind)) if old.change_my_mind else None,
            None if since else b.note(_("Nothing has changed in your network since. Come back to it after a change.")),
            b.form("revisit", fields, _("Keep what became of it"), key=f"revisit-{old.id}", cancel="close",
                   cancel_words=_("Not now"), decision=old.id),
        ]
    )  # fmt: skip
