"""Count both errors of the rules for names and reasons: filler that passes, honest writing that is refused.

Run ``python -m tests.benchmarks.check_errors``. Where real files are at hand it also counts how many real names of
feeds, bookmarks, works and blogs are refused: in the folder that ``SOURCENET_DATA`` names, else in ``../shared/data``
beside the repository. They are no part of the repository; without them that row is left out, and it says so.
"""

from __future__ import annotations

import html
import os
import re
import sys
from pathlib import Path

from tests.unit.checks import names

from sourcenet.checks.placeholders import is_placeholder
from sourcenet.checks.sentences import verdict

__all__ = ["errors", "real_names"]

_ABOUT = ["Half an Hour"]
_PATTERNS = {
    "opml/recommended": r'(?:text|title)="([^"]+)"',
    "bookmarks": r"<A [^>]*>([^<]+)</A>",
    "bib": r'(?i)\btitle\s*=\s*[{"]+([^{}"\n]+)',
    "networks": r'<node [^>]*label="([^"]+)"',
}


def errors() -> dict[str, tuple[list[str], int]]:
    """Return for each list what the rule gets wrong, and how long the list is."""
    lists = {
        "filler names that pass": (names.FILLER, False),
        "honest names refused": (names.HONEST, True),
        "filler names that pass, held back": (names.FILLER_HELD_BACK, False),
        "honest names refused, held back": (names.HONEST_HELD_BACK, True),
        "filler names that pass, written to pass": (names.FILLER_HARD, False),
        "honest names refused, close to the rule": (names.HONEST_HARD, True),
    }
    found = {what: ([n for n in given if is_placeholder(n) is bad], len(given)) for what, (given, bad) in lists.items()}
    lists = {
        "empty reasons that pass": (names.REASONS_FILLER, False),
        "honest reasons refused": (names.REASONS_HONEST, True),
        "empty reasons that pass, written to pass": (names.REASONS_FILLER_HARD, False),
        "honest reasons refused, close to the rule": (names.REASONS_HONEST_HARD, True),
    }
    for what, (given, bad) in lists.items():
        found[what] = ([r for r in given if bool(verdict(r, _ABOUT)) is bad], len(given))
    return found


def real_files() -> Path | None:
    """Return the folder of real files: what ``SOURCENET_DATA`` names, or what lies beside the repository; None if not there."""
    named = os.environ.get("SOURCENET_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "data"
    return folder if folder.is_dir() else None


def real_names(folder: Path) -> tuple[list[str], int]:
    """Return the real names in a folder that the rule refuses, and how many there are."""
    found: set[str] = set()
    for part, pattern in _PATTERNS.items():
        for file in sorted((folder / part).rglob("*.*")):
            if file.is_file():
                text = file.read_text("utf-8", errors="replace")
                found.update(html.unescape(name).strip() for name in re.findall(pattern, text))
    found.discard("")
    return sorted(name for name in found if is_placeholder(name)), len(found)


def main() -> None:
    """Write the table."""
    rows = errors()
    data = real_files()
    if data is not None:
        rows["real names refused"] = real_names(data)
    else:
        sys.stderr.write("Real names: skipped, no real files here. Name their folder in SOURCENET_DATA.\n")
    write = sys.stdout.write
    write("| what | wrong | of | which |\n|---|---|---|---|\n")
    for what, (wrong, of) in rows.items():
        which = ", ".join(f"`{name}`" for name in wrong) or "-"
        write(f"| {what} | {len(wrong)} | {of} | {which} |\n")


if __name__ == "__main__":
    main()
