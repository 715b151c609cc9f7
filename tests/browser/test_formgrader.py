"""A marker's three minutes: formgrader opened for real, a submission read, points and a comment given and given back."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.lab import free_port

from sourcenet.cohort.simulate import simulate

pytest.importorskip("nbgrader")

from sourcenet.marking.course import Course

ASSIGNMENT = "build-network"
COMMENT = "Good: you say when you would not go there. Next: connect two of your sources."


@pytest.fixture(scope="module")
def desk(
    rehearsed: dict[str, Any], chromium: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Course]]:
    """Start formgrader as the demo tells a marker to, on a copy of the demo's course."""
    folder = tmp_path_factory.mktemp("desk")
    course = Course(shutil.copytree(rehearsed["course"], folder / "course"))
    assert rehearsed["formgrader"] == f'sourcenet lab --marker "{rehearsed["course"]}"'
    port = free_port()
    command = [
        sys.executable, "-m", "sourcenet.cli", "lab", "--marker", str(course.folder), "--no-browser", "--",
        f"--ServerApp.port={port}", "--IdentityProvider.token=", "--allow-root",
    ]  # fmt: skip
    own = {
        name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")
    }
    log = (folder / "log").open("w")
    env = {**os.environ, **own, "HOME": str(folder)}
    process = subprocess.Popen(command, stdout=log, stderr=log, env=env, start_new_session=True, cwd=folder)
    address = f"http://127.0.0.1:{port}"
    for _try in range(300):
        try:
            urllib.request.urlopen(f"{address}/api", timeout=5).close()
            break
        except OSError:
            time.sleep(0.2)
    yield address, course
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(20)


def _open(page: Any, address: str, course: Course, learner: str) -> None:
    """Go the way of a marker: the command's first page, manual grading, the assignment, the notebook, a submission."""
    page.goto(address)
    assert page.url.startswith(f"{address}/formgrader")
    page.get_by_role("link", name="Manual Grading").click()
    page.locator("table").get_by_role("link", name=ASSIGNMENT).click()
    page.wait_for_url(re.compile(rf"/gradebook/{ASSIGNMENT}/?$"))
    page.locator("table").get_by_role("link", name=ASSIGNMENT).click()
    page.wait_for_url(re.compile(rf"/gradebook/{ASSIGNMENT}/{ASSIGNMENT}/?$"))
    with course.api.gradebook as gradebook:
        (notebook,) = gradebook.find_submission(ASSIGNMENT, learner).notebooks
    page.locator(f'table a[href*="{notebook.id}"]:visible').first.click()
    # the points come after the page
    page.wait_for_function("(document.querySelector('input.score#check-reasons') || {}).placeholder")
    page.wait_for_load_state("networkidle")  # and so do the comments


def _learner(rehearsed: dict[str, Any], habit: str) -> Any:
    id = next(one["learner"] for one in rehearsed["learners"] if one["habit"] == habit)
    return next(one for one in simulate(13, seed=1) if one.id == id)


@pytest.mark.browser
def test_a_submission_shows_the_picture_the_table_the_checks_and_the_words(
    desk: tuple[str, Course], page: Any, rehearsed: dict[str, Any]
) -> None:
    address, course = desk
    learner = _learner(rehearsed, "careful")
    _open(page, address, course, learner.id)
    body = page.locator("body")
    # the network as it stands: a picture that is drawn, and its sources in words
    picture = page.locator('svg[role="img"], img[src^="data:image/svg"], img[src$=".svg"]').first
    box = picture.bounding_box()
    assert box and box["width"] >= 400 and box["height"] >= 200, box
    text = body.inner_text()
    for source in learner.network.sources:
        assert source.name in text, source.name
    for tie in learner.network.connections:
        assert tie.why in text, tie.why
    # the checks, in words
    checks = page.locator("text=Is it ready?")
    assert checks.count() >= 4
    assert f"{len(learner.network.connections)} of {len(learner.network.connections)} have one" in text
    # the student's own words
    assert learner.answers["my-network"][:60] in text
    assert learner.answers["my-offer"][:60] in text


@pytest.mark.browser
def test_a_check_that_is_not_met_says_to_the_marker_what_it_looked_for_and_found(
    desk: tuple[str, Course], page: Any, rehearsed: dict[str, Any]
) -> None:
    address, course = desk
    learner = _learner(rehearsed, "pasted reasons")
    _open(page, address, course, learner.id)
    text = page.locator("body").inner_text()
    for words in ("Looked for", "Found", "not yet", f"1 of {len(learner.network.connections)} have one"):
        assert words in text, words
    assert page.locator("input.score#check-reasons").get_attribute("placeholder") == "1.39"


@pytest.mark.browser
def test_points_and_a_comment_reach_the_students_feedback(
    desk: tuple[str, Course], page: Any, rehearsed: dict[str, Any]
) -> None:
    address, course = desk
    learner = _learner(rehearsed, "star")
    _open(page, address, course, learner.id)
    points = page.locator("input.score#my-offer")
    page.wait_for_function("document.querySelector('input.score#my-offer').value !== ''")  # what the demo gave
    points.fill("9")
    points.press("Tab")
    comment = page.locator("#my-offer-comment")
    comment.fill(COMMENT)
    comment.press("Tab")

    def kept() -> bool:
        with course.api.gradebook as gradebook:
            grade = gradebook.find_grade("my-offer", ASSIGNMENT, ASSIGNMENT, learner.id)
            said = gradebook.find_comment("my-offer", ASSIGNMENT, ASSIGNMENT, learner.id)
            return bool(grade.manual_score == 9 and said.manual_comment == COMMENT)

    end = time.monotonic() + 20
    while not kept() and time.monotonic() < end:
        time.sleep(0.2)
    assert kept()
    assert course.feedback(ASSIGNMENT, learner.id).ok
    html = course.folder / "feedback" / learner.id / ASSIGNMENT / f"{ASSIGNMENT}.html"
    page.goto(Path(html).as_uri())
    assert COMMENT in page.locator("body").inner_text()


@pytest.mark.browser
def test_no_script_of_a_learner_runs_while_a_marker_reads(
    desk: tuple[str, Course], page: Any, rehearsed: dict[str, Any]
) -> None:
    address, course = desk
    learner = _learner(rehearsed, "hostile text")
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    _open(page, address, course, learner.id)
    page.wait_for_timeout(1000)
    assert page.title() != "run" and opened == []
    assert page.evaluate("document.querySelectorAll('img[onerror], .sn-words script').length") == 0
    assert "<img src=x" in page.locator("body").inner_text()  # there, as text
    html = course.folder / "feedback" / learner.id / ASSIGNMENT / f"{ASSIGNMENT}.html"
    page.goto(Path(html).as_uri())
    page.wait_for_timeout(500)
    assert page.title() != "run" and opened == []


_PWNED = "<script>window.__pwned = 1</script><img src=x onerror='window.__pwned = 1'>"
_TAKES_OVER = f"""
import sourcenet as sn
from IPython.display import HTML, Javascript, Markdown, display
sn.picture = lambda *a, **k: HTML({_PWNED!r})
sn.check = lambda *a, **k: k["points"]
for kind in (HTML, Markdown): display(kind({_PWNED!r}))
display(Javascript("window.__pwned = 1"))
raise ValueError({_PWNED!r})
"""


@pytest.mark.browser
def test_no_script_of_a_learners_code_runs_while_a_marker_reads(
    desk: tuple[str, Course], page: Any, rehearsed: dict[str, Any]
) -> None:
    address, course = desk
    learner = _learner(rehearsed, "hostile text")
    path = course.folder / "submitted" / learner.id / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_bytes())
    at = next(n for n, cell in enumerate(notebook["cells"]) if cell["id"] == "setup") + 1
    notebook["cells"].insert(
        at,
        {
            "id": "mine", "cell_type": "code", "source": _TAKES_OVER, "metadata": {}, "outputs": [],
            "execution_count": None,
        },
    )  # fmt: skip
    path.write_text(json.dumps(notebook))
    assert course.autograde(ASSIGNMENT, learner.id).ok
    _open(page, address, course, learner.id)
    page.wait_for_timeout(500)
    assert page.evaluate("typeof window.__pwned") == "undefined"
    assert page.locator("figure.sn-still svg").count() == 1  # drawn from the network that was handed in
    assert course.feedback(ASSIGNMENT, learner.id).ok
    html = course.folder / "feedback" / learner.id / ASSIGNMENT / f"{ASSIGNMENT}.html"
    page.goto(Path(html).as_uri())
    page.wait_for_timeout(500)
    assert page.evaluate("typeof window.__pwned") == "undefined"
