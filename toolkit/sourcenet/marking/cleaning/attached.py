"""Pictures that came attached to a cell: only what is a picture to the last byte is shown."""

from __future__ import annotations

import binascii
from collections.abc import Mapping
from html import escape
from typing import Any

from sourcenet.marking.cleaning.pictures import verified

__all__ = ["MOST_PICTURES", "SLOTS", "Attached", "attachments", "placed"]

#: So many pictures of one cell are shown, and so many bytes of them together.
MOST_PICTURES = 10
_BYTES = 3_000_000

#: Attachments as nbformat has them: name -> media type -> base64.
Attached = Mapping[str, Mapping[str, str]]

#: The classes of the places for pictures.
SLOTS = {f"sn-picture-{n}" for n in range(MOST_PICTURES)}

# formgrader draws a red frame on every picture.
_LOOK = "border:0;max-width:100%;max-height:800px"


def attachments(cell: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return the pictures of a cell, each made anew from its known parts.

    Parameters
    ----------
    cell
        A cell as JSON has it; nothing in it is trusted.

    Returns
    -------
    dict
        As nbformat has it: name -> media type -> base64. What is not a PNG, JPEG, GIF or WebP picture by its content
        is not in it, whatever it says it is.
    """
    given = cell.get("attachments")
    kept: dict[str, dict[str, str]] = {}
    left = _BYTES
    if not isinstance(given, Mapping):
        return kept
    for name, bundle in list(given.items())[: 5 * MOST_PICTURES]:
        found = _first_picture(bundle, left) if isinstance(name, str) else None
        if found is None:
            continue
        kind, content = found
        left -= len(content)
        kept[name] = {kind: binascii.b2a_base64(content, newline=False).decode()}
        if len(kept) == MOST_PICTURES:
            break
    return kept


def _first_picture(bundle: Any, most: int) -> tuple[str, bytes] | None:
    if not isinstance(bundle, Mapping):
        return None
    for data in list(bundle.values())[:5]:
        text = "".join(line for line in data if isinstance(line, str)) if isinstance(data, list) else data
        if not isinstance(text, str) or len(text) > most * 3 // 2:
            continue
        try:
            content = binascii.a2b_base64(text)
        except ValueError:
            continue
        found = verified(content) if len(content) <= most else None
        if found:
            return found
    return None


def placed(markup: str, pictures: list[tuple[str, str]], attached: Attached) -> str:
    """Put pictures in their places in clean markup."""
    for n, (name, words) in enumerate(pictures):
        ((kind, data),) = attached[name].items()
        picture = f'<img alt="{escape(words)}" src="data:{kind};base64,{data}" style="{_LOOK}">'
        markup = markup.replace(f'<span class="sn-picture-{n}"></span>', picture, 1)
    return markup
