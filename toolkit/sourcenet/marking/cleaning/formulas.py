"""Formulas: which of them a marker's MathJax may read.

MathJax is a language that runs: commands make links, attributes and new commands, and load more of MathJax. Taking
the dangerous ones out is a race (they can be split, nested, or built by other commands), so it is the other way
round: a formula in which every command is on this list is typeset, any other is shown as it was typed. Nothing
outside a formula is read by MathJax at all.
"""

from __future__ import annotations

import re
from html import escape

__all__ = ["MOST_FORMULAS", "formula", "is_plain"]

#: So many formulas of one text are typeset; each costs the marker's browser some milliseconds.
MOST_FORMULAS = 300
_LONGEST = 2000
_DEEPEST = 30

# Letters; what builds a formula; letters of other kinds; operators; relations; arrows.
_NAMES = """

alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron pi
varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon
Phi Psi Omega aleph beth hbar ell imath jmath wp Re Im partial nabla infty emptyset varnothing

frac dfrac tfrac cfrac sqrt root binom dbinom tbinom choose over atop overline underline overbrace underbrace
overset underset stackrel substack limits nolimits displaystyle textstyle scriptstyle hat widehat bar tilde
widetilde vec dot ddot acute grave breve check overrightarrow overleftarrow prime backprime not
left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr lbrace rbrace langle rangle
lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert lbrack rbrack backslash begin end quad qquad

mathrm mathbf mathit mathsf mathtt mathbb mathcal mathfrak mathscr mathop mathbin mathrel text textbf textit
textrm texttt textsf mbox rm bf it operatorname boldsymbol pmb bmod pmod mod boxed hline

sum prod coprod int iint iiint oint bigcup bigcap bigvee bigwedge bigoplus bigotimes bigsqcup arccos arcsin arctan
arg cos cosh cot coth csc deg det dim exp gcd hom inf injlim ker lg lim liminf limsup ln log max min Pr projlim sec
sin sinh sup tan tanh varliminf varlimsup pm mp times div cdot cdots ldots dots vdots ddots dotsb dotsc dotsi
ast star circ bullet cap cup uplus sqcap sqcup vee wedge lor land lnot neg setminus smallsetminus oplus ominus
otimes oslash odot dagger ddagger amalg diamond triangle bigtriangleup bigtriangledown triangleleft
triangleright top bot angle forall exists nexists therefore because square blacksquare checkmark surd flat sharp
natural clubsuit diamondsuit heartsuit spadesuit copyright degree S P

le leq leqslant ge geq geqslant ne neq equiv sim simeq approx approxeq cong propto doteq asymp prec preceq succ
succeq ll gg subset supset subseteq supseteq subsetneq supsetneq sqsubseteq sqsupseteq in notin ni owns mid nmid
parallel nparallel perp models vdash dashv Vdash vDash smile frown bowtie lt gt colon triangleq lesssim gtrsim

to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow longrightarrow
longleftrightarrow Longleftarrow Longrightarrow Longleftrightarrow mapsto longmapsto hookleftarrow hookrightarrow
uparrow downarrow updownarrow Uparrow Downarrow Updownarrow nearrow searrow swarrow nwarrow iff implies impliedby
rightharpoonup rightharpoondown leftharpoonup leftharpoondown rightleftharpoons xrightarrow xleftarrow
"""
_SIGNS = ",:;!>|{}%$#&_ \\\n"
_ALLOWED = frozenset((*_NAMES.split(), *_SIGNS))
_ENVIRONMENTS = """
matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases aligned align align* gather gather* gathered equation
equation* split multline multline* array
"""
_KNOWN = frozenset(_ENVIRONMENTS.split())
_COMMAND = re.compile(r"\\([A-Za-z]+|.|\Z)", re.DOTALL)
# A new row, moved away from the last as far as one likes.
_MOVED = re.compile(r"\\\\\s*\*?\s*\[")
_OF_ENVIRONMENT = re.compile(r"\{([A-Za-z]+\*?)\}")


def is_plain(tex: str) -> bool:
    """Tell whether a formula may be typeset: every command in it is known to draw and do nothing else."""
    if len(tex) > _LONGEST or "$" in tex.replace("\\$", "") or _MOVED.search(tex):
        return False
    return _is_closed(tex) and all(_is_plain(command, tex) for command in _COMMAND.finditer(tex))


def _is_closed(tex: str) -> bool:
    """Tell whether every brace has its other half, and none stands too deep."""
    depth = 0
    for sign in _COMMAND.sub("", tex):
        depth += (sign == "{") - (sign == "}")
        if not 0 <= depth <= _DEEPEST:
            return False
    return depth == 0


def _is_plain(command: re.Match[str], tex: str) -> bool:
    name = command[1]
    if name in ("begin", "end"):
        of = _OF_ENVIRONMENT.match(tex, command.end())
        return of is not None and of[1] in _KNOWN
    return name in _ALLOWED


def formula(tex: str, display: bool, nth: int = 1) -> str:
    """Write a formula for MathJax where it is plain and not one of too many, else as it was typed.

    Parameters
    ----------
    tex
        What stands between the dollar signs.
    display
        Whether it stands on a line of its own.
    nth
        Which formula of its text it is.
    """
    if nth > MOST_FORMULAS or not is_plain(tex):
        around = "$$" if display else "$"
        return f"<code>{escape(around + tex + around)}</code>"
    opened, closed = (r"\[", r"\]") if display else (r"\(", r"\)")
    return f'<span class="tex2jax_process mathjax_process">{opened}{escape(tex)}{closed}</span>'
