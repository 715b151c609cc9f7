"""Collecting: the LMS's zip of hand-ins becomes submissions of the course, and everybody in it is found or named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from pathlib import Path

from sourcenet.errors import CannotDo, UnreadableFile
from sourcenet.marking.lms.archive import Archive, Member, opened
from sourcenet.marking.lms.gathering import Choice, gather
from sourcenet.marking.lms.layouts import Place, lms_of, place
from sourcenet.marking.lms.ledger import Ledger, Person, learner_id, ledger_of
from sourcenet.marking.lms.lists import Extension, extensions_of, groups_of
from sourcenet.marking.lms.moments import moment, written, zone_of
from sourcenet.marking.lms.placing import place_files
from sourcenet.marking.lms.roster import Roster, roster_of
from sourcenet.marking.lms.slips import Slip, slips_of
from sourcenet.marking.lms.wanted import wanted
from sourcenet.words import _

__all__ = ["Beside", "Collected", "HandIn", "collect"]

Files = list[tuple[Place, Member]]


@dataclass(frozen=True, slots=True)
class Beside:
    """What may be given besides the zip.

    Parameters
    ----------
    groups, extensions
        CSV files: who hands in together, who has more time.
    sheet
        Moodle's grading worksheet: when things were handed in, and who handed in nothing.
    zone
        The time zone of the LMS's times, such as ``Europe/London``.
    lms
        Whose zip it is, where its names do not say.
    ids
        The column of the sheet that learners' ids are made of, in place of the number of Moodle.
    """

    groups: Path | None = None
    extensions: Path | None = None
    sheet: Path | None = None
    zone: str = ""
    lms: str = ""
    ids: str = ""


@dataclass
class HandIn:
    """What became of what one person, or one group, handed in.

    Parameters
    ----------
    learner
        Whose it is.
    state
        ``new``; ``changed``; ``same``; ``nothing usable`` (no file of the assignment; what was there before stays);
        ``not used`` (another member's files count for the group); ``gone`` (was collected before, is not in this zip;
        it stays); ``nothing handed in`` (only in the sheet).
    files
        Name in the course -> what it was called.
    handed_in
        When, in UTC, where that is known.
    late
        Whether the LMS calls it late.
    group
        The group it counts for.
    problems, notes
        Sentences to the marker.
    tell
        Sentences to the learner.
    """

    learner: str
    state: str
    files: Mapping[str, str] = field(default_factory=dict)
    handed_in: str = ""
    late: bool = False
    group: str = ""
    problems: Sequence[str] = ()
    notes: Sequence[str] = ()
    tell: Sequence[str] = ()


@dataclass
class Collected:
    """What became of a zip: of everybody in it, and of what belongs to nobody."""

    assignment: str
    lms: str
    ledger: Path
    people: list[HandIn] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is left that somebody has to see to."""
        return not self.problems and not any(one.problems for one in self.people)


def collect(course: Path, assignment: str, source: Path, beside: Beside | None = None) -> Collected:
    """Put what an LMS's zip holds where marking looks for it.

    Files are known by their content, whatever they are called. Can be said again with a later zip: only what changed
    is put in place, the version before is kept in ``collected/earlier``, and nothing is ever removed.

    Parameters
    ----------
    course, assignment
        Where, and of what.
    source
        The zip as the LMS gave it, or the folder it was unpacked to.
    beside
        What is given besides.

    Raises
    ------
    CannotDo, UnreadableFile, BadValue
        The course, the zip or a list cannot be used; the sentence says why, and nothing was written.
    """
    beside = beside or Beside()
    asked = wanted(course, assignment)
    ledger = ledger_of(course, assignment)
    zone = zone_of(beside.zone)
    groups = groups_of(beside.groups) if beside.groups else {}
    extensions = extensions_of(beside.extensions, zone) if beside.extensions else []
    roster = roster_of(beside.sheet, assignment, beside.ids) if beside.sheet else Roster()
    with opened(source) as archive:
        lms = lms_of(archive.members, beside.lms)
        if ledger.lms and ledger.lms != lms:
            raise CannotDo(
                _(
                    "{assignment} was collected from {before} until now, and this zip is {now}'s. Name the zip of {before}."
                ).format(assignment=assignment, before=ledger.lms, now=lms)
            )
        ledger.lms = lms
        if groups or roster.groups:
            ledger.groups = groups or roster.groups
        done = Collected(assignment, lms, course / "collected" / f"{assignment}.json", problems=list(archive.problems))
        by_key, slips = _sorted(archive, lms, done)
        _refuse_two_names(by_key, ledger, done)
        for key, group, files in _units(by_key, ledger, done):
            ledger.give_id(key, roster.ids.get(key, ""))
            ledger.people[ledger.learner(key)].group = group
            choice = gather(files, asked)
            _keep(course, ledger, key, choice, _Known(zone, roster, slips), done)
    _add_the_absent(done, ledger, roster)
    ledger.keep(course)
    _more_time(course, ledger, extensions, done)
    done.people.sort(key=lambda one: one.learner.casefold())
    return done


def _sorted(archive: Archive, lms: str, done: Collected) -> tuple[dict[str, Files], dict[str, Slip]]:
    """Sort members by person; those that are nobody's are named."""
    placed: Files = []
    for member in archive.members:
        found = place(member, lms)
        if found:
            placed.append((found, member))
        else:
            path = "/".join(member.parts)
            done.problems.append(
                _("“{path}” is not named as {lms} names hand-ins: nobody's.").format(path=path, lms=lms)
            )
    slips = slips_of(placed) if lms == "blackboard" else {}
    by_key: dict[str, Files] = {}
    for found, member in placed:
        slip = slips.get(found.prefix)
        if slip:
            found = replace(found, key=slip.user, name=slip.name)
        by_key.setdefault(found.key, []).append((found, member))
    return by_key, slips


def _refuse_two_names(by_key: dict[str, Files], ledger: Ledger, done: Collected) -> None:
    """Take nothing that came for one person under two names: somebody may have put another's number into theirs.

    Canvas lets people choose the name that stands before the number; files of one person have one name. Blackboard's
    user name comes from Blackboard alone, and the full name beside it may change between two attempts.
    """
    if done.lms == "blackboard":
        return
    for key, files in list(by_key.items()):
        names = list(dict.fromkeys(found.name for found, _member in files))
        if len(names) > 1:
            del by_key[key]
            sentence = _(
                "Files came for {key} under different names ({names}), so that nobody can tell whose they are; none was taken. Look in {lms} at who handed in what."
            ).format(key=key, names=", ".join(f"“{name}”" for name in names), lms=done.lms.capitalize())
            done.people.append(HandIn(ledger.give_id(key), "nothing usable", problems=(sentence,)))


def _units(by_key: Mapping[str, Files], ledger: Ledger, done: Collected) -> Iterable[tuple[str, str, Files]]:
    """Yield (who stands for it, group, files) for each person, or group that hands in together.

    Whoever stood for a group before goes on to: marks that a person gave are theirs.
    """
    groups = ledger.groups
    stands = {person.group: person.key for person in ledger.people.values() if person.group}
    of = {member.casefold(): name for name, members in groups.items() for member in members}
    named = {_plain(name): name for name in groups}
    together: dict[str, list[str]] = {}
    for key, files in by_key.items():
        group = of.get(key.casefold()) or named.get(_plain(files[0][0].name)) or ""
        if group:
            together.setdefault(group, []).append(key)
        else:
            if groups:
                done.notes.append(_("{key} is in no group and counts alone.").format(key=key))
            yield key, "", files
    for group, keys in together.items():
        files = [pair for key in keys for pair in by_key[key]]
        if len(keys) > 1:
            done.notes.append(
                _("{group}: {n} members handed something in; the newest of each file counts for all.").format(
                    group=group, n=len(keys)
                )
            )
        yield stands.get(group, keys[0]), group, files
    for group in groups:
        if group not in together:
            done.problems.append(_("{group}: no member of it handed in anything.").format(group=group))


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of times."""

    zone: tzinfo | None
    roster: Roster
    slips: Mapping[str, Slip]

    def handed_in(self, key: str, choice: Choice) -> tuple[datetime | None, str]:
        """Return what the LMS wrote down of when, and the same in words."""
        slip = self.slips.get(choice.place.prefix) if choice.place else None
        for text in (self.roster.handed_in.get(key, ""), slip.handed_in if slip else "", choice.attempt):
            if text and (at := moment(text, self.zone)):
                return at, text
        return None, next((text for text in (self.roster.handed_in.get(key, ""), choice.attempt) if text), "")


def _keep(course: Path, ledger: Ledger, key: str, choice: Choice, known: _Known, done: Collected) -> None:
    """Put one person's files in place and note who that is."""
    learner = ledger.learner(key)
    person = ledger.people[learner]
    at, text = known.handed_in(key, choice)
    if text and at is None and choice.files:
        choice.notes.append(
            _("Handed in “{text}”, on a clock that nobody names: say --timezone to have it counted.").format(text=text)
        )
    if choice.late:
        choice.notes.append(_("The LMS calls it late; it does not say when it came."))
    if choice.files:
        try:
            state = place_files(course, ledger.assignment, learner, choice.files, at=at)
        except CannotDo as error:
            state = "nothing usable"
            choice.problems.append(error.sentence)
    else:
        state = "nothing usable"
        if (course / "submitted" / learner / ledger.assignment).is_dir():
            choice.problems.append(_("What was collected before stays."))
    stamp = written(at) if at is not None else ""
    _note(person, choice, known.roster.names.get(key, ""), stamp)
    done.people.append(
        HandIn(
            learner,
            state,
            dict(choice.called),
            person.handed_in,
            choice.late,
            person.group,
            tuple(choice.problems),
            tuple(choice.notes),
            tuple(choice.tell),
        )
    )


def _note(person: Person, choice: Choice, name: str, stamp: str) -> None:
    if choice.place:
        person.name, person.prefix = name or choice.place.name or person.name, choice.place.prefix
    if choice.files or not person.files:
        person.files, person.handed_in, person.late = dict(choice.called), stamp or person.handed_in, choice.late
    person.tell = list(choice.tell)


def _add_the_absent(done: Collected, ledger: Ledger, roster: Roster) -> None:
    """Add those who were there before, and those who are only in the sheet."""
    seen = {one.learner for one in done.people}
    stands = {person.group: learner for learner, person in ledger.people.items() if person.group}
    of = {member: stands[name] for name, members in ledger.groups.items() if name in stands for member in members}
    for learner, person in ledger.people.items():
        if learner in seen:
            continue
        other = of.get(person.key, "")
        notes = (_("{other} stands for their group.").format(other=other),) if other else ()
        state = "not used" if other else "gone"
        done.people.append(
            HandIn(learner, state, person.files, person.handed_in, person.late, person.group, notes=notes)
        )
    handing = {person.key for person in ledger.people.values()} | set(of)
    for key in roster.keys:
        if key not in handing:
            done.people.append(HandIn(learner_id(ledger.lms, key, roster.ids.get(key, ""), ()), "nothing handed in"))


def _more_time(course: Path, ledger: Ledger, extensions: Sequence[Extension], done: Collected) -> None:
    """Enter who has more time; who handed in nothing yet is named."""
    said: dict[str, list[Extension]] = {}
    groups = {member: name for name, members in ledger.groups.items() for member in members}
    stands = {person.group: learner for learner, person in ledger.people.items() if person.group}
    for one in extensions:
        group = one.who if one.who in ledger.groups else groups.get(one.who, "")
        learner = one.who if one.who in ledger.people else ledger.learner(one.who) or stands.get(group, "")
        if learner:
            said.setdefault(learner, []).append(one)
        else:
            done.problems.append(
                _("{who} has more time and handed in nothing yet: give --extensions again when they did.").format(
                    who=one.who
                )
            )
    if not said:
        return
    from sourcenet.marking.lms.more_time import grant

    try:
        given = grant(course, ledger.assignment, said)
    except (CannotDo, UnreadableFile) as error:
        done.problems.append(error.sentence)
        return
    for learner, more in given.items():
        done.notes.append(
            _("{learner} has {days:g} days more.").format(learner=learner, days=more.total_seconds() / 86400)
        )
