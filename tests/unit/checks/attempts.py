"""Attempts to get past the checks of the assignments, each as mean as we could make it.

Each attempt has six honest connections besides, five of them on the reading list: whoever tries a trick is not lazy all
over. ``python -m tests.unit.checks.attempts`` writes the table of docs/attempts.md; ``test_gaming.py`` holds it true.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import mean
from typing import Any

from tests.unit.checks.table import star

import sourcenet as sn
from sourcenet.cohort.simulate import simulate
from sourcenet.model.events import Event

__all__ = ["APPRAISE", "ATTEMPTS", "BUILD", "CHECKS", "GROW", "Attempt", "honest_average", "score", "table"]

BUILD, APPRAISE, GROW = "build-network", "appraise-and-critique", "grow-and-prune"
Made = dict[str, Callable[[], tuple[Any, float]]]

#: The four checks of each assignment with their points, as its notebook has them.
CHECKS: dict[str, tuple[Callable[[], tuple[Any, float]], ...]] = {
    BUILD: (
        lambda: (sn.reasons_given(share=0.9), 10),
        lambda: (sn.chosen(connections=5), 8),
        lambda: (sn.walked(1), 6),
        lambda: (sn.set_aside_and_kept(), 6),
    ),
    APPRAISE: (
        lambda: (sn.appraised(2, chosen=True), 10),
        lambda: (sn.read_laterally(2), 8),
        lambda: (sn.chosen(connections=5, appraisals=2), 6),
        lambda: (sn.comments_answered(), 6),
    ),
    GROW: (
        lambda: (sn.set_aside_and_kept(since=GROW), 8),
        lambda: (sn.walked(2, since=GROW), 8),
        lambda: (sn.decision_revisited(1), 8),
        lambda: (sn.reasons_given(share=0.9), 6),
    ),
}
#: Whoever works honestly in the simulated class, well or not: who did all, who stopped early, who forgot a part.
_HONEST = {"careful", "late starter", "thin", "no choices", "nothing set aside"}


@dataclass(frozen=True)
class Attempt:
    """One attempt: for which assignment, what it is, how it is made, why it does not help, whether it gets past.

    ``honest_part`` is what of it is honest work, where that alone is worth as much as the average.
    """

    assignment: str
    name: str
    fill: Callable[[Any], Any]
    why: str
    base: bool = True
    past: bool = False
    honest_part: Callable[[Any], Any] | None = None


ATTEMPTS: list[Attempt] = []


def attempt(
    assignment: str,
    name: str,
    why: str,
    *,
    base: bool = True,
    past: bool = False,
    honest_part: Callable[[Any], Any] | None = None,
) -> Callable[[Callable[[Any], Any]], Callable[[Any], Any]]:
    """Put a function that makes the attempt into the list."""

    def keep(fill: Callable[[Any], Any]) -> Callable[[Any], Any]:
        ATTEMPTS.append(Attempt(assignment, name, fill, why, base, past, honest_part))
        return fill

    return keep


def score(one: Attempt) -> float:
    """Return what an attempt gets from the four checks of its assignment, of 30."""
    network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-01")
    if one.base:
        network.choose(*star(network, 6)[:5])
        first = network.decide("go to bed before one", why="After one I read lines and no sentences.")
        assert first.id
    network.begin(one.assignment)
    network = one.fill(network) or network
    return sum(float(sn.check(network, asked, points=points)) for asked, points in (make() for make in CHECKS[one.assignment]))


def honest_average(assignment: str) -> float:
    """Return what the honest of the simulated class get from the same checks, on average over eight classes."""
    got = []
    for seed in range(8):
        for learner in simulate(13, seed=seed, assignment=assignment):
            if learner.habit in _HONEST:
                got.append(sum(float(sn.check(learner.network, a, points=p)) for a, p in (m() for m in CHECKS[assignment])))
    return mean(got)


# --- build-network --------------------------------------------------------------------------------------------


@attempt(BUILD, "ten thousand placeholders with one reason", "A placeholder counts nowhere, and lowers the share of reasons.", base=False)
def ten_thousand(n: Any) -> None:
    events: list[dict[str, Any]] = []
    for i in range(10_000):
        id = f"source{i:08}"
        events.append({"id": id, "do": "add", "name": f"source {i}", "kind": "site"})
        events.append({"id": f"tie{i:011}", "do": "connect", "start": "me", "end": id, "why": "It is a very good and useful source."})
    n.propose(events)
    n.choose(*n.connections[:20])


@attempt(BUILD, "look-alike letters in placeholders and reasons", "A letter that only looks like a Latin one is read as it.", base=False)
def look_alikes(n: Any) -> None:
    why = "I use it for my studies."
    for i, name in enumerate(("tеst", "tеsting", "unknоwn", "sоurce", "wеbsite", "bооk")):
        n.choose(n.connect("me", n.add(name), why=why.replace("o", "оoо"[i % 3]).replace("e", "еeе"[i % 3])))


@attempt(BUILD, "invisible signs to make one reason many", "What cannot be seen makes no difference.", base=False)
def invisible(n: Any) -> None:
    for i in range(6):
        why = "I use it for my studies.".replace(" ", " " + "\u200b" * i).replace("m", "m" + "\u2060" * i)
        n.choose(n.connect("me", n.add(f"Shelf {'abcdef'[i] * 2}"), why=why))


@attempt(BUILD, "one reason with the name and a number put in", "Names and numbers make no other sentence.", base=False)
def filled_in(n: Any) -> None:
    for i, name in enumerate(("Wikipedia", "PubMed", "Zeit", "Reddit", "Le Monde", "Nature")):
        n.choose(n.connect("me", n.add(name), why=f"{name} is a reliable source for my topic ({i})."))


@attempt(
    BUILD,
    "one why with a letter changed on each connection",
    "Still open: on connections it counts as other whys. There is nothing else, so it stays below; a person reads it at once.",
    base=False,
)
def letter_in_whys(n: Any) -> None:
    for i, name in enumerate(("Wikipedia", "PubMed", "Zeit", "Reddit", "Le Monde", "Nature")):
        n.choose(n.connect("me", n.add(name), why=f"I use it for my stud{'aeiouy'[i]}es."))


@attempt(BUILD, "one page under six addresses", "The same thing counts once, and a relation between the same two once.", base=False)
def six_addresses(n: Any) -> None:
    whys = ("It explains what I missed.", "It answers at night.", "It has the old tables.", "It says who disagrees.", "It links the data.", "It is read by my tutor.")
    events: list[dict[str, Any]] = []
    for i, why in enumerate(whys):
        url = f"http{'s' * (i % 2)}://{'www.' * (i % 3 > 0)}halfanhour.blogspot.com/?utm_source={i}"
        events.append({"id": f"twin{i:010}", "do": "add", "name": f"Blog of Downes, part {'abcdef'[i] * 2}", "url": url})
        events.append({"id": f"tie{i:011}", "do": "connect", "start": "me", "end": f"twin{i:010}", "relation": "reads", "why": why})
    n.propose(events)
    n.choose(*n.connections)


@attempt(BUILD, "other viewpoints, kinds and strengths on the same few", "Nothing is given for labels, strength or variety.", base=False)
def relabel(n: Any) -> None:
    ties = star(n, 2)
    for i in range(40):
        n.edit("Wikipedia", viewpoint=("proponent", "critic", "mixed")[i % 3], kind=("site", "book", "tool")[i % 3])
        n.edit(ties[0], strength=1 + i % 5)
    n.choose(*ties)


@attempt(BUILD, "fifty routes that nothing carried", "A route is real when a connection carried each step while it was walked.")
def fake_routes(n: Any) -> None:
    for i in range(50):
        n.traverse(f"Question {i}?", ["me", n.add(f"Expert {'abcdefghij'[i % 10]}{i} of Utrecht", kind="person")], ["asked her for an hour"])
    n.connect("me", n.sources[-1], why="She exists only for this.")


# --- appraise-and-critique ------------------------------------------------------------------------------------


_NAMES = ("NHS website", "Wikipedia", "sleep diary", "study group")
_CHECKED = "Two trials are named at the foot, and I found both of them."
_OTHER = "Its own figures were corrected twice by the regulator."


def card(n: Any, source: Any, evidence: str = "", said: dict[str, str] | None = None, **more: Any) -> Any:
    return n.appraise(source, "craap", {"currency": 5, "authority": 5}, evidence=evidence, said=said or {}, **more)


def choose_cards(n: Any) -> None:
    n.choose(*n.appraisals[:40])


@attempt(APPRAISE, "boxes ticked on every source", "Numbers alone count nothing.")
def ticked(n: Any) -> None:
    for source in _NAMES:
        card(n, source, compared_with=["PubMed"] if n.sources[0].name == "PubMed" else ())
    choose_cards(n)


@attempt(APPRAISE, "ten thousand cards with one evidence", "The same evidence counts once, however many cards have it.")
def very_many_cards(n: Any) -> None:
    id = n.source("NHS website").id
    n.propose([{"do": "appraise", "of": id, "framework": "cor", "answers": {"who": i % 5}, "evidence": _CHECKED} for i in range(10_000)])
    choose_cards(n)


def one_card(n: Any) -> None:
    """Fill one card, with evidence and what another said, and choose it."""
    card(n, "NHS website", _CHECKED, {n.source("course tutor").id: _OTHER})
    choose_cards(n)


@attempt(
    APPRAISE,
    "one evidence and one voice, a letter changed on each card",
    "A sentence in which a letter has changed is the same sentence: four cards are worth one.",
    honest_part=one_card,
)
def one_letter(n: Any) -> None:
    other = n.source("course tutor").id
    for i, source in enumerate(_NAMES):
        card(n, source, _CHECKED.replace("trials", ("trials", "trails", "trialls", "trials,")[i]), {other: _OTHER.replace("twice", ("twice", "twise", "twicee", "twíce")[i])})
    choose_cards(n)


@attempt(APPRAISE, "name, address, kind and question in another order", "What stands there without looking is no evidence.")
def reordered(n: Any) -> None:
    for i, source in enumerate(_NAMES):
        words = f"{source} site late night studying worth it is at".split()
        card(n, source, " ".join(words[i:] + words[:i]))
    choose_cards(n)


@attempt(APPRAISE, "the whys of connections copied as evidence", "A why counts on its connection and nowhere else.")
def copied_whys(n: Any) -> None:
    ties = n.connections
    other = n.source("course tutor").id
    for i, source in enumerate(_NAMES):
        card(n, source, ties[i].why, {other: ties[i + 1].why} if n.source(source).id != other else {})
    choose_cards(n)


@attempt(APPRAISE, "lorem ipsum and runs of keys as evidence", "Neither is a word here; what is left is no sentence.")
def lorem(n: Any) -> None:
    other = n.source("course tutor").id
    for i, source in enumerate(_NAMES):
        card(n, source, "lorem ipsum " * 3 + "asdf qwerty " * i, {other: "blah blah bla lorem ipsum " + "asdf " * i})
    choose_cards(n)


@attempt(APPRAISE, "cards on friends", "People whom one knows are not appraised.")
def friends(n: Any) -> None:
    for i, text in enumerate((_CHECKED, _OTHER, "She has been right about all exams since May.")):
        n.choose(n.appraise(n.add(f"friend of row {'abc'[i] * 2}", kind="person"), "conversation", {}, evidence=text))


@attempt(APPRAISE, "one owner twice: a page that speaks about itself under another name", "The other has to be another thing.")
def speaks_of_itself(n: Any) -> None:
    n.propose([
        {"id": "page00000001", "do": "add", "name": "Half an Hour", "url": "https://halfanhour.blogspot.com/"},
        {"id": "page00000002", "do": "add", "name": "Stephen's blog", "url": "http://www.halfanhour.blogspot.com"},
    ])  # fmt: skip
    for a, b in (("page00000001", "page00000002"), ("page00000002", "page00000001")):
        card(n, a, "", {b: _OTHER + (" Twice in June." if a.endswith("2") else "")})


@attempt(APPRAISE, "other sources that are placeholders", "Nobody can ask \"source 1\" what it said.")
def placeholders_said(n: Any) -> None:
    for i, (source, text) in enumerate(zip(_NAMES, (_OTHER, "Nobody there is paid, they told us.", _CHECKED), strict=False)):
        card(n, source, "", {n.add(f"source {i}").id: text})


@attempt(APPRAISE, "the same said by everybody", "What one said counts once.")
def all_said_it(n: Any) -> None:
    for source in _NAMES[:3]:
        card(n, source, "", {n.source(other).id: _OTHER for other in ("course tutor", "study group")})


@attempt(APPRAISE, "comments to oneself, answered \"ok\"", "An unanswered comment costs; none received costs nothing.")
def self_ok(n: Any) -> None:
    for i, source in enumerate(_NAMES):
        n.answer(n.comment(source, "strength", f"Nice {i}"), reason="ok")


@attempt(APPRAISE, "one change for twenty comments", "A change answers two comments at most.")
def one_change(n: Any) -> None:
    made = [n.comment("NHS website", "out of date", f"Old since {year}.") for year in range(2000, 2020)]
    change = n.decide("look at all of it again", why="They are right about its age.")
    for comment in made:
        n.answer(comment, change=change.id)


@attempt(APPRAISE, "a change that was undone, or came before the comment", "It has to come after the comment, and to stand.")
def undone_change(n: Any) -> Any:
    old = n.events[3].id
    one = n.comment("NHS website", "out of date", "Nothing on it is new.")
    n.answer(one, change=old)
    two = n.comment("Wikipedia", "strength", "It is a first map.")
    n.edit("Wikipedia", notes="seen")
    change = n.events[-1]
    n.answer(two, change=change.id)
    events = [event.copy() for event in n.events]
    events.append(Event("undo00000000", change.at, change.by, "undo", {"of": [change.id]}))
    return sn.SourceNetwork.in_memory(events=events)


@attempt(APPRAISE, "one reason for all comments", "A reason counts once.")
def one_reason(n: Any) -> None:
    for i, source in enumerate(_NAMES):
        comment = n.comment(source, "unclear reason", f"Why this one, number {i}?")
        n.answer(comment, reason="I have thought about it and it stays as it is" + "." * i)


@attempt(APPRAISE, "the comment itself as the answer", "An answer says something that the comment does not.")
def parrot(n: Any) -> None:
    for source, text in zip(_NAMES, (_CHECKED, _OTHER, "Nobody there is paid, they told us."), strict=False):
        n.answer(n.comment(source, "unclear reason", text), reason=text.upper() + "!!")


@attempt(APPRAISE, "a supplied network as it came, its cards chosen", "Sentences that came with it are not one's own.", base=False)
def supplied(n: Any) -> Any:
    busy = sn.load_example("busy")
    busy.begin(APPRAISE)
    busy.choose(*busy.appraisals, *busy.connections[:5])
    return busy


@attempt(APPRAISE, "a supplied network, its cards kept again with a word more", "A sentence that came with it is not one's own for a word more.", base=False)
def supplied_and_a_word(n: Any) -> Any:
    busy = sn.load_example("busy")
    busy.begin(APPRAISE)
    cards = [
        busy.appraise(one.source, one.framework, dict(one.answers), evidence=f"{one.evidence} Indeed.",
                      seen=dict(one.seen), said={id: f"{text} Yes." for id, text in one.said.items()})
        for one in busy.appraisals
    ]  # fmt: skip
    busy.choose(*cards, *busy.connections[:5])
    return busy


@attempt(APPRAISE, "cards of the debate brought in by including it", "Sentences that came with it are not one's own.", base=False)
def included(n: Any) -> None:
    n.include(sn.load_example("debate"))
    n.choose(*n.appraisals, *n.connections[:5])


@attempt(APPRAISE, "a chatbot's list with one adjective changed", "Name and adjective make no other sentence.")
def chatbot_template(n: Any) -> None:
    other = n.source("course tutor").id
    for adjective, source in zip(("reliable", "credible", "valuable", "reputable"), _NAMES, strict=True):
        text = f"{source} is a {adjective} source that provides accurate and up-to-date information on this topic."
        card(n, source, text, {other: text.replace("provides", "offers")} if n.source(source).id != other else {})
    choose_cards(n)


@attempt(APPRAISE, "random words of a dictionary", "Nothing here can tell a sentence from words in a row. A person can, in a second.", past=True)
def dictionary(n: Any) -> None:
    words = ["perro", "azul", "sobre", "mesa", "verde", "camina", "lento", "hoy", "nunca", "piedra", "luz", "rota", "bajo", "canta", "mar", "frío", "libro", "solo", "gira", "viento", "pan", "negro", "sube", "calle"]
    other = n.source("course tutor").id
    for i, source in enumerate(("NHS website", "Wikipedia")):
        card(n, source, " ".join(words[i * 12 : i * 12 + 6]), {other: " ".join(words[i * 12 + 6 : i * 12 + 12])})
    choose_cards(n)


@attempt(APPRAISE, "a chatbot's answers, all different", "A machine cannot see whose sentence it is, nor whether it is true.", past=True)
def chatbot_different(n: Any) -> None:
    other = n.source("course tutor").id
    for source, evidence, said in (
        ("NHS website", "It cites peer-reviewed research and names its medical editors.", "Academics recommend it as a starting point for patients."),
        ("Wikipedia", "Articles carry footnotes, and changes can be traced in the history.", "He warns that anybody may alter a page within minutes."),
    ):
        card(n, source, evidence, {other: said})
    choose_cards(n)


# --- grow-and-prune -------------------------------------------------------------------------------------------


@attempt(GROW, "renewing by clicks, forty times", "A renewal is asked for in a lesson only, and a click is none.")
def clicks(n: Any) -> None:
    for i in range(40):
        n.edit(n.connections[i % 6], last_used=f"2026-11-{1 + i % 28:02}")


@attempt(GROW, "filler added to be set aside", "What has no name of its own cannot be set aside for this.")
def filler_cut(n: Any) -> None:
    for i in range(20):
        n.prune(n.add(f"website {i}"), reason=f"I looked at it {i} times and it gave me nothing new.")


@attempt(GROW, "one thing set aside and brought back, over and over", "What stands again is not set aside; one is asked for, not twenty.")
def churn(n: Any) -> None:
    app = n.add("sleep app", kind="tool")
    for i in range(20):
        n.prune(app, reason=f"It counted my hours and told me nothing, time {i}.")
        n.restore(app)


@attempt(GROW, "the same reason for setting aside and for keeping", "A sentence counts once.")
def same_reason(n: Any) -> None:
    why = "I thought about it for a long time."
    n.prune(n.add("sleep app", kind="tool"), reason=why)
    for name in _NAMES:
        n.decide(f"keep {name}", why=why.replace(".", "!"))


@attempt(GROW, "routes invented, connected afterwards", "A step is carried by what stood when it was walked.")
def afterwards(n: Any) -> None:
    for i, name in enumerate(("Royal Society", "Nature", "Lancet")):
        there = n.add(name)
        n.traverse(f"Who knows this, {i}?", ["me", there], ["read the first table there"])
        n.connect("me", there, why=f"I wrote to {name} about the {['red', 'blue', 'green'][i]} table.")


@attempt(GROW, "one route for ten questions, told in the same words", "A route told in the same words is taken once.")
def ten_questions(n: Any) -> None:
    for i in range(10):
        n.traverse(f"Question number {i}?", ["me", "NHS website"], ["open the page on sleep" + "!" * i])


@attempt(GROW, "to and fro between the same two, without a word", "Clicks leave nothing to read.")
def to_and_fro(n: Any) -> None:
    for i in range(5):
        n.traverse(f"Question number {i}?", ["me", "NHS website", "me", "Wikipedia"][: 2 + i % 3], [])


@attempt(GROW, "a route told by the names of its steps", "Its name alone does not say what one does there.")
def by_names(n: Any) -> None:
    for question in ("Where?", "Who?"):
        n.traverse(question, ["me", "NHS website"], ["the NHS website, NHS website"])


@attempt(GROW, "an invented moment for an old decision", "Half is the moment, and it has to stand in the history.")
def invented_moment(n: Any) -> None:
    n.propose([{"do": "decide", "what": "still so", "why": "I slept better in all of the last weeks.", "revisits": n.decisions[0].id,
                "outcome": "held", "event": "neverhappened"}])  # fmt: skip


@attempt(GROW, "a decision looked at again at once, ten times", "It takes an earlier sitting, and one decision counts once.", base=False)
def at_once(n: Any) -> None:
    first = n.decide("go to bed before one", why="After one I read lines and no sentences.")
    for _turn in range(4):
        n.decide("still so", why=first.why, revisits=first, outcome="held", event=first.id)


@attempt(GROW, "five empty changes, then a look with the old why", "The why has to be another than that of the first decision.")
def five_empty(n: Any) -> None:
    first = n.decisions[0]
    for i in range(6):
        n.edit("Wikipedia", notes=f"x{i}")
    n.decide("still so", why=first.why.replace("lines", "liness"), revisits=first, outcome="held", event=n.events[-1].id)


@attempt(GROW, "times forged in the file, events out of order", "The order of the file is what was done; a forged day helps only whoever writes the rest as well.", base=False)
def forged(n: Any) -> Any:
    decision = {"what": "go to bed before one", "why": "After one I read lines and no sentences."}
    again = {"what": "still so", "why": "I slept better in all of the last weeks.", "revisits": "first0000000", "outcome": "held", "event": "added0000000"}
    events = [
        ("begin0000000", "2026-11-01T08:00:00Z", "begin", {"question": "Why?"}),
        ("again0000000", "2026-11-09T08:00:00Z", "decide", again),
        ("added0000000", "2026-11-05T08:00:00Z", "add", {"name": "Wikipedia", "kind": "site"}),
        ("first0000000", "2020-01-01T08:00:00Z", "decide", decision),
        ("moment000000", "1999-01-01T08:00:00Z", "begin", {"moment": GROW}),
    ]
    return sn.SourceNetwork.in_memory(events=[Event(id, at, "learner-01", do, dict(fields)) for id, at, do, fields in events])


@attempt(GROW, "everything undone and done again", "What was undone is not there; what was redone is there once.")
def undo_redo(n: Any) -> None:
    n.prune(n.add("sleep app", kind="tool"), reason="It counted my hours and told me nothing.")
    n.decide("keep the tutor", why="He is the only one who asks back.")
    for _turn in range(10):
        n.undo()
        n.redo()
    for _turn in range(3):
        n.undo()


@attempt(GROW, "a supplied network included after the beginning", "What came in was not done after the moment.", base=False)
def included_after(n: Any) -> None:
    n.include(sn.load_example("busy"))


@attempt(GROW, "the renewals of a supplied network told again with a word more", "A sentence that came with a network is not one's own for a word more.")
def renewals_of_another(n: Any) -> None:
    told = [tie.used_for for tie in sn.load_example("busy").connections if tie.used_for]
    for tie, text in zip(list(n.connections)[:6], told, strict=False):
        n.renew(tie, used_for=f"{text.rstrip('.')}, too.")


@attempt(GROW, "moments begun by hand between pasted decisions", "A moment parts two sittings; it writes no why.")
def moments(n: Any) -> None:
    for i in range(10):
        n.begin(f"week {i}")
        n.decide("still so", why="I decided it and it is so.", revisits=n.decisions[0], outcome="held")


@attempt(GROW, "sentences made up about a network that nobody used", "Made up well, it has all that can be seen here. A person asks: take me from you to that source.", past=True)
def made_up(n: Any) -> None:
    n.traverse("Who measures sleep?", ["me", "NHS website"], ["look for the table by age"])
    n.traverse("Who doubts it?", ["me", "course tutor"], ["ask him after the lecture"])
    n.prune(n.add("sleep app", kind="tool"), reason="It counted my hours and told me nothing.")
    n.decide("keep the tutor", why="He is the only one who asks back.")
    n.decide("still before one", why="The week with the app changed nothing about it.", revisits=n.decisions[0], outcome="held",
             event=n.traversals[0].id)  # fmt: skip


# --- the page ---------------------------------------------------------------------------------------------------


def table() -> str:
    """Return the tables of docs/attempts.md: what does not help, and what gets past."""
    averages = {name: honest_average(name) for name in CHECKS}
    heads = {"": "What does not help", "part": "What is half of the work", "past": "What gets past, to a person who reads"}
    parts = []
    for sort, title in heads.items():
        lines = [f"## {title}", "", "| assignment | attempt | got, of 30 | honest average | why |", "|---|---|---|---|---|"]
        for one in ATTEMPTS:
            if sort == ("past" if one.past else "part" if one.honest_part else ""):
                got, fair = score(one), averages[one.assignment]
                lines.append(f"| {one.assignment} | {one.name} | {got:.1f} | {fair:.1f} | {one.why} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(table())
