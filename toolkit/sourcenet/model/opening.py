"""Opening a learner's network: where it is looked for, whose it is, what happens where nothing may be written."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from sourcenet.errors import CannotDo, SourcenetError, UnreadableFile
from sourcenet.model.fields import clean_source
from sourcenet.model.greeting import welcome
from sourcenet.model.joining import conflict_copies, lacking
from sourcenet.model.journal import Journal
from sourcenet.model.keeper import Keeper
from sourcenet.model.network import SourceNetwork
from sourcenet.model.vocabulary import Vocabulary, read_vocabulary, shipped_vocabulary
from sourcenet.safety import LIMITS, clean_text
from sourcenet.words import _, many

__all__ = ["CODE", "FILE", "open_network", "vocabulary_for"]

#: What a learner's journal is called.
FILE = "my-network.jsonl"
#: What ``NBGRADER_EXECUTION`` says where code is run for what it makes: a copy of the journal, which is written.
CODE = "code"
# A code has a figure in it; what has none is taken for a name, which signs nothing and is never handed in.
_CODE = re.compile(r"(?=\D*\d)[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_RANDOM = re.compile(r"l-[a-z0-9]{10}")  # the code of a learner who gave none
#: How many folders above the notebook are looked into.
_UP = 3


def open_network(
    path: str | os.PathLike[str] | None = None, *, learner: str = "", question: str = "", mine: bool = False
) -> SourceNetwork:
    """Open a learner's network, or begin one. Every change to it is kept at once.

    Without a path it is looked for where it is known to be: the file that ``SOURCENET_NETWORK`` names, the folder of
    the notebook, the folders above it, and the ``notebooks`` folder beside them. A copy that was handed in is
    passed over for the learner's own network. Only where there is none anywhere a new one begins, beside the
    notebook, with its first change.

    Parameters
    ----------
    path
        The journal's file.
    learner
        Who is working: a code such as ``"learner-07"``, or a name (it is kept apart, and never handed in).
    question
        What a new network is about; a network that has begun keeps its own.
    mine
        True to go on in a file that began as another learner's.

    Returns
    -------
    SourceNetwork
        The network; ``notes`` says what could not be read.

    Raises
    ------
    UnreadableFile
        The file is a folder, cannot be read, or was written by a newer sourcenet.
    CannotDo
        The file began as another learner's and ``mine`` is not said.
    """
    grading = bool(os.environ.get("NBGRADER_EXECUTION"))
    file = Path(path) if path is not None else _known_place(grading=grading)
    code, display = _who(learner)
    question = clean_source({"question": question}, shipped_vocabulary())["question"] if question else ""
    words, problem = vocabulary_for(file)
    kept = not grading or os.environ["NBGRADER_EXECUTION"] == CODE
    why_not = _why_not_kept(file) if kept else ""
    first = {name: text for name, text in (("question", question), ("display", display)) if text}
    keeper = Keeper(Journal(file, kept=kept and not why_not), words, learner=code, first=first)
    network = SourceNetwork(keeper)
    _refuse_others(network, code, display, mine=mine)
    network.extra_notes += [note for note in (problem, why_not, *_copies(network, file)) if note]
    network.welcome = welcome(network)
    return network


def _who(learner: str) -> tuple[str, str]:
    """Part what a learner gave into a code and a name: a code signs events, a name stands once."""
    given = clean_text(learner, LIMITS["name"])
    return (given, "") if not given or _CODE.fullmatch(given) else ("", given)


def _refuse_others(network: SourceNetwork, code: str, display: str, *, mine: bool) -> None:
    if mine or os.environ.get("NBGRADER_EXECUTION"):
        return
    state = network._keeper.state
    you, named = code or display, clean_text(state.display)
    code_there = "" if _RANDOM.fullmatch(state.beginner) else clean_text(state.beginner)
    known = {name.casefold() for name in (code_there, named) if name}
    beginner = named or code_there
    if you and known and you.casefold() not in known:
        raise CannotDo(
            _(
                "{file} was begun by {other}. To look at it, open it without learner=...; to go on in it as {you}, say "
                "open_network(..., learner=..., mine=True); to begin your own, give another file name."
            ).format(file=network.path.name if network.path else "", other=clean_text(beginner, 40), you=you)
        )


def _known_place(*, grading: bool) -> Path:
    here = Path.cwd()
    beside = here / FILE
    if grading:
        return beside
    named = os.environ.get("SOURCENET_NETWORK")
    if named:
        return Path(named).expanduser()
    places = [beside]
    folder = os.environ.get("SOURCENET_FOLDER")
    if folder:
        places.append(Path(folder) / FILE)
    for above in list(here.parents)[:_UP]:
        places += [above / FILE, above / "notebooks" / FILE]
    there = [place for place in places if os.path.isfile(place)]  # noqa: PTH113 - see _why_not_kept
    own = [place for place in there if not _was_handed_in(place)]
    if own:
        return own[0]
    if there and there[0] == beside:
        return beside
    # A new one begins where the learner's folder is known to be, so that all notebooks of it find it.
    if folder and Path(folder).is_dir():
        return Path(folder) / FILE
    # In an assignment's folder (its notebook bears its name) lies what is handed in; the network begins above it.
    assignment = (here / f"{here.name}.ipynb").is_file() and os.access(here.parent, os.W_OK)
    return here.parent / FILE if assignment else beside


def _was_handed_in(place: Path) -> bool:
    """Tell whether a journal is a copy made by handing in: its first line says so."""
    with contextlib.suppress(OSError), place.open("rb") as file:
        return b'"handed_in":"' in file.readline(4096)
    return False


def vocabulary_for(file: Path) -> tuple[Vocabulary, str]:
    """Return the vocabulary of a journal's folder, or of one above it, and why one there could not be read."""
    for folder in [file.absolute().parent, *list(file.absolute().parents)[1:_UP]]:
        words = folder / "vocabulary.toml"
        if os.path.isfile(words):  # noqa: PTH113 - a folder above that may not be entered has no words for us
            try:
                return read_vocabulary(words), ""
            except UnreadableFile as error:
                return shipped_vocabulary(), error.sentence
    return shipped_vocabulary(), ""


def _why_not_kept(file: Path) -> str:
    """Return why nothing can be written there; empty where it can."""
    folder = file.absolute().parent
    if os.path.isfile(file):  # noqa: PTH113 - unlike Path's, it raises nothing for a name that no file can have
        if os.access(file, os.W_OK):
            return ""
    elif os.path.exists(file) or (folder.is_dir() and os.access(folder, os.W_OK)):  # noqa: PTH110 - as above
        return ""
    elif not folder.is_dir():
        return _("Not kept: the folder {folder} is not there. Make it, then open the network again.").format(
            folder=folder
        )
    return _(
        "Not kept: {file} may not be written here. You can look and try things out; to keep them, copy the file to a "
        "folder of your own and open it there."
    ).format(file=file.name)


def _copies(network: SourceNetwork, file: Path) -> list[str]:
    notes = []
    for copy in conflict_copies(file):
        try:
            new = len(lacking(network, copy))
        except SourcenetError:
            continue
        if new:
            notes.append(
                many(
                    "{{copy}} is a copy of your network with {n} change that is not here. Nothing is lost: "
                    'network.join("{{copy}}") brings it in.',
                    "{{copy}} is a copy of your network with {n} changes that are not here. Nothing is lost: "
                    'network.join("{{copy}}") brings them in.',
                    new,
                ).format(copy=copy.name)
            )
    return notes
