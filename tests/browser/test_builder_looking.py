"""What the Builder shows and says, and whether everybody can use it: status, tables, hostile text, keys, phone, axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.mock_page import mock_state
from tests.browser.mock_tools import SIX, focused, heard, open_mock, settled, tab, tool, write

pytestmark = pytest.mark.browser


@pytest.fixture
def mock(page: Any) -> Callable[..., Any]:
    """Open the mock page: ``mock(state, dark=..., vis=..., views=..., width=...)``."""
    return lambda state=None, **how: open_mock(page, state, **how)


# -- status, notes, other views -------------------------------------------------------------------------------------


def test_a_busy_python_keeps_the_changes_and_takes_them_when_free(mock: Any) -> None:
    page = mock()
    page.evaluate("""() => {
        python.busy = true;
        window.shown = [];
        store.subscribe(() => window.shown.push(document.querySelector('.where .status').innerText)); }""")
    page.get_by_role("button", name="Jisc").click()
    page.get_by_label("Name", exact=True).fill("Jisc UK")
    page.keyboard.press("Tab")
    status = page.locator(".where .status")
    page.wait_for_selector(".where .status.busy")
    assert page.evaluate("window.shown")[0] == "saving…"
    assert status.inner_text() == "Python is busy. Your changes are kept here and go in when it is free."
    assert page.get_by_role("button", name="Jisc UK").count() == 1, "shown at once"
    page.wait_for_function("heard.some((text) => text.includes('Python is busy'))")
    page.evaluate("python.free()")
    page.wait_for_selector(".where .status.ok")
    assert status.inner_text() == "saved 16:05"
    assert heard(page)[-2:] == [
        "Changed: Jisc, name: Jisc UK. Python is busy. Your changes are kept here and go in when it is free.",
        "Saved.",
    ]


def test_where_it_stands_and_what_is_not_kept(mock: Any) -> None:
    where = {
        "file": "net.jsonl",
        "owner": "Your network",
        "saved": "",
        "kept": False,
        "why": "this file may not be written here.",
        "welcome": "",
    }
    page = mock(mock_state(where=where))
    assert page.locator(".where").inner_text().split("\n")[-1].endswith("Not kept: this file may not be written here.")
    page.evaluate("store.receive({ type: 'gone' })")
    assert "Python has stopped." in page.locator(".where").inner_text()


def test_the_welcome_stands_until_something_changes(mock: Any) -> None:
    where = {**mock_state()["where"], "welcome": "Welcome back: 10 sources, saved yesterday 16:04."}
    page = mock(mock_state(where=where, task="Add one person."))
    assert "Welcome back: 10 sources, saved yesterday 16:04." in page.locator(".where").inner_text()
    assert page.locator(".task").inner_text() == "Add one person."
    page.evaluate("python.elsewhere([{ id: 'n1', do: 'add', name: 'New here', kind: 'site' }])")
    page.wait_for_selector("text=11 sources")
    assert "Welcome" not in page.locator(".where").inner_text()


def test_notes_are_dismissed_and_a_copy_is_joined(mock: Any) -> None:
    page = mock(
        mock_state(
            notes=[
                "Line 3 was damaged and set aside.",
                {"text": "There is a copy: net (1).jsonl.", "join": "net (1).jsonl"},
            ]
        )
    )
    page.get_by_role("button", name="Dismiss: Line 3 was damaged and set aside.").click()
    assert page.locator(".notes li").count() == 1
    page.get_by_role("button", name="Join them").click()
    page.wait_for_selector(".notes", state="hidden")
    assert page.evaluate("python.sent.at(-1)")["file"] == "net (1).jsonl"


def test_two_views_follow_each_other_and_only_one_speaks(mock: Any) -> None:
    page = mock(views=2)
    first, second = page.locator("section.sn-builder").nth(0), page.locator("section.sn-builder").nth(1)
    first.get_by_role("button", name="Jisc").click()
    first.get_by_label("Name", exact=True).fill("Jisc UK")
    page.keyboard.press("Tab")
    second.get_by_role("button", name="Jisc UK").wait_for()
    heard(page)
    assert second.locator("[role=status]").inner_text() == ""
    page.evaluate("python.elsewhere([{ id: 'n1', do: 'add', name: 'New here', kind: 'site' }])")
    heard(page)
    assert first.locator("[role=status]").inner_text() == "Changed elsewhere: added New here."
    assert second.locator("[role=status]").inner_text() == ""


# -- looking --------------------------------------------------------------------------------------------------------


def test_chips_find_and_unused_narrow_the_table(mock: Any) -> None:
    page = mock()
    rows = page.locator("tbody tr")
    chip = page.get_by_role("button", name="proponent 4")
    chip.press("Space")
    assert rows.count() == 6 and chip.get_attribute("aria-pressed") == "false"
    assert focused(page).endswith("proponent4"), "the chip keeps the focus"
    chip.press("Space")
    page.get_by_label("Find a source").fill("hour")
    assert rows.count() == 1
    page.get_by_label("Find a source").fill("")
    page.get_by_role("button", name="Unused 1").click()
    assert rows.count() == 1 and "WikiEducator" in rows.inner_text()
    page.get_by_role("button", name="Unused 1").click()
    page.get_by_label("Colour by").select_option("subject")
    assert page.locator(".chip").all_inner_texts()[0].split() == ["Ed", "education", "7"]


def test_three_thousand_sources_show_a_hundred_rows_at_a_time(mock: Any) -> None:
    many = [{"id": f"s{n}", "name": f"Source {n}", "label": f"Source {n}", "kind": "site"} for n in range(3000)]
    page = mock(mock_state(sources=many, connections=[], positions={}))
    more = page.get_by_role("button", name="Show 100 more")
    more.wait_for()  # the tables of a large network follow its picture
    assert page.locator("tbody tr").count() == 100
    more.press("Enter")
    assert page.locator("tbody tr").count() == 200
    assert "2800" not in page.locator(".more").inner_text() and "200 of 3000" in page.locator(".more").inner_text()


def test_a_large_network_is_drawn_before_its_tables_are_built(page: Any, mock: Any) -> None:
    page.evaluate("""() => {
        const own = CanvasRenderingContext2D.prototype.fill;
        CanvasRenderingContext2D.prototype.fill = function (...given) {
            if (this.canvas.isConnected) window.rowsThen ??= document.querySelectorAll('tbody tr').length;
            return own.apply(this, given);
        }; }""")
    many = [{"id": f"s{n}", "name": f"Source {n}", "label": f"Source {n}", "kind": "site"} for n in range(300)]
    spots = {f"s{n}": [90 * (n % 20), 90 * (n // 20)] for n in range(300)}
    mock(mock_state(sources=many, connections=[], positions=spots), vis=True)
    page.get_by_role("button", name="Show 100 more").wait_for()
    assert page.evaluate("window.rowsThen") == 0


def test_sentences_can_be_in_another_language(mock: Any) -> None:
    page = mock(mock_state(words={"Add source": "Quelle dazu", "{n} sources": "{n} Quellen", "person": "Mensch"}))
    assert tool(page, "Quelle dazu").count() == 1
    assert "10 Quellen" in page.locator(".where").inner_text()
    assert page.locator("tbody tr").first.locator("td").first.inner_text() == "Mensch"


HOSTILE = "</script><img src=x onerror=window.ran=1><b>bold</b>"


def test_hostile_text_is_shown_as_text_everywhere(mock: Any) -> None:
    sources = [
        {
            "id": "bad",
            "name": HOSTILE,
            "label": HOSTILE,
            "kind": HOSTILE,
            "viewpoint": HOSTILE,
            "subject": HOSTILE,
            "url": "javascript:window.ran=1",
            "notes": HOSTILE,
        },
        *mock_state()["sources"],
    ]
    ties = [
        {"id": "tie", "start": "me", "end": "bad", "relation": HOSTILE, "strength": 3, "why": HOSTILE},
        *mock_state()["connections"],
    ]
    aside = [
        {"what": {"id": "old", "name": HOSTILE, "kind": "site"}, "type": "source", "reason": HOSTILE, "at": HOSTILE}
    ]
    state = mock_state(
        sources=sources,
        connections=ties,
        archive=aside,
        question=HOSTILE,
        task=HOSTILE,
        notes=[HOSTILE],
        history=[["2026-11-22T16:04:00Z", HOSTILE, HOSTILE]],
        says=[{"text": HOSTILE}],
        undo=HOSTILE,
    )
    page = mock(state, vis=True)
    for name in ("Sources", "Connections", "History", "Set aside"):
        tab(page, name).click()
        assert HOSTILE in page.locator(".tbl").inner_text()
    for id in ("bad", "tie", "old"):
        page.evaluate("id => window.chosen = id", id)
        tab(page, {"bad": "Sources", "tie": "Connections", "old": "Set aside"}[id]).click()
        page.locator(f"button.nm[data-key={id}]").click()
    tab(page, "Sources").click()
    page.locator("button.nm[data-key=bad]").click()
    assert page.get_by_text("Open its web address").count() == 0
    tool(page, "Set aside").click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.locator(".sn img, .sn script").count() == 0


# -- what is said ---------------------------------------------------------------------------------------------------


def test_a_short_session_as_a_screen_reader_tells_it(mock: Any) -> None:
    page = mock(mock_state(empty=True), vis=True)
    page.get_by_label("Sources, one a line").fill("my tutor\nJisc")
    page.get_by_role("button", name="Add 2 sources").press("Enter")
    heard(page)
    page.get_by_label("Why, in a sentence").fill("He knows whom to ask.")
    page.locator(".panel form button[type=submit]").press("Enter")
    heard(page)
    page.get_by_role("button", name="Stop here").press("Enter")
    page.get_by_role("button", name="Jisc").press("Enter")
    heard(page)
    tool(page, "Set aside").press("Enter")
    write(page, "I do not use it.")
    page.get_by_role("dialog").get_by_role("button", name="Set aside", exact=True).press("Enter")
    heard(page)
    tool(page, "Undo").press("Enter")
    assert heard(page) == [
        "1 of 2: my tutor. Added: 2 sources from the quick list. Saved.",
        "2 of 2: Jisc. Connected: me talks with my tutor. Saved.",
        "Jisc, idea, where it stands: not said, 0 connections.",
        "Set aside: Jisc. Saved.",
        "Undone: set aside Jisc: I do not use it. Saved.",
    ]


# -- access ---------------------------------------------------------------------------------------------------------


def test_plain_keys_never_reach_the_notebook_from_anywhere_in_the_widget(mock: Any) -> None:
    page = mock(mock_state(chosen=["l01"]), vis=True)
    page.get_by_role("button", name="Jisc").click()
    page.get_by_text("More about it").click()
    stops = page.locator(".sn :is(button, input, select, textarea, summary, a, [tabindex]):not([disabled])")
    bare = stops.evaluate_all(
        "all => all.filter((one) => one.dataset.lmSuppressShortcuts !== 'true').map((one) => one.outerHTML)"
    )
    assert not bare
    for at in range(stops.count()):
        stop = stops.nth(at)
        if not stop.is_visible() or stop.get_attribute("type") == "date":
            continue
        stop.evaluate("one => one.focus()")
        for key in ("d", "d", "a", "b", "x"):
            page.keyboard.press(key)
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Jisc").click()
    for opener in ("Set aside", "More"):
        tool(page, opener).press("Enter")
        page.keyboard.press("d")
        page.keyboard.press("Escape")
    assert page.evaluate("window.notebook") == []
    page.locator("h1").click()
    page.keyboard.press("d")
    assert page.evaluate("window.notebook") == ["d"], "outside, the notebook hears its keys"


def test_the_tools_are_one_tab_stop_with_arrow_keys(mock: Any) -> None:
    page = mock()
    page.get_by_role("button", name="Change the question").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Add source"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "Connect"
    page.keyboard.press("Tab")
    assert focused(page) == "Colour by"
    page.keyboard.press("Shift+Tab")
    assert focused(page) == "Connect"


def test_the_keys_of_the_picture(mock: Any) -> None:
    page = mock(vis=True)
    net = page.locator(".net")
    net.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.className") == "net"
    assert heard(page)[-1].startswith("Stephen Downes, person, where it stands: proponent, 2 connections.")
    page.keyboard.press("c")
    assert page.get_by_label("Starts at").input_value() == "dow"
    net.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert page.get_by_label("Ends at").input_value() not in ("", "dow")
    net.focus()
    page.keyboard.press("Escape")
    assert page.locator(".band").is_hidden()
    page.keyboard.press("f")
    assert focused(page) == "Find a source"


def test_without_a_picture_the_tables_take_its_place(mock: Any) -> None:
    page = mock()
    assert page.locator(".absent").inner_text() == "The picture cannot be drawn here. Everything else works."
    assert page.locator(".net").is_hidden()
    stage, table = page.locator(".stage").bounding_box(), page.locator(".tables").bounding_box()
    panel = page.locator(".panel").bounding_box()
    assert stage["height"] < 60 and table["y"] < 420 and table["x"] < panel["x"]


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_table_comes_first_and_nothing_sticks_out(mock: Any, width: int) -> None:
    page = mock(width=width, vis=True)
    order = "e => [...e.children].filter((one) => one.offsetHeight).map((one) => one.className)"
    assert page.locator("section.sn-builder").evaluate(order)[-3:-1] == ["tables", "mid"]
    assert page.locator(".net").is_hidden()
    page.get_by_role("button", name="Jisc").click()
    assert page.locator("section.sn-builder").evaluate(order)[-3:-1] == ["mid", "tables"]
    assert focused(page) == "Name"
    for act in (
        lambda: tool(page, "Connect").click(),
        lambda: tool(page, "Quick list").click(),
        lambda: tool(page, "Add source").click(),
    ):
        act()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Show the picture").click()
    page.wait_for_selector(".net canvas")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [390, 1160])
def test_targets_are_large_enough(mock: Any, width: int) -> None:
    page = mock(width=width)
    page.get_by_role("button", name="Jisc").click()
    small = page.locator(
        ".sn :is(button, select, input:not([type=checkbox], [type=radio]), summary, .tick)"
    ).evaluate_all(
        "all => all.filter((one) => one.offsetHeight && (one.offsetHeight < 24 || one.offsetWidth < 24)).map((one) => one.outerHTML)"
    )
    assert not small


STATES: dict[str, Callable[[Any], None]] = {
    "plain": lambda page: None,
    "source": lambda page: (
        page.get_by_role("button", name="Kop & Hill 2008").click() or page.get_by_text("More about it").click()
    ),
    "connection": lambda page: (
        tab(page, "Connections").click() or page.get_by_role("button", name="me reads Half an Hour").click()
    ),
    "add": lambda page: tool(page, "Add source").click() or page.get_by_role("button", name="Add and connect").click(),
    "connect": lambda page: tool(page, "Connect").click(),
    "quick": lambda page: tool(page, "Quick list").click() or page.get_by_label("Sources, one a line").fill(SIX),
    "round": lambda page: page.get_by_role("button", name="Go through them one by one").click(),
    "aside": lambda page: page.get_by_role("button", name="Jisc").click() or tool(page, "Set aside").click(),
    "forget": lambda page: (
        page.get_by_role("button", name="Jisc").click() or page.get_by_role("button", name="Forget…").click()
    ),
    "archive": lambda page: (
        tab(page, "Set aside").click() or page.get_by_role("button", name="mooc.ca", exact=True).click()
    ),
    "menu": lambda page: page.get_by_role("toolbar").get_by_role("button", name="More").click(),
    "question": lambda page: page.get_by_role("button", name="Change the question").click(),
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1160])
def test_axe_finds_nothing(mock: Any, axe: Any, dark: bool, width: int) -> None:
    for name, go in STATES.items():
        page = mock(
            mock_state(chosen=["l02"], task="Add one person.", notes=["A note."]),
            dark=dark,
            vis=name == "plain",
            width=width,
        )
        go(page)
        settled(page).wait_for_timeout(200)
        found = axe.run(page, context=".sn")
        assert found.violations_count == 0, f"{name}\n{found.generate_report()}"


def test_nothing_turns_where_motion_is_not_wanted(mock: Any) -> None:
    page = mock()
    page.evaluate("python.busy = true")
    page.emulate_media(reduced_motion="reduce")
    tool(page, "Undo").click()
    icon = page.locator(".status.save svg")
    assert icon.evaluate("e => getComputedStyle(e).animationName") == "none"


def test_what_is_measured_where_stands_apart_and_one_thing_is_to_be_tried(mock: Any) -> None:
    page = mock()
    panel = page.locator(".panel")
    assert panel.locator("h4").all_inner_texts() == ["Measured among the sources", "From where you stand"]
    assert panel.locator(".try").count() == 1 and "no connection yet" not in panel.inner_text()
    assert panel.locator(".try").inner_text().startswith("Try next. How did you come by Wenger 1998? Connect it.")
    state = mock_state()
    joined = {end for tie in state["connections"] for end in (tie["start"], tie["end"])}
    state["sources"] = [source for source in state["sources"] if source["id"] in joined]
    panel = mock(state).locator(".panel")
    assert panel.locator(".try").all_inner_texts() == [
        "Try next. Jisc is connected with nothing here yet. Who led you to it?"
    ]
