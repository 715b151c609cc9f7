"""What a widget leaves behind in the notebook: a picture and a table that need neither Python nor scripts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from sourcenet.model.network import SourceNetwork

__all__ = ["Still", "display_room", "still_html"]

_log = logging.getLogger(__name__)
_EMPTY = '<div class="sn-still"></div>'


def still_html(network: SourceNetwork) -> str:
    """Draw a network as HTML without scripts: hidden while the widget lives, there on paper and the next day.

    Parameters
    ----------
    network
        The network to draw; at most 150 sources are drawn and 200 rows listed.

    Returns
    -------
    str
        HTML in which every text of the learner is escaped.
    """
    from sourcenet import drawing

    return f'<div class="sn-still">{drawing.picture(network, tables=True)._repr_html_()}</div>'


def display_room() -> Any:
    """Return IPython's room for showing things; it carries no types."""
    import IPython.display

    return IPython.display


class Still:
    """The still beside a widget, kept up to date as long as the notebook is open.

    Parameters
    ----------
    network
        The network to draw.
    html
        What draws it.
    """

    def __init__(self, network: SourceNetwork, html: Callable[[SourceNetwork], str] = still_html) -> None:
        self.network, self._html = network, html
        self._handle: Any = None
        self._drawn = ""

    @property
    def is_shown(self) -> bool:
        """Whether it stands in a notebook."""
        return self._handle is not None

    def draw(self, network: SourceNetwork) -> str:
        """Draw it; where that fails, what stood before is given back."""
        try:
            return self._html(network)
        except Exception:  # noqa: BLE001 - without its still the widget works all the same
            _log.exception("The still picture could not be drawn.")
            return self._drawn or _EMPTY

    def show(self, *, now: bool = True) -> None:
        """Show the still as an output of the cell that runs.

        Parameters
        ----------
        now
            False where drawing it would keep the widget waiting: then :meth:`put` brings it a little later. Until
            then an empty text keeps its place: any HTML would make JupyterLab load MathJax at once.
        """
        room = display_room()
        self._drawn = self.draw(self.network) if now else ""
        shown = room.HTML(self._drawn) if now else {"text/plain": ""}
        self._handle = room.display(shown, raw=not now, display_id=True)

    def put(self, drawn: str) -> None:
        """Put what was drawn anew where it was shown, if it looks any different."""
        if self._handle is not None and drawn != self._drawn:
            self._drawn = drawn
            self._handle.update(display_room().HTML(drawn))
