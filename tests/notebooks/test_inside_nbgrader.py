"""Marks from the data inside nbgrader: whatever was handed in, nothing runs, nothing is carried over, the pile ends."""

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

import nbformat

from sourcenet import open_network
from sourcenet.marking.assignment import read_assignment
from sourcenet.marking.course import Course
from sourcenet.marking.judging import judge
from sourcenet.marking.submission import read_submission

ASSIGNMENT = "build-network"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
JOURNAL = "my-network.jsonl"
CHECKS = ("check-reasons", "check-reading-list", "check-route", "check-set-aside")
RUNS = "open({marker!r}, 'w').write('ran')\nimport os; os.system('touch ' + {marker!r})"


def code(source: str) -> dict[str, Any]:
    return {
        "id": "mine-1", "cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None,
    }  # fmt: skip


def a_network(path: Path) -> None:
    network = open_network(path, learner="learner-07", question="How would I know whether a remedy helps?")
    aunt = network.add("my aunt, pharmacist", kind="person", origin="brought", known=True)
    base = network.add("PubMed", kind="database", origin="added")
    network.connect("me", aunt, relation="asks", why="She says what she sells and what she would take herself.")
    network.connect(aunt, base, relation="led me to", why="She had a trial open and showed me how to find more.")


class Pile:
    """A course whose submissions are made one by one from the release."""

    def __init__(self, folder: Path) -> None:
        self.outside = folder / "outside"
        self.outside.mkdir()
        (self.outside / "secret.txt").write_text("of nobody's business")
        self.marker = folder / "ran"
        self.course = Course.make(folder / "course")
        self.root = self.course.folder
        self.release = self.course.generate(ASSIGNMENT)
        a_network(self.outside / JOURNAL)

    def hand_in(self, learner: str, *, journal: bool = True, notebook: bool = True) -> Path:
        there = self.root / "submitted" / learner / ASSIGNMENT
        there.mkdir(parents=True)
        if notebook:
            shutil.copyfile(self.release / NOTEBOOK, there / NOTEBOOK)
        if journal:
            shutil.copyfile(self.outside / JOURNAL, there / JOURNAL)
        (there / "timestamp.txt").write_text("2026-11-20 10:00:00 UTC\n")
        return there

    def change(self, there: Path, edit: Any) -> None:
        notebook = json.loads((there / NOTEBOOK).read_bytes())
        edit(notebook)
        (there / NOTEBOOK).write_text(json.dumps(notebook))

    def nbgrader(self, *args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SOURCENET_", "NBGRADER_"))}
        command = [str(Path(sys.executable).with_name("nbgrader")), *args]
        return subprocess.run(command, cwd=cwd or self.root, env=kept, capture_output=True, text=True, timeout=300)

    def scores(self, learner: str) -> dict[str, tuple[float | None, bool]]:
        with self.course.api.gradebook as gradebook:
            found = gradebook.find_submission_notebook(ASSIGNMENT, ASSIGNMENT, learner)
            return {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in found.grades}

    def folder(self, learner: str) -> Path:
        return self.root / "autograded" / learner / ASSIGNMENT

    def text(self, learner: str) -> str:
        return (self.folder(learner) / NOTEBOOK).read_text("utf-8")


def _runs(pile: Pile, there: Path) -> None:
    def edit(notebook: dict[str, Any]) -> None:
        notebook["cells"].insert(1, code(RUNS.format(marker=str(pile.marker))))
        notebook["metadata"]["kernelspec"] = {"name": "no-such-kernel", "display_name": "x", "language": "python"}

    pile.change(there, edit)


def _links(pile: Pile, there: Path) -> None:
    (there / "notes.txt").symlink_to(pile.root / "gradebook.db")
    (there / "others").symlink_to(pile.root / "submitted" / "learner-01")
    (there / "deep").mkdir()
    (there / "deep" / "secret.txt").symlink_to(pile.outside / "secret.txt")


def _foreign(pile: Pile, there: Path) -> None:
    (there / "page.html").write_text("<script>1</script>")
    for name in ("nbgrader_config.py", "sitecustomize.py", "networkx.py", "usercustomize.py"):
        (there / name).write_text(RUNS.format(marker=str(pile.marker)))


def _no_json(_pile: Pile, there: Path) -> None:
    (there / NOTEBOOK).write_text('{"cells": [')


def _old(_pile: Pile, there: Path) -> None:
    old = {"nbformat": 2, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": []}]}
    (there / NOTEBOOK).write_text(json.dumps(old))


def _new(pile: Pile, there: Path) -> None:
    pile.change(there, lambda notebook: notebook.update(nbformat=9, nbformat_minor=0))


def _schema(pile: Pile, there: Path) -> None:
    def edit(notebook: dict[str, Any]) -> None:
        for cell, version in zip(notebook["cells"], [99, -1] * 99, strict=False):
            cell["metadata"].get("nbgrader", {})["schema_version"] = version

    pile.change(there, edit)


def _doubled(pile: Pile, there: Path) -> None:
    pile.change(there, lambda notebook: notebook["cells"].extend(notebook["cells"]))


def _surrogate(_pile: Pile, there: Path) -> None:
    text = (there / NOTEBOOK).read_text("utf-8")
    (there / NOTEBOOK).write_text(text.replace("*Write here.*", "\\ud800 lone \\u202e"))


def _metadata(pile: Pile, there: Path) -> None:
    def edit(notebook: dict[str, Any]) -> None:
        notebook["metadata"] = {"widgets": {"x": ["<script>"]}, "title": "<script>"}
        for cell in notebook["cells"]:
            if cell["metadata"].get("nbgrader", {}).get("grade"):
                cell["metadata"]["nbgrader"]["points"] = 1e9
                cell["metadata"]["tags"] = ["skip-execution"]

    pile.change(there, edit)


def _fifo(_pile: Pile, there: Path) -> None:
    (there / "timestamp.txt").unlink()
    os.mkfifo(there / "timestamp.txt")
    os.mkfifo(there / "another")


def _device(_pile: Pile, there: Path) -> None:
    (there / "timestamp.txt").unlink()
    (there / "timestamp.txt").symlink_to("/dev/zero")
    (there / "endless").symlink_to("/dev/zero")


def _no_time(_pile: Pile, there: Path) -> None:
    (there / "timestamp.txt").write_bytes(b"\xff\xfe soon")


def _linked_notebook(pile: Pile, there: Path) -> None:
    (there / NOTEBOOK).unlink()
    (there / NOTEBOOK).symlink_to(pile.root / "source" / ASSIGNMENT / NOTEBOOK)


def _renamed(_pile: Pile, there: Path) -> None:
    (there / NOTEBOOK).rename(there / "Untitled.ipynb")


def _no_notebook(_pile: Pile, there: Path) -> None:
    (there / NOTEBOOK).unlink()


HOSTILE = {
    "runs": _runs, "links": _links, "foreign": _foreign, "no-json": _no_json, "old": _old, "new": _new,
    "schema": _schema, "doubled": _doubled, "surrogate": _surrogate, "metadata": _metadata, "fifo": _fifo,
    "device": _device, "no-time": _no_time, "linked-notebook": _linked_notebook, "renamed": _renamed,
    "no-notebook": _no_notebook,
}  # fmt: skip
#: Those of whom no notebook of ours could be read: a person decides about the answers.
UNREAD = ("no-json", "old", "linked-notebook", "renamed", "no-notebook")


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Pile:
    """Hand in one honest submission and every hostile one, and let nbgrader's own command mark them all at once."""
    if sys.platform == "win32":
        pytest.skip("links and pipes are not made there")
    made = Pile(tmp_path_factory.mktemp("inside"))
    made.hand_in("learner-01")
    for learner, spoil in HOSTILE.items():
        spoil(made, made.hand_in(learner))
    (made.outside / ASSIGNMENT).mkdir()
    os.mkfifo(made.outside / ASSIGNMENT / "timestamp.txt")
    shutil.copyfile(made.release / NOTEBOOK, made.outside / ASSIGNMENT / NOTEBOOK)
    (made.root / "submitted" / "elsewhere").symlink_to(made.outside)
    made.before = _listed(made.root / "submitted")  # type: ignore[attr-defined]
    made.said = made.nbgrader("autograde", ASSIGNMENT)  # type: ignore[attr-defined]
    return made


def _listed(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_the_batch_ends_well_and_nothing_ran(pile: Any) -> None:
    assert pile.said.returncode == 0, pile.said.stderr
    assert not pile.marker.exists()
    assert "Traceback" not in pile.said.stderr
    for learner in UNREAD:  # each has its sentence in nbgrader's own log
        assert f"{learner}: {NOTEBOOK} " in pile.said.stderr


@pytest.mark.parametrize("learner", HOSTILE)
def test_each_has_the_marks_of_its_own_journal(pile: Any, learner: str) -> None:
    honest, given = pile.scores("learner-01"), pile.scores(learner)
    assert sum(honest[cell][0] for cell in CHECKS) > 0
    assert {cell: given[cell] for cell in CHECKS} == {cell: honest[cell] for cell in CHECKS}
    assert given["connect-task"] == (None, True), "a person looks at the task, also where no notebook was handed in"
    if learner in UNREAD:
        assert given["my-network"] == (None, True)


@pytest.mark.parametrize("learner", ["learner-01", *HOSTILE])
def test_what_a_marker_opens_is_ours_and_valid(pile: Any, learner: str) -> None:
    folder = pile.folder(learner)
    document = nbformat.read(folder / NOTEBOOK, as_version=4)
    nbformat.validate(document)
    assert (document.nbformat, document.nbformat_minor) == (4, 5)
    assert "<script>" not in pile.text(learner)
    timeless = learner in ("fifo", "device", "no-time")
    assert sorted(path.name for path in folder.iterdir()) == [
        NOTEBOOK, JOURNAL, *([] if timeless else ["timestamp.txt"])
    ]  # fmt: skip
    assert not any(path.is_symlink() for path in folder.iterdir())


def test_a_folder_that_leads_elsewhere_is_named_and_not_opened(pile: Any) -> None:
    assert "elsewhere: The folder is a link to another place" in pile.said.stderr
    assert not (pile.root / "autograded" / "elsewhere").exists()
    assert "links are not followed" in pile.course.autograde(ASSIGNMENT, "elsewhere").problem


def test_what_was_handed_in_stays_but_for_the_names_of_times_that_are_none(pile: Any) -> None:
    timeless = {f"{learner}/{ASSIGNMENT}/timestamp.txt" for learner in ("fifo", "device", "no-time")}
    aside = {f"{name}.as-handed-in" for name in timeless}
    assert _listed(pile.root / "submitted") == pile.before - timeless | aside
    for learner in ("fifo", "device", "no-time"):
        assert "cannot be read as a time" in pile.text(learner)


def test_the_document_is_the_one_that_judging_makes(pile: Any) -> None:
    assignment = read_assignment(pile.root, ASSIGNMENT)
    for learner in ("learner-01", *HOSTILE):
        submission = read_submission(pile.root / "submitted" / learner / ASSIGNMENT, assignment, learner)
        (notebook,) = judge(assignment, submission).notebooks
        written = nbformat.read(pile.folder(learner) / NOTEBOOK, as_version=4)
        ours = written["metadata"]["sourcenet"]
        if learner in ("fifo", "device", "no-time"):  # that the time was set aside is said once
            ours["notes"], written["cells"][:1] = [], []
        assert ours == notebook.document["metadata"]["sourcenet"], learner
        assert written["cells"] == notebook.document["cells"], learner


def _children() -> set[str]:
    found = [path.read_text().split() for path in Path("/proc/self/task").glob("*/children")]
    return {child for children in found for child in children}


def test_a_second_run_by_the_api_from_another_folder_changes_no_mark(pile: Any, tmp_path: Path, monkeypatch) -> None:
    """As JupyterHub's formgrader does: the settings are loaded from elsewhere, the work is done in the course."""
    before = {learner: pile.scores(learner) for learner in ("learner-01", *HOSTILE)}
    monkeypatch.chdir(tmp_path)
    children = _children()
    for learner in ("learner-01", "runs", "no-json", "links"):
        done = Course(pile.root).api.autograde(ASSIGNMENT, learner)
        assert done["success"], done
        assert _children() <= children, "formgrader's server goes on: no process is left in it"
    assert {learner: pile.scores(learner) for learner in before} == before
    assert not pile.marker.exists()


def test_what_changed_since_the_last_hand_in_is_told_though_nbgrader_removes_the_old_folder_first(pile: Any) -> None:
    journal = pile.root / "submitted" / "learner-01" / ASSIGNMENT / JOURNAL
    open_network(journal).add("the other side", kind="person", origin="added")
    assert Course(pile.root).api.autograde(ASSIGNMENT, "learner-01")["success"]
    facts = json.loads(pile.text("learner-01"))["metadata"]["sourcenet"]
    assert facts["changed"] and facts["earlier"], facts
    assert (pile.folder("learner-01") / JOURNAL).read_bytes() == journal.read_bytes()


def test_of_two_notebooks_the_one_that_was_not_handed_in_is_judged_as_well(pile: Any) -> None:
    source = pile.root / "source" / "two"
    for name in ("first", "second"):
        source.mkdir(exist_ok=True)
        shutil.copyfile(pile.root / "source" / ASSIGNMENT / NOTEBOOK, source / f"{name}.ipynb")
    release = pile.course.generate("two")
    there = pile.root / "submitted" / "learner-01" / "two"
    there.mkdir()
    shutil.copyfile(release / "first.ipynb", there / "first.ipynb")
    shutil.copyfile(pile.outside / JOURNAL, there / JOURNAL)
    assert pile.course.autograde("two", "learner-01").ok
    with pile.course.api.gradebook as gradebook:
        first, second = (
            {grade.name: (grade.auto_score, grade.needs_manual_grade) for grade in notebook.grades}
            for notebook in sorted(gradebook.find_submission("two", "learner-01").notebooks, key=lambda one: one.name)
        )
    assert first["my-network"] == (0.0, False) and second["my-network"] == (None, True)
    assert {cell: first[cell] for cell in CHECKS} == {cell: second[cell] for cell in CHECKS}
    assert second["connect-task"] == first["connect-task"] == (None, True)
    names = {path.name for path in (pile.root / "autograded" / "learner-01" / "two").iterdir()}
    assert names == {"first.ipynb", "second.ipynb", JOURNAL}


def test_feedback_takes_what_we_wrote(pile: Any) -> None:
    said = pile.nbgrader("generate_feedback", ASSIGNMENT)
    assert said.returncode == 0, said.stderr
    for learner in ("learner-01", *HOSTILE):
        page = pile.root / "feedback" / learner / ASSIGNMENT / f"{ASSIGNMENT}.html"
        assert "Is it ready?" in page.read_text("utf-8")
