"""The check as a whole: the number, the words, what is refused, what it leaves alone."""

from __future__ import annotations

import ast
import copy
import json
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.unit.checks.counted import calls
from tests.unit.checks.table import PROPERTIES, WHYS, five, lesson_one, route, star, thin, very_many

import sourcenet as sn
import sourcenet.checks
from sourcenet.checks.counts import what_counts
from sourcenet.checks.result import Found, Property, Result

ROOM = Path(sourcenet.checks.__file__).parent
NEVER_READ = re.compile(
    r"isolate|weak tie|constraint|E-I|\bHill\b|\bego\b|verify|\bchain|\bnode|\bedge|\blink", re.IGNORECASE
)


def made(*fills: Any) -> Any:
    network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-01")
    for fill in fills:
        fill(network)
    return network


def every() -> list[Property]:
    return [make() for make in PROPERTIES.values()]


# --- the number ------------------------------------------------------------------------------------------


def test_repr_is_the_bare_number_that_nbgrader_reads() -> None:
    result = sn.check(made(thin), sn.reasons_given(share=0.9), points=10)
    assert repr(result) == "8.89"
    assert float(repr(result)) == result == 8.89


def test_a_notebook_gets_the_number_as_plain_text_and_the_words_as_a_page() -> None:
    formatters = pytest.importorskip("IPython.core.formatters")
    shown, _ = formatters.DisplayFormatter().format(sn.check(made(five), sn.reasons_given(share=0.9), points=7))
    assert shown["text/plain"] == "7.0"
    assert set(shown) == {"text/plain", "text/html"}


def test_without_points_the_number_is_a_part_of_one() -> None:
    assert sn.check(made(thin), sn.reasons_given(share=0.9)) == 0.89


def test_the_mean_of_the_shares_is_weighted() -> None:
    met, not_yet = sn.reasons_given(share=0.9), sn.walked(1)
    assert sn.check(made(five), met, not_yet, points=10) == 5
    assert sn.check(made(five), sn.reasons_given(share=0.9, weight=3), not_yet, points=10) == 7.5


def test_points_of_many_places_are_never_passed() -> None:
    assert sn.check(made(five), sn.reasons_given(share=0.9), points=0.999) == 0.999


def test_a_result_can_be_copied_stored_and_handed_to_another_process() -> None:
    result = sn.check(made(five), *every(), points=10)
    for again in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):
        assert (float(again), again.rows, again.notes) == (float(result), result.rows, result.notes)
    assert json.loads(json.dumps({"marks": result})) == {"marks": float(result)}
    assert f"{result:.1f}" == f"{float(result):.1f}"


# --- the words -------------------------------------------------------------------------------------------


def test_levels_are_met_nearly_and_not_yet() -> None:
    rows = sn.check(made(thin), sn.has_kinds(3), sn.reasons_given(share=0.9), sn.walked(1)).rows
    assert [row.level for row in rows] == ["met", "nearly", "not yet"]
    assert [row.name for row in rows] == ["has_kinds", "reasons_given", "walked"]
    assert rows[0].try_next == "" and rows[1].try_next and rows[2].try_next


def test_people_among_the_kinds_are_asked_for_and_missed() -> None:
    network = made()
    things = (("sleep diary", "object"), ("Net Smart", "book"), ("Zotero", "tool"))
    for (name, kind), why in zip(things, WHYS, strict=False):
        network.connect("me", network.add(name, kind=kind), relation="uses", why=why)
    (row,) = sn.check(network, sn.has_kinds(3, people=True)).rows
    assert row.level == "nearly" and row.share == 0.75 and "in person" in row.try_next
    assert sn.check(network, sn.has_kinds(3)).rows[0].level == "met"
    aunt = network.add("my aunt, pharmacist", kind="person")
    network.connect("me", aunt, relation="asks", why="She knows which label to believe.")
    (row,) = sn.check(network, sn.has_kinds(3, people=True)).rows
    assert row.level == "met" and row.title == "3 kinds of source, people among them"


def test_page_and_text_say_nothing_of_points() -> None:
    result = sn.check(made(thin), sn.reasons_given(share=0.9), points=8.88)
    assert result == 7.89
    for words in (result._repr_html_(), result.text, str(result)):
        assert not re.search(
            r"7[.,]89|8[.,]88|\bpoints?\b|\bmarks?\b(?!-)", re.sub(r"<style>.*?</style>|ck-mark", "", words, flags=re.S)
        )


def test_what_counts_stands_above_the_rows_in_a_fold() -> None:
    page = sn.check(made(), sn.walked(1))._repr_html_()
    assert page.index("<details") < page.index(what_counts()[0][:20]) < page.index("</details>") < page.index("<ul")


def test_an_empty_network_gets_one_kind_thing_to_do() -> None:
    result = sn.check(
        made(), sn.at_least(6), sn.has_kinds(3), sn.brought_and_added(), sn.reasons_given(), sn.all_reachable()
    )
    assert {row.try_next for row in result.rows} == {result.rows[0].try_next}
    assert "one source that you used this week" in result.rows[0].try_next
    assert result.text.count("one source that you used this week") == 1
    assert result._repr_html_().count("one source that you used this week") == 1
    assert "0" not in " ".join(row.found for row in result.rows)


def test_at_most_three_sources_are_named() -> None:
    def loose(network: Any) -> None:
        for letter in "ABCDEFGHIJ":
            network.add(f"Shelf {letter}{letter}")

    for row in sn.check(made(loose), *every()).rows:
        assert len(re.findall(r"Shelf \w\w", row.found)) <= 3
        assert len(re.findall(r"Shelf \w\w", row.try_next)) <= 3


def test_long_names_are_cut_and_turned_ones_kept_apart() -> None:
    network = made()
    network.add("long " * 30)
    network.add("ما وراء الطبيعة")
    row = sn.check(network, sn.all_reachable()).rows[0]
    assert len(row.found) < 160
    assert "\u2068ما وراء الطبيعة\u2069" in row.found


def test_markup_in_names_and_reasons_stays_text() -> None:
    network = made()
    bad = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    network.connect("me", network.add(bad), relation=bad, why=bad)
    network.connect("me", network.add(bad + "2"), why="short")
    network.traverse(bad, ["me", network.sources[0]], doing=["x"])
    network.decide(bad, why=bad)
    page = sn.check(network, *every())._repr_html_()
    assert "<script" not in page and "<img" not in page and "&lt;script&gt;" in page


def test_learners_read_none_of_the_words_that_they_should_not() -> None:
    for fill in (lambda n: None, thin, five, lesson_one, route):
        text = sn.check(made(fill), *every()).text + " ".join(what_counts())
        assert not NEVER_READ.search(text), NEVER_READ.search(text)


def test_each_cause_has_its_own_advice() -> None:
    cases = {
        "none": ("", "I go there when"),
        "short": ("useful", "A few words more"),
        "name": ("Wikipedia Wikipedia Wikipedia Wikipedia", "The name alone"),
        "ready": ("I do not use it", "A ready reason"),
    }
    for why, advice in cases.values():
        network = made()
        network.connect("me", network.add("Wikipedia"), why=why)
        assert advice in sn.check(network, sn.reasons_given()).rows[0].try_next


def test_the_advice_is_on_what_most_connections_lack() -> None:
    network = made(lambda n: star(n, 6, (WHYS[0], "useful", "good", "", "nice", WHYS[1])))
    row = sn.check(network, sn.reasons_given()).rows[0]
    assert row.try_next.startswith("A few words more: NHS website, course tutor and sleep diary")
    assert "1 without a reason, 3 with less than a sentence" in row.found


# --- since -----------------------------------------------------------------------------------------------


def test_since_reads_only_what_was_done_after_the_moment() -> None:
    network = made(route)
    network.prune(network.add("sleep app", kind="tool"), reason="It counted my hours and told me nothing.")
    network.decide("keep the course tutor", why="He is the only one who asks back.")
    network.begin("grow-and-prune")
    asked = sn.walked(1, since="grow-and-prune"), sn.set_aside_and_kept(since="grow-and-prune")
    assert [row.share for row in sn.check(network, *asked).rows] == [0, 0]
    network.traverse("Where is the table?", ["me", "course tutor"], doing=["ask him by mail"])
    network.prune(network.add("Twitter"), reason="The people whom I read there have left it.")
    assert [row.share for row in sn.check(network, *asked).rows] == [1, 0.5]


def test_cards_and_second_ways_of_before_are_read_but_do_not_count() -> None:
    network = made(route)
    site, other = network.add("Wikipedia", kind="site"), network.add("NHS website", kind="site")
    seen = "Edited forty times since May, each time with a reference."
    network.appraise(site, "cor", {}, evidence=seen)
    network.begin("session-5")
    asked = sn.appraised(1, since="session-5")
    row = sn.check(network, asked).rows[0]
    assert (row.share, "no moment" in row.found) == (0, False)
    network.appraise(other, "cor", {}, evidence=seen)
    assert sn.check(network, asked).rows[0].share == 0, "the words of an older card are no evidence for another"
    network.appraise(site, "cor", {}, evidence="Its talk page asks for a better study than the one of 1994.")
    assert sn.check(network, asked).rows[0].share == 1, "the same source, looked at again"
    assert 'no moment "session-9"' in sn.check(network, sn.appraised(1, since="session-9")).rows[0].found
    assert 'no moment "session-9"' in sn.check(network, sn.mended(1, since="session-9")).rows[0].found


def test_what_was_set_aside_before_and_again_after_the_moment_counts() -> None:
    network = made(route)
    app = network.add("sleep app", kind="tool")
    network.prune(app, reason="It counted my hours and told me nothing.")
    network.begin("grow-and-prune")
    network.restore(app)
    network.prune(app, reason="I gave it two more weeks, in vain.")
    assert sn.check(network, sn.set_aside_and_kept(since="grow-and-prune")).rows[0].share == 0.5


def test_a_missing_moment_is_said_and_all_is_read() -> None:
    row = sn.check(made(route), sn.walked(1, since="grow-and-prune")).rows[0]
    assert row.share == 1
    assert 'no moment "grow-and-prune"' in row.found


# --- appraisals on the reading list ----------------------------------------------------------------------


def test_chosen_appraisals_need_evidence_and_are_not_of_people_one_knows() -> None:
    network = made()
    page, mum = network.add("NHS website"), network.add("my aunt", kind="person", known=True)
    cards = [
        network.appraise(page, "cor", {}, evidence="The page names two trials, and I found both."),
        network.appraise(mum, "cor", {}, evidence="She is right whenever I ask her."),
    ]
    network.choose(*cards)
    assert sn.check(network, sn.chosen(appraisals=2)).rows[0].share == 0.5
    assert sn.check(network, sn.chosen(connections=2, appraisals=2)).rows[0].share == 0.25


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        lambda n: sn.check(n, sn.walked(1), points=-1),
        lambda n: sn.check(n, sn.walked(1), points=float("nan")),
        lambda n: sn.check(n, sn.walked(1), points=float("inf")),
        lambda n: sn.check(n, sn.walked(1), points="10"),
        lambda n: sn.check(n, sn.walked(1), points=True),
        lambda n: sn.check(n),
        lambda n: sn.check(n, sn.walked),
        lambda n: sn.check(n, "walked"),
        lambda n: sn.check(None, sn.walked(1)),
        lambda n: sn.check(sn.walked(1), n),
        lambda n: sn.reasons_given(share=90),
        lambda n: sn.reasons_given(share=0),
        lambda n: sn.reasons_given(share=float("nan")),
        lambda n: sn.reasons_given(share="0.9"),
        lambda n: sn.reasons_given(weight=0),
        lambda n: sn.at_least(0),
        lambda n: sn.at_least(6.5),
        lambda n: sn.at_least(True),
        lambda n: sn.at_least(6, "nodes"),
        lambda n: sn.has_kinds(-1),
        lambda n: sn.has_kinds(3, people=1),
        lambda n: sn.relations_used(10_001),
        lambda n: sn.chosen(),
        lambda n: sn.chosen(connections=-1),
        lambda n: sn.walked(1, since=3),
        lambda n: sn.decided(0),
    ],
)
def test_a_check_that_is_written_wrongly_is_refused_at_once(wrong: Any) -> None:
    with pytest.raises(sn.SourcenetError) as refused:
        wrong(made())
    assert refused.value.sentence.endswith(".") and len(refused.value.sentence) < 300


# --- what it leaves alone --------------------------------------------------------------------------------


def test_nothing_is_written(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    network = sn.open_network(tmp_path / "my-network.jsonl", learner="learner-01", question="Why?")
    lesson_one(network)
    before = (tmp_path / "my-network.jsonl").read_bytes()
    capfd.readouterr()
    sn.check(network, *every(), points=10)._repr_html_()
    assert (tmp_path / "my-network.jsonl").read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_the_room_never_reads_the_clock_or_draws_lots() -> None:
    for file in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {"datetime", "time", "random", "warnings", "secrets"} & {n.split(".")[0] for n in names}, file


def test_the_marks_of_a_copy_are_those_of_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    network = sn.open_network(tmp_path / "my-network.jsonl", learner="learner-01", question="Why?")
    network.begin("build-network")
    route(network)
    network.prune(network.add("sleep app", kind="tool"), reason="It counted my hours and told me nothing.")
    (tmp_path / "assignments" / "build-network").mkdir(parents=True)
    copied = sn.open_network(network.hand_in("build-network").path)
    asked = sn.walked(1, since="build-network"), sn.set_aside_and_kept(since="build-network"), *every()
    assert [row.share for row in sn.check(copied, *asked).rows] == [row.share for row in sn.check(network, *asked).rows]


def test_checks_need_no_table_and_no_graph_library() -> None:
    code = (
        "import sys, sourcenet as sn; n = sn.SourceNetwork.in_memory(); n.connect('me', n.add('Wikipedia'), why='x');"
        "sn.check(n, sn.reasons_given(), sn.walked(1))._repr_html_();"
        "print(sorted({'pandas', 'numpy', 'networkx', 'IPython', 'anywidget', 'ipywidgets'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]" and done.stderr == ""


def work(network: Any) -> int:
    """Return how many functions a check calls: what it costs, and the same on every machine."""
    len(network.sources), len(network.connections)
    return calls(lambda: sn.check(network, *every()))


def test_the_work_of_a_check_grows_with_the_network_and_not_with_its_square() -> None:
    small, large = made(lambda n: very_many(n, 194)), made(lambda n: very_many(n, 1994))
    assert work(large) < 12 * work(small)


def test_very_long_reasons_cost_no_more_than_their_beginning() -> None:
    short, long = made(), made()
    for network, times in ((short, 1), (long, 20)):
        for i in range(60):
            why = f"她第{i}次告诉我哪里错了。" + "我每周都在那里提问题。" * 9 * times
            network.connect("me", network.add(f"Shelf {i}{i} of ours"), why=why)
    assert work(long) < 6 * work(short), "twenty times as long"


# --- names -----------------------------------------------------------------------------------------------


def test_a_check_cell_may_call_check_and_the_properties_and_nothing_else() -> None:
    assert set(sourcenet.checks.__all__) == {"check", *(make().name for make in PROPERTIES.values())}
    for name in sourcenet.checks.__all__:
        assert getattr(sn, name) is getattr(sourcenet.checks, name)


def test_a_course_can_write_a_property_of_its_own() -> None:
    def look(reading: Any) -> Found:
        people = [source for source in reading.counting if source.kind == "person"]
        return Found(bool(people), "somebody to ask", f"{len(people)} people", "Whom could you ask?")

    result = sn.check(made(five), Property("somebody_to_ask", "Somebody to ask", look), points=4)
    assert isinstance(result, Result) and result == 4


def test_a_share_of_a_property_of_ones_own_is_brought_within_bounds() -> None:
    for share, expected in ((7.0, 1.0), (-1.0, 0.0), (float("nan"), 0.0)):
        asked = Property("odd", "Odd", lambda _, share=share: Found(share, "a", "b", "c"))
        assert sn.check(made(), asked) == expected
