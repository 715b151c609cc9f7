"""The tool that turns a notebook into text and back loses nothing."""

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EVERY = sorted([*(ROOT / "notebooks").rglob("*.ipynb"), *(ROOT / "assignments" / "source").rglob("*.ipynb")])


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("notebook_text", ROOT / "tools" / "notebook_text.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_there_and_back(tool, path, tmp_path, capsys):
    assert tool.main([str(path)]) == 0
    text = tmp_path / "lesson.txt"
    text.write_text(capsys.readouterr().out, "utf-8")
    assert tool.main([str(text), str(tmp_path / "again.ipynb")]) == 0
    assert (tmp_path / "again.ipynb").read_bytes() == path.read_bytes()


def test_anything_else_is_met_with_what_it_does(tool, capsys):
    assert tool.main(["lesson.txt"]) == 2
    assert "notebook_text.py" in capsys.readouterr().err


def test_outputs_are_not_carried_over(tool):
    notebook = tool.to_notebook('=== one code {"tags": ["check"]}\n1 + 1\n')
    assert json.loads(json.dumps(notebook))["cells"] == [
        {
            "cell_type": "code",
            "id": "one",
            "metadata": {"tags": ["check"]},
            "execution_count": None,
            "outputs": [],
            "source": ["1 + 1"],
        }
    ]
