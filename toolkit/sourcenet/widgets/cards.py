"""Cards as a sheet shows them: one to fill in, those of before, several side by side on five axes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sourcenet.model.dates import day_written, first_day
from sourcenet.model.erasing import is_shy
from sourcenet.model.frameworks import AXES, Framework, axes_of, framework
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.source import Appraisal, Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets.sheet import Form
from sourcenet.words import _, many

__all__ = [
    "about",
    "all_blocks",
    "axes_blocks",
    "card_blocks",
    "earlier_blocks",
    "in_turn",
    "kept_words",
    "latest",
    "of_source",
    "pick_source",
    "side_blocks",
    "written",
]

_MONTH = 365.25 / 12
_SHOWN = 30
_LONG = 160


def of_source(network: SourceNetwork, source: str) -> list[Appraisal]:
    """Return the judgements on a source, the oldest first."""
    return network.once("cards by source", lambda: _by_source(network)).get(source, [])


def _by_source(network: SourceNetwork) -> dict[str, list[Appraisal]]:
    found: dict[str, list[Appraisal]] = {}
    for card in network.appraisals:
        found.setdefault(card.source, []).append(card)
    return found


def latest(network: SourceNetwork, source: str, card: str = "") -> Appraisal | None:
    """Return the latest judgement on a source, of one card where it is named; None where there is none."""
    some = of_source(network, source)
    return next((one for one in reversed(some) if not card or one.framework.casefold() == card.casefold()), None)


def in_turn(network: SourceNetwork) -> list[Source]:
    """Return the sources in the order in which they are offered: without a card and used most first, people last."""
    used: dict[str, int] = {}
    for tie in network.connections:
        if tie.start == ME:
            used[tie.end] = max(used.get(tie.end, 0), tie.strength)
    held = network.once("cards by source", lambda: _by_source(network))
    records = network.plain().sources
    return sorted(network.sources, key=lambda one: (is_shy(records[one.id]), one.id in held, -used.get(one.id, 0)))


def pick_source(network: SourceNetwork, source: Source) -> b.Block:
    """Return the list of sources to choose from: not judged yet, judged, people one knows."""
    held = network.once("cards by source", lambda: _by_source(network))
    records = network.plain().sources
    groups: dict[str, list[tuple[str, str]]] = {_("not judged yet"): [], _("judged"): [], _("people you know"): []}
    first, second, third = groups
    for one in in_turn(network):
        group = third if is_shy(records[one.id]) else second if one.id in held else first
        groups[group].append((one.id, one.label))
    return b.pick(
        _("Source"), "source", [(words, some) for words, some in groups.items() if some], source.id, key="source"
    )


def about(network: SourceNetwork, source: Source) -> str:
    """Return author, year, owner and kind of a source, as far as they are said."""
    parts = [source.authors.replace(";", ","), source.year, source.owner, _(source.kind)]
    if is_shy(network.plain().sources[source.id]):
        return _("Somebody you know: no scores, now or ever.")
    return " · ".join(part for part in parts if part)


# -- the card to fill in


def card_blocks(network: SourceNetwork, source: Source, card: Framework) -> list[b.Block]:
    """Return the card with what stands on its latest filling."""
    last = latest(network, source.id, card.id)
    fields: list[b.Block] = []
    for one in card.criteria:
        answer = last.answers.get(one.key, "") if last else ""
        fields.append(b.heading(one.label, level=4))
        if one.scale == "five":
            seen = last.seen.get(one.key, "") if last else ""
            fields.append(
                b.area(
                    f"seen-{one.key}",
                    one.prompt,
                    value=seen,
                    hint=_("What did you see that another person could check?"),
                )
            )
            fields.append(b.five(f"score-{one.key}", _("So, for your question"), value=_whole(answer)))
        else:
            fields.append(b.area(f"text-{one.key}", one.prompt, value=str(answer) if isinstance(answer, str) else ""))
    words = _("Keep the card") if last is None else _("Keep it as it stands now")
    if not card.people:
        fields += [
            b.heading(_("All in all"), level=4),
            b.area(
                "evidence",
                _("What does your judgement rest on?"),
                value=last.evidence if last else "",
                hint=_("For your question, not for every one."),
            ),
            b.line("verdict", _("Good enough for ..., not for ..."), value=last.verdict if last else ""),
        ]
    else:
        fields.append(b.area("evidence", _("Anything else, in a sentence"), value=last.evidence if last else ""))
    about_it = b.fold(
        _("About this card"), b.text(card.about), b.text(card.credit, kind="muted"), key=f"about-{card.id}"
    )
    form = b.form(
        "judge",
        fields,
        words,
        key=f"judge-{source.id}-{card.id}",
        title=card.name,
        more=[b.act("next", _("Next source"))],
        card=card.id,
    )
    return [about_it, form]


def _whole(answer: object) -> str:
    return str(round(answer)) if isinstance(answer, int | float) and 1 <= answer <= 5 else ""


def written(card: Framework, form: Form) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what a form says: answers by key (numbers, or texts), and what was seen by key."""
    answers: dict[str, Any] = {}
    seen: dict[str, str] = {}
    for one in card.criteria:
        score, text = str(form.get(f"score-{one.key}") or ""), str(form.get(f"text-{one.key}") or "")
        if score in ("1", "2", "3", "4", "5"):
            answers[one.key] = int(score)
        if text:
            answers[one.key] = text
        if what := str(form.get(f"seen-{one.key}") or ""):
            seen[one.key] = what
    return answers, seen


def kept_words(source: Source, card: Framework, before: Appraisal | None, now: Appraisal) -> str:
    """Return what was kept, and what went up or down since the judgement before."""
    said = _("Kept: {name}, by {card}.").format(name=source.label, card=card.name)
    moved = _moved(card, before, now)
    if before is None or before.id == now.id:
        return said
    return f"{said} {moved}" if moved else f"{said} {_('No number has changed.')}"


def _moved(card: Framework, before: Appraisal | None, now: Appraisal) -> str:
    parts = []
    for one in card.criteria:
        old, new = (held.answers.get(one.key) if held else None for held in (before, now))
        if isinstance(old, int | float) and isinstance(new, int | float) and old != new:
            words = _("{label} up from {old:g} to {new:g}") if new > old else _("{label} down from {old:g} to {new:g}")
            parts.append(words.format(label=one.label, old=old, new=new))
    return "; ".join(parts) + "." if parts else ""


# -- what stands beside it


def side_blocks(network: SourceNetwork, source: Source) -> list[b.Block]:
    """Return what is known so far: how old the last card is, and what it said."""
    held = of_source(network, source.id)
    if not held:
        return []
    last = held[-1]
    blocks = [b.heading(_("Last judged {day}").format(day=day_written(last.at)), level=4)]
    for axis, one in axes_of(last, network).items():
        if one.mean is not None:
            blocks.append(b.scale(one.mean, axis_words(axis)))
    if last.verdict:
        blocks.append(b.text(last.verdict, kind="quote"))
    if old := aged(network, source, last):
        blocks.append(b.note(old))
    return blocks


def aged(network: SourceNetwork, source: Source, card: Appraisal) -> str:
    """Return a sentence where a card is older than the half-life of the kind of its source; empty where it is not."""
    life = network.vocabulary.look(source.kind).half_life
    day = first_day(card.at[:10])
    if not life or day is None or (network.today - day).days < life * _MONTH:
        return ""
    return _(
        "This card is older than {n} months, in which half of what such a {kind} says may have changed. Look again."
    ).format(n=f"{life:g}", kind=_(source.kind))


def axis_words(axis: str) -> str:
    """Return what an axis asks, in a few words."""
    words = {"who": _("who is behind it"), "evidence": _("what it rests on"), "when": _("how up to date it is"),
             "why": _("what it is for"), "fit": _("how it fits my question")}  # fmt: skip
    return words[axis]


# -- side by side, and before


def axes_blocks(network: SourceNetwork, source: Source, beside: str) -> list[b.Block]:
    """Return the latest filling of each card on a source, and on another one, side by side on the five axes."""
    others = [one for one in network.sources if one.id != source.id and of_source(network, one.id)]
    pick = b.pick(
        _("Beside it"), "beside", [("", _("no other source")), *((one.id, one.label) for one in others)], beside
    )
    shown = _latest_of_each(network, source.id)
    if beside in network.plain().sources and beside != source.id:
        shown += _latest_of_each(network, beside)
    if not shown:
        return [
            b.heading(_("Nothing to compare yet"), level=4),
            b.text(_("Fill in one card, then another: they meet here on five axes.")),
        ]
    called = {one.id: one.label for one in network.sources}
    head = [
        _("Axis"),
        *(
            f"{called[card.source]}, {framework(card.framework, network, card=card).name}, {card.at[:10]}"
            for card in shown
        ),
    ]
    axes = [axes_of(card, network) for card in shown]
    rows = [
        [axis_words(axis), *(_cell(one.get(axis)) for one in axes)] for axis in AXES if any(axis in one for one in axes)
    ]
    return [
        b.heading(_("The same axes, other questions"), level=4),
        b.table(_("Cards side by side"), head, rows),
        *([pick] if others else []),
        b.note(_("Where they differ: is it the evidence, the card, or the use you have for it?")),
    ]


def _latest_of_each(network: SourceNetwork, source: str) -> list[Appraisal]:
    found: dict[str, Appraisal] = {}
    for card in of_source(network, source):
        found[card.framework.casefold()] = card
    return list(found.values())


def _cell(one: Any) -> str:
    if one is None:
        return _("not asked")
    mean = _("{n} of 5").format(n=f"{one.mean:.1f}".removesuffix(".0")) if one.mean is not None else ""
    words = " ".join(one.words)
    words = words if len(words) <= _LONG else words[: _LONG - 1] + "…"
    return ": ".join(part for part in (mean, words) if part)


def earlier_blocks(network: SourceNetwork, source: Source) -> list[b.Block]:
    """Return the judgements on a source, the latest first, each with what changed since the one before."""
    held = of_source(network, source.id)
    if not held:
        return [
            b.heading(_("No judgement yet"), level=4),
            b.text(_("Each card that you keep stands here with its day.")),
        ]
    return [_told(network, card, _before(held, n)) for n, card in reversed(list(enumerate(held)))]


def _before(held: list[Appraisal], n: int) -> Appraisal | None:
    same = [one for one in held[:n] if one.framework.casefold() == held[n].framework.casefold()]
    return same[-1] if same else None


def _told(network: SourceNetwork, card: Appraisal, before: Appraisal | None) -> b.Block:
    asked = framework(card.framework, network, card=card)
    rows = [
        [
            one.label,
            f"{answer:g}" if isinstance(answer := card.answers.get(one.key, ""), int | float) else str(answer),
            card.seen.get(one.key, ""),
        ]
        for one in asked.criteria
        if one.key in card.answers or one.key in card.seen
    ]
    on = card.id in network.chosen
    words = _("On the reading list: take it off") if on else _("Choose for the reading list")
    return b.card(
        *b.listing(
            [
                b.heading(_("{day}, {card}").format(day=day_written(card.at), card=asked.name), level=4),
                b.text(asked.about, kind="muted") if asked.missing else None,
                b.table(_("What stands on the card"), [_("Asked"), _("Answer"), _("Seen")], rows) if rows else None,
                b.text(card.evidence) if card.evidence else None,
                b.text(card.verdict, kind="quote") if card.verdict else None,
                b.text(_moved(asked, before, card), kind="muted")
                if before is not None and _moved(asked, before, card)
                else None,
                b.items(*_said_lines(network, card.said)) if card.said else None,
                b.buttons(b.act("list", words, kind="little", pressed=on, card=card.id, about=day_written(card.at))),
            ]
        )
    )


def _said_lines(network: SourceNetwork, said: Mapping[str, str]) -> list[str]:
    from sourcenet.model.history import thing_words

    return [_("{name} says: {text}").format(name=thing_words(id, network), text=text) for id, text in said.items()]


def all_blocks(network: SourceNetwork) -> list[b.Block]:
    """Return the latest judgement on each source, for the still."""
    held = network.once("cards by source", lambda: _by_source(network))
    called = {one.id: one.label for one in network.sources}
    rows = []
    for source, some in held.items():
        card = some[-1]
        said = " ".join(_said_lines(network, card.said))
        what = card.evidence or " ".join(card.seen.values())
        rows.append(
            [
                called.get(source, _("a source that is not here")),
                framework(card.framework, network, card=card).name,
                card.at[:10],
                what,
                said,
            ]
        )
    if not rows:
        return [b.text(_("No source is judged yet."))]
    more = many("{n} source judged", "{n} sources judged", len(rows))
    head = [_("Source"), _("Card"), _("When"), _("What it rests on"), _("What others say")]
    return [b.text(more), b.table(_("Judgements"), head, rows[:_SHOWN])]
