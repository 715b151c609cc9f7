"""The example networks: the shipped journal is what the table says, and is never written to."""

import importlib.util
from pathlib import Path

import pytest
from tests.unit.data.plans import REASONS, TABLES, URLS

import sourcenet as sn
from sourcenet.data.loading import EXAMPLES, example_names
from sourcenet.model.network import SourceNetwork
from sourcenet.model.rules import cleaned

TOOL = Path(__file__).parents[3] / "tools" / "make_examples.py"
NAMES = ("first-steps", "busy", "debate")


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("make_examples", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines_of(network):
    """The network in the words of the plan's table, for comparing the two."""
    name = {"me": "me"} | {source.id: source.name for source in network.sources}
    origin = {event.id: event.get("origin", "-") for event in network.events if event.do == "add"}
    lines = []
    for source in network.sources:
        ways = [
            " ".join(filter(None, [name[tie.start], str(tie.strength), tie.last_used]))
            for tie in network.connections
            if tie.end == source.id
        ]
        stands = "-" if source.viewpoint == "does not apply" else source.viewpoint
        place = f"{source.access}, {source.setting}"
        lines.append([source.name, source.kind, stands, source.subject, place, origin[source.id], sorted(ways)])
    return lines


def only_sources(network):
    return [(aside.what.name, aside.reason) for aside in network.archive if hasattr(aside.what, "name")]


@pytest.mark.parametrize("name", NAMES)
def test_is_the_planned_table(name):
    planned = [line.split("|") for line in TABLES[name].strip().splitlines()]
    planned = [[*line[:6], sorted(line[6].split("; "))] for line in planned]
    assert sorted(lines_of(sn.load_example(name))) == sorted(planned)


@pytest.mark.parametrize("name", NAMES)
def test_has_the_planned_reasons_and_a_reason_of_its_own_for_every_connection(name):
    network = sn.load_example(name)
    called = {"me": "me"} | {source.id: source.name for source in network.sources}
    held = {(f"{called[tie.start]} -> {called[tie.end]}", tie.relation, tie.why) for tie in network.connections}
    planned = {tuple(part.strip() for part in line.split("|")) for line in REASONS[name].strip().splitlines()}
    assert planned <= held
    reasons = [tie.why for tie in network.connections]
    assert len(set(reasons)) == len(reasons) and all(len(why.split()) >= 4 for why in reasons)
    assert sn.check(network, sn.reasons_given(share=1.0), sn.all_reachable()).text.startswith("Is it ready? 2 met")


@pytest.mark.parametrize("name", NAMES)
def test_has_the_planned_addresses_and_words(name):
    network = sn.load_example(name)
    assert {source.name: source.url for source in network.sources if source.url} == URLS[name]
    words = network.vocabulary
    assert {source.subject for source in network.sources} == set(words.subjects)
    assert {source.viewpoint for source in network.sources} == {view.name for view in words.viewpoints}
    if name != "first-steps":  # there two relations are the learner's own
        assert {tie.relation for tie in network.connections} <= words.relations.keys()
    labels = [source.label for source in network.sources]
    assert len(set(labels)) == len(labels), "no two can be taken for each other in the picture"


@pytest.mark.parametrize("name", NAMES)
def test_its_story_names_its_question(name):
    story = (EXAMPLES / name / "story.md").read_text("utf-8")
    assert story.startswith(f"# {name}\n\n**Question:** {sn.load_example(name).question}\n")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_was_used_after_it_was_written_down(name):
    for event in sn.load_example(name).events:
        for said in (event.fields, event.get("set", {})):
            assert said.get("last_used", "") <= event.at[:7]


@pytest.mark.parametrize("name", NAMES)
def test_is_read_again_as_it_would_be_written_today(name):
    """Every line passes the rules that a learner's own acts must pass."""
    network = sn.load_example(name)
    again = SourceNetwork.in_memory(question=network.question, vocabulary=network.vocabulary)
    for event in network.events[1:]:
        if event.do != "undo":
            assert cleaned(event.do, dict(event.fields), again._keeper.state, network.vocabulary) == event.fields
        again._keeper.state.apply(event)


def test_first_steps_has_a_history():
    network = sn.load_example("first-steps")
    assert [card.framework for card in network.appraisals] == ["COR"]
    assert network.appraisals[0].evidence.count(". ") == 2
    assert len(network.decisions) == 1 and network.decisions[0].change_my_mind
    assert [event.do for event in network.events].count("undo") == 1
    assert only_sources(network) == [("sleep app", "It counted, it did not tell.")]


def test_busy_has_seven_cards_two_of_them_on_one_source_a_year_apart():
    network = sn.load_example("busy")
    name = {source.id: source.name for source in network.sources}
    cards = [
        (name[card.source], card.framework, [name[one] for one in card.compared_with]) for card in network.appraisals
    ]
    assert cards == [
        ("Wired", "CRAAP", []),
        ("AI assistant", "COR", ["library catalogue", "Scopus"]),
        ("Wired", "COR", ["Ars Technica", "Electronic Frontier Foundation"]),
        ("CRAAP test", "COR", ["Wineburg & McGrew 2019", "Civic Online Reasoning"]),
        ("Wineburg & McGrew 2019", "CRAAP", ["Civic Online Reasoning"]),
        ("Full Fact", "SIFT", ["AFP Fact Check", "Ofcom"]),
        ("PolitiFact", "SIFT", ["International Fact-Checking Network"]),
    ]
    assert all(card.evidence for card in network.appraisals)
    first, second = (card for card in network.appraisals if name[card.source] == "Wired")
    assert (first.answers["currency"], first.answers["purpose"]) == (5, 2)
    assert (first.at[:10], second.at[:10]) == ("2025-09-18", "2026-09-28")
    asked = next(card for card in network.appraisals if name[card.source] == "AI assistant").answers
    assert asked["asked"] and asked["exists"]


def test_busy_has_decisions_routes_things_set_aside_and_renewed():
    network = sn.load_example("busy")
    assert len(network.decisions) == 4 and all(one.why and one.change_my_mind for one in network.decisions)
    assert "changed" in network.decisions[-1].what, "the first one is looked at again"
    assert [route.real for route in network.traversals] == [True, True, True]
    aside = {entry.id for entry in network.archive}
    assert [any(step in aside for step in route.steps) for route in network.traversals] == [True, False, False]
    assert all(len(route.doing) == len(route.steps) - 1 for route in network.traversals)
    assert len(network.archive) == 4 and len(only_sources(network)) == 3
    assert all(len(entry.reason.split()) > 4 for entry in network.archive)
    name = {source.id: source.name for source in network.sources}
    renewed = [name[tie.end] for tie in network.connections if tie.used_for]
    assert sorted(renewed) == ["Wired", "library guide"]


def test_debate_has_cards_and_leaves_the_decision_to_whoever_reads_it():
    network = sn.load_example("debate")
    assert len(network.appraisals) == 4 and all(card.evidence and card.compared_with for card in network.appraisals)
    assert network.decisions == ()


def test_the_two_who_write_in_public_are_named_in_full():
    network = sn.load_example("debate")
    people = [event for event in network.events if event.do == "add" and event.get("kind") == "person"]
    assert [event.fields["known"] for event in people] == [False, False]
    picture = sn.picture(network)._repr_html_()
    assert "George Siemens" in picture and "Stephen Downes" in picture and "S. D." not in picture


def test_papers_and_books_have_authors_and_a_year():
    for name in NAMES:
        for source in sn.load_example(name).sources:
            if source.kind in ("paper", "book"):
                assert source.authors and source.year, source.name
    labels = [source.label for source in sn.load_example("debate").sources]
    assert {"Siemens 2005a", "Siemens 2005b", "Kop & Hill 2008", "Garcia et al. 2015"} <= set(labels)


def test_first_steps_grows_over_weeks_and_ends_on_its_day():
    network = sn.load_example("first-steps")
    days = sorted({event.at[:10] for event in network.events})
    assert days[0] == "2026-09-03" and days[-1] == "2026-10-01" and len(days) >= 6
    assert str(network.today) == "2026-10-01"
    assert [len(network.at(day).sources) for day in ("2026-09-03", "2026-09-17", "2026-10-01")] == [6, 10, 12]


def test_busy_grows_in_three_goes():
    network = sn.load_example("busy")
    days = sorted({event.at[:10] for event in network.events})
    assert [sum(day.startswith(year) for day in days) for year in ("2023", "2025", "2026")] == [3, 1, 11]
    assert days[-1] == "2026-10-01" == str(network.today)
    grown = [
        len(network.at(day).sources) for day in ("2023-11-09", "2026-08-26", "2026-09-03", "2026-09-17", "2026-10-01")
    ]
    assert grown == [9, 11, 29, 58, 60]


def test_debate_grows_over_weeks_and_ends_on_its_day():
    network = sn.load_example("debate")
    days = sorted({event.at[:10] for event in network.events})
    assert days[0] == "2026-08-20" and days[-1] == "2026-10-01" == str(network.today)
    assert [len(network.at(day).sources) for day in ("2026-08-20", "2026-09-07", "2026-10-01")] == [5, 18, 30]


@pytest.mark.parametrize("name", ["first-steps", "busy"])
def test_people_are_there_by_role_only(name):
    for source in sn.load_example(name).sources:
        if source.kind == "person":
            assert source.name == source.name.lower() and not source.url


def test_changes_stay_in_memory():
    before = (EXAMPLES / "first-steps" / "first-steps.jsonl").read_bytes()
    network = sn.load_example("first-steps")
    network.add("somebody to ask", kind="person")
    assert network.path is None and not network.kept
    assert len(sn.load_example("first-steps").sources) == 12
    assert (EXAMPLES / "first-steps" / "first-steps.jsonl").read_bytes() == before
    assert str(network.today) == "2026-10-01"


def test_a_copy_of_ones_own_is_kept_and_gone_on_with(tmp_path):
    file = tmp_path / "borrowed-network.jsonl"
    first = sn.load_example("first-steps", keep=file)
    assert first.kept and first.path == file and len(first.sources) == 12
    assert file.read_bytes() == (EXAMPLES / "first-steps" / "first-steps.jsonl").read_bytes()
    first.add("somebody to ask", kind="person", viewpoint="it depends")
    again = sn.load_example("first-steps", keep=str(file))
    assert len(again.sources) == 13 and again.vocabulary == sn.load_example("first-steps").vocabulary
    assert len(sn.load_example("first-steps").sources) == 12


def test_where_no_copy_can_be_made_it_is_in_memory(tmp_path, monkeypatch):
    nowhere = sn.load_example("first-steps", keep=tmp_path / "no folder" / "copy.jsonl")
    assert not nowhere.kept and len(nowhere.sources) == 12
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    graded = sn.load_example("first-steps", keep=tmp_path / "copy.jsonl")
    assert not graded.kept and not (tmp_path / "copy.jsonl").exists()


def test_an_unknown_example_names_those_there_are():
    with pytest.raises(sn.SourcenetError, match=r'no example "first-step"\. Did you mean "first-steps"\?'):
        sn.load_example("first-step")


def test_the_journals_are_what_the_tables_make(tool):
    assert sorted(path.stem for path in tool.TABLES.glob("*.txt")) == list(example_names())
    for path in tool.TABLES.glob("*.txt"):
        assert tool.Table(path).journal() == (EXAMPLES / path.stem / f"{path.stem}.jsonl").read_bytes()


def test_a_wrong_table_is_named_with_its_entry(tool, tmp_path):
    table = tmp_path / "wrong.txt"
    table.write_text(
        "learner l\nquestion q\nday 2026-09-03 20:40\nconnect me -> nobody | asks | 3 | | Why not.\n", "utf-8"
    )
    with pytest.raises(SystemExit, match="entry 4"):
        tool.Table(table)
