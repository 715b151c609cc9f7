"""How a summary looks in a notebook: a table of sentences, the figure behind each folded away, one thing to try."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sourcenet.drawing.markup import words
from sourcenet.drawing.tokens import DARK, FONT, LIGHT
from sourcenet.model.dates import long_date
from sourcenet.words import _, many

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sourcenet.measures.said import Said
    from sourcenet.measures.summary import Summary

__all__ = ["as_html"]

_ARROW = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h9M8.5 4.2L12.4 8l-3.9 3.8"/></svg>'
# Each rule twice as heavy as a notebook's: it has to look the same in JupyterLab and in a page without a style sheet.
_CSS = """
.sn-sum.sn-sum{font:13px/1.45 %(font)s;color:var(--su-ink);background:var(--su-bg);border:1px solid var(--su-line);
border-radius:10px;margin:4px 0 8px;padding:16px 20px;max-width:1120px;text-align:left;container-type:inline-size}
.sn-sum.sn-sum *{box-sizing:border-box}
.sn-sum .su-name{font-size:16px;line-height:1.3;font-weight:650}
.sn-sum.sn-sum table{border-collapse:collapse;border:0;width:100%%;margin:0;font-size:inherit;table-layout:auto}
.sn-sum.sn-sum caption{caption-side:top;text-align:left;color:var(--su-muted);font-size:12px;padding:0 0 6px}
.sn-sum.sn-sum tr,.sn-sum.sn-sum tr:nth-child(n){background:none;padding:0;text-align:left;border:0}
.sn-sum.sn-sum th[scope=row]{text-align:left;font-weight:400;vertical-align:top;padding:10px 0;border:0;
border-top:1px solid var(--su-line);white-space:normal;max-width:none;overflow-wrap:anywhere;color:var(--su-ink);background:none}
.sn-sum.sn-sum td{text-align:left;vertical-align:top;padding:10px 0 10px 16px;border:0;border-top:1px solid var(--su-line);
width:34%%;white-space:normal;max-width:none;color:var(--su-muted);background:none;overflow-wrap:anywhere}
.sn-sum .su-first th[scope=row]{font-size:15px}
.sn-sum .su-early th[scope=row]{color:var(--su-muted)}
.sn-sum.sn-sum p{margin:0;padding:0;font-size:inherit;line-height:inherit}
.sn-sum .su-ask{color:var(--su-muted)}
.sn-sum details{font-size:12px;margin:0}
.sn-sum summary{display:list-item;width:max-content;max-width:100%%;min-height:24px;padding:3px 0;cursor:pointer;color:var(--su-accent)}
.sn-sum summary:focus-visible{outline:2px solid var(--su-accent);outline-offset:2px}
.sn-sum .su-try{display:flex;gap:8px;margin-top:14px;padding:10px 12px;background:var(--su-wash);border-radius:8px}
.sn-sum .su-try svg{flex:none;width:16px;height:16px;margin-top:1px;fill:none;stroke:var(--su-accent);stroke-width:1.6;
stroke-linecap:round;stroke-linejoin:round}
.sn-sum .su-try b{font-weight:650}.sn-sum .su-try div{min-width:0;overflow-wrap:anywhere}
.sn-sum .su-more{margin-top:12px}
@container (max-width:480px){.sn-sum.sn-sum tr:nth-child(n){display:block;border-top:1px solid var(--su-line);padding:8px 0}
.sn-sum.sn-sum th[scope=row],.sn-sum.sn-sum td{display:block;width:auto;border:0;padding:0}.sn-sum summary{min-height:32px}}
@media (forced-colors:active){.sn-sum .su-try{border:1px solid CanvasText}}
@media print{.sn-sum tr{break-inside:avoid}}
"""


@cache
def _style() -> str:
    """Return the style of a summary, its colours taken from the tokens that everything shares."""
    names = ("line", "ink", "muted", "accent", "wash")
    light, dark = (
        "".join(f"--su-{name}:{inks[name]};" for name in names) + f"--su-bg:var(--jp-layout-color1,{inks['bg']})"
        for inks in (LIGHT, DARK)
    )
    rules = _CSS.strip() % {"font": f"var(--jp-ui-font-family,{FONT})"}
    theme = f'.sn-sum{{{light}}}body[data-jp-theme-light="false"] .sn-sum{{{dark}}}'
    # Paper is white, whatever theme it is printed from.
    return f"<style>{theme}{rules}@media print{{body .sn-sum.sn-sum{{{light};--su-bg:#fff}}}}</style>"


def as_html(summary: Summary) -> str:
    """Return a summary as markup that stands alone: its style is in it, all text is escaped, no script runs.

    Parameters
    ----------
    summary
        What :func:`sourcenet.summarise` gave.
    """
    title = words(_("What your network says"))
    size = many("{n} source", "{n} sources", summary.size)
    caption = " · ".join(part for part in (summary.question, size, long_date(summary.today)) if part)
    more = ""
    if summary.rest:
        label = many("One more sentence", "{n} more sentences", len(summary.rest))
        more = f'<details class="su-more">{_opener(label)}{_table(summary.rest, label, "")}</details>'
    # A role in place of h3: the table of contents beside a notebook is for its chapters, not for ours.
    return (
        f'{_style()}<section class="sn-sum" aria-label="{title}">'
        f'<div class="su-name" role="heading" aria-level="4">{title}</div>'
        f"{_table(summary.sentences, caption, 'su-first', asks=False)}"
        f"{_try(summary)}{more}</section>"
    )


def _table(sentences: Iterable[Said], caption: str, look: str, *, asks: bool = True) -> str:
    rows = "".join(_row(one, asks=asks) for one in sentences)
    return f'<table class="{look}"><caption>{words(caption)}</caption><tbody>{rows}</tbody></table>'


def _row(one: Said, *, asks: bool) -> str:
    ask = f'<p class="su-ask">{words(one.try_next)}</p>' if one.try_next and asks else ""
    figure = f"<details>{_opener(_('The figure behind it'))}<p>{words(one.figure)}</p></details>" if one.figure else ""
    look = ' class="su-early"' if one.early else ""
    return f'<tr{look}><th scope="row">{words(one.text)}{ask}</th><td>{figure}</td></tr>'


def _opener(label: str) -> str:
    # On the summary itself, or JupyterLab takes its keys: d d would delete the cell.
    return f'<summary data-lm-suppress-shortcuts="true">{words(label)}</summary>'


def _try(summary: Summary) -> str:
    if not summary.try_next:
        return ""
    head = _("One thing to try.")
    return f'<div class="su-try">{_ARROW}<div><b>{words(head)}</b> {words(summary.try_next)}</div></div>'
