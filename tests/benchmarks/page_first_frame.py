"""The page that is handed out beside the Builder, both with 3,000 sources: the first drawing, and panning.

Run: ``python -m tests.benchmarks.page_first_frame [rounds]``; exit code 1 where a promise does not hold.

Both show the same network, whose sources have their places. For the Builder the time runs from the key press that runs
its cell, in a page and a kernel of its own, the packages imported and the network made in the cell before; for the page
from asking the browser to open the file, in a tab of its own. Trials are taken in turn. A frame while panning is the
time between two animation frames, each of which moved the picture; both pictures have the same size and zoom.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.first_frame import MAKE, PLACE, first_drawing
from tests.benchmarks.pages import FIRST_DRAWING, Notebook, lab, median, spread_of

SOURCES = 3000
BEFORE = f"N = {SOURCES}{MAKE}{PLACE}sn.page(network, 'page.html')"
ZOOMS = {"all of it": 0, "half size": 0.5, "full size": 1}
MOST = 1.1
#: Short and many, in turn: on a machine that does other things as well, a single long one says little.
PAIRS = 12
PAN = """
async ([zoom, frames]) => {
    const net = document.querySelector('.net'), canvas = net.querySelector(':scope > div').canvas;
    const raf = () => new Promise((done) => requestAnimationFrame(done));
    Object.assign(net.style, { position: 'absolute', inset: 'auto', left: '0', top: '0', width: '680px', height: '500px' });
    for (let i = 0; i < 10; i += 1) await raf();
    const dots = [...canvas.model.dots.values()];
    const middle = (key) => (Math.min(...dots.map((d) => d[key])) + Math.max(...dots.map((d) => d[key]))) / 2;
    const [x, y] = [middle('x'), middle('y')];
    canvas.fit(true);
    const scale = zoom || canvas.camera.k, times = [];
    const move = (dx, dy) => { Object.assign(canvas.camera, { x: x + dx, y: y + dy, k: scale }); canvas.zoom(1); };
    move(0, 0);
    for (let i = 0; i < 5; i += 1) await raf();
    let last = await raf();
    for (let i = 0; i < frames; i += 1) {
        move(Math.sin(i / 4) * 60 / scale, Math.cos(i / 4) * 40 / scale);
        const now = await raf();
        times.push(now - last);
        last = now;
    }
    return times.reduce((sum, one) => sum + one, 0) / frames;
}
"""


def builder_trial(server: Any, browser: Any, turn: int) -> tuple[float, Path, Any, Any]:
    """Return milliseconds to the Builder's first drawing, the page written beside it, and the tab that shows it."""
    path = server.write(f"page-{turn}/one.ipynb", [BEFORE, "sn.Builder(network)"])
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    tab = context.new_page()
    tab.add_init_script(FIRST_DRAWING)
    book = Notebook(tab, server, str(path.relative_to(server.work)))
    book.run(0, timeout=180)
    tab.wait_for_timeout(1500)
    tab.evaluate("() => { window.firstDrawing = 0; }")
    book.cell(1).locator(".cm-content").click()
    begun = tab.evaluate("() => performance.timeOrigin + performance.now()")
    tab.keyboard.press("Shift+Enter")
    return first_drawing(tab, 180) - begun, path.with_name("page.html"), context, tab


def page_trial(browser: Any, file: Path) -> tuple[float, Any, Any]:
    """Return milliseconds from opening the file to its first drawing, and the tab that shows it."""
    context = browser.new_context(viewport={"width": 1280, "height": 1100})
    tab = context.new_page()
    tab.add_init_script(FIRST_DRAWING)
    begun = time.time() * 1000
    tab.goto(file.as_uri(), wait_until="commit")
    return first_drawing(tab, 60) - begun, context, tab


def pan(tabs: dict[str, Any], rounds: int) -> float:
    """Pan both in turn at three zooms, say it, and return the worst ratio."""
    worst = 0.0
    for words, zoom in ZOOMS.items():
        taken: dict[str, list[float]] = {name: [] for name in tabs}
        for _round in range(rounds):
            for name, tab in tabs.items():
                tab.bring_to_front()
                taken[name].append(tab.evaluate(PAN, [zoom, 12]))
        ratio = median([one / other for one, other in zip(taken["page"], taken["Builder"], strict=True)])
        worst = max(worst, ratio)
        both = ", ".join(f"{name} {spread_of(times)} ms a frame" for name, times in taken.items())
        sys.stdout.write(f"panning, {words}: {both}; ratio {ratio:.2f}\n")
    return worst


def main(rounds: int = 3) -> int:
    """Measure, say it, and tell whether the promises hold."""
    times: dict[str, list[float]] = {"Builder": [], "page": []}
    worst = 0.0
    with lab() as (server, browser):
        for turn in range(rounds):
            taken, file, context, tab = builder_trial(server, browser, turn)
            times["Builder"].append(taken)
            taken, own_context, own_tab = page_trial(browser, file)
            times["page"].append(taken)
            if turn == rounds - 1:
                tab.wait_for_timeout(4000)
                worst = pan({"page": own_tab, "Builder": tab}, PAIRS)
            own_context.close()
            context.close()
            server.end_kernels()
    for name, taken_all in times.items():
        sys.stdout.write(f"first drawing, {name}: {spread_of(taken_all)} ms\n")
    ratio = median(times["page"]) / median(times["Builder"])
    sys.stdout.write(
        f"page over Builder: first drawing {ratio:.2f} (at most 1), panning {worst:.2f} (at most {MOST})\n"
    )
    return int(ratio > 1 or worst > MOST)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
