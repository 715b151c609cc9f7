"""What ``sn.picture`` gives: the still, its words, and both as something that a notebook can show and a person can save."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.drawing.describe import describe
from sourcenet.drawing.markup import el, words
from sourcenet.drawing.overlaying import overlay, without_slips
from sourcenet.drawing.rendering import write_file, write_png
from sourcenet.drawing.scene import DRAWN, FULL, NAMED
from sourcenet.drawing.still import draw
from sourcenet.drawing.tables import differences_of, tables_of
from sourcenet.errors import BadValue
from sourcenet.model.sharing import shown_to_others
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.drawing.structure import Point
    from sourcenet.model.network import SourceNetwork

__all__ = ["Picture", "picture", "picture_of"]

# Each display gets ids of its own, so that the same still may stand twice in one page.
_shown = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Picture:
    """A network standing still.

    Attributes
    ----------
    svg
        The picture as one SVG element: 640 px wide, on white paper, safe wherever markup is.
    description
        Three sentences for those who do not see it.
    note
        What is not drawn, or drawn without its name; empty where nothing is left out.
    tables
        The tables of connections and sources, as markup; empty where they were not asked for.
    """

    svg: str
    description: str
    note: str = ""
    tables: str = ""

    def __repr__(self) -> str:
        return f"Picture: {self.description}"

    def _repr_html_(self) -> str:
        ids = re.search(r'<title id="(sn[0-9a-f]+)t"', self.svg)
        svg = self.svg.replace(ids[1], f"{ids[1]}x{next(_shown)}") if ids else self.svg
        svg = svg.replace(
            "<svg ", '<svg style="display:block;width:640px;max-width:100%;min-width:560px;height:auto" ', 1
        )
        paper = el(
            "div",
            svg,
            style="overflow-x:auto;background:#fff",
            tabindex="0",
            role="group",
            aria_label=_("Picture"),
            data_lm_suppress_shortcuts="true",
        )
        said = el(
            "details",
            el("summary", words(_("The picture in words")), data_lm_suppress_shortcuts="true"),
            el("p", words(self.description)),
        )
        return el("figure", paper, said, class_="sn-still", style="margin:0;max-width:640px") + self.tables

    def save(self, path: str | Path) -> Path:
        """Write the picture into a file.

        Parameters
        ----------
        path
            A name that ends in ``.svg`` or, where something that draws SVG is installed, ``.png``.

        Returns
        -------
        Path
            Where it was written.

        Raises
        ------
        BadValue
            The name ends otherwise.
        NotKept
            The file may not be written.
        CannotDo
            Nothing that could draw a PNG is installed; the sentence says what to do instead.
        """
        target = Path(path)
        if target.suffix.lower() == ".png":
            return self.png(target)
        if target.suffix.lower() != ".svg":
            raise BadValue(
                _('"{name}" was not written. A picture can be kept as .svg or .png.').format(name=target.name),
                field="path",
            )
        return write_file(target, (self.svg + "\n").encode())

    def png(self, path: str | Path) -> Path:
        """Write the picture as PNG, twice as fine as on the screen; see :meth:`save`."""
        return write_png(self.svg, Path(path))


def picture(network: SourceNetwork, *, tables: bool = False, since: str | dt.date | None = None) -> Picture:
    """Draw a network as a still picture, safe to show, to print and to send.

    The same network gives the same picture everywhere, so that student and
    marker look at the same evidence. A picture stays in the notebook and goes
    where that goes: private sources are not drawn, and people whom the learner
    knows have initials, as in what is handed in.

    Parameters
    ----------
    network
        The network to draw; of more than 150 sources those with most connections.
    tables
        Whether the tables of connections, with their reasons, and of sources stand below it.
    since
        An earlier day, such as ``"2026-09-03"``: then what is new since has a ring, what is no longer
        there is dashed where it stood, the legend says so, and the description and the table tell the
        difference.

    Returns
    -------
    Picture
        Shows itself in a notebook; ``.svg``, ``.description`` and ``.save(path)`` for elsewhere.

    Raises
    ------
    BadValue
        The day is none, or later than the network's last.

    Examples
    --------
    >>> import sourcenet as sn
    >>> still = sn.picture(sn.load_example("first-steps"))
    >>> still.svg[:4]
    '<svg'
    >>> print(sn.picture(sn.load_example("first-steps"), since="2026-09-22").description)
    On 22 September 2026 the network had 9 sources and 19 connections; on 1 October 2026 it has 12 sources and 24 connections. New: 3 sources (subject librarian, PubMed and Cochrane Library) and 5 connections. Nothing went, and nothing changed.
    """
    network, withheld = shown_to_others(network)
    if since is not None:
        return _then_and_now(without_slips(network), since, withheld, tables=tables)
    still = picture_of(network, withheld)
    return replace(still, tables=tables_of(network, withheld)) if tables else still


def picture_of(network: SourceNetwork, withheld: int, places: Mapping[str, Point] | None = None) -> Picture:
    """Draw a network that holds only what others may see; so many private sources are not in it.

    ``places`` is what :func:`layout` gave, where that is known already.
    """
    note, description = _left_out(network, withheld), describe(network)
    return Picture(draw(network, description=description, note=note, places=places), description, note)


def _then_and_now(network: SourceNetwork, since: str | dt.date, withheld: int, *, tables: bool) -> Picture:
    """Draw a network over what it was: private sources are in neither."""
    beside = overlay(network, since)
    note, description = _left_out(beside.network, withheld), beside.comparison.text
    svg = draw(network, description=description, note=note, beside=beside)
    return Picture(svg, description, note, differences_of(beside.comparison) if tables else "")


def _left_out(network: SourceNetwork, withheld: int) -> str:
    count = len(network.sources)
    said = []
    if withheld:
        said.append(many("{n} private source is not drawn.", "{n} private sources are not drawn.", withheld))
    if count > DRAWN:
        said.append(
            _(
                "Drawn are the {drawn} sources with most connections; {rest} others and their connections are not."
            ).format(drawn=DRAWN, rest=count - DRAWN)
        )
    if count > FULL:
        said.append(
            _(
                "The {named} sources with most connections have their names, the others a number with its key below."
            ).format(named=NAMED)
        )
    return " ".join(said)
