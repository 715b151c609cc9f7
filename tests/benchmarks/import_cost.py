"""What ``import sourcenet`` costs over bare Python, and what a student's first steps load.

Run: ``python tests/benchmarks/import_cost.py``; exit code 1 where a promise does not hold.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys

RUNS = 25
MOST_MS = 20.0
HEAVY = ("pandas", "numpy", "networkx", "scipy", "nbgrader", "ipywidgets", "anywidget", "IPython")
FIRST_STEPS = """
import sourcenet as sn
network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-01")
blog = network.add("Half an Hour", kind="site")
network.connect("me", blog, why="It answers what I did not dare to ask.")
float(sn.check(network, sn.reasons_given(share=0.9), points=10))
sn.picture(network).svg
"""


def cpu_ms(code: str) -> float:
    """Return the CPU time, user and system, of a fresh Python that runs some code."""
    child = subprocess.Popen([sys.executable, "-c", code])
    _pid, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"failed: {code}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def over_bare(code: str) -> float:
    """Return what some code costs over an empty program: the median of pairs run in turn."""
    cpu_ms(code)  # the first run writes the byte code
    return statistics.median(cpu_ms(code) - cpu_ms("pass") for _run in range(RUNS))


def loaded(code: str) -> list[str]:
    """Return which heavy packages a fresh Python holds after some code."""
    ask = f"{code}\nimport json, sys\nsys.stdout.write(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def main() -> int:
    """Measure, say it, and tell whether the promises hold."""
    cost = over_bare("import sourcenet")
    rows = [
        ("import sourcenet, CPU over bare Python", f"{cost:.1f} ms", f"at most {MOST_MS:g} ms", cost <= MOST_MS),
        ("the same for dataclasses, to compare", f"{over_bare('import dataclasses'):.1f} ms", "-", True),
        ("a student's first steps, CPU over bare Python", f"{over_bare(FIRST_STEPS):.1f} ms", "-", True),
    ]
    for what, code in (("import sourcenet", "import sourcenet"), ("a student's first steps", FIRST_STEPS)):
        heavy = loaded(code)
        rows.append((f"{what} loads of {', '.join(HEAVY)}", ", ".join(heavy) or "none", "none", not heavy))
    for what, got, asked, holds in rows:
        sys.stdout.write(f"| {what} | {got} | {asked} | {'yes' if holds else 'NO'} |\n")
    return 0 if all(row[-1] for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
