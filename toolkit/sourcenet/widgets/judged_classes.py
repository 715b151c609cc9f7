"""What the Builder colours by where it colours by appraisal: what the latest card of each source says, and its age."""

from __future__ import annotations

from typing import Any

from sourcenet.model.network import SourceNetwork
from sourcenet.model.source import Appraisal, Source
from sourcenet.widgets.judgements import aged, is_known, latest
from sourcenet.words import _

__all__ = ["APPRAISAL", "appraisal_choice", "appraisal_classes"]

#: The name by which a page asks for it.
APPRAISAL = "appraisal"
#: From here down a mean of one's own numbers is low, from here up it is high; between, the card is mixed.
_LOW, _HIGH = 2.5, 3.5
#: The colours of the classes: three of the scale, and two that belong to no scale.
_INKS = ("q1", "q3", "q5", 6, 7)


def appraisal_choice() -> list[str]:
    """Return the choice as the page is told it: key, title, what it says; no "more of it", and nothing to size by."""
    return [
        APPRAISAL,
        _("appraisal"),
        _("By your own latest card of each; hollow where there is none yet, and for people you know, who are not scored."),
        "",
    ]  # fmt: skip


def appraisal_classes(network: SourceNetwork) -> dict[str, Any]:
    """Part the sources by their latest card: mostly low, mixed, mostly high, in words alone, or too old.

    Parameters
    ----------
    network
        The network to look at.

    Returns
    -------
    dict
        As :func:`sourcenet.widgets.classes.classes_of` gives it; each class has its colour as a fourth thing. Classes
        in which nothing is are left out; the letters of the others stay.
    """
    placed = {one.id: _place(network, one) for one in network.sources}
    called = (_("mostly low"), _("mixed"), _("mostly high"), _("in words"), _("older than its half-life"))
    held = [at for at in range(len(called)) if any(place == at for place, _words in placed.values())]
    counts = [sum(place == at for place, _words in placed.values()) for at in held]
    rows = zip(held, counts, strict=True)
    people = any(is_known(network, one.id) for one in network.sources)
    return {
        "classes": [["abcde"[at], called[at], n, _INKS[at]] for at, n in rows],
        "of": {id: [None if at is None else held.index(at), words] for id, (at, words) in placed.items()},
        "unsaid": _("no card yet, or somebody you know") if people else _("no card yet"),
    }


def _place(network: SourceNetwork, source: Source) -> tuple[int | None, str]:
    """Return the class of a source, None for none, and what is said of it."""
    if is_known(network, source.id):
        return None, _("somebody you know: not scored")
    card = latest(network, source.id)
    if card is None:
        return None, _("no card yet")
    mean = _mean(card)
    words = _("in words") if mean is None else _("{n} of 5 on the mean").format(n=f"{mean:.2g}")
    said = _("{words}, {card} of {day}").format(words=words, card=card.framework, day=card.at[:10])
    if aged(network, source, card):
        return 4, _("{said}; to be looked at again").format(said=said)
    if mean is None:
        return 3, said
    return (0 if mean < _LOW else 2 if mean > _HIGH else 1), said


def _mean(card: Appraisal) -> float | None:
    numbers = [
        float(n)
        for n in card.answers.values()
        if isinstance(n, (int, float)) and not isinstance(n, bool) and 1 <= n <= 5
    ]
    return sum(numbers) / len(numbers) if numbers else None
