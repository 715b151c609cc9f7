"""Look after a network: renew by using, set aside with the cost seen first, keep for a reason, look at decisions again."""

from __future__ import annotations

from typing import Any, ClassVar

from sourcenet.errors import BadValue
from sourcenet.measures.look import listed
from sourcenet.model.history import thing_words
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Connection
from sourcenet.widgets import ageing, caring, deciding
from sourcenet.widgets import blocks as b
from sourcenet.widgets.sheet import Done, Form, Sheet, one_of_pages
from sourcenet.words import _, many

__all__ = ["LookAfter"]

#: How many may be set aside at one go: more would be tidying up, and nobody reads the cost of twenty.
MOST = 5
_PAGES = ("round", "aside", "archive", "decide", "lives")


class LookAfter(Sheet):
    """Go through what has rested: use it and say what for, set it aside and see what that costs, or keep it.

    Parameters
    ----------
    network
        The network to look after.
    task
        What to do, in a sentence above everything.
    page
        The page at which it opens: ``"round"``, ``"aside"``, ``"archive"``, ``"decide"`` or ``"lives"``.
    still
        False where nothing is to be left beside it.

    Raises
    ------
    BadValue
        There is no such page.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("busy")
    >>> sheet = sn.LookAfter(network)
    >>> sheet.resting(network)[0].name
    'elearnspace'
    """

    title: ClassVar[str] = "Look after your network"

    def __init__(self, network: SourceNetwork, *, task: str = "", page: str = "round", still: bool = True) -> None:
        self.page = one_of_pages(page, _PAGES)
        self.skipped: list[str] = []
        self.picked: tuple[str, ...] = ()
        self.opened = ""
        super().__init__(network, task=task, still=still)

    def resting(self, network: SourceNetwork) -> list[Any]:
        """Return the sources that come up in a round, the longest rested first; those put off for today come last."""
        found = caring.resting(network, ageing.half_lives(network))
        return sorted(found, key=lambda one: one.id in self.skipped)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the tabs and the page that is turned to."""
        names = {
            "round": _("Go through"),
            "aside": _("Set aside"),
            "archive": _("Archive ({n})").format(n=len(network.archive)),
            "decide": _("Decisions ({n})").format(n=len(network.decisions)),
            "lives": _("How fast things age"),
        }
        made = {
            "round": lambda: caring.round_blocks(network, self.resting(network), self.skipped),
            "aside": lambda: caring.aside_blocks(network, self.picked),
            "archive": lambda: caring.archive_blocks(network),
            "decide": lambda: deciding.decision_blocks(network, self.opened),
            "lives": lambda: ageing.life_blocks(network),
        }[self.page]()
        return [b.tabs(_("Look after your network"), "turn", list(names.items()), self.page), *made]

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return what rests, what was set aside, and what was decided."""
        rest = self.resting(network)
        lines = [caring.rested(network, one, ageing.half_lives(network)) for one in rest[:20]]
        return [
            b.heading(_("What has rested")),
            b.items(*lines) if lines else b.text(_("Nothing has rested for long.")),
            *caring.archive_blocks(network),
            *deciding.decision_blocks(network, ""),
        ]

    # -- moving about

    def act_turn(self, value: str) -> None:
        """Turn to another page."""
        if value in _PAGES:
            self.page, self.opened, self.picked = value, "", ()

    def act_later(self, source: str) -> Done:
        """Put a source off: it comes up again at the end of the round."""
        self.skipped = [*(one for one in self.skipped if one != source), source]
        return Done(_("Put off."), focus="top")

    def act_open(self, value: str) -> Done:
        """Open a decision, to look at it again."""
        self.opened = value
        return Done(focus="top")

    def act_close(self) -> Done:
        """Go back."""
        self.opened, self.picked = "", ()
        return Done(focus="top")

    # -- renewing, keeping, setting aside

    def act_renew(self, form: Form, source: str) -> Done:
        """Renew a connection to a source by saying what it was used for."""
        tie = str(form.get("tie") or "")
        ties = {one.id: one for one in caring.ways_to(self.network, source)}
        if tie not in ties:
            raise BadValue(_("Nothing leads to this source any more. Connect it in the Builder first."), field="tie")
        renewed: Connection = self.network.renew(
            ties[tie], used_for=str(form.get("used_for") or ""), on=str(form.get("on") or "") or None
        )
        return Done(_("Renewed: {what}.").format(what=thing_words(renewed.id, self.network)), focus="top")

    def act_keep(self, form: Form, source: str) -> Done:
        """Keep a source after looking at it: a decision with its reason."""
        why = str(form.get("why") or "")
        if not why:
            raise BadValue(_("Keeping is a decision, too. Say in a sentence what you would lose."), field="why")
        name = self.network.source(source).label
        self.network.decide(
            _("Keep {name}").format(name=name), why=why, change_my_mind=str(form.get("change_my_mind") or "")
        )
        return self.act_later(source)._replace(say=_("Kept: {name}.").format(name=name))

    def act_doubt(self, what: str) -> Done:
        """Look at what setting one source, or one connection, aside would cost."""
        self.page, self.picked = "aside", tuple(caring.standing_of(self.network, [what]))
        if not self.picked:
            raise BadValue(_("This does not stand in your network any more. Nothing was changed."))
        return Done(caring.cost_words(self.network, self.picked), focus="top")

    def act_cost(self, form: Form) -> Done:
        """Look at what it would cost to set several aside together."""
        ticked = caring.standing_of(self.network, [str(one) for one in form.get("picked") or ()])
        if not ticked:
            raise BadValue(_("Tick one or a few, up to {most}.").format(most=MOST), field="picked")
        if len(ticked) > MOST:
            raise BadValue(
                _("{n} are ticked. Stop at {most}: look at what they cost, and go on with others later.").format(
                    n=len(ticked), most=MOST
                ),
                field="picked",
            )
        self.picked = tuple(ticked)
        return Done(caring.cost_words(self.network, self.picked), focus="top")

    def act_aside(self, form: Form) -> Done:
        """Set what was picked aside, each with its reason, as one act."""
        some = caring.standing_of(self.network, self.picked)
        reasons = {id: str(form.get(f"reason-{id}") or "") for id in some}
        names = {id: thing_words(id, self.network) for id in some}
        missing = next((id for id in some if not reasons[id]), None)
        if missing is not None:
            raise BadValue(
                _("Say in a sentence why {name} goes. It helps you when you look back.").format(name=names[missing]),
                field=f"reason-{missing}",
            )
        if not some:
            raise BadValue(_("These do not stand in your network any more. Nothing was changed."))
        with self.network.group("aside"):
            for id in some:
                if id in caring.standing_of(self.network, [id]):  # a connection goes along with its source
                    self.network.prune(id, reason=reasons[id])
        self.picked = ()
        said = many("{n} is set aside: {{names}}.", "{n} are set aside: {{names}}.", len(some))
        return Done(said.format(names=listed(list(names.values()))), focus="top")

    def act_restore(self, what: str) -> Done:
        """Bring back what was set aside."""
        self.network.restore(what)
        return Done(_("Brought back."), focus="top")

    # -- deciding

    def act_decide(self, form: Form) -> Done:
        """Keep a decision, with what would change one's mind."""
        said = {name: str(form.get(name) or "") for name in ("what", "why", "change_my_mind")}
        if said["what"] and not said["change_my_mind"]:
            raise BadValue(
                _("What would have to happen for you to take it back? Something that can happen."),
                field="change_my_mind",
            )
        self.network.decide(said["what"], why=said["why"], change_my_mind=said["change_my_mind"])
        return Done(_("Decided, and kept."), focus="top")

    def act_revisit(self, form: Form, decision: str) -> Done:
        """Keep what became of an earlier decision, and which moment showed it."""
        old = next((one for one in self.network.decisions if one.id == decision), None)
        if old is None:
            raise BadValue(_("There is no such decision in your history any more. Choose another."))
        why, event = str(form.get("why") or ""), str(form.get("event") or "")
        if not why:
            raise BadValue(_("What did you see? Say it in a sentence."), field="why")
        if not event:
            raise BadValue(_("Choose the moment of your history that showed it."), field="event")
        self.network.decide(
            str(form.get("what") or "") or old.what,
            why=why,
            change_my_mind=str(form.get("change_my_mind") or ""),
            revisits=decision,
            outcome=str(form.get("outcome") or ""),
            event=event,
        )
        self.opened = ""
        return Done(_("Looked at again, and kept."), focus="top")

    def act_life(self, form: Form) -> Done:
        """Keep another half-life for a kind of source, with the reason."""
        ageing.keep_life(self.network, form)
        return Done(_("Kept. What rests is reckoned by it from now on."))
