"""A network kept in a folder of its own, away from whatever surrounds the test run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sourcenet import SourceNetwork, open_network


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("SOURCENET_", "NBGRADER_")):
            monkeypatch.delenv(name)
    home = tmp_path / "a" / "b" / "c" / "learner"  # deep enough that nothing above it is looked into
    home.mkdir(parents=True)
    monkeypatch.chdir(home)


@pytest.fixture
def network() -> SourceNetwork:
    return open_network("my-network.jsonl", learner="learner-07", question="Is it worth studying late at night?")


@pytest.fixture
def again() -> Callable[..., SourceNetwork]:
    """Open the same file as another notebook does."""
    return lambda learner="": open_network("my-network.jsonl", learner=learner, mine=True)
