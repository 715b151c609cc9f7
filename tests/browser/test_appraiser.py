"""The Appraiser in a page: a card and a reading elsewhere by keys alone and by mouse, and what a screen reader hears."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.sheets import SheetPage
from tests.browser.test_craft_sheets import press, to
from tests.unit.widgets.test_appraiser import network as small

import sourcenet as sn

pytestmark = pytest.mark.browser


@pytest.fixture
def shown(page: Any, tmp_path: Path) -> Callable[..., SheetPage]:
    """Show a sheet in the page."""
    return lambda sheet, **how: SheetPage(page, sheet, tmp_path, **how)


def test_a_card_and_a_reading_elsewhere_by_keys_alone_in_what_is_heard(page: Any, shown: Any) -> None:
    n = small()
    mock = shown(sn.Appraiser(n, "Sleep page", "sift", task="One source."))
    heard = []
    key = f"judge-{n.source('Sleep page').id}"
    to(page, "card")
    press(page, "ArrowDown", "Enter")
    heard.append(mock.heard())
    assert mock.focused() == "card", "the list keeps the focus"
    to(page, f"{key}-craap-seen-currency")
    page.keyboard.type("Reviewed in March 2019, it says below the text.")
    to(page, f"{key}-craap-score-currency-1")
    press(page, "Space", "ArrowRight")
    to(page, f"{key}-craap-go")
    press(page, "Enter")
    heard.append(mock.heard())
    assert mock.focused() == "top"
    to(page, "tab-card")
    press(page, "ArrowRight")
    to(page, "other")
    press(page, "n", "Enter")  # "Night watch", by its first letter
    to(page, f"bring-{n.source('Sleep page').id}-said")
    page.keyboard.type("It counts three trials.")
    to(page, f"bring-{n.source('Sleep page').id}-go")
    press(page, "Enter")
    heard.append(mock.heard())
    assert mock.focused() == "others"
    to(page, "undo")
    press(page, "Enter")
    heard.append(mock.heard())
    assert heard[:3] == [
        "CRAAP: Five words for a page in front of you. It keeps you on the page: what others say comes on top.",
        "Kept: Sleep page, by CRAAP.",
        "Kept: what Night watch says. Two voices, as far as you noted it. They are in two places on the web: sleep.example.org and night.example.com."
        .replace("sleep.example.org", "example.org").replace("night.example.com", "example.com")
        + " They belong to two owners: House A and House B.",
    ]  # fmt: skip
    assert heard[3].startswith("Undone:") and dict(n.appraisals[-1].answers) == {"currency": 2} and not n.appraisals[-1].said


def test_each_box_says_to_which_question_it_belongs(page: Any, shown: Any) -> None:
    shown(sn.Appraiser(small(), "Sleep page", "craap"))
    for question in ("Currency", "Relevance", "Authority", "Accuracy", "Purpose", "All in all"):
        group = page.get_by_role("group", name=question, exact=True)
        assert group.count() == 1 and group.get_by_role("textbox").count() >= 1
    currency = page.get_by_role("group", name="Currency", exact=True)
    assert currency.get_by_role("group", name="So, for your question").get_by_role("radio").count() == 5
    assert "recent enough" in currency.evaluate("(node) => document.getElementById(node.getAttribute('aria-describedby')).textContent")


def test_by_mouse_what_is_missing_is_said_at_its_box_and_what_is_written_stays(page: Any, shown: Any) -> None:
    n = small()
    mock = shown(sn.Appraiser(n, "Sleep page", "craap"))
    purpose = page.get_by_role("group", name="Purpose", exact=True)
    purpose.get_by_role("radio", name="1 low").check()
    page.get_by_role("button", name="Keep the card").click()
    page.locator(".err").wait_for()
    assert "Purpose has a number and nothing that shows it." in page.locator(".err").inner_text()
    assert purpose.get_by_role("textbox").get_attribute("aria-invalid") == "true" and purpose.get_by_role("radio", name="1 low").is_checked()
    page.get_by_role("tab", name="What others say").click()
    page.get_by_role("heading", name="Bring another one").wait_for()
    page.get_by_label("Name", exact=True).fill("Register of charities")
    page.get_by_label("How did you come to it?").fill("A librarian named it.")
    page.get_by_label("What does it say about Sleep page").fill("Two of its trustees sell beds.")
    page.get_by_role("button", name="Keep what it says").click()
    page.get_by_role("heading", name="Register of charities").wait_for()
    assert [s.name for s in n.sources][-1] == "Register of charities" and page.get_by_label("Name", exact=True).input_value() == ""
    page.get_by_role("tab", name="The card").click()
    assert purpose.get_by_role("radio", name="1 low").is_checked(), "half a card is still there"
    purpose.get_by_role("textbox").fill("It sells mattresses.")
    page.get_by_role("button", name="Keep it as it stands now").click()
    page.wait_for_function("document.querySelector('.sn-sheet [role=status]').textContent.startsWith('Kept')")
    assert dict(n.appraisals[-1].seen) == {"purpose": "It sells mattresses."} and n.appraisals[-1].said
    page.get_by_role("button", name="Choose for the reading list").first.click()
    page.get_by_role("button", name="On the reading list: take it off").first.wait_for()
    assert n.chosen == (n.appraisals[-1].id,) and mock.heard() == "On the reading list."


def test_half_a_card_outlives_a_reload_and_belongs_to_its_source(page: Any, shown: Any) -> None:
    n = small()
    mock = shown(sn.Appraiser(n, "Sleep page", "craap"))
    page.get_by_label("What does your judgement rest on?").fill("half a sen")
    page.reload()
    page.wait_for_function("window.ready")
    assert page.get_by_label("What does your judgement rest on?").input_value() == "half a sen"
    page.get_by_role("button", name="Next source").click()
    page.get_by_role("heading", name="Sleep news").wait_for()
    assert page.get_by_label("What does your judgement rest on?").input_value() == "" and mock.focused() == "top"
    n.appraise("Sleep news", "craap", {"currency": 4}, evidence="Written elsewhere meanwhile.")
    mock.elsewhere()
    assert page.get_by_label("What does your judgement rest on?").input_value() == "Written elsewhere meanwhile."


@pytest.mark.parametrize("source", ["Siemens 2005a", "person", "aside"])
def test_axe_finds_nothing_on_any_page_wide_or_narrow_light_or_dark(page: Any, shown: Any, axe: Any, source: str) -> None:
    if source == "Siemens 2005a":
        n = sn.load_example("debate")
        paper = next(s for s in n.sources if s.label == source)
        n.appraise(paper, "craap", {"currency": 1, "accuracy": 5}, evidence="Read it again, with the date in mind.", said={s.id: "x" for s in n.sources[:4] if s != paper})
        sheet = sn.Appraiser(n, paper, "craap")
    elif source == "person":
        sheet = sn.Appraiser(small(), "my aunt, pharmacist")
    else:
        n = small()
        n.appraise("Sleep page", "a card of then", {"what": 3}, evidence="It says so.", said={"Sleep news": "x"})
        if source == "aside":
            n.prune("Sleep page", reason="Others know more about it.")
        sheet = sn.Appraiser(n, "Sleep page")
    shown(sheet)
    for turn in range(page.get_by_role("tab").count() or 1):
        if page.get_by_role("tab").count():
            page.get_by_role("tab").nth(turn).click()
            page.wait_for_timeout(80)
        for width, light in ((1000, "true"), (390, "false")):
            page.set_viewport_size({"width": width, "height": 1000})
            page.evaluate("(light) => { document.body.dataset.jpThemeLight = light; }", light)
            page.wait_for_timeout(200)
            found = axe.run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"nothing sticks out at {width}"
