"""From running the cell to the first drawing, and to its frame on the screen: Builder, pyvis and ipysigma in one Lab.

Run: ``python -m tests.benchmarks.first_frame [rounds]``; exit code 1 where a promise does not hold.

Every trial has a page and a kernel of its own; the packages are imported, and the network is made, in the cell before.
Trials are taken in turn. The ratios are those of the first drawing; the second figure of a row is the frame that shows
it. ``placed`` is a network whose sources have their places (every day but the first), ``unplaced``
one that Python must lay out first.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

from tests.benchmarks.pages import FIRST_DRAWING, NETWORK, Notebook, lab, median, spread_of

MAKE = f"{NETWORK}network.propose(events)\nsn.Builder\n"
PLACE = "network.place({'me': [0, 0], **spots})\n"
PYVIS = """
from pyvis.network import Network
page = Network(notebook=True, cdn_resources="in_line")
for id in ids:
    page.add_node(id, label=id)
for i, j in pairs:
    page.add_edge(ids[i], ids[j])
"""
SIGMA = """
import networkx as nx
from ipysigma import Sigma
graph = nx.MultiDiGraph()
graph.add_nodes_from((id, {"label": id}) for id in ids)
graph.add_edges_from((ids[i], ids[j]) for i, j in pairs)
"""
#: name -> (cell before, the cell that is timed)
TRIALS: dict[str, tuple[str, str]] = {
    "Builder, 300 placed": (f"N = 300{MAKE}{PLACE}", "sn.Builder(network)"),
    "Builder, 300 unplaced": (f"N = 300{MAKE}", "sn.Builder(network)"),
    "pyvis in_line, 300": (f"N = 300{NETWORK}{PYVIS}", "page.show('page.html')"),
    "Builder, 3,000 placed": (f"N = 3000{MAKE}{PLACE}", "sn.Builder(network)"),
    "Builder, 3,000 unplaced": (f"N = 3000{MAKE}", "sn.Builder(network)"),
    "ipysigma, 3,000": (f"N = 3000{NETWORK}{SIGMA}", "Sigma(graph)"),
}


def trial(server: Any, browser: Any, name: str, turn: int) -> tuple[float, float]:
    """Return milliseconds from the key press that runs the cell to the first drawing, and to the frame that shows it."""
    before, timed = TRIALS[name]
    folder = f"{''.join(c if c.isalnum() else '-' for c in name)}-{turn}"
    path = server.write(f"{folder}/one.ipynb", [before, timed])
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    page = context.new_page()
    page.add_init_script(FIRST_DRAWING)
    try:
        book = Notebook(page, server, str(path.relative_to(server.work)))
        book.run(0, timeout=120)
        page.wait_for_timeout(1500)
        for frame in page.frames:
            frame.evaluate("() => { window.firstDrawing = window.firstShown = 0; }")
        book.cell(1).locator(".cm-content").click()
        begun = page.evaluate("() => performance.timeOrigin + performance.now()")
        page.keyboard.press("Shift+Enter")
        drawn, shown = first_drawing(page, 180)
        return drawn - begun, shown - begun
    finally:
        context.close()
        server.end_kernels()


def first_drawing(page: Any, seconds: float) -> tuple[float, float]:
    """Wait for the first drawing in any frame of a page; return when it was, and when it was shown."""
    end = time.time() + seconds
    while time.time() < end:
        page.wait_for_timeout(40)
        for frame in page.frames:
            drawn, shown = frame.evaluate("() => [window.firstDrawing || 0, window.firstShown || 0]")
            if shown:
                return float(drawn), float(shown)
    raise TimeoutError("nothing was drawn")


def main(rounds: int = 3) -> int:
    """Measure, say it, and tell whether the promises hold."""
    times: dict[str, list[float]] = {name: [] for name in TRIALS}
    frames: dict[str, list[float]] = {name: [] for name in TRIALS}
    with lab() as (server, browser):
        for turn in range(rounds):
            for name in TRIALS:
                drawn, shown = trial(server, browser, name, turn)
                times[name].append(drawn)
                frames[name].append(shown)
    say = sys.stdout.write
    for name, taken in times.items():
        say(f"{name:28} {spread_of(taken)} ms, on the screen {spread_of(frames[name])} ms\n")
    ratio: Callable[[str, str], float] = lambda one, other: median(times[one]) / median(times[other])  # noqa: E731
    small = ratio("Builder, 300 placed", "pyvis in_line, 300")
    large = ratio("Builder, 3,000 placed", "ipysigma, 3,000")
    say(f"Builder over pyvis at 300: {small:.3f} (at most 0.1); over ipysigma at 3,000: {large:.2f} (at most 1)\n")
    say(f"unplaced: {ratio('Builder, 300 unplaced', 'pyvis in_line, 300'):.3f} and ")
    say(f"{ratio('Builder, 3,000 unplaced', 'ipysigma, 3,000'):.2f}\n")
    return int(small > 0.1 or large > 1)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
