"""Marking is ended by SIGKILL at random moments: the gradebook stays whole, a second run finishes, nothing is lost.

    python -m tests.benchmarks.kills 100

A class of 60 was marked once and read by a person; two thirds then hand in again. Each time a run over that pile is
killed (the process alone, or with its workers) at a moment between its start and its end; then the gradebook is looked
at, the run is started again, and every row, every folder and every page must be those of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.honest_class import DUE, NAME, make_class, make_course
from tests.unit.marking.made_gradebook import rows_of

from sourcenet.marking import gradebook

_RUN = "import sys; from sourcenet.marking.autograding import autograde; autograde(sys.argv[1], sys.argv[2], jobs=2)"


@dataclass(frozen=True)
class Undisturbed:
    """A course before the run, what it must be after, and how long the run takes."""

    before: Path
    after: Path
    seconds: float
    given: dict[tuple[str, str], float]


def prepare(folder: Path, n: int) -> Undisturbed:
    """Mark a class, let a person read some, let two thirds hand in again, and run once undisturbed."""
    course = make_course(folder / "before")
    learners = make_class(course, n, own=folder / "own")
    _run(course.folder).wait()
    for learner in learners[::3]:
        waiting = gradebook.waiting(course, NAME, learner)
        points = {cell: round(most * 0.6, 1) for cell, most in waiting.items()}
        gradebook.give(course, NAME, learner, points=points, comments=dict.fromkeys(("my-route",), "Say when."))
    for number, learner in enumerate(learners):
        if number % 3 != 1:
            there = course.folder / "submitted" / learner / NAME
            other = course.folder / "submitted" / learners[number - 1] / NAME
            journal = other / "my-network.jsonl"
            if journal.is_file():
                shutil.copyfile(journal, there / journal.name)
            (there / "timestamp.txt").write_text(f"{DUE:%Y-%m-%d} 18:00:0{number % 10} UTC\n")
    after = Path(shutil.copytree(course.folder, folder / "after"))
    start = time.monotonic()
    done = _run(after)
    assert done.wait() == 0
    return Undisturbed(course.folder, after, time.monotonic() - start, manual_marks(course.folder))


def disturb(undisturbed: Undisturbed, folder: Path, chance: random.Random) -> tuple[float, list[str]]:
    """Kill one run at a random moment; return when, and what is wrong after it and after a second run."""
    course = Path(shutil.copytree(undisturbed.before, folder))
    moment = chance.uniform(0, undisturbed.seconds * 1.02)
    run = _run(course)
    time.sleep(moment)
    if chance.random() < 0.5:
        os.killpg(run.pid, signal.SIGKILL)
    else:
        run.kill()
    run.wait()
    wrong = _not_whole(course) + _half_folders(undisturbed, course)
    if manual_marks(course) != undisturbed.given:
        wrong.append("a person's mark is lost")
    if _run(course).wait() != 0:
        wrong.append("the second run did not end well")
    wrong += _not_whole(course)
    if rows_of(course) != rows_of(undisturbed.after):
        wrong.append("rows are not those of an undisturbed run")
    for room in ("autograded", "feedback"):
        if files(course / room) != files(undisturbed.after / room):
            wrong.append(f"{room} is not that of an undisturbed run")
    shutil.rmtree(course)
    return moment, wrong


def manual_marks(course: Path) -> dict[tuple[str, str], float]:
    """Read what persons gave."""
    return {row[:2]: row[4] for row in rows_of(course)["grades"] if row[4] is not None}


def files(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _run(course: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _RUN, str(course), NAME], start_new_session=True)


def _not_whole(course: Path) -> list[str]:
    with closing(sqlite3.connect(course / "gradebook.db")) as base:
        found = [row[0] for row in base.execute("pragma integrity_check") if row[0] != "ok"]
        found += [f"row without its owner: {row}" for row in base.execute("pragma foreign_key_check")]
    return found


def _half_folders(undisturbed: Undisturbed, course: Path) -> list[str]:
    """Name folders that are neither as they were, nor as they shall be, nor absent."""
    found = []
    for place in (course / "autograded").glob(f"learner-*/{NAME}"):
        learner = place.parent.name
        known = [files(one / "autograded" / learner / NAME) for one in (undisturbed.before, undisturbed.after)]
        if files(place) not in known:
            found.append(f"the folder of {learner} is half")
    return found


def main(argv: list[str] | None = None) -> int:
    """Run it, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=100)
    parser.add_argument("-n", type=int, default=60, help="how many learners")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    chance = random.Random(given.seed)
    bad = 0
    with tempfile.TemporaryDirectory(prefix="sourcenet-kills-") as folder:
        undisturbed = prepare(Path(folder), given.n)
        print(
            f"{given.n} submissions, a run takes {undisturbed.seconds:.2f} s, {len(undisturbed.given)} marks by a person"
        )
        for number in range(given.kills):
            moment, wrong = disturb(undisturbed, Path(folder) / f"kill-{number}", chance)
            bad += bool(wrong)
            if wrong:
                print(f"killed after {moment:.3f} s: " + "; ".join(wrong))
    print(f"{given.kills} kills, {bad} with something wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
