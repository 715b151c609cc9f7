"""Possible connections as questions, and patterns as prompts: what the toolkit sees, and the learner decides."""

from __future__ import annotations

from typing import Any, ClassVar

from sourcenet import measures
from sourcenet.errors import BadValue
from sourcenet.model.network import SourceNetwork
from sourcenet.widgets import blocks as b
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _, many

__all__ = ["NO", "PATTERN", "Possibilities"]

#: The steps under which is kept that two are not connected, and that a pattern was taken along.
NO, PATTERN = "no-connection", "pattern"


class Possibilities(Sheet):
    """Be asked about connections that are not there, and see the patterns that are. Nothing is added unasked.

    Parameters
    ----------
    network
        The network to look at.
    task
        What to do, in a sentence above everything.
    still
        False where nothing is to be left beside it.

    Examples
    --------
    >>> import sourcenet as sn
    >>> sheet = sn.Possibilities(sn.load_example("busy"))
    >>> sheet.act_later().focus
    'top'
    """

    title: ClassVar[str] = "What could belong together"

    def __init__(self, network: SourceNetwork, *, task: str = "", still: bool = True) -> None:
        self.page = "asks"
        self.later: list[frozenset[str]] = []
        super().__init__(network, task=task, still=still)

    def _waiting(self, network: SourceNetwork) -> list[Any]:
        """Return the possible connections, those put off last."""
        return sorted(measures.find_possible(network), key=lambda one: _pair(one) in self.later)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the question whose turn it is, or the patterns."""
        pages = [("asks", _("Is there a connection?")), ("patterns", _("Patterns"))]
        made = self._asking(network) if self.page == "asks" else _patterns(network)
        return [b.tabs(_("What could belong together"), "turn", pages, self.page), *made]

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the patterns."""
        return _patterns(network)

    def _asking(self, network: SourceNetwork) -> list[b.Block]:
        some = self._waiting(network)
        if not some:
            said = _("Nothing to ask for now")
            return [
                b.heading(said, key="top"),
                b.text(_("Sources that share an author, an owner or a subject come up here.")),
            ]
        one = some[0]
        key = f"{one.start.id}-{one.end.id}"
        fields = [
            b.line("relation", _("How are they connected?"), suggestions=list(network.vocabulary.relations)),
            b.area("why", _("What makes you say so?"), hint=_("From what you know or have looked up.")),
        ]
        no = [b.area("why", _("Why not?"), hint=_("One name, two people? Two houses with one name?"), rows=2)]
        ends = {"start": one.start.id, "end": one.end.id}
        return [
            b.heading(one.ask, key="top"),
            b.text(many("{n} question after this one.", "{n} questions after this one.", len(some) - 1), kind="muted"),
            b.form(
                "connect",
                fields,
                _("Yes: connect them"),
                key=f"yes-{key}",
                more=[b.act("later", _("Not now"), kind="quiet")],
                **ends,
            ),
            b.fold(
                _("No, they do not belong together"),
                b.form("no", no, _("Keep the no"), key=f"no-{key}", **ends),
                key=f"no-{key}",
            ),
        ]

    # -- what is done

    def act_turn(self, value: str) -> None:
        """Turn to the questions or to the patterns."""
        if value in ("asks", "patterns"):
            self.page = value

    def act_later(self) -> Done:
        """Put a question off."""
        some = self._waiting(self.network)
        if some:
            self.later = [*(one for one in self.later if one != _pair(some[0])), _pair(some[0])]
        return Done(_("Put off."), focus="top")

    def act_connect(self, form: Form, start: str, end: str) -> Done:
        """Connect the two, with the learner's own reason."""
        relation, why = str(form.get("relation") or ""), str(form.get("why") or "")
        if not why:
            raise BadValue(_("The connection is yours, so the reason is, too. Say it in a sentence."), field="why")
        tie = self.network.connect(start, end, relation=relation, why=why)
        return Done(
            _("Connected: {what}.").format(what=f"{tie.start_label} {tie.relation} {tie.end_label}"), focus="top"
        )

    def act_no(self, form: Form, start: str, end: str) -> Done:
        """Keep that the two do not belong together: it is not asked again."""
        why = str(form.get("why") or "")
        if not why:
            raise BadValue(_("Say why not, in a few words. Then it is not asked again."), field="why")
        self.network.post(NO, why, refers=[start, end])
        return Done(_("Kept. It is not asked again."), focus="top")

    def act_take(self, name: str) -> Done:
        """Take a pattern along for the next topic."""
        one = next((one for one in measures.find_patterns(self.network) if one.name == name), None)
        if one is None:
            raise BadValue(_("This pattern is not in your network any more."))
        self.network.post(PATTERN, one.prompt, answers={"pattern": one.name}, refers=[s.id for s in one.sources])
        return Done(_("Taken along: it is in your history."), focus="top")


def _pair(one: Any) -> frozenset[str]:
    return frozenset((one.start.id, one.end.id))


def _patterns(network: SourceNetwork) -> list[b.Block]:
    found = measures.find_patterns(network)
    if not found:
        return [
            b.heading(_("No pattern yet"), key="top"),
            b.text(_("With more connections among your sources there will be some.")),
        ]
    taken = {post.answers.get("pattern") for post in network.posts if post.step == PATTERN}
    cards = []
    for name in dict.fromkeys(one.name for one in found):
        some = [one for one in found if one.name == name]
        act = b.act("take", _("Take it along"), kind="little", name=name, about=some[0].title)
        kept = b.text(_("Taken along."), kind="muted") if name in taken else b.buttons(act)
        cards.append(
            b.card(
                b.heading(some[0].title, level=4), b.items(*(one.words for one in some)), b.note(some[0].prompt), kept
            )
        )
    return [
        b.heading(_("Patterns in your network"), key="top"),
        b.text(_("What works here may work for your next topic.")),
        *cards,
    ]
