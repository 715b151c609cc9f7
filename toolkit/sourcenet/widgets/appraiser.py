"""The Appraiser: a card for a source, what others say about it and whether they are others, cards side by side."""

from __future__ import annotations

from typing import ClassVar

from sourcenet.errors import BadValue, UnknownSource
from sourcenet.model.dates import day_written
from sourcenet.model.frameworks import Framework, framework, framework_notes
from sourcenet.model.history import thing_words
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Appraisal, Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets import cards, judged, judgements, lateral, lateral_verdict
from sourcenet.widgets.appraiser_lateral import ReadingLaterally
from sourcenet.widgets.sheet import Done, Form
from sourcenet.words import _

__all__ = ["Appraiser"]

_PAGES = ("card", "others", "axes", "earlier")


class Appraiser(ReadingLaterally):
    """Judge a source for your question, with evidence; bring what others say; see how the judgements compare.

    People whom you know are not scored: for them there are questions about a conversation.

    Parameters
    ----------
    network
        The network whose sources are judged.
    source
        Which source first, by id, name or record; the one that is used most and has no card where not given.
    framework
        Which card first, such as ``"craap"``.
    task
        What to do, in a sentence above everything.
    still
        False where nothing is to be left beside it.

    Raises
    ------
    UnknownSource
        The source is not in the network.

    Examples
    --------
    >>> import sourcenet as sn
    >>> sheet = sn.Appraiser(sn.load_example("busy"), source="Wired", framework="cor")
    >>> sheet.act_card(value="craap").say
    'CRAAP: Five words for a page in front of you. It keeps you on the page: what others say comes on top.'
    """

    title: ClassVar[str] = "Appraise a source"

    def __init__(
        self,
        network: SourceNetwork,
        source: str | Source | None = None,
        framework: str = "",
        *,
        task: str = "",
        still: bool = True,
    ) -> None:
        self.source = _found(network, source) if source is not None else ""
        self.framework = framework
        self.page = "card"
        self.beside, self.other, self.copied = "", lateral.NEW, ""
        self.whole = False
        self.gone = False
        super().__init__(network, task=task, still=still)

    # -- which source, which card

    def _chosen(self, network: SourceNetwork) -> Source | None:
        """Return the source that is open, None where there is none or it is set aside."""
        state = network.plain()
        if self.source in state.archive and state.archive[self.source].is_source:
            return None
        if self.source not in state.sources:
            self.gone = self.gone or bool(self.source)
            order = judgements.in_turn(network)
            self.source = order[0].id if order else ""
        return network.source(self.source) if self.source else None

    def _card(self, network: SourceNetwork, source: Source) -> Framework:
        """Return the card that is asked: one for people where the learner knows them, never one for people else."""
        fitting = judgements.fitting(network, source.id)
        latest = judgements.latest(network, source.id)
        for name in (self.framework, latest.framework if latest else ""):
            found = framework(name, network) if name else None
            if found is not None and found.id in fitting:
                return found
        return next(iter(fitting.values()))

    def _copied(self, network: SourceNetwork) -> Appraisal | None:
        some = judgements.of_source(network, self.source)
        return next((one for one in some if one.id == self.copied), None)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return which source and which card, and the page that is turned to."""
        source = self._chosen(network)
        if source is None and not self.source:
            return [b.note(_("There is nothing to judge yet. Add a source in the Builder, then come back."))]
        if source is None:
            return self._aside_blocks(network)
        card = self._card(network, source)
        names = self._pages(network, source, card)
        page = self.page if self.page in names else "card"
        made = {
            "card": lambda: cards.card_blocks(network, source, card, self._copied(network)),
            "others": lambda: lateral.others_blocks(network, source, self.other),
            "axes": lambda: judged.axes_blocks(network, source, self.beside, whole=self.whole),
            "earlier": lambda: judged.earlier_blocks(network, source.id, whole=self.whole),
        }[page]()
        side = [] if card.people else lateral_verdict.verdict_blocks(network, source)
        side += judged.side_blocks(network, source, listing=page != "earlier")
        return [
            *self._notes(network),
            b.columns(
                [judgements.pick_source(network, source.id)],
                [self._pick_card(network, source, card)],
                words=_("Which card"),
            ),
            b.heading(source.label, key="top", about=judgements.about(network, source), kind=source.kind),
            b.tabs(_("Appraise a source"), "turn", list(names.items()), page),
            b.columns(made, side, words=_("What is known so far")) if side else b.card(*made, kind="plain"),
        ]

    def _pages(self, network: SourceNetwork, source: Source, card: Framework) -> dict[str, str]:
        """Return the pages and what their tabs say; of people one knows nobody else is asked, and nothing compared."""
        held, said = len(judgements.judgements(network, source.id)), len(lateral.all_said(network, source.id))
        earlier = _("Earlier ({n})").format(n=held) if held else _("Earlier")
        if card.people:
            return {"card": _("The conversation"), "earlier": earlier}
        return {
            "card": _("The card"),
            "others": _("What others say ({n})").format(n=said) if said else _("What others say"),
            "axes": _("Side by side"),
            "earlier": earlier,
        }

    def _notes(self, network: SourceNetwork) -> list[b.Block]:
        notes = list(framework_notes(network))
        if self.gone:
            notes.append(_("The source that was open here is not in your network any more, nor are its cards."))
        if self.framework and framework(self.framework, network).missing:
            notes.append(_('There is no card "{name}" here. Choose one of the list.').format(name=self.framework))
        return [b.note(one, kind="warn") for one in notes]

    def _aside_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return the cards of a source that is set aside, to read."""
        aside = next(one for one in network.archive if one.id == self.source)
        kind = aside.what.kind if isinstance(aside.what, Source) else ""
        name = thing_words(self.source, network)
        words = _("{name} is set aside since {day}. Its cards stand as they were. Bring it back to judge it again.")
        return [
            *self._notes(network),
            judgements.pick_source(network, self.source),
            b.heading(name, key="top", kind=kind),
            b.note(words.format(name=name, day=day_written(aside.at)), kind="warn"),
            *([b.text(aside.reason, kind="quote")] if aside.reason else []),
            b.buttons(b.act("bring_back", _("Bring it back")), b.act("next", _("Next source"))),
            *judged.earlier_blocks(network, self.source, whole=self.whole, standing=False),
        ]

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return all judgements with their evidence, and what others said."""
        return judged.all_blocks(network)

    def _pick_card(self, network: SourceNetwork, source: Source, card: Framework) -> b.Block:
        some = [(one.id, one.name) for one in judgements.fitting(network, source.id).values()]
        return b.pick(_("Card"), "card", some, card.id, key="card")

    # -- moving about

    def act_turn(self, value: str) -> None:
        """Turn to another page."""
        if value in _PAGES:
            self.page = value

    def act_source(self, value: str) -> Done:
        """Judge another source."""
        if value in self.network.plain().archive:
            name, about = thing_words(value, self.network), _("It is set aside.")
        else:
            source = self.network.source(value)
            value, name, about = source.id, source.label, judgements.about(self.network, source)
        self.source, self.beside, self.other, self.copied = value, "", lateral.NEW, ""
        self.whole = self.gone = False
        return Done(_("{name}. {about}").format(name=name, about=about), focus="top")

    def act_next(self) -> Done:
        """Go on to the next source that has no card yet."""
        waiting = [one for one in judgements.in_turn(self.network) if one.id != self.source]
        if not waiting:
            return Done(_("There is no other source."))
        self.page = "card"
        return self.act_source(waiting[0].id)

    def act_card(self, value: str) -> Done:
        """Take another card."""
        self.framework = value
        one = framework(value, self.network)
        return Done(_("{name}: {about}").format(name=one.name, about=one.about))

    def act_beside(self, value: str) -> Done:
        """Lay the cards of another source beside these."""
        self.beside = value
        return Done()

    def act_other(self, value: str) -> Done:
        """Choose who says something about the source."""
        self.other = value
        return Done()

    def act_more(self) -> Done:
        """Show the older cards, too."""
        self.whole = True
        return Done(_("All cards of this source are shown."), focus="top")

    def act_again(self) -> Done:
        """Open the last card again, to judge anew from it."""
        last = judgements.latest(self.network, self._standing().id)
        self.page, self.copied = "card", ""
        if last is None:
            return Done(focus="top")
        self.framework = framework(last.framework, self.network, card=last).id
        return Done(_("The card of {day} is open.").format(day=day_written(last.at)),
                    focus=f"judge-{self.source}-{self.framework}")  # fmt: skip

    def act_copy(self, card: str) -> Done:
        """Open a card with what stands on an earlier one whose file is gone."""
        source = self._standing()
        self.copied, self.page = card, "card"
        found = self._copied(self.network)
        if found is None:
            raise BadValue(_("This card is not in your network any more. Choose another."))
        if framework(self.framework or found.framework, self.network).missing:
            self.framework = ""
        name = self._card(self.network, source).name
        say = _("What stood on it is in {card} now, and waits for you to keep it. Another card: choose it above.")
        return Done(say.format(card=name), focus="top")

    def act_bring_back(self) -> Done:
        """Bring back the source that is open and was set aside."""
        self.network.restore(self.source)
        name = self._standing().label
        return Done(_("{name} is back, with the connections that went with it.").format(name=name), focus="top")

    # -- judging

    def act_judge(self, form: Form, card: str) -> Done:
        """Keep a card; what others said before stays on it."""
        source = self._standing()
        asked = judgements.fitting(self.network, source.id).get(card)
        if asked is None:
            raise BadValue(
                _("This card does not fit here any more. What you wrote is still there: choose another card.")
            )
        before = judgements.latest(self.network, source.id, asked.id)
        answers, seen = cards.written(asked, form, before)
        given = {name: str(form.get(name) or "") for name in ("evidence", "verdict")}
        said = lateral.all_said(self.network, source.id)
        made = self._keep(source, asked.id, answers, "because", seen=seen, said=said, **given)
        self.copied, self.framework = "", asked.id
        return Done(judged.kept_words(self.network, asked, before, made), focus="top")

    def act_list(self, card: str) -> Done:
        """Put a card on the reading list, or take it off."""
        if card in self.network.chosen:
            self.network.unchoose(card)
            return Done(_("Off the reading list."))
        self.network.choose(card)
        return Done(_("On the reading list."))


def _found(network: SourceNetwork, source: str | Source) -> str:
    """Return the id of a source by what it is called, also of one that is set aside."""
    try:
        return network.source(source).id
    except UnknownSource:
        ref = source.id if isinstance(source, Source) else source
        for aside in network.archive:
            if isinstance(aside.what, Source) and ref in (aside.id, aside.what.name, aside.what.label, aside.what.url):
                return aside.id
        raise
