"""A page that holds the Builder without Jupyter: the same script and style, with surroundings that act like Python.

Run it to look at the Builder in a browser: ``python tests/browser/mock_page.py OUT.html [--dark] [--vis] [--empty]``.
"""

from __future__ import annotations

import json
import sys
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

from sourcenet.widgets.classes import choices
from sourcenet.widgets.frontend import builder_css, builder_js, look_back_css, look_back_js

HERE = Path(__file__).parent
QUESTION = "Is connectivism a theory of learning?"
SOURCES = [
    ("dow", "Stephen Downes", "person", "proponent", "education", "open", "added", (470, 198)),
    ("hah", "Half an Hour", "site", "proponent", "education", "open", "brought", (590, 84)),
    ("old", "OLDaily", "feed", "proponent", "education", "open", "brought", (456, 54)),
    (
        "s05",
        "Connectivism: A Learning Theory for the Digital Age",
        "paper",
        "proponent",
        "education",
        "open",
        "brought",
        (424, 350),
    ),
    (
        "kop",
        "Connectivism: Learning theory of the future or vestige of the past?",
        "paper",
        "critic",
        "education",
        "open",
        "added",
        (330, 428),
    ),
    (
        "bel",
        "Connectivism: Its place in theory-informed research",
        "paper",
        "mixed",
        "education",
        "open",
        "added",
        (222, 366),
    ),
    ("wen", "Communities of Practice", "book", "neutral", "sociology", "paid", "brought", (156, 300)),
    ("wik", "WikiEducator", "community", "", "education", "open", "added", (50, 252)),
    ("jis", "Jisc", "organisation", "does not apply", "information", "", "added", (66, 92)),
    ("eri", "ERIC", "database", "does not apply", "information", "open", "added", (262, 120)),
]
PAPERS = {
    "s05": ("Siemens, G.", "2005"),
    "kop": ("Kop, R.; Hill, A.", "2008"),
    "bel": ("Bell, F.", "2011"),
    "wen": ("Wenger, E.", "1998"),
}
LABELS = {"s05": "Siemens 2005", "kop": "Kop & Hill 2008", "bel": "Bell 2011", "wen": "Wenger 1998"}
CONNECTIONS = [
    ("l01", "me", "hah", "reads", 4, "Weekly since 2020; the argument is made in the open.", "2026-11-15"),
    ("l02", "me", "dow", "follows", 3, "He answers comments, so I can ask.", "2026-11-15"),
    ("l03", "me", "old", "follows", 5, "It comes every weekday and I open it.", "2026-11-15"),
    ("l04", "me", "s05", "reads", 4, "The text everyone argues about.", "2026-11-15"),
    ("l05", "me", "kop", "reads", 3, "Says plainly what the theory leaves out.", "2026-11-15"),
    ("l06", "me", "wik", "member of", 2, "I edited one page in a workshop.", "2026-03-02"),
    ("l07", "dow", "hah", "writes", 5, "", ""),
    ("l08", "kop", "s05", "questions", 3, "Asks whether old theories already cover it.", ""),
    ("l09", "eri", "bel", "led me to", 2, "Searched: connectivism AND critique.", "2026-11-15"),
]


def vocabulary() -> dict[str, Any]:
    """Return the shipped words as the state holds them."""
    data = files("sourcenet") / "data"
    words = tomllib.loads((data / "vocabulary.toml").read_text(encoding="utf-8"))
    kinds = json.loads((data / "kinds.json").read_text(encoding="utf-8"))
    return {
        "kinds": {name: kinds[name] for name in words["kinds"]},
        "relations": words["relations"],
        "viewpoints": [list(pair) for pair in words["viewpoints"].items()],
        "subjects": words["subjects"],
        "strengths": words["strengths"],
        "accesses": ["open", "login", "paid", "private"],
        "devices": ["any", "computer", "phone", "in person"],
    }


def mock_state(*, empty: bool = False, **changes: Any) -> dict[str, Any]:
    """Return a state as Python would serialise it; keywords replace its members."""
    words = vocabulary()
    sources = [_source(*row) for row in SOURCES]
    connections = [_connection(words, *row) for row in CONNECTIONS]
    gone = {"id": "moo", "name": "mooc.ca", "label": "mooc.ca", "kind": "site", "viewpoint": "proponent"}
    state: dict[str, Any] = {
        "question": QUESTION,
        "me": {"x": 300, "y": 240},
        "sources": sources,
        "connections": connections,
        "archive": [{"what": gone, "type": "source", "reason": "I stopped opening it.", "at": "2026-11-21T16:40:00Z"}],
        "positions": {row[0]: list(row[-1]) for row in SOURCES},
        "history": [["2026-11-22T16:04:00Z", "connected", "ERIC led me to Bell 2011"]],
        "history_count": 1,
        "undo": "connected ERIC led me to Bell 2011",
        "redo": "",
        "chosen": [],
        "where": {
            "file": "my-network.jsonl",
            "owner": "Your network",
            "saved": "16:04",
            "kept": True,
            "why": "",
            "welcome": "",
        },
        "notes": [],
        "says": [
            {"text": "They speak as if about three voices in balance.", "about": "sources"},
            {"text": "8 of 10 are within two steps.", "about": "me"},
            {"text": "Jisc is connected with nothing here yet. Who led you to it?", "try": True},
        ],
        "task": "",
        "measures": choices(),
        "vocabulary": words,
        "icons": json.loads((files("sourcenet") / "data" / "icons.json").read_text(encoding="utf-8")),
        "words": {},
        "today": "2026-11-22",
        "limits": {"name": 200, "why": 2000, "notes": 2000, "question": 300},
        "rev": 1,
    }
    if empty:
        where = {**state["where"], "saved": ""}
        state.update(
            sources=[],
            connections=[],
            archive=[],
            positions={},
            history=[],
            history_count=0,
            undo="",
            says=[],
            where=where,
        )
    return {**state, **changes}


def _source(
    id: str, name: str, kind: str, viewpoint: str, subject: str, access: str, origin: str, at: tuple[int, int]
) -> dict[str, Any]:
    authors, year = PAPERS.get(id, ("", ""))
    record = {
        "id": id,
        "name": name,
        "label": LABELS.get(id, name),
        "kind": kind,
        "viewpoint": viewpoint,
        "subject": subject,
        "access": access,
        "origin": origin,
        "authors": authors,
        "year": year,
    }
    return {key: value for key, value in record.items() if value}


def _connection(
    words: dict[str, Any], id: str, start: str, end: str, relation: str, strength: int, why: str, used: str
) -> dict[str, Any]:
    return {
        "id": id,
        "start": start,
        "end": end,
        "relation": relation,
        "family": words["relations"].get(relation, "uses"),
        "strength": strength,
        "why": why,
        "viewpoint": "critic" if relation == "questions" else "",
        "last_used": used,
    }


#: The widgets that a page can hold: what makes them, their script and style.
WIDGETS = {
    "builder": ("createBuilder", builder_js, builder_css),
    "look_back": ("createLookBack", look_back_js, look_back_css),
}


def mock_page(
    state: dict[str, Any] | None = None,
    *,
    dark: bool = False,
    vis: bool = False,
    views: int = 1,
    widget: str = "builder",
) -> str:
    """Return a whole page of HTML.

    Parameters
    ----------
    state
        As of :func:`mock_state`.
    dark
        Theme.
    vis
        With the drawing library of pyvis; without it the picture is missing.
    views
        How many views of the same network.
    widget
        Which one: ``"builder"`` or ``"look_back"``.
    """
    make, script, style = WIDGETS[widget]
    data = json.dumps(state or mock_state()).replace("<", "\\u003c")
    library = (files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8") if vis else ""
    library = library.replace("</script", "<\\/script")
    surface = "#212121" if dark else "#fff"
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Builder</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>
body {{ margin: 0; padding: 20px; background: {"#111" if dark else "#fff"}; --jp-layout-color1: {surface}; }}
main {{ max-width: 1120px; margin: 0 auto; }}
@media (max-width: 500px) {{ body {{ padding: 12px; }} }}
{style()}</style></head>
<body data-jp-theme-light="{"false" if dark else "true"}"><main id="views"><h1 class="outside" style="font-size:12px">A notebook</h1></main>
<script>{library}</script>
<script type="module">{script("")}
{(HERE / "mock_python.js").read_text(encoding="utf-8")}
const python = mockPython({data});
const store = createStore(structuredClone(python.state), python.surroundings.send);
python.surroundings.onMessage((message) => store.receive(message));
window.python = python;
window.store = store;
window.notebook = [];
document.addEventListener("keydown", (event) => window.notebook.push(event.key));
window.ends = Array.from({{ length: {views} }}, () => {{
  const box = document.getElementById("views").appendChild(document.createElement("div"));
  return {make}(box, store, python.surroundings);
}});
document.body.dataset.ready = "yes";
</script></body></html>"""


if __name__ == "__main__":
    flags = set(sys.argv[2:])
    shown = mock_state(empty="--empty" in flags)
    Path(sys.argv[1]).write_text(mock_page(shown, dark="--dark" in flags, vis="--vis" in flags), encoding="utf-8")
