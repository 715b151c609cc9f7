"""One page of digital literacies, before and after: each claim points at a moment of the learner's own history."""

from __future__ import annotations

from typing import ClassVar

from sourcenet.errors import BadValue
from sourcenet.model.dates import day_written
from sourcenet.model.literacies import Element, elements
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Post
from sourcenet.widgets import blocks as b
from sourcenet.widgets.places import moments
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _, many

__all__ = ["STEP", "Literacies"]

#: The beginning of the steps under which claims are kept: "literacy-find-before", "literacy-find-after".
STEP = "literacy"
_TIMES = ("before", "after")


class Literacies(Sheet):
    """Write what you can do, at the beginning and at the end; what you claim at the end points at a moment of yours.

    Parameters
    ----------
    network
        The network whose history is pointed at, and keeps the page.
    task
        What to do, in a sentence above everything.
    still
        False where nothing is to be left beside it.

    Examples
    --------
    >>> import sourcenet as sn
    >>> sheet = sn.Literacies(sn.load_example("first-steps"))
    >>> sheet.act_open(value="judge").focus
    'top'
    """

    title: ClassVar[str] = "What I can do, before and after"

    def __init__(self, network: SourceNetwork, *, task: str = "", still: bool = True) -> None:
        self.opened = ""
        super().__init__(network, task=task, still=still)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the page, or the element that is open."""
        chosen = next((one for one in elements() if one.key == self.opened), None)
        if chosen is not None:
            return self._one(network, chosen)
        said = sum(_latest(network, one, "after") is not None for one in elements())
        rows = [self._row(network, one) for one in elements()]
        return [
            b.heading(_("One page about you"), key="top"),
            b.text(
                _(
                    "Before: in the first weeks, in a sentence. After: with a moment of your history that shows it. Only you see it, unless you hand it in."
                )
            ),
            b.table(_("What I can do"), [_("What"), _("Before"), _("After"), ""], rows),
            b.text(many("{n} claim points at a moment.", "{n} claims point at a moment.", said), kind="muted"),
        ]

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the page."""
        rows = [self._row(network, one)[:3] for one in elements()]
        return [b.table(_("What I can do"), [_("What"), _("Before"), _("After")], rows)]

    def _row(self, network: SourceNetwork, one: Element) -> list[object]:
        before, after = (_latest(network, one, time) for time in _TIMES)
        act = b.act("open", _("Write"), kind="little", value=one.key, about=one.label)
        return [one.label, before.text if before else "…", _pointing(network, after) if after else "…", act]

    def _one(self, network: SourceNetwork, one: Element) -> list[b.Block]:
        before, after = (_latest(network, one, time) for time in _TIMES)
        fitting = [event for event in network.events if event.do in one.verbs]
        choices = moments(network, fitting)
        none = _("Nothing in your history can show this yet. It will, once you have done it.")
        pointed = after.refers[0] if after and after.refers else ""
        fields = [
            b.area("text", one.after, value=after.text if after else "", rows=3),
            b.select("moment", _("Which moment shows it?"), [("", _("choose a moment of your history")), *choices], value=pointed,
                     hint="" if choices else none),
        ]  # fmt: skip
        return [
            b.heading(one.label, key="top"),
            b.heading(_("Before"), level=4),
            b.form(
                "before",
                [b.area("text", one.before, value=before.text if before else "", rows=3)],
                _("Keep it"),
                key=f"before-{one.key}",
                element=one.key,
            ),
            b.heading(_("After"), level=4),
            b.form(
                "after",
                fields,
                _("Keep the claim"),
                key=f"after-{one.key}",
                cancel="close",
                cancel_words=_("Back to the page"),
                element=one.key,
            ),
        ]

    # -- what is done

    def act_open(self, value: str) -> Done:
        """Open an element."""
        self.opened = value
        return Done(focus="top")

    def act_close(self) -> Done:
        """Go back to the page."""
        self.opened = ""
        return Done(focus="top")

    def act_before(self, form: Form, element: str) -> Done:
        """Keep what somebody could do at the beginning."""
        self.network.post(f"{STEP}-{_known(element)}-before", str(form.get("text") or ""))
        return Done(_("Kept."))

    def act_after(self, form: Form, element: str) -> Done:
        """Keep a claim, with the moment that shows it."""
        text, moment = str(form.get("text") or ""), str(form.get("moment") or "")
        if not text:
            raise BadValue(_("Write the claim in a sentence: what did you do there?"), field="text")
        if moment not in {event.id for event in self.network.events}:
            raise BadValue(
                _("Choose the moment of your history that shows it. A claim without one is a wish."), field="moment"
            )
        self.network.post(f"{STEP}-{_known(element)}-after", text, refers=[moment])
        self.opened = ""
        return Done(_("Kept, with its moment."), focus="top")


def _known(element: str) -> str:
    if element not in {one.key for one in elements()}:
        raise BadValue(_("The page asked for something that this version does not know. Run the cell again."))
    return element


def _latest(network: SourceNetwork, one: Element, time: str) -> Post | None:
    name = f"{STEP}-{one.key}-{time}"
    return next((post for post in reversed(network.posts) if post.step == name), None)


def _pointing(network: SourceNetwork, claim: Post) -> str:
    shown = dict(moments(network, [event for event in network.events if event.id in claim.refers]))
    moment = next(iter(shown.values()), "")
    return (
        f"{claim.text} ({moment})"
        if moment
        else _("{text} (its moment, of {day}, is gone)").format(text=claim.text, day=day_written(claim.at))
    )
