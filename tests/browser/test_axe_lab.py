"""Axe on all that we show in a real JupyterLab."""

from __future__ import annotations

from typing import Any

import pytest
from tests.browser.test_builder_lab import TWO

pytestmark = pytest.mark.browser

#: What each cell shows, and where: the greeting, the Builder, the still with picture and tables, the receipt.
CELLS = [
    f"{TWO}\nnetwork",
    "sn.Builder(network)",
    "from IPython.display import HTML\nfrom sourcenet.drawing import table\ndisplay(sn.picture(network), HTML(table(network)))",
    "network.hand_in('build-network')",
]


def test_axe_finds_nothing_in_what_we_show(notebook: Any, axe: Any) -> None:
    book = notebook(CELLS)
    page = book.page
    for index, _cell in enumerate(CELLS):
        book.run(index)
    book.builder()
    page.wait_for_timeout(500)
    for index, _cell in enumerate(CELLS):
        cell = book.cell(index)
        cell.scroll_into_view_if_needed()
        cell.locator(".sn, svg, .sn-still").first.wait_for(state="attached", timeout=10_000)
        cell.evaluate(
            "(node) => { for (const one of node.querySelectorAll('.jp-OutputArea-output')) one.dataset.looked = 'yes'; }"
        )
    found = axe.run(page, context="[data-looked]")
    assert found.violations_count == 0, found.generate_report()
