"""GEXF, GraphML and JSON of other programs: everything is read or named, nothing is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet.errors import UnreadableFile

from . import samples
from .conftest import Reader


def test_gexf_as_gephi_lite_writes_it(reading: Reader) -> None:
    network = reading(samples.GEPHI_LITE, "class.gexf")
    report = network.report
    assert report is not None and (report.sources, report.connections) == (3, 4)
    first, second, third = network.sources
    assert (first.name, second.name) == ("sleep.example.org", "Night & day")
    assert third.name == "</script><script>alert(1)</script>"
    assert first.extra == {"side": 0, "group_": "none", "id_": "1"} and second.extra["group_"] == "a"
    assert (first.kind, second.kind, second.extra["type"]) == ("site", "object", "meadow")
    assert network.positions == {first.id: (-447.8, -253.2)}  # GEXF counts upwards
    ties = network.connections
    assert [(tie.weight, tie.relation, dict(tie.extra)) for tie in ties] == [
        (2.5, "connected with", {}),
        (None, "connected with", {}),
        (None, "disputes", {"directed": False}),
        (None, "connected with", {"directed": "mutual"}),
    ]
    assert len({tie.id for tie in ties}) == 4 and "me" not in {end for tie in ties for end in (tie.start, tie.end)}
    assert [(entry.place, entry.what) for entry in report.skipped] == [("line 25", "3"), ("line 26", "3 - 9")]
    said = "\n".join(report.sentences())
    for word in ("color, size", "both ways", "no direction", "“label” is read as the name", "“group_”", "“type” of sources"):
        assert word in said, word


def test_gexf_that_changes_in_time_says_what_was_left_out(reading: Reader) -> None:
    network = reading(samples.GEXF_12, "old.gexf")
    assert [source.name for source in network.sources] == ["A", "B"]
    assert network.source("A").extra == {"readers": 7, "start_": "2026-01-01", "id_": "a"} or network.source("A").extra["readers"] == 7
    (tie,) = network.connections
    assert tie.extra == {"directed": False}
    said = "\n".join(network.report.sentences() if network.report else [])
    assert "“readers” changes in time" in said and "1 span of time" in said and "lies inside another" in said


def test_graphml_with_hidden_names_parallel_edges_and_ends_that_are_not_there(reading: Reader) -> None:
    network = reading(samples.GRAPHML, "air.graphml")
    assert [source.name for source in network.sources] == ["LIT (34.7 north)", "CAK (40.9 north)", "ALB (42.7 north)"]
    assert [source.extra["open"] for source in network.sources] == [True, False, True]
    assert list(network.positions.values()) == [(-922.2, -347.3)]
    assert [(tie.weight, tie.extra) for tie in network.connections] == [
        (None, {"directed": False}), (2.0, {"directed": False}), (None, {}),
    ]  # fmt: skip
    report = network.report
    assert report is not None
    assert [(entry.place, entry.what) for entry in report.skipped] == [("line 16", "h"), ("line 15", "1 - 7")]
    (nan,) = report.changed
    assert nan.place == "line 12" and "nan" in nan.reason


def test_graphml_of_yed(reading: Reader) -> None:
    network = reading(samples.YED, "drawn.graphml")
    assert [str(tie) for tie in network.connections] == ["Half an Hour -> elearnspace"]
    assert network.connections[0].relation == "cites"
    assert network.positions[network.sources[0].id] == (515.0, -285.0)
    assert network.sources[0].extra == {"id_": "n0"}


@pytest.mark.parametrize("content", [samples.D3, samples.CYTOSCAPE, samples.GRAPHOLOGY])
def test_json_of_other_programs(content: bytes, reading: Reader) -> None:
    network = reading(content, "net.json")
    assert network.report is not None and not network.report.skipped
    names = [source.name for source in network.sources]
    if content is samples.D3:
        assert names == ["Anna", "Ben", "Cem"] and all(not source.extra for source in network.sources)
        assert [(str(tie), tie.weight) for tie in network.connections] == [("Anna -> Ben", 3.0), ("Cem -> Ben", None)]
    elif content is samples.CYTOSCAPE:
        assert (network.sources[0].url, network.sources[0].kind) == ("https://example.org/a", "site")
        assert network.connections[0].relation == "cites" and list(network.positions.values()) == [(10.0, 200.0)]
    else:
        assert [(tie.weight, dict(tie.extra)) for tie in network.connections] == [
            (4.0, {"directed": False}), (None, {"sizes": "[1, 2]"}),
        ]  # fmt: skip
        assert list(network.positions.values()) == [(1.0, -300.0), (5.0, 6.0)]


def test_the_same_id_twice_is_named_and_the_first_one_counts(reading: Reader) -> None:
    network = reading(b'{"nodes":[{"id":"a","name":"A"},{"id":"a","name":"other"}],"edges":[]}', "twice.json")
    assert [source.name for source in network.sources] == ["A"]
    assert network.report is not None
    (entry,) = network.report.merged
    assert entry.place == "node 2" and "stands twice" in entry.reason and "name" in entry.reason


def test_what_does_not_fit_is_kept_beside_in_the_notes_or_named(reading: Reader) -> None:
    long = "very " * 60 + "long"
    network = reading(
        b'{"nodes":[{"id":"a","name":"%s","url":"javascript:alert(1)","year":2019.0,"strength":3,"added":"April","abstract":"%s",'
        b'"private":"perhaps","odd":{"a":[1]},"nothing":null,"tags":"a; b"}],"edges":[]}' % (long.encode(), b"x" * 3000),
        "odd.json",
    )
    (source,) = network.sources
    assert len(source.name) == 200 and long in source.notes and "abstract: xxx" in source.notes
    assert source.url == "" and source.year == "2019" and source.tags == ("a", "b")
    assert source.private, "what may be meant to stay private stays private"
    assert source.extra == {"strength": 3, "odd": '{"a": [1]}', "added_": "April", "private_": "perhaps", "id_": "a"}
    assert network.report is not None
    reasons = "\n".join(str(entry) for entry in network.report.changed)
    assert "url was left out" in reasons and "javascript:alert(1)" in reasons
    assert "whole in the notes" in reasons and "abstract: stands in the notes" in reasons and "added_" in reasons


def test_places_of_a_small_picture_are_brought_to_our_size(reading: Reader) -> None:
    network = reading(b'{"nodes":[{"id":"a","x":-1,"y":0.5},{"id":"b","x":0.25,"y":1}],"edges":[]}', "unit.json")
    (ax, ay), (bx, by) = network.positions.values()
    assert bx - ax > 50 and (ax / ay, bx / by) == pytest.approx((-2, 0.25), rel=0.01)
    assert "size of our pictures" in str(network.report)


def test_more_sources_than_a_network_holds_are_refused(reading: Reader) -> None:
    nodes = ",".join(f'{{"id":"{n}"}}' for n in range(100_001))
    with pytest.raises(UnreadableFile, match="more than 10,000 sources"):
        reading(f'{{"nodes":[{nodes}],"edges":[]}}', "big.json")
    just = ",".join(f'{{"id":"{n}"}}' for n in range(10_000))
    assert len(reading(f'{{"nodes":[{just}],"edges":[]}}', "full.json").sources) == 10_000
    one_more = ",".join(f'{{"id":"{n}"}}' for n in range(10_001))
    with pytest.raises(UnreadableFile, match="more than 10,000 sources"):
        reading(f'{{"nodes":[{one_more}],"edges":[]}}', "over.json")


def test_a_class_goes_to_gephi_lite_and_back(tmp_path: Path) -> None:
    """What Gephi Lite changes: the creator, the question, the namespace; looks and places are set; labels stay."""
    network = sn.load_example("first-steps")
    sn.write(network, tmp_path / "out.gexf")
    text = (tmp_path / "out.gexf").read_text()
    text = text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.3").replace("sourcenet 1.0", "Gephi Lite")
    text = text.replace("</node>", '<viz:size value="4"/><viz:color hex="#aa0000"/></node>')
    text = text[: text.index("    <description>")] + text[text.index("  </meta>") :]
    (tmp_path / "back.gexf").write_text(text)
    back = sn.read(tmp_path / "back.gexf")
    assert (back.sources, back.connections, back.positions) == (network.sources, network.connections, network.positions)
    assert network.include(back).sources == 0 and network.include(back).connections == 0
