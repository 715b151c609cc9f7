"""The sections of the page, each a function of the work; empty where there is nothing to say."""

from __future__ import annotations

from sourcenet.drawing.markup import number, words
from sourcenet.marking.feedback import markup
from sourcenet.marking.feedback.facts import Check, Found
from sourcenet.marking.feedback.work import Told, Work
from sourcenet.words import _, many

__all__ = ["broken", "changed", "checks", "picture", "points", "to_do", "written"]

_TICK = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8.5l3.2 3.2L13 4.8"/></svg>'
_DASH = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h10"/></svg>'
#: A comment that is longer stands whole beside the words that it is about; at the top only its beginning.
_BRIEF = 320


def _section(name: str, title: str, *inside: str, look: str = "") -> str:
    shown = f' class="{look}"' if look else ""
    return f'<section{shown} aria-labelledby="{name}"><h2 id="{name}">{words(title)}</h2>{"".join(inside)}</section>'


def _list(items: list[str], look: str = "plainlist") -> str:
    # A list without marks is no list to some readers unless it says so.
    return f'<ul class="{look}" role="list">{"".join(f"<li>{item}</li>" for item in items)}</ul>' if items else ""


def broken(work: Work) -> str:
    """Say first of all what could not be read, and what to do about it."""
    said = [markup.said(text) for text in work.facts.broken]
    return _section("broken", _("Something could not be read"), _list(said), look="box broken") if said else ""


def to_do(work: Work) -> str:
    """Say what to do next: what the marker wrote, the next connection, one thing that a check did not find."""
    boxes = []
    comments = [_comment_in_brief(one) for one in work.parts if one.comment]
    if comments:
        boxes.append(_box(_("From the person who marked"), _list(comments)))
    if work.facts.next:
        boxes.append(_box(_("The next connection to try"), f'<p dir="auto">{words(work.facts.next)}</p>'))
    if advice := _one_to_mend(work):
        boxes.append(_box(_("From the checks"), advice))
    if not boxes:
        # A sentence, not an empty place: there is always somebody to ask.
        return _section("next", _("What to do next"), f"<p>{words(_nothing_said(work))}</p>")
    return _section("next", _("What to do next"), *boxes)


def _box(title: str, inside: str) -> str:
    return f'<div class="box do"><h3>{words(title)}</h3>{inside}</div>'


def _comment_in_brief(one: Told) -> str:
    text = one.comment
    if len(text) > _BRIEF:
        cut = text[:_BRIEF].rsplit(None, 1)[0]
        rest = f' <a href="#{one.anchor}">{words(_("Read on beside your words"))}</a>'
        return f'<strong>{words(one.title)}:</strong> <span dir="auto">{markup.said(cut)}…</span>{rest}'
    return f'<strong>{words(one.title)}:</strong> <span dir="auto">{markup.said(text)}</span>'


def _one_to_mend(work: Work) -> str:
    for one in work.parts:
        for row in one.check.rows if one.check else ():
            if row.share < 1 and row.try_next:
                return f'<p dir="auto"><strong>{words(row.title)}:</strong> {words(row.try_next)}</p>'
    return ""


def _nothing_said(work: Work) -> str:
    if not work.is_final:
        return _("Nobody has written a comment yet. What to work on will stand here.")
    return _("No comment was written. Ask the person who teaches you what one next step could be.")


def points(work: Work) -> str:
    """Write the table of the parts: points once all of it is marked, until then who is waited for."""
    rows = [one for one in work.parts if one.has_points or one.mark.waits]
    if not rows:
        return _section("marks", _("Your marks"), f"<p>{words(_('Nothing of this is in the gradebook yet.'))}</p>")
    head = [_("Part"), *([_("Points")] if work.is_final else []), _("In words")]
    columns = "".join(
        f'<th scope="col"{_n(work.is_final and place == 1)}>{words(one)}</th>' for place, one in enumerate(head)
    )
    caption = words(
        _("The parts of this work, with the points of each") if work.is_final else _("The parts of this work")
    )
    body = "".join(_row(one, work) for one in rows)
    table = (
        f'<table class="marks"><caption>{caption}</caption><thead><tr>{columns}</tr></thead>'
        f"<tbody>{body}</tbody>{_total(work)}</table>"
    )
    if work.is_final:
        return _section("marks", _("Your marks"), table, *_late(work))
    return _section("marks", _("Not marked to the end yet"), f"<p>{words(_who_is_waited_for(rows))}</p>", table)


def _n(is_number: bool) -> str:
    return ' class="n"' if is_number else ""


def _row(one: Told, work: Work) -> str:
    title = f'<a href="#{one.anchor}">{words(one.title)}</a>' if _has_place(one) else words(one.title)
    cells = [f'<td class="n">{words(_score(one))}</td>'] if work.is_final else []
    return f'<tr><th scope="row">{title}</th>{"".join(cells)}<td>{words(_in_words(one))}</td></tr>'


def _score(one: Told) -> str:
    said = _("{points} of {most}").format(points=number(one.mark.score or 0.0), most=number(one.mark.out_of))
    if one.mark.extra:
        said += " " + _("and {points} extra").format(points=number(one.mark.extra))
    return said


def _in_words(one: Told) -> str:
    if one.mark.waits:
        return _("waits for a person")
    if one.check and one.check.rows:
        said = _levels(one.check)
        return said if not one.mark.by_person else _("{levels}; a person gave the points").format(levels=said)
    if one.is_empty:
        return _("nothing was written here")
    if one.comment:
        return _("read by a person, who wrote a comment")
    if one.mark.by_person:
        return _("read by a person")
    return ""


def _levels(check: Check) -> str:
    levels = [row.level for row in check.rows]
    if len(levels) == 1:
        return levels[0]
    return ", ".join(f"{levels.count(level)} {level}" for level in dict.fromkeys(levels))


def _total(work: Work) -> str:
    if not work.is_final:
        return ""
    taken = ""
    if work.marks.late_penalty:
        off = f"−{number(work.marks.late_penalty)}"
        taken = f'<tr><th scope="row">{words(_("Handed in late"))}</th><td class="n">{off}</td><td></td></tr>'
    total = _("{points} of {most}").format(points=number(work.marks.total or 0.0), most=number(work.marks.out_of))
    return f'<tfoot>{taken}<tr><th scope="row">{words(_("Together"))}</th><td class="n">{words(total)}</td><td></td></tr></tfoot>'


def _late(work: Work) -> list[str]:
    said = ""
    if work.marks.late_penalty:
        taken = many("{n} point was taken off", "{n} points were taken off", 1 if work.marks.late_penalty == 1 else 2)
        taken = taken.replace("2", number(work.marks.late_penalty), 1)
        said = _("This came {late} after the day it was due: {taken}.").format(late=_how_late(work), taken=taken)
    elif work.marks.seconds_late > 0:
        said = _("This came {late} after the day it was due. Nothing was taken off.").format(late=_how_late(work))
    return [f'<p class="fine">{words(said)}</p>'] if said else []


def _how_late(work: Work) -> str:
    seconds = work.marks.seconds_late
    if seconds < 3600:
        return many("{n} minute", "{n} minutes", max(1, round(seconds / 60)))
    if seconds < 2 * 86400:
        return many("{n} hour", "{n} hours", round(seconds / 3600))
    return many("{n} day", "{n} days", round(seconds / 86400))


def _who_is_waited_for(rows: list[Told]) -> str:
    waiting = [one.title for one in rows if one.mark.waits]
    if not waiting:
        return _("This work is not marked yet. No points stand here until it is.")
    return _("A person has still to read: {parts}. Points and a total stand here when all of it is marked.").format(
        parts="; ".join(waiting)
    )


def checks(work: Work) -> str:
    """Write what each check looked for and found, and what to try."""
    told = [one for one in work.parts if one.check]
    if not told:
        return ""
    fine = _("Checks see that there is something to read, not how good it is: people do that.")
    return _section("checks", _("What the checks saw"), *map(_check, told), f'<p class="fine">{words(fine)}</p>')


def _check(one: Told) -> str:
    check = one.check
    if check is None:
        return ""
    problem = ""
    if check.problem or not check.rows:
        why = check.problem or _("This check could not be worked out. A person decides about its points.")
        problem = f"<p>{words(why)}</p>"
    if len(check.rows) != 1:
        rows = f'<ul class="plainlist found" role="list">{"".join(_found(row, "h4") for row in check.rows)}</ul>'
        return f'<div class="group" id="{one.anchor}"><h3>{words(one.title)}</h3>{problem}{rows if check.rows else ""}</div>'
    rows = f'<ul class="plainlist found" role="list">{_found(check.rows[0], "h3")}</ul>'
    return f'<div class="group" id="{one.anchor}">{rows}{problem}</div>'


def _found(row: Found, heading: str) -> str:
    met = row.share == 1
    look, mark = ("met", _TICK) if met else ("nearly", _DASH) if row.level == _("nearly") else ("notyet", "")
    lines = [(_("Looked for"), row.looked_for), (_("Found"), row.found), (_("What to try"), row.try_next)]
    told = "".join(f'<dt>{words(head)}</dt><dd dir="auto">{words(text)}</dd>' for head, text in lines if text)
    # The word stands beside the title: the mark before it is for the eye only.
    return (
        f'<li class="{look}"><span class="mark" aria-hidden="true">{mark}</span><div>'
        f'<{heading}>{words(row.title)}: <span class="level">{words(row.level)}</span></{heading}>'
        f"{f'<dl>{told}</dl>' if told else ''}</div></li>"
    )


def picture(work: Work) -> str:
    """Write the picture of the network, with the same in words."""
    address = markup.picture_address(work.facts.still)
    described = words(work.facts.described)
    if address is None:
        about = f'<p dir="auto">{described}</p>' if described else ""
        return _section("picture", _("Your network"), about) if about else ""
    source, wide, high = address
    alt = words(_("Your network as a picture. The words below it say what it shows."))
    image = f'<img src="{source}" width="{wide}" height="{high}" alt="{alt}">'
    paper = f'<div class="paper" tabindex="0" role="group" aria-label="{words(_("Picture"))}">{image}</div>'
    caption = f'<figcaption dir="auto">{described}</figcaption>' if described else ""
    return _section("picture", _("Your network"), f"<figure>{paper}{caption}</figure>")


def changed(work: Work) -> str:
    """Say what is different from what was handed in before; empty for a first hand-in."""
    if not work.facts.again:
        return ""
    said = [markup.said(text) for text in work.facts.changed]
    moved = [line for one in work.parts if one.check and one.check.earlier for line in _moved(one.check)]
    if not moved and any(one.check and one.check.earlier for one in work.parts):
        said.append(words(_("Each check says what it said the last time.")))
    said += [words(line) for line in moved]
    return _section("changed", _("What changed since you last handed in"), _list(said, "plainlist changes"))


def _moved(check: Check) -> list[str]:
    if len(check.earlier) != len(check.rows):
        return []
    return [
        _("{title}: it was “{before}”, now it is “{now}”.").format(title=row.title, before=before, now=row.level)
        for before, row in zip(check.earlier, check.rows, strict=True)
        if before != row.level
    ]


def written(work: Work) -> str:
    """Write the student's own words, with what the marker said beside them."""
    told = [one for one in work.parts if not one.check and (one.part or one.comment)]
    if not told:
        return ""
    return _section("words", _("Your words, and what was said about them"), *map(_part, told))


def _has_place(one: Told) -> bool:
    return one.check is not None or one.part is not None or bool(one.comment)


def _part(one: Told) -> str:
    part = one.part
    own = ""
    if one.is_empty:
        own = f"<p>{words(_('Nothing was written here.'))}</p>"
    elif part and part.task:
        own = f'<p class="muted">{words(_("Nothing had to be written here: a person looked at your work."))}</p>'
    elif part:
        shown = markup.code(part.source) if part.kind == "code" else markup.answer(part.source, part.attachments)
        own = f"<div>{shown}</div>"
    comment = ""
    if one.comment:
        # A part that waits again keeps what was said of it when it was handed in before.
        title = _("Comment so far") if one.mark.waits else _("Comment")
        comment = (
            f'<div class="box do comment"><h4>{words(title)}</h4><p dir="auto">{markup.said(one.comment)}</p></div>'
        )
    return (
        f'<div class="part" id="{one.anchor}"><h3>{words(one.title)}</h3><div class="beside">{own}{comment}</div></div>'
    )
