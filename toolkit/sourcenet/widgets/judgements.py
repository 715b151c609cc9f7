"""Which sources can be judged and in which order, and the judgements that each has."""

from __future__ import annotations

from sourcenet.model.dates import first_day
from sourcenet.model.erasing import is_shy
from sourcenet.model.frameworks import Framework, framework, frameworks
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.source import Appraisal, Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets.ageing import half_lives
from sourcenet.words import _

__all__ = [
    "about",
    "aged",
    "fitting",
    "in_turn",
    "is_known",
    "judgements",
    "last_of",
    "latest",
    "of_source",
    "pick_source",
]

_MONTH = 365.25 / 12


def of_source(network: SourceNetwork, source: str) -> list[Appraisal]:
    """Return the judgements on a source, the oldest first; also of one that is set aside."""
    return network.once("cards by source", lambda: _by_source(network)).get(source, [])


def _by_source(network: SourceNetwork) -> dict[str, list[Appraisal]]:
    found: dict[str, list[Appraisal]] = {}
    # By their time: a file that was joined from another machine brings older cards later.
    for card in sorted(network.appraisals, key=lambda one: one.at):
        found.setdefault(card.source, []).append(card)
    return found


def judgements(network: SourceNetwork, source: str) -> list[Appraisal]:
    """Return the judgements on a source, the oldest first, each as it stands after what others said was added to it.

    To bring what others say writes the card anew; what it said before stands on it, so one of them is enough. A card
    on the reading list is never left out.
    """
    held, chosen = of_source(network, source), network.chosen
    pairs = zip(held, [*held[1:], None], strict=False)
    return [one for one, after in pairs if after is None or one.id in chosen or not _only_said_more(one, after)]


def _only_said_more(one: Appraisal, after: Appraisal) -> bool:
    def judged(card: Appraisal) -> tuple[object, ...]:
        return card.framework.casefold(), dict(card.answers), dict(card.seen), card.evidence, card.verdict

    return judged(one) == judged(after) and set(one.said) <= set(after.said)


def latest(network: SourceNetwork, source: str, card: str = "") -> Appraisal | None:
    """Return the latest judgement on a source, of one card where it is named; None where there is none."""
    return last_of(network, of_source(network, source), card)


def last_of(network: SourceNetwork, some: list[Appraisal], card: str = "") -> Appraisal | None:
    """Return the last of some judgements, of one card where it is named, by its id or by its name."""
    if not card:
        return some[-1] if some else None
    asked = framework(card, network)
    names = {asked.id.casefold(), asked.name.casefold()}
    return next((one for one in reversed(some) if one.framework.strip().casefold() in names), None)


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
        if isinstance(aside.what, Source) and (of_source(network, aside.id) or aside.id == source):
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
    life = half_lives(network).get(source.kind, network.vocabulary.look(source.kind).half_life)
    day = first_day(card.at[:10])
    if not life or day is None or (network.today - day).days < life * _MONTH:
        return ""
    return _(
        "This card is older than {n} months, in which half of what such a {kind} says may have changed. Look again."
    ).format(n=f"{life:g}", kind=_(source.kind))
