"""Every figure that lessons 05 and 06 quote is one that a reader can work out again."""

import json
import re
from pathlib import Path

import pytest

import sourcenet as sn

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def cells(name):
    notebook = json.loads((NOTEBOOKS / name).read_text("utf-8"))
    return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}


FIVE, SIX = cells("05-find-missing-voices.ipynb"), cells("06-walk-and-mend-routes.ipynb")


@pytest.fixture
def busy():
    return sn.load_example("busy")


def done(capsys, *codes, **given):
    """Run cells one after the other in one place, and return what the last of them printed."""
    place = {"sn": sn, **given}
    for code in codes:
        capsys.readouterr()
        exec(code, place)
    return capsys.readouterr().out


def test_where_the_sources_stand(busy, capsys):
    lines = done(capsys, FIVE["example-parts"]).splitlines()
    assert lines[0] == "trust experts: 21 sources, 35% of them, 13% of what he uses"
    counted = {part.name: part.sources for part in sn.composition(busy, by="viewpoint")}
    assert list(counted.values()) == [21, 13, 10, 8, 3] and len(busy.sources) - sum(counted.values()) == 5
    words = FIVE["example-words"]
    assert all(part in words for part in ("Twenty-one", "Thirteen", "Ten say", "eight *build tools*", "three *set rules*", "Five say"))


def test_the_room_that_hears_itself(busy):
    eight = {one.id for one in busy.sources if one.viewpoint == "build tools"}
    inner = sum(tie.start in eight and tie.end in eight for tie in busy.connections)
    assert (len(eight), inner, len(eight) * 7) == (8, 16, 56) and "of 56 possible connections between the eight, 16" in FIVE["echo"]
    part = next(one for one in sn.composition(busy, by="viewpoint") if one.name == "build tools")
    assert (round(100 * part.share), round(100 * part.use)) == (13, 29) and "**Eight sources, 29 %.**" in FIVE["echo"]
    assert round(sn.density(busy), 2) == 0.03
    assert round(sn.diversity(busy), 1) == round(sn.diversity(busy, weighted=True), 1) == 4.3


def test_all_speak_english(busy):
    assert [(part.name, part.sources) for part in sn.composition(busy, by="language")] == [("English", 60)]


def test_a_new_label_moves_the_figure_most(capsys):
    said = done(capsys, FIVE["break"])
    assert re.findall(r"becomes ([\d.]+)", said) == ["4.26", "4.40", "4.58"] and "4.26, 4.40, 4.58" in FIVE["break-look"]
    relabelled = FIVE["break"].replace('trial = sn.load_example("busy")', 'trial = sn.load_example("busy")\n    trial.edit("Snopes", viewpoint="live with doubt")')
    before = [float(one) for one in re.findall(r"becomes ([\d.]+)", said)]
    after = [float(one) for one in re.findall(r"becomes ([\d.]+)", done(capsys, relabelled))]
    assert all(b > a for a, b in zip(before, after, strict=True)), "nothing new is heard, and the figure rises"


def test_the_debate_of_the_further_task():
    debate = sn.load_example("debate")
    assert len(debate.sources) == 30 and round(sn.diversity(debate), 2) == 3.39
    debate.add("one more", kind="paper", viewpoint="critic")
    assert round(sn.diversity(debate), 2) == 3.46


def test_two_only_ways_with_him_in_the_middle(capsys, busy):
    lines = done(capsys, SIX["example-only"]).splitlines()
    assert [line.split(". Lost")[0] for line in lines] == ["library guide -> university login", "friend on my course -> flatmate in nursing"]
    for name in ("JSTOR", "Scopus", "Web of Science", "Nexis", "Oxford Reference", "PubMed", "Cochrane Library", "World Health Organization"):
        assert name in "".join(lines) and name in SIX["example-words"]
    behind = [len(sn.lost_without(busy, way.connection)) for way in sn.bridges(busy, with_me=True)]
    assert behind == [7, 5] and sum(behind) == 12 and len(busy.connections) == 139 and "139, and two of them hold twelve" in SIX["stop-mend"]


def test_three_ways_and_one_gate(capsys):
    lines = done(capsys, SIX["example-only"], SIX["example-route"]).splitlines()
    assert len(lines) == 3 and all("flatmate in nursing" in line for line in lines)


def test_neither_setting_reaches_all(capsys):
    said = done(capsys, SIX["example-only"], SIX["settings-run"])
    assert re.findall(r"only: (\d+) of 60", said) == ["18", "36", "46"] and SIX["settings-look"].startswith("18, 36, 46.")
    assert "NHS website" in said


def test_one_connection_mends_it_and_another_mends_less(capsys):
    said = done(capsys, SIX["mend-example"])
    assert "Lost without the flatmate: 0" in said and "Only ways left: library guide -> university login" in said
    assert len(sn.lost_without(sn.load_example("busy"), "flatmate in nursing")) == 4 and "From four to none" in SIX["mend-look"]
    other = sn.load_example("busy")
    other.connect("subject librarian", "JSTOR", relation="knows copies of", why="She knows the open ones.")
    lost = [one.name for one in sn.lost_without(other, "university login")]
    assert "JSTOR" not in lost and len(lost) == 5 and "five others are not" in SIX["mend-look"]
