"""Cards as data files: those that ship, an instructor's own, hostile files, and a file that was removed."""

from __future__ import annotations

from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.model.frameworks import AXES, axes_of, framework, framework_notes
from sourcenet.model.frameworks import SHIPPED as NAMES

HISTORY = """
id = "history"
name = "Three questions"
[[criteria]]
key = "maker"
label = "Who made it?"
scale = "five"
axis = "who"
[[criteria]]
key = "silence"
label = "What is left out?"
"""


@pytest.fixture
def network(tmp_path: Path) -> sn.SourceNetwork:
    (tmp_path / "frameworks").mkdir()
    return sn.open_network(tmp_path / "my-network.jsonl", question="Whose map is this?", learner="learner-07")


def put(network: sn.SourceNetwork, text: str | bytes, name: str = "history.toml") -> None:
    assert network.path is not None
    file = network.path.parent / "frameworks" / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(("name", "keys"), [
    ("sift", ["stop", "investigate", "find", "trace"]),
    ("craap", ["currency", "relevance", "authority", "accuracy", "purpose"]),
    ("radar", ["relevance", "authority", "date", "appearance", "reason"]),
    ("prompt", ["presentation", "relevance", "objectivity", "method", "provenance", "timeliness"]),
])  # fmt: skip
def test_the_cards_of_the_literature_are_complete(name: str, keys: list[str]) -> None:
    card = sn.frameworks()[name]
    assert [one.key for one in card.criteria] == keys
    assert all(one.label and one.prompt for one in card.criteria) and card.credit and card.licence and card.about


def test_every_card_that_ships_can_be_laid_beside_another_and_people_are_never_scored() -> None:
    cards = sn.frameworks()
    assert list(cards) == list(NAMES)
    for card in cards.values():
        assert {one.axis for one in card.criteria} <= set(AXES) and len({one.axis for one in card.criteria}) >= 2
        assert not card.people or all(one.scale == "text" for one in card.criteria)
    assert [card.id for card in cards.values() if card.people] == ["conversation"]


def test_an_instructor_adds_a_card_by_adding_a_file(network: sn.SourceNetwork) -> None:
    put(network, HISTORY)
    source = network.add("map of 1871", kind="object")
    card = network.appraise(source, "history", {"maker": 4, "silence": "the villages"}, evidence="A stamp of the survey office.", seen={"maker": "a stamp"})
    assert list(sn.frameworks(network))[-1] == "history" and not framework_notes(network)
    assert framework("THREE QUESTIONS", network).id == "history", "by its name, in any case"
    assert {axis: (said.mean, said.words) for axis, said in axes_of(card, network).items()} == {
        "who": (4.0, ("a stamp",)), "evidence": (None, ("the villages",))
    }  # fmt: skip


def test_a_card_whose_file_was_removed_can_still_be_read(network: sn.SourceNetwork) -> None:
    put(network, HISTORY)
    card = network.appraise(network.add("map of 1871", kind="object"), "history", {"maker": 4, "silence": "the villages"}, evidence="A stamp.")
    network.path.with_name("frameworks").joinpath("history.toml").unlink()  # type: ignore[union-attr]
    left = framework("history", network, card=card)
    assert left.missing and "not here any more" in left.about
    assert [(one.key, one.scale) for one in left.criteria] == [("maker", "five"), ("silence", "text")]
    assert axes_of(card, network)["evidence"].mean == 4.0, "nothing of what was written is lost"


def test_the_same_card_on_two_axes_is_the_mean_of_each() -> None:
    network = sn.SourceNetwork.in_memory(question="q", learner="learner-07")
    card = network.appraise(network.add("a page", kind="site"), "craap", {"authority": 2, "purpose": 5, "unheard-of": 5}, evidence="The foot of the page.")
    assert {axis: said.mean for axis, said in axes_of(card).items()} == {"who": 2.0, "why": 5.0}, "an unknown key is left out"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not = [toml", "could not be read"),
        (b"\xff\xfe\x00", "could not be read"),
        ("a = 1", "needs from 1 to 30 parts"),
        (HISTORY.replace('id = "history"', ""), 'write id = "..."'),
        (HISTORY.replace('id = "history"', 'id = "sift"'), 'there is a card "sift" already'),
        (HISTORY.replace('"silence"', '"maker"'), "the same key"),
        (HISTORY.replace('"five"', '"ten"'), "Use one of: five, text"),
        (HISTORY.replace('"who"', '"soul"'), "Use one of: who, evidence, when, why, fit"),
        ('people = true\n' + HISTORY, "people are not scored"),
        (HISTORY.replace("Who made it?", "W" * 900), "900 characters; 400 fit"),
        ('id = "x"\nname = "X"\ncriteria = "all"\n', "needs from 1 to 30 parts"),
        ('id = "x"\nname = 5\n[[criteria]]\nkey = "a"\nlabel = "A"\n', 'write name = "..."'),
        ("#" * 300_000, "too large"),
        ("criteria = " + "[" * 3000, "could not be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_the_others_work(network: sn.SourceNetwork, text: str | bytes, words: str) -> None:
    put(network, text, "wrong.toml")
    put(network, HISTORY.replace('"history"', '"good"'), "good.toml")
    (note,) = framework_notes(network)
    assert words in note and "wrong" in note and "Traceback" not in note
    assert list(sn.frameworks(network)) == [*NAMES, "good"]


def test_markup_and_hidden_signs_in_a_file_are_only_text(network: sn.SourceNetwork) -> None:
    put(network, HISTORY.replace("Who made it?", "<img src=x onerror=1> \\u202eWho"))
    (label, _other) = (one.label for one in sn.frameworks(network)["history"].criteria)
    assert "\u202e" not in label and "<img" in label, "cleaned here; a page escapes it"
    source = network.add("map of 1871", kind="object")
    network.appraise(source, "history", {"maker": 4}, evidence="A stamp of the survey office.")
    assert "<img" not in sn.Appraiser(network)._still_html(network)
