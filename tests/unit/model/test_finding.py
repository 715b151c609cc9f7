"""Naming a source by what one reads: its id, its name, its address, or the label it is drawn under."""

import pytest

import sourcenet as sn
from sourcenet.errors import UnknownSource


def test_a_book_is_found_by_the_label_that_is_drawn():
    busy = sn.load_example("busy")
    (book,) = [source for source in busy.sources if source.label == "Rheingold 2012"]
    assert busy.source("Rheingold 2012") == busy.source("rheingold 2012") == busy.source(book.name) == book


def test_a_name_comes_before_a_label():
    network = sn.SourceNetwork.in_memory()
    network.add("Net Smart", kind="book", authors="Rheingold, H.", year="2012")
    named = network.add("Rheingold 2012", kind="idea")
    assert network.source("Rheingold 2012") == named


def test_two_of_one_label_are_both_listed():
    network = sn.SourceNetwork.in_memory()
    for title in ("Connectivism", "Knowing Knowledge"):
        network.add(title, kind="paper", authors="Siemens, G.", year="2005")
    with pytest.raises(UnknownSource, match="2 sources are called"):
        network.source("Siemens 2005")


def test_what_is_nowhere_is_refused_with_the_nearest():
    network = sn.load_example("first-steps")
    with pytest.raises(UnknownSource, match="Did you mean “PubMed”"):
        network.source("PubMad")
