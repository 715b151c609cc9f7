"""Values become a few classes with words: what the Builder colours and sizes by."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sourcenet as sn
from sourcenet.errors import BadValue
from sourcenet.measures.catalogue import PER_SOURCE
from sourcenet.widgets.classes import choices, classes_of, measured, only_connections
from sourcenet.widgets.judged_classes import APPRAISAL

VALUES = st.one_of(st.none(), st.integers(0, 30).map(float), st.floats(0, 1e6, allow_nan=False))


def test_a_few_different_values_are_each_their_own_class() -> None:
    found = classes_of({"a": 1.0, "b": 3.0, "c": 1.0, "d": None})
    assert found["classes"] == [["a", "1", 2], ["b", "3", 1]]
    assert found["of"] == {"a": [0, "1"], "b": [1, "3"], "c": [0, "1"], "d": [None, "cannot be said"]}


def test_many_values_become_classes_of_about_one_size() -> None:
    found = classes_of({str(n): float(n) for n in range(40)})
    assert [n for _mark, _words, n in found["classes"]] == [8, 8, 8, 8, 8]
    assert [words for _mark, words, _n in found["classes"]] == ["0 to 7", "8 to 15", "16 to 23", "24 to 31", "32 to 39"]


def test_equal_values_stay_together_however_many_they_are() -> None:
    found = classes_of({str(n): float(max(0, n - 30)) for n in range(40)})
    assert found["classes"][0][1:] == ["0", 31]
    assert 3 <= len(found["classes"]) <= 5


def test_small_shares_are_written_so_that_one_can_read_them() -> None:
    found = classes_of({str(n): n / 1000 / 3 for n in range(20)})
    words = " ".join(words for _mark, words, _n in found["classes"])
    assert "e-" not in words and "under 0.001" in found["of"]["1"][1]


def test_where_nothing_can_be_said_it_is_too_early() -> None:
    found = classes_of({"a": None})
    assert found["classes"] == [] and found["of"]["a"] == [None, "too early to say"]


@given(st.dictionaries(st.text(min_size=1, max_size=3), VALUES, max_size=60))
def test_every_value_is_in_one_class_and_more_is_never_less(values: dict[str, float | None]) -> None:
    found = classes_of(values)
    stated = {id: value for id, value in values.items() if value is not None}
    assert len(found["classes"]) <= 5 and found["of"].keys() == values.keys()
    assert sum(n for *_words, n in found["classes"]) == len(stated)
    assert all(n for *_words, n in found["classes"]), "no class stands empty"
    at = {id: found["of"][id][0] for id in stated}
    for one, value in stated.items():
        for other, less in stated.items():
            assert at[one] >= at[other] or value < less


def test_the_measures_are_those_of_the_network() -> None:
    network = sn.load_example("first-steps")
    ids = {source.name: source.id for source in network.sources}
    found = measured(network, {"names": list(PER_SOURCE)})["measures"]
    assert found["lost_without"]["of"][ids["library guide"]][1] == "3"
    assert found["steps"]["of"][ids["PubMed"]][1] == "3"
    assert all(values["of"].keys() == set(ids.values()) for values in found.values())
    assert [key for key, *_words in choices()] == [APPRAISAL, *PER_SOURCE]


@pytest.mark.parametrize("names", [None, [], ["burn"], ["lost_without", 5, "x"], "lost_without"])
def test_a_measure_that_there_is_not_gets_a_sentence(names: object) -> None:
    with pytest.raises(BadValue) as raised:
        measured(sn.load_example("first-steps"), {"names": names})
    assert raised.value.sentence.endswith(".")


def test_no_measure_fails_on_an_empty_or_lonely_network() -> None:
    network = sn.SourceNetwork.in_memory()
    assert all(found["classes"] == [] for found in measured(network, {"names": list(PER_SOURCE)})["measures"].values())
    blog = network.add("Half an Hour")
    found = measured(network, {"names": ["steps"]})["measures"]["steps"]
    assert found["of"][blog.id] == [None, "too early to say"]
    assert only_connections(network, {}) == {"ties": {}}


def test_the_only_connections_say_what_lies_on_either_side() -> None:
    network = sn.load_example("first-steps")
    (only,) = sn.bridges(network)
    assert only_connections(network, {})["ties"] == {
        only.connection.id: "the only connection between two parts, of 8 and of 4"
    }


def judged(network: sn.SourceNetwork) -> dict[str, object]:
    return dict(measured(network, {"names": [APPRAISAL]})["measures"][APPRAISAL])


def test_the_map_is_coloured_by_the_latest_card_of_each() -> None:
    network = sn.SourceNetwork.in_memory(learner="learner-07")
    sources = {name: network.add(name, kind="website").id for name in ("low", "mixed", "high", "words", "none", "turned")}
    for name, number in {"low": 2, "mixed": 3, "high": 5, "turned": 5}.items():
        network.appraise(
            sources[name], "CRAAP", answers={"currency": number, "authority": number}, evidence="I looked."
        )
    network.appraise(sources["words"], "COR", answers={"who": "a trade body"}, evidence="Its imprint.")
    network.appraise(sources["turned"], "CRAAP", answers={"currency": 1}, evidence="The figure is from 2009.")
    found = judged(network)
    assert found["classes"] == [
        ["a", "mostly low", 2, "q1"], ["b", "mixed", 1, "q3"], ["c", "mostly high", 1, "q5"], ["d", "in words", 1, 6],
    ]  # fmt: skip
    of = {name: found["of"][id] for name, id in sources.items()}  # type: ignore[index]
    assert [of[name][0] for name in sources] == [0, 1, 2, 3, None, 0]
    assert of["none"][1] == "no card yet" == found["unsaid"]
    assert of["high"][1] == f"5 of 5 on the mean, CRAAP of {network.today}"
    assert of["words"][1] == f"in words, COR of {network.today}"


def test_a_class_that_is_empty_is_left_out_and_the_others_keep_their_letters() -> None:
    network = sn.SourceNetwork.in_memory(learner="learner-07")
    one = network.add("high", kind="website")
    network.appraise(one, "CRAAP", answers={"currency": 5}, evidence="I looked.")
    assert judged(network)["classes"] == [["c", "mostly high", 1, "q5"]]
    assert judged(network)["of"][one.id][0] == 0  # type: ignore[index]


def test_a_card_ages_on_the_map_too() -> None:
    network = sn.load_example("busy")
    assert not any(mark == "e" for mark, *_rest in judged(network)["classes"])  # type: ignore[attr-defined]
    network._today = dt.date(2099, 1, 1)
    look = network.vocabulary.look
    ages = {card.source for card in network.appraisals if look(network.source(card.source).kind).half_life}
    (row,) = [row for row in judged(network)["classes"] if row[0] == "e"]  # type: ignore[attr-defined]
    assert row[1] == "older than its half-life" and row[2] == len(ages) > 0
    said = {id for id, (_at, words) in judged(network)["of"].items() if words.endswith("; to be looked at again")}  # type: ignore[attr-defined]
    assert said == ages


def test_a_person_whom_one_knows_is_never_scored_on_the_map() -> None:
    network = sn.SourceNetwork.in_memory(learner="learner-07")
    tutor = network.add("course tutor", kind="person", known=False)
    network.appraise(tutor, "CRAAP", answers={"currency": 5}, evidence="Her page.")
    network.edit(tutor, known=True)
    found = judged(network)
    assert found["classes"] == [] and found["of"] == {tutor.id: [None, "somebody you know: not scored"]}
    assert found["unsaid"] == "no card yet, or somebody you know"
