"""Laws of what comes from an LMS: a file is whose the LMS says, whatever it is called, and a sheet keeps every other byte."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sourcenet.errors import SourcenetError
from sourcenet.marking.lms.archive import Member
from sourcenet.marking.lms.layouts import place
from sourcenet.marking.lms.sheets import sheet_of
from sourcenet.marking.lms.tables import Cell, Table, defused, read_table

PREFIXES = {
    "moodle": ("Learner Seven_1200007_assignsubmission_file_", "1200007"),
    "canvas": ("learnerseven_1200007_99_", "1200007"),
    "blackboard": ("Map_user07_attempt_2026-11-20-10-00-00_", "user07"),
}
# What a learner may call a file: anything, and above all what looks like the LMS's own part.
PIECES = st.sampled_from(
    ["_", "1200008", "_1200008_", "LATE_", "_assignsubmission_file_", "_user08", "_attempt_2030-01-01-00-00-00", ".txt",
     "anon_", "text.html", "x", "Map", ".ipynb", " "]
)  # fmt: skip
CALLED = st.lists(PIECES | st.text(st.characters(exclude_characters="/\\\0", exclude_categories=("Cs",)), max_size=5), min_size=1, max_size=8)  # fmt: skip


def member(*parts: str) -> Member:
    return Member(parts, 1, "", lambda _most: b"")


@pytest.mark.parametrize("lms", PREFIXES)
@given(called=CALLED.map("".join).filter(bool))
def test_a_file_is_whose_the_lms_says_whatever_it_is_called(lms: str, called: str) -> None:
    prefix, key = PREFIXES[lms]
    assume(not (lms == "canvas" and called in ("text.html", "link.html")))
    found = place(member(prefix + called), lms)
    assert found is not None and found.key == key
    assert (found.prefix, found.file) == (prefix, called)


@given(called=CALLED.map("".join).filter(bool), deeper=st.lists(CALLED.map("".join), max_size=2))
def test_a_file_in_a_folder_of_moodle_is_whose_the_folder_says(called: str, deeper: list[str]) -> None:
    found = place(member("Learner Seven_1200007_assignsubmission_file", *deeper, called), "moodle")
    assert found is not None and found.key == "1200007"


SIGNS = st.text(st.sampled_from("ab1,;\t|\"'=\r\n é"), max_size=6)


@settings(max_examples=60)
@given(
    rows=st.lists(st.lists(SIGNS, min_size=1, max_size=4), min_size=2, max_size=5),
    bom=st.booleans(), end=st.sampled_from(["\n", "\r\n"]), new=st.dictionaries(st.integers(0, 5), SIGNS, max_size=3),
)  # fmt: skip
def test_only_the_cells_that_are_filled_change(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], bom: bool, end: str, new: dict[int, str]
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator=end).writerows([["first", "second", "third"], *rows])
    path = tmp_path_factory.mktemp("table") / "sheet.csv"
    path.write_bytes(("\ufeff" * bom + text.getvalue()).encode())
    table = read_table(path)
    assert table.filled({}) == path.read_bytes()
    assume(len(table.rows) > 1)
    before = [cell.value for cell in table.rows[1]]
    path.write_bytes(table.filled({(1, column): value for column, value in new.items()}))
    wanted = [*before, *[""] * (max(new, default=-1) + 1 - len(before))]
    for column, value in new.items():
        wanted[column] = value
    after = read_table(path)
    assume(any(value.strip() for value in wanted))  # a row without any text is none
    assert [cell.value for cell in after.rows[1]] == wanted
    assert [[cell.value for cell in row] for row in after.rows[2:]] == [
        [cell.value for cell in row] for row in table.rows[2:]
    ]


@given(st.text(max_size=12))
def test_what_is_defused_is_no_formula_and_says_the_same(text: str) -> None:
    safe = defused(text)
    assert safe in (text, f"'{text}")
    assert not safe.startswith(("=", "+", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert not safe.startswith("-") or float(safe.replace(",", ".")) <= 0


HEADS = ["Identifier", "Grade", "Maximum Grade", "Grade can be changed", "Student", "ID", "Map (12)", "Username",
         "Map [Total Pts: 100 Score] |7", "Full name", ""]  # fmt: skip


@settings(max_examples=80)
@given(
    st.binary(max_size=80)
    | st.tuples(
        st.lists(st.sampled_from(HEADS), min_size=1, max_size=5),
        st.lists(
            st.lists(st.sampled_from(["Participant 7", "7", "100,00", "No", "EX", "", '"']), max_size=6), max_size=4
        ),
    ).map(lambda both: "\n".join(",".join(row) for row in [both[0], *both[1]]).encode())
)
def test_any_sheet_is_read_or_refused_in_one_sentence(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path: Path = tmp_path_factory.mktemp("sheet") / "grades.csv"
    path.write_bytes(data)
    try:
        sheet = sheet_of(read_table(path), "map")
    except SourcenetError as error:
        assert error.sentence
        return
    assert isinstance(sheet.table, Table) and all(isinstance(cell, Cell) for row in sheet.table.rows for cell in row)
    assert sheet.table.filled({}) == data
    assert all(0 <= row.at < len(sheet.table.rows) for row in sheet.rows) and isinstance(sheet.comma, bool)
