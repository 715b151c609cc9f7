"""States of the look back for a page without Jupyter, made by Python from a shipped example.

Run it to look at it in a browser: ``python tests/browser/mock_look.py OUT.html [--dark] [--vis]``.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.browser.mock_page import mock_page, mock_state

import sourcenet as sn
from sourcenet.measures import Said
from sourcenet.measures.catalogue import PER_SOURCE
from sourcenet.widgets import looked
from sourcenet.widgets.classes import measured, only_connections
from sourcenet.widgets.judged_classes import APPRAISAL
from sourcenet.widgets.looked import Looked, compared, looked_record
from sourcenet.widgets.told import Told, says_record, state_of


def pointing(network: sn.SourceNetwork) -> Looked:
    """Return sentences that point at sources and at a connection, one of each sort."""
    (only,) = sn.bridges(network)
    near = sn.reach(network, steps=1)
    first = (
        Said(
            f"In one step you get to {len(near)} of your {len(network.sources)} sources.",
            "me",
            "",
            "reach",
            f"{len(near)} of {len(network.sources)}",
            tuple(source.id for source in near),
        ),
        Said(
            "The connection from course tutor to library guide is the only one between two parts of your network.",
            "sources",
            "",
            "bridges",
            "1 connection; 8 sources on one side, 4 on the other",
            (only.connection.id,),
        ),
        Said("It is too early to say whether they connect to their like.", "sources", "", "ei", "", (), True),
    )
    more = Said("They speak as if about 3 voices in balance.", "sources", "", "diversity", "2.9 of 3", ())
    return Looked(first, (*first, more), "Take the way to Cochrane Library once this week.")


def look_network() -> sn.SourceNetwork:
    """Return the network that is looked back on."""
    return sn.load_example("first-steps")


def look_state(network: sn.SourceNetwork | None = None, **changes: Any) -> dict[str, Any]:
    """Return a state of the look back as Python gives it, with the answers to what its page can ask."""
    network = network or look_network()
    told = Told(network)
    told.place(sn.layout(network))
    held = looked.sentences_of
    looked.sentences_of = pointing if network.sources else held
    try:
        says = looked_record(network)
    finally:
        looked.sentences_of = held
    state = {**state_of(told, task="", says=says), "answers": {"compare": _answers(network, says)}}
    return {**state, **changes}


def _answers(network: sn.SourceNetwork, says: dict[str, Any]) -> dict[str, Any]:
    """Work out every comparison that two days or a step from day to day can ask for."""
    days = [day for day, _words in says["days"]]
    shown = {"places": sn.layout(network)}
    pairs = [(one, other) for one in days for other in days if one <= other]
    found = {
        f"{one} {other}": compared(network, {"since": one, "until": other, "day": True, **shown})
        for one, other in pairs
    }
    found |= {one: compared(network, {"since": one, "until": "", **shown}) for one in days}
    steps = pairwise([says["before"], *says["active"]])
    return found | {
        f"{one} {other}": compared(network, {"since": one, "until": other, "day": True, **shown})
        for one, other in steps
    }


def measured_state(**changes: Any) -> dict[str, Any]:
    """Return a state of the Builder with the answers to what it can ask of measures."""
    network = look_network()
    judge = {source.name: source for source in network.sources}
    network.appraise(
        judge["PubMed"], "CRAAP", answers={"currency": 5, "authority": 4}, evidence="I looked at its about page."
    )
    network.appraise(judge["library guide"], "COR", answers={"who": "the library"}, evidence="Its imprint.")
    told = Told(network)
    told.place(sn.layout(network))
    names = [APPRAISAL, *PER_SOURCE]
    wanted = [[one] for one in names] + [[one, other] for one in names for other in names if one != other]
    answers = {
        "measure": {" ".join(some): measured(network, {"names": some}) for some in wanted},
        "only": {"only": only_connections(network, {})},
    }
    more = {"measures": mock_state()["measures"], "answers": answers}
    return {**state_of(told, task="", says=says_record(network)), **more, **changes}


if __name__ == "__main__":
    flags = set(sys.argv[2:])
    text = mock_page(look_state(), dark="--dark" in flags, vis="--vis" in flags, widget="look_back")
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
