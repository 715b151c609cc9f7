"""Every figure that lesson 02 and its notes quote is one that a reader can work out again."""

import json
import re
from pathlib import Path

import pytest

import sourcenet as sn

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def cells(name):
    notebook = json.loads((NOTEBOOKS / name).read_text("utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


@pytest.fixture(scope="module")
def lesson():
    return cells("02-see-your-reach.ipynb")


@pytest.fixture(scope="module")
def notes():
    return cells("instructor/02-run-session-two.ipynb")


@pytest.fixture
def network():
    return sn.load_example("first-steps")


@pytest.fixture
def second_way(lesson, network):
    """The connection exactly as the lesson draws it."""
    (line,) = [line for line in lesson["second-way"].splitlines() if line.startswith("example.connect")]
    exec(line, {"example": network})
    return network


def names(sources):
    return [source.name for source in sources]


def steps(network):
    return [len(sn.reach(network, steps=n)) for n in (1, 2, 3)]


def test_one_two_three_steps(lesson, notes, network):
    assert steps(network) == [8, 9, 12]
    assert lesson["only-word"].startswith("**8, 9, 12.**")
    assert "| 8, 9, 12 |" in lesson["summary-half"] and "**8, 9, 12**" in notes["before"]
    held = set()
    for words, n in zip(
        re.findall(r"\* (.*?)\.(?: \*|$)", lesson["example-words"].splitlines()[0]), (1, 2, 3), strict=True
    ):
        new = {source.name for source in sn.reach(network, steps=n)} - held
        held |= new
        for name in new:
            assert name.removeprefix("my ").split(" on ")[0] in words, (n, name)


def test_the_only_connection_and_what_is_behind_it(lesson, notes, network):
    (only,) = sn.bridges(network)
    assert str(only.connection) == "course tutor -> library guide" and len(only.far) == 4
    assert only.connection.strength == min(tie.strength for tie in network.connections)
    assert "| 1, with 4 behind it |" in lesson["summary-half"]
    assert len(sn.lost_without(network, "library guide")) == 3
    assert names(sn.lost_without(network, only.connection)) == names(only.far), "she is on the other side"
    assert "three more are gone" in lesson["only-word"] and "and three more" in notes["shown"]
    assert len(sn.lost_without(network, "course tutor")) == 4 and "four go besides" in notes["slip"]


def test_the_second_way_round(lesson, notes, second_way):
    assert steps(second_way) == [8, 10, 12] and sn.bridges(second_way) == ()
    assert lesson["second-way-look"].startswith("Ten, and none.")
    assert names(sn.lost_without(second_way, "library guide")) == ["subject librarian", "Cochrane Library"]
    assert "lose two instead of three" in lesson["second-way-look"]
    assert "10 instead of 9" in lesson["reply-c"] and notes["shown-note"].startswith("The guess is 10")


@pytest.mark.parametrize(
    ("answer", "reached"),
    [
        (lambda net: net.connect("me", net.add("a second forum", kind="community"), relation="reads"), [9, 10, 13]),
        (
            lambda net: net.edit(next(t for t in net.connections if str(t) == "me -> course tutor"), strength=4),
            [8, 9, 12],
        ),
        (lambda net: net.connect("my sleep diary", "me", relation="tells"), [8, 9, 12]),
    ],
    ids=["A", "B", "D"],
)
def test_the_other_answers_open_no_way(lesson, notes, network, answer, reached):
    answer(network)
    assert steps(network) == reached
    said = "{}, {} and {}".format(*reached)
    assert said in lesson["reply-a"] + lesson["reply-b"]
    assert "9, 10, 13 against 8, 10, 12" in notes["question-note"]
    assert [str(way.connection) for way in sn.bridges(network)] == ["course tutor -> library guide"]


def test_the_answer_that_opens_a_way(lesson, network):
    assert "**C** NHS website to PubMed" in lesson["question"]
    network.connect("NHS website", "PubMed", relation="cites")
    assert steps(network) == [8, 10, 12] and sn.bridges(network) == ()


def test_what_is_left_if_only_use_counts(lesson, notes, network, capsys):
    code = lesson["light-list"].replace("whole = network", "whole = example")
    assert code != lesson["light-list"]
    exec(code, {"sn": sn, "example": network})
    gone = capsys.readouterr().out.strip().removeprefix("No longer in reach: ").split("; ")
    assert len(gone) == 6 and "six of her twelve" in lesson["light-how"]
    listed = lesson["light-how"].split("her twelve: ")[1].split(". ")[0]
    assert {name.removeprefix("course ").removeprefix("subject ") for name in gone} == set(listed.split(", "))
    against = {source.name for source in network.sources if source.viewpoint == "no"}
    assert against <= set(gone), "everybody who says no"
    assert "six of twelve" in notes["shown-light-note"]
    assert len(network.connections) == 24, "the network itself is as it was"


def test_voices_in_balance(lesson, notes, network):
    by_count, by_use = sn.diversity(network), sn.diversity(network, weighted=True)
    assert (round(by_count, 1), round(by_use, 1)) == (2.9, 2.7)
    assert "| 2.9, by use 2.7 |" in lesson["summary-half"]
    assert "2.9" in notes["shown-light-note"] and "2.7" in notes["shown-light-note"]


def test_what_is_said_of_learner_02(lesson):
    busy = sn.load_example("busy")
    assert len(busy.sources) == 60 and "60 sources of learner-02" in lesson["further"]
    assert len(sn.bridges(busy, with_me=True)) == 2 and "Two connections" in lesson["further"]


def test_learner_01_is_ready_on_all_but_the_route(lesson, notes, network):
    result = eval(lesson["check"], {"sn": sn, "network": network})
    assert [row.name for row in result.rows if row.share < 1] == ["walked"]
    assert "she has kept no route yet" in notes["example-check"]
