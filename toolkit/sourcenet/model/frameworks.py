"""Frameworks: the cards by which a source is judged, as data files; a course adds its own by adding a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sourcenet.model.tables import Refused, beside, shipped, words_in
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.reading import Reading
    from sourcenet.model.source import Appraisal

__all__ = ["AXES", "Axis", "Criterion", "Framework", "axes_of", "framework", "framework_notes", "frameworks"]

SHIPPED = ("sift", "craap", "radar", "prompt", "cor", "conversation")
#: What all cards ask about in the end, so that cards of different frameworks can be laid beside each other.
AXES = ("who", "evidence", "when", "why", "fit")
SCALES = ("five", "text")
_MOST = 30


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of a card.

    Parameters
    ----------
    key
        Under which its answer is kept.
    label, prompt
        What it is called, and what it asks.
    scale
        ``"five"`` for a number from 1 to 5 with what was seen, ``"text"`` for words alone.
    axis
        Which of :data:`AXES` it belongs to.
    """

    key: str
    label: str
    prompt: str = ""
    scale: str = "text"
    axis: str = "evidence"


@dataclass(frozen=True, slots=True)
class Framework:
    """A card: its questions, and where they come from.

    Parameters
    ----------
    id, name, about
        What it is called in a file and on the page, and what it is for, in a sentence.
    credit, licence
        Whose idea it is, and the licence of its words.
    criteria
        Its questions, in order.
    people
        True for a card for people whom the learner knows: it has no scores.
    missing
        True where the file is gone, and only the keys of a card are left of it.
    """

    id: str
    name: str
    about: str = ""
    credit: str = ""
    licence: str = ""
    criteria: tuple[Criterion, ...] = field(default=())
    people: bool = False
    missing: bool = False


def frameworks(network: Reading | None = None) -> dict[str, Framework]:
    """Return the cards that there are, by id: those that ship with the toolkit, then those of the course.

    A course adds one by putting a file such as ``frameworks/my-card.toml`` beside the journal or the notebook. A file
    that cannot be used is left out; :func:`framework_notes` says why.

    Parameters
    ----------
    network
        The learner's network, whose folder is looked at.

    Examples
    --------
    >>> import sourcenet as sn
    >>> list(sn.frameworks())
    ['sift', 'craap', 'radar', 'prompt', 'cor', 'conversation']
    >>> [criterion.key for criterion in sn.frameworks()["cor"].criteria][:3]
    ['who', 'evidence', 'others']
    """
    return _all(network)[0]


def framework_notes(network: Reading | None = None) -> tuple[str, ...]:
    """Return why files of the course could not be used as cards, in sentences."""
    return tuple(_all(network)[1])


def framework(name: str, network: Reading | None = None, *, card: Appraisal | None = None) -> Framework:
    """Return a card by its id or name, in any case.

    Parameters
    ----------
    name
        Such as ``"sift"`` or ``"CRAAP"``.
    network
        The learner's network, whose folder is looked at.
    card
        A judgement that was made with it: where the file is gone, what the judgement says stands in for its questions.
    """
    wanted = name.strip().casefold()
    for one in frameworks(network).values():
        if wanted in (one.id.casefold(), one.name.casefold()):
            return one
    keys = dict.fromkeys([*(card.answers if card else ()), *(card.seen if card else ())])
    left = tuple(Criterion(key, key, "", _scale_of(card, key)) for key in keys)
    about = _("The file of this card is not here any more; what was written on it is.")
    return Framework(
        name.strip() or "?", name.strip() or _("a card without a name"), about, criteria=left, missing=True
    )


def _scale_of(card: Appraisal | None, key: str) -> str:
    return "five" if card is not None and isinstance(card.answers.get(key), (int, float)) else "text"


def _all(network: Reading | None) -> tuple[dict[str, Framework], list[str]]:
    found = {name: _made(shipped(f"frameworks/{name}.toml"), f"{name}.toml", translated=True) for name in SHIPPED}
    notes = []
    for name, said in beside(network, "frameworks"):
        try:
            if isinstance(said, Refused):
                raise said
            one = _made(said, f"frameworks/{name}.toml")
            if one.id in found:
                raise Refused(
                    _('frameworks/{name}.toml: there is a card "{id}" already. Give it another id.').format(
                        name=name, id=one.id
                    )
                )
            found[one.id] = one
        except Refused as problem:
            notes.append(str(problem))
    return found, notes


def _made(said: Mapping[str, Any], file: str, *, translated: bool = False) -> Framework:
    rows = said.get("criteria")
    if not isinstance(rows, list) or not rows or len(rows) > _MOST:
        raise Refused(
            _("{file} needs from 1 to {most} parts [[criteria]], each with key, label and prompt.").format(
                file=file, most=_MOST
            )
        )
    criteria = tuple(_criterion(row, file) for row in rows)
    keys = [one.key for one in criteria]
    if len(set(keys)) < len(keys):
        raise Refused(_("{file}: two of its criteria have the same key.").format(file=file))
    people = said.get("people") is True
    if people and any(one.scale == "five" for one in criteria):
        raise Refused(
            _('{file}: people are not scored. Write scale = "text" in each of its criteria.').format(file=file)
        )
    id, name = (words_in(said, part, file) for part in ("id", "name"))
    about, credit, licence = (words_in(said, part, file, needed=False) for part in ("about", "credit", "licence"))
    return Framework(id, name, _(about) if translated and about else about, credit, licence, criteria, people)


def _criterion(row: object, file: str) -> Criterion:
    texts = {name: words_in(row, name, file, needed=name != "prompt", limit=400) for name in ("key", "label", "prompt")}
    scale = words_in(row, "scale", file, needed=False) or "text"
    axis = words_in(row, "axis", file, needed=False) or "evidence"
    for name, value, known in (("scale", scale, SCALES), ("axis", axis, AXES)):
        if value not in known:
            raise Refused(
                _('{file}: {name} = "{value}" is not known. Use one of: {known}.').format(
                    file=file, name=name, value=value, known=", ".join(known)
                )
            )
    return Criterion(**texts, scale=scale, axis=axis)


@dataclass(frozen=True, slots=True)
class Axis:
    """What a card says on one axis: the mean of its numbers (None for none), and its words."""

    mean: float | None
    words: tuple[str, ...]


def axes_of(card: Appraisal, network: Reading | None = None) -> dict[str, Axis]:
    """Return what a judgement says on each of the five axes, so that cards of different frameworks can be compared.

    Parameters
    ----------
    card
        The judgement.
    network
        The learner's network, whose folder may hold the card's file.

    Returns
    -------
    dict of str to Axis
        In the order of :data:`AXES`; axes on which the card says nothing are left out. Answers to questions that the
        card's file does not know are left out too.
    """
    numbers: dict[str, list[float]] = {}
    words: dict[str, list[str]] = {}
    for one in framework(card.framework, network, card=card).criteria:
        answer = card.answers.get(one.key)
        if isinstance(answer, (int, float)) and 1 <= answer <= 5:
            numbers.setdefault(one.axis, []).append(float(answer))
        said = [str(answer)] if isinstance(answer, str) else []
        words.setdefault(one.axis, []).extend(text for text in (*said, card.seen.get(one.key, "")) if text)
    return {
        axis: Axis(sum(some) / len(some) if (some := numbers.get(axis)) else None, tuple(words.get(axis, ())))
        for axis in AXES
        if numbers.get(axis) or words.get(axis)
    }
