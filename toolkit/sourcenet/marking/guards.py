"""What stands round the running of a submission: cells are made to run, and figures are held against our own.

The course's ``nbgrader_config.py`` names both steps, so that they act for the toolkit, for ``nbgrader autograde``
and for formgrader's own button alike.
"""

from __future__ import annotations

import html
import math
import re
from pathlib import Path
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from sourcenet.marking.own_figures import Figure, is_check, own_figures
from sourcenet.words import _

__all__ = ["AsHandedIn", "HeldAgainstOurs", "figure_of"]

_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,9})?")
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class AsHandedIn(NbGraderPreprocessor):  # type: ignore[misc]
    """Before anything runs: take off what would keep a cell from running, and work out our own figures."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Keep of the metadata only what nbgrader needs; read the journal while nothing could have changed it."""
        run = resources["nbgrader"]
        nb.metadata = {name: nb.metadata[name] for name in ("kernelspec",) if name in nb.metadata}
        for number, cell in enumerate(nb.cells):
            grading = cell.metadata.get("nbgrader")
            named = isinstance(grading, dict) and grading.get("grade_id")
            cell.metadata = NotebookNode({"nbgrader": grading} if named else {})  # type: ignore[no-untyped-call]
            if "id" in cell and not _ID.fullmatch(str(cell.id)):
                cell.id = f"cell-{number}"
        with Gradebook(run["db_url"]) as gradebook:
            cells = gradebook.find_notebook(run["notebook"], run["assignment"]).source_cells
            code = {cell.name: cell.source for cell in cells if cell.locked and cell.cell_type == "code"}
        resources["sourcenet"] = own_figures(code, Path(resources["metadata"]["path"]))
        return nb, resources


class HeldAgainstOurs(SaveAutoGrades):  # type: ignore[misc]
    """Save the marks; where a check cell's figure is not the one that we worked out, leave it to a person."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Put our own outcome into the check cells, then let nbgrader save it."""
        run, ours = resources["nbgrader"], resources["sourcenet"]
        with Gradebook(run["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(run["notebook"], run["assignment"])
            sources = {cell.name: cell.source for cell in notebook.source_cells}
            most = {cell.name: float(cell.max_score) for cell in notebook.grade_cells if is_check(sources[cell.name])}
        outputs = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.get("outputs", []) for cell in nb.cells}
        self.flags = {}
        for name, points in most.items():
            given = figure_of(outputs.get(name, []), points)
            flag = _flag(given, ours.get(name, Figure(None)))
            if flag:
                self.flags[name] = (flag, None if given is not None else 0.0)
                self.log.warning("%s: %s", name, flag)
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in ours:
                flag = self.flags.get(name, ("", None))[0]
                cell.outputs = [_shown(ours[name], flag)]
        resources["sourcenet_flags"] = {name: flag for name, (flag, _score) in self.flags.items()}
        nb, resources = super().preprocess(nb, resources)
        self._save_flags(run)
        return nb, resources

    def _save_flags(self, run: dict[str, str]) -> None:
        with Gradebook(run["db_url"]) as gradebook:
            for name, (_flag, score) in self.flags.items():
                grade = gradebook.find_grade(name, run["notebook"], run["assignment"], run["student"])
                grade.auto_score, grade.needs_manual_grade = score, True
            gradebook.db.commit()


def figure_of(outputs: list[Any], most: float) -> float | None:
    """Return the figure that a check cell gave: one bare number from 0 to the cell's points, and nothing else.

    nbgrader itself gives full marks for no output, for words, for less than nothing and for "nan".

    Parameters
    ----------
    outputs
        The cell's outputs.
    most
        The cell's points.
    """
    if any(one.output_type == "error" or one.get("name") == "stderr" for one in outputs):
        return None
    results = [one for one in outputs if one.output_type == "execute_result"]
    text = results[0].get("data", {}).get("text/plain") if len(results) == 1 else None
    if not isinstance(text, str) or not _NUMBER.fullmatch(text.strip()):
        return None
    number = float(text)
    return number if math.isfinite(number) and number <= most else None


def _flag(given: float | None, ours: Figure) -> str:
    if ours.points is None:
        why = ours.problem or _("the cell is not one that can be worked out")
        ours_said = _("from the network that was handed in it could not be worked out ({why})").format(why=why)
    elif given is not None and abs(given - ours.points) < 0.005:
        return ""
    else:
        ours_said = _("from the network that was handed in it is {points:g}").format(points=ours.points)
    said = _("it gave no figure") if given is None else _("it gave {points:g}").format(points=given)
    return _("Run in the notebook {given}; {ours}. A person decides.").format(given=said, ours=ours_said)


def _shown(figure: Figure, flag: str) -> NotebookNode:
    note = f'<p style="border-left:4px solid #b35900;padding-left:8px"><b>{html.escape(flag)}</b></p>' if flag else ""
    number = "0.0" if flag else figure.text or figure.problem
    return NotebookNode(  # type: ignore[no-untyped-call]
        output_type="execute_result",
        execution_count=None,
        metadata={},
        data={"text/plain": number, "text/html": note + figure.html},
    )
