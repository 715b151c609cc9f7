"""The public names: each is where the table says, and none is loaded before it is asked for."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sourcenet as sn
from sourcenet import errors


@pytest.mark.parametrize("name", sn.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(sn, name) is not None


def test_type_checkers_read_the_same_names() -> None:
    tree = ast.parse(Path(sn.__file__).read_text("utf-8"))
    imported = {
        (name.name, node.module)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("sourcenet.")
        for name in node.names
    }
    assert imported == {(name, f"sourcenet.{room}") for name, room in sn._WHERE.items()}


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(AttributeError, match="open_network"):
        sn.open_netwrok  # noqa: B018 - the look-up is the test


def test_importing_loads_no_room() -> None:
    code = "import sys, sourcenet; print([m for m in sys.modules if m.startswith('sourcenet.')])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_is_a_sentence_and_a_builtin(name: str) -> None:
    kind = getattr(errors, name)
    error = kind("What happened. What to do.", field="name")
    assert (str(error), error.field) == ("What happened. What to do.", "name")
    assert isinstance(error, sn.SourcenetError)
    if kind is not sn.SourcenetError:
        assert len(kind.__mro__) > kind.__mro__.index(Exception), "it can be caught as a builtin too"


def test_a_notebook_shows_the_sentence_and_no_traceback() -> None:
    from IPython.testing.globalipapp import get_ipython, start_ipython

    shell = get_ipython() or start_ipython()
    shown: list[str] = []
    shell._showtraceback = lambda _kind, _value, stb: shown.extend(stb)
    shell.run_cell("import sourcenet as sn\nsn.SourceNetwork.in_memory().source('Downs')")
    text = "\n".join(shown)
    assert "There is no source “Downs” in this network." in text
    assert "Traceback" not in text and "finding.py" not in text
