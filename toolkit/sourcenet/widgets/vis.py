"""vis-network for the page, shipped once: a widget without a view that hands it to the widgets that draw."""

from __future__ import annotations

import threading

import anywidget

from sourcenet.widgets.frontend import vis_js

__all__ = ["VisLibrary", "library"]

_lock = threading.Lock()
_kept: dict[str, VisLibrary] = {}


class VisLibrary(anywidget.AnyWidget):
    """Hand vis-network to other widgets in the page; it shows nothing of its own.

    A canvas reaches it by a `WidgetTrait` and ``host.getWidget``, so that half a megabyte of script travels
    once however many Builders there are.
    """

    def __init__(self) -> None:
        self._esm = vis_js() or "export default {};"
        super().__init__()


def library() -> VisLibrary | None:
    """Give the one library of this kernel, making it when it is first asked for.

    Returns
    -------
    VisLibrary or None
        None where the installed pyvis does not hold the file that was tried; the page then works without a
        canvas.
    """
    if vis_js() is None:
        return None
    with _lock:
        kept = _kept.get("vis")
        if kept is None or kept.comm is None:  # closed by ``Widget.close_all()``
            kept = _kept["vis"] = VisLibrary()
        return kept
