"""The table of what each format holds is true, and stands in the documentation as it is in the code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sourcenet as sn
from sourcenet.formats import FORMATS
from sourcenet.formats.holding import HOLDS, table

PAGE = Path(__file__).parents[3] / "docs" / "exchange.md"


def _full() -> sn.SourceNetwork:
    network = sn.load_example("first-steps")
    a, b = network.sources[:2]
    extra = {"count": 3, "share": 0.5, "ok": True, "listed": ["a", "b"], "word": "w"}
    network.propose([{"do": "add", "name": "of another program", "kind": "idea", "extra": extra}])
    for weight in (1, 2):
        network.propose([{"do": "connect", "start": a.id, "end": b.id, "relation": "twice", "weight": weight}])
    network.propose([{"do": "connect", "start": b.id, "end": a.id, "relation": "both", "extra": {"directed": False}}])
    network.place({"me": (5, 6), a.id: (1.5, -2)})
    network.traverse("who?", ["me", network.connections[0].end])
    return network


def _extra(network: sn.SourceNetwork) -> dict[str, Any]:
    return dict(network.source("of another program").extra)


SEEN: dict[str, Callable[[sn.SourceNetwork], Any]] = {
    "sources and connections, with all their fields": lambda n: (
        [(s.id, s.name, s.kind, s.viewpoint, s.origin, s.added) for s in n.sources],
        [(c.id, c.start, c.end, c.relation, c.why, c.strength, c.weight, c.formed) for c in n.connections],
    ),
    "several connections between the same two": lambda n: [c.weight for c in n.connections if c.relation == "twice"],
    "fields of other programs (extra)": lambda n: {name: str(value).lower() for name, value in _extra(n).items() if name != "listed"},
    "which of them are numbers or truths": lambda n: {name: value for name, value in _extra(n).items() if name in ("count", "share", "ok")},
    "lists among them": lambda n: next(r["listed"] for r in n.plain().sources.values() if r.get("name") == "of another program"),
    "connections without a direction": lambda n: [c.id for c in n.connections if c.extra.get("directed") is False],
    "places in the picture": lambda n: {id: at for id, at in n.positions.items() if id != "me"},
    "my own place in the picture": lambda n: n.positions.get("me"),
    "the question": lambda n: n.question,
    "what was set aside, with the reason": lambda n: [(a.id, a.reason) for a in n.archive],
    "judgements, decisions, routes, the reading list": lambda n: (n.appraisals, n.decisions, n.traversals, n.chosen),
    "the history: who did what when, undo": lambda n: n.events,
}


@pytest.mark.parametrize("format", FORMATS)
def test_every_yes_and_every_no_of_the_table_is_true(format: str, tmp_path: Path) -> None:
    assert SEEN.keys() == HOLDS.keys()
    network = _full()
    report = sn.write(network, tmp_path / f"n{FORMATS[format]}")
    again = sn.read(tmp_path / f"n{FORMATS[format]}")
    kept = {what: look(again) == look(network) for what, look in SEEN.items()}
    assert kept == {what: format in held for what, held in HOLDS.items()}
    said = str(report)
    if format != "journal":
        for word in ("set aside", "judgement", "decision", "route", "history"):
            assert word in said, word
        assert ("the question" in said) is (format == "csv")
        assert ("your own place" in said) is (format in ("csv", "xlsx"))
        assert ("Numbers and truths of extra fields" in said) is (format == "csv")
        assert ("lists" in said) is (format != "json")


def test_the_page_shows_the_table_of_the_code() -> None:
    assert table() in PAGE.read_text("utf-8")


def test_the_room_loads_nothing_heavy_before_a_format_needs_it() -> None:
    ask = "import sys, sourcenet.formats, sourcenet.cli.convert; print(sorted({'pandas','numpy','networkx','openpyxl','rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_without_openpyxl_a_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(sn.SourcenetError, match="pip install openpyxl"):
        sn.write(sn.load_example("first-steps"), tmp_path / "n.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_the_examples_of_the_docstrings_run() -> None:
    import doctest

    from sourcenet.formats import exchange, frames
    from sourcenet.model import network

    for module in (exchange, frames, network):
        found = doctest.testmod(module)
        assert found.attempted > 2 and not found.failed, module
