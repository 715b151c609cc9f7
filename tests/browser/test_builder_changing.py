"""Changing what stands: fields, setting aside, forgetting, undo, the More menu, in Chromium with real key events, without Jupyter: Python is a stand-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.browser.mock_page import mock_state
from tests.browser.mock_tools import focused, heard, open_mock, plain, sent, tab, tool, write

pytestmark = pytest.mark.browser


@pytest.fixture
def mock(page: Any) -> Callable[..., Any]:
    """Open the mock page: ``mock(state, dark=..., vis=..., views=..., width=...)``."""
    return lambda state=None, **how: open_mock(page, state, **how)


# -- changing -------------------------------------------------------------------------------------------------------


def test_a_field_saves_when_it_is_left_and_once(mock: Any) -> None:
    page = mock()
    page.get_by_role("button", name="Jisc").click()
    assert focused(page) == "Name"
    page.keyboard.press("End")
    write(page, " UK")
    assert not sent(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    assert [plain(event) for event in sent(page)] == [
        {"do": "edit", "of": "jis", "set": {"name": "Jisc UK"}},
        {"do": "edit", "of": "jis", "set": {"viewpoint": "critic"}},
    ], "a list is saved when it is left, not at every arrow key"
    assert heard(page)[-1].endswith("Changed: Jisc UK, where it stands: critic. Saved.")
    assert len(str(page.evaluate("JSON.stringify(python.sent[0])"))) < 300


def test_a_source_says_what_one_needs_and_whose_it_is_and_a_connection_what_it_was_used_for(mock: Any) -> None:
    page = mock()
    page.get_by_role("button", name="Jisc").click()
    page.get_by_text("More about it").click()
    page.get_by_label("What one needs to get at it").focus()
    page.keyboard.press("p")
    page.keyboard.press("Tab")
    page.get_by_label("Owner").fill("a charity of universities")
    page.get_by_label("Language").fill("English")
    page.keyboard.press("Tab")
    assert [plain(event) for event in sent(page)] == [
        {"do": "edit", "of": "jis", "set": {"device": "phone"}},
        {"do": "edit", "of": "jis", "set": {"owner": "a charity of universities"}},
        {"do": "edit", "of": "jis", "set": {"language": "English"}},
    ]
    tab(page, "Connections").click()
    page.get_by_role("button", name="me reads Half an Hour").click()
    page.get_by_text("More about it").click()
    page.get_by_label("What I used it for").fill("to find who cites it")
    page.keyboard.press("Tab")
    assert plain(sent(page)[-1])["set"] == {"used_for": "to find who cites it"} and sent(page)[-1]["do"] == "reconnect"
    assert heard(page)[-1].endswith("what I used it for: to find who cites it. Saved.")


def test_a_refused_change_goes_back_and_says_why_above_the_form(mock: Any) -> None:
    page = mock()
    page.get_by_role("button", name="Half an Hour").first.click()
    page.get_by_text("More about it").click()
    page.evaluate(
        "python.refuse = () => ({ text: 'This address was not kept. An address begins with https://.', field: 'url' })"
    )
    url = page.get_by_label("Web address")
    url.fill("halfanhour")
    url.press("Tab")
    page.wait_for_selector(".panel .err")
    assert (url.input_value(), url.get_attribute("aria-invalid")) == ("", "true")
    assert url.evaluate("e => getComputedStyle(e).borderTopWidth") == "2px"
    above, form = page.locator(".panel .err").bounding_box(), page.locator(".panel .fld").first.bounding_box()
    assert above["y"] < form["y"]
    assert page.locator(".where .status").inner_text().startswith("This address was not kept.")
    page.evaluate("python.refuse = null")
    url.fill("https://halfanhour.blogspot.com")
    url.press("Tab")
    page.wait_for_selector(".where .status.ok")
    assert page.locator(".panel .err").count() == 0
    assert page.get_by_text("Open its web address").get_attribute("href") == "https://halfanhour.blogspot.com"


def test_a_name_that_was_emptied_comes_back(mock: Any) -> None:
    page = mock()
    page.get_by_role("button", name="Jisc").click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    assert page.get_by_role("alert").inner_text() == "A source needs a name. The old one is back."
    assert page.get_by_label("Name", exact=True).input_value() == "Jisc"
    assert not sent(page)


def test_what_nobody_touched_is_never_saved(mock: Any) -> None:
    odd = {
        "id": "odd",
        "name": "two\nlines",
        "kind": "site",
        "subject": "astrology",
        "access": "by post",
        "notes": "one\r\ntwo",
    }
    page = mock(mock_state(sources=[odd, *mock_state()["sources"]]))
    page.locator("button.nm[data-key=odd]").click()
    page.get_by_text("More about it").click()
    page.evaluate("python.elsewhere([{ id: 'x1', do: 'edit', of: 'odd', set: { viewpoint: 'it depends' } }])")
    page.wait_for_function("store.sources.get('odd').viewpoint === 'it depends'")
    assert page.get_by_label("Where it stands on your question").input_value() == "it depends", (
        "a word that no list knew"
    )
    for _ in range(14):
        page.keyboard.press("Tab")
    page.get_by_role("button", name="Jisc").click()
    assert not sent(page)


def test_a_change_from_elsewhere_does_not_disturb_what_is_being_written(mock: Any) -> None:
    page = mock()
    page.get_by_role("button", name="Jisc").click()
    heard(page)  # what was opened has been said before anything else happens
    write(page, " is what I am typing")
    page.evaluate("python.elsewhere([{ id: 'x1', do: 'edit', of: 'jis', set: { name: 'JISC', kind: 'site' } }])")
    page.wait_for_function("store.sources.get('jis').name === 'JISC'")
    assert page.get_by_label("Name", exact=True).input_value().endswith("is what I am typing")
    assert page.get_by_label("Kind", exact=True).input_value() == "site"
    assert focused(page) == "Name"
    assert heard(page)[-1] == "Changed elsewhere: changed JISC."


def test_a_connection_is_changed_chosen_to_be_read_and_used_today(mock: Any) -> None:
    page = mock()
    tab(page, "Connections").click()
    page.get_by_role("button", name="me reads Half an Hour").click()
    assert page.get_by_label("Relation", exact=True).input_value() == "reads"
    page.get_by_label("first place I go").check(force=True)
    page.get_by_label("Why, in a sentence").fill("Every Monday, for the argument.")
    page.get_by_role("button", name="Choose for the reading list").click()
    page.get_by_role("button", name="Used today").click()
    chosen = page.get_by_role("button", name="Chosen for the reading list")
    assert chosen.get_attribute("aria-pressed") == "true"
    chosen.click()
    done = [plain(event) for event in sent(page)]
    assert {"do": "reconnect", "of": "l01", "set": {"strength": 5}} in done
    assert {"do": "reconnect", "of": "l01", "set": {"why": "Every Monday, for the argument."}} in done
    assert {"do": "reconnect", "of": "l01", "set": {"last_used": "2026-11-22"}} in done
    assert [event for event in done if event["do"] == "choose"] == [
        {"do": "choose", "of": ["l01"]},
        {"do": "choose", "of": [], "out": ["l01"]},
    ]


def test_setting_aside_shows_what_it_changes_and_wants_a_reason(mock: Any) -> None:
    page = mock()
    page.get_by_role("button", name="Kop & Hill 2008").click()
    tool(page, "Set aside").click()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_role("heading").inner_text() == "Set aside Kop & Hill 2008?"
    numbers = dialog.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()))"
    )
    assert numbers == [
        ["Within two steps of you", "6", "to 5"],
        ["Viewpoints in balance, among the sources", "3.2", "to 2.4"],
    ]
    dialog.get_by_role("button", name="Set aside", exact=True).click()
    assert "keeps a reason" in dialog.get_by_role("alert").inner_text()
    dialog.get_by_role("button", name="Out of date").click()
    write(page, ". It is from 2008.")
    dialog.get_by_role("button", name="Set aside", exact=True).click()
    assert dialog.count() == 0
    assert plain(sent(page)[0]) == {"do": "prune", "of": "kop", "reason": "Out of date. It is from 2008."}
    assert [tab(page, name).inner_text().split()[-1] for name in ("Sources", "Connections", "Set aside")] == [
        "9",
        "7",
        "2",
    ]
    tab(page, "Set aside").click()
    page.get_by_role("button", name="Bring back Kop & Hill 2008").click()
    page.wait_for_function("store.connections.size === 9")
    assert heard(page)[-1] == "Brought back: Kop & Hill 2008. Saved."


def test_forgetting_starts_on_the_way_out_and_escape_keeps(mock: Any) -> None:
    page = mock()
    page.get_by_role("button", name="Jisc").click()
    page.get_by_role("button", name="Forget…").press("Enter")
    assert focused(page) == "Keep it"
    page.keyboard.press("Escape")
    assert focused(page) == "Forget…" and not sent(page)
    page.get_by_role("button", name="Forget…").click()
    page.get_by_role("dialog").get_by_role("button", name="Forget it").click()
    assert plain(sent(page)[0]) == {"do": "forget", "of": "jis"}
    assert "Jisc" not in page.locator(".tbl").inner_text()


def test_a_person_is_known_until_one_says_otherwise(mock: Any) -> None:
    page = mock()
    page.get_by_role("button", name="Stephen Downes").first.click()
    known = page.get_by_label("A person I know")
    assert known.is_visible() and known.is_checked() and "a person I know" in page.locator(".headbox").inner_text()
    known.uncheck()
    assert plain(sent(page)[-1]) == {"do": "edit", "of": "dow", "set": {"known": False}}
    page.wait_for_function("!document.querySelector('.headbox').textContent.includes('a person I know')")
    page.locator("[data-field=kind]").select_option("book")
    page.get_by_label("Name", exact=True).focus()
    page.wait_for_function("store.sources.get('dow').kind === 'book'")
    assert plain(sent(page)[-1]) == {"do": "edit", "of": "dow", "set": {"kind": "book", "known": False}}
    assert known.is_hidden()
    page.locator("[data-field=kind]").select_option("person")
    page.get_by_label("Name", exact=True).focus()
    page.wait_for_function("store.sources.get('dow').kind === 'person'")
    assert known.is_visible() and known.is_checked()


def test_forgetting_says_what_else_is_taken_out(mock: Any) -> None:
    page = mock()
    page.evaluate("""() => {
      store.sources.get("dow").notes = "Jisc said so. jisc.";
      [...store.connections.values()].find((one) => ![one.start, one.end].includes("jis")).why = "(Jisc)";
      store.state.question = "Jiscmail?";
    }""")
    page.get_by_role("button", name="Jisc").click()
    page.get_by_role("button", name="Forget…").click()
    said = page.get_by_role("dialog").inner_text()
    assert "Its name is also taken out of 2 other texts of yours." in said
    assert "To erase a copy you handed in, ask your marker." in said and "on request" not in said
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Half an Hour").first.click()
    page.get_by_role("button", name="Forget…").click()
    assert "also taken out" not in page.get_by_role("dialog").inner_text()


def test_the_question_is_asked_for_first_and_can_be_changed(mock: Any) -> None:
    page = mock(mock_state(empty=True, question=""))
    assert page.locator(".title").is_hidden()
    page.get_by_label("The question my network is for").fill("Is it worth studying late at night?")
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=2).inner_text() == "Is it worth studying late at night?"
    assert focused(page) == "Sources, one a line"
    page.get_by_role("button", name="Change the question").click()
    page.keyboard.press("End")
    write(page, " Really?")
    page.get_by_role("button", name="Keep this question").click()
    assert focused(page) == "Change the question"
    assert plain(sent(page)[-1]) == {
        "do": "edit",
        "of": "question",
        "set": {"question": "Is it worth studying late at night? Really?"},
    }
    assert page.get_by_role("region", name="Builder: Is it worth studying late at night? Really?").count() == 1


def test_undo_and_redo_say_what_they_did_or_why_not(mock: Any) -> None:
    page = mock(mock_state(undo=""))
    undo, redo = tool(page, "Undo"), tool(page, "Redo")
    assert undo.get_attribute("aria-disabled") == "true"
    undo.press("Enter")
    assert heard(page)[-1] == "There is nothing to undo." and not sent(page)
    page.get_by_role("button", name="Jisc").click()
    page.get_by_label("Where it stands on your question").select_option("mixed")
    page.wait_for_function("store.state.undo")
    assert undo.get_attribute("aria-disabled") is None
    heard(page)
    undo.click()
    page.wait_for_function("store.sources.get('jis').viewpoint === 'does not apply'")
    assert page.get_by_label("Where it stands on your question").input_value() == "does not apply"
    heard(page)  # acts that follow closely are said in one breath
    redo.click()
    page.wait_for_function("store.sources.get('jis').viewpoint === 'mixed'")
    assert heard(page)[-2:] == ["Undone: changed Jisc. Saved.", "Redone: changed Jisc. Saved."]


# -- the More menu --------------------------------------------------------------------------------------------------


def test_a_route_follows_connections_and_says_what_one_does(mock: Any) -> None:
    page = mock()
    page.get_by_role("toolbar").get_by_role("button", name="More").press("ArrowDown")
    assert focused(page) == "A route I took"
    page.keyboard.press("Enter")
    write(page, "Who disputes it?")
    step = page.get_by_label("Step 1")
    assert "jis" not in step.locator("option").evaluate_all("all => all.map((one) => one.value)"), (
        "only what is connected"
    )
    step.select_option("kop")
    page.get_by_role("button", name="Add the next step").click()
    page.get_by_label("Step 2").select_option("s05")
    keep = page.get_by_role("button", name="Keep this route")
    keep.click()
    assert "what you do at step 1" in page.get_by_role("alert").inner_text()
    page.get_by_label("What I do there").nth(0).fill("read the objection")
    page.get_by_label("What I do there").nth(1).fill("check it against the text")
    keep.click()
    assert plain(sent(page)[0]) == {
        "do": "traverse",
        "question": "Who disputes it?",
        "steps": ["me", "kop", "s05"],
        "doing": ["read the objection", "check it against the text"],
    }
    page.wait_for_selector("text=What your network says")


def test_a_decision_and_the_reading_list(mock: Any) -> None:
    page = mock(mock_state(chosen=["l01"]))
    more = page.get_by_role("toolbar").get_by_role("button", name="More")
    more.click()
    page.get_by_role("menuitem", name="A decision").click()
    write(page, "Keep two critics")
    page.get_by_label("Why", exact=True).fill("They see what I do not.")
    page.get_by_label("What would change my mind").fill("A better review.")
    page.get_by_role("button", name="Keep this decision").click()
    assert plain(sent(page)[0]) == {
        "do": "decide",
        "what": "Keep two critics",
        "why": "They see what I do not.",
        "change_my_mind": "A better review.",
    }
    more.click()
    page.get_by_role("menuitem", name="Reading list").click()
    page.get_by_role("button", name="Take me reads Half an Hour off the reading list").click()
    page.wait_for_selector("text=Nothing is chosen yet.")


def test_the_old_places_are_offered_back_after_arranging(mock: Any) -> None:
    page = mock(vis=True)
    page.get_by_role("button", name="Arrange").click()
    page.get_by_role("button", name="Put it back as it was").click()
    assert sent(page)[-1]["do"] == "place" and sent(page)[-1]["to"]["jis"] == [66, 92]
