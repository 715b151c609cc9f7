"""The words of a network: what ships, what a small file adds, and what a broken one leaves as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcenet.errors import BadValue, UnknownKind, UnreadableFile
from sourcenet.model.vocabulary import FAMILIES, Vocabulary, read_vocabulary, shipped_vocabulary


def _read(text: str | bytes) -> Vocabulary:
    path = Path("vocabulary.toml")
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_vocabulary(path)


def test_what_ships_agrees_with_itself() -> None:
    words = shipped_vocabulary()
    assert list(words.kinds)[:4] == ["person", "organisation", "community", "library"] and len(words.kinds) == 14
    assert len({kind.code for kind in words.kinds.values()}) == 14
    assert len({(kind.shape, kind.glyph) for kind in words.kinds.values()}) == 14
    assert set(words.relations.values()) == set(FAMILIES)
    assert set(words.aliases.values()) <= set(words.kinds)
    assert len(words.strengths) == 5 and len(words.viewpoints) == 5
    assert len({view.mark for view in words.viewpoints}) == 5
    assert not set(words.aliases) & {name.casefold() for name in words.kinds}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("site", "site"),
        (" Site ", "site"),
        ("WEBSITE", "site"),
        ("ai assistant", "AI assistant"),
        ("Chatbot", "AI assistant"),
    ],
)
def test_a_kind_by_any_of_its_names(said: str, kind: str) -> None:
    assert shipped_vocabulary().kind(said) == kind


def test_a_kind_that_is_none_lists_those_there_are() -> None:
    with pytest.raises(UnknownKind, match=r'"web page" is not a kind of source\. Use one of: person, organisation'):
        shipped_vocabulary().kind("web page")
    with pytest.raises(UnknownKind, match='Did you mean "database"'):
        shipped_vocabulary().kind("databse")


@pytest.mark.parametrize(("said", "number"), [("often", 4), ("first place I go", 5), (1, 1), (3.0, 3)])
def test_a_strength_by_word_or_number(said: object, number: int) -> None:
    assert shipped_vocabulary().strength(said) == number


@pytest.mark.parametrize("said", ["Often!", "4", 0, 6, 2.5, True, None, [3], float("nan")])
def test_a_strength_that_is_none(said: object) -> None:
    with pytest.raises(BadValue, match="number from 1 to 5: 1 know of it"):
        shipped_vocabulary().strength(said)


def test_a_small_file_adds_and_replaces_without_code() -> None:
    words = _read(
        '\ufeff[kinds]\npodcast = { code = "Pc", like = "feed" }\nelder = { human = true }\n'
        '[relations]\n"listens to" = "uses"\n[viewpoints]\nyes = "+"\nno = "−"\n"it depends" = "±"\n'
    )
    assert (words.kinds["podcast"].code, words.kinds["podcast"].shape) == ("Pc", words.kinds["feed"].shape)
    assert words.kinds["elder"].human and words.kinds["elder"].code == "El"
    assert words.family("listens to") == "uses" and words.family("reads") == "uses" and words.family("my own") == "uses"
    assert [view.name for view in words.viewpoints] == ["yes", "no", "it depends"]
    assert words.subjects == shipped_vocabulary().subjects and words.kind("podcast") == "podcast"
    assert "listens to" in words.all_words and "it depends" in words.all_words


def test_a_course_says_how_fast_a_kind_ages() -> None:
    words = _read('[kinds]\nsite = { half_life = 24 }\nbook = { half_life = 0 }\npodcast = { like = "feed" }\nvlog = { like = "feed", half_life = 6 }\n')
    assert [words.kinds[name].half_life for name in ("site", "book", "podcast", "vlog", "paper")] == [24, None, 3, 6, 72]
    assert words.kinds["site"].code == "Si" and words.kinds["podcast"].name == "podcast"


def test_a_shape_never_comes_from_a_file() -> None:
    words = _read('[kinds]\nbad = { shape = "M0 0L1e9 1e9", glyph = "<script>", code = "<b>" }\n')
    assert words.kinds["bad"].shape == shipped_vocabulary().look("nothing").shape
    assert words.kinds["bad"].glyph == "" and len(words.kinds["bad"].code) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "[kinds",
        b"\xff\xfe",
        "[relations]\nreads = 5\n",
        '[relations]\nreads = "likes"\n',
        'strengths = ["a", "b"]\n',
        "viewpoints = 5\n",
        "[kinds]\nsite = { half_life = -1 }\n",
        '[kinds]\nsite = { half_life = "a year" }\n',
        "kinds = 5\n",
        "subjects = 5\n",
        "x = " + "[" * 100_000,
    ],
)
def test_a_broken_file_says_why_and_that_the_shipped_words_are_used(text: str | bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"could not be read as a vocabulary .* shipped words are used"):
        _read(text)


def test_a_missing_file_says_so() -> None:
    with pytest.raises(UnreadableFile):
        read_vocabulary(Path("nowhere.toml"))


def test_a_kind_that_the_vocabulary_lacks_is_drawn_all_the_same() -> None:
    assert shipped_vocabulary().look("oracle").code == "Or"
