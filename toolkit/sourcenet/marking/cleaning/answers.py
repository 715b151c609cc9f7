"""A learner's Markdown as one line of clean HTML."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import nh3

from sourcenet.marking.cells import text_of
from sourcenet.marking.cleaning.attached import SLOTS, Attached, attachments, placed
from sourcenet.marking.cleaning.plain import OPEN, html_text, one_line, prepared, said
from sourcenet.marking.cleaning.rendering import TooMuch, rendered

__all__ = ["ANSWER", "markdown", "written"]

#: So many characters of an answer are shown: more than 6,000 words.
ANSWER = 40_000

_TAGS = {
    "a", "b", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li",
    "mark", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr",
    "u", "ul",
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style"},
    attributes={"a": {"href"}, "ol": {"start"}, "td": {"style"}, "th": {"style"}},
    allowed_classes={"span": {*SLOTS, "tex2jax_process", "mathjax_process"}},
    set_tag_attribute_values={"a": {"target": "_blank"}},
    filter_style_properties={"text-align", "padding", "border-bottom"},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
)


def markdown(text: str, limit: int = ANSWER, attached: Attached | None = None) -> str:
    """Return a learner's Markdown as one line of HTML in which nothing runs and nothing is loaded.

    Parameters
    ----------
    text
        What was written.
    limit
        So many characters of it are shown; a sentence says so where there were more.
    attached
        The pictures of the cell, as :func:`attachments` returns them; each is shown once, where the text names it.

    Returns
    -------
    str
        One ``div``, to stand alone in a Markdown cell.
    """
    shown, cut = prepared(text, limit)
    try:
        page = rendered(shown, attached or {})
    except (RecursionError, TooMuch):
        return html_text(text, limit)
    # What was rendered is cleaned, and only then are our own pictures put in their places.
    body = placed(_CLEANER.clean(page.markup), page.pictures, attached or {})
    more = f"<p><em>{escape(said(limit))}</em></p>" if cut else ""
    return one_line(f"{OPEN}{body}{more}</div>")


def written(cell: Mapping[str, Any], limit: int = ANSWER) -> str:
    """Return a Markdown cell as one line of clean HTML, with its pictures; see :func:`markdown`."""
    return markdown(text_of(cell), limit, attachments(cell))
