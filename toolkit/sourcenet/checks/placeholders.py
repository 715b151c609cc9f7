"""Which names are placeholders: typed to fill a field, so that nobody can tell what the source is.

The rule is kind in doubt: a placeholder that passes costs little, because its connection still
needs a reason; an honest name that is refused costs somebody's trust. Everything here is said in
words in docs/checks.md, and both errors are counted there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

__all__ = ["is_mash", "is_placeholder", "unmasked"]

# Words that stand for a name that was never given, in the languages that first users speak.
_BLANK_WORDS = """
    test tests testing tester asdf qwerty qwertz azerty foo bar baz qux xx xxx tbd tba todo na none null nil nan
    undefined unknown untitled unnamed noname placeholder dummy sample example lorem ipsum bla blah something anything
    somebody someone whatever idk dunno temp tmp
    beispiel testen unbekannt irgendwas platzhalter exemple inconnu ejemplo prueba desconocido esempio prova voorbeeld
    测试 示例 例子 无 未知 未命名 テスト 例 테스트 예시 тест пример اختبار تجربة مثال
"""
# What a source is, not which: a placeholder when it stands alone, with an article or with a number.
_SORT_WORDS = """
    source sources website websites webpage web site page link url book paper article person tool database object
    event idea name title item entry document text blog video thing connection
    quelle webseite buch artikel livre fuente sitio libro fonte sito bron
    来源 网站 网页 书 文章 人 مصدر موقع كتاب источник сайт книга 출처 사이트 책
"""
_SMALL_WORDS = "a an my some new another other one no number nr ein eine mein meine un une mon ma uno una mi"
_BLANKS, _SORTS, _SMALL = (frozenset(words.split()) for words in (_BLANK_WORDS, _SORT_WORDS, _SMALL_WORDS))
_PAIRS = frozenset({"n a", "to do", "no name", "not known", "same as above"})
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_SHORT_RUNS = frozenset({"asd", "dsa", "qwe", "ewq"})
_NEXT = {row[i : i + 2] for row in _ROWS for i in range(len(row) - 1)}
_PART = re.compile(r"[^\W\d_]+|\d+")
# Letters right behind a digit: 7digital, h2url, 3Blue1Brown. Somebody coined that.
_MADE_OF = re.compile(r"\d[^\W\d_]")
_SAMPLE_SITE = re.compile(r"^(?:https?://)?(?:www\.)?(?:example\.(?:com|org|net)|test\.com)\b", re.IGNORECASE)
# Cyrillic and Greek letters that look like Latin ones. In a word of theirs they are what they are; among Latin
# letters they make one word into another that looks the same.
_LOOK_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝвнкмтАЕОРСУХІЈЅНВКМТԚԜαεορυχνικΑΒΕΗΙΚΜΝΟΡΤΥΧΖ",
    "aeopcyxijshdqwbhkmtAEOPCYXIJSHBKMTQWaeopuxvikABEHIKMNOPTYXZ",
)


def unmasked(text: str) -> str:
    """Return a text with look-alike letters of other scripts as Latin ones, in words that mix the two.

    Parameters
    ----------
    text
        Any text; one without such a word comes back as it is.
    """
    if text.isascii():
        return text
    parts = text.split(" ")
    for at, word in enumerate(parts):
        if not word.isascii() and any(c.isascii() and c.isalpha() for c in word):
            plain = word.translate(_LOOK_ALIKE)
            parts[at] = plain if plain.isascii() else word
    return " ".join(parts)


@lru_cache(maxsize=4096)
def is_placeholder(name: str) -> bool:
    """Tell whether a name is a placeholder.

    Parameters
    ----------
    name
        The name of a source, as the learner wrote it.

    Returns
    -------
    bool
        True for "test", "source 1", "a website", "???", "asdf", "123"; False for "X", "42", "Mum", "知乎".
    """
    text = unmasked(unicodedata.normalize("NFKC", name).strip())
    if not any(c.isalnum() for c in text):
        return True
    if _SAMPLE_SITE.match(text):
        return True
    parts = _PART.findall(text.casefold())
    if _MADE_OF.search(text):
        return False
    if " ".join(parts) in _PAIRS:
        return True
    known = [part in _BLANKS or part in _SORTS for part in parts]
    small = [part in _SMALL or part.isdecimal() or (len(part) == 1 and part.isascii()) for part in parts]
    if any(known) and all(a or b for a, b in zip(known, small, strict=True)):
        return True
    if len(parts) == 1 and parts[0] == text.casefold():
        return _is_counting(text) if text.isdecimal() else not (text.isupper() and len(text) <= 3) and is_mash(parts[0])
    return False


def _is_counting(digits: str) -> bool:
    """Tell whether digits are 1, 123, 12345 or 000, and not the name of something such as 42 or 1984."""
    if len(digits) < 3:
        return len(digits) == 1
    return len(set(digits)) == 1 or digits in "0123456789"


@lru_cache(maxsize=4096)
def is_mash(word: str) -> bool:
    """Tell whether a word in small letters is a run of keys: "aaa", "asdf", "sdfsdf", "abcd".

    Short runs with a vowel are words somewhere ("tre", "wer", "poi", "wert") and are let through.
    """
    if len(word) < 3 or not word.isascii():
        return len(word) >= 3 and len(set(word)) == 1
    if len(set(word)) == 1 or _ALPHABET.startswith(word):
        return True
    if word not in _SHORT_RUNS and (len(word) < 4 or (len(word) == 4 and "q" not in word)) and set(word) & set("aeiou"):
        return word == "asdf"
    runs, way = [1], 0
    for pair in pairwise(word):
        step = 1 if "".join(pair) in _NEXT else -1 if "".join(reversed(pair)) in _NEXT else 0
        if step and way in (0, step):
            runs[-1] += 1
            way = step
        else:
            runs.append(1)
            way = 0
    return min(runs) >= 3
