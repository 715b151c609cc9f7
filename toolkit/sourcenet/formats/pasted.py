"""From whatever was pasted to a text: markup goes, what scripts and styles hold goes, addresses of links stay."""

from __future__ import annotations

import html
import re

from sourcenet.safety import clean_text

__all__ = ["MOST_TEXT", "plain_text"]

#: So many characters of a text are read.
MOST_TEXT = 200_000
_HIDDEN = re.compile(r"<(script|style|head|template|noscript)\b[^>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>|<!--|<![A-Za-z][^<>]{0,2000}>|<\?[^<>]{0,2000}>")
_HREF = re.compile(r"""<a\b[^<>]{0,2000}?\bhref\s*=\s*["']?(https?://[^\s"'<>]{1,1000})[^<>]{0,1000}>""", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|br|li|h[1-6]|tr|td|ul|ol|section|article|blockquote)\b", re.IGNORECASE)


def plain_text(pasted: str) -> str:
    """Return a pasted text without markup: tags go, what scripts and styles hold goes, addresses of links stay.

    Parameters
    ----------
    pasted
        A text, or a piece of a page.
    """
    if _TAG.search(pasted) is None:
        return clean_text(html.unescape(pasted)) if "&" in pasted else clean_text(pasted)
    kept: list[str] = []
    at = 0
    while (tag := _TAG.search(pasted, at)) is not None:
        kept.append(pasted[at : tag.start()])
        at = tag.end()
        words = tag.group()
        if words == "<!--":
            at = _after(pasted, "-->", at)
        elif hidden := _HIDDEN.match(words):
            at = _after(pasted, f"</{hidden[1].lower()}", at)
            at = _after(pasted, ">", at)
        elif link := _HREF.match(words):
            kept.append(f" {link[1]} ")
        elif _BLOCK.match(words):
            kept.append("\n")
    kept.append(pasted[at:])
    return clean_text(html.unescape("".join(kept)))


def _after(text: str, end: str, at: int) -> int:
    """Return the place behind the next ``end``, in any case; the end of the text where there is none."""
    found = text.find(end, at)
    if found < 0 and end.isascii():
        found = text.lower().find(end, at) if len(text) - at < MOST_TEXT * 4 else -1
    return len(text) if found < 0 else found + len(end)
