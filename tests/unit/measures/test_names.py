"""The names of the room: each is where its table says, and no file hides one of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sourcenet import measures


def test_the_table_holds_the_names_and_no_file_has_one_of_them() -> None:
    assert sorted(measures._WHERE) == sorted(measures.__all__)
    files = {path.stem for path in Path(measures.__file__).parent.glob("*.py")}
    assert files & set(measures.__all__) == set(), "once loaded, the file would stand in the place of the name"


@pytest.mark.parametrize("name", measures.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(measures, name) is not None


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(AttributeError, match="suggestions"):
        measures.bridge  # noqa: B018 - the look-up is the test


def test_a_summary_loads_neither_the_pictures_nor_the_measures_it_does_not_need() -> None:
    code = "import sys, sourcenet as sn; sn.summarise(sn.SourceNetwork.in_memory()); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    held = {name for name in loaded if name.startswith(("sourcenet.drawing", "sourcenet.measures."))}
    assert "sourcenet.measures.summary" in held
    assert not held & {"sourcenet.drawing", "sourcenet.measures.summary_html", "sourcenet.measures.reference"}
