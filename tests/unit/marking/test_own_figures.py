"""Check cells are worked out by a grammar that knows sn.check and its properties, on a file that is only read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sourcenet import SourceNetwork
from sourcenet.marking.own_figures import Refused, own_figures, work_out

REASONS = "sn.check(network, sn.reasons_given(share=0.9), points=10)"


@pytest.mark.parametrize(
    "source",
    [
        "print(1)",
        "sn.check(network, sn.open_network('x'))",
        "sn.check(network, sn.check(network))",
        "sn.check(network, sn.Builder(network))",
        "sn.check(network, sn.reasons_given(share=open('x')))",
        "sn.check(network, sn.reasons_given(**{}))",
        "sn.check(network, sn.reasons_given().__class__())",
        "sn.check(network, *[sn.walked(1)])",
        "sn.check(other, sn.walked(1))",
        "sn.check(network, sn.walked(1)); sn.check(network, sn.walked(1))",
        "__import__('os').system('x')",
        "x.check(network, sn.walked(1))",
        "sn.picture(network, sn.walked(1))",
        "sn.check(network, sn.walked(1), points=10**9)",
        "sn.check(network, sn.walked(nothing=1))",
        "(" * 500 + ")" * 500,
    ],
)
def test_anything_else_is_refused(source: str) -> None:
    with pytest.raises(Refused):
        work_out(source, SourceNetwork.in_memory())


def test_a_check_and_a_picture_are_worked_out(tmp_path: Path) -> None:
    ours = own_figures({"a": REASONS, "b": "sn.picture(network, tables=True)", "c": "print(1)"}, tmp_path)
    assert ours["a"].points == 0.0 and ours["a"].problem == "" and "Looked for" in ours["a"].html
    assert ours["b"].points is None and "<svg" in ours["b"].html
    assert set(ours) == {"a", "b"}
    assert list(tmp_path.iterdir()) == [] and "NBGRADER_EXECUTION" not in os.environ


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_devices_and_large_files_are_not_read(tmp_path: Path) -> None:
    journal = tmp_path / "my-network.jsonl"
    other = tmp_path / "other"
    other.write_text("secret")
    for make in (
        lambda: journal.symlink_to(other),
        lambda: os.mkfifo(journal),
        lambda: journal.write_bytes(b"x" * 5_000_001),
        lambda: journal.write_bytes(b"\n" * 50_001),
        journal.mkdir,
    ):
        make()
        figure = own_figures({"a": REASONS}, tmp_path)["a"]
        assert figure.points is None and figure.problem and "secret" not in figure.problem
        journal.rmdir() if journal.is_dir() and not journal.is_symlink() else journal.unlink()
