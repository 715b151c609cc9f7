"""The tables beside a picture: every source, every connection and its reason, for whoever marks or cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sourcenet.drawing.markup import el, words
from sourcenet.drawing.rows import Row, caption, whole
from sourcenet.drawing.said_tables import said_of
from sourcenet.drawing.structure import ME
from sourcenet.drawing.tokens import FONT, LIGHT
from sourcenet.model.dates import is_unused
from sourcenet.model.sharing import shown_to_others
from sourcenet.safety import is_safe_url
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.drawing.comparing import Comparison
    from sourcenet.model.network import SourceNetwork
    from sourcenet.model.source import Connection, Source

__all__ = ["ROWS", "bare_tables", "differences_of", "table", "tables_of"]

#: So many rows of both tables together are written out.
ROWS = 200

# Scoped to the figure, because a marker's page (nbconvert, formgrader) has none of our style sheets.
_STYLE = """
.sn-still.sn-tables{margin:0;max-width:960px;overflow-x:auto;font:13px/1.45 FONT;color:INK;background:#fff}
.sn-tables table{border-collapse:collapse;width:100%;margin:0 0 16px;font-size:13px;table-layout:auto}
.sn-tables caption{caption-side:top;text-align:left;color:MUTED;font-size:12px;padding:0 0 6px}
.sn-tables th,.sn-tables td{text-align:left!important;vertical-align:top!important;padding:6px 10px 6px 0;border:0;
border-bottom:1px solid LINE;font-weight:400;background:none;white-space:normal;max-width:26em;overflow-wrap:break-word}
.sn-tables th[scope=row],.sn-tables a{overflow-wrap:anywhere}
.sn-tables th[scope=row]{min-width:9em}
.sn-tables thead th{font-size:12px;font-weight:600;color:MUTED;border-bottom:1px solid EDGE;white-space:nowrap}
.sn-tables tbody tr:nth-child(n){background:none}
.sn-tables tbody tr.sn-chosen:nth-child(n){background:WASH}
.sn-tables .sn-tag{font-size:12px;font-weight:600;color:ACCENT;white-space:nowrap}
"""


def table(network: SourceNetwork) -> str:
    """Write the sources and the connections of a network as two tables, and what was said of them in more.

    What the learner chose for the reading list comes first and says so in words.
    Connections come first of all, because their reasons are what is read.
    Private sources are left out, and people whom the learner knows have
    initials, as in what is handed in.

    Parameters
    ----------
    network
        The network to write out; at most 200 rows, of which the connections take three quarters
        where both are many.

    Returns
    -------
    str
        One ``figure`` with its own style, safe wherever markup is.
    """
    return tables_of(*shown_to_others(network))


def tables_of(network: SourceNetwork, withheld: int) -> str:
    """Write out a network that holds only what others may see; so many private sources are not in it."""
    chosen = set(network.chosen)
    judged = {appraisal.source for appraisal in network.appraisals if appraisal.id in chosen}
    connections, sources = _both(network, ROWS, chosen, judged)
    parts = [el("style", _style()), connections, sources, said_of(network)]
    if withheld:
        left = many("{n} private source is not listed.", "{n} private sources are not listed.", withheld)
        parts.append(el("p", words(left)))
    return el("figure", *parts, class_="sn-still sn-tables")


def bare_tables(network: SourceNetwork, rows: int) -> str:
    """Write out a network for a page with a style of its own: no style, and nothing on what is chosen to be read."""
    connections, sources = _both(network, rows, set(), set())
    return sources + connections


def _both(network: SourceNetwork, rows: int, chosen: set[str], judged: set[str]) -> tuple[str, str]:
    """Write the connections and the sources, so many rows together, first those that are chosen."""
    most_sources = max(rows // 4, rows - len(network.connections))
    sources = sorted(network.sources, key=lambda source: source.id not in judged)[:most_sources]
    ties = sorted(network.connections, key=lambda tie: tie.id not in chosen)[: rows - len(sources)]
    return _connections(network, ties, chosen), _sources(network, sources, judged)


def differences_of(comparison: Comparison) -> str:
    """Write out what is different between two days, sources first; at most as many rows as the other tables have."""
    how = {"new": _("new"), "gone": _("gone"), "changed": _("changed")}
    what = {"source": _("source"), "connection": _("connection")}
    all_ = comparison.differences
    rows = [Row(one.name, [words(how[one.how]), words(what[one.what]), words(one.detail)], False) for one in all_]
    above = caption(_("What is different"), min(len(rows), ROWS), len(rows))
    head = [_("Name"), _("What became of it"), _("What it is"), _("More about it")]
    body = whole(head, rows[:ROWS], above, _("Nothing is different between the two days."))
    return el("figure", el("style", _style()), body, class_="sn-still sn-tables")


def _style() -> str:
    style = _STYLE.replace("FONT", FONT)
    for name in ("INK", "MUTED", "LINE", "EDGE", "WASH", "ACCENT"):
        style = style.replace(name, LIGHT[name.lower()])
    return style.replace("\n", "")


def _connections(network: SourceNetwork, ties: list[Connection], chosen: set[str]) -> str:
    name = {source.id: source.label for source in network.sources} | {ME: _("me")}
    strengths = network.vocabulary.strengths
    rows: list[Row] = []
    for tie in ties:
        last = tie.last_used
        if is_unused(last, network.today):
            last = _("{date}, unused for long").format(date=last)
        start, end = name.get(tie.start, tie.start), name.get(tie.end, tie.end)
        cells = [
            words(tie.relation),
            words(strengths[min(5, max(1, tie.strength)) - 1]),
            words(tie.why or _("not said")),
            words(tie.viewpoint),
            words(last),
        ]
        rows.append(Row(_("{start} to {end}").format(start=start, end=end), cells, tie.id in chosen))
    head = [_("Connection"), _("Relation"), _("How much I rely on it"), _("Why"), _("Where it stands"), _("Last used")]
    return whole(head, rows, caption(_("Connections"), len(ties), len(network.connections)), _("No connections yet."))


def _sources(network: SourceNetwork, sources: list[Source], judged: set[str]) -> str:
    origin = {"brought": _("brought with me"), "added": _("added here")}
    rows: list[Row] = []
    for source in sources:
        full = source.name if source.name == source.label else f"{source.label}: {source.name}"
        cells = [
            words(source.kind),
            words(source.viewpoint or _("not said")),
            words(source.subject),
            words(origin.get(source.origin, source.origin)),
            words(source.access),
            _address(source.url),
        ]
        rows.append(Row(full, cells, source.id in judged))
    head = [_("Source"), _("Kind"), _("Where it stands"), _("Subject"), _("Origin"), _("Access"), _("Address")]
    return whole(head, rows, caption(_("Sources"), len(sources), len(network.sources)), _("No sources yet."))


def _address(url: str) -> str:
    """Write an address as a link where it is one that may stand behind a link, else as text."""
    if not is_safe_url(url):
        return words(url)
    return el(
        "a",
        words(url),
        href=url,
        rel="noopener noreferrer nofollow",
        target="_blank",
        data_lm_suppress_shortcuts="true",
    )
