"""Every figure and name that lessons 03 and 04 quote is one that a reader can find again."""

import json
import re
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.model.frameworks import axes_of
from sourcenet.model.questions import question

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def cells(name):
    notebook = json.loads((NOTEBOOKS / name).read_text("utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


THREE, FOUR = cells("03-appraise-a-source.ipynb"), cells("04-read-laterally.ipynb")


@pytest.fixture
def busy():
    return sn.load_example("busy")


def place(*codes, **given):
    """What stands after some cells have run, one after the other."""
    names = {"sn": sn, **given}
    for code in codes:
        exec(code, names)
    return names


def done(capsys, *codes, **given):
    """What the last of some cells prints."""
    names = place(*codes[:-1], **given)
    capsys.readouterr()
    place(codes[-1], **names)
    return capsys.readouterr().out


def test_six_sources_are_judged_and_wired_twice(busy, capsys):
    assert len({card.source for card in busy.appraisals}) == 6 and len(busy.appraisals) == 7
    assert "judged six sources, one of them twice" in THREE["example-intro"]
    said = done(capsys, THREE["example"], THREE["example-card"])
    assert said.splitlines()[:5] == ["currency: 5 of 5", "relevance: 3 of 5", "authority: 4 of 5", "accuracy: 4 of 5", "purpose: 2 of 5"]
    assert "5 of 5 on *how up to date*, 2 on *what it is for*" in THREE["example-read"]
    assert "September 2025" in THREE["example-words"] and busy.appraisals[0].at.startswith("2025-09")
    assert "A year later" in THREE["example-read"] and busy.appraisals[2].at.startswith("2026-09")


def test_what_stands_round_wired_is_what_the_words_say():
    around = place(THREE["example"])["around"]
    named = set(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", THREE["example-words"].split("\n\n")[0])) & {one.label for one in around.sources}
    assert named == {one.label for one in around.sources} and len(named) == 5
    stands = [one.viewpoint for one in around.sources]
    assert stands.count("build tools") == 4 and stands.count("set rules") == 1
    held = {(tie.start_label, tie.relation, tie.end_label) for tie in around.connections}
    assert {("Hacker News", "passes on", "Wired"), ("The Verge", "refers to", "Wired"), ("Wired", "argues with", "Pariser 2011"), ("Wired", "same owner", "Ars Technica")} <= held
    assert {("Hacker News", "passes on", "Ars Technica"), ("Hacker News", "passes on", "The Verge"), ("Ars Technica", "refers to", "The Verge")} <= held
    own = {tie.end_label: tie for tie in around.connections if tie.start == "me"}
    assert len(held) == 12 and own.keys() == named and "goes to all five" in THREE["example-words"]
    assert (own["Hacker News"].strength, own["Wired"].strength, own["Pariser 2011"].last_used) == (5, 3, "2026-02")
    assert len(sn.load_example("busy").sources) == 60, "the example itself is as it was"


def test_what_is_said_to_whoever_has_no_neighbour(busy, capsys):
    said = done(capsys, THREE["neighbours-nobody"], example=busy)
    assert said.strip() == "{'currency': 3, 'relevance': 5, 'authority': 5, 'accuracy': 4, 'purpose': 4}"
    card = next(card for card in busy.appraisals if "45 readers" in card.evidence)
    assert "ten were historians, ten fact checkers and 25 students" in card.evidence
    assert "45 readers, ten of them historians, ten fact checkers, 25 students" in THREE["neighbours"]


def test_the_flawed_card_is_the_one_of_the_practice_network():
    (card,) = sn.load_example("practice").appraisals
    rows = re.findall(r"^\| (\w+) \| (\d) \| (?:\"(.*)\" )?\|$", THREE["hunt"], re.MULTILINE)
    assert {asked.lower(): int(number) for asked, number, _seen in rows} == card.answers
    assert {asked.lower(): seen for asked, _number, seen in rows if seen} == card.seen
    assert card.verdict in THREE["hunt"] and THREE["hunt-open"].count("\n1. ") + len(re.findall(r"\n[2-5]\. ", THREE["hunt-open"])) == 5


@pytest.mark.parametrize("name", ["busy", "practice"])
def test_what_came_with_a_borrowed_network_counts_in_no_check(name):
    found = sn.check(sn.load_example(name), sn.read_laterally(2), sn.appraised(3))
    assert [row.share for row in found.rows] == [0, 0]
    for lesson in (THREE, FOUR):
        assert "came with it does not count" in lesson["your-turn"] and f"- `{name}`" in lesson["borrow-how"]


def test_a_year_later_by_another_card(capsys):
    said = done(capsys, THREE["example"], THREE["example-later"])
    assert said.startswith("who: A magazine of Condé Nast") and "not for what the law should do" in said
    axes = done(capsys, THREE["example"], THREE["axes"])
    assert axes.splitlines()[0].startswith("CRAAP {'who': 4.0") and axes.splitlines()[1].startswith("COR")


def test_the_sum_that_says_nothing(capsys):
    said = done(capsys, THREE["example"], THREE["break"])
    assert "3.6 of 5" in said and "3.6" in THREE["guess"]
    changed = THREE["break"].replace('["relevance"] = 3', '["relevance"] = 5').replace('["purpose"] = 2', '["purpose"] = 4')
    assert "4.4 of 5" in done(capsys, THREE["example"], changed) and "Write 5 and 4, and the same magazine has 4.4" in THREE["break-look"]


def test_the_two_cards_meet_on_five_axes(busy):
    first = busy.appraisals[0]
    assert set(axes_of(first)) == {"who", "evidence", "when", "why", "fit"}


def test_which_pairs_are_two_voices(capsys):
    lines = done(capsys, FOUR["example"], FOUR["pairs"]).splitlines()
    assert [("one voice" in line, "two voices" in line) for line in lines] == [(True, False)] * 3 + [(False, True)]
    assert "Poynter" in lines[0] and "Condé Nast" in lines[1] and "Downes" in lines[2]


def test_the_picture_of_four_pairs_is_what_the_words_say():
    names = place(FOUR["example"])
    assert {one.label for one in names["around"].sources} == set(names["eight"])
    named = set(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", FOUR["example-words"]))
    assert set(names["eight"]) <= named
    held = {(tie.start_label, tie.end_label) for tie in names["around"].connections}
    checked = "International Fact-Checking Network"
    for pair in ((checked, "PolitiFact"), (checked, "Full Fact"), (checked, "AFP Fact Check"), ("Full Fact", "AFP Fact Check"), ("Wired", "Ars Technica"), ("Half an Hour", "Downes 2012")):
        assert pair in held
    assert ("Full Fact", checked) in held and "*Full Fact* leads back to it" in FOUR["example-words"]
    own = {tie.end_label for tie in names["around"].connections if tie.start == "me"}
    assert own == {checked, "Full Fact", "Wired", "Ars Technica", "Half an Hour"} and "five of the eight" in FOUR["example-words"]


def test_two_registers_make_two_voices_one(capsys):
    assert done(capsys, FOUR["break-run"]).startswith("It cannot be said yet")
    pages = NOTEBOOKS / "practice"
    for name in ("register-sleepwell", "register-restwell"):
        assert f"practice/{name}.html" in FOUR["break"] and "Dormia Group" in (pages / f"{name}.html").read_text("utf-8")
    noted = re.sub(r'(behind_the_\w+) = ""', r'\1 = "Dormia Group"', FOUR["break-run"])
    assert done(capsys, noted).startswith("Both belong to Dormia Group.")
    half = FOUR["break-run"].replace('behind_the_centre = ""', 'behind_the_centre = "Dormia Group"')
    assert done(capsys, half.replace('daily = ""', 'daily = "Restwell Media"')).startswith("They belong to two owners")


def test_the_eighteen_per_cent_can_be_traced_on_the_practice_network():
    network = sn.load_example("practice")
    steps = ["me", "Owl at Noon (made up)", "Harbour Paper (made up)", "Sleepwell, home (made up)", "Sleepwell, study (made up)"]
    network.traverse("Where was 18 % said first?", steps, ["read its post", "opened the piece it names", "looked for the number", "read how they asked"])
    assert sn.check(network, sn.walked(1)).rows[0].share == 1


def test_the_notes_name_the_two_that_do_not_exist():
    answers = (NOTEBOOKS / "practice" / "assistant-answers.html").read_text("utf-8")
    for notes in ("03-run-session-three", "04-run-session-four"):
        text = "".join(cells(f"instructor/{notes}.ipynb").values())
        assert "*Marlow and Iden*" in text and "*Harbeck*" in text
    assert all(name in answers for name in ("Marlow", "Iden", "Harbeck")) and answers.count("<li>") == 5


@pytest.mark.parametrize(("lesson", "step"), [(THREE, "03-evidence"), (FOUR, "04-pair")])
def test_the_box_and_the_folded_text_give_the_same_replies(lesson, step):
    asked = question(step)
    assert asked.ask in lesson["question"]
    for one in asked.options:
        assert f"- **{one.key}** {one.text}" in lesson["question"]
        folded = lesson[f"reply-{one.key.lower()}"].replace("*", "")
        assert f"If you chose {one.key}" in folded and one.reply in folded


def test_what_the_others_said(capsys, busy):
    said = done(capsys, FOUR["said-run"], example=busy)
    assert "AFP Fact Check on Full Fact: Had the same claim and named other people whom it had asked." in said
    assert "had the same claim and named other people whom it had asked" in FOUR["lateral-how"]
