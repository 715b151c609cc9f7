"""What a property may be asked for: refused at once, in a sentence for whoever writes the check."""

from __future__ import annotations

import math

from sourcenet.errors import BadValue
from sourcenet.words import _

__all__ = ["number", "part", "text", "truth", "weight", "whole"]


def whole(value: object, of: str, *, least: int = 1) -> int:
    """Return a whole number of things that are asked for, or refuse it.

    Parameters
    ----------
    value
        The number as given.
    of
        The property, to be named in the sentence.
    least
        The smallest number that makes sense.
    """
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= 1000:
        raise BadValue(
            _("{of} was given {value!r}. It takes a whole number from {least} to 1000.").format(
                of=of, value=value, least=least
            )
        )
    return value


def part(value: object, of: str) -> float:
    """Return a share that is asked for, or refuse it: above 0, at most 1."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 1:
        raise BadValue(
            _("{of} was given {value!r}. A share is a part of one: write 0.9 for nine in ten.").format(
                of=of, value=value
            )
        )
    return float(value)


def weight(value: object, of: str) -> float:
    """Return the weight of a property, or refuse it: above 0."""
    return number(value, of, "weight", above=0.0)


def number(value: object, of: str, name: str, *, above: float = -1e-300) -> float:
    """Return a number, or refuse it with what would fit.

    Parameters
    ----------
    value
        The number as given.
    of, name
        The property and its argument, to be named in the sentence.
    above
        The number must be larger than this; the default lets 0 through.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or not value > above:
        raise BadValue(
            _("{of} was given {name}={value!r}. It takes a number, {least}.").format(
                of=of, name=name, value=value, least=_("above 0") if above >= 0 else _("0 or more")
            )
        )
    return float(value)


def text(value: object, of: str, name: str) -> str:
    """Return a text, or refuse what is none."""
    if not isinstance(value, str):
        raise BadValue(
            _('{of} was given {name}={value!r}. It takes a text, such as "build-network".').format(
                of=of, name=name, value=value
            )
        )
    return value


def truth(value: object, of: str, name: str) -> bool:
    """Return True or False, or refuse what is neither."""
    if not isinstance(value, bool):
        raise BadValue(
            _("{of} was given {name}={value!r}. It takes True or False.").format(of=of, name=name, value=value)
        )
    return value
