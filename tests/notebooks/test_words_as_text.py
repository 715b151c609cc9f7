"""What students write reaches a marker as text: shown exactly, running nothing, whatever the Markdown reader makes of it."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbgrader")

import nbformat
from nbconvert import HTMLExporter

from sourcenet.marking import gradebook
from sourcenet.marking.course import Course
from sourcenet.marking.words_as_text import as_text

ASSIGNMENT = "build-network"
HOSTILE = [
    "<img src=x onerror=\"document.title='run'\">",
    "<script>document.title='run'</script>",
    "</div><script>document.title='run'</script>",
    "</div>\n\n<img src=x onerror=alert(1)>",
    "</div>\r\n\r\n<img src=x onerror=alert(1)>",
    "</div>\u2028\u2028<img src=x onerror=alert(1)>",
    "</div>\x0b\x0b<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "\n\n[click](javascript:alert(1))\n\n",
    "<javascript:alert(1)>",
    "```\n</code></pre><img src=x onerror=alert(1)>\n```",
    "`` ` </code><img src=x onerror=alert(1)> ``",
    "$$\\href{javascript:alert(1)}{x}$$",
    "\\begin{equation}</div><img src=x onerror=alert(1)>\\end{equation}",
    "![a](attachment:x.svg)",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<!-- --><img src=x onerror=alert(1)>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "<details open ontoggle=alert(1)>",
    "\x00<img\x00 src=x onerror=alert(1)>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'>",
    "{{ 7*7 }} {% raw %}",
    "\ud800 lone",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_shown_and_make_no_element(words: str) -> None:
    cell = nbformat.v4.new_markdown_cell(as_text(words))
    page, _resources = HTMLExporter(template_name="basic").from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    (inside,) = re.findall(r'<div class="sn-words[^>]*>(.*?)</div>', page, re.DOTALL)
    assert "<" not in inside and ">" not in inside
    assert page.count("<div") == page.count("</div>")
    shown = html.unescape(inside)
    visible = re.sub(r"\s+", "", "".join(ch for ch in words if ch.isprintable()))
    assert re.sub(r"\s+", "", shown) == re.sub(r"\s+", "", visible.encode("utf-8", "ignore").decode())
    for tag in ("<script", "<img", "<iframe", "<svg", "<details", "<a "):
        assert tag not in page.split("sn-words", 1)[1].split("</div>", 1)[0]


def test_line_ends_stay() -> None:
    assert "first&#10;&#10;second" in as_text("first\n\nsecond")


def test_very_long_words_are_cut_rather_than_hung_on() -> None:
    assert len(as_text("x" * 5_000_000)) < 110_000


def _cell(id: str, kind: str, source: str, **metadata: Any) -> dict[str, Any]:
    more = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"id": id, "cell_type": kind, "source": source, "metadata": metadata, **more}


def test_the_marked_copy_holds_words_as_text_and_the_instructors_as_they_are(
    rehearsed: dict[str, Any], tmp_path: Path
) -> None:
    course = Course(shutil.copytree(rehearsed["course"], tmp_path / "course"))
    learner = next(one["learner"] for one in rehearsed["learners"] if one["habit"] == "careful")
    folder = course.folder / "submitted" / learner / ASSIGNMENT
    path = folder / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(path.read_bytes())
    evil = "<img src=x onerror=alert(1)>"
    notebook["metadata"]["title"] = evil
    for cell in notebook["cells"]:
        if cell["id"] == "my-network":
            cell["source"] = f"**bold** {evil}"
        if cell["id"] == "brief":
            cell["source"] = evil  # an instructor's cell: nbgrader puts its own text back
    notebook["cells"] += [
        _cell("mine-1", "markdown", evil),
        _cell("mine-3", "raw", evil, raw_mimetype="text/html"),
        _cell("mine-4", "code", f"from IPython.display import HTML\nHTML({evil!r})"),
        _cell("mine-5", "code", "print('plain')"),
    ]
    path.write_text(json.dumps(notebook))
    before = {mark.learner: mark for mark in gradebook.marks(course, ASSIGNMENT)}[learner]
    assert course.autograde(ASSIGNMENT, learner).ok
    after = {mark.learner: mark for mark in gradebook.marks(course, ASSIGNMENT)}[learner]
    assert after.checks == before.checks
    marked = json.loads((course.folder / "autograded" / learner / ASSIGNMENT / path.name).read_bytes())
    sources = {cell["id"]: "".join(cell["source"]) for cell in marked["cells"]}
    assert "**bold** &lt;img" in sources["my-network"]
    release = json.loads((course.folder / "release" / ASSIGNMENT / path.name).read_bytes())
    for cell in release["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("locked"):
            assert sources[cell["id"]] == "".join(cell["source"]), cell["id"]
    for cell in marked["cells"]:
        if cell["cell_type"] != "code":
            assert evil not in "".join(cell["source"]), cell["id"]
        assert cell["cell_type"] != "raw"
        if cell["id"] == "mine-4":
            assert [list(output["data"]) for output in cell["outputs"]] == [["text/plain"]]
        if cell["id"] == "mine-5":
            assert "plain" in "".join(cell["outputs"][0]["text"])
    assert course.feedback(ASSIGNMENT, learner).ok
    page = (course.folder / "feedback" / learner / ASSIGNMENT / f"{ASSIGNMENT}.html").read_text()
    assert evil not in page
    assert json.loads(path.read_bytes()) == notebook  # what was handed in is not changed
