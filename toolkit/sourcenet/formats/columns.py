"""The columns of a table or the attributes of a graph: their names in order, each with one type for all its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sourcenet.formats.values import as_text, kind_of

__all__ = ["Columns"]


class Columns:
    """What the rows of a table hold.

    Parameters
    ----------
    rows
        The fields of each row.
    """

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        #: Name to boolean, whole, number or text, in the order in which they first come.
        self.kinds: dict[str, str] = {}
        #: Columns whose values are of several types: they are written as texts.
        self.mixed: set[str] = set()
        for row in rows:
            for name, value in row.items():
                kind = kind_of(value)
                held = self.kinds.setdefault(name, kind)
                if held != kind:
                    both = {held, kind}
                    self.kinds[name] = "number" if both == {"whole", "number"} else "text"
                    if self.kinds[name] == "text":
                        self.mixed.add(name)
        self.places = {name: n for n, name in enumerate(self.kinds)}

    def as_text(self, name: str, value: object) -> str:
        """Return a value as its column writes it."""
        return as_text(float(value) if self.kinds[name] == "number" and isinstance(value, int) else value)
