"""The last cell of a lesson: what the objectives promised, as it lies in the learner's own history, and nothing of what was borrowed."""

import json
from pathlib import Path

import pytest

import sourcenet as sn

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def seen(lesson, capsys, **given):
    """Return what the last cell of a lesson prints."""
    (path,) = NOTEBOOKS.glob(f"{lesson}-*.ipynb")
    code = next("".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["id"] == "seen")
    capsys.readouterr()
    exec(compile(code, path.name, "exec"), {"sn": sn, **given})
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("lesson", ["03", "04", "05", "06", "07", "08"])
@pytest.mark.parametrize("example", [None, "busy", "practice"])
def test_where_nothing_was_done_it_says_so_of_all_four(lesson, example, capsys):
    network = sn.load_example(example) if example else sn.SourceNetwork.in_memory(question="q", learner="learner-07")
    if example:
        network.begin(f"session-{int(lesson)}")
    if (lesson, example) in (("05", "practice"), ("06", "practice")):
        pytest.skip("these lessons lend out busy alone")
    lines = seen(lesson, capsys, network=network, debate=sn.load_example("debate"), borrow=bool(example))
    assert all(any(word in line for word in ("yet", "open", "no card", "nothing", "keeps it")) for line in lines), lines


def test_a_card_and_both_choices_of_lesson_three(capsys):
    network = sn.load_example("busy")
    question = sn.Question(network, "03-evidence")
    question.act_choose({"choice": "A", "sure": "fairly"}, time=1)
    question.act_choose({"choice": "D", "sure": "quite"}, time=2)
    network.appraise("Snopes", "cor", {"who": "two editors"}, evidence="It names its two editors.", verdict="For rumours, not for law.")
    secret = network.add("a clinic", kind="organisation", private=True)
    network.appraise(secret, "cor", {"who": "a doctor"}, evidence="I was there.", verdict="Good enough for me.")
    network.post("03-reflect", "No card asked who is paid.")
    assert seen("03", capsys, network=network) == [
        "1. What I saw: It names its two editors.",
        "2. Evidence is: A, then D",
        "3. Good enough: For rumours, not for law.",
        "4. Not asked by a card: No card asked who is paid.",
    ]


def test_what_others_say_and_a_card_kept_anew_in_lesson_four(capsys):
    network = sn.load_example("busy")
    other, third = network.source("Wired").id, network.source("Ars Technica").id
    network.appraise("Snopes", "cor", {"who": "two editors"}, evidence="It names its two editors.")
    network.appraise("Snopes", "cor", {"who": "two editors"}, evidence="It names them.", verdict="Less sure now.", said={other: "It was sold in 2022.", third: "Two of its editors left."})
    network.post("04-reflect", "I stopped at two.")
    lines = seen("04", capsys, network=network)
    assert lines[:2] == ["1. Wired on Snopes: It was sold in 2022.", "1. Ars Technica on Snopes: Two of its editors left."]
    assert lines[2].startswith("2. Two voices? ") and "Condé Nast" in lines[2]
    assert lines[3:] == ["3. Kept anew: Snopes. Less sure now.", "4. When I stopped: I stopped at two."]


def test_what_was_done_since_session_seven_began(capsys):
    network = sn.load_example("busy")
    network.begin("session-7")
    old = network.decisions[0]
    network.prune("Snopes", reason="Full Fact finds the same, and is nearer.")
    network.renew(next(tie for tie in network.connections if tie.end_label == "Wired"), used_for="looked up who owns it")
    network.decide("Ask the librarian first", why="She knew last time.", change_my_mind="She is away twice.")
    network.decide("Two with two owners", why="They had one owner.", revisits=old, outcome="changed", event=network.connections[-1].id)
    assert seen("07", capsys, network=network) == [
        "1. Set aside, because: Full Fact finds the same, and is nearer.",
        "2. Used, for: looked up who owns it",
        "3. Decided: Ask the librarian first Unless: She is away twice.",
        "4. Looked at again: changed. They had one owner.",
    ]


def test_comments_answers_and_the_position_of_lesson_eight(capsys):
    network, debate = sn.load_example("busy"), sn.load_example("debate")
    network.begin("session-8")
    made = sn.Critic(debate, mine=network)
    made.act_comment({"of": debate.source("Bell 2011").id, "type": "strength", "text": "It prints its critics.", "suggestion": "Else one side."})
    debate.answer(debate.comments[-1].id, reason="Two more are added.")
    network.post("08-other-side", "A theory says what it cannot explain.")
    network.decide("As a lens", why="Both use it so.", change_my_mind="A study over a year.")
    assert seen("08", capsys, network=network, debate=debate) == [
        "1. My comments: strength, on Bell 2011: It prints its critics. Else one side.",
        "2. The other side at its best: A theory says what it cannot explain.",
        "3. Answered: It prints its critics. - Two more are added.",
        "4. Where I stand: As a lens Unless: A study over a year.",
    ]
