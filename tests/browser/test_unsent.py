"""What a page could not send outlives a reload: in the tab's storage, and where that is full or shut, in the page."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

pytestmark = pytest.mark.browser

FIRST = {"client": "page0001", "seq": 1, "events": [{"id": "a", "do": "add"}]}
SECOND = {"client": "page0001", "seq": 2, "events": [{"id": "b", "do": "add"}]}


@pytest.fixture
def tab(page: Any) -> Any:
    """A page of an address, so that it has a storage of its own, with what keeps the unsent."""
    text = (
        (files("sourcenet.widgets") / "parts/jupyter.js")
        .read_text("utf-8")
        .replace("export default", "window.adapter =")
    )
    page.route(
        "**/*",
        lambda route: route.fulfill(
            body=f"<!doctype html><title>A page</title><script>{text}</script>", content_type="text/html"
        ),
    )
    page.goto("http://sourcenet.test/")
    page.evaluate("window.unsent = unsentOf('here')")
    return page


def kept(tab: Any) -> list[int]:
    return [one["seq"] for one in tab.evaluate("unsent.read()")]


def test_what_is_unsent_comes_back_after_a_reload(tab: Any) -> None:
    tab.evaluate("(one) => unsent.sent(one)", FIRST)
    tab.reload()
    tab.evaluate("window.unsent = unsentOf('here')")
    assert kept(tab) == [1]
    tab.evaluate("unsent.answered('page0001', 1)")
    assert kept(tab) == [] and tab.evaluate("sessionStorage.length") == 0


def test_where_the_storage_is_full_nothing_is_forgotten(tab: Any) -> None:
    tab.evaluate("(one) => unsent.sent(one)", FIRST)
    tab.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    tab.evaluate("(one) => unsent.sent(one)", SECOND)
    assert kept(tab) == [1, 2]
    tab.evaluate("unsent.answered('page0001', 1)")
    assert kept(tab) == [2]
    assert [one["seq"] for one in tab.evaluate("unsent.take()")] == [2] and kept(tab) == []


def test_several_pages_of_one_network_keep_each_others(tab: Any) -> None:
    tab.evaluate("window.other = unsentOf('here')")
    tab.evaluate("(one) => unsent.sent(one)", FIRST)
    tab.evaluate("(one) => other.sent(one)", SECOND)
    assert kept(tab) == [1, 2]


def test_the_name_it_is_kept_under_can_change(tab: Any) -> None:
    tab.evaluate("(one) => unsent.sent(one)", FIRST)
    tab.evaluate("unsent.under('there')")
    assert kept(tab) == [1]
    assert tab.evaluate("unsentOf('there').read().length") == 1 and tab.evaluate("unsentOf('here').read().length") == 0
