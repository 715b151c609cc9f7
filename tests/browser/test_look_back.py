"""The look back in a page without Jupyter: what it points at, what it compares, what it says, who can use it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.mock_look import look_state
from tests.browser.mock_tools import focused, heard, open_mock, tab

import sourcenet as sn

pytestmark = pytest.mark.browser
STATE = look_state()
_DOTS = """(test) => [...document.querySelector('.net > div').canvas.model.dots.values()].filter((dot) => dot[test]).map((dot) => dot.name)"""
_TIES = "(how) => document.querySelector('.net > div').canvas.model.ties.filter((tie) => tie.how === how).length"


@pytest.fixture
def mock(page: Any) -> Callable[..., Any]:
    """Open the mock page: ``mock(state, dark=..., vis=..., width=...)``."""
    return lambda state=None, **how: open_mock(page, copy.deepcopy(state or STATE), widget="look_back", **how)


def said(page: Any, n: int = 0) -> Any:
    return page.locator("button.said").nth(n)


def rows(page: Any) -> list[str]:
    return list(page.locator(".tbl tbody th").all_inner_texts())


def days(page: Any) -> Any:
    page.get_by_role("tab", name="Then and now").click()
    page.locator(".then .words p").first.wait_for()
    return page


# -- sentences ------------------------------------------------------------------------------------------------------


def test_a_sentence_points_into_picture_and_table_and_is_read_out(mock: Any) -> None:
    page = mock(vis=True)
    assert len(rows(page)) == 12
    said(page).focus()
    page.keyboard.press("Enter")
    assert said(page).get_attribute("aria-pressed") == "true"
    assert focused(page).startswith("In one step"), "the focus stays with what was chosen"
    near = [source.label for source in sn.reach(sn.load_example("first-steps"), steps=1)]
    assert sorted(rows(page)) == sorted(near)
    assert sorted(page.evaluate(_DOTS, "chosen")) == sorted(near)
    assert set(page.evaluate(_DOTS, "pale")) == {"library guide", "subject librarian", "PubMed", "Cochrane Library"}
    assert heard(page)[-1].startswith("In one step you get to 8 of your 12 sources. Shown: friend on my course; ")
    page.keyboard.press("Escape")
    assert len(rows(page)) == 12 and page.evaluate(_DOTS, "pale") == []
    assert heard(page)[-1] == "Everything is shown."


def test_a_sentence_about_a_connection_shows_the_connection(mock: Any) -> None:
    page = mock(vis=True)
    said(page, 1).click()
    assert rows(page) == ["course tutor showed once library guide"]
    assert page.evaluate("document.querySelector('.net > div').canvas.model.ties.filter((tie) => tie.chosen).length") == 1
    tab(page, "Sources").click()
    assert sorted(rows(page)) == ["course tutor", "library guide"], "and its two ends"
    said(page, 1).click()
    assert len(rows(page)) == 12


def test_the_figure_and_the_rest_are_folded_and_stay_as_they_were(mock: Any) -> None:
    page = mock()
    figure, everything = page.get_by_text("The figure behind it").first, page.get_by_text("Everything that can be said")
    assert page.get_by_text("8 of 12", exact=True).first.is_hidden()
    figure.click()
    assert page.get_by_text("8 of 12", exact=True).first.is_visible()
    everything.press("Enter")
    page.evaluate("python.elsewhere([{ id: 'n1', do: 'add', name: 'New here', kind: 'site' }])")
    page.wait_for_selector("text=13 sources")
    assert page.get_by_text("8 of 12", exact=True).first.is_visible(), "drawn anew, it is as it was"
    assert page.locator("details.all h4").all_inner_texts() == ["Measured among the sources", "From where you stand"]
    assert page.locator("details.all").get_by_text("They speak as if about 3 voices").is_visible()


def test_what_is_too_early_to_say_says_so_and_points_nowhere(mock: Any) -> None:
    early = mock().locator(".said.early").first
    assert early.inner_text().startswith("It is too early to say")
    assert early.evaluate("e => e.tagName") == "P"


def test_one_thing_to_try_and_where_to_do_it(mock: Any) -> None:
    page = mock()
    box = page.locator(".try")
    assert box.count() == 1 and "Take the way to Cochrane Library" in box.inner_text()
    page.get_by_role("button", name="Where do I do this?").press("Enter")
    assert heard(page)[-1].startswith("In your Builder: run sn.Builder(network) in a cell.")
    assert "run sn.Builder(network)" in box.inner_text() and page.locator("dialog").count() == 0
    page.evaluate("document.body.append(Object.assign(document.createElement('p'), { className: 'sn-builder' }))")
    page.get_by_role("button", name="Where do I do this?").press("Enter")
    assert heard(page)[-1].startswith("In the Builder on this page")


def test_it_follows_changes_and_lets_go_of_what_is_gone(mock: Any) -> None:
    page = mock(vis=True)
    said(page, 1).click()
    heard(page)
    guide = next(one["id"] for one in STATE["sources"] if one["name"] == "library guide")
    page.evaluate("of => python.elsewhere([{ do: 'prune', of, reason: 'old' }])", guide)
    page.wait_for_selector("text=11 sources")
    assert page.locator(".said[aria-pressed=true]").count() == 0 and "library guide" not in rows(page)
    assert heard(page)[-1] == "Changed elsewhere: set aside library guide: old."
    says = {**STATE["says"], "first": [{"text": "Something new is so.", "about": "me"}], "page": [], "try": ""}
    page.evaluate("says => python.deliver({ type: 'says', rev: 9, says })", says)
    page.get_by_text("Something new is so.").wait_for()
    assert page.locator(".try").count() == 0 and page.locator("button.said").count() == 0


def test_a_source_chosen_in_the_table_is_shown_and_spoken(mock: Any) -> None:
    page = mock(vis=True)
    page.locator("button.nm", has_text="PubMed").press("Enter")
    assert page.evaluate(_DOTS, "chosen") == ["PubMed"]
    assert heard(page)[-1].startswith("PubMed, database, where it stands: does not apply, 2 connections.")
    page.locator(".net").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(_DOTS, "chosen") != ["PubMed"]
    assert page.evaluate("python.sent") == [], "nothing here changes the network"


# -- then and now ---------------------------------------------------------------------------------------------------


def test_two_days_are_compared_in_words_picture_and_table(mock: Any) -> None:
    page = days(mock(vis=True))
    assert page.get_by_label("Then", exact=True).input_value() == "2026-09-03"
    assert page.get_by_label("Now", exact=True).input_value() == "2026-10-01"
    found = sn.compare(sn.load_example("first-steps"), "2026-09-03")
    assert page.locator(".then .words p").all_inner_texts() == list(found.sentences)
    assert heard(page)[-1] == found.text
    assert sorted(page.evaluate(_DOTS, "fresh")) == sorted(source.label for source in found.added)
    assert page.evaluate(_DOTS, "dead") == ["sleep app"]
    assert [page.evaluate(_TIES, how) for how in ("new", "gone")] == [17, 1]
    assert rows(page) == [one.name for one in found.differences]
    gone = page.locator(".tbl tbody tr", has_text="sleep app").first
    assert "no longer there" in gone.inner_text() and "set aside: " in gone.inner_text()
    gone.get_by_role("button").click()
    assert heard(page)[-1] == "sleep app, set aside. No longer there."
    page.get_by_role("tab", name="What it says").click()
    assert page.evaluate(_DOTS, "fresh") == [] and page.evaluate(_DOTS, "dead") == []


def test_other_days_can_be_chosen_and_what_stands_keeps_its_place(mock: Any) -> None:
    page = days(mock(vis=True))
    place = "document.querySelector('.net > div').canvas.model.dots.get('me')"
    before = page.evaluate(f"[{place}.x, {place}.y]")
    page.get_by_label("Now", exact=True).select_option("2026-09-10")
    page.get_by_text("New: 2 sources").wait_for()
    assert page.evaluate(f"[{place}.x, {place}.y]") == before
    assert "PubMed" not in page.evaluate(_DOTS, "name"), "it came later"
    page.get_by_label("Then", exact=True).select_option("2026-09-28")
    assert page.locator(".then .err").inner_text().startswith("The page asked for 2026-09-28 2026-09-10")
    page.get_by_label("Now", exact=True).select_option("2026-09-28")
    page.get_by_text("Nothing is different between the two days.").wait_for()
    assert page.locator(".then .err").count() == 0


def test_the_history_is_gone_through_day_by_day(mock: Any) -> None:
    page = days(mock())
    previous, on = (page.get_by_role("button", name=name) for name in ("Previous day", "Next day"))
    heard(page)
    on.press("Enter")
    page.locator(".at", has_text="Day 1 of 8: 3 September 2026.").wait_for()
    assert page.get_by_label("Then", exact=True).evaluate("e => e.selectedOptions[0].textContent") == "before the first day"
    assert "On 2 September 2026 the network had 0 sources" in heard(page)[-1]
    assert previous.get_attribute("aria-disabled") == "true"
    previous.press("Enter")
    assert heard(page)[-1] == "This is the first day."
    for n in range(2, 6):
        on.press("Enter")
        page.locator(".at", has_text=f"Day {n} of 8").wait_for()
    assert focused(page) == "Next day"
    page.locator("ul.lines li", has_text="set aside sleep app").first.wait_for()
    for _ in range(3):
        on.press("Enter")
    page.locator(".at", has_text="Day 8 of 8").wait_for()
    assert on.get_attribute("aria-disabled") == "true"
    page.get_by_label("Then", exact=True).select_option("2026-09-03")
    page.get_by_text("Something happened on 8 days.").wait_for()
    assert page.locator("ul.lines").count() == 0


def test_the_line_of_days_is_walked_by_arrows_and_replayed_until_stopped(mock: Any) -> None:
    page = days(mock())
    line, play = page.get_by_label("The days on which something happened"), page.locator("[data-key=play]")
    assert line.get_attribute("aria-valuetext") == "all days together"
    line.focus()
    page.keyboard.press("ArrowLeft")
    page.locator(".at", has_text="Day 7 of 8").wait_for()
    assert line.get_attribute("aria-valuetext").startswith("Day 7 of 8") and focused(page) != "Replay"
    page.keyboard.press("Home")
    page.locator(".at", has_text="Day 1 of 8: 3 September 2026.").wait_for()
    page.keyboard.press("End")
    page.locator(".at", has_text="Day 8 of 8").wait_for()
    page.wait_for_timeout(400)
    before = len(heard(page))
    play.focus()
    page.keyboard.press("Enter")
    page.locator(".at", has_text="Day 1 of 8").wait_for()
    page.wait_for_timeout(400)
    assert heard(page)[before:] == ["Going through 8 days."], "the days themselves are not read out on top of each other"
    assert play.inner_text().strip() == "Stop the replay"
    page.locator(".at", has_text="Day 2 of 8").wait_for()
    page.keyboard.press("Enter")
    assert play.inner_text().strip() == "Replay" and focused(page) == "Replay"
    page.wait_for_timeout(2600)
    assert page.locator(".at").inner_text().startswith("Day 2 of 8"), "it stands where it was stopped"
    page.keyboard.press("Enter")
    page.locator(".at", has_text="Day 3 of 8").wait_for()
    assert heard(page)[-1].endswith("Going through 6 days."), "and goes on from there"


def test_a_busy_python_is_said_and_the_comparison_comes_later(mock: Any) -> None:
    page = mock()
    page.evaluate("python.busy = true")
    page.get_by_role("tab", name="Then and now").click()
    page.get_by_text("Python is busy. This comes when it is free.").wait_for(timeout=3000)
    page.evaluate("python.free()")
    page.locator(".then .words p").first.wait_for()
    assert page.get_by_text("Python is busy").is_hidden()


# -- everybody ------------------------------------------------------------------------------------------------------


def test_without_a_picture_sentences_and_tables_do_all(mock: Any) -> None:
    page = mock()
    assert page.locator(".absent").inner_text() == "The picture cannot be drawn here. Everything else works."
    said(page).click()
    assert len(rows(page)) == 8
    assert len(rows(days(page))) == 26


def test_an_empty_network_is_kindly_met(mock: Any) -> None:
    page = mock(look_state(sn.SourceNetwork.in_memory()), vis=True)
    assert "Nothing is here yet." in page.locator(".says").inner_text()
    days(page)
    assert "Nothing is different between the two days." in page.locator(".tbl").inner_text()


HOSTILE = "</script><img src=x onerror=window.ran=1><b>bold</b>"


def test_hostile_text_is_text(mock: Any) -> None:
    state = copy.deepcopy(STATE)
    one = {"text": HOSTILE, "about": HOSTILE, "figure": HOSTILE, "points": [state["sources"][0]["id"]]}
    state["says"] |= {"first": [one], "page": [one, {"text": "Other"}], "try": HOSTILE}
    state["question"] = state["task"] = state["sources"][0]["name"] = HOSTILE
    answer = state["answers"]["compare"]["2026-09-03"]
    answer["sentences"][0] = HOSTILE
    answer["rows"][0][3:] = [HOSTILE, HOSTILE]
    page = mock(state, vis=True)
    said(page).click()
    page.get_by_text("Everything that can be said").click()
    days(page)
    page.wait_for_timeout(200)
    assert HOSTILE in page.locator(".tbl").inner_text() and HOSTILE in page.locator(".then").inner_text()
    assert page.evaluate("window.ran") is None and page.locator(".sn img, .sn script").count() == 0


def test_plain_keys_never_reach_the_notebook(mock: Any) -> None:
    page = mock(vis=True)
    page.get_by_text("Everything that can be said").click()
    for go in (lambda: None, lambda: days(page)):
        go()
        stops = page.locator(".sn :is(button, input, select, textarea, summary, a, [tabindex]):not([disabled])")
        bare = stops.evaluate_all(
            "all => all.filter((one) => one.dataset.lmSuppressShortcuts !== 'true').map((one) => one.outerHTML)"
        )
        assert not bare
        for at in range(stops.count()):
            stop = stops.nth(at)
            if stop.is_visible():
                stop.evaluate("one => one.focus()")
                for key in ("d", "d", "a", "x"):
                    page.keyboard.press(key)
    assert page.evaluate("window.notebook") == []


def test_everything_is_reached_by_tab_and_the_pages_turn_with_arrows(mock: Any) -> None:
    page = mock()
    page.get_by_role("tab", name="What it says").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == "Then and now"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "What it says"
    met = []
    for _ in range(9):
        page.keyboard.press("Tab")
        met.append(focused(page))
    assert met[0].startswith("In one step") and met[1] == "The figure behind it"
    assert "Where do I do this?" in met and "Everything that can be said so far 4" in met


@pytest.mark.parametrize("width", [290, 390, 1160])
def test_nothing_sticks_out_and_targets_are_large_enough(mock: Any, width: int) -> None:
    """290 px are a window of 1160 at 400 %."""
    page = mock(width=width, vis=True)
    for go in (lambda: said(page).click(), lambda: days(page)):
        go()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        small = page.locator(".sn :is(button, select, summary)").evaluate_all(
            "all => all.filter((e) => e.offsetHeight && (e.offsetHeight < 24 || e.offsetWidth < 24)).map((e) => e.outerHTML)"
        )
        assert not small


STATES: dict[str, Callable[[Any], object]] = {
    "plain": lambda page: page.get_by_text("Everything that can be said").click(),
    "point": lambda page: said(page).click() or page.get_by_role("button", name="Where do I do this?").click(),
    "days": days,
    "step": lambda page: days(page).get_by_role("button", name="Next day").click(),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1160])
def test_axe_finds_nothing(mock: Any, axe: Any, dark: bool, width: int) -> None:
    for name, go in STATES.items():
        page = mock({**STATE, "task": "What has changed most?"}, dark=dark, vis=name in ("plain", "days"), width=width)
        go(page)
        page.wait_for_timeout(200)
        found = axe.run(page, context=".sn")
        assert found.violations_count == 0, f"{name}\n{found.generate_report()}"


def test_forced_colours_and_less_motion(mock: Any) -> None:
    page = mock(vis=True)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    days(page)
    inks = "document.querySelector('.net > div').canvas"
    page.wait_for_function(f"{inks} && getComputedStyle(document.querySelector('.how.new')).borderStyle === 'solid'")
    assert page.locator(".how.gone").first.evaluate("e => getComputedStyle(e).borderStyle") == "dashed"
    moving = page.locator(".sn *").evaluate_all(
        "all => all.filter((e) => { const s = getComputedStyle(e); return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0; }).length"
    )
    assert moving == 0
