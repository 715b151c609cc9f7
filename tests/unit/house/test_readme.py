"""The first screen tells the truth: its picture is current, its lines run, its commands and pages exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.cli import main

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text()
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_picture_is_the_one_that_the_toolkit_makes_today() -> None:
    assert "![" in README and "(docs/picture.svg)" in README
    made = sn.picture(sn.load_example("first-steps")).svg
    assert (ROOT / "docs" / "picture.svg").read_text().strip() == made.strip(), (
        "make it anew: python -c \"import sourcenet as sn; sn.picture(sn.load_example('first-steps')).save('docs/picture.svg')\""
    )


def test_the_six_lines_run(tmp_path: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    lines = [line for line in block.splitlines() if line.strip()]
    assert len(lines) == 6
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SOURCENET_", "NBGRADER_"))}
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert len(sn.open_network(tmp_path / "my-network.jsonl").connections) == 1


def test_the_doors_open(capsys: pytest.CaptureFixture[str]) -> None:
    for command, options in re.findall(r"`(?:\.venv/bin/)?sourcenet (\w+)((?: --\w+| [A-Z]+)*)`", README):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
        said = capsys.readouterr().out
        for option in re.findall(r"--\w+", options):
            assert option in said, (command, option)


def test_what_ci_runs_is_the_test_command_of_the_readme() -> None:
    (command,) = re.findall(r"&& \.venv/bin/python (-m pytest.*)", README)
    assert command == "-m pytest"
    assert f'"$venv/bin/python" {command} "$@"' in (ROOT / ".ci" / "run").read_text()
    assert "shields.io" not in README and "badge.svg" not in README


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_page_that_is_named_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), target


def test_every_page_of_the_docs_can_be_found_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text()
    assert [
        page.name for page in (ROOT / "docs").glob("*.md") if page.name != "index.md" and f"({page.name})" not in index
    ] == []


def test_data_care_is_three_lines() -> None:
    (lines,) = re.findall(r"## Your data\n\n((?:- .*\n)+)", README)
    assert [line.split("**")[1] for line in lines.splitlines()] == ["What is kept:", "Who sees it:", "How to erase:"]
