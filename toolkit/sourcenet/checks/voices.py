"""A voice sought: a standpoint that is missing, how one knows, and whether for a good reason. For lessons only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import Once
from sourcenet.checks.counts import Reading
from sourcenet.checks.placeholders import is_placeholder
from sourcenet.checks.result import Found, Property
from sourcenet.checks.sentences import plain
from sourcenet.checks.wording import label
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Post

__all__ = ["STEP", "voice_sought"]

#: The step whose notes are read.
STEP = "voice"
_ARTICLES = frozenset({"a", "an", "the", "one", "another", "more", "some", "other"})


@dataclass(frozen=True, slots=True)
class _Voice:
    """A voice that was named, and whether how one knows and the reason count."""

    called: str
    how: bool
    reason: bool

    @property
    def worth(self) -> float:
        return (1 + self.how + self.reason) / 3


def voice_sought(n: int = 1, *, weight: float = 1.0) -> Property:
    """Ask for a missing voice, how the learner knows that it is missing, and whether it is for a good reason.

    A third each. Without a voice there is nothing to say more about; a bare label of a viewpoint ("critic") is no voice.
    Meant against relabelling.

    Parameters
    ----------
    n
        How many voices.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(n, "voice_sought")

    def look(reading: Reading) -> Found:
        notes = [post for post in reading.network.posts if post.step == STEP]
        voices, bare = _voices(reading, notes)
        best = sorted((voice.worth for voice in voices), reverse=True)[:asked]
        return Found(
            min(1.0, sum(best) / asked),
            many(
                "{n} voice that bears on your question and that you do not hear, how you know, and whether for a good reason",
                "{n} voices that bear on your question and that you do not hear, how you know, and whether for a good reason",
                asked,
            ),
            _found(voices, bare),
            "" if sum(best) >= asked else _try(voices, bare),
        )

    title = many("{n} missing voice sought", "{n} missing voices sought", asked)
    return Property("voice_sought", title, look, arguments.weight(weight, "voice_sought"))


def _voices(reading: Reading, notes: list[Post]) -> tuple[list[_Voice], list[str]]:
    """Return the voices that were named, each as it was told best, and bare labels that were given for one."""
    labels = {plain(view.name) for view in reading.network.vocabulary.viewpoints}
    once = Once(reading)
    found: dict[str, _Voice] = {}
    bare: list[str] = []
    for note in notes:
        given = {name: note.answers.get(name, "") for name in ("voice", "how", "reason")}
        voice, how, reason = (text if isinstance(text, str) else "" for text in given.values())
        said = " ".join(word for word in plain(voice).split() if word not in _ARTICLES)
        if not said or is_placeholder(voice) or said in labels or said.removesuffix("s") in labels:
            bare += [voice] if plain(voice) else []
            continue
        told = _Voice(voice, once.counts(how, [voice]), once.counts(reason, [voice]))
        held = found.get(said)
        found[said] = told if held is None else _Voice(voice, held.how or told.how, held.reason or told.reason)
    return list(found.values()), bare


def _found(voices: list[_Voice], bare: list[str]) -> str:
    if not voices:
        return _("a label, not a voice yet: {name}").format(name=label(bare[0])) if bare else _("no voice named yet")
    parts = []
    for voice in voices[:2]:
        lacks = [word for there, word in ((voice.how, _("how you know")), (voice.reason, _("the reason"))) if not there]
        parts.append(
            _("{name}, without {parts}").format(name=label(voice.called), parts=_(" and ").join(lacks))
            if lacks
            else label(voice.called)
        )
    return "; ".join(parts)


def _try(voices: list[_Voice], bare: list[str]) -> str:
    for voice in voices:
        if not voice.how:
            return _("How do you know that you do not hear {name}? Say where you looked.").format(
                name=label(voice.called)
            )
        if not voice.reason:
            return _(
                "Is {name} missing for a good reason, or only because you never met? Say it in a sentence."
            ).format(name=label(voice.called))
    if bare and not voices:
        return _("Say who would speak: people who ... would say ..., and I have nobody to ask.")
    return _("Finish the sentence: people who ... would say ..., and I have nobody to ask.")
