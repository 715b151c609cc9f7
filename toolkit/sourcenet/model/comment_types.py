"""Kinds of comment: what each asks of whoever writes it, with a good example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sourcenet.model.tables import Refused, beside, shipped, words_in
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.reading import Reading

__all__ = ["CommentType", "comment_types"]


@dataclass(frozen=True, slots=True)
class CommentType:
    """A kind of comment: its name, what it asks, a good example, and how a suggestion may begin."""

    name: str
    asks: str
    example: str = ""
    begin: str = ""


def comment_types(network: Reading | None = None) -> dict[str, CommentType]:
    """Return the kinds of comment by name: the shipped six, and those of a course in ``comments/*.toml`` beside the journal.

    Parameters
    ----------
    network
        The learner's network, whose folder is looked at.

    Examples
    --------
    >>> from sourcenet.model.comment_types import comment_types
    >>> list(comment_types())
    ['strength', 'missing voice', 'weak evidence', 'out of date', 'echo chamber', 'unclear reason']
    """
    found: dict[str, CommentType] = {}
    for file, said in [("comment_types", shipped("comment_types.toml")), *beside(network, "comments")]:
        if isinstance(said, Refused):
            continue
        for name, table in said.items():
            try:
                texts = [words_in(table, part, file, needed=part == "asks") for part in ("asks", "example", "begin")]
            except Refused:
                continue
            found.setdefault(name, CommentType(name, *(_(text) for text in texts)))
    return found
