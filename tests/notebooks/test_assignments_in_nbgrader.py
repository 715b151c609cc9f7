"""The assignments in real nbgrader: released, validated and marked in a course of their own."""

import contextlib
import json
import shutil
from pathlib import Path

import pytest

import sourcenet as sn

ROOT = Path(__file__).parents[2]
JOURNAL = "my-network.jsonl"
CHECKS = {"check-reasons": 10, "check-reading-list": 8, "check-route": 6, "check-set-aside": 6}
pytest.importorskip("nbgrader", reason="nbgrader is not here (the extra [marking]): the assignments were not marked")


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    """A network that has what the assignment asks for: made by the verbs, handed in by the hand-in."""
    folder = tmp_path_factory.mktemp("learner") / "my-sourcenet"
    (folder / "build-network").mkdir(parents=True)
    solve(folder / JOURNAL)
    with contextlib.chdir(folder):
        receipt = sn.open_network(folder / JOURNAL).hand_in("build-network")
    assert (receipt.sources, receipt.connections) == (4, 5)
    return folder


def solve(path):
    network = sn.open_network(path, learner="learner-07", question="How would I know whether a remedy helps?")
    network.begin("build-network")
    for name, kind, origin in SOURCES:
        network.add(name, kind=kind, origin=origin, known=kind == "person")
    ties = [network.connect(start, end, relation=how, why=why) for start, end, how, why in TIES]
    network.prune(
        "a forum on remedies", reason="Everybody there had something to sell, and nobody said for whom it failed."
    )
    network.decide(
        "Keep the aunt, although she is family.", why="She told me once that she did not know, and rang back."
    )
    doing = ["ask her what she would tell a customer", "search for trials, not for advice"]
    network.traverse("Does this tea help anybody sleep?", ["me", "my aunt, pharmacist", "PubMed"], doing)
    network.choose(*ties[:5])
    return network


SOURCES = [
    ("my aunt, pharmacist", "person", "brought"),
    ("study group chat", "community", "brought"),
    ("PubMed", "database", "added"),
    ("a forum on remedies", "site", "added"),
    ("my own notes on headaches", "object", "brought"),
]
TIES = [
    ("me", "my aunt, pharmacist", "asks", "She says what she sells and what she would take herself."),
    ("me", "study group chat", "reads", "Good for deadlines, useless for doses: three of us copied one post."),
    (
        "my aunt, pharmacist",
        "PubMed",
        "led me to",
        "She had a trial open on her screen and showed me how to find more.",
    ),
    ("me", "my own notes on headaches", "keeps", "Six weeks of dates against which I can hold any promise."),
    (
        "my own notes on headaches",
        "PubMed",
        "compares",
        "My worst days fall after short nights, as one trial there says.",
    ),
    ("me", "a forum on remedies", "reads", "I looked for people with the same headaches as mine."),
]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with the assignment released."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "assignments" / "source", course / "source")
    return course


@pytest.fixture
def api(course, tmp_path):
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.course_id = "sourcenet"
    config.Exchange.root = str(tmp_path / "exchange")
    api = NbGraderAPI(config=config)
    if not (course / "release").exists():
        made = api.generate_assignment("build-network", force=True)
        assert made["success"], made["log"]
    return api


def hand_in(course, learner, solved=None):
    """Put a learner's folder where nbgrader looks for it: the release, and what the hand-in copied beside it."""
    folder = course / "submitted" / learner / "build-network"
    shutil.copytree(course / "release" / "build-network", folder)
    if solved:
        shutil.copy(solved / "build-network" / JOURNAL, folder / JOURNAL)
    return folder


def marks(api, learner):
    with api.gradebook as gradebook:
        notebook = gradebook.find_submission_notebook("build-network", "build-network", learner)
        return {grade.name: grade.auto_score for grade in notebook.grades if grade.name in CHECKS}


def test_the_solved_one_has_full_marks_and_keeps_its_journal(api, course, solved):
    folder = hand_in(course, "learner-07", solved)
    before = (folder / JOURNAL).read_bytes()
    done = api.autograde("build-network", "learner-07", force=True, create=True)
    assert done["success"], done["log"]
    assert marks(api, "learner-07") == CHECKS
    for place in ("submitted", "autograded"):
        assert (course / place / "learner-07" / "build-network" / JOURNAL).read_bytes() == before


def test_the_unsolved_release_has_none_and_makes_no_journal(api, course):
    folder = hand_in(course, "learner-08")
    done = api.autograde("build-network", "learner-08", force=True, create=True)
    assert done["success"], done["log"]
    assert sum(marks(api, "learner-08").values()) == 0
    assert not (folder / JOURNAL).exists()
    assert not (course / "autograded" / "learner-08" / "build-network" / JOURNAL).exists()


def test_a_person_finds_the_picture_the_tables_and_places_for_70_points(api, course, solved):
    hand_in(course, "learner-09", solved)
    assert api.autograde("build-network", "learner-09", force=True, create=True)["success"]
    with api.gradebook as gradebook:
        notebook = gradebook.find_submission_notebook("build-network", "build-network", "learner-09")
        waiting = {grade.name: grade.max_score for grade in notebook.grades if grade.name not in CHECKS}
    assert waiting == {"connect-task": 25, "my-network": 20, "my-route": 15, "my-offer": 10}
    path = course / "autograded" / "learner-09" / "build-network" / "build-network.ipynb"
    outputs = {cell["id"]: json.dumps(cell.get("outputs", [])) for cell in json.loads(path.read_text("utf-8"))["cells"]}
    assert "<svg" in outputs["picture"] and "<table" in outputs["picture"]
    assert "She says what she sells" in outputs["picture"]
    assert [cell for cell, output in outputs.items() if "sn-tables" in output] == ["picture"], "once"
    assert not any("application/vnd.jupyter.widget" in output for output in outputs.values())
    assert not any('"output_type": "error"' in output for output in outputs.values())


def asked_for(folder):
    """What nbgrader's Validate button names as not done."""
    from nbgrader.validator import Validator

    said = Validator().validate(str(folder / "build-network.ipynb"))
    return [one["source"].partition("(")[0] for one in said["failed"]]


def test_validating_says_what_is_missing_and_changes_nothing(course, api, solved, tmp_path, monkeypatch):
    folder = tmp_path / "build-network"
    shutil.copytree(course / "release" / "build-network", folder)
    monkeypatch.chdir(folder)
    assert asked_for(folder) == ["sn.check"] * 4 + ["YOUR ANSWER HERE"] * 3, "four checks, and the three texts"
    assert not list(tmp_path.rglob(JOURNAL))
    shutil.copy(solved / "build-network" / JOURNAL, folder / JOURNAL)
    before = (folder / JOURNAL).read_bytes()
    assert asked_for(folder) == ["YOUR ANSWER HERE"] * 3
    assert (folder / JOURNAL).read_bytes() == before


def test_the_release_runs_untouched_twice(course, api, run, tmp_path):
    """Not marked, only run by a learner who has no network yet: it begins beside the folder, and is handed in."""
    release = course / "release" / "build-network" / "build-network.ipynb"
    folder = tmp_path / "build-network"
    for _day in range(2):
        run(release, folder)
        kept, copied = (tmp_path / JOURNAL).read_bytes(), (folder / JOURNAL).read_bytes()
        assert kept.count(b'"do":"begin"') == kept.count(b"\n") == 2
        assert b'"handed_in":"build-network"' in copied
    assert (tmp_path / JOURNAL).read_bytes() == kept and (folder / JOURNAL).read_bytes() == copied
