"""Markdown made into HTML, by a reader of our own: tables, crossed out words, addresses and formulas; no raw HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from typing import Any

import mistune

from sourcenet.marking.cleaning.formulas import formula
from sourcenet.safety import LIMITS, is_safe_url
from sourcenet.words import _

__all__ = ["CELL", "Page", "TooMuch", "rendered"]

#: How a cell of a table looks.
CELL = "padding:4px 16px 4px 0;border-bottom:1px solid #dfe2e6"
#: So many characters of addresses one text may have in all: a short name can stand for a long address many times.
_ADDRESSES = 200_000
#: So many simple tags are taken as such; each one that stays open is carried through all that follows.
_TAGS = 400

_INLINE_MATH = (
    r"\$\$(?P<tex_shown>(?:[^$\\]|\\[\s\S]){1,2000}?)\$\$"
    r"|\$(?![\s$])(?P<tex_in_line>(?:[^$\\\n]|\\[^\n]|\n(?!\s*\n)){1,2000}?)(?<!\s)\$(?![\d$])"
    r"|\\\\\((?P<tex_round>(?:[^$\\]|\\(?!\\\()){1,2000}?)\\\\\)"
    r"|\\\\\[(?P<tex_square>(?:[^$\\]|\\(?!\\\[)){1,2000}?)\\\\\]"
)
_BLOCK_MATH = (
    r"^ {0,3}\$\$(?P<block_dollars>[^$]{1,2000}?)\$\$[ \t]*$"
    r"|^ {0,3}(?P<block_begun>\\begin\{(?P<block_name>[a-z]{1,12}\*?)\}[^$]{1,2000}?\\end\{(?P=block_name)\})[ \t]*$"
)
_SIMPLE = re.compile(r"<(/?(?:b|i|u|s|em|strong|del|sub|sup|small|kbd|mark)|br) */?>", re.IGNORECASE)
_ATTACHMENT = "attachment:"


class TooMuch(ValueError):
    """A text asks for more than a page should hold."""


@dataclass
class Page:
    """What one text became.

    Parameters
    ----------
    attached
        The pictures that may be shown.
    """

    attached: Mapping[str, Any]
    markup: str = ""
    #: The pictures that it shows: name and words for them, in the order of their places.
    pictures: list[tuple[str, str]] = field(default_factory=list)
    formulas: int = 0
    addresses: int = 0
    tags: int = 0


class _Renderer(mistune.HTMLRenderer):
    """Writes what the reader found; what it does not know it writes as text."""

    page: Page

    def __init__(self) -> None:
        super().__init__(escape=True)

    def text(self, text: str) -> str:
        """Write text, with the signs that are written as ``&name;`` as themselves."""
        return escape(unescape(text))

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Write a link, and beside it what is not a link's own: a title, or an address that is not of the web."""
        address = unescape(url)
        self.page.addresses += len(address)
        if self.page.addresses > _ADDRESSES:
            raise TooMuch
        more = f" ({escape(title)})" if title else ""
        if not is_safe_url(address) or len(address) > LIMITS["url"]:
            return f"{text} (<code>{escape(address)}</code>){more}"
        return f'<a href="{escape(address)}">{text}</a>{more}'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Write a place for a picture that was handed in, else its words and where it would come from."""
        words = unescape(re.sub("<[^<>]*>", "", text)) or title or ""
        if url.startswith(_ATTACHMENT):
            name = unescape(url[len(_ATTACHMENT) :])
            shown = [known for known, _words in self.page.pictures]
            if name in self.page.attached and name not in shown:
                self.page.pictures.append((name, words))
                return f'<span class="sn-picture-{len(shown)}"></span>'
            why = _("the picture above") if name in shown else _("a picture that could not be shown")
            return f"<em>[{escape(f'{words}: {why}' if words else why)}]</em>"
        if url.startswith("data:"):  # too long to be read
            return f"<em>[{escape(words or _('picture'))}]</em>"
        return self.link(escape(words or _("picture")), url)

    def inline_html(self, html: str) -> str:
        """Write a simple tag as such, any other as text."""
        simple = _SIMPLE.fullmatch(html.strip())
        if simple and self.page.tags < _TAGS:
            self.page.tags += 1
            return f"<{simple[1].lower()}>"
        return escape(html)

    def block_html(self, html: str) -> str:
        """Write lines of HTML as text, with simple tags as such."""
        return f"<p>{''.join(map(self.inline_html, re.split('(<[^<>]*>)', html.strip())))}</p>\n"

    def inline_math(self, text: str, display: bool = False) -> str:
        """Write a formula."""
        self.page.formulas += 1
        return formula(text, display, self.page.formulas)

    def block_math(self, text: str) -> str:
        """Write a formula on a line of its own."""
        return f"<p>{self.inline_math(text, True)}</p>\n"

    def heading(self, text: str, level: int, **_more: Any) -> str:
        """Write a heading, smaller than those of the page that it stands in."""
        size = 4 if level < 3 else 5
        return f"<h{size}><strong>{text}</strong></h{size}>\n"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        """Write a cell of a table; formgrader gives it neither room nor lines."""
        tag = "th" if head else "td"
        return f'<{tag} style="{CELL};text-align:{align or "left"}">{text}</{tag}>\n'

    def block_code(self, code: str, info: str | None = None) -> str:
        """Write lines of code."""
        return f"<pre><code>{escape(code)}</code></pre>\n"


def _mathematics(reader: mistune.Markdown) -> None:
    """Find formulas as Jupyter does, but for a dollar that stands before a figure and means money."""

    def in_line(_parser: Any, found: re.Match[str], state: Any) -> int:
        tex = found["tex_in_line"] or found["tex_round"]
        shown = found["tex_shown"] or found["tex_square"]
        state.append_token({"type": "inline_math", "raw": tex or shown, "attrs": {"display": not tex}})
        return found.end()

    def block(_parser: Any, found: re.Match[str], state: Any) -> int:
        state.append_token({"type": "block_math", "raw": found["block_dollars"] or found["block_begun"]})
        return found.end() + 1

    reader.inline.register("inline_math", _INLINE_MATH, in_line, before="escape")
    reader.block.register("block_math", _BLOCK_MATH, block, before="fenced_code")


@cache
def _reader() -> tuple[mistune.Markdown, _Renderer]:
    renderer = _Renderer()
    plugins: list[Any] = ["table", "strikethrough", "url", _mathematics]
    return mistune.create_markdown(renderer=renderer, plugins=plugins), renderer


def rendered(text: str, attached: Mapping[str, Any]) -> Page:
    """Read Markdown and write it as HTML, still to be cleaned.

    Raises
    ------
    TooMuch
        It asks for more than a page should hold.
    """
    reader, renderer = _reader()
    page = renderer.page = Page(attached)
    page.markup = str(reader(text))
    return page
