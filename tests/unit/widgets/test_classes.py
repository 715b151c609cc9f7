"""Values become a few classes with words: what the Builder colours and sizes by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sourcenet as sn
from sourcenet.errors import BadValue
from sourcenet.measures.catalogue import PER_SOURCE
from sourcenet.widgets.classes import choices, classes_of, measured, only_connections

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
    assert [key for key, *_words in choices()] == list(PER_SOURCE)


@pytest.mark.parametrize("names", [None, [], ["burn"], ["lost_without", 5, "x"], "lost_without"])
def test_a_measure_that_there_is_not_gets_a_sentence(names: object) -> None:
    with pytest.raises(BadValue) as raised:
        measured(sn.load_example("first-steps"), {"names": names})
    assert raised.value.sentence.endswith(".")


def test_no_measure_fails_on_an_empty_or_lonely_network() -> None:
    network = sn.SourceNetwork.in_memory()
    assert all(
        found["classes"] == [] for found in measured(network, {"names": list(PER_SOURCE)})["measures"].values()
    )
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
