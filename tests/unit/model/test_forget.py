"""Forgetting: the name is nowhere in the file any more, the sums hold, and no copy brings it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sourcenet import SourceNetwork, open_network
from sourcenet.errors import UnknownSource
from sourcenet.model.erasing import names_of, without_names
from sourcenet.model.events import Event
from sourcenet.model.history import history

Again = Callable[..., SourceNetwork]
NAME = "Anna Schmidt"


def _told(network: SourceNetwork) -> None:
    """Mention somebody in every way that a journal has."""
    anna = network.add(NAME, kind="person", known=True, url="https://anna-schmidt.example")
    blog = network.add("blog", notes=f"{NAME} showed it to me. ANNA SCHMIDT!")
    other = network.add(f"{NAME}'s brother", kind="person")
    tie = network.connect("me", anna, why=f"{NAME} knows")
    more = network.connect(anna, blog, relation="recommends")
    network.connect("me", blog, why="because anna\n schmidt said so, not Annabel Schmidtke")
    network.edit(anna, notes="born 1960")
    network.edit(blog, subject=NAME)
    network.edit("question", question=f"Was {NAME} right?")
    network.edit(tie, evidence="a letter")
    network.prune(more, reason=f"{NAME} has changed her mind")
    network.place({anna.id: [1, 2], blog.id: [3, 4]})
    network.appraise(anna, "sift", {"who": NAME})
    network.appraise(blog, "sift", {f"what does {NAME} say?": f"ask {NAME}"}, compared_with=[other])
    network.decide(f"ask {NAME}", why="she knows", change_my_mind=f"if {NAME} objects")
    network.traverse("who?", ["me", anna])
    network.choose(tie)
    with network.group(f"from {NAME}"):
        network.add("her list")
    network.add(f"{NAME} again")
    network.undo()
    network.prune(anna, reason="x")
    network.edit(anna, name="my aunt")
    network.decide("what my aunt said")


def test_the_name_is_nowhere_in_the_file(network: SourceNetwork, again: Again) -> None:
    _told(network)
    other = again()
    told: list[bool] = []
    other.watch(lambda change: told.append(change.whole))
    network.forget("my aunt")
    data = network.path.read_bytes().decode()  # type: ignore[union-attr]
    for trace in (
        "Anna Schmidt",
        "ANNA SCHMIDT",
        "anna\\n schmidt",
        "anna-schmidt",
        "my aunt",
        "born 1960",
        "a letter",
    ):
        assert trace not in data, trace
    assert "not Annabel Schmidtke" in data and "her list" in data
    for one in (network, other, again()):
        assert one.verify().ok and one.notes == ()
        assert [source.name for source in one.sources] == ["blog", "…'s brother", "her list"]
        assert [c.why for c in one.connections] == ["because … said so, not Annabel Schmidtke"]
        assert one.archive == () and one.traversals == () and len(one.appraisals) == 1
        assert one.question == "Was … right?"
        assert list(one.positions) == [one.source("blog").id]
    assert told == [True]
    network.add("still writing")
    assert again().verify().ok and [s.name for s in other.sources][-1] == "still writing"


def test_forgetting_one_after_another_keeps_the_sums(network: SourceNetwork, again: Again) -> None:
    for name in ("Berta", "Carla", "Doris"):
        network.add(name, kind="person")
    network.decide("ask Berta and Carla and Doris")
    for name in ("Berta", "Doris", "Carla"):
        network.forget(name)
        network.decide(f"without number {len(network.events)}")
        assert again().verify().ok
    assert network.decisions[0].what == "ask … and … and …"


def test_the_vocabulary_and_other_words_stay(network: SourceNetwork, again: Again) -> None:
    network.add("library", kind="tool")
    network.add("Town", kind="library", subject="education", viewpoint="critic", notes="a library. Librarygoers.")
    network.connect("me", "Town", relation="reads")
    for name in ("reads", "critic", "education", "added", "1.0", "R", "site", "add", "learner-07"):
        network.add(name, kind="idea")
        network.forget(name)
    network.forget("library")
    town = again().sources[0]
    assert (town.kind, town.subject, town.viewpoint, town.origin) == ("library", "education", "critic", "added")
    assert town.notes == "a …. Librarygoers." and again().connections[0].relation == "reads"
    assert again().notes == () and again().learner == "learner-07"


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("王小明", "老师王小明说的", "老师…说的"),
        ("Anna", "Joanna and Anna", "Joanna and …"),
        ("C++", "in C++ and C", "in … and C"),
        ("O'Neill (Mum)", "ask O'Neill (Mum)!", "ask …!"),
        ("Li", "Li said a little; li too", "… said a little; li too"),
        ("Ärztin", "die ÄRZTIN sagte", "die … sagte"),
        ("a.b", "a.b axb", "… axb"),
        ("\\1", "see \\1 there", "see … there"),
        ("Anna  B", "anna b, Anna\u00a0B", "…, …"),
        ("R", "R is a letter", "R is a letter"),
    ],
)
def test_names_of_every_shape_are_taken_out(name: str, text: str, left: str) -> None:
    assert without_names({"why": text, "of": name}, {name: "…"}, ()) == {"why": left, "of": name}


def test_every_name_that_a_source_had_is_known(network: SourceNetwork) -> None:
    network.add("one")
    network.edit("one", name="the second")
    network.undo()
    assert names_of(network.events, network.sources[0].id) == ["the second", "one"]


def test_a_slip_that_was_undone_can_be_forgotten(network: SourceNetwork, again: Again) -> None:
    network.add("blog")
    network.add(NAME, kind="person")
    network.undo()
    assert NAME.encode() in network.path.read_bytes()  # type: ignore[union-attr]
    network.forget(NAME)
    assert NAME.encode() not in network.path.read_bytes()  # type: ignore[union-attr]
    assert again().verify().ok and [s.name for s in again().sources] == ["blog"]
    with pytest.raises(UnknownSource):
        network.forget(NAME)


def test_a_damaged_line_with_a_trace_of_it_goes(network: SourceNetwork) -> None:
    file = network.path
    assert file is not None
    anna = network.add(NAME, kind="person")
    network.connect("me", anna, why="secret")
    network.add("blog")
    file.write_bytes(file.read_bytes().replace(b"secret", b"sacret").replace(b'"blog"', b'"blug"'))
    fresh = open_network(file)
    fresh.forget(NAME)
    assert b"sacret" not in file.read_bytes() and b"blug" in file.read_bytes()


def test_conflict_copies_do_not_bring_it_back(network: SourceNetwork, again: Again) -> None:
    anna = network.add(NAME, kind="person")
    network.add("blog")
    copy = Path("my-network (conflicted copy).jsonl")
    copy.write_bytes(network.path.read_bytes())  # type: ignore[union-attr]
    elsewhere = open_network(copy)
    elsewhere.connect("me", anna, why="she knows")
    elsewhere.edit(anna, notes="born 1960")
    elsewhere.decide(f"ask {NAME} first")
    elsewhere.edit(anna, name="Annie")
    elsewhere.decide("ask Annie again")
    elsewhere.add("new there")
    network.forget(NAME)
    assert "3 changes that are not here" in again().notes[0]
    assert network.join(copy) == 3
    data = network.path.read_bytes().decode()  # type: ignore[union-attr]
    assert NAME not in data and "Annie" not in data and "born 1960" not in data and "she knows" not in data
    assert [s.name for s in network.sources] == ["blog", "new there"]
    assert [d.what for d in network.decisions] == ["ask … first", "ask … again"]
    assert network.join(copy) == 0 and again().verify().ok and network.notes == ()


def test_what_was_forgotten_in_the_copy_is_forgotten_here(network: SourceNetwork) -> None:
    network.add(NAME, kind="person")
    network.decide(f"ask {NAME}")
    copy = Path("my-network-conflict.jsonl")
    copy.write_bytes(network.path.read_bytes())  # type: ignore[union-attr]
    open_network(copy).forget(NAME)
    network.join(copy)
    assert NAME.encode() not in network.path.read_bytes()  # type: ignore[union-attr]
    assert network.sources == () and network.verify().ok


def test_forgetting_in_memory() -> None:
    network = SourceNetwork.in_memory(question=f"Is {NAME} right?", learner="learner-07")
    network.add(NAME, kind="person")
    network.decide(f"ask {NAME}")
    network.forget(NAME)
    assert network.sources == () and network.decisions[0].what == "ask …" and network.question == "Is … right?"
    assert not any(NAME in str(event.fields) for event in network.events)


def test_values_of_another_type_are_left(network: SourceNetwork) -> None:
    event = Event("abcdefghijkl", "", "", "later", {"deep": {"list": [1, None, True, "Anna"], "Anna": 2.5}})
    assert without_names(event.fields, {"Anna": "…"}, ()) == {"deep": {"list": [1, None, True, "…"], "…": 2.5}}


def test_the_history_says_once_that_something_was_forgotten(network: SourceNetwork) -> None:
    network.begin("a moment")
    before = len(history(network))
    aunt = network.add("my aunt, pharmacist", kind="person", known=True)
    network.connect("me", aunt, relation="asks", why="She reads the leaflets with me.")
    network.edit(aunt, notes="Works on Saturdays.")
    network.forget(aunt)
    lines = history(network)
    assert (lines[0].did, lines[0].what) == ("forgot", "one source, erased for good")
    assert len(lines) == before + 1


def test_forgetting_a_word_leaves_other_words_and_other_sources(network: SourceNetwork, again: Again) -> None:
    network.add("sleep", kind="idea")
    network.add("Will", kind="person", known=True)
    network.add("Net Smart", kind="book")
    other = network.add("Sleep Foundation", notes="I will read about sleep. Sleep matters. Will said: net smart.")
    network.add("On sleep and Net Smart", kind="book")
    for name in ("sleep", "Will", "Net Smart"):
        network.forget(name)
    assert [source.name for source in again().sources] == ["Sleep Foundation", "On sleep and Net Smart"]
    assert again().source(other.id).notes == "I will read about …. Sleep matters. … said: …."


@pytest.mark.parametrize("private", [True, False])
def test_a_person_or_something_private_is_taken_out_of_names_too(network: SourceNetwork, private: bool) -> None:
    network.add(NAME, kind="site" if private else "person", private=private)
    network.add(f"Blog of {NAME}")
    network.forget(NAME)
    assert [source.name for source in network.sources] == ["Blog of …"]
