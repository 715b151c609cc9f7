"""Where the lessons and assignments lie that come with the toolkit.

An installed toolkit carries them inside the package; a checkout reads them from the folders in which they
are written, so that a change to a lesson is seen at once.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["assignments", "course_settings", "instructor_notebooks", "lessons", "practice_pages", "root", "rubrics"]


def root() -> Path:
    """Return the folder that holds ``notebooks`` and ``assignments/source``.

    Returns
    -------
    Path
        ``_shipped`` inside an installed package, else the root of the checkout.
    """
    package = Path(__file__).resolve().parent
    inside = package / "_shipped"
    return inside if inside.is_dir() else package.parents[1]


def lessons() -> list[Path]:
    """Return the students' lessons in their order."""
    return sorted((root() / "notebooks").glob("[0-9][0-9]-*.ipynb"))


def practice_pages() -> list[Path]:
    """Return the made-up pages on which lessons practise without the internet, by name, and their text in one file."""
    return sorted(path for path in (root() / "notebooks" / "practice").glob("*.*") if path.suffix in (".html", ".txt"))


def instructor_notebooks() -> list[Path]:
    """Return the notebooks for running sessions and marking, in their order."""
    return sorted((root() / "notebooks" / "instructor").glob("[0-9][0-9]-*.ipynb"))


def assignments() -> list[Path]:
    """Return one folder for each assignment, as the instructor's side writes it, by name."""
    source = root() / "assignments" / "source"
    return sorted(folder for folder in source.glob("*") if any(folder.glob("*.ipynb")))


def course_settings() -> Path:
    """Return the nbgrader settings that a course begins with."""
    return root() / "assignments" / "nbgrader_config.py"


def rubrics() -> Path:
    """Return the folder of rubrics, one page an assignment, for those who mark."""
    return root() / "assignments" / "rubrics"
