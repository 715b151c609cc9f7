"""Notebooks are run as a learner has them: copied into a folder of their own, by the Python that runs the tests."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    """Keep a developer's own network, settings and kernels out of it."""
    for name in list(os.environ):
        if name.startswith(("SOURCENET_", "NBGRADER_")):
            monkeypatch.delenv(name)
    # nbgrader calls alembic by its name, and the kernel must be this Python's.
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")


@pytest.fixture
def run(tmp_path):
    """Run a notebook from top to bottom in a folder, and return it with its outputs."""
    import nbformat
    from nbclient import NotebookClient

    def run_it(path, folder):
        folder.mkdir(parents=True, exist_ok=True)
        copy = folder / path.name
        shutil.copy(path, copy)
        notebook = nbformat.read(copy, as_version=4)
        client = NotebookClient(
            notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
        )
        client.execute(env=dict(os.environ))
        return notebook

    return run_it
