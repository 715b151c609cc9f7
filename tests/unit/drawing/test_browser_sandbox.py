"""The browser that draws a PNG keeps its sandbox, except for root, for whom it would not start."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sourcenet.drawing.rendering import _browser_command


@pytest.mark.parametrize(("user", "off"), [(0, True), (1000, False)])
def test_the_sandbox_is_off_for_root_alone(monkeypatch: pytest.MonkeyPatch, user: int, off: bool) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    command = _browser_command("chromium", Path("/somewhere/page.html"), Path("/somewhere/made.png"), (640, 480))
    assert ("--no-sandbox" in command) is off
