"""Cards as a sheet shows them, to read: how the last one judged, several side by side on five axes, those of before."""

from __future__ import annotations

from collections.abc import Mapping

from sourcenet.model.dates import day_written
from sourcenet.model.frameworks import AXES, Axis, Framework, axes_of, framework
from sourcenet.model.history import thing_words
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Appraisal, Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets.cards import AGAIN, moved
from sourcenet.widgets.judgements import aged, is_known, judgements, last_of, latest
from sourcenet.words import _, many

__all__ = ["MANY", "all_blocks", "axes_blocks", "axis_words", "earlier_blocks", "kept_words", "side_blocks"]

#: So many cards stand beside each other, and below each other, until the older ones are asked for.
MANY = 4
_SHOWN = 30
_LONG = 160


def axis_words(axis: str) -> str:
    """Return what an axis asks, in a few words."""
    words = {"who": _("who is behind it"), "evidence": _("what it rests on"), "when": _("how up to date it is"),
             "why": _("what it is for"), "fit": _("how it fits my question")}  # fmt: skip
    return words[axis]


def kept_words(network: SourceNetwork, card: Framework, before: Appraisal | None, now: Appraisal) -> str:
    """Return what was kept, and what went up or down since the judgement before."""
    said = _("Kept: {name}, by {card}.").format(name=thing_words(now.source, network), card=card.name)
    if before is None:
        return said
    if before.id == now.id:
        return _("Nothing on it has changed: the card of {day} stands.").format(day=day_written(before.at))
    if is_known(network, now.source):
        return said
    return f"{said} {moved(card, before, now) or _('No number has changed.')}"


# -- what stands beside the card


def side_blocks(network: SourceNetwork, source: Source, *, listing: bool) -> list[b.Block]:
    """Return what is known so far: how the last card judged, what changed, and whether it has aged.

    Parameters
    ----------
    listing
        True where the card can be chosen for the reading list here.
    """
    held = judgements(network, source.id)
    if not held:
        return []
    last = held[-1]
    known = is_known(network, source.id)
    words = _("Last talked {day}") if known else _("Last judged {day}")
    blocks = [b.heading(words.format(day=day_written(last.at)), level=4)]
    if not known:
        axes = [axes_of(one, network) for one in held]
        for axis, one in axes[-1].items():
            if one.mean is not None:
                blocks.append(b.scale(one.mean, _since(axis, one.mean, axes[:-1])))
    if last.verdict:
        blocks.append(b.text(last.verdict, kind="quote"))
    if old := aged(network, source, last):
        blocks += [b.note(old, kind="warn"), b.buttons(b.act("again", _("Look at it again")))]
    if listing and not known:
        blocks.append(b.buttons(_listed(network, last, key="list-last")))
    return blocks


def _since(axis: str, mean: float, before: list[dict[str, Axis]]) -> str:
    """Return the words of an axis, with what it was on the card before that had a number for it."""
    old = next((was for axes in reversed(before) if axis in axes and (was := axes[axis].mean) is not None), None)
    if old is None or old == mean:
        return axis_words(axis)
    words = _("{axis}, up from {old}") if mean > old else _("{axis}, down from {old}")
    return words.format(axis=axis_words(axis), old=_short(old))


def _short(mean: float) -> str:
    return f"{mean:.1f}".removesuffix(".0")


def _listed(network: SourceNetwork, card: Appraisal, *, key: str = "") -> b.Block:
    on = card.id in network.chosen
    words = _("On the reading list: take it off") if on else _("Choose for the reading list")
    return b.act("list", words, key=key, kind="little", pressed=on, card=card.id, about=day_written(card.at))


# -- side by side


def axes_blocks(network: SourceNetwork, source: Source, beside: str, *, whole: bool) -> list[b.Block]:
    """Return the cards on a source, and on another one, side by side on the five axes.

    Parameters
    ----------
    beside
        The id of the other source; empty for none.
    whole
        True where the older cards are shown, too.
    """
    others = [one for one in network.sources if one.id != source.id and judgements(network, one.id)
              and not is_known(network, one.id)]  # fmt: skip
    shown = list(judgements(network, source.id))
    if beside in {one.id for one in others}:
        shown += judgements(network, beside)
    if not shown:
        return [
            b.heading(_("Nothing to compare yet"), level=4),
            b.text(_("Fill in one card, then another: they meet here on five axes.")),
        ]
    older = 0 if whole else _older(shown)
    cards = [one for one in shown if whole or one in _newest(shown)]
    axes = [axes_of(card, network) for card in cards]
    rows = [
        [axis_words(axis), *(_cell(one.get(axis)) for one in axes)] for axis in AXES if any(axis in one for one in axes)
    ]
    head = [_("Axis"), *(_column(network, card) for card in cards)]
    some = [("", _("no other source")), *((one.id, one.label) for one in others)]
    return b.listing(
        [
            b.heading(_("The same axes, other questions"), level=4),
            b.table(_("Cards side by side"), head, rows),
            b.buttons(_more(older)) if older else None,
            b.pick(_("Beside it"), "beside", some, beside) if others else None,
            b.note(_("Where they differ: is it the evidence, the card, or the use you have for it?")),
        ]
    )


def _newest(cards: list[Appraisal]) -> list[Appraisal]:
    return [
        card for source in {one.source for one in cards} for card in [c for c in cards if c.source == source][-MANY:]
    ]


def _older(cards: list[Appraisal]) -> int:
    return len(cards) - len(_newest(cards))


def _more(n: int) -> b.Block:
    return b.act("more", many("Show {n} older card, too", "Show {n} older cards, too", n))


def _column(network: SourceNetwork, card: Appraisal) -> str:
    name = framework(card.framework, network, card=card).name
    return f"{thing_words(card.source, network)}, {name}, {day_written(card.at)}"


def _cell(one: Axis | None) -> str:
    if one is None:
        return _("not asked")
    mean = _("{n} of 5").format(n=_short(one.mean)) if one.mean is not None else ""
    words = " ".join(one.words)
    words = words if len(words) <= _LONG else words[: _LONG - 1] + "…"
    return ": ".join(part for part in (mean, words) if part)


# -- those of before


def earlier_blocks(network: SourceNetwork, source: str, *, whole: bool, standing: bool = True) -> list[b.Block]:
    """Return the judgements on a source, the latest first, each with what changed since the one before.

    Parameters
    ----------
    whole
        True where the older cards are shown, too.
    standing
        False where the source is set aside: its cards are read only.
    """
    held = judgements(network, source)
    if not held:
        return [
            b.heading(_("No judgement yet"), level=4),
            b.text(_("Each card that you keep stands here with its day.")),
        ]
    told = [_told(network, card, held[:n], standing=standing) for n, card in reversed(list(enumerate(held)))]
    hidden = 0 if whole else max(0, len(told) - MANY)
    return [*told[: len(told) - hidden], *([b.buttons(_more(hidden))] if hidden else [])]


def _told(network: SourceNetwork, card: Appraisal, before: list[Appraisal], *, standing: bool) -> b.Block:
    asked = framework(card.framework, network, card=card)
    known = is_known(network, card.source)
    copy = b.act("copy", _("Copy to another card"), kind="little", card=card.id, about=day_written(card.at))
    changed = "" if known else _changed(network, asked, card, before)
    return b.card(
        *b.listing(
            [
                b.heading(_("{day}, {card}").format(day=day_written(card.at), card=asked.name), level=4),
                b.text(asked.about, kind="muted") if asked.missing else None,
                _answers(asked, card, 1 + len(before), known=known),
                b.text(card.evidence) if card.evidence else None,
                b.text(card.verdict, kind="quote") if card.verdict else None,
                b.text(changed, kind="muted") if changed else None,
                b.text(str(card.answers[AGAIN])) if AGAIN in card.answers else None,
                b.items(*_said_lines(network, card.said)) if card.said else None,
                b.buttons(None if known else _listed(network, card), copy if asked.missing else None)
                if standing
                else None,
            ]
        )
    )


def _answers(asked: Framework, card: Appraisal, number: int, *, known: bool) -> b.Block | None:
    rows = []
    for one in asked.criteria:
        answer, seen = card.answers.get(one.key, ""), card.seen.get(one.key, "")
        said = f"{answer:g}" if isinstance(answer, int | float) else str(answer)
        if known and isinstance(answer, int | float):
            said = _("a number, not shown: people you know are not scored")
        if one.key != AGAIN and (said or seen):
            rows.append([one.label, said, seen])
    if not rows:
        return None
    caption = _("What stands on card {n}, of {day}").format(n=number, day=day_written(card.at))
    if not any(row[2] for row in rows):
        return b.table(caption, [_("Asked"), _("Answer")], [row[:2] for row in rows])
    return b.table(caption, [_("Asked"), _("Answer"), _("Seen")], rows)


def _changed(network: SourceNetwork, asked: Framework, card: Appraisal, before: list[Appraisal]) -> str:
    """Return what went up or down: by question since the same card, by axis since another one."""
    same = last_of(network, before, card.framework)
    if same is not None:
        return moved(asked, same, card)
    earlier = [axes_of(one, network) for one in before]
    parts = [
        words
        for axis, one in axes_of(card, network).items()
        if one.mean is not None and (words := _since(axis, one.mean, earlier)) != axis_words(axis)
    ]
    return _("By axis: {what}.").format(what="; ".join(parts)) if parts else ""


def _said_lines(network: SourceNetwork, said: Mapping[str, str]) -> list[str]:
    return [_("{name} says: {text}").format(name=thing_words(id, network), text=text) for id, text in said.items()]


def all_blocks(network: SourceNetwork) -> list[b.Block]:
    """Return the latest judgement on each source, for the still."""
    judged = [*dict.fromkeys(card.source for card in network.appraisals)]
    if not judged:
        return [b.text(_("No source is judged yet."))]
    rows = []
    for source in judged[-_SHOWN:]:
        card = latest(network, source)
        if card is not None:
            what = card.evidence or " ".join(card.seen.values()) or " ".join(map(str, card.answers.values()))
            what = "" if is_known(network, source) else what  # a conversation is nobody else's to read
            name = framework(card.framework, network, card=card).name
            said = " ".join(_said_lines(network, card.said))
            rows.append([thing_words(source, network), name, day_written(card.at), what, said])
    head = [_("Source"), _("Card"), _("When"), _("What it rests on"), _("What others say")]
    return [b.text(many("{n} source judged", "{n} sources judged", len(judged))), b.table(_("Judgements"), head, rows)]
