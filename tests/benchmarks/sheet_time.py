"""How long Python works for each sheet of the craft, on a learner's network of 500 sources.

``python -m tests.benchmarks.sheet_time`` prints for each sheet the first page, the page after a change, each page that can
be turned to, and its acts, in ms of processor time and as a ratio to reading the network's records once. Ends with 1 where
one takes more than 100 ms.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.setting_aside_cost import network_of
from tests.unit.widgets.craft import SHEETS, opened

import sourcenet as sn

MOST = 100.0


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that something takes."""
    start = time.process_time()
    act()
    return 1000 * (time.process_time() - start)


def _acts(name: str, network: sn.SourceNetwork) -> list[tuple[str, dict[str, Any]]]:
    """Return what is done in a sheet: the name of the act, and the message's other parts."""
    one, two = network.sources[:2]
    tie = network.connections[5]
    return {
        "Appraiser": [("source", {"given": {"value": two.id}}), ("judge", {"given": {"card": "craap"}, "form": {"score-purpose": "2", "seen-purpose": "sold there"}}),
                      ("bring", {"form": {"other": one.id, "said": "It says otherwise."}}), ("beside", {"given": {"value": one.id}}), ("more", {})],
        "Critic": [("comment", {"form": {"of": one.id, "type": "strength", "text": "It holds.", "suggestion": "Keep it."}})],
        "LookAfter": [("cost", {"form": {"picked": [one.id, two.id]}}), ("aside", {"form": {f"reason-{one.id}": "not now", f"reason-{two.id}": "not this"}}),
                      ("renew", {"given": {"source": tie.end}, "form": {"tie": tie.id, "used_for": "looked it up"}})],
        "Pathfinder": [("step", {"given": {"value": one.id}}), ("do", {"form": {"doing": "asked her", "then": "there"}}), ("break", {"given": {"source": one.id}})],
        "TakeAway": [("take", {"given": {"by": "access"}, "form": {"access": "login"}})],
        "Voices": [("try", {"form": {"name": "new", "kind": "site", "viewpoint": "critic"}}), ("add", {"form": {"why": "It sees another thing."}})],
        "Possibilities": [("later", {})],
        "TextReader": [("file", {"form": {"name": "x y", "kind": "paper", "why": "for the argument", "start": "me"}}), ("skip", {})],
        "Question": [("choose", {"given": {"time": 1}, "form": {"choice": "A", "sure": "quite"}})],
        "Reflection": [("write", {"form": {"text": "I saw it."}})],
        "Literacies": [("open", {"given": {"value": "find"}})],
    }[name]  # fmt: skip


def _judge_all(network: sn.SourceNetwork) -> None:
    """Give every source a card, with what another one says of it."""
    sources = network.sources
    with network.group("cards"):
        for n, source in enumerate(sources):
            network.appraise(source, ("craap", "cor", "sift")[n % 3], {"who": "a house of many"}, evidence=f"Looked up {n}.", said={sources[n - 1].id: f"It says {n}."})


def main() -> int:
    """Print the figures; 1 where one is over the limit."""
    worst = 0.0
    base = timed(lambda: len(network_of(500).sources))
    for name, make in SHEETS.items():
        network = network_of(500)
        if name == "Appraiser":
            _judge_all(network)
        len(network.sources), len(network.connections)
        sheet: Any = None

        def begin() -> None:
            nonlocal sheet
            sheet = opened(make, network)  # noqa: B023 - called at once

        took = {"first page": timed(begin), "page again": timed(lambda: sheet._drawn()), "still": timed(lambda: sheet._still_html(network))}  # noqa: B023
        for block in sheet._page["blocks"]:
            for value, _words in block.get("tabs", ()):
                sheet._receive(None, {"type": "act", "act": block["act"], "given": {"value": value}}, None)
                took[f"page {value}"] = timed(lambda: json.dumps(sheet._drawn()))  # noqa: B023
        if hasattr(sheet, "page"):
            sheet.act_turn({"LookAfter": "aside", "Possibilities": "asks"}.get(name, sheet.page))
        for act, message in _acts(name, network):
            took[act] = timed(lambda: sheet._receive(None, {"type": "act", "act": act, **message}, None))  # noqa: B023
            answer = sheet.sent[-1]
            assert answer["type"] == "page", (name, act, answer)
        worst = max(worst, *took.values())
        print(f"{name}: " + ", ".join(f"{what} {ms:.0f}" for what, ms in took.items()) + f" ms; largest {max(took.values()) / base:.2f} of reading it")
    print(f"the longest of all: {worst:.0f} ms (asked {MOST:.0f})")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
