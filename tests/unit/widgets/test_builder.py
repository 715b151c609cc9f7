"""The Builder's Python side, without a browser: what it is told, what it answers, what stands in the journal then."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import sourcenet as sn
from sourcenet.model import journal
from sourcenet.model.records import source
from sourcenet.widgets import still
from sourcenet.widgets.builder import Builder
from sourcenet.widgets.still import still_html
from sourcenet.widgets.told import connection_record, source_record

BLOG, TIE, AUNT = "blog000000000000", "tie0000000000000", "aunt000000000000"
ADD = {"id": BLOG, "do": "add", "name": "Half an Hour", "kind": "site"}


class Page:
    """Stands for a page: sends messages to a Builder and keeps what comes back."""

    def __init__(self, builder: Builder) -> None:
        self.builder, self.heard, self.seq = builder, [], 0
        builder.send = self.heard.append  # type: ignore[method-assign]
        # A page has the state before it is told of changes; where a loop runs (browser tests leave one) it comes later.
        builder._whole_state()

    def send(self, **message: Any) -> dict[str, Any]:
        """Send a message; return the answer to it."""
        self.seq += 1
        self.builder._receive(self.builder, {"client": "page0001", "seq": self.seq, **message}, [])
        return next(one for one in reversed(self.heard) if one.get("seq") == self.seq)

    def do(self, *events: dict[str, Any]) -> dict[str, Any]:
        """Send events."""
        return self.send(type="do", events=list(events))


@pytest.fixture
def network(tmp_path: Path) -> sn.SourceNetwork:
    return sn.open_network(tmp_path / "net.jsonl", learner="learner-07", question="Is it worth studying late at night?")


@pytest.fixture
def page(network: sn.SourceNetwork) -> Page:
    return Page(Builder(network))


def verbs(network: sn.SourceNetwork) -> list[str]:
    return [event.do for event in network.events]


def state_of(builder: Builder) -> dict[str, Any]:
    return dict(json.loads(builder.get_state("state")["state"]))


def test_a_source_is_kept_with_its_place_in_one_write(page: Page, network: sn.SourceNetwork) -> None:
    answer = page.do(ADD)
    assert answer["type"] == "patch" and answer["client"] == "page0001"
    assert answer["sources"][BLOG]["name"] == "Half an Hour"
    assert verbs(network) == ["begin", "add", "place"]
    assert answer["positions"][BLOG] == list(network.positions[BLOG])
    assert network.can_undo == "added Half an Hour", "the place is no act of its own"


def test_the_picture_is_the_same_the_next_day(page: Page, network: sn.SourceNetwork) -> None:
    page.do(ADD, {"id": AUNT, "do": "add", "name": "my aunt", "kind": "person"})
    page.do({"id": TIE, "do": "connect", "start": "me", "end": AUNT, "why": "She knows."})
    shown = state_of(page.builder)["positions"]
    again = Builder(sn.open_network(network.path))
    assert state_of(again)["positions"] == shown


def test_showing_writes_nothing(network: sn.SourceNetwork) -> None:
    network.add("Half an Hour")
    before = network.path.read_bytes() if network.path else b""
    state_of(Builder(network))
    assert network.path is not None and network.path.read_bytes() == before


def test_a_first_gesture_keeps_all_places_that_were_shown(network: sn.SourceNetwork) -> None:
    for name in ("Half an Hour", "Jisc", "ERIC"):
        network.add(name)
    page = Page(Builder(network))
    shown = state_of(page.builder)["positions"]
    moved = network.sources[0].id
    page.do({"do": "place", "to": {moved: [400, 300]}})
    assert {id: list(at) for id, at in network.positions.items()} == {**shown, moved: [400, 300]}


def test_a_refusal_names_the_field_and_says_what_stands(page: Page, network: sn.SourceNetwork) -> None:
    page.do(ADD)
    answer = page.do({"do": "edit", "of": BLOG, "set": {"url": "javascript:alert(1)"}})
    assert answer["type"] == "reject" and answer["field"] == "url"
    assert answer["text"].startswith("This address was not kept.")
    assert answer["sources"][BLOG]["name"] == "Half an Hour" and "url" not in answer["sources"][BLOG]
    assert "edit" not in verbs(network)


def test_a_refused_group_leaves_nothing_behind(page: Page, network: sn.SourceNetwork) -> None:
    answer = page.do(ADD, {"id": AUNT, "do": "add", "name": "", "kind": "person"})
    assert answer["type"] == "reject"
    assert network.sources == () and not (network.path and network.path.exists())


def test_a_change_sent_twice_is_made_once(page: Page, network: sn.SourceNetwork) -> None:
    page.do(ADD)
    answer = page.do(ADD)
    assert answer["type"] == "patch"
    assert verbs(network).count("add") == 1


def test_undo_redo_and_forget(page: Page, network: sn.SourceNetwork) -> None:
    page.do(ADD)
    assert page.do({"do": "undo"})["sources"] == {BLOG: None}
    assert BLOG in page.do({"do": "redo"})["sources"]
    answer = page.do({"do": "forget", "of": BLOG})
    assert answer["type"] == "all" and answer["state"]["sources"] == []
    assert network.path is not None and b"Half an Hour" not in network.path.read_bytes()


def test_setting_aside_takes_connections_along(page: Page) -> None:
    page.do(ADD)
    page.do({"id": TIE, "do": "connect", "start": "me", "end": BLOG, "why": "Weekly."})
    answer = page.do({"do": "prune", "of": BLOG, "reason": "I stopped reading it."})
    assert answer["sources"] == {BLOG: None} and answer["connections"] == {TIE: None}
    assert answer["archive"][BLOG]["reason"] == "I stopped reading it."


def test_a_change_in_python_is_told_to_every_page(network: sn.SourceNetwork) -> None:
    pages = [Page(Builder(network)), Page(Builder(network))]
    network.add("Jisc", kind="organisation")
    for page in pages:
        told = page.heard[-1]
        assert told["client"] is None and [one["name"] for one in told["sources"].values()] == ["Jisc"]
        assert told["positions"], "it has its place at once"


def test_another_notebooks_change_is_told(page: Page, network: sn.SourceNetwork) -> None:
    page.do(ADD)
    sn.open_network(network.path).add("Jisc")
    page.builder._look_at_file()
    assert [one["name"] for one in page.heard[-1]["sources"].values()] == ["Jisc"]


@pytest.mark.parametrize(
    "message",
    [
        {"type": "do", "events": None},
        {"type": "do", "events": ["add"]},
        {"type": "do", "events": [{"do": "burn", "of": "me"}]},
        {"type": "do", "events": [{"do": "forget", "of": None}]},
        {"type": "do", "events": [{"do": "place", "to": {"me": ["x", {}]}}]},
        {"type": "join", "file": "../../etc/passwd"},
        {"type": "dance"},
        {},
    ],
)
def test_what_cannot_be_understood_gets_a_sentence(page: Page, message: dict[str, Any]) -> None:
    answer = page.send(**message)
    assert answer["type"] == "reject"
    assert answer["text"].endswith(".") and "Traceback" not in answer["text"] and "Error" not in answer["text"]


def test_a_fault_of_ours_is_a_sentence_and_loses_nothing(
    page: Page, network: sn.SourceNetwork, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    page.do(ADD)

    def broken(_events: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(network, "propose", broken)
    answer = page.do({"do": "edit", "of": BLOG, "set": {"name": "another"}})
    assert answer["type"] == "reject" and "on our side" in answer["text"]
    assert "a fault" in caplog.text
    assert network.source(BLOG).name == "Half an Hour"


def test_while_a_notebook_is_graded_there_is_only_the_still(
    network: sn.SourceNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    builder = Builder(network)
    assert builder.comm is None, "no script is stored in the notebook"
    assert builder.get_state("state") == {"state": b"{}"}


def test_a_still_that_is_drawn_later_is_no_html_until_then(
    network: sn.SourceNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any HTML makes JupyterLab load MathJax, just when the picture is to be drawn."""
    published: list[dict[str, Any]] = []
    handle = SimpleNamespace(update=lambda shown: published.append({"text/html": shown.data}))
    room = SimpleNamespace(
        HTML=lambda data: SimpleNamespace(data=data),
        display=lambda shown, raw, display_id: (published.append(shown if raw else {"text/html": shown.data}), handle)[1],
    )
    monkeypatch.setattr(still, "display_room", lambda: room)
    later = still.Still(network)
    later.show(now=False)
    assert published == [{"text/plain": ""}]
    later.put(later.draw(network))
    assert "sn-still" in published[1]["text/html"]


def test_records_say_what_the_network_says(network: sn.SourceNetwork) -> None:
    """The quick way to a page's records agrees with the way everything else takes."""
    paper = network.add(
        "The strength of weak ties", kind="paper", authors="Granovetter, M.", year="1973", tags=["ties"]
    )
    network.connect("me", paper, relation="reads", strength="often", why="Everybody\u202e cites it.")
    state = network.plain()
    for thing, record in zip(network.sources, state.in_order(state.sources), strict=True):
        told = source_record(record)
        assert told.get("label", told["name"]) == thing.label
        for name, value in told.items():
            if name not in ("label", "tags"):
                assert value == getattr(thing, name), name
    for tie, record in zip(network.connections, state.in_order(state.connections), strict=True):
        told = connection_record(record, network)
        assert told.pop("family") == "uses"
        assert all(value == getattr(tie, name) for name, value in told.items())


@pytest.mark.parametrize("odd", [5, 5.5, None, True, [], {}, "a\u202eb\x00c", "x" * 50_000, "\ud800"])
@pytest.mark.parametrize("field", ["name", "kind", "url", "notes", "year", "viewpoint", "tags"])
def test_a_journal_written_by_hand_breaks_no_page(field: str, odd: Any) -> None:
    record = {"id": BLOG, "name": "Half an Hour", field: odd}
    told = source_record(record)
    text = json.dumps(told)
    assert told["name"] == source(record).name
    assert "\\u202e" not in text and "\\u0000" not in text and "\\ud800" not in text
    assert told["name"] and len(text) < 20_000


def test_an_address_that_runs_is_not_told() -> None:
    assert "url" not in source_record({"id": BLOG, "name": "x", "url": "javascript:alert(1)"})


def test_another_notebooks_change_never_answers_for_ours(
    page: Page, network: sn.SourceNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.do(ADD)
    sn.open_network(network.path).add("Jisc")

    def full(_fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "flush", full)
    page.heard.clear()
    answer = page.do({"id": AUNT, "do": "add", "name": "my aunt, pharmacist", "kind": "person"})
    assert answer["type"] == "reject" and "No space left" in answer["text"]
    assert [one["type"] for one in page.heard if one.get("seq")] == ["reject"], "one answer, and it is the refusal"
    assert [source.name for source in network.sources] == ["Half an Hour", "Jisc"]


def test_a_page_gets_its_answer_when_the_file_cannot_be_read(page: Page, network: sn.SourceNetwork) -> None:
    page.do(ADD)
    network.path.unlink()
    network.path.mkdir()
    answer = page.do({"do": "edit", "of": BLOG, "set": {"name": "another"}})
    assert answer["type"] == "reject" and "is a folder" in answer["text"]


def test_what_an_empty_network_could_not_send_is_found_again_by_the_next_opening(tmp_path: Path) -> None:
    def key(**who: str) -> str:
        return str(state_of(Builder(sn.open_network(tmp_path / "net.jsonl", **who)))["where"]["key"])

    first = key()
    assert key() == first != "", "nobody has written here yet: the file alone says which network it is"
    begun = sn.open_network(tmp_path / "net.jsonl", learner="learner-07")
    page = Page(Builder(begun))
    assert state_of(page.builder)["where"]["key"] == first
    told = page.do(ADD)
    assert told["where"]["key"] == key() != first, "from the first event on it is kept for this learner only"
    assert "where" not in page.do({"id": TIE, "do": "connect", "start": "me", "end": BLOG, "relation": "reads"})


def test_a_public_person_is_told_as_one(network: sn.SourceNetwork) -> None:
    said = {"name": "Ada Lovelace", "kind": "person"}
    assert "known" not in source_record(said), "the page takes them to be known"
    assert source_record({**said, "known": False})["known"] is False
    assert source_record({**said, "known": True})["known"] is True
    assert "known" not in source_record({"name": "a page", "kind": "site", "known": False})


def test_the_still_shows_no_more_than_is_handed_in_and_the_page_shows_all(network: sn.SourceNetwork) -> None:
    network.connect("me", network.add("Zofia Nowak", kind="person"), why="Zofia knows")
    network.connect("me", network.add("Verein", kind="community", private=True), why="they help")
    html = still_html(network)
    assert "Z. N." in html and "1 private source is not drawn." in html
    assert not any(trace in html for trace in ("Nowak", "Zofia", "Verein", "they help"))
    told = json.dumps(state_of(Builder(network)))
    assert "Zofia Nowak" in told and "Verein" in told
