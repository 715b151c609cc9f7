"""What stands in a maintain round: what has rested, what it would cost to set something aside, what was set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sourcenet import measures
from sourcenet.measures.look import listed
from sourcenet.model.dates import day_written
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.source import Connection, Source
from sourcenet.widgets import blocks as b
from sourcenet.words import _, many

__all__ = ["archive_blocks", "aside_blocks", "cost_words", "rested", "resting", "round_blocks", "ways_to"]

#: Below this part of what it said, a source comes up: half of it may be out of date.
_HALF = 0.5
_LISTED = 12
_SHOWN = 40


def resting(network: SourceNetwork, lives: Mapping[str, float | None]) -> list[Source]:
    """Return the sources that were not used, looked at or written for a half-life of their kind, the stalest first."""
    fresh = measures.currency(network, half_lives=lives).sources
    old = [(fresh[one.id].value, one) for one in network.sources if one.id in fresh]
    stale = [(value, one) for value, one in old if value is not None and value < _HALF]
    return [one for _value, one in sorted(stale, key=lambda pair: pair[0])]


def rested(network: SourceNetwork, source: Source, lives: Mapping[str, float | None]) -> str:
    """Return in a sentence when a source was last used, looked at or written, and how fast its kind ages."""
    one = measures.currency(network, half_lives=lives).sources[source.id]
    if one.day is None:
        return _("{name}: nobody said when it was last used.").format(name=source.label)
    how = {"used": _("last used"), "checked": _("last looked at"), "published": _("written")}.get(
        one.by, _("last used")
    )
    ages = _("half of such a {kind} may be out of date after {n} months").format(
        kind=_(source.kind), n=_n(one.half_life)
    )
    return _("{name}: {how} {day}; {ages}.").format(
        name=source.label, how=how, day=day_written(str(one.day)), ages=ages
    )


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
    from sourcenet.widgets.deciding import half_lives

    source, lives = waiting[0], half_lives(network)
    rest = len(waiting) - 1
    return b.listing(
        [
            b.heading(source.label, key="top", about=rested(network, source, lives), kind=source.kind),
            b.text(_("Light and old are not the same as useless. What is it for? Use it, let it go, or keep it.")),
            _renewal(network, source),
            b.fold(_("Keep it as it is, for a reason"), _keeping(source), key=f"keep-{source.id}"),
            b.text(cost_words(network, (source.id,)), kind="muted"),
            b.buttons(
                b.act("doubt", _("Set it aside …"), source=source.id, about=source.label),
                b.act("later", _("Not now"), kind="quiet", source=source.id, about=source.label),
            ),
            b.text(many("{n} more after this one.", "{n} more after this one.", rest), kind="muted") if rest else None,
        ]
    )


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
    names = listed([network.source(id).label for id in ids])
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


def aside_blocks(network: SourceNetwork, picked: Sequence[str]) -> list[b.Block]:
    """Return what can be set aside; or, once picked, what that costs, and where the reasons go."""
    standing = {one.id: one for one in network.sources}
    some = [standing[id] for id in picked if id in standing]
    if some:
        reasons = [b.area(f"reason-{one.id}", _("Why does {name} go?").format(name=one.label)) for one in some]
        words = many("Set {n} aside", "Set {n} aside", len(some))
        said = cost_words(network, [one.id for one in some])
        more = _("Nothing is lost: it goes to the archive with your reason, and can come back.")
        return [
            b.heading(_("What it costs"), key="top"),
            b.note(said, kind="warn" if measures.cost(network, [one.id for one in some]).lost else "plain"),
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
        b.form("cost", _in_parts(ticks), _("See what it costs"), key="cost"),
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
