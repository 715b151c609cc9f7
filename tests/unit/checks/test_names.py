"""The rules for names and sentences: their errors are those that are published, and each rule does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.benchmarks.check_errors import errors
from tests.unit.checks import names

from sourcenet.checks.placeholders import is_mash, is_placeholder
from sourcenet.checks.sentences import key, length, plain, ready_reasons, verdict

ROOT = Path(__file__).parents[3]


def test_the_published_errors_are_the_errors_that_are_made() -> None:
    page = (ROOT / "docs" / "checks.md").read_text("utf-8")
    published = {
        what: (int(wrong), int(of)) for what, wrong, of in re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \|$", page, re.M)
    }
    assert published == {what: (len(wrong), of) for what, (wrong, of) in errors().items()}


def test_the_lists_are_as_long_as_they_are_said_to_be() -> None:
    assert [len(set(given)) for given in (names.FILLER, names.HONEST)] == [40, 40]
    assert [len(set(given)) for given in (names.FILLER_HELD_BACK, names.HONEST_HELD_BACK)] == [20, 20]
    assert [len(set(given)) for given in (names.FILLER_HARD, names.HONEST_HARD)] == [20, 20]
    assert not set(names.FILLER + names.HONEST) & set(names.FILLER_HELD_BACK + names.HONEST_HELD_BACK)


def test_every_ready_reason_of_the_dialog_is_known_to_be_one() -> None:
    dialog = (ROOT / "toolkit/sourcenet/widgets/parts/dialogs.js").read_text("utf-8")
    row = re.search(r"const ready = \[(.*?)\];", dialog)
    assert row
    for words in re.findall(r't\("(.+?)"\)', row.group(1)):
        assert verdict(words) in ("ready", "short"), words
        assert plain(words) in ready_reasons("")


@pytest.mark.parametrize("word", ["def", "fed", "tre", "wer", "poi", "wert", "stu", "rhythm", "tree", "were", "op"])
def test_words_that_lie_side_by_side_on_a_keyboard_are_words(word: str) -> None:
    assert not is_mash(word)


def test_a_placeholder_in_wide_letters_is_one_too() -> None:
    assert is_placeholder("Ｔｅｓｔ　１")


def test_words_are_counted_in_every_script() -> None:
    assert length(plain("Il m'a dit: non, jamais!")) == 5
    assert length(plain("每周都去看看")) == 4
    assert length(plain("हर हफ्ते यहाँ सवाल")) == 4
    assert length(plain("see https://example.org/a/b/c now")) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I read it every week.", "i read it, every week"),
        ("I read Zeit every week", "I read Reddit every week"),
        ("Chapter 3 for the exam", "Chapter 4 for the exam"),
    ],
)
def test_a_sentence_with_another_name_or_number_is_the_same_sentence(one: str, other: str) -> None:
    assert key(one, ["Zeit"]) == key(other, ["Reddit"])


def test_a_ready_reason_with_something_of_ones_own_counts() -> None:
    assert verdict("I do not use it") == "ready"
    assert verdict("I do not use it. My tutor answers faster.") == ""


def test_a_name_inside_a_sentence_does_no_harm() -> None:
    assert verdict("The Half an Hour post made me doubt it", ["Half an Hour"]) == ""
    assert verdict("Half an Hour, the", ["Half an Hour"]) == "name"
