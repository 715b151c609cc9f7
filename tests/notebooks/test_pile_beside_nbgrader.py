"""A small class marked both ways gives the same rows; a run that is killed is finished by the next one."""

from __future__ import annotations

import os
import random
import sys

import pytest

pytest.importorskip("nbgrader")

from tests.benchmarks.against_nbgrader import (
    differing,
    make_pair,
    mark_by_nbgrader,
    mark_from_data,
    what_persons_do,
)
from tests.unit.marking.made_gradebook import change, rows_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="CPU time of children is not counted there")


def test_every_row_is_that_of_plain_nbgrader_also_after_persons_and_a_second_run(tmp_path) -> None:
    ours, theirs, learners = make_pair(tmp_path, 3, 3)
    for course in (ours, theirs):  # all of them late by a minute or more, so that lateness costs something
        change(course, "update assignment set duedate = '2026-11-20 06:59:00.000000'")
    mark_from_data(ours)
    mark_by_nbgrader(theirs, pages=False)
    assert differing(ours, theirs, learners) == []
    rows = rows_of(ours)
    assert len(rows["submissions"]) == 3 and len(rows["grades"]) == 24
    assert all(row[3] for row in rows["notebooks"]), "each was late"
    for course in (ours, theirs):
        what_persons_do(course, learners)
    mark_from_data(ours)
    mark_by_nbgrader(theirs, pages=False)
    assert differing(ours, theirs, learners) == []
    assert rows_of(ours) != rows
    assert any(row[5] for row in rows_of(ours)["grades"]), "extra credit stands"


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups there")
def test_five_runs_killed_at_random_are_finished_by_the_next(tmp_path) -> None:
    from tests.benchmarks.kills import disturb, prepare

    undisturbed = prepare(tmp_path, 12)
    assert undisturbed.given
    chance = random.Random(7)
    for number in range(5):
        moment, wrong = disturb(undisturbed, tmp_path / f"kill-{number}", chance)
        assert wrong == [], moment
