"""What a browser makes of cleaned words, read by Python's own reader of HTML and held against a list of what may be."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sourcenet.marking.cleaning.formulas import is_plain

__all__ = ["Dom", "held"]

_PLAIN = {
    "b", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "kbd", "li", "mark", "p",
    "pre", "s", "small", "strong", "sub", "sup", "table", "tbody", "thead", "tr", "u", "ul",
}  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"'`]+")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+=*")
_CELL = r"padding:4px 16px 4px 0;border-bottom:1px solid #dfe2e6;text-align:(?:left|right|center)"
_VALUES = {
    "a": {
        "href": lambda value: _ADDRESS.fullmatch(value) is not None,
        "target": lambda value: value == "_blank",
        "rel": lambda value: value == "noopener noreferrer nofollow",
    },
    "ol": {"start": str.isdigit},
    "td": {"style": lambda value: re.fullmatch(_CELL, value) is not None},
    "span": {"class": lambda value: value == "tex2jax_process mathjax_process"},
    "div": {
        "class": lambda value: value == "sn-words tex2jax_ignore mathjax_ignore",
        "style": lambda value: value in ("white-space:pre-wrap", "overflow-wrap:anywhere"),
    },
    "img": {
        "src": lambda value: _PICTURE.fullmatch(value) is not None,
        "alt": lambda value: True,
        "style": lambda value: value == "border:0;max-width:100%;max-height:800px",
    },
}
_VALUES["th"] = _VALUES["td"]
_NO_END = {"br", "hr", "img"}


class Dom(HTMLParser):
    """Reads markup; ``problems`` names everything that is not on the list."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.problems: list[str] = []
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.attributes: list[tuple[str, str, str]] = []
        self.formulas: list[str] = []
        self.feed(markup)
        self.close()
        if self.open:
            self.problems.append(f"left open: {self.open}")

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        allowed = _VALUES.get(tag, {} if tag in _PLAIN else None)
        if allowed is None:
            self.problems.append(f"<{tag}>")
            return
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name not in allowed or not allowed[name](value or ""):
                self.problems.append(f"<{tag} {name}={value!r}>")
        if tag == "span":
            self.formulas.append("")
        if tag not in _NO_END:
            self.open.append(tag)
        if tag == "div" and self.open.count("div") > 2:
            self.problems.append("a div in a div in a div")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.text += data
        if "span" in self.open:
            self.formulas[-1] += data
        elif not self.open:
            self.problems.append(f"outside: {data!r}")

    def handle_comment(self, data):
        self.problems.append("a comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


def held(markup: str) -> Dom:
    """Read cleaned words, fail where anything in them is not on the list, and return what was read."""
    dom = Dom(markup)
    assert not dom.problems, (dom.problems, markup[:2000])
    assert markup.startswith('<div class="sn-words tex2jax_ignore mathjax_ignore" style="') and markup.endswith(
        "</div>"
    )
    # One line, and no sign in it that a reader of Markdown or of mathematics acts on.
    assert len(markup.splitlines()) == 1
    assert not set("$\\`") & set(markup)
    for formula in dom.formulas:
        inner = re.fullmatch(r"\\[(\[](.*)\\[)\]]", formula, re.DOTALL)
        assert inner and is_plain(inner[1]), formula
    markup.encode()  # no half of a sign
    return dom
