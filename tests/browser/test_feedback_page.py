"""The page that a student gets back, in a browser: light and dark, wide and on a phone; nothing is run or asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser
ASSIGNMENT = "build-network"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_it_is_read_anywhere(chromium: Any, rehearsed: dict[str, Any], width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    habits = {one["habit"]: one["learner"] for one in rehearsed["learners"]}
    for habit in ("careful", "broken notebook", "hostile text", "empty"):
        path = Path(rehearsed["feedback"]) / habits[habit] / ASSIGNMENT / f"{ASSIGNMENT}.html"
        page.goto(path.as_uri())
        wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, f"{habit}: it sticks out"
        if habit == "careful":
            axe = Axe()
            trouble.clear()
            context_page = page.context.new_page()  # the page's own rules let no script in: axe reads a copy without them
            context_page.set_content(page.content().replace("Content-Security-Policy", "x-none", 1))
            found = axe.run(context_page).response["violations"]
            assert [one["id"] for one in found] == [], found
            paper, ink = page.evaluate(
                "['backgroundColor', 'color'].map((name, n) => getComputedStyle([document.documentElement, document.body][n])[name])"
            )
            assert (sum(map(int, paper[4:-1].split(","))) < 200) == (scheme == "dark"), paper
            assert (sum(map(int, ink[4:-1].split(","))) > 500) == (scheme == "dark"), ink
            context_page.close()
        assert page.title().startswith("Feedback on")
    assert [url for url in asked if not url.startswith(("file:", "data:", "about:"))] == []
    assert trouble == []
    context.close()
