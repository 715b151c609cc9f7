"""Tables of pandas: read as a pair of tables, so that what was opened there can come back."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from sourcenet.errors import BadValue
from sourcenet.formats.tables import Table, graph_of
from sourcenet.formats.taking import take_in
from sourcenet.model.network import SourceNetwork
from sourcenet.model.vocabulary import Vocabulary, shipped_vocabulary
from sourcenet.safety import LIMITS, clean_text
from sourcenet.words import _

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["from_tables"]


def from_tables(
    sources: pd.DataFrame | None = None,
    connections: pd.DataFrame | None = None,
    *,
    question: str = "",
    kind: str = "",
    vocabulary: Vocabulary | None = None,
) -> SourceNetwork:
    """Make a network, in memory, of one or two pandas tables.

    The tables that a network gives come back as they are; tables of one's own need a column ``name`` (or ``id``),
    and one of connections the columns ``start`` and ``end``.

    Parameters
    ----------
    sources
        One row a source; the index is the id where it is called so.
    connections
        One row a connection; its ends are ids or names, ``"me"`` for the learner.
    question
        What the network is about.
    kind
        What the sources are of which the table says nothing, such as ``"person"``.
    vocabulary
        Its words; the shipped ones where None.

    Returns
    -------
    SourceNetwork
        With a ``report`` on what was read, merged and skipped.

    Raises
    ------
    BadValue
        What was given is no table.
    UnreadableFile
        A table has no column that its rows can be told by.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> again = sn.from_tables(network.sources_table(), network.connections_table(), question=network.question)
    >>> again.sources == network.sources, len(again.connections)
    (True, 24)
    """
    if sources is None and connections is None:
        raise BadValue(_("Give a table of sources, one of connections, or both."))
    tables = [
        None if one is None else _table(one, called)
        for one, called in ((sources, "sources"), (connections, "connections"))
    ]
    first = tables[0]
    if first is not None and "known" in first.columns:
        # A table cannot tell "not said" from "no": a person of whom nothing is said counts as known.
        column = first.columns.index("known")
        rows = [
            (place, [None if n == column and cell is False else cell for n, cell in enumerate(row)])
            for place, row in first.rows
        ]
        tables[0] = first._replace(rows=rows)
    graph = graph_of(tables[0], tables[1], _("tables"), "tables")
    graph.question = clean_text(question, LIMITS["question"])
    data = repr([table and (table.columns, table.rows) for table in tables]).encode("utf-8", "replace")
    return take_in(graph, data, vocabulary or shipped_vocabulary(), kind=kind)


def _table(frame: pd.DataFrame, called: str) -> Table:
    if not hasattr(frame, "itertuples") or not hasattr(frame, "columns"):
        raise BadValue(_("A table of {what} is a pandas DataFrame, such as pandas.read_csv gives.").format(what=called))
    if frame.index.name is not None and frame.index.name not in frame.columns:
        frame = frame.reset_index()
        if len(frame.columns) > 1 and str(frame.columns[0]) != "id":
            frame = frame.rename(columns={frame.columns[0]: "id"})
    columns = [clean_text(str(column)) for column in frame.columns]
    rows = [
        (_("{table}, row {n}").format(table=called, n=n), [_plain(cell) for cell in row])
        for n, row in enumerate(frame.itertuples(index=False, name=None), 1)
    ]
    return Table(columns, rows, called)


def _plain(cell: Any) -> Any:
    """Return a cell as plain value of Python: nothing for what is missing, dates as 2026-10-01."""
    if hasattr(cell, "item") and getattr(cell, "shape", None) == ():
        cell = cell.item()
    if cell is None or (isinstance(cell, float) and math.isnan(cell)) or type(cell).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    return list(cell) if isinstance(cell, (tuple, set)) else cell
