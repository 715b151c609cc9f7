"""Learner-facing sentences, in one catalogue (gettext), so that a course can run in another language.

A sentence is written in English where it is used, as ``_("...")``. A catalogue
``locale/<language>/LC_MESSAGES/sourcenet.mo``, beside the package or in the folder that
``SOURCENET_LOCALE`` names, turns it into the language that ``SOURCENET_LANGUAGE`` (or
:func:`use`) asks for; without one it stays as it is.
"""

from __future__ import annotations

import os
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

__all__ = ["_", "language", "long_date", "many", "sentences", "use"]

_state: dict[str, object] = {"language": None, "catalogue": None}


def _catalogue() -> object:
    wanted = _state["language"] or os.environ.get("SOURCENET_LANGUAGE", "")
    if _state.get("loaded") == wanted and _state["catalogue"] is not None:
        return _state["catalogue"]
    import gettext  # costs milliseconds, and English needs none of it

    folder = os.environ.get("SOURCENET_LOCALE") or str(Path(__file__).parent / "locale")
    catalogue = gettext.translation("sourcenet", folder, [str(wanted)], fallback=True)
    _state.update(loaded=wanted, catalogue=catalogue)
    return catalogue


def language() -> str:
    """Tell which language sentences are given in; empty for the English they are written in."""
    return str(_state["language"] or os.environ.get("SOURCENET_LANGUAGE", ""))


def sentences() -> dict[str, str]:
    """Return the whole catalogue, from the English sentence to the learner's; empty for English."""
    if not language():
        return {}
    listed: dict[object, object] = getattr(_catalogue(), "_catalog", {})
    return {one: other for one, other in listed.items() if isinstance(one, str) and one and isinstance(other, str)}


def use(code: str) -> None:
    """Give sentences in another language from now on.

    Parameters
    ----------
    code
        A language code such as ``"de"``; empty for English.
    """
    _state.update(language=code, catalogue=None, loaded=None)


def _(sentence: str) -> str:
    """Return the sentence in the learner's language."""
    return sentence if not language() else _catalogue().gettext(sentence)  # type: ignore[attr-defined]


def many(one: str, more: str, number: int) -> str:
    """Return the form of a sentence that fits a number: ``many("{n} source", "{n} sources", n)``."""
    if not language():
        return (one if number == 1 else more).format(n=number)
    chosen: str = _catalogue().ngettext(one, more, number)  # type: ignore[attr-defined]
    return chosen.format(n=number)


def long_date(day: datetime.date) -> str:
    """Write a date out, as in "22 November 2026"."""
    months = _("January February March April May June July August September October November December").split()
    return _("{day} {month} {year}").format(day=day.day, month=months[day.month - 1], year=day.year)
