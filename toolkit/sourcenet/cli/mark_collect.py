"""``sourcenet mark collect``: an LMS's zip of hand-ins, put where marking looks for it; everybody is found or named."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.cli.places import add_course, course_at
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.cli.screen import Screen
    from sourcenet.marking.lms.collect import Collected, HandIn

__all__ = ["add", "run"]


def add(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the step."""
    parser = steps.add_parser(
        "collect",
        help=_("put an LMS's zip of hand-ins in place"),
        description=_(
            "Take the zip of all submissions as Moodle, Canvas or Blackboard gives it. Files are known by what is in "
            "them, whatever they are called. Say it again with a later zip: only what changed is put in place."
        ),
    )
    parser.add_argument("zip", metavar="ZIP", help=_("the zip, or the folder that it was unpacked to"))
    parser.add_argument("assignment", metavar="ASSIGNMENT", help=_("such as build-network"))
    parser.add_argument("--groups", metavar="CSV", help=_("who hands in together: columns group and learner"))
    parser.add_argument("--extensions", metavar="CSV", help=_("who has more time: columns learner, and until or days"))
    parser.add_argument("--sheet", metavar="CSV", help=_("Moodle's grading worksheet: when things were handed in"))
    parser.add_argument("--timezone", default="", metavar="ZONE", help=_("of the LMS's times, such as Europe/London"))
    parser.add_argument("--lms", default="", metavar="NAME", help=_("moodle, canvas, blackboard or folders"))
    parser.add_argument("--ids", default="", metavar="COLUMN", help=_("the sheet's column that learners are called by"))
    add_course(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, screen: Screen) -> int:
    """Collect and report; 1 where somebody has to be seen to."""
    from sourcenet.marking.lms.collect import Beside, collect

    course = course_at(args.course)
    beside = Beside(_path(args.groups), _path(args.extensions), _path(args.sheet), args.timezone, args.lms, args.ids)
    done = collect(course, args.assignment, Path(args.zip).expanduser(), beside)
    screen.document(_document(done))
    _say(done, str(course), screen)
    return 0 if done.whole else 1


def _path(given: str | None) -> Path | None:
    return Path(given).expanduser() if given else None


def _document(done: Collected) -> dict[str, object]:
    return {
        "assignment": done.assignment,
        "lms": done.lms,
        "people": [
            {
                "learner": one.learner, "state": one.state, "files": dict(one.files), "handed_in": one.handed_in,
                "late": one.late, "group": one.group, "problems": list(one.problems), "notes": list(one.notes),
                "tell": list(one.tell),
            }
            for one in done.people
        ],
        "problems": list(done.problems),
        "notes": list(done.notes),
        "names": str(done.ledger),
    }  # fmt: skip


def _say(done: Collected, course: str, screen: Screen) -> None:
    states = {
        "new": _("new"), "changed": _("changed"), "same": _("the same as before"),
        "nothing usable": _("nothing that can be marked"), "not used": _("another of the group counts"),
        "gone": _("not in this zip; what was there stays"), "nothing handed in": _("nothing handed in"),
    }  # fmt: skip
    screen.table(
        [_("Learner"), _("What became of it"), _("Handed in"), _("Files")],
        [(one.learner, states.get(one.state, one.state), _when(one), _files(one)) for one in done.people],
        title=_("{name}, from {lms}").format(name=done.assignment, lms=done.lms.capitalize()),
    )
    for one in done.people:
        for sentence in (*one.problems, *one.notes):
            screen.line(f"{one.learner}: {sentence}")
        for sentence in one.tell:
            screen.line(_("{learner}, to tell them: {sentence}").format(learner=one.learner, sentence=sentence))
    for sentence in (*done.problems, *done.notes):
        screen.line(sentence)
    screen.line(_("Names are kept in {file} and nowhere else.").format(file=done.ledger))
    screen.line(
        _('Next: sourcenet mark autograde {name} --course "{course}"').format(name=done.assignment, course=course)
    )


def _when(one: HandIn) -> str:
    return f"{one.handed_in} UTC" if one.handed_in else _("late, says the LMS") if one.late else ""


def _files(one: HandIn) -> str:
    return ", ".join(name if name == called else f"{name} ({called})" for name, called in one.files.items())
