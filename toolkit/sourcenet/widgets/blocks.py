"""What a sheet is made of: headings, texts, lists, forms, buttons, as plain data that a page draws and a still writes.

A block is a dict with ``is``, its kind, and what that kind needs; the functions here make them, so that no widget has to
know their members. All text is text: the page sets it as such, the still escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sourcenet.words import _

__all__ = [
    "Block",
    "Choice",
    "act",
    "area",
    "buttons",
    "card",
    "choice",
    "columns",
    "date",
    "five",
    "fold",
    "form",
    "heading",
    "items",
    "line",
    "listing",
    "note",
    "options",
    "part",
    "pick",
    "picture",
    "scale",
    "select",
    "table",
    "tabs",
    "text",
    "ticks",
]

Block = dict[str, Any]
#: A value, the words for it, and more words that explain it (or none).
Choice = Sequence[str]


def _lean(block: Block) -> Block:
    """Return a block without what says nothing."""
    return {name: value for name, value in block.items() if value not in (None, "", False, [], {})}


# -- what is read


def heading(words: str, *, level: int = 3, key: str = "", about: str = "", kind: str = "") -> Block:
    """Make a heading.

    Parameters
    ----------
    words
        What it says.
    level
        3 for a part of the sheet, 4 for a part of that.
    key
        Under which the focus can be sent to it.
    about
        A smaller line under it.
    kind
        A kind of source, whose mark stands before it.
    """
    return _lean({"is": "heading", "words": words, "level": level, "key": key, "about": about, "kind": kind})


def text(words: str, *, kind: str = "") -> Block:
    """Make a paragraph; ``kind`` is ``"muted"``, ``"quote"`` or ``"lead"``. An empty line parts two paragraphs."""
    return _lean({"is": "text", "words": words, "kind": kind})


def note(words: str, *, kind: str = "try", title: str = "") -> Block:
    """Make a note on a ground of its own: ``"try"`` for what to do next, ``"good"``, ``"warn"`` or ``"plain"``."""
    return {"is": "note", "words": words, "kind": kind, **({"title": title} if title else {})}


def items(*lines: str | Block, kind: str = "", numbered: bool = False) -> Block:
    """Make a list; an item is a text, or a block such as a :func:`card`."""
    return _lean({"is": "items", "items": list(lines), "kind": kind, "numbered": numbered})


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Any]], *, shown: bool = False,
          small: bool = False) -> Block:  # fmt: skip
    """Make a table; the first cell of a row names it.

    Parameters
    ----------
    caption
        What it shows; hidden, but for screen readers, unless ``shown``.
    head, rows
        Words of the columns, and cells: a text, a number, or a block made by :func:`act`.
    small
        True for a table of two or three columns of a word or two, which stays a table where it is narrow.
    """
    block: Block = {"is": "table", "caption": caption, "head": list(head), "rows": [list(r) for r in rows]}
    return _lean({**block, "shown": shown, "small": small})


def picture(svg: str, words: str) -> Block:
    """Make a picture from SVG of our own drawing; ``words`` say what it shows."""
    return {"is": "picture", "svg": svg, "words": words}


def scale(value: float, words: str, *, of: int = 5) -> Block:
    """Make a row of boxes, of which some are filled, with its words."""
    return {"is": "scale", "value": value, "of": of, "words": words}


# -- what holds others


def card(*inside: Block, key: str = "", kind: str = "") -> Block:
    """Make a frame around blocks; ``kind`` ``"on"`` marks the one that is chosen."""
    return _lean({"is": "card", "inside": list(inside), "key": key, "kind": kind})


def columns(main: Sequence[Block], side: Sequence[Block], *, words: str = "") -> Block:
    """Put blocks beside each other, the second narrower; on a narrow page it stands below.

    Parameters
    ----------
    words
        What the side is called by a screen reader.
    """
    return {"is": "columns", "main": list(main), "side": list(side), "words": words or _("Beside it")}


def fold(words: str, *inside: Block, key: str = "", opened: bool = False) -> Block:
    """Make a part that can be folded away."""
    return _lean({"is": "fold", "words": words, "inside": list(inside), "key": key or words, "opened": opened})


# -- what is done


def act(name: str, words: str, /, *, key: str = "", kind: str = "", why_not: str = "", pressed: bool | None = None,
        glyph: str = "", about: str = "", **given: Any) -> Block:  # fmt: skip
    """Make a button.

    Parameters
    ----------
    name
        What it does: the sheet's method ``act_<name>``.
    words
        What stands on it.
    key
        Under which the focus finds it again; ``name`` and what is given where empty.
    kind
        ``"main"``, ``"quiet"``, ``"little"`` or ``"bad"``.
    why_not
        Why it cannot be pressed now; it stays reachable, and says so.
    pressed
        For a button that stays down.
    glyph
        The name of an icon before the words.
    about
        What a screen reader hears after the words where several buttons look alike: "Renew, Half an Hour".
    **given
        What the method is given.
    """
    block: Block = {
        "is": "act",
        "act": name,
        "words": words,
        "given": given,
        "kind": kind,
        "why_not": why_not,
        "glyph": glyph,
    }
    key = key or "-".join([name, *(str(value) for value in given.values())])
    return {**_lean({**block, "key": key, "about": about}), **({} if pressed is None else {"pressed": pressed})}


def buttons(*some: Block | None) -> Block:
    """Put buttons in a line; those that are None are left out."""
    return {"is": "buttons", "inside": [one for one in some if one is not None]}


def tabs(words: str, name: str, some: Iterable[Choice], chosen: str) -> Block:
    """Make tabs: each is a value and its words; arrow keys turn them, ``act_<name>(value)`` is told."""
    return {"is": "tabs", "words": words, "act": name, "tabs": [list(one) for one in some], "value": chosen}


def pick(words: str, name: str, some: Iterable[Any], chosen: str, *, key: str = "") -> Block:
    """Make a list to choose from that acts at once (with Enter, or on leaving it, where the keyboard chose).

    Parameters
    ----------
    words
        Its label.
    name
        The sheet's method ``act_<name>(value)`` is told.
    some
        Choices: (value, words), or (group, [choices]).
    chosen
        The value that is chosen now.
    """
    return {"is": "pick", "words": words, "act": name, "options": list(some), "value": chosen, "key": key or name}


def options(words: str, name: str, some: Iterable[Choice], *, back: str = "", key: str = "", **given: Any) -> Block:
    """Make a list walked by arrow keys, in which Enter takes one.

    Parameters
    ----------
    words
        What is chosen.
    name
        The sheet's method ``act_<name>(value, **given)`` is told.
    some
        (value, words, more words).
    back
        The method that Escape calls, as ``act_<back>()``; none where empty.
    """
    block: Block = {
        "is": "options",
        "words": words,
        "act": name,
        "options": [list(one) for one in some],
        "given": given,
    }
    return _lean({**block, "back": back, "key": key or name})


# -- forms


def form(name: str, fields: Sequence[Block], words: str, *, key: str = "", title: str = "", cancel: str = "",
         cancel_words: str = "", more: Sequence[Block] = (), fresh: str = "", **given: Any) -> Block:  # fmt: skip
    """Make a form. What is written stays in the page until it is kept, whatever else happens meanwhile.

    Parameters
    ----------
    name
        The sheet's method ``act_<name>(form, **given)`` is told, ``form`` being what was written by field.
    fields
        Made by :func:`line`, :func:`area`, :func:`select`, :func:`five`, :func:`choice`, :func:`ticks`, :func:`date`,
        together in a :func:`part` where they belong together; other blocks may stand between them.
    words
        What its button says.
    key
        Which form it is; what was written belongs to it. ``name`` and what is given where empty.
    title
        What a screen reader calls it; ``words`` where empty.
    cancel, cancel_words
        The method that leaves it, as ``act_<cancel>()``, and what that button says.
    more
        Other buttons beside.
    fresh
        Changes where the fields should be filled anew even though something was written in them.
    """
    key = key or "-".join([name, *(str(value) for value in given.values())])
    block: Block = {
        "is": "form",
        "act": name,
        "fields": list(fields),
        "words": words,
        "key": key,
        "title": title or words,
    }
    block |= {"cancel": cancel, "cancel_words": cancel_words, "more": list(more), "given": given, "fresh": fresh}
    return _lean(block)


def _field(kind: str, name: str, label: str, **more: Any) -> Block:
    return _lean({"is": kind, "name": name, "label": label, **more})


def line(name: str, label: str, *, value: str = "", hint: str = "", suggestions: Sequence[str] = ()) -> Block:
    """Make a field of one line; ``suggestions`` are offered while writing."""
    return _field("line", name, label, value=value, hint=hint, suggestions=list(suggestions))


def area(name: str, label: str, *, value: str = "", hint: str = "", rows: int = 2) -> Block:
    """Make a field of several lines."""
    return _field("area", name, label, value=value, hint=hint, rows=rows)


def date(name: str, label: str, *, value: str = "", hint: str = "") -> Block:
    """Make a field for a day."""
    return _field("date", name, label, value=value, hint=hint)


def select(name: str, label: str, some: Iterable[Any], *, value: str = "", hint: str = "") -> Block:
    """Make a field with a list to choose from: (value, words), or (group, [choices])."""
    return _field("select", name, label, options=list(some), value=value, hint=hint)


def five(name: str, label: str, *, value: str = "", low: str = "", high: str = "", hint: str = "") -> Block:
    """Make five boxes from low to high; nothing is chosen where ``value`` is empty."""
    low, high = low or _("low"), high or _("high")
    return _field("five", name, label, value=value, low=low, high=high, hint=hint)


def choice(name: str, label: str, some: Iterable[Choice], *, value: str = "", hint: str = "") -> Block:
    """Make a field of which one thing is chosen, all in sight: (value, words, more words)."""
    return _field("choice", name, label, options=[list(one) for one in some], value=value, hint=hint)


def ticks(name: str, label: str, some: Iterable[Choice], *, value: Sequence[str] = (), hint: str = "") -> Block:
    """Make a field of which several things can be ticked; the form tells their values as a list."""
    return _field("ticks", name, label, options=[list(one) for one in some], value=list(value), hint=hint)


def part(label: str, *inside: Block, about: str = "") -> Block:
    """Put fields of a form together that belong to one question.

    Parameters
    ----------
    label
        What is asked; a screen reader says it with each field.
    *inside
        The fields.
    about
        A smaller line under it.
    """
    return _lean({"is": "part", "label": label, "inside": list(inside), "about": about})


def listing(blocks: Iterable[Block | None]) -> list[Block]:
    """Return blocks in a list without those that are None, so that a part can be left out in place."""
    return [block for block in blocks if block is not None]
