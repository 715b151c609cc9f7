"""The sheets of the craft, and networks to try them on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sourcenet as sn
from sourcenet.widgets.sheet import Sheet

__all__ = ["HOSTILE", "NETWORKS", "SHEETS", "empty", "hostile", "learner", "opened"]

HOSTILE = "</script><img src=x onerror=\"window.ran=1\"><b>{name} {0} %s</b> \u202eevil"
TEXT = "Wineburg and McGrew (2019) watched readers. See https://cor.inquirygroup.org and ask Dr Jane Miller."

#: How each sheet is made on a network.
SHEETS: dict[str, Callable[[sn.SourceNetwork], Sheet]] = {
    "Appraiser": sn.Appraiser,
    "Critic": sn.Critic,
    "Literacies": sn.Literacies,
    "LookAfter": sn.LookAfter,
    "Pathfinder": lambda n: sn.Pathfinder(n, question="Whom would I ask?"),
    "Possibilities": sn.Possibilities,
    "Question": lambda n: sn.Question(n, "01-diary"),
    "Reflection": lambda n: sn.Reflection(n, "03-reflect", ask="What rests on habit?"),
    "TakeAway": sn.TakeAway,
    "TextReader": lambda n: sn.TextReader(n, TEXT),
    "Voices": sn.Voices,
}


def empty() -> sn.SourceNetwork:
    """Return a network in which nothing was done yet."""
    return sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-07")


def learner() -> sn.SourceNetwork:
    """Return a small network of a learner with some of everything in it."""
    n = empty()
    blog = n.add("Half an Hour", kind="site", url="https://halfanhour.blogspot.com", authors="Stephen Downes", viewpoint="proponent")
    book = n.add("Connectivism", kind="book", authors="Downes, S.", year="2012", viewpoint="proponent", subject="education")
    aunt = n.add("my aunt, pharmacist", kind="person", known=True, subject="health")
    ties = [n.connect("me", one, why=f"I go there when I want to know about {one.name}.", last_used="2024-03-01") for one in (blog, aunt)]
    n.connect(aunt, book, relation="recommends", why="She keeps it on her desk at work.")
    n.appraise(blog, "craap", {"currency": 2}, evidence="The last entry that I found is of March.", said={"Connectivism": "It says the same."})
    first = n.decide("Ask my aunt first", why="She knows which leaflet is current.", change_my_mind="She says that she does not know.")
    n.comment(blog, "out of date", "Nothing new since March.", suggestion="Look at another blog.")
    n.traverse("Who knows about sleep?", ["me", aunt, book], ["asked her at dinner", "looked up the chapter"])
    n.choose(ties[0])
    n.post("01-reflect", "I rely on my aunt more than I thought.")
    n.decide("Ask her still", why="She did know.", revisits=first, outcome="held", event=ties[1].id)
    n.prune(n.add("an old forum", kind="community"), reason="Nobody has written there since 2019.")
    return n


def hostile() -> sn.SourceNetwork:
    """Return a network in which every text is meant to break something."""
    n = sn.SourceNetwork.in_memory(question=HOSTILE, learner="learner-07")
    one, two = n.add(HOSTILE, kind="site", owner=HOSTILE, authors=HOSTILE, subject="x"), n.add("مرحبا بالعالم", kind="paper", owner=HOSTILE, subject="x")
    n.connect("me", one, relation=HOSTILE[:60], why=HOSTILE, last_used="2001-01-01", evidence=HOSTILE)
    n.connect(one, two, why=HOSTILE)
    n.appraise(one, HOSTILE[:90], {HOSTILE[:80]: HOSTILE}, evidence=HOSTILE)
    n.decide(HOSTILE, why=HOSTILE, change_my_mind=HOSTILE)
    n.comment(one, HOSTILE[:80], HOSTILE, suggestion=HOSTILE)
    n.traverse(HOSTILE, ["me", one], [HOSTILE])
    n.post("voice", HOSTILE, answers={"voice": HOSTILE, "how": HOSTILE})
    n.prune(two, reason=HOSTILE)
    return n


NETWORKS: dict[str, Callable[[], sn.SourceNetwork]] = {
    "empty": empty,
    "learner": learner,
    "hostile": hostile,
    **{name: lambda name=name: sn.load_example(name) for name in ("first-steps", "busy", "debate")},  # type: ignore[misc]
}


def opened(make: Callable[[Any], Sheet], network: Any) -> Sheet:
    """Return a sheet without a loop, whose messages are held in ``sent``."""
    sheet = make(network)
    sheet._loop = sheet._thinker.loop = None
    sheet.sent = []  # type: ignore[attr-defined]
    sheet.send = sheet.sent.append  # type: ignore[attr-defined, method-assign, assignment]
    sheet._whole_state()
    return sheet
