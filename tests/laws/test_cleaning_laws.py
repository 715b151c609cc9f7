"""For any text: what is cleaned holds nothing but what is on the list, and the same words give the same line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.marking.clean_dom import held
from tests.unit.marking.hostile_words import HOSTILE

from sourcenet.marking.cleaning import attachments, code, html_text, markdown, written
from sourcenet.marking.cleaning.pictures import verified

# Pieces that readers of Markdown, HTML and TeX act on, so that what is drawn at random is not only words.
_SIGNS = (
    "< > </ <!-- --> <![CDATA[ ]]> <b> </b> <br> <u> </sub> <script> <img onerror= javascript: data: https:// mailto: "
    "attachment:x.png & &lt; &#60; &#x202e; &NewLine; &bsol; &#36; $ $$ \\ \\\\( \\\\) \\( \\) \\[ \\href{ \\def \\text{ "
    "\\begin{align} \\end{align} { } ` `` ``` ~~~ ~~ * ** _ __ [ ] ( ) ![ ][ ]: [a]: | |- :-: # = - + 1. > \" '"
)
_BLANKS = [
    "\n",
    "\n\n",
    "    ",
    "\t",
    "  \n",
    "\r",
    "\u2028",
    "\x85",
    "\x0b",
    "\x00",
    "\ud800",
    "\u202e",
    "\u0301",
    " ",
]
_PIECES = st.sampled_from([*_SIGNS.split(), *_BLANKS])
_PARTS = st.one_of(_PIECES, st.sampled_from(HOSTILE), st.text(max_size=8), st.sampled_from(["a", "word", "x.png"]))
_TEXTS = st.lists(_PARTS, max_size=30).map("".join)
_ANYTHING = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=10)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=8,
)


@given(_TEXTS)
@settings(max_examples=400, deadline=None)
def test_cleaned_words_hold_only_what_is_on_the_list(words: str) -> None:
    line = markdown(words)
    held(line)
    assert markdown(words) == line
    shown = held(html_text(words)).text
    assert html_text(shown) == html_text(words)  # cleaned once is clean


@given(_TEXTS, st.integers(0, 60))
@settings(max_examples=100, deadline=None)
def test_cut_words_hold_only_what_is_on_the_list(words: str, limit: int) -> None:
    held(markdown(words, limit))


@given(_TEXTS)
@settings(deadline=None)
def test_clean_code_is_clean(words: str) -> None:
    assert code(code(words)) == code(words)
    code(words).encode()


@given(_ANYTHING, _ANYTHING)
@settings(deadline=None)
def test_a_cell_may_be_anything(source: object, given_attachments: object) -> None:
    cell = {"source": source, "attachments": given_attachments}
    held(written(cell))
    assert isinstance(attachments(cell), dict)


_STARTS = st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\x10\0\0\0WEBPVP8L", b"<svg "])


@given(_STARTS, st.binary(max_size=200))
@settings(deadline=None)
def test_bytes_are_a_picture_or_nothing_and_a_picture_made_anew_is_the_same(start: bytes, rest: bytes) -> None:
    found = verified(start + rest)
    assert found is None or verified(found[1]) == found
