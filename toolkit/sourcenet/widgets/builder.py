"""The Builder: a learner's network under their hands, in JupyterLab and Notebook 7."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import anywidget
import traitlets as t
from anywidget import WidgetTrait

from sourcenet.drawing import arrange, layout
from sourcenet.errors import BadValue, SourcenetError
from sourcenet.model.joining import conflict_copies
from sourcenet.model.keeper import Change
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.widgets.frontend import builder_css, builder_js
from sourcenet.widgets.still import Still, display_room
from sourcenet.widgets.told import Told, clock, no_collecting, says_in_pieces, says_record, state_of
from sourcenet.widgets.vis import library
from sourcenet.widgets.watching import FileWatch
from sourcenet.words import _

__all__ = ["Builder"]

_log = logging.getLogger(__name__)
#: Up to here newcomers are placed at once when a cell adds them; above, when Python has a quiet moment.
_PLACE_AT_ONCE = 300
#: Seconds after the last change until what the network says, and the still, are made anew.
_SAY_AFTER, _STILL_AFTER = 0.4, 2.5
#: The most events in one message: as many as a network holds sources.
_MOST = 10_000
#: Builders by the notebook cell that shows them: running the cell again replaces them.
_shown: dict[str, Builder] = {}


class Builder(anywidget.AnyWidget):
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

    # One text, not a tree: ipywidgets walks through every branch of a tree, in Python and again in the page.
    state = t.Unicode().tag(sync=True, to_json=lambda _value, widget: widget._state_text())
    library = WidgetTrait().tag(sync=True)

    def __init__(self, network: SourceNetwork, *, task: str = "", still: bool = True) -> None:
        self.network = network
        self.task = task
        self._live = not os.environ.get("NBGRADER_EXECUTION")
        self._guard = threading.RLock()
        self._answers: list[dict[str, Any]] | None = None  # what goes out once a page's message is dealt with
        self._still = Still(network) if still else None
        self._run = ""
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._stops: list[Callable[[], None]] = []
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None
        if not self._live:
            super().__init__()
            return
        self._told = Told(network)
        # With a loop the page is opened first: it loads its scripts while Python reads the network.
        self._opening, self._given, self._read = self._loop is not None, self._loop is None, False
        self._esm, self._css = builder_js(), builder_css()
        super().__init__(library=library())
        self._opening = False
        self._soon(self._give)
        self.on_msg(self._receive)
        self._stops.append(network.watch(self._follow))
        if network.path is not None and network.kept:
            watch = FileWatch(network.path, lambda: self._soon(self._look_at_file))
            self._stops.append(watch.stop)

    # -- what Jupyter asks for

    def open(self) -> None:
        """Open the way to the page; while a notebook is graded there is none, and nothing is stored."""
        if self._live:
            super().open()

    def close(self) -> None:
        """Let go of the network and of the page."""
        for stop in self._stops:
            stop()
        self._stops.clear()
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        super().close()

    def _ipython_display_(self) -> None:
        """Show the widget and, beside it, the still that is left when Python is gone."""
        if self._live:
            self._replace_older()
            shown = self._repr_mimebundle_()
            if shown is not None:
                display_room().display(shown[0], metadata=shown[1], raw=True)
            self._give()
        if self._still is None:
            return
        large = self._live and self._loop is not None and len(self.network.plain().sources) > _PLACE_AT_ONCE
        self._still.show(now=not large)
        if large:
            self._soon(lambda: self._later("still", _STILL_AFTER, self._redraw))

    def _replace_older(self) -> None:
        """Close the Builder that this cell showed before: nobody sees it any more, and it would go on listening."""
        from IPython import get_ipython

        shell: Any = get_ipython()
        parent = shell.get_parent() if hasattr(shell, "get_parent") else {}
        cell = str((parent.get("metadata") or {}).get("cellId") or "")
        if not cell:
            return
        self._run = str((parent.get("header") or {}).get("msg_id") or "")
        older = _shown.get(cell)
        if older is not None and older is not self and older._run != self._run:
            older.close()
        _shown[cell] = self

    def _give(self) -> None:
        """Send the state to the page that was opened without it: once, as soon as it is shown or the cell has ended."""
        with self._guard:
            if not self._given and self.comm is not None:
                self.send_state("state")
                self._given = True

    def _state_text(self) -> str:
        if self._live and self._opening:
            return ""
        return json.dumps(self._whole_state(), separators=(",", ":"), ensure_ascii=False)

    def _whole_state(self) -> dict[str, Any]:
        """Return what stands now: asked for when the page opens, and again by every page that comes late."""
        if not self._live:
            return {}
        with self._guard, no_collecting():
            if not self._read:
                self._settle()
                self._read = True
            many = len(self.network.plain().sources) > _PLACE_AT_ONCE
            if many:  # the picture first: reading thousands of connections for a sentence can wait
                self._soon(lambda: self._later("says", _STILL_AFTER, self._say))
            return state_of(self._told, task=self.task, says=[] if many and self._loop else says_record(self.network))

    # -- from the page

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        """Answer a message of a page: with a patch, or with what stands and a sentence why it stays so."""
        if not isinstance(message, dict):
            return
        client, seq = str(message.get("client") or "")[:32], message.get("seq")
        events = message.get("events")
        with self._guard:
            self._answers = []
            try:
                self._act(str(message.get("type")), message)
                if not self._answers:
                    self._tell({"type": "patch", **self._difference(Change(()))})
            except SourcenetError as error:
                self._reject(error.sentence, error.field, events)
            except Exception:  # noqa: BLE001 - whatever goes wrong here, the page must get an answer
                _log.exception("A change from the page could not be made.")
                fault = _("Something went wrong on our side, so this change was not kept. Everything before it is.")
                self._reject(fault, "", events)
            finally:
                answers, self._answers = self._answers, None
                # The last one answers: what others wrote is told on the way, and a refusal comes after all of it.
                for answer in answers[:-1]:
                    self.send({**answer, "client": None, "seq": None})
                for answer in answers[-1:]:
                    self.send({**answer, "client": client, "seq": seq if isinstance(seq, int) else 0})

    def _act(self, kind: str, message: Mapping[str, Any]) -> None:
        if kind == "do":
            self._do(message.get("events"))
        elif kind == "arrange":
            self.network.place(_rounded(arrange(self.network)))
        elif kind == "join":
            self._join(message.get("file"))
        elif kind == "all":
            self._tell({"type": "all", "state": self._whole_state()})
        else:
            raise BadValue(_("The page asked for something that this version does not know. Load the page again."))

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

    # -- to the page

    def _follow(self, change: Change) -> None:
        """Tell the pages what was changed, by whomever; nothing that the whole state, still to come, will say."""
        with self._guard:
            if not self._read:
                return
            if change.whole and not change.events:  # something was erased, or the file is another: read it all anew
                self._settle()
                self._tell({"type": "all", "state": self._whole_state()})
            else:
                self._tell({"type": "patch", **self._difference(change)})
        self._soon(lambda: self._later("says", _SAY_AFTER, self._say))
        self._soon(lambda: self._later("still", _STILL_AFTER, self._redraw))

    def _difference(self, change: Change) -> dict[str, Any]:
        found = self._told.difference(change.events, whole=change.whole)
        places = self._told.tables["positions"]
        if any(id not in places for id in (ME, *self._told.tables["sources"])):
            if self._loop is None or len(self._told.tables["sources"]) <= _PLACE_AT_ONCE:
                found.setdefault("positions", {}).update(self._settle())
            else:
                self._soon(lambda: self._later("places", 0.05, self._place_late))
        return found

    def _settle(self) -> dict[str, Any]:
        """Find places for what has none; nothing else moves, and nothing is written."""
        places = {**self._shown(), **self.network.positions}
        if any(id not in places for id in self._names()):
            places = layout(self.network, kept=places)
        return self._told.place(places)

    def _names(self) -> list[str]:
        return [ME, *self.network.plain().sources]

    def _shown(self) -> dict[str, tuple[float, float]]:
        return {id: (float(at[0]), float(at[1])) for id, at in self._told.tables["positions"].items()}

    def _place_late(self) -> None:
        with self._guard:
            self._tell({"type": "patch", "positions": self._settle()})

    def _tell(self, message: dict[str, Any]) -> None:
        if message["type"] == "patch":
            message = {**message, "rev": self.network.revision}
            if self.network.kept and self.network.events:
                message["saved"] = clock(self.network.events[-1].at)
        if self._answers is None:
            self.send({**message, "client": None, "seq": None})
        else:
            self._answers.append(message)

    def _reject(self, text: str, field: str, events: object) -> None:
        ids: set[str] = set()
        for event in events if isinstance(events, list) else []:
            if isinstance(event, dict):
                ids.update(id for id in (event.get("id"), event.get("of")) if isinstance(id, str))
        with self._guard:
            places = self._told.tables["positions"]
            try:
                stands: dict[str, Any] = self._told.standing(ids)
            except SourcenetError:  # the file cannot be read just now: the page keeps what it shows
                stands = {}
            stands["positions"] = {id: places[id] for id in _moved(events) if id in places}
            self._tell({"type": "reject", "text": text, "field": field, **stands})

    def _redraw(self) -> None:
        if self._still is not None:
            self._still.update()

    def _say(self) -> None:
        """Say what the network says now, worked out a piece at a time: an edit that comes in between goes first."""
        self._say_on(says_in_pieces(self.network), self.network.revision)

    def _say_on(self, pieces: Iterator[list[dict[str, Any]]], revision: int) -> None:
        found = next(pieces, None) if self.network.revision == revision else None
        if found:
            self.send({"type": "says", "rev": revision, "says": found})
        elif found is not None:  # more to work out; a change asks for all of it anew, under the same name
            self._later("says", 0, lambda: self._say_on(pieces, revision))

    # -- when

    def _look_at_file(self) -> None:
        try:
            self.network.refresh()
        except SourcenetError as error:
            with self._guard:
                self._tell({"type": "reject", "text": error.sentence, "field": ""})

    def _soon(self, act: Callable[[], None]) -> None:
        """Act when Python has a quiet moment, in the kernel's own thread; at once where there is no loop."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(act)
        elif act is not None and threading.current_thread() is threading.main_thread():
            act()

    def _later(self, name: str, seconds: float, act: Callable[[], None]) -> None:
        """Act after a pause in which the same was not asked for again."""
        if self._loop is None or not self._stops:
            return
        waiting = self._timers.pop(name, None)
        if waiting is not None:
            waiting.cancel()
        self._timers[name] = self._loop.call_later(seconds, act)


def _rounded(places: Mapping[str, Iterable[float]]) -> dict[str, tuple[float, float]]:
    return {id: (round(x, 1), round(y, 1)) for id, (x, y) in places.items()}


def _moved(events: object) -> list[str]:
    """Return the ids of what a page's events had moved."""
    moved: list[str] = []
    for event in events if isinstance(events, list) else []:
        to = event.get("to") if isinstance(event, dict) else None
        if isinstance(to, dict):
            moved.extend(to)
    return moved
