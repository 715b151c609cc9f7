"""CSV, spreadsheets and pandas: odd separators, ends and letters in; no formula out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import sourcenet as sn
from sourcenet.errors import BadValue, UnreadableFile

from . import samples
from .conftest import Reader


def test_a_forum_with_bare_line_ends_and_a_misspelt_column(reading: Reader) -> None:
    network = reading(samples.FORUM, "forum.csv", kind="person")
    assert [source.name for source in network.sources] == ["3", "4", "5"]
    assert {source.kind for source in network.sources} == {"person"}
    assert [str(tie) for tie in network.connections] == ["3 -> 4", "3 -> 4", "5 -> 3"]
    assert network.connections[0].extra == {"Timestamp": "4/4/13 16:32", "Discussion Title": "Most important, of all"}
    assert network.connections[1].extra["Discussion Title"] == "DLT — more"
    assert network.connections[2].extra["Discussion Title"] == "two\nlines"
    assert network.report is not None
    assert [(entry.place, entry.reason) for entry in network.report.skipped] == [
        ("line 4", "a connection of a source to itself is not kept"), ("line 7", "one of its ends is empty"),
    ]  # fmt: skip
    assert "“Reciever” is read as an end" in str(network.report)


def test_gephis_table_of_edges(reading: Reader) -> None:
    network = reading(samples.GEPHI_EDGES, "edges.csv")
    ties = network.connections
    assert [(str(tie), tie.relation, tie.weight, dict(tie.extra)) for tie in ties] == [
        ("n1 -> n2", "cites", 1.5, {}),
        ("n2 -> n1", "connected with", 2.0, {"directed": False}),
        ("n2 -> n3", "reads", None, {"weight_": "=1+1"}),
    ]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("name\tkind\nÜbung\tbook\n".encode("utf-16"), ["Übung"]),
        ("name;kind\nÜbung;book\n".encode("cp1252"), ["Übung"]),
        (b"Name|Kind\nA|book\n\n\nB, C|site\n", ["A", "B, C"]),
        (b"Anna,Ben\nBen,Cem\n", ["Anna", "Ben", "Cem"]),
        (b"a b 1\n", None),
        ("title,field\nA,law\n".encode("utf-16-le"), ["A"]),
    ],
)
def test_letters_and_separators(content: bytes, names: list[str] | None, reading: Reader) -> None:
    if names is None:
        with pytest.raises(UnreadableFile, match="no column that names"):
            reading(content, "odd.csv")
        return
    network = reading(content, "odd.csv")
    assert [source.name for source in network.sources] == names
    if b"field" in content.replace(b"\0", b""):
        assert network.sources[0].subject == "law"


def test_no_cell_is_a_formula_and_reading_undoes_what_keeps_it_from_being_one(tmp_path: Path) -> None:
    network = sn.SourceNetwork.in_memory(question="q", learner="learner-07")
    names = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "'=kept", "plain"]
    for name in names:
        (source,) = network.propose([{"do": "add", "name": name, "kind": "idea", "extra": {"=field": "=1"}}])[-1:]
        network.connect("me", source.id, why="=cmd|' /C calc'!A0")
    sn.write(network, tmp_path / "n.csv")
    sn.write(network, tmp_path / "n.xlsx")
    for file in (tmp_path / "n-sources.csv", tmp_path / "n-connections.csv"):
        cells = [cell for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")) for cell in row]
        assert len(cells) > 20 and not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    for sheet in openpyxl.load_workbook(tmp_path / "n.xlsx").worksheets:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}
    for file in (tmp_path / "n.csv", tmp_path / "n.xlsx"):
        again = sn.read(file)
        assert [source.name for source in again.sources] == names
        assert again.sources == network.sources and again.connections == network.connections


def test_a_row_added_by_hand_with_names_alone_is_understood(tmp_path: Path) -> None:
    network = sn.load_example("first-steps")
    sn.write(network, tmp_path / "mine.csv")
    with (tmp_path / "mine-connections.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("\r\n,me,PubMed,,,looks into,\r\n,,,course tutor,a new book,names,5\r\n")
    with (tmp_path / "mine-sources.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(",a new book,book\r\n")
    again = sn.read(tmp_path / "mine-sources.csv")
    assert [str(tie) for tie in again.connections[-2:]] == ["me -> PubMed", "course tutor -> a new book"]
    assert len(again.sources) == 13 and again.sources[-1].kind == "book"
    assert again.connections[-1].strength == 5


def test_a_spreadsheet_says_what_it_could_not_say(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tabelle1"
    for row in (["name", "kind", "year", "looked at", "sum"], ["A", "book", 2019, pd.Timestamp("2026-10-01").to_pydatetime(), "=1+1"], ["B", None, None, None, None]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.create_sheet("notes").append(["something else"])
    book.save(tmp_path / "hand.xlsx")
    network = sn.read(tmp_path / "hand.xlsx")
    first, second = network.sources
    assert (first.kind, first.year, first.extra) == ("book", "2019", {"looked at": "2026-10-01"})
    assert second.kind == "object", "what stands in a merged cell is not spread by guess"
    said = str(network.report)
    assert "1 merged cell (B2:B3)" in said and "no result in the file" in said and "notes" in said


def test_tables_of_pandas_come_back(tmp_path: Path) -> None:
    network = sn.load_example("first-steps")
    sn.write(network, tmp_path / "mine.xlsx")
    opened = pd.read_excel(tmp_path / "mine.xlsx", sheet_name=None)
    assert {name: len(table) for name, table in opened.items()} == {"sources": 12, "connections": 24}
    for again in (
        sn.from_tables(opened["sources"], opened["connections"], question=network.question),
        sn.from_tables(network.sources_table(), network.connections_table(), question=network.question),
    ):
        assert again.sources == network.sources and again.connections == network.connections
        assert again.question == network.question
    people = sn.SourceNetwork.in_memory(learner="learner-07")
    people.add("Anna Nowak", kind="person")
    again = sn.from_tables(people.sources_table())
    sn.write(again, tmp_path / "people.json")
    assert "Nowak" not in (tmp_path / "people.json").read_text(), "a table cannot tell a public person from one who is known"


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    frame = pd.DataFrame({"from": ["Anna", "me", None], "to": ["Ben", "Anna", "Ben"], "weight": [1.5, float("nan"), 2]})
    network = sn.from_tables(connections=frame, kind="person")
    assert [str(tie) for tie in network.connections] == ["Anna -> Ben", "me -> Anna"]
    assert [tie.weight for tie in network.connections] == [1.5, None]
    assert network.report is not None and network.report.skipped[0].place == "connections, row 3"
    with pytest.raises(BadValue, match="DataFrame"):
        sn.from_tables([["a"]])  # type: ignore[arg-type]
    with pytest.raises(BadValue, match="Give a table"):
        sn.from_tables()


def test_a_file_beside_is_named_and_a_pair_is_read_together(tmp_path: Path) -> None:
    (tmp_path / "run Edgelist.csv").write_text("Sender,Receiver\n1,2\n")
    (tmp_path / "run Nodes.csv").write_text("UID,role,group\n1,teacher,A\n2,,B\n3,teacher,A\n")
    alone = sn.read(tmp_path / "run Edgelist.csv")
    assert len(alone.sources) == 2 and "run Nodes.csv" in str(alone.report)
    both = sn.read([tmp_path / "run Nodes.csv", tmp_path / "run Edgelist.csv"])
    assert len(both.sources) == 3 and both.sources[0].extra == {"role": "teacher", "group_": "A"}
    assert both.report is not None and both.report.read[0].place == "run Nodes.csv line 2"
    with pytest.raises(UnreadableFile, match="so is the other"):
        sn.read([tmp_path / "run Nodes.csv", tmp_path / "run Nodes.csv"])


def test_an_unclosed_quotation_mark_is_named(reading: Reader) -> None:
    rows = "".join(f"a{n},b\n" for n in range(300))
    network = reading(f'start,end\nx,y\n"z,y\n{rows}', "open.csv")
    assert "a quotation mark opens there" in str(network.report) and "One quotation mark too many" in str(network.report)
