"""The facts that a page of feedback is made of: they stand in the document that a marker opens, under ``sourcenet``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sourcenet.drawing.comparing import between
from sourcenet.measures.suggesting import suggestions
from sourcenet.safety import clean_text
from sourcenet.words import _

if TYPE_CHECKING:
    from sourcenet.checks.result import Result
    from sourcenet.marking.judged import Cell, Notebook, Submission
    from sourcenet.model.network import SourceNetwork

__all__ = ["check_facts", "facts_of", "since_last", "titles_of", "try_next"]

VERSION = 1
# A heading, or words in bold that a line begins with.
_HEADING = re.compile(r"^ {0,3}(?:#{1,6}\s+(.+?)\s*#*\s*$|\*\*(.+?)\*\*)", re.MULTILINE)
_ASIDE = re.compile(r"\s*\([^)]*\)\s*$")


def facts_of(
    submission: Submission,
    network: SourceNetwork | None,
    checks: Iterable[Mapping[str, Any]],
    titles: Mapping[str, str],
) -> dict[str, Any]:
    """Return what is known of a submission and its network.

    Parameters
    ----------
    submission
        What was handed in.
    network
        Its network; None where it could not be read.
    checks
        As :func:`check_facts` gives them.
    titles
        As :func:`titles_of` gives them.
    """
    return {
        "version": VERSION,
        "fingerprint": submission.fingerprint,
        "journal": "" if submission.journal is None else sha256(submission.journal).hexdigest(),
        "handed_in": submission.timestamp[:10],
        "question": "" if network is None else network.question,
        "size": None if network is None else {"sources": len(network.sources), "connections": len(network.connections)},
        "checks": list(checks),
        "titles": dict(titles),
        "broken": list(submission.broken),
    }


def check_facts(cell: Cell, result: Result | None, problem: str = "") -> dict[str, Any]:
    """Return what one check looked for and found.

    Parameters
    ----------
    cell
        The check cell.
    result
        What it gave; None where it could not be worked out.
    problem
        Why not.
    """
    names = ("name", "title", "level", "share", "looked_for", "found", "try_next")
    rows = () if result is None else result.rows
    return {
        "cell": cell.name,
        "points": cell.points,
        "score": None if result is None else float(result),
        "problem": problem,
        "rows": [{name: getattr(row, name) for name in names} for row in rows],
    }


def titles_of(notebook: Notebook) -> dict[str, str]:
    """Return what a learner would call each cell that has points or is written in.

    A task names itself by its first heading, or words in bold that begin a line. What is written in and what is
    checked has the last such words before it: those of the text that introduces it. Asides in brackets are left out.
    """
    found: dict[str, str] = {}
    near = ""
    for cell in notebook.cells:
        said = _HEADING.findall(cell.source) if cell.kind == "markdown" and (cell.locked or cell.task) else []
        headings = [one for one in map(_title, said) if one]
        near = headings[-1] if headings else near
        if cell.points is not None or cell.solution:
            found[cell.name] = (headings[0] if cell.task and headings else near) or clean_text(
                cell.name.replace("-", " ")
            )
    return found


def _title(said: tuple[str, str]) -> str:
    return _ASIDE.sub("", clean_text(" ".join((said[0] or said[1]).split()))).strip(" .:*")


def since_last(
    before: SourceNetwork | None, now: SourceNetwork | None, earlier: Mapping[str, Any] | None, submission: Submission
) -> dict[str, Any]:
    """Return what changed since the last hand-in that was marked.

    Parameters
    ----------
    before, now
        The network of the last hand-in and of this one; None where there is none that can be read.
    earlier
        The facts of the document that was marked last.
    submission
        What was handed in now.

    Returns
    -------
    dict
        ``changed``, sentences; ``earlier``, check cell -> its levels of the last time. The same submission marked
        again keeps what was said of it.
    """
    if not earlier:
        return {"changed": [], "earlier": {}}
    if earlier.get("fingerprint") == submission.fingerprint:
        kept = {"changed": earlier.get("changed"), "earlier": earlier.get("earlier")}
        return {
            "changed": [one for one in kept["changed"] if isinstance(one, str)]
            if isinstance(kept["changed"], list)
            else [],
            "earlier": dict(kept["earlier"]) if isinstance(kept["earlier"], dict) else {},
        }
    changed: list[str] = []
    if before is not None and now is not None:
        comparison = between(before, now)
        changed = list(comparison.sentences[1:]) if comparison else [_("The network is as it was.")]
    return {"changed": changed, "earlier": _levels(earlier.get("checks"))}


def _levels(checks: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for check in checks if isinstance(checks, list) else []:
        if isinstance(check, dict) and isinstance(check.get("cell"), str) and isinstance(check.get("rows"), list):
            levels = [row.get("level") for row in check["rows"] if isinstance(row, dict)]
            found[check["cell"]] = [level for level in levels if isinstance(level, str)]
    return found


def try_next(network: SourceNetwork | None) -> str:
    """Return the next connection to try, in a sentence; empty where there is nothing to say."""
    for one in () if network is None else suggestions(network):
        return clean_text(str(one), 600)
    return ""
