"""The example networks: the shipped journal is what the table says, and is never written to."""

import importlib.util
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.data.loading import EXAMPLES, example_names

TOOL = Path(__file__).parents[3] / "tools" / "make_examples.py"
URLS = {
    "Reddit": "https://www.reddit.com",
    "Wikipedia": "https://en.wikipedia.org",
    "NHS website": "https://www.nhs.uk",
    "PubMed": "https://pubmed.ncbi.nlm.nih.gov",
    "Cochrane Library": "https://www.cochranelibrary.com",
}
TABLE = """
friend on my course|person|yes|student life|open, informal|brought|me 5 2026-09
study group chat|community|yes|student life|login, informal|brought|me 4 2026-09; friend on my course 3
Reddit|community|yes|student life|open, informal|brought|me 3 2026-09; study group chat 3
AI assistant|AI assistant|-|general|login, informal|brought|me 4 2026-09; friend on my course 3; Reddit 2
my sleep diary|object|it depends|student life|open, informal|brought|me 3 2026-09; friend on my course 2; NHS website 2
course tutor|person|no|education|open, formal|brought|me 2 2026-06; friend on my course 1
Wikipedia|site|it depends|reference|open, informal|brought|me 4 2026-09; course tutor 2; AI assistant 1
NHS website|site|no|health|open, formal|added|me 2 2026-09; Wikipedia 2
library guide|site|-|information|open, formal|added|course tutor 1
subject librarian|person|-|information|open, formal|added|library guide 3
PubMed|database|-|health|open, formal|added|library guide 3; subject librarian 4
Cochrane Library|database|-|health|open, formal|added|library guide 3; subject librarian 4
"""


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("make_examples", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines_of(network):
    """The network in the words of the plan's table, for comparing the two."""
    name = {"me": "me"} | {source.id: source.name for source in network.sources}
    lines = []
    for source in network.sources:
        ways = [
            " ".join(filter(None, [name[tie.start], str(tie.strength), tie.last_used]))
            for tie in network.connections
            if tie.end == source.id
        ]
        stands = "-" if source.viewpoint == "does not apply" else source.viewpoint
        place = f"{source.access}, {source.setting}"
        lines.append([source.name, source.kind, stands, source.subject, place, source.origin, sorted(ways)])
    return lines


def test_first_steps_is_the_planned_table():
    planned = [line.split("|") for line in TABLE.strip().splitlines()]
    planned = [[*line[:6], sorted(line[6].split("; "))] for line in planned]
    assert lines_of(sn.load_example("first-steps")) == planned


def test_first_steps_has_addresses_reasons_and_a_history():
    network = sn.load_example("first-steps")
    assert {source.name: source.url for source in network.sources if source.url} == URLS
    reasons = [tie.why for tie in network.connections]
    assert len(set(reasons)) == 24 and all(len(why.split()) >= 4 for why in reasons)
    assert [card.framework for card in network.appraisals] == ["COR"]
    assert network.appraisals[0].evidence.count(". ") == 2
    assert len(network.decisions) == 1 and network.decisions[0].change_my_mind
    assert [event.do for event in network.events].count("undo") == 1
    assert [(aside.what.name, aside.reason) for aside in network.archive if hasattr(aside.what, "name")] == [
        ("sleep app", "It counted, it did not tell.")
    ]
    assert [view.name for view in network.vocabulary.viewpoints] == ["yes", "it depends", "no", "does not apply"]


def test_first_steps_grows_over_weeks_and_ends_on_its_day():
    network = sn.load_example("first-steps")
    days = sorted({event.at[:10] for event in network.events})
    assert days[0] == "2026-09-03" and days[-1] == "2026-10-01" and len(days) >= 6
    assert str(network.today) == "2026-10-01"
    assert [len(network.at(day).sources) for day in ("2026-09-03", "2026-09-17", "2026-10-01")] == [6, 10, 12]


def test_people_are_there_by_role_only():
    for source in sn.load_example("first-steps").sources:
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
