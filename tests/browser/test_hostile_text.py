"""Text that would do harm, in a journal and its vocabulary, opened in the Builder, picture, tables and check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.lab import expect
from tests.browser.lesson import fits

from sourcenet.model.events import Event, encode

pytestmark = pytest.mark.browser

RUNS = "</script><img src=x onerror=window.__pwned=1>"
NASTY = (
    RUNS,
    "javascript:window.__pwned=1",
    "a\u202egnp.exe\u0007\u0000b",
    "x" * 10_000,
    "<b>&amp;${7*7}",
    "\U0001f9ec \u05e9\u05dc\u05d5\u05dd",
)
WORDS = f"""
[kinds]
'{RUNS}' = {{}}
[viewpoints]
'{RUNS}' = '<'
[relations]
'{RUNS}' = 'uses'
"""


def write_hostile(journal: Path) -> None:
    """Write a journal as somebody might who wants to do harm: well formed, with sums, and full of traps."""
    lines, head = [], ""

    def put(id: str, do: str, **fields: Any) -> None:
        nonlocal head
        event = Event(id, "2026-10-01T10:00:00Z", "learner-07", do, fields)
        lines.append(encode(event, head))
        head = event.sum

    put("begin00000000000", "begin", format="1.0", question=RUNS, display=RUNS)
    for n, text in enumerate(NASTY):
        more = dict.fromkeys(("viewpoint", "subject", "authors", "owner", "notes", "access", "setting"), text)
        put(
            f"source{n:010}",
            "add",
            name=f"{n} {text}",
            kind=text,
            url="javascript:window.__pwned=1",
            **more,
            tags=[text],
        )
        put(
            f"tie{n:013}",
            "connect",
            start="me",
            end=f"source{n:010}",
            relation=text,
            strength=3,
            why=text,
            viewpoint=text,
        )
    put("prune00000000000", "prune", of="source0000000004", reason=RUNS)
    put("decide0000000000", "decide", what=RUNS, why=RUNS, change_my_mind=RUNS)
    journal.write_bytes(b"".join(lines))


def test_hostile_text_stays_text(notebook: Any) -> None:
    book = notebook(
        [
            "import sourcenet as sn\nnetwork = sn.open_network('net.jsonl', learner='learner-07')\nnetwork",
            f"sn.Builder(network, task={RUNS!r})",
            "sn.picture(network)",
            "from IPython.display import HTML\nfrom sourcenet.drawing import table\nHTML(table(network))",
            "sn.check(network, sn.at_least(6, 'sources'), sn.reasons_given(share=0.9), sn.all_reachable())",
            "print(sn.first_sentence(network))",
        ]
    )
    folder = book.server.work / Path(book.name).parent
    write_hostile(folder / "net.jsonl")
    (folder / "vocabulary.toml").write_text(WORDS, "utf-8")
    for cell in range(6):
        book.run(cell)
    assert "Traceback" not in "".join(book.text(cell) for cell in range(6))
    builder = book.builder()
    builder.scroll_into_view_if_needed()
    shown = builder.locator(".tables button.nm")
    expect(shown).to_have_count(len(NASTY) - 1)
    assert (shown.first.text_content() or "").endswith(RUNS), "it stands there as the text that it is"
    for tab in ("Connections", "History", "Set aside", "Sources"):
        builder.get_by_role("tab", name=tab).click()
        fits(builder, tab)
    for at in range(shown.count()):
        shown.nth(at).click()
        fits(builder, f"source {at}")
    builder.locator(".panel").get_by_role("button", name="Set aside…").click()
    builder.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    builder.locator(".panel").get_by_role("button", name="Connect", exact=True).click()
    book.page.wait_for_timeout(500)
    assert book.page.evaluate("() => window.__pwned") is None
    assert book.page.locator("img[src=x], .jp-OutputArea a[href^=javascript]").count() == 0
