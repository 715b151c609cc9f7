"""What a network says about itself, from nothing to a dozen sources."""

import pytest

import sourcenet as sn
from sourcenet import words
from sourcenet.measures import told


def network_of(number, *, connected=True):
    network = sn.SourceNetwork.in_memory(question="How would I know?")
    for n in range(number):
        source = network.add(f"source {n}", kind=("site", "person", "book")[n % 3])
        if connected:
            network.connect("me", source, relation="asks", why=f"I asked it something on day {n}.")
    return network


def test_an_empty_network_is_met_kindly():
    assert sn.first_sentence(network_of(0)).startswith("Nothing is here yet.")


@pytest.mark.parametrize("number", range(1, 6))
def test_too_early_to_say_below_six(number):
    sentence = sn.first_sentence(network_of(number))
    assert "too early to say" in sentence
    assert sentence.startswith("One source" if number == 1 else f"{number} sources")


def test_six_names_from_the_quick_list_and_nothing_more():
    assert sn.first_sentence(network_of(6, connected=False)) == (
        "You have 6 sources, of 3 kinds. Take the one you used last and connect it with you: what do you go there for?"
    )


def test_a_star():
    assert sn.first_sentence(network_of(6)).startswith("Your 6 sources are all one step from you.")


def test_one_that_hangs_nowhere_is_asked_for_by_name():
    network = network_of(6)
    network.add("Half an Hour")
    sentence = sn.first_sentence(network)
    assert (
        sentence.startswith("You are connected with 6 of your 7 sources, directly or through others.")
        and "Half an Hour" in sentence
    )


def test_a_longer_way_is_named():
    network = network_of(6)
    network.connect("source 5", network.add("A. B.", kind="person"), relation="led me to")
    assert "In one step you get to 6 of your 7 sources, and on from there to 1 more." in sn.first_sentence(network)
    assert "the way to A. B. once" in sn.first_sentence(network)


def test_one_sentence_below_ten_and_more_from_then_on():
    assert len(sn.says(network_of(9))) == 1
    said = sn.says(sn.load_example("first-steps"))
    assert len(said) == 3
    assert said[1].startswith(
        "The connection from course tutor to library guide is the only one between two parts of your network."
    )
    assert said[2].startswith("On your question they speak as if about 3 voices in balance.")


def test_what_it_is_about_and_what_to_try_stand_apart():
    said = told(sn.load_example("first-steps"))
    assert [one.about for one in said] == ["me", "sources", "sources"]
    assert said[0].text.endswith("to 4 more.") and said[0].try_next.startswith("Take the way to")
    for network in (network_of(0), network_of(3), network_of(6), network_of(6, connected=False)):
        (one,) = told(network)
        assert f"{one.text} {one.try_next}" == sn.first_sentence(network) == sn.says(network)[0]
        assert "?" not in one.text and "?" in one.try_next


def test_a_long_name_is_cut():
    network = network_of(6)
    network.add("x" * 200)
    assert "x" * 60 not in sn.first_sentence(network)


def test_sentences_go_through_the_catalogue(monkeypatch):
    monkeypatch.setattr("sourcenet.measures.where._", lambda sentence: "•")
    assert sn.first_sentence(network_of(0)) == "• •"
    assert words.language() == ""
