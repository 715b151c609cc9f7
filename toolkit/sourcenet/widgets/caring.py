"""What stands in a maintain round: what has rested, what it would cost to set something aside, what was set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcenet import measures
from sourcenet.measures.look import listed
from sourcenet.model.dates import day_written
from sourcenet.model.history import thing_words
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.source import Connection, Source
from sourcenet.widgets import blocks as b
from sourcenet.words import _, many

__all__ = [
    "archive_blocks",
    "aside_blocks",
    "cost_words",
    "rested",
    "resting",
    "round_blocks",
    "standing_of",
    "ways_to",
]

#: Below this part of what it said, a source comes up: half of it may be out of date.
_HALF = 0.5
_LISTED = 12
_SHOWN = 40


def resting(network: SourceNetwork, lives: Mapping[str, float | None]) -> list[Source]:
    """Return the sources that were not used, looked at or written for a half-life of their kind.

    Those that the learner turns to directly come first, and of these the stalest.
    """
    fresh = measures.currency(network, half_lives=lives).sources
    old = [(fresh[one.id].value, one) for one in network.sources if one.id in fresh]
    stale = [(value, one) for value, one in old if value is not None and value < _HALF]
    own = {tie.end for tie in network.connections if tie.start == ME}
    return [one for _value, one in sorted(stale, key=lambda pair: (pair[1].id not in own, pair[0]))]


def rested(network: SourceNetwork, source: Source, lives: Mapping[str, float | None], *, named: bool = True) -> str:
    """Return in a sentence when a source was last used, looked at or written, and how fast its kind ages."""
    said = _rested(network, source, lives)
    return _("{name}: {said}").format(name=source.label, said=said) if named else said[:1].upper() + said[1:]


def _rested(network: SourceNetwork, source: Source, lives: Mapping[str, float | None]) -> str:
    one = measures.currency(network, half_lives=lives).sources[source.id]
    if one.day is None:
        return _("nobody said when it was last used.")
    how = {"used": _("last used"), "checked": _("last looked at"), "published": _("written")}.get(
        one.by, _("last used")
    )
    ages = _("half of such a {kind} may be out of date after {n} months").format(
        kind=_(source.kind), n=_n(one.half_life)
    )
    return _("{how} {day}; {ages}.").format(how=how, day=day_written(str(one.day)), ages=ages)


def _n(months: float | None) -> str:
    return f"{months:g}" if months is not None else "…"


def ways_to(network: SourceNetwork, source: str) -> list[Connection]:
    """Return the connections that lead to a source, one's own first: what a renewal can be about."""
    ties = [one for one in network.connections if one.end == source]
    return sorted(ties, key=lambda one: (one.start != ME, -one.strength))


def round_blocks(network: SourceNetwork, resting: Sequence[Source], skipped: Sequence[str]) -> list[b.Block]:
    """Return the source whose turn it is, with what can be done about it.

    Parameters
    ----------
    network
        The network.
    resting
        What comes up, in this order.
    skipped
        Ids of those that were looked at or put off in this round.
    """
    waiting = [one for one in resting if one.id not in skipped]
    if not waiting:
        return _round_done(resting)
    from sourcenet.widgets.ageing import half_lives

    source, lives = waiting[0], half_lives(network)
    rest = len(waiting) - 1
    return b.listing(
        [
            b.heading(source.label, key="top", about=rested(network, source, lives, named=False), kind=source.kind),
            b.text(_("Light and old are not the same as useless. What is it for? Use it, let it go, or keep it.")),
            _renewal(network, source),
            b.fold(_("Keep it as it is, for a reason"), _keeping(source), key=f"keep-{source.id}"),
            b.text(cost_words(network, (source.id,)), kind="muted"),
            b.buttons(
                b.act("doubt", _("Set it aside …"), what=source.id, about=source.label),
                _own_way(network, source),
                b.act("later", _("Not now"), kind="quiet", source=source.id, about=source.label),
            ),
            b.text(many("{n} more after this one.", "{n} more after this one.", rest), kind="muted") if rest else None,
        ]
    )


def _own_way(network: SourceNetwork, source: Source) -> b.Block | None:
    own = [one for one in ways_to(network, source.id) if one.start == ME]
    words = _("Set only my connection to it aside …")
    return b.act("doubt", words, what=own[0].id, about=source.label) if own else None


def _round_done(resting: Sequence[Source]) -> list[b.Block]:
    if resting:
        said, more = _("That was the round."), _("Those you put off come up again when you open this next time.")
    else:
        said = _("Nothing has rested for long.")
        more = _("Nothing is known of sources without a day. In the Builder, Last used says when you were there.")
    return [b.heading(said, key="top"), b.text(more), b.note(_("Look at one more that you doubt: turn to Set aside."))]


def _renewal(network: SourceNetwork, source: Source) -> b.Block:
    ties = ways_to(network, source.id)
    if not ties:
        return b.note(_("Nothing leads to it. Connect it in the Builder, or set it aside."), kind="plain")
    choices = [(one.id, f"{one.start_label} {one.relation} {one.end_label}") for one in ties]
    fields = [
        b.area(
            "used_for", _("I used it again. What for?"), hint=_("Open it, use it, then write: I looked up ... for ...")
        ),
        b.date("on", _("When"), value=network.today.isoformat()),
        b.select("tie", _("By which connection"), choices, value=choices[0][0]),
    ]
    return b.form("renew", fields, _("Renew"), key=f"renew-{source.id}", title=_("Renew"), source=source.id)


def _keeping(source: Source) -> b.Block:
    fields = [
        b.area("why", _("What would you lose without it?")),
        b.line("change_my_mind", _("I would let it go if ...")),
    ]
    return b.form("keep", fields, _("Keep it"), key=f"keep-{source.id}", source=source.id)


# -- setting aside


def cost_words(network: SourceNetwork, ids: Sequence[str]) -> str:
    """Return in sentences what setting sources aside together would cost: what can no longer be walked to, and voices."""
    found = measures.cost(network, ids)
    names = listed([thing_words(id, network) for id in ids], most=_LISTED)
    lost = [one.label for one in found.lost]
    if lost:
        reach = many(
            "Without {{names}} you could no longer get to {n} other source: {{lost}}.",
            "Without {{names}} you could no longer get to {n} other sources: {{lost}}.",
            len(lost),
        ).format(names=names, lost=listed(lost, most=_LISTED))
    else:
        reach = _("Without {names} you can still get to everything else.").format(names=names)
    return f"{reach} {_voices(found.voices_before, found.voices_after)}".strip()


def _voices(before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return ""
    if abs(before - after) < 0.005:
        return _("Where your sources stand stays as it is.")
    return _("Where they stand: as if {before:.2f} in balance, then {after:.2f}.").format(before=before, after=after)


def standing_of(network: SourceNetwork, ids: Sequence[str]) -> list[str]:
    """Return those of some ids that are sources or connections which stand."""
    state = network.plain()
    return [id for id in ids if id in state.sources or id in state.connections]


def aside_blocks(network: SourceNetwork, picked: Sequence[str]) -> list[b.Block]:
    """Return what can be set aside; or, once picked, what that costs, and where the reasons go."""
    standing = {one.id: one for one in network.sources}
    some = standing_of(network, picked)
    if some:
        reasons = [
            b.area(f"reason-{id}", _("Why does {name} go?").format(name=thing_words(id, network))) for id in some
        ]
        words = many("Set {n} aside", "Set {n} aside", len(some))
        said = cost_words(network, some)
        more = _("Nothing is lost: it goes to the archive with your reason, and can come back.")
        return [
            b.heading(_("What it costs"), key="top"),
            b.note(said, kind="warn" if measures.cost(network, some).lost else "plain"),
            b.form("aside", [*reasons, b.text(more, kind="muted")], words, key="aside-" + "-".join(picked),
                   cancel="close", cancel_words=_("Keep them") if len(some) > 1 else _("Keep it")),
        ]  # fmt: skip
    if not standing:
        return [
            b.heading(_("There is nothing to set aside yet"), key="top"),
            b.text(_("Add sources in the Builder first.")),
        ]
    costs = measures.cost(network)
    choices = sorted(standing.values(), key=lambda one: (len(costs[one.id].lost), one.label.casefold()))
    ticks = [(one.id, one.label, _loses(len(costs[one.id].lost))) for one in choices]
    return [
        b.heading(_("Which would you let go?"), key="top"),
        b.text(_("Tick one or a few, up to five. First you see what they cost together; nothing is set aside yet.")),
        b.form("cost", [*_in_parts(ticks), *_own_ties(network)], _("See what it costs"), key="cost"),
    ]


def _own_ties(network: SourceNetwork) -> list[b.Block]:
    """Return one's own connections as ticks: the source may stay, reached by others."""
    own = [one for one in network.connections if one.start == ME]
    levels = network.vocabulary.strengths
    some = [
        (one.id, thing_words(one.id, network), _(levels[one.strength - 1]))
        for one in sorted(own, key=lambda one: one.strength)
    ]
    if not some:
        return []
    return [
        b.fold(
            _("Or only a connection of mine"), b.ticks("picked", _("Connections, the lightest first"), some), key="ties"
        )
    ]


def _loses(n: int) -> str:
    return many("and {n} more would be out of reach", "and {n} more would be out of reach", n) if n else ""


def _in_parts(some: list[tuple[str, str, str]]) -> list[b.Block]:
    """Return ticks; of a long list the rest is folded away."""
    first = b.ticks("picked", _("Sources, those that cost least first"), some[:_SHOWN])
    if len(some) <= _SHOWN:
        return [first]
    rest = b.ticks("picked", _("The others"), some[_SHOWN:])
    return [first, b.fold(_("Show {n} more").format(n=len(some) - _SHOWN), rest, key="others")]


def archive_blocks(network: SourceNetwork) -> list[b.Block]:
    """Return what was set aside with its reason, the latest first, each with the way back."""
    if not network.archive:
        return [
            b.heading(_("The archive is empty"), key="top"),
            b.text(_("What you set aside stands here, with your reason.")),
        ]
    rows = [
        [str(one.what), one.reason, day_written(one.at), b.act("restore", _("Bring back"), kind="little", what=one.id, about=str(one.what))]
        for one in sorted(network.archive, key=lambda one: one.at, reverse=True)
    ]  # fmt: skip
    return [b.heading(_("Archive"), key="top"), b.table(_("Set aside"), [_("What"), _("Why"), _("When"), ""], rows)]
