"""Cards, second ways, renewals, decisions looked at again, comments: what the table cannot say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.checks import table_craft as craft
from tests.unit.checks.counted import calls
from tests.unit.checks.table import WHYS, star
from tests.unit.checks.test_check import NEVER_READ, made

import sourcenet as sn
from sourcenet.checks.alike import is_supplied
from sourcenet.checks.counts import Reading
from sourcenet.model.events import Event
from sourcenet.model.sharing import cleaned_events
from sourcenet.model.tables import shipped


def asked() -> list[Any]:
    return [
        sn.appraised(2), sn.appraised(2, chosen=True), sn.read_laterally(2), sn.voice_sought(1), sn.mended(1), sn.renewed(1),
        sn.decision_revisited(1), sn.commented(3, types=2), sn.comments_answered(),
    ]  # fmt: skip


def share(network: Any, one: Any) -> float:
    return sn.check(network, one).rows[0].share


# --- words -------------------------------------------------------------------------------------------------


def test_an_empty_network_is_met_with_something_to_do_and_no_figure() -> None:
    result = sn.check(made(), *asked())
    assert all(row.level == "not yet" and row.try_next and "0" not in row.found for row in result.rows)


@pytest.mark.parametrize(
    "fill",
    [
        craft.compared, craft.lateral, craft.voice_named, craft.voice_label, craft.second_way, craft.only_way,
        craft.renewal_click, craft.renewal_name, craft.again_at_once, craft.again_without, craft.comments_nice,
        craft.comments_one_place, craft.answered_ok,
    ],
)  # fmt: skip
def test_learners_read_plain_words_and_every_gap_has_its_advice(fill: Any) -> None:
    result = sn.check(made(fill), *asked())
    assert not NEVER_READ.search(result.text), NEVER_READ.search(result.text)
    assert all(bool(row.try_next) == (row.level != "met") and row.found for row in result.rows)


def test_independence_is_said_and_not_counted() -> None:
    def look(owner: str, other: str) -> Any:
        network = made(lambda n: star(n, 6))
        network.edit("NHS website", owner=owner)
        network.edit("Wikipedia", owner=other)
        craft.card(network, "NHS website", craft._TRIALS, said={network.source("Wikipedia").id: craft._SAID})
        return sn.check(network, sn.read_laterally(1)).rows[0]

    one, two = look("Poynter Institute", "Poynter Institute"), look("Poynter Institute", "Condé Nast")
    assert one.share == two.share == 1
    assert "share something" in one.found and "independent" in two.found


def test_a_public_person_may_be_appraised_and_one_whom_nobody_calls_public_is_not() -> None:
    network = made(lambda n: star(n, 6))
    public = network.add("George Siemens", kind="person", known=False)
    network.appraise(public, "cor", {}, evidence=craft._TRIALS)
    network.appraise(network.add("the nurse", kind="person"), "cor", {}, evidence=craft._TRUSTEES)
    assert share(network, sn.appraised(2)) == 0.5


# --- two sittings --------------------------------------------------------------------------------------------


def events_of(*acts: tuple[str, str, str, dict[str, Any]]) -> list[Event]:
    return [Event(id, at, "learner-01", do, fields) for id, at, do, fields in acts]


def looked_at_again(first: str, second: str) -> Any:
    """Return a network with a decision at one time and a look at it at another, and one thing done between."""
    return sn.SourceNetwork.in_memory(
        events=events_of(
            ("begin0000000", first, "begin", {"question": "Why?"}),
            ("first0000000", first, "decide", {"what": craft._FIRST[0], "why": craft._FIRST[1]}),
            ("added0000000", first, "add", {"name": "Wikipedia", "kind": "site"}),
            (
                "again0000000",
                second,
                "decide",
                {"what": "still so", "why": craft._AGAIN_WHY, "revisits": "first0000000", "outcome": "held", "event": "added0000000"},
            ),
        )
    )


def test_a_later_day_is_another_sitting_and_a_later_hour_is_not() -> None:
    for first, second, expected in (
        ("2026-10-01T08:00:00Z", "2026-10-01T23:00:00Z", 0.0),
        ("2026-10-01T23:59:00Z", "2026-10-02T00:01:00Z", 1.0),
        ("2026-10-02T08:00:00Z", "2026-10-01T08:00:00Z", 0.0),
        ("yesterday", "tomorrow", 0.0),
    ):
        network = looked_at_again(first, second)
        assert share(network, sn.decision_revisited(1)) == expected, (first, second)
        handed = sn.SourceNetwork.in_memory(events=cleaned_events(network).events)
        assert share(handed, sn.decision_revisited(1)) == expected, "as the marker has it"


def test_what_is_done_to_a_private_source_makes_no_sitting() -> None:
    network = made(lambda n: star(n, 6))
    first = craft.first_decision(network)
    event = network.add("a friend who sleeps", kind="person")
    for number in range(6):
        network.add(f"my diary of year {number}", kind="object", private=True)
    craft.look_again(network, first, event=event)
    assert share(network, sn.decision_revisited(1)) == 0
    handed = sn.SourceNetwork.in_memory(events=cleaned_events(network).events)
    assert share(handed, sn.decision_revisited(1)) == 0


def test_the_decisions_of_a_supplied_network_can_be_looked_at_again() -> None:
    network = sn.load_example("first-steps")
    network.begin("grow-and-prune")
    event = network.add("a friend who sleeps", kind="person", known=True)
    network.decide(
        "still so", why=craft._AGAIN_WHY, revisits=network.decisions[0], outcome="changed", event=event.id
    )
    assert share(network, sn.decision_revisited(1)) == 1


def test_what_came_with_a_supplied_network_is_not_ones_own_and_what_is_done_there_is() -> None:
    network = sn.load_example("busy")
    network.choose(*network.appraisals[:6])
    asked_for = sn.appraised(2), sn.appraised(2, chosen=True), sn.read_laterally(2), sn.chosen(appraisals=2)
    assert [row.share for row in sn.check(network, *asked_for).rows] == [0, 0, 0, 0]
    for one in network.appraisals:
        again = {id: f"{text} Yes." for id, text in one.said.items()}
        kept = network.appraise(one.source, one.framework, dict(one.answers), evidence=f"{one.evidence} Indeed.", seen=dict(one.seen), said=again)
        network.choose(kept)
    assert [row.share for row in sn.check(network, *asked_for).rows] == [0, 0, 0, 0], "nor for a word more"
    named = [source for source in network.sources if source.kind == "site"][:3]
    for site, evidence, said in zip(named, (craft._TRIALS, craft._EDITED), (craft._SAID, craft._SAID_TOO), strict=False):
        network.choose(craft.card(network, site, evidence, said={named[2].id: said}))
    assert [row.share for row in sn.check(network, *asked_for).rows] == [1, 1, 1, 1]


def test_a_supplied_comment_that_came_with_its_answer_is_answered_and_the_others_wait_for_the_learner() -> None:
    network = sn.load_example("debate")
    waiting = [comment for comment in network.comments if not comment.answers]
    assert waiting and len(waiting) < len(network.comments)
    answered = 1 - len(waiting) / len(network.comments)
    assert share(network, sn.comments_answered()) == pytest.approx(answered)
    for comment, reason in zip(waiting, WHYS, strict=False):
        network.answer(comment, reason=reason)
    assert share(network, sn.comments_answered()) == 1


def test_what_came_in_with_another_network_was_not_done_after_the_moment() -> None:
    network = made()
    network.begin("grow-and-prune")
    network.include(sn.load_example("busy"))
    after = sn.set_aside_and_kept(since="grow-and-prune"), sn.walked(2, since="grow-and-prune")
    assert [row.share for row in sn.check(network, *after).rows] == [0, 0]
    assert sn.check(network, sn.walked(1)).rows[0].share > 0


def test_renewals_of_one_connection_in_one_sitting_are_one() -> None:
    network = made(lambda n: star(n, 6))
    tie = network.connections[0]
    for what in ("checked two dates for the essay", "looked up who made the graph", "found the paper behind it"):
        network.renew(tie, used_for=what)
    assert share(network, sn.renewed(3)) == pytest.approx(1 / 3)
    network.begin("grow-and-prune")
    network.renew(tie, used_for="asked for the table of June")
    assert share(network, sn.renewed(3)) == pytest.approx(2 / 3)


def test_one_route_told_in_the_same_words_for_another_question_is_one_route() -> None:
    network = made(lambda n: star(n, 6))
    for question, doing in (
        ("Who knows the studies?", "open the page on sleep"),
        ("Who knows of naps?", "open the page on sleep!"),
        ("Who knows of tea?", "ask for the leaflet on tea"),
    ):
        network.traverse(question, ["me", "NHS website"], doing=[doing])
        expected = 1 if "tea" in question else 0.5
        assert share(network, sn.walked(2)) == expected


# --- bad input -----------------------------------------------------------------------------------------------


def test_what_was_forgotten_or_undone_is_nowhere_counted_and_stops_nothing() -> None:
    network = made(craft.lateral)
    comment = network.comment("Wikipedia", "strength", craft._REMARK_2[0], suggestion=craft._REMARK_2[1])
    network.answer(comment, change=network.add("a friend who sleeps", kind="person").id)
    assert share(network, sn.comments_answered()) == 1
    network.forget("Wikipedia")
    result = sn.check(network, *asked())
    assert len(result.rows) == 9 and result.text
    assert share(network, sn.appraised(2)) < 1


def test_a_change_that_was_undone_answers_nothing() -> None:
    network = made(lambda n: star(n, 6))
    comment = network.comment("study group", "missing voice", craft._REMARK[0])
    network.answer(comment, change=network.events[0].id)
    network.edit("study group", notes="asked one who sleeps")
    change = network.events[-1]
    change_answer = network.answer(comment, change=change.id)
    assert share(network, sn.comments_answered()) == 1
    copied = [event.copy() for event in network.events]
    copied.append(Event("undo00000000", copied[-1].at, copied[-1].by, "undo", {"of": [change.id]}))
    assert change_answer.change == change.id
    assert share(sn.SourceNetwork.in_memory(events=copied), sn.comments_answered()) == 0


def test_a_note_on_somebody_one_knows_stays_with_the_learner_and_so_answers_nothing() -> None:
    network = made(lambda n: star(n, 6))
    comment = network.comment("course tutor", "missing voice", craft._REMARK[0])
    for changes, expected in (({"notes": "office hours on Tuesday"}, 0), ({"subject": "chemistry"}, 1)):
        network.edit("course tutor", **changes)
        network.answer(comment, change=network.events[-1].id)
        handed = sn.SourceNetwork.in_memory(events=cleaned_events(network).events)
        assert share(network, sn.comments_answered()) == share(handed, sn.comments_answered()) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: sn.appraised(0),
        lambda: sn.appraised(2, chosen="yes"),
        lambda: sn.read_laterally(1.5),
        lambda: sn.voice_sought(True),
        lambda: sn.mended(-1),
        lambda: sn.renewed("1"),
        lambda: sn.decision_revisited(None),
        lambda: sn.commented(3, types=0),
        lambda: sn.comments_answered(weight=0),
    ],
)
def test_a_property_that_is_asked_for_wrongly_is_refused_in_a_sentence(wrong: Any) -> None:
    with pytest.raises(sn.SourcenetError) as refused:
        wrong()
    assert refused.value.sentence.endswith(".")


# --- time ----------------------------------------------------------------------------------------------------


def busy(sources: int, connections: int) -> Any:
    """Return a network of this size, with rounds in it."""
    network, letters = made(), "abcdefghijklmnopqrstuvwxyz"
    events: list[dict[str, Any]] = [
        {"id": f"source{n:08}", "do": "add", "name": f"Shelf {n} of ours", "kind": "book"} for n in range(sources)
    ]
    for n in range(connections):
        ends = f"source{n * 7 % sources:08}", f"source{(n * 13 + n // sources + 1) % sources:08}"
        if ends[0] != ends[1]:
            why = f"It holds what {letters[n % 26] * 3} and {letters[n // 26 % 26] * 2}{letters[n // 676]} wrote."
            events.append({"id": f"tie{n:09}", "do": "connect", "start": ends[0], "end": ends[1], "relation": f"r{n}", "why": why})
    network.propose(events)
    return network


def worked(times: int) -> Any:
    """Return a network in which much was done, and twice as much with twice the times."""
    network = busy(100 * times, 300 * times)
    with network.group("more"):
        for n in range(40 * times):
            network.renew(network.connections[n], used_for=f"looked up what {WHYS[n % 10]} on page {n}")
            craft.card(network, f"Shelf {n} of ours", f"It says {n} on its back, and {WHYS[n % 10]}")
            network.comment(f"Shelf {n} of ours", "strength", f"{WHYS[n % 10]} {n}", suggestion=f"keep it {n} years")
    return network


def test_the_work_of_each_property_grows_with_what_was_done_and_not_with_its_square() -> None:
    """In functions called, which is the same on every machine; the times stand in ``tests/benchmarks/check_time.py``."""
    small, large = Reading(worked(1)), Reading(worked(4))
    for one in asked():
        few, many = calls(lambda one=one: one.look(small)), calls(lambda one=one: one.look(large))
        assert many < 7 * few + 500, (one.name, few, many)


def test_what_a_lesson_shows_is_not_ones_own_when_it_is_copied() -> None:
    lessons = " ".join(
        "".join(cell["source"])
        for path in sorted((Path(__file__).parents[3] / "notebooks").glob("0*.ipynb"))
        for cell in json.loads(path.read_text("utf-8"))["cells"]
    )
    plain = " ".join(lessons.replace("*", "").split())
    for sentence in shipped("shown.toml")["sentences"]:
        assert sentence[1:].rstrip(".") in plain, sentence
        assert is_supplied(sentence) and is_supplied(f"{sentence} Indeed.")
    network = sn.load_example("busy")
    network.begin("session-6")
    network.connect("subject librarian", "Cochrane Library", relation="teaches", why="Her drop-in on reading reviews, every second Tuesday.")
    asked = sn.mended(1, since="session-6")
    assert sn.check(network, asked).rows[0].share == 0
    network.undo()
    network.connect("subject librarian", "Cochrane Library", relation="teaches", why="She showed me in May how to find a review there by its question.")
    assert sn.check(network, asked).rows[0].share == 1
    sheet = sn.Voices(network)
    shown = {
        "voice": "People who once passed on a false story would say why they believed it.",
        "how": "Eight of my sources check such stories, and none asks who shared them.",
        "good": "no",
        "reason": "I have shared one myself.",
    }
    sheet.act_voice(shown)
    assert sn.check(network, sn.voice_sought(1)).rows[0].level == "not yet"
