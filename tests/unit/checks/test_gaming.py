"""Attempts to get past the checks get less than an honest average network, or are published as getting past."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.checks.attempts import APPRAISE, ATTEMPTS, BUILD, CHECKS, GROW, Attempt, honest_average, score, table

PAGE = Path(__file__).parents[3] / "docs" / "attempts.md"
average = functools.cache(honest_average)


def each(attempts: list[Attempt]) -> list[object]:
    return [pytest.param(one, id=f"{one.assignment}: {one.name}") for one in attempts]


@pytest.mark.parametrize("one", each([one for one in ATTEMPTS if not one.past and not one.honest_part]))
def test_an_attempt_gets_less_than_an_honest_average(one: Attempt) -> None:
    assert score(one) < average(one.assignment)


@pytest.mark.parametrize("one", each([one for one in ATTEMPTS if one.honest_part]))
def test_where_part_of_it_is_honest_the_rest_adds_nothing(one: Attempt) -> None:
    assert one.honest_part is not None
    assert score(one) == score(replace(one, fill=one.honest_part))


@pytest.mark.parametrize("one", each([one for one in ATTEMPTS if one.past]))
def test_what_gets_past_is_said_to_get_past(one: Attempt) -> None:
    """Where a check learns to tell it, this fails, and the attempt moves to the other table."""
    assert score(one) >= average(one.assignment)


def test_there_are_twenty_attempts_and_more_for_every_assignment() -> None:
    tried = [one.assignment for one in ATTEMPTS if not one.past]
    assert len(tried) >= 20 and {BUILD, APPRAISE, GROW} == set(tried)
    assert len({one.name for one in ATTEMPTS}) == len(ATTEMPTS)


def test_honest_work_of_all_kinds_gets_most_of_the_marks() -> None:
    for assignment, checks in CHECKS.items():
        full = sum(points for _asked, points in (make() for make in checks))
        assert full == 30 and average(assignment) > 18, assignment


def test_the_published_table_is_what_they_get() -> None:
    page = PAGE.read_text("utf-8")
    told = page[page.index("## What does not help") : page.index("## What follows from it")].strip()
    assert told == table().strip(), "python -m tests.unit.checks.attempts writes it"
