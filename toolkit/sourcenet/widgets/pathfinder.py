"""Walk a route to an answer, neighbour by neighbour, in words; see other ways; break one, answer again, mend it."""

from __future__ import annotations

from typing import ClassVar

from sourcenet.errors import BadValue
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.widgets import blocks as b
from sourcenet.widgets import walking
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _, many

__all__ = ["Pathfinder"]

_LONGEST = 20


class Pathfinder(Sheet):
    """Walk from yourself to an answer. There is no clock, and any way that leads there is right.

    Parameters
    ----------
    network
        The network to walk in.
    question
        What is to be found out; where empty, the learner writes one.
    task
        What to do, in a sentence above everything.
    still
        False where nothing is to be left beside it.

    Examples
    --------
    >>> import sourcenet as sn
    >>> sheet = sn.Pathfinder(sn.load_example("first-steps"), question="Who knows about sleep?")
    >>> sheet.act_step(value=sheet.network.source("course tutor").id).say
    'You are at course tutor. What does one do there?'
    """

    title: ClassVar[str] = "Find a way"

    def __init__(self, network: SourceNetwork, *, question: str = "", task: str = "", still: bool = True) -> None:
        self.question = question
        self.steps: list[str] = [ME]
        self.doing: list[str] = []
        self.arrived = False
        self.only = ""
        self.gone: list[str] = []
        self.broken: list[str] = []
        super().__init__(network, task=task, still=still)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the question, where one stands, and what can be done there."""
        self._tidy(network)
        if not self.question:
            return self._asking()
        head = b.listing(
            [
                b.heading(self.question, key="question"),
                self._constraint(network),
                self._taken(network),
            ]
        )
        if not network.sources:
            return [*head, b.note(_("There is nobody to ask yet. Add sources in the Builder, then come back."))]
        if self.arrived:
            return [*head, *self._told(network), *self._others(network), *self._breaking(network)]
        if len(self.doing) < len(self.steps) - 1:
            return [*head, self._so_far(network), *self._what_there(network)]
        return [*head, self._so_far(network), *self._where_next(network)]

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the routes that were walked and kept."""
        kept = network.traversals
        if not kept:
            return [b.text(_("No route is kept yet."))]
        return [
            b.card(b.heading(one.question, level=4), walking.steps_table(network, one.steps, one.doing)) for one in kept
        ]

    def _asking(self) -> list[b.Block]:
        fields = [
            b.area(
                "question", _("What do you want to find out?"), hint=_("Something of this week. Whom could you ask?")
            )
        ]
        return [
            b.heading(_("Begin with a question"), key="question"),
            b.form("ask", fields, _("Set out"), key="ask"),
        ]

    def _constraint(self, network: SourceNetwork) -> b.Block:
        ways = [("", _("any source")), ("formal", _("formal ones only")), ("informal", _("informal ones only")),
                ("open", _("open ones only: a classmate without a login"))]  # fmt: skip
        return b.pick(_("Walk over"), "limit", ways, self.only, key="limit")

    def _taken(self, network: SourceNetwork) -> b.Block | None:
        if not self.gone:
            return None
        names = "; ".join(walking.label(network, id) for id in self.gone)
        return b.note(_("Not there for now: {names}. Your network is as it was.").format(names=names), kind="warn")

    def _so_far(self, network: SourceNetwork) -> b.Block:
        if len(self.steps) == 1:
            return b.text(_("You stand at the beginning. Go to somebody or something that you turn to."), kind="muted")
        return b.text(_("So far: {route}").format(route=walking.route_words(network, self.steps)), kind="muted")

    def _what_there(self, network: SourceNetwork) -> list[b.Block]:
        here = self.steps[-1]
        fields = [
            b.area(
                "doing", _("What does one do there?"), hint=_('Not "Google", but: search for the name of the study.')
            ),
            b.choice(
                "then",
                _("And then?"),
                [("on", _("I go on from here"), ""), ("there", _("Here is the answer"), "")],
                value="on",
            ),
        ]
        return [
            b.heading(
                walking.label(network, here),
                key="here",
                about=walking.about(network, here),
                kind=walking.kind(network, here),
            ),
            b.form(
                "do",
                fields,
                _("That is what I do"),
                key=f"do-{len(self.steps)}-{here}",
                cancel="back",
                cancel_words=_("Step back"),
            ),
        ]

    def _where_next(self, network: SourceNetwork) -> list[b.Block]:
        choices = walking.neighbours(network, self.steps, self.only, self.gone)
        head = b.heading(
            _("Where do you go from {place}?").format(place=walking.label(network, self.steps[-1])), key="here"
        )
        back = b.buttons(
            b.act("back", _("Step back"), kind="quiet") if len(self.steps) > 1 else None,
            b.act("there", _("Here is the answer")) if len(self.steps) > 1 else None,
            b.act("again", _("Begin again"), kind="quiet") if len(self.steps) > 1 else None,
        )
        if not choices:
            stuck = _(
                "From here no way leads on. Step back, or mend it: make one connection that you could really walk."
            )
            return [head, b.note(stuck, kind="warn"), back, *walking.mend_blocks(network, self.steps, self.gone)]
        listed = b.options(
            _("Arrow keys move, Enter goes there, Escape steps back."), "step", choices, back="back", key="step"
        )
        return [head, listed, back]

    def _told(self, network: SourceNetwork) -> list[b.Block]:
        words = walking.told(network, self.steps, self.doing)
        kept = any(list(one.steps) == self.steps and one.question == self.question for one in network.traversals)
        return b.listing(
            [
                b.heading(_("Your way"), key="here"),
                b.text(words, kind="lead"),
                walking.steps_table(network, self.steps, self.doing),
                b.text(_("Kept in your history."), kind="muted") if kept else None,
                b.buttons(
                    None if kept else b.act("keep", _("Keep this route"), kind="main"),
                    b.act("back", _("Step back"), kind="quiet"),
                    b.act("again", _("Begin again"), kind="quiet"),
                    b.act("other", _("Another question"), kind="quiet"),
                ),
                self._compared(network),
            ]
        )

    def _compared(self, network: SourceNetwork) -> b.Block | None:
        if not self.broken:
            return None
        return b.note(
            _("Before: {before}. Now: {now}. What did the second way cost you?").format(
                before=walking.route_words(network, self.broken), now=walking.route_words(network, self.steps)
            )
        )

    def _others(self, network: SourceNetwork) -> list[b.Block]:
        rows = walking.other_ways(network, self.steps[-1], self.only, self.gone)
        said = walking.settings_words(network, self.steps[-1])
        inside = (
            [b.table(_("Ways to the same place"), [_("Way"), _("Steps"), _("Lightest step"), _("Needs")], rows)]
            if rows
            else []
        )
        return [
            b.fold(
                _("Other ways, and what each costs"),
                *inside,
                *([b.text(said)] if said else []),
                key="others",
                opened=True,
            )
        ]

    def _breaking(self, network: SourceNetwork) -> list[b.Block]:
        some = [id for id in self.steps[1:-1] if id != ME] or [id for id in self.steps[1:] if id != ME]
        acts = [b.act("break", walking.label(network, id), source=id) for id in dict.fromkeys(some)]
        mend = b.act("whole", _("Put it all back"), kind="quiet") if self.gone else None
        said = _("One of these is not there tomorrow. Take it away, and find the answer again.")
        return [b.heading(_("Break it"), level=4), b.text(said), b.buttons(*acts, mend)]

    # -- what is done

    def _tidy(self, network: SourceNetwork) -> None:
        """Go back to where the route still stands: a part of it may have been set aside meanwhile."""
        there = {ME, *(one.id for one in network.sources)}
        for n, id in enumerate(self.steps):
            if id not in there or id in self.gone:
                self.steps, self.doing, self.arrived = self.steps[:n], self.doing[: max(0, n - 1)], False
                break
        self.gone = [id for id in self.gone if id in there]

    def act_ask(self, form: Form) -> Done:
        """Take a question."""
        asked = str(form.get("question") or "")
        if not asked:
            raise BadValue(_("Write a question first. A first try is enough."), field="question")
        self.question = asked[:300]
        return Done(_("You set out."), focus="here")

    def act_limit(self, value: str) -> Done:
        """Walk over some sources only, from the beginning."""
        self.only = value if value in ("formal", "informal", "open") else ""
        self._restart()
        return Done(_("From the beginning."), focus="here")

    def act_step(self, value: str) -> Done:
        """Go to a neighbour."""
        allowed = {id for id, *_rest in walking.neighbours(self.network, self.steps, self.only, self.gone)}
        if value not in allowed:
            raise BadValue(_("From here no connection leads there. Choose one of the list, or connect the two first."))
        if len(self.steps) > _LONGEST:
            raise BadValue(_("This route has {n} steps. Is there a shorter one? Step back.").format(n=_LONGEST))
        self.steps.append(value)
        return Done(
            _("You are at {name}. What does one do there?").format(name=walking.label(self.network, value)),
            focus="here",
        )

    def act_do(self, form: Form) -> Done:
        """Say what one does at this step, then go on or be there."""
        doing = str(form.get("doing") or "")
        if not doing:
            raise BadValue(_("Say what one does there: ask whom, look for what? Three words or more."), field="doing")
        self.doing = [*self.doing[: len(self.steps) - 2], doing]
        self.arrived = form.get("then") == "there"
        here = walking.label(self.network, self.steps[-1])
        if self.arrived:
            return Done(walking.told(self.network, self.steps, self.doing), focus="here")
        n = len(walking.neighbours(self.network, self.steps, self.only, self.gone))
        return Done(
            many("From {{name}} {n} way leads on.", "From {{name}} {n} ways lead on.", n).format(name=here),
            focus="here",
        )

    def act_there(self) -> Done:
        """Say that the answer is here."""
        self.arrived = len(self.steps) > 1
        return Done(walking.told(self.network, self.steps, self.doing), focus="here")

    def act_back(self) -> Done:
        """Take the last step back."""
        if self.arrived:
            self.arrived = False
        elif len(self.steps) > 1:
            self.steps.pop()
            self.doing = self.doing[: max(0, len(self.steps) - 1)]
        return Done(_("Back at {name}.").format(name=walking.label(self.network, self.steps[-1])), focus="here")

    def act_again(self) -> Done:
        """Begin the same question again."""
        self._restart()
        return Done(_("From the beginning."), focus="here")

    def act_other(self) -> Done:
        """Take another question, in a network that is whole."""
        self._restart()
        self.question, self.gone, self.broken = "", [], []
        return Done(focus="question")

    def act_keep(self) -> Done:
        """Keep the route in the history."""
        self.network.traverse(self.question, self.steps, self.doing)
        return Done(_("The route is kept in your history."), focus="here")

    def act_break(self, source: str) -> Done:
        """Take a source of the route away for now, and begin again."""
        name = walking.label(self.network, source)
        self.broken, end = list(self.steps), self.steps[-1]
        self.gone = list(dict.fromkeys([*self.gone, source]))
        self._restart()
        left = walking.another_way(self.network, end, self.gone)
        more = (
            _("There is another way to the same place.")
            if left
            else _("No other way leads there: find another answer, or mend it.")
        )
        return Done(f"{_('Gone for now: {name}.').format(name=name)} {more}", focus="here")

    def act_whole(self) -> Done:
        """Put everything back."""
        self.gone = []
        return Done(_("Everything is back."), focus="here")

    def act_mend(self, form: Form) -> Done:
        """Make one connection, which gives another way."""
        made = walking.mend(self.network, form, self.gone)
        return Done(_("Connected: {what}. Walk it.").format(what=made), focus="here")

    def _restart(self) -> None:
        self.steps, self.doing, self.arrived = [ME], [], False
