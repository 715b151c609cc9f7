"""Every error that a person can meet: one whole sentence that says what happened, what is allowed, what to do."""

from __future__ import annotations

__all__ = [
    "AlreadyHere",
    "BadValue",
    "CannotDo",
    "NewerJournal",
    "NotKept",
    "NothingToUndo",
    "SourcenetError",
    "StillNeeded",
    "UnknownConnection",
    "UnknownKind",
    "UnknownSource",
    "UnreadableFile",
]


class SourcenetError(Exception):
    """Anything that sourcenet refuses to do, said in a sentence that a learner can act on.

    Parameters
    ----------
    sentence
        What happened, what is allowed, what to do.
    field
        The field of a form that the sentence is about; empty where it is about the whole.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def _render_traceback_(self) -> list[str]:
        """Show a notebook the sentence alone: IPython asks for this instead of a traceback."""
        return [f"{type(self).__name__}: {self.sentence}"]


class UnknownSource(SourcenetError, LookupError):
    """A source was named that is not in the network."""


class UnknownConnection(SourcenetError, LookupError):
    """A connection was named that is not in the network."""


class UnknownKind(SourcenetError, ValueError):
    """A kind of source was given that the vocabulary does not have."""


class BadValue(SourcenetError, ValueError):
    """A value was given that a field cannot hold."""


class AlreadyHere(SourcenetError, ValueError):
    """Something of that name, address or id stands already, with other content."""


class NotKept(SourcenetError, OSError):
    """A change could not be written; nothing was changed."""


class UnreadableFile(SourcenetError, OSError):
    """A file cannot be read as what it should be."""


class NewerJournal(UnreadableFile):
    """A journal was written by a newer major version of the toolkit."""


class NothingToUndo(SourcenetError, LookupError):
    """There is no change of this learner that could be undone or redone."""


class StillNeeded(SourcenetError, ValueError):
    """A change cannot be undone because later ones rest on it."""


class CannotDo(SourcenetError, RuntimeError):
    """What was asked cannot be done here; the sentence says what to do instead."""
