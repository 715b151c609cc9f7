"""The three minutes of each sheet: what a learner does there, what the history holds afterwards, what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.widgets.craft import TEXT, empty, learner, opened

import sourcenet as sn
from sourcenet.errors import BadValue, SourcenetError
from sourcenet.widgets.ageing import half_lives
from sourcenet.widgets.judgements import aged


def words(sheet: Any) -> str:
    return json.dumps(sheet._drawn()["blocks"], ensure_ascii=False)


def last(network: sn.SourceNetwork) -> Any:
    return network.events[-1]


# -- comment and answer ----------------------------------------------------------------------------------------------


def test_a_comment_is_kept_at_its_place_and_answered_by_a_change() -> None:
    network = learner()
    sheet = opened(sn.Critic, network)
    aunt = network.source("my aunt, pharmacist")
    said = sheet.act_comment({"of": aunt.id, "type": "weak evidence", "text": "She sells it.", "suggestion": "Ask somebody who does not."})
    assert said.say == "Kept: weak evidence, on my aunt, pharmacist."
    comment = network.comments[-1]
    assert (comment.of, comment.type, comment.by) == (aunt.id, "weak evidence", "learner-07")
    added = network.add("NHS website", kind="site")
    sheet.act_turn("answer")
    sheet.act_open(comment.id)
    assert "added NHS website" in words(sheet)
    assert sheet.act_answer({"change": added.id, "reason": "It names no shop."}, comment=comment.id).say == "Answered. 1 still waits."
    assert network.comments[-1].answers[0].change == added.id
    sheet.act_turn("all")
    assert "Answered by a change" in words(sheet) and "It names no shop." in words(sheet)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"of": "network", "type": "", "text": "x y z"}, "type"), ({"of": "network", "type": "strength", "text": "It holds."}, "suggestion"),
        ({"of": "network", "type": "strength", "text": "", "suggestion": "s"}, "text"), ({"of": "gone-gone-gone", "type": "strength", "text": "t", "suggestion": "s"}, "of"),
    ],
)  # fmt: skip
def test_a_comment_that_lacks_something_says_what(form: dict[str, str], field: str) -> None:
    network = learner()
    before = len(network.events)
    with pytest.raises(SourcenetError) as refused:
        opened(sn.Critic, network).act_comment(form)
    assert refused.value.field == field and len(network.events) == before


def test_a_comment_on_another_network_is_noted_in_ones_own() -> None:
    debate, mine = sn.load_example("debate"), learner()
    sheet = opened(lambda n: sn.Critic(n, mine), debate)
    paper = next(one for one in debate.sources if one.label == "Bell 2011")
    sheet.act_comment({"of": paper.id, "type": "strength", "text": "It prints its critics.", "suggestion": "Keep it."})
    assert debate.comments[-1].of == paper.id and not debate.comments[-1].about
    noted = mine.comments[-1]
    assert (noted.about, noted.anchor) == (debate.question, "Bell 2011")
    assert not [one for one in mine.comments if not one.about and one.text == noted.text], "it is no comment on my own"


def test_a_comment_on_what_is_set_aside_or_forgotten_says_so() -> None:
    network = learner()
    blog = network.source("Half an Hour")
    network.prune(blog, reason="It rests since March of that year.")
    sheet = opened(sn.Critic, network)
    sheet.act_turn("all")
    assert "Half an Hour (set aside since)" in words(sheet)
    network.forget(blog.id)
    assert "Half an Hour" not in words(sheet) and "No comments yet" in words(sheet)


# -- looking after ---------------------------------------------------------------------------------------------------


def test_a_renewal_says_what_for_and_the_next_comes_up() -> None:
    network = learner()
    sheet = opened(sn.LookAfter, network)
    first = sheet.resting(network)[0]
    assert first.name == "Half an Hour"
    tie = next(one for one in network.connections if one.end == first.id)
    with pytest.raises(BadValue, match="what you used it for"):
        sheet.act_renew({"tie": tie.id, "used_for": ""}, source=first.id)
    sheet.act_renew({"tie": tie.id, "used_for": "looked up what he says of courses", "on": "2026-11-20"}, source=first.id)
    event = last(network)
    assert (event.do, event.get("set")) == ("reconnect", {"last_used": "2026-11-20", "used_for": "looked up what he says of courses"})
    assert first.id not in [one.id for one in sheet.resting(network)]


def test_setting_aside_shows_its_cost_before_anything_is_changed_and_takes_a_reason_for_each() -> None:
    network = sn.load_example("busy")
    sheet = opened(sn.LookAfter, network)
    three = sn.find_unused(network)
    before = len(network.events)
    said = sheet.act_cost({"picked": [one.id for one in three]}).say
    assert "7 other sources" in said and "4.30" in said and "4.14" in said and len(network.events) == before
    with pytest.raises(BadValue) as refused:
        sheet.act_aside({f"reason-{three[0].id}": "I do not look there any more."})
    assert refused.value.field == f"reason-{three[1].id}" and len(network.events) == before
    sheet.act_aside({f"reason-{one.id}": f"It rests since {n} years." for n, one in enumerate(three)})
    assert {one.id for one in three} <= {one.id for one in network.archive}
    assert len({event.group for event in network.events[before:]}) == 1, "one act, one undo"
    sheet.act_turn("archive")
    assert "It rests since 2 years." in words(sheet)
    sheet.act_restore(three[0].id)
    assert three[0].id in {one.id for one in network.connections}


def test_no_more_than_five_are_set_aside_at_one_go() -> None:
    network = sn.load_example("busy")
    sheet = opened(sn.LookAfter, network)
    with pytest.raises(BadValue, match="Stop at 5"):
        sheet.act_cost({"picked": [one.id for one in network.sources[:6]]})
    with pytest.raises(BadValue, match="Tick one"):
        sheet.act_cost({"picked": ["not-here-not-here"]})


def test_what_was_picked_may_have_gone_meanwhile() -> None:
    network = learner()
    sheet = opened(sn.LookAfter, network)
    blog = network.source("Half an Hour")
    sheet.act_doubt(blog.id)
    network.prune(blog, reason="Somebody else was quicker.")
    sheet._drawn()
    with pytest.raises(BadValue, match="Nothing was changed"):
        sheet.act_aside({f"reason-{blog.id}": "Too late, it is gone."})


def test_keeping_is_a_decision_with_its_reason() -> None:
    network = learner()
    sheet = opened(sn.LookAfter, network)
    blog = network.source("Half an Hour")
    with pytest.raises(BadValue, match="what you would lose"):
        sheet.act_keep({"why": ""}, source=blog.id)
    sheet.act_keep({"why": "He answers comments, and nobody else does.", "change_my_mind": "He stops."}, source=blog.id)
    assert last(network).get("what") == "Keep Half an Hour"


def test_a_decision_is_looked_at_again_by_a_moment_of_the_history() -> None:
    network = learner()
    sheet = opened(sn.LookAfter, network)
    sheet.act_turn("decide")
    old = network.decisions[0]
    sheet.act_open(old.id)
    assert "Which moment showed it?" in words(sheet)
    with pytest.raises(BadValue, match="Choose the moment"):
        sheet.act_revisit({"outcome": "changed", "why": "She was on leave."}, decision=old.id)
    moment = network.connections[0].id
    sheet.act_revisit({"outcome": "changed", "why": "She was on leave.", "event": moment, "what": "Ask two people"}, decision=old.id)
    made = network.decisions[-1]
    assert (made.what, made.revisits, made.outcome, made.event) == ("Ask two people", old.id, "changed", moment)
    with pytest.raises(BadValue, match="no such decision"):
        sheet.act_revisit({"outcome": "held", "why": "w", "event": moment}, decision="never-was-here")


def test_a_half_life_is_argued_with_and_changes_what_rests() -> None:
    network = sn.load_example("busy")
    sheet = opened(sn.LookAfter, network)
    assert "Siemens 2005" in [one.label for one in sheet.resting(network)]
    for wrong in ("soon", "-3", "99999", ""):
        with pytest.raises(BadValue, match="number of months"):
            sheet.act_life({"kind": "paper", "months": wrong, "why": "w"})
    sheet.act_life({"kind": "paper", "months": "240", "why": "A founding text ages slowly."})
    sheet.act_life({"kind": "book", "months": "0", "why": "Novels do not age."})
    assert half_lives(network) == {"paper": 240.0, "book": None}
    assert "Siemens 2005" in [one.label for one in sheet.resting(network)], "it has aged for 21 years all the same"
    sheet.act_life({"kind": "paper", "months": "0", "why": "This one is history."})
    assert "Siemens 2005" not in [one.label for one in sheet.resting(network)]


def test_a_card_ages_by_the_half_life_that_the_learner_argued_for() -> None:
    network = sn.load_example("busy")
    card = next(one for one in network.appraisals if aged(network, network.source(one.source), one))
    kind = network.source(card.source).kind
    opened(sn.LookAfter, network).act_life({"kind": kind, "months": "600", "why": "In my subject it is as good as new."})
    assert not aged(network, network.source(card.source), card)


def test_comments_on_the_network_of_a_neighbour_go_there_and_back(tmp_path: Path) -> None:
    neighbour = sn.open_network(tmp_path / "my-network.jsonl", question="Does it hold?", learner="learner-03")
    forum = neighbour.add("a forum", kind="community")
    neighbour.add("my diary", kind="object", private=True)
    sn.write(neighbour, tmp_path / "for-comments.jsonl")
    mine = learner()
    with pytest.raises(SourcenetError, match="was begun by learner-03"):
        sn.open_network(tmp_path / "for-comments.jsonl", learner=mine.learner)
    copy = sn.open_network(tmp_path / "for-comments.jsonl", learner=mine.learner, mine=True)
    assert [one.name for one in copy.sources] == ["a forum"]
    opened(lambda n: sn.Critic(n, mine=mine), copy).act_comment(
        {"of": forum.id, "type": "weak evidence", "text": "Nobody signs there.", "suggestion": "Ask one of them who it is."}
    )
    assert mine.comments[-1].about == "Does it hold?" and [row.share for row in sn.check(mine, sn.commented(1)).rows] == [1]
    back = sn.open_network(tmp_path / "for-comments.jsonl", learner=neighbour.learner, mine=True)
    (comment,) = back.comments
    assert comment.by == mine.learner
    done = opened(lambda n: sn.Critic(n, page="answer"), back).act_answer({"reason": "They do, in the part for members."}, comment=comment.id)
    assert done.say == "Answered. Every comment is answered." and back.comments[0].answers[0].reason


# -- finding a way ---------------------------------------------------------------------------------------------------


def walk(sheet: Any, network: sn.SourceNetwork, *names: str) -> None:
    for n, name in enumerate(names):
        sheet.act_step(network.source(name).id)
        sheet.act_do({"doing": f"asked there what comes next, number {n}", "then": "there" if name == names[-1] else "on"})


def test_a_route_is_walked_told_and_kept() -> None:
    network = sn.load_example("busy")
    sheet = opened(lambda n: sn.Pathfinder(n, question="Is this health figure true?"), network)
    assert "friend on my course" in words(sheet) and "Cochrane" not in words(sheet), "only neighbours are offered"
    walk(sheet, network, "friend on my course", "flatmate in nursing", "Cochrane Library")
    assert "I reach Cochrane Library through friend on my course, flatmate in nursing" in words(sheet)
    assert "Not over formal ones only, informal ones only." in words(sheet)
    sheet.act_keep()
    route = network.traversals[-1]
    assert route.real and len(route.doing) == 3 and route.question == "Is this health figure true?"


def test_a_step_where_no_connection_leads_is_refused_and_one_has_to_say_what_one_does() -> None:
    network = sn.load_example("busy")
    sheet = opened(lambda n: sn.Pathfinder(n, question="q"), network)
    with pytest.raises(BadValue, match="no connection leads there"):
        sheet.act_step(network.source("Cochrane Library").id)
    sheet.act_step(network.source("friend on my course").id)
    with pytest.raises(BadValue, match="what one does there"):
        sheet.act_do({"doing": "", "then": "on"})
    assert sheet.act_back().say == "Back at me."


def test_a_broken_route_is_answered_again_or_mended() -> None:
    network = sn.load_example("busy")
    sheet = opened(lambda n: sn.Pathfinder(n, question="q"), network)
    walk(sheet, network, "friend on my course", "flatmate in nursing", "Cochrane Library")
    said = sheet.act_break(network.source("flatmate in nursing").id).say
    assert said.startswith("Gone for now: flatmate in nursing.") and "No other way" in said
    assert len(network.sources) == 60, "the network itself is whole"
    sheet.act_step(network.source("subject librarian").id)
    sheet.act_do({"doing": "ask at the desk on Tuesday", "then": "on"})
    with pytest.raises(BadValue, match="would really work"):
        sheet.act_mend({"start": network.source("subject librarian").id, "end": network.source("Cochrane Library").id, "relation": "teaches", "why": ""})
    sheet.act_mend({"start": network.source("subject librarian").id, "end": network.source("Cochrane Library").id, "relation": "teaches", "why": "She showed it in the drop-in."})
    sheet.act_step(network.source("Cochrane Library").id)
    sheet.act_do({"doing": "read the plain summary there", "then": "there"})
    assert "What did the second way cost you?" in words(sheet)


@pytest.mark.parametrize(("limit", "n"), [("formal", 6), ("informal", 26), ("open", 26)])
def test_only_some_sources_may_be_walked_over(limit: str, n: int) -> None:
    network = sn.load_example("busy")
    sheet = opened(lambda one: sn.Pathfinder(one, question="q"), network)
    sheet.act_limit(limit)
    (offered,) = [block for block in sheet._drawn()["blocks"] if block["is"] == "options"]
    fits = [one for one in sn.reach(network, steps=1) if (one.access == "open" if limit == "open" else one.setting == limit)]
    assert len(offered["options"]) == len(fits) == n


def test_a_route_through_what_is_set_aside_meanwhile_goes_back_to_where_it_stands() -> None:
    network = sn.load_example("busy")
    sheet = opened(lambda n: sn.Pathfinder(n, question="q"), network)
    walk(sheet, network, "friend on my course", "flatmate in nursing", "Cochrane Library")
    network.prune(network.source("flatmate in nursing"), reason="She has moved out in spring.")
    assert "From here" in words(sheet) or "Where do you go from friend on my course?" in words(sheet)


# -- taking away, voices ---------------------------------------------------------------------------------------------


def test_taking_away_says_what_is_lost_and_changes_nothing() -> None:
    network = sn.load_example("busy")
    sheet = opened(sn.TakeAway, network)
    before = len(network.events)
    login = network.source("university login")
    sheet.act_turn("source")
    said = sheet.act_take({"source": login.id}, by="source").say
    assert said.startswith("Without university login you get to 53 of 60 sources.") and len(network.events) == before
    assert "Where could it be mended?" in words(sheet)
    sheet.act_answer({"why": "I would go to the public library in town."})
    assert last(network).get("what") == "If university login were gone"
    network.prune(login, reason="My studies have ended in June.")
    assert "not in your network any more" in words(sheet)


def test_taking_away_what_nobody_said_of_any_source_is_said_kindly() -> None:
    sheet = opened(sn.TakeAway, learner())
    sheet.act_turn("device")
    assert "Nobody said this of any source yet." in words(sheet)
    with pytest.raises(BadValue, match="Choose what is taken away"):
        sheet.act_take({"device": ""}, by="device")


def test_a_missing_voice_is_kept_with_how_and_why() -> None:
    network = learner()
    sheet = opened(sn.Voices, network)
    whole = {"voice": "People who work nights would say sleep is no choice.", "how": "All four of mine work by day.", "good": "no", "reason": "They are in every hospital."}
    for name in ("voice", "how", "reason"):
        with pytest.raises(BadValue) as refused:
            sheet.act_voice({**whole, name: ""})
        assert refused.value.field == name
    sheet.act_voice(whole)
    assert network.posts[-1].step == "voice" and network.posts[-1].answers["how"] == whole["how"]


def test_a_candidate_is_tried_before_it_is_added() -> None:
    network = sn.load_example("busy")
    sheet = opened(sn.Voices, network)
    before = len(network.events)
    said = sheet.act_try({"name": "Chequeado", "kind": "organisation", "viewpoint": "set rules"}).say
    assert "4.30 in balance, then 4.40" in said and len(network.events) == before
    with pytest.raises(BadValue, match="Say what it sees"):
        sheet.act_add({"why": ""})
    sheet.act_add({"why": "It checks claims that never reach me here.", "relation": "reads"})
    assert network.source("Chequeado").viewpoint == "set rules" and network.connections[-1].why.startswith("It checks")
    with pytest.raises(SourcenetError):
        sheet.act_try({"name": "", "kind": "site"})


# -- reading a text, what could belong together ----------------------------------------------------------------------


def test_a_text_is_read_one_by_one_and_the_passage_stays() -> None:
    network = empty()
    sheet = opened(lambda n: sn.TextReader(n, TEXT), network)
    assert [one.name for one in sheet.candidates] == ["Wineburg & McGrew 2019", "cor.inquirygroup.org", "Jane Miller"]
    with pytest.raises(BadValue, match="why it belongs here"):
        sheet.act_file({"name": "Wineburg & McGrew 2019", "kind": "paper", "why": ""})
    sheet.act_file({"name": "Wineburg & McGrew 2019", "kind": "paper", "start": "me", "relation": "reads", "why": "They watched how people read."})
    tie = network.connections[-1]
    assert tie.evidence == "Wineburg and McGrew (2019) watched readers." and network.sources[-1].year == "2019"
    sheet.act_skip()
    sheet.act_file({"name": "Jane Miller", "kind": "person", "known": "yes", "start": "me", "relation": "asks", "why": "She would know who to ask."})
    assert network.source("Jane Miller").known is True
    assert last(network).get("answers") == {"filed": 2.0, "skipped": 1.0} and "That was the text" in words(sheet)


@pytest.mark.parametrize("text", ["", "nothing of note here", "مرحبا بالعالم " * 50, "<script>alert(1)</script>" * 20, "A b " * 1_300_000])
def test_a_text_without_sources_is_said_kindly(text: str) -> None:
    network = empty()
    sheet = opened(sn.TextReader, network)
    if not text:
        with pytest.raises(BadValue, match="Paste a text first"):
            sheet.act_read({"text": text})
        return
    sheet.act_read({"text": text})
    assert "Paste a text" in words(sheet) and not network.sources


def test_what_is_here_already_gets_a_connection_and_no_double() -> None:
    network = sn.load_example("busy")
    sheet = opened(lambda n: sn.TextReader(n, "See https://www.snopes.com for it."), network)
    (one,) = sheet.candidates
    assert one.known == network.source("Snopes").id
    sheet.act_file({"name": "snopes.com", "kind": "site", "start": network.source("BBC News").id, "relation": "names", "why": "At the foot of the page."})
    assert len(network.sources) == 60 and network.connections[-1].end == one.known


def test_a_possible_connection_is_made_refused_or_put_off() -> None:
    network = learner()
    sheet = opened(sn.Possibilities, network)
    assert "share an author, Stephen Downes" in words(sheet)
    one = sn.find_possible(network)[0]
    ends = {"start": one.start.id, "end": one.end.id}
    with pytest.raises(BadValue, match="The connection is yours"):
        sheet.act_connect({"relation": "same author", "why": ""}, **ends)
    with pytest.raises(BadValue, match="why not"):
        sheet.act_no({"why": ""}, **ends)
    sheet.act_no({"why": "Two people of one name."}, **ends)
    assert not sn.find_possible(network) and "Nothing to ask" in words(sheet)
    network.undo()
    sheet.act_connect({"relation": "same author", "why": "Both are signed by him."}, **ends)
    assert network.connections[-1].relation == "same author"


def test_a_pattern_is_taken_along_once() -> None:
    network = sn.load_example("busy")
    sheet = opened(sn.Possibilities, network)
    sheet.act_turn("patterns")
    assert "A gateway" in words(sheet)
    sheet.act_take("gateway")
    assert network.posts[-1].answers == {"pattern": "gateway"} and "Taken along." in words(sheet)
    with pytest.raises(BadValue):
        sheet.act_take("no such pattern")


# -- questions, reflections, literacies ------------------------------------------------------------------------------


def test_a_question_is_chosen_twice_and_then_replies() -> None:
    network = empty()
    sheet = opened(lambda n: sn.Question(n, "01-diary"), network)
    reply = sheet.question.options[0].reply
    for form, field in (({"choice": "", "sure": "fairly"}, "choice"), ({"choice": "A", "sure": ""}, "sure"), ({"choice": "Z", "sure": "quite"}, "choice")):
        with pytest.raises(BadValue) as refused:
            sheet.act_choose(form, time=1)
        assert refused.value.field == field
    sheet.act_choose({"choice": "A", "sure": "quite"}, time=1)
    assert reply not in words(sheet) and "Now talk" in words(sheet)
    sheet.act_choose({"choice": "A", "sure": "guessing"}, time=2)
    assert reply in words(sheet) and [one.step for one in network.posts] == ["01-diary-1", "01-diary-2"]
    again = opened(lambda n: sn.Question(n, "01-diary"), network)
    assert reply in words(again), "tomorrow it stands as it was left"


def test_a_question_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(BadValue, match=r'no question "01-diry".*Did you mean "01-diary"'):
        sn.Question(empty(), "01-diry")


def test_a_reflection_is_kept_and_written_anew() -> None:
    network = empty()
    sheet = opened(lambda n: sn.Reflection(n, "03-reflect", ask="What rests on habit?"), network)
    with pytest.raises(BadValue, match="nothing to keep"):
        sheet.act_write({"text": "  "})
    sheet.act_write({"text": "The study group chat."})
    sheet.act_write({"text": "The study group chat, and the tutor."})
    assert [one.text for one in network.posts] == ["The study group chat.", "The study group chat, and the tutor."]
    assert "What you wrote before" in words(sheet)
    with pytest.raises(BadValue, match="belongs to a step"):
        sn.Reflection(network, "")


def test_a_claim_points_at_a_moment_of_ones_own_history() -> None:
    network = learner()
    sheet = opened(sn.Literacies, network)
    sheet.act_before({"text": "I ask the first page that comes."}, element="find")
    sheet.act_open("find")
    route = network.traversals[0].id
    with pytest.raises(BadValue, match="Choose the moment"):
        sheet.act_after({"text": "Through my aunt I found the book.", "moment": "none-none-none"}, element="find")
    sheet.act_after({"text": "Through my aunt I found the book.", "moment": route}, element="find")
    assert network.posts[-1].refers == (route,) and "walked" in words(sheet)
    with pytest.raises(BadValue):
        sheet.act_before({"text": "x"}, element="nothing")


@pytest.mark.parametrize("sheet", [sn.LookAfter, sn.Critic])
def test_a_sheet_opens_at_the_page_that_is_named(sheet: type) -> None:
    network = sn.load_example("busy")
    page = "decide" if sheet is sn.LookAfter else "answer"
    assert sheet(network, page=page).page == page
    with pytest.raises(BadValue) as raised:
        sheet(network, page="burn")
    assert raised.value.sentence.startswith("There is no page 'burn'. Write one of these: ") and page in raised.value.sentence
