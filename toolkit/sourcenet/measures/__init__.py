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
    "between": "betweenness",
    "brokers": "Brokerage Roles brokerage",
    "belonging": "PossibleConnection find_possible",
    "chance": "Compared",
    "costing": "Cost cost",
    "growing": "Growth Turnover growth",
    "holes": "constraint effective_size efficiency",
    "hosts": "Concentration Openness Platform concentration openness",
    "independent": "Independence Shared independence",
    "joints": "Bridge articulation bridges",
    "keeping": "Currency Fresh currency find_unused tie_decay",
    "mixing": "assortativity ei",
    "patterns": "Pattern find_patterns",
    "profiles": "Path Profile profile",
    "routing": "Route routes",
    "said": "Said",
    "sentences": "first_sentence says told",
    "shape": "centralisation core degree density reciprocity",
    "stirling": "Stirling rao_stirling",
    "suggesting": "suggestions",
    "suggestion": "Suggestion",
    "summary": "Summary summarise",
    "taking": "Gaps Loose Mend TakenAway gaps robustness take_away",
    "voices": "Part blau composition diversity evenness",
    "walking": "Loss loss lost_without reach steps",
}
_WHERE = {name: file for file, names in _FILES.items() for name in names.split()}

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sourcenet.measures.belonging import PossibleConnection, find_possible
    from sourcenet.measures.between import betweenness
    from sourcenet.measures.brokers import Brokerage, Roles, brokerage
    from sourcenet.measures.chance import Compared
    from sourcenet.measures.costing import Cost, cost
    from sourcenet.measures.growing import Growth, Turnover, growth
    from sourcenet.measures.holes import constraint, effective_size, efficiency
    from sourcenet.measures.hosts import Concentration, Openness, Platform, concentration, openness
    from sourcenet.measures.independent import Independence, Shared, independence
    from sourcenet.measures.joints import Bridge, articulation, bridges
    from sourcenet.measures.keeping import Currency, Fresh, currency, find_unused, tie_decay
    from sourcenet.measures.mixing import assortativity, ei
    from sourcenet.measures.patterns import Pattern, find_patterns
    from sourcenet.measures.profiles import Path, Profile, profile
    from sourcenet.measures.routing import Route, routes
    from sourcenet.measures.said import Said
    from sourcenet.measures.sentences import first_sentence, says, told
    from sourcenet.measures.shape import centralisation, core, degree, density, reciprocity
    from sourcenet.measures.stirling import Stirling, rao_stirling
    from sourcenet.measures.suggesting import suggestions
    from sourcenet.measures.suggestion import Suggestion
    from sourcenet.measures.summary import Summary, summarise
    from sourcenet.measures.taking import Gaps, Loose, Mend, TakenAway, gaps, robustness, take_away
    from sourcenet.measures.voices import Part, blau, composition, diversity, evenness
    from sourcenet.measures.walking import Loss, loss, lost_without, reach, steps

__all__ = [
    "Bridge", "Brokerage", "Compared", "Concentration", "Cost", "Currency", "Fresh", "Gaps", "Growth", "Independence",
    "Loose", "Loss", "Mend", "Openness", "Part", "Path", "Pattern", "Platform", "PossibleConnection", "Profile",
    "Roles", "Route", "Said", "Shared", "Stirling", "Suggestion", "Summary", "TakenAway", "Turnover", "articulation",
    "assortativity", "betweenness", "blau", "bridges", "brokerage", "centralisation", "composition", "concentration",
    "constraint", "core", "cost", "currency", "degree", "density", "diversity", "effective_size", "efficiency", "ei",
    "evenness", "find_patterns", "find_possible", "find_unused", "first_sentence", "gaps", "growth", "independence",
    "loss", "lost_without", "openness", "profile", "rao_stirling", "reach", "reciprocity", "robustness", "routes",
    "says", "steps", "suggestions", "summarise", "take_away", "tie_decay", "told",
]  # fmt: skip


def __getattr__(name: str) -> object:
    file = _WHERE.get(name)
    if file is None:
        raise AttributeError(f"sourcenet.measures has no {name!r}. It has: {', '.join(__all__)}.")
    value = getattr(importlib.import_module(f"{__name__}.{file}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
