"""Formative questions as data files: the words of the lessons, a course's own, and files that cannot be used."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.errors import BadValue
from sourcenet.model.questions import question, question_names

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"
OWN = 'ask = "Which first?"\n[[options]]\nkey = "A"\ntext = "Who owns it."\nreply = "Who gains?"\n[[options]]\nkey = "B"\ntext = "When."\nreply = "What has not changed?"\n'


@pytest.fixture
def network(tmp_path: Path) -> sn.SourceNetwork:
    (tmp_path / "questions").mkdir()
    return sn.open_network(tmp_path / "my-network.jsonl", question="Does it hold?", learner="learner-07")


def put(network: sn.SourceNetwork, text: str, name: str = "week-3") -> None:
    assert network.path is not None
    (network.path.parent / "questions" / f"{name}.toml").write_text(text, "utf-8")


def plain(text: str) -> str:
    return " ".join(re.sub(r"[*_`]", "", text).split())


@pytest.mark.parametrize("step", question_names())
def test_the_lesson_shows_the_same_words_to_whoever_reads_it_without_scripts(step: str) -> None:
    (file,) = NOTEBOOKS.glob(f"{step[:2]}-*.ipynb")
    cells = ["".join(cell["source"]) for cell in json.loads(file.read_text("utf-8"))["cells"]]
    code = [cell for cell in cells if f'"{step}"' in cell and "sn.Question(" in cell]
    assert len(code) == 1, "it is asked once"
    prose = plain(" ".join(cells))
    asked = question(step)
    assert plain(asked.ask) in prose
    for option in asked.options:
        assert plain(option.text) in prose, option.key


def test_every_question_has_four_plausible_answers_each_with_a_reply_that_asks_on() -> None:
    for step in question_names():
        asked = question(step)
        assert [option.key for option in asked.options] == ["A", "B", "C", "D"], step
        assert len({option.reply for option in asked.options}) == 4
        assert sum("?" in option.reply for option in asked.options) >= 3, step


def test_a_course_puts_its_own_beside_the_journal_and_may_replace_a_shipped_one(network: sn.SourceNetwork) -> None:
    put(network, OWN)
    put(network, OWN.replace("Which first?", "Ours first?"), "01-diary")
    assert question("week-3", network).options[1].reply == "What has not changed?"
    assert question("01-diary", network).ask == "Ours first?" and question("01-diary").ask != "Ours first?"
    assert "week-3" in question_names(network)


@pytest.mark.parametrize("step", ["01-dairy", "", "../../secrets", "03", "x" * 500, "<script>"])
def test_an_unknown_one_names_those_there_are(network: sn.SourceNetwork, step: str) -> None:
    with pytest.raises(BadValue, match="There is no question") as refused:
        question(step, network)
    assert "01-diary" in str(refused.value) and len(str(refused.value)) < 500


def test_a_slip_of_the_pen_is_guessed() -> None:
    with pytest.raises(BadValue, match='Did you mean "01-diary"'):
        question("01-dairy")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ask = ", "could not be read"),
        ("ask = 'x'\n", "from 2 to 8 parts"),
        (OWN.replace('ask = "Which first?"', ""), 'write ask = "..."'),
        (OWN.replace('"B"', '"A"'), "the same key"),
        (OWN.replace('reply = "Who gains?"', ""), 'write reply = "..."'),
        (OWN + "".join(f'[[options]]\nkey = "{n}"\ntext = "t"\nreply = "r"\n' for n in range(9)), "from 2 to 8 parts"),
        ("#" * 300_000, "too large"),
    ],
)
def test_a_file_that_cannot_be_used_says_so(network: sn.SourceNetwork, text: str, words: str) -> None:
    put(network, text)
    with pytest.raises(BadValue) as refused:
        question("week-3", network)
    assert words in str(refused.value)
