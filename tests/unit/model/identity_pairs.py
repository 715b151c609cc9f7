"""Pairs of references, judged by hand from the rules of identity: one source, or two.

Each row: the rule, True for one source, and the two references. A reference is a mapping of a source's fields;
what is left out is empty. Every pair is judged in both directions.
"""

from __future__ import annotations

from typing import Any

__all__ = ["PAIRS"]

Reference = dict[str, Any]


def _page(url: str) -> Reference:
    return {"name": "a page", "kind": "person", "url": url}  # of a kind that is never recognised by its name


def _doi(doi: str) -> Reference:
    return {"name": "a work", "kind": "person", "doi": doi}


def _titled(name: str, kind: str = "book", year: str = "") -> Reference:
    return {"name": name, "kind": kind, "year": year}


def _with(field: str, value: str) -> Reference:
    return {"name": "a thing", "kind": "person", field: value}


_ONE_DOI = [
    ("10.1000/182", "10.1000/182"),
    ("10.1000/ABC", "10.1000/abc"),
    ("10.1000/182", "doi:10.1000/182"),
    ("10.1000/182", "DOI: 10.1000/182"),
    ("10.1000/182", "https://doi.org/10.1000/182"),
    ("10.1000/182", "http://dx.doi.org/10.1000/182"),
    ("10.1000/182", "https://doi.org/10.1000%2F182"),
    ("10.1000/182", "10.1000/182."),
    ("10.1000/182", "(10.1000/182)"),
    ("10.1000.10/123", "doi:10.1000.10/123"),
    ("10.1016/0022-1694(70)90255-6", "https://doi.org/10.1016/0022-1694%2870%2990255-6"),
    (
        "10.1002/(SICI)1097-4571(199801)49:1<1::AID-ASI1>3.0.CO;2-8",
        "10.1002/(sici)1097-4571(199801)49:1<1::aid-asi1>3.0.co;2-8",
    ),
]
_TWO_DOIS = [
    ("10.1000/182", "10.1000/183"),
    ("10.1000/182", "10.1001/182"),
    ("10.1000/182", "10.1000/1820"),
    ("10.1016/0022-1694(70)90255-6", "10.1016/0022-1694(70)90255-7"),
    (
        "10.1002/(SICI)1097-4571(199801)49:1<1::AID-ASI1>3.0.CO;2-8",
        "10.1002/(SICI)1097-4571(199801)49:1<9::AID-ASI2>3.0.CO;2-0",
    ),
    ("10.1093/sleep/zsab001", "10.1093/sleep/zsab002"),
]
_DOI_AND_PAGE = [
    (True, "10.1080/15391523.2008.10782522", "https://www.tandfonline.com/doi/full/10.1080/15391523.2008.10782522"),
    (
        True,
        "10.1080/15391523.2008.10782522",
        "https://www.tandfonline.com/doi/abs/10.1080/15391523.2008.10782522?journalCode=x",
    ),
    (True, "10.1007/s11423-010-9161-8", "https://link.springer.com/article/10.1007/s11423-010-9161-8"),
    (True, "10.1007/s11423-010-9161-8", "https://link.springer.com/article/10.1007%2Fs11423-010-9161-8"),
    (True, "10.1007/s11423-010-9161-8", "https://link.springer.com/content/pdf/10.1007/s11423-010-9161-8.pdf"),
    (
        True,
        "10.1111/j.1467-8535.2010.01158.x",
        "https://onlinelibrary.wiley.com/doi/10.1111/j.1467-8535.2010.01158.x/abstract",
    ),
    (
        True,
        "10.1111/j.1467-8535.2010.01158.x",
        "https://onlinelibrary.wiley.com/doi/10.1111/j.1467-8535.2010.01158.x/full",
    ),
    (False, "10.1007/s11423-010-9161-8", "https://link.springer.com/article/10.1007/s11423-010-9161-9"),
    (False, "10.1234/56", "https://example.org/192.10.1234/56"),
]
_ONE_ARXIV = [
    ("1706.03762", "arXiv:1706.03762"),
    ("1706.03762", "arxiv: 1706.03762"),
    ("1706.03762", "1706.03762v5"),
    ("1706.03762v1", "1706.03762v5"),
    ("1706.03762", "https://arxiv.org/abs/1706.03762"),
    ("1706.03762", "http://arxiv.org/pdf/1706.03762v2.pdf"),
    ("1706.03762", "https://www.arxiv.org/pdf/1706.03762"),
    ("hep-th/9901001", "arXiv:hep-th/9901001v2"),
    ("hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
    ("0704.0001", "arXiv:0704.0001v3"),
]
_TWO_ARXIVS = [("1706.03762", "1706.03763"), ("hep-th/9901001", "hep-ph/9901001"), ("1706.03762", "1706.3762")]
_ARXIV_MIXED = [
    (True, _with("arxiv", "1706.03762"), _doi("10.48550/arXiv.1706.03762")),
    (True, _with("arxiv", "1706.03762"), _doi("https://doi.org/10.48550/ARXIV.1706.03762")),
    (True, _with("arxiv", "1706.03762"), _doi("10.48550/arXiv.1706.03762v2")),
    (True, _page("https://arxiv.org/abs/1706.03762"), _page("https://arxiv.org/pdf/1706.03762v7")),
    (False, _with("arxiv", "1706.03762"), _doi("10.48550/arXiv.1706.03763")),
    (False, _with("arxiv", "1706.03762"), _page("https://blog.example.org/arxiv/1706.03762")),
]
_ONE_ISBN = [
    ("9780306406157", "978-0-306-40615-7"),
    ("9780306406157", "0306406152"),
    ("9780306406157", "0-306-40615-2"),
    ("9780306406157", "ISBN 978-0-306-40615-7"),
    ("9780306406157", "ISBN-13: 978-0306406157"),
    ("9780306406157", "isbn13 9780306406157"),
    ("9780306406157", "ISBN-10: 0306406152"),
    ("9780306406157", "urn:isbn:9780306406157"),
    ("9780306406157", "978 0 306 40615 7"),
    ("9780306406157", "978–0–306–40615–7"),
    ("080442957X", "0-8044-2957-x"),
    ("080442957X", "9780804429573"),
]
_TWO_ISBNS = [
    ("9780306406157", "9780804429573"),
    ("9780306406157", "9780306406158"),  # a wrong check digit is text
    ("9780306406158", "9780306406158"),  # and two of it say nothing
    ("0306406153", "9780306406157"),
    ("9790306406156", "9780306406157"),
]
_ONE_ORCID = [
    ("0000-0002-1825-0097", "0000000218250097"),
    ("0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
    ("0000-0002-1825-0097", "orcid:0000-0002-1825-0097"),
    ("0000-0002-1825-0097", "ORCID iD: 0000-0002-1825-0097"),
    ("0000-0002-1694-233X", "0000-0002-1694-233x"),
    ("0000-0002-1694-233X", "http://orcid.org/000000021694233x"),
]
_TWO_ORCIDS = [
    ("0000-0002-1825-0097", "0000-0001-5109-3700"),
    ("0000-0002-1825-0098", "0000-0002-1825-0098"),  # a wrong check digit is text
    ("0000-0002-1825-0097", "0000-0002-1825-0098"),
]
_STRONG_PART = [
    ({"doi": "10.1000/1", "url": "https://example.org/a"}, {"doi": "10.1000/2", "url": "https://example.org/a"}),
    ({"isbn": "9780306406157", "name": "Sleep"}, {"isbn": "9780804429573", "name": "Sleep"}),
    ({"orcid": "0000-0002-1825-0097", "name": "K. Ito"}, {"orcid": "0000-0001-5109-3700", "name": "K. Ito"}),
    ({"arxiv": "1706.03762", "url": "https://example.org/p"}, {"arxiv": "1706.03763", "url": "https://example.org/p"}),
    ({"doi": "10.1000/1", "isbn": "9780306406157"}, {"doi": "10.1000/1", "isbn": "9780804429573"}),
]
_ONE_PAGE = [
    ("http://example.org/a", "https://example.org/a"),
    ("https://EXAMPLE.org/a", "https://example.ORG/a"),
    ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
    ("https://straße.example/", "https://xn--strae-oqa.example"),
    ("https://www.example.org/a", "https://example.org/a"),
    ("https://m.example.org/a", "https://example.org/a"),
    ("https://mobile.example.org/a", "https://www.example.org/a"),
    ("https://amp.example.org/a", "https://example.org/a"),
    ("http://example.org:80/a", "http://example.org/a"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("https://example.org/a/", "https://example.org/a"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org/%7Euser", "https://example.org/~user"),
    ("https://example.org/a%2Db", "https://example.org/a-b"),
    ("https://example.org/%C3%A9t%C3%A9", "https://example.org/été"),
    ("https://example.org/cafe\u0301", "https://example.org/café"),
    ("https://example.org/caf%C3%A9", "https://example.org/cafe%CC%81"),
    ("https://example.org/~a%2Fb", "https://example.org/%7Ea%2fb"),
    ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&x=1"),
    ("https://example.org/a?x=a+b", "https://example.org/a?x=a%20b"),
    ("https://example.org/a?utm_source=news&utm_medium=mail", "https://example.org/a"),
    ("https://example.org/a?x=1&fbclid=IwAR0", "https://example.org/a?x=1"),
    ("https://example.org/a?gclid=1", "https://example.org/a?mc_cid=2&mc_eid=3"),
    ("https://example.org/a?igshid=abc", "https://example.org/a"),
    ("https://example.org/a?PHPSESSID=12", "https://example.org/a?sid=9"),
    ("https://example.org/a?sessionid=4", "https://example.org/a"),
    ("https://example.org/a;jsessionid=0F3A", "https://example.org/a"),
    ("https://example.org/a;jsessionid=0F3A?x=1", "https://example.org/a?x=1"),
    ("https://example.org/a#part-2", "https://example.org/a"),
    ("https://example.org/a#:~:text=sleep", "https://example.org/a"),
    ("https://example.org/story/amp", "https://example.org/story"),
    ("https://example.org/story/amp/", "https://example.org/story/"),
    ("https://example.org/story?amp=1", "https://example.org/story"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s", "https://www.youtube.com/embed/dQw4w9WgXcQ"),
    ("https://m.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtube.com/shorts/dQw4w9WgXcQ"),
    ("https://youtu.be/dQw4w9WgXcQ?si=abc", "https://www.youtube.com/embed/dQw4w9WgXcQ?start=3"),
]
_TWO_PAGES = [
    ("https://example.org/a", "https://example.com/a"),
    ("https://blog.example.org/a", "https://example.org/a"),
    ("https://www.m.example.org/a", "https://example.org/a"),
    ("https://en.example.org/a", "https://de.example.org/a"),
    ("https://example.org:8080/a", "https://example.org/a"),
    ("https://example.org:8080/a", "https://example.org:8081/a"),
    ("https://example.org/a?id=1", "https://example.org/a?id=2"),
    ("https://example.org/a?id=1", "https://example.org/a"),
    ("https://example.org/a?q=%2541", "https://example.org/a?q=A"),
    ("https://example.org/a?q=1%262", "https://example.org/a?q=1&2"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://example.org/a%3Fb", "https://example.org/a?b"),
    ("https://example.org/c%2523", "https://example.org/c%23"),
    ("https://example.org/#!/a", "https://example.org/#!/b"),
    ("https://example.org/#/a", "https://example.org/#/b"),
    ("https://example.org/#/a", "https://example.org/"),
    ("https://exämple.org/", "https://example.org/"),
    ("https://straße.example/", "https://strasse.example/"),
    ("https://example.org/A", "https://example.org/a"),
    ("https://example.org/a", "https://example.org/b"),
    ("https://example.org/ampere", "https://example.org/"),
    ("https://example.org/a?amp=2", "https://example.org/a"),
    ("https://example.org/a?utmost=1", "https://example.org/a"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcR"),
    ("https://www.youtube.com/@one", "https://www.youtube.com/@two"),
    ("https://www.youtube.com/playlist?list=PL1", "https://www.youtube.com/playlist?list=PL2"),
    ("https://vimeo.example/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ"),
    ("mailto:ask@example.org", "mailto:ask@example.org"),  # a mailbox is no page
]
_CARRIED = [
    ({"doi": "10.1000/1", "url": "https://example.org/a"}, {"doi": "10.1000/1"}),
    ({"doi": "10.1000/1", "url": "https://example.org/a"}, {"url": "http://www.example.org/a/"}),
    ({"isbn": "0306406152", "doi": "10.1000/1"}, {"isbn": "978-0-306-40615-7"}),
]
_ONE_TITLE = [
    (_titled("Why We Sleep"), _titled("why we sleep")),
    (_titled("Why We Sleep!"), _titled("Why we sleep")),
    (_titled("Café society"), _titled("Cafe Society")),
    (_titled("Learning – a network"), _titled("Learning: a network")),
    (_titled("“Sleep”"), _titled("'Sleep'")),
    (_titled("Half an Hour", "site"), _titled("Half  an\u00a0hour", "site")),
    (_titled("ＡＢＣ of sleep"), _titled("ABC of sleep")),
    (_titled("ﬁnal report", "paper"), _titled("Final report", "paper")),
    (_titled("Straße", "paper"), _titled("STRASSE", "paper")),
    (_titled("Ἀριστοτέλης"), _titled("Αριστοτελης")),
    (_titled("Why We Sleep", year="2017"), _titled("Why We Sleep")),
    (_titled("Why We Sleep", year="2017"), _titled("Why We Sleep", year="2017-10")),
    (_titled("Sleep", "tool"), _titled("sleep", "tool")),
    (_titled("PubMed", "database"), _titled("Pub-Med", "database")),
    (_titled("Open Day 2026", "event"), _titled("open day, 2026", "event")),
    (_titled("नींद"), _titled("नींद")),
]
_TWO_TITLES = [
    (_titled("Why We Sleep"), _titled("Why We Dream")),
    (_titled("Why We Sleep", year="2017"), _titled("Why We Sleep", year="2019")),
    (_titled("Sleep", "book"), _titled("Sleep", "paper")),
    (_titled("C", "tool"), _titled("C++", "tool")),
    (_titled("C#", "tool"), _titled("C", "tool")),
    (_titled("कल"), _titled("काल")),
    (_titled("กิน"), _titled("กัน")),
    (_titled("Sleep 1"), _titled("Sleep 2")),
    (_titled("?!"), _titled("!?")),
    (_titled("my tutor", "person"), _titled("my tutor", "person")),
    (_titled("Mum", "person"), _titled("Mum", "person")),
    (_titled("chess club", "community"), _titled("chess club", "community")),
    (_titled("my diary", "object"), _titled("my diary", "object")),
    (_titled("sleep debt", "idea"), _titled("sleep debt", "idea")),
    ({**_titled("Half an Hour", "site"), "url": "https://a.example/"}, _titled("Half an Hour", "site")),
    (
        {**_titled("News", "site"), "url": "https://a.example/"},
        {**_titled("News", "site"), "url": "https://b.example/"},
    ),
]

PAIRS: list[tuple[str, bool, Reference, Reference]] = [
    *(("one DOI", True, _doi(a), _doi(b)) for a, b in _ONE_DOI),
    *(("two DOIs", False, _doi(a), _doi(b)) for a, b in _TWO_DOIS),
    *(("a DOI in an address", one, _doi(a), _page(b)) for one, a, b in _DOI_AND_PAGE),
    *(("one arXiv id", True, _with("arxiv", a), _with("arxiv", b)) for a, b in _ONE_ARXIV),
    *(("two arXiv ids", False, _with("arxiv", a), _with("arxiv", b)) for a, b in _TWO_ARXIVS),
    *(("an arXiv id in another form", one, a, b) for one, a, b in _ARXIV_MIXED),
    *(("one ISBN", True, _with("isbn", a), _with("isbn", b)) for a, b in _ONE_ISBN),
    *(("two ISBNs", False, _with("isbn", a), _with("isbn", b)) for a, b in _TWO_ISBNS),
    *(("one ORCID", True, _with("orcid", a), _with("orcid", b)) for a, b in _ONE_ORCID),
    *(("two ORCIDs", False, _with("orcid", a), _with("orcid", b)) for a, b in _TWO_ORCIDS),
    *(("strong identifiers part", False, {"kind": "book", **a}, {"kind": "book", **b}) for a, b in _STRONG_PART),
    *(("one page", True, _page(a), _page(b)) for a, b in _ONE_PAGE),
    *(("two pages", False, _page(a), _page(b)) for a, b in _TWO_PAGES),
    *(
        ("one of two identifiers", True, {"name": "x", "kind": "book", **a}, {"name": "y", "kind": "book", **b})
        for a, b in _CARRIED
    ),
    *(("one title", True, a, b) for a, b in _ONE_TITLE),
    *(("two titles, or only likely", False, a, b) for a, b in _TWO_TITLES),
]
