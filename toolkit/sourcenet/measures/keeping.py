"""How up to date the sources are: when they were last used, looked at or written, and how fast their kind ages."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.errors import BadValue
from sourcenet.measures.coded import ME
from sourcenet.model.dates import first_day
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection

__all__ = ["Currency", "Fresh", "currency", "find_unused", "tie_decay"]

#: Days in a month of a half-life.
MONTH = 365.25 / 12


class Fresh(NamedTuple):
    """How up to date one source is.

    Attributes
    ----------
    value
        1 on the day itself, a half after one half-life of its kind, a quarter after two; ``None`` where no day is
        known, or where its kind does not age.
    day
        The last day on which it was used, looked at or written; ``None`` where nobody said.
    by
        Which of them that was: ``"used"``, ``"checked"`` or ``"published"``; empty where nobody said.
    half_life
        Months after which half of what such a source said may be out of date; ``None`` where it does not age.
    """

    value: float | None
    day: dt.date | None
    by: str
    half_life: float | None


class Currency(NamedTuple):
    """How up to date the sources are, taken together and each.

    Attributes
    ----------
    value
        The mean of those that have a value; ``None`` where none has.
    known
        How many have a value.
    sources
        Each source by id.
    """

    value: float | None
    known: int
    sources: dict[str, Fresh]


def currency(
    network: SourceNetwork, today: dt.date | None = None, *, half_lives: Mapping[str, float | None] | None = None
) -> Currency:
    """Return how up to date each source is, by the half-life of its kind.

    In plain words: "you looked at it last in March; for a site that is long". What was used, checked or written last
    counts, whichever is latest; newest is not truest, and half-lives are there to be argued with. Below six sources
    with a day it is too early to say.

    Parameters
    ----------
    network
        The network to look at.
    today
        The day to measure from; the network's own today where None.
    half_lives
        Months by kind, over those of the vocabulary: ``{"book": 240}``; ``None`` for a kind that does not age.

    Returns
    -------
    Currency
        The mean, and each source.

    Raises
    ------
    BadValue
        A half-life is not a number above 0.

    References
    ----------
    .. [1] Siemens, G. (2005). Connectivism: A Learning Theory for the Digital Age. International Journal of
       Instructional Technology and Distance Learning, 2(1).

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> wikipedia = sn.currency(network).sources[network.source("Wikipedia").id]
    >>> wikipedia.by, str(wikipedia.day), wikipedia.half_life, round(wikipedia.value, 2)
    ('used', '2026-09-01', 12, 0.94)
    """
    lives = _lives(network, half_lives)
    today = today or network.today
    used: dict[str, dt.date] = {}
    for one in network.connections:
        day = _day(one.last_used)
        if day and (one.end not in used or day > used[one.end]):
            used[one.end] = day
    found = {}
    for source in network.sources:
        days = {
            "used": used.get(source.id),
            "checked": _day(source.checked),
            "published": _day(source.published) or _day(source.year),
        }
        day, by = max(((day, by) for by, day in days.items() if day), default=(None, ""), key=lambda pair: pair[0])
        life = lives.get(source.kind)
        found[source.id] = Fresh(_left(day, today, life) if day and life else None, day, by, life)
    values = [one.value for one in found.values() if one.value is not None]
    return Currency(sum(values) / len(values) if values else None, len(values), found)


def tie_decay(
    network: SourceNetwork, today: dt.date | None = None, *, half_lives: Mapping[str, float | None] | None = None
) -> dict[str, float | None]:
    """Return what is left of the strength of each connection since it was last used: s(t) = s0 2^(-(t - last) / half-life).

    In plain words: "you relied on it often, three years ago". The half-life is that of the kind of source that the
    connection leads to; where that does not age the strength stands.

    Parameters
    ----------
    network
        The network to look at.
    today
        The day to measure from; the network's own today where None.
    half_lives
        Months by kind, over those of the vocabulary.

    Returns
    -------
    dict
        By id of the connection, from 0 to its strength; ``None`` where nobody said when it was used.

    Raises
    ------
    BadValue
        A half-life is not a number above 0.

    References
    ----------
    .. [1] Siemens, G. (2005). Connectivism: A Learning Theory for the Digital Age. International Journal of
       Instructional Technology and Distance Learning, 2(1).

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> tie = next(one for one in network.connections if str(one) == "me -> Wikipedia")
    >>> tie.strength, round(sn.tie_decay(network)[tie.id], 2)
    (4, 3.78)
    """
    lives = _lives(network, half_lives)
    today = today or network.today
    kind = {source.id: source.kind for source in network.sources}
    found: dict[str, float | None] = {}
    for one in network.connections:
        day, life = _day(one.last_used), lives.get(kind.get(one.end, ""))
        found[one.id] = one.strength * (_left(day, today, life) if life else 1) if day else None
    return found


def find_unused(network: SourceNetwork, today: dt.date | None = None, *, days: int = 365) -> list[Connection]:
    """Return the learner's own connections that rest for longer than so many days, the longest first.

    Parameters
    ----------
    network
        The network to look at.
    today
        The day to measure from; the network's own today where None.
    days
        How long is long. One without a day has not rested: nobody said.

    Examples
    --------
    >>> import sourcenet as sn
    >>> [str(tie) for tie in sn.find_unused(sn.load_example("first-steps"), days=90)]
    ['me -> course tutor']
    """
    today = today or network.today
    dated = [(day, one) for one in network.connections if one.start == ME and (day := _day(one.last_used))]
    return [one for day, one in sorted(dated, key=lambda pair: pair[0]) if (today - day).days > days]


def _lives(network: SourceNetwork, own: Mapping[str, float | None] | None) -> dict[str, float | None]:
    lives: dict[str, float | None] = {name: kind.half_life for name, kind in network.vocabulary.kinds.items()}
    for name, months in (own or {}).items():
        if months is not None and (isinstance(months, bool) or not isinstance(months, int | float) or not months > 0):
            raise BadValue(
                _('A half-life is a number of months above 0, or None for what does not age: half_lives={{"{kind}": 12}}.')
                .format(kind=name)
            )  # fmt: skip
    return {**lives, **(own or {})}


#: Most connections were used in the same few months, and a page asks for each of them several times.
_day = lru_cache(maxsize=4096)(first_day)


def _left(day: dt.date, today: dt.date, months: float) -> float:
    """Return what is left after a time; of a day to come, all."""
    left: float = 2 ** (-max((today - day).days, 0) / (months * MONTH))
    return left
