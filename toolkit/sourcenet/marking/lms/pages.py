"""The pages that go back: feedback that was written, or what came of a hand-in that cannot be marked."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from pathlib import Path

from sourcenet.words import _, language

__all__ = ["pages_of", "received_page"]

_MOST = 20_000_000


def pages_of(course: Path, assignment: str, learners: Iterable[str]) -> dict[str, dict[str, bytes]]:
    """Return the pages of feedback that stand in a course.

    Parameters
    ----------
    course, assignment
        Where, and of what.
    learners
        Whose.

    Returns
    -------
    dict
        Learner -> file name -> page; those who have none are left out.
    """
    found: dict[str, dict[str, bytes]] = {}
    for learner in learners:
        folder = course / "feedback" / learner / assignment
        for path in sorted(folder.glob("*.html")) if folder.is_dir() and not folder.is_symlink() else ():
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= _MOST:
                found.setdefault(learner, {})[path.name] = path.read_bytes()
    return found


def received_page(assignment: str, sentences: Sequence[str]) -> bytes:
    """Return a page for somebody whose files cannot be marked: what arrived, and what to do.

    Parameters
    ----------
    assignment
        Of what.
    sentences
        What they should read.
    """
    title = _("{assignment}: what arrived could not be marked").format(assignment=assignment)
    lines = "\n".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
    return (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language() or "en")}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(title)}</title>\n"
        "<style>body{font:1.05rem/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;"
        "color-scheme:light dark}h1{font-size:1.4rem}</style>\n"
        f"</head>\n<body>\n<main>\n<h1>{html.escape(title)}</h1>\n{lines}\n</main>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")
