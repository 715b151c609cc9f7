"""Whose voice a source is, as far as it says: its place on the web, its owner, the people who made it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from sourcenet.measures.groups import host
from sourcenet.model.identity import keys, orcid_of

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Source

__all__ = ["OF_MANY", "Whose", "are_one", "folded", "owner_of", "people_of", "place_of", "plain", "whose"]

#: Houses of many: who writes there is not the house, so that the place alone makes nobody one voice.
OF_MANY = frozenset(
    [
        *("blogspot.com", "wordpress.com", "medium.com", "substack.com", "tumblr.com", "github.io", "github.com"),
        *("youtube.com", "vimeo.com", "facebook.com", "x.com", "instagram.com", "linkedin.com", "reddit.com"),
        *("stackexchange.com", "academia.edu", "researchgate.net", "arxiv.org", "zenodo.org", "ssrn.com", "jstor.org"),
        *("google.com", "archive.org", "wixsite.com", "weebly.com", "sciencedirect.com", "springer.com", "wiley.com"),
        *("tandfonline.com", "sagepub.com", "mastodon.social", "bsky.app", "tiktok.com", "soundcloud.com"),
        *("gmail.com", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "proton.me", "gmx.net", "gmx.de"),
        *("plos.org", "frontiersin.org", "mdpi.com", "biomedcentral.com", "oup.com", "cambridge.org", "osf.io"),
    ]
)
# Where the name before the house's is somebody's own, and where the first word of the path is.
_NAME_BEFORE = frozenset(
    [
        "blogspot.com",
        "wordpress.com",
        "medium.com",
        "substack.com",
        "tumblr.com",
        "github.io",
        "wixsite.com",
        "weebly.com",
    ]
)
_NAME_FIRST = frozenset(["github.com", "x.com", "instagram.com", "facebook.com", "soundcloud.com"])
_NO_NAMES = frozenset(
    [
        *("i", "search", "explore", "home", "hashtag", "topics", "features", "groups", "events", "watch", "pages", "p"),
        *("reel", "photo", "photos", "posts", "sharer", "share", "story.php", "profile.php", "permalink.php", "stream"),
    ]
)
_NAME_SECOND = frozenset(["c", "user", "channel", "in", "company", "profile"])
# What stands at an end of a house's name and says nothing of whose it is.
_LEGAL = re.compile(r"\b(?:inc|ltd|llc|plc|gmbh|foundation|institute|group|company|corporation|corp|the)\b\.?")
_NOBODY = frozenset(
    [
        *("anon", "anonymous", "unknown", "various", "various authors", "n a", "none", "not known", "et al"),
        *("nobody", "no one", "independent", "self published", "not stated", "tbc"),
    ]
)
_NO_WORD = re.compile(r"[\W_]+")
_ET_AL = re.compile(r"[\s,]*\bet\s+al\b\.?\s*$|[\s,]*\band others\s*$", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
_SMALL = frozenset(
    ["van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "ten", "ter"]
)


class Whose(NamedTuple):
    """What a source says of whose it is; empty where it does not.

    Attributes
    ----------
    house
        The platform that its address lies on.
    place
        The place that one speaks from: the platform, or an account at a house of many.
    owner, named
        Its owner and its own name, to compare by.
    people
        Who made it, or the person that it is: the names as they are written, by family name and first initial.
    holders
        The same of its owner, who may be a person.
    orcid
        The person's number.
    things
        What it may be recognised by.
    """

    house: str
    place: str
    owner: str
    named: str
    people: dict[str, str]
    holders: dict[str, str]
    orcid: str
    things: frozenset[str]


def whose(network: SourceNetwork, source: Source) -> Whose:
    """Return whose a source is, worked out once a revision.

    Parameters
    ----------
    network
        The network that holds it.
    source
        Its record.
    """
    kept: dict[str, Whose] = network.once("whose they are", dict)
    found = kept.get(source.id)
    if found is None:
        found = kept[source.id] = _read(source)
    return found


def plain(source: Source) -> dict[str, object]:
    """Return what tells whether two sources are one thing."""
    names = ("name", "kind", "url", "doi", "arxiv", "isbn", "orcid", "year")
    return {name: getattr(source, name) for name in names if getattr(source, name)}


def _read(source: Source) -> Whose:
    # Years that are not both known do not part two titles, so they are left out of what is compared first.
    things = frozenset(key.rpartition(":")[0] if key.startswith("title:") else key for key in keys(plain(source)))
    if source.known:  # somebody whom one knows is judged by connections alone
        return Whose("", "", "", "", {}, {}, "", things)
    house = host(source.url)
    place = place_of(source.url) if house in OF_MANY else house
    people, holders = people_of(source), _people(source.owner)
    owner, named = owner_of(source), folded(source.name)
    return Whose(house, place, owner, named, people, holders, orcid_of(source.orcid), things)


def place_of(address: str) -> str:
    """Return the place that one speaks from: a platform, or at a house of many the account; empty where neither shows.

    Parameters
    ----------
    address
        A web address.

    Examples
    --------
    >>> from sourcenet.measures.whose import place_of
    >>> place_of("https://halfanhour.blogspot.com/2007/02/"), place_of("https://www.bbc.co.uk/news")
    ('halfanhour.blogspot.com', 'bbc.co.uk')
    >>> place_of("https://www.youtube.com/@crashcourse/videos"), place_of("https://youtu.be/aaaaaaaaaaa")
    ('youtube.com/@crashcourse', '')
    """
    house = host(address)
    if house not in OF_MANY:
        return house
    parts = urlsplit(address)
    name = re.sub(r"^(?:www|m|mobile|old)\.", "", (parts.hostname or "").lower())
    words = [word.casefold() for word in parts.path.split("/") if word]
    if not words and not parts.query:
        return name  # the front page is the house itself, or the whole of somebody's account
    if house in _NAME_BEFORE and name != house:
        return name
    if words and (words[0].startswith("@") or (house in _NAME_FIRST and words[0] not in _NO_NAMES)):
        return f"{house}/{words[0]}"
    if len(words) > 1 and words[0] in _NAME_SECOND:
        return f"{house}/{words[0]}/{words[1]}"
    return ""


def folded(text: str) -> str:
    """Return the name of a house or a person without case, accents and what is no part of the name.

    Marks go where they are accents; where they are vowels (Devanagari, Thai and others) they stay.
    """
    plain = text.casefold()
    if not plain.isascii():
        kept, accents = [], True
        for char in unicodedata.normalize("NFKD", plain):
            sort = unicodedata.category(char)[0]
            if sort in "LN":
                accents = char < "\u0900"
                kept.append(char)
            elif sort != "M":
                kept.append(" ")
            elif not accents:
                kept.append(char)
        plain = "".join(kept)
    else:
        plain = _NO_WORD.sub(" ", plain)
    return " ".join(_LEGAL.sub(" ", plain).split())


def owner_of(source: Source) -> str:
    """Return the owner of a source to compare by; empty where it says none, or that there is none."""
    owner = folded(source.owner)
    return "" if owner in _NOBODY else owner


def people_of(source: Source) -> dict[str, str]:
    """Return those who made a source, or the person that it is, by family name and first initial.

    Parameters
    ----------
    source
        A source; of a person whom the learner knows only what stands among the authors is read.
    """
    found = _people(source.authors)
    if source.kind == "person" and not source.known and (key := _person(source.name)):
        found.setdefault(key, source.name)
    return found


def _people(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in re.split(r"[;&]", written):
        name = _ET_AL.sub("", one).strip()
        if key := _person(name):
            found.setdefault(key, name)
    return found


def _person(name: str) -> str:
    """Return family name and first initial, however a name is written: "Downes, S." as "Stephen Downes"."""
    family, given = _parted(name)
    return f"{family} {given[:1]}".strip() if family and folded(name) not in _NOBODY else ""


@lru_cache(maxsize=4096)
def _parted(name: str) -> tuple[str, str]:
    """Return family name and given names of "Stephen Downes", "Downes, S." or "Downes S"."""
    family, comma, given = name.partition(",")
    if not comma:
        *first, last = name.split() or [""]
        if first and _INITIALS.fullmatch(last) and not _INITIALS.fullmatch(first[0]):
            family, given = " ".join(first), last
        else:
            family, given = last, " ".join(first)
    words = folded(family).split()
    while len(words) > 1 and words[0] in _SMALL:
        del words[0]
    return " ".join(words), folded(given)


def are_one(a: str, b: str) -> bool:
    """Tell whether two names may be one person's: "Downes, S." is "Stephen Downes"; "Jane" and "John Smith" are two.

    Parameters
    ----------
    a, b
        Names as they are written.
    """
    (family, given), (other, called) = _parted(a), _parted(b)
    if family != other or not family:
        return False
    first, second = ((name.split() or [""])[0] for name in (given, called))
    return first.startswith(second) or second.startswith(first)
