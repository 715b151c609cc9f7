"""Reading a file of any format into memory, and writing a network for another program."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet.errors import BadValue, UnreadableFile
from sourcenet.formats import csv, gexf, graphml, journal, nodelink, pairing, xlsx
from sourcenet.formats.giving import given_by
from sourcenet.formats.holding import lost_in
from sourcenet.formats.placing import lift
from sourcenet.formats.saving import load, save
from sourcenet.formats.sniffing import format_for_writing, named_format, sniff
from sourcenet.formats.taking import take_in
from sourcenet.model.network import SourceNetwork
from sourcenet.model.opening import vocabulary_for
from sourcenet.model.report import Report
from sourcenet.model.sharing import Shared, for_others
from sourcenet.words import _, many

if TYPE_CHECKING:
    from sourcenet.formats.foreign import Graph

__all__ = ["read", "write"]

FilePath = str | os.PathLike[str]
_READERS = {"json": nodelink.read, "graphml": graphml.read, "gexf": gexf.read, "xlsx": xlsx.read}
_WRITERS = {"json": nodelink.write, "graphml": graphml.write, "gexf": gexf.write, "xlsx": xlsx.write}


def read(path: FilePath | Sequence[FilePath], format: str | None = None, *, kind: str = "") -> SourceNetwork:
    """Read a file of another program, or a journal, into a network in memory; the file is only read.

    What was read, what stood twice, and what could not be read is in the network's ``report``, each with its place
    and reason. Bring it into a network of your own with ``network.include(...)``.

    Parameters
    ----------
    path
        The file. Of a CSV pair either of the two (``NAME-sources.csv`` finds ``NAME-connections.csv``), or both,
        in a list.
    format
        One of ``"journal"``, ``"json"``, ``"graphml"``, ``"gexf"``, ``"csv"``, ``"xlsx"``; None looks at what
        stands in the file.
    kind
        What the sources are of which the file says nothing, such as ``"person"``.

    Returns
    -------
    SourceNetwork
        In memory. The weights of another program are the connections' ``weight``; how much one relies on a
        connection is not in such a file.

    Raises
    ------
    UnreadableFile
        It is not there, is not whole, is of no format that is read, or holds more than a network does.
    BadValue
        There is no such format.
    UnknownKind
        There is no such kind.

    References
    ----------
    .. [1] Brandes, U., Eiglsperger, M., Herman, I., Himsolt, M., & Marshall, M. S. (2002). GraphML progress report.
       Graph Drawing 2001, LNCS 2265, 501-512.

    Examples
    --------
    >>> import sourcenet as sn, tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> report = sn.write(sn.load_example("first-steps"), folder / "first-steps.gexf")
    >>> network = sn.read(folder / "first-steps.gexf")
    >>> network
    SourceNetwork of 12 sources and 24 connections: Is it worth studying late at night?
    >>> network.report.skipped
    ()
    """
    asked = None if format is None else named_format(format)
    if isinstance(path, (list, tuple)):
        return _read_pair([Path(one) for one in path], kind)
    file = Path(path)  # type: ignore[arg-type]
    other = pairing.other_of(file) if asked in (None, "csv") else None
    if other is not None or (asked in (None, "csv") and not file.exists()):
        pair = pairing.pair_of(file)
        if pair is not None:
            return _read_pair(list(pair), kind)
    data = load(file)
    found = asked or sniff(data, file.name)
    words, problem = vocabulary_for(file)
    if found == "journal":
        return journal.read(file)
    graph = csv.read([(data, file.name)], file.name) if found == "csv" else _READERS[found](data, file.name)
    _finish(graph, file, found, problem)
    return take_in(graph, data, words, kind=kind)


def _finish(graph: Graph, file: Path, found: str, problem: str) -> None:
    if not graph.nodes and not graph.edges:
        graph.notes.append(_("There is no source in it."))
    if found in ("json", "graphml"):
        lift(graph.nodes)
    if problem:
        graph.notes.append(problem)
    if found == "csv":
        beside = pairing.looks_like_a_pair(file)
        if beside:
            graph.notes.append(
                _("Beside it lies {other}: read the two together with sn.read([“{file}”, “{other}”]).").format(
                    file=file.name, other=beside
                )
            )
    elif pairing.ends_otherwise(file, found):
        graph.notes.append(
            _("Its ending says something else, but it was read as what it is: {format}.").format(format=found)
        )


def _read_pair(files: list[Path], kind: str) -> SourceNetwork:
    if len(files) != 2:
        raise BadValue(_("A pair is two files: one of sources, one of connections."))
    contents = [(load(file), file.name) for file in files]
    for data, name in contents:
        if (found := sniff(data, name)) != "csv":
            raise UnreadableFile(_("{file} is {format}; a pair of tables is CSV.").format(file=name, format=found))
    words, problem = vocabulary_for(files[0])
    graph = csv.read(contents, ", ".join(name for _data, name in contents))
    graph.notes += [problem] if problem else []
    return take_in(graph, b"".join(data for data, _name in contents), words, kind=kind)


def write(network: SourceNetwork, path: FilePath, format: str | None = None, *, people: bool = False) -> Report:
    """Write a network for another program, or as a journal; whole, or not at all.

    What leaves the learner's own file is cleaned as for handing in: without private sources, people one knows by
    initials unless their consent is noted, without the learner's name.

    Parameters
    ----------
    network
        The network; it is not changed.
    path
        The file. ``NAME.csv`` becomes two: ``NAME-sources.csv`` and ``NAME-connections.csv``. A file that is there
        is replaced, but never a journal that holds anything else.
    format
        One of ``"journal"``, ``"json"``, ``"graphml"``, ``"gexf"``, ``"csv"``, ``"xlsx"``; that of the ending
        where None.
    people
        True writes everything of one's own: private sources and the names of people too. For oneself alone.

    Returns
    -------
    Report
        What was written, what the format does not hold, and what stayed behind.

    Raises
    ------
    NotKept
        It cannot be written there; what was there before stands.
    BadValue
        There is no such format, or the ending is that of none.

    Examples
    --------
    >>> import sourcenet as sn, tempfile, pathlib
    >>> report = sn.write(sn.load_example("first-steps"), pathlib.Path(tempfile.mkdtemp()) / "mine.graphml")
    >>> report.sources, report.connections, report.files
    (12, 24, ('mine.graphml',))
    """
    file = Path(path)
    chosen = format_for_writing(file, format)
    shared: Shared | None = None
    giving = network
    if not people:
        giving, shared = for_others(network)
    given = given_by(giving, lists=chosen == "json")
    files: tuple[Path, ...] = (file,)
    notes = [*lost_in(chosen, giving, given), *(_of_people(network) if shared is None else _left(shared))]
    if chosen == "journal":
        notes += _write_journal(network, giving, file)
    elif chosen == "csv":
        files = pairing.names_for(file)
        save(dict(zip(files, csv.write(given), strict=True)))
    else:
        save({file: _WRITERS[chosen](given)})
    names = tuple(one.name for one in files)
    return Report("written", names, chosen, len(given.sources_only), len(given.connections), notes=tuple(notes))


def _write_journal(network: SourceNetwork, giving: SourceNetwork, file: Path) -> list[str]:
    if (
        network.kept
        and network.path is not None
        and network.path.exists()
        and file.exists()
        and file.samefile(network.path)
    ):
        return [_("This is the network's own file: everything is kept there already.")]
    events = giving.events
    if not journal.refuse_to_overwrite(file, events):
        save({file: journal.write(events)})
    return []


def _left(shared: Shared) -> list[str]:
    said = []
    if shared.withheld:
        said.append(
            many("{n} private source stayed with you.", "{n} private sources stayed with you.", shared.withheld)
        )
    if shared.people:
        said.append(
            _(
                "People you know go by initials: {people}. Note their consent to keep a name, or say people=True for a file of your own."
            ).format(people=_listed(shared.people))
        )
    if shared.as_written:
        said.append(_("These people go along as they are written: {people}.").format(people=_listed(shared.as_written)))
    return said


def _of_people(network: SourceNetwork) -> list[str]:
    private = sum(source.private for source in network.sources)
    people = sum(source.kind == "person" or source.known for source in network.sources)
    if not private and not people:
        return []
    return [
        _("Everything is in it: {private} and {people}, with their names. Keep it to yourself.").format(
            private=many("{n} private source", "{n} private sources", private),
            people=many("{n} person", "{n} people", people),
        )
    ]


def _listed(names: Sequence[str]) -> str:
    return ", ".join([*names[:12], *(["..."] if len(names) > 12 else [])])
