"""Taking something away: a source, a platform, an owner, a login, a device, a language; what breaks, what would mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sourcenet.errors import BadValue
from sourcenet.measures.coded import Coded, coded
from sourcenet.measures.groups import stated
from sourcenet.measures.look import listed
from sourcenet.measures.walking import lost_to, reached, shut_off, walk
from sourcenet.measures.wiring import bits, closures
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Source, Traversal

__all__ = ["Gaps", "Loose", "Mend", "TakenAway", "gaps", "robustness", "take_away"]

#: By what a network can be taken apart, beside a single source.
FIELDS = ("host", "owner", "access", "device", "language", "setting")
_MENDS = 3
_NAMED = 3


class Mend(NamedTuple):
    """A connection that would bring back most of what is lost.

    Attributes
    ----------
    start
        Where it would begin: a source that is still in reach, or ``None`` for the learner.
    end
        Where it would lead.
    back
        How many would be in reach again.
    """

    start: Source | None
    end: Source
    back: int


class TakenAway(NamedTuple):
    """What a network is without something.

    Attributes
    ----------
    gone
        The sources that are taken away.
    lost
        Those that are still there and can no longer be walked to.
    left
        Those that can.
    broken
        Routes that the learner walked and that pass something that is gone. One that leads against an arrow to
        something lost can still be walked.
    mends
        Connections that would bring most of the lost ones back, the best first; each is thought of alone.
    words
        The same in a sentence.
    """

    gone: tuple[Source, ...]
    lost: tuple[Source, ...]
    left: tuple[Source, ...]
    broken: tuple[Traversal, ...]
    mends: tuple[Mend, ...]
    words: str


def take_away(
    network: SourceNetwork,
    *,
    source: Source | str = "",
    host: str = "",
    owner: str = "",
    access: str = "",
    device: str = "",
    language: str = "",
    setting: str = "",
) -> TakenAway:
    """Return what a network would be without a source, or without all that share a platform, an owner, an access ...

    In plain words: "on the day your login ends, ten sources are shut, and you get to 50 of 60". Nothing is changed.

    Parameters
    ----------
    network
        The network to look at, walking from the learner the way connections point.
    source
        A source, by id, name or record.
    host, owner
        A platform as :func:`concentration` names it, or an owner.
    access, device, language, setting
        What needs this access ("login"), this device, is in this language, belongs to this setting.

    Returns
    -------
    TakenAway
        What is gone, lost and left, which walked routes break, and where it could be mended.

    Raises
    ------
    BadValue
        Nothing is named, or nothing of the network is like that; the sentence says what there is.
    UnknownSource
        The source is not in the network.

    References
    ----------
    .. [1] Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational &
       Mathematical Organization Theory, 12(1), 21-34.

    Examples
    --------
    >>> import sourcenet as sn
    >>> found = sn.take_away(sn.load_example("busy"), source="university login")
    >>> len(found.gone), len(found.lost), len(found.left)
    (1, 6, 53)
    """
    found = coded(network)
    gone: set[int] = set()
    if source:
        gone.add(found.number[network.source(source).id])
    asked = zip(FIELDS, (host, owner, access, device, language, setting), strict=True)
    for by, value in asked:
        if value:
            gone |= _sharing(network, found, by, value)
    if not gone:
        raise BadValue(
            _('Say what is taken away: take_away(network, source="..."), or one of: {fields}.').format(
                fields=", ".join(FIELDS)
            )
        )
    return _without(network, found, gone)


def _sharing(network: SourceNetwork, found: Coded, by: str, value: str) -> set[int]:
    said = stated(network, by)
    wanted = value.casefold()
    some = {found.number[id] for id, one in said.items() if one.casefold() == wanted}
    if some:
        return some
    there = ", ".join(sorted(set(said.values()))[:20])
    if not there:
        raise BadValue(
            _("No source here says what its {field} is, so nothing can be taken away by it.").format(field=_(by)),
            field=by,
        )
    raise BadValue(
        _('No source here has the {field} "{value}". There is: {there}.').format(field=_(by), value=value, there=there),
        field=by,
    )


def _without(network: SourceNetwork, found: Coded, gone: set[int]) -> TakenAway:
    before, lost = reached(found).keys() - {found.me}, lost_to(found, gone)
    still = before - lost - gone
    taken, behind, left = (tuple(found.sources[n] for n in sorted(part)) for part in (gone, lost, still))
    ids = {one.id for one in taken}
    broken = tuple(one for one in network.traversals if not ids.isdisjoint(one.steps))
    words = _said(taken, behind, left, len(before))
    return TakenAway(taken, behind, left, broken, _mends(found, lost, still), words)


def _mends(found: Coded, lost: set[int], still: set[int]) -> tuple[Mend, ...]:
    """Return connections that would bring most back: to each lost one from a source of its subject, or from a person."""
    whole = closures(found.whole.ahead, bits(lost), sorted(lost))
    left = [found.sources[n] for n in sorted(still)]
    chosen: list[Mend] = []
    covered = 0
    for n in sorted(lost, key=lambda n: (-whole[n].bit_count(), n)):
        if covered >> n & 1:
            continue
        if len(chosen) == _MENDS:
            break
        covered |= whole[n]
        end = found.sources[n]
        alike = (one for one in left if one.subject and one.subject == end.subject)
        start = next(alike, None) or next((one for one in left if one.kind == "person"), left[0] if left else None)
        chosen.append(Mend(start, end, whole[n].bit_count()))
    return tuple(chosen)


def _said(gone: tuple[Source, ...], lost: tuple[Source, ...], left: tuple[Source, ...], before: int) -> str:
    names = listed([one.label for one in gone], most=_NAMED)
    reach = _("Without {names} you get to {left} of {before} sources.").format(
        names=names, left=len(left), before=before
    )
    if not lost:
        return f"{reach} {_('Nothing else goes with it.')}"
    also = many(
        "Gone besides: {n} source that is still there, {{names}}.",
        "Gone besides: {n} sources that are still there, {{names}}.",
        len(lost),
    )
    return f"{reach} {also.format(names=listed([one.label for one in lost], most=_NAMED))}"


class Loose(NamedTuple):
    """One thing that a network could lose.

    Attributes
    ----------
    by, value
        What it is, as :func:`take_away` takes it; a source by its id.
    words
        What it is called.
    gone, lost
        As in :class:`TakenAway`.
    """

    by: str
    value: str
    words: str
    gone: tuple[Source, ...]
    lost: tuple[Source, ...]


def robustness(network: SourceNetwork) -> tuple[Loose, ...]:
    """Return what each single loss would cost, the dearest first: a source, a platform, an owner, a login, a device.

    In plain words: "dearest is your login: ten sources at once". Losses that would cost the same stand in the order of
    sources, platforms, owners, and so on. Below six sources it is too early to say.

    Parameters
    ----------
    network
        The network to look at.

    Returns
    -------
    tuple of Loose
        Each source whose loss takes others with it; each platform and owner of two or more; each access that is not
        open to all, and each device that one needs.

    Examples
    --------
    >>> import sourcenet as sn
    >>> dearest = sn.robustness(sn.load_example("first-steps"))[0]
    >>> dearest.words, len(dearest.gone), len(dearest.lost)
    ('course tutor', 1, 4)
    """
    return network.once("robustness", lambda: _each_loss(network))


def _each_loss(network: SourceNetwork) -> tuple[Loose, ...]:
    from sourcenet.measures.costing import cost

    found = coded(network)
    rows = [Loose("source", id, one.gone[0].label, one.gone, one.lost) for id, one in cost(network).items() if one.lost]
    for by in ("host", "owner", "access", "device"):
        groups: dict[str, set[int]] = {}
        for id, value in stated(network, by).items():
            if (by, value) not in (("access", "open"), ("device", "any")):
                groups.setdefault(value, set()).add(found.number[id])
        for value, gone in groups.items():
            if len(gone) < 2 and by in ("host", "owner"):
                continue  # it is that one source
            lost = lost_to(found, gone)
            taken, behind = (tuple(found.sources[n] for n in sorted(part)) for part in (gone, lost))
            rows.append(Loose(by, value, _called(by, value), taken, behind))
    return tuple(sorted(rows, key=lambda one: -len(one.gone) - len(one.lost)))


def _called(by: str, value: str) -> str:
    words = {
        "host": _("all on {value}"),
        "owner": _("all of {value}"),
        "access": _("all by {value}"),
        "device": _("all that need: {value}"),
    }
    return words[by].format(value=_(value))


class Gaps(NamedTuple):
    """What can be got to under one limit alone, and what under none of them.

    Attributes
    ----------
    reach
        How many sources can be got to with no limit.
    within
        By the name of the limit ("formal", "informal", "open") what can be got to over such sources alone.
    neither
        What can be got to neither over formal nor over informal ones alone.
    """

    reach: int
    within: dict[str, tuple[Source, ...]]
    neither: tuple[Source, ...]


def gaps(network: SourceNetwork) -> Gaps:
    """Return how far one gets in formal settings alone, in informal ones alone, and by open sources alone.

    In plain words: "by formal ones alone 18, by informal ones alone 36: neither reaches all".

    Parameters
    ----------
    network
        The network to walk in, from the learner.

    Returns
    -------
    Gaps
        What is in reach under each limit, and what under neither setting.

    Examples
    --------
    >>> import sourcenet as sn
    >>> found = sn.gaps(sn.load_example("busy"))
    >>> {limit: len(some) for limit, some in found.within.items()}, len(found.neither)
    ({'formal': 18, 'informal': 36, 'open': 46}, 6)
    """
    found = coded(network)
    limits = {"formal": {"setting": "formal"}, "informal": {"setting": "informal"}, "open": {"access": "open"}}
    met = {
        name: walk(found.whole, found.me, shut_off(found, found.me, **limit)).keys() - {found.me}
        for name, limit in limits.items()
    }
    all_ = reached(found).keys() - {found.me}
    some = {name: tuple(found.sources[n] for n in sorted(one)) for name, one in met.items()}
    neither = tuple(found.sources[n] for n in sorted(all_ - met["formal"] - met["informal"]))
    return Gaps(len(all_), some, neither)
