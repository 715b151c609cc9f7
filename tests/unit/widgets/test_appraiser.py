"""The Appraiser: cards, what others say, cards side by side, cards of before; people one knows are never scored."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.widgets.craft import HOSTILE, empty, opened

import sourcenet as sn
from sourcenet.errors import BadValue, SourcenetError, UnknownSource
from sourcenet.widgets.cards import AGAIN
from sourcenet.widgets.judgements import in_turn

OWN = """id = "mine"
name = "My three"
about = "Three questions of our course."

[[criteria]]
key = "paid"
label = "Who paid?"
prompt = "Where does it say so?"
axis = "why"

[[criteria]]
key = "sure"
label = "How sure?"
prompt = "Of the one number in it."
scale = "five"
axis = "evidence"
"""


def network() -> sn.SourceNetwork:
    """Return a network with a page, two of one house, one of another, and somebody whom the learner knows."""
    n = empty()
    page = n.add("Sleep page", kind="site", url="https://sleep.example.org/a", owner="House A", subject="health", language="English")
    n.add("Sleep news", kind="site", url="https://news.example.net", owner="House A", subject="health", language="English")
    n.add("Night watch", kind="site", url="https://night.example.com", owner="House B", subject="health", language="English")
    aunt = n.add("my aunt, pharmacist", kind="person", known=True)
    n.connect("me", page, strength=4, why="I look there before an exam.")
    n.connect("me", aunt, strength=5, why="She answers the phone at night.")
    return n


def sheet(n: sn.SourceNetwork, source: str | None = "Sleep page", framework: str = "craap") -> Any:
    return opened(lambda made: sn.Appraiser(made, source, framework), n)


def words(one: Any) -> str:
    return json.dumps(one._drawn()["blocks"], ensure_ascii=False)


def block(one: Any, kind: str, **has: str) -> dict[str, Any]:
    from tests.unit.widgets.test_sheets import inside

    return next(b for b in inside(one._drawn()["blocks"]) if b["is"] == kind and all(b.get(k) == v for k, v in has.items()))


# -- which source, which card ----------------------------------------------------------------------------------------


def test_what_is_used_most_and_has_no_card_comes_first_and_people_stand_apart() -> None:
    n = network()
    one = sheet(n, None)
    assert [s.name for s in in_turn(n)] == ["Sleep page", "Sleep news", "Night watch", "my aunt, pharmacist"]
    assert [group for group, _some in block(one, "pick", act="source")["options"]] == ["not judged yet", "people you know"]
    one.act_judge({"evidence": "Two trials are named there."}, card="craap")
    assert one.act_next().say.startswith("Sleep news.") and one.page == "card"
    assert [s.name for s in in_turn(n)][2] == "Sleep page", "judged ones come after"


def test_a_card_that_has_aged_comes_before_fresh_ones_and_offers_to_be_looked_at_again(tmp_path: Path) -> None:
    n = network()
    n.appraise("Sleep page", "craap", {"currency": 4}, evidence="Reviewed in March.")
    n.appraise("Night watch", "craap", {"currency": 4}, evidence="Reviewed in May.")
    n._today = dt.date.fromisoformat(n.events[-1].at[:10]) + dt.timedelta(days=364)
    assert "This card is older" not in words(sheet(n))
    n._today += dt.timedelta(days=3)
    n._cache.clear()
    one = sheet(n)
    assert "This card is older than 12 months, in which half of what such a site says may have changed." in words(one)
    one.act_turn("earlier")
    done = one.act_again()
    assert done.focus == block(one, "form", act="judge")["key"] and one.page == "card"
    n.appraise("Night watch", "craap", {"currency": 3}, evidence="Reviewed in June.")
    assert in_turn(n)[0].name == "Sleep news", "what has no card comes first all the same"


def test_a_card_of_the_course_is_offered_and_one_whose_file_is_gone_is_shown_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "frameworks").mkdir()
    file = tmp_path / "frameworks" / "mine.toml"
    file.write_text(OWN, "utf-8")
    n = sn.open_network(tmp_path / "n.jsonl", question="Is it worth it?", learner="learner-07")
    n.add("Sleep page", kind="site")
    one = sheet(n, framework="mine")
    assert ["mine", "My three"] in block(one, "pick", act="card")["options"] or ("mine", "My three") in block(one, "pick", act="card")["options"]
    one.act_judge({"text-paid": "A maker of mattresses, at the foot of the page.", "seen-sure": "45 people", "score-sure": "2"}, card="mine")
    n.appraise("Sleep page", "My three", {"sure": 3}, seen={"sure": "46 people"})
    assert block(sheet(n, framework="mine"), "area", name="seen-sure")["value"] == "46 people", "by its name, too"
    n.undo()
    file.unlink()
    one = sheet(n, framework="mine")
    said = words(one)
    assert 'There is no card \\"mine\\" here. Choose one of the list.' in said
    one.act_turn("earlier")
    said = words(one)
    assert "The file of this card is not here any more" in said and "A maker of mattresses" in said and "45 people" in said
    card = n.appraisals[0]
    before = len(n.events)
    done = one.act_copy(card.id)
    assert done.say.startswith("What stood on it is in SIFT now") and len(n.events) == before
    start = next(f["value"] for f in block(one, "part", label="All in all")["inside"] if f["name"] == "evidence")
    assert start == "paid: A maker of mattresses, at the foot of the page.\nsure: 2 of 5, 45 people"
    one.act_card("craap")
    assert "A maker of mattresses" in words(one), "the copy goes along to another card"
    with pytest.raises(BadValue, match="does not fit here any more"):
        one.act_judge({"text-paid": "x"}, card="mine")
    one.act_judge({"evidence": start}, card="craap")
    assert n.appraisals[-1].framework == "craap" and not one.copied


# -- the card --------------------------------------------------------------------------------------------------------


def test_a_card_is_kept_as_one_judgement_with_what_was_seen() -> None:
    n = network()
    one = sheet(n)
    form = {"seen-currency": "Reviewed in March 2019.", "score-currency": "2", "seen-purpose": "Sells mattresses.", "evidence": "", "verdict": "Good enough for a start, not for a claim."}
    done = one.act_judge(form, card="craap")
    assert done.say == "Kept: Sleep page, by CRAAP." and done.focus == "top"
    (card,) = n.appraisals
    assert dict(card.answers) == {"currency": 2} and dict(card.seen) == {"currency": "Reviewed in March 2019.", "purpose": "Sells mattresses."}
    assert card.verdict == "Good enough for a start, not for a claim."


def test_a_number_with_nothing_that_shows_it_and_an_empty_card_are_refused() -> None:
    n = network()
    one = sheet(n)
    before = len(n.events)
    for form, field in (({}, "seen-currency"), ({"score-purpose": "5"}, "seen-purpose"), ({"score-purpose": "9"}, "seen-currency")):
        with pytest.raises(BadValue) as refused:
            one.act_judge(form, card="craap")
        assert refused.value.field == field and len(n.events) == before
    with pytest.raises(BadValue) as refused:
        one.act_judge({}, card="cor")
    assert refused.value.field == "text-who"


def test_judging_again_starts_from_the_old_card_and_says_what_moved_and_why() -> None:
    n = network()
    one = sheet(n)
    one.act_judge({"seen-accuracy": "Two trials.", "score-accuracy": "4"}, card="craap")
    assert block(one, "five", name="score-accuracy")["value"] == "4" and block(one, "area", name="seen-accuracy")["value"] == "Two trials."
    done = one.act_judge({"seen-accuracy": "One of the two was withdrawn.", "score-accuracy": "2", "because": "the register lists it"}, card="craap")
    assert done.say == "Kept: Sleep page, by CRAAP. Accuracy down from 4 to 2."
    assert n.appraisals[-1].answers[AGAIN] == "lowered, because the register lists it" and len(n.appraisals) == 2
    assert "what it rests on, down from 4" in words(one)
    one.act_turn("earlier")
    told = words(one)
    assert "Accuracy down from 4 to 2." in told and told.count("lowered, because the register lists it") == 1
    one.act_turn("card")
    assert AGAIN not in words(one), "the because of then is none of this card's questions"
    one.act_judge({"seen-accuracy": "One of the two was withdrawn.", "score-accuracy": "2", "again": "kept", "because": "a librarian looked, too"}, card="craap")
    assert n.appraisals[-1].answers[AGAIN] == "kept, because a librarian looked, too"
    with pytest.raises(BadValue, match="Because of what") as refused:
        one.act_judge({"evidence": "x y z", "again": "raised"}, card="craap")
    assert refused.value.field == "because"


def test_to_come_back_word_for_word_to_an_older_card_needs_its_because() -> None:
    n = network()
    one = sheet(n)
    first, second = ({"seen-accuracy": "Two trials.", "score-accuracy": score} for score in ("4", "2"))
    one.act_judge(first, card="craap")
    assert one.act_judge(first, card="craap").say.startswith("Nothing on it has changed") and len(n.appraisals) == 1
    one.act_judge(second, card="craap")
    with pytest.raises(BadValue, match="brought you back") as refused:
        one.act_judge(first, card="craap")
    assert refused.value.field == "because"
    one.act_judge({**first, "because": "the second trial was put right"}, card="craap")
    assert n.appraisals[-1].answers[AGAIN] == "raised, because the second trial was put right"


def test_an_undone_card_is_gone_and_can_be_written_again() -> None:
    n = network()
    one = sheet(n)
    one.act_judge({"evidence": "Two trials are named there."}, card="craap")
    one.act_undo()
    assert not n.appraisals and "Last judged" not in words(one)
    one.act_judge({"evidence": "Two trials are named there."}, card="craap")
    assert len(n.appraisals) == 1


# -- people ----------------------------------------------------------------------------------------------------------


def test_somebody_one_knows_gets_questions_about_a_conversation_and_never_a_number() -> None:
    n = network()
    one = sheet(n, "my aunt, pharmacist")
    said = words(one)
    assert '"is": "five"' not in said and "What did I ask?" in said and "no scores, now or ever" in said
    assert [value for value, _words in block(one, "tabs")["tabs"]] == ["card", "earlier"]
    one.act_turn("axes")
    assert '"is": "form"' in words(one), "a page that people do not have is the conversation"
    with pytest.raises(BadValue, match="does not fit"):
        one.act_judge({"evidence": "x", "score-currency": "5", "seen-currency": "x"}, card="craap")
    one.act_judge({"text-asked": "Whether to take it at night."}, card="conversation")
    assert dict(n.appraisals[-1].answers) == {"asked": "Whether to take it at night."}
    assert "Choose for the reading list" not in words(one) and "Last talked" in words(one)


def test_numbers_of_before_are_not_shown_once_one_knows_the_person() -> None:
    n = network()
    n.add("a professor", kind="person", known=False)
    n.appraise("a professor", "craap", {"authority": 5}, evidence="Wrote the handbook.")
    assert '"is": "scale"' in words(sheet(n, "a professor"))
    n.edit("a professor", known=True)
    one = sheet(n, "a professor")
    assert '"is": "scale"' not in words(one)
    one.act_turn("earlier")
    assert "a number, not shown" in words(one) and '"5"' not in words(one)
    other = sheet(n)
    n.appraise("Sleep page", "craap", {"authority": 5}, evidence="Names its writers.")
    other.act_turn("axes")
    other.act_beside(n.source("a professor").id)
    assert "a professor" not in json.dumps(block(other, "table"))
    assert "Wrote the handbook" not in other._still_html(n)


# -- what others say -------------------------------------------------------------------------------------------------


def test_what_another_says_is_kept_on_the_card_with_the_verdict_in_words() -> None:
    n = network()
    one = sheet(n)
    one.act_judge({"evidence": "Two trials are named there.", "verdict": "For a start."}, card="craap")
    done = one.act_bring({"said": "They print its press release."}, other=n.source("Sleep news").id)
    assert done.say == "Kept: what Sleep news says. One voice. Both belong to House A." and done.focus == "others"
    card = n.appraisals[-1]
    assert dict(card.said) == {n.source("Sleep news").id: "They print its press release."}
    assert (card.evidence, card.verdict) == ("Two trials are named there.", "For a start."), "the rest of the card stays"
    one.act_bring({"said": "It counts three trials, not two."}, other=n.source("Night watch").id)
    one.act_turn("others")
    said = words(one)
    assert "Sleep news is no second voice: Both belong to House A." in said and "Read against one other voice" in said
    rows = {row[0]: row[1:] for row in block(one, "table", caption="How each differs")["rows"]}
    assert rows["Owner"] == ["same", "yes"] and rows["Place on the web"] == ["yes", "yes"] and rows["Author"] == ["not known", "not known"]
    assert rows["Connection"] == ["none noted", "none noted"]
    assert "All of them come from health." in said and "All of them speak one language (English)." in said


def test_what_is_brought_makes_no_second_judgement_of_it() -> None:
    n = network()
    one = sheet(n)
    one.act_judge({"seen-accuracy": "Two trials.", "score-accuracy": "4"}, card="craap")
    one.act_judge({"seen-accuracy": "One was withdrawn.", "score-accuracy": "2", "because": "the register lists it"}, card="craap")
    chosen = n.appraisals[-1].id
    for other in ("Sleep news", "Night watch"):
        one.act_bring({"said": f"{other} counts three."}, other=n.source(other).id)
    assert len(n.appraisals) == 4 and n.appraisals[-1].answers[AGAIN] == "lowered, because the register lists it"
    said = words(one)
    assert "Earlier (2)" in said and "what it rests on, down from 4" in said
    one.act_turn("axes")
    assert len(block(one, "table", caption="Cards side by side")["head"]) == 3
    one.act_turn("earlier")
    said = words(one)
    assert said.count("Accuracy down from 4 to 2.") == 1 and said.count("Sleep news says: Sleep news counts three.") == 1
    one.act_list(chosen)
    assert "Earlier (3)" in words(one) and "On the reading list: take it off" in words(one), "what was chosen stays in sight"


def test_a_new_one_is_added_connected_and_quoted_in_one_step() -> None:
    n = network()
    one = sheet(n)
    form = {"name": "Register of charities", "kind": "database", "url": "https://register.example.gov", "owner": "the state", "authors": "", "why": "A librarian named it.", "said": "Two of its trustees sell beds."}
    before = len(n.events)
    one.act_bring(form, other="new")
    made = n.source("Register of charities")
    assert [e.do for e in n.events[before:]] == ["add", "connect", "appraise"] and len({e.group for e in n.events[before:]}) == 1
    assert (made.owner, made.kind) == ("the state", "database") and dict(n.appraisals[-1].said) == {made.id: "Two of its trustees sell beds."}
    tie = n.connections[-1]
    assert (tie.start_label, tie.relation, tie.why) == ("Sleep page", "is spoken about by", "A librarian named it.")
    one.act_undo()
    assert len(n.sources) == 4 and not n.appraisals, "one act, one undo"


@pytest.mark.parametrize(
    ("form", "other", "field"),
    [({"said": "x"}, "new", "name"), ({"said": "x", "name": "y"}, "new", "why"), ({"name": "y", "why": "z"}, "new", "said"), ({"said": "x"}, "gone-gone-gone", "")],
)
def test_what_is_missing_is_said_and_nothing_is_changed(form: dict[str, str], other: str, field: str) -> None:
    n = network()
    one = sheet(n)
    before = len(n.events)
    with pytest.raises(SourcenetError) as refused:
        one.act_bring(form, other=other)
    assert refused.value.field == field and len(n.events) == before


def test_a_source_is_no_second_voice_about_itself() -> None:
    n = network()
    with pytest.raises(BadValue, match="no second voice about itself"):
        sheet(n).act_bring({"said": "x"}, other=n.source("Sleep page").id)


def test_an_unsound_new_source_leaves_nothing_half_done() -> None:
    n = network()
    before = len(n.events)
    with pytest.raises(SourcenetError):
        sheet(n).act_bring({"said": "x", "name": "y", "why": "z", "url": "javascript:alert(1)"}, other="new")
    assert len(n.events) == before


def test_what_is_expected_and_a_pair_that_is_defended_come_back() -> None:
    n = network()
    one = sheet(n)
    one.act_turn("others")
    one.act_expect({"text": "That they sell beds."}, source=n.source("Sleep page").id)
    one.act_bring({"said": "They print its press release."}, other=n.source("Sleep news").id)
    one.act_defend({"text": "It shows how far the claim went."}, source=n.source("Sleep page").id, other=n.source("Sleep news").id)
    again = sheet(n)
    again.act_turn("others")
    said = words(again)
    assert "That they sell beds." in said and "It shows how far the claim went." in said
    assert [p.step for p in n.posts] == ["lateral-expect", "lateral-defend"]
    again.act_source(n.source("Night watch").id)
    again.act_turn("others")
    assert "That they sell beds." not in words(again), "it belongs to its source"
    with pytest.raises(BadValue):
        again.act_expect({"text": ""}, source=n.source("Sleep page").id)


def test_a_card_that_quotes_somebody_private_says_that_it_stays() -> None:
    n = network()
    diary = n.add("my diary", kind="object", private=True)
    one = sheet(n)
    one.act_turn("others")
    one.act_bring({"said": "I slept worse after it."}, other=n.source("Night watch").id)
    assert "stays out of what you hand in" not in words(one)
    one.act_bring({"said": "I slept worse after it."}, other=diary.id)
    assert "my diary is private, so a card that quotes it stays out of what you hand in." in words(one)


def test_noting_owners_changes_the_verdict() -> None:
    n = network()
    one = sheet(n)
    night = n.source("Night watch").id
    one.act_bring({"said": "It counts three."}, other=night)
    done = one.act_owners({"owner-this": "House A", "owner-other": "House A", "authors-this": "", "authors-other": ""}, other=night, source=n.source("Sleep page").id)
    assert done.say == "One voice. Both belong to House A."


def test_what_somebody_said_stays_when_they_are_set_aside_and_goes_when_they_are_forgotten() -> None:
    n = network()
    one = sheet(n)
    night = n.source("Night watch")
    one.act_bring({"said": "It counts three."}, other=night.id)
    n.prune(night, reason="It has not written since spring.")
    one.act_turn("others")
    assert "Night watch (set aside since)" in words(one)
    one.act_judge({"evidence": "Two trials are named there."}, card="craap")
    assert dict(n.appraisals[-1].said) == {night.id: "It counts three."}, "nothing lost"
    n.forget(night.id)
    assert "Night watch" not in words(one) and "It counts three" not in words(one)
    one.act_judge({"evidence": "Two trials are named there, and one more."}, card="craap")
    assert not n.appraisals[-1].said


# -- side by side, set aside, forgotten ------------------------------------------------------------------------------


def test_cards_meet_on_five_axes_with_their_words() -> None:
    n = sn.load_example("busy")
    one = sheet(n, "Wired", "cor")
    one.act_turn("axes")
    table = block(one, "table", caption="Cards side by side")
    assert table["head"] == ["Axis", "Wired, CRAAP, 18 September 2025", "Wired, COR, 28 September 2026"]
    rows = {row[0]: row[1:] for row in table["rows"]}
    assert rows["how up to date it is"] == ["5 of 5", "not asked"] and rows["what it is for"][0] == "2 of 5"
    assert rows["who is behind it"][1].startswith("A magazine of Condé Nast")
    one.act_beside(n.source("PolitiFact").id)
    assert len(block(one, "table", caption="Cards side by side")["head"]) == 4


def test_older_cards_wait_until_they_are_asked_for() -> None:
    n = network()
    for k in range(7):
        n.appraise("Sleep page", "craap", {"currency": 1 + k % 5}, evidence=f"Looked for the time number {k}.")
    one = sheet(n)
    one.act_turn("axes")
    assert len(block(one, "table")["head"]) == 5 and "Show 3 older cards, too" in words(one)
    one.act_turn("earlier")
    assert "time number 2" not in words(one) and "time number 6" in words(one)
    one.act_more()
    assert "time number 0" in words(one)


def test_a_card_is_put_on_the_reading_list_and_taken_off() -> None:
    n = network()
    one = sheet(n)
    one.act_judge({"evidence": "Two trials are named there."}, card="craap")
    card = n.appraisals[0].id
    assert one.act_list(card).say == "On the reading list." and n.chosen == (card,)
    assert "On the reading list: take it off" in words(one)
    one.act_list(card)
    assert n.chosen == ()
    with pytest.raises(SourcenetError):
        one.act_list("gone-gone-gone")


def test_a_source_set_aside_shows_its_cards_and_can_be_brought_back() -> None:
    n = network()
    one = sheet(n)
    one.act_judge({"evidence": "Two trials are named there."}, card="craap")
    n.prune("Sleep page", reason="Others know more about it.")
    said = words(one)
    assert "Sleep page is set aside since" in said and "Two trials are named there." in said and '"is": "form"' not in said
    assert "Others know more about it." in said
    with pytest.raises(BadValue, match="set aside meanwhile"):
        one.act_judge({"evidence": "Too late."}, card="craap")
    assert "is set aside since" in words(sheet(n, "Sleep page")), "also when it is asked for by its name"
    other = sheet(n, "Sleep news")
    n.prune("Sleep news", reason="It prints the other.")
    chosen = block(other, "pick", act="source")
    assert chosen["value"] in {value for _group, some in chosen["options"] for value, _words in some}, "the list shows what is open"
    assert one.act_bring_back().say.startswith("Sleep page is back")
    assert '"is": "form"' in words(one)


def test_a_source_that_was_forgotten_is_said_and_another_comes_up() -> None:
    n = network()
    one = sheet(n)
    one.act_judge({"evidence": "Two trials are named there."}, card="craap")
    n.forget(n.source("Sleep page").id)
    said = words(one)
    assert "The source that was open here is not in your network any more" in said and "Two trials" not in said
    one.act_next()
    assert "not in your network any more" not in words(one)
    with pytest.raises(UnknownSource):
        sheet(n, "Sleep page")


def test_events_out_of_order_and_from_strangers_break_nothing(tmp_path: Path) -> None:
    n = sn.open_network(tmp_path / "n.jsonl", question=HOSTILE, learner="learner-07")
    page = n.add("Sleep page", kind="site")
    n.appraise(page, "craap", {"currency": 4}, evidence="First of all.")
    n.appraise(page, "craap", {"currency": 2}, evidence="Looked again.")
    lines = (tmp_path / "n.jsonl").read_text("utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    early = next(e for e in events if e.get("evidence") == "Looked again.")
    early["at"] = "2001-01-01T00:00:00Z"
    late = {**early, "id": "z" * 16, "answers": {"currency": 99, "x": [1]}, "at": "not a time"}
    order = [*events[:-1], late, {**early, "of": "nowhere-nowhere"}, early]
    (tmp_path / "m.jsonl").write_text("\n".join(json.dumps(e) for e in order) + "\n", "utf-8")
    m = sn.open_network(tmp_path / "m.jsonl")
    one = sheet(m)
    for value in ("card", "others", "axes", "earlier"):
        one.act_turn(value)
        assert one._drawn()["blocks"]
    assert "First of all." in words(one) and one._still_html(m)


def test_no_network_yet_says_what_to_do() -> None:
    one = opened(sn.Appraiser, empty())
    assert "Add a source in the Builder" in words(one)
    with pytest.raises(UnknownSource):
        sn.Appraiser(empty(), "Wired")
    with pytest.raises(BadValue):
        one.act_judge({"evidence": "x"}, card="craap")
