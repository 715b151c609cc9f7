"""One run of ``nbgrader autograde``, seen from inside: which submissions, what was marked before, what the data says."""

from __future__ import annotations

import glob
import json
import os
import zlib
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sourcenet.errors import CannotDo
from sourcenet.marking import stamps
from sourcenet.marking.assignment import asks_for_code, read_assignment
from sourcenet.marking.judged import Assignment, Judged, JudgedNotebook
from sourcenet.marking.judging import judge
from sourcenet.marking.pile.folders import Earlier, read_earlier
from sourcenet.marking.pile.listing import list_pile
from sourcenet.marking.pile.workers import Workers
from sourcenet.marking.submission import read_submission
from sourcenet.model.opening import FILE as JOURNAL
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["Inside"]


class Inside:
    """What nbgrader is about to do, made safe before it begins.

    Parameters
    ----------
    converter
        nbgrader's ``Autograde``, which has found its submissions and opened none.
    """

    def __init__(self, converter: Any) -> None:
        self._coursedir, self._log = converter.coursedir, converter.log
        self._root = Path(self._coursedir.root)
        self._assignment = read_assignment(self._root, self._coursedir.assignment_id)
        if asks_for_code(self._assignment):  # judged without it, honest work would have nothing
            raise CannotDo(
                _(
                    "{name} asks for code, which nbgrader and formgrader's button do not run here. Mark it in a box, on the "
                    "command line: sourcenet mark autograde {name}"
                ).format(name=self._assignment.name)
            )
        self._copy_nothing_of_a_submission()
        if self._coursedir.notebook_id == "*":
            converter.assignments = self._all_notebooks(converter)
        self._leave_out_what_is_no_folder(converter)
        folders = {Path(folder).parent.name: Path(folder) for folder in converter.assignments}
        self._said = stamps.set_aside(folders.values())
        # nbgrader removes the old folder before it comes to us; what is needed of it is a tenth when packed
        self._earlier = {learner: _packed(self._place(learner), self._assignment) for learner in folders}
        self._left = set(folders)
        self._hire()
        self._last: tuple[str, Judged, dict[str, bytes]] | None = None

    def _hire(self) -> None:
        self._workers = Workers(self._task, jobs=1)
        self._answers: Generator[tuple[list[Any], dict[str, Any]], None, None] = self._workers.__iter__()  # type: ignore[assignment]

    def _copy_nothing_of_a_submission(self) -> None:
        """Let nbgrader copy no file of any submission: neither links nor pages nor settings; we write what is kept.

        A name that begins at the root matches whatever folder nbgrader looks from, and only what lies there.
        """
        folder = self._coursedir.format_path(
            self._coursedir.submitted_directory, "*", glob.escape(self._assignment.name)
        )
        start = glob.escape(str(self._root))
        ours = start + folder[len(str(self._root)) :]
        if ours not in self._coursedir.ignore:
            self._coursedir.ignore = [ours, *self._coursedir.ignore]

    def _all_notebooks(self, converter: Any) -> dict[str, list[str]]:
        """Return every submission with every notebook of the assignment, handed in or not.

        nbgrader passes a submission over in which there is no notebook, and gives 0 for one that is not there.
        """
        names = [f"{notebook.name}.ipynb" for notebook in self._assignment.notebooks]
        wanted = self._coursedir.format_path(
            self._coursedir.submitted_directory, self._coursedir.student_id, self._coursedir.assignment_id
        )
        found = glob.glob(wanted)  # noqa: PTH207 - as nbgrader looks for them, a star in any part
        folders = {*converter.assignments, *(folder for folder in found if Path(folder).is_dir())}
        return {folder: [os.path.join(folder, name) for name in names] for folder in sorted(folders)}  # noqa: PTH118

    def _leave_out_what_is_no_folder(self, converter: Any) -> None:
        """Take out links to other places and names that are none, before nbgrader looks into them."""
        learners = frozenset(Path(folder).parent.name for folder in converter.assignments)
        pile = list_pile(self._root, self._assignment.name, learners)
        for one in pile.refused:
            self._log.error("%s: %s", one.learner, one.sentence)
        if pile.refused and not pile.learners:
            raise CannotDo(pile.refused[0].sentence)
        converter.assignments = {
            folder: found
            for folder, found in converter.assignments.items()
            if Path(folder).parent.name in pile.learners
        }

    def _place(self, learner: str) -> Path:
        step = self._coursedir.autograded_directory
        return Path(self._coursedir.format_path(step, learner, self._assignment.name))

    def was_handed_in(self, learner: str, notebook: str) -> bool:
        """Tell whether nbgrader finds a notebook of that name in a submission."""
        return (self._folder(learner) / f"{notebook}.ipynb").exists()

    def _folder(self, learner: str) -> Path:
        step = self._coursedir.submitted_directory
        return Path(self._coursedir.format_path(step, learner, self._assignment.name))

    def judged(self, assignment: str, learner: str) -> tuple[Judged, dict[str, bytes]]:
        """Judge one submission; asked again for the same one, the same answer comes back.

        Parameters
        ----------
        assignment, learner
            Whose work it is, and on what.

        Returns
        -------
        judged : Judged
            What the data says.
        files : dict
            The files that are kept beside the notebooks: name -> content.

        Raises
        ------
        CannotDo
            It could not be judged within the limits; the sentence says why.
        """
        if assignment != self._assignment.name:
            raise CannotDo(_("This run is about {name}.").format(name=self._assignment.name))
        if self._last is None or self._last[0] != learner:
            self._last = None
            self._last = (learner, *self._judge(learner))
        return self._last[1:]

    def _judge(self, learner: str) -> tuple[Judged, dict[str, bytes]]:
        """Read and judge in a process of its own, within the limits of a pile; one serves the whole run."""
        try:
            self._workers.put([learner])
            _item, answer = next(self._answers)
        except (OSError, StopIteration) as error:  # the system gives us no process
            self._hire()
            raise CannotDo(_("There was no process to mark it in ({why}). Try again.").format(why=error)) from error
        self._left.discard(learner)
        if not self._left:  # formgrader's server goes on for days: no process is left in it
            self._answers.close()
            self._hire()
        if "failed" in answer:
            raise CannotDo(str(answer["failed"]))
        notebooks = tuple(JudgedNotebook(*one) for one in answer["notebooks"])
        broken, notes, look_at = (tuple(sentences) for sentences in answer["sentences"])
        judged = Judged(learner, notebooks, answer["timestamp"], broken, notes, look_at)
        for sentence in (*broken, *look_at):  # nbgrader's log, and the window that formgrader's button opens
            self._log.warning("%s: %s", clean_text(learner, 100), clean_text(sentence, 500))
        files = {} if answer["journal"] is None else {JOURNAL: answer["journal"].encode("latin-1")}
        if judged.timestamp:
            files[stamps.FILE] = f"{judged.timestamp} UTC\n".encode()
        return judged, files

    def _task(self, item: list[Any]) -> dict[str, Any]:
        (learner,) = item
        folder = self._folder(learner)
        submission = read_submission(folder, self._assignment, learner)
        if said := self._said.get(folder):
            submission = replace(submission, notes=(*submission.notes, said))
        earlier = _unpacked(self._earlier.get(learner))
        judged = judge(self._assignment, submission, before=earlier.journal, earlier=earlier.facts)
        return {
            "journal": None if submission.journal is None else submission.journal.decode("latin-1"),
            "timestamp": judged.timestamp,
            "sentences": [list(judged.broken), list(judged.notes), list(judged.look_at)],
            "notebooks": [[one.name, dict(one.scores), dict(one.comments), one.document] for one in judged.notebooks],
        }


def _packed(place: Path, assignment: Assignment) -> tuple[bytes | None, bytes] | None:
    earlier = read_earlier(place, assignment)
    if earlier.journal is None and earlier.facts is None:
        return None
    journal = None if earlier.journal is None else zlib.compress(earlier.journal, 1)
    return journal, zlib.compress(json.dumps(earlier.facts).encode(), 1)


def _unpacked(packed: tuple[bytes | None, bytes] | None) -> Earlier:
    if packed is None:
        return Earlier()
    journal, facts = packed
    return Earlier(None if journal is None else zlib.decompress(journal), json.loads(zlib.decompress(facts)))
