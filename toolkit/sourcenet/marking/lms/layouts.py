"""Whose a file is: how Moodle, Canvas and Blackboard name what they put into their zip of hand-ins.

Moodle (mod/assign/classes/downloader.php of 4.1, locallib.php before it): a folder
``Full name_1234567_assignsubmission_file`` a person (with ``_`` at its end before 4.1), or, with "Download
submissions in folders" off, flat files ``Full name_1234567_assignsubmission_file_name.ext``; a blind assignment says
``Participant`` for the name; underscores of a name become blanks. The number is the participant's **in this
assignment**: the same person has another number in the next. With group submission since 4.1 name and number are
the group's; the default group has no number.

Canvas (lib/content_zipper.rb): ``sortablename_[LATE_]userid_attachmentid_name.ext``, anonymous
``[LATE_]anon_id_attachmentid_name.ext``, typed text ``..._text.html``, an address ``..._link.html``; a group's
hand-in bears the group's name and one member's id. On upload Canvas takes the first two numbers between underscores
(AbstractAssignment#infer_comment_context_from_filename), and so does this.

Blackboard Learn (closed source; its form was read off programs of others that take it apart):
``Assignment_username_attempt_2026-11-20-12-00-00_name.ext`` and, for each attempt,
``Assignment_username_attempt_2026-11-20-12-00-00.txt`` with lines ``Name: First Last (username)``,
``Date Submitted: ...``, ``Original filename: ...``. Not verified: anonymous marking, Ultra's own bundles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sourcenet.errors import BadValue, UnreadableFile
from sourcenet.marking.lms.archive import Member
from sourcenet.words import _

__all__ = ["LMS", "Place", "lms_of", "place"]

#: What can be said for ``--lms``; ``folders`` is one folder a person, whoever made it.
LMS = ("moodle", "canvas", "blackboard", "folders")

_MOODLE = re.compile(r"(?P<name>.*?)(?:_(?P<key>\d{1,18}))?_assignsubmission_(?P<plugin>[a-z]+\d*)(?P<rest>_.*)?", re.S)
_CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?anon(?:ymous)?_(?P<key>[A-Za-z0-9]+)_(?P<attachment>\d+)_(?P<file>.+)", re.S
)
_CANVAS_TYPED = re.compile(r"(?P<late>LATE_)?anon(?:ymous)?_(?P<key>[A-Za-z0-9]+)_(?P<file>(?:text|link)\.html)", re.S)
# The first attempt that a name speaks of is Blackboard's; whatever looks like another is what a learner called the file.
_BLACKBOARD = re.compile(
    r"(?P<head>.+?)_attempt_(?P<when>\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d)(?:_(?P<file>.+)|(?P<slip>\.txt))", re.S
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file of the zip belongs.

    Parameters
    ----------
    lms
        Whose form it has.
    key
        The person, as the LMS knows them: participant number, user id, user name; or the name of a folder.
    name
        The name that came with it, for the instructor alone.
    prefix
        What stands before the file's own name, as the LMS wants it back.
    file
        The file's own name, with folders it lies in.
    typed
        Whether it was not handed in as a file but typed into the LMS.
    slip
        Whether it is the LMS's own note about an attempt.
    attempt
        When it was handed in, as far as the name says; later ones sort higher.
    late
        Whether the LMS calls it late.
    """

    lms: str
    key: str
    name: str
    prefix: str
    file: str
    typed: bool = False
    slip: bool = False
    attempt: str = ""
    late: bool = False


def place(member: Member, lms: str) -> Place | None:
    """Tell where a member belongs.

    Parameters
    ----------
    member
        One file of the zip.
    lms
        Whose form to look for.

    Returns
    -------
    Place or None
        None where the name is not of that form.
    """
    if lms == "folders":
        return _folder(member)
    find = {"moodle": _moodle, "canvas": _canvas, "blackboard": _blackboard}[lms]
    for n, part in enumerate(member.parts):  # an unpacked and packed zip has a folder round it all
        last = n == len(member.parts) - 1
        found = find(part, () if last else member.parts[n + 1 :])
        if found:
            return found
    return None


def lms_of(members: Iterable[Member], said: str = "") -> str:
    """Tell which LMS made a zip, by the names of most of its members.

    Parameters
    ----------
    members
        All files of the zip.
    said
        What the marker says; believed.

    Raises
    ------
    BadValue
        Said is none that is known.
    UnreadableFile
        The names are of no form that is known.
    """
    if said:
        if said not in LMS:
            raise BadValue(_('"{said}" is not known. Use one of: {all}.').format(said=said, all=", ".join(LMS)))
        return said
    members = list(members)
    counts = {lms: sum(place(one, lms) is not None for one in members) for lms in LMS[:3]}
    best = max(LMS[:3], key=lambda lms: counts[lms])
    if counts[best] * 2 > len(members):
        return best
    raise UnreadableFile(
        _(
            "The names in the zip are not as Moodle, Canvas or Blackboard write them ({n} of {all} are). Give the zip "
            "of all submissions as it came; or, with one folder for each person in it, say --lms folders."
        ).format(n=counts[best], all=len(members))
    )


def _moodle(part: str, inside: tuple[str, ...]) -> Place | None:
    found = _MOODLE.fullmatch(part)
    if not found:
        return None
    name, key, rest = found["name"], found["key"] or found["name"], found["rest"] or ""
    if not inside and not rest.removeprefix("_"):
        return None
    typed = found["plugin"] != "file"
    numbered = f"_{found['key']}" if found["key"] else ""
    if inside:
        return Place("moodle", key, name, f"{name}{numbered}_assignsubmission_file{rest}/", "/".join(inside), typed)
    return Place("moodle", key, name, f"{name}{numbered}_assignsubmission_file_", rest.removeprefix("_"), typed)


def _canvas(part: str, inside: tuple[str, ...]) -> Place | None:
    if inside:
        return None
    if found := _CANVAS_ANONYMOUS.fullmatch(part) or _CANVAS_TYPED.fullmatch(part):
        file, key = found["file"], f"anon_{found['key']}"
        typed = file in ("text.html", "link.html")
        return Place("canvas", key, "", part[: len(part) - len(file)], file, typed, late=bool(found["late"]))
    pieces = part.split("_")
    numbers = [n for n, piece in enumerate(pieces) if piece.isdecimal() and piece.isascii()]
    if not numbers or numbers[0] == 0:
        return None
    user = numbers[0]
    late = pieces[user - 1] == "LATE"
    name = "_".join(pieces[: user - late])
    if pieces[user + 1 :] in (["text.html"], ["link.html"]):
        return Place("canvas", pieces[user], name, "_".join(pieces[: user + 1]) + "_", pieces[-1], True, late=late)
    if len(numbers) < 2 or numbers[1] != user + 1 or len(pieces) < user + 3:
        return None
    prefix = "_".join(pieces[: user + 2]) + "_"
    return Place("canvas", pieces[user], name, prefix, part[len(prefix) :], late=late)


def _blackboard(part: str, inside: tuple[str, ...]) -> Place | None:
    found = None if inside else _BLACKBOARD.fullmatch(part)
    if not found or "_" not in found["head"]:
        return None
    # The user name is what follows the last underscore, until the attempt's own note says otherwise.
    user = found["head"].rpartition("_")[2]
    prefix = f"{found['head']}_attempt_{found['when']}_"
    slip = found["slip"] is not None
    return Place("blackboard", user, "", prefix, part if slip else found["file"], slip=slip, attempt=found["when"])


def _folder(member: Member) -> Place | None:
    if len(member.parts) < 2:
        return None
    who = member.parts[0]
    return Place("folders", who, "", f"{who}/", "/".join(member.parts[1:]))
