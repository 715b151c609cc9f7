"""Working things out beside the kernel's own thread, so that no edit waits for a sentence about the last one."""

from __future__ import annotations

import logging
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

from sourcenet.model.network import SourceNetwork

if TYPE_CHECKING:
    import asyncio
    import datetime as dt

__all__ = ["Thinker"]

_log = logging.getLogger(__name__)
#: The copies that are thought about, by the network that they are of: read and written by the one worker alone.
_copies: weakref.WeakKeyDictionary[SourceNetwork, tuple[int, dt.date, SourceNetwork]] = weakref.WeakKeyDictionary()


@cache
def _pool() -> ThreadPoolExecutor:
    """One worker for all widgets of a kernel: two would only take each other's turns."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="sourcenet-thinks")


class Thinker:
    """Work things out about one network; what is asked for again before it is done is dropped.

    Parameters
    ----------
    network
        The network to think about. The work sees a copy of it, as it stood when it was asked for.
    loop
        The kernel's loop, in which answers are handed over; None where there is none: then all is done at once.
    """

    def __init__(self, network: SourceNetwork, loop: asyncio.AbstractEventLoop | None) -> None:
        self.network, self.loop = network, loop
        self._turns: dict[str, int] = {}

    def drop(self, name: str) -> None:
        """Whatever is being worked out under this name is not wanted any more."""
        self._turns[name] = self._turns.get(name, 0) + 1

    def ask(
        self,
        name: str,
        work: Callable[[SourceNetwork], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Work something out, and hand over what was found in the kernel's own thread.

        Parameters
        ----------
        name
            What it is: a later question of the same name takes its place.
        work
            Given a network that nobody else changes; it returns what was found.
        done
            Told what was found, unless the same was asked for again.
        failed
            Told what went wrong; it is written to the log where nobody is.
        """
        self.drop(name)
        turn, loop = self._turns[name], self.loop

        def finish(act: Callable[[Any], None], found: Any) -> None:
            if self._turns.get(name) == turn:
                act(found)

        def think(network: Callable[[], SourceNetwork]) -> tuple[Callable[[Any], None], Any] | None:
            try:
                copy = network()
                if self._turns.get(name) != turn:  # the next edit came while the copy was made
                    return None
                return done, work(copy)
            except Exception as error:  # noqa: BLE001 - the worker must live on, and whoever asked must hear of it
                if failed is None:
                    _log.exception("Something about the network could not be worked out: %s.", name)
                    return None
                return failed, error

        if loop is None:
            self._hand(think(lambda: self.network), finish)
            return
        seen = self._seen()

        def run() -> None:
            if self._turns.get(name) != turn or loop.is_closed():
                return
            found = think(lambda: _copy_of(self.network, *seen))
            if found is not None and not loop.is_closed():
                loop.call_soon_threadsafe(finish, *found)

        try:
            _pool().submit(run)
        except RuntimeError:  # a Python without threads, as in a browser: then in the loop, when it is next free
            loop.call_soon(run)

    @staticmethod
    def _hand(
        found: tuple[Callable[[Any], None], Any] | None, finish: Callable[[Callable[[Any], None], Any], None]
    ) -> None:
        if found is not None:
            finish(*found)

    def _seen(self) -> tuple[int, dt.date, dict[str, Any]]:
        """Take hold of what stands now: events are never changed, so the copy itself can be made elsewhere."""
        network = self.network
        given = {
            "question": network.question,
            "learner": network.learner,
            "vocabulary": network.vocabulary,
            "events": network.events,
            "today": network.today,
        }
        return network.revision, network.today, given


def _copy_of(network: SourceNetwork, revision: int, today: dt.date, given: dict[str, Any]) -> SourceNetwork:
    held = _copies.get(network)
    if held is not None and held[:2] == (revision, today):
        return held[2]
    copy = SourceNetwork.in_memory(**{**given, "events": [event.copy() for event in given["events"]]})
    _copies[network] = revision, today, copy
    return copy
