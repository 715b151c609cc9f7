"""A folder to write samples into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import sourcenet as sn

Reader = Callable[..., sn.SourceNetwork]


@pytest.fixture
def reading(tmp_path: Path) -> Reader:
    """Return what reads the text or bytes of a file of a given name."""

    def read(content: str | bytes, name: str, **more: str) -> sn.SourceNetwork:
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return sn.read(file, **more)

    return read
