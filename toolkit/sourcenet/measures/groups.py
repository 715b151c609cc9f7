"""Groups of sources: by what a source says of itself, by where it lies, or by who stands behind it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sourcenet.errors import BadValue
from sourcenet.measures.coded import coded
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Source

__all__ = ["FIELDS", "host", "numbered", "stated"]

#: What sources can be grouped by, besides the fields that another tool gave them.
FIELDS = (
    "viewpoint",
    "kind",
    "subject",
    "access",
    "setting",
    "device",
    "origin",
    "language",
    "owner",
    "host",
    "year",
    "machine",
)
# Where a country's names hang one level lower: bbc.co.uk, unimelb.edu.au.
_SECOND = frozenset(
    [
        "ac",
        "co",
        "com",
        "edu",
        "gob",
        "gouv",
        "gov",
        "govt",
        "id",
        "ltd",
        "me",
        "mil",
        "ne",
        "net",
        "nhs",
        "nom",
        "or",
        "org",
        "plc",
        "sch",
        "web",
    ]
)
# Addresses that only forward: where they lead is not in the address.
_FORWARDERS = frozenset(
    ["doi.org", "handle.net", "bit.ly", "t.co", "tinyurl.com", "goo.gl", "purl.org", "w3id.org", "n2t.net"]
)
_SAME = {
    "youtu.be": "youtube.com",
    "youtube-nocookie.com": "youtube.com",
    "fb.com": "facebook.com",
    "fb.me": "facebook.com",
    "twitter.com": "x.com",
    "redd.it": "reddit.com",
    "wikipedia.com": "wikipedia.org",
}


def host(address: str) -> str:
    """Return the platform that an address lies on: the name that somebody registered, whatever stands before it.

    ``halfanhour.blogspot.com`` and every other blog there lie on ``blogspot.com``, the Wikipedias of all languages
    on ``wikipedia.org``. What only forwards (``doi.org``) is no platform.

    Parameters
    ----------
    address
        A web address, or an e-mail address after ``mailto:``.

    Returns
    -------
    str
        In small letters; empty where there is none.

    Examples
    --------
    >>> from sourcenet.measures.groups import host
    >>> host("https://halfanhour.blogspot.com/2007/02/"), host("https://www.bbc.co.uk/news"), host("")
    ('blogspot.com', 'bbc.co.uk', '')
    """
    try:
        parts = urlsplit(address)
        name = (parts.path.rpartition("@")[2] if parts.scheme == "mailto" else parts.hostname or "").lower()
    except ValueError:
        return ""
    name = name.partition("?")[0].strip(".")
    if ":" in name or re.fullmatch(r"[\d.]+", name):
        return name
    labels = name.removeprefix("www.").split(".")
    deep = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND
    short = ".".join(labels[-3:] if deep else labels[-2:])
    return "" if short in _FORWARDERS else _SAME.get(short, short)


def stated(network: SourceNetwork, by: str = "viewpoint") -> dict[str, str]:
    """Return the group of each source that has one, by the id of the source.

    A source to which the question does not apply has no viewpoint on it.

    Parameters
    ----------
    network
        The network to look at.
    by
        One of :data:`FIELDS`, or a field that another tool gave the sources.

    Raises
    ------
    BadValue
        There is no such field; the sentence lists those there are.

    Examples
    --------
    >>> import sourcenet as sn
    >>> from sourcenet.measures.groups import stated
    >>> len(stated(sn.load_example("first-steps")))
    7
    """
    said = network.once(f"groups by {by}", lambda: _said(network.sources, by))
    none = {""}
    if by == "viewpoint":
        none.update(one.name for one in network.vocabulary.viewpoints if one.mark == "/")
    return {key: value for key, value in said.items() if value not in none}


def _said(sources: tuple[Source, ...], by: str) -> dict[str, str]:
    if by == "host":
        return {source.id: host(source.url) for source in sources}
    if by == "owner":
        # One owner is written in several ways; the first is kept.
        first: dict[str, str] = {}
        return {one.id: first.setdefault(one.owner.casefold(), one.owner) for one in sources}
    if by in FIELDS:
        return {source.id: str(getattr(source, by)) for source in sources}
    given = [one for one in sources if by in one.extra]
    if not given:
        raise BadValue(
            _('Sources cannot be grouped by "{field}". Use one of: {fields}.').format(
                field=by, fields=", ".join([*FIELDS, *sorted({name for one in sources for name in one.extra})[:20]])
            ),
            field="by",
        )
    return {source.id: str(source.extra[by]) for source in given}


def numbered(network: SourceNetwork, by: str) -> tuple[list[int | None], list[str]]:
    """Return the number of the group of each source (``None`` where it says nothing), and the names of the groups.

    Parameters
    ----------
    network
        The network to look at.
    by
        The field to group by, as :func:`stated` takes it.
    """
    said = stated(network, by)
    names = list(Counter(said.values()))
    place = {name: n for n, name in enumerate(names)}
    return [place[said[one]] if one in said else None for one in coded(network).number], names
