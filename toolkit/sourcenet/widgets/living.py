"""What every widget shares: the way to the page and back, the still beside it, and doing things a little later."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import Callable
from typing import Any

import anywidget
import traitlets as t

from sourcenet.errors import SourcenetError
from sourcenet.model.network import SourceNetwork
from sourcenet.widgets.still import Still, display_room
from sourcenet.widgets.thinking import Thinker
from sourcenet.widgets.watching import FileWatch

__all__ = ["SAY_AFTER", "STILL_AFTER", "Living"]

#: Seconds after the last change until what the network says, and the still, are made anew.
SAY_AFTER, STILL_AFTER = 0.4, 2.5
#: Widgets by the notebook cell that shows them: running the cell again replaces them.
_shown: dict[str, Living] = {}


class Living(anywidget.AnyWidget):
    """A widget on a network, as long as the notebook is open.

    Parameters
    ----------
    network
        The network that it is about.
    task
        What to do, in a sentence; it stands above everything.
    still
        What is left in the notebook, or None for nothing.
    """

    # One text, not a tree: ipywidgets walks through every branch of a tree, in Python and again in the page. It goes
    # as bytes: within a message's JSON it would be escaped, signed and read on its way by all who hand it on.
    state = t.Unicode().tag(sync=True, to_json=lambda _value, widget: widget._state_text().encode() or "")

    def __init__(self, network: SourceNetwork, *, task: str, still: Still | None, **traits: Any) -> None:
        self.network = network
        self.task = task
        self._live = not os.environ.get("NBGRADER_EXECUTION")
        self._guard = threading.RLock()
        self._still = still
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
        self._thinker = Thinker(network, self._loop)
        # With a loop the page is opened first: it loads its scripts while Python reads the network.
        self._opening, self._given = self._loop is not None, self._loop is None
        self._esm, self._css = self._scripts()
        super().__init__(**traits)
        self._opening = False
        self._soon(self._give)
        self.on_msg(self._receive)
        self._stops.append(network.watch(self._follow))
        if network.path is not None and network.kept:
            watch = FileWatch(network.path, lambda: self._soon(self._look_at_file))
            self._stops.append(watch.stop)

    # -- what each widget says for itself

    def _scripts(self) -> tuple[str, str]:
        """Return script and style of the page side."""
        raise NotImplementedError

    def _whole_state(self) -> dict[str, Any]:
        """Return what stands now: asked for when the page opens, and again by every page that comes late."""
        raise NotImplementedError

    def _receive(self, widget: object, message: object, buffers: object) -> None:
        """Answer a message of a page."""
        raise NotImplementedError

    def _follow(self, change: Any) -> None:
        """Tell the pages what was changed, by whomever."""
        raise NotImplementedError

    def _refuse(self, sentence: str) -> None:
        """Tell the pages what could not be done, where nobody asked for anything."""
        raise NotImplementedError

    def _large(self) -> bool:
        """Whether the still would keep the page waiting."""
        return False

    # -- what Jupyter asks for

    def open(self) -> None:
        """Open the way to the page; while a notebook is graded there is none, and nothing is stored."""
        if self._live:
            super().open()

    def close(self) -> None:
        """Let go of the network and of the page."""
        if not hasattr(self, "_stops"):  # what it was given was refused, so it never began
            return
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
        large = self._live and self._loop is not None and self._large()
        self._still.show(now=not large)
        if large:
            self._soon(lambda: self._later("still", STILL_AFTER, self._redraw))

    def _replace_older(self) -> None:
        """Close the widget that this cell showed before: nobody sees it any more, and it would go on listening."""
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

    def _redraw(self) -> None:
        if self._still is not None and self._still.is_shown:
            self._thinker.ask("still", self._still.draw, self._still.put)

    # -- when

    def _look_at_file(self) -> None:
        try:
            self.network.refresh()
        except SourcenetError as error:
            with self._guard:
                self._refuse(error.sentence)

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
