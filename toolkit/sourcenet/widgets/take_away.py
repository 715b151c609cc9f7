"""Take something away: a source, a platform, a login, a device; see what is lost, and mend it."""

from __future__ import annotations

from typing import Any, ClassVar

from sourcenet import measures
from sourcenet.errors import BadValue, SourcenetError
from sourcenet.measures.groups import stated
from sourcenet.measures.look import listed
from sourcenet.model.network import SourceNetwork
from sourcenet.widgets import blocks as b
from sourcenet.widgets import walking
from sourcenet.widgets.places import source_choices
from sourcenet.widgets.sheet import Done, Form, Sheet
from sourcenet.words import _, many

__all__ = ["TakeAway"]

_LISTED = 20
_DEAREST = 6


class TakeAway(Sheet):
    """Take one thing away from a network, and see what would then be out of reach. The network itself stays whole.

    Parameters
    ----------
    network
        The network to look at.
    task
        What to do, in a sentence above everything.
    still
        False where nothing is to be left beside it.

    Examples
    --------
    >>> import sourcenet as sn
    >>> sheet = sn.TakeAway(sn.load_example("busy"))
    >>> sheet.act_take({"access": "login"}, by="access").focus
    'found'
    """

    title: ClassVar[str] = "Take something away"

    def __init__(self, network: SourceNetwork, *, task: str = "", still: bool = True) -> None:
        self.by, self.what = "access", ""
        super().__init__(network, task=task, still=still)

    # -- what stands there

    def blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return what can be taken away, and what that leads to."""
        if not network.sources:
            return [b.note(_("There is nothing to take away yet. Add sources in the Builder first."))]
        kinds = [(name, words) for name, (words, _some) in _kinds(network).items()]
        head = [
            b.heading(_("What if it were not there?"), key="top"),
            b.text(_("Your network stays as it is. This only looks at what would be left of it.")),
            b.pick(_("Take away"), "turn", kinds, self.by, key="turn"),
            self._choosing(network),
        ]
        return [*head, *(self._found(network) if self.what else []), *_dearest(network)]

    def still_blocks(self, network: SourceNetwork) -> list[b.Block]:
        """Return what was looked at last, and what would cost most."""
        return [*(self._found(network) if self.what else []), *_dearest(network)]

    def _choosing(self, network: SourceNetwork) -> b.Block:
        _words, some = _kinds(network)[self.by]
        if not some:
            none = _("Nobody said this of any source yet. In the Builder, each source has a place for it.")
            return b.text(none, kind="muted")
        fields = [b.select(self.by, _("Which one?"), [("", _("choose one")), *some], value=self.what)]
        return b.form("take", fields, _("Take it away"), key=f"take-{self.by}", by=self.by)

    def _found(self, network: SourceNetwork) -> list[b.Block]:
        try:
            found = measures.take_away(network, **{self.by: self.what})
        except SourcenetError:  # it was set aside, or renamed, since it was chosen
            return [b.note(_("This is not in your network any more. Choose another."), kind="warn")]
        lost = [one.label for one in found.lost]
        gone = [one.label for one in found.gone]
        inside: list[b.Block] = [
            b.heading(_("Without {what}").format(what=self._called(network)), key="found"),
            b.note(found.words, kind="warn" if lost or len(gone) > 1 else "plain"),
        ]
        if gone:
            inside.append(b.text(_("Gone: {names}.").format(names=listed(gone, most=_LISTED))))
        if lost:
            inside.append(b.text(_("Still there, and out of reach: {names}.").format(names=listed(lost, most=_LISTED))))
        if found.broken:
            routes = [walking.route_words(network, one.steps) for one in found.broken]
            inside.append(
                b.fold(
                    _("Routes of yours that would break ({n})").format(n=len(routes)), b.items(*routes), key="broken"
                )
            )
        return [b.card(*inside, *self._mending(network, found), key="result")]

    def _mending(self, network: SourceNetwork, found: Any) -> list[b.Block]:
        made = _("What would you do then? Answer as if it had happened this morning.")
        decide = b.form("answer", [b.area("why", made)], _("Keep my answer"), key=f"answer-{self.by}-{self.what}")
        if not found.lost:
            return [decide]
        hints = [
            many("{{what}} would bring {n} back.", "{{what}} would bring {n} back.", one.back).format(
                what=f"{one.start.label if one.start else _('me')} → {one.end.label}"
            )
            for one in found.mends
        ]
        gone = [one.id for one in found.gone]
        hint = b.fold(_("Where could it be mended?"), b.items(*hints), key="hints") if hints else None
        return b.listing([decide, hint, *walking.mend_blocks(network, ["me"], gone)])

    def _called(self, network: SourceNetwork) -> str:
        if self.by == "source":
            return walking.label(network, self.what)
        return _(self.what) if self.by in ("host", "owner") else f"{_kinds(network)[self.by][0]}: {_(self.what)}"

    # -- what is done

    def act_turn(self, value: str) -> None:
        """Choose what kind of thing is taken away."""
        if value in _kinds(self.network):
            self.by, self.what = value, ""

    def act_take(self, form: Form, by: str) -> Done:
        """Look at the network without one thing."""
        what = str(form.get(by) or "")
        if by not in _kinds(self.network) or not what:
            raise BadValue(_("Choose what is taken away."), field=by)
        found = measures.take_away(self.network, **{by: what})
        self.by, self.what = by, what
        return Done(found.words, focus="found")

    def act_answer(self, form: Form) -> Done:
        """Keep what one would do then, as a decision."""
        why = str(form.get("why") or "")
        if not why:
            raise BadValue(_("Write what you would do, in a sentence: whom would you ask instead?"), field="why")
        self.network.decide(_("If {what} were gone").format(what=self._called(self.network)), why=why)
        return Done(_("Kept as a decision."))

    def act_mend(self, form: Form) -> Done:
        """Make one connection that gives a second way."""
        made = walking.mend(self.network, form, [])
        return Done(_("Connected: {what}.").format(what=made), focus="found")


def _kinds(network: SourceNetwork) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """Return what can be taken away: by the name of the field its words, and the choices."""
    return network.once("what can be taken away", lambda: _choices(network))


def _choices(network: SourceNetwork) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    words = {
        "access": _("what needs a login, or is paid"),
        "source": _("a source"),
        "host": _("a platform"),
        "owner": _("an owner"),
        "device": _("a device"),
        "language": _("a language"),
        "setting": _("a setting"),
    }
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for by, said in words.items():
        if by == "source":
            found[by] = (said, source_choices(network))
            continue
        counts: dict[str, int] = {}
        for value in stated(network, by).values():
            if not (by == "access" and value == "open"):
                counts[value] = counts.get(value, 0) + 1
        some = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        found[by] = (said, [(value, f"{_(value)} ({n})") for value, n in some])
    return found


def _dearest(network: SourceNetwork) -> list[b.Block]:
    """Return what would cost most, and through how few platforms the sources come: one view of how open it is."""
    rows = [
        [one.words, str(len(one.gone)), str(len(one.lost))] for one in measures.robustness(network)[:_DEAREST] if one.lost or len(one.gone) > 1
    ]  # fmt: skip
    way, through = measures.openness(network), measures.concentration(network)
    lines = []
    if way.stated:
        lines.append(
            _("A classmate without a login gets at {n} of the {all} that say how one gets at them.").format(
                n=way.open, all=way.stated
            )
        )
    if through.platforms:
        first = through.platforms[0]
        lines.append(
            many("{n} of your sources comes through {{name}}.", "{n} of your sources come through {{name}}.", len(first.sources))
            .format(name=first.name)
        )  # fmt: skip
    table = (
        [b.table(_("What would cost most"), [_("Without"), _("Gone"), _("Out of reach besides")], rows, shown=True)]
        if rows
        else []
    )
    some = [*table, *([b.items(*lines)] if lines else [])]
    return [b.fold(_("What would cost most, and how open it is"), *some, key="dearest")] if some else []
