"""What ready looks like without one right answer: properties that a check looks for, and a result in words.

``__all__`` is the list of names that a check cell of an assignment may call: ``check`` and the properties. What
each looks for stands in plain words in ``docs/checks.md``; nothing is kept from learners.
"""

from __future__ import annotations

from sourcenet.checks.answering import comments_answered
from sourcenet.checks.appraising import appraised
from sourcenet.checks.check import check
from sourcenet.checks.commenting import commented
from sourcenet.checks.decisions import decided
from sourcenet.checks.enough import at_least, brought_and_added, has_kinds, relations_used
from sourcenet.checks.lateral import read_laterally
from sourcenet.checks.mending import mended
from sourcenet.checks.reach import all_reachable
from sourcenet.checks.reading_list import chosen
from sourcenet.checks.reasons import reasons_given
from sourcenet.checks.renewing import renewed
from sourcenet.checks.revisiting import decision_revisited
from sourcenet.checks.routes import walked
from sourcenet.checks.setting_aside import set_aside_and_kept
from sourcenet.checks.voices import voice_sought

__all__ = [
    "all_reachable",
    "appraised",
    "at_least",
    "brought_and_added",
    "check",
    "chosen",
    "commented",
    "comments_answered",
    "decided",
    "decision_revisited",
    "has_kinds",
    "mended",
    "read_laterally",
    "reasons_given",
    "relations_used",
    "renewed",
    "set_aside_and_kept",
    "voice_sought",
    "walked",
]
