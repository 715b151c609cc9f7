"""One person's files: which are the assignment's, which of several is the newest, what is missing, what else came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sourcenet.errors import UnreadableFile
from sourcenet.marking.lms.archive import FILE, INSIDE, Member, inside
from sourcenet.marking.lms.contents import Content, recognise
from sourcenet.marking.lms.layouts import Place
from sourcenet.marking.lms.wanted import JOURNAL, Wanted
from sourcenet.words import _

__all__ = ["Choice", "gather"]

# What one person may hand in altogether, in files and in bytes.
_FILES, _BYTES = 500, 100_000_000
_NUMBER = re.compile(r"[ _-]?\(?(\d{1,3})\)?(?:\.\w+)?$")


@dataclass(frozen=True, slots=True)
class _Piece:
    name: str
    place: Place
    content: Content
    data: bytes

    @property
    def order(self) -> tuple[Any, ...]:
        """Later ones are larger: what the LMS says, then the content, then the number a browser adds to a name."""
        number = _NUMBER.search(self.name)
        return self.place.attempt, self.content.newer, int(number[1]) if number else 0, self.name


@dataclass
class Choice:
    """What was chosen of one person's files.

    Parameters
    ----------
    files
        Name in the course -> bytes.
    called
        Name in the course -> what it was called.
    place
        Where the file that stands for all came from: what is given back goes the same way.
    attempt
        When it was handed in, as far as the names say.
    late
        Whether the LMS calls it late.
    problems, notes
        Sentences to the marker: what somebody has to see to; what is only good to know.
    tell
        Sentences to the learner.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    place: Place | None = None
    attempt: str = ""
    late: bool = False
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tell: list[str] = field(default_factory=list)


def gather(files: Sequence[tuple[Place, Member]], wanted: Wanted) -> Choice:
    """Choose among one person's files.

    Parameters
    ----------
    files
        All that came from them.
    wanted
        What the assignment asks for.
    """
    choice = Choice(late=any(place.late for place, _member in files))
    pieces: dict[str, list[_Piece]] = {}
    others: list[tuple[str, Content]] = []
    for piece in _pieces(files, wanted, choice):
        if piece.content.target:
            pieces.setdefault(piece.content.target, []).append(piece)
        else:
            others.append((piece.name, piece.content))
    for target in [*wanted.notebooks, JOURNAL]:
        if target in pieces:
            _take(target, pieces[target], choice)
        else:
            choice.problems.append(_("{name} is missing.").format(name=target))
            choice.tell.append(
                _(
                    "{name} was not among what you handed in. Hand in again, with all files that the assignment asks for."
                ).format(name=target)
            )
    missing = len(choice.files) < len(wanted.notebooks) + 1
    for name, content in others:
        sentence = _("“{name}” is {what}; it was not taken.").format(name=name, what=content.what)
        (choice.problems if missing else choice.notes).append(sentence)
        if missing:
            choice.tell.append(
                _("“{name}” is {what}. {advice}").format(name=name, what=content.what, advice=content.advice)
            )
    _stand(choice, pieces, files)
    return choice


def _pieces(files: Sequence[tuple[Place, Member]], wanted: Wanted, choice: Choice) -> Iterator[_Piece]:
    """Yield every file that can be read, those inside of a zip too; the others are named."""
    left = _BYTES
    if len(files) > _FILES:
        choice.problems.append(_("{n} files came; the first {most} were looked at.").format(n=len(files), most=_FILES))
    for place, member in files[:_FILES]:
        if place.slip:
            continue
        if place.typed:
            choice.notes.append(_("Something was typed into the LMS besides; read it there."))
            continue
        name = place.file.rpartition("/")[2]
        data = _read(member, INSIDE if name.casefold().endswith(".zip") else FILE, choice)
        if data is None:
            continue
        left -= len(data)
        if left < 0:
            choice.problems.append(
                _("More than {most} MB came; the rest was not read.").format(most=_BYTES // 1_000_000)
            )
            return
        content = recognise(name, data, wanted)
        if content.kind != "zip":
            yield _piece(name, place, content, data)
            continue
        for found, unpacked in _unpacked(name, data, choice):
            left -= len(unpacked)
            content = recognise(found, unpacked, wanted)
            if content.kind == "zip":
                choice.problems.append(
                    _("“{name}” is a zip inside of a zip; only one is opened.").format(name=f"{name}/{found}")
                )
                choice.tell.append(
                    _("“{name}” is a zip inside of a zip. Hand in the files themselves.").format(name=found)
                )
                continue
            yield _piece(f"{name}/{found}", place, content, unpacked)
            if left < 0:
                break


def _piece(name: str, place: Place, content: Content, data: bytes) -> _Piece:
    return _Piece(name, place, content, data if content.target else b"")


def _read(member: Member, most: int, choice: Choice) -> bytes | None:
    try:
        return member.data(most)
    except UnreadableFile as error:
        choice.problems.append(error.sentence)
        choice.tell.append(
            _(
                "“{name}” could not be read where it was marked. Clear what its cells show, save it, and hand it in again."
            ).format(name=member.name)
        )
        return None


def _unpacked(name: str, data: bytes, choice: Choice) -> Iterator[tuple[str, bytes]]:
    try:
        with inside(data, name) as archive:
            choice.problems += archive.problems
            for member in archive.members:
                content = _read(member, FILE, choice)
                if content is not None:
                    yield "/".join(member.parts[-2:]), content
    except UnreadableFile as error:
        choice.problems.append(error.sentence)
        choice.tell.append(
            _("“{name}” cannot be opened: it did not arrive whole. Hand in the files themselves.").format(name=name)
        )


def _take(target: str, pieces: list[_Piece], choice: Choice) -> None:
    """Take the newest of the files that are the same part of the assignment, and name the others."""
    best = max(pieces, key=lambda piece: piece.order)
    choice.files[target], choice.called[target] = best.data, best.name
    choice.notes += best.content.notes
    if best.name.rpartition("/")[2] != target:
        choice.notes.append(_("{target} came as “{name}”.").format(target=target, name=best.name))
    rest = list(dict.fromkeys(piece.name for piece in pieces if piece is not best and piece.data != best.data))
    if not rest:
        return
    attempts = {piece.place.attempt for piece in pieces}
    if len(attempts) > 1:
        why = _("the last attempt")
    elif target == JOURNAL:
        why = _("it goes on longest")
    else:
        why = _("it has most of the learner's own in it")
    named = ", ".join(f"“{name}”" for name in rest)
    sentence = _("{n} files are {target}: “{name}” was taken ({why}), {others} not.").format(
        n=len(rest) + 1, target=target, name=best.name, why=why, others=named
    )
    if len(attempts) > 1 and best.place.attempt == max(attempts):
        choice.notes.append(sentence)  # an attempt again is no fault
        return
    choice.problems.append(sentence)
    choice.tell.append(
        _(
            "You handed in {target} {n} times over: “{name}” was marked. If you meant another, hand in that one alone."
        ).format(target=target, n=len(rest) + 1, name=best.name)
    )


def _stand(choice: Choice, pieces: dict[str, list[_Piece]], files: Sequence[tuple[Place, Member]]) -> None:
    """Note which file stands for all, and say where parts come from different attempts."""
    taken = {target: max(found, key=lambda piece: piece.order) for target, found in pieces.items()}
    attempts = {piece.place.attempt for piece in taken.values()}
    if len(attempts) > 1:
        older = [target for target, piece in taken.items() if piece.place.attempt != max(attempts)]
        choice.problems.append(
            _("The last attempt has no {names}; that of an earlier attempt was taken.").format(names=", ".join(older))
        )
    choice.attempt = max(attempts, default=max((place.attempt for place, _member in files), default=""))
    first = max(taken.values(), key=lambda piece: (piece.place.attempt, piece.content.target != JOURNAL), default=None)
    own = [place for place, _member in files if not place.slip and not place.typed] or [place for place, _m in files]
    choice.place = first.place if first else max(own, key=lambda place: place.attempt)
