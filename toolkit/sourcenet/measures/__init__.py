"""What can be said about a network: how far it reaches, what holds it together, how varied it is.

A measure is a noun and takes the network first. Measures are taken among the sources, without the learner,
unless they are about the learner's own reach. What cannot be said is ``None``, never 0.

Names are loaded when they are first asked for: a summary needs a few of the files here, and loading all of them would
cost more than it does itself. So no file may have the name of what is loaded from it; a test looks.
"""

from __future__ import annotations

import importlib

# Which file each name lives in.
_FILES = {
    "joints": "Bridge articulation bridges",
    "said": "Said",
    "sentences": "first_sentence says told",
    "suggesting": "suggestions",
    "suggestion": "Suggestion",
    "summary": "Summary summarise",
    "voices": "Mixing diversity ei",
    "walking": "lost_without reach",
}
_WHERE = {name: file for file, names in _FILES.items() for name in names.split()}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sourcenet.measures.joints import Bridge, articulation, bridges
    from sourcenet.measures.said import Said
    from sourcenet.measures.sentences import first_sentence, says, told
    from sourcenet.measures.suggesting import suggestions
    from sourcenet.measures.suggestion import Suggestion
    from sourcenet.measures.summary import Summary, summarise
    from sourcenet.measures.voices import Mixing, diversity, ei
    from sourcenet.measures.walking import lost_without, reach

__all__ = [
    "Bridge",
    "Mixing",
    "Said",
    "Suggestion",
    "Summary",
    "articulation",
    "bridges",
    "diversity",
    "ei",
    "first_sentence",
    "lost_without",
    "reach",
    "says",
    "suggestions",
    "summarise",
    "told",
]


def __getattr__(name: str) -> object:
    file = _WHERE.get(name)
    if file is None:
        raise AttributeError(f"sourcenet.measures has no {name!r}. It has: {', '.join(__all__)}.")
    value = getattr(importlib.import_module(f"{__name__}.{file}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
