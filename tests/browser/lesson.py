"""Lesson 01 in a page of the browser, and what a student does with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.browser.lab import Notebook
from tests.browser.mock_tools import settled

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
        begun = """() => document.querySelector('.sn-builder')
            || [...document.querySelectorAll('.jp-InputPrompt')].some((one) => /[*\\d]/.test(one.textContent))"""
        for _ in range(6):  # what is asked before the kernel is connected is dropped
            self.page.get_by_text("Run", exact=True).first.click()
            self.page.get_by_text("Run All Cells", exact=True).first.click()
            self.page.wait_for_timeout(1000)
            if self.page.evaluate(begun):
                break
        self.page.wait_for_function("() => document.querySelectorAll('.sn-builder').length === 4", timeout=60_000)

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
    settled(page)
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
    # In the page's own time: speech is held back for 60 ms of it, however slow the machine.
    page.evaluate("() => new Promise((done) => setTimeout(done, 250))")
    for text in page.evaluate("() => window.spoken.splice(0)"):
        said = text.replace(" Python is busy. Your changes are kept here and go in when it is free.", "")
        if heard[-1].startswith("    »"):
            heard[-1] += f" {said}"
        else:
            heard.append(f"    » {said}")


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
