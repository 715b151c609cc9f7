"""Blackboard's own note about an attempt: who it is, and when it came."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sourcenet.errors import UnreadableFile
from sourcenet.marking.lms.archive import Member
from sourcenet.marking.lms.layouts import Place
from sourcenet.safety import clean_text

__all__ = ["Slip", "slips_of"]

_NAME = re.compile(r"^[^:\r\n]{1,40}:[ \t]*(?P<name>[^\r\n]*?)[ \t]*\((?P<user>[^()\r\n]{1,100})\)[ \t]*$", re.M)
_DATE = re.compile(r"^Date Submitted:[ \t]*(?P<date>[^\r\n]{1,200})$", re.M)


@dataclass(frozen=True, slots=True)
class Slip:
    """What an attempt's note says: user name, full name, and the time as it is written there."""

    user: str
    name: str
    handed_in: str


def slips_of(placed: Iterable[tuple[Place, Member]]) -> dict[str, Slip]:
    """Return what the notes say, by the beginning that an attempt's files share.

    The user name of a note is believed only where the names of the files bear it too: a note is a text, and a
    learner's own text may be called like one.

    Parameters
    ----------
    placed
        Files and where they belong.
    """
    found = {}
    for place, member in placed:
        if not place.slip:
            continue
        try:
            text = member.data(200_000).decode("utf-8", "replace")
        except UnreadableFile:
            continue
        head = place.prefix.rpartition("_attempt_")[0]
        name, date = _NAME.search(text), _DATE.search(text)
        user = clean_text(name["user"]) if name else ""
        if name and user and head.casefold().endswith(f"_{user.casefold()}"):
            found[place.prefix] = Slip(user, clean_text(name["name"], 200), date["date"].strip() if date else "")
    return found
