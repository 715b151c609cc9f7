"""Verbs and groups: what stands already is not done again, a group is one act, watchers hear of everything."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sourcenet import SourcenetError, SourceNetwork
from sourcenet.errors import AlreadyHere, CannotDo
from sourcenet.model.keeper import Change

Again = Callable[..., SourceNetwork]


def _lesson(network: SourceNetwork) -> None:
    """What the cells of a notebook do to a network, every verb at least once, with untidy texts."""
    network.edit("question", question="  Is it worth   it? ")
    blog = network.add(" Half an Hour ", kind="Website", url="www.halfanhour.example/", origin="brought", tags=["a"])
    aunt = network.add("my aunt", kind="person", known=True)
    old = network.add("old blog", checked="2026-1-2")
    tie = network.connect("me", blog, relation=" reads ", strength="often", why=" weekly ", last_used="2026-1-2")
    other = network.connect(aunt, "https://halfanhour.example", relation="recommends")
    network.edit(blog, viewpoint=" critic ")
    network.edit(tie, evidence=" seen ")
    network.prune(other, reason=" not so any more ")
    network.restore(other)
    network.prune(old, reason="it has gone quiet")
    network.place({blog.id: [1.04, 2], "me": (0, 0.0)})
    card = network.appraise(blog, " sift ", {"who": " a critic ", "stars": 3}, evidence=" seen ", compared_with=[aunt])
    network.decide(" keep both ", why=" they differ ", change_my_mind="")
    network.traverse(" who knows? ", ["me", blog, aunt], [" asked ", "read"])
    network.choose(tie, card)
    network.unchoose(card)
    network.begin(" build-network ")


def test_every_verb_called_twice_adds_nothing(network: SourceNetwork, again: Again) -> None:
    _lesson(network)
    first = network.path.read_bytes()  # type: ignore[union-attr]
    settled = [event for event in network.events if event.do not in ("prune", "restore", "choose")]
    _lesson(network)
    _lesson(again())
    after = [event for event in network.events if event.do not in ("prune", "restore", "choose")]
    assert after == settled
    # Setting aside and bringing back, choosing and taking off contradict each other: the cells are done anew.
    assert {event.do for event in network.events[len(first.splitlines()) :]} <= {"prune", "restore", "choose"}


@pytest.mark.parametrize("run_again", ["here", "in another notebook"])
def test_each_verb_alone_adds_nothing_the_second_time(network: SourceNetwork, again: Again, run_again: str) -> None:
    blog, aunt = network.add("blog"), network.add("my aunt", kind="person")
    tie = network.connect("me", blog, relation="reads")
    calls: list[Callable[[SourceNetwork], Any]] = [
        lambda n: n.add(" new ", kind="tool", url="https://new.example"),
        lambda n: n.connect(aunt, "new", relation="  asks  ", why=" w "),
        lambda n: n.edit(blog, viewpoint=" critic ", year=2005),
        lambda n: n.edit(tie.id, strength="often"),
        lambda n: n.edit("question", question=" why? "),
        lambda n: n.place({blog.id: [0.04, -0.0]}),
        lambda n: n.appraise(blog, "sift", {" who ": " x "}),
        lambda n: n.decide(" keep "),
        lambda n: n.traverse(" q ", ["me", "blog"], [" a ", "too many"]),
        lambda n: n.choose(tie),
        lambda n: n.begin(" start "),
        lambda n: n.prune(blog, reason=" r "),
    ]
    for call in calls:
        call(network)
        count = len(network.events)
        call(network if run_again == "here" else again())
        assert len(network.events) == count, network.events[-1]
    network.restore(blog)
    count = len(network.events)
    network.restore(blog)
    assert len(network.events) == count


def test_cells_run_again_after_edits_elsewhere_neither_double_nor_revert(network: SourceNetwork, again: Again) -> None:
    def cells(n: SourceNetwork) -> None:
        n.add("my aunt", kind="person", viewpoint="critic")
        n.add("blog", url="https://blog.example")
        n.connect("me", "my aunt", relation="asks", strength=3)
        n.connect("my aunt", "blog", relation="recommends")

    cells(network)
    builder = again()
    aunt, blog = builder.source("my aunt"), builder.source("blog")
    tie, other = builder.connections
    builder.propose([{"do": "edit", "of": aunt.id, "set": {"name": "Aunt R.", "viewpoint": "mixed"}}])
    builder.propose([{"do": "edit", "of": blog.id, "set": {"url": "https://new.example/", "name": "the blog"}}])
    builder.propose([{"do": "reconnect", "of": tie.id, "set": {"relation": "learns from", "strength": 5}}])
    builder.propose([{"do": "prune", "of": other.id, "reason": "she does not any more"}])
    stands = (network.sources, network.connections, network.archive, network.events)
    cells(network)
    cells(again())
    assert (network.sources, network.connections, network.archive, network.events) == stands
    builder.propose([{"do": "prune", "of": aunt.id, "reason": "we fell out"}])
    stands = (network.sources, network.connections, network.archive, network.events)
    cells(again())
    assert (network.sources, network.connections, network.archive, network.events) == stands


def test_what_stands_with_other_content_is_named(network: SourceNetwork) -> None:
    network.add("blog", kind="site", viewpoint="critic")
    network.connect("me", "blog", why="because")
    with pytest.raises(AlreadyHere, match="already in this network, with another viewpoint"):
        network.add("Blog", viewpoint="mixed")
    with pytest.raises(AlreadyHere, match="already in this network, with another kind"):
        network.add("blog", kind="book")
    with pytest.raises(AlreadyHere, match="connection is already here: me -> blog"):
        network.connect("me", "blog", why="for another reason")


def test_strong_identifiers_part_sources_of_one_name_and_address(network: SourceNetwork) -> None:
    first = network.add("Sleep", kind="book", url="https://press.example/sleep", isbn="9780306406157")
    second = network.add("Sleep", kind="book", url="https://press.example/sleep", isbn="9780804429573")
    assert first.id != second.id and len(network.sources) == 2


def test_a_change_to_a_connection_that_went_along_with_its_end_says_nothing_new(network: SourceNetwork) -> None:
    network.add("blog")
    tie = network.connect("me", "blog", strength=4)
    network.prune("blog", reason="old")
    count = len(network.events)
    assert network.connect("me", "blog", strength=4).id == tie.id
    assert network.edit(tie, strength=4) == tie  # nothing new, so nothing to refuse
    assert len(network.events) == count


# -- groups


def test_a_group_is_one_write_one_act_and_one_undo(network: SourceNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    from sourcenet.model import journal

    flushed: list[int] = []
    real = journal.flush
    monkeypatch.setattr(journal, "flush", lambda fd: (flushed.append(fd), real(fd))[1])
    told: list[Change] = []
    network.watch(told.append)
    with network.group("import"):
        network.add("a")
        network.add("b")
        network.connect("a", "b")
        assert len(network.sources) == 2 and told == []
        assert not network.path.exists() or network.path.read_bytes() == b""  # type: ignore[union-attr]
    assert len(flushed) == 1 and [len(change.events) for change in told] == [4]
    assert len({event.group for event in network.events[1:]}) == 1
    assert network.can_undo == "3 changes"
    network.undo()
    assert network.sources == () and network.connections == ()
    network.redo()
    assert len(network.sources) == 2


def test_an_error_inside_a_group_takes_all_of_it_back(network: SourceNetwork) -> None:
    network.add("before")
    data = network.path.read_bytes()  # type: ignore[union-attr]
    stands = (network.sources, network.events)
    with pytest.raises(ZeroDivisionError), network.group("import"):
        network.add("a")
        1 / 0  # noqa: B018
    assert (network.sources, network.events) == stands
    assert network.path.read_bytes() == data  # type: ignore[union-attr]
    assert network.add("a").name == "a"


def test_a_refusal_inside_a_group_that_goes_on_leaves_the_rest(network: SourceNetwork) -> None:
    with network.group("import"):
        for last in ("a", "", "b"):
            with contextlib.suppress(SourcenetError):
                network.propose([{"do": "add", "name": f"before {last}"}, {"do": "add", "name": last}])
    assert [source.name for source in network.sources] == ["before a", "a", "before b", "b"]


def test_groups_inside_groups_are_one(network: SourceNetwork) -> None:
    with network.group("outer"):
        network.add("a")
        with network.group("inner"):
            network.add("b")
    assert len({event.group for event in network.events if event.do == "add"}) == 1


def test_two_groups_of_one_long_name_stay_two(network: SourceNetwork) -> None:
    for name in ("a", "b"):
        with network.group("x" * 100 + "\ud800\n"):
            network.add(name)
    network.undo()
    assert [source.name for source in network.sources] == ["a"]


def test_a_file_exchanged_inside_a_group_loses_nothing(network: SourceNetwork, again: Again) -> None:
    network.add("before")
    other = again()
    with network.group("g"):
        network.add("a")
        copy = Path("copy.jsonl")
        copy.write_bytes(Path("my-network.jsonl").read_bytes())
        copy.replace("my-network.jsonl")
        assert [s.name for s in network.sources] == ["before", "a"]
        network.add("b")
    for one in (network, other, again()):
        assert [s.name for s in one.sources] == ["before", "a", "b"] and one.notes == ()


def test_an_empty_group_writes_and_tells_nothing(network: SourceNetwork) -> None:
    told: list[Change] = []
    network.watch(told.append)
    with network.group("nothing"):
        pass
    assert told == [] and network.events == () and not network.path.exists()  # type: ignore[union-attr]


def test_inside_a_group_nothing_is_taken_back(network: SourceNetwork, again: Again) -> None:
    network.add("a")
    for act in (network.undo, network.redo, lambda: network.forget("a"), lambda: network.join("my-network.jsonl")):
        with pytest.raises(CannotDo, match="End the group first"), network.group("g"):
            act()
    assert len(network.sources) == len(again().sources) == 1


# -- those who watch


def test_watchers_hear_of_others_even_where_our_own_change_is_refused(network: SourceNetwork, again: Again) -> None:
    network.add("a")
    other = again()
    told: list[str] = []
    stop = network.watch(lambda change: told.extend(event.get("name") for event in change.events))
    other.add("b")
    with pytest.raises(SourcenetError):
        network.propose([{"do": "add", "name": ""}])
    assert told == ["b"]
    other.add("c")
    with network.group("g"):
        network.add("d")
    assert told == ["b", "c", "d"]
    stop()
    stop()
    network.add("e")
    assert told == ["b", "c", "d"]


def test_the_clock_never_goes_back(network: SourceNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(["2026-10-01T10:00:00Z", "2026-10-01T10:00:01Z", "2026-09-30T09:00:00Z"])
    monkeypatch.setattr("sourcenet.model.following.now", lambda: next(times))
    network.add("a")
    network.add("b")
    assert [event.at[:19] for event in network.events] == [
        "2026-10-01T10:00:00",
        "2026-10-01T10:00:01",
        "2026-10-01T10:00:01",
    ]


def test_a_time_that_is_none_is_not_passed_on(network: SourceNetwork) -> None:
    from sourcenet.model.events import Event, encode

    line = encode(Event("abcdefghijkl", "zzz", "learner-07", "add", {"name": "odd"}), "")
    network.path.write_bytes(line)  # type: ignore[union-attr]
    network.add("a")
    assert network.events[-1].at.startswith("20")


def test_looking_back_to_a_day(network: SourceNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    day = iter(["2026-10-01T10:00:00Z"] * 2 + ["2026-10-01T23:59:59Z"] + ["2026-10-02T00:00:00Z"] * 9)
    monkeypatch.setattr("sourcenet.model.following.now", lambda: next(day))
    network.add("a")
    network.add("b")
    network.add("c")
    for when in ("2026-10-01", dt.date(2026, 10, 1), dt.datetime(2026, 10, 1, 8, 0)):
        past = network.at(when)
        assert [s.name for s in past.sources] == ["a", "b"] and past.today == dt.date(2026, 10, 1)
        past.add("only here")
    assert [s.name for s in network.sources] == ["a", "b", "c"]
    for wrong in ("2026-10", "yesterday", "2026-02-31"):
        with pytest.raises(SourcenetError):
            network.at(wrong)


def test_what_a_thread_has_done_is_told_by_it_before_its_act_returns(network: SourceNetwork) -> None:
    """A look at the file by another thread, right after the write, once took the news away from whoever had written."""
    keeper = network._keeper
    told: list[tuple[int, list[str]]] = []
    network.watch(lambda change: told.append((threading.get_ident(), [event.do for event in change.events])))
    tell = type(keeper)._tell

    def after_another_has_looked() -> None:
        other = threading.Thread(target=lambda: (keeper._take_new(), tell(keeper)))
        other.start()
        other.join()
        tell(keeper)

    keeper._tell = after_another_has_looked  # type: ignore[method-assign]
    network.propose([{"do": "add", "name": "blog"}])
    mine = threading.get_ident()
    assert told == [(mine, ["begin", "add"])]
    with network.group("two"):
        network.propose([{"do": "add", "name": "forum"}])
        assert len(told) == 1, "not before it is on the disk"
        network.propose([{"do": "add", "name": "book"}])
    assert told[1:] == [(mine, ["add", "add"])]
