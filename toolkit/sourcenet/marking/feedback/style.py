"""The style of the page: the toolkit's own colours, light and dark, and rules for a phone, for paper, for large letters."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from sourcenet.drawing.tokens import sn_css

__all__ = ["policy", "style"]

_DARK = 'body[data-jp-theme-light="false"] .sn {'


@cache
def style() -> str:
    """Return the style sheet: the shared colours, dark where the reader's system is dark, then the page's own rules."""
    light, _sep, dark = sn_css().partition(_DARK)
    rules = (Path(__file__).parent / "page.css").read_text("utf-8")
    return f":root{{{_colours(light)}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{_colours(dark)}}}}}\n{rules}"


def _colours(sheet: str) -> str:
    # The first block alone: what follows is for paper and for colours that a reader forces.
    found = re.findall(r"(--sn-[a-z0-9-]+):[^;{}]*?(#[0-9a-f]{3,6})\)?;", sheet.partition("}")[0])
    return "".join(f"{name}:{colour};" for name, colour in found)


@cache
def policy() -> str:
    """Return what a browser may do with the page: show this style and the pictures in it, and nothing else."""
    allowed = b64encode(sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{allowed}'; img-src data:; base-uri 'none'; form-action 'none'"
