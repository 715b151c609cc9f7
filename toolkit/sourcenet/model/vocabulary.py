"""The words of a network: kinds, relations, viewpoints, how much one relies. A small file extends them, no code.

``vocabulary.toml`` beside a journal (or in a folder above it) adds kinds,
relations and subjects, and may name the viewpoints of its own question.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from sourcenet.errors import BadValue, UnknownKind, UnreadableFile
from sourcenet.safety import LIMITS, clean_text
from sourcenet.words import _

__all__ = ["FAMILIES", "Kind", "Viewpoint", "Vocabulary", "read_vocabulary", "shipped_vocabulary", "vocabulary_of"]

#: The families of relations, each with a dash of its own: what one does, makes, refers to, argues with, meets.
FAMILIES = ("uses", "made", "refers", "argues", "meets")
_CIRCLE = "M0-15A15 15 0 1 1 0 15A15 15 0 1 1 0-15Z"
_DATA = Path(__file__).parent.parent / "data"
_MOST = 200
#: The longest half-life, in months.
_LONGEST = 1200


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source with its outline, glyph, two-letter code, and how it ages."""

    name: str
    code: str
    shape: str = _CIRCLE
    glyph: str = ""
    human: bool = False
    machine: bool = False
    half_life: int | None = None


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Where a source may stand on the question, and the mark that is drawn on it."""

    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a network may use.

    Parameters
    ----------
    kinds
        Name to :class:`Kind`, in the order of the form.
    relations
        Suggested relation to its family; a learner may write any other.
    viewpoints
        Where a source may stand on the question.
    subjects
        Suggested subjects.
    strengths
        Five words for how much one relies on a connection, from the least to the most.
    accesses, settings
        How a source is got at, and where it is met.
    devices
        Suggestions for what one needs to get at it; a learner may write any other.
    """

    kinds: Mapping[str, Kind]
    relations: Mapping[str, str]
    viewpoints: tuple[Viewpoint, ...]
    subjects: tuple[str, ...]
    strengths: tuple[str, ...]
    accesses: tuple[str, ...] = ("open", "login", "paid", "private")
    settings: tuple[str, ...] = ("formal", "informal")
    devices: tuple[str, ...] = ("any", "computer", "phone", "in person")
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_words(self) -> frozenset[str]:
        """Every word of the lists: what a field may hold that is nobody's name."""
        views = (viewpoint.name for viewpoint in self.viewpoints)
        lists = (
            self.kinds,
            self.relations,
            views,
            self.subjects,
            self.accesses,
            self.settings,
            self.devices,
            ("brought", "added"),
        )
        return frozenset(word for words in lists for word in words)

    def kind(self, name: str) -> str:
        """Return the name of a kind as the vocabulary writes it.

        Raises
        ------
        UnknownKind
            There is no such kind; the sentence lists those there are.
        """
        wanted = clean_text(name)
        folded = {known.casefold(): known for known in self.kinds}
        found = folded.get(wanted.casefold()) or self.aliases.get(wanted.casefold())
        if found:
            return found
        near = difflib.get_close_matches(wanted.casefold(), folded, n=1, cutoff=0.75)
        hint = _(' Did you mean "{name}"?').format(name=folded[near[0]]) if near else ""
        raise UnknownKind(
            _('"{kind}" is not a kind of source.{hint} Use one of: {kinds}.').format(
                kind=clean_text(wanted, 60), hint=hint, kinds=", ".join(self.kinds)
            ),
            field="kind",
        )

    def look(self, name: str) -> Kind:
        """Return how a kind is drawn; one that the vocabulary lacks gets the circle and its first two letters."""
        return self.kinds.get(name) or Kind(name, name[:2].capitalize())

    def family(self, relation: str) -> str:
        """Return the family of a relation; one that is not listed counts as use."""
        return self.relations.get(relation, "uses")

    def strength(self, value: object) -> int:
        """Return how much one relies on a connection as a number from 1 to 5.

        Raises
        ------
        BadValue
            The value is neither a whole number from 1 to 5 nor one of the five words.
        """
        if isinstance(value, str) and value in self.strengths:
            return self.strengths.index(value) + 1
        if isinstance(value, (int, float)) and not isinstance(value, bool) and value in (1, 2, 3, 4, 5):
            return int(value)
        raise BadValue(
            _("How much you rely on a connection is a number from 1 to 5: {words}. Not {value}.").format(
                words=", ".join(f"{n} {word}" for n, word in enumerate(self.strengths, 1)),
                value=clean_text(str(value), 40),
            ),
            field="strength",
        )


@cache
def shipped_vocabulary() -> Vocabulary:
    """Return the vocabulary that is used where a course names none of its own."""
    words = tomllib.loads((_DATA / "vocabulary.toml").read_text("utf-8"))
    drawn = json.loads((_DATA / "kinds.json").read_text("utf-8"))
    kinds = {name: Kind(name, **{**drawn.get(name, {}), **more}) for name, more in words["kinds"].items()}
    return Vocabulary(
        kinds=kinds,
        relations=dict(words["relations"]),
        viewpoints=tuple(Viewpoint(name, mark) for name, mark in words["viewpoints"].items()),
        subjects=tuple(words["subjects"]),
        strengths=tuple(words["strengths"]),
        aliases=dict(words["aliases"]),
    )


def read_vocabulary(path: Path) -> Vocabulary:
    """Read a course's own vocabulary file over the shipped one.

    Parameters
    ----------
    path
        A TOML file with any of the tables ``[kinds]``, ``[relations]``, ``[viewpoints]`` and the lists
        ``subjects`` and ``strengths``. Viewpoints, subjects and strengths replace, the others add.

    Raises
    ------
    UnreadableFile
        The file is not TOML, or a table holds what it cannot.
    """
    try:
        return vocabulary_of(path.read_bytes(), path.name)
    except OSError as error:
        raise _unreadable(path.name, error) from error


def vocabulary_of(data: bytes, name: str = "vocabulary.toml") -> Vocabulary:
    """Work like :func:`read_vocabulary`, on the bytes of a file that was read already.

    Parameters
    ----------
    data
        The bytes.
    name
        What the file is called, for the sentence that refuses it.
    """
    base = shipped_vocabulary()
    try:
        words = tomllib.loads(data.decode("utf-8-sig"))
        return replace(base, **_changes(base, words))
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        _(
            "{file} could not be read as a vocabulary ({why}). The shipped words are used. "
            'Write tables such as [viewpoints] with lines such as yes = "+".'
        ).format(file=name, why=clean_text(str(error), 120))
    )


def _months(kind: str, value: object) -> int | None:
    """Return a half-life in months; 0 is written for what does not age."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LONGEST:
        raise ValueError(f'"{kind}": half_life is a whole number of months from 1 to {_LONGEST}, or 0 for none')
    return value or None


def _changes(base: Vocabulary, words: Mapping[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if "kinds" in words:
        kinds = dict(base.kinds)
        for name, more in list(words["kinds"].items())[:_MOST]:
            name = clean_text(name, LIMITS["word"])
            given = dict(more) if isinstance(more, Mapping) else {"code": str(more)}
            old = kinds.get(name) or Kind(name, name[:2].capitalize())
            # Shapes come from the shipped list only: a path string from elsewhere would be drawn unseen.
            like = kinds.get(str(given.pop("like", "")))
            if like:
                old = replace(like, name=name, code=old.code)
            kinds[name] = replace(
                old,
                code=clean_text(str(given.get("code", old.code)), 2),
                human=bool(given.get("human", old.human)),
                half_life=_months(name, given["half_life"]) if "half_life" in given else old.half_life,
            )
        changes["kinds"] = kinds
    if "relations" in words:
        for relation, family in words["relations"].items():
            if family not in FAMILIES:
                raise ValueError(f'"{relation}": {family!r} is not one of {", ".join(FAMILIES)}')
        changes["relations"] = {**base.relations, **words["relations"]}
    if "viewpoints" in words:
        changes["viewpoints"] = tuple(
            Viewpoint(clean_text(name, LIMITS["word"]), clean_text(mark, 2))
            for name, mark in words["viewpoints"].items()
        )
    if "subjects" in words:
        changes["subjects"] = tuple(clean_text(subject, LIMITS["word"]) for subject in words["subjects"])
    if "strengths" in words:
        if len(words["strengths"]) != 5:
            raise ValueError("strengths are five words, from the least to the most")
        changes["strengths"] = tuple(clean_text(word, LIMITS["word"]) for word in words["strengths"])
    return changes
