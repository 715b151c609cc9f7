"""A submission is read with limits, without a link followed, and never raises; each trouble has its sentence."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.unit.marking.conftest import place

from sourcenet.marking.judged import Assignment
from sourcenet.marking.submission import JOURNAL, MOST_JOURNAL, read_submission

NOTEBOOK = "build-network.ipynb"


@pytest.fixture
def folder(tmp_path: Path, assignment: Assignment, journal: bytes) -> Path:
    return place(tmp_path / "submitted" / "learner-07" / "build-network", assignment, journal, "2026-11-20 10:00:00 UTC\n")


def read(folder: Path, assignment: Assignment):
    return read_submission(folder, assignment, "learner-07")


def test_a_whole_one_is_read_whole(folder: Path, assignment: Assignment, journal: bytes) -> None:
    found = read(folder, assignment)
    assert found.broken == () and found.notes == () and found.lost == frozenset()
    assert found.journal == journal and found.timestamp == "2026-11-20 10:00:00.000000"
    assert len(found.notebooks["build-network"] or []) == len(assignment.notebooks[0].cells)


@pytest.mark.parametrize("name", [NOTEBOOK, JOURNAL, "timestamp.txt"])
def test_the_fingerprint_is_that_of_all_that_counts(folder: Path, assignment: Assignment, name: str) -> None:
    first = read(folder, assignment).fingerprint
    assert read(folder, assignment).fingerprint == first
    (folder / "notes.txt").write_text("of no account")
    assert read(folder, assignment).fingerprint == first
    (folder / name).write_bytes((folder / name).read_bytes() + b" \n")
    assert read(folder, assignment).fingerprint != first


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no such files")
@pytest.mark.parametrize("name", [NOTEBOOK, JOURNAL])
@pytest.mark.parametrize("how", ["link", "pipe", "folder", "dangling"])
def test_what_is_no_plain_file_is_not_read(
    folder: Path, assignment: Assignment, tmp_path: Path, name: str, how: str
) -> None:
    secret = tmp_path / "gradebook.db"
    secret.write_bytes((folder / name).read_bytes())
    (folder / name).unlink()
    if how == "link":
        (folder / name).symlink_to(secret)
    elif how == "dangling":
        (folder / name).symlink_to(tmp_path / "nothing")
    elif how == "pipe":
        os.mkfifo(folder / name)
    else:
        (folder / name).mkdir()
    found = read(folder, assignment)
    assert name in found.lost
    assert len(found.broken) == 1 and name in found.broken[0] and "could not be read" in found.broken[0]
    assert (found.journal if name == JOURNAL else found.notebooks["build-network"]) is None


def test_a_folder_that_is_a_link_is_not_entered(folder: Path, assignment: Assignment, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    found = read(link, assignment)
    assert found.journal is None and found.notebooks["build-network"] is None and len(found.broken) == 2


def test_too_large_says_what_to_do(folder: Path, assignment: Assignment) -> None:
    with (folder / NOTEBOOK).open("r+b") as file:
        file.truncate(200_000_000)
    (folder / JOURNAL).write_bytes(b"x" * (MOST_JOURNAL + 1))
    found = read(folder, assignment)
    assert found.lost == {NOTEBOOK, JOURNAL}
    assert "larger than 20 MB" in found.broken[0] and "clear all outputs" in found.broken[0]
    assert "larger than 5 MB" in found.broken[1]
    (folder / JOURNAL).write_bytes(b"\n" * 60_000)
    assert "more than 50000 lines" in read(folder, assignment).broken[1]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"{}", b'{"cells": {}}', b'{"cells": null}', b"\xff\xfe", b'{"cells": [' * 100_000,
        b'{"cells": [1' + b"0" * 10_000 + b"]}",
    ],
    ids=range(10),
)  # fmt: skip
def test_what_is_no_notebook_is_named(folder: Path, assignment: Assignment, content: bytes) -> None:
    (folder / NOTEBOOK).write_bytes(content)
    found = read(folder, assignment)
    assert found.notebooks["build-network"] is None and NOTEBOOK in found.lost
    assert "not whole" in found.broken[0] and found.journal is not None


def test_odd_json_is_read(folder: Path, assignment: Assignment) -> None:
    text = (folder / NOTEBOOK).read_text("utf-8")
    for odd in ('"metadata": {"x": NaN, "y": 1e999}', '"metadata": {"x": "\\ud800"}', '"metadata": [], "metadata": 3'):
        (folder / NOTEBOOK).write_text(text.replace('"metadata": {}', odd, 1), "utf-8")
        assert read(folder, assignment).broken == ()


def test_what_is_missing_is_named_with_what_is_there(folder: Path, assignment: Assignment) -> None:
    (folder / NOTEBOOK).rename(folder / "build-network (1).ipynb")
    (folder / JOURNAL).rename(folder / "my-network-2.jsonl")
    found = read(folder, assignment)
    assert found.lost == frozenset(), "nothing is there that could not be read"
    assert "build-network (1).ipynb was" in found.broken[0] and "my-network-2.jsonl" in found.broken[1]
    nothing = read(folder.parent / "nowhere", assignment)
    assert len(nothing.broken) == 2 and all("was not handed in" in sentence for sentence in nothing.broken)


TIMES = [
    "2026-11-20 10:00:00 UTC", "2026-11-20 10:00:00.25 UTC", "2026-11-20T10:00:00Z", "2026-11-20 10:00:00",
    "2026-11-20 10:00:00 Europe/Berlin", "2026-11-20T10:00:00+02:00", "20 November 2026 10:00",
]  # fmt: skip


@pytest.mark.parametrize("text", TIMES)
def test_times_are_read_as_nbgrader_reads_them(folder: Path, assignment: Assignment, text: str) -> None:
    from nbgrader.utils import parse_utc

    (folder / "timestamp.txt").write_text(text + "\n")
    assert read(folder, assignment).timestamp == f"{parse_utc(text):%Y-%m-%d %H:%M:%S.%f}"


@pytest.mark.parametrize("text", ["yesterday-ish", "9" * 30, "\x00", "2026-13-45 10:00:00 UTC"])
def test_what_is_no_time_is_noted(folder: Path, assignment: Assignment, text: str) -> None:
    (folder / "timestamp.txt").write_text(text)
    found = read(folder, assignment)
    assert found.timestamp == "" and "holds no time" in found.notes[0] and json.dumps(found.notes)
