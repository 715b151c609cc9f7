"""The page on the journal, its schema, the code and real journals say the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sourcenet
from sourcenet import SourceNetwork, open_network
from sourcenet.model.events import ENVELOPE, FORMAT, MAX_LINE, decode
from sourcenet.model.replay import KNOWN_VERBS
from sourcenet.model.rules import _RULES
from sourcenet.model.source import CONNECTION_FIELDS, SOURCE_FIELDS

ROOT = Path(sourcenet.__file__).parents[2]
PAGE = (ROOT / "docs" / "journal.md").read_text("utf-8")
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "journal.schema.json").read_text("utf-8"))
EXAMPLE = re.search(r"```jsonl\n(.*?)```", PAGE, re.DOTALL)
assert EXAMPLE is not None
LINES = EXAMPLE[1].encode().split(b"\n")[:-1]


def _table(first: str) -> dict[str, list[str]]:
    rows = re.search(rf"\| {first} \|.*?\n\|[-|]+\n((?:\|.*\n)+)", PAGE)
    assert rows is not None
    cells = [row.split("|") for row in rows[1].splitlines()]
    return {row[1].strip(" `"): re.findall(r"`(\w+)`", row[2]) for row in cells}


VERBS = _table("verb")
validator = jsonschema.Draft202012Validator(SCHEMA)


def _in_schema(verb: str) -> set[str]:
    return set(SCHEMA["$defs"][verb]["properties"])


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_table_schema_and_code_have_the_same_verbs() -> None:
    in_schema = {rule["if"]["properties"]["do"]["const"] for rule in SCHEMA["allOf"]}
    assert set(VERBS) == in_schema == set(KNOWN_VERBS) == {decode(line).do for line in LINES}
    assert set(VERBS) == set(_RULES) | {"undo", "redo", "forget", "forgotten"}


@pytest.mark.parametrize("verb", VERBS)
def test_table_and_schema_have_the_same_fields(verb: str) -> None:
    assert set(VERBS[verb]) == _in_schema(verb)


def test_sources_and_connections_have_the_fields_of_the_code() -> None:
    assert _in_schema("add") == SOURCE_FIELDS and _in_schema("connect") == CONNECTION_FIELDS
    assert set(SCHEMA["$defs"]["reconnect"]["properties"]["set"]["properties"]) == CONNECTION_FIELDS - {"start", "end"}


def test_the_envelope_is_the_same() -> None:
    assert set(_table("member")) == ENVELOPE
    assert set(SCHEMA["required"]) == ENVELOPE - {"group"}
    assert f"now `{FORMAT}`" in PAGE and f"at most {MAX_LINE:,} bytes" in PAGE


def test_the_reserved_verbs_are_not_in_use() -> None:
    reserved = re.search(r"\*\*Reserved\*\*.*?\n((?:`\w+` ?)+)\.", PAGE)
    assert reserved is not None
    assert set(re.findall(r"\w+", reserved[1])) == {"share", "adopt"}
    assert KNOWN_VERBS.isdisjoint(re.findall(r"\w+", reserved[1]))


def test_the_example_is_a_real_journal() -> None:
    Path("my-network.jsonl").write_bytes(b"\n".join(LINES) + b"\n")
    network = open_network("my-network.jsonl")
    assert network.notes == () and network.verify().ok and len(network.events) == len(LINES)
    assert network.question == "Is it worth studying late at night?" and network.traversals[0].real
    for line in LINES:
        fields = set(decode(line).fields) - {"stood"}
        assert fields <= set(VERBS[decode(line).do])


def _full(network: SourceNetwork) -> None:
    """Use every verb with every field that it has."""
    texts = dict.fromkeys(SOURCE_FIELDS - {"tags", "private", "known", "machine"}, "x")
    texts |= dict.fromkeys(("added", "checked", "published"), "2026-10-01")
    texts |= {"name": "full", "kind": "book", "url": "https://a.example", "feed": "https://a.example/feed"}
    texts |= {"origin": "brought", "setting": "formal"}
    source = network.add(**texts, tags=["x"], private=False, known=True, machine=True)  # type: ignore[arg-type]
    other = network.add("other", kind="person")
    more = dict.fromkeys(CONNECTION_FIELDS - {"start", "end", "strength", "weight", "formed", "last_used"}, "x")
    tie = network.connect("me", source, **more, strength=4, formed="2026", last_used="2026-10", weight=1.5)  # type: ignore[arg-type]
    network.edit(source, viewpoint="critic", tags=["y"])
    network.edit(tie, weight=2, why="")
    network.edit("question", question="another?")
    network.prune(other, reason="x")
    network.restore(other)
    network.place({source.id: [1, 2.5], "me": [0, 0]})
    card = network.appraise(other, "sift", {"who": "x"}, evidence="x", compared_with=[source])
    site = network.add("a site")
    network.appraise(site, "craap", {"currency": 3}, seen={"currency": "dated"}, said={source.id: "x"}, verdict="for a first look")
    first = network.decide("x", why="y", change_my_mind="z")
    network.decide("x", why="again", revisits=first, outcome="held", event=tie.id)
    comment = network.comment(tie, "unclear reason", "x", suggestion="y")
    network.comment("abcdefghijkl", "strength", "x", about="another", anchor="a place")
    network.answer(comment, reason="x", change=card.id)
    network.renew(tie, used_for="x", on="2026-10-01")
    network.post("01-reflect", "x", answers={"choice": "A", "sure": 2}, refers=[source])
    network.traverse("q", ["me", source], ["x"])
    network.choose(tie, card)
    network.unchoose(card)
    network.begin("build-network")
    with network.group("g"):
        network.add("a")
        network.add("b")
    network.undo()
    network.redo()
    network.propose([{"do": "add", "name": "foreign", "extra": {"mood": "calm", "list": [1, 2]}}])


def _journals() -> Iterator[tuple[str, bytes]]:
    Path("build-network").mkdir()
    network = open_network("my-network.jsonl", learner="Ines Okoro", question="q?")
    _full(network)
    yield "a learner's", Path("my-network.jsonl").read_bytes()
    network.hand_in("build-network")
    yield "handed in", Path("build-network/my-network.jsonl").read_bytes()
    network.add("Ruth", kind="person")
    network.decide("ask Ruth")
    network.forget("Ruth")
    yield "with something forgotten", Path("my-network.jsonl").read_bytes()
    yield "on the page", b"\n".join(LINES) + b"\n"
    for path in sorted((ROOT / "toolkit" / "sourcenet" / "data" / "examples").rglob("*.jsonl")):
        yield path.stem, path.read_bytes()


def test_real_journals_are_valid() -> None:
    seen = set()
    for name, data in _journals():
        for number, line in enumerate(data.split(b"\n")[:-1], 1):
            validator.validate(json.loads(line))
            event = decode(line)
            seen.add(event.do)
            foreign = {"mood", "list", "stood"}
            assert event.fields.keys() - foreign <= _in_schema(event.do), (name, number)
    assert seen == set(KNOWN_VERBS)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "short"},
        {"at": "2026-10-01 10:00"},
        {"by": 5},
        {"prev": "xyz"},
        {"sum": ""},
        {"do": 5},
        {"do": "add", "kind": "site"},
        {"do": "add", "name": "x", "kind": "site", "url": "javascript:alert(1)"},
        {"do": "add", "name": "x", "kind": "site", "private": "yes"},
        {"do": "add", "name": "x", "kind": "site", "checked": "1.10.2026"},
        {"do": "connect", "start": "me", "end": "you", "relation": "x", "strength": 3},
        {"do": "connect", "start": "me", "end": "abcdefghijkl", "relation": "x", "strength": 6},
        {"do": "prune", "of": "abcdefghijkl"},
        {"do": "place", "to": {"me": [1]}},
        {"do": "traverse", "steps": ["abcdefghijkl", "me"]},
        {"do": "edit", "of": "question", "set": {"name": "x"}},
        {"do": "begin"},
        {"do": "begin", "format": "2.0"},
        {"do": "undo"},
        {"do": "comment", "of": "abcdefghijkl", "text": "x"},
        {"do": "comment", "of": "me", "type": "x", "text": "x"},
        {"do": "answer", "of": "abcdefghijkl"},
        {"do": "post", "text": "x"},
        {"do": "decide", "what": "x", "revisits": "abcdefghijkl", "outcome": "maybe"},
    ],
    ids=str,
)
def test_the_schema_refuses_what_is_none(change: dict[str, Any]) -> None:
    line = {"id": "abcdefghijkl", "at": "2026-10-01T10:00:00Z", "by": "l", "prev": "", "do": "later", "sum": "0" * 16}
    validator.validate(line)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**line, **change})
