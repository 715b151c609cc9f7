"""Routes in words, for a sheet: who is beside whom, what a way needs, how it is told, how it is mended."""

from __future__ import annotations

from collections.abc import Sequence

from sourcenet import measures
from sourcenet.errors import BadValue
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.model.source import Connection, Source
from sourcenet.widgets import blocks as b
from sourcenet.widgets.places import source_choices
from sourcenet.widgets.sheet import Form
from sourcenet.words import _, many

__all__ = [
    "about",
    "kind",
    "label",
    "mend",
    "mend_blocks",
    "neighbours",
    "other_ways",
    "route_words",
    "settings_words",
    "steps_table",
    "told",
]

_MOST_WAYS = 4


def label(network: SourceNetwork, id: str) -> str:
    """Return what a step is called; a source that was set aside since is named too."""
    if id == ME:
        return _("me")
    state = network.plain()
    record = state.sources.get(id) or (state.archive[id].record if id in state.archive else None)
    return network.source(id).label if id in state.sources else str((record or {}).get("name", "…"))


def _held(network: SourceNetwork, id: str) -> Source | None:
    return network.source(id) if id in network.plain().sources else None


def kind(network: SourceNetwork, id: str) -> str:
    """Return the kind of a step's source; empty for the learner."""
    held = _held(network, id)
    return held.kind if held else ""


def about(network: SourceNetwork, id: str) -> str:
    """Return kind, access, setting and viewpoint of a source, as far as they are said."""
    held = _held(network, id)
    nowhere = {one.name for one in network.vocabulary.viewpoints if one.mark == "/"}
    parts = [held.kind, held.access, held.setting, held.viewpoint not in nowhere and held.viewpoint] if held else []
    return ", ".join(_(part) for part in parts if part)


def route_words(network: SourceNetwork, steps: Sequence[str]) -> str:
    """Return a route as names with arrows."""
    return " → ".join(label(network, id) for id in steps)


def _fits(source: Source, only: str) -> bool:
    return not only or (source.access == "open" if only == "open" else source.setting == only)


def neighbours(
    network: SourceNetwork, steps: Sequence[str], only: str, gone: Sequence[str]
) -> list[tuple[str, str, str]]:
    """Return where one can go from the last step: those that a connection leads to, then those it comes from.

    Parameters
    ----------
    network
        The network to walk in.
    steps
        The route so far; no place is passed twice.
    only
        "formal", "informal" or "open": over such sources only; empty for any.
    gone
        What is not there for now.

    Returns
    -------
    list of tuple of str
        Id, name, and in a few words how one gets there and how many ways lead on.
    """
    here, sources = steps[-1], {one.id: one for one in network.sources}
    beside: dict[str, tuple[Connection, bool]] = {}
    onward: dict[str, int] = {}
    for one in network.connections:
        onward[one.start] = onward.get(one.start, 0) + 1
        other, ahead = (one.end, True) if one.start == here else (one.start, False) if one.end == here else ("", False)
        if other and other not in (ME, *steps, *gone) and _fits(sources[other], only):
            held = beside.get(other)
            if held is None or (ahead, one.strength) > (held[1], held[0].strength):
                beside[other] = (one, ahead)
    order = sorted(
        beside.items(), key=lambda pair: (not pair[1][1], -pair[1][0].strength, sources[pair[0]].label.casefold())
    )
    levels = network.vocabulary.strengths
    return [
        (id, sources[id].label, _beside(network, id, tie, ahead, levels[tie.strength - 1], onward.get(id, 0)))
        for id, (tie, ahead) in order
    ]


def _beside(network: SourceNetwork, id: str, tie: Connection, ahead: bool, level: str, onward: int) -> str:
    how = tie.relation if ahead else _("{relation}, the other way").format(relation=tie.relation)
    leads = many("{n} way on", "{n} ways on", onward) if onward else _("the end of a way")
    return " · ".join(part for part in (how, _(level), about(network, id), leads) if part)


def steps_table(network: SourceNetwork, steps: Sequence[str], doing: Sequence[str]) -> b.Block:
    """Return a route as a table: people, things and what is done, step by step."""
    people = {name for name, one in network.vocabulary.kinds.items() if one.human}
    rows = []
    for n, id in enumerate(steps[1:]):
        who = kind(network, id)
        what = _("people") if who in people else _("a thing") if who else ""
        rows.append([label(network, id), what, doing[n] if n < len(doing) else "…"])
    return b.table(_("The route, step by step"), [_("Where"), _("People or things"), _("What one does there")], rows)


def told(network: SourceNetwork, steps: Sequence[str], doing: Sequence[str]) -> str:
    """Tell a route in a sentence: "I reach X through Y by ..."."""
    names = [label(network, id) for id in steps[1:]]
    if not names:
        return ""
    done = ", ".join(part.rstrip(".") for part in doing if part)
    through = _(" through {names}").format(names=", ".join(names[:-1])) if len(names) > 1 else ""
    by = _(" by these steps: {done}").format(done=done) if done else ""
    return _("I reach {end}{through}{by}.").format(end=names[-1], through=through, by=by)


def other_ways(network: SourceNetwork, end: str, only: str, gone: Sequence[str]) -> list[list[str]]:
    """Return the best ways to a place as rows: names, steps, the lightest step, what they need."""
    if end not in network.plain().sources:
        return []
    limit = {"access": "open"} if only == "open" else {"setting": only} if only else {}
    levels = network.vocabulary.strengths
    rows = []
    for way in _routes(network, end, gone, _MOST_WAYS, **limit):
        needs = dict.fromkeys(_(one.access) for one in way.sources if one.access not in ("", "open"))
        names = " → ".join([_("me"), *(one.label for one in way.sources)])
        rows.append([names, str(way.length), _(levels[way.weakest - 1]), ", ".join(needs) or _("nothing")])
    return rows


def _routes(
    network: SourceNetwork, end: str, gone: Sequence[str], most: int, **limit: str
) -> tuple[measures.Route, ...]:
    there = [id for id in gone if id in network.plain().sources]  # what was set aside since is gone in any case
    return measures.routes(network, "me", end, most=most, without=there, **limit)


def another_way(network: SourceNetwork, end: str, gone: Sequence[str]) -> bool:
    """Tell whether a way leads to a place without some sources."""
    return end in network.plain().sources and bool(_routes(network, end, gone, 1))


def settings_words(network: SourceNetwork, end: str) -> str:
    """Return over which kinds of source alone a place can be got to."""
    if end not in network.plain().sources:
        return ""
    limits: list[tuple[str, dict[str, str]]] = [
        (_("formal ones only"), {"setting": "formal"}),
        (_("informal ones only"), {"setting": "informal"}),
        (_("open ones only"), {"access": "open"}),
    ]
    able = {words: bool(measures.routes(network, "me", end, most=1, **limit)) for words, limit in limits}
    yes, no = [one for one, fits in able.items() if fits], [one for one, fits in able.items() if not fits]
    parts = [
        _("It can be got to over {ways}.").format(ways=", ".join(yes)) if yes else "",
        _("Not over {ways}.").format(ways=", ".join(no)) if no else "",
    ]
    return " ".join(filter(None, parts))


def mend_blocks(network: SourceNetwork, steps: Sequence[str], gone: Sequence[str]) -> list[b.Block]:
    """Return the form for one connection that gives another way."""
    hidden = tuple(gone)
    froms = [(ME, _("me")), *source_choices(network, without=hidden)]
    fields = [
        b.select("start", _("From"), froms, value=steps[-1]),
        b.select("end", _("To"), [("", _("choose one")), *source_choices(network, without=hidden)]),
        b.line("relation", _("How"), value="asks", suggestions=list(network.vocabulary.relations)),
        b.area("why", _("Why would this really work?"), hint=_("What would you do there, and who would answer?")),
    ]
    return [b.heading(_("Mend it"), level=4), b.form("mend", fields, _("Connect"), key="mend")]


def mend(network: SourceNetwork, form: Form, gone: Sequence[str]) -> str:
    """Make the connection of :func:`mend_blocks`; return it in words.

    Raises
    ------
    SourcenetError
        It has no end, no reason, or cannot be made.
    """
    start, end, relation, why = (str(form.get(name) or "") for name in ("start", "end", "relation", "why"))
    if not end or end in gone or start in gone:
        raise BadValue(_("Choose where the connection leads: a source that is still there."), field="end")
    if not why:
        raise BadValue(
            _("Say why this would really work. A connection that cannot be walked mends nothing."), field="why"
        )
    tie = network.connect(start, end, relation=relation or "asks", why=why)
    return f"{tie.start_label} {tie.relation} {tie.end_label}"
