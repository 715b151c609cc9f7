"""The look back, and the Builder's measures, in a real JupyterLab: Python works it out, the page shows it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.browser.test_builder_lab import OPEN, add_by_form, events_of, row

pytestmark = pytest.mark.browser
#: A chain of sources, so that something hangs on something.
CHAIN = (
    f"{OPEN}\n"
    "names = ['friend', 'study group', 'library guide', 'PubMed', 'NHS website', 'sleep diary', 'tutor']\n"
    "found = [network.add(name, kind='site', viewpoint='yes') for name in names]\n"
    "ties = [network.connect('me', one, why='weekly') for one in found[:3]]\n"
    "far = [network.connect(found[2], one, why='lists it') for one in found[3:]]"
)


def test_it_says_compares_and_follows_a_builder_on_the_same_page(notebook: Any, axe: Any) -> None:
    book = notebook([CHAIN, "sn.LookBack(network, task='What do you see?')", "sn.Builder(network)", "print(len(network.events))"])
    for cell in range(3):
        book.run(cell)
    look = book.page.locator(".sn-look-back")
    look.locator(".net canvas").wait_for(timeout=30_000)
    assert "In one step you get to 3 of your 7 sources" in look.locator(".says").inner_text()
    before = len(events_of(book))
    builder = book.page.locator(".sn-builder:not(.sn-look-back)")
    builder.locator(".net canvas").wait_for()
    add_by_form(builder, "opening hours")
    row(look, "opening hours").wait_for(timeout=8_000)
    look.get_by_text("In one step you get to 4 of your 8 sources").first.wait_for(timeout=8_000)
    look.get_by_role("tab", name="Then and now").click()
    look.get_by_text("before the first day").first.wait_for(state="attached")
    look.get_by_label("Then", exact=True).select_option(index=0)
    look.get_by_text("New: 8 sources").first.wait_for(timeout=8_000)
    assert look.locator(".tbl tbody tr").count() == 16, "eight sources and eight connections came"
    look.evaluate("(node) => { node.dataset.looked = 'yes'; }")
    result = axe.run(book.page, context="[data-looked]")
    assert result.violations_count == 0, result.generate_report()
    assert [event["do"] for event in events_of(book)][before:] == ["add", "place", "connect"], "only the Builder wrote"
    still = book.cell(1).locator(".jp-OutputArea-output > .sn-still")
    assert still.count() == 1 and not still.first.is_visible()
    book.page.wait_for_timeout(4000)
    assert "opening hours" in still.first.inner_html() and "In one step you get to 4 of your 8" in still.first.inner_html()
    book.save()
    book.server.end_kernels()
    book.page.goto("about:blank")
    book.page.goto(book.server.url(book.name))
    left = book.page.locator(".jp-OutputArea-output > .sn-still").first
    left.wait_for(timeout=60_000)
    words = left.inner_text()
    assert "In one step you get to 4 of your 8" in words and "me to opening hours" in words, "sentences and table"


def test_the_builder_colours_by_what_python_works_out(notebook: Any) -> None:
    book = notebook([CHAIN, "sn.Builder(network)", "network.connect('me', 'PubMed', why='I know the way now')"])
    book.run(0)
    book.run(1)
    builder = book.builder()
    builder.get_by_label("Colour by").select_option("measure:lost_without")
    builder.locator(".chip", has_text=re.compile(r"^\s*b(?!eing)")).first.wait_for()  # "being worked out" has a b, too
    assert [chip.split() for chip in builder.locator(".chip").all_inner_texts()] == [["a", "0", "6"], ["b", "4", "1"]]
    assert row(builder, "library guide").locator("td").first.inner_text() == "4"
    book.run(2)
    book.page.wait_for_function(
        "[...document.querySelectorAll('.sn-builder .chip')].map((one) => one.innerText.split(/\\s+/).join(' ')).join() === 'a 0 6,b 3 1'",
        timeout=10_000,
    )
    builder.get_by_label("Show", exact=True).select_option("reach1")
    builder.get_by_text("In one step (4)").wait_for()
    assert builder.locator(".tbl tbody tr").count() == 4
