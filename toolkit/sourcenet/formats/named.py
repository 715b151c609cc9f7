"""What in a text looks like a source: addresses, identifiers, citations, references, titles, organisations, persons.

By shape alone (``shapes.py``), so that it is small and works offline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sourcenet.formats import shapes as s
from sourcenet.model.identity import arxiv_of, doi_of, isbn_of
from sourcenet.safety import LIMITS, is_safe_url
from sourcenet.words import _

__all__ = ["Seen", "seen"]


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that looks like a source: where it stands, what it is called, what it seems to be, and why."""

    start: int
    end: int
    name: str
    kind: str
    why: str
    url: str = ""
    doi: str = ""
    isbn: str = ""
    arxiv: str = ""
    authors: str = ""
    year: str = ""


def seen(text: str) -> Iterator[Seen]:
    """Give what is seen, the surest first: what is taken by one is not looked at again.

    Parameters
    ----------
    text
        A text without markup.
    """
    for look in (_addresses, _forums, _identifiers, _references, _cited, _titles, _apposed, _organisations, _persons):
        yield from look(text)


def _trimmed(found: str) -> str:
    while found and found[-1] in s.TRAIL and not (found[-1] == ")" and found.count("(") >= found.count(")")):
        found = found[:-1]
    return found


def _addresses(text: str) -> Iterator[Seen]:
    for match in s.URL.finditer(text):
        url = _trimmed(match.group())
        whole = url if url.lower().startswith("http") else f"https://{url}"
        if not is_safe_url(whole) or len(whole) > LIMITS["url"]:
            continue
        doi = doi_of(whole)
        host = re.sub(r"^https?://(?:www\.)?", "", whole, flags=re.IGNORECASE).partition("/")[0]
        name, kind = (doi, "paper") if doi else (host, _kind_of(host))
        yield Seen(match.start(), match.start() + len(url), name, kind, _("an address"), url=whole, doi=doi)


def _forums(text: str) -> Iterator[Seen]:
    for match in s.FORUM.finditer(text):
        url = f"https://www.reddit.com/{match.group()}"
        yield Seen(match.start(), match.end(), match.group(), "community", _("a forum of Reddit"), url=url)


def _kind_of(host: str) -> str:
    places = {
        "reddit.com": "community",
        "github.com": "tool",
        "arxiv.org": "database",
        "jstor.org": "database",
        "discord.com": "community",
    }
    return next((kind for end, kind in places.items() if host == end or host.endswith(f".{end}")), "site")


def _identifiers(text: str) -> Iterator[Seen]:
    for match in s.DOI.finditer(text):
        found = _trimmed(match.group())
        if doi := doi_of(found):
            yield Seen(match.start(), match.start() + len(found), doi, "paper", _("a s.DOI"), doi=doi)
    for match in s.ISBN.finditer(text):
        if isbn := isbn_of(match[1]):
            yield Seen(match.start(), match.end(), f"ISBN {isbn}", "book", _("an s.ISBN"), isbn=isbn)
    for match in s.ARXIV.finditer(text):
        if arxiv := arxiv_of(match.group()):
            yield Seen(match.start(), match.end(), f"arXiv:{arxiv}", "paper", _("an arXiv number"), arxiv=arxiv)


def _references(text: str) -> Iterator[Seen]:
    for match in s.REFERENCE.finditer(text):
        authors, year, title, behind = match[1], match[2], match[3].strip(), match[4]
        book = s.PRESS.search(behind) is not None and s.VOLUME.search(behind) is None
        people = "; ".join(name.strip(" ,&") for name in re.findall(s.AUTHOR, authors))
        kind, why = "book" if book else "paper", _("a reference with author, year and title")
        yield Seen(match.start(), match.end(3), title, kind, why, authors=people, year=year)


def _apposed(text: str) -> Iterator[Seen]:
    for match in s.APPOSED.finditer(text):
        name = _named(match[1])
        if name:
            start = match.start(1) + match[1].rfind(name)
            yield Seen(start, start + len(name), name, s.SORTS[match[2]], _("a name, and what it is"))


def _named(found: str) -> str:
    """Return a name without the words that begin a sentence or lead to it; empty where nothing is left."""
    words = found.split()
    while words and (words[0] in s.COMMON or words[0].islower()):
        words.pop(0)
    return " ".join(words).rstrip(".,'’&-")


def _cited(text: str) -> Iterator[Seen]:
    for match in s.CITED.finditer(text):
        names, year = match[1], match[2] or match[3]
        if names.split(",")[0].split(" ")[0] in s.COMMON or not 1500 <= int(year) <= 2100:
            continue
        if s.TWO_BEFORE.search(text[max(0, match.start() - 80) : match.start()]):
            continue  # "Teachers College Record (2019)" is where it stood, not who wrote it
        people = [part for part in re.split(r", | and | & |,? et al\.", names) if part]
        short = f"{people[0]} et al." if "et al." in names or len(people) > 2 else " & ".join(people)
        why = _("an author and a year")
        yield Seen(match.start(), match.end(), f"{short} {year}", "paper", why, authors="; ".join(people), year=year)


def _titles(text: str) -> Iterator[Seen]:
    for match in s.TITLED.finditer(text):
        title = match[1].rstrip(",.")
        words = title.split()
        capitals = sum(word[:1].isupper() for word in words)
        book = s.BOOKISH.search(text[max(0, match.start() - 40) : match.start()])
        if len(words) < 2 or (capitals < len(words) / 2 and not book) or title[-1] in "?!" or len(words) > 20:
            continue
        kind = "book" if book else "paper"
        yield Seen(match.start(1), match.end(1), title, kind, _("a title in quotation marks"))


def _organisations(text: str) -> Iterator[Seen]:
    for match in s.PERIODICAL.finditer(text):
        if len(match[1].split()) > 2:
            yield from _house(match, _("a name like that of a journal"))
    for match in s.ORGANISATION.finditer(text):
        yield from _house(match, _("a name like that of an organisation"))
    for match in s.LETTERS.finditer(text):
        name = _named(match[1])
        initials = "".join(word[0] for word in name.split() if word[0].isupper())
        if match[2] == initials or match[2][:1] == name[:1]:
            yield from _house(match, _("a name with its initials"))
    for match in s.HOUSE_SAYS.finditer(text):
        yield from _house(match, _("a name that reports something"), least=1)


def _house(match: re.Match[str], why: str, least: int = 2) -> Iterator[Seen]:
    name = _named(match[1])
    if len(name.split()) < least or name in s.TITLE.split("|") or name in s.HALF:
        return
    start = match.start(1) + match[1].rfind(name)
    yield Seen(start, match.end(), name, "organisation", why)


def _persons(text: str) -> Iterator[Seen]:
    for pattern, why in (
        (s.PERSON_BEFORE, _("a title before a name")),
        (s.TWO_PERSONS, _("a name beside another")),
        (s.PERSON_OF, _("a name, and where they are")),
        (s.PERSON_SAYS, _("a name that says something")),
        (s.SAID_PERSON, _("a name that is quoted")),
    ):
        for match in pattern.finditer(text):
            words = match[1].split()
            if words[0] in s.COMMON | s.HALF or words[-1] in s.COMMON or re.search(rf"\b(?:{s.HOUSE})\b", match[1]):
                continue
            kind = "organisation" if words[0] in s.BODY else "person"
            yield Seen(match.start(1), match.end(1), match[1], kind, why)
