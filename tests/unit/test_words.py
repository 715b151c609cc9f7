"""Sentences come from one catalogue, so that a course can run in another language."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from sourcenet import SourceNetwork, words


def compiled(entries: dict[str, str]) -> bytes:
    """Return a gettext catalogue (.mo) of some sentences; the format is eight numbers, two tables, the texts."""
    pairs = sorted(
        {"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n", **entries}.items()
    )
    keys = [key.encode() for key, _value in pairs]
    values = [value.encode() for _key, value in pairs]
    start = 28 + 16 * len(pairs)
    tables, texts, at = [b"", b""], b"", start
    for side, group in enumerate((keys, values)):
        for text in group:
            tables[side] += struct.pack("<II", len(text), at)
            texts += text + b"\0"
            at += len(text) + 1
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables[0] + tables[1] + texts


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "sourcenet.mo").write_bytes(
        compiled(
            {
                "A source needs a name: what would you call it to a friend?": "Eine Quelle braucht einen Namen.",
                "{n} source\0{n} sources": "{n} Quelle\0{n} Quellen",
            }
        )
    )
    monkeypatch.setenv("SOURCENET_LOCALE", str(tmp_path))
    words.use("de")
    yield
    words.use("")


def test_a_sentence_stays_english_without_a_language() -> None:
    assert words.language() == ""
    assert words._("Nothing to undo.") == "Nothing to undo."
    assert words.many("{n} source", "{n} sources", 1) == "1 source"
    assert words.many("{n} source", "{n} sources", 0) == "0 sources"


@pytest.mark.usefixtures("german")
def test_a_refusal_speaks_the_language_of_the_course() -> None:
    with pytest.raises(ValueError, match="Eine Quelle braucht einen Namen"):
        SourceNetwork.in_memory().add("  ")
    assert words.many("{n} source", "{n} sources", 2) == "2 Quellen"


@pytest.mark.usefixtures("german")
def test_what_a_catalogue_lacks_stays_english() -> None:
    assert words._("Nothing to redo.") == "Nothing to redo."


def test_a_language_without_a_catalogue_stays_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCENET_LOCALE", str(tmp_path))
    monkeypatch.setenv("SOURCENET_LANGUAGE", "xx")
    words.use("")
    assert words._("Nothing to undo.") == "Nothing to undo."
