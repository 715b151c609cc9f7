"""Whether two sources are two voices: what they share, what parts them, and what nobody has said."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.groups import host
from sourcenet.model.identity import orcid_of, same
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["OF_MANY", "Independence", "Shared", "independence", "people_of"]

#: Relations that say of themselves that one speaks for the other, beside the whole family of what is made.
_SPEAKS_FOR = frozenset(
    {
        *("same owner", "same author", "same publisher", "is part of", "part of", "belongs to", "owned by", "owns"),
        *(
            "published",
            "publishes",
            "published by",
            "copies",
            "copied from",
            "reprints",
            "prints",
            "funds",
            "funded by",
        ),
        *("written by", "works for"),
    }
)
#: What stands at the end of a house's name and says nothing of whose it is.
_LEGAL = re.compile(r"\b(?:inc|ltd|llc|plc|gmbh|foundation|institute|group|company|corporation|corp|the)\b\.?")


class Shared(NamedTuple):
    """One thing that two sources share, or in which they differ.

    Attributes
    ----------
    by
        ``"thing"``, ``"host"``, ``"owner"``, ``"author"`` or ``"connection"``.
    what
        What it is, of both; of what parts them the two, one after the other.
    words
        The same in a sentence.
    """

    by: str
    what: str
    words: str


class Independence(NamedTuple):
    """Whether two sources are two voices.

    Attributes
    ----------
    value
        True where something is known of both that parts them and nothing is shared; False where they share
        something; ``None`` where too little is known.
    same, differs
        What they share, and what parts them.
    unknown
        Of ``"host"``, ``"owner"`` and ``"author"`` those that are not known of both.
    connected
        Connections between the two that do not make them one voice ("disputes", "agrees with").
    """

    value: bool | None
    same: tuple[Shared, ...]
    differs: tuple[Shared, ...]
    unknown: tuple[str, ...]
    connected: tuple[Connection, ...] = ()

    @property
    def words(self) -> str:
        """What was found, in a sentence or a few."""
        if self.value is False:
            return " ".join(one.words for one in self.same)
        if self.value is None:
            return _("It cannot be said yet: nobody noted who owns them, who wrote them, or where they are.")
        return " ".join(one.words for one in self.differs)


def independence(network: SourceNetwork, a: Source | str, b: Source | str) -> Independence:
    """Return whether two sources are independent of each other, and why or why not.

    Two sources are one voice where they are the same thing, lie on one platform that somebody speaks from (all of
    ``wired.com``; a house of many, such as ``blogspot.com`` or ``youtube.com``, is no voice), have one owner, have an
    author in common (or one is a person who wrote the other), or where a connection between them says that one
    speaks for the other: "same owner", "published", "copies", and all that are of the family *made*. A connection
    that argues or refers is named and makes them no single voice. A person whom the learner knows is judged by
    connections alone. In plain words: "both belong to the Poynter Institute, so two badges are one voice here".

    Parameters
    ----------
    network
        The network that holds both, or that has set them aside.
    a, b
        Two sources, by id, name, address or record.

    Returns
    -------
    Independence
        The answer, with what it rests on.

    Raises
    ------
    UnknownSource
        One of them is not in the network.

    References
    ----------
    .. [1] Wineburg, S., & McGrew, S. (2019). Lateral reading and the nature of expertise. Teachers College Record,
       121(11).

    Examples
    --------
    >>> import sourcenet as sn
    >>> found = sn.independence(sn.load_example("busy"), "Wired", "Ars Technica")
    >>> found.value, found.same[0].by
    (False, 'owner')
    """
    first, second = network.source(a), network.source(b)
    if first.id == second.id:
        one = Shared("thing", first.label, _("This is one and the same source."))
        return Independence(False, (one,), (), ())
    shared: list[Shared] = []
    parted: list[Shared] = []
    unknown: list[str] = []
    if same(_plain(first), _plain(second)):
        shared.append(Shared("thing", first.label, _("Both name the same thing, twice.")))
    if not (first.known or second.known):
        for by, look in (("host", _hosts), ("owner", _owners), ("author", _authors)):
            found = look(first, second)
            if found is None:
                unknown.append(by)
            else:
                (shared if found[0] else parted).append(Shared(by, found[1], found[2]))
    else:
        unknown += ["host", "owner", "author"]
    speaking, others = _ties(network, first, second)
    shared += speaking
    value = False if shared else True if parted else None
    return Independence(value, tuple(shared), tuple(parted), tuple(unknown), tuple(others))


def _plain(source: Source) -> dict[str, object]:
    names = ("name", "kind", "url", "doi", "arxiv", "isbn", "orcid", "year")
    return {name: getattr(source, name) for name in names if getattr(source, name)}


#: Houses of many: who writes there is not the house, so that the place alone makes nobody one voice.
OF_MANY = frozenset(
    {
        *("blogspot.com", "wordpress.com", "medium.com", "substack.com", "tumblr.com", "github.io", "github.com"),
        *("youtube.com", "vimeo.com", "facebook.com", "x.com", "instagram.com", "linkedin.com", "reddit.com"),
        *("stackexchange.com", "academia.edu", "researchgate.net", "arxiv.org", "zenodo.org", "ssrn.com", "jstor.org"),
        *("google.com", "archive.org", "wixsite.com", "weebly.com", "sciencedirect.com", "springer.com", "wiley.com"),
        *("tandfonline.com", "sagepub.com", "mastodon.social", "bsky.app", "tiktok.com", "soundcloud.com"),
    }
)


def _hosts(a: Source, b: Source) -> tuple[bool, str, str] | None:
    here, there = host(a.url), host(b.url)
    if not here or not there:
        return None
    if here != there:
        words = _("They are in two places on the web: {a} and {b}.").format(a=here, b=there)
        return False, f"{here}, {there}", words
    if here in OF_MANY:  # whether two who write there are one, other things have to tell
        return None
    return True, here, _("Both are on {host}.").format(host=here)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"\W+", " ", _LEGAL.sub(" ", kept)).strip()


def _owners(a: Source, b: Source) -> tuple[bool, str, str] | None:
    for owned, house in ((a, b), (b, a)):
        if owned.owner and _folded(owned.owner) and _folded(owned.owner) == _folded(house.name):
            words = _("{house} owns {owned}.").format(house=house.label, owned=owned.label)
            return True, house.name, words
    if not _folded(a.owner) or not _folded(b.owner):
        return None
    if _folded(a.owner) == _folded(b.owner):
        return True, a.owner, _("Both belong to {owner}.").format(owner=a.owner.rstrip("."))
    words = _("They belong to two owners: {a} and {b}.").format(a=a.owner, b=b.owner.rstrip("."))
    return False, f"{a.owner}, {b.owner}", words


def people_of(source: Source) -> dict[str, str]:
    """Return those who wrote a source, or the person that it is, by what tells people apart."""
    found: dict[str, str] = {}
    for name in source.authors.split(";"):
        if key := _person(name):
            found[key] = name.strip()
    if source.kind == "person" and not source.known:
        found[_person(source.name)] = source.name
    if orcid := orcid_of(source.orcid):
        found[orcid] = source.name
    found.pop("", None)
    return found


def _person(name: str) -> str:
    """Return family name and first initial, however a name is written: "Downes, S." as "Stephen Downes"."""
    family, comma, given = name.partition(",")
    if not comma:
        parts = name.split()
        family, given = (parts[-1], parts[0] if len(parts) > 1 else "") if parts else ("", "")
    folded = _folded(family)
    return f"{folded} {_folded(given)[:1]}".strip() if folded else ""


def _authors(a: Source, b: Source) -> tuple[bool, str, str] | None:
    here, there = people_of(a), people_of(b)
    if not here or not there:
        return None
    both = [here[key] for key in here if key in there]
    if both:
        return True, both[0], _("Both come from {author}.").format(author=both[0].rstrip("."))
    one, other = next(iter(here.values())), next(iter(there.values()))
    words = _("They come from different people: {a} and {b}.").format(a=one, b=other.rstrip("."))
    return False, f"{one}, {other}", words


def _ties(network: SourceNetwork, a: Source, b: Source) -> tuple[list[Shared], list[Connection]]:
    """Return what the connections between two sources say: those by which one speaks for the other, and the rest."""
    speaking: list[Shared] = []
    others: list[Connection] = []
    for tie in network.once("connections by their ends", lambda: _by_ends(network.connections)).get(
        frozenset((a.id, b.id)), ()
    ):
        relation = tie.relation.casefold().strip()
        if relation in _SPEAKS_FOR or network.vocabulary.family(tie.relation) == "made":
            words = _("You connected them: {tie}.").format(tie=f"{tie.start_label} {tie.relation} {tie.end_label}")
            speaking.append(Shared("connection", tie.relation, words))
        else:
            others.append(tie)
    return speaking, others


def _by_ends(ties: Iterable[Connection]) -> dict[frozenset[str], list[Connection]]:
    found: dict[frozenset[str], list[Connection]] = {}
    for tie in ties:
        found.setdefault(frozenset((tie.start, tie.end)), []).append(tie)
    return found
