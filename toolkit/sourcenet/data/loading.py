"""The example networks, opened as on their last day and in memory; or as a copy of one's own, which is kept."""

from __future__ import annotations

import contextlib
import datetime as dt
import difflib
import os
from pathlib import Path

from sourcenet.errors import UnknownSource
from sourcenet.model.events import decode
from sourcenet.model.network import SourceNetwork
from sourcenet.model.opening import open_network
from sourcenet.model.vocabulary import Vocabulary, read_vocabulary
from sourcenet.words import _

__all__ = ["example_names", "load_example"]

EXAMPLES = Path(__file__).parent / "examples"


def example_names() -> tuple[str, ...]:
    """Return the names of the networks that ship with the toolkit.

    Examples
    --------
    >>> import sourcenet as sn
    >>> "first-steps" in sn.data.example_names()
    True
    """
    return tuple(sorted(path.name for path in EXAMPLES.iterdir() if (path / f"{path.name}.jsonl").is_file()))


def load_example(name: str, *, keep: str | os.PathLike[str] | None = None) -> SourceNetwork:
    """Open an example network as on its last day. Changes stay in memory: the shipped file is never written.

    Who has no network of their own can work on a copy that is kept, and go on with it tomorrow.

    Parameters
    ----------
    name
        One of :func:`example_names`, such as ``"first-steps"``.
    keep
        A file for a copy of one's own, such as ``"borrowed-network.jsonl"``: made if it is not there, else gone on
        with. Where nothing may be written, the copy is in memory.

    Returns
    -------
    SourceNetwork
        A fresh one at each call, or the copy as it stands; with the words of its own question.

    Raises
    ------
    UnknownSource
        There is no such example; the sentence lists those there are.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.load_example("first-steps")
    >>> network.question
    'Is it worth studying late at night?'
    >>> len(network.sources), len(network.connections), str(network.today)
    (12, 24, '2026-10-01')
    """
    names = example_names()
    if name not in names:
        near = difflib.get_close_matches(str(name), names, n=1)
        hint = _(' Did you mean "{name}"?').format(name=near[0]) if near else ""
        raise UnknownSource(
            _('There is no example "{name}".{hint} There is: {names}.').format(
                name=name, hint=hint, names=", ".join(names)
            )
        )
    shipped = (EXAMPLES / name / f"{name}.jsonl").read_bytes()
    words = read_vocabulary(EXAMPLES / name / "vocabulary.toml")
    if keep is not None and _put_there(Path(keep), shipped):
        return _copy(Path(keep), words)
    events = [decode(line) for line in shipped.splitlines()]
    today = dt.date.fromisoformat(events[-1].at[:10])
    return SourceNetwork.in_memory(vocabulary=words, events=events, today=today)


def _put_there(file: Path, shipped: bytes) -> bool:
    """Put a copy where there is none yet; tell whether there is one. While a notebook is graded none is made."""
    if not file.exists() and not os.environ.get("NBGRADER_EXECUTION"):
        with contextlib.suppress(OSError):
            file.write_bytes(shipped)
    return file.is_file()


def _copy(file: Path, words: Vocabulary) -> SourceNetwork:
    network = open_network(file, mine=True)
    network._keeper.words = words  # those of its question, whatever vocabulary lies beside it
    return network
