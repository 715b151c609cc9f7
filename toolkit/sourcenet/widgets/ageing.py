"""How fast things age: the figures of the vocabulary, and a learner's own, each with its reason."""

from __future__ import annotations

from sourcenet.errors import BadValue
from sourcenet.model.network import SourceNetwork
from sourcenet.widgets import blocks as b
from sourcenet.widgets.sheet import Form
from sourcenet.words import _

__all__ = ["half_lives", "keep_life", "life_blocks"]

#: Under which step a learner's own half-lives are noted.
_STEP = "half-lives"


def half_lives(network: SourceNetwork) -> dict[str, float | None]:
    """Return the learner's own half-lives by kind, in months; None for a kind that does not age."""
    return network.once("half-lives of one's own", lambda: _own(network))


def _own(network: SourceNetwork) -> dict[str, float | None]:
    kept = next((post for post in reversed(network.posts) if post.step == _STEP), None)
    if kept is None:
        return {}
    return {
        kind: (float(months) if months else None)
        for kind, months in kept.answers.items()
        if kind in network.vocabulary.kinds and isinstance(months, int | float) and months >= 0
    }


def life_blocks(network: SourceNetwork) -> list[b.Block]:
    """Return how fast each kind ages, and where a learner says otherwise for their subject."""
    own = half_lives(network)
    shipped = {name: kind.half_life for name, kind in network.vocabulary.kinds.items()}
    rows = [
        [_(name), _months(own.get(name, months)), _("yours") if name in own else ""] for name, months in shipped.items()
    ]
    fields = [
        b.select("kind", _("Which kind"), [(name, _(name)) for name in shipped]),
        b.line(
            "months", _("Months after which half of it may be out of date"), hint=_("0 for a kind that does not age")
        ),
        b.area("why", _("Why, in your subject?")),
    ]
    return [
        b.heading(_("How fast things age"), key="top"),
        b.text(
            _(
                "These are guesses, to be argued with: a statute ages otherwise than a software page. Newest is not truest."
            )
        ),
        b.table(_("Months after which half may be out of date"), [_("Kind"), _("Months"), ""], rows),
        b.form("life", fields, _("Keep my own figure"), key="life"),
    ]


def _months(months: float | None) -> str:
    return f"{months:g}" if months else _("does not age")


def keep_life(network: SourceNetwork, form: Form) -> None:
    """Keep another half-life for a kind, with the reason.

    Raises
    ------
    BadValue
        It is no number of months, or has no reason.
    """
    kind, written, why = (str(form.get(name) or "") for name in ("kind", "months", "why"))
    try:
        months = float(written.replace(",", "."))
    except ValueError:
        months = -1.0
    if kind not in network.vocabulary.kinds or not 0 <= months <= 1200:
        raise BadValue(_("Write a number of months from 1 to 1200, or 0 for a kind that does not age."), field="months")
    if not why:
        raise BadValue(_("Say why, in a sentence: what in your subject ages faster, or slower?"), field="why")
    kept = {name: value or 0 for name, value in half_lives(network).items()}
    network.post(_STEP, why, answers={**kept, kind: months})
