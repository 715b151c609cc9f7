"""Cards as a sheet shows them, to fill in: what is asked, what was written before, what a form says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sourcenet.errors import BadValue
from sourcenet.model.dates import day_written
from sourcenet.model.frameworks import Criterion, Framework
from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Appraisal, Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets.judgements import latest
from sourcenet.widgets.sheet import Form
from sourcenet.words import _

__all__ = [
    "AGAIN",
    "card_blocks",
    "moved",
    "written",
]

#: Under which a card keeps what became of the judgement before it, and why; it is none of the card's own questions.
AGAIN = "kept, raised or lowered"


class _Start(NamedTuple):
    """What stands in a card before it is filled in."""

    answers: Mapping[str, Any]
    seen: Mapping[str, str]
    evidence: str
    verdict: str


def _start(card: Framework, given: Appraisal | None) -> _Start:
    """Return what an earlier judgement puts into a card; what no question of it asks goes to the evidence."""
    if given is None:
        return _Start({}, {}, "", "")
    keys = {one.key for one in card.criteria}
    rest = [given.evidence]
    for key in dict.fromkeys([*given.answers, *given.seen]):
        if key in keys or key == AGAIN:
            continue
        answer = given.answers.get(key, "")
        number = _("{n} of 5").format(n=f"{answer:g}") if isinstance(answer, int | float) else str(answer)
        rest.append(f"{key}: " + ", ".join(part for part in (number, given.seen.get(key, "")) if part))
    return _Start(given.answers, given.seen, "\n".join(part for part in rest if part), given.verdict)


def card_blocks(
    network: SourceNetwork, source: Source, card: Framework, copied: Appraisal | None = None
) -> list[b.Block]:
    """Return the card with what stands on its latest filling, or on another card that is copied to it."""
    last = latest(network, source.id, card.id)
    start = _start(card, copied or last)
    fields = [_asked(one, start) for one in card.criteria]
    fields += _at_the_end(start, known=card.people)
    if last is not None and not card.people:
        fields.append(_again(last))
    told = [b.text(words, kind="muted" if n else "") for n, words in enumerate(_about_card(card))]
    form = b.form(
        "judge",
        fields,
        _("Keep the card") if last is None else _("Keep it as it stands now"),
        key=f"judge-{source.id}-{card.id}",
        title=card.name,
        more=[b.act("next", _("Next source"))],
        fresh=copied.id if copied else "",
        card=card.id,
    )
    return b.listing(
        [
            b.fold(_("About this card"), *told, key=f"about-{card.id}"),
            b.note(_("Copied from the card of {day}. Nothing is kept until you keep it.").format(day=day_written(copied.at)),
                   kind="plain") if copied else None,
            form,
        ]
    )  # fmt: skip


def _about_card(card: Framework) -> list[str]:
    return [words for words in (card.about, card.credit, card.licence) if words]


def _rows(text: str) -> int:
    return min(8, max(2, 1 + len(text) // 70))


def _asked(one: Criterion, start: _Start) -> b.Block:
    answer = start.answers.get(one.key, "")
    text = answer if isinstance(answer, str) else ""
    if one.scale != "five":
        text = text or start.seen.get(one.key, "")
        return b.part(
            one.label, b.area(f"text-{one.key}", one.prompt or one.label, value=text, rows=_rows(text))
        )  # fmt: skip
    seen = start.seen.get(one.key, "") or text
    return b.part(
        one.label,
        b.area(f"seen-{one.key}", _("What did you see that another person could check?"), value=seen, rows=_rows(seen)),
        b.five(f"score-{one.key}", _("So, for your question"), value=_whole(answer)),
        about=one.prompt,
    )


def _at_the_end(start: _Start, *, known: bool) -> list[b.Block]:
    if known:
        return [b.area("evidence", _("Anything else, in a sentence"), value=start.evidence, rows=_rows(start.evidence))]
    rests, verdict = _("What does your judgement rest on?"), _("Good enough for ..., not for ...")
    return [
        b.part(
            _("All in all"),
            b.area("evidence", rests, value=start.evidence, rows=_rows(start.evidence)),
            b.line("verdict", verdict, value=start.verdict),
            about=_("For your question, not for every one."),
        )
    ]


def _again(last: Appraisal) -> b.Block:
    some = [("kept", _("kept"), ""), ("raised", _("raised"), ""), ("lowered", _("lowered"), "")]
    return b.part(
        _("Since the card of {day}").format(day=day_written(last.at)),
        b.choice("again", _("My judgement is"), some),
        b.area("because", _("because")),
        about=_("The card of then stays under Earlier."),
    )


def _whole(answer: object) -> str:
    return str(round(answer)) if isinstance(answer, int | float) and 1 <= answer <= 5 else ""


def written(card: Framework, form: Form, before: Appraisal | None) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what a form says: answers by key (numbers, or texts), and what was seen by key.

    Raises
    ------
    BadValue
        Nothing is on it, a number has nothing that shows it, or a change has no reason.
    """
    answers: dict[str, Any] = {}
    seen: dict[str, str] = {}
    evidence = str(form.get("evidence") or "")
    for one in card.criteria:
        score, text = str(form.get(f"score-{one.key}") or ""), str(form.get(f"text-{one.key}") or "")
        if one.scale == "five" and score in ("1", "2", "3", "4", "5"):
            answers[one.key] = int(score)
        if one.scale != "five" and text:
            answers[one.key] = text
        if one.scale == "five" and (what := str(form.get(f"seen-{one.key}") or "")):
            seen[one.key] = what
    if not answers and not seen and not evidence:
        first = card.criteria[0]
        field = f"seen-{first.key}" if first.scale == "five" else f"text-{first.key}"
        raise BadValue(_("Nothing is on the card yet. Begin with one thing that you saw."), field=field)
    bare = next(
        (one for one in card.criteria if one.scale == "five" and one.key in answers and one.key not in seen), None
    )
    if bare is not None and not evidence:
        raise BadValue(
            _(
                "{label} has a number and nothing that shows it. What did you see that another person could check?"
            ).format(label=bare.label),
            field=f"seen-{bare.key}",
        )
    if before is not None and (why := _because(card, form, before, answers)):
        answers[AGAIN] = why
    return answers, seen


def _because(card: Framework, form: Form, before: Appraisal, answers: Mapping[str, Any]) -> str:
    became, why = str(form.get("again") or ""), str(form.get("because") or "")
    called = {"kept": _("kept"), "raised": _("raised"), "lowered": _("lowered")}
    if became in called and not why:
        raise BadValue(
            _("You say that your judgement is {became}. Because of what? One thing that you found.").format(
                became=called[became]
            ),
            field="because",
        )
    if not why:
        return ""
    shifts = [new - old for _one, old, new in _shifts(card, before.answers, answers)]
    guess = "raised" if sum(shifts) > 0 else "lowered" if sum(shifts) < 0 else "kept"
    return _("{became}, because {why}").format(became=called.get(became) or called[guess], why=why)


def _shifts(card: Framework, before: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[Criterion, float, float]]:
    found = []
    for one in card.criteria:
        old, new = before.get(one.key), now.get(one.key)
        if isinstance(old, int | float) and isinstance(new, int | float) and old != new:
            found.append((one, float(old), float(new)))
    return found


def moved(card: Framework, before: Appraisal, now: Appraisal) -> str:
    """Return which numbers of a card went up or down since the one before; empty where none did."""
    parts = []
    for one, old, new in _shifts(card, before.answers, now.answers):
        words = _("{label} up from {old:g} to {new:g}") if new > old else _("{label} down from {old:g} to {new:g}")
        parts.append(words.format(label=one.label, old=old, new=new))
    return "; ".join(parts) + "." if parts else ""
