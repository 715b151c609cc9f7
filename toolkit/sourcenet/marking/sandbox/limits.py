"""What running code may cost, what is needed for it, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Limits", "Means", "Ran"]

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What the code of one submission may use; all its processes together where nothing else is said.

    Parameters
    ----------
    wall, cpu
        Seconds, for all notebooks of the submission.
    memory
        Bytes: what all processes hold together, and the address space of each.
    disk, file
        Bytes that may lie in its folder, and in one file. The folder is in memory: nothing of it is on your disk.
    entries
        Files and folders in its folder.
    processes
        Processes and threads at a time.
    open_files
        Open files of one process.
    output
        Bytes of text that are kept of one cell; of all cells, ten times as much.
    journal
        Bytes of a journal that is taken out.
    """

    wall: float = 120.0
    cpu: float = 60.0
    memory: int = 2_000 * _MB
    disk: int = 100 * _MB
    file: int = 50 * _MB
    entries: int = 10_000
    processes: int = 64
    open_files: int = 256
    output: int = 20_000
    journal: int = 5 * _MB


@dataclass(frozen=True, slots=True)
class Means:
    """Whether this machine can run code in a box.

    Parameters
    ----------
    ok
        True where it can.
    missing
        A sentence: what is missing and what to do; empty where nothing is.
    bwrap
        The path of bubblewrap.
    """

    ok: bool
    missing: str = ""
    bwrap: str = ""


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of running the code of one submission. Nothing in it is trusted.

    Parameters
    ----------
    journal
        The journal as the code left it; None where there is none, or none that may be read.
    outputs
        Notebook -> cell -> the text that it printed and gave, bounded and without control characters.
    problem
        A sentence to the learner where the code did not come to its end or left no journal that can be read.
    notes
        Sentences to the marker.
    lost
        True where something lies in the place of the journal that could not be read: a person must look.
    """

    journal: bytes | None
    outputs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problem: str = ""
    notes: tuple[str, ...] = ()
    lost: bool = False
