"""What students write reaches a marker as text, whatever it would do in a browser.

nbgrader shows a student's Markdown as it is, and Markdown may hold HTML: an image that fails to load can run a
script in the marker's browser, with the marker's rights on the gradebook. So the marked copy of a notebook, the
one that formgrader and feedback show, holds students' words as escaped text. The submission itself is not changed.

The course's ``nbgrader_config.py`` names :class:`WordsAsText` as the last step of autograding, so that it acts for
the toolkit, for ``nbgrader autograde`` and for formgrader's own button alike. It does not make students' *code*
harmless: that has run by then. So nothing that the kernel gave is trusted to be markup, in the instructor's cells
neither: the picture, the tables and the outcome of the checks are those that :mod:`sourcenet.marking.own_figures`
drew before.
"""

from __future__ import annotations

import html
import re
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from sourcenet.safety import clean_text

__all__ = ["WordsAsText", "as_text"]

_MOST = 100_000
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# The classes keep MathJax from reading commands in it.
_OPEN = '<div class="sn-words tex2jax_ignore mathjax_ignore" style="white-space:pre-wrap">'


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
        drawn = resources["sourcenet"]
        nb.metadata = {name: nb.metadata[name] for name in ("kernelspec", "language_info") if name in nb.metadata}
        if flags := resources.get("sourcenet_flags"):
            nb.metadata["sourcenet"] = {"flags": flags}
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            locked = name in ours and ours[name] == cell.source
            if cell.cell_type == "code":
                cell.execution_count = cell.execution_count if type(cell.execution_count) is int else None
                if not (locked and name in drawn):
                    cell.outputs = [_plain(output) for output in cell.outputs]
            elif not locked:
                cell.cell_type = "markdown"
                cell.source = as_text(cell.source)
                cell.pop("attachments", None)
        return nb, resources

    @staticmethod
    def _ours(run: dict[str, str]) -> dict[str, str]:
        with Gradebook(run["db_url"]) as gradebook:
            cells = gradebook.find_notebook(run["notebook"], run["assignment"]).source_cells
            return {cell.name: cell.source for cell in cells if cell.locked}


def _plain(output: Any) -> NotebookNode:
    """Make an output anew of its text alone: the kernel that sent it belongs to the learner, to the last field."""
    kind = output.get("output_type")
    if kind == "error":
        lines = [str(line)[:_MOST] for line in output.get("traceback", [])]
        return NotebookNode(output_type="error", ename="Error", evalue="", traceback=lines)  # type: ignore[no-untyped-call]
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return NotebookNode(output_type="stream", name=name, text=_joined(output.get("text", "")))  # type: ignore[no-untyped-call]
    text = _joined(output.get("data", {}).get("text/plain", ""))
    return NotebookNode(output_type="display_data", metadata={}, data={"text/plain": text})  # type: ignore[no-untyped-call]


def _joined(text: Any) -> str:
    return ("".join(map(str, text)) if isinstance(text, list) else str(text))[:_MOST]
