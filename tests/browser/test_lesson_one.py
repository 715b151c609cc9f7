"""Lesson 01 as a student lives it, in a real JupyterLab and Notebook 7.

By mouse, by keyboard alone, on a phone, the next day; and what somebody who listens is told on the way.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.lab import Server, expect
from tests.browser.lesson import (
    CHECK,
    FIRST,
    LESSON,
    QUESTION,
    SETUP,
    SIX,
    THIRD,
    WATCH_SPEECH,
    Lesson,
    add_one_found_here,
    change_of_mind,
    connect_six,
    fits,
    hear,
    open_source,
    saved,
    stop,
    write_six,
)

from sourcenet.model.events import Event, decode, encode

pytestmark = pytest.mark.browser


@pytest.fixture
def lesson(server: Server, page: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Lesson]]:
    """Open lesson 01 in a folder of its own, or again in the folder of ``beside``."""

    def open_one(app: str = "lab") -> Lesson:
        folder = server.work / request.node.name.translate(str.maketrans("[]", "--"))
        folder.mkdir(exist_ok=True)
        shutil.copy(LESSON, folder / "lesson.ipynb")
        return Lesson(page, server, f"{folder.name}/lesson.ipynb", app)

    yield open_one
    server.end_kernels()


def test_by_mouse_from_the_empty_page_to_the_check(lesson: Any) -> None:
    book = lesson()
    book.run_all()
    builder = book.builder_of(FIRST)
    write_six(book.page, builder)
    connect_six(book.page, builder)
    builder.get_by_text("In one step you get to 5 of your 6 sources").wait_for(timeout=5_000)
    change_of_mind(book.builder_of(THIRD))
    add_one_found_here(book.page, builder)
    book.run_cell(CHECK)
    shown = book.see(CHECK).locator(".sn-check")
    shown.wait_for()
    check = shown.inner_text()
    assert check.split("\n").count("met") == 5, check
    events = book.events()
    one_by_one = ["connect"] * 5 + ["forgotten"]
    minds = ["connect", "prune", "undo", "prune", "restore", "forget"]
    assert [event["do"] for event in events] == [
        *("begin", "edit", "add", "add", "add", "add", "add", "forgotten", "place"),
        *(*one_by_one, *minds, "add", "place", "connect"),
    ]
    assert [event["why"] for event in events if event["do"] == "connect"][:5] == [why for _line, _kind, why in SIX[:5]]
    assert [event["reason"] for event in events if event["do"] == "prune"] == [
        "I only added it to look modern.",
        "I do not use it",
    ]
    text = book.journal.read_text("utf-8")
    assert "ward notebook" not in text and "what I saw myself" not in text, "forgotten is gone from the file"


#: The walk: what is pressed or typed, then where that leads. A line with » is spoken by the live region.
WALK = """\
“How do we know what is true in nursing?”
Enter: textbox Sources, one a line
    » Your question: How do we know what is true in nursing? Saved.
“my aunt, pharmacist”
Tab: combobox Kind of my aunt, pharmacist [person]
Tab: combobox Kind of nhs.uk [organisation]
Tab: combobox Kind of Anki [tool]
Tab: checkbox I brought these with me: I knew them before checked
Tab: button Add 3 sources
Enter: combobox Directly, or through whom? [directly]
    » 1 of 3: my aunt, pharmacist. Added: 3 sources from the quick list. Saved.
Tab: combobox Relation [talks with]
Tab: radio now and then checked
ArrowRight: radio often checked
Tab: textbox Why, in a sentence: “I go there when …”
“I ring her when a label frightens me.”
Tab: button Connect
Enter: combobox Directly, or through whom? [directly]
    » 2 of 3: nhs.uk. Connected: me talks with my aunt, pharmacist. Saved.
Tab: combobox Relation [learns from]
Tab: radio now and then checked
ArrowRight: radio often checked
Tab: textbox Why, in a sentence: “I go there when …”
“For what a condition is.”
Tab: button Connect
Enter: combobox Directly, or through whom? [directly]
    » 3 of 3: Anki. Connected: me learns from nhs.uk. Saved.
Tab Tab Tab Tab Tab: button Skip
Tab: button Stop here
Enter: application Network, 3 sources, 2 connections
ArrowUp: application Network, 3 sources, 2 connections
    » nhs.uk, organisation, where it stands: not said, 1 connection.
c: combobox Ends at [choose…]
    » Starts at nhs.uk. Now choose where it ends.
Escape: application Network, 3 sources, 2 connections
ArrowLeft: application Network, 3 sources, 2 connections
    » my aunt, pharmacist, person, where it stands: not said, 1 connection.
c: combobox Ends at [choose…]
    » Starts at my aunt, pharmacist. Now choose where it ends.
Tab: combobox Relation [uses]
Tab: radio now and then checked
Tab: textbox Why, in a sentence
“She showed me how to use it.”
Enter: textbox Why, in a sentence [She showed me how to use it.]
Tab: button Connect
Enter: application Network, 3 sources, 3 connections
    » Connected: my aunt, pharmacist uses Anki. Saved.
ArrowRight: application Network, 3 sources, 3 connections
    » Anki, tool, where it stands: not said, 1 connection.
s: textbox Why
Escape: application Network, 3 sources, 3 connections
s: textbox Why
“Only to look modern.”
Tab: button Keep it
Tab: button Set aside
Enter: application Network, 2 sources, 2 connections
    » Set aside: Anki. Saved.
u: application Network, 3 sources, 3 connections
    » Undone: set aside Anki: Only to look modern. Saved.
n: textbox Name
Escape: application Network, 3 sources, 3 connections"""


def test_by_keyboard_alone_and_what_is_heard(lesson: Any) -> None:
    book = lesson()
    page = book.page
    tools = page.context.new_cdp_session(page)
    book.see(SETUP).locator(".cm-content").click()  # the one click: into the notebook
    page.keyboard.press("Shift+Enter")
    page.wait_for_function("() => document.activeElement.textContent.includes('Try it')")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Control+Enter")
    page.locator(".sn-builder").wait_for(timeout=30_000)
    book.builder(0)
    page.evaluate(WATCH_SPEECH)
    heard: list[str] = []

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(60)
        heard.append(f"{' '.join(keys)}: {stop(page, tools)}")
        hear(page, heard)
        assert page.evaluate("() => document.activeElement !== document.body"), heard[-3:]

    def write(text: str) -> None:
        page.keyboard.type(text)
        heard.append(f"“{text.splitlines()[0]}”")

    def wait_saved() -> None:
        for _ in range(60):
            if heard[-1].endswith("Saved."):
                return
            hear(page, heard)

    while not page.evaluate("() => document.activeElement.matches('.sn-builder [data-field=question]')"):
        page.keyboard.press("Tab")
        assert len(heard) < 10
        heard.append(stop(page, tools))
    heard.clear()
    write(QUESTION)
    press("Enter")
    wait_saved()
    write("my aunt, pharmacist\nnhs.uk\nAnki")
    for _ in range(5):
        press("Tab")
    press("Enter")
    wait_saved()
    for why in ("I ring her when a label frightens me.", "For what a condition is."):
        press("Tab")
        press("Tab")
        press("ArrowRight")
        press("Tab")
        write(why)
        press("Tab")
        press("Enter")
        wait_saved()
    press("Tab", "Tab", "Tab", "Tab", "Tab")
    press("Tab")
    press("Enter")
    press("ArrowUp")
    press("c")
    press("Escape")
    press("ArrowLeft")
    press("c")
    page.keyboard.type("Anki")
    press("Tab")
    press("Tab")
    press("Tab")
    write("She showed me how to use it.")
    press("Enter")
    press("Tab")
    press("Enter")
    wait_saved()
    press("ArrowRight")
    press("s")
    press("Escape")
    press("s")
    write("Only to look modern.")
    press("Tab")
    press("Tab")
    press("Enter")
    wait_saved()
    press("u")
    wait_saved()
    press("n")
    press("Escape")
    assert "\n".join(heard) == WALK
    assert page.get_by_text("/51").first.inner_text().endswith("/51"), "no cell was added or deleted"


def yesterday(journal: Path) -> None:
    """Move all that a journal tells to yesterday, the last of it to 16:04, as if the clock had gone on."""
    evening = dt.datetime.now().astimezone().replace(hour=16, minute=4, second=0) - dt.timedelta(days=1)
    at = evening.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines, head = [], ""
    for line in journal.read_bytes().splitlines(keepends=True):
        was = decode(line)
        event = Event(was.id, at, was.by, was.do, was.fields, group=was.group)
        lines.append(encode(event, head))
        head = event.sum
    journal.write_bytes(b"".join(lines))


def places(builder: Any) -> dict[str, list[float]]:
    """Return where the picture has everything."""
    return dict(
        builder.locator(".net > div").evaluate(
            "(stage) => Object.fromEntries([...stage.canvas.model.dots.values()].map((dot) => [dot.id, [dot.x, dot.y]]))"
        )
    )


def test_the_next_day_all_is_as_it_was(lesson: Any) -> None:
    book = lesson()
    book.run_cell(SETUP)
    book.run_cell(FIRST)
    builder = book.builder_of(FIRST)
    builder.get_by_label("The question my network is for").fill(QUESTION)
    book.page.keyboard.press("Enter")
    builder.get_by_label("Sources, one a line").fill("\n".join(f"library shelf {n}" for n in range(1, 10)))
    builder.get_by_role("button", name="Add 9 sources").click()
    builder.get_by_role("button", name="Stop here").click()
    saved(builder)
    drag_one(book.page, builder)
    saved(builder)
    stood = places(builder)
    still = book.see(FIRST).locator("div.sn-still").first
    expect(still, "the still follows a moment later").to_contain_text("library shelf 9", timeout=20_000)
    book.save()
    book.server.end_kernels()
    book.page.goto("about:blank")
    yesterday(book.journal)
    before = book.journal.read_bytes()

    again = Lesson(book.page, book.server, book.name)
    still = again.see(FIRST).locator("div.sn-still").first
    still.wait_for(timeout=20_000)
    assert QUESTION in still.inner_text() and "library shelf 9" in still.inner_text(), "there before anything is run"
    again.run_cell(SETUP)
    again.run_cell(FIRST)
    builder = again.builder_of(FIRST)
    assert "Welcome back: 9 sources, saved yesterday 16:04." in builder.locator(".where").inner_text()
    builder.locator(".net canvas").wait_for()
    assert places(builder) == stood
    assert again.journal.read_bytes() == before, "looking writes nothing"


def drag_one(page: Any, builder: Any) -> None:
    """Drag a source somewhere else in the picture."""
    x, y = builder.locator(".net > div").evaluate(
        "(stage) => { const { camera, model } = stage.canvas, box = stage.getBoundingClientRect();"
        " const dot = [...model.dots.values()].find((one) => !one.me);"
        " return [box.x + box.width / 2 + (dot.x - camera.x) * camera.k,"
        " box.y + box.height / 2 + (dot.y - camera.y) * camera.k]; }"
    )
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 12, steps=4)
    page.mouse.move(x + 37, y - 21, steps=4)
    page.mouse.up()
    builder.get_by_role("tab", name="History").wait_for()


def visit_all(builder: Any) -> None:
    """Open everything that the Builder can show, and check at each that it fits."""
    for tab in ("Connections", "History", "Set aside", "Sources"):
        builder.get_by_role("tab", name=tab).click()
        fits(builder, tab)
    panel = open_source(builder, "my aunt")
    panel.get_by_text("More about it").click()
    fits(builder, "a source")
    for words in ("Set aside…", "Forget…"):
        panel.get_by_role("button", name=words).click()
        fits(builder, words)
        builder.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    panel.get_by_role("button", name="Connect", exact=True).click()
    fits(builder, "connect")
    builder.get_by_role("button", name="Stop connecting").click()
    for words in ("A route I took", "A decision", "Reading list"):
        builder.get_by_role("button", name="More", exact=True).click()
        fits(builder, "more")
        builder.get_by_role("menuitem", name=words).click()
        fits(builder, words)
        builder.locator(".panel").get_by_role("button", name="Close" if words == "Reading list" else "Cancel").click()


def test_on_a_phone_enlarged_in_forced_colours_and_without_motion(server: Server, chromium: Any, lesson: Any) -> None:
    folder = server.work / "phone"
    folder.mkdir()
    shutil.copy(LESSON, folder / "lesson.ipynb")
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    book = Lesson(page, server, "phone/lesson.ipynb", "notebook")
    for holds in (SETUP, FIRST):
        prompt = book.see(holds).locator(".jp-InputPrompt")
        for _ in range(10):  # what is asked before the kernel is connected is dropped
            book.see(holds).tap()
            page.locator('[data-command="notebook:run-cell-and-select-next"]').first.tap()
            page.wait_for_timeout(1500)
            if any(sign in (prompt.text_content() or "") for sign in "*123456789"):
                break
    builder = book.builder_of(FIRST)
    fits(builder, "the empty page")
    builder.get_by_label("The question my network is for").fill(QUESTION)
    builder.get_by_role("button", name="Keep this question").tap()
    builder.get_by_label("Sources, one a line").fill("\n".join(line for line, _kind, _why in SIX[:3]))
    fits(builder, "the quick list")
    builder.get_by_role("button", name="Add 3 sources").tap()
    builder.locator(".panel").get_by_label("Why, in a sentence").fill(SIX[0][2])
    fits(builder, "one by one")
    builder.locator(".panel").get_by_role("button", name="Connect", exact=True).tap()
    builder.get_by_role("button", name="Stop here").tap()
    saved(builder)
    builder.get_by_role("button", name="Show the picture").tap()
    builder.locator(".net canvas").wait_for()
    fits(builder, "the picture")
    small = (
        "(root) => [...root.querySelectorAll('button, select, summary')].filter((one) => one.checkVisibility()"
        " && Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 24).map((one) => one.outerHTML)"
    )
    assert builder.evaluate(small) == []
    visit_all(builder)
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    visit_all(builder)
    builder.get_by_role("button", name="Add source").focus()
    page.keyboard.press("ArrowRight")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "the focus is seen in forced colours"
    moving = "() => document.getAnimations().filter((one) => one.effect?.target?.closest?.('.sn-builder')).length"
    assert page.evaluate(moving) == 0
    context.close()
