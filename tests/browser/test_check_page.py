"""A result as a page: it stands alone, in light and dark, on a phone, under the style sheets of others, for everybody."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest
from tests.unit.checks.table import PROPERTIES, WHYS, star

import sourcenet as sn

pytestmark = pytest.mark.browser

#: What is measured of a result, wherever it stands.
_LOOK = """() => {
  const look = (selector, names) => names.map((name) => getComputedStyle(document.querySelector(".sn-check " + selector))[name]);
  return [look("ul", ["marginTop", "paddingLeft", "listStyleType"]), look("li", ["marginTop", "paddingLeft"]),
    look("dl", ["marginTop", "marginBottom"]), look("dt", ["fontWeight", "cssFloat", "width"]), look("dd", ["marginLeft", "fontSize"]),
    look(".ck-name", ["fontSize", "fontWeight"]), look("p.ck-fine", ["marginTop", "fontSize"])];
}"""


def result() -> str:
    network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-01")
    network.choose(*star(network, 10, WHYS[:7])[:6])
    network.add("</script><img src=x onerror=document.title='ran'>")
    network.add("a name of many parts, none of which ends " + "w" * 60)
    return sn.check(network, *[make() for make in PROPERTIES.values()], points=10)._repr_html_()


def show(page: Any, html: str, *, dark: bool = False, css: str = "", around: str = "") -> None:
    theme = "false" if dark else "true"
    page.set_content(
        f"<!doctype html><html lang='en'><head><title>Results</title><style>{css}</style></head>"
        f'<body data-jp-theme-light="{theme}" style="{"background:#111;--jp-layout-color1:#111" if dark else ""}">'
        f'<main><h1>A</h1><h2>B</h2><h3>C</h3><div class="{around}">{html}</div></main></body></html>'
    )


def others() -> dict[str, str]:
    """Return the style sheets that a result meets: a notebook's, and formgrader's."""
    found = {}
    for package, pattern in (("nbgrader", "bootstrap.min.css"), ("nbgrader", "formgrade.css")):
        spec = importlib.util.find_spec(package)
        for file in Path(str(spec.origin)).parent.rglob(pattern) if spec else ():
            found[pattern] = file.read_text("utf-8")
    lab = Path(importlib.util.find_spec("jupyterlab").origin).parents[3].parent / "share"  # type: ignore[union-attr,arg-type]
    for file in (lab / "jupyter/nbconvert/templates/lab/static").glob("*.css"):
        if file.name != "theme-dark.css":
            found[file.name] = file.read_text("utf-8")
    return found


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1000, 390])
def test_axe_finds_nothing(page: Any, axe: Any, dark: bool, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, result(), dark=dark)
    page.click(".sn-check summary")
    found = axe.run(page, context=".sn-check").response
    assert [item["id"] for item in found["violations"]] == []
    assert [item["id"] for item in found["incomplete"]] == []


@pytest.mark.parametrize("width", [1000, 390, 320])
def test_nothing_is_cut_and_nothing_runs(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    show(page, result())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.title() == "Results" and page.locator(".sn-check img").count() == 0


def test_it_looks_the_same_under_the_style_sheets_of_others(page: Any) -> None:
    show(page, result())
    alone = page.evaluate(_LOOK)
    sheets = others()
    if not sheets:
        pytest.skip("neither nbconvert's nor nbgrader's style sheets are here")
    show(
        page,
        result(),
        css="".join(sheets.values()),
        around="jp-RenderedHTMLCommon jp-RenderedHTML rendered_html output_html",
    )
    assert page.evaluate(_LOOK) == alone


def test_dark_and_light_differ_and_paper_is_white(page: Any) -> None:
    colour = "getComputedStyle(document.querySelector('.sn-check')).backgroundColor"
    show(page, result(), dark=True)
    assert page.evaluate(colour) == "rgb(17, 17, 17)"
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(255, 255, 255)"


def test_what_a_screen_reader_meets_is_in_order(page: Any) -> None:
    show(page, result())
    said = page.locator(".sn-check").aria_snapshot()
    order = [
        'heading "Is it ready?"',
        "met",
        "What counts",
        'heading "A reason on most connections"',
        "nearly",
        "Looked for",
        "Found",
    ]
    place = 0
    for words in order:
        place = said.index(words, place) + len(words)
    page.focus(".sn-check summary")
    page.keyboard.press("Enter")
    assert page.locator(".sn-check details p").first.is_visible()


def test_keys_in_the_fold_do_not_reach_the_notebook(notebook: Any, page: Any) -> None:
    network = "import sourcenet as sn\nnetwork = sn.SourceNetwork.in_memory(question='Why?')"
    lesson = notebook([network, "sn.check(network, sn.reasons_given(share=0.9), points=10)"])
    lesson.ready()
    lesson.run(0)
    lesson.run(1)
    cells = page.locator(".jp-Notebook .jp-CodeCell").count()
    page.focus(".sn-check summary")
    for key in ("Enter", "d", "d", "x", "a"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('.sn-check details').open")
    assert page.locator(".jp-Notebook .jp-CodeCell").count() == cells
    assert page.locator(".sn-check").count() == 1
