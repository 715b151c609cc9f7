"""Text from strangers stays text, and addresses are ones that may stand behind a link."""

from __future__ import annotations

import pytest

from sourcenet.errors import BadValue
from sourcenet.safety import LIMITS, clean_text, clean_url, is_safe_url


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Half an Hour \n", "Half an Hour"),
        ("a\x00b\x1bc\x7f", "abc"),
        ("abc\u202egnp.exe", "abcgnp.exe"),
        ("half\ud800 a pair", "half a pair"),
        ("e\u0301", "é"),
        ("👩\u200d🏫 teacher", "👩\u200d🏫 teacher"),
        ("مكتبة", "مكتبة"),
        ("line\r\nline\rline", "line\nline\nline"),
        (None, ""),
        (42, ""),
        (["x"], ""),
    ],
)
def test_text_is_cleaned_of_what_cannot_be_seen(given: object, kept: str) -> None:
    assert clean_text(given) == kept


def test_a_cut_text_says_so() -> None:
    assert clean_text("x" * 50, 10) == "x" * 9 + "…"


def test_cleaning_twice_changes_nothing() -> None:
    text = " \u202e a\u0301 \x00 \ud83d end "
    assert clean_text(clean_text(text)) == clean_text(text)


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=c#d", "http://example.org", "mailto:library@example.org", "HTTPS://EXAMPLE.ORG"]
)
def test_addresses_that_are_kept(url: str) -> None:
    assert clean_url(url) == url


def test_an_address_without_its_beginning_gets_it() -> None:
    assert clean_url("www.example.org") == "https://www.example.org"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        "https://",
        'https://example.org/"onmouseover="x',
        "https://example.org/<script>",
        "https://exam ple.org",
        "example",
        "mailto:",
    ],
)
def test_addresses_that_are_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(BadValue, match="This address was not kept") as refused:
        clean_url(url)
    assert refused.value.field == "url"
    assert not is_safe_url(url)


def test_an_address_that_is_too_long_is_refused() -> None:
    with pytest.raises(BadValue, match=str(LIMITS["url"])):
        clean_url("https://example.org/" + "x" * LIMITS["url"])
