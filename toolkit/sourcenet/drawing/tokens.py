"""The colours, inks and lines that every widget, picture and page shares; ``data/tokens.css`` says the same to a page."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["DARK", "DASHES", "FONT", "LIGHT", "WIDTHS", "sn_css"]

#: Inks on white paper and in JupyterLab's light theme. ``c1`` to ``c7`` are the colours of data, ``c0`` is shared by the rest;
#: ``q1`` to ``q5`` are steps from less to more.
LIGHT = {
    "bg": "#ffffff",
    "canvas": "#fbfbfa",
    "sunken": "#f3f4f6",
    "line": "#dfe2e6",
    "edge": "#7a828c",
    "ink": "#1d2127",
    "muted": "#565e68",
    "accent": "#1a5cb0",
    "on-accent": "#ffffff",
    "wash": "#e8f0fb",
    "good": "#1a6b3a",
    "warn": "#855000",
    "bad": "#b0251d",
    "link": "#6a727d",
    "stale": "#8a919b",
    "c0": "#6a727d",
    "c1": "#2458be",
    "c2": "#d8741a",
    "c3": "#008458",
    "c4": "#a94e7d",
    "c5": "#61480c",
    "c6": "#1998d0",
    "c7": "#4c067d",
    "q1": "#5b97a8",
    "q2": "#3a7d94",
    "q3": "#23627b",
    "q4": "#124760",
    "q5": "#062d44",
    "on-c": "#ffffff",
}

#: The same for the dark theme. Pictures never use it: they are drawn on white paper wherever they stand.
DARK = {
    "bg": "#212121",
    "canvas": "#191a1c",
    "sunken": "#2b2d30",
    "line": "#3c4046",
    "edge": "#8d949d",
    "ink": "#eceef0",
    "muted": "#b2b8c0",
    "accent": "#8fbaff",
    "on-accent": "#10161f",
    "wash": "#25344a",
    "good": "#78d295",
    "warn": "#f0b75f",
    "bad": "#ff9d94",
    "link": "#98a0aa",
    "stale": "#727982",
    "c0": "#98a0aa",
    "c1": "#81a4e3",
    "c2": "#ed8456",
    "c3": "#55d9b1",
    "c4": "#ae6788",
    "c5": "#f7d95d",
    "c6": "#c3e8ff",
    "c7": "#8367e3",
    "q1": "#3f7f93",
    "q2": "#5c9fb4",
    "q3": "#80bfd1",
    "q4": "#aadcea",
    "q5": "#dcf5fb",
    "on-c": "#14161a",
}

#: Width of a connection in px, by how much the learner relies on it, from 1 to 5.
WIDTHS = (1.0, 1.6, 2.3, 3.1, 4.2)

#: Dash of a connection by the family of its relation; empty is a whole line.
DASHES = {"uses": "", "made": "9 4", "refers": "1.5 4", "argues": "9 3 1.5 3", "meets": "4 4"}

FONT = "system-ui,-apple-system,'Segoe UI',Helvetica,Arial,'Liberation Sans',sans-serif"


@cache
def sn_css() -> str:
    """Return the shared style sheet, as text for a page or a widget."""
    return (Path(__file__).parent.parent / "data" / "tokens.css").read_text("utf-8")
