"""The sheets of the craft in a page: nobody is shut out, and each three minutes go by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.sheets import SheetPage
from tests.unit.widgets.craft import SHEETS, hostile, learner

import sourcenet as sn

pytestmark = pytest.mark.browser


@pytest.fixture
def shown(page: Any, tmp_path: Path) -> Callable[..., SheetPage]:
    """Show a sheet in the page."""
    return lambda sheet, **how: SheetPage(page, sheet, tmp_path, **how)


@pytest.mark.parametrize("name", SHEETS)
def test_axe_finds_nothing_wide_or_on_a_phone_light_or_dark(page: Any, shown: Any, axe: Any, name: str) -> None:
    mock = shown(SHEETS[name](learner()))
    turns = page.get_by_role("tab").count() or 1
    for n in range(turns):
        if page.get_by_role("tab").count():
            page.get_by_role("tab").nth(n).click()
            page.wait_for_timeout(80)
        for width, light in ((1000, "true"), (390, "false")):
            page.set_viewport_size({"width": width, "height": 1000})
            page.evaluate("(light) => { document.body.dataset.jpThemeLight = light; }", light)
            page.wait_for_timeout(200)  # colours fade over
            found = axe.run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"nothing sticks out at {width}"
            assert page.evaluate("[...document.querySelectorAll('.sn-sheet :is(button, input, select, textarea, summary, [tabindex])')]"
                                 ".every((one) => one.hasAttribute('data-lm-suppress-shortcuts'))")  # fmt: skip
    assert mock.sheet.network.comments, "nothing was lost by looking"


@pytest.mark.parametrize("name", SHEETS)
def test_no_script_of_a_stranger_runs(page: Any, shown: Any, name: str) -> None:
    shown(SHEETS[name](hostile()))
    for n in range(page.get_by_role("tab").count()):
        page.get_by_role("tab").nth(n).click()
        page.wait_for_timeout(60)
    assert page.evaluate("window.ran") is None and page.locator(".sn-sheet img[src=x], .sn-sheet script, .sn-sheet b").count() == 0


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(120)


def to(page: Any, key: str, *, most: int = 80) -> None:
    """Go to what has a key by Tab alone."""
    for _n in range(most):
        if page.evaluate("document.activeElement.dataset.key") == key:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {key}")


def test_a_route_by_keys_alone(page: Any, shown: Any) -> None:
    network = sn.load_example("busy")
    mock = shown(sn.Pathfinder(network, question="Is this figure true?"))
    friend, flat = (network.source(name).id for name in ("friend on my course", "flatmate in nursing"))
    to(page, f"step-{friend}")
    press(page, "Enter")
    assert mock.heard() == "You are at friend on my course. What does one do there?" and mock.focused() == "here"
    to(page, "do-2-" + friend + "-doing")
    page.keyboard.type("asked whom she knows")
    to(page, "do-2-" + friend + "-go")
    press(page, "Enter")
    assert mock.heard() == "From friend on my course 2 ways lead on." or "ways lead on" in mock.heard()
    first = page.locator(".opts button").first
    to(page, first.get_attribute("data-key"))
    while mock.focused() != f"step-{flat}":
        press(page, "ArrowDown")
    press(page, "Enter")
    to(page, "do-3-" + flat + "-doing")
    page.keyboard.type("asked in the kitchen")
    to(page, "do-3-" + flat + "-then-on")
    press(page, "ArrowDown")
    to(page, "do-3-" + flat + "-go")
    press(page, "Enter")
    assert mock.heard().startswith("I reach flatmate in nursing through friend on my course")
    to(page, "keep")
    press(page, "Enter")
    assert mock.heard() == "The route is kept in your history." and network.traversals[-1].real
    to(page, f"break-{friend}")
    press(page, "Enter")
    assert mock.heard().startswith("Gone for now: friend on my course.")


def test_a_comment_and_its_answer_by_keys_alone(page: Any, shown: Any) -> None:
    network = learner()
    mock = shown(sn.Critic(network))
    to(page, "comment-of")
    to(page, "comment-type-strength")
    press(page, "ArrowDown")
    to(page, "comment-text")
    page.keyboard.type("Nobody here works at night.")
    to(page, "comment-go")
    press(page, "Enter")
    assert "A comment ends in a suggestion" in page.locator(".err").inner_text() and mock.focused() == "comment-suggestion"
    page.keyboard.type("Ask a nurse.")
    to(page, "comment-go")
    press(page, "Enter")
    assert mock.heard() == "Kept: missing voice, on the whole network." and network.comments[-1].suggestion == "Ask a nurse."
    page.get_by_role("tab", name="Comment", exact=True).focus()
    press(page, "ArrowRight")
    assert mock.focused() == "tab-answer"
    to(page, f"open-{network.comments[0].id}")
    press(page, "Enter")
    to(page, f"answer-{network.comments[0].id}-reason")
    page.keyboard.type("He has written again in June, see his page.")
    to(page, f"answer-{network.comments[0].id}-go")
    press(page, "Enter")
    assert mock.heard() == "Answered. 1 still waits." and network.comments[0].answers


def test_setting_aside_by_keys_alone_hears_the_cost_first(page: Any, shown: Any) -> None:
    network = sn.load_example("busy")
    mock = shown(sn.LookAfter(network))
    page.get_by_role("tab", name="Go through").focus()
    press(page, "ArrowRight")
    (form,) = [block for block in mock.sheet._drawn()["blocks"] if block["is"] == "form"]
    snopes, name, *_more = form["fields"][0]["options"][0]
    to(page, f"cost-picked-{snopes}")
    press(page, "Space")
    to(page, "cost-go")
    press(page, "Enter")
    assert mock.heard().startswith(f"Without {name} you can still get to everything else.") and len(network.sources) == 60
    to(page, f"aside-{snopes}-reason-{snopes}")
    page.keyboard.type("The others check the same claims.")
    to(page, f"aside-{snopes}-go")
    press(page, "Enter")
    assert mock.heard() == f"1 is set aside: {name}." and len(network.sources) == 59
    to(page, "undo")
    press(page, "Enter")
    assert len(network.sources) == 60 and mock.heard().startswith("Undone:")


def test_by_mouse_a_text_is_read_and_a_question_chosen(page: Any, shown: Any) -> None:
    network = learner()
    shown(sn.TextReader(network))
    page.get_by_label("The text").fill("Ask at https://www.nhs.uk about it.")
    page.get_by_role("button", name="Look for sources").click()
    page.get_by_label("Why does it belong here?").fill("It says the opposite of my chat.")
    page.get_by_role("button", name="File it").click()
    page.get_by_role("heading", name="That was the text").wait_for()
    assert network.sources[-1].url == "https://www.nhs.uk"


def test_a_question_by_mouse(page: Any, shown: Any) -> None:
    network = learner()
    shown(sn.Question(network, "01-diary"))
    for _time in (1, 2):
        page.get_by_role("radio", name="D Keep it").check()
        page.get_by_role("radio", name="fairly").check()
        page.get_by_role("button", name="choice").click()
        page.wait_for_timeout(120)
    assert page.get_by_text("That is a reason that can be checked").is_visible()
    assert [one.step for one in network.posts[-2:]] == ["01-diary-1", "01-diary-2"]
