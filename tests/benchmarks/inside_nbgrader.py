"""The same submissions through ``nbgrader autograde``, with a course's own settings and with nbgrader's alone.

    python -m tests.benchmarks.inside_nbgrader 10

The number is how many submissions. What is counted is CPU time of all processes, nbgrader's cold start included: at most
a third is asked for. Every row of the gradebook is held against the other's, at first and after persons gave marks and
extra credit, one got an extension and some handed in again.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.against_nbgrader import differing, make_pair, mark_by_nbgrader, what_persons_do

from sourcenet import shipped

_LATE = "c.LateSubmissionPlugin.penalty_method = 'zero'\n"


def main(argv: list[str] | None = None) -> int:
    """Run it, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("submissions", type=int, nargs="?", default=10)
    n = parser.parse_args(argv).submissions
    wrong, ratio = 0, 1.0
    with tempfile.TemporaryDirectory(prefix="sourcenet-inside-") as folder:
        ours, theirs, learners = make_pair(Path(folder), n, n)
        settings = shutil.copyfile(shipped.course_settings(), ours / "nbgrader_config.py")
        settings.write_text(settings.read_text("utf-8") + _LATE, encoding="utf-8")
        for stage in ("first", "after marks, extra credit, an extension, changed journals"):
            if stage != "first":
                for course in (ours, theirs):
                    what_persons_do(course, learners)
            mine, plain = (mark_by_nbgrader(course, pages=False) for course in (ours, theirs))
            ratio = mine / plain if stage == "first" else ratio
            found = differing(ours, theirs, learners)
            print(
                f"{stage}: {mine:.1f} s CPU of {plain:.1f} s for {n}, {len(found)} rows differ", *found[:20], sep="\n  "
            )
            wrong += len(found)
    print(f"inside nbgrader: {ratio:.3f} of plain nbgrader's CPU, at most 0.333 asked for")
    return 1 if wrong or ratio > 1 / 3 else 0


if __name__ == "__main__":
    sys.exit(main())
