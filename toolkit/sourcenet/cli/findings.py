"""What ``sourcenet doctor`` looks at: one small function a question, each with what to do about the answer."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sourcenet import shipped
from sourcenet.words import _, many

if TYPE_CHECKING:
    from packaging.markers import Marker

__all__ = ["CHROMIUMS", "Finding", "findings"]

#: Names under which a system may have Chromium; browser tests use the first that is there.
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_EXTRAS = {"marking": _("packages for marking"), "dev": _("packages for tests")}


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Parameters
    ----------
    what
        The thing.
    state
        ``ok``; ``missing`` (a student cannot work without it); ``note`` (only marking or testing needs it).
    found
        What is there.
    do
        What to do about it; empty where nothing is to do.
    """

    what: str
    state: str
    found: str
    do: str = ""


def findings(folder: Path) -> Iterator[Finding]:
    """Look at everything, first what a student needs, then marking, then testing.

    Parameters
    ----------
    folder
        Where the person wants to work.
    """
    yield _python()
    yield from _packages()
    yield _lessons()
    yield _kernel()
    yield _writable(folder)
    yield _locking(folder)
    yield _port()
    yield _alembic()
    yield _nbgrader_settings()
    yield _chromium()


def _python() -> Finding:
    have = sys.version_info[:3]
    version = ".".join(map(str, have))
    if have >= (3, 11, 0):
        return Finding("Python", "ok", version)
    return Finding("Python", "missing", version, _("Install Python 3.11 or later."))


def _packages() -> Iterator[Finding]:
    """Look at each package; those that only marking or tests need are named only where something is wrong."""
    from packaging.requirements import Requirement  # JupyterLab brings it

    fine: dict[str, int] = {}
    for needed in map(Requirement, importlib.metadata.requires("sourcenet") or []):
        extra = next((name for name in ("marking", "dev") if _only_for(needed.marker, name)), "")
        found = _package(needed.name, str(needed.specifier), extra)
        if found.state == "ok" and extra:
            fine[extra] = fine.get(extra, 0) + 1
        else:
            yield found
    for extra, number in fine.items():
        yield Finding(_EXTRAS[extra], "ok", many("{n} package", "{n} packages", number))


def _only_for(marker: Marker | None, extra: str) -> bool:
    return marker is not None and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""})


def _package(name: str, wanted: str, extra: str) -> Finding:
    from packaging.specifiers import SpecifierSet

    label = f"{name} ({extra})" if extra else name
    state, install = "note" if extra else "missing", f'pip install "{name}{wanted}"'
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return Finding(label, state, _("not installed"), install)
    if SpecifierSet(wanted).contains(version, prereleases=True):
        return Finding(label, "ok", version)
    return Finding(label, state, _("{version}, but {wanted} is needed").format(version=version, wanted=wanted), install)


def _lessons() -> Finding:
    lessons, assignments = shipped.lessons(), shipped.assignments()
    number = many("{n} assignment", "{n} assignments", len(assignments))
    found = f"{many('{n} lesson', '{n} lessons', len(lessons))}, {number}"
    if lessons and assignments:
        return Finding(_("lessons"), "ok", found)
    return Finding(_("lessons"), "missing", found, _("Install the toolkit again."))


def _kernel() -> Finding:
    what = _("kernel python3")
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ImportError:
        return Finding(what, "missing", _("not installed"), "pip install ipykernel")
    try:
        command = KernelSpecManager().get_kernel_spec("python3").argv
    except NoSuchKernel:
        return Finding(what, "missing", _("not there"), f"{sys.executable} -m ipykernel install --sys-prefix")
    # Jupyter puts its own Python where a kernel only says "python".
    program = sys.executable if command[0] in ("python", "python3") else command[0]
    here = Path(program).resolve() == Path(sys.executable).resolve()
    if here:
        return Finding(what, "ok", program)
    return Finding(
        what,
        "missing",
        _("belongs to another Python: {program}").format(program=program),
        f"{sys.executable} -m ipykernel install --sys-prefix",
    )


def _nearest(folder: Path) -> Path:
    return next((place for place in (folder, *folder.parents) if place.exists()), Path.cwd())


def _writable(folder: Path) -> Finding:
    place = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            return Finding(_("folder"), "ok", _("{folder} can be written").format(folder=place))
    except OSError:
        return Finding(
            _("folder"),
            "missing",
            _("{folder} cannot be written").format(folder=place),
            _("Choose another folder: sourcenet lab FOLDER"),
        )


def _locking(folder: Path) -> Finding:
    from sourcenet.model.locking import lock, unlock

    what = _("two notebooks on one file")
    unsafe = _("Work in one notebook at a time, or choose a folder on this machine's own disk.")
    try:
        with tempfile.NamedTemporaryFile(dir=_nearest(folder)) as first, Path(first.name).open("rb") as second:
            works = lock(first.fileno(), 0.0)
            try:
                doubled = works and lock(second.fileno(), 0.0)
            except TimeoutError:
                doubled = False
            if works:
                unlock(first.fileno())
    except OSError:
        return Finding(what, "note", _("could not be tried"), unsafe)
    if works and not doubled:
        return Finding(what, "ok", _("files can be locked here"))
    return Finding(what, "note", _("files cannot be locked here"), unsafe)


def _port() -> Finding:
    what = _("a port for JupyterLab")
    try:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
    except OSError as error:
        return Finding(what, "missing", str(error.strerror), _("Allow programs to open local ports."))
    return Finding(what, "ok", _("local ports can be opened"))


def _alembic() -> Finding:
    what = _("alembic (marking)")
    beside = shutil.which(
        "alembic", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    )
    if beside:
        on_path = shutil.which("alembic") is not None
        note = beside if on_path else _("{program}; the commands of sourcenet put it on PATH").format(program=beside)
        return Finding(what, "ok", note)
    return Finding(what, "note", _("not found; a new gradebook needs it"), "pip install alembic")


def _nbgrader_settings() -> Finding:
    """Look for a course folder in a person's own nbgrader settings, which wins over the folder they stand in."""
    what = _("nbgrader settings (marking)")
    from jupyter_core.paths import jupyter_config_path

    files = [
        Path(place) / name for place in jupyter_config_path() for name in ("nbgrader_config.py", "nbgrader_config.json")
    ]
    try:
        named = [file for file in files if file.is_file() and "root" in file.read_text(errors="replace")]
    except OSError:
        named = []
    if not named:
        return Finding(what, "ok", _("no course folder is fixed"))
    return Finding(
        what,
        "note",
        _("{file} fixes a course folder").format(file=named[0]),
        _("Give the course with --course, or take its root out of that file."),
    )


def _chromium() -> Finding:
    what = _("Chromium (tests)")
    program = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    if program:
        return Finding(what, "ok", program)
    return Finding(
        what, "note", _("not found; browser tests are left out"), _("Install chromium with your system's packages.")
    )
