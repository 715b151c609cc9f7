"""How much work something is, in functions called: the same on every machine, as a time is not."""

from __future__ import annotations

import sys
from collections.abc import Callable

__all__ = ["calls"]


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called while something is done, those of C among them.

    Parameters
    ----------
    work
        What is done, once.
    """
    counted = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted
