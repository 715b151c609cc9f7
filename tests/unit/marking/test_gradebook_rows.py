"""nbgrader's rules for the rows of the gradebook, each by its name in nbgrader's source."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sourcenet.marking.gradebook.rows import (
    Book,
    Comment,
    Grade,
    GradedCell,
    NotebookCells,
    Rows,
    decide,
    score_of,
    seconds_late,
)
from sourcenet.marking.judged import Judged, JudgedNotebook

CELLS = NotebookCells(
    "n",
    {
        "check": GradedCell("g-check", 10.0, is_code=True),
        "words": GradedCell("g-words", 20.0, is_code=False),
        "task": GradedCell("t-task", 25.0, is_code=False, is_task=True),
    },
    {"words": "s-words", "task": "t-task"},
)
DUE = datetime(2026, 11, 20, 12)
BOOK = Book("a", DUE, {"net": CELLS})
IN_TIME, LATE = "2026-11-20 11:00:00.000000", "2026-11-20 13:00:00.000000"


def judged(check=8.0, words=None, comment=None, timestamp=IN_TIME, name="net"):
    notebook = JudgedNotebook(name, {"check": check, "words": words}, {"words": comment, "task": None}, {})
    return Judged("learner-07", (notebook,), timestamp)


def first(**given):
    return decide(BOOK, None, judged(**given))


def with_grade(rows, cell, **changes):
    notebook = rows.notebooks["n"]
    grades = {**notebook.grades, cell: replace(notebook.grades[cell], **changes)}
    return replace(rows, notebooks={"n": replace(notebook, grades=grades)})


def grade(rows, cell):
    return rows.notebooks["n"].grades[cell]


def test_add_submission_mirrors_every_graded_and_commented_cell() -> None:
    rows = first()
    assert set(rows.notebooks["n"].grades) == {"g-check", "g-words", "t-task"}
    assert rows.notebooks["n"].comments == {"s-words": Comment(), "t-task": Comment()}


def test_add_score_takes_the_checks_points_and_asks_nobody_to_look() -> None:
    assert grade(first(), "g-check") == Grade(auto=8.0, needs=False)


def test_add_score_leaves_an_answer_without_points_to_a_person() -> None:
    assert grade(first(), "g-words") == Grade(needs=True)


def test_add_score_gives_an_answer_that_was_not_written_nothing_and_add_comment_says_so() -> None:
    rows = first(words=0.0, comment="No response.")
    assert grade(rows, "g-words") == Grade(auto=0.0, needs=False)
    assert rows.notebooks["n"].comments["s-words"] == Comment("No response.")


def test_a_task_is_left_to_a_person_and_what_was_given_stays() -> None:
    rows = first()
    assert grade(rows, "t-task") == Grade(needs=True)
    given = with_grade(rows, "t-task", manual=20.0, needs=False)
    assert grade(decide(BOOK, given, judged()), "t-task") == Grade(manual=20.0, needs=False)


def test_add_score_keeps_a_manual_score_and_extra_credit_and_wants_them_looked_at_again() -> None:
    rows = with_grade(first(), "g-check", manual=9.0, extra=2.0, needs=False)
    again = grade(decide(BOOK, rows, judged(check=3.0)), "g-check")
    assert again == Grade(auto=3.0, manual=9.0, extra=2.0, needs=True)
    assert again.score == 11.0


def test_add_score_with_extra_credit_alone_asks_nobody_to_look() -> None:
    rows = with_grade(first(), "g-check", extra=2.0)
    again = grade(decide(BOOK, rows, judged(check=3.0)), "g-check")
    assert again == Grade(auto=3.0, extra=2.0, needs=False)
    assert again.score == 5.0


def test_extra_credit_counts_only_on_top_of_something() -> None:
    assert Grade(extra=2.0).score == 0.0


def test_add_comment_replaces_the_machines_comment_and_keeps_a_persons() -> None:
    rows = first(words=0.0, comment="No response.")
    notebook = rows.notebooks["n"]
    said = {**notebook.comments, "s-words": Comment("No response.", "Write more.")}
    rows = replace(rows, notebooks={"n": replace(notebook, comments=said)})
    assert decide(BOOK, rows, judged()).notebooks["n"].comments["s-words"] == Comment(None, "Write more.")


@pytest.mark.parametrize("points", [float("nan"), float("inf"), -0.1, 10.01])
def test_points_that_a_cell_cannot_have_are_left_to_a_person(points) -> None:
    assert grade(first(check=points), "g-check") == Grade(needs=True)


def test_update_or_create_submission_keeps_the_time_where_the_new_one_has_none() -> None:
    rows = first(timestamp=LATE)
    assert decide(BOOK, rows, judged(timestamp="")).timestamp == datetime(2026, 11, 20, 13)
    assert decide(BOOK, rows, judged(timestamp="no time")).timestamp == datetime(2026, 11, 20, 13)
    assert decide(BOOK, rows, judged(timestamp=IN_TIME)).timestamp == datetime(2026, 11, 20, 11)


def test_total_seconds_late_takes_an_extension_off_and_is_never_less_than_nothing() -> None:
    rows = first(timestamp=LATE)
    assert seconds_late(BOOK, rows) == 3600
    assert seconds_late(BOOK, replace(rows, extension=timedelta(minutes=45))) == 900
    assert seconds_late(BOOK, replace(rows, extension=timedelta(days=2))) == 0
    assert seconds_late(replace(BOOK, due=None), rows) == 0
    assert seconds_late(BOOK, Rows()) == 0


def asked_of(log):
    def late(learner, score, seconds):
        log.append((learner, score, seconds))
        return 3.0

    return late


def test_assign_late_penalties_asks_with_the_score_that_counts_now() -> None:
    log = []
    rows = with_grade(first(timestamp=LATE), "t-task", manual=20.0, extra=1.0)
    after = decide(BOOK, rows, judged(check=4.0, timestamp=LATE), asked_of(log))
    assert log == [("learner-07", 25.0, 3600.0)]
    assert after.notebooks["n"].penalty == 3.0


def test_assign_late_penalties_asks_nothing_of_one_in_time_and_takes_an_old_penalty_back() -> None:
    log = []
    rows = decide(BOOK, None, judged(timestamp=LATE), asked_of(log))
    after = decide(BOOK, replace(rows, extension=timedelta(days=1)), judged(timestamp=LATE), asked_of(log))
    assert len(log) == 1
    assert after.notebooks["n"].penalty is None


@pytest.mark.parametrize(("said", "kept"), [(-1.0, 0.0), (100.0, 8.0), (5.0, 5.0), (None, None)])
def test_check_late_penalty_holds_it_between_nothing_and_the_score(said, kept) -> None:
    rows = decide(BOOK, None, judged(timestamp=LATE), lambda _learner, _score, _seconds: said)
    assert score_of(rows.notebooks["n"]) == 8.0
    assert rows.notebooks["n"].penalty == kept


def test_a_notebook_that_the_gradebook_does_not_know_is_passed_over() -> None:
    rows = decide(BOOK, None, judged(name="other"))
    assert set(rows.notebooks) == {"n"}
    assert grade(rows, "g-check") == Grade()


def test_a_cell_that_came_later_gets_its_row() -> None:
    rows = first()
    grown = replace(CELLS, graded={**CELLS.graded, "new": GradedCell("g-new", 5.0, is_code=True)})
    after = decide(replace(BOOK, notebooks={"net": grown}), rows, judged())
    assert grade(after, "g-new") == Grade()


def test_deciding_again_changes_nothing() -> None:
    rows = first(words=0.0, comment="No response.", timestamp=LATE)
    assert decide(BOOK, rows, judged(words=0.0, comment="No response.", timestamp=LATE)) == rows
