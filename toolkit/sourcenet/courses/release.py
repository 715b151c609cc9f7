"""The students' version of an assignment, without nbgrader.

``sourcenet lab`` gives a student the assignments on a machine that has no marking extra, so what
``nbgrader generate_assignment`` does to the text of the cells is done here in a few lines; a test holds the
two versions equal.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from sourcenet.errors import UnreadableFile
from sourcenet.words import _

__all__ = ["release", "release_notebook"]

_CODE_STUB = "# YOUR CODE HERE\nraise NotImplementedError()"
_TEXT_STUB = "*Write here.*"
_HIDDEN = (("BEGIN HIDDEN TESTS", "END HIDDEN TESTS"), ("BEGIN MARK SCHEME", "END MARK SCHEME"))


def release(folder: Path) -> dict[str, bytes]:
    """Make the students' version of an assignment.

    Parameters
    ----------
    folder
        The assignment as the instructor's side writes it.

    Returns
    -------
    dict
        The content of each file by its path inside the assignment's folder.

    Raises
    ------
    UnreadableFile
        A notebook of the assignment cannot be read.
    """
    files: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith((".", "__pycache__")) for part in inside.parts)
        if path.is_file() and not hidden:
            content = path.read_bytes()
            files[inside.as_posix()] = release_notebook(content, str(path)) if path.suffix == ".ipynb" else content
    return files


def release_notebook(content: bytes, name: str) -> bytes:
    """Take answers, hidden tests, mark schemes and outputs out of a notebook and lock what is not to be changed.

    Parameters
    ----------
    content
        The notebook as it is written.
    name
        What an error calls it.

    Returns
    -------
    bytes
        The notebook as a student gets it.
    """
    try:
        notebook = json.loads(content)
        cells = notebook["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(
            _("{name} is not a notebook that can be read. Install the toolkit again, or mend the file.").format(
                name=name
            )
        ) from error
    for cell in cells:
        _release_cell(cell)
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def _release_cell(cell: dict[str, Any]) -> None:
    source = cell.get("source", "")
    text = "".join(source) if isinstance(source, list) else str(source)
    grading = cell.get("metadata", {}).get("nbgrader", {})
    stub = _CODE_STUB if cell.get("cell_type") == "code" else _TEXT_STUB
    without = _without(text, "BEGIN SOLUTION", "END SOLUTION", stub)
    if grading.get("solution") and without == text:
        without = stub
    for begin, end in _HIDDEN:
        without = _without(without, begin, end)
    cell["source"] = without.splitlines(keepends=True)
    if cell.get("cell_type") == "code":
        cell.update(outputs=[], execution_count=None)
    if grading.get("grade") or grading.get("locked") or grading.get("solution"):
        cell["metadata"]["deletable"] = False
    if not grading.get("solution") and (grading.get("grade") or grading.get("locked")):
        cell["metadata"]["editable"] = False


def _without(text: str, begin: str, end: str, stub: str = "") -> str:
    """Replace each region between two marked lines by a stub, indented like the first of them."""
    kept: list[str] = []
    inside = False
    for line in text.split("\n"):
        if begin in line:
            inside = True
            indent = re.match(r"\s*", line)
            lead = indent.group() if indent else ""
            kept += [lead + part for part in stub.split("\n")] if stub else []
        elif end in line:
            inside = False
        elif not inside:
            kept.append(line)
    return "\n".join(kept)
