"""Including one network in another: everything once, as one act, the learner's own words untouched."""

from __future__ import annotations

from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.errors import BadValue, NotKept
from sourcenet.model import including, journal


def _network(learner: str = "learner-07", question: str = "q?") -> sn.SourceNetwork:
    return sn.SourceNetwork.in_memory(question=question, learner=learner)


def test_the_same_by_identifier_address_or_title_is_met_and_facts_are_filled_in() -> None:
    mine, other = _network(), _network("learner-08", "r?")
    paper = mine.add("Connectivism", kind="paper", viewpoint="critic", url="https://doi.org/10.1000/abc")
    page = mine.add("my name for it", kind="site", url="http://www.example.org/a/")
    book = mine.add("The Book!", kind="book")
    other.add("Connectivism: a theory", kind="paper", doi="10.1000/ABC", year="2005", viewpoint="proponent")
    other.add("Example", kind="site", url="https://example.org/a?utm_source=x", owner="Example Trust")
    other.add("the book", kind="book", year="1999")
    other.add("another one", kind="book")
    report = mine.include(other)
    assert (report.sources, len(report.merged)) == (1, 3)
    assert {s.name for s in mine.sources} == {"Connectivism", "my name for it", "The Book!", "another one"}
    assert (mine.source(paper.id).viewpoint, mine.source(paper.id).year) == ("critic", "2005")
    assert mine.source(page.id).owner == "Example Trust" and mine.source(book.id).year == "1999"
    said = str(report)
    assert "the same doi as “Connectivism”; filled in: doi, year; yours stays: name, viewpoint" in said
    assert "the same page" in said and "the same title" in said and "asks: “r?”" in said


@pytest.mark.parametrize("kind", ["person", "community", "object", "idea"])
def test_people_communities_objects_and_ideas_are_never_met_by_name_alone(kind: str) -> None:
    mine, other = _network(), _network("learner-08")
    mine.add("my tutor", kind=kind)
    theirs = other.add("my tutor", kind=kind)
    other.connect("me", theirs, why="hers, not mine")
    assert mine.include(other).sources == 1 and len(mine.sources) == 2
    assert mine.include(other).sources == 0 and len(mine.sources) == 2


def test_people_of_two_files_are_two_people_though_ids_and_names_are_the_same(tmp_path: Path) -> None:
    mine = _network()
    for name, other in (("a", "Ben"), ("b", "Cem")):
        (tmp_path / f"{name}.csv").write_text(f"source,target\nAnna,{other}\n")
        assert mine.include(sn.read(tmp_path / f"{name}.csv", kind="person")).sources == 2
        assert mine.include(sn.read(tmp_path / f"{name}.csv", kind="person")).sources == 0
    assert [source.name for source in mine.sources] == ["Anna", "Ben", "Anna", "Cem"]


def test_identifiers_that_differ_part_what_has_one_title() -> None:
    mine, other = _network(), _network("learner-08")
    mine.add("Same title", kind="book", isbn="978-0-306-40615-7")
    other.add("Same title", kind="book", isbn="978-3-16-148410-0")
    assert mine.include(other).sources == 1


def test_everything_of_it_comes_in_one_write_and_one_undo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[int] = []
    real = journal.write
    monkeypatch.setattr(journal, "write", lambda fd, data: (writes.append(len(data)), real(fd, data))[1])
    mine = sn.open_network(tmp_path / "my-network.jsonl", learner="learner-07", question="mine?")
    own = mine.add("my own", kind="idea")
    other = sn.load_example("first-steps")
    other.traverse("who?", ["me", other.connections[0].end])
    other.choose(other.connections[0])
    writes.clear()
    mine.include(other)
    assert len(writes) == 1
    assert len(mine.sources) == 13 and len(mine.connections) == 24
    for held, theirs in ((mine.decisions, other.decisions), (mine.appraisals, other.appraisals), (mine.archive, other.archive)):
        assert len(held) == len(theirs) > 0
    assert mine.traversals[0].real and mine.chosen == other.chosen and mine.question == "mine?"
    assert {id: at for id, at in other.positions.items() if id != "me"} == mine.positions
    assert [a.reason for a in mine.archive] == [a.reason for a in other.archive]
    events = mine.events
    mine.include(other)
    assert mine.events == events
    mine.undo()
    again = sn.open_network(tmp_path / "my-network.jsonl", learner="learner-07")
    assert again.sources == (mine.source(own.id),) and not again.archive and not again.decisions
    again.include(other)
    assert (len(again.sources), len(again.connections), len(again.decisions)) == (13, 24, len(other.decisions))
    assert again.include(other).sources == 0


def test_a_connection_that_stands_between_the_same_two_is_not_doubled_and_parallel_ones_all_come() -> None:
    mine, other = _network(), _network("learner-08")
    wiki = {"kind": "site", "url": "https://en.wikipedia.org"}
    mine.connect("me", mine.add("Wikipedia", **wiki), relation="reads", why="my own words", strength=5)
    theirs, book = other.add("Wikipedia (en)", **wiki), other.add("a book", kind="book")
    other.connect("me", theirs, relation="reads", why="hers")
    other.connect("me", theirs, relation="disputes", why="hers")
    for weight in (1, 2):
        other.propose([{"do": "connect", "start": theirs.id, "end": book.id, "relation": "cites", "weight": weight}])
    report = mine.include(other)
    assert report.connections == 3
    assert [(tie.relation, tie.why) for tie in mine.connections if tie.start == "me"] == [("reads", "my own words"), ("disputes", "hers")]
    assert [tie.weight for tie in mine.connections if tie.relation == "cites"] == [1, 2]
    assert "yours stays as it is" in str(report) and "1 connection of the learner of that network is yours now" in str(report)


def test_what_is_set_aside_or_forgotten_here_does_not_come_back() -> None:
    mine, other = _network(), _network("learner-08")
    for network in (mine, other):
        network.add("Reddit", kind="site", url="https://reddit.com")
    other.connect("me", "Reddit", why="daily")
    mine.prune("Reddit", reason="too loud")
    secret = other.add("Secret club", kind="idea")
    assert mine.include(other).sources == 1 and [a.what.name for a in mine.archive] == ["Reddit"] and not mine.connections
    mine.forget(secret.id)
    report = mine.include(other)
    assert [s.name for s in mine.sources] == [] and "stays forgotten" in str(report) and "Secret" not in str(report)


def test_values_of_other_vocabularies_and_numbers_survive() -> None:
    from sourcenet.model.events import Event

    at = "2026-10-01T00:00:00Z"
    events = [
        Event("begin0000000", at, "learner-08", "begin", {"format": "1.0"}),
        Event("source000001", at, "learner-08", "add", {"name": "x", "kind": "podcast", "episodes": 12, "ok": True, "viewpoint": "v" * 200}),
    ]
    mine = _network()
    report = mine.include(sn.SourceNetwork.in_memory(events=events))
    (source,) = mine.sources
    assert source.kind == "site" and source.extra == {"kind_": "podcast", "episodes": 12, "ok": True, "viewpoint_": "v" * 200}
    assert {entry.reason.split(":")[0] for entry in report.changed} == {"kind", "viewpoint"}


def test_too_many_or_a_disk_that_is_full_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = sn.open_network(tmp_path / "my-network.jsonl", learner="learner-07", question="q?")
    mine.add("one", kind="idea")
    before = (tmp_path / "my-network.jsonl").read_bytes()
    with monkeypatch.context() as small:
        small.setattr("sourcenet.model.rules.MAX_SOURCES", 5)
        with pytest.raises(BadValue, match="up to 5 sources"):
            mine.include(sn.load_example("first-steps"))
    assert len(mine.sources) == 1 and (tmp_path / "my-network.jsonl").read_bytes() == before

    def full(_fd: int, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(journal, "write", full)
        with pytest.raises(NotKept):
            mine.include(sn.load_example("first-steps"))
    assert len(mine.sources) == 1 and (tmp_path / "my-network.jsonl").read_bytes() == before
    assert mine.include(sn.load_example("first-steps")).sources == 12


def test_what_is_no_network_is_refused_and_the_network_itself_is_nothing_new() -> None:
    mine = _network()
    with pytest.raises(BadValue, match="Read a file first"):
        mine.include("library.gexf")  # type: ignore[arg-type]
    assert mine.include(mine).sources == 0
    assert including.ME == "me"


def test_of_two_that_are_the_same_thing_the_same_one_is_met_each_time() -> None:
    """Which of them was a matter of chance, so that including again could add connections to the other."""
    named = [("w", "site", "https://example.org/0"), ("a,b", "book", "mailto:a@example.org"), ("x", "AI assistant", "")]
    for _turn in range(20):  # ids are random, and with them what chance would choose
        ours = _built([named[0], named[1], named[1], named[2]], [(3, 2), (0, 2), (3, 0), (0, 1), ("me", 1), (2, 1)])
        theirs = _built([named[0], ("a,b", "book", ""), *named[1:]], [(3, 2), (0, 2), (3, 0), (0, 1), ("me", 1), (2, 1)])
        ours.include(theirs)
        again = ours.include(theirs)
        assert (again.sources, again.connections) == (0, 0)


def _built(sources: list[tuple[str, str, str]], ties: list[tuple[int | str, int]]) -> sn.SourceNetwork:
    network = sn.SourceNetwork.in_memory(question="Where?", learner="learner-07")
    ids = []
    for name, kind, url in sources:
        network.propose([{"do": "add", "name": name, "kind": kind, "url": url}])
        ids.append(network.events[-1].id)
    for number, (start, end) in enumerate(ties):
        begins = "me" if start == "me" else ids[int(start)]
        network.propose([{"do": "connect", "start": begins, "end": ids[end], "relation": f"r{number}", "strength": 3}])
    return network
