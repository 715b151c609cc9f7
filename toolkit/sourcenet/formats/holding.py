"""What each format holds and what it loses: one table, for the reports and for the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.formats.columns import Columns
from sourcenet.formats.giving import Given
from sourcenet.formats.sniffing import FORMATS
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["HOLDS", "lost_in", "table"]

_ALL = frozenset(FORMATS)
_GRAPHS = frozenset({"json", "graphml", "gexf"})
#: What of a network which formats hold.
HOLDS = {
    "sources and connections, with all their fields": _ALL,
    "several connections between the same two": _ALL,
    "fields of other programs (extra)": _ALL,
    "which of them are numbers or truths": _ALL - {"csv"},
    "lists among them": frozenset({"journal", "json"}),
    "connections without a direction": _ALL,
    "places in the picture": _ALL,
    "my own place in the picture": _GRAPHS | {"journal"},
    "the question": _ALL - {"csv"},
    "what was set aside, with the reason": frozenset({"journal"}),
    "judgements, decisions, routes, the reading list": frozenset({"journal"}),
    "the history: who did what when, undo": frozenset({"journal"}),
}


def table() -> str:
    """Return the table of formats as Markdown, as it stands in ``docs/exchange.md``."""
    lines = [f"| | {' | '.join(f'`{suffix}`' for suffix in FORMATS.values())} |", "|---" * (len(FORMATS) + 1) + "|"]
    for what, held in HOLDS.items():
        lines.append(f"| {what} | {' | '.join('yes' if one in held else 'no' for one in FORMATS)} |")
    return "\n".join(lines)


def lost_in(format: str, network: SourceNetwork, given: Given) -> list[str]:
    """Return what a network has and a format cannot hold, in sentences."""
    if format == "journal":
        return []
    said = [
        many("{n} thing that was set aside", "{n} things that were set aside", len(network.archive)),
        many("{n} judgement", "{n} judgements", len(network.appraisals)),
        many("{n} decision", "{n} decisions", len(network.decisions)),
        many("{n} route", "{n} routes", len(network.traversals)),
        many("{n} choice for the reader", "{n} choices for the reader", len(network.chosen)),
    ]
    counts = (network.archive, network.appraisals, network.decisions, network.traversals, network.chosen)
    left = [sentence for sentence, things in zip(said, counts, strict=True) if things]
    if format not in HOLDS["the question"] and given.question:
        left.append(_("the question"))
    if (
        format not in HOLDS["my own place in the picture"]
        and given.learner is not None
        and given.learner.at is not None
    ):
        left.append(_("your own place in the picture"))
    lost = [
        _("This format does not hold: {things}. They stay in your own file.").format(
            things=", ".join([*left, _("the history")])
        )
    ]
    if format not in HOLDS["lists among them"] and (names := _lists(network)):
        lost.append(
            _("Extra fields that are lists come back from it as texts: {names}.").format(names=", ".join(names[:12]))
        )
    return lost + _of_fields(format, given)


def _lists(network: SourceNetwork) -> list[str]:
    state = network.plain()
    held = [*state.sources.values(), *state.connections.values()]
    return sorted(
        {name for record in held for name, value in record.items() if isinstance(value, list) and name != "tags"}
    )


def _of_fields(format: str, given: Given) -> list[str]:
    said = []
    columns = [Columns(row.extra for row in given.sources_only), Columns(row.extra for row in given.connections)]
    if format == "csv":
        typed = [name for one in columns for name, kind in one.kinds.items() if kind != "text" or name in one.mixed]
        if typed := [name for name in typed if name != "directed"]:
            said.append(
                _("Numbers and truths of extra fields come back from it as texts: {names}.").format(
                    names=", ".join(sorted(set(typed))[:12])
                )
            )
    elif format in ("graphml", "gexf"):
        mixed = sorted({name for one in columns for name in one.mixed} - {"directed"})
        if mixed:
            said.append(
                _("Fields that hold both texts and numbers come back from it as texts: {names}.").format(
                    names=", ".join(mixed[:12])
                )
            )
    elif format == "xlsx":
        fine = sum(_too_fine(v) for row in given.connections for v in (row.fields.get("weight"), *row.extra.values()))
        fine += sum(_too_fine(value) for row in given.sources_only for value in row.extra.values())
        if fine:
            said.append(
                many(
                    "{n} number has more than the 16 digits that a spreadsheet holds.",
                    "{n} numbers have more than the 16 digits that a spreadsheet holds.",
                    fine,
                )
            )
    clash = [row for row in given.sources_only if row.at is not None and row.extra.keys() & {"x", "y"}]
    if clash and format != "gexf":
        said.append(
            many(
                "{n} source has fields x and y beside its place; the place was written.",
                "{n} sources have fields x and y beside their places; the places were written.",
                len(clash),
            )
        )
    return said


def _too_fine(value: object) -> bool:
    return isinstance(value, float) and float(f"{value:.16g}") != value
