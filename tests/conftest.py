"""What tests of several rooms share: the class of ``sourcenet demo``, run once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run ``sourcenet demo`` as a person would, in a home with settings that would lead it astray, and return its report."""
    folder = tmp_path_factory.mktemp("demo")
    home = folder / "home"
    settings = home / ".jupyter"
    settings.mkdir(parents=True)
    (settings / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.root = '/nowhere/at/all'\n")
    start = home / ".ipython" / "profile_default" / "startup"
    start.mkdir(parents=True)
    (start / "00-astray.py").write_text("import sys\nsys.stderr.write('a start-up file of the person')\n")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SOURCENET_", "NBGRADER_", "JUPYTER_"))
    }
    # Without this Python's programs on PATH: that is how a person starts .venv/bin/sourcenet.
    env = {**kept, "HOME": str(home), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "sourcenet.cli", "demo", str(folder / "class"), "-n", "13", "--json"],
        capture_output=True, text=True, timeout=900, env=env, cwd=folder,
    )  # fmt: skip
    assert done.returncode in (0, 1) and done.stdout, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    report["folder"] = Path(folder / "class")
    report["stderr"] = done.stderr
    report["exit"] = done.returncode
    return report
