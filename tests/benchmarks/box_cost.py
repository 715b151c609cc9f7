"""What a box costs over a bare process: the same code, the same network, run in turn.

Run: ``python -m tests.benchmarks.box_cost [RUNS]``; exit code 1 where a promise does not hold, 2 where no box can be made.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.hostile.boxes import ASSIGNMENT, NAME, folder_of, submission

from sourcenet.marking import sandbox
from sourcenet.marking.sandbox import box
from sourcenet.marking.sandbox.job import job_of

MOST_WALL, MOST_CPU = 2.0, 2.0
CODE = """
for n in range(200):
    source = network.add(f"Source {n}", kind="site")
    network.connect("me", source, why=f"I go there when I want the news number {n}.")
"""


def cost(run: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds, and the seconds of processor time of this process and all that it started and waited for."""
    began, used = time.perf_counter(), _cpu()
    run()
    return time.perf_counter() - began, _cpu() - used


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def bare(course: Path) -> None:
    """Run the same cells by the runner alone: no keeper, no limits, no proof."""
    job = job_of(folder_of(course), ASSIGNMENT, submission(CODE))
    runner = Path(box.__file__).parent / "inside" / "runner.py"
    given = {
        "files": {}, "cells": [source for _name, source in job.notebooks[NAME]], "word": "x", "now": job.now, "seed": "1",
        "toolkit": str(Path(box.__file__).parents[3]),
    }  # fmt: skip
    # In memory, as the folder of a box is: a disk's flushes would make a box look cheaper than it is.
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as own:
        environment = box.environment(own, temporary=own) | {"NBGRADER_EXECUTION": "code"}
        line = [sys.executable, "-P", "-s", str(runner)]
        subprocess.run(
            line, input=json.dumps(given).encode(), cwd=own, env=environment, check=True, capture_output=True
        )
        assert Path(own, "my-network.jsonl").stat().st_size > 50_000


def main() -> int:
    """Measure, say it, and tell whether the promises hold."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    can = sandbox.means()
    if not can.ok:
        sys.stderr.write(can.missing + "\n")
        return 2
    with tempfile.TemporaryDirectory() as own:
        course = Path(own)
        folder, given = folder_of(course), submission(CODE)
        ways: dict[str, Callable[[], object]] = {
            "bare": lambda: bare(course),
            "trusted": lambda: sandbox.run_code(folder, ASSIGNMENT, given, trust=True),
            "boxed": lambda: sandbox.run_code(folder, ASSIGNMENT, given),
        }
        spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for run in range(runs + 1):
            for name, way in ways.items():
                figures = cost(way)
                if run:  # the first fills the caches
                    spent[name].append(figures)
    middle = {name: [statistics.median(column) for column in zip(*rows, strict=True)] for name, rows in spent.items()}
    ratios = [middle["boxed"][n] / middle["bare"][n] for n in (0, 1)]
    for name, (wall, cpu) in middle.items():
        sys.stdout.write(f"| {name} | {wall * 1000:.0f} ms | {cpu * 1000:.0f} ms of processor time |\n")
    holds = ratios[0] <= MOST_WALL and ratios[1] <= MOST_CPU
    sys.stdout.write(
        f"| boxed, proof included, over bare | {ratios[0]:.2f} (at most {MOST_WALL}) | {ratios[1]:.2f} (at most {MOST_CPU}) "
        f"| {'yes' if holds else 'NO'} |\n"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
