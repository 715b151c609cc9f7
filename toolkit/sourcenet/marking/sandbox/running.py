"""Running the code of one submission for what it makes: a journal, and text."""

from __future__ import annotations

import base64
import re
import secrets
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sourcenet.errors import CannotDo
from sourcenet.marking.judged import Assignment, Judged, JudgedNotebook, Submission
from sourcenet.marking.sandbox import box
from sourcenet.marking.sandbox.job import Job, job_of
from sourcenet.marking.sandbox.limits import Limits, Ran
from sourcenet.marking.sandbox.proof import means, proven
from sourcenet.marking.sandbox.talk import Talk, unboxed
from sourcenet.model.opening import FILE
from sourcenet.safety import clean_text
from sourcenet.words import _, many

__all__ = ["run_code", "trusting", "with_code", "with_outputs"]

_COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,79}")


def trusting() -> str:
    """Return what is said, loudly, wherever code runs without a box."""
    return _(
        "Code of submissions runs on this machine with your own rights: it can read and change your files, the "
        "gradebook and every other submission, and use the network. Only time and memory are limited. Do this on a "
        "machine that may be lost."
    )


def run_code(
    submission_folder: Path,
    assignment: Assignment,
    submission: Submission,
    *,
    trust: bool = False,
    limits: Limits | None = None,
) -> Ran:
    """Run the code of one submission in a box, and return what it made.

    What it returns is no mark and is not trusted: the journal is judged as any other, by check cells that run outside.

    Parameters
    ----------
    submission_folder
        Where it was handed in. Nothing in it changes; its plain files are copied into the box.
    assignment
        Its locked cells run in the place of the learner's.
    submission
        What was read of the folder.
    trust
        True to run on the bare machine, with the same limits of time and memory: see :func:`trusting`.
    limits
        What the code may use.

    Returns
    -------
    Ran
        The journal as far as the code came, and what it printed.

    Raises
    ------
    CannotDo
        No box can be made here and ``trust`` is not said, or the box did not hold. Nothing has run then.
    """
    limits = limits or Limits()
    name = assignment.name if _NAME.fullmatch(assignment.name) else "assignment"
    opened: AbstractContextManager[Talk]
    if trust:
        opened = unboxed(limits, name)
    else:
        can = means()
        if not can.ok:
            raise CannotDo(can.missing)
        opened = proven(can.bwrap, limits, name, submission_folder)
    job = job_of(submission_folder, assignment, submission)
    with opened as talk:
        talk.send(
            {
                "notebooks": [[source for _name, source in cells] for cells in job.notebooks.values()],
                "files": {name: base64.b64encode(content).decode() for name, content in job.files.items()},
                "word": secrets.token_hex(8),
                "now": job.now,
                "seed": job.seed,
                "toolkit": str(box.PACKAGE.parent),
                "journal": FILE,
            }
        )
        most = 2 * limits.journal + 100 * limits.output * (1 + len(job.notebooks)) + 100_000
        answer = talk.answer(most, limits.wall + 20)
    try:
        _refuse_unstarted(answer or {}, job)
        ran = _ran(answer or {}, job, limits)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):  # no answer, or none of ours
        problem = _("Your code ended the program that watches it. Nothing it made could be taken out.")
        ran = Ran(None, problem=problem, notes=job.notes, lost=True)
    return replace(ran, notes=(trusting(), *ran.notes)) if trust else ran


def _refuse_unstarted(answer: dict[str, Any], job: Job) -> None:
    """Refuse where not one cell was begun: that is our side's fault, and nobody's mark."""
    came = next(iter(answer["notebooks"]), None)
    if came and came["at"] < 0 and not came["whole"] and not came["why"] and any(job.notebooks.values()):
        said = "".join(text for _number, text in came["cells"]).strip().splitlines()
        raise CannotDo(
            _("The code could not be started: {said}. Nothing of it has run.").format(
                said=clean_text(said[-1] if said else _("it said nothing"), 200)
            )
        )


def _ran(answer: dict[str, Any], job: Job, limits: Limits) -> Ran:
    outputs: dict[str, dict[str, str]] = {}
    problem, notes = "", list(job.notes)
    for (name, cells), came in zip(job.notebooks.items(), answer["notebooks"], strict=False):
        outputs[name] = _texts(came["cells"], cells, limits.output)
        failed = [cells[number][0] for number in came["failed"] if number < len(cells)]
        if failed:
            listed = ", ".join(clean_text(cell, 60) for cell in failed[:5])
            notes.append(
                many("{n} cell ended with an error: {{which}}.", "{n} cells ended with an error: {{which}}.", len(failed))
                .format(which=listed)
            )  # fmt: skip
        if not problem and (came["why"] or not came["whole"]):
            at = cells[came["at"]][0] if 0 <= came["at"] < len(cells) else ""
            problem = _stopped(came, clean_text(at, 60), limits)
    lost = bool(answer["lost"])
    if lost and not problem:
        problem = {
            "large": _("Your code left a journal of more than {most} MB, which is not read."),
        }.get(answer["lost"], _("Your code left something in the place of {file} that is not a plain file.")).format(
            most=limits.journal // 1_000_000, file=FILE
        )
    journal = None if answer["journal"] is None else base64.b64decode(answer["journal"])
    return Ran(journal, outputs, problem, tuple(notes), lost)


def _stopped(came: dict[str, Any], cell: str, limits: Limits) -> str:
    why = {
        "wall": _("it ran for more than {wall:g} seconds"),
        "cpu": _("it used more than {cpu:g} seconds of processor time"),
        "memory": _("it used more than {memory} MB of memory"),
        "processes": _("it started too many programs"),
        "entries": _("it made more than {entries} files"),
    }.get(came["why"], _("it ended the program (exit code {status})"))
    said = why.format(
        wall=limits.wall, cpu=limits.cpu, memory=limits.memory // 1_000_000, entries=limits.entries,
        status=came["status"],
    )  # fmt: skip
    if not cell:
        return _("Your code did not come to its end: {why}. What it had added to your network by then counts.").format(
            why=said
        )
    return _(
        "Your code did not come to its end: in the cell {cell} {why}. What it had added to your network by then counts."
    ).format(cell=cell, why=said)


def _texts(came: list[list[Any]], cells: list[tuple[str, str]], most: int) -> dict[str, str]:
    texts: dict[str, str] = {}
    for number, text in came:
        if 0 <= number < len(cells):
            shown = clean_text(_COLOUR.sub("", text), most)
            if shown:
                texts[cells[number][0]] = shown
    return texts


def with_code(submission: Submission, ran: Ran) -> Submission:
    """Return the submission with the journal that its code made in the place of the one that was handed in.

    The fingerprint stays that of what was handed in, so that a submission that has not changed is not run again.
    """
    return replace(
        submission,
        journal=ran.journal,
        broken=(*submission.broken, *([ran.problem] if ran.problem else [])),
        notes=(*submission.notes, *ran.notes),
        lost=submission.lost | ({FILE} if ran.lost else set()),
    )


def with_outputs(judged: Judged, ran: Ran) -> Judged:
    """Return what was judged with the text that the learner's own code cells gave, shown below them as plain text."""
    return replace(
        judged, notebooks=tuple(_shown(notebook, ran.outputs.get(notebook.name, {})) for notebook in judged.notebooks)
    )


def _shown(notebook: JudgedNotebook, texts: Mapping[str, str]) -> JudgedNotebook:
    cells = []
    for cell in notebook.document.get("cells", []):
        grading = cell.get("metadata", {}).get("nbgrader", {})
        text = texts.get(grading.get("grade_id", "")) if grading.get("solution") else None
        if text and cell.get("cell_type") == "code":
            cell = cell | {"outputs": [{"output_type": "stream", "name": "stdout", "text": text}]}
        cells.append(cell)
    return replace(notebook, document=notebook.document | {"cells": cells})
