"""Who handed something in: real folders only, odd names told, nothing followed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sourcenet.errors import CannotDo
from sourcenet.marking.judged import Outcome
from sourcenet.words import _

__all__ = ["Pile", "list_pile"]

#: The longest id that the gradebook's table of students holds.
_LONGEST = 128


@dataclass(frozen=True, slots=True)
class Pile:
    """The submissions that can be opened, by learner, and what became of the others."""

    learners: tuple[str, ...]
    refused: tuple[Outcome, ...]


def list_pile(course: Path, assignment: str, only: frozenset[str] | None = None) -> Pile:
    """List who handed in an assignment.

    Parameters
    ----------
    course
        The course's folder; submissions lie in ``submitted/<learner>/<assignment>``.
    assignment
        The assignment's name.
    only
        The learners it is about; everybody where None.

    Raises
    ------
    CannotDo
        Nobody handed it in, or somebody asked for did not.
    """
    folder = course / "submitted"
    try:
        with os.scandir(folder) as entries:
            found = sorted(
                ((entry.name, entry.is_symlink(), entry.is_dir()) for entry in entries), key=lambda one: one[0]
            )
    except OSError:
        found = []
    learners, refused = [], []
    for name, is_link, is_folder in found:
        if not is_folder or (only is not None and name not in only) or (name.startswith(".") and not is_link):
            continue
        state = _state(folder / name / assignment)
        if state == "nothing":
            continue
        why = _refusal(name, is_link or state == "link", state)
        if why:
            refused.append(Outcome(_shown(name), "failed", why))
        else:
            learners.append(name)
    _must_find(assignment, learners, refused, only)
    return Pile(tuple(learners), tuple(refused))


def _state(path: Path) -> str:
    try:
        if path.is_symlink():
            return "link"
        return "folder" if path.is_dir() else "file" if path.exists() else "nothing"
    except (OSError, ValueError):  # a name that the file system cannot look up
        return "nothing"


def _refusal(name: str, is_link: bool, state: str) -> str:
    """Say why a folder is not opened; empty where it is."""
    if is_link:
        return _("The folder is a link to another place, and links are not followed. Put the files themselves there.")
    if state == "file":
        return _("What lies in place of the folder is a file. Put it into a folder with the name of the assignment.")
    if not name.isprintable() or len(name) > _LONGEST or name.startswith("."):
        return _(
            "The folder's name cannot be a learner's id: it must be visible characters, {most} at most, and not begin with a dot. Rename it."
        ).format(most=_LONGEST)
    return ""


def _shown(name: str) -> str:
    """Write a name so that it can be shown and printed whatever is in it."""
    visible = name if name.isprintable() else name.encode("ascii", "backslashreplace").decode("ascii")
    visible = "".join(one if one.isprintable() else f"\\x{ord(one):02x}" for one in visible)
    return visible if len(visible) <= _LONGEST else visible[: _LONGEST - 1] + "…"


def _must_find(assignment: str, learners: list[str], refused: list[Outcome], only: frozenset[str] | None) -> None:
    if only is not None:
        missing = sorted(only - {*learners, *(one.learner for one in refused)})
        if missing:
            raise CannotDo(
                _(
                    "Nothing was handed in for {name} by: {learners}. Look into submitted/ for how they are spelt."
                ).format(name=assignment, learners=", ".join(_shown(one) for one in missing))
            )
    elif not learners and not refused:
        raise CannotDo(
            _(
                "Nobody has handed in {name}: there is no folder submitted/<learner>/{name} in the course. Put the files "
                "there, or bring an LMS's zip: sourcenet mark collect ZIP {name}"
            ).format(name=assignment)
        )
