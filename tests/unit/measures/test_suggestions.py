"""Each kind of suggestion on a network small enough to work it out by hand."""

from __future__ import annotations

import datetime as dt

import pytest

import sourcenet as sn
from sourcenet.errors import SourcenetError
from sourcenet.measures.figures import figure_of

TODAY = dt.date(2026, 11, 1)


def made(connections, **fields):
    """Make a network from pairs such as "me a"; `fields` are those of a source, by its name."""
    network = sn.SourceNetwork.in_memory(question="How would I know?", today=TODAY)
    names = dict.fromkeys(name for pair in connections for name in pair.split() if name != "me")
    for name in (*names, *(name for name in fields if name not in names)):
        network.add(name, **fields.get(name, {}))
    for pair in connections:
        start, end = pair.split()
        network.connect(start, end, relation="uses")
    return network


def of(network, measure, reference=None):
    (one,) = [one for one in sn.suggestions(network, reference) if one.measure == measure]
    return one


def ends(network, one):
    called = {source.id: source.name for source in network.sources}
    return tuple(called.get(one.fields[end], "me") for end in ("start", "end"))


def follow(network, one, reference=None):
    assert figure_of(network, one, reference) == one.before
    one.apply(network)
    assert figure_of(network, one, reference) == one.after
    return one.before, one.after


def test_nothing_below_six_and_nothing_where_nothing_would_change():
    assert sn.suggestions(made(["me a", "a b", "c d"])) == ()
    assert sn.suggestions(made([f"me {name}" for name in "abcdef"])) == ()


def test_a_loose_part_is_connected_by_what_it_shares():
    network = made(["me a", "me b", "me c", "d e", "e f"], b={"subject": "law"}, e={"subject": "law"}, g={})
    one = of(network, "joined")
    assert ends(network, one) == ("b", "e")
    assert one.text == (
        "How did you come by e? Connect it with whatever led you there: was it b? "
        "Sources that hang together with you: 3 of 7 now, 6 after it."
    )
    assert sn.suggestions(network)[0] == one, "three of seven sources are touched, more than by any other"
    assert follow(network, one) == (3, 6)


def test_a_loose_source_that_shares_nothing_is_asked_for():
    network = made([f"me {name}" for name in "abcde"], loose={})
    one = of(network, "joined")
    assert ends(network, one) == ("me", "loose") and follow(network, one) == (5, 6)


def test_a_second_way_round_two_parts_that_hang_by_one_connection():
    # a b c go round, so do d e f; between the two stands c-d, and x hangs on f.
    network = made(["me a", "a b", "b c", "c a", "c d", "d e", "e f", "f d", "f x"], b={"owner": "O"}, e={"owner": "O"})
    one = of(network, "bridges")
    assert ends(network, one) == ("b", "e") and "Both have the same owner." in one.text
    assert follow(network, one) == (2, 1)


def test_without_anything_shared_as_many_as_possible_lie_on_the_way():
    network = made(["me a", "a b", "b c", "c a", "c d", "d e", "e f", "f d", "f x"])
    one = of(network, "bridges")
    assert "x" in ends(network, one) and follow(network, one) == (2, 0)


def test_one_source_that_hangs_by_one_connection_is_no_part():
    assert "bridges" not in {one.measure for one in sn.suggestions(made(["me a", "a b", "b c", "c a", "c d", "me e", "me f"]))}


def test_a_step_nearer():
    network = made(["me a", "a b", "b c", "c d", "c e", "c f"])
    one = of(network, "reach")
    assert ends(network, one) == ("me", "c")
    assert one.text.endswith("Sources in reach in two steps: 2 of 6 now, 6 after it.")
    assert follow(network, one) == (2, 6)


def test_where_it_brings_one_more_a_source_that_shares_something_leads_on():
    network = made(["me a", "me b", "a c", "c d", "me e", "me f"], b={"subject": "law"}, d={"subject": "law"})
    one = of(network, "reach")
    assert ends(network, one) == ("b", "d") and follow(network, one) == (5, 6)


def test_no_turn_before_the_first_one():
    assert "reach" not in {one.measure for one in sn.suggestions(made(["a me", "a b", "b c", "c d", "d e", "e f"]))}


def test_what_is_reached_only_through_one():
    network = made(["me gate", "gate a", "a b", "a c", "me d", "me e"])
    one = of(network, "lost_without")
    assert network.source(one.of).name == "gate" and ends(network, one) == ("me", "a")
    assert "Other sources that you get to only through gate: 3 now, 0 after it." in one.text
    assert follow(network, one) == (3, 0)


def test_what_is_reached_only_through_one_platform():
    video = {"url": "https://www.youtube.com/watch?v="}
    fields = {name: {"url": f"{video['url']}{name}"} for name in ("v", "w")}
    network = made(["me v", "me w", "v a", "w a", "a b", "me c", "me d"], **fields)
    one = of(network, "lost_with_place")
    assert one.of == "youtube.com" and ends(network, one) == ("me", "a") and follow(network, one) == (2, 0)


def test_an_open_way_in_place_of_a_login():
    fields = {name: {"access": "open"} for name in "abcde"}
    network = made(["me gate", "gate a", "a b", "me c", "me d", "me e"], gate={"access": "login"}, **fields)
    one = of(network, "open_reach")
    assert ends(network, one) == ("me", "a") and follow(network, one) == (3, 5)


def test_what_has_rested_for_long_is_used_again():
    network = made(["me a", "me b", "me c", "me d", "a e", "b f"])
    for tie, day in zip(network.connections, ("2024", "2023-05", "2026-10-30", "", "2020-01-01", ""), strict=True):
        if day:
            network.edit(tie, last_used=day)
    one = of(network, "unused")
    assert one.do == "reconnect" and one.fields["set"] == {"last_used": "2026-11-01"}
    assert network.connection(one.fields["of"]).end_label == "b", "one's own, with something behind it, longest unused"
    assert follow(network, one) == (3, 2)


VOICES = {name: {"viewpoint": "critic" if name < "d" else "mixed"} for name in "abcdef"}


def test_a_standpoint_that_is_missing_comes_with_its_source():
    network = made([f"me {name}" for name in "abcdef"], **VOICES)
    reference = {"proponent": [{"name": "Siemens 2005", "kind": "paper"}, "Downes 2007"], "critic": ["Verhagen 2006"]}
    one = of(network, "standpoints", reference)
    assert (one.do, one.fields["name"], one.fields["kind"], one.fields["viewpoint"]) == (
        "add", "Siemens 2005", "paper", "proponent",
    )  # fmt: skip
    assert follow(network, one, reference) == (1, 2)
    assert "standpoints" not in {one.measure for one in sn.suggestions(network, reference)}


@pytest.mark.parametrize("reference", [{"proponent": []}, {"proponent": ["a", "B "]}, {"does not apply": ["x"]}, {"critic": ["x"]}])
def test_no_label_without_somebody_new_who_takes_it(reference):
    assert sn.suggestions(made([f"me {name}" for name in "abcdef"], **VOICES), reference) == ()


def test_too_few_say_where_they_stand():
    network = made([f"me {name}" for name in "abcdef"], a={"viewpoint": "critic"})
    assert sn.suggestions(network, {"proponent": ["Siemens 2005"]}) == ()


def test_nobody_is_proposed_whom_only_the_other_knows():
    other = sn.SourceNetwork.in_memory(today=TODAY)
    other.add("my aunt", kind="person", viewpoint="proponent", known=True)
    other.add("my notes", viewpoint="proponent", private=True)
    network = made([f"me {name}" for name in "abcdef"], **VOICES)
    assert sn.suggestions(network, other) == ()
    other.add("Ada Lovelace", kind="person", viewpoint="proponent", known=False, notes="told me", tags=["x"])
    one = of(network, "standpoints", other)
    assert one.fields["name"] == "Ada Lovelace" and not {"notes", "tags"} & set(one.fields)
    one.apply(network)
    assert not network.source("Ada Lovelace").known


def test_what_is_set_aside_is_not_proposed_again():
    network = made([f"me {name}" for name in "abcdef"], **VOICES)
    gone = network.add("Siemens 2005", kind="paper", viewpoint="proponent")
    network.prune(gone, reason="I read it and it is not for me.")
    assert sn.suggestions(network, {"proponent": [{"name": "Siemens 2005", "kind": "paper"}]}) == ()
    other = made(["me gate", "gate a", "a b", "a c", "me d", "me e"])
    tie = other.connect("me", "a", relation="reads")
    other.prune(tie, reason="I never do.")
    assert all(ends(other, one) != ("me", "a") for one in sn.suggestions(other))


def test_somewhere_else_than_where_most_come_through():
    fields = {name: {"url": f"https://www.youtube.com/watch?v={name}"} for name in "abcde"}
    network = made([f"me {name}" for name in "abcdef"], **fields)
    reference = {"critic": [
        {"name": "another film", "url": "https://youtu.be.youtube.com/9"},
        {"name": "a page", "url": "https://elsewhere.net/1"},
    ]}  # fmt: skip
    one = of(network, "place_share", reference)
    assert one.fields["name"] == "a page" and "viewpoint" not in one.fields
    assert one.text.endswith("Sources that do: 5 of 6 now, 5 of 7 after it.")
    assert follow(network, one, reference) == (5 / 6, 5 / 7)


def test_a_reason_goes_along_and_nothing_else_happens():
    network = made(["me gate", "gate a", "a b", "a c", "me d", "me e"])
    one = sn.suggestions(network)[0]
    before = len(network.events)
    one.apply(network, why="It is named at the foot of each page.")
    (event,) = network.events[before:]
    assert event.do == "connect" and event.get("strength") == 1
    assert network.connections[-1].why == "It is named at the foot of each page."
    assert network.can_undo and network.undo()
    assert sn.suggestions(network)[0].text == one.text


def test_what_cannot_be_done_any_more_is_a_sentence():
    network = made(["me gate", "gate a", "a b", "a c", "me d", "me e"])
    one = of(network, "lost_without")
    network.prune("a", reason="Done with it.")
    with pytest.raises(SourcenetError, match="set aside"):
        one.apply(network)


def test_people_are_asked_and_things_are_used():
    network = made(["me gate", "gate a", "a b", "a c", "me d", "me e"], a={"kind": "person"})
    assert of(network, "lost_without").fields["relation"] == "asks"


def test_a_suggestion_says_itself():
    one = of(made(["me a", "a b", "b c", "c d", "c e", "c f"]), "reach")
    assert str(one) == one.text and one.change == "2 → 6"


def test_of_two_that_change_as_much_it_is_always_the_same():
    first, second = (sn.suggestions(made(["me a", "a b", "b c", "c d", "c e", "c f"])) for _time in range(2))
    assert [one.text for one in first] == [one.text for one in second]
