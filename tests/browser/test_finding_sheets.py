"""Voices, take something away, possible connections, a pasted text, questions and the before and after: by keys alone, by mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.sheets import SheetPage
from tests.browser.test_craft_sheets import press, to
from tests.unit.widgets.craft import learner

import sourcenet as sn

pytestmark = pytest.mark.browser


@pytest.fixture
def shown(page: Any, tmp_path: Path) -> Callable[..., SheetPage]:
    """Show a sheet in the page."""
    return lambda sheet, **how: SheetPage(page, sheet, tmp_path, **how)


def write(page: Any, **texts: str) -> None:
    """Write into fields that Tab leads to, in their order; a key with dashes is written with underscores."""
    for key, text in texts.items():
        to(page, key.replace("_", "-"))
        page.keyboard.type(text)


def key_of(page: Any, start: str, end: str = "") -> str:
    """Return the key of the first field or button whose key begins and ends so."""
    keys = page.evaluate("[...document.querySelectorAll('.sn-sheet :is(button, input, select, textarea)')].map((one) => one.dataset.key || '')")
    return str(next(key for key in keys if key.startswith(start) and key.endswith(end)))


def go(page: Any, key: str) -> None:
    """Press a button that Tab leads to."""
    to(page, key)
    press(page, "Enter")


def test_a_missing_voice_by_keys_alone_in_what_is_heard(page: Any, shown: Any) -> None:
    network = learner()
    mock = shown(sn.Voices(network))
    heard = []
    to(page, "voice-voice")
    go(page, "voice-go")
    heard.append(page.locator(".err").inner_text())
    assert mock.focused() == "voice-voice", "to where it is missing"
    page.keyboard.type("Night nurses would say that it is no choice.")
    write(page, voice_how="I read all of them again on Tuesday.")
    to(page, "voice-good-no")
    write(page, voice_reason="Half of the hospital works at night.")
    go(page, "voice-go")
    heard.append(mock.heard())
    assert mock.focused() == "what-if"
    write(page, try_name="Ward 3 at night")
    go(page, "try-go")
    heard.append(mock.heard())
    write(page, add_tried_why="They sleep by day, all year.")
    go(page, "add-tried-go")
    heard.append(mock.heard())
    assert heard == [
        "Name the voice: who would say what?",
        "Kept. Now find somebody who can say it.",
        "Say where it stands, its subject or its language, and you see what it would change. "
        "What it would say to you, no figure knows. It is no mark either: a new label alone moves it most.",
        "Added: Ward 3 at night.",
    ]
    assert network.posts[-1].answers["how"] == "I read all of them again on Tuesday." and network.sources[-1].name == "Ward 3 at night"


def test_something_is_taken_away_and_answered_by_keys_alone(page: Any, shown: Any) -> None:
    network = sn.load_example("busy")
    mock = shown(sn.TakeAway(network))
    before = len(network.sources)
    to(page, "take-access-access")
    press(page, "ArrowDown")
    go(page, "take-access-go")
    assert mock.heard().endswith("Nothing else goes with it.") and mock.focused() == "found"
    to(page, key_of(page, "answer-", "-why"))
    page.keyboard.type("Ask the librarian for the papers one by one.")
    go(page, key_of(page, "answer-", "-go"))
    assert mock.heard() == "Kept as a decision." and network.decisions[-1].why == "Ask the librarian for the papers one by one."
    assert len(network.sources) == before, "only looked at"


def test_possible_connections_by_keys_alone(page: Any, shown: Any) -> None:
    network = sn.load_example("busy")
    mock = shown(sn.Possibilities(network))
    ties = len(network.connections)
    to(page, key_of(page, "yes-", "-relation"))
    page.keyboard.type("is run by the author of")
    to(page, key_of(page, "yes-", "-why"))
    page.keyboard.type("Both name the same man on their first page.")
    go(page, key_of(page, "yes-", "-go"))
    assert mock.heard().startswith("Connected:") and len(network.connections) == ties + 1 and mock.focused() == "top"
    go(page, "later")
    assert mock.heard() == "Put off."
    page.get_by_role("tab").first.focus()
    press(page, "ArrowRight")
    go(page, key_of(page, "take"))
    assert mock.heard() == "Taken along: it is in your history."


def test_a_text_is_read_by_keys_alone(page: Any, shown: Any) -> None:
    network = learner()
    mock = shown(sn.TextReader(network))
    write(page, read_text="Ask Dr Jane Miller, or see https://www.nhs.uk about it.")
    go(page, "read-go")
    assert mock.heard() == "2 possible sources." and mock.focused() == "top"
    go(page, "skip")
    assert mock.heard().startswith("Skipped.") and mock.focused() == "top"
    write(page, file_1_why="It says the opposite of my chat.")
    go(page, "file-1-go")
    assert mock.heard().startswith("Filed:") and mock.heard().endswith("That was the text.")
    assert network.connections[-1].evidence.startswith("Ask Dr Jane Miller")


def test_a_question_twice_by_keys_alone(page: Any, shown: Any) -> None:
    network = learner()
    mock = shown(sn.Question(network, "01-diary"))
    for time, said in ((1, "Your first choice is kept: "), (2, "Your second choice is kept: ")):
        to(page, f"choose-01-diary-{time}-choice-A")
        press(page, "ArrowDown", "ArrowUp", "ArrowDown")
        to(page, f"choose-01-diary-{time}-sure-guessing")
        press(page, "ArrowDown")
        go(page, f"choose-01-diary-{time}-go")
        assert mock.heard().startswith(said + "B")
    assert [one.answers["choice"] for one in network.posts[-2:]] == ["B", "B"]


def test_a_claim_with_its_moment_by_keys_alone(page: Any, shown: Any) -> None:
    network = learner()
    mock = shown(sn.Literacies(network))
    go(page, "open-find")
    assert mock.focused() == "top"
    write(page, before_find_text="I typed it into a search box.")
    go(page, "before-find-go")
    assert mock.heard() == "Kept."
    write(page, after_find_text="I asked my aunt, who had the book.")
    go(page, "after-find-go")
    assert "A claim without one is a wish." in page.locator(".err").inner_text() and mock.focused() == "after-find-moment"
    press(page, "ArrowDown")
    go(page, "after-find-go")
    assert mock.heard().startswith("Kept, with its moment.") and network.posts[-1].refers


def test_by_mouse_a_way_is_walked_broken_and_mended(page: Any, shown: Any) -> None:
    network = learner()
    shown(sn.Pathfinder(network, question="Who knows about sleep?"))
    page.get_by_role("button", name="my aunt, pharmacist").click()
    page.get_by_label("What does one do there?").fill("ask her what the leaflet leaves out")
    page.get_by_role("radio", name="Here is the answer").check()
    page.get_by_role("button", name="That is what I do").click()
    page.get_by_role("button", name="Keep this route").click()
    page.get_by_text("Kept in your history.").wait_for()
    page.get_by_role("button", name="my aunt, pharmacist", exact=True).click()
    page.get_by_text("Not there for now: my aunt, pharmacist.").wait_for()
    assert network.traversals[-1].doing and any(one.name == "my aunt, pharmacist" for one in network.sources)


def test_by_mouse_a_comment_is_answered_and_something_renewed(page: Any, shown: Any) -> None:
    network = learner()
    shown(sn.Critic(network, page="answer"))
    page.get_by_role("button", name="Half an Hour").click()
    page.get_by_label("Why, in a sentence").fill("He has written again in June.")
    page.get_by_role("button", name="Answer it").click()
    page.get_by_text("Every comment is answered.").first.wait_for()
    assert network.comments[0].answers[0].reason == "He has written again in June."


def test_by_mouse_what_has_rested_is_renewed_and_a_decision_looked_at_again(page: Any, shown: Any) -> None:
    network = learner()
    shown(sn.LookAfter(network))
    page.get_by_label("I used it again. What for?").fill("looked up what he says of courses")
    page.get_by_role("button", name="Renew", exact=True).click()
    page.wait_for_timeout(150)
    page.get_by_role("tab", name="Decisions").click()
    page.get_by_role("button", name="Look at it once more").first.click()
    page.get_by_role("radio", name="held").check()
    page.get_by_label("Which moment showed it?").select_option(index=1)
    page.locator("textarea:visible").last.fill("She knew, and nobody else did.")
    page.get_by_role("button", name="Keep what became of it").click()
    page.wait_for_timeout(150)
    assert network.decisions[-1].revisits and network.decisions[-1].outcome == "held"
    assert any(one.used_for == "looked up what he says of courses" for one in network.connections)
