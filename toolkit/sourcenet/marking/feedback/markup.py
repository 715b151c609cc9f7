"""Writing the page: texts escaped, addresses as links, and the few tags of others that may stand as they are.

An answer is taken over as markup only where it is one line in a ``<div>`` as cleaning writes it, made of nothing but
known tags that open and close in order; each tag is then written anew with the attributes that it may have. A browser
can read such a line in one way only. Anything else is shown as the text that it is.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from html import unescape
from typing import Any

from sourcenet.drawing.markup import words
from sourcenet.safety import clean_text, is_safe_url
from sourcenet.words import _

__all__ = ["answer", "code", "picture_address", "said"]

#: The longest answer that is shown, in characters, without and with its pictures.
_LONG, _LARGE = 200_000, 8_000_000
_DEEP = 60
_REL = ' rel="noopener noreferrer nofollow"'
_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{|}]+", re.IGNORECASE)
_TOKEN = re.compile(r"([^<>]+)|<(/?)([a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"]*\")*) ?/?>")
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_EMPTY = frozenset(("br", "hr", "img"))
# A heading of an answer stands below the heading of its part.
_TAGS = {
    **{
        name: name
        for name in ("a", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "hr", "i", "img")
    },
    **{name: name for name in ("kbd", "li", "ol", "p", "pre", "q", "s", "span", "strong", "sub", "sup", "u", "ul")},
    **{name: name for name in ("table", "tbody", "td", "th", "thead", "tr")},
    **{f"h{level}": "h4" for level in range(1, 7)},
}
_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]++={0,2}")
_IMAGES = ("image/png", "image/jpeg", "image/gif", "image/webp")

# What our own pictures are made of; as an image nothing in it could run or load, and this keeps it so when saved.
_VALUE = r"=\"[^\"<>&]*+(?:&[#0-9a-z]++;[^\"<>&]*+)*+\""
_DRAWN = re.compile(
    rf"<svg(?: (?!on)[A-Za-z-]++{_VALUE})++>"
    r"(?:[^<>&]++|&[#0-9a-z]++;|</?(?:title|desc|rect|text|tspan|g|path|circle|ellipse|line|polygon|polyline)"
    rf"(?: (?!on|href|style)[a-z][A-Za-z-]*+{_VALUE})*+ ?/?>)*+</svg>"
)
_BOX = re.compile(r'viewBox="0 0 (\d{1,5})(?:\.\d+)? (\d{1,6})(?:\.\d+)?"')


def said(text: str, limit: int = 20_000) -> str:
    """Return what a person wrote as markup: escaped, its line breaks kept, its web addresses as links."""
    text = clean_text(text, limit)
    made, at = [], 0
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,;:!?)]*_")
        if not is_safe_url(address):
            continue
        made += [words_in(text[at : match.start()]), f'<a href="{words_in(address)}"{_REL}>{words_in(address)}</a>']
        at = match.start() + len(address)
    return "".join((*made, words_in(text[at:]))).replace("\n", "<br>")


def words_in(text: str) -> str:
    """Escape a piece of a text whose blanks count; invisible characters are taken out."""
    # A sign on either side keeps the outer blanks, which cleaning would take; it joins with no other character.
    return words(f"|{text}|")[1:-1]


def code(text: str) -> str:
    """Return a program as markup."""
    return f'<pre class="code"><code>{words_in(_cut(text))}</code></pre>'


def answer(source: str, attachments: Mapping[str, Any]) -> str:
    """Return an answer as markup: taken over where it is in the form that cleaning writes, else escaped."""
    if source.startswith("<div") and len(source) <= _LARGE and "\n" not in source:
        taken = _taken(source, attachments)
        if taken is not None:
            return f'<div class="answer" dir="auto">{taken}</div>'
    return f'<div class="answer plain" dir="auto">{words_in(_cut(source))}</div>'


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG] + "…"


def _taken(source: str, attachments: Mapping[str, Any]) -> str | None:
    """Write an answer anew from its tags; None where it is made of anything else."""
    made: list[str] = []
    opened: list[str] = []
    at = written = 0
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None or (at and not opened):  # the outer <div> was closed before the end
            return None
        at = token.end()
        text, closing, name, attributes = token.groups()
        if text is not None:
            written += len(text)
            made.append(words_in(unescape(text)))
            continue
        if name not in _TAGS or len(opened) > _DEEP or written > _LONG:
            return None
        if closing:
            if name in _EMPTY or not opened or opened.pop() != name:
                return None
            made.append(f"</{_TAGS[name]}>")
            continue
        given = {key: unescape(value) for key, value in _ATTRIBUTE.findall(attributes)}
        if name == "img":
            made.append(_image(given, attachments))
            continue
        if name not in _EMPTY:
            opened.append(name)
        made.append(f"<{_TAGS[name]}{_attributes(name, given)}>")
    # The outer <div> is the page's own.
    return "".join(made[1:-1]) if not opened and made else None


def _attributes(name: str, given: Mapping[str, str]) -> str:
    if name == "a":
        address = given.get("href", "")
        return f' href="{words(address)}"{_REL}' if is_safe_url(address) else ""
    if name == "ol" and re.fullmatch(r"[0-9]{1,6}", given.get("start", "")):
        return f' start="{given["start"]}"'
    if name in ("td", "th"):
        side = given.get("align") or given.get("style", "").removeprefix("text-align:").rstrip(";").strip()
        return f' class="{side}"' if side in ("left", "center", "right") else ""
    return ""


def _image(given: Mapping[str, str], attachments: Mapping[str, Any]) -> str:
    """Write a picture that is in the page itself; of any other only its words."""
    source, alt = given.get("src", ""), words(given.get("alt", ""))
    if source.startswith("attachment:"):
        source = _attached(attachments.get(source.removeprefix("attachment:")))
    if not _IMAGE.fullmatch(source):
        return f"<em>{alt}</em>" if alt else ""
    return f'<img src="{source}" alt="{alt or words(_("A picture without a description"))}">'


def _attached(bundle: object) -> str:
    if isinstance(bundle, Mapping):
        for kind in _IMAGES:
            if isinstance(data := bundle.get(kind), str):
                return f"data:{kind};base64,{''.join(data.split())}"
    return ""


def picture_address(svg: str) -> tuple[str, int, int] | None:
    """Return a picture of ours as the address of an image, with its width and height; None where it is not ours.

    As an image it can run nothing and load nothing, whatever is in it.
    """
    box = _BOX.search(svg[:300])
    if box is None or len(svg) > 2_000_000 or not _DRAWN.fullmatch(svg):
        return None
    data = b64encode(svg.encode("utf-8", "replace")).decode("ascii")
    return f"data:image/svg+xml;base64,{data}", int(box[1]), int(box[2])
