"""Judging: what was handed in is marked from its data, read by people, and given back; nothing a student wrote is run.

What a marker needs in a notebook is here by name; the rest is in the rooms below.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sourcenet.marking.autograding import autograde
    from sourcenet.marking.course import Course
    from sourcenet.marking.feedback import write_pages
    from sourcenet.marking.gradebook import give, marks, waiting, write_marks
    from sourcenet.marking.lms.collect import collect
    from sourcenet.marking.lms.give_back import give_back
    from sourcenet.marking.rehearsal import practice

_WHERE = {
    "Course": "course",
    "autograde": "autograding",
    "collect": "lms.collect",
    "give": "gradebook",
    "give_back": "lms.give_back",
    "marks": "gradebook",
    "practice": "rehearsal",
    "waiting": "gradebook",
    "write_marks": "gradebook",
    "write_pages": "feedback",
}

__all__ = [
    "Course",
    "autograde",
    "collect",
    "give",
    "give_back",
    "marks",
    "practice",
    "waiting",
    "write_marks",
    "write_pages",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"sourcenet.marking.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
