"""Reading a pasted text: people, organisations, works and addresses in it that could be sources, each with its passage.

English at least; addresses and identifiers in any script. It guesses by shape alone, so it is small and works offline;
what it offers is for a person to file or to skip. Every step reads the text once, from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sourcenet.formats.named import Seen, seen
from sourcenet.formats.pasted import MOST_TEXT, plain_text
from sourcenet.model.identity import keys, same, title_of
from sourcenet.safety import LIMITS, clean_text
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Candidate", "Candidates", "find_candidates"]

#: So many candidates are offered.
MOST = 80
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
    for one in seen(plain):
        if all(one.end <= start or one.start >= end for start, end in taken[-200:]):
            taken.append((one.start, one.end))
            found.append(_candidate(plain, one))
    once = _once(sorted(found, key=lambda one: one.start))
    notes = []
    if cut:
        notes.append(
            _("The text is long: the first {n} characters were read. Paste the rest afterwards.").format(n=MOST_TEXT)
        )
    if len(once) > MOST:
        notes.append(_("{n} more were seen; these are the first {most}.").format(n=len(once) - MOST, most=MOST))
    return Candidates(_marked(once[:MOST], network), plain, " ".join(notes))


def _passage(text: str, start: int, end: int) -> str:
    """Return the sentence around a place, cut where it is long."""
    low, high = max(0, start - _PASSAGE), min(len(text), end + _PASSAGE)
    begins = [at + len(mark) for mark in _ENDS if (at := text.rfind(mark, low, start)) >= 0]
    begin = max(begins, default=low)
    ends = [at + 1 for mark in _ENDS if (at := text.find(mark, end, high)) >= 0]
    return clean_text(text[begin : min(ends) if ends else high], _PASSAGE)


def _candidate(text: str, one: Seen) -> Candidate:
    more = {name: getattr(one, name) for name in ("url", "doi", "isbn", "arxiv", "authors", "year")}
    name = clean_text(one.name, LIMITS["name"])
    return Candidate(name, one.kind, _passage(text, one.start, one.end), one.start, one.end, one.why, **more)


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
