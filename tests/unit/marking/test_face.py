"""What stands in formgrader beside the learner's words: it says all in words, and hostile names stay names."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from tests.unit.marking.hostile_words import HOSTILE

import sourcenet as sn
from sourcenet.checks.result import Result, Row
from sourcenet.marking import face

_FORBIDDEN = {"script", "iframe", "object", "embed", "form", "input", "link", "meta", "base", "img", "math", "template"}


class _Seen(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.odd: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.odd += [name for name, _value in attrs if name.startswith("on")]
        self.odd += [
            value for name, value in attrs if name in ("href", "src") and not str(value).startswith("https://")
        ]

    def handle_data(self, data):
        self.text += data


def _seen(markup: str) -> _Seen:
    seen = _Seen(markup)
    assert not _FORBIDDEN & set(seen.tags) and not seen.odd
    assert markup.startswith('<div class="sn-face tex2jax_ignore mathjax_ignore"')
    return seen


@pytest.fixture
def network() -> sn.SourceNetwork:
    return sn.load_example("first-steps")


def test_a_check_says_in_words_what_was_looked_for_found_and_to_try(network: sn.SourceNetwork) -> None:
    result = sn.check(network, sn.at_least(3, "sources"), sn.chosen(connections=5), points=10)
    output = face.check_output(result, 10)
    assert output["output_type"] == "execute_result"
    assert float(output["data"]["text/plain"]) == float(result) == 5.0
    seen = _seen(output["data"]["text/html"])
    for row in result.rows:
        for words in (row.level, row.title, row.looked_for, row.found, row.try_next):
            assert words in seen.text, words
    assert "1 met, 1 not yet" in seen.text
    assert "<style" not in output["data"]["text/html"]  # the look is on the spot: formgrader has none of our sheets


def test_what_is_met_asks_for_nothing(network: sn.SourceNetwork) -> None:
    seen = _seen(face.check_output(sn.check(network, sn.at_least(3, "sources")), 1)["data"]["text/html"])
    assert "What to try" not in seen.text


@pytest.mark.parametrize(("value", "points", "number"), [(12.0, 10, "10.0"), (-3.0, 10, "0.0"), (7.25, 10, "7.25")])
def test_the_number_is_never_outside_the_points(value: float, points: float, number: str) -> None:
    assert face.check_output(Result(value), points)["data"]["text/plain"] == number


def test_without_a_result_no_number_stands_there() -> None:
    output = face.check_output(None, 10, "The journal is too large.")
    assert output["output_type"] == "display_data" and "execution_count" not in output
    assert "The journal is too large." in _seen(output["data"]["text/html"]).text
    assert "decide" in _seen(face.check_output(None, 10)["data"]["text/html"]).text


def test_the_picture_has_its_words_and_every_reason(network: sn.SourceNetwork) -> None:
    output = face.picture_output(network)
    seen = _seen(output["data"]["text/html"])
    assert seen.tags.count("svg") == 1
    assert output["data"]["text/plain"] in seen.text and output["data"]["text/plain"].count(".") >= 3
    for tie in network.connections:
        assert tie.why in seen.text
    assert face.picture_output(network) == output  # judged again, nothing is another


def test_the_notes_stand_under_three_headings_and_only_where_there_are_any() -> None:
    cell = face.notes_cell(["put back: x"], ["look here"], ["Hand it in again."])
    assert cell["cell_type"] == "markdown" and "\n" not in cell["source"]
    text = _seen(cell["source"]).text
    assert text.index("To look at") < text.index("look here") < text.index("The learner reads")
    assert text.index("Hand it in again.") < text.index("Notes of the autograder") < text.index("put back: x")
    assert "To look at" not in face.notes_cell(["put back: x"])["source"]
    assert "150 more like these" in _seen(face.notes_cell(["x"] * 200)["source"]).text


def test_hostile_names_stay_names() -> None:
    network = sn.SourceNetwork.in_memory(question=HOSTILE[0])
    for n, words in enumerate(HOSTILE):
        source = network.add(f"{n} {words}"[:190], kind="site")
        network.connect("me", source, relation="reads", why=words)
    _seen(face.picture_output(network)["data"]["text/html"])
    _seen(face.check_output(Result(1.0, tuple(Row("x", w, 0.5, w, w, w, w) for w in HOSTILE)), 5)["data"]["text/html"])
    source = face.notes_cell(HOSTILE, HOSTILE, HOSTILE)["source"]
    _seen(source)
    assert not set("$\\`") & set(source) and len(source.splitlines()) == 1
