"""Making what others wrote fit our fields, one field at a time: what does not fit is kept beside, or named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sourcenet.errors import SourcenetError
from sourcenet.model.events import ENVELOPE
from sourcenet.model.fields import clean_connection, clean_source
from sourcenet.model.source import CONNECTION_FIELDS, SOURCE_FIELDS
from sourcenet.model.vocabulary import Vocabulary
from sourcenet.safety import LIMITS, clean_text, is_visible
from sourcenet.words import _

__all__ = ["LONGEST_TAG", "LONGEST_VALUE", "MOST_BESIDE", "Fitted", "fit_connection", "fit_source"]

#: The longest text of an extra field that a record shows whole, the most extra fields, the longest tag.
LONGEST_VALUE, MOST_BESIDE, LONGEST_TAG = 2000, 40, 60
_LONGEST_FIELD_NAME = 60
# Names that an event, a record or another field uses already: as an extra field they get a mark behind.
_TAKEN_SOURCE = ENVELOPE | SOURCE_FIELDS | {"stood", "start", "end", "extra", "of", "set"}
_TAKEN_CONNECTION = ENVELOPE | CONNECTION_FIELDS | {"stood", "extra", "of", "set"}

Clean = Callable[[Mapping[str, Any], Vocabulary], dict[str, Any]]


class Fitted(NamedTuple):
    """Fields as a network keeps them, and what could not stay where it was: (field, what became of it)."""

    fields: dict[str, Any]
    changed: list[tuple[str, str]]
    lost: list[tuple[str, str]]


def fit_source(given: Mapping[str, Any], beside: Mapping[str, Any], words: Vocabulary) -> Fitted:
    """Return the fields of a source that a network can keep.

    Parameters
    ----------
    given
        Values under our own field names; ``name`` is a text that shows something.
    beside
        Values under names that are none of ours: they are kept as extra fields.
    words
        The vocabulary.
    """
    changed: list[tuple[str, str]] = []
    lost: list[tuple[str, str]] = []
    aside: dict[str, Any] = {}
    notes: list[str] = []
    name = clean_text(given.get("name")).replace("\n", " ")
    if len(name) > LIMITS["name"]:
        notes.append(name)
        changed.append(("name", _("longer than {most} characters: whole in the notes").format(most=LIMITS["name"])))
        given = {**given, "name": clean_text(name, LIMITS["name"])}
    tags = given.get("tags")
    if isinstance(tags, (list, tuple)) and (len(tags) > MOST_BESIDE or any(len(str(t)) > LONGEST_TAG for t in tags)):
        short = [tag for tag in tags if len(str(tag)) <= LONGEST_TAG][:MOST_BESIDE]
        rest = [str(tag) for tag in tags if tag not in short]
        notes.append(f"tags: {'; '.join(rest)}")
        changed.append(("tags", _("{n} of them stand in the notes").format(n=len(rest))))
        given = {**given, "tags": short}
    fields = _fit(given, clean_source, words, aside, changed, lost)
    _keep_beside({**beside, **aside}, fields, _TAKEN_SOURCE, changed, lost, notes)
    if notes:
        _note(notes, fields, lost)
    return Fitted(fields, changed, lost)


def fit_connection(given: Mapping[str, Any], beside: Mapping[str, Any], words: Vocabulary) -> Fitted:
    """Return the fields of a connection, its ends left out, that a network can keep."""
    changed: list[tuple[str, str]] = []
    lost: list[tuple[str, str]] = []
    aside: dict[str, Any] = {}
    fields = _fit(given, clean_connection, words, aside, changed, lost)
    more = {**beside, **aside}
    if more:
        _keep_beside(more, fields, _TAKEN_CONNECTION, changed, lost, None)
    return Fitted(fields, changed, lost)


def _fit(
    given: Mapping[str, Any],
    clean: Clean,
    words: Vocabulary,
    aside: dict[str, Any],
    changed: list[tuple[str, str]],
    lost: list[tuple[str, str]],
) -> dict[str, Any]:
    """Clean all fields at once; where one is refused, one at a time: the refused ones go aside under a marked name."""
    try:
        return clean(given, words)
    except (SourcenetError, TypeError, ValueError, OverflowError):
        pass
    fields: dict[str, Any] = {}
    for name, value in given.items():
        try:
            fields.update(clean({name: value}, words))
        except (SourcenetError, TypeError, ValueError, OverflowError) as error:
            why = error.sentence if isinstance(error, SourcenetError) else _("It could not be understood.")
            if name in ("url", "feed"):  # an address that may not stand behind a link is not kept as a text either
                lost.append((name, _("{why} It was: {value}").format(why=why, value=clean_text(str(value), 80))))
            else:
                aside[f"{name}_"] = value
                changed.append((name, _("{why} It is kept beside as “{name}_”.").format(why=why, name=name)))
    return fields


def _keep_beside(
    beside: Mapping[str, Any],
    fields: dict[str, Any],
    taken: frozenset[str] | set[str],
    changed: list[tuple[str, str]],
    lost: list[tuple[str, str]],
    notes: list[str] | None,
) -> None:
    """Put extra fields into the record; what is too long or too much goes to the notes, or is named."""
    kept = 0
    for given, value in beside.items():
        name, plain = _free_name(given, fields, taken), _plain(value)
        if not name or plain is None:
            if value not in (None, "") and not (isinstance(value, str) and not clean_text(value)):
                lost.append(
                    (given, _("“{value}” is nothing that a field can hold").format(value=clean_text(str(value), 40)))
                )
            continue
        if kept < MOST_BESIDE and not (isinstance(plain, str) and len(plain) > LONGEST_VALUE):
            if name != given:
                changed.append((given, _("the field is called “{name}” here").format(name=name)))
            fields[name] = plain
            kept += 1
        elif notes is not None:
            notes.append(f"{name}: {plain}")
            changed.append((given, _("stands in the notes")))
        else:
            lost.append(
                (
                    given,
                    _("longer than {most} characters, or more than {n} fields").format(
                        most=LONGEST_VALUE, n=MOST_BESIDE
                    ),
                )
            )


def _free_name(given: str, fields: Mapping[str, Any], taken: frozenset[str] | set[str]) -> str:
    name = clean_text(given, _LONGEST_FIELD_NAME)
    if not is_visible(name):
        return ""
    base, marks = name, 0
    while name in taken or name in fields:
        marks += 1
        name = f"{base[: _LONGEST_FIELD_NAME - marks]}{'_' * marks}"
    return name


def _plain(value: object) -> Any:
    """Return a value as an extra field shows it; None for nothing."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return value if abs(value) < 1e300 else None
    if isinstance(value, str):
        return clean_text(value) or None
    if isinstance(value, (list, tuple)) and 0 < len(value) <= MOST_BESIDE:
        listed = [_plain(item) for item in value]
        if (
            all(item is not None and not isinstance(item, list) for item in listed)
            and len(str(listed)) <= LONGEST_VALUE
        ):
            return listed
    return None


def _note(notes: list[str], fields: dict[str, Any], lost: list[tuple[str, str]]) -> None:
    """Put texts behind the notes as far as they hold; the rest is named."""
    held = fields.get("notes", "")
    for text in notes:
        longer = f"{held}\n{text}".strip()
        if len(longer) <= LIMITS["notes"]:
            held = longer
        else:
            lost.append(
                (
                    "notes",
                    _("The notes hold up to {most} characters; this did not fit: {value}").format(
                        most=LIMITS["notes"], value=clean_text(text, 80)
                    ),
                )
            )
    fields["notes"] = held
