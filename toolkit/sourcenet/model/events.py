"""One line of a journal: the envelope, its sum, and how a line is written and read.

A line is a JSON object whose last member is ``sum``. The sum covers the bytes
before it, so that a damaged byte is found without parsing, and the bytes hold
``prev``, the sum of the line that stood last when it was written. Sums find
damage to a file; they prove nothing about a person.
"""

from __future__ import annotations

import json
import math
import secrets
import string
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

__all__ = ["ENVELOPE", "FORMAT", "MAX_LINE", "Damaged", "Event", "decode", "encode", "make_id", "now", "sum_of"]

#: Version of the journal: a newer minor version is read as far as it is known, a newer major one is refused.
FORMAT = "1.1"
#: The longest line in bytes that is written and read: one gesture that places every source of the largest network
#: takes a tenth of it.
MAX_LINE = 4_000_000

_TAIL = len(b',"sum":"0123456789abcdef"}')
_MARK = b',"sum":"'
_LETTERS = string.ascii_lowercase + string.digits
ENVELOPE = frozenset({"id", "at", "by", "prev", "sum", "do", "group"})


class Damaged(ValueError):
    """A line that is not what was written."""


class Event:
    """One thing that was done, as it stands in the journal.

    Parameters
    ----------
    id, at, by, do
        The envelope: a random id (also that of what the event creates), UTC time to the second, the learner's
        id, the verb.
    fields
        The verb's own fields.
    prev, sum
        Sum of the line before, and of this one; empty until the line is written.
    group
        Shared by events that were one act, and are undone together.
    """

    __slots__ = ("at", "by", "do", "fields", "group", "id", "prev", "sum", "undone")

    def __init__(
        self, id: str, at: str, by: str, do: str, fields: dict[str, Any], prev: str = "", sum: str = "", group: str = ""
    ) -> None:
        self.id, self.at, self.by, self.do, self.fields = id, at, by, do, fields
        self.prev, self.sum, self.group, self.undone = prev, sum, group, False

    def get(self, name: str, default: Any = None) -> Any:
        """Return one of the verb's fields."""
        return self.fields.get(name, default)

    def copy(self) -> Event:
        """Return the same event for another replay, which may undo it."""
        return Event(self.id, self.at, self.by, self.do, self.fields, self.prev, self.sum, self.group)

    def __repr__(self) -> str:
        return f"Event({self.do} {self.id} at {self.at}{', undone' if self.undone else ''})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Event):
            return NotImplemented
        return (self.id, self.at, self.by, self.do, self.group, self.fields) == (
            other.id,
            other.at,
            other.by,
            other.do,
            other.group,
            other.fields,
        )

    def __hash__(self) -> int:
        return hash(self.id)


def make_id(length: int = 16) -> str:
    """Return a random id of small letters and digits."""
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def now() -> str:
    """Return the time as the journal writes it: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sum_of(raw: bytes) -> str:
    """Return the sum of a line's bytes before ``,"sum":``: 16 hexadecimal digits."""
    return blake2b(raw, digest_size=8).hexdigest()


def encode(event: Event, prev: str) -> bytes:
    """Return the line of an event, and set the event's ``prev`` and ``sum``.

    Parameters
    ----------
    event
        What was done.
    prev
        The sum of the line before; empty for the first.

    Returns
    -------
    bytes
        One line of UTF-8 with its line end.
    """
    event.prev = prev
    head: dict[str, Any] = {"id": event.id, "at": event.at, "by": event.by, "prev": prev, "do": event.do}
    if event.group:
        head["group"] = event.group
    fields = event.fields
    if not ENVELOPE.isdisjoint(fields):  # a field never stands in for the envelope
        fields = {name: value for name, value in fields.items() if name not in ENVELOPE}
    raw = _body({**head, **fields})
    event.sum = sum_of(raw)
    return raw + _MARK + event.sum.encode() + b'"}\n'


def _body(members: Mapping[str, Any]) -> bytes:
    text = json.dumps(members, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text[:-1].encode("utf-8")
    except UnicodeEncodeError:  # half a character, from another program's line: only escapes can hold it
        return json.dumps(members, separators=(",", ":"), allow_nan=False)[:-1].encode("ascii")


def _refuse_constant(name: str) -> Any:
    raise Damaged(f"{name} is not a number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Damaged(f"{digits[:20]} is not a number")
    return number


_decoder = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite)


def decode(line: bytes) -> Event:
    """Return the event of a line, or raise if the line is not what was written.

    Parameters
    ----------
    line
        The bytes of one line, without its line end.

    Raises
    ------
    Damaged
        The line is too long, is not a JSON object, lacks the envelope, or does not agree with its sum.
    """
    if len(line) > MAX_LINE:
        raise Damaged("too long")
    try:
        members = _decoder.decode(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Damaged("not readable") from error
    if not isinstance(members, dict):
        raise Damaged("not an event")
    stated = members.pop("sum", None)
    whole = line[-_TAIL : -_TAIL + len(_MARK)] == _MARK and sum_of(line[:-_TAIL]) == stated
    # Another program may have written the same content with other blanks: then the content speaks.
    if not whole and (not isinstance(stated, str) or _sum_of_members(members) != stated):
        raise Damaged("does not agree with its sum")
    try:
        id, at, by, do = members.pop("id"), members.pop("at"), members.pop("by"), members.pop("do")
        prev, group = members.pop("prev", ""), members.pop("group", "")
    except KeyError as error:
        raise Damaged(f"has no {error.args[0]}") from None
    if not (type(id) is type(at) is type(by) is type(do) is type(prev) is type(group) is str) or not id:
        raise Damaged("has an envelope of the wrong kind")
    return Event(id, at, by, do, members, prev, stated, group)


def _sum_of_members(members: Mapping[str, Any]) -> str:
    try:
        return sum_of(_body(members))
    except (ValueError, RecursionError):
        return ""
