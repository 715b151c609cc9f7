"""Sheets: widgets of words and forms. Python says what stands there as plain data, one script draws it.

What is written in a form stays in the page until Python has kept it; what is pressed is a method ``act_<name>`` of the
sheet. So a new sheet is Python alone, and its still, its keys and its words for a screen reader come with it.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from sourcenet import words
from sourcenet.errors import BadValue, SourcenetError
from sourcenet.model.network import SourceNetwork
from sourcenet.safety import LIMITS, clean_text
from sourcenet.widgets.blocks import Block
from sourcenet.widgets.frontend import sheet_css, sheet_js
from sourcenet.widgets.living import STILL_AFTER, Living
from sourcenet.widgets.sheet_still import sheet_html
from sourcenet.widgets.still import Still
from sourcenet.widgets.told import clock, shipped
from sourcenet.words import _

__all__ = ["Done", "Form", "Sheet", "one_of_pages"]

_log = logging.getLogger(__name__)
#: The most that a page may send at once, in characters of its form.
_MOST = 6_000_000
#: What was written in a form, by the name of the field; ticked things as a list.
Form = Mapping[str, Any]


class Done(NamedTuple):
    """What an act of a sheet led to.

    Attributes
    ----------
    say
        What is said aloud, in a sentence.
    focus
        Where the focus goes: the key of a heading, a button or a form; empty where it stays.
    kept
        False where the form keeps what is written in it.
    """

    say: str = ""
    focus: str = ""
    kept: bool = True


class Sheet(Living):
    """A widget of words and forms on a network; it follows whatever changes the network.

    A subclass says what stands there in :meth:`blocks`, and has a method ``act_<name>`` for each act. What such a
    method is given comes from a page: texts and numbers, and ``form`` for a form. It changes the network through its
    verbs, which refuse with a sentence, and returns a :class:`Done`.

    Parameters
    ----------
    network
        The network it is about.
    task
        What to do, in a sentence; it stands above everything.
    still
        False where nothing is to be left beside it.
    """

    #: What it is called, under the learner's question; in English, translated when it is shown.
    title: ClassVar[str] = ""

    def __init__(self, network: SourceNetwork, *, task: str = "", still: bool = True) -> None:
        self._page: dict[str, Any] = {}
        super().__init__(network, task=task, still=Still(network, self._still_html) if still else None)

    # -- what a sheet says for itself

    def blocks(self, network: SourceNetwork) -> list[Block]:
        """Return what stands in the sheet, made with the functions of :mod:`sourcenet.widgets.blocks`."""
        raise NotImplementedError

    def still_blocks(self, network: SourceNetwork) -> list[Block]:
        """Return what its still shows; the same where a sheet says nothing else."""
        return self.blocks(network)

    def heading(self, network: SourceNetwork) -> str:
        """Return the line on top: the learner's question."""
        return network.question or _("Your network")

    def act_undo(self) -> Done:
        """Take back the last act."""
        return Done(_("Undone: {what}").format(what=self.network.undo()))

    def act_redo(self) -> Done:
        """Bring back what was undone last."""
        return Done(_("Redone: {what}").format(what=self.network.redo()))

    # -- the page

    def _scripts(self) -> tuple[str, str]:
        return sheet_js(), sheet_css()

    def _state_text(self) -> str:
        if self._live and self._opening:
            return ""
        return json.dumps(self._whole_state(), separators=(",", ":"), ensure_ascii=False)

    def _whole_state(self) -> dict[str, Any]:
        if not self._live:
            return {}
        with self._guard:
            self._page = self._drawn()
            return {"page": self._page, "words": words.sentences(), "icons": shipped("icons.json")}

    def _drawn(self) -> dict[str, Any]:
        """Return the page as it should stand now."""
        network = self.network
        events = network.events
        kinds = network.vocabulary.kinds
        blocks = self.blocks(network)
        page = {
            "title": self.heading(network),
            "name": _(type(self).title),
            "task": self.task,
            "blocks": blocks,
            "undo": network.can_undo,
            "redo": network.can_redo,
            "saved": clock(events[-1].at) if events and network.kept else "",
            "kept": network.kept,
            "file": network.path.name if network.path else "",
        }
        marks = {name: [kinds[name].shape, kinds[name].glyph] for name in _kinds_in(blocks) if name in kinds}
        return {**page, "kinds": marks}

    def _still_html(self, network: SourceNetwork) -> str:
        with self._guard:
            return sheet_html(self.heading(network), _(type(self).title), self.task, self.still_blocks(network))

    def _receive(self, _widget: object, message: object, _buffers: object) -> None:
        """Do what a page asks for, and answer with the page as it stands then, or with a sentence."""
        if not isinstance(message, dict):
            return
        seq = message.get("seq")
        to = {"client": str(message.get("client") or "")[:32], "seq": seq if isinstance(seq, int) else 0}
        with self._guard:
            if message.get("type") == "all":
                self.send({"type": "page", **self._whole_state(), **to})
                return
            form = str(message.get("key") or "")[:200]
            try:
                done = self._do(message)
                self._page = self._drawn()
                self.send({"type": "page", "page": self._page, **done._asdict(), "key": form, **to})
            except SourcenetError as error:
                self.send({"type": "refused", "text": error.sentence, "field": error.field, "key": form, **to})
            except Exception:  # noqa: BLE001 - whatever goes wrong here, the page must get an answer
                _log.exception("What a page asked for could not be done.")
                fault = _("Something went wrong on our side, so this was not kept. Everything before it is.")
                self.send({"type": "refused", "text": fault, "field": "", "key": form, **to})
        self._soon(lambda: self._later("still", STILL_AFTER, self._redraw))

    def _do(self, message: Mapping[str, Any]) -> Done:
        method = getattr(self, f"act_{message.get('act')}", None)
        given, form = message.get("given") or {}, message.get("form")
        plain = isinstance(given, dict) and all(isinstance(one, (str, int, float, bool)) for one in given.values())
        if method is None or not plain:
            raise BadValue(_("The page asked for something that this version does not know. Run the cell again."))
        if form is None:
            return method(**given) or Done()
        return method(_written(form), **given) or Done()

    def _follow(self, change: object) -> None:
        """Show what was changed elsewhere; what is written in a form stays."""
        self._soon(lambda: self._later("page", 0.05, self._show))
        self._soon(lambda: self._later("still", STILL_AFTER, self._redraw))

    def _show(self) -> None:
        with self._guard:
            page = self._drawn()
            if page != self._page:
                self._page = page
                self.send({"type": "page", "page": page, "client": None, "seq": None})

    def _refuse(self, sentence: str) -> None:
        self.send({"type": "refused", "text": sentence, "field": "", "key": "", "client": None, "seq": None})

    def _redraw(self) -> None:
        # Drawn by the same thread that acts: a sheet keeps in itself what is open, and its words are soon written.
        if self._still is not None and self._still.is_shown:
            self._still.put(self._still.draw(self.network))


def one_of_pages(page: str, pages: tuple[str, ...]) -> str:
    """Return the page at which a sheet opens; raise BadValue where it has none of that name."""
    if page not in pages:
        raise BadValue(
            _("There is no page {page!r}. Write one of these: {pages}.").format(page=page, pages=", ".join(pages)),
            field="page",
        )
    return page


def _written(form: object) -> dict[str, Any]:
    """Return what was written in a form, cleaned: texts, and lists of texts where things are ticked."""
    if not isinstance(form, dict) or len(form) > 200:
        raise BadValue(_("The page asked for something that this version does not know. Run the cell again."))
    written: dict[str, Any] = {}
    for name, value in form.items():
        if isinstance(value, list):
            written[str(name)] = [clean_text(str(one), LIMITS["name"]) for one in value[:1000]]
        else:
            written[str(name)] = clean_text(str(value)[:_MOST])
    return written


def _kinds_in(blocks: list[Block]) -> set[str]:
    found: set[str] = set()
    for block in blocks:
        if block.get("is") == "heading" and "kind" in block:
            found.add(block["kind"])
        for part in ("inside", "main", "side", "fields", "items"):
            found |= _kinds_in([one for one in block.get(part, ()) if isinstance(one, dict)])
    return found
