"""The sheets in a real JupyterLab: by keys alone, kept in the file, followed across the page, there the next day."""

from __future__ import annotations

from typing import Any

import pytest
from tests.browser.test_builder_lab import OPEN, events_of

pytestmark = pytest.mark.browser
SOME = (
    f"{OPEN}\n"
    "blog = network.add('Half an Hour', kind='site', url='https://halfanhour.blogspot.com')\n"
    "wiki = network.add('Wikipedia', kind='site', url='https://en.wikipedia.org')\n"
    "tie = network.connect('me', blog, why='weekly since 2020', last_used='2023-11-01')\n"
    "more = network.connect(blog, wiki, relation='names', why='at the foot of each post')"
)


def sheet(book: Any, index: int) -> Any:
    """Return the sheet that a cell shows."""
    root = book.cell(index).locator(".sn-sheet")
    root.locator(".body > *").first.wait_for(timeout=30_000)
    return root


def to(book: Any, root: Any, key: str) -> None:
    """Go to what has a key by Tab alone."""
    for _n in range(60):
        if book.page.evaluate("document.activeElement.dataset.key") == key:
            return
        book.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {key}")


def test_a_card_and_a_route_by_keys_alone_are_kept_and_there_the_next_day(notebook: Any, axe: Any) -> None:
    book = notebook([SOME, "sn.Appraiser(network, source='Half an Hour', framework='cor', task='One card.')",
                     "sn.Pathfinder(network, question='Who knows about courses?')", "sn.Critic(network)"])  # fmt: skip
    for cell in range(4):
        book.run(cell)
    page, card = book.page, sheet(book, 1)
    before, cells = len(events_of(book)), book.page.locator(".jp-Notebook .jp-CodeCell").count()
    card.locator("[data-key$='-text-who']").focus()
    page.keyboard.type("dd Stephen Downes, says his employer's page")
    assert book.page.locator(".jp-Notebook .jp-CodeCell").count() == cells, "keys stay in the sheet: no cell was cut"
    to(book, card, page.evaluate("[...document.querySelectorAll('[data-key]')].map((one) => one.dataset.key).find((key) => key.startsWith('judge-') && key.endsWith('-go'))"))
    page.keyboard.press("Enter")
    card.get_by_text("Last judged").wait_for(timeout=8_000)
    way = sheet(book, 2)
    way.locator(".opts button").first.focus()
    page.keyboard.press("Enter")
    way.get_by_text("You are at").or_(way.get_by_role("heading", name="Half an Hour")).first.wait_for(timeout=8_000)
    way.get_by_label("What does one do there?").focus()
    page.keyboard.type("read the newest post on it")
    way.get_by_label("Here is the answer").check()
    way.get_by_role("button", name="That is what I do").press("Enter")
    way.get_by_role("button", name="Keep this route").press("Enter")
    way.get_by_text("Kept in your history.").wait_for(timeout=8_000)
    kept = [event["do"] for event in events_of(book)][before:]
    assert kept == ["appraise", "traverse"]
    for index in (1, 2, 3):
        book.cell(index).evaluate("(node) => { for (const one of node.querySelectorAll('.sn-sheet')) one.dataset.looked = 'yes'; }")
    found = axe.run(page, context="[data-looked]")
    assert found.violations_count == 0, found.generate_report()
    still = book.cell(1).locator(".jp-OutputArea-output .sn-still")
    assert still.count() == 1 and not still.first.is_visible()
    page.wait_for_timeout(4000)
    assert "Stephen Downes" in still.first.inner_html() or "Half an Hour" in still.first.inner_html()
    book.save()
    book.server.end_kernels()
    page.goto("about:blank")
    page.goto(book.server.url(book.name))
    page.locator(".jp-OutputArea-output .sn-still").nth(1).wait_for(timeout=60_000)
    words = page.locator(".jp-OutputArea-output .sn-still").nth(1).inner_text()
    assert "Who knows about courses?" in words and "read the newest post on it" in words


def test_what_is_changed_elsewhere_comes_and_what_is_being_written_stays(notebook: Any) -> None:
    book = notebook([SOME, "sn.Critic(network)", "sn.LookAfter(network)", "network.comment('network', 'strength', 'It holds.', suggestion='Keep it.') and None"])
    for cell in range(3):
        book.run(cell)
    critic, after = sheet(book, 1), sheet(book, 2)
    critic.get_by_label("What do you see there?").fill("half a sentence")
    book.run(3)
    critic.get_by_role("tab", name="All comments (1)").wait_for(timeout=8_000)
    assert critic.get_by_label("What do you see there?").input_value() == "half a sentence"
    after.get_by_label("I used it again. What for?").fill("looked up what he says of courses")
    after.get_by_role("button", name="Renew", exact=True).click()
    after.get_by_text("That was the round.").or_(after.get_by_text("Nothing has rested for long.")).first.wait_for(timeout=8_000)
    (renewed,) = [event for event in events_of(book) if event["do"] == "reconnect"]
    assert renewed["set"]["used_for"] == "looked up what he says of courses"
    book.restart()
    critic.get_by_text("Python has stopped.").or_(critic.get_by_text("Error displaying widget")).first.wait_for(timeout=20_000)
    book.run(0)
    book.run(1)
    again = sheet(book, 1)
    assert again.get_by_label("What do you see there?").input_value() == "half a sentence", "a restart of Python takes nothing"


def test_with_one_click_into_the_notebook_and_keys_from_there_on(notebook: Any) -> None:
    book = notebook([f"{SOME}\nnetwork.comment(blog, 'out of date', 'Nothing new since November.', suggestion='Look again.') and None",
                     "sn.Critic(network, page='answer')", "sn.LookAfter(network, page='aside')", "sn.TakeAway(network)",
                     "sn.Voices(network)", "sn.TextReader(network)"])  # fmt: skip
    book.run(0)
    page, keys = book.page, book.page.keyboard
    before, cells = len(events_of(book)), page.locator(".jp-Notebook .jp-CodeCell").count()

    def run(index: int) -> None:
        keys.press("Control+Enter")
        sheet(book, index)

    def at(start: str, end: str = "") -> str:
        """Return the key of the first field or button whose key begins and ends so, once it is there."""
        found = page.wait_for_function(
            "([start, end]) => [...document.querySelectorAll('.sn-sheet :is(button, input, select, textarea)')]"
            ".map((one) => one.dataset.key || '').find((key) => key.startsWith(start) && key.endsWith(end))", arg=[start, end])  # fmt: skip
        return str(found.json_value())

    def write(key: str, text: str) -> None:
        to(book, None, key)
        keys.type(text)

    def go(key: str) -> None:
        to(book, None, key)
        keys.press("Enter")

    def back_to_the_notebook() -> None:
        """Leave the sheet by Escape, and go to the cell below."""
        for _n in range(4):
            if page.evaluate("!document.activeElement.closest('.sn-sheet')"):
                break
            keys.press("Escape")
            page.wait_for_timeout(60)
        keys.press("ArrowDown")

    def kept(*verbs: str) -> None:
        for _n in range(80):
            done = [event["do"] for event in events_of(book)][before:]
            if done == list(verbs):
                return
            page.wait_for_timeout(100)
        assert done == list(verbs)

    run(1)
    go(at("open-"))
    write(at("answer-", "-reason"), "dd He has written again in June.")
    go(at("answer-", "-go"))
    kept("answer")
    back_to_the_notebook()
    run(2)
    to(book, None, at("cost-picked-"))
    keys.press("Space")
    go("cost-go")
    book.cell(2).get_by_text("you can still get to everything else").or_(book.cell(2).get_by_text("out of reach")).first.wait_for(timeout=8_000)
    write(at("aside-"), "I never went there.")
    go(at("aside-", "-go"))
    kept("answer", "prune")
    back_to_the_notebook()
    run(3)
    to(book, None, at("turn"))
    back_to_the_notebook()
    run(4)
    write("voice-voice", "Night nurses would say that it is no choice.")
    write("voice-how", "I read all of them again.")
    to(book, None, "voice-good-no")
    write("voice-reason", "Half of the hospital works at night.")
    go("voice-go")
    kept("answer", "prune", "post")
    back_to_the_notebook()
    run(5)
    write("read-text", "Ask at https://www.nhs.uk about it.")
    go("read-go")
    book.cell(5).get_by_role("heading", name="nhs.uk").wait_for(timeout=8_000)
    write("file-0-why", "It says the opposite of my chat.")
    go("file-0-go")
    book.cell(5).get_by_role("heading", name="That was the text").wait_for(timeout=8_000)
    kept("answer", "prune", "post", "add", "connect", "post")
    assert page.locator(".jp-Notebook .jp-CodeCell").count() == cells, "no key reached the notebook: no cell came, went or was cut"
