"""The examples in the docstrings of the measures give what they say."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import sourcenet

ROOM = Path(sourcenet.__file__).parent / "measures"


@pytest.mark.parametrize("name", sorted(path.stem for path in ROOM.glob("*.py") if path.stem != "__init__"))
def test_the_examples_run(name: str) -> None:
    module = importlib.import_module(f"sourcenet.measures.{name}")
    failed, _tried = doctest.testmod(module)
    assert failed == 0


def test_every_public_measure_has_an_example() -> None:
    from sourcenet import measures

    functions = [getattr(measures, name) for name in measures.__all__ if name[0].islower()]
    assert [one.__name__ for one in functions if ">>>" not in (one.__doc__ or "")] == []
