"""Lessons 03 and 04 as learners meet them: with nothing, on a borrowed network, and the day after."""

from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.data.loading import EXAMPLES

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LESSONS = {"three": NOTEBOOKS / "03-appraise-a-source.ipynb", "four": NOTEBOOKS / "04-read-laterally.ipynb"}
CENTRE, DAILY = "Sleepwell, home (made up)", "Restwell Daily (made up)"
REPORT, OWL = "Night Study, report (made up)", "Owl at Noon (made up)"
REGISTER = "Charities, entry (made up)"


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


def id_of(network, name):
    return network.source(name).id


@pytest.mark.parametrize("name", LESSONS)
def test_an_empty_network_is_met_with_kind_words(run, tmp_path, name):
    notebook = run(LESSONS[name], tmp_path)
    assert complaints(notebook) == [] and "Sources here: 0" in shown(notebook, "borrow")
    assert "not yet" in shown(notebook, "check")
    cell, words = {"three": ("return-used", "Nothing is connected yet."), "four": ("return-note", "Nothing was written in session 3.")}[name]
    assert words in shown(notebook, cell)
    assert not (tmp_path / "my-network.jsonl").exists()


@pytest.mark.parametrize("borrowed", ["busy", "practice"])
@pytest.mark.parametrize("name", LESSONS)
def test_a_borrowed_network_is_the_same_lesson_today_and_tomorrow(run, tmp_path, name, borrowed):
    copy = tmp_path / "with a copy" / LESSONS[name].name
    copy.parent.mkdir()
    text = LESSONS[name].read_text("utf-8")
    assert text.count('borrow = \\"\\"') == 1
    copy.write_text(text.replace('borrow = \\"\\"', f'borrow = \\"{borrowed}\\"'), "utf-8")
    for _day in (1, 2):
        notebook = run(copy, tmp_path)
        assert complaints(notebook) == []
        assert "Sources here: " + {"busy": "60", "practice": "12"}[borrowed] in shown(notebook, "borrow")
        kept = (tmp_path / f"borrowed-{borrowed}.jsonl").read_bytes()
        assert kept == (EXAMPLES / borrowed / f"{borrowed}.jsonl").read_bytes(), "nothing is added that nobody did"
    assert not (tmp_path / "my-network.jsonl").exists()


def test_what_was_done_is_there_the_next_day(run, tmp_path):
    network = sn.open_network(tmp_path / "my-network.jsonl", question="Does it help?")
    leaflet, base = network.add("a leaflet from the shop", kind="object"), network.add("PubMed", kind="database")
    network.connect("me", leaflet, relation="keeps", why="Every promise of it can be looked up one by one.", strength=4)
    network.appraise(leaflet, "cor", {}, evidence="No author and no year stand on it.", said={base.id: "No trial of this tea is listed there."})
    network.post("03-reflect", "The leaflet rests on habit.")
    before = (tmp_path / "my-network.jsonl").read_bytes()
    for name in LESSONS:
        notebook = run(LESSONS[name], tmp_path)
        assert complaints(notebook) == []
        assert "a leaflet from the shop" in shown(notebook, {"three": "card", "four": "lateral"}[name]), "the still beside it"
    assert "The leaflet rests on habit." in shown(notebook, "return-note"), "met again in session 4"
    assert (tmp_path / "my-network.jsonl").read_bytes() == before


def test_what_is_done_in_the_boxes_of_lesson_three_meets_its_check():
    network = sn.load_example("practice")
    for name, saw in ((CENTRE, "It says reviewed in spring 2019, above a frame of 2026."), (DAILY, "A shopping guide stands below the piece, with ten products.")):
        sheet = sn.Appraiser(network, source=name, framework="cor")
        sheet.act_judge({"text-who": "Somebody who sells something.", "evidence": saw, "verdict": "Good enough to see the claim, not to believe it."}, card="cor")
    levels = [row.level for row in sn.check(network, sn.appraised(3)).rows]
    assert levels == ["nearly"], "two of three"
    sheet = sn.Appraiser(network, source=REPORT, framework="craap")
    sheet.act_judge({"score-accuracy": "4", "seen-accuracy": "Marks of 640 students over two years, and two of the authors disagree in print."}, card="craap")
    assert [row.level for row in sn.check(network, sn.appraised(3)).rows] == ["met"]


def test_what_is_done_in_the_boxes_of_lesson_four_meets_its_check_without_the_internet():
    network = sn.load_example("practice")
    for name, saw, other, said in (
        (CENTRE, "Reviewed in spring 2019, below a frame of 2026.", REGISTER, "Nearly all of the money comes from one giver, who makes beds."),
        (DAILY, "Ten products are recommended below the piece.", OWL, "Whoever follows the number back ends at a leaflet."),
        (REPORT, "Two of its authors disagree, and their note is printed.", OWL, "Calls it the only one that has looked at all."),
    ):
        sheet = sn.Appraiser(network, source=name, framework="cor")
        sheet.act_judge({"evidence": saw}, card="cor")
        sheet.act_bring({"other": id_of(network, other), "said": said})
    result = sn.check(network, sn.read_laterally(2), sn.appraised(3))
    assert [row.level for row in result.rows] == ["met", "met"]
    sheet = sn.Appraiser(network, source=CENTRE)
    sheet.act_bring({"other": id_of(network, DAILY), "said": "The same sentence, word for word, with an advertisement."})
    told = sheet.act_owners({"owner-this": "Dormia Group", "owner-other": "Dormia Group"}, other=id_of(network, DAILY))
    assert told.say == "One voice. Both belong to Dormia Group."
