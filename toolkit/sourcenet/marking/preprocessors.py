"""The same marks inside nbgrader: what a course's ``nbgrader_config.py`` names.

Whoever starts autograding, ``nbgrader autograde``, formgrader's own button or JupyterHub's formgrader, nbgrader makes
these objects. Nothing that a student wrote is run, opened by nbgrader or copied: :class:`FromTheData` stands where
nbgrader would read the submitted notebook, and gives it the document that :func:`sourcenet.marking.judging.judge` made.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.preprocessors import ExecutePreprocessor
from nbgrader.api import Gradebook
from nbgrader.converters import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor

from sourcenet.errors import CannotDo
from sourcenet.marking.gradebook.by_api import ApiBook
from sourcenet.marking.gradebook.rows import decide
from sourcenet.marking.inside import Inside
from sourcenet.marking.judged import Judged, JudgedNotebook
from sourcenet.marking.source import refuse_unmarkable, unmarkable
from sourcenet.words import _

__all__ = ["DataOnly", "FromTheData", "SaveMarks"]


class DataOnly(NbGraderPreprocessor):  # type: ignore[misc]
    """Before an assignment is made: refuse one that cannot be marked from the data, naming cell and line."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Look at the whole folder; what is wrong with another of its notebooks counts as well."""
        name = resources["nbgrader"]["assignment"]
        try:
            refuse_unmarkable(name, unmarkable(Path(resources["metadata"]["path"]).resolve()))
        except CannotDo as error:
            self.log.error("%s", error.sentence)  # by itself, before nbgrader's traceback
            raise
        return nb, resources


class FromTheData(NotebookExporter):
    """In the place of the submitted notebook: the document that was made of what was handed in.

    nbgrader makes its exporter before it touches a submission, and reads every notebook through it. This one reads the
    whole submission with our own limits, in a process of its own where the system can, and never opens the notebook by
    nbformat. So what nbgrader fails on (no JSON, no notebook, another format, cells without an end) is judged as
    anywhere else.
    """

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)  # type: ignore[no-untyped-call]
        if not (hasattr(self.parent, "assignments") and hasattr(self.parent, "autograde_preprocessors")):
            raise CannotDo(_("FromTheData is for c.Autograde.exporter_class alone."))
        try:
            _refuse_what_runs(self.parent)
            self._inside = Inside(self.parent)
        except CannotDo as error:
            self.log.error("%s", error.sentence)
            raise NbGraderException(error.sentence) from error  # with which nbgrader ends without a traceback

    def from_filename(self, filename: str, resources: Any = None, **kwargs: Any) -> tuple[Any, Any]:
        """Give back a document of ours: judged when nbgrader comes for the submission, the same one when it marks.

        Parameters
        ----------
        filename
            What nbgrader would open.
        resources
            Its resources; what is to be saved is added.
        **kwargs
            As nbconvert has it.
        """
        run = resources["nbgrader"]
        judged, files = self._inside.judged(run["assignment"], run["student"])
        notebook = next((one for one in judged.notebooks if one.name == run["notebook"]), None)
        if notebook is None:
            raise CannotDo(
                _("The assignment {name} has no notebook {notebook}.").format(
                    name=run["assignment"], notebook=run["notebook"]
                )
            )
        resources["metadata"] = {"name": notebook.name, "path": str(Path(filename).parent)}
        resources["sourcenet"] = {
            "timestamp": judged.timestamp,
            "scores": dict(notebook.scores),
            "comments": dict(notebook.comments),
            "was_handed_in": self._inside.was_handed_in(run["student"], run["notebook"]),
        }
        output, resources = super().from_notebook_node(nbformat.from_dict(notebook.document), resources, **kwargs)  # type: ignore[no-untyped-call]
        resources["outputs"] = files  # nbgrader's own writer puts them beside the notebook
        return output, resources


def _refuse_what_runs(converter: Any) -> None:
    """Refuse steps that run notebooks, which settings of a person may bring back beside the course's own."""
    for step in (*converter.sanitize_preprocessors, *converter.autograde_preprocessors):
        if "Execute" in str(step) or (isinstance(step, type) and issubclass(step, ExecutePreprocessor)):
            raise CannotDo(
                _(
                    "Settings of nbgrader ask for {step}, which runs students' code; marks come from what was handed in. "
                    "Take c.Autograde.autograde_preprocessors out of the settings beside the course's own."
                ).format(step=getattr(step, "__name__", step))
            )


class SaveMarks(NbGraderPreprocessor):  # type: ignore[misc]
    """Save what was judged, by the one function that decides the gradebook's rows."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Save one notebook's scores and comments; lateness is nbgrader's next step."""
        run, given = resources["nbgrader"], resources["sourcenet"]
        notebook = JudgedNotebook(run["notebook"], given["scores"], given["comments"], {})
        judged = Judged(run["student"], (notebook,), given["timestamp"])
        with Gradebook(run["db_url"]) as gradebook:
            if not given["was_handed_in"]:
                _give_back_tasks(gradebook, run)
            book = ApiBook(gradebook, run["assignment"])
            before = book.rows(run["student"])
            book.put(run["student"], before, decide(book.book, before, judged))
        return nb, resources


def _give_back_tasks(gradebook: Any, run: dict[str, str]) -> None:
    """Undo what nbgrader says of a notebook that was not handed in: that nobody need look at its tasks."""
    found = gradebook.find_submission_notebook(run["notebook"], run["assignment"], run["student"])
    tasks = {cell.id for cell in found.notebook.task_cells}
    for grade in found.grades:
        if grade.cell_id in tasks and grade.auto_score is not None:
            grade.auto_score, grade.needs_manual_grade = None, grade.manual_score is None
    gradebook.db.commit()
