"""What the assignment's own cells say of the network that was handed in, worked out without the learner's kernel.

A cell of a notebook can put anything in the place of ``sn.check`` and ``sn.picture``. So the locked cells that call
them are read as text, by a small grammar, and worked out here, on the submitted journal, before any code of the
submission runs. Nothing here runs a submission, and no link is followed.
"""

from __future__ import annotations

import ast
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sourcenet import checks
from sourcenet.drawing import picture
from sourcenet.errors import SourcenetError
from sourcenet.model.opening import FILE, open_network

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Figure", "Refused", "is_check", "own_figures", "work_out"]

#: The largest files that are read, in bytes.
MOST = {FILE: 5_000_000, "vocabulary.toml": 100_000}
_LINES = 50_000
_PROPERTIES = frozenset(checks.__all__) - {"check"}


class Refused(ValueError):
    """A cell is not written in the grammar, or a file is not one that may be read."""


@dataclass(frozen=True)
class Figure:
    """What one locked cell gives.

    Parameters
    ----------
    points
        The points of a check; None for a picture, and where they could not be worked out.
    html, text
        What is shown.
    problem
        Why nothing could be worked out; empty where it was.
    """

    points: float | None
    html: str = ""
    text: str = ""
    problem: str = ""


def own_figures(cells: Mapping[str, str], folder: Path) -> dict[str, Figure]:
    """Work out every cell that calls ``sn.check`` or ``sn.picture``.

    Parameters
    ----------
    cells
        The instructor's locked code cells: name -> source.
    folder
        Where the submitted journal lies.
    """
    asked = {name: source for name, source in cells.items() if is_check(source) or "sn.picture(" in source}
    if not asked:
        return {}
    try:
        with _opened(folder) as network:
            return {name: _figure(source, network) for name, source in asked.items()}
    except (SourcenetError, OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        return dict.fromkeys(asked, Figure(None, problem=str(error)[:300]))


def is_check(source: str) -> bool:
    """Tell whether a cell is meant to be worked out by ``sn.check``."""
    return "sn.check(" in source


def _figure(source: str, network: SourceNetwork) -> Figure:
    try:
        made = work_out(source, network)
    except (Refused, SourcenetError) as error:
        return Figure(None, problem=str(error)[:300])
    return Figure(float(made) if is_check(source) else None, made._repr_html_(), repr(made))


def work_out(source: str, network: SourceNetwork) -> Any:
    """Work out one cell: a single call of ``sn.check`` or ``sn.picture`` on ``network``, of properties and constants.

    Raises
    ------
    Refused
        There is anything else in the cell.
    """
    try:
        call = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Refused("the cell is not one expression") from error
    name, args, keywords = _call(call)
    if name not in ("check", "picture") or not args or not (isinstance(args[0], ast.Name) and args[0].id == "network"):
        raise Refused("the cell does not call sn.check(network, ...) or sn.picture(network)")
    constants = {key: _constant(value) for key, value in keywords.items()}
    try:
        if name == "picture":
            if len(args) > 1:
                raise Refused("sn.picture takes the network alone")
            return picture(network, **constants)
        return checks.check(network, *(_property(arg) for arg in args[1:]), **constants)
    except TypeError as error:
        raise Refused(str(error)) from error


def _property(node: ast.expr) -> Any:
    name, args, keywords = _call(node)
    if name not in _PROPERTIES:
        raise Refused(f"sn.{name} is no property of a check")
    given = {key: _constant(value) for key, value in keywords.items()}
    return getattr(checks, name)(*(_constant(arg) for arg in args), **given)


def _call(node: ast.expr) -> tuple[str, list[ast.expr], dict[str, ast.expr]]:
    """Part ``sn.name(...)`` into its name and what stands in the brackets."""
    of_sn = (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "sn"
    )
    if not of_sn:
        raise Refused("only calls of sn.<name>(...) are worked out")
    keywords = {}
    for keyword in node.keywords:  # type: ignore[attr-defined]
        if keyword.arg is None:
            raise Refused("** is not worked out")
        keywords[keyword.arg] = keyword.value
    return node.func.attr, node.args, keywords  # type: ignore[attr-defined]


def _constant(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, MemoryError, RecursionError) as error:
        raise Refused("only constants stand in the brackets") from error


@contextmanager
def _opened(folder: Path) -> Iterator[SourceNetwork]:
    """Open a copy of the journal as a check cell does, in a folder with nothing else in it."""
    before = os.environ.get("NBGRADER_EXECUTION")
    with tempfile.TemporaryDirectory(prefix="sourcenet-marking-") as own:
        there = Path(own, "of", "one", "learner")  # words for the vocabulary are looked for three folders up
        there.mkdir(parents=True)
        for name, most in MOST.items():
            content = _read(folder / name, most)
            if content is not None:
                (there / name).write_bytes(content)
        os.environ["NBGRADER_EXECUTION"] = before or "autograde"  # nothing is written
        try:
            yield open_network(there / FILE)
        finally:
            if before is None:
                del os.environ["NBGRADER_EXECUTION"]


def _read(path: Path, most: int) -> bytes | None:
    """Return a plain file's bytes, None where there is none; links, devices and large files are refused."""
    if path.is_symlink():  # said again below where the system can: the file may change in between
        raise Refused(f"{path.name} is a link")
    try:
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    with os.fdopen(fd, "rb") as file:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise Refused(f"{path.name} is not a plain file")
        content = file.read(most + 1)
    if len(content) > most or content.count(b"\n") > _LINES:
        raise Refused(f"{path.name} is larger than {most // 1000} kB or has more than {_LINES} lines")
    return content
