"""A formative question: chosen alone with how sure one is, talked over, chosen again; then the replies."""

from __future__ import annotations

from typing import ClassVar

from sourcenet.errors import BadValue
from sourcenet.model.network import SourceNetwork
from sourcenet.model.questions import SURE, question
from sourcenet.model.source import Post
from sourcenet.widgets import blocks as b
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _

__all__ = ["Question"]


class Question(Sheet):
    """Choose an answer alone, talk, choose again, and read what your choice tells. It counts for nobody but you.

    Parameters
    ----------
    network
        The network whose history keeps both choices.
    step
        Which question, such as ``"03-evidence"``; a course puts its own into a folder ``questions`` beside the journal.
    task
        What to do, in a sentence above it.
    still
        False where nothing is to be left beside it.

    Raises
    ------
    BadValue
        There is no such question; the sentence names those there are.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-07")
    >>> sheet = sn.Question(network, "01-diary")
    >>> sheet.act_choose({"choice": "D", "sure": "fairly"}, time=1).say
    'Your first choice is kept: D. Now talk.'
    """

    title: ClassVar[str] = "A question"

    def __init__(self, network: SourceNetwork, step: str, *, task: str = "", still: bool = True) -> None:
        self.question = question(step, network)
        self.again = False
        super().__init__(network, task=task, still=still)

    def _kept(self, network: SourceNetwork, time: int) -> Post | None:
        name = f"{self.question.step}-{time}"
        return next((one for one in reversed(network.posts) if one.step == name), None)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the question, and what comes next: choose, talk, choose again, read."""
        head = b.heading(self.question.ask, key="ask")
        first, second = self._kept(network, 1), self._kept(network, 2)
        if first is None:
            how = b.text(_("Choose alone, and say how sure you are. Only you see it."), kind="muted")
            return [head, how, self._form(1, _("Keep my first choice"))]
        if second is None or self.again:
            said = _("You chose {choice}, {sure}.").format(
                choice=first.answers.get("choice"), sure=_(str(first.answers.get("sure")))
            )
            talk = _(
                "Now talk for two minutes with somebody who chose otherwise; alone, argue for another answer. Then choose again."
            )
            return [head, b.note(f"{said} {talk}"), self._form(2, _("Keep my second choice"))]
        return [head, *self._replies(first, second)]

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the question with its answers, and the choices that were kept."""
        lines = [f"{one.key}: {one.text}" for one in self.question.options]
        kept = [one for one in (self._kept(network, 1), self._kept(network, 2)) if one is not None]
        said = [
            b.text(_("Chosen: {choices}.").format(choices=", ".join(str(one.answers.get("choice")) for one in kept)))
        ]
        return [b.heading(self.question.ask), b.items(*lines), *(said if kept else [])]

    def _form(self, time: int, words: str) -> b.Block:
        fields = [
            b.choice(
                "choice", _("Your choice"), [(one.key, f"{one.key}  {one.text}", "") for one in self.question.options]
            ),
            b.choice("sure", _("How sure are you?"), [(one, _(one), "") for one in SURE]),
        ]
        return b.form("choose", fields, words, key=f"choose-{self.question.step}-{time}", time=time)

    def _replies(self, first: Post, second: Post) -> list[b.Block]:
        mine = str(second.answers.get("choice"))
        before = str(first.answers.get("choice"))
        moved = _("First {first}, then {second}.") if before != mine else _("Twice {second}.")
        chosen = next((one for one in self.question.options if one.key == mine), None)
        told = [b.note(chosen.reply, kind="plain", title=f"{chosen.key}  {chosen.text}")] if chosen else []
        others = [
            b.fold(
                _("If you had chosen {key}: {text}").format(key=one.key, text=one.text), b.text(one.reply), key=one.key
            )
            for one in self.question.options
            if one.key != mine
        ]
        return [
            b.text(moved.format(first=before, second=mine), kind="muted"),
            *told,
            *others,
            b.buttons(b.act("change", _("Choose once more"), kind="quiet")),
        ]

    # -- what is done

    def act_choose(self, form: Form, time: int) -> Done:
        """Keep the first or the second choice."""
        choice, sure = str(form.get("choice") or ""), str(form.get("sure") or "")
        if choice not in {one.key for one in self.question.options}:
            raise BadValue(_("Choose one of the answers first."), field="choice")
        if sure not in SURE:
            raise BadValue(_("Say how sure you are, too: it is half of the answer."), field="sure")
        time = 2 if time == 2 else 1
        self.network.post(f"{self.question.step}-{time}", answers={"choice": choice, "sure": sure})
        self.again = False
        if time == 1:
            return Done(_("Your first choice is kept: {choice}. Now talk.").format(choice=choice), focus="ask")
        return Done(_("Your second choice is kept: {choice}.").format(choice=choice), focus="ask")

    def act_change(self) -> Done:
        """Choose once more."""
        self.again = True
        return Done(focus="ask")
