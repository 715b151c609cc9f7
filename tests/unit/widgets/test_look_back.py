"""The look back on the Python side: sentences, days, comparisons, the still; it changes nothing and follows all."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.unit.widgets.test_builder import ADD, BLOG, Page

import sourcenet as sn
from sourcenet.errors import BadValue
from sourcenet.widgets import looked
from sourcenet.widgets.look_back import LookBack
from sourcenet.widgets.looked import compared, looked_html, looked_record


@pytest.fixture
def network(tmp_path: Path) -> sn.SourceNetwork:
    return sn.open_network(tmp_path / "net.jsonl", learner="learner-07", question="Is it worth studying late at night?")


@pytest.fixture
def page(network: sn.SourceNetwork) -> Page:
    widget = LookBack(network)
    widget._loop = widget._thinker.loop = None  # browser tests leave a loop behind that nobody turns
    return Page(widget)  # type: ignore[arg-type]


def state_of(widget: LookBack) -> dict[str, Any]:
    return dict(json.loads(widget.get_state("state")["state"]))


def test_the_state_holds_sentences_and_days() -> None:
    widget = LookBack(sn.load_example("first-steps"), task="What has changed most?")
    widget._loop = None
    state = state_of(widget)
    assert state["task"] == "What has changed most?" and len(state["sources"]) == 12
    says = state["says"]
    assert 1 <= len(says["first"]) <= 3 and len(says["page"]) >= len(says["first"])
    assert says["since"] == "2026-09-03" and says["today"] == "2026-10-01" and says["before"] == "2026-09-02"
    assert says["days"][0] == ["2026-09-03", "3 September 2026"] and len(says["active"]) == 8
    assert says["try"] == sn.summarise(sn.load_example("first-steps")).suggestion.text


def test_sentences_keep_what_stands_behind_them_and_what_they_point_at(monkeypatch: pytest.MonkeyPatch) -> None:
    said = sn.measures.sentences.Said("So it is.", "me", "", "reach", "8 of 12", ("a", "b"), True)  # type: ignore[attr-defined]
    monkeypatch.setattr(looked, "sentences_of", lambda _network: looked.Looked((said,), (said,), ""))
    told = looked_record(sn.load_example("first-steps"))["first"]
    assert told == [{"text": "So it is.", "about": "me", "figure": "8 of 12", "points": ["a", "b"], "early": True}]


@pytest.mark.parametrize("since", ["soon", "2026-09", 5])
def test_a_day_that_is_none_gets_a_sentence(network: sn.SourceNetwork, since: Any) -> None:
    with pytest.raises(BadValue) as raised:
        LookBack(network, since=since)
    assert "2026-10-01" in raised.value.sentence


def test_a_day_on_which_nothing_happened_can_be_chosen() -> None:
    says = looked_record(sn.load_example("first-steps"), looked.valid_day("2026-09-05"))
    assert says["since"] == "2026-09-05" and ["2026-09-05", "5 September 2026"] in says["days"]
    assert "2026-09-05" not in says["active"]


def test_two_days_are_compared_when_a_page_asks(page: Page, network: sn.SourceNetwork) -> None:
    network.add("Half an Hour", kind="site")
    today = network.today.isoformat()
    answer = page.send(type="compare", since="2020-01-01", until="")
    assert answer["type"] == "answer" and answer["ok"] and answer["client"] == "page0001"
    assert answer["until"] == today and [row[2] for row in answer["rows"]] == ["new"]
    assert [one["name"] for one in answer["sources"]] == ["Half an Hour"]
    assert answer["positions"].keys() == {"me", answer["sources"][0]["id"]}
    same = page.send(type="compare", since=today, until=today)
    assert same["same"] and same["rows"] == []


@pytest.mark.parametrize(
    "message", [{"since": "2030-01-01", "until": "2020-01-01"}, {"since": "x"}, {"until": "../etc"}]
)
def test_days_the_wrong_way_round_get_a_sentence(page: Page, message: dict[str, Any]) -> None:
    answer = page.send(type="compare", **message)
    assert answer["type"] == "answer" and answer["ok"] is False
    assert answer["text"].endswith(".") and "Error" not in answer["text"]


def test_a_fault_of_ours_is_a_sentence(
    page: Page, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_network: object, _message: object) -> dict[str, Any]:
        raise RuntimeError("a fault")

    monkeypatch.setattr(LookBack, "asks", {"compare": broken})
    answer = page.send(type="compare", since="")
    assert answer["ok"] is False and "on our side" in answer["text"] and "a fault" in caplog.text


def test_what_is_gone_is_told_with_its_reason_and_its_place(network: sn.SourceNetwork) -> None:
    example = sn.load_example("first-steps")
    answer = compared(example, {"since": "2026-09-03", "until": ""})
    gone = {row[3]: row for row in answer["rows"] if row[2] == "gone"}
    assert gone["sleep app"][4].startswith("set aside: ")
    assert gone["sleep app"][0] in answer["positions"]
    day = compared(example, {"since": "2026-09-17", "until": "2026-09-22", "day": True})
    assert any("set aside" in did for did, _what in day["lines"])


def test_what_stands_on_the_screen_stays_there_whatever_the_day(page: Page, network: sn.SourceNetwork) -> None:
    blog = network.add("Half an Hour")
    network.place({blog.id: (400.0, 300.0)})
    network.prune(network.add("Jisc"), reason="old")
    shown = {id: list(at) for id, at in page.builder._told.tables["positions"].items()}
    answer = page.send(type="compare", since="2020-01-01", places={blog.id: ["x", None]})
    assert answer["ok"] and {id: at for id, at in answer["positions"].items() if id in shown} == shown


def test_it_changes_nothing(page: Page, network: sn.SourceNetwork) -> None:
    before = len(network.events)
    for message in ({"type": "do", "events": [ADD]}, {"type": "arrange"}, {"type": "join", "file": "x"}):
        assert page.send(**message)["type"] == "reject"
    assert len(network.events) == before


def test_it_follows_what_is_changed_elsewhere(page: Page, network: sn.SourceNetwork) -> None:
    network.propose([ADD])
    told = page.heard[-1]
    assert told["type"] == "patch" and told["sources"][BLOG]["name"] == "Half an Hour" and told["positions"][BLOG]


def test_while_a_notebook_is_graded_there_is_only_the_still(
    network: sn.SourceNetwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    widget = LookBack(network)
    assert widget.comm is None and widget.get_state("state") == {"state": b"{}"}


def test_the_still_has_sentences_picture_and_table_and_no_script() -> None:
    html = looked_html(sn.load_example("first-steps"))
    for part in (
        "Look back, 1 October 2026",
        "In one step you get to 8 of your 12",
        "Try next.",
        "<svg",
        "What is different",
    ):
        assert part in html
    assert "beside 3 September 2026" in html and "sleep app" in html
    assert not re.search(r"<script|\son\w+=|javascript:", html)
    assert html.startswith('<div class="sn-still">')


def test_a_network_of_one_day_leaves_its_own_picture_and_tables(network: sn.SourceNetwork) -> None:
    network.connect("me", network.add("Half an Hour"), why="weekly")
    html = looked_html(network)
    assert "me to Half an Hour" in html and "beside" not in html


def test_the_still_shows_no_more_than_is_handed_in(network: sn.SourceNetwork) -> None:
    for n in range(6):
        network.connect("me", network.add(f"source {n}"), why="Zofia knows it")
    network.add("Zofia Nowak", kind="person")  # the one that hangs nowhere yet: a sentence names her
    network.connect("me", network.add("Verein", kind="community", private=True))
    html = looked_html(network)
    assert "How did you come by Z. N.?" in html and not any(trace in html for trace in ("Nowak", "Zofia", "Verein"))


def test_an_empty_network_is_looked_back_on_kindly() -> None:
    empty = sn.SourceNetwork.in_memory()
    says = looked_record(empty)
    assert says["first"][0]["text"] == "Nothing is here yet." and says["active"] == []
    assert len(says["days"]) == 1
    assert "Nothing is here yet." in looked_html(empty)
