"""What reading a pasted text costs: whether four times the text costs four times as much, whatever it is made of.

Run with ``python -m tests.benchmarks.passages_cost``.
"""

from __future__ import annotations

import time

from tests.unit.formats.test_passages import HARD, LABELLED, UNSEEN, shares

from sourcenet.formats.passages import find_candidates


def cost(text: str) -> float:
    """Return the least time of five, in seconds."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        find_candidates(text)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the ratios, the longest text that is read, and what of the labelled texts is found."""
    worst = max((cost(piece * 8) / max(cost(piece * 2), 1e-4), piece[:12]) for piece in HARD)
    print(f"four times the text, the worst of {len(HARD)} hard texts: {worst[0]:.1f} times the cost ({worst[1]!r})")
    prose = " ".join(text for text, _names in LABELLED + UNSEEN)
    once = cost(prose * 4)
    print(f"four times the text, prose: {cost(prose * 16) / once:.1f} times the cost")
    longest = (prose * 200)[:200_000]
    print(f"200,000 characters of prose: {1000 * cost(longest):.0f} ms; the hardest as long: {1000 * max(cost((piece * 200)[:200_000]) for piece in HARD):.0f} ms")
    for name, labelled in (("built with", LABELLED), ("written before", UNSEEN)):
        precision, recall = shares(labelled)
        print(f"{name}: precision {precision:.2f}, recall {recall:.2f} of {len(labelled)} texts")


if __name__ == "__main__":
    main()
