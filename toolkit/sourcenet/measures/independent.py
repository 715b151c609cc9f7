"""Whether two sources are two voices: what they share, what parts them, and what nobody has said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sourcenet.measures.whose import Whose, are_one, folded, plain, whose
from sourcenet.model.identity import same
from sourcenet.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["Independence", "Shared", "independence", "one_voice"]

#: Relations that say of themselves that one speaks for the other, beside the whole family of what is made.
_SPEAKS_FOR = frozenset(
    [
        *("same owner", "same author", "same publisher", "is part of", "part of", "belongs to", "owned by", "owns"),
        *("published", "publishes", "published by", "copies", "copied from", "reprints", "prints", "funds"),
        *("funded by", "written by", "wrote", "works for"),
    ]
)


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

    The rule: two sources are one voice where

    - they are the same thing, twice;
    - they speak from one place on the web: all of ``wired.com``, or one blog at a house of many. Such a house itself
      (``blogspot.com``, ``youtube.com``) makes nobody one voice, and nobody two;
    - they have one owner, or one owns the other;
    - they have an author in common, or one is who made or owns the other. One number (ORCID) is one person, two
      numbers are two;
    - a connection between them says that one speaks for the other: "same owner", "published", "copies", and all
      relations of the family *made* ("writes", "holds", "passes on"). A connection that argues, refers or meets is
      named in ``connected`` and makes them no single voice.

    They are two where at least one of place, owner and author is known of both and none is shared. Else it cannot be
    said. A person whom the learner knows is judged by connections alone. In plain words: "both belong to the Poynter
    Institute, so two badges are one voice here".

    Parameters
    ----------
    network
        The network that holds both.
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
    here, there = whose(network, first), whose(network, second)
    shared: list[Shared] = []
    parted: list[Shared] = []
    unknown: list[str] = []
    if _one_thing(first, second, here, there):
        shared.append(Shared("thing", first.label, _("Both name the same thing, twice.")))
    for by, look in (("host", _hosts), ("owner", _owners), ("author", _authors)):
        found = look(first, second, here, there)
        if found is None:
            unknown.append(by)
        else:
            (shared if found[0] else parted).append(Shared(by, found[1], found[2]))
    speaking, others = _ties(network, first, second)
    for tie in speaking:
        said = _("A connection says so: {tie}.").format(tie=f"{tie.start_label} {tie.relation} {tie.end_label}")
        shared.append(Shared("connection", tie.relation, said))
    value = False if shared else True if parted else None
    return Independence(value, tuple(shared), tuple(parted), tuple(unknown), tuple(others))


def one_voice(network: SourceNetwork, a: Source, b: Source) -> bool:
    """Tell whether two sources of a network are known to be one voice, as :func:`independence` says it, without why.

    Parameters
    ----------
    network
        The network that holds both.
    a, b
        Two sources.
    """
    here, there = whose(network, a), whose(network, b)
    if a.id == b.id or _one_place(here, there) or _one_owner(here, there):
        return True
    if _who_in_both(a, b, here, there) or _one_thing(a, b, here, there):
        return True
    return any(_speaks(network, tie) for tie in _between(network, a, b))


# -- the parts of the rule: each answers with (shared, what, words), or with None where it is not known of both

_Found = tuple[bool, str, str] | None


def _one_thing(a: Source, b: Source, here: Whose, there: Whose) -> bool:
    return not here.things.isdisjoint(there.things) and same(plain(a), plain(b))


def _one_place(here: Whose, there: Whose) -> bool:
    return bool(here.place) and here.place == there.place


def _hosts(a: Source, b: Source, here: Whose, there: Whose) -> _Found:
    if _one_place(here, there):
        return True, here.place, _("Both are on {host}.").format(host=here.place)
    if not here.place or not there.place or here.house == there.house:
        return None  # whether two who write at a house of many are one, other things have to tell
    words = _("They are in two places on the web: {a} and {b}.").format(a=here.place, b=there.place)
    return False, f"{here.place}, {there.place}", words


def _one_owner(here: Whose, there: Whose) -> bool:
    owner, other = here.owner, there.owner
    return bool((owner and owner in (other, there.named)) or (other and other == here.named))


def _owners(a: Source, b: Source, here: Whose, there: Whose) -> _Found:
    for owned, house, of, named in ((a, b, here.owner, there.named), (b, a, there.owner, here.named)):
        if of and of == named:
            words = _("{house} owns {owned}.").format(house=house.label, owned=owned.label)
            return True, house.name, words
    if not here.owner or not there.owner:
        return None
    if here.owner == there.owner:
        return True, a.owner, _("Both belong to {owner}.").format(owner=a.owner.rstrip("."))
    words = _("They belong to two owners: {a} and {b}.").format(a=a.owner, b=b.owner.rstrip("."))
    return False, f"{a.owner}, {b.owner}", words


def _who_in_both(a: Source, b: Source, here: Whose, there: Whose) -> str:
    """Return who made both, as it is written: an author of both, or one who is or owns the other."""
    if here.orcid and here.orcid == there.orcid:
        return a.name
    two = bool(here.orcid and there.orcid and a.kind == b.kind == "person")  # two numbers: two people of one name
    for name in here.people.values():
        if not two and any(are_one(name, other) for other in there.people.values()):
            return name
    for one, other in ((here, there), (there, here)):
        for name in one.people.values():
            whole = folded(name)  # an organisation stands among the authors by its whole name
            if whole and whole in (other.named, other.owner):
                return name
            if any(are_one(name, owner) for owner in other.holders.values()):
                return name
    return ""


def _authors(a: Source, b: Source, here: Whose, there: Whose) -> _Found:
    if both := _who_in_both(a, b, here, there):
        return True, both, _("Both come from {author}.").format(author=both.rstrip("."))
    if not here.people or not there.people:
        return None
    one, other = next(iter(here.people.values())), next(iter(there.people.values()))
    words = _("They come from different people: {a} and {b}.").format(a=one, b=other.rstrip("."))
    if here.orcid and there.orcid and are_one(one, other):
        words = _("They are two people of one name, as their numbers (ORCID) tell.")
    return False, f"{one}, {other}", words


def _ties(network: SourceNetwork, a: Source, b: Source) -> tuple[list[Connection], list[Connection]]:
    """Return the connections between two sources: those by which one speaks for the other, and the rest."""
    speaking: list[Connection] = []
    others: list[Connection] = []
    for tie in _between(network, a, b):
        (speaking if _speaks(network, tie) else others).append(tie)
    return speaking, others


def _speaks(network: SourceNetwork, tie: Connection) -> bool:
    said, family = tie.relation.casefold().strip(), network.vocabulary.family
    return said in _SPEAKS_FOR or "made" in (family(tie.relation), family(said))


def _between(network: SourceNetwork, a: Source, b: Source) -> list[Connection]:
    ends = network.once("connections by their ends", lambda: _by_ends(network.connections))
    return ends.get((a.id, b.id) if a.id < b.id else (b.id, a.id), [])


def _by_ends(ties: Iterable[Connection]) -> dict[tuple[str, str], list[Connection]]:
    found: dict[tuple[str, str], list[Connection]] = {}
    for tie in ties:
        ends = (tie.start, tie.end) if tie.start < tie.end else (tie.end, tie.start)
        found.setdefault(ends, []).append(tie)
    return found
