"""What nbgrader needs round it, whoever runs it and whatever they have set for themselves."""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["surroundings"]


@contextmanager
def surroundings() -> Iterator[None]:
    """Run nbgrader with this Python's programs and kernels, and nobody's start-up files.

    nbgrader calls ``alembic`` by name: where it is not on ``PATH``, the first run dies and leaves a gradebook
    that no later run can use. A kernel installed in a person's home under the same name would be another Python,
    and the start-up files of their IPython would run in every submission.
    """
    with tempfile.TemporaryDirectory(prefix="sourcenet-marking-") as own:
        ours = {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
            "JUPYTER_PREFER_ENV_PATH": "1",
            "IPYTHONDIR": own,
            "PYTHONWARNINGS": "ignore",  # a warning on standard error takes all points from a check cell
        }
        before = {name: os.environ.get(name) for name in ours}
        os.environ.update(ours)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # nbgrader's use of its database warns on every submission
                yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
