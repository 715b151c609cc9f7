"""What a course's settings of earlier versions name as well; see :mod:`sourcenet.marking.guards`."""

from __future__ import annotations

from sourcenet.marking.guards import AsHandedIn as WordsAsText

__all__ = ["WordsAsText"]
