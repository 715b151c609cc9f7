"""What an import costs: the student's path is the standard library, and ``import sourcenet`` is next to nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ["pandas", "numpy", "networkx", "scipy", "anywidget", "ipywidgets", "IPython", "nbgrader", "nbformat", "rich"]
ROOMS = Path(__file__).parents[3] / "toolkit" / "sourcenet"


def _loaded(code: str) -> set[str]:
    """Return the names of all modules that a fresh Python holds after some code."""
    ask = f"{code}\nimport json, sys\nsys.stdout.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout))


def _modules(room: str) -> list[str]:
    files = (ROOMS / room).rglob("*.py")
    names = [".".join(("sourcenet", *file.relative_to(ROOMS).with_suffix("").parts)) for file in files]
    return sorted(name.removesuffix(".__init__") for name in names)


def test_importing_the_toolkit_loads_one_module() -> None:
    loaded = _loaded("import sourcenet")
    assert {name for name in loaded if name.startswith("sourcenet")} == {"sourcenet"}
    # dataclasses, re, json and importlib.metadata each cost more than the rest together.
    assert not loaded & {*HEAVY, "dataclasses", "json.decoder", "importlib.metadata"} - _loaded("import json")


@pytest.mark.parametrize("room", ["model", "checks", "drawing", "measures"])
def test_a_room_of_the_students_path_needs_only_the_standard_library(room: str) -> None:
    modules = _modules(room)
    assert modules
    loaded = _loaded("import importlib\nfor name in " + repr(modules) + ": importlib.import_module(name)")
    assert loaded & set(HEAVY) == set()


def test_a_students_first_steps_load_nothing_heavy() -> None:
    loaded = _loaded(
        "import sourcenet as sn\n"
        "network = sn.SourceNetwork.in_memory(question='Is it worth studying late at night?', learner='learner-01')\n"
        "blog = network.add('Half an Hour', kind='site')\n"
        "network.connect('me', blog, why='It answers what I did not dare to ask.')\n"
        "float(sn.check(network, sn.reasons_given(share=0.9), points=10))\n"
        "sn.picture(network).svg\n"
    )
    assert loaded & set(HEAVY) == set()
