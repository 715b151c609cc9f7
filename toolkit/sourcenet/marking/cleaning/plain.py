"""What is shown as it stands: code, and words without markup."""

from __future__ import annotations

import re
from html import escape

from sourcenet.safety import without_unseen
from sourcenet.words import _

__all__ = ["CODE", "IGNORE", "OPEN", "code", "html_text", "one_line", "prepared", "said"]

#: So many characters of a code cell are shown.
CODE = 40_000

#: The classes that keep MathJax 2 and 3 from reading commands in a text.
IGNORE = "tex2jax_ignore mathjax_ignore"

#: What stands before a learner's words; a long word is broken where it would stick out.
OPEN = f'<div class="sn-words {IGNORE}" style="overflow-wrap:anywhere">'

# Every sign at which some reader of text ends a line, as the one that all know.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Marks that stand on a letter: a pile of them covers the lines above and below.
_MARKS = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILE = re.compile(f"({_MARKS}{{4}}){_MARKS}+")
# What readers of Markdown and of mathematics would act on, also in the middle of a line of HTML.
_SIGNS = {"\n": "&#10;", "$": "&#36;", "\\": "&#92;", "`": "&#96;"}


def prepared(text: str, limit: int) -> tuple[str, bool]:
    """Return a text of at most so many characters, without those that cannot be seen; and whether any was left out."""
    shown = without_unseen(_LINE_ENDS.sub("\n", text[:limit]))
    if not shown.isascii():
        shown = _PILE.sub(r"\1", shown)
    return shown, len(text) > limit


def code(text: str, limit: int = CODE) -> str:
    """Return the source of a code cell as a marker may see it.

    Parameters
    ----------
    text
        What was written.
    limit
        So many characters of it are kept; a last line says so where there were more.

    Returns
    -------
    str
        Plain text: whoever writes markup still escapes it.
    """
    shown, cut = prepared(text, limit)
    return f"{shown}\n# {said(limit)}" if cut else shown


def said(limit: int) -> str:
    """Say that not all of a text is shown."""
    return _("Only the first {n} characters are shown; the rest is in the file that was handed in.").format(n=limit)


def one_line(markup: str) -> str:
    """Write clean markup on one line, without a sign that a reader of Markdown or of mathematics acts on."""
    # Once more: a sign that cannot be seen may have been written as &name;.
    line = without_unseen(_LINE_ENDS.sub("\n", markup))
    for sign, written in _SIGNS.items():
        line = line.replace(sign, written)
    return line


def html_text(text: str, limit: int = CODE) -> str:
    """Return any text as one line of HTML that shows it exactly and makes no element.

    Parameters
    ----------
    text
        What was written.
    limit
        So many characters of it are shown; a sentence says so where there were more.
    """
    shown, cut = prepared(text, limit)
    more = f"<p><em>{escape(said(limit))}</em></p>" if cut else ""
    return one_line(f'{OPEN}<div style="white-space:pre-wrap">{escape(shown)}</div>{more}</div>')
