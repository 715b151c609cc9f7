"""Everything that a learner could write, in nbgrader's own page for markers: cleaned nothing of it runs, as it is it does.

The page is the one that formgrader makes (its exporter, its template, its scripts), served to the browser without a
server. MathJax comes from the folder that SOURCENET_MATHJAX names, where it does (``npm pack mathjax@2.7.7``);
JupyterLab has one with it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.unit.marking.hostile_words import HOSTILE, hostile
from tests.unit.marking.test_pictures import PNG

import sourcenet as sn
from sourcenet.checks.result import Result, Row
from sourcenet.marking import cleaning, face

pytest.importorskip("nbgrader")

import nbformat
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

_PLACE = "http://formgrader.test"
_CDN = "https://cdnjs.cloudflare.com/ajax/libs/mathjax/"
_MATHJAX = os.environ.get("SOURCENET_MATHJAX")
_COUNTS = "window.pwned = []; window.run = n => { window.pwned.push(n); };"
# What a marker's hand does: the pointer goes over everything, and what is no link to the web is clicked.
_HAND = """() => {
  for (const one of document.querySelectorAll('.rendered_html *, .jp-MarkdownOutput *, .output *')) {
    for (const what of ['mouseover', 'mouseenter', 'focus']) one.dispatchEvent(new Event(what, {bubbles: true}));
    const link = one.closest('a, button');
    if (!link || !/^(https?|mailto):/.test(link.href?.animVal ?? link.href ?? ''))
      one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
  }
}"""
# Links that lead elsewhere than to the web.
_ODD = """() => [...document.querySelectorAll('.rendered_html a, .output a, .jp-MarkdownOutput a')]
  .map(link => link.href.animVal ?? link.href).filter(to => !/^(https?|mailto):/.test(to))"""
_FORMULAS = "So $\\frac{a}{b}$ and\n\n$$\n\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}\n$$\n\nfor $5 or $10."
# Left as they are, these take in the page behind them, or stop nbgrader: an attachment that is not there does.
_SWALLOWS = (
    "<script",
    "<style",
    "<textarea",
    "<template",
    "<noscript",
    "<math",
    "<svg><s",
    "<meta",
    "<iframe",
    "<select",
)


def _cell(n: int, source: str) -> dict[str, Any]:
    told = {
        "schema_version": 3,
        "grade_id": f"answer-{n}",
        "grade": True,
        "solution": True,
        "locked": False,
        "task": False,
    }
    metadata = {"nbgrader": {**told, "points": 5, "cell_type": "markdown"}}
    return {"cell_type": "markdown", "id": f"answer-{n}", "metadata": metadata, "source": source}


def _code(name: str, source: str, *outputs: dict[str, Any]) -> dict[str, Any]:
    cell = {"cell_type": "code", "id": name, "metadata": {}, "execution_count": None, "source": source}
    return cell | {"outputs": list(outputs)}


def _document(*cells: dict[str, Any]) -> dict[str, Any]:
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": list(cells)}


def _hostile_network() -> sn.SourceNetwork:
    network = sn.SourceNetwork.in_memory(question=HOSTILE[2])
    for n, words in enumerate(HOSTILE[:40]):
        source = network.add(f"{n} {words}"[:190], kind="site", subject=hostile(110 + n % 20)[:90])
        network.connect("me", source, relation="reads", why=words)
    return network


def _notes() -> dict[str, Any]:
    return face.notes_cell(HOSTILE[:50], HOSTILE[50:100], HOSTILE[100:])


def _cleaned() -> dict[str, Any]:
    """Return a marked document: every hostile text as an answer, and in every other place where words stand."""
    many = " ".join(HOSTILE)
    rows = tuple(Row("x", words, 0.5, "nearly", words, words, words) for words in HOSTILE)
    picture = {"source": "![a picture](attachment:x.png)", "attachments": {"x.png": {"image/png": PNG}}}
    return _document(
        _notes(),
        *(_cell(n, cleaning.markdown(words)) for n, words in enumerate(HOSTILE)),
        _cell(900, cleaning.markdown(many)),
        _cell(901, cleaning.html_text(many)),
        _cell(902, cleaning.written(picture)),
        _cell(903, cleaning.markdown(_FORMULAS)),
        _code("free", cleaning.code("\n".join(HOSTILE))),
        _code("check", "sn.check(network)", face.check_output(Result(3.0, rows), 5)),
        _code("unknown", "sn.check(network)", face.check_output(None, 5, many)),
        _code("look", "sn.picture(network)", face.picture_output(_hostile_network())),
    )


def _formgrader(document: Mapping[str, Any]) -> str:
    """Return the page that formgrader makes of a marked document."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    resources = {
        "assignment_id": "build-network", "notebook_id": "my-network", "submission_id": "x", "index": 0, "total": 1,
        "base_url": "", "student": "learner-07", "last_name": None, "first_name": None, "notebook_path": "x.ipynb",
    }  # fmt: skip
    notebook = nbformat.from_dict(document)
    nbformat.validate(notebook)
    html = HTMLExporter(config=config).from_notebook_node(notebook, resources=resources)[0]
    return str(html).encode("utf-8", "replace").decode()


def _open(page: Any, html: str) -> list[str]:
    """Show a page of formgrader's; return what it asked for from elsewhere."""
    static, elsewhere = Path(handlers.static_path), []

    def answer(route: Any) -> None:
        url = route.request.url.split("?")[0]
        if url == f"{_PLACE}/":
            route.fulfill(content_type="text/html; charset=utf-8", body=html)
        elif url.startswith(f"{_PLACE}/formgrader/static/"):
            route.fulfill(path=static / url.split("/formgrader/static/")[1])
        elif url.startswith(f"{_PLACE}/formgrader/api/"):
            route.fulfill(json=[])
        elif url.startswith(_CDN) and _MATHJAX:
            route.fulfill(path=Path(_MATHJAX) / url.removeprefix(_CDN).partition("/")[2])
        else:
            if not url.startswith((_CDN, "https://api.cdnjs.com/")):
                elsewhere.append(url)
            route.abort()

    page.add_init_script(_COUNTS)
    page.route("**/*", answer)
    page.goto(f"{_PLACE}/", wait_until="load")
    if _MATHJAX:
        page.wait_for_function(
            "window.MathJax?.isReady && !MathJax.Hub.queue.running && !MathJax.Hub.queue.pending", timeout=60_000
        )
    page.wait_for_timeout(300)
    return elsewhere


def _ran(page: Any) -> list[int]:
    """Let a marker's hand go over the page; return what ran."""
    page.evaluate(_HAND)
    page.wait_for_timeout(100)
    return sorted(set(page.evaluate("window.pwned")))


@pytest.mark.browser
def test_in_formgrader_nothing_of_it_runs_once_cleaned(page: Any) -> None:
    elsewhere = _open(page, _formgrader(_cleaned()))
    assert _ran(page) == [] and elsewhere == []
    assert page.evaluate(_ODD) == []
    assert page.locator(".rendered_html").count() > len(HOSTILE)
    elements = ":is(script:not([type^='math/tex']), iframe, form, input, object, embed, link, meta, base, template)"
    for where in (".rendered_html", ".output"):  # MathJax keeps what it read in scripts that are no scripts
        assert page.locator(f"{where} {elements}").count() == 0
    picture = page.locator(".rendered_html img")
    assert picture.count() == 1
    assert picture.evaluate("one => one.naturalWidth > 0 && getComputedStyle(one).borderTopWidth === '0px'")
    if _MATHJAX:
        assert page.locator(".mjx-chtml").count() >= 2


@pytest.mark.browser
def test_in_formgrader_it_runs_as_it_is(page: Any) -> None:
    """The control: nbgrader's page of the same words, not cleaned, runs them."""
    raw = [
        _cell(n, words)
        for n, words in enumerate(HOSTILE)
        if not words.lower().startswith(_SWALLOWS) and "attachment:" not in words
    ]
    _open(page, _formgrader(_document(*raw)))
    ran = _ran(page)
    print(f"{len(ran)} of {len(raw)} ran: {ran}")
    assert len(ran) >= 20, ran


@pytest.mark.browser
def test_in_jupyterlab_nothing_of_it_runs_and_formulas_are_typeset(page: Any, server: Any) -> None:
    """JupyterLab draws only the cells in sight, so here all stand in one."""
    marked = "".join(cleaning.markdown(words) for words in (_FORMULAS, *HOSTILE))
    path = server.work / "marked" / "marked.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps(_document(_cell(0, marked), _notes())))
    page.add_init_script(_COUNTS)
    page.goto(server.url("marked/marked.ipynb"))
    page.locator(".jp-MarkdownOutput mjx-container").nth(1).wait_for(timeout=60_000)
    page.wait_for_timeout(500)
    assert _ran(page) == []
    assert page.evaluate(_ODD) == []
    assert page.locator(".jp-MarkdownOutput .sn-words").count() == len(HOSTILE) + 1
