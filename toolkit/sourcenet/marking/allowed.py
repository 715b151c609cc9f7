"""What may stand in a check cell, and the working out of it: by a grammar, on a network, with no code run.

A check cell is one expression: ``sn.check(network, ..., points=...)``. In its brackets stand ``network``, calls of
``sn.X`` where X is a property of :mod:`sourcenet.checks`, calls of ``course_checks.X`` where X is a property of the
assignment's own ``course_checks.py``, constants (texts, numbers, True, False, None), lists, tuples, arguments by
name, and the sign before a number. Nothing else: such a cell can be worked out from the journal alone, by whoever
marks, without a kernel. A locked cell that is one ``sn.picture(network, ...)`` is worked out by the same grammar.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sourcenet import checks
from sourcenet.drawing.picture import Picture, picture
from sourcenet.errors import BadValue, SourcenetError
from sourcenet.safety import clean_text
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.checks.result import Result
    from sourcenet.marking.judged import Cell
    from sourcenet.model.network import SourceNetwork

__all__ = ["OWN", "Refused", "is_picture", "problems", "work_out"]

#: What the assignment's own module of properties is called in a check cell.
OWN = "course_checks"
_PROPERTIES = frozenset(checks.__all__) - {"check"}
_LONGEST, _DEEPEST, _MOST = 4_000, 8, 400


class Refused(BadValue):
    """A cell is not written in the grammar: the sentence says at which line, and what may stand there."""

    def __init__(self, sentence: str, line: int = 1) -> None:
        super().__init__(sentence, field="source")
        self.line = line


def problems(cell: Cell, properties: Mapping[str, Any] | None = None) -> list[str]:
    """Return why a check cell cannot be marked from the data, in sentences that name the cell and the line.

    Parameters
    ----------
    cell
        A graded code cell that is the instructor's own.
    properties
        The instructor's own properties: name -> function.

    Returns
    -------
    list of str
        Empty where the cell is as it should be.
    """
    from sourcenet.model.network import SourceNetwork

    properties = properties or {}
    try:
        call = _call_of(cell.source)
        name = _name(call.func)
        if name != "sn.check":
            raise Refused(_("it calls {name}; a check cell calls sn.check").format(name=name), call.lineno)
        _refuse_other_points(call, cell.points)
        work_out(cell.source, SourceNetwork.in_memory(), properties)
    except Refused as refused:
        return [_said(cell.name, refused.line, refused.sentence)]
    except Exception as error:  # noqa: BLE001 - an instructor's own property may raise anything; it is named
        return [_said(cell.name, 1, _why(error))]
    return []


def _refuse_other_points(call: ast.Call, points: float | None) -> None:
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "points"), None)
    wanted = float(points or 0)
    if given is None:
        raise Refused(
            _("points= is missing; write points={points:g}, the points of the cell").format(points=wanted), call.lineno
        )
    value = _value(given, {}, None, 0)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or float(value) != wanted:
        raise Refused(
            _("points={given} is not what the cell has; write points={points:g}").format(
                given=clean_text(repr(value), 20), points=wanted
            ),
            given.lineno,
        )


def _said(cell: str, line: int, why: str) -> str:
    return _("{cell}, line {line}: {why}.").format(
        cell=clean_text(cell, 80), line=line, why=clean_text(why, 300).rstrip(".")
    )


def _why(error: Exception) -> str:
    return error.sentence if isinstance(error, SourcenetError) else f"{type(error).__name__}: {error}"


def is_picture(source: str) -> bool:
    """Tell whether a cell is one call of ``sn.picture(network, ...)`` and nothing else."""
    try:
        call = _call_of(source)
        return _name(call.func) == "sn.picture" and _on_network(call)
    except Refused:
        return False


def work_out(source: str, network: SourceNetwork, properties: Mapping[str, Any] | None = None) -> Result | Picture:
    """Work out one cell: a call of ``sn.check`` or ``sn.picture`` on a network.

    Parameters
    ----------
    source
        The cell.
    network
        What stands for ``network`` in it.
    properties
        The instructor's own properties: name -> function.

    Returns
    -------
    Result or Picture
        What the cell gives.

    Raises
    ------
    Refused
        There is anything in the cell that the grammar does not have.
    BadValue
        A property was given what it does not take.
    """
    call = _call_of(source)
    name = _name(call.func)
    if name not in ("sn.check", "sn.picture") or not _on_network(call):
        raise Refused(_("it is not sn.check(network, ...) or sn.picture(network, ...)"), call.lineno)
    if name == "sn.picture" and len(call.args) > 1:
        raise Refused(_("sn.picture takes the network and arguments by name"), call.lineno)
    args, keywords = _arguments(call, properties or {}, network, 0)
    try:
        return (checks.check if name == "sn.check" else picture)(*args, **keywords)
    except TypeError as error:
        raise Refused(clean_text(str(error), 200), call.lineno) from error


# -- the grammar


@lru_cache(maxsize=256)  # the same few cells, for every submission of a pile
def _call_of(source: str) -> ast.Call:
    """Return the one call that a cell is."""
    if len(source) > _LONGEST:
        raise Refused(_("it is longer than {most} characters").format(most=_LONGEST))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # printed in a notebook, a warning takes all points from a check cell
            tree = ast.parse(source)
    except SyntaxError as error:
        raise Refused(_("it is not Python ({why})").format(why=error.msg), error.lineno or 1) from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise Refused(_("it cannot be read as Python")) from error
    if not tree.body:
        raise Refused(_("it is empty; write sn.check(network, ..., points=...)"))
    first = tree.body[0]
    if len(tree.body) > 1 or not isinstance(first, ast.Expr):
        odd = tree.body[1] if len(tree.body) > 1 and isinstance(first, ast.Expr) else first
        raise Refused(
            _("a check cell is one expression, sn.check(network, ..., points=...), and nothing else"), odd.lineno
        )
    call = first.value
    if not isinstance(call, ast.Call):
        raise Refused(_("{what} is no call of sn.check(network, ...)").format(what=_shown(call)), call.lineno)
    _refuse_rest(source, call)
    _refuse_size(call)
    return call


def _refuse_rest(source: str, call: ast.Call) -> None:
    """Refuse a semicolon behind the call: a notebook then shows nothing, and nbgrader gives full marks for nothing."""
    line = source.splitlines()[(call.end_lineno or 1) - 1].encode()[call.end_col_offset or 0 :].decode()
    if ";" in line.split("#")[0]:
        raise Refused(
            _("take off the semicolon behind the call, which hides what the check says"), call.end_lineno or 1
        )


def _refuse_size(call: ast.Call) -> None:
    todo: list[tuple[ast.AST, int]] = [(call, 0)]
    seen = 0
    while todo:
        node, deep = todo.pop()
        seen += 1
        if seen > _MOST or deep > 2 * _DEEPEST:
            raise Refused(_("there is too much in its brackets"), call.lineno)
        todo += [(below, deep + 1) for below in ast.iter_child_nodes(node)]


def _name(node: ast.expr) -> str:
    """Return what is called: ``sn.X`` or ``course_checks.X``."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("sn", OWN):
        return f"{node.value.id}.{node.attr}"
    raise Refused(
        _("{what} cannot be called in a check cell, only sn.X and {own}.X").format(what=_shown(node), own=OWN),
        node.lineno,
    )


def _on_network(call: ast.Call) -> bool:
    return bool(call.args) and isinstance(call.args[0], ast.Name) and call.args[0].id == "network"


def _arguments(
    call: ast.Call, properties: Mapping[str, Any], network: SourceNetwork | None, deep: int
) -> tuple[list[Any], dict[str, Any]]:
    keywords = {}
    for keyword in call.keywords:
        if keyword.arg is None:
            raise Refused(_("** cannot stand in a check cell; write every argument by its name"), keyword.value.lineno)
        keywords[keyword.arg] = _value(keyword.value, properties, network, deep + 1)
    return [_value(arg, properties, network, deep + 1) for arg in call.args], keywords


def _value(node: ast.expr, properties: Mapping[str, Any], network: SourceNetwork | None, deep: int) -> Any:
    """Return what an argument is: a constant, a list of such, the network, a property."""
    if deep > _DEEPEST:
        raise Refused(_("its brackets are nested too deeply"), node.lineno)
    match node:
        case ast.Constant(value=bool() | int() | float() | str() | None):
            return node.value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)) if not isinstance(
            number, bool
        ):
            return -number
        case ast.List():
            return [_value(one, properties, network, deep + 1) for one in node.elts]
        case ast.Tuple():
            return tuple(_value(one, properties, network, deep + 1) for one in node.elts)
        case ast.Name(id="network") if network is not None:
            return network
        case ast.Call():
            return _property(node, properties, network, deep)
    raise Refused(
        _("{what} cannot stand in a check cell, only network, properties, texts, numbers, lists and tuples").format(
            what=_shown(node)
        ),
        node.lineno,
    )


def _property(node: ast.Call, properties: Mapping[str, Any], network: SourceNetwork | None, deep: int) -> Any:
    room, _dot, name = _name(node.func).partition(".")
    if room == "sn" and name not in _PROPERTIES:
        raise Refused(
            _("sn.{name} is no property; there are {names}").format(name=name, names=", ".join(sorted(_PROPERTIES))),
            node.lineno,
        )
    if room == OWN and name not in properties:
        there = ", ".join(sorted(properties)) or _("none")
        raise Refused(
            _("{own}.{name} is not in the assignment's {own}.py; in it are: {names}").format(
                own=OWN, name=name, names=there
            ),
            node.lineno,
        )
    make = getattr(checks, name) if room == "sn" else properties[name]
    args, keywords = _arguments(node, properties, network, deep)
    try:
        return make(*args, **keywords)
    except (TypeError, BadValue) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(clean_text(_why(error), 200), node.lineno) from error


def _shown(node: ast.AST) -> str:
    try:
        return clean_text(" ".join(ast.unparse(node).split()), 40)
    except (ValueError, RecursionError):
        return type(node).__name__
