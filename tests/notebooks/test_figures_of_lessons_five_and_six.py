"""Every figure that lessons 05 and 06 quote is one that a reader can work out again."""

import json
import re
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.model.questions import question

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


def of(network, view):
    """Return those who give one answer, and how many connections run between them."""
    some = {one.id for one in network.sources if one.viewpoint == view}
    return some, sum(tie.start in some and tie.end in some for tie in network.connections)


def test_where_the_sources_stand(busy, capsys):
    lines = done(capsys, FIVE["example-parts"]).splitlines()
    assert lines[0] == "trust experts: 21 sources, 35% of them, 13% of what he uses"
    counted = {part.name: part.sources for part in sn.composition(busy, by="viewpoint")}
    assert list(counted.values()) == [21, 13, 10, 8, 3] and len(busy.sources) - sum(counted.values()) == 5
    words = FIVE["example-words"]
    assert all(
        part in words
        for part in ("Twenty-one", "Thirteen", "Ten say", "eight *build tools*", "three *set rules*", "Five say")
    )


def test_who_they_are_that_trust_experts(busy):
    some = [one for one in busy.sources if one.viewpoint == "trust experts"]
    facts = [
        "Full Fact",
        "Snopes",
        "AFP Fact Check",
        "PolitiFact",
        "FactCheck.org",
        "Reuters Fact Check",
        "Science Feedback",
    ]
    facts = {busy.source(name).id for name in [*facts, "International Fact-Checking Network"]}
    inner = sum(tie.start in facts and tie.end in facts for tie in busy.connections)
    assert facts <= {one.id for one in some} and inner == 13
    assert len(facts) == 8 and "eight of them check facts" in FIVE["example-words"]
    assert (
        sum(one.access == "login" for one in some) == 6
        and "six stand behind the library's login" in FIVE["example-words"]
    )
    health = [one for one in some if one.subject == "health"]
    assert len(health) == 5 and "five are about health" in FIVE["example-words"]
    told = "eight who check facts stand there already, thirteen connections run between them"
    assert told in FIVE["reply-a"] and told in question("05-missing").options[0].reply


def test_the_room_that_hears_itself(busy):
    eight, inner = of(busy, "build tools")
    assert (len(eight), inner, len(eight) * 7) == (8, 16, 56)
    assert "of 56 possible connections between the eight, 16" in FIVE["room-look"] and "3 in 100" in FIVE["room-look"]
    others = [of(busy, view.name) for view in busy.vocabulary.viewpoints if view.name != "build tools"]
    assert (
        max(n / (len(some) * (len(some) - 1)) for some, n in others if len(some) > 1) <= 1 / 6
        and "one in six" in FIVE["room-look"]
    )
    part = next(one for one in sn.composition(busy, by="viewpoint") if one.name == "build tools")
    assert (round(100 * part.share), round(100 * part.use)) == (13, 29) and "**Eight sources, 29 %.**" in FIVE["echo"]
    assert round(sn.density(busy), 2) == 0.03
    assert round(sn.diversity(busy), 1) == round(sn.diversity(busy, weighted=True), 1) == 4.3


def test_the_room_is_printed_by_name_and_another_can_be_put_there(busy, capsys):
    lines = done(capsys, FIVE["example-room"], example=busy).splitlines()
    assert "Hacker News" in lines[0] and "The Verge" in lines[0] and lines[0].count(";") == 7
    assert lines[1] == "16 of 56 possible connections run between them"
    other = FIVE["example-room"].replace('"build tools"', '"set rules"')
    assert done(capsys, other, example=busy).splitlines()[1].startswith("1 of 6 ")


def test_all_speak_english(busy):
    assert [(part.name, part.sources) for part in sn.composition(busy, by="language")] == [("English", 60)]
    formal = next(part for part in sn.composition(busy, by="setting") if part.name == "formal")
    assert formal.sources == 24 and round(1 / formal.use) == 7 and "24 of his 60, is a seventh" in FIVE["language-word"]


def test_a_new_label_moves_the_figure_most(capsys):
    said = done(capsys, FIVE["break"])
    assert (
        re.findall(r"becomes ([\d.]+)", said) == ["4.26", "4.40", "4.58"] and "4.26, 4.40, 4.58" in FIVE["break-look"]
    )
    relabelled = done(capsys, FIVE["break-label"])
    assert relabelled.strip() == "4.30 becomes 4.62" and "4.62" in FIVE["label-look"], "nobody new has spoken"


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("Africa Check", "English", "Nothing changes in languages."),
        ("Maldita.es", "Spanish", "as if 1.00 in balance, then 1.09"),
    ],
)
def test_what_the_three_candidates_change(busy, name, language, said):
    trying = {"name": name, "kind": "organisation", "viewpoint": "trust experts", "language": language}
    told = sn.Voices(busy).act_try(trying).say
    assert "as if 4.30 in balance, then 4.26" in told and said in told
    assert name in FIVE["candidates"] and "a Spanish one moves it a little" in FIVE["candidates"] and len(busy.sources) == 60


def test_the_debate_of_the_further_task():
    debate = sn.load_example("debate")
    assert len(debate.sources) == 30 and round(sn.diversity(debate), 2) == 3.39
    debate.add("one more", kind="paper", viewpoint="critic")
    assert round(sn.diversity(debate), 2) == 3.46
    asked = sn.load_example("debate")
    asked.add("students of the course", kind="community", viewpoint="student")
    assert round(sn.diversity(asked), 2) == 3.80 and "to 3.46, a student's voice to 3.80" in FIVE["further"]


def test_two_only_ways_with_him_in_the_middle(capsys, busy):
    lines = done(capsys, SIX["example-only"]).splitlines()
    assert [line.split(". Lost")[0] for line in lines] == [
        "library guide -> university login",
        "friend on my course -> flatmate in nursing",
    ]
    for name in (
        "JSTOR",
        "Scopus",
        "Web of Science",
        "Nexis",
        "Oxford Reference",
        "PubMed",
        "Cochrane Library",
        "World Health Organization",
    ):
        assert name in "".join(lines) and name in SIX["example-words"]
    behind = [len(sn.lost_without(busy, way.connection)) for way in sn.bridges(busy, with_me=True)]
    assert (
        behind == [7, 5]
        and sum(behind) == 12
        and len(busy.connections) == 139
        and "139 connections, and twelve of his sources hang by only two" in SIX["stop-mend"]
    )


def test_three_ways_and_one_gate(capsys):
    lines = done(capsys, SIX["example-only"], SIX["example-route"]).splitlines()
    assert len(lines) == 3 and all("flatmate in nursing" in line for line in lines)


def test_neither_setting_reaches_all(capsys):
    said = done(capsys, SIX["example-only"], SIX["settings-run"])
    assert re.findall(r"only: (\d+) of 60", said) == ["18", "36", "46"] and SIX["settings-look"].startswith(
        "18, 36, 46."
    )
    assert "NHS website" in said


def test_one_connection_mends_it_and_another_mends_less(capsys):
    said = done(capsys, SIX["mend-example"])
    assert "Lost without the flatmate: 0" in said and "Only ways left: library guide -> university login" in said
    assert (
        len(sn.lost_without(sn.load_example("busy"), "flatmate in nursing")) == 4
        and "From four to none" in SIX["mend-look"]
    )


def test_the_map_believes_a_way_that_passes_the_same_gate(capsys):
    other = SIX["mend-example"].replace('"Cochrane Library"', '"JSTOR"')
    said = done(capsys, other)
    assert "Lost without the flatmate: 4" in said and "login" not in said.split("Only ways left:")[1]
    gone = done(capsys, other, SIX["gate"])
    assert gone.startswith("10 ask for a login:") and "JSTOR" in gone and "among the ten" in SIX["gate-look"]
    assert done(capsys, SIX["mend-example"], SIX["gate"]) == gone, "with the new line or without"


def test_the_checks_count_from_where_the_session_began(busy):
    assert [row.level for row in sn.check(busy, sn.walked(3), sn.mended(11), sn.appraised(3)).rows] == ["met", "met", "not yet"]
    busy.begin("session-5")
    busy.begin("session-6")
    asked = sn.walked(2, since="session-6"), sn.mended(1, since="session-6"), sn.appraised(1, since="session-5")
    assert [row.share for row in sn.check(busy, *asked).rows] == [0, 0, 0]
    assert 'since="session-5"' in FIVE["check"] and SIX["check"].count('since="session-6"') == 2
    assert "stays his" in SIX["your-turn"] and "from today on" in FIVE["your-turn"]


def notes(name):
    return cells(f"instructor/{name}.ipynb")


def test_the_notes_give_the_same_figures():
    five, six = notes("05-run-session-five"), notes("06-run-session-six")
    assert "**4.30, 4.26, 4.40, 4.58, 4.62**" in five["before"] and "21, 13, 10, 8 and 3 sources, five" in five["shown"]
    assert "**18, 36, 46** of 60, **four, none**, and **ten**" in six["before"]
    assert "seven sources hang by one, five by the other" in six["shown"]
    assert 'since="session-6"' in six["empty-check-run"] and 'since="session-5"' in five["empty-check-run"]
    for words in ("-0.69", "0.51"):
        assert words in five["shown-ei"]
    assert round(sn.ei(sn.load_example("busy")).value, 2) == -0.69
