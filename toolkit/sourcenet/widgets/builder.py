"""The Builder: a learner's network under their hands, in JupyterLab and Notebook 7."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from sourcenet.drawing import arrange, layout
from sourcenet.errors import BadValue
from sourcenet.model.joining import conflict_copies
from sourcenet.model.network import SourceNetwork
from sourcenet.widgets.classes import choices, measured, only_connections
from sourcenet.widgets.frontend import builder_css, builder_js
from sourcenet.widgets.shown import Ask, Shown
from sourcenet.widgets.still import Still
from sourcenet.widgets.told import says_record
from sourcenet.words import _

__all__ = ["Builder"]

#: The most events in one message: as many as a network holds sources.
_MOST = 10_000


class Builder(Shown):
    """Build your network: add sources, connect them, set some aside, by mouse, by keyboard or by touch.

    Every change is kept in the journal at once. Several Builders of one network, other notebooks and cells that
    change the network all follow each other. Beside the Builder stays a still picture, which is there when the
    notebook is opened without Python.

    Parameters
    ----------
    network
        The network to work on.
    task
        What to do, in a sentence; it stands above the canvas.
    still
        False where the page shows the picture elsewhere: then none is left beside the Builder.

    Examples
    --------
    >>> import sourcenet as sn
    >>> network = sn.SourceNetwork.in_memory(question="Is it worth studying late at night?", learner="learner-07")
    >>> builder = sn.Builder(network, task="Add the six sources you thought of first.")
    >>> builder.network is network
    True
    """

    asks: ClassVar[Mapping[str, Ask]] = {"measure": measured, "only": only_connections}

    def __init__(self, network: SourceNetwork, *, task: str = "", still: bool = True) -> None:
        super().__init__(network, task=task, still=Still(network) if still else None)

    def _scripts(self) -> tuple[str, str]:
        return builder_js(), builder_css()

    def _says(self, network: SourceNetwork) -> list[dict[str, Any]]:
        return says_record(network)

    def _more(self) -> dict[str, Any]:
        return {"measures": choices()}

    # -- from the page

    def _act(self, kind: str, message: Mapping[str, Any]) -> None:
        if kind == "do":
            self._do(message.get("events"))
        elif kind == "arrange":
            self.network.place(_rounded(arrange(self.network)))
        elif kind == "join":
            self._join(message.get("file"))
        else:
            super()._act(kind, message)

    def _do(self, events: object) -> None:
        """Make a page's events, those that belong together as one write."""
        if not isinstance(events, list) or not all(isinstance(event, dict) for event in events) or len(events) > _MOST:
            raise BadValue(_("The page sent a change that could not be understood. Load the page again."))
        together: list[Mapping[str, Any]] = []
        for event in events:
            alone = {"undo": self._undo, "redo": self._redo, "forget": self._forget}.get(str(event.get("do")))
            if alone is None:
                together.append(event)
                continue
            self._write(together)
            together = []
            alone(event)
        self._write(together)

    def _join(self, name: object) -> None:
        """Bring in a copy of the journal that lies beside it; a page cannot name any other file."""
        copies = conflict_copies(self.network.path) if self.network.path is not None else []
        copy = next((one for one in copies if one.name == name), None)
        if copy is None:
            raise BadValue(_("This copy of your network is not there any more."))
        self.network.join(copy)
        self.network.extra_notes[:] = [note for note in self.network.extra_notes if copy.name not in note]

    def _undo(self, _event: Mapping[str, Any]) -> None:
        self.network.undo()

    def _redo(self, _event: Mapping[str, Any]) -> None:
        self.network.redo()

    def _forget(self, event: Mapping[str, Any]) -> None:
        self.network.forget(str(event.get("of")))

    def _write(self, events: list[Mapping[str, Any]]) -> None:
        """Keep events, and where newcomers stand with them: the picture is the same the next day."""
        if not events:
            return
        if not any(event.get("do") in ("add", "restore", "place") for event in events):
            self.network.propose(events)
            return
        with self.network.group("page"):
            self.network.propose(events)
            spots = self._unplaced()
            if spots:
                self.network.place(spots)

    def _unplaced(self) -> dict[str, tuple[float, float]]:
        """Return places for all that has none in the journal yet: as shown, or beside what it is connected with."""
        kept, names = self.network.positions, self._names()
        spots = {**self._shown(), **kept}
        if any(name not in spots for name in names):
            spots = layout(self.network, kept=spots)
        return _rounded({name: spots[name] for name in names if name not in kept})


def _rounded(places: Mapping[str, Iterable[float]]) -> dict[str, tuple[float, float]]:
    return {id: (round(x, 1), round(y, 1)) for id, (x, y) in places.items()}
