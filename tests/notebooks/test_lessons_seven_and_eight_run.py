"""Lessons 07 and 08 as learners meet them: with nothing, on a borrowed network, and the day after."""

import json
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.data.loading import EXAMPLES

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SEVEN = NOTEBOOKS / "07-prune-and-renew.ipynb"
EIGHT = NOTEBOOKS / "08-critique-a-debate.ipynb"
JOURNAL = "my-network.jsonl"


def shown(notebook, cell_id):
    """The outputs of one cell as one text."""
    cell = next(cell for cell in notebook.cells if cell.id == cell_id)
    return "".join(str(output.get("text") or output.get("data", "")) for output in cell.outputs)


def complaints(notebook):
    """What went to stderr, and the names of errors."""
    return [
        output.get("text") or output.get("ename")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


@pytest.fixture
def borrowing(tmp_path):
    """Return a lesson as whoever borrows a network has it."""

    def change(path):
        copy = tmp_path / "with a copy" / path.name
        copy.parent.mkdir(exist_ok=True)
        text = path.read_text("utf-8")
        assert text.count("borrow = False") == 1
        copy.write_text(text.replace("borrow = False", "borrow = True"), "utf-8")
        return copy

    return change


def test_lesson_seven_meets_an_empty_network_with_kind_words(run, tmp_path):
    notebook = run(SEVEN, tmp_path)
    assert "You write one today" in shown(notebook, "return-decisions")
    assert "Take the one that you doubt most." in shown(notebook, "rest-list")
    assert shown(notebook, "cut").count("60") == 2 and "53" in shown(notebook, "cut")
    assert "not yet" in shown(notebook, "check")


def test_lesson_seven_begins_once_on_a_network_that_has_something(run, tmp_path):
    network = sn.open_network(tmp_path / JOURNAL, question="How would I know?")
    aunt = network.add("my aunt, pharmacist", kind="person", origin="brought")
    network.connect("me", aunt, relation="asks", why="She knows which leaflet is honest.", last_used="2026-01")
    network.decide("Ask her once a month.", why="One answer hangs on her.", change_my_mind="She retires at Easter.")
    before = (tmp_path / JOURNAL).read_bytes()
    for _day in (1, 2):
        notebook = run(SEVEN, tmp_path)
        assert complaints(notebook) == []
        added = (tmp_path / JOURNAL).read_bytes().removeprefix(before).splitlines()
        assert [json.loads(line).get("moment") for line in added] == ["session-7"]
    assert "She retires at Easter." in shown(notebook, "return-decisions")


def test_lesson_seven_on_the_borrowed_network_is_the_same_lesson(run, tmp_path, borrowing):
    shipped = (EXAMPLES / "busy" / "busy.jsonl").read_bytes()
    for _day in (1, 2):
        notebook = run(borrowing(SEVEN), tmp_path)
        assert complaints(notebook) == []
        assert "me -> gRSShopper, last used 2023-09" in shown(notebook, "rest-list")
        assert "a second one" in shown(notebook, "return-decisions")
        assert "nothing set aside or kept yet" in shown(notebook, "check"), "only what is done from today on"
    added = (tmp_path / "borrowed-busy.jsonl").read_bytes().removeprefix(shipped).splitlines()
    assert [json.loads(line).get("moment") for line in added] == ["session-7"]
    assert not (tmp_path / JOURNAL).exists()


def test_lesson_eight_meets_an_empty_network_with_kind_words(run, tmp_path):
    notebook = run(EIGHT, tmp_path)
    assert "In your copy of the debate: 30" in shown(notebook, "borrow")
    assert "Nothing was written in session 7." in shown(notebook, "return-note")
    assert "not yet" in shown(notebook, "check")
    assert (tmp_path / "debate.jsonl").read_bytes() == (EXAMPLES / "debate" / "debate.jsonl").read_bytes()


def test_lesson_eight_the_day_after_on_a_borrowed_network(run, tmp_path, borrowing):
    run(borrowing(EIGHT), tmp_path)
    mine = sn.load_example("busy", keep=tmp_path / "borrowed-busy.jsonl")
    debate = sn.load_example("debate", keep=tmp_path / "debate.jsonl")
    for of, type, text in COMMENTS:
        debate.comment(of, type, text, suggestion="Ask one who took part, and connect what they say.")
        mine.comment(
            "network" if of == "network" else debate.source(of).id,
            type,
            text,
            suggestion="Ask one who took part, and connect what they say.",
            about="debate",
            anchor=of,
        )
    mine.decide("Look at what it does, not at its name", why="Both sides agree that it changed how people meet.",
                change_my_mind="A study in which the same people learn without it.")  # fmt: skip
    mine.post("07-reflect", "Changed: the second site has another owner now.")
    kept = {file: file.read_bytes() for file in tmp_path.glob("*.jsonl")}
    notebook = run(borrowing(EIGHT), tmp_path)
    assert complaints(notebook) == []
    assert {file: file.read_bytes() for file in tmp_path.glob("*.jsonl")} == kept, "nothing is asked or kept twice"
    assert "another owner now" in shown(notebook, "return-note")
    assert "not yet" not in shown(notebook, "check"), "what was said of the debate counts in one's own"


COMMENTS = [
    ("Kop & Hill 2008", "strength", "They say first what a theory has to do, so that one can follow or object."),
    ("network", "missing voice", "Nobody who is a student now says what it was good for."),
    ("Downes 2014 (as learning theory)", "weak evidence", "It leans on a text of its own author, seven years older."),
]
