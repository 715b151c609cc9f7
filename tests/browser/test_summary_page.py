"""A summary as a page: it stands alone, in light and dark, on a phone, under the style sheets of others, for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from tests.browser.test_check_page import others, show

import sourcenet as sn

pytestmark = pytest.mark.browser
EVIL = "</script><img src=x onerror=document.title='ran'>"


def summary(*, evil: bool = False) -> str:
    network = sn.load_example("first-steps")
    if evil:
        network.connect("me", network.add(EVIL + "w" * 60, viewpoint=EVIL), relation="reads")
        network.edit("question", question=EVIL)
    return str(sn.summarise(network, {"has to": [EVIL, "a bus driver"]})._repr_html_())


def early() -> str:
    network = sn.SourceNetwork.in_memory(question="Why?")
    network.add("my sleep diary", kind="object")
    return str(sn.summarise(network)._repr_html_())


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1000, 390])
@pytest.mark.parametrize("make", [summary, early])
def test_axe_finds_nothing(page: Any, axe: Any, make: Any, width: int, dark: bool) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, make(), dark=dark)
    for opener in page.locator(".sn-sum > details > summary, .sn-sum .su-first summary").all():
        opener.click()
    found = axe.run(page, context=".sn-sum").response
    assert [item["id"] for item in found["violations"]] == []
    assert [item["id"] for item in found["incomplete"]] == []


@pytest.mark.parametrize("width", [1000, 390, 320])
def test_nothing_is_cut_and_nothing_runs(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, summary(evil=True))
    page.click(".sn-sum > details > summary")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title() == "Results" and page.locator(".sn-sum img").count() == 0


def test_it_looks_the_same_under_the_style_sheets_of_others(page: Any) -> None:
    look = """() => ["th", "td", "caption", ".su-name", ".su-try", "tr", "table"].map((one) => {
      const style = getComputedStyle(document.querySelector(".sn-sum " + one));
      return ["fontSize", "fontWeight", "textAlign", "paddingTop", "marginTop", "backgroundColor", "borderTopWidth"].map((n) => style[n]);
    })"""
    show(page, summary())
    alone = page.evaluate(look)
    sheets = others()
    if not sheets:
        pytest.skip("neither nbconvert's nor nbgrader's style sheets are here")
    around = "jp-RenderedHTMLCommon jp-RenderedHTML rendered_html output_html"
    show(page, summary(), css="".join(sheets.values()), around=around)
    assert page.evaluate(look) == alone


def test_the_figure_behind_a_sentence_is_there_for_those_who_ask_without_a_script(chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(f"<!doctype html><title>Results</title><main>{summary()}</main>")
    figure = page.get_by_text("8 sources on one side, 4 on the other")
    assert not figure.is_visible()
    page.get_by_role("row", name="is the only one between two parts").get_by_text("The figure behind it").click()
    assert figure.is_visible()
    context.close()


def test_what_a_screen_reader_meets_is_in_order(page: Any) -> None:
    show(page, summary())
    said = page.locator(".sn-sum").aria_snapshot()
    place = 0
    for words in ('heading "What your network says"', "12 sources", "rowheader", "In one step", "One thing to try.", "more sentences"):
        place = said.index(words, place) + len(words)


def test_paper_is_white(page: Any) -> None:
    colour = "getComputedStyle(document.querySelector('.sn-sum')).backgroundColor"
    show(page, summary(), dark=True)
    assert page.evaluate(colour) == "rgb(17, 17, 17)"
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(255, 255, 255)"
