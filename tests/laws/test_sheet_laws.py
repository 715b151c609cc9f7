"""Whoever presses whatever in a sheet, while the network changes elsewhere: an answer each time, a sentence for what is refused."""

from __future__ import annotations

import json
import random
import re
from typing import Any

import pytest
from tests.unit.widgets.craft import HOSTILE, NETWORKS, SHEETS, learner, opened
from tests.unit.widgets.test_sheets import inside

import sourcenet as sn
from sourcenet.errors import SourcenetError

TEXTS = ("", "She keeps it on her desk.", HOSTILE, "  ", "12", "-3", "2026-09-01", "never", "x" * 5000, "مرحبا", "https://www.nhs.uk/a", "Siemens (2005) says so.")


def value(dice: random.Random, field: dict[str, Any]) -> Any:
    """Return something that a person, or a page that is not ours, could have put into a field."""
    choices = [str(one[0] if isinstance(one, list | tuple) else one) for one in _flat(field.get("options", ()))]
    if field["is"] == "ticks":
        return dice.sample(choices, min(len(choices), dice.randrange(4))) + (["gone-gone-gone"] if dice.random() < 0.1 else [])
    if choices and dice.random() < 0.9:
        return dice.choice(choices)
    return dice.choice(TEXTS)


def _flat(options: Any) -> list[Any]:
    found = []
    for one in options:
        if isinstance(one, dict):
            found += _flat(one.get("options", ()))
        elif isinstance(one, list | tuple) and len(one) > 1 and isinstance(one[1], list | tuple):
            found += _flat(one[1])
        else:
            found.append(one)
    return found


def messages(dice: random.Random, sheet: Any) -> dict[str, Any]:
    """Return one thing that could be done on the page as it stands."""
    some: list[dict[str, Any]] = []
    for block in inside(sheet._page["blocks"]):
        given = block.get("given", {})
        if block["is"] == "act":
            some.append({"act": block["act"], "given": given})
        elif block["is"] in ("tabs", "pick", "options"):
            for one in _flat(block.get("tabs") or block["options"]):
                some.append({"act": block["act"], "given": {**given, "value": one[0]}})
            if block.get("back"):
                some.append({"act": block["back"]})
        elif block["is"] == "form":
            fields = [field for field in inside(block["fields"]) if "name" in field]
            made = {"act": block["act"], "given": given, "form": {field["name"]: value(dice, field) for field in fields}}
            some += [made] * 4
            if block.get("cancel"):
                some.append({"act": block["cancel"]})
    some += [{"act": "undo"}, {"act": "redo"}]
    return dice.choice(some)


def elsewhere(dice: random.Random, network: sn.SourceNetwork) -> None:
    """Change the network as another cell could."""
    things = [*network.sources, *network.connections]
    try:
        what = dice.randrange(7)
        if what == 0 and things:
            network.prune(dice.choice(things), reason="It rests.")
        elif what == 1 and network.sources:
            network.forget(dice.choice(network.sources).id)
        elif what == 2 and network.sources:
            network.edit(dice.choice(network.sources), name=dice.choice(TEXTS[1:3]), private=dice.random() < 0.3)
        elif what == 3:
            network.add(f"one more {dice.random()}", kind="site", owner="Poynter", subject="law")
        elif what == 4:
            network.undo()
        elif what == 5 and network.sources:
            network.comment(dice.choice(network.sources), "weak evidence", "Where is it?", suggestion="Ask.")
        elif len(network.sources) > 1:
            network.connect(*dice.sample(list(network.sources), 2), why="It says so at its foot.")
    except SourcenetError:
        pass


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", ["empty", "learner", "hostile", "first-steps", "busy"])
@pytest.mark.parametrize("kind", SHEETS)
def test_any_press_gets_an_answer_and_a_refusal_is_a_sentence(kind: str, name: str, seed: int, caplog: pytest.LogCaptureFixture) -> None:
    dice, network = random.Random(f"{kind} {name} {seed}"), NETWORKS[name]()
    sheet = opened(SHEETS[kind], network)
    for n in range(40):
        if dice.random() < 0.25:
            elsewhere(dice, network)
        message = messages(dice, sheet)
        sheet.sent.clear()  # type: ignore[attr-defined]
        events = [event.id for event in network.events]
        sheet._receive(None, {"type": "act", "client": "c", "seq": n, "key": "k", **message}, None)
        (answer,) = sheet.sent  # type: ignore[attr-defined]
        assert "our side" not in answer.get("text", ""), (message, caplog.text[-1500:])
        if answer["type"] == "refused":
            assert re.search(r"[.?!”)]$", answer["text"].strip()), answer["text"]
            assert [event.id for event in network.events] == events, "what is refused changes nothing"
        json.dumps(answer)
        still = sheet._still_html(network)
        assert "<script" not in still and "<img src=x" not in still
    assert not caplog.records


def counts(network: sn.SourceNetwork) -> list[int]:
    return [len(some) for some in (network.sources, network.connections, network.appraisals, network.comments, network.decisions, network.posts, network.traversals)]


@pytest.mark.parametrize("kind", SHEETS)
def test_what_is_done_can_be_undone_to_where_it_began(kind: str) -> None:
    dice, network = random.Random(kind), learner()
    before, begun = counts(network), len(network.events)
    sheet = opened(SHEETS[kind], network)
    for n in range(200):
        message = messages(dice, sheet)
        if message["act"] not in ("undo", "redo"):
            sheet._receive(None, {"type": "act", "client": "c", "seq": n, "key": "k", **message}, None)
    assert len(network.events) > begun, "something was done"
    while any(not event.undone and event.do not in ("undo", "redo") for event in network.events[begun:]):
        network.undo()
    assert counts(network) == before
