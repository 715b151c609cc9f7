"""What holds for every sheet on any network: it draws, leaves a still, refuses with a sentence, and changes nothing unasked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.unit.widgets.craft import HOSTILE, NETWORKS, SHEETS, empty, learner, opened

import sourcenet as sn
from sourcenet.widgets import blocks as b

KINDS = {
    *("heading", "text", "note", "items", "table", "picture", "scale", "card", "columns", "fold", "act", "buttons", "tabs"),
    *("pick", "options", "form", "line", "area", "date", "select", "five", "choice", "ticks", "part"),
}


def inside(blocks: list[Any]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if isinstance(block, dict):
            yield block
            for part in ("inside", "main", "side", "fields", "more", "items"):
                yield from inside(list(block.get(part, ())))
            for row in block.get("rows", ()) if isinstance(block.get("rows"), list) else ():
                yield from inside(list(row))


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_page_of_a_sheet_is_drawn_and_leaves_a_still(sheet: str, name: str) -> None:
    network = NETWORKS[name]()
    before = len(network.events)
    one = opened(SHEETS[sheet], network)
    tabs = [block for block in inside(one._page["blocks"]) if block["is"] == "tabs"]
    for value in [tab[0] for block in tabs for tab in block["tabs"]] or [""]:
        if value:
            one._receive(None, {"type": "act", "act": tabs[0]["act"], "given": {"value": value}, "seq": 1, "client": "c"}, None)
        page = one._drawn()
        json.dumps(page)
        found = list(inside(page["blocks"]))
        assert {block["is"] for block in found} <= KINDS and page["blocks"]
        for block in found:  # all that can be pressed is there
            for act in [block[part] for part in ("act", "cancel", "back") if part in block]:
                assert callable(getattr(one, f"act_{act}")), act
        still = one._still_html(network)
        assert '<div class="sn-still">' in still and "<script" not in still and "<img src=x" not in still
    assert len(network.events) == before, "looking changes nothing"


@pytest.mark.parametrize("sheet", SHEETS)
def test_keys_of_forms_and_buttons_are_met_once(sheet: str) -> None:
    page = opened(SHEETS[sheet], learner())._page
    keys = [block["key"] for block in inside(page["blocks"]) if block["is"] in ("form", "act", "pick", "options") and "key" in block]
    assert len(keys) == len(set(keys))
    for block in inside(page["blocks"]):
        if block["is"] == "form":
            names = [one["name"] for one in inside(block["fields"]) if one["is"] != "ticks" and "name" in one]
            assert len(names) == len(set(names)), block["key"]


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_empty_form_is_kept_or_refused_with_a_sentence(sheet: str, name: str) -> None:
    network = NETWORKS[name]()
    one = opened(SHEETS[sheet], network)
    for block in list(inside(one._page["blocks"])):
        if block["is"] != "form":
            continue
        one.sent.clear()  # type: ignore[attr-defined]
        message = {"type": "act", "act": block["act"], "given": block.get("given", {}), "form": {}, "key": block["key"], "seq": 3, "client": "c"}
        one._receive(None, message, None)
        (answer,) = one.sent  # type: ignore[attr-defined]
        if answer["type"] == "refused":
            assert re.fullmatch(r"[“A-Z0-9\"].*[.?]", answer["text"], re.DOTALL) and "our side" not in answer["text"], answer
            assert answer["key"] == block["key"] and answer["seq"] == 3


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize(
    "message",
    [
        {"act": "nothing"}, {"act": "msg", "given": {"callback": "x"}}, {"act": None}, {"act": "turn", "given": {"value": ["a"]}},
        {"act": "turn", "given": "x"}, {"act": "undo", "given": {"x": 1}}, {"act": "turn", "form": [1]}, {},
    ],
)  # fmt: skip
def test_what_a_page_cannot_ask_is_refused(sheet: str, message: dict[str, Any]) -> None:
    network = learner()
    one = opened(SHEETS[sheet], network)
    before = len(network.events)
    one._receive(None, {"type": "act", "client": "c", "seq": 1, **message}, None)
    assert [answer["type"] for answer in one.sent] == ["refused"] and len(network.events) == before  # type: ignore[attr-defined]


def test_a_change_from_elsewhere_is_shown_once() -> None:
    network = empty()
    one = opened(sn.Voices, network)
    network.add("Wikipedia", kind="site")
    one._show()
    one._show()
    assert len(one.sent) == 1 and "Wikipedia" not in json.dumps(one.sent[0]["page"]["undo"] == "")  # type: ignore[attr-defined]


def test_undo_and_redo_go_through_the_network() -> None:
    network = empty()
    one = opened(lambda n: sn.Reflection(n, "03-reflect"), network)
    one._receive(None, {"type": "act", "act": "write", "form": {"text": "I saw it."}, "key": "k", "seq": 1, "client": "c"}, None)
    assert network.posts and one._page["undo"]
    one._receive(None, {"type": "act", "act": "undo", "seq": 2, "client": "c"}, None)
    assert not network.posts and one._page["redo"]
    one._receive(None, {"type": "act", "act": "redo", "seq": 3, "client": "c"}, None)
    assert network.posts[0].text == "I saw it."
    one._receive(None, {"type": "act", "act": "undo", "seq": 4, "client": "c"}, None)
    one._receive(None, {"type": "act", "act": "undo", "seq": 5, "client": "c"}, None)
    assert one.sent[-1]["type"] == "refused" and "undo" in one.sent[-1]["text"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("sheet", SHEETS)
def test_while_a_notebook_is_graded_there_is_only_the_still(sheet: str, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    one = SHEETS[sheet](learner())
    one._ipython_display_()
    assert one.comm is None and one._state_text() == "{}"


def test_a_still_escapes_what_it_is_given() -> None:
    from sourcenet.widgets.sheet_still import sheet_html

    blocks = [
        b.heading(HOSTILE, about=HOSTILE), b.text(HOSTILE), b.note(HOSTILE), b.items(HOSTILE), b.table(HOSTILE, [HOSTILE], [[HOSTILE, b.act("x", HOSTILE)]]),
        b.fold(HOSTILE, b.scale(3, HOSTILE)), b.form("x", [b.line("n", HOSTILE, value=HOSTILE), b.choice("c", "C", [("a", HOSTILE, "")], value="a")], "Go"),
        b.options(HOSTILE, "x", [("a", HOSTILE, HOSTILE)]), b.columns([b.text("m")], [b.text("s")]),
    ]  # fmt: skip
    made = sheet_html(HOSTILE, HOSTILE, HOSTILE, blocks)
    assert "<img" not in made and "<script" not in made and "onerror=&quot;" in made and "\u202e" not in made
