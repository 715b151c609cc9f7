"""Every property gives every network of the table the share that was written down by hand."""

from __future__ import annotations

import pytest
from tests.unit.checks import table_craft
from tests.unit.checks.table import PROPERTIES, ROWS, Fill

import sourcenet as sn

assert table_craft.__all__  # its rows are in the table once it is imported


@pytest.mark.parametrize(
    ("fill", "expected"), [(fill, expected) for _, fill, expected in ROWS], ids=[r[0] for r in ROWS]
)
def test_shares_are_those_worked_out_by_hand(fill: Fill, expected: dict[str, object]) -> None:
    network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-01")
    fill(network)
    found = {name: sn.check(network, make()).rows[0].share for name, make in PROPERTIES.items()}
    assert found == {name: pytest.approx(float(expected.get(name, 0))) for name in PROPERTIES}
