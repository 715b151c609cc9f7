"""``sourcenet mark autograde``: marks from the data, of a whole pile; nothing that a student wrote is run."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sourcenet.cli.places import add_course, course_at
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.cli.screen import Screen
    from sourcenet.marking.autograding import Report

__all__ = ["add", "run"]


def add(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the step."""
    parser = steps.add_parser(
        "autograde",
        help=_("mark a whole pile from the data"),
        description=_(
            "Work the checks out from the networks that were handed in, write what formgrader shows, the gradebook and "
            "a feedback page for each. Run it again after new hand-ins: what has not changed is left alone."
        ),
    )
    parser.add_argument("assignment", metavar="ASSIGNMENT", help=_("such as build-network"))
    parser.add_argument("--only", nargs="+", metavar="LEARNER", help=_("only these"))
    parser.add_argument(
        "--again",
        action="store_true",
        help=_("also those that have not changed; marks of a person stay and want a look again"),
    )
    parser.add_argument("--jobs", type=int, metavar="N", help=_("how many at a time; as many as there are processors"))
    parser.add_argument(
        "--trust-code",
        action="store_true",
        help=_("where an assignment asks for code and there is no box: run it all the same, on this machine, as you"),
    )
    add_course(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Mark the pile and report; 1 where something was broken or failed."""
    from sourcenet.marking.autograding import autograde

    course = course_at(args.course)
    with screen.progress() as progress:
        bars: dict[str, object] = {}

        def tell(stage: str, done: int, total: int) -> None:
            if stage not in bars:
                bars[stage] = progress.add_task(stage, total=total)
            progress.update(bars[stage], completed=done, total=total)  # type: ignore[arg-type]

        report = autograde(
            course, args.assignment, only=args.only, again=args.again, jobs=args.jobs, trust_code=args.trust_code,
            tell=tell,
        )  # fmt: skip
    screen.document(_document(args, report))
    _say(args, report, str(course), screen)
    return 1 if report.broken or report.failed else 0


def _document(args: argparse.Namespace, report: Report) -> dict[str, object]:
    fields = ("learner", "state", "sentence", "seconds_late", "look_at")
    return {
        "assignment": args.assignment,
        "seconds": round(report.seconds, 2),
        "ran": report.ran,
        "submissions": [{name: getattr(one, name) for name in fields} for one in report.outcomes],
    }


def _say(args: argparse.Namespace, report: Report, course: str, screen: Screen) -> None:
    from sourcenet.marking.report_html import summed_up, title

    screen.table([args.assignment, _("How many"), _("Who")], summed_up(report), title=title(report))
    for one in (*report.broken, *report.failed):
        screen.line(f"{one.learner}: {one.sentence}")
    for one in report.look_at:
        for sentence in one.look_at:
            screen.line(_("{learner}, to look at: {sentence}").format(learner=one.learner, sentence=sentence))
    screen.line(_('To mark by hand: sourcenet lab --marker "{course}"').format(course=course))
