"""A reflection: a few sentences at the end of a lesson, kept in the learner's history."""

from __future__ import annotations

from typing import ClassVar

from sourcenet.errors import BadValue
from sourcenet.model.dates import day_written
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Post
from sourcenet.widgets import blocks as b
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _

__all__ = ["Reflection"]

#: So many earlier answers are shown.
_EARLIER = 5


class Reflection(Sheet):
    """Write a few sentences about what you did, and keep them in your history.

    What is written again later is kept beside what stood before.

    Parameters
    ----------
    network
        The network whose history keeps it.
    step
        Which step of which lesson, such as ``"03-reflect"``.
    ask
        The question.
    task
        What to do, in a sentence above it.
    still
        False where nothing is to be left beside it.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-07")
    >>> sheet = sn.Reflection(network, "03-reflect", ask="Which source rests on habit?")
    >>> done = sheet.act_write({"text": "The study group chat: we all say yes there."})
    >>> network.posts[0].step
    '03-reflect'
    """

    title: ClassVar[str] = "A reflection"

    def __init__(self, network: SourceNetwork, step: str, *, ask: str = "", task: str = "", still: bool = True) -> None:
        self.step, self.ask = _needed(step), ask or _("What did you see? What do you doubt?")
        super().__init__(network, task=task, still=still)

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the question, a place to write, and what was written before."""
        written = [one for one in network.posts if one.step == self.step]
        latest = written[-1].text if written else ""
        return [
            b.heading(self.ask, key="ask"),
            b.form(
                "write",
                [b.area("text", _("In two or three sentences"), value=latest, rows=4)],
                _("Keep it") if not written else _("Keep it as it stands now"),
                key=f"write-{self.step}",
                title=self.ask,
            ),
            b.text(
                _("Kept on {day}. It is in your history; you can write it anew at any time.").format(
                    day=day_written(written[-1].at)
                )
                if written
                else _("Nothing is kept yet. Only you see it, unless you hand your network in."),
                kind="muted",
            ),
            *_earlier(written[:-1]),
        ]

    def act_write(self, form: Form) -> Done:
        """Keep what was written."""
        self.network.post(self.step, str(form.get("text", "")))
        return Done(_("Kept in your history."))


def _needed(step: str) -> str:
    if not isinstance(step, str) or not step.strip():
        raise BadValue(_('A reflection belongs to a step: write sn.Reflection(network, "03-reflect", ask="...").'))
    return step.strip()


def _earlier(written: list[Post]) -> list[b.Block]:
    if not written:
        return []
    lines = [f"{day_written(one.at)}: {one.text}" for one in reversed(written[-_EARLIER:])]
    return [b.fold(_("What you wrote before"), b.items(*lines), key="before")]
