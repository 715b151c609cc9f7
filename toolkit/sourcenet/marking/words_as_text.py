"""What students write reaches a marker as text, whatever it would do in a browser.

nbgrader shows a student's Markdown as it is, and Markdown may hold HTML: an image that fails to load can run a
script in the marker's browser, with the marker's rights on the gradebook. So the marked copy of a notebook, the
one that formgrader and feedback show, holds students' words as escaped text. The submission itself is not changed.

The course's ``nbgrader_config.py`` names :class:`WordsAsText` as the last step of autograding, so that it acts for
the toolkit, for ``nbgrader autograde`` and for formgrader's own button alike. It does not make students' *code*
harmless: that has run by then.
"""

from __future__ import annotations

import html
import re
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from sourcenet.safety import clean_text

__all__ = ["WordsAsText", "as_text"]

_MOST = 100_000
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# The classes keep MathJax from reading commands in it.
_OPEN = '<div class="sn-words tex2jax_ignore mathjax_ignore" style="white-space:pre-wrap">'
#: What an output of a student's own cell may be; anything richer could be markup.
_PLAIN = ("text/plain", "image/png", "image/jpeg")


def as_text(words: str) -> str:
    """Return a student's words as one line of HTML that shows them exactly.

    One line, because a Markdown reader hands a block of HTML through up to the next empty line: there is no
    second reader that could disagree on what is markup.

    Parameters
    ----------
    words
        What was written, in any form; what is beyond 100,000 characters is left out.
    """
    shown = clean_text(_LINE_ENDS.sub("\n", words[:_MOST]))
    return _OPEN + html.escape(shown).replace("\n", "&#10;") + "</div>"


class WordsAsText(NbGraderPreprocessor):  # type: ignore[misc]
    """Turn every cell that is not the instructor's own into text."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Go through the notebook; the gradebook says what the instructor wrote, not the submission."""
        ours = self._ours(resources["nbgrader"])
        nb.metadata = {name: nb.metadata[name] for name in ("kernelspec", "language_info") if name in nb.metadata}
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in ours and ours[name] == cell.source:
                continue
            if cell.cell_type == "code":
                cell.outputs = [_plain(output) for output in cell.outputs]
            else:
                cell.cell_type = "markdown"
                cell.source = as_text(cell.source)
                cell.pop("attachments", None)
        return nb, resources

    @staticmethod
    def _ours(run: dict[str, str]) -> dict[str, str]:
        with Gradebook(run["db_url"]) as gradebook:
            cells = gradebook.find_notebook(run["notebook"], run["assignment"]).source_cells
            return {cell.name: cell.source for cell in cells if cell.locked}


def _plain(output: Any) -> Any:
    if "data" in output:
        output.data = {kind: content for kind, content in output.data.items() if kind in _PLAIN}
    return output
