"""A teaching toolkit for networked learning: build, walk, question and change your own source network.

Names are loaded when they are first asked for, so that ``import sourcenet`` costs next to nothing.
"""

from __future__ import annotations

import importlib

__version__ = "0.1.0"

# Which room each public name lives in; one line a room keeps the map of the house readable.
_ROOMS = {
    "model.frameworks": "frameworks",
    "model.opening": "open_network",
    "model.network": "SourceNetwork",
    "model.source": "Source Connection Appraisal",
    "data": "load_example",
    "errors": "SourcenetError",
    "measures": (
        "reach routes steps loss lost_without bridges articulation betweenness brokerage constraint"
        " effective_size efficiency degree density reciprocity centralisation core composition diversity blau"
        " evenness rao_stirling ei assortativity concentration openness currency tie_decay find_unused growth"
        " profile first_sentence says summarise suggestions independence cost take_away robustness gaps find_patterns"
        " find_possible"
    ),
    "drawing": "picture layout arrange compare",
    "drawing.page": "page",
    "formats": "read write from_tables",
    "checks": (
        "check at_least has_kinds relations_used brought_and_added reasons_given chosen all_reachable walked"
        " set_aside_and_kept decided appraised read_laterally voice_sought mended renewed decision_revisited commented"
        " comments_answered"
    ),
    "widgets.appraiser": "Appraiser",
    "widgets.builder": "Builder",
    "widgets.look_back": "LookBack",
    "widgets.question": "Question",
    "widgets.reflection": "Reflection",
    "widgets.critic": "Critic",
    "widgets.literacies": "Literacies",
    "widgets.look_after": "LookAfter",
    "widgets.pathfinder": "Pathfinder",
    "widgets.possibilities": "Possibilities",
    "widgets.take_away": "TakeAway",
    "widgets.text_reader": "TextReader",
    "widgets.timeline": "Timeline",
    "widgets.voices": "Voices",
}
_WHERE = {name: room for room, names in _ROOMS.items() for name in names.split()}

__all__ = ["__version__", *sorted(_WHERE)]

# Editors and type checkers read the names here; a test holds this list to the table. Spelt out, since importing
# `typing` for it would cost more than everything else in this file.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from sourcenet.checks import (
        all_reachable,
        appraised,
        at_least,
        brought_and_added,
        check,
        chosen,
        commented,
        comments_answered,
        decided,
        decision_revisited,
        has_kinds,
        mended,
        read_laterally,
        reasons_given,
        relations_used,
        renewed,
        set_aside_and_kept,
        voice_sought,
        walked,
    )
    from sourcenet.data import load_example
    from sourcenet.drawing import arrange, compare, layout, picture
    from sourcenet.drawing.page import page
    from sourcenet.errors import SourcenetError
    from sourcenet.formats import from_tables, read, write
    from sourcenet.measures import (
        articulation,
        assortativity,
        betweenness,
        blau,
        bridges,
        brokerage,
        centralisation,
        composition,
        concentration,
        constraint,
        core,
        cost,
        currency,
        degree,
        density,
        diversity,
        effective_size,
        efficiency,
        ei,
        evenness,
        find_patterns,
        find_possible,
        find_unused,
        first_sentence,
        gaps,
        growth,
        independence,
        loss,
        lost_without,
        openness,
        profile,
        rao_stirling,
        reach,
        reciprocity,
        robustness,
        routes,
        says,
        steps,
        suggestions,
        summarise,
        take_away,
        tie_decay,
    )
    from sourcenet.model.frameworks import frameworks
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.opening import open_network
    from sourcenet.model.source import Appraisal, Connection, Source
    from sourcenet.widgets.appraiser import Appraiser
    from sourcenet.widgets.builder import Builder
    from sourcenet.widgets.critic import Critic
    from sourcenet.widgets.literacies import Literacies
    from sourcenet.widgets.look_after import LookAfter
    from sourcenet.widgets.look_back import LookBack
    from sourcenet.widgets.pathfinder import Pathfinder
    from sourcenet.widgets.possibilities import Possibilities
    from sourcenet.widgets.question import Question
    from sourcenet.widgets.reflection import Reflection
    from sourcenet.widgets.take_away import TakeAway
    from sourcenet.widgets.text_reader import TextReader
    from sourcenet.widgets.timeline import Timeline
    from sourcenet.widgets.voices import Voices


def __getattr__(name: str) -> object:
    room = _WHERE.get(name)
    if room is None:
        raise AttributeError(f"sourcenet has no {name!r}. It has: {', '.join(sorted(_WHERE))}.")
    value = getattr(importlib.import_module(f"{__name__}.{room}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
