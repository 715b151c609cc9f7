"""Turn a lesson notebook into plain text and back, so that a whole lesson can be read and edited at one go.

``python tools/notebook_text.py notebooks/01-map-your-sources.ipynb > lesson.txt`` writes the text;
``python tools/notebook_text.py lesson.txt notebooks/01-map-your-sources.ipynb`` writes the notebook, without
outputs. The notebook is what is kept; the text is thrown away. A cell begins with a line such as
``=== your-turn code {"tags": ["check"]}``: its id, its type, its metadata if it has any.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

HEAD = re.compile(r"^=== (?P<id>[a-zA-Z0-9_-]{1,64}) (?P<type>markdown|code)(?: (?P<metadata>\{.*\}))?$")
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def to_text(notebook: dict[str, Any]) -> str:
    """Return the cells of a notebook as text."""
    parts = []
    for cell in notebook["cells"]:
        metadata = f" {json.dumps(cell['metadata'])}" if cell["metadata"] else ""
        parts.append(f"=== {cell['id']} {cell['cell_type']}{metadata}\n{''.join(cell['source'])}\n")
    return "\n".join(parts)


def to_notebook(text: str) -> dict[str, Any]:
    """Return a notebook of format 4.5, without outputs and execution counts, from such text."""
    cells: list[dict[str, Any]] = []
    lines: list[str] = []
    for line in [*text.splitlines(), "=== end code"]:
        head = HEAD.match(line)
        if not head:
            lines.append(line)
            continue
        if cells:
            cells[-1]["source"] = "\n".join(lines).strip("\n").splitlines(keepends=True)
        lines = []
        cell = {"cell_type": head["type"], "id": head["id"], "metadata": json.loads(head["metadata"] or "{}")}
        if head["type"] == "code":
            cell |= {"execution_count": None, "outputs": []}
        cells.append({**cell, "source": []})
    metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    return {"cells": cells[:-1], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def main(arguments: list[str]) -> int:
    """Convert in the direction that the file names say."""
    if len(arguments) == 1 and arguments[0].endswith(".ipynb"):
        sys.stdout.write(to_text(json.loads(Path(arguments[0]).read_text("utf-8"))))
        return 0
    if len(arguments) == 2 and arguments[1].endswith(".ipynb"):
        notebook = to_notebook(Path(arguments[0]).read_text("utf-8"))
        Path(arguments[1]).write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")
        return 0
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
