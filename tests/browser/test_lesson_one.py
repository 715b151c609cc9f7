"""Lesson 01 as a student lives it, in a real JupyterLab and Notebook 7.

By mouse, by keyboard alone, on a phone, the next day; and what somebody who listens is told on the way.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.lab import Notebook, Server

from sourcenet.model.events import Event, decode, encode

pytestmark = pytest.mark.browser

LESSON = Path(__file__).parents[2] / "notebooks" / "01-map-your-sources.ipynb"
QUESTION = "How do we know what is true in nursing?"
#: Line of the quick list, its kind as guessed, and why the learner goes there.
SIX = (
    ("my aunt, pharmacist", "person", "I ring her when a label frightens me."),
    ("https://www.nhs.uk", "site", "For what a condition is before I read more."),
    ("Anki", "tool", "Every morning on the bus, for the names of bones."),
    ("ChatGPT", "AI assistant", "When I need a first draft of a question at night."),
    ("study group chat", "community", "Fastest answer before an exam, not always right."),
    ("ward notebook", "object", "When I want to know what I saw myself."),
)
#: The code cells of the lesson, by what they hold.
SETUP, FIRST, THIRD, CHECK = "sn.open_network", "1. Write your question", "1. Connect two", "sn.check"
WATCH_SPEECH = """() => {
    window.spoken = [];
    const tell = (node) => {
        const text = node.textContent.trim();
        if (text && window.spoken.at(-1) !== text) window.spoken.push(text);
    };
    new MutationObserver((changes) => {
        for (const change of changes) {
            const at = change.target.nodeType === 1 ? change.target : change.target.parentElement;
            const live = at && at.closest('.sn-builder [aria-live]');
            if (live) tell(live);
            for (const node of change.addedNodes) if (node.matches?.('[role=alert]')) tell(node);
        }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


class Lesson(Notebook):
    """The lesson's notebook, with the student's hands."""

    def see(self, holds: str) -> Any:
        """Scroll to the code cell that holds this text. JupyterLab makes a cell only when it comes into view."""
        cell = self.page.locator(".jp-Notebook .jp-CodeCell").filter(has_text=holds).first
        scroller = self.page.locator(".jp-WindowedPanel-outer")
        for top in range(0, 60_000, 700):
            if cell.count():
                break
            scroller.evaluate("(node, top) => { node.scrollTop = top; }", top)
            self.page.wait_for_timeout(80)
        cell.scroll_into_view_if_needed()
        return cell

    def run_cell(self, holds: str) -> str:
        """Run the code cell that holds this text, and return what it shows."""
        cell = self.see(holds)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.text_content()
        for _ in range(300):
            now = prompt.text_content()
            if now != before and "*" not in now:
                break
            if now == before:  # keys are dropped until the kernel is connected
                cell.locator(".cm-content").click()
                self.page.keyboard.press("Control+Enter")
            self.page.wait_for_timeout(300)
        return str(cell.locator(".jp-OutputArea").inner_text())

    def run_all(self) -> None:
        """Run all cells from the menu, and wait until the last one has run."""
        for _ in range(3):  # what is asked before the kernel is connected is dropped
            self.page.get_by_text("Run", exact=True).first.click()
            self.page.get_by_text("Run All Cells", exact=True).first.click()
            self.page.wait_for_timeout(4000)
            if self.page.locator(".sn-builder").count():
                break
        self.page.wait_for_function("() => document.querySelectorAll('.sn-builder').length === 4", timeout=30_000)

    def builder_of(self, holds: str) -> Any:
        """Return the Builder that the cell with this text shows."""
        builder = self.see(holds).locator(".sn-builder")
        builder.wait_for(timeout=15_000)
        builder.scroll_into_view_if_needed()
        builder.locator(".net canvas, .listbox:not([hidden])").first.wait_for(state="attached", timeout=15_000)
        return builder

    @property
    def journal(self) -> Path:
        """The learner's file beside the notebook."""
        return self.server.work / Path(self.name).parent / "my-network.jsonl"

    def events(self) -> list[dict[str, Any]]:
        """Return what the learner's file holds."""
        return [json.loads(line) for line in self.journal.read_text("utf-8").splitlines()]

    def focus(self) -> str:
        """Return what has the focus: its tag, and its field, words or name."""
        return str(
            self.page.evaluate(
                "() => { const a = document.activeElement; return a.tagName + ' ' + (a.getAttribute('aria-label')"
                " || a.dataset.field || a.innerText || '').trim().split('\\n')[0]; }"
            )
        )


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


def saved(builder: Any) -> None:
    """Wait until the Builder says that everything is saved."""
    builder.locator(".where .status.ok").wait_for(timeout=15_000)


def write_six(page: Any, builder: Any) -> None:
    """Type the question and six lines, as a student with a mouse does."""
    builder.get_by_label("The question my network is for").click()
    page.keyboard.type(QUESTION)
    builder.get_by_role("button", name="Keep this question").click()
    builder.get_by_label("Sources, one a line").click()
    page.keyboard.type("\n".join(line for line, _kind, _why in SIX))
    assert [builder.locator(".gs select").nth(i).input_value() for i in range(6)] == [kind for _line, kind, _why in SIX]
    builder.get_by_role("button", name="Add 6 sources").click()


def connect_six(page: Any, builder: Any) -> None:
    """Go through the six one by one: how much, and why; the site through the aunt."""
    panel = builder.locator(".panel")
    for number, (_line, _kind, why) in enumerate(SIX):
        panel.get_by_text(f"{number + 1} of 6", exact=True).wait_for()
        if number == 1:
            panel.get_by_label("Directly, or through whom?").select_option(label="my aunt, pharmacist")
            assert panel.get_by_label("Relation", exact=True).input_value() == "led me to"
        panel.locator(".five label").nth(number % 5).click()
        panel.get_by_label("Why, in a sentence").click()
        page.keyboard.type(why)
        panel.get_by_role("button", name="Connect", exact=True).click()
    saved(builder)


def open_source(builder: Any, name: str) -> Any:
    """Open a source from the table; return the panel."""
    builder.get_by_role("tab", name="Sources").click()
    builder.locator(".tables button.nm").filter(has_text=name).click()
    return builder.locator(".panel")


def change_of_mind(builder: Any) -> None:
    """Connect two of them, set one aside, take it back, set it aside again, bring it back, and forget another."""
    bar = builder.get_by_role("toolbar")
    bar.get_by_role("button", name="Connect").click()
    builder.get_by_label("Starts at").select_option(label="study group chat")
    builder.get_by_label("Ends at").select_option(label="Anki")
    builder.get_by_label("Relation", exact=True).select_option("led me to")
    builder.get_by_label("Why, in a sentence").fill("They share their cards with each other there.")
    builder.locator(".panel").get_by_role("button", name="Connect", exact=True).click()
    for reason in ("I only added it to look modern.", ""):
        open_source(builder, "ChatGPT").get_by_role("button", name="Set aside").click()
        asked = builder.get_by_role("dialog")
        if reason:
            asked.get_by_label("Why").fill(reason)
        else:
            asked.get_by_role("button", name="I do not use it").click()
        asked.get_by_role("button", name="Set aside", exact=True).click()
        builder.get_by_role("tab", name="Set aside 1").wait_for()
        if reason:
            bar.get_by_role("button", name="Undo").click()
            builder.get_by_role("tab", name="Set aside 0").wait_for()
    builder.get_by_role("tab", name="Set aside").click()
    builder.get_by_role("button", name="Bring back ChatGPT").click()
    builder.get_by_role("tab", name="Sources 6").wait_for()
    saved(builder)
    open_source(builder, "ward notebook").get_by_role("button", name="Forget").click()
    builder.get_by_role("dialog").get_by_role("button", name="Forget it").click()
    builder.get_by_role("tab", name="Sources 5").wait_for()
    saved(builder)


def test_by_mouse_from_the_empty_page_to_the_check(lesson: Any) -> None:
    book = lesson()
    book.run_all()
    builder = book.builder_of(FIRST)
    write_six(book.page, builder)
    connect_six(book.page, builder)
    builder.get_by_text("In one step you get to 5 of your 6 sources").wait_for(timeout=5_000)
    change_of_mind(book.builder_of(THIRD))
    add_one_found_here(book.page, builder)
    check = book.run_cell(CHECK)
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


def add_one_found_here(page: Any, builder: Any) -> None:
    """Add one source that the learner has only now come by, with its reason."""
    builder.get_by_role("toolbar").get_by_role("button", name="Add source").click()
    page.keyboard.type("skills lab tutor")
    panel = builder.locator(".panel")
    panel.get_by_role("button", name="Add and connect").click()
    panel.get_by_label("Why, in a sentence").click()
    page.keyboard.type("She lets me practise until it is safe.")
    panel.get_by_role("button", name="Connect", exact=True).click()
    builder.get_by_role("tab", name="Sources 6").wait_for()
    saved(builder)


def stop(page: Any, tools: Any) -> str:
    """Return what has the focus as assistive technology has it: role, name, and what it holds."""
    found = tools.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    node = tools.send("Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False})["nodes"][0]
    name, value = (str(node.get(key, {}).get("value", "")) for key in ("name", "value"))
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", [])}
    told = [node["role"]["value"], name.split("\n")[0].strip()]
    if value and value != name:
        told.append(f"[{value.splitlines()[0]}]")
    told += [word for word in ("disabled", "checked", "selected") if str(states.get(word)) == "true"]
    return " ".join(told)


def hear(page: Any, heard: list[str]) -> None:
    """Note what was spoken since the last time. What comes in two parts, because Python is slow, is one."""
    page.wait_for_timeout(250)
    for text in page.evaluate("() => window.spoken.splice(0)"):
        said = text.replace(" Python is busy. Your changes are kept here and go in when it is free.", "")
        if heard[-1].startswith("    »"):
            heard[-1] += f" {said}"
        else:
            heard.append(f"    » {said}")


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
    assert page.get_by_text("/50").first.inner_text().endswith("/50"), "no cell was added or deleted"


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
    book.page.wait_for_timeout(3500)  # the still follows a moment later
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


#: What sticks out of its box, or must be scrolled sideways, among what can be seen of the Builder.
STICKS_OUT = """(root) => {
    const edge = root.getBoundingClientRect().right + 1;
    const seen = [...root.querySelectorAll('*')].filter((one) => one.checkVisibility() && !one.closest('.vh, svg, .net'));
    return seen.filter((one) => {
        const box = one.getBoundingClientRect(), style = getComputedStyle(one);
        if (style.position === 'absolute' && (box.width <= 1 || style.clipPath !== 'none')) return false;
        const scrolls = ['auto', 'scroll'].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
        return scrolls || box.right > edge && !one.closest('dialog') || one.closest('dialog') && box.right > innerWidth;
    }).map((one) => `${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`);
}"""


def fits(builder: Any, where: str) -> None:
    """Check that nothing must be scrolled sideways."""
    out = builder.evaluate(STICKS_OUT)
    assert not out, f"{where}: {out}"


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
        book.see(holds).tap()
        page.locator('[data-command="notebook:run-cell-and-select-next"]').first.tap()
        page.wait_for_timeout(1500)
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


RUNS = "</script><img src=x onerror=window.__pwned=1>"
NASTY = (
    RUNS,
    "javascript:window.__pwned=1",
    "a\u202egnp.exe\u0007\u0000b",
    "x" * 10_000,
    "<b>&amp;${7*7}",
    "\U0001f9ec \u05e9\u05dc\u05d5\u05dd",
)
WORDS = f"""
[kinds]
'{RUNS}' = {{}}
[viewpoints]
'{RUNS}' = '<'
[relations]
'{RUNS}' = 'uses'
"""


def write_hostile(journal: Path) -> None:
    """Write a journal as somebody might who wants to do harm: well formed, with sums, and full of traps."""
    lines, head = [], ""

    def put(id: str, do: str, **fields: Any) -> None:
        nonlocal head
        event = Event(id, "2026-10-01T10:00:00Z", "learner-07", do, fields)
        lines.append(encode(event, head))
        head = event.sum

    put("begin00000000000", "begin", format="1.0", question=RUNS, display=RUNS)
    for n, text in enumerate(NASTY):
        more = dict.fromkeys(("viewpoint", "subject", "authors", "owner", "notes", "access", "setting"), text)
        put(
            f"source{n:010}",
            "add",
            name=f"{n} {text}",
            kind=text,
            url="javascript:window.__pwned=1",
            **more,
            tags=[text],
        )
        put(
            f"tie{n:013}",
            "connect",
            start="me",
            end=f"source{n:010}",
            relation=text,
            strength=3,
            why=text,
            viewpoint=text,
        )
    put("prune00000000000", "prune", of="source0000000004", reason=RUNS)
    put("decide0000000000", "decide", what=RUNS, why=RUNS, change_my_mind=RUNS)
    journal.write_bytes(b"".join(lines))


def test_hostile_text_stays_text(notebook: Any) -> None:
    book = notebook(
        [
            "import sourcenet as sn\nnetwork = sn.open_network('net.jsonl', learner='learner-07')\nnetwork",
            f"sn.Builder(network, task={RUNS!r})",
            "sn.picture(network)",
            "from IPython.display import HTML\nfrom sourcenet.drawing import table\nHTML(table(network))",
            "sn.check(network, sn.at_least(6, 'sources'), sn.reasons_given(share=0.9), sn.all_reachable())",
            "print(sn.first_sentence(network))",
        ]
    )
    folder = book.server.work / Path(book.name).parent
    write_hostile(folder / "net.jsonl")
    (folder / "vocabulary.toml").write_text(WORDS, "utf-8")
    for cell in range(6):
        book.run(cell)
    assert "Traceback" not in "".join(book.text(cell) for cell in range(6))
    builder = book.builder()
    builder.scroll_into_view_if_needed()
    shown = builder.locator(".tables button.nm")
    assert shown.count() == len(NASTY) - 1
    assert (shown.first.text_content() or "").endswith(RUNS), "it stands there as the text that it is"
    for tab in ("Connections", "History", "Set aside", "Sources"):
        builder.get_by_role("tab", name=tab).click()
        fits(builder, tab)
    for at in range(shown.count()):
        shown.nth(at).click()
        fits(builder, f"source {at}")
    builder.locator(".panel").get_by_role("button", name="Set aside…").click()
    builder.get_by_role("dialog").get_by_role("button", name="Keep it").click()
    builder.locator(".panel").get_by_role("button", name="Connect", exact=True).click()
    book.page.wait_for_timeout(500)
    assert book.page.evaluate("() => window.__pwned") is None
    assert book.page.locator("img[src=x], .jp-OutputArea a[href^=javascript]").count() == 0
