"""When two references name the same source: a rule, not a guess.

Identifiers first (DOI, arXiv, ISBN, ORCID, with their check digits), then the
page an address names, then, for things that have titles, kind and title. People,
communities, objects and ideas without an identifier are never taken for the same
by name alone: thirty students' "my tutor" are not one source.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

__all__ = ["arxiv_of", "differ", "doi_of", "isbn_of", "keys", "orcid_of", "page_of", "same", "strong_keys", "title_of"]

_DOI = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*/[^\s\"?#&]+", re.IGNORECASE)
# What publishers put behind a DOI in their addresses: views of one work.
_VIEW = re.compile(
    r"(?:/(?:full|abstract|summary|pdf|epdf|pdfdirect|epub|html|htm|xml|meta|metrics|references|citations|figures|tables)"
    r"|\.pdf|\.html?|\.full)+/?$",
    re.IGNORECASE,
)
_ARXIV_ID = r"(?:(\d{4}\.\d{4,5})|([a-z-]+)(?:\.[a-z]{2})?(/\d{7}))(?!\d)(?:v\d+)?"
_ARXIV = re.compile(rf"(?:^|arxiv[:./]\s*|arxiv\.org/(?:abs|pdf|html|ps|format)/){_ARXIV_ID}", re.IGNORECASE)
_ESCAPES = re.compile(r"((?:%[0-9A-Fa-f]{2})+)")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_TRACKING = re.compile(
    r"^(?:utm_.*|fbclid|gclid|mc_cid|mc_eid|igshid|phpsessid|sid|sessionid|jsessionid)$", re.IGNORECASE
)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"))
_LABELS = ("www.", "m.", "mobile.", "amp.")
_TITLED = {"book", "paper", "site", "tool", "database", "event"}


def doi_of(text: str) -> str:
    """Return the DOI in a text or address, in small letters; empty where there is none."""
    found = _DOI.search(unquote(text))
    if not found:
        return ""
    doi = found.group()
    if text[:4].lower() == "http" and "doi.org/" not in text.lower():
        doi = _VIEW.sub("", _SESSION.sub("", doi))
    while doi[-1] in ".,;:'>" or any(doi[-1] == end and doi.count(end) > doi.count(begin) for begin, end in _PAIRS):
        doi = doi[:-1]
    return doi.lower()


def arxiv_of(text: str) -> str:
    """Return the arXiv id in a text, address or DOI, without its version and class; empty where there is none."""
    text = text.strip()
    if text[:4].lower() == "http":
        host = (re.match(r"https?://([^/?#]*)", text.lower()) or [""] * 2)[1]
        if host != "arxiv.org" and not host.endswith(".arxiv.org"):
            return ""
    found = _ARXIV.search(text)
    return "".join(part for part in found.groups() if part).lower() if found else ""


def isbn_of(text: str) -> str:
    """Return an ISBN as thirteen digits; empty where the check digit is wrong: then it is text."""
    text = unicodedata.normalize("NFKC", text)
    bare = re.sub(r"(?i)urn:isbn:|isbn(?:-?1[03](?=[\s:]))?:?|[\s\-\u00ad\u2010-\u2015\u2212]", "", text)
    if re.fullmatch(r"\d{9}[\dXx]", bare):
        total = sum((10 - place) * (10 if digit in "Xx" else int(digit)) for place, digit in enumerate(bare))
        if total % 11:
            return ""
        first = "978" + bare[:9]
        return first + str(-_weighted(first) % 10)
    if re.fullmatch(r"97[89]\d{10}", bare) and _weighted(bare) % 10 == 0:
        return bare
    return ""


def _weighted(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))


def orcid_of(text: str) -> str:
    """Return an ORCID as sixteen characters; empty where the check digit is wrong."""
    between = r"[\s\-\u2010-\u2015\u2212]?"
    found = re.search(
        rf"(?<![0-9])(\d{{4}}){between}(\d{{4}}){between}(\d{{4}}){between}(\d{{3}}[\dXx])(?![0-9])", text
    )
    if not found:
        return ""
    bare = "".join(found.groups()).upper()
    total = 0
    for digit in bare[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return bare if bare[15] == ("X" if check == 10 else str(check)) else ""


def page_of(url: str) -> str:
    """Return the one form of all addresses of a page; empty where it is no http address.

    Scheme, letter case of the host, a leading ``www.``, ``m.``, ``mobile.`` or ``amp.``, default ports, a
    trailing slash, percent-encoding that is not needed, the order of a query, tracking parameters and a plain
    fragment make no difference; other hosts, ports, parameters and ``#!`` or ``#/`` routes do.
    """
    try:
        parts = urlsplit(url.strip())
        if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
            return ""
        host, port = _host(parts.hostname), parts.port
    except ValueError:
        return ""
    if port in (None, 80, 443):
        port = None
    path = _plain(_SESSION.sub("", parts.path)).removesuffix("/").removesuffix("/amp")
    pairs = [(_plain(n, query=True), _plain(v, query=True)) for n, v in _pairs(parts.query)]
    query = [pair for pair in pairs if not _TRACKING.match(pair[0]) and pair != ("amp", "1")]
    video = _video(host, path, query)
    if video:
        return f"youtube.com/watch?v={video}"
    fragment = "#" + _plain(parts.fragment) if parts.fragment[:1] in ("!", "/") else ""
    asked = "&".join(f"{name}={value}" for name, value in sorted(query))
    return f"{host}{f':{port}' if port else ''}{path}{'?' + asked if asked else ''}{fragment}"


def _host(name: str) -> str:
    labels = re.split(r"[.\u3002\uff0e\uff61]", unicodedata.normalize("NFC", name.lower()).rstrip("."))
    host = ".".join(label if label.isascii() else _puny(label) for label in labels)
    for label in _LABELS:
        if host.startswith(label) and host.count(".") >= 2:
            return host[len(label) :]
    return host


def _puny(label: str) -> str:
    """Return a label as name servers see it; "ß" is a letter of its own, as browsers have it."""
    return "xn--" + label.encode("punycode").decode("ascii")


def _pairs(query: str) -> list[tuple[str, str]]:
    parted = (part.partition("=") for part in query.split("&") if part)
    return [(name, value) for name, _equals, value in parted]


def _plain(text: str, *, query: bool = False) -> str:
    """Undo percent-encoding of what needs none (unreserved and non-ASCII), once, and write the rest in one way."""
    if query:
        text = text.replace("+", "%20")
    parts = _ESCAPES.split(text)
    for place, part in enumerate(parts):
        parts[place] = _unescaped(part) if place % 2 else re.sub(r"[\x00-\x20\"%<>\\^`{|}\x7f]", _escape, part)
    return unicodedata.normalize("NFC", "".join(parts))


def _escape(found: re.Match[str]) -> str:
    return f"%{ord(found.group()):02X}"


def _unescaped(run: str) -> str:
    raw = bytes.fromhex(run.replace("%", ""))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("ascii", "surrogateescape")
    shown = []
    for char in text:
        if char in _UNRESERVED or (ord(char) > 127 and not 0xDC80 <= ord(char) <= 0xDCFF):
            shown.append(char)
        else:
            shown.append(f"%{ord(char) & 0xFF:02X}")
    return "".join(shown)


def _video(host: str, path: str, query: list[tuple[str, str]]) -> str:
    if host == "youtu.be":
        return path.strip("/") if "/" not in path.strip("/") else ""
    if host in ("youtube.com", "youtube-nocookie.com"):
        if path == "/watch":
            named = [value for name, value in query if name == "v"]
            return named[0] if len(named) == 1 else ""
        found = re.fullmatch(r"/(?:embed|shorts)/([\w-]+)", path)
        return found.group(1) if found else ""
    return ""


def title_of(text: str) -> str:
    """Return a title without marks, case, punctuation and blanks, to compare by.

    Marks go where they are accents on a letter. In scripts where they are vowels (Devanagari, Thai and others)
    they stay: without them other words would look alike.
    """
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = []
    accents = True
    for char in parted:
        sort = unicodedata.category(char)[0]
        if sort in "LN":
            accents = char < "\u0900"  # Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and their neighbours
            kept.append(char)
        elif char in "+#" or (sort == "M" and not accents):
            kept.append(char)
    return unicodedata.normalize("NFKC", "".join(kept))


def strong_keys(fields: Mapping[str, object]) -> dict[str, str]:
    """Return the identifiers of a source by their kind: at most one each of doi, arxiv, isbn, orcid."""

    def text(name: str) -> str:
        value = fields.get(name)
        return value if isinstance(value, str) else ""

    found = {
        "doi": doi_of(text("doi")) or doi_of(text("url")),
        "arxiv": arxiv_of(text("arxiv")) or arxiv_of(text("url")),
        "isbn": isbn_of(text("isbn")),
        "orcid": orcid_of(text("orcid")) or (orcid_of(text("url")) if _at_orcid(text("url")) else ""),
    }
    if found["doi"].startswith("10.48550/arxiv.") and arxiv_of(found["doi"]):
        found["arxiv"], found["doi"] = arxiv_of(found["doi"]), ""
    return {kind: value for kind, value in found.items() if value}


def _at_orcid(url: str) -> bool:
    return re.match(r"https?://(?:www\.)?orcid\.org/", url, re.IGNORECASE) is not None


def keys(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return what a source may be recognised by, the surest first.

    Parameters
    ----------
    fields
        A source's fields; only ``kind``, ``name``, ``url`` and the identifiers are looked at.

    Returns
    -------
    tuple of str
        Such as ``("doi:10.1000/1", "page:example.org/a")``. A title stands in it only where there is no
        identifier or address, and only for kinds that have titles.
    """
    found = [f"{kind}:{value}" for kind, value in strong_keys(fields).items()]
    url = fields.get("url")
    page = page_of(url) if isinstance(url, str) and url else ""
    if page:
        found.append(f"page:{page}")
    name, kind = fields.get("name"), fields.get("kind")
    if not found and isinstance(name, str) and isinstance(kind, str) and kind in _TITLED and title_of(name):
        year = _YEAR.search(str(fields.get("year") or fields.get("published") or ""))
        found.append(f"title:{kind}:{title_of(name)}:{year.group() if year else ''}")
    return tuple(found)


def differ(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    """Tell whether strong identifiers part two sources, even where address or title agree."""
    strong_a, strong_b = strong_keys(a), strong_keys(b)
    return any(strong_a[kind] != strong_b[kind] for kind in strong_a.keys() & strong_b.keys())


def same(a: Mapping[str, object], b: Mapping[str, object]) -> bool:
    """Tell whether two sources are one by the rules, with no guess.

    Strong identifiers that differ part them even where address or title agree.
    """
    if differ(a, b):
        return False
    keys_a, keys_b = set(keys(a)), set(keys(b))
    if keys_a & keys_b:
        return True
    titles = [next((k for k in ks if k.startswith("title:")), "") for ks in (keys_a, keys_b)]
    if all(titles):  # years that are not both known are not in conflict
        first, second = (t.rsplit(":", 1) for t in titles)
        return first[0] == second[0] and ("" in (first[1], second[1]) or first[1] == second[1])
    return False
