"""Fixtures of the browser tests: one Chromium and one Jupyter server for the whole session."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.lab import CHROMIUM, FLAGS, Notebook, Server


def _without(reason: str) -> None:
    """Skip with the reason; where tests run unattended nothing may be passed over unseen."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A browser; the tests are skipped where there is none, and fail where CI is set."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without("Browser tests need playwright: pip install 'sourcenet[dev]'.")
    if CHROMIUM is None:
        _without("Browser tests need Chromium: install it with the system's packages (apt install chromium).")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def axe() -> Any:
    """Looks for what shuts people out; missing, it is said as for the browser."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        _without("These tests need axe: pip install 'sourcenet[dev]'.")
    return Axe()


@pytest.fixture(scope="session")
def server(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Jupyter server with folders of its own, for JupyterLab and Notebook 7."""
    one = Server(tmp_path_factory.mktemp("jupyter"))
    yield one
    one.close()


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A fresh page; an error in it fails the test that used it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1400})
    one = context.new_page()
    problems: list[str] = []
    one.on("pageerror", lambda error: problems.append(str(error)))
    yield one
    context.close()
    ours = [text for text in problems if "sourcenet" in text or "[anywidget]" in text]
    assert not ours, ours


@pytest.fixture
def notebook(server: Server, page: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Open a notebook of these cells: ``notebook(cells)``, or ``notebook(cells, app="notebook")``."""
    made: list[Path] = []

    def open_one(cells: list[str], app: str = "lab", name: str = "") -> Notebook:
        folder = request.node.name.translate(str.maketrans("[]", "--"))
        path = server.write(f"{folder}/{name or 'lesson'}.ipynb", cells)
        made.append(path)
        return Notebook(page, server, str(path.relative_to(server.work)), app)

    yield open_one
    server.end_kernels()
