"""Formative questions of the lessons: four answers, each with a reply that moves the person on."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sourcenet.errors import BadValue
from sourcenet.model.tables import DATA, Refused, beside, shipped, words_in
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sourcenet.model.reading import Reading

__all__ = ["SURE", "Option", "Question", "question", "question_names"]

#: How sure somebody is, in their own words.
SURE = ("guessing", "fairly", "quite")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its letter, what it says, and the reply to whoever chose it."""

    key: str
    text: str
    reply: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to be chosen alone, talked over, and chosen again.

    Parameters
    ----------
    step
        What it is called, such as ``"03-evidence"``.
    ask
        The question.
    options
        The answers, in order. None is marked as right: the reply tells what a choice means.
    """

    step: str
    ask: str
    options: tuple[Option, ...]


def question_names(network: Reading | None = None) -> list[str]:
    """Return what questions there are: the shipped ones, and those of the course."""
    own = [name for name, _said in beside(network, "questions")]
    return sorted({*(path.stem for path in (DATA / "questions").glob("*.toml")), *own})


def question(step: str, network: Reading | None = None) -> Question:
    """Return a question by its name: the course's own ``questions/<name>.toml`` first, then the shipped one.

    Parameters
    ----------
    step
        Such as ``"03-evidence"``.
    network
        The learner's network, whose folder is looked at.

    Raises
    ------
    BadValue
        There is none of this name, or its file cannot be used; the sentence says why.

    Examples
    --------
    >>> from sourcenet.model.questions import question
    >>> [option.key for option in question("01-diary").options]
    ['A', 'B', 'C', 'D']
    """
    own = dict(beside(network, "questions"))
    said = own.get(step)
    if said is None and _NAME.fullmatch(step) and (DATA / "questions" / f"{step}.toml").is_file():
        said = shipped(f"questions/{step}.toml")
    try:
        if isinstance(said, Refused):
            raise said
        if said is None:
            raise Refused(_unknown(step, network))
        return _made(step, said)
    except Refused as problem:
        raise BadValue(str(problem), field="step") from None


def _unknown(step: str, network: Reading | None) -> str:
    names = question_names(network)
    near = difflib.get_close_matches(step, names, n=1, cutoff=0.5)
    hint = _(' Did you mean "{name}"?').format(name=near[0]) if near else ""
    return _('There is no question "{step}".{hint} There is: {names}.').format(
        step=step[:60], hint=hint, names=", ".join(names)
    )


def _made(step: str, said: Mapping[str, Any]) -> Question:
    file = f"questions/{step}.toml"
    rows = said.get("options")
    if not isinstance(rows, list) or not 2 <= len(rows) <= 8:
        raise Refused(_("{file} needs from 2 to 8 parts [[options]], each with key, text and reply.").format(file=file))
    options = []
    for row in rows:
        key, text, reply = (words_in(row, name, file) for name in ("key", "text", "reply"))
        options.append(Option(key, _(text), _(reply)))
    if len({one.key for one in options}) < len(options):
        raise Refused(_("{file}: two of its options have the same key.").format(file=file))
    return Question(step, _(words_in(said, "ask", file)), tuple(options))
