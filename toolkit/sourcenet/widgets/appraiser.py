"""The Appraiser: a card for a source, what others say about it and whether they are others, cards side by side."""

from __future__ import annotations

from typing import Any, ClassVar

from sourcenet.errors import BadValue
from sourcenet.model.erasing import is_shy
from sourcenet.model.frameworks import Framework, framework, framework_notes, frameworks
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Appraisal, Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets import cards, lateral
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _

__all__ = ["Appraiser"]

_PAGES = ("card", "others", "axes", "earlier")


class Appraiser(Sheet):
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
        self.source = network.source(source).id if source is not None else ""
        self.framework = framework
        self.page = "card"
        self.beside = ""
        super().__init__(network, task=task, still=still)

    # -- which source, which card

    def _chosen(self, network: SourceNetwork) -> Source | None:
        standing = network.plain().sources
        if self.source not in standing:
            order = cards.in_turn(network)
            self.source = order[0].id if order else ""
        return network.source(self.source) if self.source in standing else None

    def _card(self, network: SourceNetwork, source: Source) -> Framework:
        """Return the card that is asked: one for people where the learner knows them, never one for people else."""
        known = is_shy(network.plain().sources[source.id])
        fitting = {id: one for id, one in frameworks(network).items() if one.people is known}
        latest = cards.latest(network, source.id)
        for name in (self.framework, latest.framework if latest else ""):
            found = framework(name, network) if name else None
            if found is not None and found.id in fitting:
                return found
        return next(iter(fitting.values()))

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return which source and which card, and the page that is turned to."""
        source = self._chosen(network)
        if source is None:
            return [b.note(_("There is nothing to judge yet. Add a source in the Builder, then come back."))]
        card = self._card(network, source)
        held = cards.of_source(network, source.id)
        said = lateral.latest_said(network, source.id)
        names = {
            "card": _("The card"),
            "others": _("What others say ({n})").format(n=len(said)) if said else _("What others say"),
            "axes": _("Side by side"),
            "earlier": _("Earlier ({n})").format(n=len(held)) if held else _("Earlier"),
        }
        made = {
            "card": lambda: cards.card_blocks(network, source, card),
            "others": lambda: lateral.others_blocks(network, source),
            "axes": lambda: cards.axes_blocks(network, source, self.beside),
            "earlier": lambda: cards.earlier_blocks(network, source),
        }[self.page]()
        side = [*cards.side_blocks(network, source), *lateral.verdict_blocks(network, source)]
        return b.listing(
            [
                b.columns(
                    [cards.pick_source(network, source)],
                    [self._pick_card(network, source, card)],
                    words=_("Which card"),
                ),
                b.heading(source.label, key="top", about=cards.about(network, source), kind=source.kind),
                b.tabs(_("Appraise a source"), "turn", list(names.items()), self.page),
                *(b.note(note, kind="warn") for note in framework_notes(network)),
                b.columns(made, side, words=_("What is known so far")) if side else b.card(*made, kind="plain"),
            ]
        )

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return all judgements with their evidence, and what others said."""
        return cards.all_blocks(network)

    def _pick_card(self, network: SourceNetwork, source: Source, card: Framework) -> b.Block:
        known = is_shy(network.plain().sources[source.id])
        some = [(one.id, one.name) for one in frameworks(network).values() if one.people is known]
        return b.pick(_("Card"), "card", some, card.id, key="card")

    # -- moving about

    def act_turn(self, value: str) -> None:
        """Turn to another page."""
        if value in _PAGES:
            self.page = value

    def act_source(self, value: str) -> Done:
        """Judge another source."""
        name = self.network.source(value).label
        self.source, self.beside = value, ""
        return Done(
            _("{name}. {about}").format(name=name, about=cards.about(self.network, self.network.source(value))),
            focus="top",
        )

    def act_next(self) -> Done:
        """Go on to the next source that has no card yet."""
        waiting = [one for one in cards.in_turn(self.network) if one.id != self.source]
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

    # -- judging

    def _standing(self) -> Source:
        if self.source not in self.network.plain().sources:
            raise BadValue(_("This source was set aside meanwhile. Bring it back in the Builder, or choose another."))
        return self.network.source(self.source)

    def act_judge(self, form: Form, card: str) -> Done:
        """Keep a card; what others said before stays on it."""
        source = self._standing()
        asked = framework(card, self.network, card=cards.latest(self.network, source.id))
        answers, seen = cards.written(asked, form)
        evidence, verdict = str(form.get("evidence") or ""), str(form.get("verdict") or "")
        if not answers and not seen and not evidence:
            raise BadValue(_("Nothing is on the card yet. Begin with one thing that you saw."), field=_first(asked))
        rated = [one for one in asked.criteria if one.scale == "five" and one.key in answers]
        bare = next((one for one in rated if one.key not in seen), None)
        if bare is not None and not evidence:
            raise BadValue(
                _(
                    "{label} has a number and nothing that shows it. What did you see that another person could check?"
                ).format(label=bare.label),
                field=f"seen-{bare.key}",
            )
        before = cards.latest(self.network, source.id, asked.id)
        said = lateral.latest_said(self.network, source.id)
        made = self.network.appraise(
            source, asked.id, answers, evidence=evidence, seen=seen, said=said, verdict=verdict
        )
        return Done(cards.kept_words(source, asked, before, made), focus="top")

    def act_list(self, card: str) -> Done:
        """Put a card on the reading list, or take it off."""
        if card in self.network.chosen:
            self.network.unchoose(card)
            return Done(_("Off the reading list."))
        self.network.choose(card)
        return Done(_("On the reading list."))

    # -- reading laterally

    def act_expect(self, form: Form) -> Done:
        """Keep what one would expect to find, before leaving the page."""
        self.network.post(lateral.EXPECT, str(form.get("text") or ""), refers=[self._standing()])
        return Done(_("Kept. Now leave the page."))

    def act_bring(self, form: Form) -> Done:
        """Keep what another source says about this one; a new one is added with its connection."""
        source = self._standing()
        other, said = lateral.brought(self.network, source, form)
        last = cards.latest(self.network, source.id)
        with self.network.group("lateral"):
            if other is None:
                other = lateral.add_other(self.network, source, form)
            self._keep_said(source, last, {**lateral.latest_said(self.network, source.id), other.id: said})
        found = lateral.verdict_words(self.network, source, other)
        return Done(_("Kept: what {name} says. {verdict}").format(name=other.label, verdict=found), focus="others")

    def _keep_said(self, source: Source, last: Appraisal | None, said: dict[str, str]) -> None:
        given: dict[str, Any] = {"said": said}
        if last is not None:
            given |= {"evidence": last.evidence, "seen": last.seen, "verdict": last.verdict}
        asked = last.framework if last is not None else self._card(self.network, source).id
        self.network.appraise(source, asked, last.answers if last is not None else {}, **given)

    def act_owners(self, form: Form, other: str) -> Done:
        """Note who owns and who wrote the two, so that it can be told whether they are two voices."""
        source = self._standing()
        with self.network.group("owners"):
            for id, end in ((source.id, "this"), (other, "other")):
                told = {name: str(form.get(f"{name}-{end}") or "") for name in ("owner", "authors")}
                self.network.edit(self.network.source(id), **told)
        return Done(lateral.verdict_words(self.network, source, self.network.source(other)))


def _first(asked: Framework) -> str:
    return f"seen-{asked.criteria[0].key}" if asked.criteria else "evidence"
