"""What ``sn.page`` gives: one HTML file to hand out, in which a network can be looked at, walked through and searched."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.drawing.placing import layout
from sourcenet.errors import BadValue, NotKept
from sourcenet.model.sharing import given_to_others, without_consents
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.model.network import SourceNetwork

__all__ = ["Page", "page"]

#: So many names are listed in what is said about a page.
_LISTED = 12
_PEOPLE = ("consent", "initials")


@dataclass(frozen=True, slots=True)
class Page:
    """What was written, and what stayed out of it.

    Attributes
    ----------
    path
        The file.
    sources, connections
        How many are in it.
    withheld
        How many private sources are not.
    people
        The initials that stand for people whom the learner knows.
    as_written
        People who are in it as the learner wrote them: a role, a public name, or a name with consent.
    """

    path: Path
    sources: int
    connections: int
    withheld: int = 0
    people: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()

    def sentences(self) -> list[str]:
        """Return what was written and what stayed out, in sentences."""
        said = [
            _("Written to {path}: {sources} and {connections}. Open it in a browser; it needs no network.").format(
                path=self.path,
                sources=many("{n} source", "{n} sources", self.sources),
                connections=many("{n} connection", "{n} connections", self.connections),
            )
        ]
        if self.withheld:
            said.append(many("{n} private source is not in it.", "{n} private sources are not in it.", self.withheld))
        if self.people:
            said.append(_("People you know go by initials: {people}.").format(people=_listed(self.people)))
        if self.as_written:
            said.append(
                _(
                    "These people are in it as you wrote them: {people}. Look whether that is meant for everybody."
                ).format(people=_listed(self.as_written))
            )
        return said

    def __repr__(self) -> str:
        return "\n".join(self.sentences())

    def _repr_html_(self) -> str:
        first, *rest = self.sentences()
        lines = "".join(f"<p style='margin:2px 0'>{escape(line)}</p>" for line in rest)
        return f"<div class='sn-receipt'><strong>{escape(first)}</strong>{lines}</div>"


def _listed(names: tuple[str, ...]) -> str:
    rest = len(names) - _LISTED
    return ", ".join([*names[:_LISTED], *([many("{n} more", "{n} more", rest)] if rest > 0 else [])])


def page(network: SourceNetwork, path: str | Path, *, people: str = "consent", overwrite: bool = False) -> Page:
    """Write a network as one HTML file to hand out: it opens offline, on a phone or a computer, and can be explored.

    Whoever opens it can walk from source to source by mouse, touch or keyboard, read each one's card with the reasons
    of its connections, search, and hide what is not wanted. Two tables say the same in words, and where scripts are
    blocked a still picture and the tables are there. Nothing in it is loaded from elsewhere, and it may send nothing.

    A page goes where its readers take it, so private sources are not in it, their names go out of other texts, and
    people whom the learner knows go by initials or by the role that was written, as in what is handed in.

    Parameters
    ----------
    network
        The network to show, as it stands on ``network.today``: the same network gives the same file.
    path
        Where to write it; the name ends in ``.html``.
    people
        ``"consent"``: of people whom the learner knows, those whose consent is noted keep their name, as in the
        picture. ``"initials"``: nobody whom the learner knows does.
    overwrite
        True to write over a file that is not a page of this toolkit. Its own pages are written anew without asking.

    Returns
    -------
    Page
        The path, what is in it, and what stayed out; shows itself as sentences.

    Raises
    ------
    BadValue
        The name does not end in ``.html``, ``people`` is another word, or another file would be written over.
    CannotDo
        pyvis is missing, or is not the version that this toolkit was tried with.
    NotKept
        The file may not be written.

    Examples
    --------
    >>> import sourcenet as sn, tempfile
    >>> made = sn.page(sn.load_example("first-steps"), tempfile.mkdtemp() + "/network.html")
    >>> made.sources, made.connections, made.path.name
    (12, 24, 'network.html')
    """
    if people not in _PEOPLE:
        raise BadValue(
            _(
                'people="{people}" is not one of: consent, initials. A name of somebody you know is in a page only'
                ' where their consent is noted: network.edit(source, consent="asked in October").'
            ).format(people=people),
            field="people",
        )
    target = _target(path, overwrite=overwrite)
    if people == "initials":
        network = without_consents(network)
    withheld = sum(source.private for source in network.sources)
    shown, shared = given_to_others(network)
    connections, html = _made(shown, withheld)
    _write(target, html)
    return Page(target, len(shown.sources), connections, withheld, shared.people, shared.as_written)


def _made(network: SourceNetwork, withheld: int) -> tuple[int, str]:
    """Let pyvis make it, and put our drawing into it; return how many connections it holds, and the text."""
    from sourcenet.drawing.by_pyvis import made_by_pyvis
    from sourcenet.drawing.page_data import edges_of, embedded, nodes_of, state_of
    from sourcenet.drawing.page_markup import html_of

    places = layout(network)
    library, nodes, edges = made_by_pyvis(nodes_of(network, places), edges_of(network))
    data = embedded({"state": state_of(network), "nodes": nodes, "edges": edges})
    return len(edges), html_of(network, places, withheld=withheld, library=library, data=data)


def _target(path: str | Path, *, overwrite: bool) -> Path:
    """Say where to write, or why not there."""
    from sourcenet.drawing.page_markup import MADE_BY

    target = Path(path)
    if target.suffix.lower() != ".html":
        raise BadValue(
            _('"{name}" was not written. A page is one file whose name ends in .html, such as network.html.').format(
                name=target.name or str(target)
            ),
            field="path",
        )
    if target.is_dir():
        raise BadValue(_('"{name}" is a folder. Give the name of a file in it.').format(name=target.name), field="path")
    if overwrite or not target.exists():
        return target
    try:
        with target.open("rb") as file:
            ours = MADE_BY.encode() in file.read(1000)
    except OSError:
        ours = False
    if not ours:
        raise BadValue(
            _(
                '"{name}" is there already and is not a page that sourcenet made. Give another name, or write over it'
                " with overwrite=True."
            ).format(name=target.name),
            field="path",
        )
    return target


def _write(target: Path, html: str) -> None:
    """Write the file whole or not at all: a page that was there stands until the new one is complete."""
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.write_bytes(html.encode("utf-8"))
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise NotKept(
            _('"{name}" could not be written here ({why}). Choose another folder.').format(
                name=target.name, why=error.strerror
            )
        ) from error
