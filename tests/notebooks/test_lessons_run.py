"""Every lesson runs untouched from top to bottom, again the next day, and adds nothing that nobody did."""

import re
from pathlib import Path

import pytest

from sourcenet.data.loading import EXAMPLES

ROOT = Path(__file__).parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))
INSTRUCTOR = sorted((ROOT / "notebooks" / "instructor").glob("[0-9][0-9]-*.ipynb"))
EVERY = [pytest.param(path, id=path.stem) for path in LESSONS + INSTRUCTOR]
JOURNAL = "my-network.jsonl"


def complaints(notebook):
    """What went to stderr, and the names of errors."""
    return [
        output.get("text") or output.get("ename")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


def shown(notebook, cell_id):
    """The outputs of one cell as one text."""
    cell = next(cell for cell in notebook.cells if cell.id == cell_id)
    return "".join(str(output.get("text") or output.get("data", "")) for output in cell.outputs)


@pytest.mark.parametrize("path", EVERY)
def test_runs_untouched_twice_and_adds_nothing(path, run, tmp_path):
    journal = tmp_path / JOURNAL
    assert complaints(run(path, tmp_path)) == []
    first = journal.read_bytes() if journal.exists() else b""
    assert complaints(run(path, tmp_path)) == []
    assert (journal.read_bytes() if journal.exists() else b"") == first
    assert first.count(b"\n") <= 1, "nobody did anything, so there is at most the beginning"


@pytest.mark.parametrize("path", EVERY)
def test_adds_nothing_while_it_is_validated(path, run, tmp_path, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert complaints(run(path, tmp_path)) == []
    assert not (tmp_path / JOURNAL).exists()


def test_an_empty_network_is_met_with_kind_words(run, tmp_path):
    notebook = run(LESSONS[0], tmp_path)
    assert "Nothing is here yet." in shown(notebook, "first-sentence")
    assert shown(notebook, "count-before").count("12") and "7" in shown(notebook, "count-after")
    assert "not yet" in shown(notebook, "check")


def test_the_next_day_brings_everything_back(run, tmp_path):
    import sourcenet as sn

    network = sn.open_network(tmp_path / JOURNAL, question="How would I know?")
    for name, kind, origin, why in SIX:
        network.connect("me", network.add(name, kind=kind, origin=origin), relation="asks", why=why)
    before = (tmp_path / JOURNAL).read_bytes()
    notebook = run(LESSONS[0], tmp_path)
    assert (tmp_path / JOURNAL).read_bytes() == before
    assert complaints(notebook) == []
    assert "Your 6 sources are all one step from you." in shown(notebook, "first-sentence")
    assert "not yet" not in shown(notebook, "check")
    assert "field notebook" in shown(notebook, "first-six"), "the still beside the Builder names the sources"


def test_lesson_two_meets_an_empty_network_with_kind_words(run, tmp_path):
    notebook = run(LESSONS[1], tmp_path)
    assert shown(notebook, "reach-list").count("nothing more yet") == 3
    assert "too early to say" in shown(notebook, "only-list")
    assert "you have little yet" in shown(notebook, "light-list")
    assert "Write a name between" in shown(notebook, "route-own")
    assert "not yet" in shown(notebook, "check")
    assert re.findall(r"\d+", shown(notebook, "second-way")) == ["10", "0"]


def test_lesson_two_brings_back_a_route_and_a_decision_the_next_day(run, tmp_path):
    import sourcenet as sn

    network = sn.open_network(tmp_path / JOURNAL, question="How would I know?")
    for name, kind, origin, _why in SIX:
        network.add(name, kind=kind, origin=origin)
    for (name, _kind, _origin, why), relation in zip(SIX, ["asks", "keeps", "reads", "reads", "uses"], strict=False):
        network.connect("me", name, relation=relation, why=why)
    last = SIX[-1]
    network.connect(
        "my aunt, pharmacist", last[0], relation="led me to", why="Her son took his course. " + last[3], strength=1
    )
    network.traverse(
        "What is a small sample?",
        ["me", "my aunt, pharmacist", last[0]],
        ["asked who would know", "went to his office hour"],
    )
    network.decide("Ask him once a month.", why="One figure hangs on him.", change_my_mind="He leaves at Easter.")
    before = (tmp_path / JOURNAL).read_bytes()
    notebook = run(LESSONS[1], tmp_path)
    assert (tmp_path / JOURNAL).read_bytes() == before
    assert complaints(notebook) == []
    assert "tutor in statistics" in shown(notebook, "reach-list").splitlines()[1]
    assert "tutor in statistics" in shown(notebook, "light-list")
    assert "not yet" not in shown(notebook, "check")
    assert "field notebook" in shown(notebook, "walk"), "the still beside the Builder names the sources"


def test_lesson_two_on_the_borrowed_network_is_the_same_lesson(run, tmp_path):
    borrowed = tmp_path / "with a copy" / LESSONS[1].name
    borrowed.parent.mkdir()
    text = LESSONS[1].read_text("utf-8")
    assert text.count("borrow = False") == 1
    borrowed.write_text(text.replace("borrow = False", "borrow = True"), "utf-8")
    for _day in (1, 2):
        notebook = run(borrowed, tmp_path)
        assert complaints(notebook) == []
        assert "Step 2, 9 in all: library guide" in shown(notebook, "reach-list")
        assert "course tutor -> library guide" in shown(notebook, "only-list")
    copy = tmp_path / "borrowed-network.jsonl"
    assert copy.read_bytes() == (EXAMPLES / "first-steps" / "first-steps.jsonl").read_bytes()
    assert not (tmp_path / JOURNAL).exists()


SIX = [
    ("my aunt, pharmacist", "person", "brought", "She knows which leaflet is honest about side effects."),
    ("field notebook", "object", "brought", "What I saw on Tuesday stands there before anybody explained it to me."),
    ("study group chat", "community", "brought", "Fast at night, wrong about the exam twice."),
    ("Wikipedia", "site", "added", "For the words, before I dare to ask somebody."),
    ("PubMed", "database", "added", "The librarian showed me how to search it for trials only."),
    ("tutor in statistics", "person", "added", "Told me what a small sample can never show."),
]
