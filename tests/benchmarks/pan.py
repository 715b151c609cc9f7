"""What a frame costs while the picture is panned: the Builder's 1,000 sources and 1,500 connections beside bare vis dots.

Run: ``python -m tests.benchmarks.pan [rounds]``; exit code 1 where the promise does not hold.

Both are drawn in the same JupyterLab page, at the same size and zoom, in turn. The dots are vis-network's own, without
connections and without labels. A frame is the time between two animation frames, each of which moved the picture.
"""

from __future__ import annotations

import sys

from tests.benchmarks.pages import NETWORK, Notebook, lab, median, spread_of

SOURCES = 1000
MOST = 1.25
ZOOMS = {"all of it": 0, "half size": 0.5, "full size": 1}
PAN = """
async ([what, zoom, frames]) => {
    const canvas = document.querySelector('.sn-builder .net > div').canvas;
    const raf = () => new Promise((done) => requestAnimationFrame(done));
    const dots = [...canvas.model.dots.values()];
    const middle = (key) => (Math.min(...dots.map((d) => d[key])) + Math.max(...dots.map((d) => d[key]))) / 2;
    const [x, y] = [middle('x'), middle('y')];
    canvas.fit(true);
    const scale = zoom || canvas.camera.k;
    let move, end = () => {};
    if (what === 'Builder') {
        move = (dx, dy) => { Object.assign(canvas.camera, { x: x + dx, y: y + dy, k: scale }); canvas.zoom(1); };
    } else {
        const box = document.querySelector('.sn-builder .net');
        const frame = box.getBoundingClientRect();
        const over = document.body.appendChild(document.createElement('div'));
        over.style.cssText = `position:fixed;z-index:9999;background:#fff;left:${frame.left}px;top:${frame.top}px;`
            + `width:${frame.width}px;height:${frame.height}px`;
        const nodes = dots.map((d) => ({ id: d.id, x: d.x, y: d.y, shape: 'dot', size: 12 }));
        const net = new canvas.vis.Network(over, { nodes, edges: [] },
            { physics: false, layout: { improvedLayout: false }, interaction: { hover: false } });
        move = (dx, dy) => net.moveTo({ position: { x: x + dx, y: y + dy }, scale, animation: false });
        end = () => { net.destroy(); over.remove(); };
    }
    move(0, 0);
    for (let i = 0; i < 5; i += 1) await raf();
    const times = [];
    let last = await raf();
    for (let i = 0; i < frames; i += 1) {
        move(Math.sin(i / 4) * 60 / scale, Math.cos(i / 4) * 40 / scale);
        const now = await raf();
        times.push(now - last);
        last = now;
    }
    end();
    canvas.fit(true);
    return times.reduce((sum, one) => sum + one, 0) / frames;
}
"""


def main(rounds: int = 7) -> int:
    """Measure, say it, and tell whether the promise holds."""
    cells = [
        f"N = {SOURCES}{NETWORK}network.propose(events)\nnetwork.place({{'me': [0, 0], **spots}})",
        "sn.Builder(network)",
    ]
    worst = 0.0
    with lab() as (server, browser):
        path = server.write("pan/one.ipynb", cells)
        page = browser.new_page(viewport={"width": 1280, "height": 1100})
        book = Notebook(page, server, str(path.relative_to(server.work)))
        book.run(0)
        book.run(1)
        book.builder().locator(".net canvas").scroll_into_view_if_needed()
        page.wait_for_timeout(4000)
        for words, zoom in ZOOMS.items():
            taken: dict[str, list[float]] = {"Builder": [], "bare dots": []}
            for _round in range(rounds):
                for what, times in taken.items():
                    times.append(page.evaluate(PAN, [what, zoom, 40]))
            ratio = median([one / other for one, other in zip(*taken.values(), strict=True)])
            worst = max(worst, ratio)
            both = ", ".join(f"{what} {spread_of(times)} ms a frame" for what, times in taken.items())
            sys.stdout.write(f"{words}: {both}; ratio {ratio:.2f}\n")
    sys.stdout.write(f"worst ratio {worst:.2f} (at most {MOST})\n")
    return int(worst > MOST)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 7))
