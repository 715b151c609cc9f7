"""Three sentences for those who do not see the picture, and none of them untrue."""

import sourcenet as sn
from sourcenet.drawing.describe import describe
from sourcenet.model.dates import is_unused, long_date


def test_what_it_is_about_what_stands_out_and_what_stands_apart():
    network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?")
    tutor = network.add("course tutor", kind="person", viewpoint="critic")
    guide = network.add("library guide", kind="site")
    wiki = network.add("Wikipedia", kind="site")
    lone, paper, book = (network.add(name) for name in ("sleep app", "a paper", "a book"))
    network.connect("me", tutor, relation="asks", strength=2, why="x", last_used="2020-01-01")
    network.connect(tutor, guide, relation="showed once", strength=1, why="x")
    network.connect(tutor, wiki, relation="recommends", why="x")
    network.connect(paper, book, relation="cites", why="x")
    gone = network.add("gone")
    network.prune(gone, reason="it counted, it did not tell")
    about, standing, apart = describe(network).split(". ")
    assert about.startswith(
        "The network about “Is it worth studying late at night?” has 6 sources and 4 connections on "
    )
    assert standing == (
        "Kinds of source are site (5) and person (1); where they stand is critic (1) and not said (5);"
        " most connections meet at course tutor (3)"
    )
    assert apart == (
        "No way leads from the learner to a paper and a book; there is no connection yet at sleep app;"
        " 1 connection is the lightest there is; 1 has not been used for half a year; 1 was set aside with a reason."
    )
    assert lone in network.sources


def test_nothing_apart_is_said_as_well():
    network = sn.SourceNetwork.in_memory(question="")
    network.connect("me", network.add("one"), relation="reads", why="x")
    said = describe(network)
    assert said.startswith("The network has 1 source and 1 connection on ")
    assert said.endswith("Nothing stands apart, and nothing was set aside.")


def test_an_empty_network_has_three_sentences_too():
    said = describe(sn.SourceNetwork.in_memory(question="Why?"))
    assert "0 sources and 0 connections" in said
    assert "The learner stands alone in the middle." in said


def test_the_words_that_learners_never_read(grown):
    said = describe(grown(30)).lower()
    for word in ("isolate", "weak tie", "node", "edge ", "ego", "link"):
        assert word not in said


def test_unused_means_longer_than_180_days():
    import datetime

    today = datetime.date(2026, 11, 22)
    assert not is_unused("", today)
    assert not is_unused("2026-05-26", today)
    assert is_unused("2026-05-25", today)
    assert is_unused("2025", today) and is_unused("2026-05", today) and not is_unused("2026-06", today)
    assert not is_unused("2026-02-31", today) and not is_unused("soon", today)
    assert long_date(today) == "22 November 2026"
