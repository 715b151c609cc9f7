"""Rows of the table for cards, other voices, second ways, renewals, decisions looked at again, and comments.

As in ``table.py``: what each network deserves was written down by hand, with the reason. ``cards`` and ``lateral`` divide
by 2, ``voice`` by 3 parts, ``again`` by 2 parts, ``commented`` by 3 comments (half a text, half a suggestion), of which
one has to be of another type than the others.

Mended after the first run: "a second way to the last two" had been written down as the last one alone, with nothing
mended; two sources lie behind, and the rule was right.
"""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

from tests.unit.checks.table import WHYS, row, star

__all__ = ["six"]

_TRIALS = "Two trials are named at the foot, and I found both of them."
_TRUSTEES = "The register lists its trustees, one of whom sells mattresses."
_EDITED = "Edited forty times since May, each time with a reference."


def six(**more: F | int) -> dict[str, F | int]:
    """Return what six good connections in a star give, with what the row is about."""
    held: dict[str, F | int] = {"reasons": 1, "six": 1, "ties": 1, "kinds": 1, "relations": F(1, 3), "origins": F(1, 2)}
    return {**held, "reach": 1, **more}


def card(n: Any, source: str, evidence: str = "", **more: Any) -> Any:
    """Fill a card, with numbers unless it is a person's."""
    return n.appraise(source, "craap", {"currency": 4}, evidence=evidence, **more)


# --- cards ---------------------------------------------------------------------------------------------


@row("two cards with evidence", **six(cards=1))
def two_cards(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", _TRIALS)
    card(n, "Wikipedia", _EDITED)


# Three are no better than the two that are asked for.
@row("three cards with evidence", **six(cards=1))
def three_cards(n: Any) -> None:
    two_cards(n)
    card(n, "sleep diary", "Four weeks stand in it, six nights are missing.")


@row("cards with numbers only", **six())  # ticking boxes
def numbers_only(n: Any) -> None:
    star(n, 6)
    for source in ("NHS website", "Wikipedia", "sleep diary"):
        card(n, source)


# What was seen line by line is evidence as well.
@row("a card filled line by line", **six(cards=F(1, 2)))
def line_by_line(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", seen={"currency": "reviewed in March", "authority": "three doctors sign it"})


@row("two cards on one source", **six(cards=F(1, 2)))  # several cards of one source count one
def one_source_twice(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", _TRIALS)
    card(n, "NHS website", _TRUSTEES)


# One sentence on both, the second time with a letter changed and a number added: it was written once.
@row("the same evidence twice", **six(cards=F(1, 2)))
def same_evidence(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", _TRIALS)
    card(n, "Wikipedia", _TRIALS.replace("foot", "foor") + " 2")


# Name, kind, question: nothing that one would have to look for.
@row("evidence that repeats what stands there", **six())
def repeats(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", "NHS website is a site on studying late at night.")
    card(n, "Wikipedia", "Is it worth studying late at night? Wikipedia is a site.")


# A why that stands on a connection counts there and nowhere else.
@row("evidence copied from a reason", **six())
def evidence_is_why(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", WHYS[0])


@row("a card about a person one knows", **six())  # people are not appraised
def person(n: Any) -> None:
    star(n, 6)
    n.appraise("course tutor", "conversation", {"asked": "Whether he studies at night."}, evidence=_TRIALS)


@row("a card about something set aside since", **six(cards=F(1, 2), aside=F(1, 2)))  # it may have been the cause
def aside_since(n: Any) -> None:
    star(n, 6)
    n.add("sleep app", kind="tool")
    card(n, "sleep app", _TRUSTEES)
    n.prune("sleep app", reason="It counted my hours and told me nothing.")


# --- read laterally ------------------------------------------------------------------------------------


_SAID = "Its own figures were corrected twice by the regulator."
_SAID_TOO = "Nobody there is paid, says their talk page of June."


@row("two sources read laterally", **six(cards=1, lateral=1))
def lateral(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", _TRIALS, said={n.source("Wikipedia").id: _SAID})
    card(n, "Wikipedia", _EDITED, said={n.source("course tutor").id: _SAID_TOO})


# No evidence of one's own, but what somebody else says: it was read laterally, and not yet appraised.
@row("what another said, without evidence", **six(lateral=F(1, 2)))
def lateral_only(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", said={n.source("Wikipedia").id: _SAID})


@row("what another said is the evidence", **six(cards=F(1, 2)))  # said twice on one card is said once
def said_is_evidence(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", _SAID, said={n.source("Wikipedia").id: _SAID})


@row("the same was said by everybody", **six(lateral=F(1, 2)))
def all_said_the_same(n: Any) -> None:
    star(n, 6)
    for source in ("NHS website", "sleep diary"):
        card(n, source, said={n.source("Wikipedia").id: _SAID})


# Named and compared, but not what it said: half. Named in the evidence: whole.
@row("compared, without what the other said", **six(cards=F(1, 2), lateral=F(1, 4)))
def compared(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", _TRIALS, compared_with=["Wikipedia"])


@row("compared, and told in the evidence", **six(cards=F(1, 2), lateral=F(1, 2)))
def compared_told(n: Any) -> None:
    star(n, 6)
    card(n, "NHS website", "Both of its trials are doubted by Wikipedia as far too small.", compared_with=["Wikipedia"])


@row("what a placeholder said", **six(cards=F(1, 2), reach=F(6, 7)))  # nobody can ask "source 1"; it hangs loose too
def placeholder_said(n: Any) -> None:
    star(n, 6)
    n.add("source 1")
    card(n, "NHS website", _TRIALS, said={n.source("source 1").id: _SAID})


# --- a voice sought ------------------------------------------------------------------------------------

_VOICE = "nurses who work nights for years"
_HOW = "I went through all nine and none of them works at night."
_REASON = "No good reason: I only asked people of my own age."


def seek(n: Any, voice: str = _VOICE, how: str = _HOW, reason: str = _REASON) -> None:
    n.post("voice", answers={"voice": voice, "how": how, "reason": reason})


@row("a voice sought", voice=1)
def voice(n: Any) -> None:
    seek(n)


@row("a voice named only", voice=F(1, 3))
def voice_named(n: Any) -> None:
    seek(n, how="", reason="no")


@row("a voice, and how one knows", voice=F(2, 3))
def voice_how(n: Any) -> None:
    seek(n, reason="")


@row("one sentence for both questions", voice=F(2, 3))
def voice_one_sentence(n: Any) -> None:
    seek(n, reason=_HOW)


@row("a label of a viewpoint for a voice")  # relabelling: nobody speaks
def voice_label(n: Any) -> None:
    seek(n, voice="The critics")


@row("a voice told in two goes", voice=1)  # the best of both
def voice_twice(n: Any) -> None:
    seek(n, reason="")
    seek(n, how="")


# --- a second way --------------------------------------------------------------------------------------

#: me - tutor - guide - librarian - PubMed, each with a reason: 4 / 4.5; four sources; person, site, database.
_CHAIN: dict[str, F | int] = {
    "reasons": F(8, 9), "six": F(4, 6), "ties": F(4, 6), "kinds": 1, "relations": F(1, 3), "origins": F(1, 2), "reach": F(4, 5),
}  # fmt: skip
#: The same with one connection more, which closes a round: 5 of five.
_ROUND: dict[str, F | int] = {**_CHAIN, "reasons": 1, "ties": F(5, 6)}


def chain(n: Any) -> None:
    things = (("course tutor", "person"), ("library guide", "site"), ("librarian", "person"), ("PubMed", "database"))
    here: Any = "me"
    for at, (name, kind) in enumerate(things):
        there = n.add(name, kind=kind)
        n.connect(here, there, relation="led me to", why=WHYS[at])
        here = there


@row("a row without a second way", **_CHAIN)
def only_way(n: Any) -> None:
    chain(n)


# The way through the tutor and the guide was the only one to three sources: a mail to the librarian is a second.
@row("a second way", **_ROUND, mended=1)
def second_way(n: Any) -> None:
    chain(n)
    n.connect("me", "librarian", relation="led me to", why=WHYS[5])


@row("a second way without a reason", **_CHAIN)  # 4 of five: 4 / 4.5 = 8/9 as before
def second_without(n: Any) -> None:
    chain(n)
    n.connect("me", "librarian", relation="led me to")


# From the guide to PubMed: the librarian had been the only way from there on to herself and to PubMed, which are two.
@row("a second way to the last two", **_ROUND, mended=1)
def last_two(n: Any) -> None:
    chain(n)
    n.connect("library guide", "PubMed", relation="led me to", why=WHYS[5])


# In a star each hangs by one way with nothing behind it: one source is no place that others are lost with.
@row("two of a star connected", **six())
def star_closed(n: Any) -> None:
    star(n, 6)
    n.connect("NHS website", "Wikipedia", relation="uses", why=WHYS[6])


# Another relation between the same two is no second way: who falls out takes both with them.
@row("the only way said twice", **{**_ROUND, "relations": F(2, 3)})
def same_two(n: Any) -> None:
    chain(n)
    n.connect("me", "course tutor", relation="asks", why=WHYS[5])


@row("all made in one act", **_ROUND)  # built round at once: nothing was mended
def one_act(n: Any) -> None:
    with n.group("map"):
        second_way(n)


# It was mended and then the second way was set aside: there is only one again. A reason for it: half of aside.
@row("a second way set aside", **_CHAIN, aside=F(1, 2))
def second_aside(n: Any) -> None:
    second_way(n)
    n.prune(n.connections[-1], reason="She has left the library since May.")


# --- renewals ------------------------------------------------------------------------------------------


@row("a renewal that says what for", **six(renewed=1))
def renewal(n: Any) -> None:
    n.renew(star(n, 6)[0], used_for="checked two dates for the essay")


@row("a renewal by a click", **six())
def renewal_click(n: Any) -> None:
    n.edit(star(n, 6)[0], last_used="2026-11-01")


@row("renewed for the name", **six())
def renewal_name(n: Any) -> None:
    n.renew(star(n, 6)[1], used_for="the NHS website")


@row("renewed for the why", **six())
def renewal_why(n: Any) -> None:
    n.renew(star(n, 6)[1], used_for=WHYS[1].upper())


@row("renewed, then set aside", **{**six(renewed=1), "six": F(5, 6), "ties": F(5, 6)})  # it was used; five are left
def renewal_aside(n: Any) -> None:
    renewal(n)
    n.prune(n.connections[0], reason="old")
    n.prune("Wikipedia", reason="old")


# --- decisions looked at again -------------------------------------------------------------------------

_FIRST = ("finish revising before eleven", "I forgot most of what I read after midnight.")
_AGAIN_WHY = "In the exam week nobody answered after ten, and I slept."


def first_decision(n: Any) -> Any:
    return n.decide(_FIRST[0], why=_FIRST[1])


def look_again(n: Any, first: Any, why: str = _AGAIN_WHY, event: Any = None, outcome: str = "held") -> Any:
    shown = event.id if event is not None else ""
    return n.decide("still before eleven", why=why, revisits=first, outcome=outcome, event=shown)


#: Two decisions, one of them a look at the other: kept twice (aside), decided by half, six connections.
_TWO = {"aside": 1, "decided": F(1, 2)}


@row("a decision looked at again", **six(**_TWO, again=1))
def again(n: Any) -> None:
    first = first_decision(n)
    n.begin("grow-and-prune")
    look_again(n, first, event=star(n, 6)[2])


@row("looked at again without a moment", **six(**_TWO, again=F(1, 2)))
def again_without(n: Any) -> None:
    first = first_decision(n)
    star(n, 6)
    n.begin("grow-and-prune")
    look_again(n, first)


# The why is that of the first decision: half. It is one sentence, so one thing was kept.
@row("looked at again with the old why", **six(aside=F(1, 2), decided=F(1, 2), again=F(1, 2)))
def again_old_why(n: Any) -> None:
    first = first_decision(n)
    n.begin("grow-and-prune")
    look_again(n, first, why=_FIRST[1], event=star(n, 6)[2])


@row("looked at again at once", **six(**_TWO))
def again_at_once(n: Any) -> None:
    event = star(n, 6)[2]
    look_again(n, first_decision(n), event=event)


# Five other acts lie between: enough has happened to look back, in one evening too.
@row("looked at again after five acts", **six(**_TWO, again=1))
def again_after_five(n: Any) -> None:
    first = first_decision(n)
    look_again(n, first, event=star(n, 6)[0])


# What happened before the decision cannot have shown what became of it.
@row("shown by an earlier moment", **six(**_TWO, again=F(1, 2)))
def again_earlier(n: Any) -> None:
    ties = star(n, 6)
    first = first_decision(n)
    n.begin("grow-and-prune")
    look_again(n, first, event=ties[0])


@row("shown by the decision itself", **six(**_TWO, again=F(1, 2)))
def again_itself(n: Any) -> None:
    star(n, 6)
    first = first_decision(n)
    n.begin("grow-and-prune")
    look_again(n, first, event=first)


# --- comments and answers ------------------------------------------------------------------------------

_REMARK = ("Everybody in it is awake for the same reason.", "Ask one who sleeps.")
_REMARK_2 = ("The only entry that was measured and not told.", "without it there is no number at all")
_REMARK_3 = ("Nothing on it is newer than 2019.", "Look for the guideline of this year.")


def three_comments(n: Any, types: tuple[str, ...] = ("missing voice", "strength", "out of date")) -> list[Any]:
    places = ("study group", "sleep diary", "NHS website")
    remarks = (_REMARK, _REMARK_2, _REMARK_3)
    return [
        n.comment(place, sort, text, suggestion=suggestion)
        for place, sort, (text, suggestion) in zip(places, types, remarks, strict=True)
    ]


@row("three comments", **six(commented=1, answered=0))  # one's own comments want an answer as well
def comments(n: Any) -> None:
    star(n, 6)
    three_comments(n)


@row("three comments of one type", **six(commented=F(2, 3), answered=0))  # the third should be of another
def comments_one_type(n: Any) -> None:
    star(n, 6)
    three_comments(n, ("strength",) * 3)


@row("three comments without a suggestion", **six(commented=F(1, 2), answered=0))
def comments_without(n: Any) -> None:
    star(n, 6)
    for place, sort, (text, _) in zip(("study group", "sleep diary", "NHS website"), "abc", (_REMARK, _REMARK_2, _REMARK_3), strict=True):
        n.comment(place, sort, text)


# One whole, the second at the same place half, the third nothing: 1.5 of three.
@row("three comments at one place", **six(commented=F(1, 2), answered=0))
def comments_one_place(n: Any) -> None:
    star(n, 6)
    for sort, (text, suggestion) in zip("abc", (_REMARK, _REMARK_2, _REMARK_3), strict=True):
        n.comment("study group", sort, text, suggestion=suggestion)


@row("nice network", **six(answered=0))
def comments_nice(n: Any) -> None:
    star(n, 6)
    n.comment("network", "strength", "nice network", suggestion="ok")


# On the debate, by name and place: they count, and nothing is to be answered here.
@row("comments on another network", **six(commented=F(2, 3)))
def comments_away(n: Any) -> None:
    star(n, 6)
    for place, sort, (text, suggestion) in (("Verhagen 2006", "strength", _REMARK), ("Bell 2011", "out of date", _REMARK_2)):
        n.comment("abcdefghijkl", sort, text, suggestion=suggestion, about="debate", anchor=place)
    n.comment("abcdefghijkl", "unclear reason", *[_REMARK_3[0]], about="debate")  # of no place that anybody could find


@row("comments answered by reasons", **six(commented=1, answered=1))
def answered(n: Any) -> None:
    star(n, 6)
    for comment, reason in zip(
        three_comments(n),
        ("They are whom I can ask at that hour.", "It stays, and gets a second month.", "The new one says the same, I looked."),
        strict=True,
    ):
        n.answer(comment, reason=reason)


@row("comments answered by ok", **six(commented=1, answered=0))
def answered_ok(n: Any) -> None:
    star(n, 6)
    for comment in three_comments(n):
        n.answer(comment, reason="ok")


@row("one reason for all comments", **six(commented=1, answered=F(1, 3)))
def answered_same(n: Any) -> None:
    star(n, 6)
    for comment in three_comments(n):
        n.answer(comment, reason="I thought about it and leave it.")


# A change at the place answers; a change elsewhere, or one made before the comment, does not.
@row("comments answered by changes", **six(commented=1, answered=F(1, 3)))
def answered_by_changes(n: Any) -> None:
    before = star(n, 6)[0]
    group, diary, website = three_comments(n)
    n.edit("study group", notes="asked the one who sleeps")
    n.answer(group, change=n.events[-1].id)
    n.edit("Wikipedia", notes="read again")
    n.answer(diary, change=n.events[-1].id)
    n.answer(website, change=before.id)


@row("a comment answered by something added", **six(commented=F(1, 3), reach=F(6, 7)))  # it hangs loose as yet
def answered_by_adding(n: Any) -> None:
    star(n, 6)
    comment = n.comment("study group", "missing voice", _REMARK[0], suggestion=_REMARK[1])
    n.answer(comment, change=n.add("a friend who sleeps", kind="person").id)
