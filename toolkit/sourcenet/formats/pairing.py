"""Two files that belong together: NAME-sources.csv and NAME-connections.csv."""

from __future__ import annotations

import re
from pathlib import Path

from sourcenet.formats.sniffing import FORMATS

__all__ = ["ends_otherwise", "looks_like_a_pair", "names_for", "other_of", "pair_of"]

_ENDINGS = ("-sources", "-connections")
_NODES = r"nodes?|vertices|sources|people|actors"
_EDGES = r"edges?|edge ?list|links|ties|connections"


def names_for(file: Path) -> tuple[Path, Path]:
    """Return the two files that a CSV path stands for."""
    stem = _base(file)
    suffix = file.suffix or ".csv"
    first, second = (file.with_name(f"{stem}{ending}{suffix}") for ending in _ENDINGS)
    return first, second


def _base(file: Path) -> str:
    return next((file.stem.removesuffix(ending) for ending in _ENDINGS if file.stem.endswith(ending)), file.stem)


def pair_of(file: Path) -> tuple[Path, Path] | None:
    """Return both files of a pair that one of them, or their common name, stands for."""
    if file.name in ("", ".", ".."):
        return None
    pair = names_for(file)
    return pair if all(one.is_file() for one in pair) else None


def other_of(file: Path) -> Path | None:
    """Return the other file of a pair, where a file is one of a pair and the other one is there."""
    pair = names_for(file) if file.name not in ("", ".", "..") else (file, file)
    if file not in pair or not all(one.is_file() for one in pair):
        return None
    return pair[1] if file == pair[0] else pair[0]


def looks_like_a_pair(file: Path) -> str:
    """Return the name of a file beside that seems to hold the other table; empty where there is none."""
    for mine, theirs in ((_NODES, _EDGES), (_EDGES, _NODES)):
        part = re.search(rf"(?i)(?<![a-z])(?:{mine})(?![a-z])", file.stem)
        if part:
            other = re.compile(
                rf"(?i){re.escape(file.stem[: part.start()])}(?:{theirs}){re.escape(file.stem[part.end() :])}"
            )
            beside = sorted(one.name for one in file.parent.glob(f"*{file.suffix}") if other.fullmatch(one.stem))
            if beside:
                return beside[0]
    return ""


def ends_otherwise(file: Path, found: str) -> bool:
    """Tell whether a file's ending is that of another format than it has."""
    suffix = file.suffix.casefold()
    return suffix in FORMATS.values() and suffix != FORMATS[found]
