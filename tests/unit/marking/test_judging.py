"""Marks from the data: the rules one by one, the document that a marker opens, the facts that feedback is made of."""

from __future__ import annotations

import copy
import datetime as dt
import json
import subprocess
import sys
from dataclasses import replace
from typing import Any

import nbformat
import pytest
from tests.unit.marking.conftest import cells, handed_out

import sourcenet as sn
from sourcenet.marking.judged import Assignment, Judged, Submission
from sourcenet.marking.judging import judge
from sourcenet.marking.submission import JOURNAL
from sourcenet.model.events import Event, decode, encode

FULL = {"check-reasons": 10.0, "check-reading-list": 8.0, "check-route": 6.0, "check-set-aside": 6.0}
WRITTEN = ("my-network", "my-route", "my-offer")
WHEN = "2026-11-20 10:00:00.000000"


def handed_in(assignment: Assignment, journal: bytes | None, given: Any = "as it came", **answers: str) -> Submission:
    notebook = cells(assignment, **answers) if given == "as it came" else given
    return Submission("learner-07", {"build-network": notebook}, journal, WHEN, fingerprint="one")


def scores(judged: Judged) -> dict[str, float | None]:
    return dict(judged.notebooks[0].scores)


def document(judged: Judged) -> dict[str, Any]:
    return judged.notebooks[0].document


def at(judged: Judged, name: str) -> dict[str, Any]:
    return next(cell for cell in document(judged)["cells"] if cell["id"] == name)


def facts(judged: Judged) -> dict[str, Any]:
    return document(judged)["metadata"]["sourcenet"]


def text(judged: Judged) -> str:
    return json.dumps(document(judged), ensure_ascii=False)


def test_an_honest_one_has_its_points_and_its_words_wait(assignment: Assignment, journal: bytes) -> None:
    judged = judge(assignment, handed_in(assignment, journal, my_route="I asked the tutor.", my_offer="The *map*."))
    assert scores(judged) == {**FULL, "my-network": 0.0, "my-route": None, "my-offer": None}
    assert judged.notebooks[0].comments == {
        "connect-task": None, "my-network": "No response.", "my-route": None, "my-offer": None,
    }  # fmt: skip
    assert judged.broken == judged.notes == judged.look_at == ()
    assert "<em>map</em>" in at(judged, "my-offer")["source"]


def test_nothing_handed_in_is_nothing_found(assignment: Assignment) -> None:
    judged = judge(assignment, handed_in(assignment, None))
    assert {name: scores(judged)[name] for name in FULL} == dict.fromkeys(FULL, 0.0)
    assert facts(judged)["still"] == "" and judged.look_at == ()


@pytest.mark.parametrize(
    ("journal", "why"),
    [(b"\x89PNG\r\n\x1a\n" + b"x" * 90, "not a journal"), (b'{"cells": []}\n', "not a journal"), (b"hello\n", "not")],
)
def test_what_is_no_journal_waits_for_a_person(assignment: Assignment, journal: bytes, why: str) -> None:
    judged = judge(assignment, handed_in(assignment, journal))
    assert {name: scores(judged)[name] for name in FULL} == dict.fromkeys(FULL)
    assert any(why in sentence for sentence in judged.look_at)


def test_a_newer_journal_waits_for_a_person(assignment: Assignment, journal: bytes) -> None:
    first, rest = journal.split(b"\n", 1)
    begin = decode(first)
    assert begin.do == "begin" and begin.fields["format"] == "1.1"
    newer = Event(begin.id, begin.at, begin.by, begin.do, {**begin.fields, "format": "99.0"})
    judged = judge(assignment, handed_in(assignment, encode(newer, "") + rest))
    assert {scores(judged)[name] for name in FULL} == {None}
    assert any("newer" in sentence for sentence in judged.look_at), judged.look_at


def test_a_file_that_was_there_and_not_read_waits_for_a_person(assignment: Assignment) -> None:
    lost = replace(handed_in(assignment, None), lost=frozenset({JOURNAL}), broken=("It is a link.",))
    judged = judge(assignment, lost)
    assert {scores(judged)[name] for name in FULL} == {None}
    assert judged.broken == ("It is a link.",) and len(judged.look_at) == 1


def test_a_damaged_line_is_to_be_looked_at_and_costs_nothing(assignment: Assignment, journal: bytes) -> None:
    lines = journal.splitlines(keepends=True)
    lines.insert(len(lines) - 1, b'{"id":"abcdefghijkl","do":"add","name":"half a li\xff\n')
    judged = judge(assignment, handed_in(assignment, b"".join(lines)))
    assert {name: scores(judged)[name] for name in FULL} == FULL
    assert "damaged line" in judged.look_at[0]


def test_without_a_notebook_the_checks_count_and_the_words_wait(assignment: Assignment, journal: bytes) -> None:
    judged = judge(assignment, handed_in(assignment, journal, None))
    assert scores(judged) == {**FULL, **dict.fromkeys(WRITTEN)}
    assert judged.notebooks[0].comments["my-route"] is None, "nobody can say that nothing was written"
    assert at(judged, "my-route")["source"] == "*Write here.*"


def test_cells_deleted_doubled_moved_edited_and_renamed(assignment: Assignment, journal: bytes) -> None:
    given = cells(assignment, my_route="I asked.", my_offer="first")
    by_name = {cell["id"]: cell for cell in given}
    given.remove(by_name["check-route"])
    by_name["check-reasons"]["source"] = "sn.check(network, sn.reasons_given(share=0.1), points=10)"
    by_name["title"]["source"] += " and more"
    again = copy.deepcopy(by_name["my-offer"]) | {"source": "second"}
    given.insert(0, again)
    given.append(copy.deepcopy(by_name["my-offer"]) | {"source": "third"})
    by_name["brief"]["metadata"]["nbgrader"]["grade_id"] = "my-own"
    judged = judge(assignment, handed_in(assignment, journal, given))
    assert {name: scores(judged)[name] for name in FULL} == FULL
    assert "third" in at(judged, "my-offer")["source"]
    assert [sentence.split(":")[0] for sentence in judged.look_at] == [
        "Check cells had been changed, the originals were used",
        "There were two cells of one name, the last counts",
    ]
    assert any("title" in note for note in judged.notes)
    assert any("check-route" in note and "put back" in note for note in judged.notes)
    order = [cell["id"] for cell in document(judged)["cells"]]
    names = [cell.name for cell in assignment.notebooks[0].cells]
    assert [name for name in order if name in names] == names
    assert at(judged, "title")["source"] == assignment.notebooks[0].cells[0].source


def test_cells_of_the_learners_own_stand_where_they_were_and_are_clean(assignment: Assignment, journal: bytes) -> None:
    given = cells(assignment)
    place = next(n for n, cell in enumerate(given) if cell["id"] == "my-route") + 1
    own = [
        {"cell_type": "markdown", "source": ["A note <img src=x onerror=alert(1)>"], "metadata": {"x": "<script>"}},
        {"cell_type": "raw", "source": "<script>alert(1)</script>", "metadata": {"format": "text/html"}},
        {"cell_type": "code", "source": "import os; os._exit(1)", "outputs": [{"data": {"text/html": "<script>"}}]},
        {"cell_type": "code", "source": "   "},
        "no cell", None, {"cell_type": "heading"}, {"cell_type": "markdown", "source": 7},
    ]  # fmt: skip
    judged = judge(assignment, handed_in(assignment, journal, [*given[:place], *own, *given[place:]]))
    shown = document(judged)["cells"]
    after = next(n for n, cell in enumerate(shown) if cell["id"] == "my-route") + 1
    assert [cell["cell_type"] for cell in shown[after : after + 3]] == ["markdown", "markdown", "code"]
    assert shown[after + 2]["source"] == "import os; os._exit(1)" and shown[after + 2]["outputs"] == []
    for cell in shown[after : after + 3]:
        assert "<script" not in json.dumps(cell) and "<img" not in json.dumps(cell)
    assert any("no cells" in note for note in judged.notes)


def test_more_cells_than_are_read_is_said(assignment: Assignment, journal: bytes) -> None:
    many = [{"cell_type": "markdown", "source": f"note {n}"} for n in range(500)]
    judged = judge(assignment, handed_in(assignment, journal, [*cells(assignment), *many]))
    assert any("cells; the first 400" in sentence for sentence in judged.look_at)


def test_the_document_is_a_notebook_and_the_same_every_time(assignment: Assignment, journal: bytes) -> None:
    submission = handed_in(assignment, journal, my_route="Through *her*.")
    judged = judge(assignment, submission)
    nbformat.validate(nbformat.from_dict(document(judged)))  # type: ignore[no-untyped-call]
    sn.picture(sn.load_example("first-steps"))._repr_html_()  # pictures shown meanwhile change nothing
    assert judge(assignment, submission) == judged


def test_another_process_makes_the_same(assignment: Assignment, journal: bytes, tmp_path: Any) -> None:
    (tmp_path / "journal").write_bytes(journal)
    code = (
        "import hashlib, json, pathlib, sys\n"
        "from tests.unit.marking.conftest import handed_out\n"
        "from tests.unit.marking.test_judging import handed_in, document\n"
        "from sourcenet.marking.judging import judge\n"
        "a = handed_out()\n"
        "j = judge(a, handed_in(a, pathlib.Path(sys.argv[1]).read_bytes()))\n"
        "print(hashlib.sha256(json.dumps(document(j)).encode()).hexdigest())\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "journal")]
    sums = {subprocess.run(command, capture_output=True, text=True, check=True).stdout for _run in range(2)}
    assert len(sums) == 1 and len(sums.pop()) > 60


def test_the_light_way_stays_light() -> None:
    code = (
        "import sys, sourcenet.marking.judging, sourcenet.marking.submission\n"
        "heavy = {'nbgrader', 'nbformat', 'nbconvert', 'jinja2', 'pandas', 'networkx', 'rich', 'IPython', 'anywidget'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_words_of_the_marker_come_from_the_instructor_only(journal: bytes) -> None:
    own = handed_out(**{"vocabulary.toml": b'[viewpoints]\nsure = "+"\n'})
    assert judge(own, handed_in(own, journal)).look_at == ()
    broken = handed_out(**{"vocabulary.toml": b"[viewpoints"})
    judged = judge(broken, handed_in(broken, journal))
    assert "vocabulary.toml" in judged.look_at[0] and scores(judged)["check-reasons"] == 10.0


def test_a_check_that_fails_here_is_left_to_a_person(assignment: Assignment, journal: bytes) -> None:
    def unlucky(_count: int) -> Any:
        raise ZeroDivisionError

    (notebook,) = assignment.notebooks
    source = "sn.check(network, course_checks.unlucky(1), points=10)"
    changed = tuple(replace(c, source=source) if c.name == "check-reasons" else c for c in notebook.cells)
    own = replace(assignment, notebooks=(replace(notebook, cells=changed),), properties={"unlucky": unlucky})
    judged = judge(own, handed_in(own, journal))
    assert scores(judged)["check-reasons"] is None and scores(judged)["check-route"] == 6.0
    assert any("check-reasons could not be worked out" in sentence for sentence in judged.look_at)
    assert not any(output["output_type"] == "execute_result" for output in at(judged, "check-reasons")["outputs"])


def test_today_is_the_day_of_handing_in(assignment: Assignment, journal: bytes) -> None:
    seen: list[dt.date] = []

    def remember() -> Any:
        found = sn.reasons_given(share=0.9)

        def look(reading: Any) -> Any:
            seen.append(reading.network.today)
            return found.look(reading)

        return replace(found, look=look)

    (notebook,) = assignment.notebooks
    source = "sn.check(network, course_checks.remember(), points=10)"
    changed = tuple(replace(c, source=source) if c.name == "check-reasons" else c for c in notebook.cells)
    own = replace(assignment, notebooks=(replace(notebook, cells=changed),), properties={"remember": remember})
    judge(own, handed_in(own, journal))
    judge(own, replace(handed_in(own, journal), timestamp=""))
    last = json.loads(journal.splitlines()[-1])["at"][:10]
    assert [str(day) for day in seen] == ["2026-11-20", last]


def test_private_sources_are_not_shown(assignment: Assignment, tmp_path: Any) -> None:
    network = sn.open_network(tmp_path / JOURNAL, learner="learner-07", question="Where?")
    for name in ("a secret diary", "the city library"):
        network.connect("me", network.add(name, private=name.startswith("a secret")), relation="reads", why=f"In {name}.")
    judged = judge(assignment, handed_in(assignment, (tmp_path / JOURNAL).read_bytes()))
    assert "the city library" in text(judged)
    assert "secret" not in text(judged)


def test_what_changed_since_the_last_time(assignment: Assignment, journal: bytes, tmp_path: Any) -> None:
    lines = journal.splitlines(keepends=True)
    early = b"".join(lines[: len(lines) // 2])
    first = judge(assignment, handed_in(assignment, early))
    second = replace(handed_in(assignment, journal), fingerprint="two")
    judged = judge(assignment, second, before=early, earlier=facts(first))
    assert facts(first)["changed"] == [] and facts(first)["earlier"] == {}
    assert facts(judged)["changed"][0].startswith("New: ")
    assert facts(judged)["earlier"]["check-route"] == ["not yet"]
    again = judge(assignment, second, before=journal, earlier=facts(judged))
    assert facts(again) == facts(judged), "marked again, it still says what had changed"
    odd = {"fingerprint": 7, "changed": 3, "earlier": [], "checks": [{"cell": 1}, None, {"cell": "x", "rows": "y"}]}
    assert facts(judge(assignment, second, before=b"\xff", earlier=odd))["changed"] == []


def test_cells_have_the_names_that_a_learner_knows(assignment: Assignment, journal: bytes) -> None:
    assert facts(judge(assignment, handed_in(assignment, journal)))["titles"] == {
        "check-reasons": "Reasons",
        "check-reading-list": "Reading list",
        "check-route": "A route",
        "check-set-aside": "Set aside and kept",
        "connect-task": "Your reading list",
        "my-network": "My network, and what it does not let me see",
        "my-route": "My route",
        "my-offer": "My offer",
    }
