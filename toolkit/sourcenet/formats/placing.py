"""Places of another program's picture, in the measure of ours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from sourcenet.formats.foreign import Node
from sourcenet.formats.values import as_number
from sourcenet.words import _

__all__ = ["places_for"]

#: A picture smaller than this, or larger, would be one dot, or leave the page: it is brought to a size that shows.
_SMALLEST, _LARGEST = 40.0, 100_000.0
_APART = 60.0


def places_for(spots: Mapping[str, tuple[float, float]], *, as_they_are: bool) -> tuple[dict[str, list[float]], str]:
    """Return places as a journal keeps them, and a sentence where they were brought to another size.

    Parameters
    ----------
    spots
        Where each node lies, by its id.
    as_they_are
        True for a file of ours, whose measure is ours.
    """
    sound = {id: at for id, at in spots.items() if all(math.isfinite(part) for part in at)}
    extent = max((abs(part) for at in sound.values() for part in at), default=0.0)
    scale, note = 1.0, ""
    if not as_they_are and len(sound) > 1 and extent and not _SMALLEST <= extent <= _LARGEST:
        scale = _APART * math.sqrt(len(sound)) / extent
        note = _("Places are brought to the size of our pictures: {scale:.3g} times theirs.").format(scale=scale)
    placed = {
        id: [_round(x * scale), _round(y * scale)] for id, (x, y) in sound.items() if max(abs(x), abs(y)) * scale <= 1e6
    }
    if len(placed) < len(spots):
        note = f"{note} " + _("{n} places are none that can be drawn, and were left out.").format(
            n=len(spots) - len(placed)
        )
    return placed, note.strip()


def _round(part: float) -> float:
    rounded = round(part, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def lift(nodes: Iterable[Node]) -> None:
    """Take ``x`` and ``y`` out of what is said of each node, where both are numbers: they are its place."""
    for node in nodes:
        if node.at is None and "x" in node.fields and "y" in node.fields:
            x, y = as_number(node.fields["x"]), as_number(node.fields["y"])
            if x is not None and y is not None:
                node.at = (float(x), float(y))
                del node.fields["x"], node.fields["y"]
