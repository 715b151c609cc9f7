"""What every file of the house keeps to: no scratch notes, no machine's own paths, version in one place."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import sourcenet

ROOT = Path(__file__).parents[3]
# Spelt apart, so that this file does not find itself.
UNFINISHED = re.compile("|".join([r"\bTO" + "DO", r"\bFIX" + "ME", r"\bX" + r"XX\b"]))
TEXTS = {".py", ".js", ".css", ".md", ".toml", ".yml", ".json", ".ipynb", ".html"}
# Longer than 400 lines, and why it reads better in one piece.
LONGER = {"network.py": "the one class that learners meet, documented verb by verb"}


def _files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode:  # a tree without git: look at what lies there
        return [path for path in ROOT.rglob("*") if path.suffix in TEXTS and ".venv" not in path.parts]
    return [path for name in listed.stdout.split("\0") if (path := ROOT / name).suffix in TEXTS and path.is_file()]


def test_nothing_is_left_unfinished() -> None:
    assert [str(path.relative_to(ROOT)) for path in _files() if UNFINISHED.search(path.read_text())] == []


def test_no_file_of_the_toolkit_is_longer_than_one_can_read() -> None:
    files = [path for path in (ROOT / "toolkit").rglob("*.py") if path.name not in LONGER]
    assert {str(path): n for path in files if (n := len(path.read_text().splitlines())) > 400} == {}


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["dynamic"] == ["version"] and "version" not in project
    assert f"## {sourcenet.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_a_wheel_carries_the_lessons_the_assignments_and_the_data(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("notebooks", "assignments/source"):
        lying = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*.ipynb") if path.parent.name[0] != "."}
        carried = {name.removeprefix("sourcenet/_shipped/") for name in names}
        assert lying <= carried, folder
    assert "sourcenet/_shipped/assignments/nbgrader_config.py" in names
    assert "sourcenet/_shipped/assignments/rubrics/build-network.md" in names
    assert "sourcenet/data/kinds.json" in names and "sourcenet/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "toolkit/"))]
