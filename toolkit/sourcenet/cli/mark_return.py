"""``sourcenet mark return``: a page for everybody and the grading sheet filled, as the LMS wants them back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.cli.places import add_course, course_at
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.cli.screen import Screen
    from sourcenet.marking.lms.give_back import Returned

__all__ = ["add", "run"]


def add(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the step."""
    parser = steps.add_parser(
        "return",
        help=_("give feedback and marks back to the LMS"),
        description=_(
            "Write a zip with one page a student, named as the LMS that they came from wants it, and fill the grading "
            "sheet that was downloaded from it. Work that still waits for a person is left out and named."
        ),
    )
    parser.add_argument("assignment", metavar="ASSIGNMENT", help=_("such as build-network"))
    parser.add_argument(
        "--sheet", metavar="CSV", help=_("the LMS's grading sheet, as it was downloaded; it is not changed")
    )
    parser.add_argument(
        "--column", default="", metavar="HEADING", help=_("the column for the marks, where it cannot be told")
    )
    parser.add_argument(
        "--scale", action="store_true", help=_("bring marks to the sheet's maximum where that is another")
    )
    parser.add_argument("--comments", action="store_true", help=_("write the marker's comments into the sheet too"))
    parser.add_argument("--unfinished", action="store_true", help=_("also what still waits for a person, as it stands"))
    parser.add_argument("--out", metavar="FOLDER", help=_("where to write; COURSE/returned if not said"))
    add_course(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Give back and report; 1 where somebody got nothing."""
    from sourcenet.marking.lms.give_back import Given, give_back

    given = Given(
        sheet=Path(args.sheet).expanduser() if args.sheet else None,
        column=args.column,
        scale=args.scale,
        comments=args.comments,
        unfinished=args.unfinished,
        out=Path(args.out).expanduser() if args.out else None,
    )
    done = give_back(course_at(args.course), args.assignment, given)
    screen.document(_document(done))
    _say(done, screen)
    return 0 if done.whole else 1


def _document(done: Returned) -> dict[str, object]:
    return {
        "assignment": done.assignment,
        "lms": done.lms,
        "feedback": done.feedback,
        "sheet": done.sheet,
        "learners": {
            learner: {"state": one.state, "score": one.score, "out_of": one.out_of, "page": learner in done.paged}
            for learner, one in done.results.items()
        },
        "problems": list(done.problems),
        "notes": list(done.notes),
    }


def _say(done: Returned, screen: Screen) -> None:
    marked = sum(one.final for one in done.results.values())
    places = [
        (_("Pages of feedback"), str(len(done.paged)), str(done.feedback or "")),
        (_("Marks"), str(len(done.filled.marks) if done.filled else marked), str(done.sheet or "")),
    ]
    title = many("{n} person collected", "{n} people collected", len(done.results))
    screen.table([done.assignment, _("How many"), _("File")], places, title=title)
    for sentence in (*done.problems, *done.notes):
        screen.line(sentence)
