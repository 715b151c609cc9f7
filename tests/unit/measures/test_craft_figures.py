"""The figures of the teaching plan that the craft rests on: what setting aside costs, what a loss leaves, patterns."""

from __future__ import annotations

import pytest

import sourcenet as sn
from sourcenet.errors import BadValue, UnknownConnection, UnknownSource


@pytest.fixture
def busy() -> sn.SourceNetwork:
    return sn.load_example("busy")


def names(sources: tuple[sn.Source, ...]) -> set[str]:
    return {one.name for one in sources}


def test_any_one_or_two_cost_nothing_and_all_three_cost_seven(busy: sn.SourceNetwork) -> None:
    three = sn.find_unused(busy)
    from itertools import combinations

    for n in (1, 2):
        for some in combinations(three, n):
            assert not sn.cost(busy, some).lost
    whole = sn.cost(busy, three)
    assert len(whole.lost) == 7 and whole.connections == 3
    assert (round(whole.voices_before or 0, 2), round(whole.voices_after or 0, 2)) == (4.30, 4.14)


def test_the_loss_of_kop_and_hill_costs_three_with_the_arrows() -> None:
    debate = sn.load_example("debate")
    one = next(source for source in debate.sources if source.label == "Kop & Hill 2008")
    assert names(sn.cost(debate, [one]).lost) == {"Verhagen 2006", "social constructivism", "Wenger 1998 (Communities of Practice)"}


def test_setting_aside_each_alone_is_the_same_as_asked_one_by_one(busy: sn.SourceNetwork) -> None:
    each = sn.cost(busy)
    assert list(each) == [one.id for one in busy.sources]
    for one in busy.sources:
        assert each[one.id] == sn.cost(busy, [one])


def test_what_is_not_there_cannot_be_set_aside(busy: sn.SourceNetwork) -> None:
    with pytest.raises(UnknownSource):
        sn.cost(busy, ["not here"])
    gone = busy.connections[0]
    busy.prune(gone, reason="Not any more.")
    with pytest.raises(UnknownConnection):
        sn.cost(busy, [gone])
    assert sn.cost(busy, []).lost == () and sn.cost(sn.SourceNetwork.in_memory()) == {}


def test_without_the_login_seven_of_sixty_are_gone(busy: sn.SourceNetwork) -> None:
    found = sn.take_away(busy, source="university login")
    assert len(found.gone) + len(found.lost) == 7 and len(found.left) == 53
    assert [route.question for route in found.broken] == ["Has anybody repeated the study behind that headline?"]
    assert found.mends and found.mends[0].back >= 1


def test_one_setting_alone_does_not_reach_all(busy: sn.SourceNetwork) -> None:
    found = sn.gaps(busy)
    assert {limit: len(some) for limit, some in found.within.items()} == {"formal": 18, "informal": 36, "open": 46}
    for limit, given in (("formal", {"setting": "formal"}), ("informal", {"setting": "informal"}), ("open", {"access": "open"})):
        assert found.within[limit] == tuple(one for one in busy.sources if one in sn.reach(busy, steps=None, **given))


@pytest.mark.parametrize(
    ("asked", "words"),
    [({}, "Say what is taken away"), ({"access": "by post"}, "There is: login, open, paid"), ({"device": "phone"}, "No source here says"), ({"host": "x.org"}, "There is:")],
)
def test_what_cannot_be_taken_away_is_said(busy: sn.SourceNetwork, asked: dict[str, str], words: str) -> None:
    with pytest.raises(BadValue, match=words):
        sn.take_away(busy, **asked)


def test_a_device_can_be_taken_away() -> None:
    network = sn.SourceNetwork.in_memory()
    for name, device in (("laptop site", "computer"), ("radio", "any"), ("library", "in person")):
        network.connect("me", network.add(name, device=device))
    assert names(sn.take_away(network, device="computer").gone) == {"laptop site"}
    assert [one.value for one in sn.robustness(network) if one.by == "device"] == ["computer", "in person"]


def test_the_patterns_of_the_two_networks(busy: sn.SourceNetwork) -> None:
    found = sn.find_patterns(busy)
    gates = [names(one.sources[:1]) for one in found if one.name == "gateway"]
    assert {"university login"} in gates and {"library guide"} in gates
    (echo,) = [one for one in found if one.name == "echo"]
    assert "16 of 56" in echo.words and len(echo.sources) == 8
    assert all(one.prompt.endswith("?") and one.words.endswith(".") and one.sources for one in found)
    assert any(one.name == "gateway" and "Kop & Hill 2008" in one.words for one in sn.find_patterns(sn.load_example("debate")))
    assert sn.find_patterns(sn.SourceNetwork.in_memory()) == ()


def test_nobody_is_asked_about_a_pair_again() -> None:
    network = sn.SourceNetwork.in_memory()
    one, two = network.add("one", tags=["naps"]), network.add("two", tags=["Naps"])
    assert [(ask.start, ask.end) for ask in sn.find_possible(network)] == [(one, two)] and 'the same tag, "naps"' in sn.find_possible(network)[0].ask
    network.prune(network.connect(one, two, why="x"), reason="They have nothing to do with each other.")
    assert sn.find_possible(network) == ()
    network.undo()
    network.undo()
    network.post("no-connection", "two things", refers=[one, two])
    assert sn.find_possible(network) == ()


def test_people_whom_one_knows_are_not_named_by_what_they_share() -> None:
    network = sn.SourceNetwork.in_memory()
    network.add("my aunt", kind="person", known=True, subject="health")
    network.add("NHS website", subject="health")
    assert sn.find_possible(network) == ()


def test_the_dearest_losses_of_busy(busy: sn.SourceNetwork) -> None:
    found = {(one.by, one.words): (len(one.gone), len(one.lost)) for one in sn.robustness(busy)}
    assert found["source", "university login"] == (1, 6)
    assert found["owner", "all of Poynter"][0] == found["owner", "all of Condé Nast"][0] == 2
    assert found["access", "all by login"][0] == sum(one.access == "login" for one in busy.sources)
    assert ("access", "all by open") not in found and not any(by == "device" for by, _words in found)


def test_a_route_breaks_where_something_on_it_is_gone() -> None:
    network = sn.SourceNetwork.in_memory()
    one, two, three, four = (network.add(name) for name in ("one", "two", "three", "four"))
    for start, end in (("me", one), (one, two), (two, three), ("me", four), (three, four)):
        network.connect(start, end)
    through = network.traverse("through?", ["me", one, two])
    backwards = network.traverse("backwards?", ["me", four, three])
    found = sn.take_away(network, source=one)
    assert names(found.lost) == {"two", "three"} and backwards.real
    assert [route.id for route in found.broken] == [through.id], "against an arrow one can still walk"


def test_limits_of_reach_and_routes(busy: sn.SourceNetwork) -> None:
    login = busy.source("university login")
    assert len(sn.reach(busy, steps=None, without=[login])) == len(sn.reach(busy, steps=None, without=login)) == 53
    assert sn.routes(busy, "me", "Scopus") and not sn.routes(busy, "me", "Scopus", without=[login])
    assert sn.reach(busy, login, without=[login]) == () == sn.routes(busy, login, "Scopus", without=["university login"])
    assert len(sn.reach(busy, steps=None, language="english")) == 60 and not sn.reach(busy, steps=None, language="Urdu")
    network = sn.SourceNetwork.in_memory()
    for name, device in (("site", "computer"), ("radio", "any"), ("chat", "phone"), ("unsaid", "")):
        network.connect("me", network.add(name, device=device))
    assert [one.name for one in sn.reach(network, device="phone")] == ["radio", "chat"]
    with pytest.raises(UnknownSource):
        sn.reach(busy, without=["not here"])


def test_an_asked_pair_shares_the_most_telling_thing_first() -> None:
    network = sn.SourceNetwork.in_memory()
    network.add("blog", authors="Downes, S.", subject="education")
    network.add("talk", authors="Stephen Downes", subject="health")
    network.add("page", url="https://a.org/1", subject="education")
    network.add("other page", url="https://a.org/2", subject="health")
    network.add("report", owner="BBC", subject="education")
    network.add("film", owner="bbc", subject="law")
    found = sn.find_possible(network, most=4)
    assert [one.shared[0][0] for one in found] == ["author", "owner", "host", "subject"]
    assert [one.across for one in found] == [True, True, True, False]
    assert sn.find_possible(network, most=1) == found[:1]
