"""A course's gradebook: what checks gave is stored by nbgrader's rules, what people give is kept, marks come out."""

from __future__ import annotations

from sourcenet.marking.gradebook.given import Mark, give, marks, waiting, write_marks
from sourcenet.marking.gradebook.storing import store

__all__ = ["Mark", "give", "marks", "store", "waiting", "write_marks"]
