"""Submissions of an assignment that asks for code: run in a box first, then judged like every other."""

from __future__ import annotations

from pathlib import Path

from sourcenet.errors import CannotDo
from sourcenet.marking.judged import Assignment, Judged, Submission
from sourcenet.marking.judging import judge
from sourcenet.marking.pile.folders import Earlier
from sourcenet.words import _

__all__ = ["CodeRunner"]


class CodeRunner:
    """Runs each submission in a box, or refuses to begin where none can be made.

    Parameters
    ----------
    assignment
        An assignment that asks for code.
    trust
        Whether code is run all the same where there is no box.

    Raises
    ------
    CannotDo
        There is no box, and nobody said to trust the code.
    """

    def __init__(self, assignment: Assignment, *, trust: bool) -> None:
        from sourcenet.marking import sandbox  # costs 90 ms, and hardly an assignment needs it

        self._assignment, self._sandbox = assignment, sandbox
        means = sandbox.means()
        if not means.ok and not trust:
            raise CannotDo(means.missing)
        self._trust = not means.ok
        self.sentence = sandbox.trusting() if self._trust else _("Learners' code was run in a box, one for each.")

    def judged(self, folder: Path, submission: Submission, earlier: Earlier) -> tuple[Submission, Judged]:
        """Run one submission and judge the network that came of it.

        Parameters
        ----------
        folder
            ``submitted/<learner>/<assignment>``.
        submission
            What was read of it.
        earlier
            What the last marking left.
        """
        ran = self._sandbox.run_code(folder, self._assignment, submission, trust=self._trust)
        made = self._sandbox.with_code(submission, ran)
        found = judge(self._assignment, made, before=earlier.journal, earlier=earlier.facts)
        return made, self._sandbox.with_outputs(found, ran)
