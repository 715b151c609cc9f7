"""The example networks, opened as on their last day and in memory: nothing that is tried on them is kept."""

from __future__ import annotations

import datetime as dt
import difflib
from pathlib import Path

from sourcenet.errors import UnknownSource
from sourcenet.model.events import decode
from sourcenet.model.network import SourceNetwork
from sourcenet.model.vocabulary import read_vocabulary
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


def load_example(name: str) -> SourceNetwork:
    """Open an example network as on its last day. Changes stay in memory: the shipped file is never written.

    Parameters
    ----------
    name
        One of :func:`example_names`, such as ``"first-steps"``.

    Returns
    -------
    SourceNetwork
        A fresh one at each call, with the words of its own question.

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
    folder = EXAMPLES / name
    events = [decode(line) for line in (folder / f"{name}.jsonl").read_bytes().splitlines()]
    return SourceNetwork.in_memory(
        vocabulary=read_vocabulary(folder / "vocabulary.toml"),
        events=events,
        today=dt.date.fromisoformat(events[-1].at[:10]),
    )
