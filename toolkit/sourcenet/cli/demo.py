"""``sourcenet demo``: a whole class on this machine, from the assignment to the marks."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.cli.screen import Screen
    from sourcenet.marking.rehearsal import Rehearsal, Row

__all__ = ["add", "run"]

#: What a simulated class can hand in; spelt out, because naming it must not load the class.
_ASSIGNMENTS = ("build-network", "appraise-and-critique", "grow-and-prune")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = commands.add_parser(
        "demo",
        help=_("run a whole class on this machine"),
        description=_(
            "Make a course, simulate a class of differing habits, hand in, mark from the data, write feedback and marks. "
            "Takes some seconds; needs the marking extra."
        ),
    )
    parser.add_argument(
        "folder",
        nargs="?",
        default="sourcenet-demo",
        metavar="FOLDER",
        help=_("a new folder; ./sourcenet-demo if not said"),
    )
    parser.add_argument("-n", type=_number, default=12, metavar="N", help=_("how many learners; 12 if not said"))
    parser.add_argument(
        "--assignment",
        choices=_ASSIGNMENTS,
        default=_ASSIGNMENTS[0],
        help=_("which assignment the class hands in; build-network if not said"),
    )
    parser.add_argument("--seed", type=int, default=1, help=_("which class; the same seed gives the same class"))
    parser.add_argument("--json", action="store_true", help=_("report for a program"))
    parser.set_defaults(run=run)


def _number(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 300:
        raise argparse.ArgumentTypeError(_("a class has 1 to 300 learners"))
    return int(text)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Run the class and say what is where; 1 where somebody did not get what was planted."""
    from sourcenet.marking.rehearsal import rehearse

    began = time.monotonic()
    with screen.progress() as progress:
        bars: dict[str, object] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in bars:
                bars[stage] = progress.add_task(stage, total=total)
            progress.update(bars[stage], completed=done)  # type: ignore[arg-type]

        folder = Path(args.folder).expanduser().resolve()
        rehearsal = rehearse(folder, n=args.n, seed=args.seed, assignment=args.assignment, tell=tell)
    _report(rehearsal, screen, time.monotonic() - began)
    return 0 if rehearsal.agrees else 1


def _points(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"


def _outcome(row: Row) -> str:
    if not row.agrees:
        return _("NOT what was planted")
    return _("marked as far as it could be read, as planted") if row.problem else _("as planted")


def _report(rehearsal: Rehearsal, screen: Screen, seconds: float) -> None:
    course = rehearsal.course.folder
    command = f'sourcenet lab --marker "{course}"'
    rows = rehearsal.rows
    places = {
        "course": str(course),
        "feedback": str(rehearsal.feedback),
        "marks": str(rehearsal.marks),
        "formgrader": command,
    }
    screen.document(
        {
            **places,
            "seconds": round(seconds, 1),
            "agrees": rehearsal.agrees,
            "learners": [{**vars(row), "agrees": row.agrees} for row in rows],
        }
    )
    screen.table(
        [_("Learner"), _("Habit"), _("Checks, planted"), _("given"), _("Mark"), _("What became of it")],
        [
            (row.learner, row.habit, _points(row.planted), _points(row.given), _points(row.mark), _outcome(row))
            for row in rows
        ],
        title=_("A class of {n}, marked in {seconds:.0f} seconds").format(n=len(rows), seconds=seconds),
    )
    for what, where in (
        (_("Course folder"), places["course"]),
        (_("Feedback pages"), places["feedback"]),
        (_("Marks"), places["marks"]),
        (_("To mark by hand"), command),
    ):
        screen.line(f"{what}: {where}")
    broken = [row for row in rows if row.problem]
    for row in broken:
        screen.line(f"{row.learner}: {row.problem}")
    for row in rows:
        for sentence in row.look_at:
            screen.line(_("{learner}, to look at: {sentence}").format(learner=row.learner, sentence=sentence))
    if rehearsal.agrees:
        screen.line(
            _(
                "Everybody got the marks that were planted. The pieces read by a person were given by a script, marked demo."
            )
        )
