"""The students' version of an assignment without nbgrader is nbgrader's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sourcenet import shipped
from sourcenet.courses.release import release, release_notebook
from sourcenet.errors import UnreadableFile

NAMES = [folder.name for folder in shipped.assignments()]


def _cells(content: bytes) -> list[tuple[Any, ...]]:
    def of(cell: dict[str, Any]) -> tuple[Any, ...]:
        source = cell["source"]
        text = "".join(source) if isinstance(source, list) else source
        meta = cell["metadata"]
        locks = (meta.get("deletable"), meta.get("editable"))
        return (cell["cell_type"], cell["id"], text, cell.get("outputs"), locks)

    return [of(cell) for cell in json.loads(content)["cells"]]


@pytest.mark.parametrize("name", NAMES)
def test_both_ways_give_students_the_same(name: str, tmp_path: Path) -> None:
    pytest.importorskip("nbgrader")
    from sourcenet.marking.course import Course

    theirs = Course.make(tmp_path / "course").generate(name)
    ours = release(shipped.root() / "assignments" / "source" / name)
    assert sorted(ours) == sorted(path.relative_to(theirs).as_posix() for path in theirs.rglob("*") if path.is_file())
    for inside, content in ours.items():
        if inside.endswith(".ipynb"):
            assert _cells(content) == _cells((theirs / inside).read_bytes())
        else:
            assert content == (theirs / inside).read_bytes()


TRAPS = [
    "before\n### BEGIN SOLUTION\nsecret\n### END SOLUTION\nafter",
    "    ### BEGIN SOLUTION\n    secret\n    ### END SOLUTION",
    "### BEGIN SOLUTION\nsecret\n### END SOLUTION\nmid\n### BEGIN SOLUTION\nsecret\n### END SOLUTION",
    "secret",
    "",
]


@pytest.mark.parametrize("kind", ["code", "markdown"])
def test_traps_are_taken_out_as_nbgrader_does(kind: str, tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    pytest.importorskip("nbgrader")
    from sourcenet.marking.course import Course

    cells = [
        {
            "id": f"trap-{number}",
            "cell_type": kind,
            "source": text,
            "metadata": {
                "nbgrader": {
                    "schema_version": 3, "grade_id": f"trap-{number}", "points": 1, "locked": False,
                    "solution": True, "grade": True, "task": False,
                }
            },
            **({"outputs": [{"output_type": "stream", "name": "stdout", "text": "secret"}], "execution_count": 3} if kind == "code" else {}),
        }
        for number, text in enumerate(TRAPS)
    ]  # fmt: skip
    hidden = {
        "id": "hidden", "cell_type": "code", "outputs": [], "execution_count": None,
        "source": "1 + 1\n### BEGIN HIDDEN TESTS\nsecret\n### END HIDDEN TESTS",
        "metadata": {"nbgrader": {"schema_version": 3, "grade_id": "hidden", "points": 1, "locked": True,
                                  "solution": False, "grade": True, "task": False}},
    }  # fmt: skip
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    content = json.dumps({"cells": [*cells, hidden], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})
    nbformat.validate(nbformat.reads(content, as_version=4))
    course = Course.make(tmp_path / "course")
    (course.folder / "source" / "traps").mkdir()
    (course.folder / "source" / "traps" / "traps.ipynb").write_text(content)
    # nbgrader's own steps alone: by ours, hidden tests are refused, since nothing of them is marked
    (course.folder / "nbgrader_config.py").write_text("get_config().ClearSolutions.text_stub = '*Write here.*'\n")
    assert course.api.generate_assignment("traps")["success"]
    theirs = (course.folder / "release" / "traps" / "traps.ipynb").read_bytes()
    ours = release_notebook(content.encode(), "traps.ipynb")
    assert _cells(ours) == _cells(theirs)
    assert b"secret" not in ours


def test_a_region_that_never_ends_gives_nothing_away() -> None:
    cell = {"cell_type": "code", "source": "1\n### BEGIN HIDDEN TESTS\nsecret", "metadata": {}, "outputs": []}
    assert b"secret" not in release_notebook(json.dumps({"cells": [cell]}).encode(), "x.ipynb")


@pytest.mark.parametrize("content", [b"", b"{half", b"[]", b"{}", b"\xff\xfe"])
def test_what_is_no_notebook_is_a_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="is not a notebook"):
        release_notebook(content, "x.ipynb")
