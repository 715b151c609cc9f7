"""What lateness costs: as the course's own settings have it, without loading nbgrader where they say nothing."""

from __future__ import annotations

import ast
import math
from contextlib import suppress
from pathlib import Path
from typing import Any

from sourcenet.errors import CannotDo
from sourcenet.marking.gradebook.rows import Late
from sourcenet.words import _

__all__ = ["LatePenalty", "late_penalty"]

_WORDS = ("LateSubmission", "AssignLatePenalties")


class LatePenalty:
    """A course's rule for lateness; where it cannot be worked out, that is kept and told, and stops nobody.

    Parameters
    ----------
    rule
        The rule; ``trouble`` holds whose penalty it could not say, and why.
    """

    def __init__(self, rule: Late) -> None:
        self._rule = rule
        self.trouble: dict[str, str] = {}

    def __call__(self, learner: str, score: float, seconds: float) -> float | None:
        """Return the points that lateness costs, or None."""
        try:
            points = self._rule(learner, score, seconds)
            if points is None or math.isfinite(points):
                return points
            why = _("it gave no number of points")
        except Exception as error:  # noqa: BLE001 - the course's own rule may raise anything
            why = f"{type(error).__name__}: {error}"
        self.trouble[learner] = _(
            "What lateness costs could not be worked out by the course's own rule ({why}): nothing was taken off."
        ).format(why=" ".join(why.split())[:200])
        return None


def late_penalty(course: Path) -> LatePenalty | None:
    """Return what lateness costs in a course; None where it costs nothing.

    Parameters
    ----------
    course
        The course's folder, with its ``nbgrader_config.py``.

    Returns
    -------
    LatePenalty or None
        nbgrader's own ``zero`` where the settings name it plainly; else whatever plugin they name, by nbgrader.
    """
    method = _method(course)
    if method == "none":
        return None
    if method == "zero":
        return LatePenalty(lambda _learner, score, _seconds: score)
    return LatePenalty(_Plugin(course))


def _method(course: Path) -> str:
    """Read from the settings, without running them, which of nbgrader's methods they name: none, zero or "ask"."""
    as_json = course / "nbgrader_config.json"
    if as_json.is_file() and any(word in as_json.read_text("utf-8", "replace") for word in _WORDS):
        return "ask"
    try:
        tree = ast.parse((course / "nbgrader_config.py").read_bytes())
    except FileNotFoundError:
        return "none"
    except (OSError, SyntaxError, ValueError, RecursionError):
        return "ask"  # nbgrader says what is wrong with it
    method = "none"
    named: set[int] = set()
    for line in tree.body:
        match line:
            case ast.Assign(
                targets=[
                    ast.Attribute(value=ast.Attribute(attr="LateSubmissionPlugin") as plain, attr="penalty_method")
                ],
                value=ast.Constant(value="none" | "zero" as method),
            ):
                named.add(id(plain))
    nodes = list(ast.walk(tree))
    brought = {
        name.asname or name.name
        for node in nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    asks = any(id(node) not in named and _is_a_setting(node, brought) for node in nodes)
    return "ask" if asks else method


def _is_a_setting(node: ast.AST, brought: set[str]) -> bool:
    """Tell ``c.AssignLatePenalties`` from a class of that name in a list; a text or another file may set anything."""
    match node:
        case ast.Attribute(value=ast.Name(id=name), attr="LateSubmissionPlugin" | "AssignLatePenalties"):
            return name not in brought
        case ast.Constant(value=str(text)):
            return text.strip().startswith(_WORDS)
        case ast.Name(id="load_subconfig") | ast.Attribute(attr="load_subconfig"):
            return True
    return False


class _Plugin:
    """The plugin that the settings name, loaded by nbgrader when the first late submission asks for it."""

    def __init__(self, course: Path) -> None:
        self._course = course
        self._plugin: Any = None

    def __call__(self, learner: str, score: float, seconds: float) -> float | None:
        if self._plugin is None:
            self._plugin = self._loaded()
        points: float | None = self._plugin.late_submission_penalty(learner, score, seconds)
        return None if points is None else float(points)

    def _loaded(self) -> Any:
        try:
            from nbgrader.preprocessors import AssignLatePenalties
            from traitlets.config.loader import ConfigFileNotFound, JSONFileConfigLoader, PyFileConfigLoader
        except ImportError as error:
            raise CannotDo(
                _('nbgrader is not installed here. Install it with: pip install "nbgrader>=0.9.5,<0.10"')
            ) from error
        config = PyFileConfigLoader("nbgrader_config.py", path=str(self._course)).load_config()
        with suppress(ConfigFileNotFound):
            config.merge(JSONFileConfigLoader("nbgrader_config.json", path=str(self._course)).load_config())
        step = AssignLatePenalties(config=config)
        step.init_plugin()
        return step.plugin_inst
