"""How wide words are, and where they break: enough to know whether two labels cover each other."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from sourcenet.safety import clean_text

__all__ = ["cut", "text_width", "wrap"]

#: Lines of a label hold about this many characters.
LINE = 15

# Widths of the printable ASCII characters in hundredths of an em, in DejaVu Sans: the widest of the fonts
# that a page may take for system-ui, so that nothing turns out wider than reckoned.
_ASCII = (
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
    69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
    82, 59, 59, 52, 64, 34, 64, 84,
)  # fmt: skip


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    code = ord(character)
    if 32 <= code < 127:
        return _ASCII[code - 32] / 100
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.3 if code >= 0x1F000 else 1.0  # emoji are wider than they are high in most fonts
    base = unicodedata.normalize("NFD", character)[0]
    if base != character:
        return _em(base)
    return 0.95 if code >= 0x250 else 0.75


def text_width(text: str, size: float = 12.0, *, bold: bool = False) -> float:
    """Reckon how wide a line of text is, in px; rather too wide than too narrow."""
    return sum(map(_em, text)) * size * (1.13 if bold else 1.0)


def clusters(text: str) -> list[str]:
    """Part a text into what a reader takes for one character: an emoji of several signs stays whole."""
    found: list[str] = []
    for character in text:
        joins = found and (
            unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf")
            or 0x1F3FB <= ord(character) <= 0x1F3FF
            or found[-1][-1] == "\u200d"
            or (_is_flag(character) and len(found[-1]) == 1 and _is_flag(found[-1]))
        )
        if joins:
            found[-1] += character
        else:
            found.append(character)
    return found


def _is_flag(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def cut(text: str, most: float, size: float = 12.0, *, bold: bool = False) -> str:
    """Return as much of a text as fits a width, with an ellipsis where something is left out."""
    if text_width(text, size, bold=bold) <= most:
        return text
    kept = ""
    for cluster in clusters(text):
        if text_width(kept + cluster + "…", size, bold=bold) > most:
            break
        kept += cluster
    return kept.rstrip() + "…"


def wrap(
    text: str, *, lines: int = 2, most: float = 106.0, size: float = 12.0, count: int = LINE, bold: bool = False
) -> list[str]:
    """Break a text into lines; what does not fit ends in an ellipsis.

    Parameters
    ----------
    text
        Any text; blanks and line ends count as one blank.
    lines
        How many lines there may be.
    most
        The widest line in px.
    size
        The height of the letters in px.
    count
        The most characters of a line.
    bold
        Whether the letters are bold.

    Returns
    -------
    list of str
        At least one line, not escaped.
    """

    def fits(line: str) -> bool:
        return len(clusters(line)) <= count and text_width(line, size, bold=bold) <= most

    rest = clean_text(text).split()
    found: list[str] = []
    while rest and len(found) < lines:
        line = rest.pop(0)
        while rest and fits(f"{line} {rest[0]}"):
            line = f"{line} {rest.pop(0)}"
        if not fits(line):  # one long word: break it, in whole characters
            parts = clusters(line)
            n = next(k for k in range(len(parts), 0, -1) if k == 1 or fits("".join(parts[:k])))
            line, left = "".join(parts[:n]), "".join(parts[n:])
            rest.insert(0, left)
        found.append(line)
    if rest:
        parts = clusters(found[-1])
        while len(parts) > 1 and not fits("".join(parts) + "…"):
            parts.pop()
        found[-1] = "".join(parts).rstrip(" ,.;:-") + "…"
    return found or ["?"]
