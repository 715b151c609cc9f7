"""What the benchmarks in a browser share: networks to draw, and a watch on the first thing that is drawn."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.lab import CHROMIUM, FLAGS, Notebook, Server

__all__ = ["FIRST_DRAWING", "NETWORK", "Notebook", "lab", "median", "spread_of"]

#: Cells begin with this: a network of ``N`` sources and half as many connections again, kept in a file.
NETWORK = """
import random
import sourcenet as sn
dice = random.Random(7)
network = sn.open_network(f"n{N}.jsonl", learner="learner-07", question="Is it worth studying late at night?")
kinds = list(network.vocabulary.kinds)
views = [view.name for view in network.vocabulary.viewpoints]
ids = [f"source{i:010d}" for i in range(N)]
side = int((N * 1.4) ** 0.5)
events = [
    {"id": id, "do": "add", "name": f"Source number {i}", "kind": kinds[i % 14], "viewpoint": dice.choice([*views, ""])}
    for i, id in enumerate(ids)
]
pairs = []
while len(pairs) < N * 3 // 2:
    i = dice.randrange(N)
    j = i + dice.choice([1, -1, side, -side, side + 1]) if dice.random() < 0.7 else dice.randrange(N)
    if 0 <= j < N and j != i:
        pairs.append((i, j))
relations = list(network.vocabulary.relations)
events += [
    {"do": "connect", "start": ids[i], "end": ids[j], "relation": dice.choice(relations), "strength": dice.randint(1, 5)}
    for i, j in pairs
]
spots = {id: [(i % side) * 95 + dice.random() * 20, (i // side) * 95 + dice.random() * 20] for i, id in enumerate(ids)}
"""

#: Runs in every frame of the page before its own scripts: notes when something is first drawn on a canvas that shows,
#: and when the frame that shows it has been put together: the task after the animation frame in which it was drawn.
FIRST_DRAWING = """
(() => {
    window.firstDrawing = window.firstShown = 0;
    const note = (canvas) => {
        if (window.firstDrawing || !canvas || !canvas.isConnected || !canvas.width) return;
        const now = () => performance.timeOrigin + performance.now();
        window.firstDrawing = now();
        const after = new MessageChannel();
        after.port1.onmessage = () => { window.firstShown = now(); };
        const shows = () => after.port2.postMessage(0);
        if (framing) shows();
        else frame(shows);
    };
    const frame = window.requestAnimationFrame.bind(window);
    let framing = false;
    window.requestAnimationFrame = (act) => frame((time) => {
        framing = true;
        try { act(time); } finally { framing = false; }
    });
    const watch = (proto, name) => {
        const own = proto[name];
        proto[name] = function (...given) { note(this.canvas); return own.apply(this, given); };
    };
    watch(CanvasRenderingContext2D.prototype, 'fill');
    for (const kind of ['WebGLRenderingContext', 'WebGL2RenderingContext']) {
        for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
            if (window[kind] && window[kind].prototype[name]) watch(window[kind].prototype, name);
        }
    }
})();
"""


@contextmanager
def lab() -> Iterator[tuple[Server, Any]]:
    """A Jupyter server of its own, and a browser."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as player:
        server = Server(Path(folder))
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield server, browser
        finally:
            browser.close()
            server.close()


def median(values: list[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)


def spread_of(values: list[float]) -> str:
    """Return the middle with the least and the most."""
    return f"{median(values):.0f} ({min(values):.0f} to {max(values):.0f})"
