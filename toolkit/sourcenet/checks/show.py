"""How a result looks: words for a page and for a terminal. Neither shows points."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from sourcenet.drawing.tokens import DARK, FONT, LIGHT
from sourcenet.safety import clean_text
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.checks.result import Result, Row

__all__ = ["as_html", "as_text"]

_TICK = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8.5l3.2 3.2L13 4.8"/></svg>'
_DASH = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h10"/></svg>'
_FIGURES = re.compile(r"\d+(?: \w+ \d+)?")
# Names of our own on everything, and each rule twice as heavy as a notebook's: it has to look the same in
# JupyterLab, in formgrader (Bootstrap) and in a page without any style sheet, beside a Builder or without one.
_CSS = """
.sn-check.sn-check{font:13px/1.45 %(font)s;color:var(--ck-ink);background:var(--ck-bg);border:1px solid var(--ck-line);
border-radius:10px;margin:4px 0 8px;max-width:1120px;text-align:left;container-type:inline-size}
.sn-check.sn-check *{box-sizing:border-box}
.sn-check .ck-head{display:flex;flex-wrap:wrap;align-items:baseline;gap:2px 12px;padding:16px 20px 14px}
.sn-check .ck-name{flex:1;font-size:16px;line-height:1.3;font-weight:650;white-space:nowrap}
.sn-check .ck-word{color:var(--ck-muted);white-space:nowrap}
.sn-check .ck-fold{padding:0 20px 12px;color:var(--ck-muted);font-size:12px}
.sn-check .ck-fold summary{display:list-item;width:max-content;padding:3px 0;min-height:24px;cursor:pointer;color:var(--ck-accent)}
.sn-check .ck-fold summary:focus-visible{outline:2px solid var(--ck-accent);outline-offset:2px}
.sn-check.sn-check p{margin:4px 0 0;padding:0;font-size:inherit;line-height:inherit}
.sn-check.sn-check ul.ck-rows{list-style:none;margin:0;padding:0}
.sn-check.sn-check li.ck-row{display:grid;grid-template-columns:26px minmax(0,1fr) auto;gap:0 8px;margin:0;padding:14px 20px;
border-top:1px solid var(--ck-line)}
.sn-check .ck-mark{width:20px;height:20px;border-radius:50%%;display:grid;place-items:center;border:1.5px solid var(--ck-c);color:var(--ck-c)}
.sn-check .ck-mark svg{width:12px;height:12px;fill:none;stroke:currentColor;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
.sn-check .ck-met{--ck-c:var(--ck-good)}.sn-check .ck-nearly{--ck-c:var(--ck-warn)}.sn-check .ck-not{--ck-c:var(--ck-link)}
.sn-check .ck-met .ck-mark{background:var(--ck-c);color:var(--ck-bg)}.sn-check .ck-not .ck-mark{border-style:dashed}
.sn-check .ck-title{font-size:14px;font-weight:650}.sn-check .ck-body{grid-column:2/4}
.sn-check .ck-bar{height:6px;border-radius:3px;background:var(--ck-line);margin:8px 0 2px;max-width:280px;overflow:hidden}
.sn-check .ck-bar i{display:block;height:100%%;background:var(--ck-c)}
.sn-check.sn-check dl{display:grid;grid-template-columns:86px minmax(0,1fr);gap:3px 10px;margin:5px 0 0;padding:0}
.sn-check.sn-check dl::before,.sn-check.sn-check dl::after{content:none}
.sn-check.sn-check dt{float:none;width:auto;margin:0;padding:0;font-weight:400;line-height:inherit;text-align:left;color:var(--ck-muted)}
.sn-check.sn-check dd{float:none;width:auto;margin:0;padding:0;line-height:inherit;overflow-wrap:anywhere}
.sn-check dd b{font-weight:650}
.sn-check.sn-check p.ck-fine{margin:0;padding:12px 20px;border-top:1px solid var(--ck-line);color:var(--ck-muted);font-size:12px}
@container (max-width:480px){.sn-check .ck-head,.sn-check .ck-fold{padding-left:12px;padding-right:12px}
.sn-check.sn-check li.ck-row{padding:14px 12px}.sn-check.sn-check p.ck-fine{padding:12px}
.sn-check.sn-check dl{grid-template-columns:1fr;gap:0}.sn-check.sn-check dd{margin-bottom:4px}.sn-check .ck-fold summary{min-height:32px}}
@media (forced-colors:active){.sn-check .ck-bar i{forced-color-adjust:none;background:CanvasText}}
@media print{.sn-check li.ck-row{break-inside:avoid}}
"""


@cache
def _style() -> str:
    """Return the style of a result, its colours taken from the tokens that everything shares."""
    names = ("line", "ink", "muted", "accent", "good", "warn", "link")
    light, dark = (
        "".join(f"--ck-{name}:{inks[name]};" for name in names) + f"--ck-bg:var(--jp-layout-color1,{inks['bg']})"
        for inks in (LIGHT, DARK)
    )
    rules = _CSS.strip() % {"font": f"var(--jp-ui-font-family,{FONT})"}
    theme = f'.sn-check{{{light}}}body[data-jp-theme-light="false"] .sn-check{{{dark}}}'
    # Paper is white, whatever theme it is printed from.
    return f"<style>{theme}{rules}@media print{{body .sn-check.sn-check{{{light};--ck-bg:#fff}}}}</style>"


def _summary(result: Result) -> str:
    """Count the levels: "2 met, 1 nearly"."""
    levels = [row.level for row in result.rows]
    words = (_("met"), _("nearly"), _("not yet"))
    return ", ".join(f"{levels.count(word)} {word}" for word in words if word in levels)


def _said_once(result: Result) -> list[Row]:
    """Return the rows with a piece of advice only where it stands first: one thing to do is enough."""
    said: set[str] = set()
    rows = []
    for row in result.rows:
        rows.append(replace(row, try_next="") if row.try_next in said else row)
        said.add(row.try_next)
    return rows


def _fine() -> str:
    return _(
        "This sees that there is something to read, not how good it is: people do that. Run it as often as you like."
    )


def _words(text: str) -> str:
    return escape(clean_text(text), quote=True)


def as_html(result: Result) -> str:
    """Return a result as markup that stands alone: its style is in it, and all text is escaped.

    Parameters
    ----------
    result
        What a check gave.
    """
    title = _words(_("Is it ready?"))
    notes = "".join(f"<p>{_words(note)}</p>" for note in result.notes)
    # On the summary itself, or JupyterLab takes its keys: d d would delete the cell.
    opener = f'<summary data-lm-suppress-shortcuts="true">{_words(_("What counts"))}</summary>'
    fold = f'<details class="ck-fold">{opener}{notes}</details>' if notes else ""
    # A role in place of h3: the table of contents beside a notebook is for its chapters, not for ours.
    return (
        f'{_style()}<section class="sn-check" aria-label="{title}">'
        f'<div class="ck-head"><div class="ck-name" role="heading" aria-level="4">{title}</div>'
        f'<span class="ck-word">{_words(_summary(result))}</span></div>{fold}'
        f'<ul class="ck-rows">{"".join(_row(row) for row in _said_once(result))}</ul>'
        f'<p class="ck-fine">{_words(_fine())}</p></section>'
    )


def _row(row: Row) -> str:
    met = row.share == 1
    look, mark = ("met", _TICK) if met else ("nearly", _DASH) if row.level == _("nearly") else ("not", "")
    bar = "" if met else f'<div class="ck-bar" aria-hidden="true"><i style="width:{row.share * 100:.0f}%"></i></div>'
    lines = [(_("Looked for"), row.looked_for), (_("Found"), row.found), (_("What to try"), row.try_next)]
    told = "".join(
        f"<dt>{_words(head)}</dt><dd>{_bold(text) if head == _('Found') else _words(text)}</dd>"
        for head, text in (lines[1:2] if met else lines)
        if text
    )
    # The word stands right after the title, for whoever hears the page or has it without its style.
    return (
        f'<li class="ck-row ck-{look}"><span class="ck-mark" aria-hidden="true">{mark}</span>'
        f'<div class="ck-title" role="heading" aria-level="5">{_words(row.title)}</div>'
        f'<span class="ck-word">{_words(row.level)}</span><div class="ck-body">{bar}<dl>{told}</dl></div></li>'
    )


def _bold(text: str) -> str:
    """Return what was found with its figures in bold, where it begins with them."""
    figures = _FIGURES.match(text)
    return f"<b>{_words(figures.group())}</b>{_rest(text[figures.end() :])}" if figures else _words(text)


def _rest(text: str) -> str:
    return (" " if text[:1] == " " else "") + _words(text)


def as_text(result: Result) -> str:
    """Return a result as plain text, for a terminal.

    Parameters
    ----------
    result
        What a check gave.
    """
    lines = [f"{_('Is it ready?')} {_summary(result)}"]
    width = max((len(row.level) for row in result.rows), default=0) + 2
    for row in _said_once(result):
        lines.append(f"  {f'[{row.level}]':<{width}} {row.title}")
        said = [(_("Looked for"), row.looked_for), (_("Found"), row.found), (_("What to try"), row.try_next)]
        lines += [f"  {'':<{width}} {head}: {text}" for head, text in (said[1:2] if row.share == 1 else said) if text]
    return "\n".join([*lines, _fine()])
