"""Renewals: whether they say what a connection was used for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.checks import arguments
from sourcenet.checks.alike import Once, alike
from sourcenet.checks.counts import Reading
from sourcenet.checks.result import Found, Property
from sourcenet.checks.sentences import key
from sourcenet.checks.wording import named, tie_label
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.source import Connection

__all__ = ["renewed"]

_LEAST_WORDS = 3


def renewed(n: int = 1, *, weight: float = 1.0) -> Property:
    """Ask for renewals that say what the connection was used for.

    Three words or more, other than the names, other than the why and other than another renewal. Several renewals of
    one connection in one sitting count one. Meant against clicking through.

    Parameters
    ----------
    n
        How many renewals.
    weight
        How much it weighs beside the other properties of a check.

    Returns
    -------
    Property
        To be given to :func:`sourcenet.check`.
    """
    asked = arguments.whole(n, "renewed")

    def look(reading: Reading) -> Found:
        good, silent = _renewals(reading)
        return Found(
            min(1.0, len(good) / asked),
            many(
                "{n} connection renewed, with what you used it for",
                "{n} connections renewed, each with what you used it for",
                asked,
            ),
            _found(good, silent),
            "" if len(good) >= asked else _try(reading, silent),
        )

    title = many("{n} renewal that says what for", "{n} renewals that say what for", asked)
    return Property("renewed", title, look, arguments.weight(weight, "renewed"))


def _renewals(reading: Reading) -> tuple[list[Connection], list[Connection]]:
    """Return the connections of the renewals that count, and of those that say nothing that counts."""
    past, once = reading.past, Once(reading)
    last: dict[str, str] = {}
    good: list[Connection] = []
    silent: dict[str, Connection] = {}
    for event in past.events:
        of, changes = event.get("of"), event.get("set")
        if event.do != "reconnect" or event.undone or not isinstance(of, str) or not isinstance(changes, dict):
            continue
        text, tie = changes.get("used_for"), past.connections.get(of)
        if tie is None or not isinstance(text, str) or not (past.has_name(tie.start) and past.has_name(tie.end)):
            continue
        if of in last and not past.apart(last[of], event.id):
            continue
        names = past.names(of)
        if not _is_the_why(text, tie, names) and once.counts(text, [*names, tie.relation], least=_LEAST_WORDS):
            last[of] = event.id
            good.append(tie)
        else:
            silent[of] = tie
    return good, [tie for of, tie in silent.items() if of not in last]


def _is_the_why(text: str, tie: Connection, names: list[str]) -> bool:
    return bool(tie.why) and alike(key(text, names), key(tie.why, names))


def _found(good: list[Connection], silent: list[Connection]) -> str:
    parts = []
    if good:
        parts.append(_("renewed: {names}").format(names=_names(good)))
    if silent:
        parts.append(_("without what for, in words of its own: {names}").format(names=_names(silent)))
    return "; ".join(parts) or _("no renewal yet")


def _names(ties: list[Connection]) -> str:
    return named(list(dict.fromkeys(tie_label(tie) for tie in ties)))


def _try(reading: Reading, silent: list[Connection]) -> str:
    if silent:
        return _("What did you use it for the last time: {names}? Three words or more, of that day.").format(
            names=_names(silent[:1])
        )
    return reading.first_step or _(
        "Which connection did you use this week that you had not used for long? Renew it, and say what for."
    )
