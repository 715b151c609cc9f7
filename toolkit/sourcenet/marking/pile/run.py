"""One run through a pile: judged by workers, stored and put into place by one.

The order is what makes a run that is ended at any moment one that the next run finishes:

1. a worker judges a submission and writes its new folder out of sight;
2. the scores of a batch go into the gradebook, in one transaction;
3. the new folders take their places; their fingerprint is that of what was marked;
4. the pages of feedback are written, from what stands.

Ended before 2, nothing has changed. Ended between 2 and 3, the folder still has its old fingerprint (or is absent), so
the next run judges the submission again, from the same old folder, and finds the same rows standing. Ended within 3,
the old folder waits beside and is put back. Ended before 4, a page is missing or old, which the next run sees.
The other way round, a folder would say "marked" of scores that the gradebook never had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sourcenet.marking.gradebook.late import LatePenalty, late_penalty
from sourcenet.marking.gradebook.opening import opened
from sourcenet.marking.gradebook.storing import lateness, store
from sourcenet.marking.judged import Assignment, Judged, JudgedNotebook, Outcome, Submission
from sourcenet.marking.pile.folders import Desk, Earlier, read_earlier
from sourcenet.marking.pile.workers import LIMITS, Limits, Workers
from sourcenet.words import _

__all__ = ["Run", "Steps"]

#: How many submissions go into the gradebook at once.
BATCH = 50


@dataclass(frozen=True, slots=True)
class Steps:
    """What is done with one submission.

    Parameters
    ----------
    read
        Reads what a learner handed in.
    judge
        Judges it, given what the last marking left.
    fingerprint
        What marking it is made of, for telling whether anything changed.
    page
        Writes a learner's page of feedback; None for no pages.
    has_page
        Tells whether a learner's page is there and is younger than the folder it is made of.
    """

    read: Callable[[str], Submission]
    judge: Callable[[Submission, Earlier], Judged]
    fingerprint: Callable[[Submission], str]
    page: Callable[[str], None] | None = None
    has_page: Callable[[str], bool] = lambda _learner: True


class Run:
    """A run through the submissions of an assignment.

    Parameters
    ----------
    course
        The course's folder.
    assignment
        The assignment.
    steps
        What is done with one submission.
    tell
        Called with the stage, how many are done, how many there are.
    again
        Whether also what did not change is marked again.
    """

    def __init__(
        self,
        course: Path,
        assignment: Assignment,
        steps: Steps,
        *,
        tell: Callable[[str, int, int], None],
        again: bool = False,
    ) -> None:
        self._course, self._assignment, self._steps = course, assignment, steps
        self._tell, self._again = tell, again
        self._desk = Desk(course, assignment.name)
        self._late: LatePenalty | None = late_penalty(course)
        self._outcomes: dict[str, Outcome] = {}
        self._total = 0

    def through(
        self, learners: Iterable[str], *, jobs: int, limits: Limits = LIMITS, closing: tuple[int, ...] = ()
    ) -> list[Outcome]:
        """Work through the submissions, and return what became of each.

        Parameters
        ----------
        learners
            Whose submissions.
        jobs
            How many processes.
        limits
            What one submission may take.
        closing
            Open files that a worker must not keep.
        """
        with opened(self._course, self._assignment.name) as base:
            standing = set(base.learners())
        workers = Workers(self._in_worker, jobs=jobs, limits=limits, closing=closing)
        for learner in learners:
            self._total += 1
            workers.put(["judge", learner, self._again or learner not in standing])
        self._tell(_("marking"), 0, self._total)
        batch: list[tuple[str, dict[str, Any]]] = []
        try:
            for (what, learner, *_rest), answer in workers:
                if what == "page":
                    self._page_written(learner, answer)
                else:
                    batch.append((learner, answer))
                if len(batch) >= BATCH or (batch and not workers.busy):
                    for one in self._settled(batch):
                        workers.put(["page", one])
                    batch = []
        finally:
            self._desk.close()
        return [self._outcomes[learner] for learner in sorted(self._outcomes)]

    # -- in a worker

    def _in_worker(self, item: list[Any]) -> dict[str, Any]:
        what, learner, *rest = item
        if what == "page":
            if self._steps.page is not None:
                self._steps.page(learner)
            return {}
        submission = self._steps.read(learner)
        earlier = read_earlier(self._desk.place(learner), self._assignment)
        if earlier.is_whole and not rest[0] and earlier.fingerprint == self._steps.fingerprint(submission):
            return {"unchanged": earlier.sentences(), "page": self._steps.has_page(learner)}
        judged = self._steps.judge(submission, earlier)
        self._desk.write(self._assignment, submission, judged)
        return {"judged": _as_message(judged)}

    # -- here

    def _settled(self, batch: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
        """Store a batch and put its folders into place; give back whose page is to be written."""
        name = self._assignment.name
        judged = {learner: _as_judged(learner, answer["judged"]) for learner, answer in batch if "judged" in answer}
        unchanged = {learner: answer for learner, answer in batch if "unchanged" in answer}
        seconds = store(self._course, name, judged.values(), self._late) if judged else {}
        if unchanged:
            seconds |= lateness(self._course, name, unchanged)
        for learner, answer in batch:
            if learner in judged:
                outcome = self._marked(judged[learner], seconds.get(learner, 0.0))
            elif learner in unchanged:
                broken, look_at = answer["unchanged"]
                outcome = Outcome(learner, "unchanged", broken, seconds.get(learner, 0.0), tuple(look_at))
            else:
                self._desk.drop(learner)
                outcome = Outcome(learner, "failed", str(answer.get("failed", "")))
            trouble = self._late.trouble.get(learner) if self._late is not None else None
            if trouble:
                outcome = replace(outcome, look_at=(*outcome.look_at, trouble))
            self._outcomes[learner] = outcome
            wants_page = learner in judged or not answer.get("page", True)
            if self._steps.page is not None and wants_page and outcome.state != "failed":
                yield learner
            self._tell(_("marking"), len(self._outcomes), self._total)

    def _marked(self, judged: Judged, seconds: float) -> Outcome:
        try:
            self._desk.settle(judged.learner)
        except OSError as error:
            self._desk.drop(judged.learner)
            why = _("Its folder in autograded/ could not be written ({why}). Start again when there is room.").format(
                why=error.strerror or error
            )
            return Outcome(judged.learner, "failed", why, seconds)
        state = "broken" if judged.broken else "marked"
        return Outcome(judged.learner, state, " ".join(judged.broken), seconds, judged.look_at)

    def _page_written(self, learner: str, answer: dict[str, Any]) -> None:
        if "failed" in answer:
            why = _("Its page of feedback could not be written. {why}").format(why=answer["failed"])
            outcome = self._outcomes[learner]
            self._outcomes[learner] = replace(outcome, look_at=(*outcome.look_at, why))


def _as_message(judged: Judged) -> dict[str, Any]:
    """Keep what is stored: the document is written already."""
    return {
        "timestamp": judged.timestamp,
        "sentences": [list(judged.broken), list(judged.notes), list(judged.look_at)],
        "notebooks": [[one.name, dict(one.scores), dict(one.comments)] for one in judged.notebooks],
    }


def _as_judged(learner: str, message: Mapping[str, Any]) -> Judged:
    broken, notes, look_at = (tuple(sentences) for sentences in message["sentences"])
    notebooks = tuple(JudgedNotebook(name, scores, comments, {}) for name, scores, comments in message["notebooks"])
    return Judged(learner, notebooks, message["timestamp"], broken, notes, look_at)
