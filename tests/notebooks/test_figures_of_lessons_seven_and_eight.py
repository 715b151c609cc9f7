"""Every figure that lessons 07 and 08 and their notes quote is one that a reader can work out again."""

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

import sourcenet as sn

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def cells(name):
    notebook = json.loads((NOTEBOOKS / name).read_text("utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


@pytest.fixture(scope="module")
def seven():
    return cells("07-prune-and-renew.ipynb")


@pytest.fixture(scope="module")
def seven_notes():
    return cells("instructor/07-run-session-seven.ipynb")


@pytest.fixture(scope="module")
def eight():
    return cells("08-critique-a-debate.ipynb")


@pytest.fixture(scope="module")
def eight_notes():
    return cells("instructor/08-run-session-eight.ipynb")


@pytest.fixture
def busy():
    return sn.load_example("busy")


@pytest.fixture
def debate():
    return sn.load_example("debate")


def done(capsys, *codes, **given):
    """Run cells one after the other in one place, and return what the last of them printed."""
    place = {"sn": sn, **given}
    for code in codes:
        capsys.readouterr()
        exec(code, place)
    return capsys.readouterr().out


def names(sources):
    return [source.name for source in sources]


# -- 07, learner-02


def test_what_has_rested_since_2023(seven, busy, capsys):
    lines = done(capsys, seven["example-rest"]).splitlines()
    assert [line.split(",")[0] for line in lines] == ["me -> gRSShopper", "me -> elearnspace", "me -> Half an Hour"]
    assert all("last used 2023" in line for line in lines)
    for line in lines:
        assert line.split(",")[0].removeprefix("me -> ") in seven["example-words"]


def test_the_story_in_words(seven, busy):
    words = seven["example-words"]
    (since,) = re.findall(r'since="([\d-]+)"', seven["example"])
    grown = sn.growth(busy, since)
    assert (len(grown.came), len(grown.went), len(busy.sources)) == (53, 2, 60)
    assert "53 of his 60 are new" in words and "9 sources, two of which he has set aside since" in words
    assert len(busy.at(since).sources) == 9
    old = [source.name for source in busy.sources if source.added <= since]
    assert len(old) == 7 and "Seven are from then" in words
    for name in old:
        assert name in words, name
    added = sorted({source.added for source in busy.sources if source.added > since})
    assert added[0] == "2025-09-18" and (added[1], added[-1]) == ("2026-08-27", "2026-09-21")
    assert "27 August and 21 September 2026" in words
    days = sorted({event.at[:10] for event in busy.events})
    assert days[days.index("2025-09-18") - 1] == "2023-11-09", "22 months and nothing between"
    assert "22 months" in words and "22 months" in seven["time-how"]
    assert len(busy.at("2025-09-18").sources) - len(busy.at(since).sources) == 2 and "two sources, and a rule" in words


def test_three_cuts(seven, seven_notes, capsys):
    out = done(capsys, seven["example-rest"], seven["cut"])
    assert re.findall(r"(\d+)$", out, re.MULTILINE) == ["60", "60", "53"]
    assert seven["cut-look"].startswith("**53.**") and "**60, 60, 53**" in seven_notes["before"]


@pytest.mark.parametrize("order", list(combinations(range(3), 2)))
def test_whichever_comes_last_costs_seven(seven, order, busy):
    old = sn.find_unused(busy)
    for n in order:
        busy.prune(old[n], reason="What if?")
    assert len(sn.reach(busy, steps=None)) == 60
    (last,) = set(range(3)) - set(order)
    busy.prune(old[last], reason="What if?")
    assert len(sn.reach(busy, steps=None)) == 53
    assert "Whichever comes last costs seven" in seven["cut-look"]


def test_breaking_it_as_the_lesson_says(seven, capsys):
    turned = seven["cut"].replace("sn.find_unused(example)", "reversed(sn.find_unused(example))")
    assert turned != seven["cut"]
    out = done(capsys, seven["example-rest"], turned)
    assert re.findall(r"(\d+)$", out, re.MULTILINE) == ["60", "60", "53"]
    assert "gRSShopper" in out.splitlines()[-1]


def test_what_the_balance_sees_of_it(seven, seven_notes, busy, capsys):
    out = done(capsys, seven["example-rest"], seven["cut"], seven["cut-voices"])
    assert "with 4.30 voices" in out and "7 are gone. After: as if with 4.14" in out
    assert seven["better"].startswith("From 4.30 to 4.14") and "4.30 to 4.14" in seven_notes["shown-note"]
    for tie in sn.find_unused(busy):
        busy.prune(tie, reason="What if?")
    left = sn.reach(busy, steps=None)
    assert {one.viewpoint for one in busy.sources if one not in left} == {"trust the crowd"}
    assert {one.viewpoint for one in left} >= {"trust the crowd"}, "others hold it too"


def test_renew_one_drop_two(seven, capsys):
    assert done(capsys, seven["better-run"]) == "60 in reach, 0 unused for a year\n"


def test_half_lives_to_argue_with(seven, seven_notes, busy, capsys):
    out = done(capsys, seven["fresh-run"])
    assert "72 months: 8% still fresh" in out and "240 months: 47% still fresh" in out
    for words in (seven["fresh"], seven_notes["shown-fresh"]):
        assert "8 %" in words and "47 %" in words
    kinds = busy.vocabulary.kinds
    assert (kinds["site"].half_life, kinds["paper"].half_life, kinds["idea"].half_life) == (12, 72, None)
    assert "For a site 12, for a paper 72, for an idea none" in seven["fresh"]


def test_the_reasons_that_are_shown_are_his(seven, seven_notes, busy):
    said = json.dumps([event.fields for event in busy.events], ensure_ascii=False)
    for shown in re.findall(r"^- \*me → [^*]+:\* (.+)$", seven["renew-how"], re.MULTILINE):
        assert shown in said
    assert len(re.findall(r"^- \*me → ", seven["renew-how"], re.MULTILINE)) == 2
    aside = re.search(r"of a feed reader: \*([^*]+)\*", seven["aside-how"]).group(1)
    assert aside in {entry.reason for entry in busy.archive}
    first, last = busy.decisions[0], busy.decisions[-1]
    assert first.what in seven["decide-how"] and first.at.startswith("2025-09")
    assert first.change_my_mind.rstrip(".").lower() in seven["decide-how"].lower()
    assert last.what.endswith("changed. The second one must have another owner.")
    assert "changed. The second one must have another owner." in seven["decide-how"]
    assert last.at.startswith("2026-10-01") and "1 October 2026" in seven_notes["shown-rule"]


def test_one_by_one_they_cost_nothing_and_together_seven(seven, busy, capsys):
    out = done(capsys, seven["rest-list"].replace("days=180", "days=365"), network=busy)
    assert out.count("Lost without it: nothing") == 3
    assert len(out.split("together: ")[1].split("; ")) == 7
    assert len(sn.reach(busy, steps=None)) == 60, "it was tried on a copy"


def test_nothing_rests_on_an_empty_network(seven, capsys):
    nobody = sn.SourceNetwork.in_memory(question="What is here yet?")
    assert done(capsys, seven["rest-list"], network=nobody).startswith("Nothing has rested")
    assert done(capsys, seven["return-decisions"], network=nobody).startswith("No decision stands here yet.")


def test_old_sentences_come_back(seven, eight, capsys):
    mine = sn.SourceNetwork.in_memory(question="How would I know?")
    mine.decide("Ask him once a month.", why="One figure hangs on him.", change_my_mind="He leaves at Easter.")
    mine.post("02-reflect", "The count describes me worst.")
    out = done(capsys, seven["return-decisions"], network=mine)
    assert "Ask him once a month." in out and "He leaves at Easter." in out and "The count describes me worst." in out
    assert done(capsys, eight["return-note"], network=mine).startswith("Nothing was written in session 7.")
    mine.post("07-reflect", "Changed: he left.")
    assert "Changed: he left." in done(capsys, eight["return-note"], network=mine)


def test_session_seven_begins_once_and_only_where_there_is_something(seven, busy, capsys):
    code = seven["borrow"]
    nobody = sn.SourceNetwork.in_memory(question="What is here yet?")
    before = len(nobody.events)
    done(capsys, code, network=nobody)
    assert len(nobody.events) == before
    done(capsys, code, code, network=busy)
    begun = [event for event in busy.events if event.fields.get("moment") == "session-7"]
    assert len(begun) == 1 and 'since="session-7"' in seven["check"]
    result = sn.check(busy, sn.set_aside_and_kept(since="session-7"))
    assert result.rows[0].share == 0, "what was there before does not count"
    busy.prune("Snopes", reason="Full Fact and AFP have carried me all summer.")
    busy.decide("Keep Bellingcat.", why="It is the only one that shows how it was found out.")
    assert sn.check(busy, sn.set_aside_and_kept(since="session-7")).rows[0].share == 1


# -- 08, the debate


def test_how_many_on_each_side(eight, eight_notes, debate):
    count = dict.fromkeys(("proponent", "critic", "weighs both", "uses it", "does not apply"), 0)
    for source in debate.sources:
        count[source.viewpoint] += 1
    assert list(count.values()) == [13, 4, 6, 3, 4] and len(debate.sources) == 30
    words = eight["example-words"]
    assert "30 sources. 13 stand with a plus" in words and "4 say no" in words
    assert "6 weigh both, 3 use it, and for 4 the question does not arise" in words
    assert "13 say yes, 4 say no, 6 weigh both, 3 use it" in eight_notes["shown"]
    assert len(debate.connections) == 68 and sum(tie.start == "me" for tie in debate.connections) == 12
    assert "68 connections, 12 from the reader" in eight_notes["shown"]
    side = {source.id: source.viewpoint for source in debate.sources}
    own = [side[tie.end] for tie in debate.connections if tie.start == "me"]
    assert [own.count(one) for one in ("proponent", "weighs both", "uses it", "critic")] == [5, 4, 2, 1]
    assert "five that say yes, four that weigh, two that use it, and one that says no" in words
    marks = {one.name: one.mark for one in debate.vocabulary.viewpoints}
    assert [marks[one] for one in ("proponent", "critic", "weighs both", "uses it")] == ["+", "−", "±", "U"]
    assert {source.language for source in debate.sources} == {"English"} and "One." in words


def test_what_crosses(eight, eight_notes, debate, capsys):
    out = done(capsys, eight["sides"], example=debate)
    assert re.findall(r"\d+", out) == ["31", "26", "1", "10", "4", "0"]
    assert eight["sides-look"].startswith("**31, 26, 1.**") and "26 of 31" in eight_notes["shown-inward"]
    assert "Of the ten from critics four stay among critics; none leads back" in eight["sides-look"]
    assert "**31, 26, 1** and **3**" in eight_notes["before"]
    side = {source.id: source.viewpoint for source in debate.sources}
    (across,) = [t for t in debate.connections if {side.get(t.start), side[t.end]} == {"proponent", "critic"}]
    assert str(across) == "Siemens 2005a -> Kop & Hill 2008"
    assert "*Siemens 2005a → Kop & Hill 2008*" in eight["sides-look"]


def test_without_one_paper_and_with_one_read(eight, debate, capsys):
    out = done(capsys, eight["without"])
    assert [line.split(" - ")[0] for line in out.splitlines()] == [
        "Verhagen 2006",
        "social constructivism",
        "Wenger 1998",
    ]
    assert eight["without-look"].startswith("Three: Verhagen, and behind him social constructivism and Wenger.")
    (line,) = re.findall(r"`(example\.connect\(.+?\))`", eight["without-look"])
    first, rest = eight["without"].split("\n", 1)
    assert done(capsys, f"{first}\n{line}\n{rest}") == ""


def test_a_voice_more(eight, eight_notes, capsys):
    out = done(capsys, eight["voices-run"])
    assert re.findall(r"\d\.\d\d", out) == ["3.46", "3.39", "3.80", "3.39"]
    assert "3.39 becomes 3.46 with the critic and 3.80 with the student" in eight["stop-fair"]
    assert "3.39 becomes 3.46 with a fifth critic and 3.80 with a student" in eight_notes["shown-voices-note"]


def test_the_figure_for_whoever_leads(eight, eight_notes, debate, capsys):
    side = {source.id: source.viewpoint for source in debate.sources}
    out = done(capsys, eight_notes["shown-inward-run"], example=debate, side=side)
    assert "-0.52, by chance 0.37" in out
    assert "say yes: -0.68" in out and "say no: 0.20" in out and "weigh both: 0.38" in out
    words = eight_notes["shown-inward"]
    assert all(figure in words for figure in ("−0.52", "0.37", "−0.68", "0.20", "0.38"))
    assert all("0.52" not in text and "0.68" not in text for text in eight.values()), "not on the learner's page"


def test_the_comment_that_is_shown_says_what_she_says(eight, debate):
    (tie,) = [t for t in debate.connections if re.fullmatch(r"Downes 2007 .* -> Downes 2014 .*", str(t))]
    assert "development, not a second opinion" in tie.why
    assert "development, not a second opinion" in eight["types-how"]
    bell = next(t for t in debate.connections if str(t) == "Bell 2011 -> Latour 2005")
    assert "actor-network theory" in bell.why and "actor-network theory" in eight["read-against"]


def test_who_speaks(eight, debate):
    cards = {debate.source(card.source).label: card.answers for card in debate.appraisals}
    assert "two of his former students" in cards["Barnett et al. 2013"]["who"]
    assert cards["Mackness et al. 2010"]["who"].startswith("Three who had been in the course")
    assert (
        "Two former students" in eight["example-words"] and "three who took part in a course" in eight["example-words"]
    )


def test_every_type_of_comment_is_in_the_table(eight):
    rows = re.findall(r"^\| ([a-z ]+) \| [A-Z]", eight["types-how"], re.MULTILINE)
    assert rows == ["strength", "missing voice", "weak evidence", "out of date", "echo chamber", "unclear reason"]
