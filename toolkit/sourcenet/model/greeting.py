"""What a learner reads when a network is opened: welcome, whose file it is, when it was saved."""

from __future__ import annotations

import datetime as dt
import html
from typing import TYPE_CHECKING

from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.reading import Reading

__all__ = ["greeting_html", "saved_when", "welcome"]


def saved_when(at: str, now: dt.datetime | None = None) -> str:
    """Return when something was saved, as a person says it: "16:04", "yesterday 16:04", "on 3 October, 16:04".

    Parameters
    ----------
    at
        UTC time as the journal writes it.
    now
        The time that it is, with its zone; the clock's where None.
    """
    now = now or dt.datetime.now().astimezone()
    try:
        then = dt.datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(now.tzinfo)
    except ValueError:
        return ""
    clock = f"{then:%H:%M}"
    days = (now.date() - then.date()).days
    if days <= 0:
        return clock
    if days == 1:
        return _("yesterday {clock}").format(clock=clock)
    day = f"{then.day} {then:%B}" + ("" if then.year == now.year else f" {then.year}")
    return _("on {day}, {clock}").format(day=day, clock=clock)


def welcome(network: Reading, now: dt.datetime | None = None) -> str:
    """Return the sentence that greets a learner who comes back, or who begins."""
    count = len(network._keeper.state.sources)
    if not network.events:
        return _("This is the start of your network. What you do in it is kept in {file}.").format(
            file=network.path.name if network.path else _("memory only")
        )
    sources = many("{n} source", "{n} sources", count)
    when = saved_when(network.events[-1].at, now)
    return _("Welcome back: {sources}, saved {when}.").format(sources=sources, when=when)


def greeting_html(network: Reading) -> str:
    """Return the greeting as HTML: the question, the welcome, the file, and what to know about it."""
    lines = [network.welcome or welcome(network)]
    if network.path is not None and network.events:
        lines.append(_("Your file: {path}").format(path=network.path))
    if not network.kept:
        lines.append(_("Nothing is written here: changes live until this notebook is closed."))
    lines += network.notes
    head = f"<strong>{html.escape(network.question)}</strong>" if network.question else ""
    body = "".join(f"<p style='margin:2px 0'>{html.escape(line)}</p>" for line in lines)
    return f"<div class='sn-greeting'>{head}{body}</div>"
