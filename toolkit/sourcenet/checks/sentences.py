"""When a text is a sentence of its own: long enough, not a name, not typed to fill a field.

Words are counted in every script. Where writing has no blanks between words (Chinese, Japanese,
Thai ...), characters are counted and turned into words at the rate at which such texts have them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from sourcenet.checks.placeholders import is_mash, unmasked
from sourcenet.words import _, language

__all__ = ["LEAST_WORDS", "key", "length", "plain", "ready_reasons", "verdict"]

#: How many words a reason has at least.
LEAST_WORDS = 4

#: How many characters of a text are read.
_READ = 600
_ASCII = {code: None if chr(code) == "'" else " " for code in range(128) if not chr(code).isalnum()}
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff]")
_SOUTH_EAST = re.compile("[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0edf\u1000-\u109f\u1780-\u17b3]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_EMPTY_WORDS = frozenset({"lorem", "ipsum", "blah", "bla"})


@lru_cache(maxsize=8)
def ready_reasons(language: str) -> frozenset[str]:
    """Return the reasons that stand ready as buttons, in English and in a course's own language.

    They are a beginning: what follows them is the learner's own.
    """
    english = ("Out of date", "Not reliable", "I do not use it", "Says the same as another")
    own = (_("Out of date"), _("Not reliable"), _("I do not use it"), _("Says the same as another"))
    return frozenset(plain(reason) for reason in (*english, *own))


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return the words of a text in one form: small letters, single blanks, no marks, no addresses.

    Only the beginning of a long text is read: it is enough to tell a sentence, and a file made to take long does not.
    """
    text = text[:_READ]
    if "/" in text or "." in text:
        text = _ADDRESS.sub(" ", text)
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    return " ".join("".join(map(_letter, unmasked(unicodedata.normalize("NFKC", text)).casefold())).split())


@lru_cache(maxsize=4096)
def _letter(c: str) -> str:
    """Return a letter, digit or vowel sign as it is, nothing for what joins two letters, else a blank."""
    if c.isalnum() or unicodedata.category(c)[0] == "M":
        return c
    return "" if c in "'’ʼ" or unicodedata.category(c) == "Cf" else " "


def _units(text: str) -> list[str]:
    """Return what is counted as different: words, or characters where there are no blanks."""
    units: list[str] = []
    for word in text.split():
        if _HAN.search(word) or _KANA.search(word) or _SOUTH_EAST.search(word):
            units.extend(word)
        elif not is_mash(word) and word not in _EMPTY_WORDS:
            units.append(word)
    return units


@lru_cache(maxsize=4096)
def length(text: str) -> float:
    """Return how many words a text has; a character of a script without blanks counts as a part of one.

    Parameters
    ----------
    text
        Words as :func:`plain` gives them.

    Returns
    -------
    float
        Words; two thirds for a Chinese character, a third for a letter of kana, Thai, Lao, Khmer or Burmese,
        half for a Korean syllable but at least one for a word.
    """
    total = 0.0
    for word in text.split():
        if word.isascii():
            total += 0 if is_mash(word) or word in _EMPTY_WORDS else 1
            continue
        dense = len(_HAN.findall(word)) * 2 / 3 + (len(_KANA.findall(word)) + len(_SOUTH_EAST.findall(word))) / 3
        total += dense or max(1.0, len(_HANGUL.findall(word)) / 2)
    return round(total, 6)


def _without(text: str, names: Iterable[str]) -> str:
    """Take names out of a text, whole words only where there are blanks."""
    for name in sorted({plain(name) for name in names}, key=len, reverse=True):
        if not name:
            continue
        if _HAN.search(name) or _KANA.search(name) or _SOUTH_EAST.search(name):
            text = text.replace(name, " ")
        else:
            padded = f" {text} "
            while f" {name} " in padded:
                padded = padded.replace(f" {name} ", " ")
            text = padded.strip()
    return " ".join(text.split())


def key(text: str, names: Iterable[str] = ()) -> str:
    """Return what two texts share when one is the other with a name or a number changed.

    Parameters
    ----------
    text
        What the learner wrote.
    names
        Names that make no difference: of the sources that the text is about.
    """
    words = plain(text)
    bare = " ".join(word for word in _without(words, names).split() if not word.isdecimal())
    return bare or words


def verdict(text: str, names: Iterable[str] = (), *, least: float = LEAST_WORDS) -> str:
    """Tell whether a text is a sentence that counts, and if not, why.

    Parameters
    ----------
    text
        What the learner wrote.
    names
        Names of the sources that it is about: they alone are no reason.
    least
        How many words it should have.

    Returns
    -------
    str
        Empty where it counts, else ``"none"``, ``"short"``, ``"name"`` or ``"ready"``.
    """
    words = plain(text)
    if not words:
        return "none"
    own = _without(words, names)
    if not own or (own != words and len(_units(own)) < 2):
        return "name"
    if own in ready_reasons(language()):
        return "ready"
    units = _units(words)
    speaking = {unit for unit in units if len(unit) > 1 and not unit.isdecimal()} | {
        unit for unit in units if len(unit) == 1 and (_HAN.match(unit) or _KANA.match(unit) or _SOUTH_EAST.match(unit))
    }
    if length(words) < least or len(set(units)) < min(3, least) or len(speaking) < 2:
        return "short"
    return ""
