"""An instructor's own properties: ``course_checks.py``, beside the notebook in ``source/``.

It is handed out with the assignment, so that the notebook of a student can say ``import course_checks`` and a check
cell ``course_checks.cites_a_person(2)``. When marking, it is read from the course's own source folder, never from
what was handed in, and it is the one piece of code besides the toolkit that runs then. It may use everything that
is installed here; it should stay with :mod:`sourcenet` and the standard library, because it runs for every
submission. A property is a function that returns a :class:`sourcenet.checks.result.Property`: its ``look`` gets
the network as a :class:`sourcenet.checks.counts.Reading` and returns a :class:`sourcenet.checks.result.Found`.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from sourcenet.errors import CannotDo
from sourcenet.marking.allowed import OWN
from sourcenet.safety import clean_text
from sourcenet.words import _

__all__ = ["FILE", "own_properties"]

#: What the file is called.
FILE = f"{OWN}.py"


def own_properties(folder: Path) -> Mapping[str, Any]:
    """Return the properties that an assignment brings along: name -> function.

    These are the names in the ``__all__`` of ``course_checks.py``; without one, the functions that are defined in it
    and whose names do not begin with ``_``.

    Parameters
    ----------
    folder
        The assignment's folder in the course's ``source``.

    Raises
    ------
    CannotDo
        The file cannot be read or run; the sentence names it and the line.
    """
    path = folder / FILE
    try:
        source = path.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CannotDo(_("{file} cannot be read ({why}).").format(file=path, why=error.strerror)) from error
    module = _run(path, source)
    named = getattr(module, "__all__", None)
    if named is None:
        return {
            name: held
            for name, held in vars(module).items()
            if not name.startswith("_") and callable(held) and getattr(held, "__module__", "") == module.__name__
        }
    missing = [str(name) for name in named if not callable(getattr(module, str(name), None))]
    if missing:
        raise CannotDo(
            _("{file} names {names} in __all__ and does not define it as a function.").format(
                file=path, names=", ".join(missing)
            )
        )
    return {str(name): getattr(module, str(name)) for name in named}


def _run(path: Path, source: bytes) -> ModuleType:
    """Run the file as a module under a name of its own; nothing is written beside it."""
    name = f"_sourcenet_{OWN}_{sha256(str(path.resolve()).encode() + source).hexdigest()[:16]}"
    if name in sys.modules:
        return sys.modules[name]
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module  # what a dataclass in it looks for
    try:
        exec(
            compile(source, str(path), "exec"), vars(module)
        )  # the instructor's own code, from the course's own folder
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise CannotDo(
            _("{file}, line {line}: {why}. Mend it, then try again.").format(
                file=path, line=_line(error, path), why=clean_text(f"{type(error).__name__}: {error}", 200)
            )
        ) from error
    return module


def _line(error: BaseException, path: Path) -> int:
    """Return the line of the file at which it went wrong."""
    if isinstance(error, SyntaxError) and error.filename == str(path):
        return error.lineno or 1
    lines = [frame.lineno or 1 for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return lines[-1] if lines else 1
