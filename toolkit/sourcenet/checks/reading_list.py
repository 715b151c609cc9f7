"""The reading list: what the learner chose for a person to read, and whether there is something to read in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import Once
from sourcenet.checks.appraising import cards, evidence_of
from sourcenet.checks.counts import Reading
from sourcenet.checks.reasons import missing, what_to_try
from sourcenet.checks.result import Found, Property
from sourcenet.errors import BadValue
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Appraisal

__all__ = ["chosen"]


def chosen(connections: int = 0, appraisals: int = 0, *, weight: float = 1.0) -> Property:
    """Ask for a reading list: that many connections with a reason, and appraisals with evidence.

    Parameters
    ----------
    connections
        How many connections should be picked, each with a reason that counts.
    appraisals
        How many appraisals should be picked, each with evidence in a sentence of the learner's own. People whom the
        learner knows are not appraised, so an appraisal of one does not count.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(connections, "chosen", least=0), arguments.whole(appraisals, "chosen", least=0)
    if not sum(asked):
        raise BadValue(_("chosen needs to know how many: chosen(connections=5), or appraisals=2, or both."))

    def look(reading: Reading) -> Found:
        picked = set(reading.network.chosen)
        ties = [tie for tie in reading.connections if tie.id in picked]
        good = [tie for tie in ties if not reading.verdicts[tie.id]]
        judged = [card for card in reading.network.appraisals if card.id in picked]
        counting = _with_evidence(reading, judged)
        found, tries = [], []
        if asked[0]:
            found.append(
                many("{n} connection with a reason", "{n} connections with a reason", len(good))
                + missing(reading, ties)
            )
            tries.append(what_to_try(reading, ties) if len(good) < asked[0] else "")
        if asked[1]:
            found.append(many("{n} appraisal with evidence", "{n} appraisals with evidence", len(counting)))
            tries.append(_("Say in a sentence what you saw: another person should be able to check it.")
                         if len(counting) < min(asked[1], len(judged)) else "")  # fmt: skip
        return Found(
            (min(asked[0], len(good)) + min(asked[1], len(counting))) / sum(asked),
            _looked_for(*asked),
            "; ".join(found) if picked else _("nothing chosen yet"),
            reading.first_step or next(filter(None, tries), _pick(*asked)),
        )

    return Property("chosen", _title(*asked), look, arguments.weight(weight, "chosen"))


def _title(connections: int, appraisals: int) -> str:
    if not appraisals:
        return many("{n} connection chosen to be read", "{n} connections chosen to be read", connections)
    if not connections:
        return many("{n} appraisal chosen to be read", "{n} appraisals chosen to be read", appraisals)
    return _("A reading list: {connections} connections, {appraisals} appraisals").format(
        connections=connections, appraisals=appraisals
    )


def _looked_for(connections: int, appraisals: int) -> str:
    parts = []
    if connections:
        parts.append(
            many(
                "{n} connection that you chose, with its reason",
                "{n} connections that you chose, each with its reason",
                connections,
            )
        )
    if appraisals:
        parts.append(
            many(
                "{n} appraisal that you chose, with its evidence",
                "{n} appraisals that you chose, each with its evidence",
                appraisals,
            )
        )
    return "; ".join(parts)


def _pick(connections: int, appraisals: int) -> str:
    if connections:
        return _(
            "Which connections show best how you find things out? Open one, and press: Choose for the reading list."
        )
    return _("Choose the appraisals that cost you most thought.")


def _with_evidence(reading: Reading, picked: list[Appraisal]) -> list[Appraisal]:
    once, ids = Once(reading), {card.id for card in picked}
    return [
        card
        for card, source in cards(reading)
        if card.id in ids and once.counts(evidence_of(card), [source.name, source.label, source.url])
    ]
