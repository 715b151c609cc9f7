"""The page that a student gets back: what it says in each state, and that nothing in it runs or is loaded."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.marking.test_judging import handed_in

from sourcenet.marking.feedback import CellMark, FeedbackMarks, NotebookMarks, page
from sourcenet.marking.judged import Assignment
from sourcenet.marking.judging import judge

CELLS = {
    "check-reasons": CellMark("check-reasons", "check", 10.0, 10.0),
    "check-reading-list": CellMark("check-reading-list", "check", 8.0, 8.0),
    "check-route": CellMark("check-route", "check", 6.0, 6.0),
    "check-set-aside": CellMark("check-set-aside", "check", 6.0, 6.0),
    "connect-task": CellMark("connect-task", "task", 16.7, 25.0, by_person=True),
    "my-network": CellMark("my-network", "written", 0.0, 20.0, auto_comment="No response."),
    "my-route": CellMark("my-route", "written", 10.0, 15.0, comment="Which step\ncould fail?", by_person=True),
    "my-offer": CellMark("my-offer", "written", 6.7, 10.0, by_person=True),
}


def marks(state: str = "marked", total: float | None = 63.4, **changes: Any) -> FeedbackMarks:
    cells = NotebookMarks("build-network", dict(CELLS))
    return replace(FeedbackMarks("learner-07", "build-network", state, total, 100.0, notebooks=(cells,)), **changes)


@pytest.fixture(scope="module")
def document(assignment: Assignment, journal: bytes) -> dict[str, Any]:
    judged = judge(assignment, handed_in(assignment, journal, my_route="I asked *her*.", my_offer="The map."))
    return judged.notebooks[0].document


class Seen(HTMLParser):
    """What a page is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "action", "srcset")]

    def handle_data(self, data: str) -> None:
        self.text += data


TAGS = {
    "html",
    "head",
    "meta",
    "link",
    "title",
    "style",
    "body",
    "header",
    "main",
    "section",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "span",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "div",
    "a",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
    "svg",
    "path",
    "figure",
    "figcaption",
    "img",
    "pre",
    "code",
    "br",
    "del",
    "b",
    "i",
    "u",
    "s",
    "small",
    "sub",
    "sup",
    "mark",
    "kbd",
    "blockquote",
    "hr",
}


def is_safe(html: str) -> Seen:
    seen = Seen(html)
    assert seen.tags <= TAGS, seen.tags - TAGS
    assert not [name for name in seen.attributes if name.startswith("on")]
    for address in seen.addresses:
        assert address.startswith(
            ("#", "data:,", "data:image/svg+xml", "data:image/png", "https://", "http://", "mailto:")
        )
    return seen


def test_a_marked_one_says_what_to_do_first_and_the_points_of_each_part(document: dict[str, Any]) -> None:
    said = is_safe(page([document], marks())).text
    order = ["What to do next", "Which step", "Your marks", "63.4 of 100", "What the checks saw", "Your words"]
    assert [said.find(words) for words in order] == sorted(said.find(words) for words in order)
    assert min(said.find(words) for words in order) >= 0
    assert "10 of 15" in said and "Nothing was written here." in said and "I asked her." in said
    assert "learner-07" in said


def test_before_all_is_read_there_is_no_total_and_no_points(document: dict[str, Any]) -> None:
    waiting = dict(CELLS)
    waiting["my-route"] = replace(CELLS["my-route"], waits=True, score=None)
    cells = (NotebookMarks("build-network", waiting),)
    said = is_safe(page([document], marks("waits for a person", None, notebooks=cells))).text
    assert "A person has still to read: My route." in said
    assert " of 100" not in said and "10 of 10" not in said
    assert "met" in said, "what the checks saw stands there all the same"


def test_late_is_said_in_a_sentence(document: dict[str, Any]) -> None:
    taken = is_safe(page([document], marks(total=58.4, late_penalty=5.0, seconds_late=90_000.0))).text
    assert "25 hours after the day it was due: 5 points were taken off." in taken and "−5" in taken
    free = is_safe(page([document], marks(seconds_late=60.0))).text
    assert "Nothing was taken off." in free


def test_extra_points_are_shown(document: dict[str, Any]) -> None:
    more = dict(CELLS) | {"my-offer": replace(CELLS["my-offer"], extra=2.0)}
    said = is_safe(page([document], marks(notebooks=(NotebookMarks("build-network", more),)))).text
    assert "6.7 of 10 and 2 extra" in said


def test_what_could_not_be_read_stands_on_top(assignment: Assignment) -> None:
    broken = replace(handed_in(assignment, None), broken=("my-network.jsonl was not handed in. Hand it in again.",))
    said = is_safe(page([judge(assignment, broken).notebooks[0].document], marks())).text
    assert said.find("was not handed in") < said.find("What to do next")


def test_the_second_time_it_says_what_changed(assignment: Assignment, journal: bytes) -> None:
    lines = journal.splitlines(keepends=True)
    early = b"".join(lines[: len(lines) // 2])
    first = judge(assignment, handed_in(assignment, early)).notebooks[0].document["metadata"]["sourcenet"]
    second = replace(handed_in(assignment, journal), fingerprint="two")
    found = judge(assignment, second, before=early, earlier=first).notebooks[0].document
    said = is_safe(page([found], marks())).text
    assert "What changed since you last handed in" in said and "New: " in said
    assert "it was “not yet”, now it is “met”" in said


def test_without_a_mark_or_a_document_there_is_a_page_all_the_same() -> None:
    nothing = FeedbackMarks("learner-07", "build-network", "not marked", None, 100.0)
    assert "Nothing of this is in the gradebook yet." in is_safe(page([], nothing)).text
    for odd in ({}, {"cells": 3}, {"metadata": []}, {"cells": [None, {"metadata": {"nbgrader": {"task": True}}}]}):
        is_safe(page([odd], marks()))


HOSTILE = st.text(max_size=30) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "javascript:alert(1)",
        "</style><svg onload=a()>",
        "]]>",
    ]
)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["question", "next", "described", "still", "handed_in"]), HOSTILE), HOSTILE, HOSTILE
)
def test_no_text_becomes_markup(facts: dict[str, str], row: str, comment: str) -> None:
    check = {
        "cell": "check-reasons",
        "problem": row,
        "rows": [{"title": row, "level": row, "share": 0.5, "found": row}],
    }
    facts_ = {
        **facts,
        "checks": [check],
        "titles": {"my-route": row},
        "broken": [row],
        "changed": [row],
        "earlier": {"x": [row]},
    }
    cell = {
        "cell_type": "markdown",
        "source": row,
        "metadata": {"nbgrader": {"grade_id": "my-route", "solution": True}},
    }
    cells = dict(CELLS) | {"my-route": replace(CELLS["my-route"], comment=comment, auto_comment=row)}
    given_ = marks(learner=row, assignment=comment, notebooks=(NotebookMarks("build-network", cells),))
    is_safe(page([{"cells": [cell], "metadata": {"sourcenet": facts_}}], given_))
