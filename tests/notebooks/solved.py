"""Networks that have what an assignment asks for, made by the verbs that its widgets use."""

from __future__ import annotations

import sourcenet as sn

__all__ = ["SOLVE", "appraise_and_critique", "grow_and_prune"]

_SOURCES = (
    ("my aunt, pharmacist", "person"),
    ("PubMed", "database"),
    ("Cochrane Library", "database"),
    ("a leaflet from the shop", "object"),
    ("town library", "library"),
    ("study group chat", "community"),
)
_TIES = (
    ("me", "my aunt, pharmacist", "asks", "She says what she sells and what she would take herself."),
    ("my aunt, pharmacist", "PubMed", "led me to", "She had a trial open on her screen and showed me more."),
    ("PubMed", "Cochrane Library", "led me to", "Its trials are weighed there against each other."),
    ("me", "a leaflet from the shop", "keeps", "Every promise of it can be looked up one by one."),
    ("me", "study group chat", "reads", "Good for deadlines, useless for doses."),
    ("study group chat", "town library", "led me to", "Somebody posted that the reading room has the journals."),
)


def _map(network: sn.SourceNetwork) -> list[sn.Connection]:
    for name, kind in _SOURCES:
        network.add(name, kind=kind, origin="brought", known=kind == "person")
    return [network.connect(start, end, relation=how, why=why) for start, end, how, why in _TIES]


def appraise_and_critique(network: sn.SourceNetwork) -> None:
    """Two cards that are read laterally and chosen, three comments on the debate, one of one's own, answered."""
    ties = _map(network)
    network.begin("appraise-and-critique")
    others = {name: network.source(name).id for name in ("PubMed", "Cochrane Library", "town library")}
    leaflet = network.appraise(
        "a leaflet from the shop",
        "craap",
        {"authority": 2},
        evidence="No author, no year; the maker is named in small print.",
        said={others["Cochrane Library"]: "Eleven trials weighed, and no effect beyond that of sugar."},
        verdict="Good enough to know what is promised, not whether it holds.",
    )
    base = network.appraise(
        "PubMed",
        "sift",
        {},
        seen={"investigate": "A national institute runs it and lists its board.", "find": "Retracted papers are marked."},
        said={others["town library"]: "Their librarian warned that half of its entries are abstracts."},
    )
    network.choose(*ties[:5], leaflet, base)
    network.post("voice", answers={"voice": "people who took it", "how": "Nobody here did.", "reason": "I never asked."})
    network.comment(
        "network", "strength", "Both sides name each other's papers.", about="debate", anchor="Kop & Hill 2008",
        suggestion="without it the sides never meet",
    )  # fmt: skip
    own = network.comment(
        "study group chat", "echo chamber", "Everybody in it copied the same post.", suggestion="Ask one who did not."
    )
    network.answer(own, reason="It stays for the deadlines, and for nothing else.")


def grow_and_prune(network: sn.SourceNetwork) -> None:
    """An old decision, two routes, a renewal, something set aside and kept, and the decision looked at again."""
    ties = _map(network)
    first = network.decide("ask my aunt first", why="She rang back when she did not know.", change_my_mind="If she sold it to me.")
    network.begin("grow-and-prune")
    network.renew(ties[1], used_for="looked up the dose for children")
    network.connect("me", "PubMed", relation="reads", why="Since June I find my own way through its filters.")
    for question, steps, doing in (
        ("Does this tea help?", ["me", "my aunt, pharmacist", "PubMed"], ["ask what she would take", "search for trials only"]),
        ("Where are the journals?", ["me", "study group chat", "town library"], ["ask who has been there", "read them in the hall"]),
    ):
        network.traverse(question, steps, doing)
    gone = network.add("a forum on remedies", kind="site")
    network.prune(gone, reason="Everybody there had something to sell to the others.")
    shown = network.events[-1]
    network.decide("keep the leaflet", why="I want to see next to each other what is promised and what is known.")
    network.decide(
        "still my aunt first, for doses", why="The forum answered faster, and it was she who knew of the risk.",
        revisits=first, outcome="held", event=shown.id,
    )  # fmt: skip


#: Assignment -> what solves it.
SOLVE = {"appraise-and-critique": appraise_and_critique, "grow-and-prune": grow_and_prune}
