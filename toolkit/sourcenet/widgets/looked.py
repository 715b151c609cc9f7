"""What a network says, as the look back shows it: three sentences first, then all of them, then and now, the still."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from sourcenet import drawing, measures
from sourcenet.drawing.comparing import days_of
from sourcenet.drawing.markup import el, words
from sourcenet.drawing.overlaying import overlay, without_slips
from sourcenet.drawing.tokens import FONT, LIGHT
from sourcenet.errors import BadValue
from sourcenet.measures import Said
from sourcenet.model.dates import long_date
from sourcenet.model.history import newest
from sourcenet.model.network import SourceNetwork
from sourcenet.model.sharing import shown_to_others
from sourcenet.widgets.told import connection_record, source_record
from sourcenet.words import _

__all__ = ["Looked", "compared", "looked_html", "looked_record", "sentences_of", "valid_day"]

#: So many lines of the history are told beside a single day.
_LINES = 12


class Looked(NamedTuple):
    """What a network says.

    Attributes
    ----------
    first
        The sentences that are worth reading first.
    page
        Everything that can be said so far.
    suggestion
        One thing to try, or empty.
    """

    first: tuple[Said, ...]
    page: tuple[Said, ...]
    suggestion: str


def sentences_of(network: SourceNetwork) -> Looked:
    """Return what a network says: the one place from which the look back takes its sentences."""
    summary = measures.summarise(network)
    return Looked(summary.sentences, summary.page, summary.try_next)


def looked_record(network: SourceNetwork, since: dt.date | None = None) -> dict[str, Any]:
    """Return what the network says as the page is told it, with the days on which something happened.

    Parameters
    ----------
    network
        The network to look at.
    since
        The day to compare with first; the first day of the history where not given.
    """
    looked = sentences_of(network)
    days = days_of(network)
    first = since or min((*days, network.today))
    listed = sorted({*days, first, network.today})
    return {
        "first": [_said(one) for one in looked.first],
        "page": [_said(one) for one in looked.page],
        "try": looked.suggestion,
        "days": [[day.isoformat(), long_date(day)] for day in listed],
        "active": [day.isoformat() for day in days],
        "before": (min(listed) - dt.timedelta(days=1)).isoformat(),
        "since": first.isoformat(),
        "today": network.today.isoformat(),
    }


def _said(one: Said) -> dict[str, Any]:
    said = {"text": one.text, "about": one.about, "figure": one.figure, "points": list(one.points), "early": one.early}
    return {name: value for name, value in said.items() if value}


def valid_day(day: str | dt.date | None) -> dt.date | None:
    """Return a day as a date; None for none.

    Raises
    ------
    BadValue
        It is no whole day.
    """
    if isinstance(day, dt.datetime):
        return day.date()
    if day is None or isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(str(day))
    except ValueError:
        raise BadValue(_("Give a whole day, such as 2026-10-01."), field="since") from None


def compared(network: SourceNetwork, message: Mapping[str, Any]) -> dict[str, Any]:
    """Compare two days for a page: in words, as rows, and as what to draw.

    Parameters
    ----------
    network
        The network to look at.
    message
        ``since`` and ``until``, as ISO dates; ``until`` may be empty for now. With ``day`` it is also told what
        was done on the later day. ``places`` is where things stand on the screen.

    Raises
    ------
    BadValue
        A day is none, or the first is later than the second.
    """
    since, until = valid_day(_text(message, "since")), _text(message, "until")
    later = valid_day(until) if until else None
    kept = message.get("places")
    until_day = None if later in (None, network.today) else later
    both = overlay(network, since, until_day, kept=kept if isinstance(kept, dict) else None)
    found, state = both.comparison, both.network.plain()
    lines = [line for line in newest(network) if line.at[:10] == found.until.isoformat()] if message.get("day") else []
    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "sentences": list(found.sentences),
        "same": not found,
        "rows": [list(row) for row in found.differences],
        "sources": [source_record(one) for one in state.in_order(state.sources)],
        "connections": [connection_record(one, both.network) for one in state.in_order(state.connections)],
        "positions": {id: list(at) for id, at in both.network.positions.items()},
        "lines": [[line.did, line.what] for line in reversed(lines[:_LINES])],
        "question": network.at(found.until).question if later else network.question,
    }


def _text(message: Mapping[str, Any], name: str) -> str | None:
    value = message.get(name)
    return value if isinstance(value, str) and value else None


def looked_html(network: SourceNetwork, since: dt.date | None = None) -> str:
    """Write what the network says as HTML without scripts: sentences, the picture of then and now, its table.

    It stays in the notebook and goes where that goes: private sources are in none of it, and people whom the
    learner knows have initials.

    Parameters
    ----------
    network
        The network to look at.
    since
        The day to compare with; the first day of the history where not given.
    """
    open_to_all, _withheld = shown_to_others(network)
    looked = sentences_of(open_to_all)
    day = since or min((*days_of(open_to_all), open_to_all.today))
    # A network of one day, or in which nothing came or went, has no then: it is shown as it stands.
    grown = bool(drawing.compare(without_slips(open_to_all), min(day, network.today)))
    picture = drawing.picture(network, since=min(day, network.today) if grown else None, tables=True)._repr_html_()
    title = _("Look back, {date}").format(date=long_date(network.today))
    parts = [el("p", el("b", words(title))), _listed(looked.first)]
    if looked.suggestion:
        parts.append(el("p", el("b", words(_("Try next."))), " ", words(looked.suggestion)))
    if set(looked.page) - set(looked.first):
        head = el("summary", words(_("Everything that can be said so far")), data_lm_suppress_shortcuts="true")
        parts.append(el("details", head, _listed(looked.page)))
    style = f"font:13px/1.45 {FONT};color:{LIGHT['ink']};background:#fff;max-width:640px;padding:4px 0"
    said = el("section", *parts, style=style, aria_label=_("What your network says"))
    return f'<div class="sn-still">{said}{picture}</div>'


def _listed(said: tuple[Said, ...]) -> str:
    rows = (el("li", words(one.text), words(f" ({one.figure})") if one.figure else "") for one in said)
    return el("ul", *rows)
