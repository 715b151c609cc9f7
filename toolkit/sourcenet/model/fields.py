"""What a field may hold: texts cleaned, dates that there are, addresses that are safe; the rest refused with a sentence."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Collection, Mapping
from typing import Any

from sourcenet.errors import BadValue
from sourcenet.model.events import ENVELOPE
from sourcenet.model.vocabulary import Vocabulary
from sourcenet.safety import LIMITS, clean_text, clean_url, is_visible
from sourcenet.words import _

__all__ = ["clean_connection", "clean_date", "clean_source", "number_of", "one_line", "refuse_unknown", "text_of"]

_MOST_MORE = 40
#: What a record shows of an extra field; more would be kept and never seen.
_LONGEST_MORE = 2000
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_LENGTHS = {
    "name": "name",
    "url": "url",
    "feed": "url",
    "why": "why",
    "reason": "reason",
    "notes": "notes",
    "evidence": "text",
    "used_for": "why",
    "text": "text",
    "suggestion": "why",
    "verdict": "why",
    "anchor": "name",
    "about": "name",
}
_CHOICES = {"origin": ("brought", "added"), "setting": ("formal", "informal", "")}


def clean_date(value: object, field: str = "last_used") -> str:
    """Return a date as ``2026-10-01``, ``2026-10`` or ``2026``; empty for none.

    Raises
    ------
    BadValue
        There is no such day, or it is written in another way.
    """
    text = clean_text(value)
    if not text:
        return ""
    found = _DATE.fullmatch(text)
    if found:
        year, month, day = (None if part is None else int(part) for part in found.groups())
        whole = (year, 1 if month is None else month, 1 if day is None else day)
        if whole[0] and 1 <= whole[1] <= 12 and 1 <= whole[2] <= calendar.monthrange(whole[0], whole[1])[1]:
            return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])
    raise BadValue(
        _('"{date}" is not a day that there is. Write a date as 2026-10-01, 2026-10 or 2026.').format(
            date=clean_text(text, 40)
        ),
        field=field,
    )


def text_of(name: str, value: object) -> str:
    """Return a text, cleaned; refuse what is none, and what is longer than the field holds."""
    if not isinstance(value, str):
        if value is None:
            return ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        else:
            raise BadValue(_("{field} is a text.").format(field=name.capitalize()), field=name)
    text = clean_text(value)
    most = LIMITS[_LENGTHS.get(name, "text" if name in ("authors", "what", "change_my_mind") else "word")]
    if name == "question":
        most = LIMITS["question"]
    if len(text) > most:
        raise BadValue(
            _(
                "{field} holds up to {most} characters; this has {n}. Shorten it, and put the rest into the notes."
            ).format(field=_(name.replace("_", " ").capitalize()), most=most, n=len(text)),
            field=name,
        )
    return text


def refuse_unknown(given: Mapping[str, Any], known: Collection[str]) -> None:
    """Refuse fields that are not there: a misspelt one would be lost in silence.

    Raises
    ------
    BadValue
        The sentence names them, and those there are.
    """
    unknown = given.keys() - set(known)
    if unknown:
        raise BadValue(
            _("There is no field {names} here. There is: {fields}.").format(
                names=", ".join(sorted(unknown)), fields=", ".join(sorted(known))
            )
        )


def _plain(value: object, depth: int = 0) -> Any:
    """Return a value as a line can hold it: text, number, truth, or a short list of these."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float)) and abs(value) < 1e300:
        return value
    if isinstance(value, str):
        text = clean_text(value)
        if len(text) > _LONGEST_MORE:
            raise BadValue(_("An extra field holds up to {most} characters.").format(most=_LONGEST_MORE), field="extra")
        return text
    if isinstance(value, (list, tuple)) and len(value) <= _MOST_MORE and depth == 0:
        return [_plain(item, 1) for item in value]
    raise BadValue(_("A field holds a text, a number, or a short list of these."))


def _more(given: object, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what another tool says of a source beside our own fields; never in the place of one of them."""
    more = {clean_text(str(name), 60): value for name, value in dict(given).items()}  # type: ignore[call-overload]
    if len(more) > _MOST_MORE:
        raise BadValue(_("There are more than {most} extra fields.").format(most=_MOST_MORE), field="extra")
    taken = ENVELOPE | fields.keys() | {"stood", "start", "end"}
    return {name: _plain(value) for name, value in more.items() if name and name not in taken}


def one_line(text: str) -> str:
    """Return a text on one line."""
    return re.sub(r"\s+", " ", text)


def clean_source(given: Mapping[str, Any], words: Vocabulary) -> dict[str, Any]:
    """Return the fields of a source as they are kept, or refuse them.

    Raises
    ------
    BadValue
        A field holds what it cannot.
    """
    fields: dict[str, Any] = {}
    for name, value in given.items():
        if name in ("private", "known", "machine"):
            fields[name] = bool(value)
        elif name == "kind":
            fields[name] = words.kind(value if isinstance(value, str) else "")
        elif name in ("url", "feed"):
            fields[name] = clean_url(value)
        elif name in ("added", "checked", "published"):
            fields[name] = clean_date(value, name)
        elif name == "tags":
            tags = value if isinstance(value, (list, tuple)) else [value]
            fields[name] = [one_line(text_of("tag", tag)) for tag in tags][:40]
        elif name == "extra":
            fields.update(_more(value, given))
        else:
            text = text_of(name, value)
            fields[name] = text if name == "notes" else one_line(text)
        if name in _CHOICES and fields[name] not in _CHOICES[name]:
            raise BadValue(
                _("{field} is one of: {choices}.").format(
                    field=name.capitalize(), choices=", ".join(filter(None, _CHOICES[name]))
                ),
                field=name,
            )
    if "name" in fields and not is_visible(fields["name"]):
        raise BadValue(_("A source needs a name: what would you call it to a friend?"), field="name")
    return fields


def number_of(value: object, field: str) -> float:
    """Return a finite number, or refuse it."""
    number = float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else math.nan
    if not abs(number) < 1e300:
        raise BadValue(_("{field} is a number.").format(field=field.capitalize()), field=field)
    return number


def clean_connection(given: Mapping[str, Any], words: Vocabulary) -> dict[str, Any]:
    """Return the fields of a connection, its ends left out, as they are kept, or refuse them."""
    fields: dict[str, Any] = {}
    for name, value in given.items():
        if name == "strength":
            fields[name] = words.strength(value)
        elif name in ("last_used", "formed"):
            fields[name] = clean_date(value, name)
        elif name == "weight":
            if value is not None:
                fields[name] = number_of(value, name)
        elif name == "extra":
            fields.update(_more(value, given))
        else:
            text = text_of(name, value)
            fields[name] = text if name in ("why", "evidence", "used_for") else one_line(text)
    if fields.get("relation") == "" and "relation" in given:
        raise BadValue(_("A connection needs a relation, such as: reads, asks, led me to."), field="relation")
    return fields
