"""What can be said about a network: how far it reaches, what holds it together, how varied it is.

A measure is a noun and takes the network first. Measures are taken among the sources, without the learner,
unless they are about the learner's own reach. What cannot be said is ``None``, never 0.
"""

from __future__ import annotations

from sourcenet.measures.between import betweenness
from sourcenet.measures.brokers import Brokerage, Roles, brokerage
from sourcenet.measures.chance import Compared
from sourcenet.measures.growth import Growth, Turnover, growth
from sourcenet.measures.holes import constraint, effective_size, efficiency
from sourcenet.measures.hosts import Concentration, Openness, Platform, concentration, openness
from sourcenet.measures.joints import Bridge, articulation, bridges
from sourcenet.measures.keeping import Currency, Fresh, currency, find_unused, tie_decay
from sourcenet.measures.mixing import assortativity, ei
from sourcenet.measures.profile import Path, Profile, profile
from sourcenet.measures.routes import Route, routes
from sourcenet.measures.sentences import Said, first_sentence, says, told
from sourcenet.measures.shape import centralisation, core, degree, density, reciprocity
from sourcenet.measures.stirling import Stirling, rao_stirling
from sourcenet.measures.voices import Part, blau, composition, diversity, evenness
from sourcenet.measures.walking import Loss, loss, lost_without, reach, steps

__all__ = [
    "Bridge", "Brokerage", "Compared", "Concentration", "Currency", "Fresh", "Growth", "Loss", "Openness", "Part",
    "Path", "Platform", "Profile", "Roles", "Route", "Said", "Stirling", "Turnover", "articulation", "assortativity",
    "betweenness", "blau", "bridges", "brokerage", "centralisation", "composition", "concentration", "constraint",
    "core", "currency", "degree", "density", "diversity", "effective_size", "efficiency", "ei", "evenness",
    "find_unused", "first_sentence", "growth", "loss", "lost_without", "openness", "profile", "rao_stirling", "reach",
    "reciprocity", "routes", "says", "steps", "tie_decay", "told",
]  # fmt: skip
