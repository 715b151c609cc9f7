"""A pile of hostile and broken submissions of build-network, each with what must come of it.

``lay`` puts them into a course beside honest ones. Code in them writes a witness, a file outside of the course, if it is
ever run. What must come out is planted here and not worked out by any part of marking.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sourcenet.model.events import Event, decode, encode

NAME = "build-network"
NOTEBOOK, JOURNAL = f"{NAME}.ipynb", "my-network.jsonl"
CHECKS = {"check-reasons": 10.0, "check-reading-list": 8.0, "check-route": 6.0, "check-set-aside": 6.0}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass
class Planted:
    """One submission and what must come of it.

    Parameters
    ----------
    learner
        Whose.
    checks
        Points of the four checks together; None where a person decides.
    reads
        Words of the sentence that the learner reads; none where nothing was broken.
    look
        Words of what a person must look at.
    failed
        Whether our side may leave it unmarked, with a sentence.
    """

    learner: str
    checks: float | None = 30.0
    reads: str = ""
    look: str = ""
    failed: bool = False


@dataclass
class Pile:
    """A course under attack."""

    course: Path
    release: list[dict[str, Any]]
    journal: bytes
    witness: Path
    planted: list[Planted] = field(default_factory=list)

    # -- hands

    def folder(self, learner: str) -> Path:
        folder = self.course / "submitted" / learner / NAME
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def put(
        self,
        learner: str,
        *,
        notebook: Any = "honest",
        journal: bytes | str | None = "honest",
        **planted: Any,
    ) -> Path:
        """Lay one submission: a notebook (bytes, cells, None) and a journal (bytes, None)."""
        folder = self.folder(learner)
        if isinstance(notebook, bytes):
            (folder / NOTEBOOK).write_bytes(notebook)
        elif notebook is not None:
            cells = self.cells() if notebook == "honest" else notebook
            page = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            (folder / NOTEBOOK).write_text(json.dumps(page), "utf-8", "surrogatepass")
        if isinstance(journal, bytes):
            (folder / JOURNAL).write_bytes(journal)
        elif journal is not None:
            (folder / JOURNAL).write_bytes(self.journal)
        (folder / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC\n")
        self.planted.append(Planted(learner, **planted))
        return folder

    def cells(self, **answers: str) -> list[dict[str, Any]]:
        cells = json.loads(json.dumps(self.release))
        for cell in cells:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "").replace("-", "_")
            cell["source"] = answers.get(name, cell["source"])
        return cells

    def with_code(self, code: str) -> list[dict[str, Any]]:
        """Return the notebook with a cell of code in front, and code in the place of every check."""
        cells = self.cells()
        for cell in cells:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") in CHECKS:
                cell["source"] = code + "\n30.0"
        own = {"cell_type": "code", "metadata": {}, "source": code, "outputs": [], "execution_count": None, "id": "own"}
        return [own, *cells]

    def runs(self, what: str) -> str:
        """Return code that leaves a witness before it does anything else."""
        return f"import os, pathlib\npathlib.Path({str(self.witness)!r}).mkdir(exist_ok=True)\n{what}"


def lay(course: Path, journal: bytes, witness: Path) -> Pile:
    """Lay the pile into a course whose assignment is handed out."""
    release = json.loads((course / "release" / NAME / NOTEBOOK).read_bytes())["cells"]
    pile = Pile(course, release, journal, witness)
    for number in range(3):
        pile.put(f"honest-{number}")
    for part in (_journals, _notebooks, _code, _markup, _files):
        part(pile)
    return pile


def _journals(pile: Pile) -> None:
    lines = pile.journal.splitlines(keepends=True)
    begin = decode(lines[0])
    newer = encode(Event(begin.id, begin.at, begin.by, begin.do, {**begin.fields, "format": "99.0"}), "")
    deep = b'{"id":"bbbbbbbbbbbb","do":"add","name":' + b"[" * 50_000 + b"]" * 50_000 + b"}\n"
    odd = b'{"id":"cccccccccccc","at":"2026-11-01T10:00:00Z","do":"add","name":"\\ud800 \\u202e","kind":"site"}\n'
    pile.put("journal-missing", journal=None, checks=0.0, reads="was not handed in")
    pile.put("journal-empty", journal=b"", checks=0.0)
    pile.put("journal-binary", journal=bytes(range(256)) * 40, checks=None, look="not a journal")
    pile.put("journal-of-something-else", journal=b'{"cells": []}\n' * 5, checks=None, look="not a journal")
    pile.put("journal-newer", journal=newer + b"".join(lines[1:]), checks=None, look="newer")
    pile.put("journal-torn", journal=pile.journal[:-25], checks=None, look="any")
    pile.put("journal-damaged", journal=b"".join([*lines[:4], b'{"id":"x\xff\n', *lines[4:]]), look="damaged line")
    pile.put("journal-deep", journal=pile.journal + deep, look="any")
    pile.put("journal-odd-letters", journal=pile.journal + odd, look="any")
    pile.put(
        "journal-too-many-lines", journal=pile.journal + b"\n" * 60_000, checks=None, reads="more than 50000 lines"
    )
    folder = pile.put("journal-huge", journal=pile.journal, checks=None, reads="larger than 5 MB")
    with (folder / JOURNAL).open("r+b") as file:
        file.truncate(300_000_000)
    head, prunes = lines[-1], []
    for number in range(20_000):
        event = Event(
            f"p{number:011}", "2026-11-19T10:00:00Z", begin.by, "prune", {"of": "nobody-here", "reason": "gone"}
        )
        prunes.append(encode(event, ""))
    pile.put("journal-of-prunes", journal=pile.journal + b"".join(prunes), look="any")
    del head


def _notebooks(pile: Pile) -> None:
    cells = pile.cells()
    pile.put("notebook-missing", notebook=None, reads="was not handed in")
    pile.put("notebook-empty", notebook=b"", reads="not whole")
    pile.put("notebook-torn", notebook=json.dumps({"cells": cells}).encode()[:5_000], reads="not whole")
    pile.put("notebook-deep", notebook=b'{"cells": ' + b"[" * 100_000, reads="not whole")
    pile.put("notebook-is-a-list", notebook=b"[1, 2]", reads="not whole")
    pile.put("notebook-without-cells", notebook=[])
    pile.put(
        "notebook-old", notebook=json.dumps({"nbformat": 3, "worksheets": [{"cells": []}]}).encode(), reads="not whole"
    )
    pile.put("notebook-future", notebook=json.dumps({"nbformat": 9, "cells": cells, "metadata": {}}).encode())
    pile.put(
        "cells-are-nonsense", notebook=[None, 1, "x", [], {}, {"cell_type": 3}, {"cell_type": "code", "source": 9}]
    )
    pile.put("cells-deleted", notebook=cells[::2])
    pile.put("cells-doubled", notebook=[*cells, *cells], look="two cells of one name")
    pile.put(
        "cells-edited", notebook=pile.cells(check_reasons="30.0", check_route="6"), look="Check cells had been changed"
    )
    pile.put(
        "cells-many",
        notebook=[*cells, *({"cell_type": "markdown", "metadata": {}, "source": "x"},) * 600],
        look="cells; the first",
    )
    renamed = pile.cells()
    for number, cell in enumerate(renamed):
        cell["metadata"]["nbgrader"]["grade_id"] = f"mine-{number}"
    pile.put("cells-renamed", notebook=renamed)
    odd = pile.cells(my_route="\ud800 \u202e reversed \x00\x07 \ufdd0", my_offer="\u0301" * 5_000)
    pile.put("odd-letters", notebook=odd)
    folder = pile.put("notebook-huge", reads="larger than 20 MB")
    with (folder / NOTEBOOK).open("r+b") as file:
        file.truncate(300_000_000)
    loud = pile.cells()
    loud[-1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 15_000_000}]
    pile.put("output-loud", notebook=loud)


def _code(pile: Pile) -> None:
    gradebook = pile.course / "gradebook.db"
    acts = {
        "transformer": "import ast, IPython\nget_ipython().ast_transformers.append(type('T', (ast.NodeTransformer,), {'visit_Assert': lambda s, n: None})())",
        "checks-replaced": "import sourcenet as sn\nsn.check = lambda *a, **k: 30.0",
        "exits": "os._exit(0)",
        "deaf": "import signal, time\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\ntime.sleep(9999)",
        "forks": "while True: os.fork()",
        "hogs-memory": "x = bytearray(64_000_000_000)",
        "fills-disk": "open('/tmp/full', 'wb').write(bytes(10**12))",
        "calls-out": "import urllib.request\nurllib.request.urlopen('http://example.org')",
        "writes-marks": f"import sqlite3\nsqlite3.connect({str(gradebook)!r}).execute('update grade set manual_score = 99')",
        "reads-others": f"print(open({str(pile.course / 'submitted' / 'honest-0' / NAME / JOURNAL)!r}).read())",
    }
    for name, act in acts.items():
        pile.put(f"code-{name}", notebook=pile.with_code(pile.runs(act)), look="Check cells had been changed")


def _markup(pile: Pile) -> None:
    run = "window.pwned=1;fetch('/formgrader/api/x',{method:'POST'})"
    vectors = [
        f"<script>{run}</script>", f'<img src=x onerror="{run}">', f"[click](javascript:{run})", f'<svg onload="{run}"></svg>',
        f"<iframe srcdoc=\"<script>parent.{run}</script>\"></iframe>", f'<a href="data:text/html,<script>{run}</script>">x</a>',
        f"$\\href{{javascript:{run}}}{{x}}$", f'```\n</code></pre><img src=x onerror="{run}">\n```', f'<details open ontoggle="{run}">x</details>',
    ]  # fmt: skip
    pile.put(
        "markup-answers", notebook=pile.cells(my_network="\n\n".join(vectors), my_route=vectors[1], my_offer=vectors[7])
    )
    free = [{"cell_type": "markdown", "metadata": {}, "source": one} for one in vectors]
    raw = [{"cell_type": "raw", "metadata": {"format": "text/html", "raw_mimetype": "text/html"}, "source": vectors[1]}]
    pile.put("markup-cells", notebook=[*free, *raw, *pile.cells()])
    said = pile.cells(my_route="![x](attachment:x.svg) ![y](attachment:y.png)")
    svg = base64.b64encode(f'<svg xmlns="http://www.w3.org/2000/svg" onload="{run}"/>'.encode()).decode()
    for cell in said:
        cell["attachments"] = {
            "x.svg": {"image/svg+xml": svg, "text/html": vectors[0]},
            "y.png": {"image/png": base64.b64encode(PNG).decode() + f'"><script>{run}</script>'},
        }
    pile.put("markup-attachments", notebook=said)
    shown = pile.cells()
    html = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/html": vectors[1], "application/javascript": run},
    }
    for cell in shown:
        if cell["cell_type"] == "code":
            cell["outputs"] = [
                html,
                {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"text/plain": "30.0"}},
            ]
        cell["metadata"]["tags"] = ["skip-execution", vectors[1]]
        cell["id"] = vectors[1]
    pile.put("markup-outputs", notebook=shown)


def _files(pile: Pile) -> None:
    secret = pile.course / "gradebook.db"
    own = {
        "nbgrader_config.py": pile.runs("c = get_config(); c.Execute.enabled = True"), "sitecustomize.py": pile.runs("pass"),
        "networkx.py": pile.runs("pass"), "sourcenet.py": pile.runs("pass"), "json.py": pile.runs("pass"),
        "course_checks.py": pile.runs("pass"), "vocabulary.toml": "[viewpoints", "index.html": "<script>window.pwned=1</script>",
        ".hidden": "x",
    }  # fmt: skip
    folder = pile.put("files-of-their-own")
    for name, text in own.items():
        (folder / name).write_text(text)
    if hasattr(os, "symlink"):
        for name, what in (
            ("link-for-journal", JOURNAL),
            ("link-for-notebook", NOTEBOOK),
            ("link-for-time", "timestamp.txt"),
        ):
            planted = {"checks": None} if what == JOURNAL else {}
            reads = "" if what == "timestamp.txt" else "is a link"
            folder = pile.put(name, reads=reads, **planted)
            (folder / what).unlink()
            (folder / what).symlink_to(secret)
        folder = pile.put("links-beside")
        (folder / "marks.db").symlink_to(secret)
        (folder / "all").symlink_to(pile.course)
        loop = pile.put("link-to-itself", checks=None, reads="is a link")
        (loop / JOURNAL).unlink()
        (loop / JOURNAL).symlink_to(loop / JOURNAL)
    if hasattr(os, "mkfifo"):
        folder = pile.put("pipe-for-journal", checks=None, reads="not a plain file")
        (folder / JOURNAL).unlink()
        os.mkfifo(folder / JOURNAL)
    folder = pile.put("folder-for-notebook", reads="could not be read")
    (folder / NOTEBOOK).unlink()
    (folder / NOTEBOOK).mkdir()
    stranger = pile.put("timestamp-strange")
    (stranger / "timestamp.txt").write_bytes(b"\xff" * 500)


Lay = Callable[[Path, bytes, Path], Pile]
