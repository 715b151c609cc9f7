"""What ready looks like without one right answer: properties that a check looks for, and a result in words.

``__all__`` is the list of names that a check cell of an assignment may call: ``check`` and the properties. What
each looks for stands in plain words in ``docs/checks.md``; nothing is kept from learners.
"""

from __future__ import annotations

from sourcenet.checks.check import check
from sourcenet.checks.decisions import decided
from sourcenet.checks.enough import at_least, brought_and_added, has_kinds, relations_used
from sourcenet.checks.reach import all_reachable
from sourcenet.checks.reading_list import chosen
from sourcenet.checks.reasons import reasons_given
from sourcenet.checks.routes import walked
from sourcenet.checks.setting_aside import set_aside_and_kept

__all__ = [
    "all_reachable",
    "at_least",
    "brought_and_added",
    "check",
    "chosen",
    "decided",
    "has_kinds",
    "reasons_given",
    "relations_used",
    "set_aside_and_kept",
    "walked",
]
