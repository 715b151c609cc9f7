"""Whether two sources are two voices: seventy cases worked out by hand, with their reasons."""

from __future__ import annotations

from typing import Any

import pytest

import sourcenet as sn

A, B = "Alpha", "Beta"
SITE: dict[str, Any] = {"kind": "site"}


def pair(a: dict[str, Any], b: dict[str, Any], *ties: tuple[str, str, str]) -> sn.SourceNetwork:
    network = sn.SourceNetwork.in_memory()
    for name, fields in ((A, a), (B, b)):  # edited in: two that name one thing cannot both be added
        source = network.add(fields.get("name", name), kind=fields.get("kind", "site"))
        network.edit(source, **{key: value for key, value in fields.items() if key not in ("name", "kind")} or {"notes": ""})
    for start, relation, end in ties:
        network.connect(start, end, relation=relation)
    return network


# (first, second, connections), the answer, what it rests on (shared or parting), what is not known of both
CASES: list[tuple[str, dict[str, Any], dict[str, Any], list[tuple[str, str, str]], bool | None, set[str], set[str]]] = [
    ("nothing is known", {}, {}, [], None, set(), {"host", "owner", "author"}),
    ("two places", {"url": "https://a.org"}, {"url": "https://b.org"}, [], True, {"host"}, {"owner", "author"}),
    ("one place", {"url": "https://a.org/1"}, {"url": "https://a.org/2"}, [], False, {"host"}, {"owner", "author"}),
    ("www makes no difference", {"url": "https://www.a.org/1"}, {"url": "http://a.org/2"}, [], False, {"host"}, {"owner", "author"}),
    ("a part of one place", {"url": "https://news.a.org"}, {"url": "https://blog.a.org"}, [], False, {"host"}, {"owner", "author"}),
    ("two universities of one country", {"url": "https://a.ac.uk"}, {"url": "https://b.ac.uk"}, [], True, {"host"}, {"owner", "author"}),
    ("two blogs on a house of many", {"url": "https://a.blogspot.com"}, {"url": "https://b.blogspot.com"}, [], None, set(), {"host", "owner", "author"}),
    ("two films on a house of many", {"url": "https://www.youtube.com/watch?v=aaaaaaaaaaa"}, {"url": "https://youtu.be/bbbbbbbbbbb"}, [], None, set(), {"host", "owner", "author"}),
    ("two papers that only forward", {"url": "https://doi.org/10.1/a"}, {"url": "https://doi.org/10.1/b"}, [], None, set(), {"host", "owner", "author"}),
    ("only one has a place", {"url": "https://a.org"}, {}, [], None, set(), {"host", "owner", "author"}),
    ("one owner", {"owner": "Poynter"}, {"owner": "Poynter"}, [], False, {"owner"}, {"host", "author"}),
    ("one owner, written otherwise", {"owner": "The Poynter Institute"}, {"owner": "poynter"}, [], False, {"owner"}, {"host", "author"}),
    ("one owner with an accent", {"owner": "Condé Nast"}, {"owner": "Conde Nast Inc."}, [], False, {"owner"}, {"host", "author"}),
    ("two owners", {"owner": "BBC"}, {"owner": "AFP"}, [], True, {"owner"}, {"host", "author"}),
    ("only one has an owner", {"owner": "BBC"}, {}, [], None, set(), {"host", "owner", "author"}),
    ("an owner of nothing but a legal form", {"owner": "Ltd."}, {"owner": "Ltd."}, [], None, set(), {"host", "owner", "author"}),
    ("one owns the other", {"owner": B}, {"kind": "organisation"}, [], False, {"owner"}, {"host", "author"}),
    ("the other owns the one", {"kind": "organisation"}, {"owner": A}, [], False, {"owner"}, {"host", "author"}),
    ("two places and one owner", {"url": "https://a.org", "owner": "X"}, {"url": "https://b.org", "owner": "X"}, [], False, {"owner"}, {"author"}),
    ("two places and two owners", {"url": "https://a.org", "owner": "X"}, {"url": "https://b.org", "owner": "Y"}, [], True, {"host", "owner"}, {"author"}),
    ("one place and two owners", {"url": "https://a.org/1", "owner": "X"}, {"url": "https://a.org/2", "owner": "Y"}, [], False, {"host"}, {"author"}),
    ("one author", {"authors": "Stephen Downes"}, {"authors": "Stephen Downes"}, [], False, {"author"}, {"host", "owner"}),
    ("one author, family name first", {"authors": "Stephen Downes"}, {"authors": "Downes, S."}, [], False, {"author"}, {"host", "owner"}),
    ("one of several authors", {"authors": "Kop, R.; Hill, A."}, {"authors": "Kop, R."}, [], False, {"author"}, {"host", "owner"}),
    ("two authors of one family name", {"authors": "Downes, S."}, {"authors": "Downes, T."}, [], True, {"author"}, {"host", "owner"}),
    ("two authors", {"authors": "Bell, F."}, {"authors": "Kop, R."}, [], True, {"author"}, {"host", "owner"}),
    ("an author and the person", {"kind": "person", "name": "Stephen Downes", "known": False}, {"authors": "Downes, S."}, [], False, {"author"}, {"host", "owner"}),
    ("an author and another person", {"kind": "person", "name": "Frances Bell", "known": False}, {"authors": "Downes, S."}, [], True, {"author"}, {"host", "owner"}),
    ("one ORCID", {"kind": "person", "name": "J. Doe", "known": False, "orcid": "0000-0002-1825-0097"},
     {"kind": "person", "name": "Jane Miller", "known": False, "orcid": "https://orcid.org/0000-0002-1825-0097"}, [], False, {"thing", "author"}, {"host", "owner"}),
    ("one author, two places, two owners", {"authors": "Downes, S.", "url": "https://a.org", "owner": "X"},
     {"authors": "Downes, S.", "url": "https://b.org", "owner": "Y"}, [], False, {"author"}, set()),
    ("all three differ", {"authors": "Bell, F.", "url": "https://a.org", "owner": "X"}, {"authors": "Kop, R.", "url": "https://b.org", "owner": "Y"},
     [], True, {"host", "owner", "author"}, set()),
    ("one and the same work", {"kind": "paper", "doi": "10.1000/1"}, {"kind": "paper", "doi": "https://doi.org/10.1000/1"}, [], False, {"thing"}, {"host", "owner", "author"}),
    ("one title, two DOIs", {"kind": "paper", "name": "On naps", "doi": "10.1000/1"}, {"kind": "paper", "name": "On naps again", "doi": "10.1000/2"}, [], None, set(), {"host", "owner", "author"}),
    ("a connection: same owner", {}, {}, [(A, "same owner", B)], False, {"connection"}, {"host", "owner", "author"}),
    ("the other way round", {}, {}, [(B, "Same Owner", A)], False, {"connection"}, {"host", "owner", "author"}),
    ("a connection: published", {}, {}, [(A, "published", B)], False, {"connection"}, {"host", "owner", "author"}),
    ("a connection: copies", {}, {}, [(A, "copies", B)], False, {"connection"}, {"host", "owner", "author"}),
    ("a connection of the family made", {}, {}, [(A, "writes", B)], False, {"connection"}, {"host", "owner", "author"}),
    ("a connection: passes on", {}, {}, [(A, "passes on", B)], False, {"connection"}, {"host", "owner", "author"}),
    ("they argue", {}, {}, [(A, "disputes", B)], None, set(), {"host", "owner", "author"}),
    ("one cites the other", {"url": "https://a.org"}, {"url": "https://b.org"}, [(A, "cites", B)], True, {"host"}, {"owner", "author"}),
    ("they agree", {"owner": "X"}, {"owner": "Y"}, [(A, "agrees with", B)], True, {"owner"}, {"host", "author"}),
    ("two places, and it copies", {"url": "https://a.org"}, {"url": "https://b.org"}, [(A, "copies", B)], False, {"connection"}, {"owner", "author"}),
    ("connected through a third only", {}, {}, [("me", "reads", A), ("me", "reads", B)], None, set(), {"host", "owner", "author"}),
    ("somebody known, and the page of somebody", {"kind": "person", "known": True, "url": "https://a.org/her"}, {"url": "https://a.org/him"}, [], None, set(), {"host", "owner", "author"}),
    ("somebody known who works for it", {"kind": "person", "known": True}, {}, [(A, "works for", B)], False, {"connection"}, {"host", "owner", "author"}),
    ("somebody known, of the same name as an author", {"kind": "person", "name": "Stephen Downes", "known": True}, {"authors": "Downes, S."}, [], None, set(), {"host", "owner", "author"}),
    ("one blog on a house of many", {"url": "https://a.blogspot.com/1"}, {"url": "http://a.blogspot.com/2"}, [], False, {"host"}, {"owner", "author"}),
    ("one channel on a house of many", {"url": "https://www.youtube.com/@a/videos"}, {"url": "https://youtube.com/@A"}, [], False, {"host"}, {"owner", "author"}),
    ("a blog on a house of many, and a place", {"url": "https://a.blogspot.com/1"}, {"url": "https://b.org"}, [], True, {"host"}, {"owner", "author"}),
    ("a film on a house of many, and a place", {"url": "https://youtu.be/bbbbbbbbbbb"}, {"url": "https://b.org"}, [], None, set(), {"host", "owner", "author"}),
    ("a house of many itself, and a place", {"url": "https://www.youtube.com/"}, {"url": "https://b.org"}, [], True, {"host"}, {"owner", "author"}),
    ("one account under a code house", {"url": "https://github.com/a/x"}, {"url": "https://github.com/A/y"}, [], False, {"host"}, {"owner", "author"}),
    ("a search at a house of many is nobody's", {"url": "https://github.com/search?q=x"}, {"url": "https://github.com/search?q=y"}, [], None, set(), {"host", "owner", "author"}),
    ("one family name, two given names", {"authors": "Smith, Jane"}, {"authors": "Smith, John"}, [], True, {"author"}, {"host", "owner"}),
    ("one family name, a given name and its initial", {"authors": "Smith, Jane"}, {"authors": "Smith, J."}, [], False, {"author"}, {"host", "owner"}),
    ("initials behind, without a comma", {"authors": "Downes S"}, {"authors": "Stephen Downes"}, [], False, {"author"}, {"host", "owner"}),
    ("a family name of several words", {"authors": "van der Berg, P."}, {"authors": "Peter van der Berg"}, [], False, {"author"}, {"host", "owner"}),
    ("one of many, et al.", {"authors": "Kop et al."}, {"authors": "Kop, R."}, [], False, {"author"}, {"host", "owner"}),
    ("two of many, et al.", {"authors": "Kop et al."}, {"authors": "Bell et al."}, [], True, {"author"}, {"host", "owner"}),
    ("nobody is named", {"authors": "Anonymous"}, {"authors": "anonymous"}, [], None, set(), {"host", "owner", "author"}),
    ("an organisation among the authors", {"kind": "organisation"}, {"authors": A}, [], False, {"author"}, {"host", "owner"}),
    ("the owner of one wrote the other", {"owner": "Stephen Downes"}, {"authors": "Downes, S."}, [], False, {"author"}, {"host", "owner"}),
    ("two ORCIDs of one name", {"kind": "person", "name": "J. Doe", "known": False, "orcid": "0000-0002-1825-0097"},
     {"kind": "person", "name": "Jane Doe", "known": False, "orcid": "0000-0001-5109-3700"}, [], True, {"author"}, {"host", "owner"}),
    ("a relation written large", {}, {}, [(A, "Writes", B)], False, {"connection"}, {"host", "owner", "author"}),
    ("two owners that differ in a vowel sign", {"owner": "किताब"}, {"owner": "कताब"}, [], True, {"owner"}, {"host", "author"}),
    ("one owner in Arabic, with and without marks", {"owner": "الجزيرة"}, {"owner": "الجَزيرَة"}, [], False, {"owner"}, {"host", "author"}),
    ("no owner, said twice", {"owner": "self-published"}, {"owner": "Self-published"}, [], None, set(), {"host", "owner", "author"}),
    ("two who write from a house of many", {"url": "mailto:a@gmail.com"}, {"url": "mailto:b@gmail.com"}, [], None, set(), {"host", "owner", "author"}),
    ("an address that is none", {"notes": "https://a.org"}, {"url": "https://a.org"}, [], None, set(), {"host", "owner", "author"}),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "ties", "value", "reasons", "unknown"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_as_worked_out_by_hand(a: dict[str, Any], b: dict[str, Any], ties: Any, value: bool | None, reasons: set[str], unknown: set[str]) -> None:
    network = pair(a, b, *ties)
    first, second = network.sources
    found = sn.independence(network, first, second)
    assert found.value is value
    assert {one.by for one in (found.same if value is False else found.differs)} == reasons
    assert set(found.unknown) == unknown
    assert all(one.words.endswith((".", "?")) and one.what for one in (*found.same, *found.differs)) and found.words
    back = sn.independence(network, second, first)
    assert back.value is value and {one.by for one in back.same} == {one.by for one in found.same}, "whichever is named first"


def test_there_are_forty_at_least() -> None:
    assert len(CASES) >= 40 and len({case[0] for case in CASES}) == len(CASES)


def test_a_source_is_no_second_voice_to_itself() -> None:
    network = pair({}, {})
    assert sn.independence(network, A, A).value is False


@pytest.mark.parametrize(
    ("a", "b", "value", "by"),
    [
        ("PolitiFact", "International Fact-Checking Network", False, "owner"), ("Wired", "Ars Technica", False, "owner"),
        ("Half an Hour", "Downes 2012", False, "author"), ("Google Search", "YouTube", False, "owner"), ("Full Fact", "AFP Fact Check", True, "host"),
        ("elearnspace", "Siemens 2005", False, "author"),
    ],
)  # fmt: skip
def test_the_values_of_busy(a: str, b: str, value: bool, by: str) -> None:
    found = sn.independence(sn.load_example("busy"), a, b)
    assert found.value is value and by in {one.by for one in (found.same or found.differs)}


def test_the_values_of_debate() -> None:
    debate = sn.load_example("debate")
    for a, b, value in (("George Siemens", "Siemens 2005a", False), ("Kop & Hill 2008", "Kop 2011", False), ("Bell 2011", "Goldie 2016", True)):
        ends = [next(one for one in debate.sources if name in (one.label, one.name) or one.name.startswith(name)) for name in (a, b)]
        assert sn.independence(debate, *ends).value is value, (a, b)


def test_a_blog_and_its_post_are_on_one_place_and_of_one_author() -> None:
    debate = sn.load_example("debate")
    blog = debate.source("Half an Hour")
    post = next(one for one in debate.sources if one.name.startswith("Downes 2007"))
    found = sn.independence(debate, blog, post)
    assert {one.by for one in found.same} == {"host", "author", "connection"}
    assert [one.words for one in found.same][:2] == ["Both are on halfanhour.blogspot.com.", "Both come from Downes, S."]


def test_the_short_answer_is_that_of_the_long_one() -> None:
    from itertools import combinations

    from sourcenet.measures.independent import one_voice

    for _name, a, b, ties, value, _reasons, _unknown in CASES:
        network = pair(a, b, *ties)
        assert one_voice(network, *network.sources) is (value is False)
    for name in ("busy", "debate"):
        network = sn.load_example(name)
        for one, other in combinations(network.sources, 2):
            assert one_voice(network, one, other) is (sn.independence(network, one, other).value is False)


def test_every_sentence_ends_with_one_full_stop() -> None:
    for a, b in (({"owner": "Alpha Inc."}, {"owner": "Alpha"}), ({"owner": "Beta"}, {"owner": "Gamma Inc."}), ({"authors": "Kop, R."}, {"authors": "Hill, A."})):
        for one, other in ((a, b), (b, a), (a, a), (b, b)):
            network = pair(one, other)
            words = sn.independence(network, *network.sources).words
            assert words.endswith(".") and ".." not in words
