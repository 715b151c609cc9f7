"""When two references name the same source, by a table judged by hand from the rules."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from sourcenet.model.identity import arxiv_of, doi_of, isbn_of, keys, orcid_of, page_of, same

from .identity_pairs import PAIRS


@pytest.mark.parametrize(("rule", "one", "a", "b"), PAIRS, ids=[f"{n}-{row[0]}" for n, row in enumerate(PAIRS)])
def test_a_pair_is_judged_by_its_rule(rule: str, one: bool, a: dict[str, Any], b: dict[str, Any]) -> None:
    assert same(a, b) is one, rule
    assert same(b, a) is one, rule


def test_precision_and_recall_over_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    merged = [one for _rule, one, a, b in PAIRS if same(a, b)]
    found = [same(a, b) for _rule, one, a, b in PAIRS if one]
    precision, recall = sum(merged) / len(merged), sum(found) / len(found)
    with capsys.disabled():
        sys.stdout.write(f"\nidentity: {len(PAIRS)} pairs, precision {precision:.4f}, recall {recall:.4f}\n")
    assert len(PAIRS) >= 120
    assert precision >= 0.999
    assert recall >= 0.98


def test_a_source_is_the_same_as_itself_where_anything_is_known_of_it() -> None:
    for rule, one, a, b in PAIRS:
        if one:
            assert same(a, a) and same(b, b), rule


@pytest.mark.parametrize(
    "text", ["", " ", "x", "\ud800", "http://[", "https://:99999999/", "%", "%zz", "10.1000/", "\x00"]
)
def test_nothing_that_is_written_breaks_the_rules(text: str) -> None:
    for read in (arxiv_of, doi_of, isbn_of, orcid_of, page_of):
        assert isinstance(read(text), str)
    fields = {"name": text, "kind": "book", "url": text, "doi": text, "isbn": text, "arxiv": text, "orcid": text}
    assert same(fields, fields) in (True, False)


def test_values_of_another_type_are_no_identifiers() -> None:
    fields = {"name": 5, "kind": ["book"], "url": None, "doi": 10, "isbn": {}, "arxiv": [], "orcid": True}
    assert keys(fields) == ()
