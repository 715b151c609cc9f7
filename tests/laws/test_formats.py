"""Laws of the formats: what is written and read again is what it was, as far as the format holds it; nothing is doubled."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import sourcenet as sn
from sourcenet.errors import SourcenetError
from sourcenet.formats import FORMATS
from sourcenet.model import journal
from sourcenet.model.identity import same
from sourcenet.safety import clean_text

laws = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=25, database=None)
EXCHANGE = [name for name in FORMATS if name != "journal"]


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "flush", lambda _fd: None)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


# -- networks with everything that may stand in a field

nasty = st.sampled_from(
    [
        "=1+1", "+49 30", "-x", "@all", "'=1", "''-a", "</script><script>", "a;b", 'say "so"', "a,b", "&amp;", "<b>",
        "_x000D_", "line\none", "tab\there", "\\;", "\\", "مرحبا", "नमस्ते", "👩‍🔬", "é", "null", "true", "1.0", "007", "NaN",
        "]]>", "me", "{}", "#REF!", "＝1",
    ]
)  # fmt: skip
texts = st.one_of(nasty, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)).filter(clean_text)
words = st.one_of(nasty, st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)).filter(clean_text)
# A spreadsheet holds 16 digits; the report names numbers that have more.
floats = st.floats(-1e15, 1e15, allow_nan=False).map(lambda number: float(f"{number:.15g}"))
numbers = st.one_of(st.integers(-(2**53), 2**53), floats)
field_names = st.one_of(
    # "directed" is left out: it is the toolkit's own word for what has no direction, and holds a truth, never a text.
    words, st.sampled_from(["label", "title", "source", "target", "key", "link", "type", "field", "value", "Why"])
).filter(lambda name: clean_text(name) != "directed")
kinds = st.sampled_from(["site", "book", "idea", "object", "community", "AI assistant"])
dates = st.sampled_from(["2026-10-01", "2025-02", "2024", ""])


@st.composite
def networks(draw: st.DrawFn, beside: str = "typed") -> sn.SourceNetwork:
    network = sn.SourceNetwork.in_memory(question=draw(st.one_of(st.just(""), texts)), learner="learner-07")
    network.begin("start")
    many = draw(st.integers(0, 6))
    ids = []
    column = draw(st.dictionaries(field_names, st.sampled_from(["text", "number", "flag"]), max_size=3))
    of = {"text": texts, "number": numbers, "flag": st.booleans()} if beside == "typed" else dict.fromkeys(["text", "number", "flag"], texts)

    def extra() -> dict[str, Any]:
        return {name: draw(of[kind]) for name, kind in column.items() if draw(st.booleans())}

    for n in range(many):
        fields = {
            "name": draw(texts), "kind": draw(kinds), "notes": draw(st.one_of(st.just(""), texts)),
            "subject": draw(st.one_of(st.just(""), words)), "viewpoint": draw(st.sampled_from(["critic", "", "a,b"])),
            "url": draw(st.sampled_from(["", f"https://example.org/{n}?a=1&b=2", "mailto:a@example.org"])),
            "tags": draw(st.lists(words, max_size=3)), "year": draw(st.sampled_from(["", "2019", "n.d."])),
            "origin": draw(st.sampled_from(["brought", "added"])), "machine": draw(st.booleans()),
            "checked": draw(dates), "added": draw(dates), "extra": extra(),
        }  # fmt: skip
        try:
            ids.append(network.propose([{"do": "add", **fields}])[-1].id)
        except SourcenetError:
            assume(False)
    ends = ["me", *ids]
    for _n in range(draw(st.integers(0, 8)) if ids else 0):
        a, b = draw(st.sampled_from(ends)), draw(st.sampled_from(ends))
        if a != b:
            tie = {
                "start": a, "end": b, "relation": draw(st.one_of(st.just("reads"), words)), "why": draw(st.one_of(st.just(""), texts)),
                "strength": draw(st.integers(1, 5)), "last_used": draw(dates), "evidence": draw(st.one_of(st.just(""), texts)),
                "weight": draw(st.one_of(st.none(), floats)),
                "extra": {**extra(), **draw(st.sampled_from([{}, {"directed": False}]))},
            }  # fmt: skip
            try:
                network.propose([{"do": "connect", **tie}])
            except SourcenetError:
                assume(False)
    if ids and draw(st.booleans()):
        spots = st.integers(-9999, 9999).map(lambda n: n / 10)
        network.place({id: (draw(spots), draw(spots)) for id in draw(st.lists(st.sampled_from(ends), unique=True))} or {ids[0]: (0, 0)})
    return network


def _shown(network: sn.SourceNetwork, *, question: bool = True, me: bool = True) -> tuple[Any, ...]:
    spots = {id: at for id, at in network.positions.items() if me or id != "me"}
    return (network.question if question else "", network.sources, network.connections, spots)


@pytest.mark.parametrize("format", ["json", "graphml", "gexf", "xlsx"])
@laws
@given(network=networks())
def test_what_is_written_and_read_is_what_it_was(format: str, network: sn.SourceNetwork) -> None:
    with _folder() as folder:
        file = folder / f"n{FORMATS[format]}"
        sn.write(network, file)
        again = sn.read(file)
    assert again.report is not None and again.report.whole, again.report
    assert _shown(again, me=format != "xlsx") == _shown(network, me=format != "xlsx")


@laws
@given(network=networks(beside="text"))
def test_two_csv_files_hold_all_but_the_question(network: sn.SourceNetwork) -> None:
    with _folder() as folder:
        sn.write(network, folder / "n.csv")
        if not network.sources:
            return
        again = sn.read(folder / "n-connections.csv")
    assert again.report is not None and again.report.whole, again.report
    assert _shown(again, question=False, me=False) == _shown(network, question=False, me=False)


@laws
@given(network=networks())
def test_a_journal_is_exactly_what_it_was(network: sn.SourceNetwork) -> None:
    if network.sources:
        network.undo()
        network.decide("keep it", why="because")
    with _folder() as folder:
        file = folder / "copy.jsonl"
        sn.write(network, file)
        again, opened = sn.read(file), sn.open_network(file)
        assert again.events == network.events == opened.events
        assert _shown(again) == _shown(network) == _shown(opened)
        assert not opened.verify().damaged and not opened.notes


@pytest.mark.parametrize("format", EXCHANGE)
@laws
@given(network=networks())
def test_a_second_round_changes_nothing_more(format: str, network: sn.SourceNetwork) -> None:
    """What a format loses it loses at once: going round again is the identity, also for what it cannot hold."""
    assume(network.sources)
    with _folder() as folder:
        file = folder / f"n{FORMATS[format]}"
        sn.write(network, file)
        once = sn.read(file)
        sn.write(once, folder / f"m{FORMATS[format]}")
        twice = sn.read(folder / f"m{FORMATS[format]}")
    assert _shown(twice) == _shown(once)


@laws
@given(network=networks(), into=networks())
def test_including_twice_doubles_nothing_and_one_undo_takes_it_back(
    network: sn.SourceNetwork, into: sn.SourceNetwork
) -> None:
    before, lines = _shown(into), len(into.events)
    first = into.include(network)
    after = _shown(into)
    assert len(into.sources) == len(before[1]) + first.sources
    assert len(into.connections) == len(before[2]) + first.connections
    met = {entry.what for entry in first.merged}
    assert all(source.name in met or source.name in {s.name for s in into.sources} for source in network.sources)
    events = len(into.events)
    again = into.include(network)
    assert (again.sources, again.connections, again.changed) == (0, 0, ())
    assert _shown(into) == after and len(into.events) == events
    if events > lines and [e for e in into.events[lines:] if e.do != "place"]:
        into.undo()
        assert _shown(into)[:3] == before[:3]
        back = into.include(network)
        assert (back.sources, back.connections) == (first.sources, first.connections)


@laws
@given(network=networks(), into=networks())
def test_only_what_is_the_same_by_rule_is_met(network: sn.SourceNetwork, into: sn.SourceNetwork) -> None:
    before = {source.id: source for source in into.sources}
    fields = ("kind", "name", "url", "doi", "isbn", "arxiv", "orcid", "year", "published")

    def said(source: sn.Source) -> dict[str, str]:
        return {name: getattr(source, name) for name in fields}

    into.include(network)
    alone = [s for s in network.sources if not any(same(said(s), said(o)) for o in [*before.values(), *network.sources] if o.id != s.id)]
    assert {s.id for s in alone} <= {s.id for s in into.sources}
    assert [s for s in into.sources if s.id in before and (s.name, s.viewpoint) != (before[s.id].name, before[s.id].viewpoint)] == []


junk = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"<graphml>", b"<gexf/>", b"{}", b'{"nodes":1}', b"[1]", b"a,b\n", b"PK\x03\x04", b"\xff\xfea\0", b'{"nodes":[[]],"edges":[3]}']),
)


@laws
@given(data=junk, format=st.sampled_from([None, *FORMATS]))
def test_no_file_raises_anything_but_a_sentence(data: bytes, format: str | None) -> None:
    with _folder() as folder:
        file = folder / "something.csv"
        file.write_bytes(data)
        try:
            network = sn.read(file, format)
        except SourcenetError as error:
            assert str(error).strip() and "\n" not in str(error)
        else:
            assert network.report is not None and str(network.report)
        assert file.read_bytes() == data


@pytest.mark.parametrize("format", ["json", "graphml", "gexf", "xlsx"])
@laws
@given(network=networks(), cut=st.floats(0, 0.98), flip=st.integers(0, 255))
def test_a_cut_or_damaged_file_gives_a_sentence_or_says_what_it_read(
    format: str, network: sn.SourceNetwork, cut: float, flip: int
) -> None:
    with _folder() as folder:
        file = folder / f"n{FORMATS[format]}"
        sn.write(network, file)
        data = file.read_bytes()
        file.write_bytes(data[: int(len(data) * cut)])
        with pytest.raises(SourcenetError):
            sn.read(file)
        damaged = bytearray(data)
        damaged[int(len(data) * cut)] = flip
        file.write_bytes(bytes(damaged))
        try:
            assert sn.read(file).report is not None
        except SourcenetError as error:
            assert str(error).strip()
