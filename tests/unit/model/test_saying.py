"""Comments, answers, notes, renewals, decisions looked at again, judgements with what others said: kept, undone, forgotten, shared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sourcenet as sn
from sourcenet.errors import BadValue, SourcenetError, StillNeeded, UnknownConnection, UnknownSource
from sourcenet.model.events import Event
from sourcenet.model.history import history
from sourcenet.model.sharing import shown_to_others


@pytest.fixture
def network() -> sn.SourceNetwork:
    n = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-07")
    n.add("Half an Hour", kind="site")
    n.add("Wikipedia", kind="site")
    n.connect("me", "Half an Hour", why="weekly since 2020")
    return n


def said(network: sn.SourceNetwork) -> dict[str, int]:
    kinds = ("comments", "posts", "decisions", "appraisals")
    return {kind: len(getattr(network, kind)) for kind in kinds}


# -- once is once ----------------------------------------------------------------------------------------------------


def test_saying_the_same_again_changes_nothing(network: sn.SourceNetwork) -> None:
    for _time in range(2):
        comment = network.comment("Half an Hour", "out of date", "Nothing since March.", suggestion="Another blog.")
        answer = network.answer(comment, reason="He has moved to another address.")
        decision = network.decide("keep two critics", why="they disagree")
        network.decide("keep two critics", why="they do", revisits=decision, outcome="held", event=comment.id)
        network.post("03-reflect", "I rely on habit.", refers=["Half an Hour"] and [network.source("Half an Hour")])
        network.renew(network.connections[0], used_for="looked up courses", on="2026-10-01")
        network.appraise("Half an Hour", "craap", {"currency": 3}, said={"Wikipedia": "It names him."}, seen={"currency": "dated"}, verdict="to begin")
    assert said(network) == {"comments": 1, "posts": 1, "decisions": 2, "appraisals": 1}
    assert network.comments[0].answers == (answer,) and len(network.events) == 4 + 7


def test_an_old_sentence_written_again_later_counts_again(network: sn.SourceNetwork) -> None:
    for text in ("A", "B", "A"):
        network.post("03-reflect", text)
    assert [one.text for one in network.posts] == ["A", "B", "A"]


# -- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "error", "words"),
    [
        (lambda n: n.comment("network", "", "x"), BadValue, "what kind"),
        (lambda n: n.comment("network", "strength", " "), BadValue, "what you see"),
        (lambda n: n.comment("nowhere", "strength", "x"), UnknownSource, "no source"),
        (lambda n: n.comment("x" * 16, "strength", "x"), UnknownSource, "no such place"),
        (lambda n: n.answer("x" * 16, reason="y"), BadValue, "no such comment"),
        (lambda n: n.answer(n.comment("network", "strength", "x")), BadValue, "by a change"),
        (lambda n: n.answer(n.comment("network", "strength", "x"), change="x" * 16), BadValue, "not in your history"),
        (lambda n: n.post("", "x"), BadValue, "belongs to a step"),
        (lambda n: n.post("03-reflect", ""), BadValue, "nothing to keep"),
        (lambda n: n.post("03", answers=dict.fromkeys(map(str, range(50)), "x")), BadValue, "could not be understood"),
        (lambda n: n.renew(n.connections[0], used_for=" "), BadValue, "what you used it for"),
        (lambda n: n.renew("x" * 16, used_for="y"), UnknownConnection, "does not stand"),
        (lambda n: n.renew(n.connections[0], used_for="y", on="soon"), BadValue, "not a day"),
        (lambda n: n.decide("x", revisits="x" * 16, outcome="held"), BadValue, "no such decision"),
        (lambda n: n.decide("y", revisits=n.decide("x"), outcome="perhaps"), BadValue, "is one of"),
        (lambda n: n.decide("y", revisits=n.decide("x"), outcome="held", event="x" * 16), BadValue, "not in your history"),
        (lambda n: n.appraise("Wikipedia", "cor", {}, said={"Wikipedia": "I am right."}), BadValue, "no second voice"),
        (lambda n: n.appraise(n.add("my aunt", kind="person"), "craap", {"currency": 3}), BadValue, "not scored"),
        (lambda n: n.appraise("Wikipedia", "cor", {}, said={"nobody": "x"}), UnknownSource, "no source"),
        (lambda n: n.comment("network", "strength", "x" * 20_000), BadValue, "characters"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_and_keeps_nothing_of_it(network: sn.SourceNetwork, act: Any, error: Any, words: str) -> None:
    with pytest.raises(error, match=words) as refused:
        act(network)
    assert refused.value.sentence.endswith((".", "?"))


def test_a_person_one_knows_gets_words_and_a_public_one_may_be_judged(network: sn.SourceNetwork) -> None:
    aunt, public = network.add("my aunt", kind="person"), network.add("Stephen Downes", kind="person", known=False)
    assert network.appraise(aunt, "conversation", {"asked": "about sleep"}).answers == {"asked": "about sleep"}
    assert network.appraise(public, "craap", {"authority": 4}).answers == {"authority": 4.0}


# -- undone, forgotten, out of order ---------------------------------------------------------------------------------


def test_what_rests_on_what_is_not_undone_under_it(network: sn.SourceNetwork) -> None:
    comment = network.comment("Half an Hour", "out of date", "Nothing since March.")
    network.answer(comment, reason="He has moved elsewhere.")
    with pytest.raises(StillNeeded):
        network.undo(comment.id)
    first = network.decide("keep two critics")
    network.decide("keep one", revisits=first, outcome="changed", event=comment.id)
    with pytest.raises(StillNeeded):
        network.undo(first.id)
    assert network.undo().startswith("decided") and network.undo().startswith("decided") and network.undo().startswith("answered")
    assert network.comments[0].answers == ()


def test_forgetting_takes_what_is_about_it_and_leaves_the_rest(network: sn.SourceNetwork) -> None:
    blog, wiki = network.source("Half an Hour"), network.source("Wikipedia")
    gone = network.comment(blog, "out of date", "Nothing since March.")
    network.answer(gone, reason="He moved.")
    stays = network.comment("network", "missing voice", "Half an Hour speaks alone.")
    network.post("03-reflect", "Half an Hour rests on habit.", refers=[blog, wiki])
    network.appraise(wiki, "cor", {"others": "He says so."}, said={blog.id: "It is fine."})
    network.decide("keep Half an Hour", revisits=network.decide("look at it again"), outcome="held", event=blog.id)
    network.forget(blog)
    assert [one.id for one in network.comments] == [stays.id] and network.comments[0].text == "… speaks alone."
    assert network.posts[0].text == "… rests on habit." and network.posts[0].refers == (wiki.id,)
    assert not network.appraisals and [one.what for one in network.decisions] == ["look at it again", "keep …"]
    assert network.notes == () and network.verify().ok
    assert "Half an Hour" not in repr([event.fields for event in network.events])


def test_a_note_that_refers_to_nothing_else_goes_with_its_source(network: sn.SourceNetwork) -> None:
    blog, wiki = network.source("Half an Hour"), network.source("Wikipedia")
    network.post("lateral-expect", "That he sells courses.", refers=[blog])
    network.post("lateral-expect", "That it names its writers.", refers=[wiki])
    network.post("lateral-defend", "Both tell it, each in another way.", refers=[wiki, blog])
    network.post("03-reflect", "I rely on habit.")
    diary, letters = (network.add(name, private=True) for name in ("my diary", "my letters"))
    network.post("lateral-expect", "That nobody reads it.", refers=[diary])
    network.post("lateral-defend", "One hand wrote both.", refers=[diary, letters])
    seen, _hidden = shown_to_others(network)
    assert [one.text for one in seen.posts] == ["That he sells courses.", "That it names its writers.", "Both tell it, each in another way.", "I rely on habit."]
    network.forget(blog)
    assert [one.text for one in network.posts][:3] == ["That it names its writers.", "Both tell it, each in another way.", "I rely on habit."]
    assert "sells courses" not in repr([event.fields for event in network.events]) and network.verify().ok


def test_events_out_of_order_lose_nothing_else(network: sn.SourceNetwork) -> None:
    comment = Event("comment-000-00", "2026-10-02T10:00:00Z", "learner-08", "comment", {"of": "network", "type": "strength", "text": "x"})
    answer = Event("answer-0000-00", "2026-10-02T11:00:00Z", "learner-07", "answer", {"of": comment.id, "reason": "y"})
    again = Event("decide-000-000", "2026-10-02T12:00:00Z", "learner-07", "decide", {"what": "x", "revisits": "not-there-000", "outcome": "held"})
    late = sn.SourceNetwork.in_memory(events=[*(event.copy() for event in network.events), answer, comment, again])
    assert len(late.notes) == 1 and "answer to a comment" in late.notes[0]
    assert late.comments[0].answers == () and late.decisions[0].revisits == "not-there-000" and len(history(late)) >= 5


def test_another_day_holds_what_was_said_until_then(network: sn.SourceNetwork) -> None:
    network.comment("network", "strength", "It holds together.")
    assert network.at("2020-01-01").comments == () and len(network.at(network.today.isoformat()).comments) == 1


# -- with others -----------------------------------------------------------------------------------------------------


def test_a_peers_comment_comes_back_and_can_be_answered(tmp_path: Path) -> None:
    mine = sn.open_network(tmp_path / "my-network.jsonl", learner="learner-07", question="q?")
    blog = mine.add("Half an Hour")
    copy = tmp_path / "peer" / "my-network.jsonl"
    copy.parent.mkdir()
    copy.write_bytes((tmp_path / "my-network.jsonl").read_bytes())
    peer = sn.open_network(copy, learner="learner-08", mine=True)
    peer.comment(blog.id, "weak evidence", "Who says so besides him?", suggestion="Ask Wikipedia.")
    assert mine.join(copy) == 1
    (comment,) = mine.comments
    assert comment.by == "learner-08"
    mine.answer(comment, reason="Nobody does, so I look further.")
    assert mine.comments[0].answers[0].by == "learner-07" and not mine.notes


def test_private_sources_and_people_stay_out_of_what_is_handed_in(network: sn.SourceNetwork) -> None:
    aunt = network.add("Ruth Abara", kind="person", known=True)
    secret = network.add("my therapist", kind="person", private=True)
    wiki = network.source("Wikipedia")
    network.comment(secret, "strength", "She listens.", suggestion="Keep her.")
    network.comment(wiki, "weak evidence", "Ruth Abara says otherwise.", suggestion="Ask my therapist.")
    network.appraise(wiki, "cor", {"others": "Ruth says no."}, said={aunt: "Ruth Abara says it is old."})
    network.appraise(network.source("Half an Hour"), "cor", {}, said={secret.id: "She knows it."}, evidence="x y z")
    network.post("03-reflect", "I rely on my therapist and on Ruth Abara.", refers=[secret, aunt])
    tie = network.connect("me", aunt, why="She is a pharmacist.")
    network.renew(tie, used_for="asked Ruth Abara about sleep", on="2026-10-01")
    seen, hidden = shown_to_others(network)
    text = repr([event.fields for event in seen.events])
    assert hidden == 1 and "Ruth" not in text and "therapist" not in text and "listens" not in text
    assert secret.id not in text
    assert [one.of for one in seen.comments] == [wiki.id] and seen.posts[0].refers == (aunt.id,)
    assert seen.notes == ()


def test_another_network_brings_what_was_said_there(network: sn.SourceNetwork) -> None:
    other = sn.SourceNetwork.in_memory(learner="learner-08")
    blog = other.add("Half an Hour", kind="site")
    comment = other.comment(blog, "out of date", "Nothing since March.")
    whole = other.comment("network", "strength", "It holds.")
    other.answer(comment, reason="He has moved.")
    other.answer(whole, change=blog.id)
    other.decide("again", revisits=other.decide("first"), outcome="held", event=blog.id)
    other.post("03-reflect", "x y z", refers=[blog])
    mine = network.source("Half an Hour")
    for _time in range(2):
        network.include(other)
        assert said(network) == {"comments": 2, "posts": 1, "decisions": 2, "appraisals": 0}
    assert {one.of for one in network.comments} == {mine.id, "network"}
    assert all(len(one.answers) == 1 for one in network.comments) and network.posts[0].refers == (mine.id,)
    assert network.decisions[-1].revisits == network.decisions[0].id


def test_while_a_notebook_is_graded_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "my-network.jsonl"
    sn.open_network(file, learner="learner-07", question="q?").add("a blog")
    before = file.read_bytes()
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    network = sn.open_network(file)
    network.post("03-reflect", "x y")
    network.answer(network.comment("network", "strength", "x"), reason="y")
    assert file.read_bytes() == before and network.posts


def test_ten_thousand_comments_are_read_like_any_other_lines(network: sn.SourceNetwork) -> None:
    many = [
        Event(f"comment-{n:08d}", "2026-10-02T10:00:00Z", "learner-08", "comment", {"of": "network", "type": "strength", "text": f"x {n}"})
        for n in range(10_000)
    ]
    large = sn.SourceNetwork.in_memory(events=[*(event.copy() for event in network.events), *many])
    assert len(large.comments) == 10_000 and not large.notes


def test_a_stranger_s_fields_are_read_clean() -> None:
    odd: list[dict[str, Any]] = [
        {"do": "comment", "of": "network", "type": ["x"], "text": 5, "suggestion": {"a": 1}},
        {"do": "post", "step": "x", "text": ["y"], "answers": [1], "refers": "me"},
        {"do": "post", "step": "x", "answers": {"a": {"b": 1}, "c": True}, "refers": [5, "ok"]},
    ]
    events = [Event(f"strange-{n:06d}", "2026-10-02T10:00:00Z", "l", one.pop("do"), one) for n, one in enumerate(odd)]
    network = sn.SourceNetwork.in_memory(events=events)
    assert network.comments[0].text == "" and network.posts[0].refers == () and len(history(network)) == 3
    with pytest.raises(SourcenetError):
        network.answer(network.comments[0], reason="")
