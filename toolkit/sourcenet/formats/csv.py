"""CSV: a pair of tables, or one list of connections, with whatever line ends, separators and letters it was saved."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any

from sourcenet.errors import UnreadableFile
from sourcenet.formats.foreign import Graph
from sourcenet.formats.giving import Given
from sourcenet.formats.tables import Table, connections_of, graph_of, is_connections, sources_of
from sourcenet.formats.values import as_text
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["decoded", "read", "table_of", "write"]

# A spreadsheet takes what begins so for a formula, and may run it.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_SEPARATORS = ",;\t|"
#: A cell of more lines than this is more likely a quotation mark that nobody closed.
_LONG = 200


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a file, and what had to be guessed to read it.

    Marked UTF-8 and UTF-16 are read as such, then UTF-8, then the letters of Windows.
    """
    for mark, code in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(code, "replace"), ""
    zeros = data[:400].count(0)
    if zeros > len(data[:400]) // 4:  # UTF-16 without its mark
        return data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        note = _("It is not written in UTF-8; its letters were read as those of Windows (cp1252). Look at the accents.")
        return data.decode("cp1252", "replace"), note


def table_of(data: bytes, name: str) -> tuple[Table, list[str]]:
    """Return the table of a CSV file, and what should be known about how it was read.

    Raises
    ------
    UnreadableFile
        There is nothing in it, or it is no text.
    """
    text, note = decoded(data)
    notes = [note] if note else []
    if "\0" in text:
        raise UnreadableFile(_("{file} is not a text, so it is no table. Is it the right file?").format(file=name))
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator != "\t")
    longest = csv.field_size_limit(10_000_000)
    try:
        rows = _rows(reader, notes)
    except csv.Error as error:
        raise UnreadableFile(
            _("{file}, line {line}: this is not a table that can be read ({why}). Save it as CSV anew.").format(
                file=name, line=reader.line_num, why=clean_text(str(error), 80)
            )
        ) from error
    finally:
        csv.field_size_limit(longest)
    if not rows:
        raise UnreadableFile(_("{file} is empty. Is it the right file?").format(file=name))
    if text.count('"') % 2:
        notes.append(_("One quotation mark too many: the last cells may hold more than they should."))
    head = [clean_text(cell) for cell in rows[0][1]]
    return _headed(head, rows, name, notes), notes


def _rows(reader: Any, notes: list[str]) -> list[tuple[str, list[Any]]]:
    """Return the rows that hold anything, each with the line where it begins."""
    rows: list[tuple[str, list[Any]]] = []
    line = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            rows.append((_("line {n}").format(n=line), [_plain(cell) for cell in row]))
        more = reader.line_num - line
        if more > _LONG:
            notes.append(
                _("Line {n}: a quotation mark opens there and closes only {more} lines later.").format(
                    n=line, more=more
                )
            )
        line = reader.line_num + 1
    return rows


def _separator(text: str) -> str:
    """Return the sign that parts the cells: the one of which the first lines hold the same number."""
    lines: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text[:20_000]):
        bare = re.sub(r'"[^"]*"', "", line)
        if bare.strip():
            lines.append(bare)
        if len(lines) == 10:
            break
    best, most = ",", 0.0
    for sign in _SEPARATORS:
        counts = Counter(line.count(sign) for line in lines)
        usual, times = counts.most_common(1)[0] if counts else (0, 0)
        in_head = lines[0].count(sign) if lines else 0
        if in_head and in_head * times * (2 if usual == in_head else 1) > most:
            best, most = sign, in_head * times * (2 if usual == in_head else 1)
    return best


def _headed(head: list[str], rows: list[tuple[str, list[Any]]], name: str, notes: list[str]) -> Table:
    """Return the table with its column names; two or three columns without any are a bare list of connections."""
    table = Table(_told_apart(head), rows[1:], name)
    known = is_connections(table) or any(c.casefold() in ("id", "name", "label", "title", "uid", "key") for c in head)
    if known or len(head) not in (2, 3):
        return table
    numbers = all(len(row) < 3 or not str(row[2]).strip() or _is_number(row[2]) for _place, row in rows)
    if len(head) == 2 or numbers:
        notes.append(_("There are no column names: the first two columns are read as the ends of connections."))
        return Table(["start", "end", "weight"][: len(head)], rows, name)
    return table


def _is_number(cell: Any) -> bool:
    return re.fullmatch(r"\s*[+-]?\d+(?:[.,]\d+)?\s*", str(cell)) is not None


def _told_apart(head: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    columns = []
    for n, cell in enumerate(head, 1):
        called = cell or _("column {n}").format(n=n)
        seen[called] += 1
        columns.append(called if seen[called] == 1 else f"{called} {seen[called]}")
    return columns


def _plain(cell: str) -> str:
    """Undo what keeps a spreadsheet from running a text as a formula."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def read(tables: list[tuple[bytes, str]], name: str) -> Graph:
    """Read a pair of CSV files in either order, or one of them.

    Raises
    ------
    UnreadableFile
        One of them is no table of sources or connections.
    """
    sources = connections = None
    notes: list[str] = []
    for data, called in tables:
        table, said = table_of(data, called)
        notes += said
        if is_connections(table) and connections is None:
            connections = table
        elif sources is None:
            sources = table
        else:
            raise UnreadableFile(
                _(
                    "{file} is a table of sources, and so is the other file. One of the two holds the connections."
                ).format(file=called)
            )
    graph = graph_of(sources, connections, name, "csv")
    if len(tables) > 1:
        for node in graph.nodes:
            node.place = f"{sources.name if sources else ''} {node.place}".strip()
        for edge in graph.edges:
            edge.place = f"{connections.name if connections else ''} {edge.place}".strip()
    graph.notes = [*notes, *graph.notes]
    return graph


def write(given: Given) -> tuple[bytes, bytes]:
    """Return a network as two CSV files: its sources and its connections."""
    return _as_csv(sources_of(given)), _as_csv(connections_of(given))


def _as_csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_defused(column) for column in table.columns])
    for _place, row in table.rows:
        writer.writerow([_defused(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # with the mark, spreadsheets take it for UTF-8


def _defused(cell: Any) -> str:
    if cell is None:
        return ""
    text = as_text(cell)
    return f"'{text}" if isinstance(cell, str) and _FORMULA.match(text) else text
