"""The three places that say what must be installed agree: pyproject.toml, environment.yml, requirements.lock."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[3]
# conda-forge calls it by another name.
CONDA_NAMES = {"playwright": "playwright-python"}


def _project() -> dict[str, SpecifierSet]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lines = project["dependencies"] + [line for extra in project["optional-dependencies"].values() for line in extra]
    return {needed.name: needed.specifier for needed in map(Requirement, lines)}


def _conda() -> dict[str, str]:
    found = {}
    for line in (ROOT / "environment.yml").read_text().splitlines():
        match = re.fullmatch(r"(?:  |      )- ([a-z0-9-]+)([<>=].*)?", line)
        if match:
            found[match[1]] = match[2] or ""
    return found


def _lock() -> dict[str, str]:
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE))


def test_conda_asks_for_the_same_versions_as_pip() -> None:
    asked = {CONDA_NAMES.get(name, name): str(specifier).replace("==", "=") for name, specifier in _project().items()}
    conda = {
        name: _ordered(version) for name, version in _conda().items() if name not in ("python", "pip", "conda-forge")
    }
    assert conda == {name: _ordered(version) for name, version in asked.items()}


def test_conda_asks_for_the_python_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert _conda()["python"] == project["requires-python"]


@pytest.mark.parametrize("name", sorted(_project()))
def test_the_lock_holds_a_version_that_fits(name: str) -> None:
    assert name in _lock(), f"{name} is not in requirements.lock: make it anew, as its first lines say"
    assert _project()[name].contains(_lock()[name])


def test_the_lock_names_hashes_and_no_addresses() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    assert not re.search(r"^\s*(-i|--index|--extra-index|--find-links|-f|--trusted)", lock, re.MULTILINE)
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE).strip())
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_no_file_of_the_house_names_an_index() -> None:
    for name in ("pyproject.toml", "environment.yml", ".ci/run"):
        text = (ROOT / name).read_text()
        assert "index-url" not in text and "files.pythonhosted" not in text, name


def _ordered(version: str) -> list[str]:
    return sorted(part for part in version.split(",") if part)
