"""Lessons 05 and 06 as learners meet them: with nothing, on a borrowed network, and the day after."""

from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.data.loading import EXAMPLES

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSONS = {"five": NOTEBOOKS / "05-find-missing-voices.ipynb", "six": NOTEBOOKS / "06-walk-and-mend-routes.ipynb"}


def shown(notebook, cell_id):
    cell = next(cell for cell in notebook.cells if cell.id == cell_id)
    return "".join(str(output.get("text") or output.get("data", "")) for output in cell.outputs)


def complaints(notebook):
    return [
        output.get("text") or output.get("ename")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "error" or output.get("name") == "stderr"
    ]


@pytest.mark.parametrize("name", LESSONS)
def test_an_empty_network_is_met_with_kind_words(run, tmp_path, name):
    notebook = run(LESSONS[name], tmp_path)
    assert complaints(notebook) == [] and "Sources here: 0" in shown(notebook, "borrow")
    assert {"five": "not written yet", "six": "No route of mine is kept yet"}[name] in shown(notebook, "seen")
    assert "not yet" in shown(notebook, "check")
    cell, words = {
        "five": ("return-pairs", "No pair stands here yet."),
        "six": ("return-routes", "No route is kept yet."),
    }[name]
    assert words in shown(notebook, cell)
    assert not (tmp_path / "my-network.jsonl").exists()


@pytest.mark.parametrize("name", LESSONS)
def test_the_borrowed_network_is_the_same_lesson_today_and_tomorrow(run, tmp_path, name):
    copy = tmp_path / "with a copy" / LESSONS[name].name
    copy.parent.mkdir()
    copy.write_text(LESSONS[name].read_text("utf-8").replace("borrow = False", "borrow = True"), "utf-8")
    for _day in (1, 2):
        notebook = run(copy, tmp_path)
        assert complaints(notebook) == [] and "Sources here: 60" in shown(notebook, "borrow")
        assert "not yet" in shown(notebook, "check") or "nearly" in shown(notebook, "check"), (
            "his work is not the learner's"
        )
        shipped = (EXAMPLES / "busy" / "busy.jsonl").read_bytes()
        (added,) = (tmp_path / "borrowed-busy.jsonl").read_bytes().removeprefix(shipped).splitlines()
        assert b"session-" in added, "once, that the session begins here"
    assert not (tmp_path / "my-network.jsonl").exists()


def test_what_is_done_in_the_boxes_of_lesson_five_meets_its_check():
    network = sn.load_example("busy")
    sheet = sn.Voices(network)
    sheet.act_voice(
        {
            "voice": "People who check claims in Buenos Aires would say that it is three years old there.",
            "how": "All sixty of my sources speak English only.",
            "good": "no",
            "reason": "The claim came from there in the first place.",
        }
    )
    sheet.act_try({"name": "Chequeado", "kind": "organisation", "viewpoint": "trust experts"})
    sheet.act_add({"why": "It meets claims that never reach me in English.", "relation": "reads"})
    assert [row.level for row in sn.check(network, sn.voice_sought(1), sn.appraised(1)).rows] == ["met", "not yet"]
    card = sn.Appraiser(network, source="Chequeado", framework="cor")
    card.act_judge(
        {"evidence": "It names the speech and the day, and links the figures of the office in Buenos Aires."},
        card="cor",
    )
    result = sn.check(network, sn.voice_sought(1), sn.reasons_given(share=0.9), sn.appraised(1))
    assert [row.level for row in result.rows] == ["met", "met", "met"]


def test_what_is_done_in_the_boxes_of_lesson_six_meets_its_check():
    network = sn.load_example("first-steps")
    assert [row.level for row in sn.check(network, sn.walked(2)).rows] == ["not yet"]
    sheet = sn.Pathfinder(network, question="Is this figure true?")
    for question, names in (
        ("Is this figure true?", ("course tutor", "library guide", "PubMed")),
        ("Who else?", ("Wikipedia", "NHS website")),
    ):
        sheet.question = question
        for name, doing in zip(
            names,
            ("asked who would know it", "looked on its list of places", "searched for the first study"),
            strict=False,
        ):
            sheet.act_step(network.source(name).id)
            sheet.act_do({"doing": doing, "then": "there" if name == names[-1] else "on"})
        sheet.act_keep()
        sheet.act_again()
    result = sn.check(network, sn.walked(2), sn.reasons_given(share=0.9))
    assert [row.level for row in result.rows] == ["met", "met"]


def test_one_way_that_is_mended_meets_the_check_and_so_does_a_decision_where_nothing_is():
    network = sn.load_example("busy")
    sheet = sn.TakeAway(network)
    sheet.act_take({"source": network.source("flatmate in nursing").id}, by="source")
    ends = {"start": network.source("subject librarian").id, "end": network.source("Cochrane Library").id}
    sheet.act_mend({**ends, "relation": "teaches", "why": "Her drop-in on reading a review is every second Tuesday."})
    assert sn.check(network, sn.mended(12)).rows[0].level == "met"

    star = sn.SourceNetwork.in_memory(question="Does this drug work?", learner="learner-07")
    star.connect("me", star.add("pharmacist", kind="person"), strength=4, why="Rings me back within the hour.")
    star.connect("me", star.add("leaflet", kind="object"), strength=1, why="Folded in the box, read once in June.")
    assert sn.check(star, sn.mended(1)).rows[0].level == "not yet"
    sheet = sn.TakeAway(star)
    sheet.act_take({"source": star.source("leaflet").id}, by="source")
    sheet.act_answer({"why": "Without the leaflet I would ring the pharmacist before noon and ask for the dose."})
    assert sn.check(star, sn.mended(1)).rows[0].level == "met"


def test_what_was_written_in_session_five_comes_back_in_session_six(run, tmp_path):
    network = sn.open_network(tmp_path / "my-network.jsonl", question="Does this drug work?")
    hidden = network.add("a clinic", kind="organisation", private=True)
    network.connect("me", hidden, why="I go there on the first Monday.")
    network.traverse("Who knows?", ["me", hidden.id], ["asked at the desk there"])
    sn.Reflection(network, "05-reflect", ask="Whom?").act_write({"text": "I hold the union and never ask it."})
    notebook = run(LESSONS["six"], tmp_path)
    assert complaints(notebook) == []
    assert "I hold the union and never ask it." in shown(notebook, "return-routes")
    for cell in ("return-routes", "seen"):
        assert "a clinic" not in shown(notebook, cell) and "first Monday" not in shown(notebook, cell)
