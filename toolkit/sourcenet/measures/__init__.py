"""What can be said about a network: how far it reaches, what holds it together, how varied it is.

A measure is a noun and takes the network first. Measures are taken among the sources, without the learner,
unless they are about the learner's own reach. What cannot be said is ``None``, never 0.
"""

from __future__ import annotations

from sourcenet.measures.joints import Bridge, articulation, bridges
from sourcenet.measures.sentences import Said, first_sentence, says, told
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
