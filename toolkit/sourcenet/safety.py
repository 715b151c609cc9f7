"""Cleaning what strangers write: text, addresses, sizes. Text stays text; nothing here makes markup."""

from __future__ import annotations

import re
import unicodedata

from sourcenet.errors import BadValue
from sourcenet.words import _

__all__ = ["LIMITS", "clean_text", "clean_url", "is_safe_url", "is_visible", "without_unseen"]

#: The longest text, in characters, that a field holds; more is refused with a sentence, never cut silently.
LIMITS = {
    "name": 200,
    "url": 2000,
    "why": 2000,
    "reason": 2000,
    "notes": 10_000,
    "question": 300,
    "text": 10_000,
    "word": 100,
}

# Control characters, lone surrogates, non-characters, and the marks that turn the direction of text around
# (a name written with them can show as another). Joiners (200C, 200D) stay: emoji and many scripts need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]"
)
# Letters and symbols that leave an empty place.
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
_SCHEME = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@)", re.IGNORECASE)


def without_unseen(text: str) -> str:
    """Return a text as it stands, blanks and all, without the characters that cannot be seen or turn text around."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_text(text: object, limit: int | None = None) -> str:
    """Return a text without characters that cannot be seen, in composed form and without outer blanks.

    Parameters
    ----------
    text
        What was written; anything that is not a text counts as empty.
    limit
        The longest result in characters; what is longer ends in an ellipsis. No limit where None.

    Returns
    -------
    str
        Text that can be shown, still to be escaped by whoever writes markup.
    """
    if not isinstance(text, str):
        return ""
    if text.isascii() and text.isprintable():
        cleaned = text.strip()
    else:
        cleaned = unicodedata.normalize("NFC", without_unseen(text)).strip()
    return cleaned if limit is None or len(cleaned) <= limit else cleaned[: limit - 1] + "…"


def is_visible(text: str) -> bool:
    """Tell whether a text shows anything: joiners, marks and fillers alone do not."""
    return any(unicodedata.category(c)[0] in "LNPS" and c not in _FILLERS for c in text)


def is_safe_url(url: str) -> bool:
    """Tell whether an address is one that may stand behind a link: http, https or mailto."""
    return _SCHEME.match(url) is not None and not re.search(r"[\s<>\"`\\^{|}]", url)


def clean_url(url: object) -> str:
    """Return an address that may be kept, or refuse it.

    Parameters
    ----------
    url
        An address as typed; ``www.example.org`` is taken for ``https://www.example.org``.

    Returns
    -------
    str
        The address, or an empty text for none.

    Raises
    ------
    BadValue
        The address does not begin with http://, https:// or mailto:, or has blanks or quotes in it.
    """
    cleaned = clean_text(url)
    if not cleaned:
        return ""
    if cleaned.lower().startswith("www."):
        cleaned = "https://" + cleaned
    if len(cleaned) > LIMITS["url"]:
        raise BadValue(
            _("This address was not kept: it has {n} characters, and at most {most} fit.").format(
                n=len(cleaned), most=LIMITS["url"]
            ),
            field="url",
        )
    if not is_safe_url(cleaned):
        raise BadValue(
            _(
                "This address was not kept. An address begins with https://, http:// or mailto: and has no blanks in it."
            ),
            field="url",
        )
    return cleaned
