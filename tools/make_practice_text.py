"""Write the practice pages as one plain text, for whoever reads better without a browser or on paper.

Run it after a page has changed: ``python tools/make_practice_text.py``. The pages in ``notebooks/practice`` are what
is kept; the text is made of them, in the order of their index, and a test holds the two together.
"""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

PAGES = Path(__file__).parent.parent / "notebooks" / "practice"
TEXT = PAGES / "practice-pages.txt"
#: What begins a line of its own, and what stands before it.
LINES = {"h1": "# ", "h2": "## ", "p": "", "li": "- ", "tr": "- "}


class Page(HTMLParser):
    """The words of one page, a paragraph a line."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._silent = ""
        self._after = False
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line; leave out what is no text of the page."""
        if tag in ("style", "title", "nav", "svg") and not self._silent:
            self._silent = tag
        elif tag in LINES and not self._silent:
            self.lines.append(LINES[tag])

    def handle_endtag(self, tag: str) -> None:
        """Go on after what was left out; part a head from what it says."""
        if tag == self._silent:
            self._silent = ""
        elif tag == "th" and self.lines:
            self.lines[-1] += ": "
        self._after = tag == "strong"

    def handle_data(self, data: str) -> None:
        """Keep the words of a line, with the blanks between them."""
        if self.lines and not self._silent:
            self.lines[-1] += (": " if self._after and data[:1].isalpha() else "") + data
            self._after = False


def words_of(markup: str) -> str:
    """Return a page as text: whose it is, its heading, its paragraphs, and that it is made up."""
    lines = (re.sub(r"\s+", " ", line).strip().removesuffix(" All practice pages") for line in Page(markup).lines)
    return "\n".join(line for line in lines if line.strip("#- "))


def text() -> str:
    """Return all pages in the order of the index, each under a line with its name."""
    index = (PAGES / "index.html").read_text("utf-8")
    parts = [
        "The twelve practice pages of lessons 03 and 04, and what an assistant answered, as text. All of it is made up."
    ]
    for name in dict.fromkeys(re.findall(r'href="([a-z-]+)\.html"', index)):
        if name != "index":
            parts.append(f"{'=' * 20} {name}\n{words_of((PAGES / f'{name}.html').read_text('utf-8'))}")
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Write the text; say whether it changed."""
    made = text()
    same = TEXT.exists() and TEXT.read_text("utf-8") == made
    if not same:
        TEXT.write_text(made, "utf-8")
    sys.stdout.write(f"{TEXT.name}: {'as it was' if same else 'written'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
