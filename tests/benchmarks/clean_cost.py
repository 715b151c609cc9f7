"""What it costs to clean learners' words: honest ones in milliseconds, hostile ones beside their length.

Run with ``python -m tests.benchmarks.clean_cost``. Figures are CPU time of this process, the best of several turns;
those beside each other are taken in the same run.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from html import escape

from tests.unit.marking.test_cleaning import DEEP

from sourcenet.cohort.simulate import simulate
from sourcenet.drawing import picture
from sourcenet.marking.cleaning import ANSWER, markdown
from sourcenet.marking.face import picture_output

_SAID = (
    "I rely on **two people** and *one feed*, see [Half an Hour](https://halfanhour.blogspot.com). They disagree about "
    "sleep; I would not go there for news, because nobody checks what they write. "
)
_LIST = "- first reason, which matters\n- second reason\n- third one\n\n"
_PLAIN = "Plain words that go on for a while and say nothing in particular about anything at all. "
#: Three paragraphs with links and emphasis, a list, plain words: 253 words.
ANSWERED = "\n\n".join([_SAID * 2] * 3) + "\n\n" + _LIST + _PLAIN * 4


def cost(do: Callable[[], object], turns: int) -> float:
    """Return the least CPU milliseconds of one call."""
    best = 9e9
    for _turn in range(turns):
        begun = time.process_time()
        do()
        best = min(best, time.process_time() - begun)
    return best * 1000


def _import_cost() -> float:
    """Return the CPU milliseconds that a fresh process spends on the import alone, over one that imports sourcenet."""

    def least(code: str) -> float:
        tell = f"import sourcenet.checks, sourcenet.drawing, time; begun = time.process_time(); {code}; print(time.process_time() - begun)"
        runs = (
            subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True) for _n in range(5)
        )
        return min(float(run.stdout) for run in runs)

    return least("import sourcenet.marking.cleaning") * 1000


def main() -> None:
    """Print the figures."""
    begun = time.process_time()
    markdown(_SAID)
    first = (time.process_time() - begun) * 1000
    three = cost(lambda: [markdown(ANSWERED) for _n in range(3)], 50)
    bare = cost(lambda: [escape(ANSWERED) for _n in range(3)], 50)
    print(f"import {_import_cost():.0f} ms once, first call {first:.1f} ms")
    print(f"three answers of {len(ANSWERED.split())} words: {three:.2f} ms; escaping alone {bare:.3f} ms")
    network = max((one.network for one in simulate(13, seed=1)), key=lambda one: len(one.sources))
    drawn, face = cost(lambda: picture(network), 5), cost(lambda: picture_output(network), 5)
    print(
        f"picture of {len(network.sources)} sources: {drawn:.1f} ms; with its tables, as formgrader shows it: {face:.1f} ms"
    )

    print("\nhostile words, half as long and as long as may be: ms, ratio (2.0: twice the words, twice the work)")
    found = []
    for piece in DEEP:
        most = ANSWER // len(piece)
        half, whole = (cost(partial(markdown, piece * n), 3) for n in (most // 2, most))
        found.append((whole, half, piece))
    for whole, half, piece in sorted(found, reverse=True)[:10]:
        print(f"  {piece[:24]!r:28} {half:7.1f} {whole:7.1f}  {whole / half:.2f}")
    steepest = max(whole / half for whole, half, _piece in found if whole > 5)
    print(f"steepest {steepest:.2f}; dearest {max(found)[0]:.0f} ms for {ANSWER} characters")


if __name__ == "__main__":
    main()
