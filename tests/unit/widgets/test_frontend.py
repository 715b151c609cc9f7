"""The page side is one script: all its parts are in it, each name is declared once, and it can be read."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from sourcenet.drawing.scripts import SHARED, vis_text
from sourcenet.widgets.frontend import (
    LOOK_PARTS,
    PARTS,
    SHEET_PARTS,
    builder_css,
    builder_js,
    look_back_css,
    look_back_js,
    sheet_css,
    sheet_js,
    vis_js,
)

#: The scripts of all widgets, without Jupyter and with it.
SCRIPTS = {"builder": builder_js, "look_back": look_back_js, "sheet": sheet_js}


def test_every_part_is_joined_and_no_other() -> None:
    folder = Path(str(files("sourcenet.widgets"))) / "parts"
    assert sorted({*PARTS, *LOOK_PARTS, *SHEET_PARTS, "model", "jupyter", "jupyter_sheet"}) == sorted(path.stem for path in folder.glob("*.js"))
    shared = Path(str(files("sourcenet.drawing"))) / "parts"
    assert sorted(SHARED) == sorted(path.stem for path in shared.glob("*.js"))


@pytest.mark.parametrize("widget", SCRIPTS)
def test_each_name_is_declared_once(widget: str) -> None:
    """The parts share one scope: a second function of the same name would stop all of them."""
    text = SCRIPTS[widget]()
    found = Counter(re.findall(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", text, re.MULTILINE))
    found.update(
        name for names in re.findall(r"^(?:const|let) [{\[]([^}\]]+)", text, re.MULTILINE) for name in names.split(",")
    )
    assert [name for name, times in found.items() if times > 1] == []


@pytest.mark.skipif(
    shutil.which("node") is None, reason="Reading the script needs node; the browser tests read it too."
)
@pytest.mark.parametrize("adapter", [None, ""])
@pytest.mark.parametrize("widget", SCRIPTS)
def test_the_script_can_be_read(tmp_path: Path, adapter: str | None, widget: str) -> None:
    script = tmp_path / "widget.mjs"
    script.write_text(SCRIPTS[widget]() if adapter is None else SCRIPTS[widget](adapter), "utf-8")
    done = subprocess.run(["node", "--check", str(script)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("widget", SCRIPTS)
def test_nothing_is_read_as_markup(widget: str) -> None:
    """Learners' text is text: the page never makes elements from a string."""
    assert not re.search(
        r"\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", SCRIPTS[widget]()
    )


@pytest.mark.parametrize("widget", SCRIPTS)
def test_no_part_reaches_out(widget: str) -> None:
    """Everything works without a network: no address is loaded, nothing is imported."""
    assert not re.search(
        r"^\s*import |\bimport\(|\bfetch\(|XMLHttpRequest|cdn|https?://(?!www\.w3\.org)[a-z]", SCRIPTS[widget]()
    )
    assert "url(" not in builder_css() + look_back_css() + sheet_css()


def test_the_still_hides_only_beside_a_living_builder() -> None:
    assert ".jp-OutputArea:has(.sn-builder) .sn-still" in builder_css()


def test_vis_is_the_file_that_was_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "export default" in (vis_js() or "")
    vis_js.cache_clear()
    vis_text.cache_clear()
    monkeypatch.setattr("sourcenet.drawing.scripts._VIS_SUM", "0" * 64)
    try:
        assert vis_js() is None, "another file is not given to a browser"
    finally:
        monkeypatch.undo()
        vis_js.cache_clear()
        vis_text.cache_clear()
