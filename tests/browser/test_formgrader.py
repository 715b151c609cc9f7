"""A marker's three minutes: formgrader opened for real, a submission read, points and a comment given and given back.

And its own Autograde button on a submission whose code would help itself: nothing of it runs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
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


def _wait(kept: Any) -> None:
    end = time.monotonic() + 20
    while not kept() and time.monotonic() < end:
        time.sleep(0.2)
    assert kept()


def _rows(course: Course) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Read the gradebook itself: who and which cell -> points of the check, of a person, on top, whether it waits."""
    with closing(sqlite3.connect(course.folder / "gradebook.db")) as base:
        found = base.execute(
            """select submitted_assignment.student_id, base_cell.name, auto_score, manual_score, extra_credit,
                      needs_manual_grade
               from grade join base_cell on base_cell.id = grade.cell_id
               join submitted_notebook on submitted_notebook.id = grade.notebook_id
               join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id"""
        ).fetchall()
    return {(learner, cell): tuple(rest) for learner, cell, *rest in found}


def _one_with_a_next(course: Course) -> str:
    """Return a learner whom a person has marked and who is not the last; formgrader orders them by ids of chance."""
    rows = _rows(course)
    with closing(sqlite3.connect(course.folder / "gradebook.db")) as base:
        order = base.execute(
            """select student_id from submitted_notebook
               join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
               order by submitted_notebook.id"""
        ).fetchall()
    return next(learner for (learner,) in order[:-1] if rows[learner, "my-offer"][1] is not None)


@pytest.mark.browser
def test_points_a_comment_and_extra_credit_are_kept_and_the_next_submission_is_a_click_away(
    desk: tuple[str, Course], page: Any
) -> None:
    address, course = desk
    learner = _one_with_a_next(course)
    _open(page, address, course, learner)
    page.wait_for_function("document.querySelector('input.score#my-offer').value !== ''")  # what the demo gave

    def grade(cell: str) -> tuple[Any, ...]:
        return _rows(course)[learner, cell]

    def said() -> str | None:
        with course.api.gradebook as gradebook:
            found: str | None = gradebook.find_comment("my-offer", ASSIGNMENT, ASSIGNMENT, learner).manual_comment
            return found

    def kept() -> bool:
        return grade("my-offer")[1:3] == (9, 1.5) and grade("check-reasons")[1] == 4.5 and said() == COMMENT

    # One after the other, as a person does: formgrader draws a cell's fields anew when its points have been saved.
    for field, value, saved in (
        ("input.score#my-offer", "9", lambda: grade("my-offer")[1] == 9),
        ("input.extra-credit#my-offer_extra_credit", "1.5", lambda: grade("my-offer")[2] == 1.5),
        ("#my-offer-comment", COMMENT, lambda: said() == COMMENT),
        ("input.score#check-reasons", "4.5", lambda: grade("check-reasons")[1] == 4.5),  # a check's, overridden
    ):
        with page.expect_response(lambda answer: answer.request.method == "PUT"):
            page.locator(field).fill(value)
            page.locator(field).press("Tab")
        page.wait_for_timeout(300)
        _wait(saved)
    assert kept()
    before = page.url
    page.locator("li.next a").click()
    page.wait_for_url(lambda url: "/submissions/" in url and url != before and not url.endswith("/next"))
    page.wait_for_function("(document.querySelector('input.score#check-reasons') || {}).placeholder")
    # marked again, what a person gave stands
    assert course.autograde(ASSIGNMENT, learner).ok
    assert kept()
    assert _rows(course)[learner, "check-reasons"][3], "and wants a person's look again, as with nbgrader"
    assert course.feedback(ASSIGNMENT, learner).ok
    html = course.folder / "feedback" / learner / ASSIGNMENT / f"{ASSIGNMENT}.html"
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


def _spoil(course: Course, learner: str, marker: Path) -> None:
    """Put into a submission what would run, take the checks over, write to the gradebook, and lead out of its folder."""
    folder = course.folder / "submitted" / learner / ASSIGNMENT
    runs = "\n".join(
        [
            f"open({str(marker)!r}, 'w').write('ran')",
            "import sqlite3, sourcenet as sn",
            "sn.check = lambda *a, **k: k['points']",
            f"base = sqlite3.connect({str(course.folder / 'gradebook.db')!r})",
            "base.execute('update grade set manual_score = 99')",
            "base.commit()",
        ]
    )
    path = folder / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_bytes())
    evil = "<script>window.__pwned = 1</script><img src=x onerror='window.__pwned = 1'>"
    shown = {"output_type": "display_data", "metadata": {}, "data": {"text/html": evil, "text/plain": evil}}
    more = [
        {"cell_type": "code", "source": runs, "outputs": [shown], "execution_count": 1},
        {"cell_type": "markdown", "source": evil},
        {"cell_type": "raw", "source": evil},
    ]
    notebook["cells"][2:2] = [{"id": f"mine-{n}", "metadata": {}, **cell} for n, cell in enumerate(more)]
    path.write_text(json.dumps(notebook))
    (folder / "page.html").write_text(evil)
    (folder / "sitecustomize.py").write_text(runs)
    (folder / "notes.txt").symlink_to(course.folder / "gradebook.db")


@pytest.mark.browser
def test_formgraders_own_autograde_button_runs_nothing_and_gives_the_right_marks(
    desk: tuple[str, Course], page: Any, rehearsed: dict[str, Any], tmp_path: Path
) -> None:
    address, course = desk
    learner = _learner(rehearsed, "hostile text")
    marker = tmp_path / "ran"
    _spoil(course, learner.id, marker)
    before = _rows(course)
    page.goto(f"{address}/formgrader/manage_submissions/{ASSIGNMENT}")
    row = page.locator("tr", has=page.get_by_text(learner.id, exact=True))
    row.locator(".autograde a").click()
    page.locator("#success-modal, #error-modal").wait_for(timeout=60_000)
    assert page.locator("#success-modal").count() == 1, page.locator("#error-modal").inner_text()
    assert not marker.exists()
    after = _rows(course)
    assert {key: row[:3] for key, row in after.items()} == {key: row[:3] for key, row in before.items()}
    assert {key: row for key, row in after.items() if key[0] != learner.id} == {
        key: row for key, row in before.items() if key[0] != learner.id
    }
    folder = course.folder / "autograded" / learner.id / ASSIGNMENT
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{ASSIGNMENT}.ipynb", "my-network.jsonl", "timestamp.txt"
    ]  # fmt: skip
    # what the marker then opens runs nothing either, and changes no mark
    _open(page, address, course, learner.id)
    page.wait_for_timeout(500)
    assert page.evaluate("typeof window.__pwned") == "undefined"
    drawn = page.locator('svg[role="img"], img[src^="data:image/svg"]').first  # from the network that was handed in
    assert drawn.bounding_box()["width"] >= 400
    assert _rows(course) == after
    # and nbgrader's own next steps take it
    for step in (("generate_feedback", ASSIGNMENT, "--student", learner.id, "--force"), ("export",)):
        command = [sys.executable, "-m", "nbgrader", *step]
        done = subprocess.run(command, cwd=course.folder, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
    assert (course.folder / "grades.csv").read_text().count(learner.id) == 1
    html = course.folder / "feedback" / learner.id / ASSIGNMENT / f"{ASSIGNMENT}.html"
    page.goto(Path(html).as_uri())
    page.wait_for_timeout(500)
    assert page.evaluate("typeof window.__pwned") == "undefined"


@pytest.mark.browser
def test_opening_a_hostile_pile_runs_nothing_and_changes_no_mark_where_plain_pages_do(
    desk: tuple[str, Course], chromium: Any, rehearsed: dict[str, Any], tmp_path: Path
) -> None:
    """Each submission of the pile in formgrader and as a page of feedback; then one as plain nbgrader shows it."""
    from tests.hostile.pile import JOURNAL, NOTEBOOK, lay

    from sourcenet.marking import autograde

    address, course = desk
    careful = next(one["learner"] for one in rehearsed["learners"] if one["habit"] == "careful")
    journal = (course.folder / "submitted" / careful / ASSIGNMENT / JOURNAL).read_bytes()
    pile = lay(course.folder, journal, tmp_path / "witness")
    learners = [one.learner for one in pile.planted]
    autograde(course.folder, ASSIGNMENT, only=learners)
    before = _rows(course)
    with course.api.gradebook as gradebook:
        found = {one: gradebook.find_submission(ASSIGNMENT, one).notebooks[0].id for one in learners}
    page = chromium.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))

    def ran(url: str) -> bool:
        page.goto(url, wait_until="load")
        for link in page.locator('a[href^="javascript" i], a[href^="data" i]').all()[:3]:
            link.click(force=True, no_wait_after=True)
        page.wait_for_timeout(150)
        return bool(page.evaluate("window.pwned"))

    for learner, notebook in found.items():
        assert not ran(f"{address}/formgrader/submissions/{notebook}/?index=0"), learner
        assert "Is it ready?" in page.locator("body").inner_text() or "To look at" in page.locator("body").inner_text()
        own = course.folder / "feedback" / learner / ASSIGNMENT / f"{ASSIGNMENT}.html"
        assert not ran(own.as_uri()), learner
    assert dialogs == [] and _rows(course) == before and not pile.witness.exists()

    # The control: what a learner handed in, where plain nbgrader would put it, in the same browser and server.
    shown = course.folder / "autograded" / "markup-answers" / ASSIGNMENT / NOTEBOOK
    shown.chmod(0o644)
    shown.write_bytes((course.folder / "submitted" / "markup-answers" / ASSIGNMENT / NOTEBOOK).read_bytes())
    assert ran(f"{address}/formgrader/submissions/{found['markup-answers']}/?index=0"), "so the test can fail"
    page.close()
