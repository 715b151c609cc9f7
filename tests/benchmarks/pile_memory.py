"""Memory of marking a pile: the largest process at 30, 300 and 3,000 submissions must be the same.

python -m tests.benchmarks.pile_memory
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.honest_class import NAME, make_class, make_course

_RUN = """
import json, resource, sys
from sourcenet.marking.autograding import autograde
report = autograde(sys.argv[1], sys.argv[2], jobs=2)
# Of this process the kernel's own line: getrusage still counts the larger one that started us.
here = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024
workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([len(report.marked), here, workers, report.seconds]))
"""
#: Asked for: the largest pile may take at most this many times the memory of the smallest.
ASKED = 1.25


def main(argv: list[str] | None = None) -> int:
    """Run it, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[30, 300, 3000])
    sizes = parser.parse_args(argv).sizes
    found = []
    for n in sizes:
        with tempfile.TemporaryDirectory(prefix="sourcenet-memory-") as folder:
            course = make_course(Path(folder) / "course")
            make_class(course, n, own=Path(folder) / "own")
            done = subprocess.run(
                [sys.executable, "-c", _RUN, str(course.folder), NAME], capture_output=True, text=True, check=True
            )
        marked, here, workers, seconds = json.loads(done.stdout)
        found.append((here, workers))
        print(
            f"{n} submissions, {marked} marked in {seconds:.1f} s: {here:.0f} MB, the larger of its workers {workers:.0f} MB"
        )
    ratios = [max(found[-1]) / max(found[0]), found[-1][0] / found[0][0]]
    print(f"largest over smallest pile: {max(ratios):.2f}")
    return 1 if max(ratios) > ASKED else 0


if __name__ == "__main__":
    sys.exit(main())
