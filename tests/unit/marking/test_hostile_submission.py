"""A submission that helps itself to marks, or brings a script to whoever marks it."""

from __future__ import annotations

import json
from typing import Any

import pytest

pytest.importorskip("nbgrader")

from sourcenet import open_network
from sourcenet.marking import gradebook
from sourcenet.marking.course import Course

ASSIGNMENT = "build-network"
EVIL = "<script>window.__pwned=1</script>"
TAKES_OVER = f"""
import sourcenet as sn
from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
sn.check = lambda *a, **k: k.get('points', 0)
sn.picture = lambda *a, **k: HTML({EVIL!r})
for kind in (Markdown, Latex, Javascript):
    display(kind({EVIL!r}))
display({{'image/svg+xml': {EVIL!r}, 'text/plain': {EVIL!r}}}, raw=True)
print({EVIL!r})
"""


def _code(source: str) -> dict[str, Any]:
    return {
        "id": "mine-1", "cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None,
    }  # fmt: skip


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course with the untouched release, skipped, and one in which a cell takes the checks over."""
    course = Course.make(tmp_path_factory.mktemp("hostile") / "course")
    release = course.generate(ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
    for learner in ("learner-01", "learner-02", "learner-03"):
        notebook = json.loads(release.read_bytes())
        there = course.folder / "submitted" / learner / ASSIGNMENT
        there.mkdir(parents=True)
        for cell in notebook["cells"]:
            if learner == "learner-01" and cell["id"].startswith("check-"):
                cell["metadata"]["tags"] = ["skip-execution", "raises-exception"]
        if learner == "learner-02":
            at = next(n for n, cell in enumerate(notebook["cells"]) if cell["id"] == "setup")
            notebook["cells"].insert(at + 1, _code(TAKES_OVER))
            open_network(there / "my-network.jsonl", learner="learner-02").add("Half an Hour")
        if learner == "learner-03":
            notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] != "check-route"]
            silent = "import sourcenet as sn\nsn.check = lambda *a, **k: 'nan'\nnetwork = None"
            at = next(n for n, cell in enumerate(notebook["cells"]) if cell["id"] == "setup")
            notebook["cells"].insert(at + 1, _code(silent))
        (there / release.name).write_text(json.dumps(notebook))
    return course


def _marked(course: Course, learner: str) -> dict[str, Any]:
    path = course.folder / "autograded" / learner / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    return {cell["id"]: cell for cell in json.loads(path.read_bytes())["cells"]}


def _mark(course: Course, learner: str) -> gradebook.Mark:
    return next(mark for mark in gradebook.marks(course, ASSIGNMENT) if mark.learner == learner)


def test_a_cell_that_asks_to_be_skipped_is_run_all_the_same(course: Course) -> None:
    done = course.autograde(ASSIGNMENT, "learner-01")
    assert done.ok and done.flags == ()
    mark = _mark(course, "learner-01")
    assert mark.score == 0
    assert len(mark.checks) == 4 and set(mark.checks.values()) == {0.0}


def test_a_cell_that_takes_the_checks_over_earns_nothing_and_is_named(course: Course) -> None:
    done = course.autograde(ASSIGNMENT, "learner-02")
    assert done.ok
    assert len(done.flags) == 4 and any("check-reasons" in flag and "10" in flag for flag in done.flags)
    mark = _mark(course, "learner-02")
    assert mark.score == 0 and mark.checks == {} and mark.state == "waits for a person"
    assert gradebook.waiting(course, ASSIGNMENT, "learner-02")["check-reasons"] == 10
    # no script of the kernel is in what a marker opens; the picture is that of the journal
    cells = _marked(course, "learner-02")
    for name, cell in cells.items():
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if name == "picture" or name.startswith("check-"):
                assert EVIL not in json.dumps(output), name
                assert "text/html" in data
            else:
                assert set(data) <= {"text/plain"}, name
    assert "Half an Hour" in "".join(cells["picture"]["outputs"][0]["data"]["text/html"])
    assert "A person decides" in "".join(cells["check-reasons"]["outputs"][0]["data"]["text/html"])
    assert course.feedback(ASSIGNMENT, "learner-02").ok
    page = course.folder / "feedback" / "learner-02" / ASSIGNMENT / f"{ASSIGNMENT}.html"
    assert EVIL not in page.read_text()


def test_words_for_a_figure_and_a_missing_check_earn_nothing(course: Course) -> None:
    done = course.autograde(ASSIGNMENT, "learner-03")
    assert done.ok
    assert len(done.flags) == 4 and all("no figure" in flag for flag in done.flags)
    assert _mark(course, "learner-03").score == 0
