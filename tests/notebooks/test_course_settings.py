"""The settings of a course: whoever starts nbgrader and wherever, they hold, or nbgrader stops before anything runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nbgrader")

from sourcenet import shipped
from sourcenet.errors import CannotDo
from sourcenet.marking.course import Course

ASSIGNMENT = "build-network"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
BEFORE = '''"""How nbgrader is to run this course. It stands in the course's own folder and means that folder, wherever it lies."""

from pathlib import Path

from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, Execute

from sourcenet.marking.guards import AsHandedIn, HeldAgainstOurs
from sourcenet.marking.words_as_text import WordsAsText

c = get_config()  # noqa: F821
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.Autograde.autograde_preprocessors = [
    AsHandedIn, Execute, HeldAgainstOurs, AssignLatePenalties, CheckCellMetadata, WordsAsText,
]
'''


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    course = Course.make(tmp_path_factory.mktemp("made") / "course")
    course.generate(ASSIGNMENT)
    return course.folder


@pytest.fixture
def course(made: Path, tmp_path: Path) -> Course:
    """Return a course with one submission, whose code would leave a file."""
    course = Course(shutil.copytree(made, tmp_path / "course"))
    release = course.folder / "release" / ASSIGNMENT
    there = course.folder / "submitted" / "learner-07" / ASSIGNMENT
    shutil.copytree(release, there)
    notebook = json.loads((there / NOTEBOOK).read_bytes())
    runs = f"open({str(tmp_path / 'ran')!r}, 'w').write('ran')"
    cell = {"id": "mine", "cell_type": "code", "source": runs, "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].insert(0, cell)
    (there / NOTEBOOK).write_text(json.dumps(notebook))
    return course


def _nbgrader(*args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SOURCENET_", "NBGRADER_"))}
    command = [sys.executable, "-m", "nbgrader", *args]
    return subprocess.run(command, cwd=cwd, env={**kept, **env}, capture_output=True, text=True, timeout=300)


def test_settings_of_an_earlier_version_stop_nbgrader_and_say_what_to_do(course: Course, tmp_path: Path) -> None:
    (course.folder / "nbgrader_config.py").write_text(BEFORE)
    said = _nbgrader("autograde", ASSIGNMENT, cwd=course.folder)
    assert said.returncode != 0
    assert "is of an earlier version of sourcenet" in said.stderr and "Rename the file" in said.stderr
    assert not (tmp_path / "ran").exists()
    for refused in (lambda: Course(course.folder).api, lambda: Course.make(course.folder)):
        with pytest.raises(CannotDo, match="of an earlier version"):
            refused()
    # what the sentence says helps
    (course.folder / "nbgrader_config.py").rename(course.folder / "before.py")
    assert Course.make(course.folder).autograde(ASSIGNMENT, "learner-07").ok
    assert not (tmp_path / "ran").exists()


def test_where_sourcenet_is_missing_nbgrader_stops_rather_than_run_what_was_handed_in(
    course: Course, tmp_path: Path
) -> None:
    hidden = tmp_path / "hidden" / "sourcenet"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError('not here')")
    said = _nbgrader("autograde", ASSIGNMENT, cwd=course.folder, PYTHONPATH=str(hidden.parent))
    assert said.returncode != 0
    assert "sourcenet.marking.preprocessors.FromTheData" in said.stderr
    assert not (tmp_path / "ran").exists()
    assert not (course.folder / "autograded").exists()


def test_a_course_without_settings_runs_nothing_through_the_toolkit(course: Course, tmp_path: Path) -> None:
    (course.folder / "nbgrader_config.py").unlink()
    assert Course(course.folder).autograde(ASSIGNMENT, "learner-07").ok
    assert not (tmp_path / "ran").exists()


_FORMGRADER = """
import sys
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
grader = FormgradeExtension()
grader.load_cwd_config = False
grader.initialize([])
for _page in range(3):  # formgrader reads the settings anew with every page
    grader.coursedir.parent.load_config_file()
api = NbGraderAPI(grader.coursedir, Authenticator(parent=grader), parent=grader)
print(api.autograde("build-network", "learner-07"))
"""


def test_a_hubs_formgrader_that_stands_elsewhere_finds_the_settings_in_the_course(
    course: Course, tmp_path: Path
) -> None:
    """A grader's own settings name the course's folder, as nbgrader's documents say for JupyterHub; the rest is in it."""
    home = tmp_path / "home"
    (home / ".jupyter").mkdir(parents=True)
    text = f"c = get_config()\nc.CourseDirectory.root = {str(course.folder)!r}\n"
    (home / ".jupyter" / "nbgrader_config.py").write_text(text)
    env = {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / ".jupyter"), "JUPYTER_NO_CONFIG": ""}
    command = [sys.executable, "-c", _FORMGRADER]
    said = subprocess.run(command, cwd=home, env={**os.environ, **env}, capture_output=True, text=True, timeout=300)
    assert "'success': True" in said.stdout, said.stdout + said.stderr
    assert not (tmp_path / "ran").exists()
    assert (course.folder / "autograded" / "learner-07" / ASSIGNMENT / NOTEBOOK).is_file()


def test_a_persons_own_settings_that_bring_running_back_are_refused(course: Course, tmp_path: Path) -> None:
    settings = course.folder / "nbgrader_config.py"
    back = "from nbgrader.preprocessors import Execute\nc.Autograde.autograde_preprocessors = [Execute, SaveMarks]\n"
    settings.write_text(settings.read_text("utf-8") + back)
    done = Course(course.folder).autograde(ASSIGNMENT, "learner-07")
    assert "ask for Execute, which runs students' code" in done.problem
    assert not (tmp_path / "ran").exists()


def test_an_assignment_that_was_spoilt_since_ends_nbgrader_with_a_sentence_and_no_traceback(course: Course) -> None:
    path = course.folder / "source" / ASSIGNMENT / NOTEBOOK
    notebook = json.loads(path.read_bytes())
    notebook["cells"][0]["metadata"] = {}
    path.write_text(json.dumps(notebook))
    said = _nbgrader("autograde", ASSIGNMENT, cwd=course.folder)
    assert said.returncode == 1
    assert "build-network, cell 1 (" in said.stderr and "Traceback" not in said.stderr


def test_settings_that_are_no_python_are_named(course: Course) -> None:
    (course.folder / "nbgrader_config.py").write_text("c = get_config(\n")
    with pytest.raises(CannotDo, match=r"nbgrader_config\.py cannot be read by nbgrader \(SyntaxError"):
        _api = course.api


def test_one_time_that_is_none_does_not_shut_formgrader_for_the_class(course: Course) -> None:
    folder = course.folder / "submitted" / "learner-07" / ASSIGNMENT
    (folder / "timestamp.txt").write_text("soon\n")
    with pytest.raises(ValueError, match="soon"):
        course.api.get_submitted_timestamp(ASSIGNMENT, "learner-07")
    course.open_to_markers()
    assert course.api.get_submitted_timestamp(ASSIGNMENT, "learner-07") is None
    assert (folder / "timestamp.txt.as-handed-in").read_text() == "soon\n"


def _spoilt(course: Path) -> None:
    path = course / "source" / ASSIGNMENT / NOTEBOOK
    notebook = json.loads(path.read_bytes())
    cell: dict[str, Any] = next(one for one in notebook["cells"] if one["id"] == "check-reasons")
    cell["source"] = "sn.check(\n    network,\n    print(1), points=10)"
    path.write_text(json.dumps(notebook))


def test_an_assignment_that_cannot_be_marked_from_the_data_is_refused_with_cell_and_line(tmp_path: Path) -> None:
    course = Course.make(tmp_path / "course")
    _spoilt(course.folder)
    said = _nbgrader("generate_assignment", ASSIGNMENT, cwd=course.folder)
    assert said.returncode != 0
    assert "build-network, check-reasons, line 3: " in said.stderr
    assert not (course.folder / "release" / ASSIGNMENT).exists()
    with pytest.raises(CannotDo, match="build-network, check-reasons, line 3: "):
        course.generate(ASSIGNMENT)


def test_the_settings_name_no_step_that_runs_anything() -> None:
    from traitlets.config.loader import PyFileConfigLoader

    settings = shipped.course_settings()
    config = PyFileConfigLoader(settings.name, path=str(settings.parent)).load_config()
    names = [step.__name__ for step in config.Autograde.autograde_preprocessors]
    assert names == ["SaveMarks", "AssignLatePenalties"]
    assert config.Autograde.sanitize_preprocessors == []
