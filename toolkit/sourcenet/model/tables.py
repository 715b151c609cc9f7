"""Small data files of words: those that ship with the toolkit, and those that a course puts beside the journal."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcenet.safety import LIMITS, clean_text
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sourcenet.model.reading import Reading

__all__ = ["Refused", "beside", "shipped", "words_in"]

DATA = Path(__file__).parent.parent / "data"
#: The largest file of a course that is read, in bytes, and the most of them.
_LARGEST, _MOST = 200_000, 60


class Refused(ValueError):
    """A file that cannot be used; its text says why, in a learner's or an instructor's words."""


@cache
def shipped(name: str) -> dict[str, Any]:
    """Return one of the shipped files, such as ``"frameworks/sift.toml"``; read once."""
    return tomllib.loads((DATA / name).read_text("utf-8"))


def beside(network: Reading | None, folder: str) -> Iterator[tuple[str, dict[str, Any] | Refused]]:
    """Give the files of a course: those in a folder of that name beside the journal, and beside the notebook.

    Parameters
    ----------
    network
        The learner's network; None where only the notebook's own folder is looked at.
    folder
        What the folder is called, such as ``"frameworks"``.

    Yields
    ------
    tuple
        The name of the file without its suffix, and what it says, or why it cannot be used.
    """
    places = [Path.cwd() / folder]
    if network is not None and network.path is not None:
        places.insert(0, network.path.absolute().parent / folder)
    seen: set[Path] = set()
    for place in places:
        try:
            files = sorted(place.glob("*.toml"))[:_MOST] if place.is_dir() else []
        except OSError:
            continue
        for file in files:
            if (real := file.resolve()) not in seen:
                seen.add(real)
                yield file.stem, _read(file)


def _read(file: Path) -> dict[str, Any] | Refused:
    try:
        if file.stat().st_size > _LARGEST:
            return Refused(_("{file} is too large to be read: it has more than 200,000 bytes.").format(file=file.name))
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        why = clean_text(str(error), 120)
        return Refused(
            _("{file} could not be read ({why}). Look at the file of an example beside it.").format(
                file=file.name, why=why
            )
        )


def words_in(table: object, name: str, file: str, *, needed: bool = True, limit: int | None = None) -> str:
    """Return a text of a table, cleaned.

    Raises
    ------
    Refused
        It is missing, no text, or too long.
    """
    value = table.get(name, "") if isinstance(table, dict) else ""
    text = clean_text(value) if isinstance(value, str) else ""
    if needed and not text:
        raise Refused(_('{file} lacks a text: write {name} = "..." in it.').format(file=file, name=name))
    most = limit or LIMITS["why"]
    if len(text) > most:
        raise Refused(
            _("{file}: {name} has {n} characters; {most} fit.").format(file=file, name=name, n=len(text), most=most)
        )
    return text
