"""Reading a pasted text: people, organisations, works and addresses in it that could be sources, each with its passage.

English at least; addresses and identifiers in any script. It guesses by shape alone, so it is small and works offline;
what it offers is for a person to file or to skip. Every step reads the text once, from left to right.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sourcenet.model.identity import arxiv_of, doi_of, isbn_of, keys, same, title_of
from sourcenet.safety import LIMITS, clean_text, is_safe_url
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Candidate", "Candidates", "find_candidates", "plain_text"]

#: So many characters of a text are read, and so many candidates offered.
MOST_TEXT, MOST = 200_000, 80
_PASSAGE = 400
_IDENTITY = ("name", "kind", "url", "doi", "arxiv", "isbn", "year")
#: What a sentence ends with.
_ENDS = (". ", "! ", "? ", "\n", "。")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something in a text that could be a source.

    Parameters
    ----------
    name, kind
        What it is called, and what it seems to be.
    passage
        The sentence it stands in.
    start, end
        Where it stands in the text that was read (see :attr:`Candidates.text`).
    why
        What made it seem so, in words.
    url, doi, isbn, arxiv, authors, year
        What else the text says of it.
    known
        The id of the source of the network that it is already; empty where it is new.
    """

    name: str
    kind: str
    passage: str
    start: int
    end: int
    why: str
    url: str = ""
    doi: str = ""
    isbn: str = ""
    arxiv: str = ""
    authors: str = ""
    year: str = ""
    known: str = ""


class Candidates(tuple[Candidate, ...]):
    """Candidates in the order of the text.

    Attributes
    ----------
    text
        The text as it was read: without markup, and cut where it was too long.
    note
        What was left out, in a sentence; empty where nothing was.
    """

    text: str
    note: str

    def __new__(cls, some: Iterable[Candidate] = (), text: str = "", note: str = "") -> Candidates:
        """Make candidates that know their text."""
        made = super().__new__(cls, tuple(some))
        made.text, made.note = text, note
        return made


# -- from whatever was pasted to a text

_HIDDEN = re.compile(r"<(script|style|head|template|noscript)\b[^>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>|<!--|<![A-Za-z][^<>]{0,2000}>|<\?[^<>]{0,2000}>")
_HREF = re.compile(r"""<a\b[^<>]{0,2000}?\bhref\s*=\s*["']?(https?://[^\s"'<>]{1,1000})[^<>]{0,1000}>""", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|br|li|h[1-6]|tr|td|ul|ol|section|article|blockquote)\b", re.IGNORECASE)


def plain_text(pasted: str) -> str:
    """Return a pasted text without markup: tags go, what scripts and styles hold goes, addresses of links stay.

    Parameters
    ----------
    pasted
        A text, or a piece of a page.
    """
    if _TAG.search(pasted) is None:
        return clean_text(html.unescape(pasted)) if "&" in pasted else clean_text(pasted)
    kept: list[str] = []
    at = 0
    while (tag := _TAG.search(pasted, at)) is not None:
        kept.append(pasted[at : tag.start()])
        at = tag.end()
        words = tag.group()
        if words == "<!--":
            at = _after(pasted, "-->", at)
        elif hidden := _HIDDEN.match(words):
            at = _after(pasted, f"</{hidden[1].lower()}", at)
            at = _after(pasted, ">", at)
        elif link := _HREF.match(words):
            kept.append(f" {link[1]} ")
        elif _BLOCK.match(words):
            kept.append("\n")
    kept.append(pasted[at:])
    return clean_text(html.unescape("".join(kept)))


def _after(text: str, end: str, at: int) -> int:
    """Return the place behind the next ``end``, in any case; the end of the text where there is none."""
    found = text.find(end, at)
    if found < 0 and end.isascii():
        found = text.lower().find(end, at) if len(text) - at < MOST_TEXT * 4 else -1
    return len(text) if found < 0 else found + len(end)


# -- what is looked for

_URL = re.compile(
    r"https?://[^\s<>\"'`\\^{|}]{2,1500}|(?<![\w.@])www\.[a-z0-9-]{1,60}\.[^\s<>\"'`\\^{|}]{2,1000}", re.IGNORECASE
)
_DOI = re.compile(r"(?<![\w/])(?:doi:?\s{0,2})?10\.\d{4,9}/[^\s\"<>]{1,200}", re.IGNORECASE)
_ISBN = re.compile(r"(?<!\w)ISBN(?:-1[03])?:?\s{0,2}([\d][\d\s-]{8,20}[\dXx])", re.IGNORECASE)
_ARXIV = re.compile(r"(?<!\w)arXiv:\s{0,2}\d{4}\.\d{4,5}(?:v\d{1,2})?", re.IGNORECASE)
_W = r"[A-Z][A-Za-z\u00c0-\u024f'’-]{1,30}"
# "Wineburg and McGrew (2019)", "Mackness, Mak and Williams (2010)", "Brodsky et al. (2021)", "(Kop & Hill, 2008)"
_CITED = re.compile(
    rf"(?<![\w-])({_W}(?:(?:, {_W}){{0,4}},? (?:and|&) {_W}| et al\.)?)(?:,? \((\d{{4}})[a-z]?(?:, [^()]{{0,40}})?\)|, (\d{{4}})[a-z]?(?=[);,]))"
)
_TITLED = re.compile(r"[\"“‘]([A-Z][^\"”’“\n]{8,180})[\"”’]")
_BOOKISH = re.compile(
    r"(?:book|novel|volume|chapter|author of|wrote|published)\W{0,3}(?:called|titled|entitled)?\W{0,3}$", re.IGNORECASE
)
_HOUSE = (
    r"University|Institute|Institution|Foundation|Association|Society|Council|Commission|Committee|Agency|Authority|Centre|Center"
    r"|Organisation|Organization|Ministry|Department|Office|Trust|Union|Federation|Network|College|School|Library|Museum|Press|Bank"
    r"|Hospital|Laboratory|Academy|Consortium|Initiative|Group|Project|Archive|Times|Post|Guardian|Herald|Journal|Review|News"
)
_CAP = r"[A-Z][\w\u00c0-\u024f'’&.-]{0,40}"
_ORGANISATION = re.compile(
    rf"(?<![\w-])(?:the )?((?:{_CAP} ){{0,4}}(?:{_HOUSE})(?: (?:of|for|on|in) (?:the )?{_CAP}(?: (?:and |of )?{_CAP}){{0,4}})?)(?: \(([A-Z]{{2,8}})\))?(?!\w)"
)
_LETTERS = re.compile(rf"(?<![\w-])((?:{_CAP} (?:of |for |and |the |on )?){{1,6}}{_CAP}) \(([A-Z]{{2,8}})\)")
_TITLE = r"Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame|Judge|Senator|Minister"
_GIVEN = rf"{_W}(?: [A-Z]\.)?(?: (?:van|von|de|der|den|da|di|bin|al|la|le))?"
_PERSON_BEFORE = re.compile(rf"(?<![\w-])(?:{_TITLE})\.? ((?:{_GIVEN} )?{_W})(?!\w)")
_SAYS = r"says|said|argues|argued|writes|wrote|explains|explained|told|notes|noted|claims|claimed|suggests|suggested|found|asks|warns|warned|believes"
_PERSON_SAYS = re.compile(
    rf"(?<![\w-])({_GIVEN} {_W})(?=,? (?:{_SAYS}|who|an? [a-z]+(?: [a-z]+)? (?:at|of|from|in))\b)"
)
_SAID_PERSON = re.compile(
    rf"\b(?:according to|says|said|by|interview with|quoted|asked|professor|researcher|author|journalist|teacher|colleague) ({_GIVEN} {_W})(?!\w)"
)
_TRAIL = ".,;:!?)]}'\"’”>"
# Words that begin a sentence, or a month, or a place in a text, and are nobody's name.
_COMMON = frozenset(
    ["The", "This", "That", "These", "Those", "There", "Then", "When", "Where", "While", "What", "Who", "Why", "How", "However", "Although", "Because", "If", "It", "Its", "In", "On", "At", "As", "A", "An", "And", "But", "Or", "For", "From", "With", "Without", "Of", "To", "By", "He", "She", "They", "We", "You", "I", "His", "Her", "Their", "Our", "My", "Your", "One", "Two", "Three", "Some", "Many", "Most", "All", "No", "Not", "Yes", "Also", "After", "Before", "During", "Since", "Under", "Over", "Between", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Figure", "Table", "Chapter", "Section", "Page", "Appendix", "Read", "See", "Even", "Only", "Each", "Every", "Both", "Such", "Here", "Now", "Today", "Yesterday", "Recently", "English", "French", "German", "Spanish", "American", "British", "European", "Chinese", "New", "Late", "Early", "First", "Second", "Last", "Next", "Another", "Other"]
)  # fmt: skip


def find_candidates(text: str, network: SourceNetwork | None = None) -> Candidates:
    """Return what in a text could be a source, in the order in which it stands there.

    Parameters
    ----------
    text
        A pasted text, or a piece of a page; markup is taken out, and what its scripts hold is not read.
    network
        What is in it already is marked, by the rules of ``identity.md``.

    Returns
    -------
    Candidates
        At most 80, each once, with the sentence it stands in; of a very long text the first 200,000 characters are
        read, and :attr:`Candidates.note` says so.

    Examples
    --------
    >>> from sourcenet.formats.passages import find_candidates
    >>> found = find_candidates("Wineburg and McGrew (2019) watched readers. See https://cor.inquirygroup.org.")
    >>> [(one.name, one.kind) for one in found]
    [('Wineburg & McGrew 2019', 'paper'), ('cor.inquirygroup.org', 'site')]
    """
    cut = len(text) > 4 * MOST_TEXT
    plain = plain_text(text[: 4 * MOST_TEXT])
    cut = cut or len(plain) > MOST_TEXT
    plain = plain[:MOST_TEXT]
    found: list[Candidate] = []
    taken: list[tuple[int, int]] = []
    for one in _seen(plain):
        if all(one.end <= start or one.start >= end for start, end in taken[-200:]):
            taken.append((one.start, one.end))
            found.append(one)
    once = _once(sorted(found, key=lambda one: one.start))
    notes = []
    if cut:
        notes.append(
            _("The text is long: the first {n} characters were read. Paste the rest afterwards.").format(n=MOST_TEXT)
        )
    if len(once) > MOST:
        notes.append(_("{n} more were seen; these are the first {most}.").format(n=len(once) - MOST, most=MOST))
    return Candidates(_marked(once[:MOST], network), plain, " ".join(notes))


def _seen(text: str) -> Iterator[Candidate]:
    """Give what is seen, the surest first: what is taken by one is not looked at again."""
    for look in (_addresses, _identifiers, _cited, _titles, _organisations, _persons):
        yield from look(text)


def _passage(text: str, start: int, end: int) -> str:
    """Return the sentence around a place, cut where it is long."""
    low, high = max(0, start - _PASSAGE), min(len(text), end + _PASSAGE)
    begins = [at + len(mark) for mark in _ENDS if (at := text.rfind(mark, low, start)) >= 0]
    begin = max(begins, default=low)
    ends = [at + 1 for mark in _ENDS if (at := text.find(mark, end, high)) >= 0]
    return clean_text(text[begin : min(ends) if ends else high], _PASSAGE)


def _candidate(text: str, start: int, end: int, name: str, kind: str, why: str, **more: str) -> Candidate:
    return Candidate(clean_text(name, LIMITS["name"]), kind, _passage(text, start, end), start, end, why, **more)


def _trimmed(found: str) -> str:
    while found and found[-1] in _TRAIL and not (found[-1] == ")" and found.count("(") >= found.count(")")):
        found = found[:-1]
    return found


def _addresses(text: str) -> Iterator[Candidate]:
    for match in _URL.finditer(text):
        url = _trimmed(match.group())
        whole = url if url.lower().startswith("http") else f"https://{url}"
        if not is_safe_url(whole) or len(whole) > LIMITS["url"]:
            continue
        doi = doi_of(whole)
        host = re.sub(r"^https?://(?:www\.)?", "", whole, flags=re.IGNORECASE).partition("/")[0]
        name, kind = (doi, "paper") if doi else (host, _kind_of(host))
        yield _candidate(text, match.start(), match.start() + len(url), name, kind, _("an address"), url=whole, doi=doi)


def _kind_of(host: str) -> str:
    places = {
        "reddit.com": "community",
        "github.com": "tool",
        "arxiv.org": "database",
        "jstor.org": "database",
        "discord.com": "community",
    }
    return next((kind for end, kind in places.items() if host == end or host.endswith(f".{end}")), "site")


def _identifiers(text: str) -> Iterator[Candidate]:
    for match in _DOI.finditer(text):
        found = _trimmed(match.group())
        if doi := doi_of(found):
            yield _candidate(text, match.start(), match.start() + len(found), doi, "paper", _("a DOI"), doi=doi)
    for match in _ISBN.finditer(text):
        if isbn := isbn_of(match[1]):
            yield _candidate(text, match.start(), match.end(), f"ISBN {isbn}", "book", _("an ISBN"), isbn=isbn)
    for match in _ARXIV.finditer(text):
        if arxiv := arxiv_of(match.group()):
            yield _candidate(
                text, match.start(), match.end(), f"arXiv:{arxiv}", "paper", _("an arXiv number"), arxiv=arxiv
            )


def _cited(text: str) -> Iterator[Candidate]:
    for match in _CITED.finditer(text):
        names, year = match[1], match[2] or match[3]
        if names.split(",")[0].split(" ")[0] in _COMMON or not 1500 <= int(year) <= 2100:
            continue
        people = [part for part in re.split(r", | and | & |,? et al\.", names) if part]
        short = f"{people[0]} et al." if "et al." in names or len(people) > 2 else " & ".join(people)
        why = _("an author and a year")
        yield _candidate(
            text, match.start(), match.end(), f"{short} {year}", "paper", why, authors="; ".join(people), year=year
        )


def _titles(text: str) -> Iterator[Candidate]:
    for match in _TITLED.finditer(text):
        title = match[1].rstrip(",.")
        words = title.split()
        capitals = sum(word[:1].isupper() for word in words)
        book = _BOOKISH.search(text[max(0, match.start() - 40) : match.start()])
        if len(words) < 2 or (capitals < len(words) / 2 and not book) or title[-1] in "?!" or len(words) > 20:
            continue
        kind = "book" if book else "paper"
        yield _candidate(text, match.start(1), match.end(1), title, kind, _("a title in quotation marks"))


def _organisations(text: str) -> Iterator[Candidate]:
    for match in _ORGANISATION.finditer(text):
        yield from _house(text, match, _("a name like that of an organisation"))
    for match in _LETTERS.finditer(text):
        initials = "".join(word[0] for word in match[1].split() if word[0].isupper())
        if match[2] == initials or match[2][0] == match[1][0]:
            yield from _house(text, match, _("a name with its initials"))


def _house(text: str, match: re.Match[str], why: str) -> Iterator[Candidate]:
    name = match[1]
    words = name.split()
    while words and words[0] in _COMMON:
        words.pop(0)
    if len(words) < 2:
        return
    start = match.start(1) + name.rfind(" ".join(words))
    yield _candidate(text, start, match.end(), " ".join(words), "organisation", why)


def _persons(text: str) -> Iterator[Candidate]:
    for pattern, why in (
        (_PERSON_BEFORE, _("a title before a name")),
        (_PERSON_SAYS, _("a name that says something")),
        (_SAID_PERSON, _("a name that is quoted")),
    ):
        for match in pattern.finditer(text):
            words = match[1].split()
            if words[0] in _COMMON or words[-1] in _COMMON or re.search(rf"\b(?:{_HOUSE})\b", match[1]):
                continue
            yield _candidate(text, match.start(1), match.end(1), match[1], "person", why)


def _once(found: list[Candidate]) -> list[Candidate]:
    """Return each thing once, where it stands first."""
    seen: set[str] = set()
    kept = []
    for one in found:
        key = one.doi or one.isbn or one.arxiv or one.url.rstrip("/").lower() or f"{one.kind} {title_of(one.name)}"
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def _marked(found: list[Candidate], network: SourceNetwork | None) -> list[Candidate]:
    """Return candidates with the id of the source that each is already."""
    if network is None or not found:
        return found
    alike: dict[str, list[tuple[str, dict[str, object]]]] = {}
    labels: dict[str, str] = {}
    for one in network.sources:
        fields = {name: value for name in _IDENTITY if (value := getattr(one, name))}
        for mark in _marks(fields):
            alike.setdefault(mark, []).append((one.id, fields))
        if not one.known:
            labels.update({title_of(label): one.id for label in (one.name, one.label)})
    marked = []
    for candidate in found:
        said = {name: value for name in _IDENTITY if (value := getattr(candidate, name))}
        near = (pair for mark in _marks(said) for pair in alike.get(mark, ()))
        held = next((id for id, fields in near if same(said, fields)), "")
        if not held and candidate.kind != "person":
            held = labels.get(title_of(candidate.name), "")
        marked.append(replace(candidate, known=held))
    return marked


def _marks(fields: Mapping[str, object]) -> list[str]:
    """Return under what a source is looked up: its identifiers, and its title without the year."""
    return [mark.rsplit(":", 1)[0] if mark.startswith("title:") else mark for mark in keys(fields)]
