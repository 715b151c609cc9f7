"""Pieces of XML, every text escaped."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

__all__ = ["attributes", "element"]

_BREAKS = {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


def attributes(given: Mapping[str, str]) -> str:
    """Return attributes as they stand in a tag; line breaks outlive the reading."""
    return " ".join(f"{name}={quoteattr(value, _BREAKS)}" for name, value in given.items())


def element(name: str, given: Mapping[str, str], text: str) -> str:
    """Return an element that holds a text."""
    return f"<{name} {attributes(given)}>{escape(text, {chr(13): '&#13;'})}</{name}>"
