"""A picture as PNG, by whatever is installed that draws SVG; nothing is installed for it."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from sourcenet.errors import CannotDo, NotKept
from sourcenet.words import _

__all__ = ["write_file", "write_png"]

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 60


def write_png(svg: str, target: Path) -> Path:
    """Draw an SVG into a PNG file, twice as fine as on the screen.

    Parameters
    ----------
    svg
        The picture; its first element says how wide and high it is.
    target
        The file to write.

    Raises
    ------
    CannotDo
        Nothing that could draw it is installed, or what is installed failed.
    NotKept
        The file may not be written.
    """
    if importlib.util.find_spec("cairosvg"):
        try:
            cairosvg = importlib.import_module("cairosvg")
        except OSError:  # installed, but the library that it draws with is not
            pass
        else:
            return write_file(target, cairosvg.svg2png(bytestring=svg.encode(), scale=2))
    convert = shutil.which("rsvg-convert")
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if not convert and not browser:
        raise CannotDo(
            _(
                "No PNG was written: nothing that draws one is installed here. Save the picture as .svg,"
                " or install cairosvg, rsvg-convert or Chromium and try again."
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "picture.html", Path(folder) / "picture.png"
        if convert:
            page = page.with_suffix(".svg")
            page.write_text(svg, encoding="utf-8")
            command = [convert, "--zoom=2", "--output", str(made), str(page)]
        else:
            page.write_text(f'<!doctype html><meta charset="utf-8"><body style="margin:0">{svg}', encoding="utf-8")
            command = _browser_command(str(browser), page, made, _size(svg))
        _run(command)
        if not made.is_file():
            raise CannotDo(
                _("No PNG was written: {program} made none. Save the picture as .svg.").format(
                    program=Path(command[0]).name
                )
            )
        return write_file(target, made.read_bytes())


def write_file(target: Path, content: bytes) -> Path:
    """Write a picture into its file, or say that it could not be written."""
    try:
        target.write_bytes(content)
    except OSError as error:
        raise NotKept(
            _('"{name}" could not be written here ({why}). Choose another folder.').format(
                name=target.name, why=error.strerror
            )
        ) from error
    return target


def _size(svg: str) -> tuple[int, int]:
    wide, high = svg.split('viewBox="0 0 ', 1)[1].split('"', 1)[0].split(" ")
    return round(float(wide)), round(float(high) + 0.49)


def _as_root() -> list[str]:
    """Chromium refuses to start as root unless its sandbox is off; for everybody else it stays on."""
    return ["--no-sandbox"] if getattr(os, "geteuid", lambda: -1)() == 0 else []


def _browser_command(browser: str, page: Path, made: Path, size: tuple[int, int]) -> list[str]:
    return [
        browser,
        "--headless",
        "--disable-gpu",
        *_as_root(),
        "--hide-scrollbars",
        "--force-device-scale-factor=2",
        f"--user-data-dir={page.parent / 'profile'}",
        f"--screenshot={made}",
        f"--window-size={size[0]},{size[1]}",
        page.as_uri(),
    ]


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        raise CannotDo(
            _("No PNG was written: {program} failed. Save the picture as .svg.").format(program=Path(command[0]).name)
        ) from error
