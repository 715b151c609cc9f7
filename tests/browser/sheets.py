"""A sheet in a page without Jupyter: the true script, and the true Python behind it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sourcenet.widgets.frontend import sheet_css, sheet_js
from sourcenet.widgets.sheet import Sheet

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A sheet</title><style>body { margin: 0; padding: 12px; background: var(--jp-layout-color1, #fff); }
body[data-jp-theme-light="false"] { --jp-layout-color1: #212121; }</style><style>%(css)s</style></head>
<body data-jp-theme-light="%(light)s"><main><h1 class="sn" style="font-size:14px">Lesson</h1><div id="here"></div></main>
<script type="module">
%(js)s
const link = createLink(%(state)s, async (message) => {
  for (const answer of await window.toPython(JSON.stringify(message))) link.receive(answer);
});
window.link = link;
createSheet(document.getElementById("here"), link, { leave: () => { window.left = true; }, name: "test" });
window.ready = true;
</script></body></html>"""


class SheetPage:
    """A browser page with a sheet in it; acts go to Python and back.

    Parameters
    ----------
    page
        A page of Playwright.
    sheet
        The sheet, whose network lives in this process.
    folder
        Where its HTML is put.
    dark
        True for the dark theme.
    """

    def __init__(self, page: Any, sheet: Sheet, folder: Path, *, dark: bool = False) -> None:
        self.page, self.sheet = page, sheet
        self.sent: list[dict[str, Any]] = []
        sheet._loop = None
        sheet._thinker.loop = None
        sheet.send = self.sent.append  # type: ignore[method-assign, assignment]
        page.expose_function("toPython", self._to_python)
        state = json.dumps(sheet._whole_state()).replace("</", "<\\/")
        parts = {"css": sheet_css(), "js": sheet_js(""), "state": state, "light": "false" if dark else "true"}
        file = folder / "sheet.html"
        file.write_text(PAGE % parts, "utf-8")
        page.goto(file.as_uri())
        page.wait_for_function("window.ready")

    def _to_python(self, text: str) -> list[dict[str, Any]]:
        self.sent.clear()
        self.sheet._receive(self.sheet, json.loads(text), None)
        return list(self.sent)

    def heard(self) -> str:
        """Return what a screen reader was told last."""
        self.page.wait_for_timeout(120)
        return str(self.page.locator(".sn-sheet > [role=status]").inner_text())

    def focused(self) -> str:
        """Return the key of what has the focus."""
        return str(self.page.evaluate("document.activeElement.dataset.key || document.activeElement.tagName"))

    def elsewhere(self) -> None:
        """Tell the page what was changed meanwhile, as Python does when it is free."""
        self.sent.clear()
        self.sheet._show()
        for message in self.sent:
            self.page.evaluate("(message) => link.receive(message)", message)
