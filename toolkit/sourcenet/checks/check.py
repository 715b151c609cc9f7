"""The check: properties, looked for in a network, weighed into one number and said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.counts import Reading, what_counts
from sourcenet.checks.result import Property, Result, Row
from sourcenet.errors import BadValue
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["check"]

#: From this share on, something asked for is nearly there.
NEARLY = 0.5
_ALL = 1 - 1e-9


def check(network: SourceNetwork, *properties: Property, points: float | None = None) -> Result:
    """See whether there is something to read in a network. How good it is, people judge.

    Nothing is written and the clock is not read: the same network gives the same result tomorrow. Run it as often as
    you like.

    Parameters
    ----------
    network
        The network to look at.
    *properties
        What to look for, such as ``sn.reasons_given(share=0.9)``; one or more.
    points
        What full marks are; 1 where None. The page shows words only, whatever it is.

    Returns
    -------
    Result
        A number from 0 to ``points``: the weighted mean of the shares, times the points, to two places. A notebook
        shows it in words.

    Raises
    ------
    BadValue
        The check itself is written wrongly. What is in the network never raises.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory()
    >>> result = sn.check(network, sn.reasons_given(share=0.9), points=10)
    >>> result
    0.0
    >>> result.rows[0].level
    'not yet'
    """
    full = 1.0 if points is None else arguments.number(points, "check", "points")
    _refuse_what_is_wrong(network, properties)
    reading = Reading(network)
    rows = tuple(_row(asked, reading) for asked in properties)
    weights = [asked.weight for asked in properties]
    mean = sum(row.share * weight for row, weight in zip(rows, weights, strict=True)) / sum(weights)
    # Rounding may pass the points by a hair where they have more than two places.
    value = min(full, max(0.0, round(full * mean, 2)))
    return Result(value, rows, tuple(what_counts()))


def _refuse_what_is_wrong(network: object, properties: tuple[object, ...]) -> None:
    if not hasattr(network, "connections") or not hasattr(network, "traversals"):
        raise BadValue(_("A check looks at a network: write sn.check(network, ...)."), field="network")
    if not properties:
        raise BadValue(_("A check needs something to look for, such as sn.reasons_given(share=0.9)."))
    for asked in properties:
        if isinstance(asked, Property):
            continue
        name = getattr(asked, "__name__", None)
        if name:
            raise BadValue(_("A property is written with brackets: sn.{name}(...).").format(name=name))
        raise BadValue(
            _("A check cannot look for {what!r}. It takes properties, such as sn.reasons_given(share=0.9).").format(
                what=asked
            )
        )


def _row(asked: Property, reading: Reading) -> Row:
    found = asked.look(reading)
    share = min(1.0, max(0.0, found.share))
    share = 1.0 if share > _ALL else share
    level = _("met") if share == 1 else _("nearly") if share >= NEARLY else _("not yet")
    return Row(
        asked.name, asked.title, share, level, found.looked_for, found.found, "" if share == 1 else found.try_next
    )
