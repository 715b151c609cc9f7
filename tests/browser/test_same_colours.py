"""Picture and canvas agree: the page's rule for colours and marks gives what the toolkit's gives."""

from __future__ import annotations

import random
from importlib.resources import files
from typing import Any

import pytest

from sourcenet import SourceNetwork
from sourcenet.drawing import categories
from sourcenet.model.vocabulary import Viewpoint, shipped_vocabulary

pytestmark = pytest.mark.browser
_WORDS = ["yes", "no", "it depends", "trust experts", "trust the crowd", "proponent", "critic", "does not apply"]
_ODD = ["", "", "Über alles", "été", "neutral", "mixed", "teach readers", "build tools", "set rules", "教", "a", "ab ac"]


def networks() -> list[SourceNetwork]:
    """Networks with few and many values, by the shipped words and by a course's own."""
    drawn = random.Random(7)
    made = []
    for _round in range(60):
        words = shipped_vocabulary()
        if drawn.random() < 0.5:
            own = drawn.sample(_WORDS, drawn.randint(1, 6))
            words = type(words)(
                words.kinds, words.relations, tuple(Viewpoint(w, drawn.choice("+-o/")) for w in own), words.subjects, words.strengths
            )
        network = SourceNetwork.in_memory(vocabulary=words)
        with network.group("some"):
            for number in range(drawn.randint(0, 25)):
                network.add(
                    f"source {number}",
                    kind=drawn.choice(list(words.kinds)),
                    viewpoint=drawn.choice(_WORDS + _ODD),
                    subject=drawn.choice(_WORDS + _ODD),
                    access=drawn.choice(["open", "login", "paid", ""]),
                )
        made.append(network)
    return made


@pytest.mark.parametrize("by", ["viewpoint", "subject", "access", "kind"])
def test_page_and_toolkit_give_the_same_colours_and_marks(page: Any, by: str) -> None:
    page.set_content("<p>colours</p>")
    rule = (files("sourcenet.drawing") / "parts" / "counts.js").read_text("utf-8")
    page.add_script_tag(content=f"{rule}\nwindow.categories = categories;")
    for network in networks():
        words = network.vocabulary
        store = {
            "sources": [[source.id, {by: getattr(source, by)}] for source in network.sources],
            "vocabulary": {
                "viewpoints": [[view.name, view.mark] for view in words.viewpoints],
                "accesses": list(words.accesses),
            },
        }
        told = page.evaluate(
            "([data, by]) => categories({ sources: new Map(data.sources), state: { vocabulary: data.vocabulary } }, by)",
            [store, by],
        )
        assert [tuple(row) for row in told] == [tuple(row) for row in categories(network, by)]
