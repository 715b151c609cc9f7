"""What the commands say: lines, tables and progress for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sourcenet.safety import clean_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

__all__ = ["Screen"]

# How the states of a check and of a finding look; the word stands beside the colour, never the colour alone.
_STYLES = {
    "met": "green",
    "ok": "green",
    "nearly": "yellow",
    "note": "yellow",
    "not yet": "bold",
    "missing": "bold red",
}


class Screen:
    """Standard output and standard error, as one command uses them.

    Parameters
    ----------
    as_json
        Whether a program reads: then standard output holds one JSON document and nothing else.
    """

    def __init__(self, *, as_json: bool = False) -> None:
        self.as_json = as_json

    def _console(self, *, error: bool = False) -> Console:
        from rich.console import Console  # costs 60 ms, and --json needs none of it

        return Console(stderr=error, highlight=False, soft_wrap=True)

    def line(self, text: str = "") -> None:
        """Say one or more lines; they may hold text of learners, which is never read as markup."""
        if not self.as_json:
            self._console().print(_safe(text), markup=False)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
        """Show a table; a cell that is a known state is coloured as well as worded."""
        if self.as_json:
            return
        from rich.table import Table
        from rich.text import Text

        table = Table(title=title or None, title_justify="left", show_lines=False)
        for column in columns:
            table.add_column(column, overflow="fold")
        for row in rows:
            table.add_row(*(Text(_safe(cell), style=_STYLES.get(cell, "")) for cell in row))
        console = self._console()
        console.soft_wrap = False
        console.print(table)

    def document(self, content: object) -> None:
        """Give a program the result, if a program reads."""
        if self.as_json:
            json.dump(content, sys.stdout, indent=2, ensure_ascii=False, default=str)
            sys.stdout.write("\n")

    def refuse(self, sentence: str) -> None:
        """Say why something cannot be done: on standard error, or as JSON for a program."""
        if self.as_json:
            self.document({"error": sentence})
        else:
            self._console(error=True).print(_safe(sentence), markup=False)

    def progress(self) -> Progress:
        """Return a progress display; on a screen that is no terminal it shows nothing of its own."""
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = self._console()
        return Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            TextColumn("{task.completed}/{task.total}"),
            TimeElapsedColumn(),
            console=console,
            disable=self.as_json or not console.is_terminal,
            transient=True,
        )


def _safe(text: Any) -> str:
    """Return text without control characters, which could move the cursor of a terminal."""
    lines = str(text).split("\n")
    return "\n".join(" " * (len(line) - len(line.lstrip(" "))) + clean_text(line) for line in lines)
