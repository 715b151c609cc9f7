"""Cards as a sheet shows them, to fill in: which source comes next, what is asked, what was written before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sourcenet.errors import BadValue
from sourcenet.model.dates import day_written, first_day
from sourcenet.model.erasing import is_shy
from sourcenet.model.frameworks import Criterion, Framework, frameworks
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.source import Appraisal, Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets.sheet import Form
from sourcenet.words import _

__all__ = [
    "AGAIN",
    "about",
    "aged",
    "card_blocks",
    "fitting",
    "in_turn",
    "is_known",
    "latest",
    "moved",
    "of_source",
    "pick_source",
    "written",
]

_MONTH = 365.25 / 12
#: Under which a card keeps what became of the judgement before it, and why; it is none of the card's own questions.
AGAIN = "kept, raised or lowered"


def of_source(network: SourceNetwork, source: str) -> list[Appraisal]:
    """Return the judgements on a source, the oldest first; also of one that is set aside."""
    return network.once("cards by source", lambda: _by_source(network)).get(source, [])


def _by_source(network: SourceNetwork) -> dict[str, list[Appraisal]]:
    found: dict[str, list[Appraisal]] = {}
    # By their time: a file that was joined from another machine brings older cards later.
    for card in sorted(network.appraisals, key=lambda one: one.at):
        found.setdefault(card.source, []).append(card)
    return found


def latest(network: SourceNetwork, source: str, card: str = "") -> Appraisal | None:
    """Return the latest judgement on a source, of one card where it is named; None where there is none."""
    some = of_source(network, source)
    return next((one for one in reversed(some) if not card or one.framework.casefold() == card.casefold()), None)


def is_known(network: SourceNetwork, source: str) -> bool:
    """Tell whether a source is a person whom the learner knows, standing or set aside: never scored."""
    state = network.plain()
    record = state.sources.get(source) or (state.archive[source].record if source in state.archive else {})
    return is_shy(record)


def fitting(network: SourceNetwork, source: str) -> dict[str, Framework]:
    """Return the cards that a source can be judged by: those for people one knows, or those for all else."""
    known = is_known(network, source)
    return {id: one for id, one in frameworks(network).items() if one.people is known}


def in_turn(network: SourceNetwork) -> list[Source]:
    """Return the sources as they are offered: without a card and used most first, then aged cards, people last."""
    return network.once("sources to judge", lambda: _in_turn(network))


def _in_turn(network: SourceNetwork) -> list[Source]:
    used: dict[str, int] = {}
    for tie in network.connections:
        if tie.start == ME:
            used[tie.end] = max(used.get(tie.end, 0), tie.strength)

    def place(one: Source) -> tuple[bool, int, int]:
        last = latest(network, one.id)
        waits = 0 if last is None else 1 if aged(network, one, last) else 2
        return is_known(network, one.id), waits, -used.get(one.id, 0)

    return sorted(network.sources, key=place)


def pick_source(network: SourceNetwork, source: str) -> b.Block:
    """Return the list of sources to choose from: not judged yet, judged, people one knows, set aside with a card."""
    groups: dict[str, list[tuple[str, str]]] = {"new": [], "judged": [], "people": [], "aside": []}
    for one in in_turn(network):
        name = "people" if is_known(network, one.id) else "judged" if of_source(network, one.id) else "new"
        groups[name].append((one.id, one.label))
    for aside in network.archive:
        if isinstance(aside.what, Source) and of_source(network, aside.id):
            groups["aside"].append((aside.id, aside.what.label))
    called = {
        "new": _("not judged yet"), "judged": _("judged"), "people": _("people you know"), "aside": _("set aside"),
    }  # fmt: skip
    some = [(called[name], held) for name, held in groups.items() if held]
    return b.pick(_("Source"), "source", some, source, key="source")


def about(network: SourceNetwork, source: Source) -> str:
    """Return author, year, owner and kind of a source, as far as they are said."""
    if is_known(network, source.id):
        return _("Somebody you know: no scores, now or ever.")
    parts = [source.authors.replace(";", ","), source.year, source.owner, _(source.kind)]
    return " · ".join(part for part in parts if part)


def aged(network: SourceNetwork, source: Source, card: Appraisal) -> str:
    """Return a sentence where a card is older than the half-life of the kind of its source; empty where it is not."""
    life = network.vocabulary.look(source.kind).half_life
    day = first_day(card.at[:10])
    if not life or day is None or (network.today - day).days < life * _MONTH:
        return ""
    return _(
        "This card is older than {n} months, in which half of what such a {kind} says may have changed. Look again."
    ).format(n=f"{life:g}", kind=_(source.kind))


# -- the card to fill in


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
