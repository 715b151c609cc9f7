"""One line of a journal: written and read back, its sum, and what is not taken for a line."""

from __future__ import annotations

import json

import pytest

from sourcenet.model.events import ENVELOPE, MAX_LINE, Damaged, Event, decode, encode, make_id, sum_of


def _event(**fields: object) -> Event:
    return Event("abcdefghijkl", "2026-10-01T14:03:05Z", "learner-07", "add", dict(fields))


def test_a_line_says_what_was_done_and_ends_in_its_sum() -> None:
    line = encode(_event(name="Half an Hour"), "0123456789abcdef")
    assert line == (
        b'{"id":"abcdefghijkl","at":"2026-10-01T14:03:05Z","by":"learner-07","prev":"0123456789abcdef","do":"add",'
        b'"name":"Half an Hour","sum":"' + sum_of(line[: line.rindex(b',"sum"')]).encode() + b'"}\n'
    )


@pytest.mark.parametrize(
    "name", ["Half an Hour", 'a "quoted" \\ name', "été 🌙 שלום", "two\nlines", "\u2028", "half \ud83d of it"]
)
def test_what_is_written_is_read_back(name: str) -> None:
    event = _event(name=name, tags=["a", "b"], known=True, weight=0.5)
    event.group = "import-x"
    line = encode(event, "")
    assert line.count(b"\n") == 1
    read = decode(line.rstrip(b"\n"))
    assert read == event
    assert (read.prev, read.sum) == ("", event.sum)


def test_the_sum_covers_the_line_before() -> None:
    assert encode(_event(name="x"), "a").split(b'"sum"')[1] != encode(_event(name="x"), "b").split(b'"sum"')[1]


def test_a_changed_byte_is_found() -> None:
    line = encode(_event(name="Half an Hour"), "").rstrip()
    for place in range(len(line)):
        changed = bytearray(line)
        changed[place] ^= 1
        with pytest.raises(Damaged):
            decode(bytes(changed))


def test_a_field_never_stands_in_for_the_envelope() -> None:
    event = _event(name="x", id="another-id-00", by="somebody", prev="f", sum="0", do="forget", group="g", at="never")
    read = decode(encode(event, "").rstrip())
    assert (read.id, read.by, read.do, read.at, read.group) == (event.id, event.by, "add", event.at, "")
    assert ENVELOPE.isdisjoint(read.fields)


def test_other_blanks_by_another_program_are_the_same_content() -> None:
    line = encode(_event(name="été"), "").rstrip()
    members = json.loads(line)
    assert decode(json.dumps(members, ensure_ascii=False).encode()) == decode(line)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", "not readable"),
        (b"not json", "not readable"),
        (b"\xff\xfe{}", "not readable"),
        (b"[1, 2]", "not an event"),
        (b'"text"', "not an event"),
        (b"{}", "sum"),
        (b'{"sum":5}', "sum"),
        (b'{"a":NaN,"sum":"x"}', "not readable"),
        (b'{"a":1e999,"sum":"x"}', "not readable"),
        (b"[" * 100_000, "not readable"),
        (b'{"a":' + b"9" * 5000 + b"}", "not readable"),
        (b" " * (MAX_LINE + 1), "too long"),
    ],
)
def test_what_is_no_line_says_why(line: bytes, why: str) -> None:
    with pytest.raises(Damaged, match=why):
        decode(line)


@pytest.mark.parametrize("member", ["id", "at", "by", "do"])
@pytest.mark.parametrize("value", [None, 5, ["x"], "missing"])
def test_an_envelope_is_made_of_texts(member: str, value: object) -> None:
    members: dict[str, object] = {"id": "abcdefghijkl", "at": "t", "by": "l", "prev": "", "do": "add"}
    if value == "missing":
        del members[member]
    else:
        members[member] = value
    raw = json.dumps(members, separators=(",", ":")).encode()[:-1]
    with pytest.raises(Damaged, match="has"):
        decode(raw + b',"sum":"' + sum_of(raw).encode() + b'"}')


def test_ids_are_long_and_new() -> None:
    ids = {make_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(id) == 16 and id.isalnum() and id == id.lower() for id in ids)


def test_events_are_equal_by_what_they_say() -> None:
    assert _event(name="x") == _event(name="x")
    assert _event(name="x") != _event(name="y")
    assert _event(name="x") != "x"
    assert len({_event(name="x"), _event(name="x")}) == 1
    assert "undone" not in repr(_event())
