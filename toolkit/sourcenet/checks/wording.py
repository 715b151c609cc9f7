"""Small words that all properties share: names of sources in a row, kept short."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.source import Connection, Source

__all__ = ["label", "named", "tie_label"]

_LONGEST = 48


def label(name: str) -> str:
    """Return a name to put into a sentence: one line, not too long, its direction kept to itself."""
    short = " ".join(name.split())
    short = short if len(short) <= _LONGEST else short[: _LONGEST - 1].rstrip() + "…"
    turned = any(unicodedata.bidirectional(c) in ("R", "AL") for c in short)
    return f"\u2068{short}\u2069" if turned else short


def named(sources: Sequence[Source | str], *, most: int = 3) -> str:
    """Return the names of a few sources in a row, and how many there are besides.

    Parameters
    ----------
    sources
        Sources, or names.
    most
        How many are named at most.
    """
    names = [label(source if isinstance(source, str) else source.label) for source in sources[:most]]
    rest = len(sources) - len(names)
    if rest:
        return _("{names} and {n} more").format(names=", ".join(names), n=rest)
    if len(names) > 1:
        return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
    return "".join(names)


def tie_label(tie: Connection) -> str:
    """Return what a connection is called in a row: "Wikipedia" where it is the learner's own, else "A to B"."""
    start, end = (label(name or id) for id, name in ((tie.start, tie.start_label), (tie.end, tie.end_label)))
    if tie.start == "me":
        return end
    return start if tie.end == "me" else _("{start} to {end}").format(start=start, end=end)
