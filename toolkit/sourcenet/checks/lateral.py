"""Sources read laterally: whether a card says what somebody else says about the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import Once, says_more
from sourcenet.checks.appraising import cards, evidence_of, known_words
from sourcenet.checks.counts import Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.sentences import plain
from sourcenet.checks.wording import label
from sourcenet.errors import SourcenetError
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Appraisal, Source

__all__ = ["read_laterally"]

#: For how many pairs the result says whether the two are independent.
_NOTED = 2


def read_laterally(n: int = 1, *, weight: float = 1.0) -> Property:
    """Ask for sources with a card that brings what another source says about them.

    The other source is another thing, with a name of its own, and what it said is a sentence of the learner's own: other
    than the evidence, and other than what anybody else said. A card that only names whom it was compared with counts
    whole where its evidence tells what that one said, by name, else half. Whether the two are independent is noted and
    never counted. Meant against reading a page by itself.

    Parameters
    ----------
    n
        How many sources.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(n, "read_laterally")

    def look(reading: Reading) -> Found:
        worth, pairs, alone = _read(reading)
        best = sorted(worth.values(), reverse=True)[:asked]
        return Found(
            min(1.0, sum(best) / asked),
            many(
                "{n} source with what another source says about it",
                "{n} sources, each with what another source says about it",
                asked,
            ),
            _found(reading, worth, pairs, alone),
            "" if sum(best) >= asked else _try(reading, worth, pairs, alone),
        )

    title = many("{n} source read laterally", "{n} sources read laterally", asked)
    return Property("read_laterally", title, look, arguments.weight(weight, "read_laterally"))


Pair = tuple["Source", "Source"]


def _read(reading: Reading) -> tuple[dict[str, float], list[Pair], list[Source]]:
    """Return what each thing is worth, the pairs that count, and the sources whose card brings nobody else."""
    said, rested = Once(reading), Once(reading)
    worth: dict[str, float] = {}
    pairs: list[Pair] = []
    alone: dict[str, Source] = {}
    for card, source in cards(reading):
        thing = reading.one.get(source.id, source.id)
        spoke = _spoke(reading, card, source, said)
        value = 1.0 if spoke else _compared(reading, card, source, rested)
        if value > worth.get(thing, 0.0):
            worth[thing] = value
        if spoke:
            pairs.append((source, spoke))
        if not value:
            alone.setdefault(thing, source)
    return worth, pairs, [source for thing, source in alone.items() if thing not in worth]


def _others(reading: Reading, card: Appraisal, ids: list[str]) -> list[Source]:
    """Return the other sources that a card names: other things, with names of their own."""
    past, one = reading.past, reading.one
    thing = one.get(card.source, card.source)
    return [past.sources[id] for id in ids if past.has_name(id) and id in past.sources and one.get(id, id) != thing]


def _spoke(reading: Reading, card: Appraisal, source: Source, once: Once) -> Source | None:
    """Return the first other source whose words count."""
    found = None
    for other in _others(reading, card, list(card.said)):
        text = card.said[other.id]
        beside = [*known_words(reading, source), other.name, other.label, other.url]
        own = Once(reading, card.evidence, *card.seen.values())
        names = [source.name, source.label, other.name, other.label]
        if says_more(text, beside) and own.counts(text, names) and once.counts(text, names):
            found = found or other
    return found


def _compared(reading: Reading, card: Appraisal, source: Source, once: Once) -> float:
    """Return what a card is worth that names whom it was compared with, and tells it in the evidence or not at all."""
    others = _others(reading, card, [id for id in card.compared_with if id not in card.said])
    text = evidence_of(card)
    if not others or not says_more(text, known_words(reading, source)):
        return 0.0
    if not once.counts(text, [source.name, source.label]):
        return 0.0
    words = f" {plain(text)} "
    told = any(f" {plain(name)} " in words for other in others for name in (other.name, other.label) if plain(name))
    return 1.0 if told else 0.5


def _found(reading: Reading, worth: dict[str, float], pairs: list[Pair], alone: list[Source]) -> str:
    if not worth and not alone:
        return _("no card yet")
    whole = sum(value == 1 for value in worth.values())
    parts = [many("{n} with what another said", "{n} with what another said", whole)] if whole else []
    if len(worth) > whole:
        parts.append(
            many(
                "{n} compared, without what the other said",
                "{n} compared, without what the other said",
                len(worth) - whole,
            )
        )
    if alone:
        parts.append(many("{n} card without another source", "{n} cards without another source", len(alone)))
    return "; ".join(parts) + "".join(". " + note for note in _notes(reading, pairs))


def _notes(reading: Reading, pairs: list[Pair]) -> list[str]:
    """Say of the first pairs whether the two are independent. It is no part of what is counted."""
    from sourcenet.measures import independence

    notes = []
    for source, other in pairs[:_NOTED]:
        try:
            value = independence(reading.network, source.id, other.id).value
        except SourcenetError:
            continue
        words = {
            True: _("{a} and {b} are independent, as far as you noted it"),
            False: _("{a} and {b} share something, so look whether they are two voices"),
            None: _("Nobody noted yet whether {a} and {b} are independent"),
        }[value]
        notes.append(words.format(a=label(source.label), b=label(other.label)))
    return notes


def _try(reading: Reading, worth: dict[str, float], pairs: list[Pair], alone: list[Source]) -> str:
    if not worth and not alone:
        return reading.first_step or _(
            "Open the card of a source that your question leans on, leave its page, and write what another source says"
            " about it."
        )
    if alone:
        return _("Who else speaks about {name}? Add them, and write on the card what they said.").format(
            name=label(alone[0].label)
        )
    return _("Write on one more card what another source says about it: their point, in your words.")
