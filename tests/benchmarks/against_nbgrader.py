"""The same class marked by plain nbgrader and from the data, side by side: the same rows, and what each costs.

    python -m tests.benchmarks.against_nbgrader 60 60

The first number is how many are marked from the data, the second how many of them by plain nbgrader as well (with its
own default steps, its kernel running the assignment, and its ``generate_feedback``). What is counted is CPU time of all
processes, cold start and pages of feedback included. Then persons give marks and extra credit, one gets an extension,
some hand in again, and both run once more; and once more with nothing changed. Each time every row of grades, comments,
submissions and what lateness cost is held against the other's.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.honest_class import DUE, NAME, make_class, make_course
from tests.unit.marking.made_gradebook import change, rows_of

_OURS = "import sys; from sourcenet.marking.autograding import autograde; autograde(sys.argv[1], sys.argv[2])"
_SETTINGS = "c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
_PART = "where notebook_id = (select s.id from submitted_notebook s join submitted_assignment a on a.id = s.assignment_id where a.student_id = ?)"
#: Asked for: ours may cost at most this share of nbgrader's, per submission.
ASKED = {60: 150, 600: 200}


def make_pair(folder: Path, n: int, m: int) -> tuple[Path, Path, list[str]]:
    """Make the course for us and, with the first m of its submissions, the course for plain nbgrader."""
    ours = make_course(folder / "ours")
    learners = make_class(ours, n, own=folder / "own")
    (ours.folder / "nbgrader_config.py").write_text(_SETTINGS)
    theirs = Path(shutil.copytree(ours.folder, folder / "theirs"))
    for learner in learners[m:]:
        shutil.rmtree(theirs / "submitted" / learner)
    return ours.folder, theirs, learners[:m]


def mark_from_data(course: Path) -> float:
    """Mark a course from the data, with pages; return the CPU seconds."""
    return _cpu([sys.executable, "-c", _OURS, str(course), NAME], course)


def mark_by_nbgrader(course: Path, *, pages: bool = True) -> float:
    """Mark a course by plain nbgrader, with its pages; return the CPU seconds."""
    nbgrader = str(Path(sys.executable).with_name("nbgrader"))
    steps = ("autograde", "generate_feedback") if pages else ("autograde",)
    return sum(_cpu([nbgrader, step, NAME, "--course-dir", str(course)], course) for step in steps)


def what_persons_do(course: Path, learners: list[str]) -> None:
    """Give marks and extra credit, an extension, and hand in again: the same in either course."""
    for number, learner in enumerate(learners):
        if number % 3 == 0:
            change(
                course,
                f"update grade set manual_score = 7.5, needs_manual_grade = 0 {_PART} and auto_score is null",
                learner,
            )
            change(course, f"update comment set manual_comment = 'Say when.' {_PART}", learner)
        if number % 4 == 0:
            change(course, f"update grade set extra_credit = 1.5 {_PART} and auto_score > 5", learner)
        if number % 5 == 0:
            change(
                course, f"update grade set manual_score = 1, needs_manual_grade = 0 {_PART} and auto_score > 5", learner
            )
        if number % 2 == 0:
            other = course / "submitted" / learners[number - 1] / NAME / "my-network.jsonl"
            there = course / "submitted" / learner / NAME
            shutil.copyfile(other, there / other.name)
            (there / "timestamp.txt").write_text(f"{DUE:%Y-%m-%d} 20:00:00 UTC\n")
    extended = "update submitted_assignment set extension = '1970-01-03 00:00:00.000000' where student_id in (?, ?)"
    change(course, extended, learners[0], learners[-1])


def differing(ours: Path, theirs: Path, learners: list[str]) -> list[str]:
    """Name the rows that are not the same in both gradebooks."""
    found = []
    mine, other = rows_of(ours), rows_of(theirs)
    for table in mine:
        left = {row for row in mine[table] if row[0] in learners}
        found += [f"{table}: {row} only from the data" for row in sorted(left - set(other[table]), key=str)]
        found += [f"{table}: {row} only by nbgrader" for row in sorted(set(other[table]) - left, key=str)]
    return found


def _cpu(command: list[str], course: Path) -> float:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SOURCENET_", "NBGRADER_", "JUPYTER"))
    }
    env = {
        **kept, "JUPYTER_NO_CONFIG": "1", "JUPYTER_PREFER_ENV_PATH": "1",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }  # fmt: skip
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=course, env=env, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command[:3]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(argv: list[str] | None = None) -> int:
    """Run it, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ours", type=int, nargs="?", default=60)
    parser.add_argument("theirs", type=int, nargs="?", default=60)
    given = parser.parse_args(argv)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="sourcenet-against-") as folder:
        ours, theirs, learners = make_pair(Path(folder), given.ours, given.theirs)
        mine = mark_from_data(ours)
        plain = mark_by_nbgrader(theirs)
        ratio = (plain / given.theirs) / (mine / given.ours)
        print(f"plain nbgrader: {plain:.1f} s CPU for {given.theirs}, {plain / given.theirs:.2f} s a submission")
        print(
            f"from the data: {mine:.2f} s CPU for {given.ours}, {1000 * mine / given.ours:.1f} ms a submission: 1/{ratio:.0f}"
        )
        for stage in ("first", "after marks, extra credit, an extension, changed journals", "run again, unchanged"):
            if stage.startswith("after"):
                for course in (ours, theirs):
                    what_persons_do(course, learners)
            if stage != "first":
                again, plain = mark_from_data(ours), mark_by_nbgrader(theirs)
                print(f"{stage}: {again:.2f} s and {plain:.1f} s CPU")
            found = differing(ours, theirs, learners)
            rows = sum(1 for table in rows_of(theirs).values() for _row in table)
            print(f"{stage}: {rows} rows, {len(found)} differ", *found[:20], sep="\n  ")
            wrong += len(found)
    return 1 if wrong or ratio < ASKED.get(given.ours, 0) else 0


if __name__ == "__main__":
    sys.exit(main())
