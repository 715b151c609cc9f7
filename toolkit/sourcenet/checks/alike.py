"""Sentences that have counted: the same words again, or nearly the same, count once.

What stands on connections is compared word by word (``counts.py``); where a few texts are asked for, such as evidence or
what a renewal was used for, they are compared letter by letter too, so that one letter more makes no new sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from sourcenet.checks.sentences import LEAST_WORDS, key, length, plain, verdict

if TYPE_CHECKING:
    from sourcenet.checks.counts import Reading

__all__ = ["Once", "alike", "is_supplied", "says_more"]

#: From this share of letter groups on, two texts are one: a letter or a small word changed, not another sentence.
_ALIKE = 0.75
#: The same for two texts that stand beside each other, where one should say something else than the other.
_ALIKE_HERE = 0.7
#: How many texts that counted a new one is compared with letter by letter.
_MOST = 60
#: How much a text says besides the words that are known already, in words.
_NEW_WORDS = 3


@lru_cache(maxsize=2048)
def _groups(text: str) -> frozenset[str]:
    """Return the groups of three letters that a text is made of; of two in writing without blanks."""
    run = f" {text} "
    wide = 3 if len(text) > 24 or text.isascii() else 2
    return frozenset(run[at : at + wide] for at in range(max(1, len(run) - wide + 1)))


def alike(a: str, b: str, share: float = _ALIKE) -> bool:
    """Tell whether two texts are one but for a letter or a word.

    Parameters
    ----------
    a, b
        Texts, as :func:`~sourcenet.checks.sentences.key` gives them.
    share
        From which share of common letter groups on.
    """
    if a == b:
        return True
    first, second = _groups(a), _groups(b)
    shared = len(first & second)
    return shared >= share * (len(first) + len(second) - shared)


@lru_cache(maxsize=1)
def _supplied() -> tuple[str, ...]:
    """Return the sentences of the networks that ship with the toolkit, and those that a lesson shows.

    On a copy of one, what is done there counts.
    """
    from sourcenet.data.loading import example_names, load_example
    from sourcenet.model.tables import shipped

    texts: list[str] = list(shipped("shown.toml")["sentences"])
    for network in map(load_example, example_names()):
        texts += [text for tie in network.connections for text in (tie.why, tie.used_for)]
        for card in network.appraisals:
            texts += [card.evidence, " ".join(filter(None, (card.evidence, *card.seen.values()))), *card.said.values()]
        texts += [text for one in network.decisions for text in (one.why, one.change_my_mind)]
        for comment in network.comments:
            texts += [comment.text, comment.suggestion, *(answer.reason for answer in comment.answers)]
    return tuple(dict.fromkeys(key(text) for text in texts if plain(text)))


@lru_cache(maxsize=1)
def _supplied_by_group() -> dict[str, list[int]]:
    """Return by each group of letters which of the supplied sentences have it, as numbers in :func:`_supplied`."""
    found: dict[str, list[int]] = {}
    for at, text in enumerate(_supplied()):
        for group in _groups(text):
            found.setdefault(group, []).append(at)
    return found


@lru_cache(maxsize=2048)
def _near_supplied(said: str) -> bool:
    """Tell whether a text is a supplied sentence but for a letter or a word; the rule of :func:`alike`, for all at once."""
    supplied, by_group, mine = _supplied(), _supplied_by_group(), _groups(said)
    shared = Counter(at for group in mine for at in by_group.get(group, ()))
    return any(
        n >= _ALIKE * (len(mine) + len(_groups(supplied[at])) - n)
        for at, n in shared.items()
        if n >= _ALIKE * len(mine)
    )


def is_supplied(text: str) -> bool:
    """Tell whether a text came with a network that ships with the toolkit, but for a letter or a word.

    Parameters
    ----------
    text
        What stands in the network.
    """
    return bool(plain(text)) and _near_supplied(key(text))


class Once:
    """Judges texts one after the other and remembers those that counted.

    Parameters
    ----------
    reading
        The network: a sentence that stands on a connection as its why counts there and nowhere else, and one of a
        network that ships with the toolkit is nobody's own.
    *but
        Texts beside it that should not be said again, such as the comment that is answered.
    """

    def __init__(self, reading: Reading, *but: str) -> None:
        self._reading = reading
        self._exact: set[str] = set()
        self._kept: list[str] = []
        self._beside = [key(text) for text in but if plain(text)]

    def counts(self, text: str, names: Iterable[str] = (), *, least: float = LEAST_WORDS) -> bool:
        """Tell whether a text is a sentence of its own, and remember it where it is.

        Parameters
        ----------
        text
            What the learner wrote.
        names
            Names of what it is about.
        least
            How many words it should have.
        """
        return not self.verdict(text, names, least=least)

    def verdict(self, text: str, names: Iterable[str] = (), *, least: float = LEAST_WORDS) -> str:
        """Return the empty text where a text counts, else why not, as on connections; remember what counts."""
        names = list(names)
        why_not = verdict(text, names, least=least)
        if why_not:
            return why_not
        said = key(text, names)
        if said in self._exact or self._reading.is_a_reason(text, names):
            return "again"
        if any(alike(key(text), held, _ALIKE_HERE) or alike(said, held, _ALIKE_HERE) for held in self._beside):
            return "again"
        if is_supplied(text) or any(alike(said, held) for held in self._kept[:_MOST]):
            return "again"
        self._exact.add(said)
        self._kept.append(said)
        return ""


def says_more(text: str, known: Iterable[str]) -> bool:
    """Tell whether a text has three words or more besides those of some texts that everybody has already.

    Parameters
    ----------
    text
        What the learner wrote.
    known
        Names, addresses, the question: what needs no looking.
    """
    said = {word for one in known for word in plain(one.replace("/", " ").replace(".", " ")).split()}
    letters = {letter for word in said for letter in word if not letter.isascii()}
    new = {word for word in plain(text).split() if word not in said and not word.isdecimal()}
    bare = ("".join(c for c in word if c.isascii() or c not in letters) for word in new)
    return length(" ".join(sorted(word for word in bare if len(word) > 1 or not word.isascii()))) >= _NEW_WORDS
