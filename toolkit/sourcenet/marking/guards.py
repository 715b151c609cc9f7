"""What a course's settings of earlier versions name: it stops marking before anything runs.

Without these names nbgrader could not read such settings, would say so in passing, and go on with its own, which run
students' code on the marker's machine.
"""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from sourcenet.errors import CannotDo
from sourcenet.marking.settings import FILE, what_to_do

__all__ = ["AsHandedIn", "HeldAgainstOurs"]


class AsHandedIn(NbGraderPreprocessor):  # type: ignore[misc]
    """The first step of the earlier settings; it refuses every submission, and says what to do."""

    def preprocess(self, _nb: Any, _resources: Any) -> tuple[Any, Any]:
        """Refuse."""
        sentence = what_to_do(FILE)
        self.log.error("%s", sentence)
        raise CannotDo(sentence)


HeldAgainstOurs = AsHandedIn
