"""Writing markup: every text is cleaned and escaped here, and nowhere else."""

from __future__ import annotations

from html import escape

from sourcenet.safety import clean_text

__all__ = ["el", "number", "text_el", "words"]


def words(text: str) -> str:
    """Return a text that is safe between tags and in quoted attributes, and well-formed in XML."""
    return escape(clean_text(text), quote=True)


def number(value: float) -> str:
    """Write a number in at most two digits after the point, and none that say nothing."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def el(tag: str, *inside: str, **attributes: str | float | None) -> str:
    """Make an element.

    Parameters
    ----------
    tag
        Its name.
    *inside
        Markup between its tags: text must have gone through :func:`words`.
    **attributes
        Its attributes, an underscore for each hyphen and one at the end where the name is one of Python's;
        those that are None are left out.
    """
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{words(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    body = "".join(inside)
    return f"<{tag}{given}>{body}</{tag}>" if body else f"<{tag}{given}/>"


def text_el(text: str, x: float, y: float, **attributes: str | float | None) -> str:
    """Make a line of text in a picture, 12 px high and in ink unless said otherwise."""
    given: dict[str, str | float | None] = {"font_size": 12, "fill": "#1d2127", **attributes}
    return el("text", words(text), x=x, y=y, **given)
