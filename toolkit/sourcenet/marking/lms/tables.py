"""A table as text, of which single cells are changed and every other byte stays: encoding, BOM, delimiter, quotes, line ends.

An LMS reads back the sheet that it gave; what we do not understand in it must come back as it was.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sourcenet.errors import CannotDo, UnreadableFile
from sourcenet.words import _

__all__ = ["Cell", "Table", "defused", "read_table"]

_MOST = 20_000_000
_DELIMITERS = (",", ";", "\t", "|")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: What a spreadsheet may take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four are wide signs


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: where it stands in the text, and what it says."""

    start: int
    end: int
    value: str
    quoted: bool


@dataclass(frozen=True)
class Table:
    """A table and the text it was read from.

    Parameters
    ----------
    name
        What the file is called.
    text
        All of it, with a BOM where there was one.
    encoding
        How the text becomes bytes again.
    delimiter
        What stands between cells.
    rows
        Cells by row; rows without any text are left out.
    """

    name: str
    text: str
    encoding: str
    delimiter: str
    rows: tuple[tuple[Cell, ...], ...]

    def values(self, row: int) -> list[str]:
        """Return what the cells of a row say, without outer blanks."""
        return [cell.value.strip() for cell in self.rows[row]]

    def value(self, row: int, column: int) -> str:
        """Return what a cell says; empty where the row is too short."""
        cells = self.rows[row]
        return cells[column].value.strip() if 0 <= column < len(cells) else ""

    def filled(self, cells: Mapping[tuple[int, int], str]) -> bytes:
        """Return the file with other words in some cells and every other byte as it was.

        Parameters
        ----------
        cells
            (row, column) -> what is to stand there; a row that is too short is made longer.
        """
        edits = []
        longer: dict[int, int] = {}  # row -> how many cells it has by now
        for (row, column), value in sorted(cells.items()):
            line = self.rows[row]
            if column < len(line):
                cell = line[column]
                edits.append((cell.start, cell.end, self._written(value, quoted=cell.quoted)))
            else:
                more = self.delimiter * (column + 1 - longer.get(row, len(line)))
                longer[row] = column + 1
                edits.append((line[-1].end, line[-1].end, more + self._written(value, quoted=False)))
        parts, here = [], 0
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):  # of two at one place, the first stays first
            parts += [self.text[here:start], new]
            here = end
        parts.append(self.text[here:])
        return "".join(parts).encode(self.encoding, "surrogatepass")

    def _written(self, value: str, *, quoted: bool) -> str:
        if quoted or any(sign in value for sign in (self.delimiter, '"', "\n", "\r")):
            return '"' + value.replace('"', '""') + '"'
        return value


def defused(value: str) -> str:
    """Return a text that no spreadsheet takes for a formula; for what we write anew, never for what we carry.

    A number stays a number, below zero too.
    """
    if not value.startswith(_FORMULA):
        return value
    digits = value.removeprefix("-").replace(",", ".", 1).replace(".", "", 1)
    return value if value.startswith("-") and digits.isdecimal() and digits.isascii() else f"'{value}"


def read_table(path: Path) -> Table:
    """Read a table of an LMS or of a person.

    Parameters
    ----------
    path
        A CSV file: UTF-8, UTF-16 or one byte a letter; cells between commas, semicolons, tabs or bars.

    Raises
    ------
    CannotDo
        It is not there.
    UnreadableFile
        It is no table.
    """
    if not path.is_file():
        raise CannotDo(_("There is no file {file}.").format(file=path))
    if path.stat().st_size > _MOST:
        raise UnreadableFile(_("{file} is larger than 20 MB: a sheet of marks is not.").format(file=path.name))
    data = path.read_bytes()
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            _("{file} is a workbook. Save it as CSV, or give the file as the LMS made it.").format(file=path.name)
        )
    text, encoding = _decoded(data, path.name)
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter, path.name)
    if not rows:
        raise UnreadableFile(_("{file} is empty.").format(file=path.name))
    return Table(path.name, text, encoding, delimiter, rows)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    encoding = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), "")
    if not encoding and len(data) >= 4 and data[1] == data[3] == 0:
        encoding = "utf-16-le"  # as some exports are, without saying so
    for one in (encoding,) if encoding else ("utf-8", "latin-1"):
        try:
            text = data.decode(one, "surrogatepass" if one.startswith("utf-16") else "strict")
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, one
    raise UnreadableFile(_("{file} is no table: give it as the LMS made it, or save it as CSV.").format(file=name))


def _delimiter(text: str) -> str:
    """Return what stands between the cells of the first line."""
    counts = dict.fromkeys(_DELIMITERS, 0)
    quoted = False
    for sign in text[:50_000]:
        if sign == '"':
            quoted = not quoted
        elif not quoted and sign in counts:
            counts[sign] += 1
        elif not quoted and sign in "\r\n" and any(counts.values()):
            break
    return max(counts, key=lambda sign: counts[sign])


def _rows(text: str, delimiter: str, name: str) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = []
    row: list[Cell] = []
    here, length = 1 if text.startswith("\ufeff") else 0, len(text)
    while here < length or row:
        cell = _cell(text, here, delimiter, name)
        row.append(cell)
        here = cell.end
        if here < length and text[here] == delimiter:
            here += 1
            if here < length:
                continue
            row.append(Cell(here, here, "", False))
        if any(one.value.strip() for one in row):
            rows.append(tuple(row))
        row = []
        here += 2 if text[here : here + 2] == "\r\n" else 1
    return tuple(rows)


def _cell(text: str, start: int, delimiter: str, name: str) -> Cell:
    if text[start : start + 1] != '"':
        end = start
        while end < len(text) and text[end] != delimiter and text[end] not in "\r\n":
            end += 1
        return Cell(start, end, text[start:end], False)
    parts, here = [], start + 1
    while True:
        close = text.find('"', here)
        if close < 0:
            line = text.count("\n", 0, start) + 1
            raise UnreadableFile(
                _(
                    "{file}, line {n}: a quotation mark is opened and never closed. Give the sheet as the LMS made it."
                ).format(file=name, n=line)
            )
        parts.append(text[here:close])
        if text[close + 1 : close + 2] != '"':
            break
        parts.append('"')
        here = close + 2
    end = close + 1
    while end < len(text) and text[end] != delimiter and text[end] not in "\r\n":
        end += 1
    return Cell(start, end, "".join(parts) + text[close + 1 : end], True)
