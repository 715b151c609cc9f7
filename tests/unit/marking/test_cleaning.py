"""Learners' words for a marker's eyes: the words stay readable, and nothing but words comes through."""

from __future__ import annotations

import pytest
from tests.unit.marking.clean_dom import held
from tests.unit.marking.hostile_words import HOSTILE

from sourcenet.marking.cleaning import ANSWER, code, html_text, markdown, written
from sourcenet.marking.cleaning.formulas import MOST_FORMULAS, is_plain

HONEST = """\
## What my network does not let me see

I rely on **two people** and *one feed*; see [Half an Hour](https://halfanhour.blogspot.com/?a=1&b=2 "his notes"),
<https://example.org> and https://example.org/why. It costs $5 or $10 a month, R&D included.

1. `sn.picture(network)` shows a star
2. ~~nobody~~ my tutor disagrees
   - a reason
   - another

| Source | Times |
|:-------|------:|
| blog   | 12    |

> "Learning is a process of connecting"

With $n$ sources there are $\\frac{n(n-1)}{2}$ ties:

$$
\\sum_{i<n} i
= \\binom{n}{2}
$$

```python
if a < b and "c" in d:
    print(`x`)
```
Write to <me@example.org>, H<sub>2</sub>O, <u>this</u><br>and &copy; &lt;b&gt;
"""


def test_an_honest_answer_looks_as_it_was_meant() -> None:
    dom = held(markdown(HONEST))
    for part in (
        "What my network does not let me see", "two people", "(his notes)", "It costs $5 or $10 a month, R&D included.",
        "sn.picture(network)", "nobody", "another", "12", '"Learning is a process of connecting"',
        "https://example.org/why", 'if a < b and "c" in d:\n    print(`x`)', "© <b>",
    ):  # fmt: skip
        assert part in dom.text, part
    for tag in (
        "h4",
        "strong",
        "em",
        "ol",
        "ul",
        "li",
        "code",
        "del",
        "table",
        "th",
        "td",
        "blockquote",
        "pre",
        "sub",
        "u",
        "br",
    ):
        assert tag in dom.tags, tag
    links = [value for tag, name, value in dom.attributes if (tag, name) == ("a", "href")]
    assert links == [
        "https://halfanhour.blogspot.com/?a=1&b=2", "https://example.org", "https://example.org/why", "mailto:me@example.org",
    ]  # fmt: skip
    assert dom.formulas == ["\\(n\\)", "\\(\\frac{n(n-1)}{2}\\)", "\\[\n\\sum_{i<n} i\n= \\binom{n}{2}\n\\]"]
    assert any(tag == "td" and value.endswith("text-align:right") for tag, _name, value in dom.attributes)


@pytest.mark.parametrize("n", range(len(HOSTILE)))
def test_hostile_words_become_words(n: int) -> None:
    dom = held(markdown(HOSTILE[n]))
    assert "img" not in dom.tags
    held(html_text(HOSTILE[n]))


def test_there_are_many_hostile_words_and_each_is_another() -> None:
    assert len(set(HOSTILE)) == len(HOSTILE) >= 100


def test_hostile_words_in_one_text_do_no_more_than_each_alone() -> None:
    held(markdown("\n\n".join(HOSTILE)))
    held(markdown(" ".join(HOSTILE)))
    held(markdown("\n".join(f"> - {words}" for words in HOSTILE)))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("[notes](notes.pdf)", "notes (notes.pdf)"),
        ("[x](javascript:run())", "x (javascript:run())"),
        ("![a *map*](map.png)", "a map (map.png)"),
        ("![a map](https://example.org/map.png)", "a map"),
        ("![a map](attachment:map.png)", "[a map: a picture that could not be shown]"),
        ("<img src=x onerror=run()>", "<img src=x onerror=run()>"),
        ("a &#x202e;b&#0; \u2028 c", "a b c"),
        ("$\\href{javascript:run()}{x}$", "$\\href{javascript:run()}{x}$"),
        ("\\begin{align}\n\\require{x}\n\\end{align}", "$$\\begin{align}\n\\require{x}\n\\end{align}$$"),
        ("a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301b", "a\u0301\u0301\u0301\u0301b"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_not_shown_as_it_was_meant_can_still_be_read(words: str, shown: str) -> None:
    assert held(markdown(words)).text.strip().replace("\n", " ") == shown.replace("\n", " ")


@pytest.mark.parametrize("words", [None, 7, ["a ", 7, "<b>x</b>"], {"a": 1}])
def test_a_source_may_be_anything(words: object) -> None:
    assert held(written({"source": words})).text.strip() == ("a x" if isinstance(words, list) else "")


def test_a_long_answer_is_cut_and_says_so() -> None:
    dom = held(markdown("word " * 20_000, 1000))
    assert "Only the first 1000 characters are shown" in dom.text and len(dom.text) < 1200
    assert "Only the first" not in held(markdown("x" * 1000, 1000)).text
    assert code("x = 1\n" * 100, 60).endswith(
        "# Only the first 60 characters are shown; the rest is in the file that was handed in."
    )


def test_code_keeps_its_blanks_and_loses_what_cannot_be_seen() -> None:
    assert code("  if x:\r\n\ty = 1\x00 # \u202eabc\ud800") == "  if x:\n\ty = 1 # abc"


@pytest.mark.parametrize(
    "tex",
    [
        "x^2", "\\frac{a}{b}", "\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}", "a \\leq b < c", "\\left\\{x\\right\\}", "50\\%",
        "\\text{if } x \\in \\mathbb{R}",
    ],
)  # fmt: skip
def test_formulas_that_draw_are_typeset(tex: str) -> None:
    assert is_plain(tex)
    assert held(markdown(f"${tex}$")).formulas == [f"\\({tex}\\)"]


@pytest.mark.parametrize(
    "tex",
    [
        "\\href{x}{y}", "\\url{x}", "\\style{x}{y}", "\\class{x}{y}", "\\cssId{x}{y}", "\\unicode{x41}", "\\require{html}",
        "\\includegraphics{x}", "\\data{x=y}{z}", "\\htmlData{x=y}{z}", "\\htmlClass{x}{y}", "\\htmlStyle{x}{y}",
        "\\htmlId{x}{y}", "\\def\\a{b}", "\\newcommand{\\a}{b}", "\\renewcommand{\\frac}{b}", "\\let\\a\\b", "\\csname x",
        "\\newenvironment{a}{b}{c}", "\\DeclareMathOperator{\\a}{b}", "\\label{x}", "\\ref{x}", "\\eqref{x}", "\\tag{x}",
        "\\begin{href}x\\end{href}", "\\begin {align}", "\\rule{99em}{99em}", "\\hspace{-99em}", "\\kern99em", "\\Huge x",
        "\\\\[99em]", "\\\\ * [99em]", "\\bbox[red]{x}", "\\color{red}{x}", "\\mmlToken{mi}{x}", "\\\u017ftyle{x}{y}",
        "{", "}", "}{", "\\text{$x$}", "x\\", "{" * 40 + "}" * 40, "x" * 3000, "\\texttip{a}{b}", "\\toggle{a}{b}\\endtoggle",
    ],
)  # fmt: skip
def test_any_other_formula_is_shown_as_it_was_typed(tex: str) -> None:
    assert not is_plain(tex)


def test_of_very_many_formulas_the_rest_is_shown_as_typed() -> None:
    dom = held(markdown("$x$ " * (MOST_FORMULAS + 50)))
    assert len(dom.formulas) == MOST_FORMULAS and dom.text.count("$x$") == 50


DEEP = [
    "[", "![", "]", "[]", "[a](", "[a](b", "*a ", "**a ", "*a **b _c ", "*a_ ", "`a``b```c", "<", "<a ", '<a b="', "<!--",
    "> ", "> - ", "- ", "[a]: b\n", "[a]", "~~a ", "$a ", "$$a", "$\\a", "\\\\(a", "\\begin{a}", "\\begin{a}\n", "$${", "|a", "|",
    "[a](" + "(" * 10, "<http:", "http://,", "# a\n", "a\n=\n", "```\n", '[a](b "', "1. a\n", "&#", "<b>", "<sub>", "<b>\n\n",
    "e\u0301\u0316", "\u0301\u0316\u05b0", "![a](attachment:x)",
]  # fmt: skip


@pytest.mark.parametrize("piece", DEEP)
def test_no_depth_is_too_deep(piece: str) -> None:
    """What it costs is in tests/benchmarks/clean_cost.py; here: it ends, is held, and is no longer than it should be."""
    words = piece * (ANSWER // len(piece))
    markup = markdown(words)
    assert len(markup) < 12 * len(words) + 2000
    held(markdown(piece * (5000 // len(piece))))


def test_a_short_name_for_a_long_address_does_not_fill_the_page() -> None:
    words = f"[a]: https://example.org/{'x' * 1900}\n\n" + "[a] " * 5000
    assert len(markdown(words)) < 40_000 * 8
    held(markdown(words))
