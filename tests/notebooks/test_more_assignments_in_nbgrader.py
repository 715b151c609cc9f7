"""appraise-and-critique and grow-and-prune: solved they have full marks, unsolved they do not, in real nbgrader too."""

import contextlib
import json
import shutil
from pathlib import Path

import pytest
from tests.notebooks.solved import SOLVE

import sourcenet as sn
from sourcenet.marking.allowed import work_out

ROOT = Path(__file__).parents[2]
JOURNAL = "my-network.jsonl"
CHECKS = {
    "appraise-and-critique": {"check-cards": 10, "check-lateral": 8, "check-reading-list": 6, "check-answers": 6},
    "grow-and-prune": {"check-set-aside": 8, "check-routes": 8, "check-decision": 8, "check-reasons": 6},
}
names = pytest.mark.parametrize("name", CHECKS)


def check_cells(name):
    cells = json.loads((ROOT / "assignments" / "source" / name / f"{name}.ipynb").read_text("utf-8"))["cells"]
    marked = [one for one in cells if one["metadata"]["nbgrader"]["grade"] and one["cell_type"] == "code"]
    return {one["id"]: "".join(one["source"]) for one in marked}


def marks_of(name, network):
    return {cell: float(work_out(code, network)) for cell, code in check_cells(name).items()}


def solve(name, folder):
    """Solve it in a learner's own folder, and hand it in."""
    (folder / name).mkdir(parents=True)
    network = sn.open_network(folder / JOURNAL, learner="learner-07", question="How would I know whether this helps?")
    SOLVE[name](network)
    with contextlib.chdir(folder):
        return network, network.hand_in(name).path


@names
def test_solved_it_has_full_marks_as_the_learner_sees_it_and_as_it_is_handed_in(name, tmp_path):
    network, path = solve(name, tmp_path)
    assert marks_of(name, network) == CHECKS[name]
    assert marks_of(name, sn.open_network(path)) == CHECKS[name]


@names
def test_with_nothing_done_it_has_no_marks(name):
    network = sn.SourceNetwork.in_memory(question="How would I know whether this helps?")
    network.begin(name)
    assert sum(marks_of(name, network).values()) == 0


@names
def test_each_part_that_is_missing_costs_its_own_marks_only(name, tmp_path):
    network, _path = solve(name, tmp_path)
    first = next(iter(CHECKS[name]))
    if name == "appraise-and-critique":
        network.unchoose(*(card for card in network.appraisals))
        lost = {"check-cards": 0, "check-reading-list": pytest.approx(6 * 5 / 7, abs=0.01)}
    else:
        network.restore("a forum on remedies")
        lost = {first: 8}  # two things were kept: the leaflet, and the aunt
    assert marks_of(name, network) == {**CHECKS[name], **lost}


@names
def test_a_supplied_network_as_it_came_is_not_solved(name, tmp_path):
    network = sn.load_example("busy", keep=tmp_path / "borrowed.jsonl")
    network.begin(name)
    network.choose(*network.appraisals[:5], *network.connections[:5])
    given = marks_of(name, network)
    first, second, *_rest = given.values()
    assert first == second == 0
    assert sum(given.values()) <= 12


@names
def test_it_runs_from_top_to_bottom_with_nothing_done_and_again_the_next_day(name, run, tmp_path):
    """By a learner who has no network yet: it begins beside the folder, is handed in, and grows by nothing."""
    folder, source = tmp_path / name, ROOT / "assignments" / "source" / name / f"{name}.ipynb"
    for _day in range(2):
        run(source, folder)
        kept, copied = (tmp_path / JOURNAL).read_bytes(), (folder / JOURNAL).read_bytes()
        assert kept.count(b'"do":"begin"') == kept.count(b"\n") == 2
        assert f'"handed_in":"{name}"'.encode() in copied


# --- in nbgrader -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "assignments" / "source", course / "source")
    return course


@pytest.fixture
def api(course, tmp_path):
    pytest.importorskip("nbgrader", reason="nbgrader is not here (the extra [marking]): the assignments were not marked")
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.course_id = "sourcenet"
    config.Exchange.root = str(tmp_path / "exchange")
    return NbGraderAPI(config=config)


@names
def test_nbgrader_gives_the_solved_one_full_marks_and_the_unsolved_none(name, api, course, tmp_path):
    made = api.generate_assignment(name, force=True)
    assert made["success"], made["log"]
    _network, solved = solve(name, tmp_path / "learner")
    for learner, journal in (("learner-07", solved), ("learner-08", None)):
        folder = course / "submitted" / learner / name
        shutil.copytree(course / "release" / name, folder)
        if journal:
            shutil.copy(journal, folder / JOURNAL)
        done = api.autograde(name, learner, force=True, create=True)
        assert done["success"], done["log"]
        with api.gradebook as gradebook:
            grades = gradebook.find_submission_notebook(name, name, learner).grades
            given = {grade.name: grade.auto_score for grade in grades if grade.name in CHECKS[name]}
            waiting = sum(grade.max_score for grade in grades if grade.name not in CHECKS[name])
        assert given == (CHECKS[name] if journal else dict.fromkeys(CHECKS[name], 0))
        assert waiting == 70
    said = json.loads((course / "autograded" / "learner-07" / name / f"{name}.ipynb").read_text("utf-8"))["cells"]
    wrong = [out for cell in said for out in cell.get("outputs", []) if out["output_type"] == "error"]
    assert wrong == []
    shown = json.dumps(next(cell for cell in said if cell["id"] == "picture")["outputs"])
    assert {"appraise-and-critique": "No author, no year", "grow-and-prune": "looked up the dose"}[name] in shown
