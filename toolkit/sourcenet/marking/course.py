"""A course in a folder, run through nbgrader's own API in one process.

The exchange is not used: it does not exist on Windows, and on one machine files can be put in place. Each step
can be run again.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from sourcenet import shipped
from sourcenet.errors import BadValue, CannotDo
from sourcenet.marking.surroundings import surroundings
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["Course", "Done"]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class Done:
    """What became of one submission in one step.

    Parameters
    ----------
    learner
        Whose it is.
    problem
        Why the step could not be done, in a sentence; empty where it was.
    flags
        Marks that wait for a person, because the figure of the notebook is not that of the network handed in.
    """

    learner: str
    problem: str = ""
    flags: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the step was done."""
        return not self.problem


class Course:
    """A course: its folder, its assignments and its gradebook.

    Parameters
    ----------
    folder
        The course's folder, with ``nbgrader_config.py`` and ``source/`` in it.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder).resolve()
        if not (self.folder / "source").is_dir():
            raise CannotDo(
                _("{folder} is no course: it has no folder source. Name the folder of the course.").format(
                    folder=folder
                )
            )

    @classmethod
    def make(cls, folder: str | Path) -> Course:
        """Make a course of the assignments that come with the toolkit, or open the one that is there.

        Parameters
        ----------
        folder
            Where; what lies there already is not touched.
        """
        folder = Path(folder)
        for assignment in shipped.assignments():
            if not (there := folder / "source" / assignment.name).exists():
                shutil.copytree(assignment, there, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        if shipped.rubrics().is_dir() and not (rubrics := folder / "rubrics").exists():
            shutil.copytree(shipped.rubrics(), rubrics)
        if not (config := folder / "nbgrader_config.py").exists():
            shutil.copyfile(shipped.course_settings(), config)
        return cls(folder)

    # -- nbgrader

    @cached_property
    def api(self) -> Any:
        """The API of nbgrader for this course, with the course's own settings and nobody else's."""
        try:
            from nbgrader.apps.api import NbGraderAPI
            from nbgrader.auth import Authenticator
            from nbgrader.coursedir import CourseDirectory
            from nbgrader.exchange import ExchangeFactory
            from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader
        except ImportError as error:
            raise CannotDo(
                _(
                    'Marking needs nbgrader, which is not installed here. Install it with: pip install "nbgrader>=0.9.5,<0.10"'
                )
            ) from error
        try:
            config = PyFileConfigLoader("nbgrader_config.py", path=str(self.folder)).load_config()
        except ConfigFileNotFound:
            from traitlets.config import Config

            config = Config()
        config.CourseDirectory.root = str(self.folder)
        config.Execute.extra_arguments = ["--IPKernelApp.log_level=40"]  # else each kernel warns on the screen
        given = {
            "coursedir": CourseDirectory(config=config),
            "authenticator": Authenticator(config=config),
            "exchange": ExchangeFactory(config=config),
        }
        with surroundings():
            return NbGraderAPI(config=config, **given)

    def _run(self, step: str, *args: str) -> dict[str, Any]:
        with surroundings():
            result: dict[str, Any] = getattr(self.api, step)(*args)
        if "KeyboardInterrupt" in result.get("error", "")[-200:]:  # nbgrader takes it for a failure of the submission
            raise KeyboardInterrupt
        return result

    # -- the steps

    def generate(self, assignment: str, *, due: datetime | None = None) -> Path:
        """Make the students' version of an assignment and enter the assignment into the gradebook.

        Parameters
        ----------
        assignment
            Its name.
        due
            When it is to be handed in (UTC); what comes later is marked all the same, and shown as late.

        Returns
        -------
        Path
            The folder of the students' version.

        Raises
        ------
        CannotDo
            nbgrader refuses the assignment; the sentence says why.
        """
        result = self._run("generate_assignment", assignment)
        if not result["success"]:
            raise CannotDo(
                _("The assignment {name} could not be made: {why}").format(name=assignment, why=_why(result))
            )
        if due is not None:
            with surroundings(), self.api.gradebook as gradebook:
                gradebook.update_or_create_assignment(assignment, duedate=due.replace(tzinfo=None))
        return self.folder / "release" / assignment

    def place(self, assignment: str, learner: str, files: Iterable[Path], *, at: datetime | None = None) -> Path:
        """Put what a learner handed in where nbgrader looks for it; no links are followed, nothing is run.

        Parameters
        ----------
        assignment, learner
            Whose work it is, and on what.
        files
            The files; only plain files are taken.
        at
            When it was handed in.
        """
        for word in (assignment, learner):
            if not _ID.fullmatch(word):
                raise BadValue(
                    _('"{word}" cannot be the name of a folder. Use letters, digits, dots and hyphens.').format(
                        word=word
                    )
                )
        there = self.folder / "submitted" / learner / assignment
        there.mkdir(parents=True, exist_ok=True)
        for file in files:
            if file.is_file() and not file.is_symlink():
                shutil.copyfile(file, there / file.name)
        if at is not None:
            (there / "timestamp.txt").write_text(f"{at:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")
        return there

    def learners(self, assignment: str) -> list[str]:
        """Return who handed something in, by id."""
        return sorted(folder.parent.name for folder in self.folder.glob(f"submitted/*/{assignment}") if folder.is_dir())

    def autograde(self, assignment: str, learner: str) -> Done:
        """Mark one submission; one that cannot be marked is reported and keeps no other waiting."""
        problem = self._unreadable(assignment, learner)
        if not problem:
            result = self._run("autograde", assignment, learner)
            problem = "" if result["success"] else _why(result)
        return Done(learner, problem, () if problem else self._flags(assignment, learner))

    def _flags(self, assignment: str, learner: str) -> tuple[str, ...]:
        """Read from the marked notebooks what the last marking left to a person, and why."""
        found = []
        for path in sorted((self.folder / "autograded" / learner / assignment).glob("*.ipynb")):
            flags = json.loads(path.read_bytes())["metadata"].get("sourcenet", {}).get("flags", {})
            found += [f"{cell}: {why}" for cell, why in flags.items()]
        return tuple(found)

    def feedback(self, assignment: str, learner: str) -> Done:
        """Write the page that a learner gets back."""
        if not (self.folder / "autograded" / learner / assignment).is_dir():
            return Done(learner, _("There is no feedback: the submission was not marked."))
        result = self._run("generate_feedback", assignment, learner)
        return Done(learner, "" if result["success"] else _why(result))

    def _unreadable(self, assignment: str, learner: str) -> str:
        """Say in words why a notebook cannot be read, before nbgrader says it in forty lines."""
        folder = self.folder / "submitted" / learner / assignment
        for name in sorted(path.name for path in (self.folder / "source" / assignment).glob("*.ipynb")):
            path = folder / name
            if not path.is_file():
                return _("{name} was not handed in.").format(name=name)
            try:
                cells = json.loads(path.read_bytes())["cells"]
            except (ValueError, KeyError, TypeError, RecursionError):
                cells = None
            if not isinstance(cells, list):
                return _("{name} is not whole: it cannot be read as a notebook. Ask for it again.").format(name=name)
        return ""


_RAISED = re.compile(r"^\s{0,4}(?:[\w.]+\.)?(\w*(?:Error|Exception|Missing\w*)): (.+)", re.MULTILINE)
# What nbgrader says at the end whatever happened; what happened stands above it.
_EMPTY_WORDS = ("Please see the", "Notebook failed to validate")


def _why(result: dict[str, Any]) -> str:
    """Return what nbgrader says went wrong, on one line: the first error that says something."""
    said = "\n".join([result.get("log", ""), result.get("error", "")])
    raised = [(kind, text) for kind, text in _RAISED.findall(said) if not text.startswith(_EMPTY_WORDS)]
    if not raised:
        return _("nbgrader did not say why")
    kind, text = raised[0]
    line = text if kind.startswith(("NbGrader", "Validation")) else f"{kind}: {text}"
    return clean_text(" ".join(line.split()), 300)
