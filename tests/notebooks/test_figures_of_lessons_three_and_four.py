"""Every figure and name that lessons 03 and 04 quote is one that a reader can find again."""

import json
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.model.frameworks import axes_of

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def cells(name):
    notebook = json.loads((NOTEBOOKS / name).read_text("utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


THREE, FOUR = cells("03-appraise-a-source.ipynb"), cells("04-read-laterally.ipynb")


@pytest.fixture
def busy():
    return sn.load_example("busy")


def done(capsys, *codes, **given):
    place = {"sn": sn, **given}
    for code in codes:
        capsys.readouterr()
        exec(code, place)
    return capsys.readouterr().out


def test_six_sources_are_judged_and_wired_twice(busy, capsys):
    assert len({card.source for card in busy.appraisals}) == 6 and len(busy.appraisals) == 7
    assert "judged six sources" in THREE["example-intro"] and "his own six cards" in THREE["your-turn"]
    said = done(capsys, THREE["example"])
    assert said.splitlines()[:5] == ["currency: 5 of 5", "relevance: 3 of 5", "authority: 4 of 5", "accuracy: 4 of 5", "purpose: 2 of 5"]
    assert "5 of 5 on *how up to date*, 2 on *what it is for*" in THREE["example-words"]
    assert "September 2025" in THREE["example-intro"] and busy.appraisals[0].at.startswith("2025-09")


def test_a_year_later_by_another_card(capsys):
    said = done(capsys, THREE["example"], THREE["example-later"])
    assert said.startswith("who: A magazine of Condé Nast") and "not for what the law should do" in said
    axes = done(capsys, THREE["example"], THREE["axes"])
    assert axes.splitlines()[0].startswith("CRAAP {'who': 4.0") and axes.splitlines()[1].startswith("COR")


def test_the_sum_that_says_nothing(capsys):
    assert "3.6 of 5" in done(capsys, THREE["break"]) and "3.6" in THREE["guess"]


def test_the_two_cards_meet_on_five_axes(busy):
    first = busy.appraisals[0]
    assert set(axes_of(first)) == {"who", "evidence", "when", "why", "fit"}


def test_which_pairs_are_two_voices(capsys):
    lines = done(capsys, FOUR["pairs"], example=sn.load_example("busy")).splitlines()
    assert [("one voice" in line, "two voices" in line) for line in lines] == [(True, False)] * 3 + [(False, True)]
    assert "Poynter" in lines[0] and "Condé Nast" in lines[1] and "Downes" in lines[2]


def test_one_owner_makes_two_voices_one(capsys):
    assert done(capsys, FOUR["break-run"]).startswith("Both belong to One and the same house.")


def test_what_the_others_said(capsys, busy):
    said = done(capsys, FOUR["said-run"], example=busy)
    assert "AFP Fact Check on Full Fact: Had the same claim and named other people whom it had asked." in said
    assert "had the same claim and named other people whom it had asked" in FOUR["lateral-how"]
