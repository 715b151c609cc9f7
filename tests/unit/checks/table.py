"""Small networks with the shares they deserve, worked out by hand before the checks were written.

Each row is a function that fills an empty network; above it stands what every property of
:data:`PROPERTIES` should give and why. A property that a row does not name should give 0,
so every property is tested on every row.

The arithmetic: ``reasons`` is (connections that count) / (0.9 x all connections, taken as five
where there are fewer), at most 1. ``six`` and ``ties`` divide by 6, ``kinds`` and ``relations``
by 3, ``chosen`` by 5, ``reach`` by all sources, taken as five where there are fewer.

The rows of cards, comments, renewals and decisions looked at again stand in ``table_craft.py``.

Mended after the first run: ``decided`` in two rows, whose decision had been written down for ``aside`` only.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F
from typing import Any

import sourcenet as sn

__all__ = ["PROPERTIES", "ROWS", "Row", "star"]

Fill = Callable[[Any], None]
Row = tuple[str, Fill, dict[str, F | int]]

#: What every row is measured with; made anew at each call, as a check cell does.
PROPERTIES: dict[str, Callable[[], Any]] = {
    "reasons": lambda: sn.reasons_given(share=0.9),
    "chosen": lambda: sn.chosen(connections=5),
    "walked": lambda: sn.walked(1),
    "aside": lambda: sn.set_aside_and_kept(),
    "six": lambda: sn.at_least(6, "sources"),
    "ties": lambda: sn.at_least(6, "connections"),
    "kinds": lambda: sn.has_kinds(3),
    "relations": lambda: sn.relations_used(3),
    "origins": lambda: sn.brought_and_added(),
    "reach": lambda: sn.all_reachable(),
    "decided": lambda: sn.decided(1),
    "cards": lambda: sn.appraised(2),
    "lateral": lambda: sn.read_laterally(2),
    "voice": lambda: sn.voice_sought(1),
    "mended": lambda: sn.mended(1),
    "renewed": lambda: sn.renewed(1),
    "again": lambda: sn.decision_revisited(1),
    "commented": lambda: sn.commented(3, types=2),
    "answered": lambda: sn.comments_answered(),
}

ROWS: list[Row] = []

#: Ten reasons that nobody would doubt, all different, none with a name of a source in it.
WHYS = (
    "We revise on the phone after eleven.",
    "Fastest answer at night, although everybody there is as tired as I am.",
    "The only one that is about me: four weeks of hours slept.",
    "Told me in June that he plans by weeks, not nights.",
    "Quick and polite at two in the morning.",
    "A first map of words, never the last stop.",
    "Says the opposite of my chat without shouting.",
    "Its table is the one that I fill in each morning.",
    "Office hours on Tuesdays, no appointment needed.",
    "Half of what we post there comes from somewhere else.",
)
NAMES = (
    "Wikipedia",
    "NHS website",
    "course tutor",
    "study group",
    "sleep diary",
    "PubMed",
    "Reddit",
    "Zeit",
    "Mum",
    "R",
)
KINDS = ("site", "site", "person", "community", "object", "database", "site", "site", "person", "tool")


def row(name: str, **expected: F | int) -> Callable[[Fill], Fill]:
    """Put a function into the table with what its network deserves."""

    # Where nobody commented, all comments are answered, once there is a source that counts (six) to comment on.
    expected.setdefault("answered", 1 if expected.get("six") else 0)

    def keep(fill: Fill) -> Fill:
        ROWS.append((name, fill, expected))
        return fill

    return keep


def star(n: Any, count: int, whys: tuple[str, ...] = WHYS, **fields: Any) -> list[Any]:
    """Add the first few sources, each connected from the learner; return the connections."""
    ties = []
    for i in range(count):
        source = n.add(NAMES[i], kind=KINDS[i], origin="brought", **fields)
        ties.append(n.connect("me", source, relation="uses", why=whys[i] if i < len(whys) else ""))
    return ties


# --- little or nothing ---------------------------------------------------------------------------------


@row("empty")  # nothing there: nothing to read; 0 of 0 is no full mark
def empty(n: Any) -> None:
    pass


# A decision stands without any source: it was looked at and kept (half of aside) and would change (decided).
@row("only the learner, with a decision", aside=F(1, 2), decided=1)
def only_learner(n: Any) -> None:
    n.decide(
        "finish revising before eleven",
        why="I forgot most of what I read after midnight.",
        change_my_mind="two weeks in which my quiz marks go down",
    )


@row("one source, not connected")  # a name alone is not something to read, and nobody can walk to it
def one_loose(n: Any) -> None:
    n.add("Wikipedia")


# One connection with its reason: 1 of five = 1/5 of 0.9 asked = 2/9; one of six; one kind and relation of three;
# one origin of two; one source of five reached.
@row(
    "one of one",
    reasons=F(2, 9),
    six=F(1, 6),
    ties=F(1, 6),
    kinds=F(1, 3),
    relations=F(1, 3),
    origins=F(1, 2),
    reach=F(1, 5),
)
def one_of_one(n: Any) -> None:
    star(n, 1)


# Four of four: taken of five, 4 / 4.5 = 8/9. Kinds: site (twice), person, community = three.
@row(
    "thin: four of four",
    reasons=F(8, 9),
    six=F(4, 6),
    ties=F(4, 6),
    kinds=1,
    relations=F(1, 3),
    origins=F(1, 2),
    reach=F(4, 5),
)
def thin(n: Any) -> None:
    star(n, 4)


# Five of five is the smallest network that is read as a whole.
@row("five of five", reasons=1, six=F(5, 6), ties=F(5, 6), kinds=1, relations=F(1, 3), origins=F(1, 2), reach=1)
def five(n: Any) -> None:
    star(n, 5)


# A star is a poor network, and nothing here marks its form: a person reads that.
@row("star of six", reasons=1, six=1, ties=1, kinds=1, relations=F(1, 3), origins=F(1, 2), reach=1)
def star_of_six(n: Any) -> None:
    star(n, 6)


@row("star of six without a reason", reach=1)  # all can be walked to; nothing can be read
def star_without(n: Any) -> None:
    star(n, 6, ())


# --- shares, and more than asked -----------------------------------------------------------------------


@row("nine of ten", reasons=1, six=1, ties=1, kinds=1, relations=F(1, 3), origins=F(1, 2), reach=1)
def nine_of_ten(n: Any) -> None:
    star(n, 10, WHYS[:9])


@row("eight of ten", reasons=F(8, 9), six=1, ties=1, kinds=1, relations=F(1, 3), origins=F(1, 2), reach=1)  # 8 / 9
def eight_of_ten(n: Any) -> None:
    star(n, 10, WHYS[:8])


@row("ten of ten", reasons=1, six=1, ties=1, kinds=1, relations=F(1, 3), origins=F(1, 2), reach=1)  # more earns nothing
def ten_of_ten(n: Any) -> None:
    star(n, 10)


# Three relations, both origins, a source reached through another: everything of lesson 01 is met.
@row(
    "a small network with all of lesson 01",
    reasons=1,
    six=1,
    ties=1,
    kinds=1,
    relations=1,
    origins=1,
    reach=1,
)
def lesson_one(n: Any) -> None:
    star(n, 4)
    for start, name, relation, why in (
        ("course tutor", "library guide", "showed", "In induction week; I kept the address."),
        ("library guide", "subject librarian", "names", "Bottom of the page: a name, a photo, office hours."),
    ):
        n.connect(start, n.add(name, kind="site", origin="added"), relation=relation, why=why)


# --- filler --------------------------------------------------------------------------------------------


# Six placeholders with excellent reasons: no source counts, so no connection to one does. Sources without a
# real name are not reached either: filler must not raise any share.
@row("filler with good reasons")
def filler_star(n: Any) -> None:
    for i in range(6):
        n.connect("me", n.add(f"source {i + 1}"), relation="uses", why=WHYS[i])


# Five honest of ten connections: 5 / 9. Reached: 5 of ten.
@row(
    "five honest, five filler",
    reasons=F(5, 9), six=F(5, 6), ties=F(5, 6), kinds=1, relations=F(1, 3), origins=F(1, 2), reach=F(1, 2),
)  # fmt: skip
def half_filler(n: Any) -> None:
    star(n, 5)
    for i in range(5):
        n.connect("me", n.add(f"test {i + 1}"), relation="uses", why=WHYS[5 + i])


# The same after the filler is set aside: exactly five of five. "filler" is no reason that counts, and setting a
# placeholder aside is not setting something aside.
@row(
    "filler removed again",
    reasons=1,
    six=F(5, 6),
    ties=F(5, 6),
    kinds=1,
    relations=F(1, 3),
    origins=F(1, 2),
    reach=1,
)
def filler_removed(n: Any) -> None:
    half_filler(n)
    for i in range(5):
        n.prune(f"test {i + 1}", reason="filler")


# Only through a placeholder: Wikipedia cannot be walked to until "website" has its name; 4 of 6 are reached
# (the placeholder is one of the six). Its two connections do not count: 4 of 6 = 4 / 5.4 = 20/27.
@row(
    "a route through filler",
    reasons=F(20, 27), six=F(4, 6), ties=F(4, 6), kinds=1, relations=F(1, 3), origins=F(1, 2), reach=F(4, 6),
)  # fmt: skip
def through_filler(n: Any) -> None:
    star(n, 4)
    n.connect("me", n.add("website"), relation="uses", why=WHYS[4])
    n.connect("website", n.add("Half an Hour"), relation="refers to", why=WHYS[5])


# --- reasons that do not count -------------------------------------------------------------------------


# One sentence on six connections is one reason: the first keeps it. 1 / 5.4 = 5/27.
@row(
    "one reason pasted six times",
    reasons=F(5, 27),
    six=F(1, 6),
    ties=F(1, 6),
    kinds=F(1, 3),
    relations=F(1, 3),
    origins=F(1, 2),
    reach=1,
)
def pasted(n: Any) -> None:
    star(n, 6, ("I use it for my studies.",) * 6)


# Other case, marks and blanks do not make it another sentence.
@row(
    "pasted with other marks",
    reasons=F(5, 27),
    six=F(1, 6),
    ties=F(1, 6),
    kinds=F(1, 3),
    relations=F(1, 3),
    origins=F(1, 2),
    reach=1,
)
def pasted_marks(n: Any) -> None:
    same = (
        "I use it for my studies",
        "i use it, for my studies!",
        "I USE IT for my  studies.",
        "I use it - for my studies",
        '"I use it for my studies"',
        "I use it for my studies...",
    )
    star(n, 6, same)


# Only the name (or a number) changes from one to the next: still one reason.
@row(
    "pasted with the name put in",
    reasons=F(5, 27),
    six=F(1, 6),
    ties=F(1, 6),
    kinds=F(1, 3),
    relations=F(1, 3),
    origins=F(1, 2),
    reach=1,
)
def pasted_names(n: Any) -> None:
    star(n, 6, tuple(f"I look at {name} for my studies ({i})" for i, name in enumerate(NAMES[:6])))


# Two share one, four have their own: 5 / 5.4 = 25/27, and one source of the six does not count.
@row(
    "one reason used on two",
    reasons=F(25, 27),
    six=F(5, 6),
    ties=F(5, 6),
    kinds=1,
    relations=F(1, 3),
    origins=F(1, 2),
    reach=1,
)
def used_twice(n: Any) -> None:
    star(n, 6, (*WHYS[:5], WHYS[0]))


# The name again, in other dress, is not a reason: only the sixth of these (the librarian's) says something.
@row(
    "the reason is the name",
    reasons=F(5, 27),
    six=F(1, 6),
    ties=F(1, 6),
    kinds=F(1, 3),
    relations=F(1, 3),
    origins=F(1, 2),
    reach=1,
)
def reason_is_name(n: Any) -> None:
    for i, name in enumerate(
        (
            "The New York Times",
            "Half an Hour",
            "a friend of my sister",
            "the Open University library",
            "Our World in Data",
        )
    ):
        n.connect(
            "me",
            n.add(name, origin="brought"),
            relation="uses",
            why=(name, f"{name} {name}", f"{name}!", name.upper(), f"uses {name}")[i],
        )
    n.connect("me", n.add("subject librarian", kind="person", origin="brought"), relation="uses", why=WHYS[8])


# "useful" and "good site" are one and two words; "I like it" three: none is a sentence.
@row("praise", reach=1)
def praise(n: Any) -> None:
    star(n, 6, ("useful", "good site", "I like it", "very good", "reliable", "my favourite"))


# --- the same thing twice ------------------------------------------------------------------------------


def _twin(n: Any, url: str, origin: str = "brought") -> Any:
    """Put in one page again under another name, as joining two files does: ``add`` itself would refuse it."""
    n.propose([{"id": "twin0twin0twin0t", "do": "add", "name": "Downes's blog", "url": url, "origin": origin}])
    return n.source("twin0twin0twin0t")


_HALF = "https://halfanhour.blogspot.com/"


# http and https, www or not, a tracking parameter: one page (identity.md 3), so one source of six and, by ties,
# two connections (reads it, doubts it: two sentences). 2 / 4.5 = 4/9. One source of five reached.
@row(
    "one page under two addresses",
    reasons=F(4, 9),
    six=F(1, 6),
    ties=F(2, 6),
    kinds=F(1, 3),
    relations=F(2, 3),
    origins=F(1, 2),
    reach=F(1, 5),
)
def two_addresses(n: Any) -> None:
    n.connect("me", n.add("Half an Hour", url=_HALF, origin="brought"), relation="reads", why=WHYS[0])
    twin = _twin(n, "http://www.halfanhour.blogspot.com?utm_source=x")
    n.connect("me", twin, relation="doubts", why=WHYS[1])


# The same, with the same relation: the second says again what the first says, one connection counts: 1 / 4.5.
@row(
    "one page under two names, one relation",
    reasons=F(2, 9),
    six=F(1, 6),
    ties=F(1, 6),
    kinds=F(1, 3),
    relations=F(1, 3),
    origins=F(1, 2),
    reach=F(1, 5),
)
def two_names(n: Any) -> None:
    n.connect("me", n.add("Half an Hour", url=_HALF, origin="brought"), relation="reads", why=WHYS[0])
    n.connect("me", _twin(n, "http://halfanhour.blogspot.com"), relation="reads", why=WHYS[1])


# A connection from a thing to itself under another name joins nothing: 0 of 1. Both are one source, not reached.
@row("connected to itself under another name")
def itself(n: Any) -> None:
    one = n.add("Half an Hour", url=_HALF)
    n.connect(one, _twin(n, "http://halfanhour.blogspot.com"), relation="refers to", why=WHYS[0])


# --- other languages -----------------------------------------------------------------------------------


@row("German", reasons=1, six=1, ties=1, kinds=1, relations=F(1, 3), origins=F(1, 2), reach=1)
def german(n: Any) -> None:
    star(n, 6, (
        "Ich lese ihn jede Woche.", "Fragt nach, bevor er antwortet.", "Von meiner Tante empfohlen bekommen.",
        "Erklärt mir, was im Skript fehlt.", "Weil die Bibliothek es bezahlt.", "Dort stehen alle Studien beisammen.",
    ))  # fmt: skip


# No blanks between words: a sentence of six characters and more is four words or so.
@row("Chinese without blanks", reasons=1, six=1, ties=1, kinds=1, relations=F(1, 3), origins=F(1, 2), reach=1)
def chinese(n: Any) -> None:
    star(
        n,
        6,
        (
            "我每周都在那里提问题",
            "她总是告诉我哪里错了",
            "考试之前我都会看一遍",
            "老师在第一节课推荐的",
            "晚上只有他会马上回答",
            "这里的数据可以自己查证",
        ),
    )


# 不错 and 很有用 are "not bad" and "useful": two and three characters, no sentence.
@row("Chinese praise", reach=1)
def chinese_praise(n: Any) -> None:
    star(n, 6, ("不错", "很有用", "喜欢", "很好", "可靠", "好用"))


@row("Arabic", reasons=1, six=1, ties=1, kinds=1, relations=F(1, 3), origins=F(1, 2), reach=1)
def arabic(n: Any) -> None:
    star(n, 6, (
        "أسأله كل أسبوع عن دروسي", "تشرح لي ما لا أفهمه", "أوصى به أستاذي في أول محاضرة",
        "أقرأ فيه قبل كل امتحان", "يجيب بسرعة في آخر الليل", "فيه كل الدراسات التي أحتاجها",
    ))  # fmt: skip


# --- the reading list ----------------------------------------------------------------------------------


def _six(**more: F | int) -> dict[str, F | int]:
    """Return what six good connections give, with what the row is about."""
    return {
        "reasons": 1,
        "six": 1,
        "ties": 1,
        "kinds": 1,
        "relations": F(1, 3),
        "origins": F(1, 2),
        "reach": 1,
        **more,
    }


@row("five chosen", **_six(chosen=1))
def five_chosen(n: Any) -> None:
    n.choose(*star(n, 6)[:5])


@row("three chosen", **_six(chosen=F(3, 5)))
def three_chosen(n: Any) -> None:
    n.choose(*star(n, 6)[:3])


@row("all six chosen", **_six(chosen=1))  # more than asked earns nothing more
def six_chosen(n: Any) -> None:
    n.choose(*star(n, 6))


@row("five chosen, none with a reason", reach=1)  # a marker would have nothing to read
def chosen_without(n: Any) -> None:
    n.choose(*star(n, 6, ())[:5])


# Four reasons in six connections: 4 / 5.4 = 20/27; the five chosen hold four of them.
@row(
    "five chosen, one without a reason",
    reasons=F(20, 27),
    chosen=F(4, 5),
    six=F(4, 6),
    ties=F(4, 6),
    kinds=1,
    relations=F(1, 3),
    origins=F(1, 2),
    reach=1,
)
def chosen_one_without(n: Any) -> None:
    n.choose(*star(n, 6, WHYS[:4])[:5])


# --- routes --------------------------------------------------------------------------------------------

#: me - course tutor - library guide, connected, with reasons: 2 / 4.5; two sources, kinds, relations; both origins.
_ROUTE: dict[str, F | int] = {
    "reasons": F(4, 9), "six": F(2, 6), "ties": F(2, 6), "kinds": F(2, 3), "relations": F(2, 3), "origins": 1, "reach": F(2, 5),
}  # fmt: skip


def _way(n: Any) -> None:
    n.connect("me", n.add("course tutor", kind="person", origin="brought"), relation="asks", why=WHYS[3])
    n.connect("course tutor", n.add("library guide", origin="added"), relation="showed", why=WHYS[8])


_STEPS = ["me", "course tutor", "library guide"]
_DOING = ["ask him after the seminar", "open the page on sleep"]


@row("a route walked and told", **_ROUTE, walked=1)
def route(n: Any) -> None:
    _way(n)
    n.traverse("Who knows the studies?", _STEPS, doing=_DOING)


# The first step does not exist as a connection: invented, whatever is told of it.
@row("a route invented", **_ROUTE)
def invented(n: Any) -> None:
    _way(n)
    n.traverse("Who knows the studies?", ["me", "library guide"], doing=["open the page on sleep"])


# It was real when it was walked, and stays so when a part of it is set aside later. Left: the tutor (1 of 1).
# Setting aside has a reason that counts: half of aside.
@row(
    "a route walked, then set aside",
    walked=1, aside=F(1, 2), reasons=F(2, 9), six=F(1, 6), ties=F(1, 6), kinds=F(1, 3), relations=F(1, 3), origins=F(1, 2), reach=F(1, 5),
)  # fmt: skip
def walked_then_aside(n: Any) -> None:
    route(n)
    n.prune("library guide", reason="The page has not been kept up since May.")


# One of two steps says what one does there.
@row("a route half told", **_ROUTE, walked=F(1, 2))
def half_told(n: Any) -> None:
    _way(n)
    n.traverse("Who knows the studies?", _STEPS, doing=["ask him after the seminar", "look"])


@row("a route without a word", **_ROUTE)  # clicks alone leave nothing to read
def untold(n: Any) -> None:
    _way(n)
    n.traverse("Who knows the studies?", _STEPS)


# "course tutor" is two words and the name; "the library guide" three, and nothing but the name.
@row("a route told by names", **_ROUTE)
def told_by_names(n: Any) -> None:
    _way(n)
    n.traverse("Who knows the studies?", _STEPS, doing=["the course tutor", "the library guide"])


# The same words at both steps are one telling.
@row("a route told once for all steps", **_ROUTE, walked=F(1, 2))
def told_once(n: Any) -> None:
    _way(n)
    n.traverse("Who knows the studies?", _STEPS, doing=["I ask about studies"] * 2)


# --- setting aside and keeping -------------------------------------------------------------------------

# A decision that names an end of a connection that one relies on least (all of these are 3) is worth a second way.
_ASIDE = "It counted my hours and told me nothing."
_KEPT = "He is the only one who asks back."


def _app(n: Any) -> Any:
    star(n, 6)
    return n.add("sleep app", kind="tool")


@row("set aside and kept, with reasons", **_six(aside=1, decided=F(1, 2), mended=1))  # decided: as in "kept only" below
def aside_and_kept(n: Any) -> None:
    n.prune(_app(n), reason=_ASIDE)
    n.decide("keep the course tutor", why=_KEPT)


@row("set aside only", **_six(aside=F(1, 2)))
def aside_only(n: Any) -> None:
    n.prune(_app(n), reason=_ASIDE)


@row("set aside without a reason that counts", **_six())
def aside_without(n: Any) -> None:
    n.prune(_app(n), reason="old")


# "I do not use it" stands ready as a button: a beginning, not the learner's own sentence.
@row("set aside with a ready reason only", **_six())
def aside_ready(n: Any) -> None:
    n.prune(_app(n), reason="I do not use it")


@row("a placeholder set aside with a reason", **_six())  # filler added to be cut
def aside_filler(n: Any) -> None:
    star(n, 6)
    n.prune(n.add("test 1"), reason=_ASIDE)


@row("kept only", **_six(aside=F(1, 2), decided=F(1, 2), mended=1))  # decided: a reason, but nothing that would change it
def kept_only(n: Any) -> None:
    star(n, 6)
    n.decide("keep the course tutor", why=_KEPT)


# Nothing to set aside: two looked at and kept, each with its own reason, are worth the same.
@row("two looked at and kept", **_six(aside=1, decided=F(1, 2), mended=1))
def two_kept(n: Any) -> None:
    star(n, 6)
    n.decide("keep the course tutor", why=_KEPT)
    n.decide("keep Wikipedia", why="I looked for a better first map and found none.")


# One sentence for both is one reason: the second does not count. Among decisions it is the only one (decided).
@row("one sentence for aside and kept", **_six(aside=F(1, 2), decided=F(1, 2), mended=1))
def one_sentence(n: Any) -> None:
    n.prune(_app(n), reason=_ASIDE)
    n.decide("keep the course tutor", why=_ASIDE)


@row("set aside and brought back", **{**_six(), "reach": F(6, 7)})  # it stands again, loose: nothing is set aside
def brought_back(n: Any) -> None:
    app = _app(n)
    n.prune(app, reason=_ASIDE)
    n.restore(app)


# --- form ----------------------------------------------------------------------------------------------


# Six reached of eight; the two loose ones have no connection, so they do not count either.
@row("two loose sources", **{**_six(), "reach": F(6, 8)})
def two_loose(n: Any) -> None:
    star(n, 6)
    n.add("PLOS ONE")
    n.add("Nature")


# Sources connected among themselves, none from the learner: five reasons to read (5 / 4.5), nobody can be walked to.
@row("none from the learner", reasons=1, six=1, ties=F(5, 6), kinds=1, relations=F(1, 3), origins=F(1, 2))
def without_me(n: Any) -> None:
    made = [n.add(NAMES[i], kind=KINDS[i], origin="brought") for i in range(6)]
    for i in range(5):
        n.connect(made[i], made[i + 1], relation="leads to", why=WHYS[i])


# Direction is taken either way: all point to the learner, all can be walked to.
@row(
    "all point to the learner",
    reasons=1,
    six=F(5, 6),
    ties=F(5, 6),
    kinds=1,
    relations=F(1, 3),
    origins=F(1, 2),
    reach=1,
)
def towards_me(n: Any) -> None:
    for i in range(5):
        n.connect(n.add(NAMES[i], kind=KINDS[i], origin="brought"), "me", relation="tells", why=WHYS[i])


# Far more than anybody asked for: nothing is earned by size, and it is read in under a second.
@row("10,000 sources", **_six())
def very_many(n: Any, more: int = 9_994) -> None:
    star(n, 6)
    events = []
    for i in range(more):
        source, tie = f"{i:012d}abcd", f"{i:012d}efgh"
        events.append(
            {
                "id": source,
                "do": "add",
                "name": f"Shelfmark {i} of the archive",
                "kind": "book",
                "origin": "brought",
            }
        )
        events.append({"id": tie, "do": "connect", "start": "me", "end": source, "relation": "uses", "strength": 3,
                       "why": f"It holds what {_letters(i)} wrote"})  # fmt: skip
    n.propose(events)


def _letters(number: int) -> str:
    """Return a number as a word of letters: 0 is aaaa, 1 is aaab."""
    return "".join(chr(97 + number // 26**place % 26) for place in (3, 2, 1, 0))
