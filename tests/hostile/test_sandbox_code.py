"""Code that is handed in to be run: what runs of it, with what beside it, and what comes of it."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.hostile.boxes import ADD, ASSIGNMENT, NAME, QUICK, folder_of, page_cell, said, submission

import sourcenet as sn
from sourcenet.errors import CannotDo
from sourcenet.marking import sandbox
from sourcenet.marking.judged import Judged, JudgedNotebook
from sourcenet.marking.sandbox.job import job_of

CAN = sandbox.means()
HONEST = """
reasons = {
    "Half an Hour": "I go there when I want a long argument about learning.",
    "Library guide": "It tells which database to open for a topic.",
    "Course forum": "Somebody there has mostly asked it before me.",
    "Night bus radio": "It names people whom I then look up.",
    "Study group": "We explain the hard parts to each other on Mondays.",
    "Lab notebook": "I find again what I tried and dropped.",
    "Open textbook": "Its chapters name their sources, so I can go on.",
    "Old exam papers": "They show what a question looks like.",
    "City archive": "Letters there contradict what the summaries say.",
}
for name, why in reasons.items():
    network.connect("me", network.add(name, kind="site"), why=why)
print(len(network.sources), "sources")
"""


@pytest.fixture(params=["boxed", "trusted"])
def trust(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Both ways to run the code; the box only where one can be made."""
    if request.param == "boxed" and not CAN.ok:
        pytest.skip(CAN.missing)
    yield request.param == "trusted"


def opened(journal: bytes | None, folder: Path) -> sn.SourceNetwork:
    folder.mkdir()
    (folder / "my-network.jsonl").write_bytes(journal or b"")
    return sn.open_network(folder / "my-network.jsonl")


def test_honest_code_makes_a_network_that_is_checked_outside(tmp_path: Path, trust: bool) -> None:
    ran = sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission(HONEST), trust=trust)
    assert not ran.problem and not ran.lost and said(ran) == "9 sources"
    network = opened(ran.journal, tmp_path / "judged")
    assert [source.name for source in network.sources][:2] == ["Half an Hour", "Library guide"]
    assert float(sn.check(network, sn.reasons_given(share=0.9), points=10)) == 10.0
    half = sandbox.run_code(
        folder_of(tmp_path), ASSIGNMENT, submission(HONEST.replace("Letters there contradict what the summaries say.", "City archive")), trust=trust
    )  # fmt: skip
    assert float(sn.check(opened(half.journal, tmp_path / "half"), sn.reasons_given(share=0.9), points=10)) < 10.0


def test_the_same_submission_gives_the_same_journal_whenever_it_is_marked(tmp_path: Path, trust: bool) -> None:
    first, again = (
        sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission(HONEST), trust=trust).journal for _run in range(2)
    )
    assert first and first == again and b'"at":"2026-11-20T10:00:00Z"' in first
    changed = sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission(HONEST + "# changed"), trust=trust).journal
    assert changed != first, "ids are drawn anew for other code"


def test_code_goes_on_in_the_journal_that_was_handed_in_and_doubles_nothing(tmp_path: Path, trust: bool) -> None:
    before = sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission(HONEST), trust=trust).journal
    again = sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission(HONEST, journal=before), trust=trust)
    assert again.journal == before
    more = submission("network.add('A podcast', kind='feed')", journal=before)
    ran = sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, more, trust=trust)
    assert before and ran.journal and ran.journal.startswith(before) and len(ran.journal) > len(before)


def test_a_cell_that_fails_is_named_and_the_next_one_runs(tmp_path: Path, trust: bool) -> None:
    cells = [
        page_cell("setup", ""),
        page_cell("mine", "print('one')\n1/0"),
        page_cell("", ADD + "print('\x1b[31mred\u202e')"),
    ]
    ran = sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission("", cells=cells), trust=trust)
    assert any("mine" in note and "error" in note for note in ran.notes) and not ran.problem
    assert said(ran).startswith("one\n") and "ZeroDivisionError" in said(ran)
    assert ran.outputs[NAME]["cell-3"] == "red" and ran.journal and b"Half an Hour" in ran.journal


def test_handing_in_and_pictures_are_no_trouble(tmp_path: Path, trust: bool) -> None:
    code = HONEST + f"network.hand_in({NAME!r})\nsn.picture(network)\nsn.Builder(network)"
    (folder_of(tmp_path) / f"{NAME}.ipynb").write_text("{}")
    ran = sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission(code), trust=trust)
    assert not ran.problem and not [note for note in ran.notes if "error" in note], (said(ran), ran.notes)
    assert ran.journal and ran.journal.count(b'"do":"add"') == 9


def test_what_notebooks_ordinarily_do_works(tmp_path: Path, trust: bool) -> None:
    code = """
import asyncio, sqlite3, subprocess, tempfile
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool
import pandas
await asyncio.sleep(0.01)
!echo by the shell
print(subprocess.run(['echo', 'by a program'], capture_output=True, text=True).stdout)
with Pool(2) as pool: print('pool', pool.map(abs, [-1, 2]))
with ThreadPoolExecutor(4) as pool: print('threads', list(pool.map(abs, [-1, 2])))
sqlite3.connect('x.db').execute('create table a(b)')
tempfile.NamedTemporaryFile().write(b'x')
network.add('Half an Hour')
display(network.sources_table()[['name']])
"""
    ran = sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission(code), trust=trust)
    for words in ("by the shell", "by a program", "pool [1, 2]", "threads [1, 2]", "Half an Hour"):
        assert words in said(ran), said(ran)
    assert not [note for note in ran.notes if "error" in note] and not ran.problem


# -- what stands beside the notebook

OWN = {
    "networkx.py": "raise SystemExit('mine')",
    "sourcenet.py": "check = None",
    "IPython.py": "raise SystemExit('mine')",
    "json.py": "raise SystemExit('mine')",
    "sitecustomize.py": "open('/tmp/started', 'w')\nraise SystemExit('mine')",
    "usercustomize.py": "raise SystemExit('mine')",
    "nbgrader_config.py": "raise SystemExit('mine')",
    "mine.pth": "import os; os._exit(9)",
    ".ipython/profile_default/startup/00.py": "print('started')",
    "ipython_config.py": "raise SystemExit('mine')",
    "helper.py": "def sources():\n    return ['Half an Hour', 'A podcast']",
    "data/sources.csv": "name\nLibrary guide\n",
}


def test_a_helper_is_found_and_nothing_of_ours_is_put_in_its_place(tmp_path: Path, trust: bool) -> None:
    folder = folder_of(tmp_path)
    for name, content in OWN.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    code = (
        "import helper, networkx, json, csv\n"
        "for name in helper.sources() + [row['name'] for row in csv.DictReader(open('data/sources.csv'))]:\n"
        "    network.add(name, kind='site')\n"
        "print(sn.__file__ and hasattr(sn, 'check'), hasattr(networkx, 'Graph'), hasattr(json, 'dumps'))"
    )
    ran = sandbox.run_code(folder, ASSIGNMENT, submission(code), trust=trust)
    assert said(ran) == "True True True" and not ran.problem
    assert ran.journal and ran.journal.count(b'"do":"add"') == 3
    assert sorted(path.name for path in folder.iterdir()) == sorted({name.split("/")[0] for name in OWN})


def test_links_and_what_is_too_much_stay_out(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (tmp_path / "secret.txt").write_text("of another")
    (folder / "secret.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "course").symlink_to(tmp_path)
    (folder / "fine.txt").write_text("fine")
    os.mkfifo(folder / "pipe")
    (folder / "deep" / "er" / "than" / "that").mkdir(parents=True)
    (folder / "deep" / "er" / "than" / "that" / "x.txt").write_text("x")
    job = job_of(folder, ASSIGNMENT, submission(""))
    assert set(job.files) == {"fine.txt", "timestamp.txt"} and job.notes == ()
    (folder / "large.csv").write_bytes(b"x" * 20_000_001)
    job = job_of(folder, ASSIGNMENT, submission(""))
    assert "large.csv" not in job.files and "large.csv" in job.notes[0]


def test_the_instructors_files_win(tmp_path: Path) -> None:
    (folder_of(tmp_path) / "vocabulary.toml").write_text("mine")
    ours = replace(ASSIGNMENT, files={"vocabulary.toml": b"ours"})
    assert job_of(folder_of(tmp_path), ours, submission("")).files["vocabulary.toml"] == b"ours"
    (folder_of(tmp_path) / "my-network.jsonl").mkdir()
    (folder_of(tmp_path) / "my-network.jsonl" / "x.txt").write_text("in the way")
    (folder_of(tmp_path) / "data").write_text("in the way")
    ours = replace(ASSIGNMENT, files={"data/sources.csv": b"ours"})
    assert "my-network.jsonl/x.txt" not in (files := job_of(folder_of(tmp_path), ours, submission("")).files)
    assert "data" not in files and files["data/sources.csv"] == b"ours"


def test_what_cannot_be_started_is_nobodys_mark(tmp_path: Path, trust: bool) -> None:
    nowhere = replace(QUICK, memory=30_000_000)  # too little for the first import
    with pytest.raises(CannotDo, match=r"could not be started|could not see|did not start"):
        sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission(ADD), trust=trust, limits=nowhere)


# -- which cells run


def order(tmp_path: Path, cells: list[object]) -> list[tuple[str, str]]:
    return job_of(folder_of(tmp_path), ASSIGNMENT, submission("", cells=cells)).notebooks[NAME]


def test_locked_cells_run_as_they_were_given_and_checks_do_not_run(tmp_path: Path) -> None:
    setup = ASSIGNMENT.notebooks[0].cells[0].source
    cells = [page_cell("setup", "raise"), page_cell("mine", ["a", " = 1"]), page_cell("check", "raise")]
    assert order(tmp_path, cells) == [("setup", setup), ("mine", "a = 1")]
    assert order(tmp_path, cells[1:]) == [("setup", setup), ("mine", "a = 1")], (
        "a deleted one comes back where it stood"
    )
    assert order(tmp_path, []) == [("setup", setup)]
    doubled = [*cells, page_cell("mine", "b = 2"), page_cell("check", "raise")]
    assert order(tmp_path, doubled)[1:] == [("mine", "a = 1"), ("mine", "b = 2")]


@pytest.mark.parametrize(
    "odd",
    [
        None, 7, "cell", [], {}, {"cell_type": "code"}, {"cell_type": "code", "source": 7, "metadata": None},
        {"cell_type": "code", "source": [1, None], "metadata": {"nbgrader": {"grade_id": ["x"]}}},
        {"cell_type": "markdown", "source": "x = 1"}, {"cell_type": "code", "source": "x" * 2_000_000},
    ],
)  # fmt: skip
def test_odd_cells_are_no_trouble(tmp_path: Path, odd: object) -> None:
    found = order(tmp_path, [odd, page_cell("mine", "a = 1  # \ud800")])
    assert found[-1] == ("mine", "a = 1  # ?") or isinstance(odd, dict)
    for _name, source in found:
        ast.parse(source)
        source.encode()


# -- how it is shown


def test_what_the_code_printed_stands_below_the_learners_own_cells_only() -> None:
    def page(name: str, *, mine: bool) -> dict[str, object]:
        about = {"nbgrader": {"grade_id": name, "solution": mine}}
        return {"cell_type": "code", "metadata": about, "outputs": [], "source": ""}

    document = {"cells": [page("setup", mine=False), page("mine", mine=True), page("check", mine=False)]}
    judged = Judged("learner-01", (JudgedNotebook(NAME, {}, {}, document),))
    ran = sandbox.Ran(b"", {NAME: {"setup": "x", "mine": "<script>1</script>", "check": "10.0"}})
    shown = sandbox.with_outputs(judged, ran).notebooks[0].document["cells"]
    assert [cell["outputs"] for cell in shown] == [
        [], [{"output_type": "stream", "name": "stdout", "text": "<script>1</script>"}], [],
    ]  # fmt: skip
    assert document["cells"][1]["outputs"] == [], "what was judged is not changed"


def test_what_came_of_it_takes_the_place_of_what_was_handed_in() -> None:
    given = replace(submission("", journal=b"old"), fingerprint="same", broken=("before",))
    taken = sandbox.with_code(given, sandbox.Ran(b"new", problem="It stopped.", notes=("A note.",)))
    assert (taken.journal, taken.broken, taken.notes) == (b"new", ("before", "It stopped."), ("A note.",))
    assert taken.fingerprint == "same" and not taken.lost


def test_without_a_box_it_is_said_loudly(tmp_path: Path) -> None:
    ran = sandbox.run_code(folder_of(tmp_path), ASSIGNMENT, submission(ADD), trust=True, limits=QUICK)
    assert ran.notes[0] == sandbox.trusting() and "your own rights" in ran.notes[0]
    slow = sandbox.run_code(
        folder_of(tmp_path), ASSIGNMENT, submission(ADD + "while True: pass"), trust=True, limits=replace(QUICK, wall=1)
    )
    assert "more than 1 seconds" in slow.problem and slow.journal
