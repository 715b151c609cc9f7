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
from sourcenet.marking import settings, stamps
from sourcenet.marking.source import refuse_unmarkable, unmarkable
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
        What a person must look at, in sentences.
    broken
        What could not be read of the submission, in sentences to the learner; it is marked as far as it could be.
    """

    learner: str
    problem: str = ""
    flags: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

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

        Raises
        ------
        CannotDo
            nbgrader's settings there are of an earlier version; the sentence says what to do.
        """
        folder = Path(folder)
        for assignment in shipped.assignments():
            if not (there := folder / "source" / assignment.name).exists():
                shutil.copytree(assignment, there, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        if shipped.rubrics().is_dir() and not (rubrics := folder / "rubrics").exists():
            shutil.copytree(shipped.rubrics(), rubrics)
        if not (config := folder / "nbgrader_config.py").exists():
            shutil.copyfile(shipped.course_settings(), config)
        settings.refuse_old(folder)
        return cls(folder)

    # -- nbgrader

    @cached_property
    def api(self) -> Any:
        """The API of nbgrader for this course, with the course's own settings and nobody else's.

        A course that has none is run with those that a course begins with: without any, nbgrader runs students' code.

        Raises
        ------
        CannotDo
            nbgrader is not here, or the settings are of an earlier version; the sentence says what to do.
        """
        settings.refuse_old(self.folder)
        try:
            from nbgrader.apps.api import NbGraderAPI
            from nbgrader.auth import Authenticator
            from nbgrader.coursedir import CourseDirectory
            from nbgrader.exchange import ExchangeFactory
            from traitlets.config.loader import PyFileConfigLoader
        except ImportError as error:
            raise CannotDo(
                _(
                    'Marking needs nbgrader, which is not installed here. Install it with: pip install "nbgrader>=0.9.5,<0.10"'
                )
            ) from error
        own = self.folder / settings.FILE
        file = own if own.is_file() else shipped.course_settings()
        try:
            config = PyFileConfigLoader(file.name, path=str(file.parent)).load_config()
        except Exception as error:  # whatever a person wrote into it
            why = clean_text(" ".join(f"{type(error).__name__}: {error}".split()), 200)
            raise CannotDo(
                _("{file} cannot be read by nbgrader ({why}). Mend it.").format(file=file, why=why)
            ) from error
        config.CourseDirectory.root = str(self.folder)
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
            The assignment cannot be marked from the data, or nbgrader refuses it; the sentence says why.
        """
        if (source := self.folder / "source" / assignment).is_dir():
            refuse_unmarkable(assignment, unmarkable(source))
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

    def open_to_markers(self) -> None:
        """Make the course ready for formgrader, which stops for the whole class at one time that it cannot read.

        Raises
        ------
        CannotDo
            nbgrader is not here, or the course's settings are of an earlier version; the sentence says what to do.
        """
        _api = self.api
        stamps.set_aside(path for path in self.folder.glob("submitted/*/*") if path.is_dir())

    def autograde(self, assignment: str, learner: str) -> Done:
        """Mark one submission; one that cannot be marked is reported and keeps no other waiting."""
        result = self._run("autograde", assignment, learner)
        if not result["success"]:
            return Done(learner, _why(result))
        facts = self._facts(assignment, learner)
        return Done(learner, "", facts["look_at"], facts["broken"])

    def _facts(self, assignment: str, learner: str) -> dict[str, tuple[str, ...]]:
        """Read from the marked notebooks what the marking said to people, each sentence once."""
        found: dict[str, dict[str, None]] = {"look_at": {}, "broken": {}}
        for path in sorted((self.folder / "autograded" / learner / assignment).glob("*.ipynb")):
            facts = json.loads(path.read_bytes())["metadata"].get("sourcenet", {})
            for name, sentences in found.items():
                sentences.update(dict.fromkeys(map(str, facts.get(name, ()))))
        return {name: tuple(sentences) for name, sentences in found.items()}

    def feedback(self, assignment: str, learner: str) -> Done:
        """Write the page that a learner gets back."""
        if not (self.folder / "autograded" / learner / assignment).is_dir():
            return Done(learner, _("There is no feedback: the submission was not marked."))
        result = self._run("generate_feedback", assignment, learner)
        return Done(learner, "" if result["success"] else _why(result))


_RAISED = re.compile(r"^\s{0,4}(?:[\w.]+\.)?(\w*(?:Error|Exception|Missing\w*|CannotDo)): (.+)", re.MULTILINE)
# What nbgrader says at the end whatever happened; what happened stands above it.
_EMPTY_WORDS = ("Please see the", "Notebook failed to validate")


def _why(result: dict[str, Any]) -> str:
    """Return what nbgrader says went wrong, on one line: the first error that says something."""
    said = "\n".join([result.get("log", ""), result.get("error", "")])
    raised = [(kind, text) for kind, text in _RAISED.findall(said) if not text.startswith(_EMPTY_WORDS)]
    if not raised:
        return _("nbgrader did not say why")
    kind, text = raised[0]
    line = text if kind.startswith(("NbGrader", "Validation", "CannotDo")) else f"{kind}: {text}"
    return clean_text(" ".join(line.split()), 300)
