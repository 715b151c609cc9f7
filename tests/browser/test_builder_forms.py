"""The Builder's forms in Chromium with real key events, without Jupyter: Python is a stand-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.mock_page import mock_state
from tests.browser.mock_tools import SIX, focused, heard, open_mock, plain, sent, settled, tab, tool, write

pytestmark = pytest.mark.browser


@pytest.fixture
def mock(page: Any) -> Callable[..., Any]:
    """Open the mock page: ``mock(state, dark=..., vis=..., views=..., width=...)``."""
    return lambda state=None, **how: open_mock(page, state, **how)


# -- the quick list -------------------------------------------------------------------------------------------------


def test_six_names_by_keyboard_are_one_unit_and_one_undo(mock: Any) -> None:
    page = mock(mock_state(empty=True))
    page.get_by_label("Sources, one a line").focus()
    page.keyboard.insert_text(SIX)
    kinds = settled(page).locator(".gs select").evaluate_all("all => all.map((one) => one.value)")
    assert kinds == ["person", "site", "idea", "community", "AI assistant", "paper", "object"]
    page.get_by_label("Kind of Half an Hour").select_option("site")
    page.get_by_role("button", name="Add 7 sources").press("Enter")
    events = sent(page)
    assert [event["do"] for event in events] == ["add"] * 7
    assert len({event["group"] for event in events}) == 1
    assert [event.get("known") for event in events] == [True, *[None] * 6], "people are taken to be known"
    assert (
        events[2]["kind"] == "site"
        and events[6]["name"] == "sleep diary"
        and events[1]["url"] == "https://www.nhs.uk/live-well"
    )
    assert {event["origin"] for event in events} == {"brought"}, "an empty network begins with what one brings"
    assert page.locator(".round").inner_text().startswith("1 of 7")
    tool(page, "Undo").press("Enter")
    page.wait_for_function("store.sources.size === 0")
    assert page.locator(".where .count").inner_text() == "0 sources"


def test_what_is_already_here_is_said_and_not_added_twice(mock: Any) -> None:
    page = mock()
    tool(page, "Quick list").click()
    page.get_by_label("Sources, one a line").fill("half an hour\nNet Smart\nNet Smart")
    assert settled(page).locator(".gs li").count() == 2
    assert "already here" in page.locator(".gs li").first.inner_text()
    page.get_by_role("button", name="Add 1 source", exact=True).click()
    assert [event["name"] for event in sent(page)] == ["Net Smart"]


def test_the_round_asks_each_new_source_for_its_reason_and_can_be_skipped(mock: Any) -> None:
    page = mock(mock_state(empty=True))
    page.get_by_label("Sources, one a line").fill("Net Smart\nmy tutor\nJisc")
    page.get_by_role("button", name="Add 3 sources").click()
    assert focused(page) == "Directly, or through whom?"
    page.get_by_role("button", name="Connect", exact=True).and_(page.locator("form button")).click()
    assert "Say in one sentence why it is there" in page.locator(".panel .err").inner_text()
    write(page, "I go there when a word is new to me.")
    page.get_by_label("often").check(force=True)
    page.locator(".panel form button[type=submit]").click()
    assert page.locator(".round").inner_text().startswith("2 of 3")
    page.get_by_role("button", name="Skip").click()
    page.get_by_label("Directly, or through whom?").select_option(label="through someone who is not here yet…")
    write(page, "my flatmate")
    page.get_by_label("Why, in a sentence").fill("She showed me the list of skills.")
    page.locator(".panel form button[type=submit]").click()
    assert page.locator(".round h3").inner_text() == "my flatmate", "who led me there is asked about next"
    page.get_by_role("button", name="Stop here").click()
    events = sent(page)
    assert [event["do"] for event in events] == ["add"] * 3 + ["connect", "add", "connect"]
    assert plain(events[3]) == {
        "do": "connect",
        "start": "me",
        "end": events[0]["id"],
        "relation": "talks with",
        "strength": 4,
        "why": "I go there when a word is new to me.",
    }
    assert (events[5]["start"], events[5]["end"], events[5]["relation"]) == (
        events[4]["id"],
        events[2]["id"],
        "led me to",
    )
    assert "How did you come by my tutor? Connect it." in page.locator(".panel").inner_text()


def test_a_list_that_is_refused_comes_back_as_it_was_written(mock: Any) -> None:
    page = mock(mock_state(empty=True))
    page.evaluate("python.refuse = () => ({ text: 'Too many at once.', field: '' })")
    page.get_by_label("Sources, one a line").fill("Net Smart\nmy tutor")
    page.get_by_role("button", name="Add 2 sources").click()
    page.wait_for_selector(".quick")
    assert page.get_by_label("Sources, one a line").input_value() == "Net Smart\nmy tutor"
    assert "Too many at once." in page.locator(".where").inner_text()
    assert heard(page)[-1].endswith("Too many at once.")


def test_a_name_that_is_too_long_has_its_sentence(mock: Any) -> None:
    page = mock(mock_state(empty=True))
    page.get_by_label("Sources, one a line").fill("x" * 10_000)
    page.get_by_role("button", name="Add 1 source").click()
    assert "longer than 200 characters" in page.get_by_role("alert").inner_text()
    assert not sent(page)


def test_ten_thousand_and_one_names_have_their_sentence(mock: Any) -> None:
    page = mock(mock_state(empty=True))
    # As a paste does it, at once: Chromium's own insertion of so many lines takes minutes even in a bare text field.
    page.get_by_label("Sources, one a line").evaluate("""area => {
      area.value = Array.from({ length: 10001 }, (_, n) => `name ${n}`).join('\\n');
      area.dispatchEvent(new Event('input', { bubbles: true })); }""")
    page.get_by_role("button", name="Add 10001 sources").wait_for()
    assert page.locator(".gs li").last.inner_text() == "and 9941 more"
    page.get_by_role("button", name="Add 10001 sources").click()
    assert "a network holds 10000" in page.get_by_role("alert").inner_text()
    assert not sent(page)


# -- adding and connecting ------------------------------------------------------------------------------------------


def test_a_source_arrives_with_its_reason_by_keyboard_alone(mock: Any) -> None:
    page = mock(vis=True)
    page.locator(".net").focus()
    page.keyboard.press("n")
    assert focused(page) == "Name"
    write(page, "my aunt, pharmacist")
    for _ in range(4):  # past kind, "A person I know" and where it stands
        page.keyboard.press("Tab")
    assert focused(page) == "Directly, or through whom?"
    page.get_by_role("button", name="Add and connect").press("Enter")
    assert focused(page) == "Why, in a sentence"
    write(page, "I ask her what a drug does.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    first, second = sent(page)
    assert plain(first) == {
        "do": "add",
        "name": "my aunt, pharmacist",
        "kind": "person",
        "origin": "added",
        "known": True,
    }
    assert plain(second) == {
        "do": "connect",
        "start": "me",
        "end": first["id"],
        "relation": "talks with",
        "strength": 3,
        "why": "I ask her what a drug does.",
    }
    assert focused(page).startswith("Network, 11 sources, 10 connections")
    assert heard(page)[-2:] == [
        "Added: my aunt, pharmacist. Saved.",
        "Connected: me talks with my aunt, pharmacist. Saved.",
    ]


def test_a_public_person_is_unticked_and_said_to_be_one(mock: Any) -> None:
    page = mock()
    tool(page, "Add source").click()
    known = page.get_by_label("A person I know")
    assert known.is_hidden()
    page.locator("[data-field=kind]").select_option("person")
    assert known.is_checked() and known.is_visible()
    page.get_by_label("Name", exact=True).fill("Ada Lovelace")
    known.uncheck()
    page.get_by_role("button", name="Add and connect").click()
    assert plain(sent(page)[0]) == {
        "do": "add",
        "name": "Ada Lovelace",
        "kind": "person",
        "origin": "added",
        "known": False,
    }


def test_through_someone_new_asks_for_both_reasons(mock: Any) -> None:
    page = mock()
    tool(page, "Add source").click()
    write(page, "Cochrane Library")
    page.get_by_label("Directly, or through whom?").select_option(label="through someone who is not here yet…")
    page.get_by_role("button", name="Add and connect").click()
    assert page.get_by_label("Who or what is it?").get_attribute("aria-invalid") == "true"
    write(page, "my librarian")
    page.get_by_role("button", name="Add and connect").click()
    page.get_by_label("Why, in a sentence").fill("She showed it to me at the desk.")
    page.locator(".panel form button[type=submit]").click()
    assert page.locator(".band").inner_text().startswith("me to my librarian")
    someone, added, tie = sent(page)
    assert (someone["name"], someone["kind"], someone["group"]) == ("my librarian", "person", added["group"])
    assert someone["known"] is True and "known" not in added
    assert (tie["start"], tie["end"]) == (someone["id"], added["id"])


def test_what_the_page_can_see_is_said_before_anything_is_sent(mock: Any) -> None:
    page = mock()
    tool(page, "Add source").click()
    go = page.get_by_role("button", name="Add and connect")
    go.click()
    assert "needs a name" in page.get_by_role("alert").inner_text()
    page.get_by_label("Name", exact=True).fill("half an hour")
    go.click()
    assert "already here" in page.get_by_role("alert").inner_text()
    page.get_by_label("Name", exact=True).fill("bad address")
    page.get_by_text("More, if you know it").click()
    page.get_by_label("Web address").fill("javascript:alert(1)")
    go.click()
    assert focused(page) == "Web address"
    described = page.get_by_label("Web address").get_attribute("aria-describedby")
    assert page.locator(f"[id='{described}']").inner_text().startswith("This address was not kept.")
    assert not sent(page)


def test_a_refused_source_brings_its_form_back_with_what_was_written(mock: Any) -> None:
    page = mock()
    page.evaluate("python.refuse = () => ({ text: '“Net Smart” is already here.', field: 'name' })")
    tool(page, "Add source").click()
    write(page, "Net Smart")
    page.get_by_role("button", name="Add and connect").click()
    page.wait_for_selector(".panel .err")
    name = page.get_by_label("Name", exact=True)
    assert (name.input_value(), name.get_attribute("aria-invalid")) == ("Net Smart", "true")
    assert page.locator("tbody tr").count() == 10


def test_connecting_from_two_lists_with_a_relation_of_ones_own(mock: Any) -> None:
    page = mock()
    tool(page, "Connect").click()
    assert page.locator(".chips").is_hidden()
    page.get_by_label("Starts at").select_option("jis")
    assert page.locator(".band").inner_text().startswith("From Jisc. Choose where it ends.")
    page.get_by_label("Ends at").select_option("jis")
    submit = page.locator(".panel form button[type=submit]")
    submit.click()
    assert "two different sources" in page.get_by_role("alert").inner_text()
    page.get_by_label("Ends at").select_option("wen")
    page.get_by_label("Relation", exact=True).select_option(label="in my own words…")
    write(page, "pays for")
    submit.click()
    assert "in one sentence why" in page.get_by_role("alert").inner_text()
    page.get_by_label("Why, in a sentence").fill("They bought the e-book for all.")
    submit.click()
    assert plain(sent(page)[0]) == {
        "do": "connect",
        "start": "jis",
        "end": "wen",
        "relation": "pays for",
        "strength": 3,
        "why": "They bought the e-book for all.",
    }
    assert page.locator(".panel h3").first.inner_text() == "Jisc pays for Wenger 1998"


def test_a_refused_connection_brings_its_form_back(mock: Any) -> None:
    page = mock()
    page.evaluate("python.refuse = () => ({ text: 'Jisc is not there any more.', field: 'end' })")
    tool(page, "Connect").click()
    page.get_by_label("Starts at").select_option("me")
    page.get_by_label("Ends at").select_option("jis")
    page.get_by_label("Why, in a sentence").fill("For the skills list.")
    page.locator(".panel form button[type=submit]").click()
    page.wait_for_selector(".panel .err")
    assert page.get_by_label("Why, in a sentence").input_value() == "For the skills list."
    assert page.get_by_label("Ends at").get_attribute("aria-invalid") == "true"
    assert "9" in tab(page, "Connections").inner_text()
