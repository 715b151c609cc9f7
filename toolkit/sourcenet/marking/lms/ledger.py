"""Who is who: the instructor's own list of learners and what the LMS calls them, in ``COURSE/collected/``.

Everything else in a course knows learners by id alone; this file is what gives marks back to people. Names stand here
and nowhere else.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from sourcenet.errors import CannotDo, UnreadableFile
from sourcenet.words import _

__all__ = ["Ledger", "Person", "learner_id", "ledger_of"]

_VERSION = 1
# Names that a file cannot have on Windows, whatever follows the dot.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


@dataclass
class Person:
    """One person, as the LMS and the course know them.

    Parameters
    ----------
    key
        As the LMS knows them: participant number, user id, user name.
    name
        The name that came with it; for the instructor alone.
    prefix
        What the LMS wants before the name of a file that it is to give back.
    files
        What was taken: name in the course -> the name it came with.
    handed_in
        When, in UTC; empty where that is not known.
    late
        Whether the LMS calls it late.
    group
        The group it counts for; empty for a person's own.
    tell
        What the learner should read about what was handed in.
    """

    key: str
    name: str = ""
    prefix: str = ""
    files: dict[str, str] = field(default_factory=dict)
    handed_in: str = ""
    late: bool = False
    group: str = ""
    tell: list[str] = field(default_factory=list)


@dataclass
class Ledger:
    """The people of one assignment.

    Parameters
    ----------
    assignment
        Its name.
    lms
        Where they came from.
    people
        Learner -> who that is.
    groups
        Group -> what the LMS calls its members.
    """

    assignment: str
    lms: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)

    def learner(self, key: str) -> str:
        """Return the learner behind what the LMS says; empty where there is none yet."""
        return next((learner for learner, person in self.people.items() if person.key == key), "")

    def give_id(self, key: str, wanted: str = "") -> str:
        """Return the learner's id, made on the first meeting and kept ever after."""
        learner = self.learner(key)
        if not learner:
            learner = learner_id(self.lms, key, wanted, self.people)
            self.people[learner] = Person(key)
        return learner

    def keys_of(self, learner: str) -> list[str]:
        """Return everybody who gets a learner's mark, as the LMS calls them: the learner, and who is in their group."""
        person = self.people[learner]
        if person.group:
            return list(dict.fromkeys([person.key, *self.groups.get(person.group, [])]))
        return [] if learner in self.stood_for() else [person.key]

    def stood_for(self) -> set[str]:
        """Return the learners for whom another member of their group stands."""
        stands = {person.group: learner for learner, person in self.people.items() if person.group}
        members = {key: stands[name] for name, keys in self.groups.items() if name in stands for key in keys}
        return {learner for learner, one in self.people.items() if members.get(one.key, learner) != learner}

    def keep(self, course: Path) -> Path:
        """Write the list; whole or not at all, and for its owner alone."""
        path = _path(course, self.assignment)
        note = _(
            "Who is who, for giving marks back. Names stand here and nowhere else in the course: keep this file to yourself."
        )
        content = {"version": _VERSION, "note": note, "assignment": self.assignment, "lms": self.lms}
        content |= {"learners": {who: asdict(one) for who, one in self.people.items()}, "groups": self.groups}
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.part")
        try:
            with os.fdopen(
                os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
            ) as file:
                json.dump(content, file, ensure_ascii=False, indent=1)
                file.write("\n")
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        return path


def ledger_of(course: Path, assignment: str, *, must: bool = False) -> Ledger:
    """Return who is who in an assignment.

    Parameters
    ----------
    course, assignment
        Where, and of what.
    must
        Whether there has to be a list already.

    Raises
    ------
    CannotDo
        There is none.
    UnreadableFile
        It is damaged; it is not written over, because nothing else knows what is in it.
    """
    path = _path(course, assignment)
    if not path.exists():
        if must:
            raise CannotDo(
                _(
                    "Nothing of {assignment} was collected into {course}. Say first: sourcenet mark collect ZIP {assignment}"
                ).format(assignment=assignment, course=course)
            )
        return Ledger(assignment)
    try:
        content = json.loads(path.read_bytes())
        if content["version"] > _VERSION:
            raise UnreadableFile(
                _("{file} was written by a newer version of sourcenet. Use that one.").format(file=path)
            )
        people = {who: _person(one) for who, one in content["learners"].items()}
        groups = {str(name): [str(key) for key in keys] for name, keys in content["groups"].items()}
        return Ledger(assignment, str(content["lms"]), people, groups)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile(
            _(
                "{file} cannot be read. It says who is who: put back the one that was there before, or move it away and collect again."
            ).format(file=path)
        ) from error


def learner_id(lms: str, key: str, wanted: str, taken: Iterable[str]) -> str:
    """Make the id of a learner from what the LMS says: a name for a folder on every machine, and nobody else's.

    Parameters
    ----------
    lms, key
        Who it is, and who says so.
    wanted
        Another id of theirs that is to be used instead.
    taken
        The ids that are there already.
    """
    plain = wanted or key
    if plain.isdecimal() and plain.isascii() and not wanted:
        plain = {"moodle": "p", "canvas": "u"}.get(lms, "") + plain
    made = re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-._")[:60].rstrip("-._")
    used = {one.casefold() for one in taken}
    if made != plain or _DEVICES.fullmatch(made) or made.casefold() in used:
        made = f"{made or 'learner'}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    if _DEVICES.fullmatch(made):
        made = f"learner-{made}"
    number = 2
    unique = made
    while unique.casefold() in used:  # two people with the same id and the same key: nobody is lost
        unique, number = f"{made}-{number}", number + 1
    return unique


def _person(content: Any) -> Person:
    known = {one.name for one in fields(Person)}
    person = Person(**{name: value for name, value in content.items() if name in known})
    kinds = (person.key, person.name, person.prefix, person.handed_in, person.group)
    if not all(isinstance(value, str) for value in kinds) or not isinstance(person.files, dict):
        raise ValueError
    return person


def _path(course: Path, assignment: str) -> Path:
    return course / "collected" / f"{assignment}.json"
