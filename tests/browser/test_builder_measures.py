"""Colour, size and show by what can be said of each source: legend, picture, table, words, and everybody's use of it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.mock_look import measured_state
from tests.browser.mock_tools import focused, heard, open_mock, tab

import sourcenet as sn

pytestmark = pytest.mark.browser
STATE = measured_state()
MODEL = "document.querySelector('.net > div').canvas.model"
_DOTS = f"(name) => Object.fromEntries([...{MODEL}.dots.values()].filter((dot) => !dot.me).map((dot) => [dot.name, dot[name]]))"


@pytest.fixture
def mock(page: Any) -> Callable[..., Any]:
    """Open the mock page: ``mock(state, dark=..., vis=..., width=...)``."""
    return lambda state=None, **how: open_mock(page, copy.deepcopy(state or STATE), **how)


def colour(page: Any, by: str) -> Any:
    page.get_by_label("Colour by").select_option(by)
    page.wait_for_function("(by) => !by.startsWith('measure:') || store.measures.has(by.slice(8))", arg=by)
    page.wait_for_timeout(100)
    return page


def show(page: Any, what: str) -> Any:
    page.get_by_label("Show", exact=True).select_option(what)
    page.wait_for_timeout(150)
    return page


def column(page: Any, n: int = 1) -> dict[str, str]:
    """Return a column of the table by the name of the row."""
    cells = page.locator(".tbl tbody tr").evaluate_all(
        "(all, n) => all.map((row) => [row.cells[0].textContent, row.cells[n].textContent])", n
    )
    return dict(cells)


def test_colours_by_a_measure_are_explained_keyed_listed_and_spoken(mock: Any) -> None:
    page = colour(mock(vis=True), "measure:lost_without")
    assert [chip.split() for chip in page.locator(".chip").all_inner_texts()] == [
        ["a", "0", "10"],
        ["b", "3", "1"],
        ["c", "4", "1"],
    ]
    assert page.locator(".explains").inner_text() == (
        "Colour, lost without it: from a to c, more hangs on it. "
        "How many more sources you could no longer get to without it; nothing where no way leads to it."
    )
    marks, colours = page.evaluate(_DOTS, "mark"), page.evaluate(_DOTS, "colour")
    assert (marks["library guide"], marks["course tutor"], marks["PubMed"]) == ("b", "c", "a")
    assert (colours["library guide"], colours["course tutor"], colours["PubMed"]) == ("q3", "q5", "q1")
    network = sn.load_example("first-steps")
    assert column(page) == {one.label: str(len(sn.lost_without(network, one))) for one in network.sources}
    assert heard(page)[-1].endswith("a: 0, 10 sources; b: 3, 1 source; c: 4, 1 source.")
    page.locator("button.nm", has_text="library guide").click()
    assert heard(page)[-1].endswith("4 connections. lost without it: 3.")


def test_the_chips_of_a_measure_filter_too(mock: Any) -> None:
    page = colour(mock(vis=True), "measure:lost_without")
    page.locator(".chip").first.press("Space")
    assert sorted(column(page)) == ["course tutor", "library guide"]
    assert page.evaluate(_DOTS, "pale")["PubMed"] is True
    assert heard(page)[-1] == "0 hidden"
    colour(page, "viewpoint")
    assert len(column(page)) == 12, "another colour, another filter"


def test_colours_by_what_my_cards_say_and_offers_no_size_of_it(mock: Any) -> None:
    page = colour(mock(vis=True), "measure:appraisal")
    chips = page.locator(".chip").all_inner_texts()
    assert [" ".join(chip.split()) for chip in chips] == [
        "c mostly high 1",
        "d in words 2",
        "no card yet, or somebody you know 9",
    ]
    assert (
        page.locator(".explains").inner_text().startswith("Colour, appraisal. By your own latest card of each; hollow")
    )
    colours = page.evaluate(_DOTS, "colour")
    assert (colours["PubMed"], colours["library guide"]) == ("q5", 6)
    said = column(page)
    assert (
        said["PubMed"].startswith("4.5 of 5 on the mean, CRAAP of ")
        and said["course tutor"] == "somebody you know: not scored"
    )
    assert heard(page)[-1].endswith("c: mostly high, 1 source; d: in words, 2 sources.")
    sizes = page.get_by_label("Size by").locator("option").all_inner_texts()
    assert "appraisal" not in sizes and "lost without it" in sizes
    page.locator(".chip").first.press("Space")
    assert "PubMed" not in column(page)


def test_sizes_go_with_the_measure_and_stay_easy_to_hit(mock: Any) -> None:
    page = mock(vis=True)
    page.get_by_label("Size by").select_option("degree")
    page.wait_for_function(f"{MODEL}.dots.get('me') && [...{MODEL}.dots.values()].some((dot) => dot.size !== 1)")
    sizes = page.evaluate(_DOTS, "size")
    assert sizes["friend on my course"] == pytest.approx(1.6**0.5) and sizes["PubMed"] == pytest.approx(0.75**0.5)
    assert all(0.7499 <= size**2 <= 1.6001 for size in sizes.values())
    assert (
        page.locator(".explains")
        .inner_text()
        .startswith("Size, sources it is connected with: larger means more sources.")
    )
    # The smallest is still hit at 16 px from its middle.
    spot = f"""() => {{
      const dot = [...{MODEL}.dots.values()].find((one) => one.name === 'PubMed');
      const box = document.querySelector('.net').getBoundingClientRect(), c = document.querySelector('.net > div').canvas.camera;
      return [box.x + box.width / 2 + (dot.x - c.x) * c.k, box.y + box.height / 2 + (dot.y - c.y) * c.k];
    }}"""
    x, y = page.evaluate(spot)
    page.mouse.click(x - 16, y)
    assert page.get_by_label("Name", exact=True).input_value() == "PubMed"
    heard(page)
    page.get_by_label("Size by").select_option("")
    assert set(page.evaluate(_DOTS, "size").values()) == {1}
    assert heard(page)[-1] == "All are of one size."


def test_figures_follow_changes_after_the_edit_and_what_is_new_is_hollow_until_then(mock: Any) -> None:
    page = colour(mock(vis=True), "measure:steps")
    asked = "python.sent.filter((one) => one.type === 'measure').length"
    assert page.evaluate(asked) == 1
    page.evaluate("python.answers.measure = null")
    page.evaluate("python.elsewhere([{ id: 'n1', do: 'add', name: 'New here', kind: 'site' }])")
    page.get_by_role("button", name="New here").wait_for()
    assert column(page)["New here"] == "being worked out" and page.evaluate(_DOTS, "mark")["New here"] == ""
    page.wait_for_timeout(600)
    assert page.evaluate(asked) == 2, "asked once more, after the change"
    assert any("this test does not know" in line for line in heard(page)), "a refusal is said, and what stood stays"
    assert column(page)["PubMed"] == "3"


def test_what_cannot_be_said_is_hollow_and_says_so(mock: Any) -> None:
    state = copy.deepcopy(STATE)
    found = state["answers"]["measure"]["steps"]["measures"]["steps"]
    far = next(one["id"] for one in state["sources"] if one["name"] == "PubMed")
    found["of"][far] = [None, "cannot be said"]
    page = colour(mock(state, vis=True), "measure:steps")
    assert page.locator(".chip").last.inner_text().split() == ["cannot", "be", "said", "1"]
    assert column(page)["PubMed"] == "cannot be said" and page.evaluate(_DOTS, "mark")["PubMed"] == ""


def test_in_reach_is_shown_listed_by_steps_and_spoken(mock: Any) -> None:
    page = show(mock(vis=True), "reach2")
    network = sn.load_example("first-steps")
    near, far = ([one.label for one in sn.reach(network, steps=n)] for n in (1, 2))
    pale = page.evaluate(_DOTS, "pale")
    assert {name for name, away in pale.items() if not away} == set(far)
    panel = page.locator(".panel")
    assert panel.locator("h4").all_inner_texts() == ["In one step (8)", "In step 2 (1 more)"]
    assert panel.locator("ul").nth(0).locator("button").all_inner_texts() == near
    assert list(column(page).values()) == ["1"] * 8 + ["2"], "the nearest first"
    assert heard(page)[-1] == (
        f"In one step: 8 sources: {', '.join(near)}. In step 2: 1 source more: library guide. That is 9 of your 12 sources."
    )
    show(page, "reach3")
    assert heard(page)[-1].endswith("That is 12 of your 12 sources.")
    panel.get_by_role("button", name="Show everything").click()
    assert heard(page)[-1] == "Everything is shown." and page.get_by_label("Show", exact=True).input_value() == ""


def test_the_only_connections_are_shown_and_written_in_their_rows(mock: Any) -> None:
    page = show(mock(vis=True), "only")
    tab(page, "Connections").click()
    assert page.locator(".tbl tbody th").all_inner_texts() == ["course tutor showed once library guide"]
    assert page.locator(".tbl .tag").inner_text() == "the only connection between two parts, of 8 and of 4"
    dark = page.evaluate(f"{MODEL}.ties.filter((tie) => !tie.pale).map((tie) => tie.a.name + ' ' + tie.b.name)")
    assert dark == ["course tutor library guide"]
    assert heard(page)[-1].startswith("1 connection is the only one between two parts of your network.")
    page.locator(".panel ul button").press("Enter")
    assert page.get_by_label("Why, in a sentence").count() == 1, "it opens as everywhere"


def test_only_what_is_used_now_and_then_or_more(mock: Any) -> None:
    page = show(mock(vis=True), "used")
    tab(page, "Connections").click()
    network = sn.load_example("first-steps")
    strong = [tie for tie in network.connections if tie.strength >= 3]
    assert page.locator(".tbl tbody tr").count() == len(strong)
    there = {end for tie in strong for end in (tie.start, tie.end)} - {"me"}
    assert (
        heard(page)[-1]
        == f"You use {len(strong)} connections now and then or more. They touch {len(there)} of your 12 sources."
    )
    assert page.evaluate(f"{MODEL}.ties.filter((tie) => !tie.pale).length") == len(strong)


def test_by_keyboard_alone(mock: Any) -> None:
    page = mock(vis=True)
    page.get_by_label("Colour by").focus()
    met = []
    for _ in range(3):
        page.keyboard.press("Tab")
        met.append(focused(page))
    assert met == ["Size by", "Show", "Find a source"]
    page.get_by_label("Show", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(150)
    assert page.locator(".panel h3").inner_text() == "In reach in 1 step"
    assert page.evaluate("window.notebook") == []


def test_an_empty_network_offers_neither_size_nor_show(mock: Any) -> None:
    page = mock(measured_state(sources=[], connections=[], archive=[]))
    assert page.get_by_label("Size by").is_hidden() and page.get_by_label("Show", exact=True).is_hidden()


STATES: dict[str, Callable[[Any], object]] = {
    "colour": lambda page: colour(page, "measure:degree"),
    "size": lambda page: page.get_by_label("Size by").select_option("lost_without"),
    "reach": lambda page: show(page, "reach3"),
    "only": lambda page: show(page, "only") and tab(page, "Connections").click(),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1160])
def test_axe_finds_nothing_and_nothing_sticks_out(mock: Any, axe: Any, dark: bool, width: int) -> None:
    for name, go in STATES.items():
        page = mock(dark=dark, vis=name == "colour", width=width)
        go(page)
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        found = axe.run(page, context=".sn")
        assert found.violations_count == 0, f"{name}\n{found.generate_report()}"
