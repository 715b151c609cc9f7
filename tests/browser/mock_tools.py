"""What the tests of the mock page share: opening it, what it sent, what it said, what has the focus."""

from __future__ import annotations

from typing import Any

from tests.browser.mock_page import mock_page

SIX = "my aunt, pharmacist\nhttps://www.nhs.uk/live-well\nHalf an Hour\n#edchat\nChatGPT\nGoldie 2016, a paper\n- sleep diary"
_HEARD = """() => { window.heard = []; const live = document.querySelector('[role=status]');
  new MutationObserver(() => live.textContent && window.heard.push(live.textContent)).observe(live, { childList: true }); }"""
_DRAWN = """!document.querySelector('.absent').hidden
  || document.querySelector('.net canvas, .quick, .folded')"""

#: Waits in the page's own time, so that its timers that are due earlier have run however slow the machine is: first for
#: Python's answer and what follows from it, then as long as speech is held back, and some more.
_QUIET = """async () => {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  do await pause(60); while (store.status.kind === 'save');
  await pause(%d);
}"""


def open_mock(page: Any, state: dict[str, Any] | None = None, *, width: int = 1160, **how: Any) -> Any:
    """Open the mock page in a page of playwright, and listen to its live region."""
    page.set_default_timeout(8000)
    page.set_viewport_size({"width": width, "height": 1000})
    page.set_content(mock_page(state, **how))
    page.wait_for_selector("body[data-ready]")
    page.wait_for_function(_DRAWN)
    page.evaluate(_HEARD)
    return page


def settled(page: Any) -> Any:
    """Wait until what the page puts off to its next frame is drawn, such as the guesses of the quick list."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page


def sent(page: Any) -> list[dict[str, Any]]:
    """Return the events that the page has sent, in order, once Python has answered."""
    page.evaluate(_QUIET % 0)
    return [event for message in page.evaluate("python.sent") for event in message.get("events", [])]


def plain(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event without its random ids."""
    return {name: value for name, value in event.items() if name not in ("id", "group")}


def heard(page: Any) -> list[str]:
    """Return what a screen reader was given to say."""
    page.evaluate(_QUIET % 150)
    return list(page.evaluate("window.heard"))


def tool(page: Any, name: str) -> Any:
    """Return a button of the toolbar."""
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def tab(page: Any, name: str) -> Any:
    """Return the tab of a table."""
    return page.get_by_role("tab").filter(has_text=name)


def focused(page: Any) -> str:
    """Return the words of what has the focus, once what the page puts off to its next frame is done: name, label or text."""
    return str(
        settled(page).evaluate("""() => { const e = document.activeElement;
          return e.ariaLabel || (e.labels && e.labels[0] && e.labels[0].textContent) || e.textContent; }""")
    )


def write(page: Any, text: str) -> None:
    """Type into the field that the page has led to: it leads there a frame later, and a slow machine has slow frames."""
    page.wait_for_function("['INPUT', 'TEXTAREA'].includes(document.activeElement?.tagName)")
    page.keyboard.type(text)
