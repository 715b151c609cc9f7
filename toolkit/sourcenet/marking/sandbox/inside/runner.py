"""The runner: puts the submission's files in place and runs its cells one after the other, as a notebook does.

It stands in the same process as the code, so nothing that it says is trusted. IPython runs the cells without a kernel:
no ports, no messages, no start-up files.
"""

from __future__ import annotations

import base64
import json
import os
import random
import sys
from pathlib import Path
from typing import Any


def main() -> None:
    """Read the job, run it, set a mark before each cell."""
    job = json.loads(sys.stdin.buffer.readline())
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for name, content in job["files"].items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))
    sys.stdout.reconfigure(line_buffering=True, errors="replace")  # type: ignore[union-attr]
    shell = _shell(job)
    for number, source in enumerate(job["cells"]):
        _mark(job["word"], f"b{number}")
        done = shell.run_cell(source, store_history=True)
        sys.stdout.flush()
        sys.stderr.flush()
        if not done.success:
            _mark(job["word"], f"e{number}")
    _mark(job["word"], "z")


def _mark(word: str, what: str) -> None:
    with open(1, "wb", buffering=0, closefd=False) as out:
        out.write(f"\x1e{word}:{what}\x1e".encode())


def _shell(job: dict[str, Any]) -> Any:
    """Return a shell whose imports are the environment's own, before any file that lies beside the notebook."""
    if job["toolkit"] not in sys.path:
        sys.path.append(job["toolkit"])
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    from sourcenet.model import events, following

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Minimal"
    shell = InteractiveShell.instance(config=config)
    # The same submission gives the same journal, whenever it is marked.
    events.secrets = random.Random(job["seed"])  # type: ignore[assignment,attr-defined]
    if job["now"]:
        events.now = following.now = lambda: str(job["now"])  # type: ignore[attr-defined]
    sys.path.append(str(Path.cwd()))  # a helper module beside the notebook is found, and never before an installed one
    return shell


if __name__ == "__main__":
    main()
