"""Sheets in a page: what is written stays, what is refused says why, keys lead everywhere, Python is told once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.browser.sheets import SheetPage

import sourcenet as sn
from sourcenet.errors import BadValue
from sourcenet.widgets import blocks as b
from sourcenet.widgets.sheet import Done, Sheet

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>"


class Everything(Sheet):
    """A sheet with every kind of block."""

    title = "Everything"

    def __init__(self, network: sn.SourceNetwork) -> None:
        self.tab, self.picked, self.seen = "one", "a", []
        self.told: list[str] = []
        super().__init__(network, task="Try each of these.")

    def blocks(self, network: sn.SourceNetwork) -> list[b.Block]:
        return [
            b.tabs("Pages", "turn", [("one", "First"), ("two", "Second")], self.tab),
            b.heading("A heading", key="top", about=HOSTILE, kind="paper"),
            b.text(f"A text.\n\n{HOSTILE}"),
            *(b.note(f"A note, {kind}.", kind=kind, title="Look") for kind in ("try", "good", "warn", "plain")),
            b.items("one", HOSTILE, b.card(b.text("inside"), b.buttons(b.act("press", "Press", n=1)), kind="on")),
            b.table("A table", ["Name", "What"], [["a", "b"], [HOSTILE, b.act("press", "Do", about="this row", n=2)]]),
            b.picture(sn.picture(network).svg if hasattr(sn.picture(network), "svg") else "<svg xmlns='http://www.w3.org/2000/svg'/>", "The network"),
            b.scale(3, "how it was judged"),
            b.columns([b.text("left")], [b.pick("Which", "choose", [("a", "A"), ("b", "B"), ("c", "C")], self.picked)]),
            b.options("Where next?", "walk", [("x", "Wikipedia", "two ways on"), ("y", "PubMed", "none")], back="back"),
            b.fold("More of it", b.text("folded")),
            b.form(
                "write",
                [
                    b.line("name", "Name", suggestions=["x"]), b.area("why", "Why", hint="A sentence."),
                    b.five("level", "How much?"), b.choice("kind", "Which kind?", [("p", "paper", "printed"), ("q", "page", "")]),
                    b.ticks("some", "Some of them", [("1", "one", ""), ("2", "two", "")]), b.date("day", "When"),
                    b.select("sel", "From a list", [("", "not said"), ("m", "M")]),
                ],
                "Keep it", cancel="back",
            ),
            b.buttons(b.act("press", "Not now", n=3, why_not="There is nothing to press yet.")),
        ]  # fmt: skip

    def act_turn(self, value: str) -> Done:
        self.tab = value
        return Done(f"Page {value}.")

    def act_choose(self, value: str) -> None:
        self.told.append(value)
        if value == "c":
            raise BadValue("C is gone.")
        self.picked = value

    def act_walk(self, value: str) -> Done:
        return Done(f"Walked to {value}.", focus="top")

    def act_back(self) -> Done:
        return Done("Back.")

    def act_press(self, n: int) -> Done:
        return Done(f"Pressed {n}.")

    def act_write(self, form: dict[str, Any]) -> Done:
        self.seen.append(dict(form))
        self.network.add(form["name"], kind="site")
        return Done("Kept.")


@pytest.fixture
def network() -> sn.SourceNetwork:
    return sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-07")


def test_no_text_becomes_an_element_and_axe_finds_nothing(page: Any, network: sn.SourceNetwork, axe: Any, tmp_path: Path) -> None:
    for width, dark in ((1100, False), (390, True)):
        page.set_viewport_size({"width": width, "height": 1200})
        SheetPage(page, Everything(network), tmp_path, dark=dark) if width == 1100 else page.evaluate(
            "document.body.dataset.jpThemeLight = 'false'"
        )
        page.wait_for_timeout(200)  # colours fade over
        assert page.evaluate("window.ran") is None and page.locator(".sn-sheet img[src=x]").count() == 0
        assert page.get_by_text("onerror").count() >= 3, "shown as it was written"
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"nothing sticks out at {width}"


def test_a_form_is_kept_as_written_and_refused_with_a_sentence(page: Any, network: sn.SourceNetwork, tmp_path: Path) -> None:
    sheet = Everything(network)
    mock = SheetPage(page, sheet, tmp_path)
    page.get_by_label("Why").fill("A sentence of mine")
    page.get_by_role("button", name="Keep it").click()
    page.locator(".err").wait_for()
    assert "A source needs a name" in page.locator(".err").inner_text()
    assert page.get_by_label("Name", exact=True).get_attribute("aria-invalid") == "true"
    assert page.get_by_label("Why").input_value() == "A sentence of mine"
    network.add("Something else", kind="site")
    mock.elsewhere()
    assert page.get_by_label("Why").input_value() == "A sentence of mine", "a change from elsewhere takes nothing"
    page.get_by_label("Name", exact=True).fill("My aunt")
    page.get_by_role("radio", name="3", exact=True).check()
    page.get_by_role("radio", name="paper").check()
    page.get_by_role("checkbox", name="two").check()
    page.get_by_role("button", name="Keep it").click()
    page.wait_for_function("document.querySelectorAll('.sn-sheet .f')[1].value === ''")
    assert sheet.seen[-1] == {"name": "My aunt", "why": "A sentence of mine", "level": "3", "kind": "p", "some": ["2"], "day": "", "sel": ""}
    assert mock.heard() == "Kept." and "Undo" in page.locator(".foot").inner_text()
    page.get_by_role("button", name="Undo").click()
    page.wait_for_timeout(100)
    assert [one.name for one in network.sources] == ["Something else"]


def test_what_is_written_outlives_a_reload_and_python_going(page: Any, network: sn.SourceNetwork, tmp_path: Path) -> None:
    SheetPage(page, Everything(network), tmp_path)
    page.get_by_label("Why").fill("half a sentence")
    page.reload()
    page.wait_for_function("window.ready")
    assert page.get_by_label("Why").input_value() == "half a sentence"
    page.evaluate("link.receive({ type: 'gone' })")
    assert "Python has stopped" in page.locator(".where").inner_text()
    assert page.get_by_label("Why").input_value() == "half a sentence"


def test_keys_alone_lead_everywhere(page: Any, network: sn.SourceNetwork, tmp_path: Path) -> None:
    mock = SheetPage(page, Everything(network), tmp_path)
    page.get_by_role("tab", name="First").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(100)
    assert mock.focused() == "tab-two" and mock.heard() == "Page two."
    page.get_by_role("button", name="Wikipedia").focus()
    page.keyboard.press("ArrowDown")
    assert mock.focused() == "walk-y"
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert mock.heard() == "Walked to y." and mock.focused() == "top"
    page.get_by_role("button", name="PubMed").focus()
    page.keyboard.press("Escape")
    assert mock.heard() == "Back." and page.evaluate("window.left") is None
    page.get_by_label("Which", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(60)
    assert mock.sheet.picked == "a", "the list waits for Enter"  # type: ignore[attr-defined]
    page.keyboard.press("Enter")
    page.wait_for_timeout(60)
    assert mock.sheet.picked == "b" and mock.focused() == "choose"  # type: ignore[attr-defined]
    page.get_by_role("button", name="Not now").focus()
    page.keyboard.press("Enter")
    assert mock.heard() == "There is nothing to press yet."
    page.keyboard.press("Escape")
    assert page.evaluate("window.left") is True, "out of the sheet, back to the cell"


def test_a_list_tells_what_was_chosen_once_and_shows_what_stands(page: Any, network: sn.SourceNetwork, tmp_path: Path) -> None:
    sheet = Everything(network)
    SheetPage(page, sheet, tmp_path)
    chosen = page.get_by_label("Which", exact=True)
    chosen.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    page.keyboard.press("Tab")
    page.wait_for_timeout(60)
    assert sheet.told == ["b"], "drawn anew, it loses the focus, and tells nothing again"
    chosen.dispatch_event("pointerdown")
    chosen.select_option("c")
    page.locator(".err").wait_for()
    assert "C is gone." in page.locator(".err").inner_text() and chosen.input_value() == "b" and sheet.told == ["b", "c"]


def test_python_that_is_slow_is_said(page: Any, network: sn.SourceNetwork, tmp_path: Path) -> None:
    SheetPage(page, Everything(network), tmp_path)
    page.evaluate("() => { window.toPython = () => new Promise(() => {}); }")
    page.get_by_role("button", name="Press").click()
    page.wait_for_timeout(1200)
    assert "Python is working" in page.locator(".where").inner_text()
