"""What an event must be before it is written: each refusal has its sentence, and changes nothing."""

from __future__ import annotations

import math
from typing import Any

import pytest

from sourcenet import SourcenetError, SourceNetwork
from sourcenet.errors import AlreadyHere, BadValue, StillNeeded, UnknownConnection, UnknownKind, UnknownSource
from sourcenet.model.fields import clean_date

BLOG = "half-an-hour-00"
AUNT = "my-aunt-0000000"
TIE = "aunt-to-blog-00"
APART = "set-aside-00000"
OFF = "tie-set-aside-0"


@pytest.fixture
def network() -> SourceNetwork:
    network = SourceNetwork.in_memory(question="q?", learner="learner-07")
    network.propose(
        [
            {"do": "add", "id": BLOG, "name": "Half an Hour"},
            {"do": "add", "id": AUNT, "name": "my aunt", "kind": "person"},
            {"do": "add", "id": APART, "name": "old blog"},
            {"do": "connect", "id": TIE, "start": AUNT, "end": BLOG, "why": "She told me."},
            {"do": "connect", "id": OFF, "start": "me", "end": APART},
            {"do": "prune", "of": OFF, "reason": "not used any more"},
            {"do": "prune", "of": APART, "reason": "it has not been written for years"},
        ]
    )
    return network


def _add(**fields: Any) -> dict[str, Any]:
    return {"do": "add", "name": "x", **fields}


def _tie(**fields: Any) -> dict[str, Any]:
    return {"do": "connect", "start": "me", "end": BLOG, **fields}


REFUSED: list[tuple[dict[str, Any] | Any, type[SourcenetError], str, str]] = [
    # what is proposed, the error, a part of its sentence, the field it is about
    (_add(name=""), BadValue, "needs a name", "name"),
    (_add(name=" \u200b\u202e\x07 "), BadValue, "needs a name", "name"),
    (_add(name="\u200d\u200d"), BadValue, "needs a name", "name"),
    (_add(name="\u3164\u2800"), BadValue, "needs a name", "name"),
    (_add(name="\ud800"), BadValue, "needs a name", "name"),
    (_add(name=["x"]), BadValue, "is a text", "name"),
    (_add(name="n" * 10_000), BadValue, "up to 200 characters; this has 10000", "name"),
    (_add(name="🌙" * 201), BadValue, "up to 200 characters", "name"),
    (_add(kind="web page"), UnknownKind, '"web page" is not a kind of source', "kind"),
    (_add(kind="persn"), UnknownKind, 'Did you mean "person"', "kind"),
    (_add(kind=5), UnknownKind, "is not a kind", "kind"),
    (_add(url="javascript:alert(1)"), BadValue, "begins with https://", "url"),
    (_add(url="JaVaScRiPt:alert(1)"), BadValue, "begins with https://", "url"),
    (_add(url="java\tscript:alert(1)"), BadValue, "begins with https://", "url"),
    (_add(url="data:text/html,<script>"), BadValue, "begins with https://", "url"),
    (_add(url='https://a.example/"><script>'), BadValue, "no blanks", "url"),
    (_add(url="https://a.example/ b"), BadValue, "no blanks", "url"),
    (_add(url="https://a.example/" + "x" * 2000), BadValue, "at most 2000 fit", "url"),
    (_add(feed="file:///etc/passwd"), BadValue, "begins with https://", "url"),
    (_add(origin="stolen"), BadValue, "one of: brought, added", "origin"),
    (_add(setting="loud"), BadValue, "one of: formal, informal", "setting"),
    (_add(checked="2026-02-31"), BadValue, '"2026-02-31" is not a day that there is', "checked"),
    (_add(notes="n" * 10_001), BadValue, "up to 10000", "notes"),
    (_add(viewpoint="v" * 101), BadValue, "up to 100", "viewpoint"),
    (_add(extra=5), BadValue, "could not be understood", ""),
    (_add(extra={"x": object()}), BadValue, "a text, a number, or a short list", ""),
    (_add(extra={"x": math.nan}), BadValue, "a text, a number, or a short list", ""),
    (_add(extra={"x": [[1]]}), BadValue, "a text, a number, or a short list", ""),
    (_add(extra={str(n): n for n in range(41)}), BadValue, "more than 40", "extra"),
    (_add(id="short"), BadValue, "An id is 12 to 64", ""),
    (_add(id="x" * 65), BadValue, "An id is 12 to 64", ""),
    (_add(id="with blanks in"), BadValue, "An id is 12 to 64", ""),
    (_add(id=["x"]), BadValue, "An id is 12 to 64", ""),
    (_add(id=BLOG), BadValue, "was used for another change", ""),
    (_add(id=APART), BadValue, "was used for another change", ""),
    (_tie(end="nowhere-at-all"), UnknownSource, "no such source in this network any more", "end"),
    (_tie(end=APART), UnknownSource, "is set aside", "end"),
    (_tie(end="me"), BadValue, "joins two different sources", "end"),
    (_tie(start=["me"]), UnknownSource, "no such source", "start"),
    (_tie(relation=" "), BadValue, "needs a relation", "relation"),
    (_tie(strength=6), BadValue, "a number from 1 to 5", "strength"),
    (_tie(strength=0), BadValue, "a number from 1 to 5", "strength"),
    (_tie(strength=2.5), BadValue, "a number from 1 to 5", "strength"),
    (_tie(strength=True), BadValue, "a number from 1 to 5", "strength"),
    (_tie(strength="very"), BadValue, "a number from 1 to 5", "strength"),
    (_tie(last_used="31 February"), BadValue, "is not a day that there is", "last_used"),
    (_tie(last_used="2026-02-31"), BadValue, "is not a day that there is", "last_used"),
    (_tie(weight="heavy"), BadValue, "Weight is a number", "weight"),
    (_tie(weight=math.inf), BadValue, "Weight is a number", "weight"),
    (_tie(why="w" * 2001), BadValue, "up to 2000", "why"),
    ({"do": "edit", "of": BLOG}, BadValue, "names what it changes", ""),
    ({"do": "edit", "of": BLOG, "set": {}}, BadValue, "names what it changes", ""),
    ({"do": "edit", "of": BLOG, "set": "name"}, BadValue, "names what it changes", ""),
    ({"do": "edit", "of": BLOG, "set": {"name": ""}}, BadValue, "needs a name", "name"),
    ({"do": "edit", "of": "nowhere-at-all", "set": {"name": "y"}}, UnknownSource, "no such source", ""),
    ({"do": "edit", "of": TIE, "set": {"name": "y"}}, UnknownSource, "no such source", ""),
    ({"do": "edit", "of": "question", "set": {"question": "q" * 301}}, BadValue, "up to 300", "question"),
    ({"do": "reconnect", "of": BLOG, "set": {"why": "y"}}, UnknownConnection, "no such connection", ""),
    ({"do": "reconnect", "of": TIE, "set": {"relation": ""}}, BadValue, "needs a relation", "relation"),
    ({"do": "prune", "of": BLOG}, BadValue, "keeps a reason", "reason"),
    ({"do": "prune", "of": BLOG, "reason": " "}, BadValue, "keeps a reason", "reason"),
    ({"do": "prune", "of": APART, "reason": "again"}, UnknownSource, "", ""),
    ({"do": "prune", "of": ["x"], "reason": "y"}, BadValue, "could not be understood", ""),
    ({"do": "restore", "of": BLOG}, UnknownSource, "was not set aside", ""),
    ({"do": "restore", "of": OFF}, StillNeeded, "Bring that source back first", ""),
    ({"do": "place", "to": {}}, BadValue, "nothing to place", ""),
    ({"do": "place", "to": {"nowhere-at-all": [1, 2]}}, BadValue, "nothing to place", ""),
    ({"do": "place", "to": {BLOG: [1]}}, BadValue, "two numbers", ""),
    ({"do": "place", "to": {BLOG: [math.nan, 1]}}, BadValue, "two numbers", ""),
    ({"do": "place", "to": {BLOG: [1e7, 1]}}, BadValue, "two numbers", ""),
    ({"do": "place", "to": {BLOG: [10**400, 1]}}, BadValue, "", ""),
    ({"do": "place", "to": 5}, BadValue, "nothing to place", ""),
    ({"do": "appraise", "of": "nowhere-at-all"}, UnknownSource, "no such source", ""),
    ({"do": "appraise", "of": BLOG, "answers": [1]}, BadValue, "An appraisal holds", "answers"),
    ({"do": "appraise", "of": BLOG, "answers": {"who": math.nan}}, BadValue, "is a number", "answers"),
    (
        {"do": "appraise", "of": BLOG, "compared_with": ["nowhere-at-all"]},
        UnknownSource,
        "no such source",
        "compared_with",
    ),
    ({"do": "decide"}, BadValue, "what you decided", "what"),
    ({"do": "decide", "what": " "}, BadValue, "what you decided", "what"),
    ({"do": "traverse", "steps": [BLOG, "me"]}, BadValue, "begins with you", "steps"),
    ({"do": "traverse", "steps": ["me"]}, BadValue, "at least one step", "steps"),
    ({"do": "traverse", "steps": ["me", "nowhere-at-all"]}, UnknownSource, "no such source", "steps"),
    ({"do": "traverse", "steps": ["me", *[BLOG] * 50]}, BadValue, "up to 50 steps", "steps"),
    ({"do": "choose"}, BadValue, "at least one connection", ""),
    ({"do": "choose", "of": [BLOG]}, UnknownConnection, "connections or appraisals", ""),
    ({"do": "choose", "of": 5}, BadValue, "could not be understood", ""),
    ({"do": "begin", "moment": " "}, BadValue, "A moment needs a name", "moment"),
    ({"do": "begin", "moment": ["x"]}, BadValue, "is a text", "moment"),
    ({"do": "undo", "of": [TIE]}, BadValue, "nothing that can be done", ""),
    ({"do": "forget", "of": BLOG}, BadValue, "nothing that can be done", ""),
    ({"do": "share"}, BadValue, "nothing that can be done", ""),
    ({"do": "comment"}, UnknownSource, "no such place", "of"),
    ({"do": ["add"]}, BadValue, "nothing that can be done", ""),
    ({}, BadValue, "nothing that can be done", ""),
    ("add", BadValue, "could not be understood", ""),
    (None, BadValue, "could not be understood", ""),
]


@pytest.mark.parametrize(("proposal", "error", "part", "field"), REFUSED, ids=[str(row[0])[:50] for row in REFUSED])
def test_a_refusal_says_why_and_changes_nothing(
    network: SourceNetwork, proposal: Any, error: type[SourcenetError], part: str, field: str
) -> None:
    before = (network.events, network.sources, network.connections, network.archive, network.positions)
    with pytest.raises(error) as caught:
        network.propose([_add(name="first of two"), proposal])
    assert part in caught.value.sentence
    assert caught.value.field == field
    assert caught.value.sentence.endswith((".", "?")) and len(caught.value.sentence) < 400
    assert (network.events, network.sources, network.connections, network.archive, network.positions) == before


def test_what_is_no_list_of_changes_is_refused(network: SourceNetwork) -> None:
    for proposals in (5, "add", {"do": "add"}):
        with pytest.raises(BadValue, match="could not be understood"):
            network.propose(proposals)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Half an   Hour \n", "Half an Hour"),
        ("📚 my shelf 👩🏽‍⚕️", "📚 my shelf 👩🏽‍⚕️"),
        ("ספרייה עירונית", "ספרייה עירונית"),
        ("evil \u202egnp.exe", "evil gnp.exe"),
        ("cafe\u0301", "café"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        ("half \ud83d a moon", "half a moon"),
        ("</script><img src=x onerror=alert(1)>", "</script><img src=x onerror=alert(1)>"),
        ("a\u2028b", "a b"),
        (42, "42"),
    ],
)
def test_a_name_is_kept_as_clean_text(network: SourceNetwork, written: Any, kept: str) -> None:
    assert SourceNetwork.in_memory().add(written, kind="tool").name == kept
    network.propose([_add(name=written, kind="object")])
    assert network.sources[-1].name == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2026-10-01", "2026-10-01"),
        ("2026-1-2", "2026-01-02"),
        ("2026-10", "2026-10"),
        ("2026", "2026"),
        ("2024-02-29", "2024-02-29"),
        ("٢٠٢٦-١٠-٠١", "2026-10-01"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(written: object, kept: str) -> None:
    assert clean_date(written) == kept


@pytest.mark.parametrize(
    "written", ["2026-02-29", "2026-13-01", "2026-00-01", "0000-01-01", "1.10.2026", "x" * 99, "26"]
)
def test_a_day_that_there_is_not_is_refused(written: str) -> None:
    with pytest.raises(BadValue, match="not a day"):
        clean_date(written)


def test_small_kindnesses(network: SourceNetwork) -> None:
    """Other words for a kind, an address without its beginning, the word for a strength, numbers for texts."""
    source = network.add("Talk", kind="Website", url="www.example.org", year=2005, tags="sleep")
    assert (source.kind, source.url, source.year, source.tags) == (
        "site",
        "https://www.example.org",
        "2005",
        ("sleep",),
    )
    assert network.connect("me", source, strength="often").strength == 4


def test_extra_fields_never_take_the_place_of_ours(network: SourceNetwork) -> None:
    extra = {"id": "x" * 16, "by": "x", "sum": "x", "name": "other", "stood": "x", "colour": "red", "size": 2}
    network.propose([_add(name="mine", extra=extra)])
    assert network.sources[-1].name == "mine"
    assert network.sources[-1].extra == {"colour": "red", "size": 2}


def test_a_misspelt_field_is_named(network: SourceNetwork) -> None:
    for call in (
        lambda: network.add("y", viewpiont="critic"),
        lambda: network.edit(BLOG, viewpiont="critic"),
        lambda: network.connect("me", BLOG, whyy="x"),
        lambda: network.edit(TIE, whyy="x"),
    ):
        with pytest.raises(BadValue, match="There is no field"):
            call()


def test_duplicate_ids(network: SourceNetwork) -> None:
    """Sent again it is the same change; with other content it is refused; as the id of something else too."""
    again = {"do": "add", "id": "sent-twice-00000", "name": "  Sent  twice ", "kind": "website", "checked": "2026-1-2"}
    assert len(network.propose([again])) == 1
    assert network.propose([again]) == () and network.propose([again, again]) == ()
    with pytest.raises(BadValue, match="another change"):
        network.propose([{**again, "name": "other"}])
    with pytest.raises(BadValue, match="another change"):
        network.propose([{"do": "prune", "id": "sent-twice-00000", "of": BLOG, "reason": "x"}])
    assert [source.name for source in network.sources].count("Sent twice") == 1


def test_the_rules_say_that_an_id_is_taken(network: SourceNetwork) -> None:
    from sourcenet.model.rules import checked

    with pytest.raises(AlreadyHere, match="this id is in the network already"):
        checked("add", BLOG, _add(), network._keeper.state, network.vocabulary)


def test_a_source_more_than_fits(network: SourceNetwork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sourcenet.model.rules.MAX_SOURCES", 4)
    network.propose([_add(name="a"), _add(name="b")])
    with pytest.raises(BadValue, match="holds up to 4 sources"):
        network.propose([_add(name="c")])
