"""Whatever is handed in is judged: no notebook and no journal makes it fail, and every mark is one that can be given."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.marking.conftest import cells, handed_out

from sourcenet.marking.judged import Submission
from sourcenet.marking.judging import judge

ASSIGNMENT = handed_out()
NAMES = [cell.name for cell in ASSIGNMENT.notebooks[0].cells]
POINTS = {cell.name: cell.points for cell in ASSIGNMENT.notebooks[0].cells if cell.points is not None}
BEGIN = b'{"id":"aaaaaaaaaaaa","at":"2026-11-01T10:00:00Z","by":"learner-07","do":"begin","question":"Where?"}\n'

anything: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(NAMES),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["nbgrader", "grade_id", "x"]) | st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
a_cell = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["markdown", "code", "raw"]) | anything,
        "source": st.text(max_size=200) | st.lists(st.text(max_size=20), max_size=3) | anything,
        "metadata": st.fixed_dictionaries(
            {"nbgrader": st.fixed_dictionaries({"grade_id": st.sampled_from(NAMES) | anything}) | anything}
        )
        | anything,
        "attachments": anything,
        "outputs": anything,
        "id": anything,
    },
)
notebooks = st.none() | st.lists(a_cell | anything, max_size=12)
journals = st.none() | st.binary(max_size=300) | st.binary(max_size=300).map(lambda rest: BEGIN + rest)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notebooks, journals, st.sampled_from(["", "2026-11-20 10:00:00.000000", "9999-99-99 oh"]))
def test_anything_is_judged_and_twice_the_same(notebook: Any, journal: bytes | None, when: str) -> None:
    submission = Submission("learner-07", {"build-network": notebook}, journal, when, fingerprint="x")
    judged = judge(ASSIGNMENT, submission)
    (one,) = judged.notebooks
    for name, score in one.scores.items():
        assert score is None or 0 <= score <= POINTS[name]
    assert one.document == judge(ASSIGNMENT, submission).notebooks[0].document


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), max_size=5), st.randoms())
def test_where_a_learners_own_cells_stand_changes_no_mark(texts: list[str], chance: random.Random) -> None:
    given_in = cells(ASSIGNMENT, my_route="Through her.")
    plain = judge(ASSIGNMENT, Submission("learner-07", {"build-network": given_in}, BEGIN)).notebooks[0].scores
    mixed = list(given_in)
    for text in texts:
        mixed.insert(chance.randint(0, len(mixed)), {"cell_type": "markdown", "source": text, "metadata": {}})
    assert judge(ASSIGNMENT, Submission("learner-07", {"build-network": mixed}, BEGIN)).notebooks[0].scores == plain
