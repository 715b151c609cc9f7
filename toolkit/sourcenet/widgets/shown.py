"""What all widgets of a network share: the way to the page and back, following what anybody changes, the still."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from anywidget import WidgetTrait

from sourcenet.drawing import layout
from sourcenet.errors import BadValue, SourcenetError
from sourcenet.model.keeper import Change
from sourcenet.model.network import ME, SourceNetwork
from sourcenet.widgets.living import SAY_AFTER, STILL_AFTER, Living
from sourcenet.widgets.still import Still
from sourcenet.widgets.told import Told, clock, no_collecting, state_of
from sourcenet.widgets.vis import library
from sourcenet.words import _

__all__ = ["Ask", "Shown"]

_log = logging.getLogger(__name__)
#: Up to here newcomers are placed at once when a cell adds them; above, when Python has a quiet moment.
_PLACE_AT_ONCE = 300
#: Answers a question of a page: given the network as it stands and what was asked.
Ask = Callable[[SourceNetwork, Mapping[str, Any]], dict[str, Any]]


class Shown(Living):
    """A widget that shows a network and follows it.

    Parameters
    ----------
    network
        The network to show.
    task
        What to do, in a sentence; it stands above the canvas.
    still
        What is left in the notebook, or None for nothing.
    """

    library = WidgetTrait().tag(sync=True)

    #: What a page can ask without changing anything: worked out beside the kernel's own thread.
    asks: ClassVar[Mapping[str, Ask]] = {}
    #: Up to so many sources what the network says is there with the first state.
    says_at_once: ClassVar[int] = _PLACE_AT_ONCE

    def __init__(self, network: SourceNetwork, *, task: str, still: Still | None) -> None:
        self._answers: list[dict[str, Any]] | None = None  # what goes out once a page's message is dealt with
        self._told = Told(network)
        self._read = False
        super().__init__(network, task=task, still=still, library=library())

    # -- what each widget says for itself

    def _says(self, network: SourceNetwork) -> Any:
        """Return what the network says, as the page is told it."""
        raise NotImplementedError

    def _more(self) -> dict[str, Any]:
        """Return what else belongs to the state of this widget."""
        return {}

    def _act(self, kind: str, message: Mapping[str, Any]) -> None:
        """Do what a page asks for."""
        if kind == "all":
            self._tell({"type": "all", "state": self._whole_state()})
        else:
            raise BadValue(_("The page asked for something that this version does not know. Load the page again."))

    def _large(self) -> bool:
        return len(self.network.plain().sources) > self.says_at_once

    def _whole_state(self) -> dict[str, Any]:
        """Return what stands now: asked for when the page opens, and again by every page that comes late."""
        if not self._live:
            return {}
        with self._guard, no_collecting():
            if not self._read:
                self._settle()
                self._read = True
            # In a large network the picture comes first: what it says can wait until it is there.
            waits = self._loop is not None and self._large()
            if waits:
                self._soon(lambda: self._later("says", SAY_AFTER, self._say))
            says: Any = [] if waits else self._says(self.network)
            return {**state_of(self._told, task=self.task, says=says), **self._more()}

    # -- from the page

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        """Answer a message of a page: with a patch, or with what stands and a sentence why it stays so."""
        if not isinstance(message, dict):
            return
        client, seq = str(message.get("client") or "")[:32], message.get("seq")
        events = message.get("events")
        if message.get("type") in self.asks:
            self._ask(message, {"client": client, "seq": seq if isinstance(seq, int) else 0})
            return
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

    def _ask(self, message: Mapping[str, Any], to: Mapping[str, Any]) -> None:
        """Answer a question that changes nothing, once every edit before it is answered."""
        kind = str(message["type"])
        question = {**message, "places": self._shown()}  # ours, whatever a page may say

        def failed(error: Exception) -> None:
            if isinstance(error, SourcenetError):
                self.send({"type": "answer", "ok": False, "text": error.sentence, "field": error.field, **to})
                return
            _log.error("A question of the page could not be answered.", exc_info=error)
            text = _("Something went wrong on our side, so this could not be worked out. Your network is as it was.")
            self.send({"type": "answer", "ok": False, "text": text, "field": "", **to})

        self._thinker.ask(
            f"{kind} {to['client']} {str(message.get('slot'))[:16]}",
            lambda network: self.asks[kind](network, question),
            lambda found: self.send({"type": "answer", "ok": True, **found, **to}),
            failed,
        )

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
        for name in ("says", "still"):  # what is being worked out is about the network as it was
            self._thinker.drop(name)
        self._soon(lambda: self._later("says", SAY_AFTER, self._say))
        self._soon(lambda: self._later("still", STILL_AFTER, self._redraw))

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

    def _say(self) -> None:
        def told(says: Any) -> None:
            self.send({"type": "says", "rev": self.network.revision, "says": says})

        self._thinker.ask("says", self._says, told)

    def _refuse(self, sentence: str) -> None:
        self._tell({"type": "reject", "text": sentence, "field": ""})


def _moved(events: object) -> list[str]:
    """Return the ids of what a page's events had moved."""
    moved: list[str] = []
    for event in events if isinstance(events, list) else []:
        to = event.get("to") if isinstance(event, dict) else None
        if isinstance(to, dict):
            moved.extend(to)
    return moved
