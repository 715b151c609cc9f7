"""A spreadsheet of two sheets, sources and connections; looked through for what would harm or mislead before it is read."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from typing import Any

from sourcenet.errors import CannotDo, UnreadableFile
from sourcenet.formats.csv import _headed
from sourcenet.formats.foreign import Graph
from sourcenet.formats.giving import Given
from sourcenet.formats.tables import Table, connections_of, graph_of, is_connections, sources_of
from sourcenet.safety import clean_text
from sourcenet.words import _, many

__all__ = ["read", "write"]

#: The most bytes that a spreadsheet may unpack to.
_UNPACKED = 200_000_000
_MARK = "sourcenet"
#: The most columns of a sheet that are read.
_WIDEST = 500
_SHEETS = ("sources", "connections")


def read(data: bytes, name: str) -> Graph:
    """Read a spreadsheet.

    Raises
    ------
    UnreadableFile
        It is none, is damaged, or holds no table of sources or connections.
    """
    notes = _look_through(data, name)
    openpyxl = _openpyxl()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves aside is looks and validation, no content
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            tables = [_table(sheet, name, notes) for sheet in book.worksheets]
        about = book.properties
        ours, question = about.creator == _MARK, about.title or ""
        book.close()
    except UnreadableFile:
        raise
    except Exception as error:
        raise UnreadableFile(
            _("{file} is a damaged spreadsheet ({why}). Open it in a spreadsheet program, and save it anew.").format(
                file=name, why=clean_text(f"{type(error).__name__}: {error}", 120)
            )
        ) from error
    sources, connections, left = _chosen([table for table in tables if table is not None])
    if sources is None and connections is None:
        raise UnreadableFile(_("{file} holds no rows. Is it the right file?").format(file=name))
    graph = graph_of(sources, connections, name, "xlsx", ours=ours)
    graph.question = question if ours else ""
    graph.notes = [*notes, *graph.notes]
    if left:
        graph.notes.append(_("Sheets that were not read: {names}.").format(names=clean_text(", ".join(left), 200)))
    return graph


def _openpyxl() -> Any:
    """Return openpyxl: it costs a second, and only spreadsheets need it."""
    try:
        import openpyxl
    except ImportError as error:
        raise CannotDo(
            _("Spreadsheets need openpyxl, which is not installed here: pip install openpyxl. Or use CSV instead.")
        ) from error
    return openpyxl


def _chosen(tables: list[Table]) -> tuple[Table | None, Table | None, list[str]]:
    """Return the sheet of sources, that of connections, and the names of the rest."""
    named = {table.name.casefold(): table for table in tables}
    connections = named.get(_SHEETS[1]) or next((table for table in tables if is_connections(table)), None)
    rest = [table for table in tables if table is not connections]
    sources = named.get(_SHEETS[0]) or (rest[0] if rest else None)
    return sources, connections, [table.name for table in rest if table is not sources]


def _table(sheet: Any, file: str, notes: list[str]) -> Table | None:
    rows: list[tuple[str, list[Any]]] = []
    called = clean_text(sheet.title, 40)
    if not hasattr(sheet, "iter_rows"):  # a sheet that is a chart
        return None
    sheet.reset_dimensions()  # what a sheet says of its own size is often wrong
    for n, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells = [_plain(cell) for cell in row[:_WIDEST]]
        if any(cell not in (None, "") for cell in cells):
            rows.append((_("sheet {name}, row {n}").format(name=called, n=n), cells))
        if len(rows) > 300_000:
            raise UnreadableFile(_("{file} has more rows than a network holds. Take a part of it.").format(file=file))
    if not rows:
        return None
    head = [clean_text(str(cell)) if cell is not None else "" for cell in rows[0][1]]
    while head and not head[-1]:
        head.pop()
    return _headed(head, rows, called, notes)


def _plain(cell: Any) -> Any:
    """Return a cell as plain value: dates as 2026-10-01, without a time where there is none."""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, (dt.date, dt.time, dt.timedelta)):
        return str(cell)
    return cell


def _look_through(data: bytes, name: str) -> list[str]:
    """Refuse what would harm, and name what a table cannot say: merged cells, formulas without a result."""
    notes: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            parts = bundle.infolist()
            if not any(part.filename == "xl/workbook.xml" for part in parts):
                raise UnreadableFile(
                    _("{file} is a packed file, but no spreadsheet (.xlsx). Save it as .xlsx or as CSV.").format(
                        file=name
                    )
                )
            if sum(part.file_size for part in parts) > _UNPACKED:
                raise UnreadableFile(
                    _("{file} would unpack to more than {n} MB, so it was not opened.").format(
                        file=name, n=_UNPACKED // 1_000_000
                    )
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _look_at(bundle.read(part), part.filename, name, notes)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(
            _(
                "{file} is a damaged or locked spreadsheet, so it was not read. Save it anew, without a password."
            ).format(file=name)
        ) from error
    return notes


def _look_at(content: bytes, part: str, name: str, notes: list[str]) -> None:
    plain = content.replace(b"\0", b"")  # the same in UTF-16
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise UnreadableFile(
            _("{file} declares entities, which no spreadsheet does. It was not read.").format(file=name)
        )
    if not part.startswith("xl/worksheets/"):
        return
    merged = [
        found.decode("ascii", "replace") for found in re.findall(rb'<(?:\w+:)?mergeCell ref="([^"]{1,40})"', plain)
    ]
    if merged:
        listed = ", ".join(merged[:5]) + (" ..." if len(merged) > 5 else "")
        notes.append(
            many(
                "{n} merged cell ({{listed}}): what stands in it counts for its first row and column only. Part it, and fill in the rest.",
                "{n} merged cells ({{listed}}): what stands in one counts for its first row and column only. Part them, and fill in the rest.",
                len(merged),
            ).format(listed=clean_text(listed, 200))
        )
    formulas = re.findall(rb"<(?:\w+:)?f[ >/].{0,2000}?</(?:\w+:)?c>", plain, re.DOTALL)
    lacking = sum(re.search(rb"<(?:\w+:)?v>[^<]", found) is None for found in formulas)
    if formulas:
        notes.append(
            many(
                "{n} cell is a formula: its last result was read.",
                "{n} cells are formulas: their last results were read.",
                len(formulas),
            )
        )
    if lacking:
        notes.append(
            many(
                "{n} formula has no result in the file, so its cell counts as empty. Open and save the file in a spreadsheet program, then read it again.",
                "{n} formulas have no result in the file, so their cells count as empty. Open and save the file in a spreadsheet program, then read it again.",
                lacking,
            )
        )


def write(given: Given) -> bytes:
    """Return a network as a spreadsheet of two sheets."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = _MARK
    book.properties.title = given.question or None
    for called, table in zip(_SHEETS, (sources_of(given), connections_of(given)), strict=True):
        sheet = book.create_sheet(called)
        sheet.freeze_panes = "A2"
        for row in [table.columns, *(row for _place, row in table.rows)]:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    """Return what a sheet takes: a text that begins like a formula or an error stays a text."""
    if not isinstance(value, str) or not value.startswith(("=", "+", "-", "@", "#")):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
